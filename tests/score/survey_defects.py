#!/usr/bin/env python3
"""Score doclint against the labelled defects of a survey.

usage: survey_defects.py BINARY FOLDER

FOLDER holds NNN.txt with NNN.json beside it, whose "defects" are {"what", "text"}. A defect with a text is found when a
finding overlaps one of the places where the text stands; `missing-X` when missing-field or dropped-field names the field.
The text is copied to a folder of the address in "url", so that rules about file names see the name of the page.
"""
import collections
import glob
import json
import os
import re
import sys
import tempfile
import urllib.parse

from findings import at_least_warning, check, line_starts, meet, spans, table

FIELDS = {"updated": "update stamp"}


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__.strip())
    binary, folder = sys.argv[1:]
    count, false = collections.defaultdict(collections.Counter), []
    for path in sorted(glob.glob(os.path.join(folder, "*.json"))):
        with open(path, encoding="utf-8") as file:
            label = json.load(file)
        with open(path[:-5] + ".txt", encoding="utf-8", newline="") as file:
            text = file.read()
        starts = line_starts(text)
        matched = set()
        findings = [(finding, spans(finding, starts)) for finding in check_as(binary, text, label.get("url"))]
        for defect in label["defects"]:
            hits = [at for at, finding in enumerate(findings) if is_hit(defect, text, *finding)]
            matched.update(hits)
            count[defect["what"]][bool(hits)] += 1
        for at, (finding, _) in enumerate(findings):
            if at_least_warning(finding) and at not in matched:
                false.append((os.path.basename(path)[:-5], finding))
    rows = [[what, f"{found[True]}/{found.total()}"] for what, found in sorted(count.items())]
    all = sum((Counter for Counter in count.values()), collections.Counter())
    table(["defect", "found"], [*rows, ["all", f"{all[True]}/{all.total()}"]])
    print(f"\nfindings above info that match no label: {len(false)}")
    for name, finding in false:
        print(f"  {name}:{finding['line']}:{finding['column']} {finding['severity']}[{finding['rule']}] {finding['message']}")


def check_as(binary, text, url):
    """The findings of a text in a file that has the path of its page."""
    path = urllib.parse.urlsplit(url or "").path.strip("/") or "text"
    with tempfile.TemporaryDirectory() as root:
        file = os.path.join(root, re.sub(r"\.html?$", "", path) + ".txt")
        os.makedirs(os.path.dirname(file), exist_ok=True)
        with open(file, "w", encoding="utf-8", newline="") as out:
            out.write(text)
        return check(binary, [file])


def is_hit(defect, text, finding, span):
    what, words = defect["what"], defect["text"]
    if words:
        return any(meet(span, match.span()) for match in re.finditer(re.escape(words), text))
    if not what.startswith("missing-"):
        return False
    field = what.removeprefix("missing-")
    return finding["rule"] in ("missing-field", "dropped-field") and FIELDS.get(field, field) in finding["message"]


if __name__ == "__main__":
    main()
