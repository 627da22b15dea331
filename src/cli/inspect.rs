//! `doclint inspect`: the parse, explained line by line.

use std::fmt::Write as _;
use std::io::Write;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::flags::Config;
use super::streams::Streams;
use super::{CliError, Outcome};
use crate::document::{Block, Certainty, Confidence, Document, State, Value};
use crate::files::{Request, find};
use crate::parse::{Role, parse, reasons};
use crate::profile::Field;
use crate::project::Project;
use crate::report::visible;
use crate::source::Span;
use crate::visible::{Escape, in_strings};

/// Show how each line of a document was read, and why
#[derive(Debug, Args)]
pub(super) struct Inspect {
    /// The document; `-` is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
    /// Family of the document: a built-in profile or a file; detected by default
    #[arg(long, value_name = "NAME|FILE")]
    profile: Option<String>,
    /// For each part of the header, show the probability of the decision, the alternative, and the features that
    /// decided
    #[arg(long)]
    features: bool,
    #[command(flatten)]
    config: Config,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// For people
    Human,
    /// One JSON object
    Json,
}

/// The most characters of a line that are shown to people.
const SHOWN: usize = 72;

/// A parse, as programs see it.
#[derive(Serialize)]
struct Explained<'a> {
    schema: &'static str,
    file: &'a str,
    profile: &'a str,
    shape: &'a str,
    extraction: &'static str,
    fields: Vec<FieldState>,
    lines: Vec<Line<'a>>,
}

#[derive(Serialize)]
struct FieldState {
    field: Field,
    state: State,
    /// How sure the value is, if it has one that the model decided; or that of a value that is too unsure to be given.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    confidence: Option<Sureness>,
    /// The value that was read and is too unsure to be given.
    #[serde(skip_serializing_if = "Option::is_none")]
    withheld: Option<Span>,
}

/// How sure a value is. Probabilities have two digits: more would depend on the machine.
#[derive(Clone, Copy, Serialize)]
struct Sureness {
    cert: Certainty,
    probability: f64,
    otherwise: &'static str,
    otherwise_probability: f64,
}

impl From<&Confidence> for Sureness {
    fn from(confidence: &Confidence) -> Self {
        let rounded = |probability: f32| (f64::from(probability) * 100.0).round() / 100.0;
        Self {
            cert: confidence.certainty,
            probability: rounded(confidence.probability),
            otherwise: confidence.otherwise,
            otherwise_probability: rounded(confidence.runner_up),
        }
    }
}

/// One line. A block of several lines gives each of them its kind; the parts are with the line they begin on.
#[derive(Serialize)]
struct Line<'a> {
    line: usize,
    span: Span,
    kind: &'static str,
    evidence: &'static str,
    parts: Vec<Part<'a>>,
}

#[derive(Serialize)]
struct Part<'a> {
    kind: &'static str,
    span: Span,
    text: &'a str,
    /// How a date was read, in ISO 8601 form.
    #[serde(skip_serializing_if = "Option::is_none")]
    reading: Option<String>,
}

impl Inspect {
    pub(super) fn run(&self, streams: &mut Streams) -> Result<Outcome, CliError> {
        let request = Request { paths: vec![self.file.clone()], ..Request::default() };
        let mut found = find(&request);
        if let Some(error) = found.errors.pop() {
            return Err(error.into());
        }
        let project = Project::of(&request, found.inputs, &self.config.options(self.profile.as_deref()))?;
        streams.report_as(match self.format {
            Format::Human => Escape::Styled,
            Format::Json => Escape::Unicode,
        });
        let mut outcome = Outcome::Clean;
        let mut written = 0;
        for input in project.documents() {
            let source = match input.read() {
                Ok(source) => source,
                Err(error) => {
                    streams.notices.error(&error);
                    outcome = Outcome::Failed;
                    continue;
                }
            };
            let config = project.config_of(input);
            let document = parse(&source, config.profile(&source));
            let explained = explain(&document);
            let text = match self.format {
                Format::Human if self.features => {
                    format!("{}{}", head(&document, &explained), decisions(&document))
                }
                Format::Human => human(&document, &explained, streams.color()),
                Format::Json => {
                    let json = serde_json::to_string(&explained).expect("text is JSON");
                    format!("{}\n", in_strings(json))
                }
            };
            let gap = if written > 0 && matches!(self.format, Format::Human) { "\n" } else { "" };
            write!(streams.out, "{gap}{text}")?;
            written += 1;
        }
        Ok(outcome)
    }
}

