//! Reads a source as a document. Cannot fail and never judges.
//!
//! The order of work: lines; the footer from the end; the header cell by cell; the body line by line; then what needs
//! the whole, persons and annotations. Each line is read once, as one thing, and what no grammar knows is a
//! paragraph: so the blocks tile the source whatever is in it.

use std::cell::OnceCell;

use crate::document::{Annotation, AnnotationKind, Block, Document, Extraction, Kind, Residue};
use crate::profile::{Order, Profile};
use crate::source::{Source, Span};

mod body;
mod classify;
mod closing;
mod date;
mod dateline;
mod footer;
mod genre;
mod header;
mod lexis;
mod line;
mod media;
mod month;
mod names;
mod number;
mod people;
mod phrase;
mod place;
mod reader;
mod speech;
#[doc(hidden)]
pub mod training;

/// Reads a source with the words of a profile.
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

/// Why the pieces of a document's header were read as what they are.
pub fn reasons(source: &Source, profile: &Profile) -> Vec<Reason> {
    let text = source.text();
    let start = byte_order_mark(text).map_or(0, |mark| mark.span.end);
    let mut reader = reader::Reader::new(text, profile, line::lines(text, start));
    footer::footer(&mut reader);
    header::reasons(&reader)
}

/// Reads a source, with whoever decides about the pieces of its header; without a calibration, each field is given as it was
/// read.
fn read<'a>(
    source: &'a Source,
    profile: &'a Profile,
    decider: header::Decider<'_>,
    calibration: Option<header::Calibration<'_>>,
) -> (Document<'a>, header::Evidence) {
    let text = source.text();
    let mark = byte_order_mark(text);
    let start = mark.as_ref().map_or(0, |mark| mark.span.end);
    let mut reader = reader::Reader::new(text, profile, line::lines(text, start));
    footer::footer(&mut reader);
    let outcome = header::header(&mut reader, decider);
    body::body(&mut reader, &outcome);
    dateline::dateline(&mut reader, &outcome);
    closing::closing(&mut reader, &outcome);
    let evidence = header::confidence::evidence(&reader, &outcome.lattice);
    if let Some(calibration) = calibration {
        header::confidence::settle(&mut reader, &outcome.lattice, &evidence, &calibration);
    }
    let order = reader.order();
    let (blocks, header) = reader.into_blocks(mark.into_iter().collect());
    let extraction = extraction(&blocks, &outcome, header.updated.is_some());
    let persons = people::persons(text, &blocks, &header);
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

/// U+FEFF in front of the first line is a block of its own.
fn byte_order_mark(text: &str) -> Option<Block> {
    text.starts_with('\u{feff}').then(|| Block {
        span: Span::new(0, 3),
        content: Span::new(0, 3),
        kind: Kind::Residue(Residue::ByteOrderMark),
        evidence: "U+FEFF in front of the text",
        parts: Vec::new(),
    })
}

/// What the extraction did, from what it left.
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

/// Dates and gaps inside the body.
fn annotations(text: &str, blocks: &[Block], profile: &Profile, order: Order) -> Vec<Annotation> {
    let mut annotations = Vec::new();
    for (block, body) in blocks.iter().enumerate().filter(|(_, block)| block.kind.is_body()) {
        let prose = body.prose();
        let words = &text[prose.start..prose.end];
        date::dates_in(words, prose.start, order, |date| {
            annotations.push(Annotation { block, span: date.span, kind: AnnotationKind::Date(date) });
        });
        gaps(words, prose.start, profile, |span| {
            annotations.push(Annotation { block, span, kind: AnnotationKind::Gap })
        });
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

/// `(inaudible)`, `(SPEAKING IN KAZAKH)`: words that are missing.
fn gaps(text: &str, offset: usize, profile: &Profile, mut found: impl FnMut(Span)) {
    for start in memchr::memchr2_iter(b'(', b'[', text.as_bytes()) {
        let inner = &text[start + 1..];
        let close = if text.as_bytes()[start] == b'(' { ')' } else { ']' };
        let Some(end) = inner.bytes().take(82).position(|b| b == close as u8) else { continue };
        let lost = [
            "inaudible",
            "speaking in",
            "speaks in",
            "unintelligible",
            "off mike",
            "off-mike",
            "introduction inaudible",
        ];
        let inner = &inner[..end];
        if classify::is_note_text(inner, profile)
            && lost.iter().any(|word| phrase::prefix(inner, word).is_some())
        {
            found(Span::new(offset + start, offset + start + end + 2));
        }
    }
}
