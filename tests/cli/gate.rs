//! The gate: severities, limits, shares, baselines, changed lines.

use std::path::Path;
use std::process::Command;

use super::support::{CLEAN, Run, folder, run_in};

const ONE: &str = "A title\n\nThe end of thier war.\n";

fn check(folder: &Path, arguments: &[&str]) -> Run {
    run_in(folder, &[&["check", "--select", "misspelling"], arguments].concat())
}

#[test]
fn gates_decide_the_exit_code() {
    let three = "A title\n\nThe end of thier war and of thier, beleive end.\n";
    let cases = [
        ("", 1, ""),
        ("fail-on = 'never'", 0, ""),
        ("limits.misspelling = 4", 0, ""),
        ("limits.misspelling = 2", 1, "gate: misspelling: 4 findings, 2 allowed (doclint.toml:2)"),
        ("limits.spelling = 3", 1, "gate: spelling: 4 findings, 3 allowed (doclint.toml:2)"),
        ("limits.total = 4", 0, ""),
        ("limits.total = 3", 1, "gate: total: 4 findings, 3 allowed (doclint.toml:2)"),
        ("clean = 33.3", 0, ""),
        ("clean = 50", 1, "gate: 33.3 per cent of the documents are without errors, 50 required"),
        ("clean = 10\nfail-on = 'error'", 1, ""),
    ];
    for (gate, code, told) in cases {
        let toml = format!("[gate]\n{gate}\n");
        let folder = folder(&[("a.txt", ONE), ("b.txt", three), ("c.txt", CLEAN), ("doclint.toml", &toml)]);
        let run = check(folder.path(), &[]);
        assert_eq!(run.code, code, "{gate}\n{}{}", run.out, run.err);
        assert!(
            run.err.contains(told) && run.err.contains("gate: ") != told.is_empty(),
            "{gate}\n{}",
            run.err
        );
        assert_eq!(check(folder.path(), &["--exit-zero"]).code, 0);
    }
}

#[test]
fn each_file_judges_its_own_documents() {
    let none = "gate.fail-on = 'never'\n";
    let folder = folder(&[("a/a.txt", ONE), ("a/doclint.toml", none), ("b/b.txt", ONE)]);
    assert_eq!(check(folder.path(), &["a"]).code, 0);
    assert_eq!(check(folder.path(), &["a", "b"]).code, 1);
    assert_eq!(check(folder.path(), &["a", "--fail-on", "error"]).code, 1, "flags go first");
}

/// Writes a baseline of all findings, then changes a file and checks again.
fn after(text: &str) -> Run {
    let folder = folder(&[("in/a.txt", ONE), ("in/b.txt", ONE)]);
    let written = check(folder.path(), &["--baseline", "known.json", "--write-baseline"]);
    assert_eq!((written.code, written.out.as_str()), (0, ""), "{}", written.err);
    assert!(written.err.contains("known.json: 2 known findings, 2 new, 0 gone"), "{}", written.err);
    std::fs::write(folder.path().join("in/a.txt"), text).expect("a file can be written");
    check(&folder.path().join("in"), &["--baseline", "../known.json"])
}

#[test]
fn known_findings_are_not_reported_again() {
    for text in [
        ONE,
        "A title\n\nA new paragraph.\n\nThe end of thier war.\n",
        "A new title\n\nThe long end of thier other war, edited.\n",
    ] {
        let run = after(text);
        assert_eq!((run.code, run.out.as_str()), (0, ""), "{text}{}", run.err);
        assert!(run.err.contains("2 known findings in "), "{}", run.err);
    }
    let run = after("A title\n\nThe end of thier war and beleive end of thier peace.\n");
    assert_eq!((run.code, run.out.lines().count()), (1, 2), "{}{}", run.out, run.err);
}

#[test]
fn gone_findings_are_listed_and_removed() {
    let run = after(CLEAN);
    assert_eq!(run.code, 0);
    let told =
        "known.json: 1 known finding is gone; --write-baseline removes them\n  in/a.txt: misspelling `thier`";
    assert!(run.err.contains(told), "{}", run.err);
    let toml = "baseline = 'known.json'\n";
    let folder = folder(&[("a.txt", ONE), ("b.txt", ONE), ("c.txt", ONE), ("doclint.toml", toml)]);
    let write = |arguments: &[&str]| check(folder.path(), &[&["--write-baseline"], arguments].concat()).err;
    let read = || std::fs::read_to_string(folder.path().join("known.json")).unwrap();
    assert!(write(&[]).contains("3 known findings, 3 new, 0 gone"));
    let first = read();
    assert!(write(&["--ignore", "misspelling"]).contains("3 known findings, 0 new, 0 gone"));
    assert!(write(&["a.txt"]).contains("3 known findings, 0 new, 0 gone"), "what was not checked stays");
    assert_eq!(read(), first);
    std::fs::remove_file(folder.path().join("b.txt")).unwrap();
    std::fs::write(folder.path().join("c.txt"), CLEAN).unwrap();
    assert!(check(folder.path(), &[]).err.contains("2 known findings are gone"));
    assert!(write(&[]).contains("1 known finding, 0 new, 2 gone"));
    let gone: Vec<&str> = first.lines().filter(|line| !read().contains(line.trim_end_matches(','))).collect();
    assert_eq!(gone.len(), 2, "the diff is what is gone: {gone:?}");
}

