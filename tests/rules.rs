//! Each folder of `fixtures/rules/<rule>/` tests its rule.
//!
//! - `bad*.txt` has findings: exactly those of `bad*.report`. A line is `line:column severity message`, followed by its help
//!   and its fix, `  help: what to do`, `  safe: what the fix does`.
//! - `bad*.fixed` is the text after the rule's safe fixes; it is absent if they change nothing.
//! - `good*.txt` is the near miss: the rule is silent.
//! - `bad*/` and `good*/` hold several documents that are checked in one run; the report names the file of each finding.
//! - `lexicon.toml`, if present, is the user's lexicon.
//!
//! `fixtures/seeds.report` has the findings of all rules in `seeds/`.
//!
//! `UPDATE=1 cargo test --test rules` updates reports and fixed texts; read them before committing.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use doclint::diagnostic::{Applicability, Diagnostic};
use doclint::document::Kind;
use doclint::fix::{Fixed, Reading, fix_all};
use doclint::lexicon::Lexicon;
use doclint::lexicon::facts::Facts;
use doclint::lint::lint;
use doclint::parse::parse;
use doclint::profile::Profile;
use doclint::project::{CheckOptions, Checked, ConfigSource, Options, Project};
use doclint::rule::{Fixable, Rule};
use doclint::rules::{RULES, find};
use doclint::settings::Settings;
use doclint::source::Source;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/rules")
}

/// The texts of a rule whose names begin with a word, in order.
fn texts(rule: &Rule, word: &str) -> Vec<(PathBuf, String)> {
    let entries = fs::read_dir(folder().join(rule.name)).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| {
        let name = path.file_name().unwrap().to_string_lossy();
        name.starts_with(word) && name.ends_with(".txt")
    });
    paths.sort();
    let read = |path: PathBuf| (path.clone(), source(&path).text().to_string());
    paths.into_iter().map(read).collect()
}

/// The corpora of a rule whose names begin with a word, in order.
fn corpora(rule: &Rule, word: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder().join(rule.name)).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.is_dir() && path.file_name().unwrap().to_string_lossy().starts_with(word));
    paths.sort();
    paths
}

/// The documents in a folder and the folders in it, with their paths from there, in order.
fn documents(folder: &Path) -> Vec<Source> {
    let mut sources = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(place) = open.pop() {
        for path in fs::read_dir(place).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
                sources.push(Source::decode(name, fs::read(&path).unwrap()).unwrap());
            }
        }
    }
    sources.sort_by(|a, b| a.path().cmp(b.path()));
    sources
}

/// What a rule says of the documents of a run.
fn corpus_report(rule: &Rule, sources: Vec<Source>) -> String {
    let options = Options { config: ConfigSource::None, ..Options::default() };
    let project = Project::in_memory(sources, &options).unwrap();
    let mut all = String::new();
    let each = |_: &_, checked: Result<&Checked, &doclint::Error>| {
        let Checked { source, findings, .. } = checked.unwrap();
        for line in report(source.text(), &of(rule, findings.clone())).lines() {
            let place = if line.starts_with(' ') { "" } else { &format!("{}:", source.path()) };
            writeln!(all, "{place}{line}").unwrap();
        }
    };
    project.check(&CheckOptions::default(), each).unwrap();
    all
}

/// A file as it is, whatever its encoding.
fn source(path: &Path) -> Source {
    Source::decode("fixture.txt", fs::read(path).unwrap()).unwrap()
}

fn findings(text: &str) -> Vec<Diagnostic> {
    findings_in(&Source::from_text("fixture.txt", text))
}

/// The findings of a text with what it was read as.
fn examined(text: &str) -> Reading {
    reading(text, findings(text))
}

fn reading(text: &str, findings: Vec<Diagnostic>) -> Reading {
    let source = Source::from_text("fixture.txt", text);
    Reading::of(&parse(&source, Profile::recognise(text)), findings)
}

fn findings_in(source: &Source) -> Vec<Diagnostic> {
    findings_with(Lexicon::built_in(), source)
}

