//! Parses a source into a document. Cannot fail and never judges.
//!
//! The steps: lines; the footer from the end; the header cell by cell; the body line by line; then persons and
//! annotations, which need the whole document. Each line is read once, and a line that no grammar knows is a paragraph:
//! so the blocks tile the source whatever is in it.

use std::cell::OnceCell;

use crate::document::{Annotation, AnnotationKind, Block, Document, Extraction, Incident, Kind, Residue};
use crate::profile::{Order, Profile};
use crate::source::{Source, Span};

mod body;
mod classify;
mod closing;
mod date;
mod dateline;
mod footer;
mod front_matter;
mod genre;
mod header;
mod lexis;
mod line;
mod media;
mod month;
mod number;
mod people;
mod phrase;
mod place;
mod reader;
mod speech;
#[doc(hidden)]
pub mod training;

/// Parses a source with the words of a profile.
///
/// # Examples
/// ```
/// use doclint::document::Kind;
/// use doclint::{Profile, Source, parse};
///
/// let source = Source::from_text("a.txt", "Dear colleagues,\n\nthank you for coming.\n");
/// let document = parse(&source, Profile::plain());
/// // The blocks tile the source.
/// let bytes: usize = document.blocks.iter().map(|block| block.span.len()).sum();
/// assert_eq!(bytes, source.text().len());
/// assert!(document.blocks.iter().any(|block| matches!(block.kind, Kind::Paragraph)));
/// ```
pub fn parse<'a>(source: &'a Source, profile: &'a Profile) -> Document<'a> {
    read(
        source,
        profile,
        header::Decider::Model(header::Model::built_in()),
        Some(header::Calibration::built_in()),
    )
    .0
}

pub use header::{Reason, Role};

/// Why each part of a document's header was read the way it was.
pub fn reasons(source: &Source, profile: &Profile) -> Vec<Reason> {
    header::reasons(&begin(source, profile))
}

/// The lines of a source, with what stands in front of the text and behind it.
fn begin<'a>(source: &'a Source, profile: &'a Profile) -> reader::Reader<'a> {
    let text = source.text();
    let start = byte_order_mark(text).map_or(0, |mark| mark.span.end);
    let mut reader = reader::Reader::new(text, profile, line::lines(text, start));
    front_matter::front_matter(&mut reader);
    footer::footer(&mut reader);
    reader
}

/// Parses a source with another decision function for the parts of its header. Without a calibration, every field is kept.
fn read<'a>(
    source: &'a Source,
    profile: &'a Profile,
    decider: header::Decider<'_>,
    calibration: Option<header::Calibration<'_>>,
) -> (Document<'a>, header::Evidence) {
    let text = source.text();
    let mark = byte_order_mark(text);
    let mut reader = begin(source, profile);
    let outcome = header::header(&mut reader, decider);
    body::body(&mut reader, &outcome);
    if !reader.front.whole {
        dateline::dateline(&mut reader, &outcome);
        closing::closing(&mut reader, &outcome);
    }
    let evidence = header::confidence::evidence(&reader, &outcome.lattice);
    if let Some(calibration) = calibration {
        header::confidence::settle(&mut reader, &outcome.lattice, &evidence, &calibration);
    }
    let order = reader.order();
    let (blocks, header) = reader.into_blocks(mark.into_iter().collect());
    let extraction = extraction(&blocks, &outcome, header.updated.is_some());
    let persons = people::persons(text, &blocks, &header, profile.words());
    let annotations = annotations(text, &blocks, profile, order);
    let document = Document {
        source,
        profile,
        shape: outcome.shape,
        extraction,
        blocks,
        header,
        persons,
        annotations,
        words: OnceCell::new(),
    };
    (document, evidence)
}

/// U+FEFF before the first line is a block of its own.
fn byte_order_mark(text: &str) -> Option<Block> {
    text.starts_with('\u{feff}').then(|| Block {
        span: Span::new(0, 3),
        content: Span::new(0, 3),
        kind: Kind::Residue(Residue::ByteOrderMark),
        evidence: "U+FEFF before the text",
        parts: Vec::new(),
    })
}

/// The effect of the extraction, judging by what it left.
fn extraction(blocks: &[Block], outcome: &header::Outcome<'_>, updated: bool) -> Extraction {
    let label = blocks.iter().take(3).any(|block| block.kind == Kind::Residue(Residue::Label));
    if outcome.live {
        Extraction::Live
    } else if outcome.piped {
        Extraction::Piped
    } else if outcome.wrapped {
        Extraction::Wrapped
    } else if updated && !label {
        Extraction::Filtered
    } else {
        Extraction::Whole
    }
}

/// Dates and stage notes inside the body.
fn annotations(text: &str, blocks: &[Block], profile: &Profile, order: Order) -> Vec<Annotation> {
    let mut annotations = Vec::new();
    for (block, body) in blocks.iter().enumerate().filter(|(_, block)| block.kind.is_body()) {
        let prose = body.prose();
        let words = &text[prose.start..prose.end];
        date::dates_in(words, prose.start, order, |date| {
            annotations.push(Annotation { block, span: date.span, kind: AnnotationKind::Date(date) });
        });
        notes(words, prose.start, profile, |span, kind| annotations.push(Annotation { block, span, kind }));
    }
    annotations.sort_by_key(|annotation| annotation.span);
    // A date inside a stage note, or a note inside a date, would overlap: the first one counts.
    let mut end = 0;
    annotations.retain(|annotation| {
        let apart = annotation.span.start >= end;
        end = if apart { annotation.span.end } else { end };
        apart
    });
    annotations
}

/// `(inaudible)`, `(SPEAKING IN KAZAKH)`: words that are missing; `(Laughter.)`: what was heard or seen.
fn notes(text: &str, offset: usize, profile: &Profile, mut found: impl FnMut(Span, AnnotationKind)) {
    /// `(Laughter and applause from the gallery.)`: more are a sentence.
    const MOST_WORDS: usize = 6;
    for start in memchr::memchr2_iter(b'(', b'[', text.as_bytes()) {
        let inner = &text[start + 1..];
        let close = if text.as_bytes()[start] == b'(' { ')' } else { ']' };
        let Some(end) = inner.bytes().take(82).position(|b| b == close as u8) else { continue };
        let inner = &inner[..end];
        let mut lost = profile.words().gap_notes.iter();
        if !classify::is_note_text(inner, profile) {
            continue;
        }
        let span = Span::new(offset + start, offset + start + end + 2);
        if lost.any(|word| phrase::prefix(inner, word).is_some()) {
            found(span, AnnotationKind::Gap);
        } else if inner.split_whitespace().nth(MOST_WORDS).is_none()
            && let Some(incident) = Incident::of(inner, profile.words())
        {
            found(span, AnnotationKind::Incident(incident));
        }
    }
}
