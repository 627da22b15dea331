//! Which files are read, and what happens to those that cannot be.

use super::support::{CLEAN, DEFECT, folder, run_in, run_with};

#[test]
fn a_path_that_does_not_exist_is_an_error() {
    let folder = folder(&[("a.txt", CLEAN)]);
    let run = run_in(folder.path(), &["check", "nowhere", "a.txt"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("doclint: error: nowhere: no such file or folder\n"), "{}", run.err);
    assert!(run.err.contains("1 document: "), "the other file is still checked: {}", run.err);
}

#[test]
fn a_folder_without_documents_is_a_warning() {
    let folder = folder(&[("empty/readme.md", ""), ("a.txt", CLEAN)]);
    let run = run_in(folder.path(), &["check", "empty", "a.txt"]);
    assert_eq!(run.code, 0);
    assert!(run.err.starts_with("doclint: warning: empty: no documents"), "{}", run.err);
    assert_eq!(run_in(folder.path(), &["check", "-q", "empty"]).err, "");
}

/// The names of the documents that a run in a folder reads.
fn read_in(folder: &std::path::Path, arguments: &[&str]) -> Vec<String> {
    let all = ["check", "--exit-zero", "--select", "missing-final-newline", "--format", "concise"];
    let out = run_in(folder, &[&all[..], arguments].concat()).out;
    out.lines().filter_map(|line| line.split(':').next()).map(str::to_string).collect()
}

#[test]
fn extensions_are_those_of_the_flag_or_the_nearest_configuration() {
    let set = "[corpus]\nextensions = [\"md\", \"en.txt\"]\n";
    let names = ["a.md", "a.txt", "b.en.txt", "in/a.MD", "in/b.txt", "own/a.md", "own/b.txt"];
    let mut files: Vec<(&str, &str)> = names.into_iter().map(|name| (name, DEFECT)).collect();
    files.extend([("doclint.toml", set), ("own/doclint.toml", "")]);
    let folder = folder(&files);
    let read = |arguments: &[&str]| read_in(folder.path(), arguments);
    assert_eq!(read(&[]), ["a.md", "b.en.txt", "in/a.MD", "own/b.txt"]);
    assert_eq!(read(&["own"]), ["own/b.txt"]);
    assert_eq!(read(&["--no-config"]), ["a.txt", "b.en.txt", "in/b.txt", "own/b.txt"]);
    assert_eq!(read(&["--config", "doclint.toml", "own"]), ["own/a.md"]);
    assert_eq!(read(&["--extension", ".md", "in", "own"]), ["in/a.MD", "own/a.md"]);
    assert_eq!(read(&["--extension", "md", "a.txt"]), ["a.txt"], "a named file is always read");

    let run = run_in(folder.path(), &["check", "--extension", "rst"]);
    assert!(run.err.starts_with("doclint: warning: .: no documents (*.rst) in this folder"), "{}", run.err);
    let converted = run_in(folder.path(), &["convert", "in", "--to", "text"]);
    assert!(converted.err.contains("in/a.MD") || converted.code == 0, "{}", converted.err);
    assert_eq!(run_in(folder.path(), &["check", "--extension", "*.md"]).code, 2);
}

#[test]
fn a_broken_configuration_does_not_look_like_an_empty_folder() {
    let folder = folder(&[("a.md", CLEAN), ("doclint.toml", "[corpus]\nextension = [\"md\"]\n")]);
    let run = run_in(folder.path(), &["check"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("did you mean `extensions`?"), "{}", run.err);
}

#[test]
fn init_writes_the_extensions_that_it_was_given() {
    let folder = folder(&[("a.md", CLEAN), ("b.txt", CLEAN)]);
    let run = run_in(folder.path(), &["init", "--extension", "md"]);
    assert!(run.err.starts_with("doclint.toml written: 1 document,"), "{}", run.err);
    assert!(run_in(folder.path(), &["check"]).err.starts_with("1 document:"));
}

#[test]
fn a_binary_file_is_an_error() {
    let folder = folder(&[("a.txt", "a\0b"), ("b.txt", CLEAN)]);
    let run = run_in(folder.path(), &["check"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("error: a.txt: is a binary file, not text\n"), "{}", run.err);
    assert!(run.err.contains("1 document: "), "{}", run.err);
}

#[cfg(unix)]
#[test]
fn an_unreadable_file_is_an_error() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder(&[("a.txt", CLEAN), ("b.txt", CLEAN)]);
    let closed = folder.path().join("a.txt");
    std::fs::set_permissions(&closed, std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::read(&closed).is_ok() {
        return; // root reads everything
    }
    let run = run_in(folder.path(), &["check"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("error: a.txt: cannot be read: "), "{}", run.err);
}

#[cfg(unix)]
#[test]
fn pipes_in_folders_are_passed_over() {
    let folder = folder(&[("a.txt", CLEAN)]);
    let made = std::process::Command::new("mkfifo").arg(folder.path().join("b.txt")).status();
    if made.is_ok_and(|status| status.success()) {
        assert!(run_in(folder.path(), &["check"]).err.contains("1 document: "));
    }
}

#[test]
fn lists_of_files_are_read() {
    let folder = folder(&[("a.txt", CLEAN), ("b.txt", CLEAN), ("list", "a.txt\n./b.txt\na.txt\n")]);
    assert!(run_in(folder.path(), &["check", "--files-from", "list"]).err.contains("2 documents: "));
    let run = run_with(folder.path(), &["check", "--files-from", "-"], b"a.txt\0b.txt\0");
    assert!(run.err.contains("2 documents: "), "{}", run.err);
    assert_eq!(run_in(folder.path(), &["check", "--files-from", "nowhere"]).code, 2);
}

#[test]
fn ignored_files_are_read_when_named_unless_exclusion_is_forced() {
    let folder = folder(&[("old/a.txt", CLEAN), ("b.txt", CLEAN), (".doclintignore", "old/\n")]);
    assert!(run_in(folder.path(), &["check"]).err.contains("1 document: "));
    assert!(run_in(folder.path(), &["check", "old/a.txt", "b.txt"]).err.contains("2 documents: "));
    let forced = run_in(folder.path(), &["check", "--force-exclude", "old/a.txt", "b.txt"]);
    assert!(forced.err.contains("1 document: "), "{}", forced.err);
}
