"""Whether the program needs less than a second for each text of a megabyte: linear.py DOCLINT TEXTS [SECONDS]

Seconds are those of the processor, of all threads, process start included: other work on the machine does not count.
Each text is checked, with the reports for people, for programs and for CI services, mended, and converted to TEI and
JSON with its findings.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

FORMATS = ("concise", "human", "sarif", "junit", "gitlab")

# Seconds that a finding may take beyond the limit: a megabyte can have a million findings, whose pictures have 400.
FINDING = 10e-6


def jobs():
    """What is done with each text, by name."""
    for output in FORMATS:
        yield f"check --format {output}", ["check", "--exit-zero", "--format", output]
    yield "check --fix", ["check", "--exit-zero", "--unsafe-fixes", "--statistics"]
    for output in ("json", "tei"):
        yield f"convert --to {output}", ["convert", "--findings", "--to", output]


def seconds(command, folder):
    """How long a command keeps processors busy, and how it ends."""
    process = subprocess.Popen(
        command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime, process.returncode, said.decode()


def measured(doclint, text, work, limit):
    """The longest of all jobs; a slow one gets two more chances."""
    worst = (0.0, "")
    for name, arguments in jobs():
        for _ in range(3):
            copy = pathlib.Path(shutil.copy(text, work))
            took, code, said = seconds([doclint, *arguments, copy.name], work)
            if code:
                raise SystemExit(f"{text.name}: {name} ends with {code}: {said}")
            if took <= limit:
                break
        worst = max(worst, (took, name))
    return worst


def main(doclint, texts, limit="1.0"):
    limit, slow, all_worst = float(limit), 0, []
    with tempfile.TemporaryDirectory() as work:
        for text in sorted(pathlib.Path(texts).glob("*.txt")):
            took, name = measured(os.path.abspath(doclint), text, work, limit)
            all_worst.append((took, name, text.stem))
            (pathlib.Path(work) / text.name).unlink()
            if took > limit:
                slow += 1
                print(f"{text.stem}: {name} takes {took:.2f} s", flush=True)
    all_worst.sort(reverse=True)
    for took, name, text in all_worst[:10]:
        print(f"{took:.2f} s  {name}, {text}")
    print(f"{len(all_worst)} texts, {slow} slow")
    return 1 if slow or not all_worst else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
