//! The spans of the source that become elements inside running text: dates, names, quotations, gaps, corrections.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::edits::Change;
use super::header::is_section;
use super::options::Options;
use super::references::References;
use super::writer::Element;
use super::{Ids, dates, ids, mentions, notes, quotations::quotations};
use crate::document::{AnnotationKind, Block, Date, Document, Kind, Part, PartKind};
use crate::emit::cast::Cast;
use crate::emit::names::{Name, NameKind};
use crate::emit::reading;
use crate::source::Span;
use crate::text::offset_in;

/// A span of the source with its kind.
pub(super) struct Mark<'d> {
    pub(super) span: Span,
    pub(super) kind: MarkKind<'d>,
}

/// The kind of a span.
pub(super) enum MarkKind<'d> {
    Sentence,
    Quotation,
    Date(Option<&'static str>, Option<&'d Date>),
    Speaker(Option<usize>),
    /// Another name, with its record.
    Name(NameKind, Option<&'d Name>),
    Reference(&'static str),
    Plain(&'static str),
    Series,
    Number,
    Size,
    Unclear,
    Note,
    /// An edit, by its index in the list.
    Change(usize),
}

impl Mark<'_> {
    /// The start tag; a change has tags of its own.
    pub(super) fn element(&self, document: &Document, ids: &Ids, references: &References) -> Element {
        let text = document.text(self.span);
        match self.kind {
            MarkKind::Sentence => Element::new("s"),
            MarkKind::Quotation => Element::new("q"),
            MarkKind::Date(role, date) => {
                let element = Element::new("date");
                let element = role.into_iter().fold(element, |element, role| element.with("type", role));
                date.into_iter().fold(element, |element, date| dates::dated(element, document, date))
            }
            MarkKind::Speaker(None) => Element::new("persName"),
            MarkKind::Speaker(Some(index)) => {
                Element::new("persName").with("ref", ids::pointer(&ids.person(index)))
            }
            MarkKind::Name(kind, name) => references.element(kind, name, text),
            MarkKind::Reference(what) => Element::new("ref").with("type", what),
            MarkKind::Plain(name) => Element::new(name),
            MarkKind::Series => Element::new("title").with("level", "s"),
            MarkKind::Number => Element::new("idno").with("type", "number"),
            MarkKind::Size => size(text),
            MarkKind::Unclear => Element::new("unclear").with("cert", "low"),
            MarkKind::Note => notes::element(text, document.profile.words()),
            MarkKind::Change(_) => Element::new("choice"),
        }
    }
    /// Whether the words are in a description inside the element.
    pub(super) const fn is_described(&self) -> bool {
        matches!(self.kind, MarkKind::Note)
    }
    /// Whether the element contains characters only: no line beginnings, no further marks.
    pub(super) const fn is_bare(&self) -> bool {
        matches!(self.kind, MarkKind::Note | MarkKind::Number | MarkKind::Size)
    }
    /// The index of the edit in the list, if it is one.
    pub(super) const fn change(&self) -> Option<usize> {
        match self.kind {
            MarkKind::Change(index) => Some(index),
            _ => None,
        }
    }
}

/// All marks of a document by position, an outer before an inner one; for each span only one that is not a change.
pub(super) fn collect<'d>(
    document: &'d Document<'d>,
    cast: &Cast,
    changes: &[Change],
    options: &'d Options,
) -> Vec<Mark<'d>> {
    let dates = header_dates(document);
    let parts = document.blocks.iter().flat_map(|block| &block.parts);
    let mut marks: Vec<_> = parts.filter_map(|part| mark(document, &dates, cast, options, part)).collect();
    marks.extend(document.annotations.iter().map(|annotation| Mark {
        span: annotation.span,
        kind: match &annotation.kind {
            AnnotationKind::Date(date) => MarkKind::Date(None, Some(date)),
            AnnotationKind::Gap | AnnotationKind::Incident(_) => MarkKind::Note,
        },
    }));
    for (index, speaker) in cast.speakers.iter().enumerate() {
        if !speaker.is_part() {
            marks.push(Mark { span: speaker.name, kind: MarkKind::Speaker(Some(index)) });
        }
        marks.extend(speaker.role.map(|span| Mark { span, kind: MarkKind::Plain("roleName") }));
    }
    let mentions = mentions::Mentions::new(document, cast);
    for block in &document.blocks {
        prose(document, block, &mentions, options, &mut marks);
    }
    marks.retain(|mark| mark.span.start < mark.span.end);
    let changes = changes.iter().enumerate();
    marks.extend(changes.map(|(at, change)| Mark { span: change.span, kind: MarkKind::Change(at) }));
    marks.sort_by_key(|mark| (mark.span.start, Reverse(mark.span.end), mark.change().is_some()));
    distinct(marks)
}

