//! The results so far: a kind for each line, and the header facts. Turned into tiling blocks at the end.

use super::front_matter::FrontMatter;
use super::line::Line;
use crate::document::{Block, Header, Kind, Part, PartKind, Residue};
use crate::profile::{Field, Order, Profile};
use crate::source::Span;

/// The state of reading one document.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) profile: &'a Profile,
    pub(super) lines: Vec<Line<'a>>,
    pub(super) header: Header,
    /// The metadata in front of the text.
    pub(super) front: FrontMatter,
    /// Index of the first line of the footer; the number of lines if there is none.
    pub(super) footer: usize,
    read: Vec<Option<Read>>,
}

/// The interpretation of a line.
#[derive(Clone, Debug)]
struct Read {
    kind: Kind,
    evidence: &'static str,
    parts: Vec<Part>,
    /// The line continues the block above, across blank lines if need be.
    joined: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str, profile: &'a Profile, lines: Vec<Line<'a>>) -> Self {
        let read = vec![None; lines.len()];
        Self {
            text,
            profile,
            footer: lines.len(),
            lines,
            header: Header::default(),
            front: FrontMatter::default(),
            read,
        }
    }

    /// The order of day and month that the profile states.
    pub(super) fn order(&self) -> Order {
        self.profile.dates.order.unwrap_or_default()
    }

    /// The text of a span.
    pub(super) fn slice(&self, span: Span) -> &'a str {
        &self.text[span.start..span.end]
    }

    /// Marks a line as a kind. A line that was marked before keeps its kind and gains parts.
    pub(super) fn mark(&mut self, line: usize, kind: Kind, evidence: &'static str) {
        if self.read[line].is_none() {
            self.read[line] = Some(Read { kind, evidence, parts: Vec::new(), joined: false });
        }
    }

    /// Adds a typed part to a line that has been read.
    pub(super) fn part(&mut self, line: usize, kind: PartKind, span: Span) {
        if let Some(read) = &mut self.read[line]
            && !span.is_empty()
        {
            read.parts.push(Part { span, kind });
        }
    }

    /// Empties a field of the header, and takes its parts from the lines.
    pub(super) fn withhold(&mut self, field: Field) {
        let of_field = |kind: PartKind| match field {
            Field::Series => kind == PartKind::Series,
            Field::Updated => matches!(kind, PartKind::Updated | PartKind::UpdateLabel),
            Field::Date => kind == PartKind::Date,
            Field::Place => kind == PartKind::Place,
            Field::Genre => kind == PartKind::Genre,
            Field::Title => kind == PartKind::Title,
            Field::Number => kind == PartKind::Number,
            Field::Byline => kind == PartKind::Byline,
        };
        self.header.clear(field);
        self.read.iter_mut().flatten().for_each(|read| read.parts.retain(|part| !of_field(part.kind)));
    }

    /// Makes a line continue the block above.
    pub(super) fn join(&mut self, line: usize) {
        if let Some(read) = &mut self.read[line] {
            read.joined = true;
        }
    }

    /// The kind of a line, if it has been marked.
    pub(super) fn kind(&self, line: usize) -> Option<Kind> {
        self.read[line].as_ref().map(|read| read.kind)
    }

    /// The number of blank lines directly above a line.
    pub(super) fn gap_above(&self, line: usize) -> usize {
        self.lines[..line].iter().rev().take_while(|line| line.is_blank()).count()
    }

    /// The span of the blank lines directly above a line.
    pub(super) fn gap_span(&self, line: usize) -> Span {
        let first = line - self.gap_above(line);
        Span::new(self.lines[first].span.start, self.lines[line].span.start)
    }

    /// The blocks: every line once, blank lines in runs, joined lines with the block above.
    pub(super) fn into_blocks(self, mut blocks: Vec<Block>) -> (Vec<Block>, Header) {
        let lines = self.lines;
        for (line, read) in lines.iter().zip(self.read) {
            let read = read.unwrap_or_else(|| unread(line, self.text));
            let last = blocks.last_mut();
            match last {
                Some(last) if read.kind == Kind::Blank && last.kind == Kind::Blank => {
                    last.span.end = line.span.end
                }
                _ if read.joined => join_to_last(&mut blocks, line, read),
                _ => blocks.push(Block {
                    span: line.span,
                    content: line.content(),
                    kind: read.kind,
                    evidence: read.evidence,
                    parts: read.parts,
                }),
            }
        }
        for block in &mut blocks {
            block.parts.sort_by_key(|part| (part.span.start, std::cmp::Reverse(part.span.end)));
            block.parts.dedup();
        }
        (blocks, self.header)
    }
}

/// A line that no grammar accepted: blank, or prose.
fn unread(line: &Line<'_>, text: &str) -> Read {
    let (kind, evidence) = if !line.is_blank() {
        (Kind::Paragraph, "no other grammar fits")
    } else if text[line.span.start..line.span.end].contains('\u{a0}') {
        (Kind::Residue(Residue::NoBreakSpace), "nothing but no-break spaces")
    } else {
        (Kind::Blank, "nothing but white space")
    };
    Read { kind, evidence, parts: Vec::new(), joined: false }
}

/// Appends a line to the last block that is not blank; blank lines between become part of it.
fn join_to_last(blocks: &mut Vec<Block>, line: &Line<'_>, read: Read) {
    while blocks.len() > 1 && blocks.last().is_some_and(|last| last.kind == Kind::Blank) {
        blocks.pop();
    }
    if let Some(last) = blocks.last_mut() {
        last.span.end = line.span.end;
        last.content.end = line.content().end;
        last.parts.extend(read.parts);
    }
}
