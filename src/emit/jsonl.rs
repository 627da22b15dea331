//! A document as one flat line of JSON, for tools that read tables: Hugging Face datasets, DuckDB, Polars.
//!
//! Every line has the same keys, and a key has one type: text, whole number, boolean or list of texts. What a document
//! does not have is the empty text or the empty list, never null, so that no reader has to guess a type.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::Serialize;

use super::facts::{Days, Facts, running, turns};
use super::reading;
use super::{Docs, Format, Options, Sharing, Syntax};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
use crate::profile::Field;
use crate::source::Source;

/// One flat object on one line, every key of one type; many documents are many lines.
pub const FORMAT: Format = Format {
    name: "jsonl",
    extension: "jsonl",
    aliases: &["ndjson"],
    syntax: Syntax::Json,
    sharing: Sharing::Lines,
    identifies_names: false,
    help: "One flat line of JSON for each document, for tools that read tables",
    docs: Docs {
        readers: "DuckDB, Polars, Hugging Face datasets",
        carries: "one flat line: header facts, turns, running text; counts of findings",
        loses: "positions in the source, residue, links' dates, uncertain dates",
    },
    write,
};

fn write(
    document: &Document,
    findings: Option<&[Diagnostic]>,
    _: &Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    // Not directly to `out`: every comma would be a call through a table.
    let mut line = Vec::with_capacity(3 * document.source.text().len() + 1024);
    serde_json::to_writer(&mut line, &Line::new(document, findings))?;
    out.write_all(&super::inert(line))
}

#[derive(Serialize)]
struct Line<'a> {
    id: Cow<'a, str>,
    file: &'a str,
    bytes: usize,
    sha256: String,
    encoding: &'static str,
    profile: &'a str,
    shape: &'a str,
    extraction: &'static str,
    language: &'static str,
    category: &'static str,
    genre: Cow<'a, str>,
    series: Cow<'a, str>,
    number: Cow<'a, str>,
    title: Cow<'a, str>,
    byline: Vec<Cow<'a, str>>,
    places: Vec<Cow<'a, str>>,
    /// First and last day of the event; the same for one day.
    date_from: String,
    date_to: String,
    updated: String,
    /// The fields among these that are open to doubt.
    doubtful: Vec<&'static str>,
    related: Vec<Cow<'a, str>>,
    media: Vec<Cow<'a, str>>,
    words: usize,
    paragraphs: usize,
    /// Who says what: the lists are parallel.
    turn_speakers: Vec<Cow<'a, str>>,
    turn_texts: Vec<String>,
    text: String,
    #[serde(flatten)]
    findings: Option<Found>,
}

/// The findings in the document. Either no line has them or every line has.
#[derive(Serialize)]
struct Found {
    errors: usize,
    warnings: usize,
    infos: usize,
    /// The rules, without duplicates.
    rules: Vec<&'static str>,
}

impl<'a> Line<'a> {
    fn new(document: &'a Document<'a>, findings: Option<&[Diagnostic]>) -> Self {
        let (source, header): (&Source, _) = (document.source, &document.header);
        let facts = Facts::new(document);
        let (speakers, texts) = turns(document, &facts)
            .into_iter()
            .map(|turn| (turn.speaker.unwrap_or_default(), turn.text))
            .unzip();
        let day =
            |days: &Option<Days>, day: fn(&Days) -> &str| days.as_ref().map(day).unwrap_or("").to_string();
        Self {
            id: facts.id,
            file: source.path(),
            bytes: source.byte_len(),
            sha256: source.sha256(),
            encoding: source.encoding().name(),
            profile: &document.profile.name,
            shape: &document.shape.name,
            extraction: document.extraction.name(),
            language: facts.language.unwrap_or_default(),
            category: facts.category.name(),
            genre: facts.genre.unwrap_or_default(),
            series: facts.series.unwrap_or_default(),
            number: facts.number.unwrap_or_default(),
            title: facts.title.unwrap_or_default(),
            byline: facts.byline,
            places: facts.places,
            date_from: day(&facts.event, |days| &days.first),
            date_to: day(&facts.event, Days::last),
            updated: day(&facts.updated, |days| &days.first),
            doubtful: doubtful(document),
            related: header.related.iter().map(|link| source.fold(link.title)).collect(),
            media: header.media.iter().map(|span| source.fold(*span)).collect(),
            words: document.word_count(),
            paragraphs: document.body().count(),
            turn_speakers: speakers,
            turn_texts: texts,
            text: running(document),
            findings: findings.map(Found::new),
        }
    }
}

/// The header fields whose value may be something else, by the names of their keys.
fn doubtful(document: &Document) -> Vec<&'static str> {
    let key = |field| match field {
        Field::Series => "series",
        Field::Updated => "updated",
        Field::Date => "date",
        Field::Place => "places",
        Field::Genre => "genre",
        Field::Title => "title",
        Field::Number => "number",
        Field::Byline => "byline",
    };
    Field::ALL.into_iter().filter(|field| reading::field(document, *field).is_some()).map(key).collect()
}

impl Found {
    fn new(findings: &[Diagnostic]) -> Self {
        let count = |severity| findings.iter().filter(|one| one.severity == severity).count();
        let mut rules: Vec<_> = findings.iter().map(|finding| finding.rule).collect();
        rules.sort_unstable();
        rules.dedup();
        Self {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            infos: count(Severity::Info),
            rules,
        }
    }
}