/// One mark for each span, apart from changes and sentences.
fn distinct(mut marks: Vec<Mark>) -> Vec<Mark> {
    let mut last = None;
    marks.retain(|mark| match mark.kind {
        MarkKind::Change(_) | MarkKind::Sentence => true,
        _ => last.replace(mark.span) != Some(mark.span),
    });
    marks
}

/// Marks found in prose by its words alone.
fn prose<'d>(
    document: &'d Document<'d>,
    block: &Block,
    mentions: &mentions::Mentions,
    options: &'d Options,
    marks: &mut Vec<Mark<'d>>,
) {
    let named = block.kind.is_body()
        || matches!(block.kind, Kind::Title | Kind::Byline | Kind::Related | Kind::RelatedHead | Kind::Place);
    if block.kind == Kind::Media
        && let Some((start, end)) = measured(document.text(block.content))
    {
        let at = block.content.start;
        marks.push(Mark { span: Span::new(at + start, at + end), kind: MarkKind::Size });
    }
    if block.kind == Kind::Footer {
        let at = block.content.start;
        let links = links(document, block.content).into_iter();
        marks.extend(links.map(|(start, end)| Mark {
            span: Span::new(at + start, at + end),
            kind: MarkKind::Plain("ref"),
        }));
    }
    if !named {
        return;
    }
    let span = if block.kind.is_body() { block.prose() } else { block.content };
    let text = document.text(span);
    let inside = |(start, end): (usize, usize)| Span::new(span.start + start, span.start + end);
    for (found, person) in mentions.find(text, span.start) {
        marks.push(Mark { span: found, kind: MarkKind::Speaker(Some(person)) });
    }
    for (found, name) in options.names.find(text, span.start) {
        marks.push(Mark { span: found, kind: MarkKind::Name(name.kind, Some(name)) });
    }
    if !matches!(block.kind, Kind::Paragraph | Kind::Utterance | Kind::Item) {
        return;
    }
    let quoted: Vec<Span> = quotations(text).into_iter().map(inside).collect();
    if options.sentences {
        marks.extend(sentence_marks(document, text, span.start, &quoted));
    }
    marks.extend(quoted.into_iter().map(|span| Mark { span, kind: MarkKind::Quotation }));
    marks.extend(unclear(text).map(|range| Mark { span: inside(range), kind: MarkKind::Unclear }));
}

/// The sentences of a paragraph. One that would end inside a quotation ends with the sentence in which the quotation
/// ends.
fn sentence_marks<'d>(document: &Document, text: &str, offset: usize, quoted: &[Span]) -> Vec<Mark<'d>> {
    let from = document.annotations.partition_point(|annotation| annotation.span.end <= offset);
    let notes = document.annotations[from..].iter().map(|annotation| annotation.span);
    let notes = notes.take_while(|note| note.start < offset + text.len());
    let mut whole: Vec<Span> = quoted.iter().copied().chain(notes).collect();
    whole.sort_unstable();
    let mut whole = whole.into_iter().peekable();
    // The furthest end of what begins before the end of a sentence.
    let mut furthest = 0;
    let mut found: Vec<Span> = Vec::new();
    let mut open: Option<usize> = None;
    for sentence in document.sentences(Span::new(offset, offset + text.len())) {
        let (start, end) = (open.take().unwrap_or(sentence.start), sentence.end);
        while let Some(span) = whole.next_if(|span| span.start < end) {
            furthest = furthest.max(span.end);
        }
        if end < furthest {
            open = Some(start);
        } else {
            found.push(Span::new(start, end));
        }
    }
    if let Some(start) = open {
        found.push(Span::new(start, offset + text.trim_end().len()));
    }
    found.into_iter().map(|span| Mark { span, kind: MarkKind::Sentence }).collect()
}

