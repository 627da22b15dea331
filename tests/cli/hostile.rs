//! Hostile samples: nothing in a document or in its name steers a terminal, a log, a browser or a path.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use doclint::emit::{FORMATS, Format, Syntax};
use doclint::report;

use super::support::{Run, folder, root, run_in};

/// Names that would mean something to a terminal, a log, a browser or a shell.
const NAMES: [&str; 8] = [
    "\u{1b}[2J\u{1b}]0;owned\u{7}.txt",
    "a\nb.txt",
    "::error file=a::owned.txt",
    "<img src=x onerror=alert(1)>.txt",
    "%0A::error::.txt",
    "\u{202e}gnp.txt",
    "`$(owned)` | [x](y).txt",
    "\"&'.txt",
];

/// A folder `in` with all samples and all names.
fn samples() -> tempfile::TempDir {
    let folder = folder(&[]);
    let documents = folder.path().join("in");
    fs::create_dir(&documents).unwrap();
    for entry in fs::read_dir(root().join("fixtures/hostile")).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, documents.join(path.file_name().unwrap())).unwrap();
    }
    for name in NAMES.iter().filter(|_| cfg!(unix)) {
        fs::write(documents.join(name), "A title\n\nTeh  end .").unwrap();
    }
    folder
}

/// Samples that are not text and are reported as errors.
const UNREADABLE: [&str; 3] = ["bad-utf16.txt", "half-utf16.txt", "nul.txt"];

fn files(folder: &Path) -> BTreeSet<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { BTreeSet::from([path]) }).collect()
}

