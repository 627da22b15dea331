//! `doclint convert`: no two documents of a run share an identifier, in any format.

use std::collections::BTreeSet;

use super::support::{CLEAN, folder, run_in};

/// Two documents of one name, with different texts, and one that is alone.
const FILES: [(&str, &str); 3] =
    [("d/a/x.txt", CLEAN), ("d/b/x.txt", "B\n\nWords of the second.\n"), ("d/b/y.txt", CLEAN)];

const FORMATS: [&str; 9] = ["tei", "json", "jsonl", "markdown", "html", "jsonld", "csl", "tsv", "dc"];

/// The identifiers that a file in a format gives.
fn ids(format: &str, text: &str) -> BTreeSet<String> {
    let json = || serde_json::from_str::<serde_json::Value>(text).unwrap();
    let between = |begin: &str, end: &str| {
        let (_, rest) = text.split_once(begin).unwrap_or_else(|| panic!("{begin} in {text}"));
        BTreeSet::from([rest.split_once(end).unwrap().0.to_string()])
    };
    let named = |value: &serde_json::Value| value["id"].as_str().unwrap().to_string();
    match format {
        "tei" => between(" n=\"", "\""),
        "json" | "jsonl" => BTreeSet::from([named(&json())]),
        "csl" => BTreeSet::from([named(&json()[0])]),
        "jsonld" => BTreeSet::from([json()["identifier"][0]["value"].as_str().unwrap().to_string()]),
        "markdown" => between("\nid: \"", "\"\n"),
        "html" => between("<meta name=\"dcterms.identifier\" content=\"", "\">"),
        "dc" => between("<dc:identifier>", "</dc:identifier>"),
        "tsv" => text.lines().skip(1).map(|line| line.split('\t').next().unwrap().to_string()).collect(),
        _ => unreachable!("{format}"),
    }
}

