#!/usr/bin/env python3
"""Measures doclint beside the tools that a user would pick instead, on the same files.

    cargo build --release
    python3 benches/compare.py [--documents 10000] [--runs 5] [--words /usr/share/dict/words] [--only typos,wc]

Makes the corpus with `benches/corpus.py` under `target/benches`, then runs each installed tool once to warm up and
`--runs` times in turn, and prints the medians: CPU seconds (user and system, children included), megabytes of text per
CPU second, wall seconds, peak memory, and how many times doclint's throughput is that of the tool. A tool that is not
on the PATH is left out and named. Slow tools get a part of the documents; all compare by megabytes per CPU second.
Tools that convert are compared per document.
"""
import argparse
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
WORK = ROOT / "target" / "benches"
# Converters write to memory where that is possible: what a disk takes for a small file is not the tool's, and differs
# tenfold from run to run.
MEMORY = pathlib.Path("/dev/shm")
OUT = MEMORY / "doclint-benches" if MEMORY.is_dir() else WORK / "out"

# Name, the command (FOLDER, FILES and OUT are filled in), and the part of the documents that it gets.
CHECKERS = [
    ("doclint check", "DOCLINT check --quiet --exit-zero --format concise FOLDER", 1),
    ("doclint check, one thread", "DOCLINT check --jobs 1 --quiet --exit-zero --format concise FOLDER", 1),
    ("typos", "typos FOLDER", 1),
    ("codespell", "codespell FOLDER", 0.2),
    ("aspell", "xargs -a FILES cat | aspell list --lang=en_GB", 0.2),
    ("hunspell", "xargs -a FILES hunspell -d en_GB -l", 0.2),
    ("cspell", "cspell --no-progress --no-summary --locale en-GB FOLDER/**", 0.05),
    ("harper", "xargs -a FILES harper lint -d british", 0.01),
    ("wc -w", "xargs -a FILES wc -w", 1),
    ("cat", "xargs -a FILES cat", 1),
    ("rg", "rg --count --no-ignore Alliance FOLDER", 1),
]
CONVERTERS = [
    ("doclint convert --to tei", "DOCLINT convert --quiet --to tei -o OUT FOLDER", 1),
    ("doclint convert --to json", "DOCLINT convert --quiet --to json -o OUT FOLDER", 1),
    ("pandoc", "for f in $(cat FILES); do pandoc -f markdown -t tei -s $f -o OUT/$(basename $f).xml; done", 0.01),
    ("trafilatura", "trafilatura --xmltei --with-metadata --input-dir HTML --output-dir OUT --parallel 1", 0.02),
]


def corpus(arguments):
    """The folder of the corpus, made if it is not there yet."""
    kind = "wide" if arguments.words else "plain"
    folder = WORK / f"{kind}-{arguments.documents}"
    if not folder.exists():
        make = [sys.executable, ROOT / "benches" / "corpus.py", "--out", folder, "-n", str(arguments.documents)]
        subprocess.run(make + (["--words", arguments.words] if arguments.words else []), check=True)
    return folder


def part(folder, share):
    """A folder with a share of the documents, as links, its list of files, and its size in bytes."""
    files = sorted(folder.glob("d*/*.txt"))
    files = files[: max(1, int(len(files) * share))]
    some = folder if share == 1 else folder.with_name(f"{folder.name}-{share}")
    if share != 1 and not some.exists():
        some.mkdir()
        for file in files:
            os.link(file, some / file.name)
    listed = folder.with_name(f"{some.name}.list")
    listed.write_text("".join(f"{file}\n" for file in files))
    return some, listed, sum(file.stat().st_size for file in files), len(files)


def html(some, files):
    """The same texts as web pages, which is what trafilatura reads."""
    pages = some.with_name(f"{some.name}-html")
    if not pages.exists():
        pages.mkdir()
        for file in files.read_text().split():
            lines = pathlib.Path(file).read_text(encoding="utf-8").splitlines()
            body = "".join(f"<p>{line}</p>\n" for line in lines)
            (pages / f"{pathlib.Path(file).stem}.html").write_text(f"<html><body>{body}</body></html>")
    return pages


def run(command):
    """CPU seconds, wall seconds and peak memory in MiB of a shell command and all that it starts."""
    start = time.perf_counter()
    process = subprocess.Popen(command, shell=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                               executable="/bin/bash")
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode == 127:
        sys.exit(f"cannot be run: {command}")
    return usage.ru_utime + usage.ru_stime, time.perf_counter() - start, usage.ru_maxrss / 1024


def filled(command, arguments, share):
    some, files, size, count = part(corpus(arguments), share)
    pages = html(some, files) if "HTML" in command else some
    names = {"DOCLINT": arguments.doclint, "FOLDER": some, "FILES": files, "OUT": OUT, "HTML": pages}
    for name, value in names.items():
        command = command.replace(name, str(value))
    return command, size / 1e6, count


def measured(tools, arguments):
    """For each tool that is installed: name, megabytes, documents and the runs."""
    wanted = arguments.only.split(",") if arguments.only else None
    rows = []
    for name, command, share in tools:
        program = name.split()[0]
        is_ours = program == "doclint"
        if wanted and not is_ours and program not in wanted:
            continue
        if not is_ours and not shutil.which(program):
            print(f"{name} is not installed", file=sys.stderr)
            continue
        rows.append((name, *filled(command, arguments, share), []))
    for turn in range(arguments.runs + 1):
        for _, command, _, _, runs in rows:
            # To replace earlier results is another task.
            shutil.rmtree(OUT, ignore_errors=True)
            OUT.mkdir(parents=True)
            figures = run(command)
            if turn > 0:
                runs.append(figures)
    return rows


def table(rows, per_document):
    unit = "ms CPU a document" if per_document else "MB per CPU s"
    print(f"| tool | documents | CPU s | {unit} | wall s | peak MiB | doclint is |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    ours = None
    for name, _, megabytes, documents, runs in rows:
        cpu, wall, peak = (statistics.median(column) for column in zip(*runs))
        speed = megabytes / cpu
        cost = cpu / documents
        ours = ours or (cost if per_document else speed)
        ratio = cost / ours if per_document else ours / speed
        shown = f"{1000 * cost:.3f}" if per_document else f"{speed:.1f}"
        print(f"| {name} | {documents} | {cpu:.2f} | {shown} | {wall:.2f} | {peak:.0f} | {ratio:.2f} times |")
    print()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--words", help="a list of words, for a wide vocabulary")
    parser.add_argument("--only", help="these tools beside doclint, separated by commas")
    parser.add_argument("--doclint", type=pathlib.Path, default=ROOT / "target" / "release" / "doclint")
    arguments = parser.parse_args()
    table(measured(CHECKERS, arguments), per_document=False)
    table(measured(CONVERTERS, arguments), per_document=True)
    shutil.rmtree(OUT, ignore_errors=True)


if __name__ == "__main__":
    main()
