"""Whether the program needs less than a second for each text of a megabyte: linear.py DOCLINT TEXTS [SECONDS]

Seconds are those of the processor, of all threads, process start included: other work on the machine does not count.
Each text is checked, with the reports for people, for programs and for CI services, mended, and converted to TEI.
Mending reads a text at least twice, so it may take twice as long. And a megabyte can have a
million findings, which are written one by one: each may take 8 microseconds more, and 20 as a picture for people.
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

FORMATS = ("concise", "human", "sarif")

# Seconds that a finding may take in a report.
FINDING = {"human": 20e-6}
OTHER = 8e-6


def jobs():
    """What is done with each text, by name, and how often the limit it may take."""
    for output in FORMATS:
        yield f"check --format {output}", 1, ["check", "--exit-zero", "--format", output]
    yield "check --fix", 2, ["check", "--exit-zero", "--fix", "--unsafe-fixes", "--statistics"]
    yield "convert --to tei", 1, ["convert", "--to", "tei"]


def findings(said):
    """Findings, as the summary counts them."""
    return sum(map(int, re.findall(r"(\d+) (?:error|warning|info)", said)))


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
    """Each job with its seconds and how many it may take; a slow one gets two more chances."""
    for name, times, arguments in jobs():
        for _ in range(3):
            copy = pathlib.Path(shutil.copy(text, work))
            took, code, said = seconds([doclint, *arguments, copy.name], work)
            if code:
                raise SystemExit(f"{text.name}: {name} ends with {code}: {said}")
            allowed = limit * times + FINDING.get(name.split()[-1], OTHER) * findings(said)
            if took <= allowed:
                break
        yield took, allowed, name


def main(doclint, texts, limit="1.0"):
    limit, slow, every = float(limit), 0, []
    with tempfile.TemporaryDirectory() as work:
        for text in sorted(pathlib.Path(texts).glob("*.txt")):
            for took, allowed, name in measured(os.path.abspath(doclint), text, work, limit):
                every.append((took, name, text.stem))
                if took > allowed:
                    slow += 1
                    print(f"{text.stem}: {name} takes {took:.2f} s, not {allowed:.2f}", flush=True)
    every.sort(reverse=True)
    pictured = [one for one in every if "human" in one[1]]
    for took, name, text in [one for one in every if one not in pictured][:4] + pictured[:1]:
        print(f"{took:.2f} s  {name}, {text}")
    print(f"{len(every)} measured, {slow} slow")
    return 1 if slow or not every else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
