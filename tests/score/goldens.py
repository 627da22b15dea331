"""How doclint's TEI differs from TEI written by hand, and why: goldens.py GOLDENS DOCUMENTS [DOCLINT]

GOLDENS has NNN.xml for each document NNN_*.txt of DOCUMENTS. Each is taken apart into facts: an element with its
attributes, where it stands (header, annotations, text) and its words, without identifiers and white space. A fact that one
has and the other lacks is a difference; each must have a reason in the table below. Exit code 1 if one has none.
"""

import collections
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

TEI = "{http://www.tei-c.org/ns/1.0}"
# Identifiers and pointers differ by name, not by what they say; the tests of cargo check where they lead.
NAMES = {"ref", "resp", "who", "target", "scheme", "ana", "sameAs", "n"}
CONTAINERS = {"TEI", "text", "body", "div", "teiHeader", "fileDesc", "encodingDesc", "profileDesc", "u", "list", "seg", "p"}

# Where, element, a pattern that the rest of the fact has, and the reason.
REASONS = [
    ("text", "placeName|orgName|country|settlement", "", "names in prose are those that a lexicon lists, by its spellings"),
    ("text", "persName", "", "names in prose: those of speakers are marked, others come from a lexicon"),
    ("text", "title|foreign|c", "", "needs knowledge of titles, of a language or of what was meant"),
    ("text", "date", "", "years alone, relative dates and dates of another year have no sure reading; certainty is said"),
    ("text", "q", "", "a quotation with a mark missing is none until it is corrected; who speaks is not guessed"),
    ("text", "choice|sic|corr|orig|reg|supplied", "", "by the rules' own severity and certainty; `’s` belongs to the word"),
    ("text", "roleName", "", "a role is the whole of what the label or the byline says"),
    ("text", "list|label|head|item|ref|measure", "", "a sidebar is a list with a head: TEI wants one item for each label"),
    ("text", "fw", "", "a line without words is residue of the rule that finds it"),
    ("text", "seg|p|note|byline|dateline|lb|gap|unclear|desc", "", "holds elements that differ for the reasons above"),
    ("annotation", "", "", "the rules have words and names of their own, and find more"),
    ("header", "tagUsage", "", "counts of elements that differ for the reasons above"),
    ("header", "measure", "", "words are counted without labels, residue and bare numbers; paragraphs have no label"),
    ("header", "edition|term|p|correction|normalization|quotation|hyphenation|segmentation|interpretation", "",
     "the declarations are worded for every document, not for one"),
    ("header", "category|catDesc|taxonomy|classDecl|label|ptr|application|desc", "", "a file alone has its own taxonomy"),
    ("header", "publisher|authority|availability|licence", "", "comes from the table [corpus] of the configuration"),
    ("header", "change|date", "conversion|2026", "the day of conversion comes from the caller"),
    ("header", "date|change", "", "the words of the document stand beside every value; certainty is said"),
    ("header", "title|biblScope|author|idno", "", "the update line says series or section, not both; a statement's type is its title"),
    ("header", "placeName|name|setting|activity|settlement|country", "", "kinds and keys of places come from a lexicon"),
    ("header", "listPerson|particDesc|person|persName|roleName|affiliation|note", "", "persons are those who speak, as they are called; others come from a lexicon"),
    ("header", "language", "", "languages are those that stage notes name"),
    ("header", "gap|supplied|meeting|recording|recordingStmt|purpose|channel|interaction", "", "follows from type and title lines"),
    ("header", "textDesc|textClass|catRef", "", "every genre with speech is described"),
]


def facts(path):
    """The facts of a document, each as often as it occurs."""
    root = ElementTree.parse(path).getroot()
    found = collections.Counter()
    for part in root:
        where = {"teiHeader": "header", "standOff": "annotation", "text": "text"}[part.tag.removeprefix(TEI)]
        for element in part.iter():
            tag = element.tag.removeprefix(TEI)
            attributes = {name: value for name, value in element.attrib.items() if name not in NAMES and "}" not in name}
            mixed = where == "text" and tag not in CONTAINERS
            words = " ".join(("".join(element.itertext()) if mixed else element.text or "").split())
            found[where, tag, " ".join(f"{name}={value}" for name, value in sorted(attributes.items())), words[:70]] += 1
    return found


def reason(fact):
    where, tag, attributes, words = fact
    for place, tags, pattern, why in REASONS:
        if place == where and (not tags or tag in tags.split("|")) and re.search(pattern, f"{attributes} {words}"):
            return why
    return None


def main(goldens, documents, doclint="target/release/doclint"):
    unexplained = differing = same = 0
    reasons = collections.Counter()
    for golden in sorted(pathlib.Path(goldens).glob("[0-9][0-9][0-9].xml")):
        document = next(pathlib.Path(documents).glob(f"{golden.stem}_*.txt"))
        with tempfile.NamedTemporaryFile(suffix=".xml") as out:
            flags = ["--to", "tei", "--findings", "--corrections", "inline"]
            out.write(subprocess.run([doclint, "convert", document, *flags], capture_output=True, check=True).stdout)
            out.flush()
            wanted, got = facts(golden), facts(out.name)
        same += sum((wanted & got).values())
        for sign, only in (("-", wanted - got), ("+", got - wanted)):
            for fact, count in sorted(only.items()):
                why = reason(fact)
                differing += count
                unexplained += count if why is None else 0
                reasons[why] += count
                where, tag, attributes, words = fact
                print(f"{golden.stem} {sign}{count} {where} <{tag}{' ' if attributes else ''}{attributes}> {words!r}: {why}")
    for why, count in reasons.most_common():
        print(f"{count:5} {why}")
    print(f"{same} facts are the same, {differing} differ, {unexplained} of them without a reason")
    return 1 if unexplained or not same else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
