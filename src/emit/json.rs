//! A document as the `doclint/1` object: header facts, body, persons and annotations with their spans.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{self, Write};

use serde::Serialize;

use super::names::Names;
use super::reading::{self, Certainty};
use super::{Docs, Format, Options, Sharing, Syntax};
use crate::diagnostic::{Diagnostic, Finding};
use crate::document::{
    Annotation, AnnotationKind, Block, Date, Document, Extraction, Kind, PartKind, Person, Related, Value,
};
use crate::profile::{Category, Field};
use crate::source::{Span, fold};

/// The name and version of the format.
pub const DOCUMENT_SCHEMA: &str = "doclint/1";

/// The `doclint/1` object, over several lines; many documents are an array.
pub const FORMAT: Format = Format {
    name: "json",
    extension: "json",
    aliases: &[],
    syntax: Syntax::Json,
    sharing: Sharing::Array,
    identifies_names: true,
    help: "A JSON object for each document; see `doclint schema document`",
    docs: Docs {
        readers: "programs; `doclint schema document` describes it",
        carries: "header, body, persons, dates, residue, each with its position in the source; findings",
        loses: "blank lines, white space inside texts",
    },
    write,
};

fn write(
    document: &Document,
    findings: Option<&[Diagnostic]>,
    options: &Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    // Not directly to `out`: every bracket and every run of spaces would be a call through a table.
    let mut bytes = Vec::with_capacity(2 * document.source.text().len() + 4096);
    serde_json::to_writer_pretty(&mut bytes, &DocumentJson::new(document, findings, &options.tei.names))?;
    out.write_all(&super::inert(bytes))
}

/// One document with everything that was read in it.
///
/// White space in `text` is normalised. Absent values are omitted, never null; lists are always present; the order of
/// the keys is fixed.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Document"))]
pub struct DocumentJson<'a> {
    /// Name and version of this format.
    #[cfg_attr(feature = "schema", schemars(extend("const" = DOCUMENT_SCHEMA)))]
    schema: &'static str,
    /// Identifier, unique among the documents of a run: the file name without its last extension, with folders before it
    /// where others share the name.
    id: &'a str,
    /// The file that was read.
    source: SourceJson<'a>,
    /// The family of documents whose words were used.
    profile: &'a str,
    /// The kind of page.
    shape: &'a str,
    /// The effect of web extraction on the page.
    extraction: Extraction,
    /// The header facts.
    header: HeaderJson<'a>,
    /// The text proper, block by block.
    body: Vec<BodyJson<'a>>,
    /// Contact lines and navigation at the end, line by line.
    footer: Vec<Text<'a>>,
    /// What web extraction left behind that was not part of the page's text.
    residue: Vec<Text<'a>>,
    /// All speakers, in order of appearance.
    persons: Vec<PersonJson<'a>>,
    /// Dates, gaps and the like inside the body.
    annotations: Vec<AnnotationJson<'a>>,
    /// The findings in the document, if requested.
    #[serde(skip_serializing_if = "Option::is_none")]
    findings: Option<Vec<Finding<'a>>>,
}

/// The file that was read.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Source"))]
struct SourceJson<'a> {
    /// Path as the user knows it, with `/` between folders.
    file: &'a str,
    /// Length in bytes.
    bytes: usize,
    /// SHA-256 of the bytes, in hexadecimal.
    sha256: String,
    /// Character encoding, by its IANA name.
    encoding: &'static str,
    /// How the lines end: `lf`, `crlf`, `mixed` or `none`.
    line_ending: &'static str,
    /// Whether the last line has a line ending.
    final_newline: bool,
}

/// A span of the source with its text.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Text<'a> {
    /// The text, with white space normalised.
    text: Cow<'a, str>,
    /// Its span.
    span: Span,
}

/// The value of a header field.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "HeaderText"))]
struct FieldJson<'a> {
    /// The text, white space folded.
    text: Cow<'a, str>,
    /// Where it stands.
    span: Span,
    /// How sure it is that this is the field, if it is open to doubt.
    #[serde(skip_serializing_if = "Option::is_none")]
    cert: Option<Certainty>,
}