#[test]
fn known_findings_are_fixed_too() {
    let folder = folder(&[("a.txt", ONE), ("doclint.toml", "baseline = 'known.json'\n")]);
    check(folder.path(), &["--write-baseline"]);
    let run = check(folder.path(), &["--fix", "--unsafe-fixes"]);
    assert!(run.err.contains("1 fix applied") && run.err.contains("is gone"), "{}", run.err);
}

#[test]
fn baselines_that_cannot_be_read_say_what_to_do() {
    let other = r#"{"schema": "doclint-baseline/9", "findings": []}"#;
    let folder = folder(&[("a.txt", ONE), ("other.json", other), ("broken.json", "{")]);
    for (name, told) in [
        (
            "other.json",
            "other.json: has another version (doclint-baseline/9, not doclint-baseline/1); delete it",
        ),
        ("broken.json", "broken.json: not a doclint baseline"),
        ("nowhere.json", "nowhere.json: no such baseline; --write-baseline creates it"),
    ] {
        let run = check(folder.path(), &["--baseline", name]);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{}", run.err);
        assert!(run.err.contains(told), "{}", run.err);
        let write = check(folder.path(), &["--baseline", name, "--write-baseline"]);
        assert_eq!(
            write.code,
            if name == "nowhere.json" { 0 } else { 2 },
            "a file that is not a baseline may be anything"
        );
        std::fs::remove_file(folder.path().join(name)).unwrap();
        assert_eq!(check(folder.path(), &["--baseline", name, "--write-baseline"]).code, 0);
        assert_eq!(check(folder.path(), &["--baseline", name]).code, 0);
    }
    let run = check(folder.path(), &["--write-baseline"]);
    assert!(run.code == 2 && run.err.contains("--baseline FILE"), "{}", run.err);
}

/// A git repository, or nothing where there is no git.
fn repository(files: &[(&str, &str)]) -> Option<tempfile::TempDir> {
    let folder = folder(files);
    git(folder.path(), &["init", "-q"])?;
    commit(folder.path());
    Some(folder)
}

fn git(folder: &Path, arguments: &[&str]) -> Option<()> {
    let name = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"];
    let status = Command::new("git").current_dir(folder).args(name).args(arguments).status();
    status.ok().filter(std::process::ExitStatus::success).map(drop)
}

fn commit(folder: &Path) {
    git(folder, &["add", "-A"]).expect("git adds");
    git(folder, &["commit", "-q", "-m", "x"]).expect("git commits");
}

#[test]
fn only_changed_lines_are_checked() {
    let Some(folder) = repository(&[("in/a b.txt", ONE), ("in/é.txt", ONE), ("c.txt", ONE)]) else { return };
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    let places = |at: &str, arguments: &[&str]| {
        let run = check(&folder.path().join(at), arguments);
        assert!(run.code < 2, "{}", run.err);
        run.out.lines().map(|line| line.split(": ").next().unwrap().to_string()).collect::<Vec<_>>()
    };
    let since = ["--since", "HEAD"];
    assert_eq!(places(".", &since), [""; 0]);
    assert_eq!(check(folder.path(), &since).code, 0);
    write("in/a b.txt", "A title\n\nThey beleive it.\n\nThe end of thier war.\n");
    write("in/é.txt", "A title\n\n+++ The end of thier war.\n\nThe end of thier peace.\n");
    write("new.txt", ONE);
    let all = ["in/a b.txt:3:6", "in/é.txt:3:16", "in/é.txt:5:12", "new.txt:3:12"];
    assert_eq!(places(".", &since), all);
    assert_eq!(places("in", &since), ["a b.txt:3:6", "é.txt:3:16", "é.txt:5:12"], "from a subfolder");
    let whole = folder.path().join("in").to_str().unwrap().to_string();
    assert_eq!(places(".", &["--since", "HEAD", &whole]).len(), 3);
    commit(folder.path());
    git(folder.path(), &["mv", "c.txt", "d.txt"]).unwrap();
    assert_eq!(places(".", &since), [""; 0], "a file that was moved is not new");
    assert_eq!(places(".", &["--since", "HEAD~1"]), all);
}

