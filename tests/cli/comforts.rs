//! Completions, manual pages and hints.

use super::support::{folder, run, run_in};

#[test]
fn every_shell_has_completions() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = run(&["completions", shell]);
        assert!(script.code == 0 && script.err.is_empty(), "{shell}: {}", script.err);
        for word in ["check", "min-severity", "unsafe-fixes"] {
            assert!(script.out.contains(word), "{shell} does not know {word}");
        }
    }
}

#[test]
fn every_command_has_a_manual_page() {
    let program = run(&["man"]).out;
    assert!(program.contains(".SH NAME\ndoclint \\- "), "{program}");
    let folder = folder(&[]);
    assert_eq!(run_in(folder.path(), &["man", "--output", "."]).code, 0);
    for command in ["check", "convert", "init", "inspect", "lexicon", "rule", "schema"] {
        let page = run(&["man", command]).out;
        assert!(page.contains(&format!("doclint\\-{command}")) && page.contains(".SH OPTIONS"), "{page}");
        let name = format!("doclint-{command}.1");
        assert_eq!(std::fs::read_to_string(folder.path().join(name)).unwrap(), page);
    }
    let missing = run(&["man", "chek"]);
    assert!(missing.code == 2 && missing.err.contains("did you mean `check`?"), "{}", missing.err);
}

#[test]
fn what_was_meant_is_said() {
    let folder = folder(&[
        ("a.txt", "A title\n\nA text.\n"),
        ("bad/doclint.toml", "exclude = ['x']\n"),
        ("bad/a.txt", "A.\n"),
    ]);
    for (arguments, said) in [
        (&["a.txt"][..], "to check documents, write `doclint check a.txt`"),
        (&["bad/"], "to check documents, write `doclint check bad/`"),
        (&["inspec", "a.txt"], "a similar subcommand exists: 'inspect'"),
        (&["convert", "a.txt", "-o", "a.docx"], "no format ends in `.docx`: give --to FORMAT"),
        (&["check", "bad"], "list files to leave out in `.doclintignore`"),
        (&["rule", "mispelling"], "did you mean `misspelling`?"),
    ] {
        let got = run_in(folder.path(), arguments);
        assert!(got.code == 2 && got.err.contains(said), "{arguments:?}: {}", got.err);
    }
    let listed = run(&["rule", "residue"]).out;
    assert!(
        listed.lines().count() > 5 && listed.lines().all(|line| line.starts_with("residue ")),
        "{listed}"
    );
    // The extension of a format names it, too.
    let xml = run_in(folder.path(), &["convert", "a.txt", "--to", "xml"]).out;
    assert_eq!(xml, run_in(folder.path(), &["convert", "a.txt", "--to", "tei"]).out);
}
