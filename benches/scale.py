#!/usr/bin/env python3
"""Measures how the cost of doclint grows, and draws it.

    cargo build --release
    python3 benches/scale.py [--runs 3] [--plot docs/scale.svg]

Each series has five sizes, each twice the one before: documents of a corpus, bytes of one document, bytes of one line,
findings of one document. Prints the medians of the CPU seconds (user and system), what each costs of the smallest size's
cost per unit (1.00 is linear), and the peak memory; `--plot` draws the CPU seconds over the sizes, both on logarithmic
axes, where a straight line that rises with the grey one is linear.
"""
import argparse
import pathlib
import shutil
import statistics
import subprocess
import sys

from compare import ROOT, WORK, run

STEPS = [1, 2, 4, 8, 16]
CHECK = "DOCLINT check --jobs 1 --quiet --exit-zero --format concise --no-config PATH"
TEI = "DOCLINT convert --quiet --to tei -o OUT PATH"


def corpus(count):
    """A folder of documents."""
    folder = WORK / f"scale-{count}"
    if not folder.exists():
        make = [sys.executable, ROOT / "benches" / "corpus.py", "--out", folder, "-n", str(count)]
        subprocess.run(make, check=True)
    return folder


def texts():
    """The documents of the smallest corpus, one after the other."""
    return "".join(file.read_text(encoding="utf-8") for file in sorted(corpus(1000).glob("d*/*.txt")))


def document(megabytes):
    """One document, made of many."""
    some = texts()[: 1_000_000]
    return written(f"document-{megabytes}.txt", (some * megabytes)[: megabytes * 1_000_000])


def line(megabytes):
    """One line."""
    paragraphs = (part for part in texts()[:2_000_000].splitlines() if len(part) > 200)
    some = " ".join(paragraphs)[:1_000_000]
    return written(f"line-{megabytes}.txt", "NATO Speeches\n\n4 May 1999\n\n" + (some + " ") * megabytes + "\n")


def findings(thousands):
    """A document with so many thousand findings, a slip on each line."""
    paragraph = "On day {} the ministers of the Allaince met in the morning and spoke of their plans.\n\n"
    paragraphs = "".join(paragraph.format(day) for day in range(thousands * 1000))
    return written(f"findings-{thousands}.txt", "Title\n\n" + paragraphs)


def written(name, text):
    WORK.mkdir(parents=True, exist_ok=True)
    path = WORK / name
    path.write_text(text, encoding="utf-8")
    return path


SERIES = [
    ("check, documents of a corpus", "thousand documents", 1, lambda step: corpus(step * 1000), CHECK),
    ("check, one document", "MB", 1, document, CHECK),
    ("check, one line", "MB", 1, line, CHECK),
    ("check, findings", "thousand findings", 10, lambda step: findings(step * 10), CHECK),
    ("check, findings for people", "thousand findings", 10, lambda step: findings(step * 10),
     CHECK.replace("concise", "human")),
    ("convert to TEI, one document", "MB", 1, document, TEI),
]


def measured(doclint, runs):
    """For each series its name, the unit, and for each size: size, CPU seconds, peak MiB."""
    for name, unit, first, make, command in SERIES:
        points = []
        for step in STEPS:
            out = WORK / "out.xml"
            filled = command.replace("DOCLINT", str(doclint)).replace("PATH", str(make(step)))
            found = [run(filled.replace("OUT", str(out))) for _ in range(runs)]
            cpu, _, peak = (statistics.median(column) for column in zip(*found))
            points.append((step * first, cpu, peak))
        yield name, unit, points
    shutil.rmtree(WORK / "out.xml", ignore_errors=True)


def table(series):
    print("| what | unit | " + " | ".join(f"{step} times" for step in STEPS) + " | cost per unit, last to first | peak MiB, last |")
    print("| --- | --- |" + " ---: |" * (len(STEPS) + 2))
    for name, unit, points in series:
        (size, cpu, _), (last, last_cpu, peak) = points[0], points[-1]
        seconds = " | ".join(f"{cpu:.2f} s" for _, cpu, _ in points)
        growth = (last_cpu / last) / (cpu / size)
        print(f"| {name} | {size} {unit} | {seconds} | {growth:.2f} | {peak:.0f} |")


COLOURS = ["#1b6ca8", "#c8553d", "#588157", "#6a4c93", "#b08900", "#333333"]
WIDTH, HEIGHT, LEFT, TOP, BOTTOM, RIGHT = 740, 420, 60, 20, 50, 240


def plot(series):
    """The series as SVG: size, in multiples of the smallest, to the right; CPU seconds up; both axes logarithmic."""
    from math import log2

    seconds = [cpu for _, _, points in series for _, cpu, _ in points]
    low, high = log2(min(seconds)) - 0.3, log2(max(seconds)) + 0.3
    across = (WIDTH - LEFT - RIGHT) / (len(STEPS) - 1)
    up = (HEIGHT - TOP - BOTTOM) / (high - low)

    def place(step, value):
        return LEFT + log2(step) * across, HEIGHT - BOTTOM - (log2(value) - low) * up

    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">',
             f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>']
    for step in STEPS:
        x, _ = place(step, 2**low)
        parts.append(f'<path d="M{x:.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="#ddd"/>'
                     f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{step}</text>')
    for power in range(int(low) - 1, int(high) + 2):
        if low <= power <= high:
            _, y = place(1, 2.0**power)
            parts.append(f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>'
                         f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{2.0**power:g}</text>')
    for at, (name, unit, points) in enumerate(series):
        first = points[0]
        drawn = " ".join(f"{x:.1f},{y:.1f}" for x, y in (place(size / first[0], cpu) for size, cpu, _ in points))
        straight = " ".join(f"{x:.1f},{y:.1f}" for x, y in (place(step, first[1] * step) for step in (1, STEPS[-1])))
        parts.append(f'<polyline points="{straight}" fill="none" stroke="#bbb" stroke-dasharray="3 3"/>')
        parts.append(f'<polyline points="{drawn}" fill="none" stroke="{COLOURS[at]}" stroke-width="2"/>')
        y = TOP + 20 + at * 34
        parts.append(f'<path d="M{WIDTH - RIGHT + 14} {y - 4}h18" stroke="{COLOURS[at]}" stroke-width="3"/>'
                     f'<text x="{WIDTH - RIGHT + 38}" y="{y}">{name}</text>'
                     f'<text x="{WIDTH - RIGHT + 38}" y="{y + 14}" fill="#777">1 = {first[0]} {unit}</text>')
    parts.append(f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 12}" text-anchor="middle">size, times the smallest</text>'
                 f'<text x="14" y="{HEIGHT / 2}" transform="rotate(-90 14 {HEIGHT / 2})" text-anchor="middle">CPU seconds</text></svg>')
    return "\n".join(parts) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--plot", type=pathlib.Path)
    parser.add_argument("--doclint", type=pathlib.Path, default=ROOT / "target" / "release" / "doclint")
    arguments = parser.parse_args()
    series = list(measured(arguments.doclint, arguments.runs))
    table(series)
    if arguments.plot:
        arguments.plot.write_text(plot(series), encoding="utf-8")


if __name__ == "__main__":
    main()
