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
    assert!(clash.err.contains("a.text and a.txt would both be written to out/a.xml"), "{}", clash.err);
    for arguments in
        [["a.txt", "-o", "a.txt"], ["a.txt", "-o", "./data/../a.txt"], ["data/b.json", "-o", "data"]]
    {
        let over = run_in(folder.path(), &[&["convert", "--to", "json"][..], &arguments].concat());
        assert_eq!(over.code, 2, "{arguments:?}");
        assert!(over.err.contains("in the place of the document"), "{}", over.err);
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
