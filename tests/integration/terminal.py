"""Whether nothing of others steers a terminal: terminal.py DOCLINT

Every command runs on a real terminal, where output differs from that in a pipe, over files and folders whose names,
texts and configuration hold escape sequences; once more as if the terminal were the log of a job in GitHub Actions.
"""

import json
import os
import pathlib
import pty
import re
import sys
import tempfile

HOSTILE = (
    "x\x1b]0;owned\x07\x1b[58m\x9b2J\x7f\x85\u202e\u2066\u200e\u061c\u2028\u2029\ufeff\r\n"
    "::error::owned\n ##[add-mask]owned"
)
DOCUMENT = (
    f"{HOSTILE}\n\nUpdated: {HOSTILE} 32 July 2003\n\nSMITH {HOSTILE}: Teh  {HOSTILE} <b>{HOSTILE}</b> end .\n\n"
    f"“Allaince {HOSTILE}, – 9 Jluy 2003\n"
)
REPORTS = ["human", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "markdown"]
DATA = ["tei", "json", "jsonl", "html", "jsonld", "csl", "tsv", "dc"]
OBEYED = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


def toml(text):
    return '"' + "".join(c if c.isascii() and c.isalpha() else f"\\u{ord(c):04X}" for c in text) + '"'


def corpus(folder):
    hostile = folder / HOSTILE
    hostile.mkdir()
    for path in (hostile / f"{HOSTILE}.txt", folder / "plain.txt"):
        path.write_text(DOCUMENT, newline="")
    known = {"file": HOSTILE + "gone", "rule": "misspelling", "text": HOSTILE, "fingerprint": "1", "count": 1}
    baseline = {"schema": "doclint-baseline/1", "findings": [known]}
    (hostile / f"{HOSTILE}.json").write_text(json.dumps(baseline))
    (hostile / "doclint.toml").write_text(
        f"words = [{toml(HOSTILE)}]\nbaseline = {toml(HOSTILE + '.json')}\n[gate]\nlimits = {{ total = 0 }}\n"
    )


def commands():
    yield from (["check", ".", "--format", name] for name in REPORTS)
    yield from (["convert", "plain.txt", "--to", name] for name in DATA)
    yield from (["check", ".", *more] for more in (["--diff"], ["--statistics"], ["--show-settings"], ["--since", HOSTILE]))
    yield from (["inspect", ".", "--format", name] for name in ("human", "json"))
    yield from (["check", HOSTILE], ["check", "--" + HOSTILE], ["rule", HOSTILE], [HOSTILE])
    yield from (["lexicon", "learn", ".", "--min-count", "1"], ["init", HOSTILE], ["init", "."], ["check", "."])


def shown(arguments, environment):
    """What the terminal gets."""
    child, terminal = pty.fork()
    if child == 0:
        os.environ.update(environment)
        os.execv(sys.argv[1], [sys.argv[1], *arguments])
    output = b""
    try:
        while piece := os.read(terminal, 65536):
            output += piece
    except OSError:
        pass  # the end, on Linux
    os.waitpid(child, 0)
    os.close(terminal)
    return output.decode().replace("\r\n", "\n")


def is_command(line):
    ours = re.match("::(error|warning|notice) file=", line)
    return not ours and (line.lstrip().startswith("::") or "##[" in line)


def main():
    sys.argv[1] = os.path.abspath(sys.argv[1])
    runs = wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        corpus(pathlib.Path(folder))
        os.chdir(folder)
        for environment in ({}, {"GITHUB_ACTIONS": "true"}):
            for arguments in commands():
                # Colours are doclint's own, but for the one of the hostile text.
                lines = re.sub("\x1b\\[(?!58)[0-9;]*m", "", shown(arguments, environment)).split("\n")
                assert lines != [""], f"{arguments} shows nothing"
                is_log = environment and arguments[0] != "convert"
                bad = [line for line in lines if OBEYED.search(line) or is_log and is_command(line)]
                runs, wrong = runs + 1, wrong + bool(bad)
                if bad:
                    print(f"{arguments} {environment}: {bad[0]!r}")
    print(f"{runs} runs on a terminal, {wrong} of them steered it")
    sys.exit(wrong > 0)


main()
