//! A closed pipe ends printing, not the job: `doclint check | head`.

use std::path::Path;
use std::process::{Output, Stdio};

use super::support::{CLEAN, folder, program};

/// Documents in the folder: more than the program holds back before it writes.
const DOCUMENTS: usize = 60;

/// The output of the program, with its standard output closed.
fn unread(folder: &Path, arguments: &[&str]) -> Output {
    let mut child = program(folder)
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    child.wait_with_output().expect("the program ends")
}

/// Exit code and standard error.
fn ended(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let output = unread(folder, arguments);
    let code = output.status.code().expect("the program is not killed");
    (code, String::from_utf8(output.stderr).expect("UTF-8"))
}

fn names() -> impl Iterator<Item = String> {
    (0..DOCUMENTS).map(|number| format!("{number:03}.txt"))
}

/// Documents with many warnings, and no line end at the end. The last one has an error, and so has the first if wanted.
fn corpus(first: bool) -> tempfile::TempDir {
    let folder = folder(&[]);
    for name in names() {
        let number = name.trim_end_matches(".txt");
        let error = if first && number == "000" || number == "059" { "It was thier war.\n\n" } else { "" };
        // Each word three times at most: more would be one line.
        let words =
            ["the", "of", "in", "to", "for", "and", "with", "from", "by", "at", "on", "a", "an", "into"];
        let warnings: String =
            words.iter().cycle().take(40).map(|word| format!("He saw {word} {word} mark.\n\n")).collect();
        let text = format!("Title {number}\n\n{error}{warnings}The end");
        std::fs::write(folder.path().join(name), text).expect("a file can be written");
    }
    folder
}

const RULES: [&str; 3] = ["check", "--select", "misspelling,repeated-word,missing-final-newline"];

fn check(folder: &Path, arguments: &[&str]) -> (i32, String) {
    ended(folder, &[&RULES[..], arguments].concat())
}

fn is_fixed(folder: &Path, name: &str) -> bool {
    std::fs::read(folder.join(name)).expect("it is there").ends_with(b"\n")
}

#[test]
fn fixing_is_completed() {
    for format in ["concise", "human", "json", "sarif", "junit", "markdown"] {
        let folder = corpus(true);
        let (code, err) = check(folder.path(), &["--fix", "--unsafe-fixes", "--format", format]);
        assert!(names().all(|name| is_fixed(folder.path(), &name)), "{format}: {err}");
        assert!(err.contains("applied to 60 documents"), "{err}");
        assert_eq!(code, 0, "the errors are fixed: {err}");
    }
}

#[test]
fn reports_and_baselines_are_completed() {
    let folder = corpus(true);
    let (code, err) = check(folder.path(), &["--output", "json=r/all.json", "--output", "markdown=r/all.md"]);
    assert_eq!(code, 1, "{err}");
    let json = std::fs::read(folder.path().join("r/all.json")).expect("the report is there");
    let json: serde_json::Value = serde_json::from_slice(&json).expect("it is whole");
    assert_eq!(json["summary"]["documents"], DOCUMENTS);
    assert!(folder.path().join("r/all.md").is_file());
    let (code, err) = check(folder.path(), &["--write-baseline", "--baseline", "known.json"]);
    assert_eq!((code, err.contains("known findings")), (0, true), "{err}");
    assert_eq!(check(folder.path(), &["--baseline", "known.json"]).0, 0);
}

#[test]
fn a_plain_check_has_its_own_exit_code() {
    for (first, what) in [(true, "it stops at its first error"), (false, "it goes on to the last document")] {
        let folder = corpus(first);
        for arguments in
            [&[][..], &["--format", "json"], &["--format", "human"], &["--statistics"], &["--diff"]]
        {
            assert_eq!(check(folder.path(), arguments), (1, String::new()), "{arguments:?}: {what}");
        }
        assert_eq!(check(folder.path(), &["--exit-zero"]), (0, String::new()));
        assert_eq!(check(folder.path(), &["--fail-on", "never"]), (0, String::new()));
        assert_eq!(check(folder.path(), &["--ignore", "misspelling"]), (0, String::new()));
    }
}

#[test]
fn limits_are_counted_to_the_end() {
    let folder = corpus(false);
    for (limit, code) in [(2400, 0), (2399, 1)] {
        let toml = format!("gate.limits.repeated-word = {limit}\n");
        std::fs::write(folder.path().join("doclint.toml"), toml).expect("a file can be written");
        assert_eq!(check(folder.path(), &["--ignore", "misspelling"]), (code, String::new()), "{limit}");
    }
}

#[test]
fn a_check_stops_where_its_outcome_is_known() {
    // What comes after the first error is not reached: a document that cannot be read would make the exit code 2.
    let folder = corpus(true);
    std::fs::write(folder.path().join("zzz.txt"), "a\0b").expect("a file can be written");
    assert_eq!(check(folder.path(), &[]), (1, String::new()));
    let (code, err) = check(folder.path(), &["--output", "json=all.json"]);
    assert!(code == 2 && err.contains("zzz.txt"), "{code} {err}");
    let late = corpus(false);
    std::fs::write(late.path().join("000.txt"), "a\0b").expect("a file can be written");
    let (code, err) = check(late.path(), &[]);
    assert!(code == 2 && err.contains("000.txt"), "an error is never lost: {code} {err}");
}

#[test]
fn conversion_to_standard_output_stops_with_0() {
    let folder = corpus(true);
    for arguments in [
        &["--to", "json"][..],
        &["--to", "jsonl"],
        &["--to", "json", "-o", "-"],
        &["--to", "tsv"],
        &["--to", "csl"],
    ] {
        let arguments = [&["convert", "."], arguments].concat();
        assert_eq!(ended(folder.path(), &arguments), (0, String::new()), "{arguments:?}");
    }
    let (code, err) = ended(folder.path(), &["convert", "nowhere.txt", ".", "--to", "jsonl"]);
    assert!(code == 2 && err.contains("nowhere.txt"), "{err}");
    let (code, _) = ended(folder.path(), &["convert", ".", "--to", "json", "-o", "out/"]);
    assert_eq!((code, std::fs::read_dir(folder.path().join("out")).unwrap().count()), (0, DOCUMENTS));
}

#[test]
fn other_commands_end_quietly() {
    let folder = folder(&[("a.txt", CLEAN)]);
    for arguments in [
        &["inspect", "a.txt"][..],
        &["rule"],
        &["schema", "document"],
        &["lexicon", "info"],
        &["lexicon", "learn", "a.txt"],
        &["check", "--show-settings", "a.txt"],
        &["check", "a.txt"],
        &["--help"],
        &["check", "--help"],
        &["--version"],
    ] {
        assert_eq!(ended(folder.path(), arguments), (0, String::new()), "{arguments:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_report_that_is_a_closed_pipe_ends_alone() {
    let folder = corpus(true);
    let made = std::process::Command::new("mkfifo").arg(folder.path().join("pipe")).status();
    if !made.is_ok_and(|status| status.success()) {
        return;
    }
    let path = folder.path().join("pipe");
    // Opening waits for the other side, and so the reader has a thread, which reads nothing.
    let reader = std::thread::spawn(move || drop(std::fs::File::open(path)));
    let (code, err) = check(folder.path(), &["--fix", "--unsafe-fixes", "--output", "json=pipe"]);
    reader.join().expect("the reader ends");
    assert_eq!(code, 0, "{err}");
    assert!(names().all(|name| is_fixed(folder.path(), &name)), "{err}");
}
