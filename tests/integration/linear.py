"""Whether the work of every command grows no faster than its input: linear.py DOCLINT TEXTS [JOB...]

The last job, `corpora`, is about configurations: each has as many entries as the corpus has documents.

TEXTS has the folders `small` and `large` with the same texts in two sizes, one four times the other, as `cargo test --test
linear -- --ignored` writes them. Each job is run on both, and the seconds of the processor are compared after those of an
empty text are taken off: linear work gives a ratio of 4, quadratic work 16. Seconds are only a first look, since other work
on the machine disturbs them even if it does not count: a ratio above the limit is measured again, the least of several runs
counts, and where valgrind can be had the verdict is that of the instructions, which no load changes. No absolute time is
tested.
"""

import concurrent.futures
import itertools
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

GROWTH = 4
# Linear work has a ratio of 4, n log n one of 4.5 to 5.
LIMIT = 6.0
# Jobs that take less time than this with the large text are not judged.
NOISE = 0.04
# Beyond this, valgrind takes minutes, and a ratio of seconds leaves no doubt.
LONG = 8.0

REPORTS = ("concise", "human", "json", "jsonl", "sarif", "github", "gitlab", "junit", "markdown")
FORMATS = ("tei", "json", "jsonl", "text", "markdown", "html", "jsonld", "csl", "tsv", "dc")
TEI = (
    ["--sentences"],
    ["--findings"],
    ["--corrections", "inline"],
    ["--corrections", "standoff"],
    ["--layout", "pretty"],
    ["--speech", "sp"],
    ["--tei-profile", "parla-clarin"],
)
def jobs():
    """The jobs for each text: a name, and the arguments; DOCUMENT is the text, TEI is the text as TEI."""
    check = ["check", "--no-config", "--exit-zero"]
    for output in REPORTS:
        yield f"check --format {output}", [*check, "--format", output, "DOCUMENT"]
    yield "check --statistics", [*check, "--statistics", "DOCUMENT"]
    # Two documents have a survey.
    yield "check, a corpus", [*check, "DOCUMENT", "OTHER"]
    for flags in (["--fix"], ["--fix", "--unsafe-fixes"], ["--diff"], ["--diff", "--unsafe-fixes"]):
        statistics = ["--statistics"] if "--fix" in flags else []
        yield f"check {' '.join(flags)}", [*check, *flags, *statistics, "DOCUMENT"]
    yield "check --fix, a corpus", [*check, "--fix", "--unsafe-fixes", "--statistics", "DOCUMENT", "OTHER"]
    convert = ["convert", "--no-config", "DOCUMENT", "--to"]
    for output in FORMATS:
        yield f"convert --to {output}", [*convert, output]
    for options in TEI:
        yield f"convert --to tei {' '.join(options)}", [*convert, "tei", *options]
    yield "convert --corpus", ["convert", "--no-config", "DOCUMENT", "OTHER", "--to", "tei", "--corpus", "-o", "tei/"]
    yield "convert --lexicon", ["convert", "DOCUMENT", "--to", "tei", "--lexicon", "LEXICON"]
    yield "check --lexicon", [*check, "DOCUMENT", "--lexicon", "LEXICON"]
    yield "convert --from tei", ["convert", "--no-config", "--from", "tei", "TEI", "--to", "text"]
    yield "convert --from tei --to json", [
        "convert", "--no-config", "--from", "tei", "--apply-corrections", "TEI", "--to", "json"
    ]
    yield "inspect", ["inspect", "DOCUMENT"]
    yield "inspect --format json", ["inspect", "--format", "json", "DOCUMENT"]
    yield "lexicon learn", ["lexicon", "learn", "--no-config", "--min-count", "1", "DOCUMENT"]
    yield "check --write-baseline", [*check, "--baseline", "new.json", "--write-baseline", "DOCUMENT"]
    yield "init", ["init", "--force", "."]


# As many entries of a configuration as there are documents: its name, the file, and the text of an entry for a number.
ENTRIES = (
    ("overrides for files", "doclint.toml", "[[overrides]]\npaths = ['d{0}.txt']\nlevels = {{ missing-field = 'off' }}\n"),
    ("overrides with wildcards", "doclint.toml", "[[overrides]]\npaths = ['*-{0}x*.txt']\nprofile = 'plain'\n"),
    ("overrides for all", "doclint.toml", "[[overrides]]\npaths = ['**']\nlevels = {{ missing-field = 'off' }}\n"),
    ("allowances for files", "doclint.toml", "[[allowances]]\nrule = 'header'\npaths = ['d{0}.txt']\nreason = 'x'\n"),
    ("allowances for texts", "doclint.toml", "[[allowances]]\nrule = 'spelling'\ntext = 'teh{0}'\nreason = 'x'\n"),
    ("allowances for all", "doclint.toml", "[[allowances]]\nrule = 'spelling'\ntext = 'teh'\nreason = 'x'\n"),
    ("names to ignore", ".doclintignore", "x{0}\n"),
    ("folders to ignore", ".doclintignore", "/x{0}/\n"),
)
DOCUMENTS = 1500


def corpora(folder):
    """Corpora in two sizes and a tiny one, with their names: the folders `small`, `large` and `tiny`."""
    for name, file, entry in ENTRIES:
        for size, count in (("tiny", 1), ("small", DOCUMENTS), ("large", GROWTH * DOCUMENTS)):
            corpus = folder / name / size
            corpus.mkdir(parents=True)
            (corpus / file).write_text("".join(map(entry.format, range(count))))
            for number in range(count):
                (corpus / f"d{number}.txt").write_text(f"Title {number}\n\nTeh council met.\n")
        yield name, folder / name


