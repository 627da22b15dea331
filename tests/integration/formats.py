"""Whether the readers of others read every format: formats.py FOLDER, with what formats.sh has put there."""

import json
import pathlib
import sys

import duckdb
import html5lib
import pypandoc
import yaml


def pages(folder):
    for path in folder.rglob("*.html"):
        html5lib.HTMLParser(strict=True).parse(path.read_text(encoding="utf-8"))


def markdown(folder):
    for path in folder.rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        matter, body = text.removeprefix("---\n").split("\n---\n", 1)
        facts = yaml.safe_load(matter)
        assert all(isinstance(value, (str, list)) for value in facts.values()), facts
        read = json.loads(pypandoc.convert_text(text, "json", "markdown"))
        assert read["meta"].keys() == facts.keys(), path
        kinds = {block["t"] for block in read["blocks"]}
        assert kinds <= {"Para", "Plain", "Header", "BulletList", "OrderedList"}, kinds


def citations(path):
    items = json.loads(path.read_text(encoding="utf-8"))
    read = json.loads(pypandoc.convert_text(json.dumps(items), "csljson", "csljson"))
    assert [item["id"] for item in read] == [item["id"] for item in items]
    for item, again in zip(items, read):
        assert item["type"] == again["type"] and item.get("issued") == again.get("issued"), (item, again)


def tables(lines, rows):
    columns = duckdb.sql(f"describe select * from read_json_auto('{lines}')").fetchall()
    types = {name: kind for name, kind, *_ in columns}
    assert types["text"] == "VARCHAR" and types["words"] == "BIGINT" and types["places"] == "VARCHAR[]", types
    assert not any(kind in ("JSON", "MAP") for kind in types.values()), types
    documents = sum(1 for _ in open(lines, encoding="utf-8"))
    assert duckdb.sql(f"select count(*) from read_json_auto('{lines}')").fetchall() == [(documents,)]
    read = duckdb.sql(f"select count(*), count(distinct document) from read_csv('{rows}', delim='\t', quote='\"', header=true)")
    [(count, named)] = read.fetchall()
    assert count == sum(1 for _ in open(rows, encoding="utf-8")) - 1 and named <= documents, (count, named)


def main(work):
    work = pathlib.Path(work)
    pages(work / "formats")
    markdown(work / "formats")
    citations(work / "all.csl.json")
    tables(work / "all.jsonl", work / "all.tsv")


if __name__ == "__main__":
    main(sys.argv[1])