fn findings_with(lexicon: &Lexicon, source: &Source) -> Vec<Diagnostic> {
    let document = parse(source, Profile::recognise(source.text()));
    lint(&document, lexicon, &Settings::default())
}

/// What is built in, with the lexicon in the folder of a rule.
fn lexicon(rule: &Rule) -> Lexicon {
    let own = fs::read_to_string(folder().join(rule.name).join("lexicon.toml")).ok();
    Lexicon::with(own.map(|own| Facts::read(&own).unwrap()).into_iter().collect())
}

fn findings_of(rule: &Rule, text: &str) -> Vec<Diagnostic> {
    of(rule, findings_with(&lexicon(rule), &Source::from_text("fixture.txt", text)))
}

/// The findings of a rule in a file; its encoding counts.
fn findings_at(rule: &Rule, path: &Path) -> Vec<Diagnostic> {
    of(rule, findings_with(&lexicon(rule), &source(path)))
}

fn of(rule: &Rule, mut findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    findings.retain(|finding| finding.rule == rule.name);
    findings
}

fn fixed_by(rule: &Rule, text: &str) -> Fixed {
    fix_all(text, Applicability::Safe, |text| reading(text, findings_of(rule, text)))
}

fn report(text: &str, findings: &[Diagnostic]) -> String {
    let source = Source::from_text("fixture.txt", text);
    let mut report = String::new();
    for finding in findings {
        let at = source.position(finding.span.start);
        writeln!(report, "{}:{} {} {}", at.line, at.column, finding.severity.name(), finding.message)
            .unwrap();
        if let Some(help) = &finding.help {
            writeln!(report, "  help: {help}").unwrap();
        }
        if let Some(fix) = &finding.fix {
            let trust = match fix.applicability {
                Applicability::Safe => "safe",
                Applicability::Unsafe => "unsafe",
                Applicability::DisplayOnly => "display-only",
            };
            writeln!(report, "  {trust}: {}", fix.title).unwrap();
        }
    }
    report
}

/// Compares with a file, or writes it; nothing expected means no file.
fn assert_file(path: &Path, found: Option<&str>) {
    if std::env::var_os("UPDATE").is_some() {
        match found {
            Some(found) => fs::write(path, found).unwrap(),
            None => drop(fs::remove_file(path)),
        }
    }
    let expected = fs::read_to_string(path).ok();
    assert_eq!(found, expected.as_deref(), "{}", path.display());
}

#[test]
fn folders_and_rules_match_one_to_one() {
    let entries = fs::read_dir(folder()).unwrap();
    let mut folders: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    folders.sort();
    let names: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
    assert_eq!(folders, names, "rules are sorted by name and each has a folder");
}

#[test]
fn bad_texts_are_reported_and_fixed() {
    for rule in RULES {
        let bad = texts(rule, "bad");
        assert!(bad.len() + corpora(rule, "bad").len() > 0, "{} has no bad text", rule.name);
        for (path, text) in bad {
            let findings = findings_at(rule, &path);
            assert!(!findings.is_empty(), "{} is silent on {}", rule.name, path.display());
            assert_file(&path.with_extension("report"), Some(&report(&text, &findings)));
            let fixed = fixed_by(rule, &text);
            assert!(fixed.converged, "{}", path.display());
            assert_file(&path.with_extension("fixed"), (fixed.applied > 0).then_some(&fixed.text));
        }
    }
}

#[test]
fn good_texts_are_not_reported() {
    for rule in RULES {
        let good = texts(rule, "good");
        assert!(good.len() + corpora(rule, "good").len() > 0, "{} has no good text", rule.name);
        for (path, text) in good {
            assert_eq!(report(&text, &findings_at(rule, &path)), "", "{}", path.display());
        }
    }
}

#[test]
fn corpora_are_reported() {
    for rule in RULES {
        for folder in corpora(rule, "bad") {
            let found = corpus_report(rule, documents(&folder));
            assert!(!found.is_empty(), "{} is silent on {}", rule.name, folder.display());
            assert_file(&folder.with_extension("report"), Some(&found));
        }
        for folder in corpora(rule, "good") {
            assert_eq!(corpus_report(rule, documents(&folder)), "", "{}", folder.display());
        }
    }
}

