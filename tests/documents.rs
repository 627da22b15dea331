//! `fixtures/documents/<case>/`: this text gives this JSON and this TEI.
//!
//! Each case is one shape of page from the survey, in words of our own. `UPDATE=1 cargo test --test documents` writes the
//! answers anew; read them before they are committed.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

use doclint::emit::{Format, json, markdown, tei};
use doclint::parse::parse;
use doclint::profile::Profile;
use doclint::source::Source;

#[path = "emit/check.rs"]
mod check;

fn cases() -> Vec<PathBuf> {
    let entries = fs::read_dir("fixtures/documents").expect("a folder of cases");
    let mut cases: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    cases.sort();
    cases
}

/// The answer in one format; whatever is right of it in general is checked on the way.
fn answer(case: &Path, format: &Format) -> String {
    let bytes = fs::read(case.join("document.txt")).expect("the text of a case");
    let name = case.file_name().expect("a case has a name").to_string_lossy().into_owned();
    let source = Source::decode(format!("{name}.txt"), bytes).expect("text");
    let document = parse(&source, Profile::recognise(source.text()));
    if *format == tei::FORMAT {
        check::tei(&document);
    } else {
        check::json(&document);
    }
    check::emitted(&document, format)
}

fn compare(format: &Format, file: &str) {
    let update = std::env::var_os("UPDATE").is_some();
    let mut differing = Vec::new();
    for case in cases() {
        let (path, answer) = (case.join(file), answer(&case, format));
        if update {
            fs::write(&path, answer).expect("writable");
        } else if fs::read_to_string(&path).ok().as_deref() != Some(&answer) {
            differing.push(path);
        }
    }
    assert!(
        differing.is_empty(),
        "not as they were: {differing:#?}; UPDATE=1 writes them anew, `git diff` shows how"
    );
}

#[test]
fn json_is_as_it_was() {
    compare(&json::FORMAT, "document.json");
}

#[test]
fn tei_is_as_it_was() {
    compare(&tei::FORMAT, "document.xml");
}

/// The header facts as they come out of a reader, without their places.
fn header(source: &Source) -> Vec<String> {
    let document = parse(source, Profile::recognise(source.text()));
    let header = &document.header;
    let fold = |span: &doclint::source::Span| source.fold(*span).into_owned();
    let day = |date: &Option<doclint::document::Date>| {
        date.as_ref().filter(|date| !date.unsure).map(|date| format!("{:?}", date.value()))
    };
    let lists = [&header.place, &header.byline].map(|list| list.iter().map(fold).collect::<Vec<_>>());
    let texts = [header.series, header.title, header.number, header.genre.map(|genre| genre.span)];
    let texts = texts.map(|span| span.as_ref().map(fold));
    let category = header.genre.map(|genre| genre.category);
    vec![
        format!("{:?} {:?}", day(&header.date), day(&header.updated)),
        format!("{lists:?} {texts:?} {category:?}"),
    ]
}

#[test]
fn markdown_is_read_back() {
    for case in cases() {
        let bytes = fs::read(case.join("document.txt")).expect("the text of a case");
        let source = Source::decode("case.txt".to_string(), bytes).expect("text");
        let document = parse(&source, Profile::recognise(source.text()));
        let markdown = check::emitted(&document, &markdown::FORMAT);
        let again = Source::decode("case.md".to_string(), markdown.into_bytes()).expect("text");
        assert_eq!(header(&again), header(&source), "{}", case.display());
    }
}