/// The header facts. A field that is not here is not in the document.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Header"))]
struct HeaderJson<'a> {
    /// Series label.
    #[serde(skip_serializing_if = "Option::is_none")]
    series: Option<FieldJson<'a>>,
    /// Update stamp.
    #[serde(skip_serializing_if = "Option::is_none")]
    updated: Option<DateJson<'a>>,
    /// Day of the event, or its first and last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<DateJson<'a>>,
    /// Place names, from the narrow to the wide.
    place: Vec<FieldJson<'a>>,
    /// Document type.
    #[serde(skip_serializing_if = "Option::is_none")]
    genre: Option<GenreJson<'a>>,
    /// Title.
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<FieldJson<'a>>,
    /// Number.
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<FieldJson<'a>>,
    /// Who speaks, with whom, after what; line by line.
    byline: Vec<FieldJson<'a>>,
    /// Related links.
    related: Vec<RelatedJson<'a>>,
    /// Sound, film and picture files.
    media: Vec<Text<'a>>,
}

/// A date as written and as read. One that cannot be read has neither `date` nor `from`.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Date"))]
struct DateJson<'a> {
    /// The date as written.
    text: Cow<'a, str>,
    /// Its span.
    span: Span,
    /// One day, month or year in ISO 8601 form.
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    /// First day of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    /// Last day of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    /// Time of day, `18:33`.
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<String>,
    /// The certainty of the reading, if it is in doubt: the lower one of that of the day and that of the field.
    #[serde(skip_serializing_if = "Option::is_none")]
    cert: Option<Certainty>,
    /// Other readings of an unsure date.
    #[serde(skip_serializing_if = "Option::is_none")]
    alternatives: Option<Vec<String>>,
}

/// The document type.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Genre"))]
struct GenreJson<'a> {
    /// The words, with white space normalised.
    text: Cow<'a, str>,
    /// Their span.
    span: Span,
    /// Their meaning.
    category: Category,
    /// How sure it is that this is the document type, if it is open to doubt.
    #[serde(skip_serializing_if = "Option::is_none")]
    cert: Option<Certainty>,
}

/// A related link.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Related"))]
struct RelatedJson<'a> {
    /// Its title.
    title: Cow<'a, str>,
    /// The span of the title.
    span: Span,
    /// The date of the head above it.
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<Days>,
    /// The source in that head.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<Cow<'a, str>>,
}

/// A day, or the first and last of several.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
enum Days {
    /// One day, month or year in ISO 8601 form.
    Single(String),
    /// A range, both ends included.
    Range {
        /// First day.
        from: String,
        /// Last day.
        to: String,
    },
}

/// One block of the body.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Block"))]
struct BodyJson<'a> {
    /// `b` and the number of the block in the document, from 0: the same as in TEI.
    id: String,
    /// The kind of block.
    kind: BodyKind,
    /// The words without speaker label or bullet, with white space normalised.
    text: Cow<'a, str>,
    /// The span of these words.
    span: Span,
    /// First and last line of the block, including the label, from 1.
    lines: [usize; 2],
    /// The speaker as the label has it, without role.
    #[serde(skip_serializing_if = "Option::is_none")]
    speaker: Option<Cow<'a, str>>,
    /// The role in the label.
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<Cow<'a, str>>,
    /// Who speaks: the `id` of a person.
    #[serde(skip_serializing_if = "Option::is_none")]
    who: Option<&'a str>,
}

/// The kind of a block of the body.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
enum BodyKind {
    /// A paragraph.
    Paragraph,
    /// A subheading.
    Heading,
    /// A paragraph that begins with a speaker label.
    Utterance,
    /// A bullet or numbered point.
    Item,
    /// A stage note alone on its line.
    Note,
}

/// A speaker.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Person"))]
struct PersonJson<'a> {
    /// Identifier inside the document.
    id: &'a str,
    /// The fullest form of the name.
    name: Cow<'a, str>,
    /// The first role that a label or the byline gives.
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<Cow<'a, str>>,
    /// The forms of the name in labels, without duplicates.
    labels: Vec<Cow<'a, str>>,
    /// URL of a record about the person, from the lexicon.
    #[serde(rename = "ref", skip_serializing_if = "Option::is_none")]
    authority: Option<String>,
}

/// An annotated span of the body.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Annotation"))]
struct AnnotationJson<'a> {
    /// The kind of annotation.
    #[serde(rename = "type")]
    kind: AnnotationType,
    /// `id` of its block.
    block: String,
    /// Its span.
    span: Span,
    /// Its value: a date in ISO 8601 form, two separated by a slash for a range; the reason of a gap.
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<Cow<'a, str>>,
    /// The certainty of the value, if it is in doubt.
    #[serde(skip_serializing_if = "Option::is_none")]
    cert: Option<Certainty>,
}

