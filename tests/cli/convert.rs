//! `doclint convert`: where results go.

use super::support::{CLEAN, folder, run_in, run_with};

#[test]
fn one_document_is_one_object_and_a_folder_is_a_list() {
    let folder = folder(&[("seeds/a.txt", CLEAN), ("seeds/nato/b.txt", CLEAN)]);
    let convert = |arguments: &[&str]| run_in(folder.path(), &[&["convert"], arguments].concat());
    assert_eq!(convert(&["seeds/a.txt", "--to", "json"]).json()["id"], "a");
    assert_eq!(convert(&["seeds", "--to", "json"]).json()[1]["id"], "b");
    assert_eq!(convert(&["seeds/nato", "--to", "json"]).json()[0]["id"], "b");
    assert_eq!(convert(&["seeds", "--to", "jsonl"]).out.lines().count(), 2);
    let tei = convert(&["seeds", "--to", "tei"]);
    assert_eq!((tei.code, tei.out.as_str()), (2, ""));
    assert!(tei.err.contains("-o FOLDER/"), "{}", tei.err);
    assert_eq!(convert(&["seeds/a.txt", "--to", "tei"]).code, 0);
    assert_eq!(convert(&["--to", "json"]).code, 2, "no documents were named");
}

#[test]
fn a_folder_is_mirrored() {
    let folder = folder(&[("seeds/a.txt", CLEAN), ("seeds/nato/b.htm.txt", CLEAN)]);
    let exists = |path: &str| folder.path().join(path).is_file();
    let run = run_in(folder.path(), &["convert", "seeds", "--to", "tei", "-o", "out"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
    assert!(exists("out/a.xml") && exists("out/nato/b.htm.xml"));
    run_in(folder.path(), &["convert", "seeds/nato", "--to", "json", "-o", "one/"]);
    assert!(exists("one/b.htm.json"));
    run_in(folder.path(), &["convert", "seeds", "--to", "jsonl", "-o", "all.jsonl"]);
    let lines = std::fs::read_to_string(folder.path().join("all.jsonl")).unwrap();
    assert_eq!(lines.lines().count(), 2);
}

#[test]
fn results_never_meet_documents_or_each_other() {
    let folder = folder(&[("a.txt", CLEAN), ("a.text", CLEAN), ("data/b.json", CLEAN)]);
    let clash = run_in(folder.path(), &["convert", ".", "--to", "tei", "-o", "out/"]);
    assert_eq!(clash.code, 2);
    assert!(clash.err.contains("a.text and a.txt have the same identifier `a`"), "{}", clash.err);
    for arguments in
        [["a.txt", "-o", "a.txt"], ["a.txt", "-o", "./data/../a.txt"], ["data/b.json", "-o", "data"]]
    {
        let over = run_in(folder.path(), &[&["convert", "--to", "json"][..], &arguments].concat());
        assert_eq!(over.code, 2, "{arguments:?}");
        assert!(over.err.contains("would overwrite the document"), "{}", over.err);
    }
    assert_eq!(std::fs::read_to_string(folder.path().join("a.txt")).unwrap(), CLEAN);
    assert_eq!(std::fs::read_to_string(folder.path().join("data/b.json")).unwrap(), CLEAN);
}

#[test]
fn what_cannot_be_read_is_left_out() {
    let folder = folder(&[("a.txt", "a\0b"), ("b.txt", CLEAN)]);
    let run = run_in(folder.path(), &["convert", ".", "--to", "json"]);
    assert_eq!((run.code, run.json().as_array().unwrap().len()), (2, 1));
    let run = run_in(folder.path(), &["convert", "a.txt", "--to", "json", "-o", "a.json"]);
    assert_eq!(run.code, 2);
    assert!(!folder.path().join("a.json").exists());
}

#[test]
fn standard_input_is_converted() {
    let folder = folder(&[]);
    let run =
        run_with(folder.path(), &["convert", "-", "--to", "json", "--stdin-filename", "x/y.txt"], b"A\n");
    assert_eq!(run.json()["id"], "y");
}

#[cfg(unix)]
#[test]
fn devices_are_written_to_and_not_replaced() {
    let folder = folder(&[("a.txt", CLEAN)]);
    let run = run_in(folder.path(), &["convert", "a.txt", "--to", "json", "-o", "/dev/null"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(!std::path::Path::new("/dev/null").is_file());
    if std::path::Path::new("/dev/full").exists() {
        let full = run_in(folder.path(), &["convert", "a.txt", "--to", "json", "-o", "/dev/full"]);
        assert_eq!(full.code, 2);
        assert!(full.err.contains("/dev/full: cannot be written: "), "{}", full.err);
    }
}

#[test]
fn tei_options_apply() {
    let text = "9 Oct. 2003\n\nSpeech\n\nby NATO Secretary General, Lord Robertson\n\nGood morning.\n\nThe Allaince met. It left. The Alliance stays.\n";
    let folder = folder(&[("a.txt", text)]);
    let tei = |arguments: &[&str]| {
        let run = run_in(folder.path(), &[&["convert", "a.txt", "--to", "tei"], arguments].concat());
        assert_eq!(run.code, 0, "{}", run.err);
        run.out
    };
    let plain = tei(&[]);
    assert!(!plain.contains("<standOff") && plain.contains("xml:space=\"preserve\""), "{plain}");
    let inline = tei(&["--corrections", "inline"]);
    assert!(inline.contains("<sic>Allaince</sic><corr "), "{inline}");
    assert!(inline.contains("<term>misspelling</term>: Misspelt words"), "{inline}");
    let standoff = tei(&["--corrections", "standoff"]);
    let (annotations, text) = standoff.split_once("<text xml").unwrap();
    assert!(annotations.contains("<sic>Allaince</sic>") && !text.contains("<sic>"), "{standoff}");
    assert!(tei(&["--layout", "pretty"]).contains("\n      <div type=\"speech\">"));
    assert!(tei(&["--speech", "sp"]).contains("<sp "));
    assert!(!tei(&["--speech", "p"]).contains("<u "));
    assert!(tei(&["--sentences"]).contains("<s>It left.</s>"));
    assert!(tei(&["--tei-profile", "parla-clarin"]).contains("<note type=\"byline\">"));
}

#[test]
fn parlamint_needs_facts_of_the_corpus_and_of_each_document() {
    let whole = "Updated: 20-Oct-2004 NATO Speeches\n\n19 Oct. 2004\n\nNATO HQ,\nBrussels\n\nSpeech\n\nby NATO Secretary General, Jaap de Hoop Scheffer\n\nWords.\n";
    let folder = folder(&[("in/a.txt", CLEAN), ("in/b.txt", whole)]);
    let run = |more: &[&str]| {
        let arguments = ["convert", "in", "--to", "tei", "--tei-profile", "parlamint", "-o", "out/"];
        run_in(folder.path(), &[&arguments, more].concat())
    };
    let undated = run(&[]);
    assert!(undated.code == 2 && undated.err.contains("--date"), "{}", undated.err);
    let refused = run(&["--date", "2026-11-25"]);
    assert_eq!(refused.code, 2);
    for key in ["[corpus]", "licence = ", "publisher = ", "source = ", " address = ", "source-address = "] {
        assert!(refused.err.contains(key), "{key} in {}", refused.err);
    }
    assert!(!folder.path().join("out").exists());
    let table = "[corpus]\nlicence = \"https://creativecommons.org/licenses/by/4.0/\"\npublisher = \"we\"\nsource = \"they\"\naddress = \"https://example.org/\"\nsource-address = \"https://example.com/\"\n";
    std::fs::write(folder.path().join("in/doclint.toml"), table).unwrap();
    let some = run(&["--date", "2026-11-25"]);
    assert_eq!(some.code, 2, "{}", some.err);
    assert!(
        some.err.contains("in/a.txt: not written; missing for ParlaMint: an unambiguous date"),
        "{}",
        some.err
    );
    assert!(some.err.contains("1 document converted to out/"), "{}", some.err);
    assert!(!folder.path().join("out/a.xml").exists());
    let tei = std::fs::read_to_string(folder.path().join("out/b.xml")).unwrap();
    assert!(tei.contains("<div type=\"commentSection\">") && tei.contains("https://example.org/b"), "{tei}");
    std::fs::write(
        folder.path().join("in/doclint.toml"),
        table.replace("https://example.com/", "www.example.com"),
    )
    .unwrap();
    let wrong = run(&["--date", "2026-11-25"]);
    assert!(wrong.code == 2 && wrong.err.contains("source-address"), "{}", wrong.err);
}

#[test]
fn a_corpus_has_a_root_and_lists() {
    let folder = folder(&[("in/a.txt", CLEAN), ("in/b/a.txt", CLEAN)]);
    let convert =
        |more: &[&str]| run_in(folder.path(), &[&["convert", "in", "--corpus", "--to"], more].concat());
    assert_eq!(convert(&["json", "-o", "out"]).code, 2);
    assert_eq!(convert(&["tei"]).code, 2);
    let run = convert(&["tei", "-o", "out"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let root = std::fs::read_to_string(folder.path().join("out/teiCorpus.xml")).unwrap();
    assert!(root.contains("href=\"a.xml\"") && root.contains("href=\"b/a.xml\""), "{root}");
    let inner = std::fs::read_to_string(folder.path().join("out/b/a.xml")).unwrap();
    assert!(inner.contains("scheme=\"../taxonomy.xml#doclint.genre\""), "{inner}");
    std::fs::write(folder.path().join("in/taxonomy.txt"), CLEAN).unwrap();
    let rival = convert(&["tei", "-o", "out2"]);
    assert!(rival.code == 2 && rival.err.contains("taxonomy"), "{}", rival.err);
}
