"""Whether doclint.rnc accepts what doclint writes, and nothing that TEI refuses: schema.py DOCLINT CORPUS... [tei_all.rng]

With PARLAMINT_SCHEMA=ParlaMint-TEI.rng that schema has to accept what is written for ParlaMint.

Every way of writing TEI is tried on all corpora and validated by jing. Then valid files are damaged by chance, some
thousand times: elements and attributes deleted, doubled, moved and renamed, values changed. Whatever doclint.rnc accepts
of these, tei_all.rng must accept, and doclint.rng must agree with doclint.rnc on every one.
"""

import copy
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

from roundtrip import main as round_trip

WAYS = [
    [],
    ["--findings", "--corrections", "inline"],
    ["--findings", "--corrections", "standoff"],
    ["--layout", "pretty"],
    ["--layout", "pretty", "--corrections", "inline", "--sentences"],
    ["--speech", "sp", "--corrections", "inline"],
    ["--speech", "p", "--sentences"],
    ["--tei-profile", "parla-clarin", "--findings"],
    ["--tei-profile", "parlamint", "--config", "CONFIG", "--date", "2026-11-25"],
    ["--corpus", "--findings", "--corrections", "inline"],
]
CONFIG = """[corpus]
licence = "https://creativecommons.org/licenses/by/4.0/"
publisher = "the editors"
source = "the site"
address = "https://example.org/"
source-address = "https://www.example.org/"
"""
MUTANTS = 3000
SCHEMAS = pathlib.Path(__file__).resolve().parents[2] / "schemas"
COMPACT, XML = SCHEMAS / "doclint.rnc", SCHEMAS / "doclint.rng"
NAMESPACE = "http://www.tei-c.org/ns/1.0"
PIECES = {"taxonomy.xml", "listPerson.xml", "listOrg.xml", "listPlace.xml"}


def refused(schema, files):
    """The files that are not valid according to a schema, each with the first message of jing."""
    found = {}
    flags = ["-c"] if schema.suffix == ".rnc" else []
    for start in range(0, len(files), 400):
        some = [str(file) for file in files[start:start + 400]]
        said = subprocess.run(["jing", *flags, str(schema), *some], capture_output=True, text=True).stdout
        for line in said.splitlines():
            file, _, message = line.partition(".xml:")
            found.setdefault(pathlib.Path(file + ".xml"), message)
    return found


def write_all(doclint, corpora, work):
    """Converts all corpora in all ways; the files that can be validated alone."""
    config = work / "doclint.toml"
    config.write_text(CONFIG)
    wrong = 0
    for number, way in enumerate(WAYS):
        for place, corpus in enumerate(corpora):
            out = work / f"way{number}" / f"{place}-{corpus.name}"
            flags = [str(config) if flag == "CONFIG" else flag for flag in way]
            run = subprocess.run([doclint, "-q", "convert", corpus, "--to", "tei", *flags, "-o", f"{out}/"], stderr=subprocess.PIPE)
            # Documents that lack what ParlaMint asks for are named, and the exit code is 2.
            if run.returncode not in ([0, 2] if "parlamint" in way else [0]):
                wrong += 1
                print(" ".join(way), run.stderr.decode())
            if "pretty" not in way and "parlamint" not in way:
                wrong += round_trip(corpus, out)
    return wrong


def parlamint(work):
    """The number of components that ParlaMint's own schema refuses, if PARLAMINT_SCHEMA names a copy of it."""
    schema = os.environ.get("PARLAMINT_SCHEMA")
    if not schema:
        print("ParlaMint-TEI.rng: not at hand, PARLAMINT_SCHEMA may name it")
        return 0
    number = next(number for number, way in enumerate(WAYS) if "parlamint" in way)
    files = sorted((work / f"way{number}").rglob("*.xml"))
    bad = refused(pathlib.Path(schema), files)
    print(f"{schema}: {len(files)} components, {len(bad)} refused")
    for file, message in list(bad.items())[:5]:
        print(f"    {file}: {message}")
    return len(bad) + (not files)


