//! Speech as a table: one row per turn, with document, file, speaker and date.
//!
//! White space is normalised, so no cell contains a tab or a line break. A cell with a quotation mark is quoted and the
//! mark doubled, as spreadsheets, pandas, R and DuckDB read it: without that, a text that begins with a mark would
//! swallow the following cells.

use std::borrow::Cow;
use std::io::{self, Write};

use super::facts::{Facts, Turn, turns};
use super::{Docs, Format, Options, Sharing, Syntax};
use crate::diagnostic::Diagnostic;
use crate::document::Document;

/// The first row.
const HEAD: &str = "document\tfile\tturn\tspeaker\trole\tdate\ttext\n";

/// A table with one row per turn.
pub const FORMAT: Format = Format {
    name: "tsv",
    extension: "tsv",
    aliases: &[],
    syntax: Syntax::Table,
    sharing: Sharing::Table(HEAD),
    identifies_names: false,
    help: "A table with one row for each speaker turn",
    docs: Docs {
        readers: "corpus linguists, spreadsheets",
        carries: "one row per turn: document, file, turn, speaker, role, date, text",
        loses: "everything else: headings, notes, header",
    },
    write,
};

fn write(document: &Document, _: Option<&[Diagnostic]>, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    let facts = Facts::new(document);
    let turns = turns(document, &facts);
    let date = facts.event.as_ref().map(ToString::to_string).unwrap_or_default();
    let rows = turns.iter().enumerate().map(|(index, turn)| row(&facts, index + 1, &date, turn));
    let table = std::iter::once(HEAD.trim_end().to_string()).chain(rows).collect::<Vec<_>>();
    out.write_all(table.join("\n").as_bytes())
}

fn row(facts: &Facts, number: usize, date: &str, turn: &Turn) -> String {
    let number = number.to_string();
    let or_empty = |cell: &Option<Cow<str>>| cell.as_deref().unwrap_or_default().to_string();
    let (speaker, role) = (or_empty(&turn.speaker), or_empty(&turn.role));
    [&facts.id, &facts.path, number.as_str(), &speaker, &role, date, &turn.text].map(cell).join("\t")
}

fn cell(text: &str) -> Cow<'_, str> {
    if text.contains('"') { Cow::Owned(format!("\"{}\"", text.replace('"', "\"\""))) } else { text.into() }
}