/// Words that the transcriber was not sure of, including the mark: `Pravda(?)`.
fn unclear(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let mark = "(?)";
    memchr::memmem::find_iter(text.as_bytes(), mark).filter_map(move |at| {
        let before = text[..at].trim_end_matches(' ');
        let word = before.rsplit(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '\'' | '’')).next()?;
        (!word.is_empty()).then(|| (before.len() - word.len(), at + mark.len()))
    })
}

/// `5770kb` as a measure.
fn size(text: &str) -> Element {
    let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
    let unit = if text.to_ascii_lowercase().ends_with("mb") { "MB" } else { "kB" };
    Element::new("measure").with("quantity", digits).with("unit", unit)
}

/// The size in a media line: digits with a unit directly after them.
fn measured(text: &str) -> Option<(usize, usize)> {
    let lower = text.to_ascii_lowercase();
    ["kb", "mb"].iter().find_map(|unit| {
        let at = lower.find(unit)?;
        let end = at + unit.len();
        let number = text[..at].len() - text[..at].trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let ends = !text[end..].starts_with(char::is_alphanumeric);
        // `1.406Kb` may be a kilobyte and a half, or a megabyte and a half.
        let whole = !text[..at - number].ends_with(['.', ',']);
        ((1..=9).contains(&number) && ends && whole).then_some((at - number, end))
    })
}

/// The dates of the header, by where they begin.
fn header_dates<'d>(document: &'d Document<'d>) -> HashMap<usize, &'d Date> {
    let header = &document.header;
    let related = header.related.iter().filter_map(|link| link.date.as_ref());
    header.updated.iter().chain(&header.date).chain(related).map(|date| (date.span.start, date)).collect()
}

fn mark<'d>(
    document: &Document,
    dates: &HashMap<usize, &'d Date>,
    cast: &Cast,
    options: &'d Options,
    part: &Part,
) -> Option<Mark<'d>> {
    let date = || dates.get(&part.span.start).copied();
    let known = |span, kind| {
        let name = options.names.get(document.text(span)).filter(|name| name.kind == kind);
        MarkKind::Name(kind, name)
    };
    let mut span = part.span;
    let kind = match part.kind {
        PartKind::Updated => MarkKind::Date(Some("updated"), date()),
        PartKind::Date => MarkKind::Date(Some("event"), date()),
        PartKind::RelatedDate => MarkKind::Date(Some("published"), date()),
        PartKind::Series if is_section(document.text(part.span)) => return None,
        PartKind::Series => MarkKind::Series,
        PartKind::Place => {
            span = reading::place(document.source, part.span);
            known(span, NameKind::Place)
        }
        PartKind::Number => MarkKind::Number,
        PartKind::RelatedSource => known(span, NameKind::Organisation),
        PartKind::RelatedTitle => MarkKind::Reference("related"),
        PartKind::Media => MarkKind::Reference("media"),
        PartKind::Speaker => match cast.of_label(part.span) {
            Some(speaker) if !cast.speakers[speaker].is_part() => MarkKind::Speaker(Some(speaker)),
            _ => return None,
        },
        PartKind::Role => MarkKind::Plain("roleName"),
        PartKind::UpdateLabel
        | PartKind::Genre
        | PartKind::Title
        | PartKind::Byline
        | PartKind::Marker
        | PartKind::Label => return None,
    };
    Some(Mark { span, kind })
}

/// The links of a footer that has nothing else: `Go to Homepage Go to Index`.
pub(super) fn links(document: &Document, span: Span) -> Vec<(usize, usize)> {
    let (text, openers) = (document.text(span), &document.profile.words().link_openers);
    // `Go to `, capitalised.
    let begins = |at: usize| {
        let end = openers.at_start(&text[at..]).filter(|end| text[at + end..].starts_with(' '));
        end.is_some_and(|end| openers.has_capitalised(&text[at..at + end]))
    };
    let capitals = text.char_indices().filter(|(_, c)| c.is_uppercase()).map(|(at, _)| at);
    let starts: Vec<usize> = capitals.filter(|at| begins(*at)).collect();
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let place = |line: &str| offset_in(text, line.trim_start());
    if !lines.all(|line| begins(place(line))) {
        return Vec::new();
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|(start, end)| (*start, *start + text[*start..end].trim_end().len()))
        .collect()
}