#[test]
fn failures_of_git_are_errors() {
    let Some(repository) = repository(&[("a.txt", ONE)]) else { return };
    let run = check(repository.path(), &["--since", "no-such"]);
    assert!(run.code == 2 && run.err.contains("--since: unknown revision `no-such`"), "{}", run.err);
    assert_eq!(check(repository.path(), &["--since=--output=x"]).code, 2);
    assert_eq!(check(repository.path(), &["--since", "HEAD", "--fix"]).code, 2);
    let run = check(repository.path(), &["--since", "HEAD", "-"]);
    assert!(run.code == 2 && run.err.contains("standard input"), "{}", run.err);
    let outside = folder(&[("a.txt", ONE)]);
    let run = check(outside.path(), &["--since", "HEAD"]);
    assert!(run.code == 2 && run.err.contains("is in no git repository"), "{}", run.err);
}

/// Documents next to the baseline, below it and in other folders, in all their spellings.
#[test]
fn a_baseline_means_the_same_from_every_folder() {
    let toml = "baseline = 'ci/known.json'\n";
    let files = [("a.txt", ONE), ("ci/a.txt", CLEAN), ("sub/a.txt", CLEAN), ("doclint.toml", toml)];
    let folder = folder(&files);
    let root = folder.path();
    assert_eq!(check(root, &["--write-baseline"]).code, 0);
    let known = std::fs::read_to_string(root.join("ci/known.json")).unwrap();
    assert!(known.contains(r#""file":"../a.txt""#), "{known}");
    for (from, path) in [("", "."), ("sub", "../a.txt"), ("ci", ".."), ("sub", "../ci/../a.txt")] {
        let run = check(&root.join(from), &[path]);
        assert_eq!(run.code, 0, "{from} {path}: {}{}", run.out, run.err);
        assert!(run.err.contains("1 known finding in"), "{}", run.err);
    }
    for other in ["ci", "sub"] {
        std::fs::write(root.join(other).join("a.txt"), ONE).unwrap();
        assert_eq!(check(&root.join(other), &["."]).code, 1, "{other}/a.txt is another document");
        assert_eq!(check(&root.join(other), &["a.txt"]).code, 1);
        std::fs::write(root.join(other).join("a.txt"), CLEAN).unwrap();
    }
    // What a run has not seen stays known, until its document is gone.
    std::fs::write(root.join("sub/a.txt"), ONE).unwrap();
    let some = check(&root.join("sub"), &["a.txt", "--write-baseline"]);
    assert!(some.err.contains("2 known findings, 1 new, 0 gone"), "{}", some.err);
    assert_eq!(check(root, &[]).code, 0);
    std::fs::remove_file(root.join("a.txt")).unwrap();
    let rest = check(&root.join("sub"), &["--write-baseline"]);
    assert!(rest.err.contains("1 known finding, 0 new, 1 gone"), "{}", rest.err);
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_not_utf_8_are_not_one_document() {
    use std::os::unix::ffi::OsStrExt;
    let folder = folder(&[]);
    let path = |name: &[u8]| folder.path().join(std::ffi::OsStr::from_bytes(name));
    std::fs::write(path(b"a\xff.txt"), ONE).unwrap();
    let known = ["--baseline", "known.json"];
    check(folder.path(), &["--baseline", "known.json", "--write-baseline"]);
    assert_eq!(check(folder.path(), &known).code, 0);
    for other in [&b"a\xfe.txt"[..], b"a%FF.txt", "a\u{fffd}.txt".as_bytes()] {
        std::fs::write(path(other), ONE).unwrap();
        assert_eq!(check(folder.path(), &known).code, 1, "{other:?}");
        let sarif = check(folder.path(), &["--format", "sarif"]).out;
        assert!(sarif.contains(r#""uri":"a%FF.txt""#) || sarif.contains(r#""uri": "a%FF.txt""#), "{sarif}");
        let gitlab = check(folder.path(), &["--format", "gitlab"]).out;
        let prints: std::collections::HashSet<&str> =
            gitlab.split("\"fingerprint\"").skip(1).map(|rest| &rest[..rest.len().min(40)]).collect();
        assert_eq!(prints.len(), 2, "{gitlab}");
        std::fs::remove_file(path(other)).unwrap();
    }
}