/// What a terminal obeys, and what turns the direction of writing.
fn assert_inert(text: &str, what: &str) {
    let obeyed = |c: char| {
        c.is_control() && c != '\n' || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let found = text.lines().find(|line| line.contains(obeyed));
    assert_eq!(found, None, "{what}");
}

fn assert_told(run: &Run) {
    for name in UNREADABLE {
        assert!(run.err.contains(&format!("{name}: ")), "{}", run.err);
    }
    assert!(!run.err.contains("panicked"), "{}", run.err);
    assert_inert(&run.err, "standard error");
    assert_eq!(run.code, 2);
}

#[test]
fn reports_of_hostile_documents_are_inert() {
    let folder = samples();
    for format in report::Format::ALL {
        let run = run_in(folder.path(), &["check", "in", "--format", format.name()]);
        assert_told(&run);
        assert_inert(&run.out, format.name());
        let commands =
            |line: &&str| line.starts_with("::") || line.starts_with("##[") || line.starts_with("##vso");
        let is_ours = |line: &str| {
            ["::error file=", "::warning file=", "::notice file="].iter().any(|c| line.starts_with(c))
        };
        let strange = run.out.lines().filter(commands).find(|line| !is_ours(line));
        assert!(
            format == report::Format::Concise || format == report::Format::Human || strange.is_none(),
            "{strange:?}"
        );
        match format {
            report::Format::Json | report::Format::Sarif | report::Format::Gitlab => drop(run.json()),
            report::Format::Junit => drop(roxmltree::Document::parse(&run.out).unwrap()),
            report::Format::Github => assert!(run.out.lines().all(is_ours), "{}", run.out),
            _ => {}
        }
    }
    for arguments in [
        &["inspect", "in"][..],
        &["check", "in", "--statistics"],
        &["check", "in", "--statistics", "--format", "json"],
    ] {
        let run = run_in(folder.path(), arguments);
        assert_told(&run);
        assert_inert(&run.out, &arguments.join(" "));
    }
}

#[test]
fn results_of_hostile_documents_stay_in_their_folder() {
    let folder = samples();
    let documents = files(&folder.path().join("in"));
    for format in FORMATS {
        let run = run_in(
            folder.path(),
            &["convert", "in", "--to", format.name, "-o", &format!("out-{}/", format.name)],
        );
        assert_told(&run);
        let out = folder.path().join(format!("out-{}", format.name));
        let results = files(&out);
        let places: BTreeSet<PathBuf> = documents
            .iter()
            .filter(|path| !UNREADABLE.iter().any(|name| path.ends_with(name)))
            .map(|path| {
                out.join(path.strip_prefix(folder.path().join("in")).unwrap())
                    .with_extension(format.extension)
            })
            .collect();
        assert_eq!(results, places);
        for path in results {
            let bytes = fs::read(&path).unwrap();
            if format.syntax != Syntax::Source {
                readable(&String::from_utf8(bytes).unwrap(), format, &path);
            }
        }
        fs::remove_dir_all(out).unwrap();
    }
    assert_eq!(files(folder.path()), documents, "nothing else was written");
}

fn readable(text: &str, format: &Format, path: &Path) {
    match format.syntax {
        Syntax::Xml => {
            let read = roxmltree::Document::parse(text);
            assert!(read.is_ok(), "{}: {read:?}", path.display());
        }
        Syntax::Json => {
            let read: Result<serde_json::Value, _> = serde_json::from_str(text);
            assert!(read.is_ok(), "{}: {read:?}", path.display());
        }
        Syntax::Html => {
            let lower = text.to_lowercase();
            assert_eq!(
                lower.matches("<script").count(),
                lower.matches("<script type=\"application/ld+json\">").count()
            );
            for tag in ["<script>", "<img src=x", "<details", "href=\"javascript:"] {
                assert!(!lower.contains(tag), "{}: {tag}", path.display());
            }
        }
        _ => {}
    }
}

#[test]
fn hostile_documents_come_back_from_tei() {
    let folder = samples();
    run_in(folder.path(), &["convert", "in", "--to", "tei", "--findings", "-o", "tei/"]);
    let back = run_in(folder.path(), &["convert", "tei", "--from", "tei", "--to", "source", "-o", "back/"]);
    assert_eq!(back.code, 0, "{}", back.err);
    for path in files(&folder.path().join("back")) {
        let name = path.strip_prefix(folder.path().join("back")).unwrap();
        assert_eq!(
            fs::read(&path).unwrap(),
            fs::read(folder.path().join("in").join(name)).unwrap(),
            "{name:?}"
        );
    }
    assert_eq!(
        files(&folder.path().join("back")).len() + UNREADABLE.len(),
        files(&folder.path().join("in")).len()
    );
}

/// The TEI header names its source file: the name is reported and has no effect.
#[test]
fn a_name_in_tei_is_no_path() {
    let folder = folder(&[("in/a.txt", "A title\n\nThe end.\n")]);
    run_in(folder.path(), &["convert", "in", "--to", "tei", "-o", "tei/"]);
    let path = folder.path().join("tei/a.xml");
    let tei = fs::read_to_string(&path).unwrap();
    let before = files(folder.path());
    for name in ["../../../owned.txt", "/tmp/doclint-owned.txt", "../in/a.txt", "\u{202e}x.txt"] {
        fs::write(&path, tei.replace("a.txt", name)).unwrap();
        for format in ["source", "text", "json"] {
            let run =
                run_in(folder.path(), &["convert", "tei", "--from", "tei", "--to", format, "-o", "out/"]);
            assert!(run.code <= 2 && !run.err.contains("panicked"), "{}", run.err);
            let new: Vec<PathBuf> = files(folder.path()).difference(&before).cloned().collect();
            assert!(new.iter().all(|path| path.starts_with(folder.path().join("out"))), "{new:?}");
            assert_eq!(new.len(), 1, "{}", run.err);
            fs::remove_dir_all(folder.path().join("out")).unwrap();
        }
    }
    assert!(!Path::new("/tmp/doclint-owned.txt").exists());
    assert_eq!(fs::read_to_string(folder.path().join("in/a.txt")).unwrap(), "A title\n\nThe end.\n");
}

#[test]
fn hostile_documents_are_fixed_once() {
    let folder = samples();
    let names = files(folder.path());
    let first = run_in(folder.path(), &["check", "in", "--fix", "--unsafe-fixes"]);
    assert_told(&first);
    let mended: Vec<Vec<u8>> = names.iter().map(|path| fs::read(path).unwrap()).collect();
    let again = run_in(folder.path(), &["check", "in", "--fix", "--unsafe-fixes"]);
    assert!(again.err.contains("0 fixes applied to 0 documents"), "{}", again.err);
    assert_eq!(names.iter().map(|path| fs::read(path).unwrap()).collect::<Vec<_>>(), mended);
    assert_eq!(files(folder.path()), names);
}

/// Hooks get the names of committed files after their entry. Without `--`, `--config=evil.txt` would switch the gate off
/// and `--output=json=notes.md.txt` would write a file.
#[test]
fn names_after_the_entry_of_a_hook_are_not_options() {
    let manifest = fs::read_to_string(root().join(".pre-commit-hooks.yaml")).unwrap();
    let hooks: serde_json::Value = serde_yaml_ng::from_str(&manifest).unwrap();
    let hooks = hooks.as_array().unwrap();
    assert_eq!(hooks.len(), 3);
    for hook in hooks {
        let names = ["--config=evil.txt", "--output=json=notes.md.txt", "--exit-zero.txt"];
        let folder = folder(&names.map(|name| (name, "A title\n\nThe ende")));
        fs::write(folder.path().join("evil.txt"), "[gate]\nfail-on = \"never\"\n").unwrap();
        let entry: Vec<&str> = hook["entry"].as_str().unwrap().split(' ').collect();
        assert_eq!((entry[0], entry[entry.len() - 1]), ("doclint", "--"), "{hook}");
        let run = run_in(folder.path(), &[&entry[1..], &names].concat());
        assert!(run.code < 2, "{hook}: {}", run.err);
        assert!(
            run.err.contains("3 documents") || run.out.contains(names[0]),
            "{hook}: {}{}",
            run.out,
            run.err
        );
        assert_eq!(files(folder.path()).len(), 4, "{hook}: nothing was written");
    }
}

/// `args` of a hook come after its `--`: the message says what to do.
#[test]
fn an_option_after_two_dashes_is_explained() {
    let run = run_in(root(), &["check", "--", "--select", "seeds"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("--select: no such file or folder; options go before `--`"), "{}", run.err);
}
