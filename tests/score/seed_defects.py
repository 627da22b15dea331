#!/usr/bin/env python3
"""Score doclint against a list of every defect of a few documents.

usage: seed_defects.py BINARY FOLDER DEFECTS_JSON [--verbose]

DEFECTS_JSON is a list of {"file", "line", "col", "text", "kind", "certainty": "sure" | "arguable"}; line and col count from
1, col in characters. A defect is found when a finding of any severity overlaps its text. Printed: found and all per kind,
and every finding at warning or above that overlaps no listed defect.
"""
import collections
import json
import os
import sys

from findings import at_least_warning, check, line_starts, meet, place, spans, table


def main():
    args = [arg for arg in sys.argv[1:] if not arg.startswith("--")]
    if len(args) != 3:
        sys.exit(__doc__.strip())
    binary, folder, listed = args
    with open(listed, encoding="utf-8") as file:
        defects = json.load(file)
    count = collections.defaultdict(collections.Counter)
    unlisted, missed = [], []
    names = sorted({defect["file"] for defect in defects})
    # In one run: names are learnt from all documents.
    all_findings = collections.defaultdict(list)
    for finding in check(binary, [os.path.join(folder, name) for name in names]):
        all_findings[os.path.basename(finding["file"])].append(finding)
    for name in names:
        path = os.path.join(folder, name)
        with open(path, encoding="utf-8", newline="") as file:
            starts = line_starts(file.read())
        findings = [(finding, spans(finding, starts)) for finding in all_findings[name]]
        places = []
        for defect in (defect for defect in defects if defect["file"] == name):
            span = place(starts, defect["line"], defect["col"], defect["text"])
            places.append(span)
            found = any(meet(span, other) for _, other in findings)
            count[defect["kind"]][defect["certainty"], found] += 1
            if not found:
                missed.append((name, defect))
        for finding, span in findings:
            if at_least_warning(finding) and not any(meet(span, other) for other in places):
                unlisted.append((name, finding))
    rows, total = [], collections.Counter()
    for kind in sorted(count):
        total.update(count[kind])
        rows.append([kind, *cells(count[kind])])
    table(["kind", "sure", "arguable"], [*rows, ["all", *cells(total)]])
    print(f"\nfindings at warning or above that are not listed: {len(unlisted)}")
    for name, finding in unlisted:
        print(f"  {name}:{finding['line']}:{finding['column']} {finding['severity']}[{finding['rule']}] {finding['message']}")
    if "--verbose" in sys.argv:
        print("\nnot found:")
        for name, defect in missed:
            print(f"  {name}:{defect['line']}:{defect['col']} {defect['certainty']} {defect['kind']} {defect['text']!r}")


def cells(count):
    pairs = [(count[certainty, True], count[certainty, True] + count[certainty, False]) for certainty in ("sure", "arguable")]
    return [f"{found}/{all}" if all else "" for found, all in pairs]


if __name__ == "__main__":
    main()
