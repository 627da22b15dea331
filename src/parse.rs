//! Reads a source as a document. Cannot fail and never judges.

use crate::document::{Block, Document, Extraction, Header, Kind};
use crate::profile::Profile;
use crate::source::{Source, Span};

/// Reads a source with the words of a profile.
pub fn parse<'a>(source: &'a Source, profile: &'a Profile) -> Document<'a> {
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in source.text().split_inclusive('\n') {
        let span = Span::new(start, start + line.len());
        start = span.end;
        let trimmed = line.trim();
        let at = span.start + (line.len() - line.trim_start().len());
        let kind = if trimmed.is_empty() { Kind::Blank } else { Kind::Paragraph };
        blocks.push(Block {
            span,
            content: Span::new(at, at + trimmed.len()),
            kind,
            evidence: "",
            parts: Vec::new(),
        });
    }
    Document {
        source,
        profile,
        shape: &profile.shapes[0],
        extraction: Extraction::Whole,
        blocks,
        header: Header::default(),
        persons: Vec::new(),
        annotations: Vec::new(),
    }
}
