#!/usr/bin/env python3
"""Precision on real collections: draw findings at random, let somebody judge them, add up the verdicts.

usage: precision.py draw DOCLINT CORPORA --half work|judge [--fixes] [--seed N] > SHEET
       precision.py sum SHEET ...

CORPORA is a folder with a folder for each collection; each collection is checked as a corpus of its own. Its documents are
halved by a hash of their names: rules are bettered on one half and judged on the other, by somebody who did not write them.

`draw` takes findings at warning and above: for each rule, and for `misspelling` at error, at most 25, at most three of them
from one document, without white space, which is true nearly always and would drown the rest. With `--fixes` it draws 300 safe
fixes, white space among them. SHEET is tab-separated, one finding a line, with an empty column `verdict` for true, arguable
or false (of fixes: right, arguable or wrong) and one for the reason.
`sum` prints the shares for each rule and over all. `verdicts/` has the sheets that were judged, with texts cut to a few words.
"""
import argparse
import collections
import csv
import hashlib
import pathlib
import random
import sys

from findings import at_least_warning, check, path, table

WHITE_SPACE = {
    "trailing-space", "doubled-space", "no-break-space", "repeated-blank-line", "missing-final-newline",
    "mixed-line-endings",
}
COLUMNS = ["verdict", "reason", "rule", "severity", "file", "line", "message", "text", "context", "fix", "help"]
YES, PERHAPS, NO = ("true", "right"), ("arguable",), ("false", "wrong")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    draw_ = commands.add_parser("draw")
    draw_.add_argument("doclint", type=pathlib.Path)
    draw_.add_argument("corpora", type=pathlib.Path)
    draw_.add_argument("--half", choices=["work", "judge"], required=True)
    draw_.add_argument("--fixes", action="store_true")
    draw_.add_argument("--seed", type=int, default=1)
    sum_ = commands.add_parser("sum")
    sum_.add_argument("sheets", nargs="+", type=pathlib.Path)
    args = parser.parse_args()
    if args.command == "draw":
        draw(args)
    else:
        add_up(args.sheets)


def draw(args):
    chance = random.Random(args.seed)
    findings = [finding for finding in found(args) if half(finding["file"]) == args.half]
    drawn = fixes(findings, chance) if args.fixes else warnings(findings, chance)
    sheet = csv.DictWriter(sys.stdout, COLUMNS, delimiter="\t", lineterminator="\n")
    sheet.writeheader()
    for finding in drawn:
        sheet.writerow(row(args.corpora, finding))


def found(args):
    """The findings of all collections, with files as paths below the collections."""
    for collection in sorted(path for path in args.corpora.iterdir() if path.is_dir()):
        for finding in check(args.doclint.resolve(), [str(collection)]):
            yield finding | {"file": str(pathlib.Path(finding["file"]).relative_to(args.corpora))}


def half(name):
    return "work" if hashlib.sha256(name.encode()).digest()[0] % 2 else "judge"


def warnings(findings, chance):
    groups = collections.defaultdict(list)
    for finding in findings:
        if at_least_warning(finding) and finding["rule"] not in WHITE_SPACE:
            groups[group(finding)].append(finding)
    return [finding for name in sorted(groups) for finding in spread(groups[name], 25, chance)]


def group(finding):
    is_error = finding["rule"] == "misspelling" and finding["severity"] == "error"
    return finding["rule"] + " (error)" * is_error


def fixes(findings, chance):
    safe = [finding for finding in findings if finding.get("fix", {}).get("applicability") == "safe"]
    return sorted(chance.sample(safe, min(300, len(safe))), key=lambda finding: finding["rule"])


def spread(findings, most, chance):
    """At most so many, at most three of one document."""
    by_document, drawn = collections.Counter(), []
    for finding in chance.sample(findings, len(findings)):
        if by_document[finding["file"]] < 3 and len(drawn) < most:
            by_document[finding["file"]] += 1
            drawn.append(finding)
    return drawn


def row(corpora, finding):
    data = (corpora / path(finding["file"])).read_bytes()
    start, end = finding["span"]
    around = data[max(start - 150, 0):start], data[start:end], data[end:end + 150]
    before, inside, after = (part.decode("utf-8", "replace") for part in around)
    fix = finding.get("fix")
    return {
        "rule": finding["rule"],
        "severity": finding["severity"],
        "file": finding["file"],
        "line": finding["line"],
        "message": finding["message"],
        "text": finding.get("text", ""),
        "context": f"{before}⟦{inside}⟧{after}".replace("\n", "¶").replace("\t", " ").replace("\r", ""),
        "fix": f'{fix["applicability"]}: {fix["title"]}' if fix else "",
        "help": finding.get("help", ""),
    }


def add_up(sheets):
    counts = collections.defaultdict(collections.Counter)
    for sheet in sheets:
        with open(sheet, encoding="utf-8", newline="") as file:
            for line in csv.DictReader(file, delimiter="\t"):
                for name in (group(line), "over all"):
                    counts[name][verdict(line, sheet)] += 1
    rows = []
    for name in sorted(counts, key=lambda name: (name == "over all", name)):
        yes, perhaps, no = (counts[name][part] for part in "TAF")
        read = yes + perhaps + no
        if read:
            rows.append([name, read, yes, perhaps, no, f"{yes / read:.0%}", f"{(yes + perhaps) / read:.0%}"])
    table(["rule", "read", "true", "arguable", "false", "true", "or arguable"], rows)


def verdict(line, sheet):
    for letter, words in zip("TAF", (YES, PERHAPS, NO)):
        if line["verdict"] in words:
            return letter
    if line["verdict"]:
        sys.exit(f"{sheet}: {line['verdict']!r} is not a verdict")
    return ""


if __name__ == "__main__":
    main()