/// The kind of an annotation.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
enum AnnotationType {
    /// A date.
    Date,
    /// Missing words.
    Gap,
    /// Something heard or seen: `(Laughter.)`.
    Incident,
    /// A name. Reserved.
    #[expect(dead_code, reason = "part of the published format, written when names are recognised")]
    Name,
    /// A quotation. Reserved.
    #[expect(dead_code, reason = "part of the published format, written when quotations are recognised")]
    Quotation,
    /// Words in another language. Reserved.
    #[expect(dead_code, reason = "part of the published format, written when languages are recognised")]
    Foreign,
}

impl<'a> DocumentJson<'a> {
    /// The object of a document, with these findings if given.
    fn new(document: &'a Document<'a>, findings: Option<&'a [Diagnostic]>, names: &Names) -> Self {
        let source = document.source;
        let who = speakers(document);
        Self {
            schema: DOCUMENT_SCHEMA,
            id: source.id(),
            source: SourceJson::new(document),
            profile: &document.profile.name,
            shape: &document.shape.name,
            extraction: document.extraction,
            header: HeaderJson::new(document),
            body: document.body().map(|(index, block)| body(document, &who, index, block)).collect(),
            footer: footer(document),
            residue: residue(document),
            persons: persons(document, names),
            annotations: document.annotations.iter().map(|it| annotation(document, it)).collect(),
            findings: findings.map(|all| all.iter().map(|one| Finding::new(source, one)).collect()),
        }
    }
}

impl<'a> SourceJson<'a> {
    fn new(document: &'a Document<'a>) -> Self {
        let source = document.source;
        Self {
            file: source.path(),
            bytes: source.byte_len(),
            sha256: source.sha256(),
            encoding: source.encoding().name(),
            line_ending: source.line_ending().name(),
            final_newline: source.has_final_newline(),
        }
    }
}

impl<'a> HeaderJson<'a> {
    fn new(document: &'a Document<'a>) -> Self {
        let (source, header) = (document.source, &document.header);
        let cert = |field| reading::field(document, field);
        let value = |field| move |span| FieldJson { text: source.fold(span), span, cert: cert(field) };
        let date = |field| move |date: &Date| DateJson::new(document, date, field);
        let places = header.place.iter().map(|span| reading::place(source, *span));
        Self {
            series: header.series.map(value(Field::Series)),
            updated: header.updated.as_ref().map(date(Field::Updated)),
            date: header.date.as_ref().map(date(Field::Date)),
            place: places.map(value(Field::Place)).collect(),
            genre: header.genre.map(|genre| GenreJson {
                text: source.fold(genre.span),
                span: genre.span,
                category: genre.category,
                cert: cert(Field::Genre),
            }),
            title: header.title.map(value(Field::Title)),
            number: header.number.map(value(Field::Number)),
            byline: header.byline.iter().copied().map(value(Field::Byline)).collect(),
            related: header.related.iter().map(|link| RelatedJson::new(document, link)).collect(),
            media: header.media.iter().map(|span| text(document, *span)).collect(),
        }
    }
}

impl<'a> DateJson<'a> {
    fn new(document: &'a Document<'a>, date: &Date, field: Field) -> Self {
        let (day, from, to) = match date.value() {
            Some(Value::Single(day)) => (Some(day), None, None),
            Some(Value::Range(from, to)) => (None, Some(from), Some(to)),
            None => (None, None, None),
        };
        let others = date.unsure.then(|| date.other.and_then(|other| other.iso()).into_iter().collect());
        Self {
            text: document.source.fold(date.span),
            span: date.span,
            date: day,
            from,
            to,
            time: date.clock.and_then(reading::time),
            cert: reading::certainty(document, date).max(reading::field(document, field)),
            alternatives: others,
        }
    }
}

impl<'a> RelatedJson<'a> {
    fn new(document: &'a Document<'a>, link: &Related) -> Self {
        let date = link.date.as_ref().and_then(Date::value).map(|value| match value {
            Value::Single(day) => Days::Single(day),
            Value::Range(from, to) => Days::Range { from, to },
        });
        Self {
            title: document.source.fold(link.title),
            span: link.title,
            date,
            source: link.source.map(|span| document.source.fold(span)),
        }
    }
}

fn text<'a>(document: &'a Document<'a>, span: Span) -> Text<'a> {
    Text { text: document.source.fold(span), span }
}