def mutate(text, chance):
    """The document with one to three random changes."""
    root = ElementTree.fromstring(text)
    for _ in range(chance.choice([1, 1, 1, 2, 3])):
        parents = {child: parent for parent in root.iter() for child in parent}
        element, other = chance.choice(list(parents)), chance.choice(list(parents))
        parent = parents[element]
        act = chance.randrange(8)
        if act == 0:
            parent.remove(element)
        elif act == 1:
            twin = copy.deepcopy(element)
            parents[other].insert(chance.randrange(len(parents[other]) + 1), twin)
        elif act == 2:
            inside = set(element.iter())
            if parents[other] not in inside:
                parent.remove(element)
                parents[other].insert(chance.randrange(len(parents[other]) + 1), element)
        elif act == 3:
            element.tag = other.tag
        elif act == 4 and element.attrib:
            del element.attrib[chance.choice(list(element.attrib))]
        elif act == 5 and other.attrib:
            name = chance.choice(list(other.attrib))
            element.set(name, other.attrib[name])
        elif act == 6 and element.attrib:
            values = ["", "x", "2003-02-30", "#no where", "news", "high", "0", "-1", "über"]
            element.set(chance.choice(list(element.attrib)), chance.choice(values))
        elif act == 7:
            element.text = (element.text or "") + chance.choice(["text", " ", "\n", "\u00a0"])
    return ElementTree.tostring(root, encoding="unicode")


def mutants(files, work):
    """Damaged documents made from valid ones, the same in every run."""
    ElementTree.register_namespace("", NAMESPACE)
    chance = random.Random(20261122)
    texts = [file.read_text(encoding="utf-8") for file in sorted(files)]
    # Short documents are damaged where it matters more often.
    texts = sorted(texts, key=len)[:max(40, len(texts) // 2)]
    folder = work / "mutants"
    folder.mkdir()
    made = []
    for number in range(MUTANTS):
        path = folder / f"{number:05}.xml"
        path.write_text(mutate(chance.choice(texts), chance), encoding="utf-8")
        made.append(path)
    return made


def main(doclint, *places):
    places = [pathlib.Path(place).resolve() for place in places]
    corpora, full = [place for place in places if place.is_dir()], [place for place in places if place.is_file()]
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        wrong += write_all(doclint, corpora, work)
        # A member of a corpus is validated inside of its root.
        last = work / f"way{len(WAYS) - 1}"
        files = [file for file in sorted(work.rglob("*.xml")) if last not in file.parents]
        roots = sorted(last.rglob("teiCorpus.xml"))
        for schema in [COMPACT, XML, *full]:
            bad = refused(schema, files + roots)
            wrong += len(bad)
            print(f"{schema.name}: {len(files)} documents and {len(roots)} corpora, {len(bad)} refused")
            for file, message in list(bad.items())[:5]:
                print(f"    {file}: {message}")
        wrong += parlamint(work)
        damaged = mutants(files, work)
        verdicts = {schema: set(refused(schema, damaged)) for schema in [COMPACT, XML, *full]}
        if verdicts[COMPACT] != verdicts[XML]:
            wrong += 1
            print("doclint.rnc and doclint.rng differ on", sorted(verdicts[COMPACT] ^ verdicts[XML])[:5])
        kept = len(damaged) - len(verdicts[COMPACT])
        print(f"{len(damaged)} mutants, doclint.rnc accepts {kept}")
        for schema in full:
            loose = verdicts[schema] - verdicts[COMPACT]
            wrong += len(loose)
            print(f"{schema.name} refuses {len(verdicts[schema])}, {len(loose)} of which doclint.rnc accepts")
            for file in sorted(loose)[:5]:
                print(f"    {refused(schema, [file])}")
    return 1 if wrong or not kept else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
