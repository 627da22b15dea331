#!/usr/bin/env python3
"""Put doclint's TEI beside that of pandoc and trafilatura.

usage: converters.py BINARY DOCUMENTS GOLDENS [--schema tei_all.rng] [--pandoc PANDOC]

DOCUMENTS has text files, GOLDENS a TEI file written by hand for each, named NNN.xml after the first three letters of the
text's name: they say which facts and which structure a document has. Wants trafilatura in this Python, and pandoc and jing
on the PATH; what is not there is left out. Trafilatura reads web pages, so it gets the paragraphs in <p>; pandoc gets the
text as Markdown.

header      facts of the golden's header that the output has in an element or attribute of its header: title, series, days of
            event and update, places, persons
structure   headings, turns, named speakers, links and paragraphs of the golden that the output marks as such
words       words of the text that are in the output
bytes back  documents whose text is in the output byte for byte
"""
import collections
import html
import pathlib
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

from findings import table

TEI = "{http://www.tei-c.org/ns/1.0}"
COPIES = 200


def main():
    arguments, flags = [], {}
    words = iter(sys.argv[1:])
    for word in words:
        if word.startswith("--"):
            flags[word] = next(words, None)
        else:
            arguments.append(word)
    if len(arguments) != 3:
        sys.exit(__doc__.strip())
    binary, documents, goldens = (pathlib.Path(argument).absolute() for argument in arguments)
    pandoc = flags.get("--pandoc") or shutil.which("pandoc")
    tools = [("doclint", lambda path: doclint(binary, path), lambda paths: doclint_time(binary, paths))]
    if pandoc:
        tools.append(("pandoc", lambda path: run_pandoc(pandoc, path), lambda paths: timed(run_pandoc, pandoc, paths, 1)))
    try:
        import trafilatura  # noqa: F401
        tools.append(("trafilatura", lambda path: run_trafilatura(None, path), lambda paths: timed(run_trafilatura, None, paths, 20)))
    except ImportError:
        print("trafilatura is not at hand", file=sys.stderr)
    paths = sorted(documents.glob("*.txt"))
    rows = [row(name, convert, clock, paths, goldens, flags.get("--schema"), binary) for name, convert, clock in tools]
    table(["tool", "header", "structure", "words", "valid", "bytes back", "documents per CPU second"], rows)


def row(name, convert, clock, paths, goldens, schema, binary):
    header, structure, words = collections.Counter(), collections.Counter(), collections.Counter()
    valid = back = 0
    for path in paths:
        source = path.read_bytes()
        output = convert(path)
        golden = ElementTree.parse(goldens / f"{path.name[:3]}.xml").getroot()
        valid += schema is not None and is_valid(schema, output)
        back += gives_back(binary, output, source)
        try:
            tei = ElementTree.fromstring(output)
        except ElementTree.ParseError:
            continue
        for fact, kept in facts(golden, tei):
            header[kept] += 1
        for what, (had, kept) in parts(golden, tei).items():
            structure["had"] += had
            structure["kept"] += min(had, kept)
        text = collections.Counter(tokens(source.decode()))
        words["had"] += text.total()
        words["kept"] += (text & collections.Counter(tokens(" ".join(tei.itertext())))).total()
    return [
        name,
        f"{header[True]}/{header.total()}",
        f"{structure['kept']}/{structure['had']}",
        f"{words['kept'] / words['had']:.1%}",
        f"{valid}/{len(paths)}" if schema and shutil.which("jing") else "not checked",
        f"{back}/{len(paths)}",
        f"{clock(paths):,.0f}",
    ]


# ---- the tools ----------------------------------------------------------------------------------------------------

def doclint(binary, path):
    return subprocess.run([binary, "convert", path, "--to", "tei"], check=True, capture_output=True).stdout


def run_pandoc(pandoc, path):
    command = [pandoc, "-f", "markdown", "-t", "tei", "--standalone", path]
    return subprocess.run(command, check=True, capture_output=True).stdout


def run_trafilatura(_, path):
    import trafilatura
    paragraphs = re.split(r"\n\s*\n", path.read_text(encoding="utf-8"))
    page = "".join(f"<p>{html.escape(paragraph)}</p>\n" for paragraph in paragraphs if paragraph.strip())
    page = f"<html><head><title></title></head><body><article>{page}</article></body></html>"
    return (trafilatura.extract(page, output_format="xmltei", with_metadata=True) or "").encode()


