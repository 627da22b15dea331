"""Whether the text nodes of each TEI file are the text of its document: roundtrip.py DOCUMENTS TEI

The text of a document is all character data in /TEI/text, without the content of corr, reg and supplied, which are the
editor's words. A character that XML cannot represent is <g ref="#u0001"/>, which the header identifies.
"""

import pathlib
import sys
import xml.etree.ElementTree as ElementTree

TEI = "{http://www.tei-c.org/ns/1.0}"
EDITORIAL = {TEI + "corr", TEI + "reg", TEI + "supplied"}
ID = "{http://www.w3.org/XML/1998/namespace}id"


def text_of(element, characters):
    """The character data of an element, in order."""
    if element.tag in EDITORIAL:
        return
    if element.tag == TEI + "g":
        yield characters[element.get("ref")]
    yield element.text or ""
    for child in element:
        yield from text_of(child, characters)
        yield child.tail or ""


def characters_of(root):
    """The characters that XML cannot hold, by reference: {"#u0001": "\\x01"}."""
    found = {}
    for char in root.iter(TEI + "char"):
        for mapping in char.iter(TEI + "mapping"):
            if mapping.get("type") == "codepoint":
                found["#" + char.get(ID)] = chr(int(mapping.text.removeprefix("U+"), 16))
    return found


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
        root = ElementTree.parse(result).getroot()
        text = root.find(TEI + "text")
        got = "".join(text_of(text, characters_of(root))) if text is not None else ""
        compared += 1
        if want != got:
            wrong += 1
            at = next((n for n, (a, b) in enumerate(zip(want, got)) if a != b), min(len(want), len(got)))
            print(f"{path}: differs at character {at}: {want[at:at + 40]!r} became {got[at:at + 40]!r}")
    print(f"{compared} compared, {wrong} differ")
    return 1 if wrong or not compared else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
