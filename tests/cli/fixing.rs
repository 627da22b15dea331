//! Fixing a corpus: a fix changes what the documents have in common, and never how the rest is read.

use std::collections::BTreeMap;
use std::path::Path;

use super::support::{CLEAN, DEFECT, folder, run_in, run_with};

/// `Nazarbyaev` is fixed where `Nazarbayev` is four times as frequent, `Nazarbaev` where it is five times as frequent: only after
/// the first fix.
const CHAIN: [(&str, &str); 3] = [
    (
        "a.txt",
        "A title\n\nThe ministers met Nazarbayev today. They asked Nazarbayev for help, and then Nazarbayev left; later on the \
         ministers and Nazarbayev met again.\n",
    ),
    ("b.txt", "Another title\n\nThe spokesman saw Nazarbyaev in the morning at the airport.\n"),
    ("c.txt", "A third title\n\nThe crowd cheered when Nazarbaev arrived in the old town.\n"),
];

const FIX: [&str; 5] = ["check", "--select", "name-variant", "--fix", "--unsafe-fixes"];

/// The files of a folder with their texts.
fn texts(folder: &Path) -> BTreeMap<String, String> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let text = |entry: &std::fs::DirEntry| std::fs::read_to_string(entry.path()).unwrap();
    entries.map(|entry| (entry.file_name().into_string().unwrap(), text(&entry))).collect()
}

#[test]
fn fixing_a_corpus_again_changes_nothing() {
    let folder = folder(&CHAIN);
    let first = run_in(folder.path(), &FIX);
    assert!(first.err.contains("2 fixes applied to 2 documents"), "{}", first.err);
    let fixed = texts(folder.path());
    assert!(fixed["b.txt"].contains("Nazarbayev") && fixed["c.txt"].contains("Nazarbayev"), "{fixed:?}");
    let second = run_in(folder.path(), &FIX);
    assert!(second.err.contains("0 fixes applied to 0 documents"), "{}", second.err);
    assert_eq!(texts(folder.path()), fixed);
}

#[test]
fn the_report_of_fixing_is_that_of_a_check_afterwards() {
    let folder = folder(&CHAIN);
    let all = ["--fail-on", "info", "--format", "json"];
    let fixed = run_in(folder.path(), &[&["check", "--fix"], &all[..]].concat());
    let checked = run_in(folder.path(), &[&["check"], &all[..]].concat());
    assert_eq!((fixed.code, &fixed.out), (checked.code, &checked.out));
    let fixed = run_in(folder.path(), &[&["check", "--fix", "--unsafe-fixes"], &all[..]].concat());
    let checked = run_in(folder.path(), &[&["check"], &all[..]].concat());
    assert_eq!((fixed.code, &fixed.out), (checked.code, &checked.out));
}

#[test]
fn a_diff_shows_what_fixing_the_corpus_would_change() {
    let folder = folder(&CHAIN);
    let before = texts(folder.path());
    let diff = run_in(folder.path(), &["check", "--select", "name-variant", "--diff", "--unsafe-fixes"]);
    assert_eq!(diff.code, 1);
    assert!(diff.out.contains("+++ b/b.txt") && diff.out.contains("+++ b/c.txt"), "{}", diff.out);
    assert_eq!(texts(folder.path()), before);
}

#[test]
fn standard_input_is_fixed_as_one_of_the_corpus() {
    let folder = folder(&CHAIN[..2]);
    let piped =
        run_with(folder.path(), &[&FIX[..], &["a.txt", "b.txt", "-"]].concat(), CHAIN[2].1.as_bytes());
    assert_eq!(piped.out, CHAIN[2].1.replace("Nazarbaev", "Nazarbayev"), "{}", piped.err);
}

#[test]
fn a_safe_fix_leaves_what_the_extraction_is_known_by() {
    let text = "Header\n\nUpdated: 16-Jul-2003 NATO Speeches\n\n4 Dec. 2006\n\nPress Briefing\n\nThe ministers met today.";
    let folder = folder(&[("a.txt", text)]);
    let extraction = || {
        let run = run_in(folder.path(), &["convert", "a.txt", "--to", "json"]);
        run.json()["extraction"].as_str().map(str::to_string)
    };
    assert_eq!(extraction().as_deref(), Some("whole"));
    run_in(folder.path(), &["check", "--fix"]);
    assert_eq!(extraction().as_deref(), Some("whole"));
    assert_eq!(texts(folder.path())["a.txt"], format!("{text}\n"), "other fixes are applied");
}

#[test]
fn words_that_are_quoted_or_shown_are_not_corrected() {
    let left = [
        "The 1911 edition has recieve throughout, and nobody minds.",
        "On the wall somebody scrawled that they would recieve nothing.",
        "He wrote recieve on the board.",
        "The clerk said that they ‘will recieve it’ by noon.",
        "The clerk said that they 'will recieve it' by noon.",
        "The clerk said: ‘the ministers’ aides will recieve it’ by noon.",
    ];
    let right = "We receive the ministers every year, and we receive their staff too.";
    let fixed = "The ministers' aides recieve the allies’ letters.";
    let text = |fixed: &str| format!("Title\n\n9 July 2003\n\n{right}\n\n{}\n\n{fixed}\n", left.join("\n\n"));
    let folder = folder(&[("a.txt", text(fixed).as_str())]);
    let run = run_in(folder.path(), &["check", "--fix", "--exit-zero", "a.txt"]);
    assert!(run.err.starts_with("1 fix applied to 1 document\n"), "{}", run.err);
    let now = std::fs::read_to_string(folder.path().join("a.txt")).unwrap();
    assert_eq!(now, text(&fixed.replace("recieve", "receive")));
}

#[test]
fn what_was_fixed_is_listed() {
    let folder = folder(&[
        ("a.txt", "A title\n\nNot recieved, not recieved .\n"),
        ("b.txt", DEFECT),
        ("c.txt", CLEAN),
    ]);
    let list = "- a.txt:\n    2 × misspelling\n    1 × space-before-punctuation\n- b.txt:\n    1 × missing-final-newline\n";
    let select = "misspelling,space-before-punctuation,missing-final-newline";
    let run = |flags: &[&str]| {
        run_in(
            folder.path(),
            &[&["check", "--select", select, "--unsafe-fixes", "--show-fixes"], flags].concat(),
        )
    };
    assert!(run(&[]).err.contains("--show-fixes lists nothing by itself"));
    let preview = run(&["--diff"]);
    assert_eq!(preview.err, format!("4 fixes for 2 documents\n{list}"));
    let fixed = run(&["--fix"]);
    assert!(fixed.err.starts_with(&format!("4 fixes applied to 2 documents\n{list}")), "{}", fixed.err);
    assert!(!run(&["--fix"]).err.contains('×'));
}
