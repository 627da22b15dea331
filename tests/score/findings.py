"""What the scores share: run doclint, and match findings with expected defects."""
import json
import os
import re
import subprocess


def check(binary, paths):
    """The findings of a run, each with the file as doclint names it."""
    run = subprocess.run([binary, "check", "--format", "json", "--exit-zero", *paths], capture_output=True, text=True)
    if run.returncode != 0:
        raise SystemExit(f"{binary} failed: {run.stderr.strip()}")
    return json.loads(run.stdout)["findings"]


def path(name):
    """The path of a file that a finding names: `%FF` is a byte that is not UTF-8, and `%25FF` the characters `%FF`."""
    return os.fsdecode(re.sub(rb"%([0-9A-F]{2})", lambda byte: bytes.fromhex(byte[1].decode()), name.encode()))


def at_least_warning(finding):
    return finding["severity"] in ("warning", "error")


def place(starts, line, column, text):
    """Character offsets of a defect; one without text covers a character on each side."""
    start = starts[min(line, len(starts)) - 1] + column - 1
    return (start, start + len(text)) if text.strip() else (start - 1, start + max(len(text), 1))


def line_starts(text):
    return [0] + [match.end() for match in re.finditer("\n", text)]


def spans(finding, starts):
    """Character offsets of a finding and of what its fix replaces."""
    start = starts[min(finding["line"], len(starts)) - 1] + finding["column"] - 1
    end = starts[min(finding["end_line"], len(starts)) - 1] + finding["end_column"] - 1
    return start, max(end, start + 1)


def meet(a, b):
    return a[0] < b[1] and b[0] < a[1]


def table(head, rows):
    widths = [max(len(str(row[at])) for row in [head, *rows]) for at in range(len(head))]
    for row in [head, *rows]:
        cells = [str(cell).ljust(width) if at == 0 else str(cell).rjust(width) for at, (cell, width) in enumerate(zip(row, widths))]
        print("  ".join(cells).rstrip())
