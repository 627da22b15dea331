//! A document as text for reading: the header facts that readers need, then one paragraph per block.

use std::io::{self, Write};

use super::Options;
use super::facts::{Facts, running, text};
use crate::document::Document;

/// Writes the text without a line ending after it.
pub(super) fn write(document: &Document, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let mut parts = if options.no_header { Vec::new() } else { header(document) };
    parts.push(running(document));
    parts.retain(|part| !part.is_empty());
    out.write_all(parts.join("\n\n").as_bytes())
}

/// Title, byline, and place with date, as written in the document.
fn header(document: &Document) -> Vec<String> {
    let facts = Facts::new(document);
    let title = facts.title.as_deref().or(facts.genre.as_deref()).unwrap_or_default().to_string();
    let date = document.header.date.as_ref().map(|date| text(document, date.span).into_owned());
    let dateline: Vec<String> = facts.place().into_iter().chain(date).collect();
    vec![title, facts.byline.join("\n"), dateline.join(", ")]
}
