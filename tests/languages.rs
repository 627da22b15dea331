//! Documents in other languages than English, read with a profile and the words of its language alone: no line of Rust
//! knows them.
//!
//! `fixtures/profiles/NAME.toml` is a profile as a user writes it, `fixtures/profiles/NAME/*.txt` are documents of the
//! family, and beside each is what is read in it: shape, header, speakers, dates of the body, notes, and the findings
//! of all rules. `UPDATE=1 cargo test --test languages` writes these files anew; read them before they are committed.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use doclint::document::{AnnotationKind, DateRole, Document, Kind};
use doclint::emit::{Options, emit, tei};
use doclint::language::Language;
use doclint::lexicon::Lexicon;
use doclint::lint::lint;
use doclint::parse::parse;
use doclint::profile::Profile;
use doclint::settings::Settings;
use doclint::source::{Source, Span};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/profiles")
}

fn profile(name: &str) -> Profile {
    let text = fs::read_to_string(folder().join(name).with_extension("toml")).unwrap();
    Profile::read(name, &text).unwrap()
}

/// The texts of a family with their paths, in order.
fn texts(name: &str) -> Vec<(PathBuf, Source)> {
    let entries = fs::read_dir(folder().join(name)).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap();
        (path, Source::from_text("fixture.txt", text))
    };
    paths.into_iter().map(read).collect()
}

/// What is read in a document, and what is found in it, a line each.
fn report(document: &Document) -> String {
    let mut report = format!("shape: {}\n", document.shape.name);
    let mut line = |what: &str, text: &str| writeln!(report, "{what}: {text}").unwrap();
    let text = |span: Span| document.source.fold(span).into_owned();
    let header = &document.header;
    let one = [
        ("series", header.series),
        ("genre", header.genre.map(|genre| genre.span)),
        ("title", header.title),
        ("number", header.number),
    ];
    for (role, date) in document.dates().filter(|(role, _)| *role != DateRole::Body) {
        line(&format!("{role:?} date"), &format!("{} = {:?}", text(date.span), date.first.iso()));
    }
    for (what, span) in one {
        span.into_iter().for_each(|span| line(what, &text(span)));
    }
    header.place.iter().for_each(|span| line("place", &text(*span)));
    header.byline.iter().for_each(|span| line("byline", &text(*span)));
    for person in &document.persons {
        let labels: Vec<String> = person.labels.iter().map(|label| text(*label)).collect();
        line("speaker", &format!("{} ({})", text(person.name), labels.join(" | ")));
    }
    for annotation in &document.annotations {
        match &annotation.kind {
            AnnotationKind::Date(date) => {
                line("date", &format!("{} = {:?}", text(date.span), date.first.iso()));
            }
            AnnotationKind::Gap => line("gap", &text(annotation.span)),
            AnnotationKind::Incident(_) => line("incident", &text(annotation.span)),
        }
    }
    for block in document.blocks.iter().filter(|block| block.kind == Kind::Note) {
        line("note", &text(block.content));
    }
    let paragraphs = document.blocks.iter().filter(|block| block.kind == Kind::Paragraph).count();
    line("paragraphs", &paragraphs.to_string());
    for finding in lint(document, Lexicon::built_in(), &Settings::default()) {
        let place = document.source.position(finding.span.start);
        line("finding", &format!("{}:{} {} {}", place.line, place.column, finding.rule, finding.message));
    }
    report
}

/// Compares what is read in each document with the file beside it.
fn compare(name: &str) {
    let profile = profile(name);
    for (path, source) in texts(name) {
        let report = report(&parse(&source, &profile));
        let beside = path.with_extension("report");
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&beside, &report).unwrap();
        }
        assert_eq!(fs::read_to_string(&beside).unwrap_or_default(), report, "{}", path.display());
    }
}

#[test]
fn french_documents_are_read_with_french_words() {
    compare("french");
}

#[test]
fn german_documents_are_read_with_german_words() {
    compare("german");
}