#[test]
fn every_format_has_the_same_identifiers() {
    let folder = folder(&FILES);
    let run = run_in(folder.path(), &["convert", "d", "--to", &FORMATS.join(","), "-o", "out/"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let extensions = [".xml", ".json", ".jsonl", ".md", ".html", ".jsonld", ".csl.json", ".tsv", ".dc.xml"];
    for (format, extension) in FORMATS.into_iter().zip(extensions) {
        for (name, id) in [("a/x", "a/x"), ("b/x", "b/x"), ("b/y", "y")] {
            let path = folder.path().join("out").join(format!("{name}{extension}"));
            let text = std::fs::read_to_string(&path).unwrap_or_else(|_| panic!("{}", path.display()));
            assert_eq!(ids(format, &text), BTreeSet::from([id.to_string()]), "{format}");
        }
    }
    let tei = std::fs::read_to_string(folder.path().join("out/a/x.xml")).unwrap();
    assert!(tei.contains("<TEI xmlns=\"http://www.tei-c.org/ns/1.0\" xml:id=\"a_x002F_x\""), "{tei}");
}

#[test]
fn identifiers_do_not_depend_on_order_or_threads() {
    let folder = folder(&FILES);
    let convert = |arguments: &[&str]| {
        let run = run_in(folder.path(), &[&["convert", "--to", "jsonl"], arguments].concat());
        assert_eq!(run.code, 0, "{}", run.err);
        run.out.lines().map(|line| ids("jsonl", line).pop_first().unwrap()).collect::<BTreeSet<_>>()
    };
    let expected: BTreeSet<_> = ["a/x", "b/x", "y"].map(str::to_string).into();
    for arguments in [
        &["d"][..],
        &["d", "--jobs", "1"],
        &["d/b", "d/a", "--jobs", "3"],
        &["d/b/y.txt", "d/b/x.txt", "./d/a/../a/x.txt"],
    ] {
        assert_eq!(convert(arguments), expected, "{arguments:?}");
    }
    assert_eq!(convert(&["d/a"]), BTreeSet::from(["x".to_string()]), "alone, a name is enough");
}

#[test]
fn a_corpus_may_ask_for_paths() {
    let folder = folder(&FILES);
    std::fs::write(folder.path().join("d/doclint.toml"), "[corpus]\nid = \"path\"\n").unwrap();
    let id = |arguments: &[&str]| {
        run_in(folder.path(), &[&["convert", "--to", "json"], arguments].concat()).json()["id"].clone()
    };
    assert_eq!(id(&["d/b/y.txt"]), "b/y");
    assert_eq!(id(&["d/a/x.txt"]), "a/x");
    let shown = run_in(folder.path(), &["check", "--show-settings", "d/b/y.txt"]);
    assert!(shown.out.contains("id = \"path\"") && shown.out.contains("# d/doclint.toml:2"), "{}", shown.out);
    std::fs::write(folder.path().join("d/doclint.toml"), "[corpus]\nid = \"name\"\n").unwrap();
    let refused = run_in(folder.path(), &["convert", "d", "--to", "json"]);
    assert_eq!(refused.code, 2);
    assert!(
        refused.err.contains("doclint.toml:2:6") && refused.err.contains("expected one of: stem, path"),
        "{}",
        refused.err
    );
}

#[test]
fn names_that_look_alike_stay_apart() {
    let names =
        ["a b.txt", "a_b.txt", "a_x0020_b.txt", "a-b.txt", "é.txt", "e.txt", "1.txt", "_1.txt", "d.e.txt"];
    let folder = folder(&names.map(|name| (name, CLEAN)));
    let run = run_in(folder.path(), &["convert", ".", "--to", "tei", "-o", "out/"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let mut ids = BTreeSet::new();
    for entry in std::fs::read_dir(folder.path().join("out")).unwrap() {
        let tei = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        let id = tei.split_once("xml:id=\"").unwrap().1.split_once('"').unwrap().0.to_string();
        let first = id.chars().next().unwrap();
        assert!(first.is_ascii_alphabetic() || first == '_', "{id}");
        assert!(id.chars().all(|c| c.is_ascii_alphanumeric() || "-._".contains(c)), "{id}");
        ids.insert(id);
    }
    assert_eq!(ids.len(), names.len(), "{ids:?}");
}

#[test]
fn a_clash_that_is_left_is_refused_before_anything_is_written() {
    let twins = folder(&[("a.txt", CLEAN), ("a.text", CLEAN), ("b.txt", CLEAN)]);
    for arguments in
        [&["--to", "json"][..], &["--to", "csl", "-o", "all.csl.json"], &["--to", "tei", "-o", "out/"]]
    {
        let run = run_in(twins.path(), &[&["convert", "."], arguments].concat());
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{arguments:?}");
        assert!(run.err.contains("a.text and a.txt have the same identifier `a`"), "{}", run.err);
    }
    assert!(!twins.path().join("out").exists() && !twins.path().join("all.csl.json").exists());
    let found = run_in(twins.path(), &["check", ".", "--select", "duplicate-id", "--format", "concise"]);
    assert!(!found.out.contains("duplicate-id"), "equal texts are another rule's: {}", found.out);
    std::fs::write(twins.path().join("a.text"), "Another text.\n").unwrap();
    let found = run_in(twins.path(), &["check", ".", "--select", "duplicate-id", "--format", "concise"]);
    assert!(found.out.contains("a.txt:1:1: warning[duplicate-id]"), "{}", found.out);
}

#[test]
fn results_that_differ_in_case_only_are_refused() {
    let folder = folder(&[("in/A.txt", CLEAN), ("in/a.txt", CLEAN)]);
    if std::fs::read_dir(folder.path().join("in")).unwrap().count() == 1 {
        return; // The file system does not distinguish them either.
    }
    let run = run_in(folder.path(), &["convert", "in", "--to", "json", "-o", "out/"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("in/A.txt and in/a.txt would both be written to out/"), "{}", run.err);
    assert!(!folder.path().join("out").exists());
    let table = run_in(folder.path(), &["convert", "in", "--to", "jsonl"]);
    assert_eq!((table.code, table.out.lines().count()), (0, 2), "{}", table.err);
}

#[test]
fn results_that_differ_in_the_form_of_an_accent_only_are_refused() {
    let folder = folder(&[("in/caf\u{e9}.txt", CLEAN), ("in/cafe\u{301}.txt", CLEAN)]);
    if std::fs::read_dir(folder.path().join("in")).unwrap().count() == 1 {
        return; // The file system does not distinguish them either.
    }
    for options in [&["--to", "json"][..], &["--to", "tei", "--corpus"]] {
        let run = run_in(folder.path(), &[&["convert", "in", "-o", "out/"], options].concat());
        assert_eq!(run.code, 2, "{}", run.err);
        assert!(run.err.contains("would both be written to out/"), "{}", run.err);
        assert!(!folder.path().join("out").exists());
    }
}

#[test]
fn documents_of_one_name_get_the_folders_of_their_identifiers() {
    let folder = folder(&FILES);
    let run = run_in(folder.path(), &["convert", "d/a", "d/b", "--to", "json", "-o", "out/"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let id = |path: &str| {
        let text = std::fs::read_to_string(folder.path().join("out").join(path)).unwrap();
        serde_json::from_str::<serde_json::Value>(&text).unwrap()["id"].clone()
    };
    assert_eq!((id("a/x.json"), id("b/x.json"), id("y.json")), ("a/x".into(), "b/x".into(), "y".into()));
    let corpus =
        run_in(folder.path(), &["convert", "d/a", "d/b", "--to", "tei", "--corpus", "-o", "corpus/"]);
    assert_eq!(corpus.code, 0, "{}", corpus.err);
    let root = std::fs::read_to_string(folder.path().join("corpus/teiCorpus.xml")).unwrap();
    for file in ["a/x.xml", "b/x.xml", "y.xml"] {
        assert!(
            root.contains(&format!("href=\"{file}\"")) && folder.path().join("corpus").join(file).is_file()
        );
    }
}

#[test]
fn tables_carry_the_path() {
    let folder = folder(&FILES);
    let table = run_in(folder.path(), &["convert", "d", "--to", "tsv"]).out;
    let mut rows = table.lines().map(|line| line.split('\t').take(2).collect::<Vec<_>>());
    assert_eq!(rows.next().unwrap(), ["document", "file"]);
    let rows: BTreeSet<_> = rows.collect();
    assert!(rows.contains(&vec!["b/x", "d/b/x.txt"]) && rows.contains(&vec!["y", "d/b/y.txt"]), "{table}");
    let lines = run_in(folder.path(), &["convert", "d", "--to", "jsonl"]).out;
    assert!(lines.contains("\"file\":\"d/b/x.txt\""), "{lines}");
}

#[test]
fn tei_gives_the_identifiers_of_the_text() {
    let folder = folder(&FILES);
    run_in(folder.path(), &["convert", "d", "--to", "tei", "-o", "tei/"]);
    let back = run_in(folder.path(), &["convert", "tei", "--from", "tei", "--to", "json"]).json();
    let ids: Vec<_> = back.as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["a/x", "b/x", "y"]);
    let named = run_in(folder.path(), &["convert", "d", "--to", "json", "--where", "id=x"]).json();
    assert_eq!(named.as_array().unwrap().len(), 2, "a file name is still a condition");
}