# ---- times: processor seconds, whole processes but for trafilatura, whose start would be all ------------------------

def doclint_time(binary, paths):
    with tempfile.TemporaryDirectory() as folder:
        corpus = pathlib.Path(folder, "corpus")
        corpus.mkdir()
        for number in range(COPIES):
            for path in paths:
                shutil.copy(path, corpus / f"{number:03}-{path.name}")
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        command = [binary, "--quiet", "convert", corpus, "--to", "tei", "-o", f"{folder}/tei/"]
        subprocess.run(command, check=True, capture_output=True)
        return COPIES * len(paths) / spent(resource.RUSAGE_CHILDREN, before)


def timed(convert, tool, paths, rounds):
    who = resource.RUSAGE_CHILDREN if tool else resource.RUSAGE_SELF
    convert(tool, paths[0])
    before = resource.getrusage(who)
    for _ in range(rounds):
        for path in paths:
            convert(tool, path)
    return rounds * len(paths) / spent(who, before)


def spent(who, before):
    now = resource.getrusage(who)
    return now.ru_utime + now.ru_stime - before.ru_utime - before.ru_stime


# ---- what is measured -----------------------------------------------------------------------------------------------

def is_valid(schema, output):
    if not shutil.which("jing"):
        return False
    with tempfile.NamedTemporaryFile(suffix=".xml") as file:
        file.write(output)
        file.flush()
        return subprocess.run(["jing", schema, file.name], capture_output=True).returncode == 0


def gives_back(binary, output, source):
    """By the tool itself if it has a way back, else by the text nodes of the body."""
    command = [binary, "convert", "-", "--from", "tei", "--to", "text"]
    if b'ident="doclint"' in output:
        return subprocess.run(command, input=output, capture_output=True).stdout == source
    try:
        text = ElementTree.fromstring(output).find(f"{TEI}text")
    except ElementTree.ParseError:
        return False
    return text is not None and "".join(text.itertext()).encode() == source


def facts(golden, tei):
    """Each fact of the golden's header, with whether the other header has it."""
    header, other = golden.find(f"{TEI}teiHeader"), tei.find(f"{TEI}teiHeader")
    texts = {fold(" ".join(element.itertext())) for element in other.iter()} if other is not None else set()
    values = {value[:10] for element in other.iter() for value in element.attrib.values()} if other is not None else set()
    page = header.find(f".//{TEI}bibl")
    for title in page.findall(f"{TEI}title"):
        if title.find(f"{TEI}supplied") is None and title.find(f"{TEI}gap") is None:
            yield "title", fold("".join(title.itertext())) in texts
    for date in page.findall(f"{TEI}date"):
        for name in ("when", "from", "to"):
            if name in date.attrib:
                yield "date", date.attrib[name][:10] in values
    for place in header.findall(f".//{TEI}setting/{TEI}name"):
        yield "place", fold("".join(place.itertext())) in texts
    for person in header.findall(f".//{TEI}person/{TEI}persName"):
        name = fold("".join(person.itertext())).split()[-1:]
        yield "person", any(name[0] in text.split() for text in names(other)) if name else True


def names(header):
    if header is None:
        return []
    named = [element for tag in ("persName", "author", "name") for element in header.iter(TEI + tag)]
    return [fold(" ".join(element.itertext())) for element in named]


def parts(golden, tei):
    """How many parts of each kind the golden has, and how many of them the output marks."""
    def count(root, *tags):
        text = root.find(f"{TEI}text")
        return 0 if text is None else sum(1 for tag in tags for _ in text.iter(TEI + tag))

    def speakers(root):
        text = root.find(f"{TEI}text")
        turns = [] if text is None else [*text.iter(f"{TEI}u"), *text.iter(f"{TEI}sp")]
        return sum(1 for turn in turns if "who" in turn.attrib)

    return {
        "headings": (count(golden, "head"), count(tei, "head")),
        "turns": (count(golden, "u"), count(tei, "u", "sp")),
        "speakers": (speakers(golden), speakers(tei)),
        "links": (count(golden, "item"), count(tei, "item")),
        "paragraphs": (count(golden, "p", "seg"), count(tei, "p", "seg")),
    }


def fold(text):
    return " ".join(text.split()).lower()


def tokens(text):
    return re.findall(r"\w+", text)


if __name__ == "__main__":
    main()