class Measure:
    """Runs a job on a text in a folder of its own."""

    def __init__(self, doclint):
        self.doclint = doclint
        self.empty = {}

    def prepared(self, text, arguments, work):
        """The arguments with the names of files that are made for them."""
        shutil.copy(text, work / "a.txt")
        # The other document is another one, or it would be a copy.
        (work / "b.txt").write_text("Another document\n\nIt has a few words and no more.\n")
        (work / "lexicon.toml").write_text('[[persons]]\nname = "Jaap de Hoop Scheffer"\nrejected = ["x", "Xa"]\n')
        if "TEI" in arguments:
            command = [self.doclint, "convert", "--no-config", "a.txt", "--to", "tei", "--corrections", "inline"]
            with open(work / "a.xml", "wb") as tei:
                subprocess.run(command, cwd=work, stdout=tei, stderr=subprocess.DEVNULL, check=True)
        names = {"DOCUMENT": "a.txt", "OTHER": "b.txt", "LEXICON": "lexicon.toml", "TEI": "a.xml"}
        return [self.doclint, *(names.get(argument, argument) for argument in arguments)]

    def once(self, text, arguments, wrapper=()):
        """The seconds of the processor that a job takes, of all threads, and what it writes to standard error."""
        with tempfile.TemporaryDirectory() as folder:
            # A corpus is only read.
            is_corpus = text.is_dir()
            command = [self.doclint, *arguments] if is_corpus else self.prepared(text, arguments, pathlib.Path(folder))
            folder = text if is_corpus else folder
            process = subprocess.Popen(
                [*wrapper, *command],
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
            )
            said = process.stderr.read().decode(errors="replace")
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 1) or "panicked" in said:
            raise SystemExit(f"{text.name}: {' '.join(arguments)} ends with {process.returncode}: {said[-2000:]}")
        return usage.ru_utime + usage.ru_stime, said

    def seconds(self, text, arguments, times):
        return min(self.once(text, arguments)[0] for _ in range(times))

    def instructions(self, text, arguments):
        wrapper = ("valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null")
        said = self.once(text, arguments, wrapper)[1]
        return int(re.search(r"Collected : (\d+)", said).group(1))

    def above_empty(self, measure, text, arguments, empty):
        """What a text costs beyond an empty one, for the small and the large size."""
        base = measure(empty, arguments)
        small, large = text
        return measure(small, arguments) - base, measure(large, arguments) - base


def ratio(small, large):
    return large / max(small, large / 1000, 1e-9)


def judged(measure, name, arguments, text, empty, valgrind):
    """The ratio of a job on a text, and whether it is too high."""
    times = lambda count: lambda which, args: measure.seconds(which, args, count)
    small, large = measure.above_empty(times(1), text, arguments, empty)
    if large < NOISE or ratio(small, large) <= LIMIT:
        return large, ratio(small, large), None
    small, large = measure.above_empty(times(4), text, arguments, empty)
    found = ratio(small, large)
    if large < NOISE or found <= LIMIT:
        return large, found, None
    if valgrind and large < LONG:
        found = ratio(*measure.above_empty(measure.instructions, text, arguments, empty))
        return large, found, f"{found:.1f} times the instructions" if found > LIMIT else None
    return large, found, f"{found:.1f} times the seconds ({large:.2f} s)"


def has_valgrind():
    """Whether instructions can be counted; valgrind is installed where that is allowed."""
    if not shutil.which("valgrind") and shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "install", "-qq", "-y", "valgrind"], capture_output=True)
    return shutil.which("valgrind") is not None


def main(doclint, texts, *only):
    measure, texts = Measure(os.path.abspath(doclint)), pathlib.Path(texts)
    valgrind = has_valgrind()
    chosen = [job for job in jobs() if not only or any(name in job[0] for name in only)]
    names = sorted(path.name for path in (texts / "small").glob("*.txt"))
    empty = texts / "empty.txt"
    empty.write_text("Title\n\nA paragraph.\n")
    pairs = [(job, text) for job in chosen for text in names]
    every, steep = [], 0

    def run(pair):
        (name, arguments), text = pair
        sizes = (texts / "small" / text, texts / "large" / text)
        return name, text, judged(measure, name, arguments, sizes, empty, valgrind)

    def run_corpus(corpus):
        name, folder = corpus
        arguments = ["check", "--exit-zero", "."]
        sizes = (folder / "small", folder / "large")
        return "check", name, judged(measure, "check", arguments, sizes, folder / "tiny", valgrind)

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool, tempfile.TemporaryDirectory() as work:
        configured = corpora(pathlib.Path(work)) if not only or "corpora" in only else ()
        results = itertools.chain(pool.map(run, pairs), pool.map(run_corpus, configured))
        for name, text, (large, found, why) in results:
            every.append((large, found, name, text))
            if why:
                steep += 1
                print(f"{text}: doclint {name} takes {why} for {GROWTH} times the text", flush=True)
    for large, found, name, text in sorted(every, reverse=True)[:5]:
        print(f"{large:.2f} s, ratio {found:.1f}  {name}, {text}")
    counted = "instructions" if valgrind else "seconds only: there is no valgrind"
    print(f"{len(every)} pairs measured ({counted}), {steep} steep")
    return 1 if steep or not every else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
