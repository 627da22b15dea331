//! Header fields that the author left out.

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{Document, Kind, State, Withheld};
use crate::profile::Field;
use crate::rule::{Context, Findings, rule};
use crate::source::Span;
use crate::survey::Habit;

rule! {
    /// Header fields that the author left out.
    ///
    /// A corpus is filtered by date, place and document type; a document without them is not found.
    ///
    /// The shape in the profile says which fields a page has. A field that left a visible gap was lost in web
    /// extraction and is reported as `dropped-field`. The rule is wrong where a single page never had the field: allow
    /// that page in the configuration, or remove the field from the shape if no such page has it. If half of the fields
    /// are missing, and at least three, the page may have another shape, and the findings are information. So is the
    /// finding if the field was read but is too uncertain to be given, or if most documents in the same folder lack it, of
    /// five or more; then the summary of the run says so once.
    ///
    /// There is no fix: the words are not in the text.
    "missing-field": Header, Warn, Never, since "0.1.0", reads Corpus
}

fn check(document: &Document, context: &Context, findings: &mut Findings) {
    let Some(anchor) = anchor(document) else { return };
    let absent = |field: &Field| document.header.state(*field) == State::Absent;
    let expects = &document.shape.expects;
    let missed: Vec<&Field> = expects.iter().filter(|field| absent(field)).collect();
    // If half of the header is missing, the page may well not have this shape.
    let doubtful = missed.len() >= 3 && missed.len() * 2 >= expects.len();
    for field in missed {
        let withheld = document.header.withheld(*field);
        let habit = context.corpus().and_then(|corpus| corpus.habit(document, *field));
        if let (None, Some(habit)) = (withheld, habit) {
            findings.push(usual(missing(document, anchor, field.name()), habit));
            continue;
        }
        let finding = match withheld {
            Some(withheld) => unsure(document, withheld),
            None if *field == Field::Date => match undated_line(document) {
                Some(line) => unread(document, line),
                None => missing(document, anchor, field.name()),
            },
            // `STATEMENT BY THE MINISTER` is all the title that such a page has.
            None if *field == Field::Title && has_typed_byline(document) => {
                missing(document, anchor, field.name()).at_most(Severity::Info)
            }
            None => missing(document, anchor, field.name()),
        };
        findings.push(if doubtful || withheld.is_some() { finding.at_most(Severity::Info) } else { finding });
    }
    let either = &document.shape.expects_one_of;
    if !either.is_empty() && either.iter().all(absent) {
        let names: Vec<&str> = either.iter().map(|field| field.name()).collect();
        findings.push(missing(document, anchor, &names.join(" or ")));
    }
}

/// A line at the head or the foot of the document that may be its date: a year, and a number that may be a day or the word
/// beside it a month.
fn undated_line(document: &Document) -> Option<Span> {
    const HEAD: usize = 14;
    const FOOT: usize = 6;
    const LONGEST: usize = 100;
    let source = document.source;
    let stamp = document.header.updated.as_ref().map(|date| date.span);
    let written = |line: &Span| {
        !source.slice(*line).trim().is_empty() && !stamp.is_some_and(|stamp| line.contains(stamp))
    };
    let lines: Vec<Span> = source.lines().filter(written).collect();
    let (head, foot) = (HEAD.min(lines.len()), lines.len().saturating_sub(FOOT));
    let ends = lines[..head].iter().chain(&lines[foot.max(head)..]);
    ends.copied().find(|line| line.len() <= LONGEST && may_be_date(source.slice(*line)))
}

/// Whether a line has a year, and directly before it a day or a month: `9 decembre 1997`, `September 25" 2024`, `01 09 2007`.
fn may_be_date(line: &str) -> bool {
    let words: Vec<&str> =
        line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_year =
        |word: &str| word.len() == 4 && word.parse().is_ok_and(|year: u32| (1900..2100).contains(&year));
    let is_day = |word: &str| {
        let digits = word.trim_end_matches(char::is_alphabetic);
        word.len() <= 4 && digits.parse().is_ok_and(|day: u32| (1..=31).contains(&day))
    };
    let years = words.iter().enumerate().filter(|(_, word)| is_year(word)).map(|(at, _)| at);
    years.into_iter().any(|at| words[at.saturating_sub(3)..at].iter().any(|word| is_day(word)))
}

fn unread(document: &Document, line: Span) -> Diagnostic {
    let text = document.source.slice(line);
    let start = line.start + text.len() - text.trim_start().len();
    Diagnostic::new(
        Span::new(start, line.start + text.trim_end().len()),
        "the header has no date, unless this is it",
    )
    .at_most(Severity::Info)
    .label("could be the date")
    .help("write it in the header, in the form of the others")
}

/// Whether the header says what the document is and whose: `STATEMENT BY H.E. …`.
fn has_typed_byline(document: &Document) -> bool {
    document.header.has(Field::Genre) && document.header.has(Field::Byline)
}

fn missing(document: &Document, anchor: Span, what: &str) -> Diagnostic {
    let help = format!("a page of the shape `{}` has one; compare with the original", document.shape.name);
    Diagnostic::new(anchor, format!("the header has no {what}")).label("the header begins here").help(help)
}

/// What most documents beside it lack, too, is no mistake of this one.
fn usual(finding: Diagnostic, Habit { lacking, all }: Habit) -> Diagnostic {
    finding.at_most(Severity::Info).help(format!("as in {lacking} of {all} documents beside it"))
}

/// A field that may be present: its value is too uncertain to be given.
fn unsure(document: &Document, withheld: &Withheld) -> Diagnostic {
    let (name, otherwise) = (withheld.field.name(), withheld.confidence.otherwise);
    let help = format!("a page of the shape `{}` has one; compare with the original", document.shape.name);
    Diagnostic::new(withheld.span, format!("the header has no {name}, unless this is it"))
        .label(format!("could be the {name}, and is more likely {otherwise}"))
        .help(help)
}

/// The first line with text: a finding about something missing must be attached to something that exists.
fn anchor(document: &Document) -> Option<Span> {
    let written = |kind| !matches!(kind, Kind::Blank | Kind::Residue(_));
    let block = document.blocks.iter().find(|block| written(block.kind))?;
    let line = document.source.line_span(document.source.line_at(block.content.start));
    Some(Span::new(block.content.start, line.end.min(block.content.end)))
}