/// Number of features shown for a decision, and against it.
const FOR: usize = 5;
const AGAINST: usize = 2;

/// The decisions about the parts of the header, up to where only text follows.
fn decisions(document: &Document<'_>) -> String {
    let reasons = reasons(document.source, document.profile);
    let last = reasons.iter().rposition(|reason| reason.role != Role::Body).map_or(0, |last| last + 1);
    let mut text = String::new();
    for reason in &reasons[..reasons.len().min(last + 1)] {
        let line = document.source.position(reason.span.start).line;
        let words: String = document.text(reason.span).chars().take(SHOWN).collect();
        let (other, less) = reason.other;
        let (sure, less) = (100.0 * reason.certainty, 100.0 * less);
        let _ = writeln!(text, "{line:4}  {}", visible(&words));
        let _ = writeln!(text, "      {} {sure:.0} %, else {} {less:.0} %", reason.role.name(), other.name());
        let shown = |(name, weight): &(String, f32)| format!("{weight:+.1} {name}");
        let speaks = reason.features.iter().take(FOR).filter(|(_, weight)| *weight > 0.05);
        let objects = reason.features.iter().rev().take(AGAINST).filter(|(_, weight)| *weight < -0.05);
        let _ = writeln!(text, "      {}", speaks.chain(objects).map(shown).collect::<Vec<_>>().join(", "));
    }
    text
}

fn explain<'a>(document: &Document<'a>) -> Explained<'a> {
    let header = &document.header;
    let state = |field| {
        let withheld = header.withheld(field);
        let confidence = header.confidence(field).or(withheld.map(|withheld| &withheld.confidence));
        FieldState {
            field,
            state: header.state(field),
            confidence: confidence.map(Sureness::from),
            withheld: withheld.map(|withheld| withheld.span),
        }
    };
    Explained {
        schema: "doclint-inspect/1",
        file: document.source.path(),
        profile: &document.profile.name,
        shape: &document.shape.name,
        extraction: document.extraction.name(),
        fields: Field::ALL.into_iter().map(state).collect(),
        lines: document.blocks.iter().flat_map(|block| lines(document, block)).collect(),
    }
}

/// The lines of a block. A byte order mark shares its line with what follows.
fn lines<'a>(document: &Document<'a>, block: &Block) -> Vec<Line<'a>> {
    let source = document.source;
    let last = block.span.end.saturating_sub(1).max(block.span.start);
    let first = source.line_at(block.content.start);
    let line = |number| {
        let span = source.line_span(number);
        let here = |at: usize| source.line_at(at) == number;
        let parts = block.parts.iter().filter(|part| here(part.span.start));
        let part = |part: &crate::document::Part| Part {
            kind: part.kind.name(),
            span: part.span,
            text: document.text(part.span),
            reading: reading(document, part.span),
        };
        let span =
            Span::new(span.start.max(block.span.start), span.end.min(block.span.end).max(block.span.start));
        Line {
            line: number,
            span,
            kind: block.kind.name(),
            evidence: if number == first { block.evidence } else { "continues the line above" },
            parts: parts.map(part).collect(),
        }
    };
    (source.line_at(block.span.start)..=source.line_at(last)).map(line).collect()
}

/// The value of the date that begins here.
fn reading(document: &Document, span: Span) -> Option<String> {
    let header = &document.header;
    let related = header.related.iter().filter_map(|related| related.date.as_ref());
    let mut dates = header.updated.iter().chain(&header.date).chain(related);
    let value = dates.find(|date| date.span.start == span.start)?.value();
    Some(match value {
        Some(Value::Single(one)) => one,
        Some(Value::Range(from, to)) => format!("{from} to {to}"),
        None => "not understood".to_string(),
    })
}

