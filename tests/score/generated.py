#!/usr/bin/env python3
"""Score doclint on a generated corpus.

usage: generated.py BINARY FOLDER [--verbose]

FOLDER/manifest.jsonl has one line per seeded defect: {"file", "line", "col", "kind", "text"}. Printed: recall per kind, and
the findings at warning or above that overlap no seeded defect, per rule and per 10,000 words. What is wrong in the texts
that the corpus was made of counts as false there too.
"""
import collections
import json
import os
import sys

from findings import at_least_warning, check, line_starts, meet, place, spans, table


def main():
    args = [arg for arg in sys.argv[1:] if not arg.startswith("--")]
    if len(args) != 2:
        sys.exit(__doc__.strip())
    binary, folder = args
    defects, findings = collections.defaultdict(list), collections.defaultdict(list)
    with open(os.path.join(folder, "manifest.jsonl"), encoding="utf-8") as file:
        for line in file:
            defect = json.loads(line)
            defects[defect["file"]].append(defect)
    for finding in check(binary, [folder]):
        findings[os.path.relpath(finding["file"], folder)].append(finding)
    count, false, words, samples = collections.defaultdict(collections.Counter), collections.Counter(), 0, {}
    for name in files(folder):
        with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
            text = file.read()
        words += len(text.split())
        starts = line_starts(text)
        found = [(finding, spans(finding, starts)) for finding in findings[name]]
        places = []
        for defect in defects[name]:
            span = place(starts, defect["line"], defect["col"], defect["text"])
            places.append(span)
            count[defect["kind"]][any(meet(span, other) for _, other in found)] += 1
        for finding, span in found:
            if at_least_warning(finding) and not any(meet(span, other) for other in places):
                false[finding["rule"]] += 1
                samples.setdefault(finding["rule"], []).append((name, finding))
    rows = [[kind, f"{hits[True]}/{hits.total()}", f"{hits[True] / hits.total():.1%}"] for kind, hits in sorted(count.items())]
    table(["kind", "found", "recall"], rows)
    print(f"\nfindings above info that overlap no seeded defect, in {words} words")
    rows = [[rule, number, f"{number * 10_000 / words:.2f}"] for rule, number in false.most_common()]
    table(["rule", "findings", "per 10,000 words"], [*rows, ["all", false.total(), f"{false.total() * 10_000 / words:.2f}"]])
    if "--verbose" in sys.argv:
        for rule, found in samples.items():
            for name, finding in found[:5]:
                print(f"  {name}:{finding['line']}:{finding['column']} [{rule}] {finding['message']}")


def files(folder):
    for root, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            if name.endswith(".txt"):
                yield os.path.relpath(os.path.join(root, name), folder)


if __name__ == "__main__":
    main()