#[test]
fn the_seeds_have_these_findings_and_no_others() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let entries = fs::read_dir(root.join("seeds")).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let mut all = String::new();
    for path in paths {
        let text = fs::read_to_string(&path).unwrap();
        writeln!(all, "{}", path.file_name().unwrap().display()).unwrap();
        for finding in findings(&text) {
            write!(all, "[{}] {}", finding.rule, report(&text, std::slice::from_ref(&finding))).unwrap();
        }
    }
    assert_file(&root.join("fixtures/seeds.report"), Some(&all));
}

#[test]
fn fixing_with_all_rules_converges_and_is_idempotent() {
    for (path, text) in RULES.iter().flat_map(|rule| texts(rule, "bad")) {
        for least in [Applicability::Safe, Applicability::Unsafe] {
            let fixed = fix_all(&text, least, examined);
            assert!(fixed.converged, "{}", path.display());
            let again = fix_all(&fixed.text, least, examined);
            assert_eq!((again.applied, &again.text), (0, &fixed.text), "{}", path.display());
        }
    }
}

#[test]
fn a_safe_fix_leaves_the_reading_of_the_rest() {
    for (path, text) in RULES.iter().flat_map(|rule| texts(rule, "bad")) {
        let fixed = fix_all(&text, Applicability::Safe, examined).text;
        assert_eq!(kinds(&text), kinds(&fixed), "{}", path.display());
    }
}

/// What each block with words in it was read as.
fn kinds(text: &str) -> Vec<Kind> {
    let source = Source::from_text("fixture.txt", text);
    let document = parse(&source, Profile::recognise(source.text()));
    let kinds = document.blocks.iter().map(|block| block.kind);
    kinds.filter(|kind| !matches!(kind, Kind::Blank | Kind::Residue(_))).collect()
}

#[test]
fn declared_fixability_is_true() {
    for rule in RULES {
        let findings: Vec<Diagnostic> =
            texts(rule, "bad").iter().flat_map(|(path, _)| findings_at(rule, path)).collect();
        let best =
            findings.iter().filter_map(|finding| finding.fix.as_ref()).map(|fix| fix.applicability).max();
        let declared = match rule.fixable {
            Fixable::Never => None,
            Fixable::DisplayOnly => Some(Applicability::DisplayOnly),
            Fixable::Unsafe => Some(Applicability::Unsafe),
            Fixable::Safe => Some(Applicability::Safe),
        };
        assert_eq!(best, declared, "{}", rule.name);
    }
}

#[test]
fn spans_and_edits_fit_the_text() {
    for (path, text) in RULES.iter().flat_map(|rule| texts(rule, "bad")) {
        for finding in findings(&text) {
            let edits = finding.fix.iter().flat_map(|fix| &fix.edits).map(|edit| edit.span);
            let spans = edits.chain([finding.span]).chain(finding.related.iter().map(|label| label.span));
            for span in spans {
                assert!(text.get(span.start..span.end).is_some(), "{}: {finding:?}", path.display());
            }
        }
    }
}

#[test]
fn messages_and_pages_have_one_form() {
    for rule in RULES {
        assert_eq!(find(rule.name).map(|found| found.name), Some(rule.name));
        assert!(rule.summary().ends_with('.'), "{}", rule.name);
        let page = rule.page();
        assert!(page.split("\n\n").count() >= 4, "{}: summary, why, when wrong, fix", rule.name);
        assert!(page.lines().all(|line| !line.starts_with(' ')), "{}", rule.name);
    }
    for (path, text) in RULES.iter().flat_map(|rule| texts(rule, "bad")) {
        for finding in findings(&text) {
            let message = &finding.message;
            assert!(!message.ends_with('.') && !message.starts_with(char::is_uppercase), "{message}");
            assert!(!message.contains('\n'), "{}: {message}", path.display());
            assert!(!finding.label.is_empty(), "{}: {message}", path.display());
        }
    }
}
