#!/usr/bin/env python3
"""Makes a corpus of press documents to measure with: the same arguments give the same bytes.

    python3 benches/corpus.py --out FOLDER -n 10000 [--seed 1] [--mean-kb 5] [--slips 2] [--words FILE]

The paragraphs of `seeds/` are taken apart into sentences; a document is a header of one of five layouts and paragraphs
of sentences drawn at random, a fifth of the documents as transcripts. `--slips` is the mean number of slips (letters
changed places, doubled words, spaces, quotation marks, dates) that a document gets; 0 for none. `--words` names a list
of words, one a line (`/usr/share/dict/words`): one word in eight is replaced by one of them, so that the vocabulary is
wide and nothing that is remembered of earlier words helps.
"""
import argparse
import hashlib
import pathlib
import random
import re

ROOT = pathlib.Path(__file__).resolve().parent.parent
MONTHS = "January February March April May June July August September October November December".split()
PLACES = [("Brussels", "Belgium"), ("Warsaw", "Poland"), ("Riga", "Latvia"), ("Oslo", "Norway"), ("Rome", "Italy"),
          ("Prague", "Czech Republic"), ("Lisbon", "Portugal"), ("Ankara", "Turkey"), ("Ottawa", "Canada")]
SERIES = ["NATO Speeches", "NATO Update", "NATO Press Releases", "NATO Opinions"]
PERSONS = ["Lord Robertson", "Javier Solana", "Jaap de Hoop Scheffer"]
LABEL = re.compile(r"^[A-Z][A-Za-z .]{0,40}(\([^)]*\))?: ")


def sentences(folder):
    """The sentences and the short lines of the documents in a folder."""
    found, titles = [], []
    for path in sorted(folder.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            line = LABEL.sub("", " ".join(line.split()))
            if len(line) > 110:
                found += [part for part in re.split(r"(?<=[.?!]) (?=[A-Z])", line) if len(part) > 30]
            elif 20 <= len(line) <= 90 and not re.search(r"\d|:|by |with ", line):
                titles.append(line)
    return found, titles


def header(rng, titles):
    year, month, day = rng.randrange(1996, 2009), rng.randrange(12), rng.randrange(1, 29)
    place, country = rng.choice(PLACES)
    name, title, series = MONTHS[month], rng.choice(titles), rng.choice(SERIES)
    stamp = f"{day:02d}-{name[:3]}-{year}"
    layouts = [
        [f"Updated: {stamp} {series}", "", f"{day} {name} {year}", "", title, ""],
        [f"Updated: {stamp} {series}", "", f"{place},", country, "", f"{day} {name[:3]}. {year}", "", "Speech", "",
         f"by NATO Secretary General, {rng.choice(PERSONS)}", ""],
        [f"Last update: {stamp} {rng.randrange(8, 20):02d}:{rng.randrange(60):02d} {series}", "", f"{day} {name} {year}",
         "", title, "", f"{day:02d}/{month + 1:02d}/{year} - NATO", title, ""],
        [f"{day} {name} {year} - {place}, {country}", "", title, ""],
        [f"Press Release ({year}){rng.randrange(1, 180):03d}", f"{day} {name} {year}", "", title, ""],
    ]
    return rng.choice(layouts)


def slip(rng, line):
    """One slip somewhere in a line."""
    words = [match for match in re.finditer(r"\b[a-z]{5,}\b", line)]
    if not words:
        return line
    word = rng.choice(words)
    at = rng.randrange(word.start() + 1, word.end() - 1)
    kind = rng.randrange(5)
    if kind == 0:
        return line[:at] + line[at + 1] + line[at] + line[at + 2:]
    if kind == 1:
        return line[:at] + line[at + 1:]
    if kind == 2:
        return line[:word.end()] + " " + word.group() + line[word.end():]
    if kind == 3:
        return line[:word.end()] + " " + line[word.end():]
    return line[:word.start()] + "“" + line[word.start():]


def document(number, arguments, pool, titles, words):
    rng = random.Random(arguments.seed * 1_000_003 + number)
    lines = header(rng, titles)
    size = rng.lognormvariate(0, 0.6) * 850 * arguments.mean_kb
    talk = rng.random() < 0.2
    while size > 0:
        text = " ".join(rng.choice(pool) for _ in range(rng.randrange(2, 6)))
        if words:
            text = re.sub(r"\b[a-z]{4,}\b", lambda m: rng.choice(words) if rng.random() < 0.125 else m.group(), text)
        if talk:
            text = rng.choice(["Q: ", "MODERATOR: ", rng.choice(PERSONS).upper() + ": "]) + text
        lines += [text, ""]
        size -= len(text)
    for _ in range(round(rng.expovariate(1 / arguments.slips)) if arguments.slips else 0):
        at = rng.randrange(len(lines))
        lines[at] = slip(rng, lines[at])
    return "\n".join(lines[:-1]) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("-n", type=int, default=1000, help="documents")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--mean-kb", type=float, default=5)
    parser.add_argument("--slips", type=float, default=2)
    parser.add_argument("--words", type=pathlib.Path)
    arguments = parser.parse_args()
    pool, titles = sentences(ROOT / "seeds")
    words = []
    if arguments.words:
        listed = arguments.words.read_text(encoding="utf-8").split()
        words = [word for word in listed if re.fullmatch(r"[a-z]{4,14}", word)]
    for number in range(arguments.n):
        text = document(number, arguments, pool, titles, words).encode()
        folder = arguments.out / f"d{number // 1000:03d}"
        folder.mkdir(parents=True, exist_ok=True)
        name = f"{number:06d}_{hashlib.sha256(text).hexdigest()[:16]}.txt"
        (folder / name).write_bytes(text)


if __name__ == "__main__":
    main()
