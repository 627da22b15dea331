# Formats through the readers that people have: browsers' rules for HTML, YAML, pandoc, DuckDB. Part of ./run.

python_packages() {
    python3 -c 'import duckdb, html5lib, pypandoc, yaml' 2>/dev/null && return
    [ -d "$work/venv" ] || python3 -m venv "$work/venv" || return
    "$work/venv/bin/pip" install --quiet duckdb html5lib pypandoc_binary pyyaml && PATH=$work/venv/bin:$PATH
}

# there_and_back CORPUS: TEI in both directions gives each byte back.
there_and_back() {
    rm -rf "$work/there" "$work/back"
    "$doclint" convert "$1" --to tei -o "$work/there/" && "$doclint" convert "$work/there" --from tei --to text -o "$work/back/" &&
        find "$work/back" -type f | while read -r file; do cmp "$file" "$1/${file#"$work/back/"}"; done
}

all_formats() {
    rm -rf "$work/formats"
    "$doclint" convert "$1" --to text,markdown,html,jsonld,csl,dc,tsv,jsonl -o "$work/formats/" &&
        "$doclint" convert "$1" --to csl >"$work/all.csl.json" && "$doclint" convert "$1" --to tsv >"$work/all.tsv" &&
        "$doclint" convert "$1" --to jsonl >"$work/all.jsonl"
}

for corpus in "${corpora[@]}"; do
    check "formats: ${corpus#"$root"/}: TEI gives every byte back" there_and_back "$corpus"
    check "formats: ${corpus#"$root"/}: all are written" all_formats "$corpus"
    if python_packages; then
        check "formats: ${corpus#"$root"/}: others read them" python3 "$here/formats.py" "$work"
    else
        skip "formats: the readers cannot be had"
    fi
done