#[test]
fn what_is_written_names_the_language() {
    let mut options = Options::default();
    options.tei.sentences = true;
    for (name, language, sentence) in [
        (
            "french",
            "xml:lang=\"fr\"",
            "<s>Que répondez-vous aux pêcheurs de M. Favre et de l'art. 12 du règlement, p. ex. sur",
        ),
        (
            "german",
            "xml:lang=\"de\"",
            "<s>Mehrere haben ihre Maßnahmen vorgestellt, z. B. neue Klärwerke gem. Art. 12 der",
        ),
    ] {
        let profile = profile(name);
        let (_, source) = texts(name).remove(0);
        let mut out = Vec::new();
        emit(&parse(&source, &profile), None, &tei::FORMAT, &options, &mut out).unwrap();
        let tei = String::from_utf8(out).unwrap();
        assert!(tei.contains(language), "{tei}");
        // A stage note is known by its words, and an abbreviation ends no sentence.
        for words in ["<gap reason=\"inaudible\"", "<vocal type=\"laughter\"", sentence] {
            assert!(tei.contains(words), "{words} in {tei}");
        }
    }
}

/// The dictionary is English, and so are the rules that ask it.
#[test]
fn words_of_other_languages_are_no_misspellings() {
    for name in ["french", "german"] {
        let profile = profile(name);
        for (path, source) in texts(name) {
            let document = parse(&source, &profile);
            for finding in lint(&document, Lexicon::built_in(), &Settings::default()) {
                let is_english = ["misspelling", "mixed-variety", "glued-words", "name-variant"];
                assert!(!is_english.contains(&finding.rule), "{}: {finding:?}", path.display());
            }
        }
    }
}

/// The dictionary judges texts whose profile says that they are English, and no others.
#[test]
fn the_language_of_the_profile_decides() {
    let french = profile("french");
    let mut english = profile("french");
    english.language = None;
    assert_eq!((french.language().code(), english.language()), ("fr", Language::ENGLISH));
    let text = "The ministers of the Allaince recieved the report and agreed to meet again in autumn.\n";
    let source = Source::from_text("a.txt", text);
    let found = |profile: &Profile| {
        let findings = lint(&parse(&source, profile), Lexicon::built_in(), &Settings::default());
        findings.iter().filter(|finding| finding.rule == "misspelling").count()
    };
    assert_eq!((found(&english), found(&french)), (2, 0));
}

/// What a profile says, a text may contradict: French in a collection without a profile is read with English words.
#[test]
fn words_of_another_language_are_no_misspellings_in_an_english_profile() {
    let mut english = profile("french");
    english.language = None;
    for (path, source) in texts("french") {
        let document = parse(&source, &english);
        for finding in lint(&document, Lexicon::built_in(), &Settings::default()) {
            assert_ne!(finding.rule, "misspelling", "{}: {finding:?}", path.display());
        }
    }
}

#[test]
fn a_language_without_lists_is_silent() {
    let text = fs::read_to_string(folder().join("german.toml")).unwrap().replace("\"de\"", "\"fi\"");
    let finnish = Profile::read("finnish", &text).unwrap();
    assert!(finnish.words().particles.is_empty());
    for (path, source) in texts("german") {
        let document = parse(&source, &finnish);
        let found = lint(&document, Lexicon::built_in(), &Settings::default());
        let listed =
            ["repeated-word", "truncated-field", "placeholder-text", "transcriber-doubt", "misspelling"];
        assert!(found.iter().all(|finding| !listed.contains(&finding.rule)), "{}: {found:?}", path.display());
    }
}

#[test]
fn a_language_must_be_known() {
    let error = Profile::read("own", "name = \"own\"\ntitle = \"Own\"\nlanguage = \"xx\"\n").unwrap_err();
    assert!(error.to_string().contains("no words are known of the language `xx`"), "{error}");
}

#[test]
fn a_choice_takes_a_shape_that_there_is() {
    let text = "name = \"own\"\ntitle = \"Own\"\nextends = \"plain\"\n[[choices]]\nshape = \"bulletin\"\n";
    let error = Profile::read("own", text).unwrap_err();
    assert!(error.to_string().contains("`bulletin`, which is not defined"), "{error}");
}
