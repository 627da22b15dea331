"""Whether the text nodes of each TEI file are the text of its document: roundtrip.py DOCUMENTS TEI

The text of a document is all character data in /TEI/text, without what stands in corr, reg and supplied: these are the
editor's words. Characters that XML cannot hold are <g ref="#uXXXX"/> or <?doclint XXXX?>-like stand-ins and are left out of
the comparison on both sides.
"""

import pathlib
import re
import sys
import xml.etree.ElementTree as ElementTree

TEI = "{http://www.tei-c.org/ns/1.0}"
EDITORIAL = {TEI + "corr", TEI + "reg", TEI + "supplied"}
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def text_of(element):
    """The character data of an element, in order."""
    if element.tag not in EDITORIAL:
        yield element.text or ""
        for child in element:
            yield from text_of(child)
            yield child.tail or ""


def decoded(data):
    """The document's text, decoded as doclint does it."""
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return data[2:].decode(encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("windows-1252")


def main(documents, converted):
    documents, converted = pathlib.Path(documents), pathlib.Path(converted)
    wrong = compared = 0
    for path in sorted(documents.rglob("*.txt")):
        result = (converted / path.relative_to(documents)).with_suffix(".xml")
        want = decoded(path.read_bytes())
        text = ElementTree.parse(result).getroot().find(TEI + "text")
        got = "".join(text_of(text)) if text is not None else ""
        compared += 1
        if NOT_XML.sub("", want) != NOT_XML.sub("", got):
            wrong += 1
            at = next((n for n, (a, b) in enumerate(zip(want, got)) if a != b), min(len(want), len(got)))
            print(f"{path}: differs at character {at}: {want[at:at + 40]!r} became {got[at:at + 40]!r}")
    print(f"{compared} compared, {wrong} differ")
    return 1 if wrong or not compared else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