/// The speaker by the position of the label: indexed once, as a briefing may have thousands of labels.
fn speakers<'a>(document: &'a Document<'a>) -> HashMap<Span, &'a str> {
    let labels = |person: &'a Person| {
        person.labels.iter().map(|label| (*label, person.id.as_str())).collect::<Vec<_>>()
    };
    document.persons.iter().flat_map(labels).collect()
}

fn body<'a>(
    document: &'a Document<'a>,
    who: &HashMap<Span, &'a str>,
    index: usize,
    block: &'a Block,
) -> BodyJson<'a> {
    let source = document.source;
    let speaker = block.part(PartKind::Speaker);
    let span = block.prose();
    let last = block.content.end.saturating_sub(1).max(block.content.start);
    BodyJson {
        id: block_id(index),
        kind: body_kind(block.kind),
        text: source.fold(span),
        span,
        lines: [source.line_at(block.content.start), source.line_at(last)],
        speaker: speaker.map(|span| source.fold(span)),
        role: block.part(PartKind::Role).map(|span| source.fold(span)),
        who: speaker.and_then(|label| who.get(&label).copied()),
    }
}

fn body_kind(kind: Kind) -> BodyKind {
    match kind {
        Kind::Heading => BodyKind::Heading,
        Kind::Utterance => BodyKind::Utterance,
        Kind::Item => BodyKind::Item,
        Kind::Note => BodyKind::Note,
        _ => BodyKind::Paragraph,
    }
}

/// The identifier of a block.
pub(super) fn block_id(index: usize) -> String {
    format!("b{index}")
}

fn footer<'a>(document: &'a Document<'a>) -> Vec<Text<'a>> {
    let footers = document.blocks.iter().filter(|block| block.kind == Kind::Footer);
    footers.flat_map(|block| lines(document, block.content)).collect()
}

/// The lines of a span that are not blank.
fn lines<'a>(document: &'a Document<'a>, span: Span) -> Vec<Text<'a>> {
    let mut start = span.start;
    let mut found = Vec::new();
    for line in document.text(span).split_inclusive('\n') {
        let at = start + (line.len() - line.trim_start().len());
        let trimmed = line.trim();
        if !trimmed.is_empty() {
            found.push(text(document, Span::new(at, at + trimmed.len())));
        }
        start += line.len();
    }
    found
}

fn residue<'a>(document: &'a Document<'a>) -> Vec<Text<'a>> {
    let residue = document.blocks.iter().filter(|block| matches!(block.kind, Kind::Residue(_)));
    residue.map(|block| text(document, block.content)).filter(|text| !text.text.is_empty()).collect()
}

fn persons<'a>(document: &'a Document<'a>, names: &Names) -> Vec<PersonJson<'a>> {
    let person = |person: &'a Person| PersonJson {
        id: &person.id,
        name: document.source.fold(person.name),
        role: person.role.map(|span| document.source.fold(span)),
        labels: distinct(document, &person.labels),
        authority: names.person(document.text(person.name)).and_then(|known| known.uri.clone()),
    };
    document.persons.iter().map(person).collect()
}

/// The texts of these spans, without duplicates, in order of appearance.
fn distinct<'a>(document: &'a Document<'a>, spans: &[Span]) -> Vec<Cow<'a, str>> {
    let mut seen = std::collections::HashSet::new();
    let texts = spans.iter().map(|span| fold(document.text(*span)));
    texts.filter(|text| seen.insert(text.clone())).collect()
}

fn annotation<'a>(document: &'a Document<'a>, annotation: &Annotation) -> AnnotationJson<'a> {
    let (kind, value, cert) = match &annotation.kind {
        AnnotationKind::Date(date) => {
            let value = date.value().map(|value| match value {
                Value::Single(day) => Cow::Owned(day),
                Value::Range(from, to) => Cow::Owned(format!("{from}/{to}")),
            });
            (AnnotationType::Date, value, reading::certainty(document, date))
        }
        AnnotationKind::Gap => {
            let reason = reading::gap_reason(document.text(annotation.span), document.profile.words());
            (AnnotationType::Gap, Some(Cow::Borrowed(reason)), None)
        }
        AnnotationKind::Incident(incident) => {
            (AnnotationType::Incident, incident.name().map(Cow::Borrowed), None)
        }
    };
    AnnotationJson { kind, block: block_id(annotation.block), span: annotation.span, value, cert }
}
