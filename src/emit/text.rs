//! A document as text for reading: the header facts that readers need, then one paragraph per block.

use std::io::{self, Write};

use super::facts::{Facts, running, text};
use super::{Docs, Format, Options, Sharing, Syntax};
use crate::diagnostic::Diagnostic;
use crate::document::Document;

/// Reading text: white space normalised, one paragraph per block.
pub const FORMAT: Format = Format {
    name: "text",
    extension: "txt",
    aliases: &[],
    syntax: Syntax::Text,
    sharing: Sharing::Alone,
    identifies_names: false,
    help: "Reading text: one paragraph per block, without residue",
    docs: Docs {
        readers: "readers, word counters",
        carries: "title, byline, place, date, then the body; `--no-header` keeps only the body",
        loses: "residue, links, series, update, footers",
    },
    write,
};

fn write(
    document: &Document,
    _: Option<&[Diagnostic]>,
    options: &Options,
    out: &mut dyn Write,
) -> io::Result<()> {
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