/// The parse for people: the facts, then each line with its parts and its evidence below it.
fn human(document: &Document, explained: &Explained, color: bool) -> String {
    let mut text = head(document, explained);
    let (dim, reset) = if color { ("\u{1b}[2m", "\u{1b}[0m") } else { ("", "") };
    let wide = explained.lines.last().map_or(1, |line| line.line.to_string().len());
    let kinds = explained.lines.iter().map(|line| line.kind.len()).max().unwrap_or(0);
    let indent = " ".repeat(wide + kinds + 4);
    for line in &explained.lines {
        let content = document.text(line.span);
        let shown = format!("{:>wide$}  {:<kinds$}  {}", line.line, line.kind, cropped(content));
        text.push_str(shown.trim_end());
        text.push('\n');
        // A part that is the whole line has been shown.
        for part in line.parts.iter().filter(|part| part.text != content.trim() || part.reading.is_some()) {
            let reading = part.reading.as_ref().map(|reading| format!(" = {reading}")).unwrap_or_default();
            let _ = writeln!(text, "{indent}{dim}{}:{reset} {}{reading}", part.kind, cropped(part.text));
        }
        if !line.evidence.is_empty() && !content.trim().is_empty() {
            let _ = writeln!(text, "{indent}{dim}evidence: {}{reset}", line.evidence);
        }
    }
    text
}

/// The facts of the whole document.
fn head(document: &Document, explained: &Explained) -> String {
    let Explained { file, profile, shape, extraction, .. } = explained;
    let (profile, shape) = (visible(profile), visible(shape));
    let mut text = format!("{}\nprofile {profile}, shape {shape}, extraction {extraction}\n", visible(file));
    for state in [State::Present, State::Dropped, State::Absent] {
        let fields = explained.fields.iter().filter(|field| field.state == state);
        let names: Vec<&str> = fields.map(|field| field.field.name()).collect();
        if !names.is_empty() {
            let _ = writeln!(text, "{}: {}", state.name(), names.join(", "));
        }
    }
    sureness(document, &mut text);
    text.push('\n');
    text
}

/// The certainty of the fields: the certain ones in one line, each of the others in its own.
fn sureness(document: &Document, text: &mut String) {
    let header = &document.header;
    let percent = |confidence: &Confidence| format!("{:.0} %", 100.0 * confidence.probability);
    let otherwise = |confidence: &Confidence| {
        format!("otherwise {} {:.0} %", confidence.otherwise, 100.0 * confidence.runner_up)
    };
    let sure = Field::ALL.into_iter().filter(|field| header.doubt(*field).is_none());
    let sure =
        sure.filter_map(|field| Some(format!("{} {}", field.name(), percent(header.confidence(field)?))));
    let sure: Vec<String> = sure.collect();
    if !sure.is_empty() {
        let _ = writeln!(text, "sure: {}", sure.join(", "));
    }
    for (field, doubt) in Field::ALL.into_iter().filter_map(|field| Some((field, header.doubt(field)?))) {
        let certainty = doubt.certainty.name();
        let _ = writeln!(
            text,
            "doubtful: {} {}, {certainty} certainty, {}",
            field.name(),
            percent(doubt),
            otherwise(doubt)
        );
    }
    for withheld in &header.withheld {
        let (name, words) = (withheld.field.name(), cropped(document.text(withheld.span)));
        let confidence = &withheld.confidence;
        let _ =
            writeln!(text, "left empty: {name} {}, {}: {words}", percent(confidence), otherwise(confidence));
    }
}

/// The first characters of a text, made visible.
fn cropped(text: &str) -> String {
    let cut = text.char_indices().nth(SHOWN).map_or(text, |(at, _)| &text[..at]);
    let shown = visible(cut);
    if cut.len() < text.len() { format!("{shown}…") } else { shown.into_string() }
}
