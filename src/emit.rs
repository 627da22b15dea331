//! Writes a document in a format for other programs. Total: any document gives valid output.

use std::io::{self, Write};

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::visible::in_strings;

pub mod csl;
pub mod dc;
pub mod html;
pub mod json;
pub mod jsonl;
pub mod jsonld;
pub mod markdown;
pub mod source;
pub mod tei;
pub mod text;
pub mod tsv;

// What formats share.
mod cast;
mod facts;
mod filter;
mod format;
mod joined;
mod names;
mod reading;

pub use filter::{Condition, FIELDS, Filter, Period};
pub use format::{Docs, Format, Sharing, Syntax};
pub use joined::Joined;
pub use names::{Name, NameKind, Names};

/// Every format, as listed for people.
pub const FORMATS: &[&Format] = &[
    &tei::FORMAT,
    &json::FORMAT,
    &jsonl::FORMAT,
    &text::FORMAT,
    &markdown::FORMAT,
    &html::FORMAT,
    &jsonld::FORMAT,
    &csl::FORMAT,
    &tsv::FORMAT,
    &dc::FORMAT,
    &source::FORMAT,
];

/// Options of the output.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The day of the conversion, `2026-11-22`. Without it none is written, so that output is reproducible.
    pub date: Option<String>,
    /// Options of TEI only.
    pub tei: tei::Options,
    /// Leave the header facts out of [`text`].
    pub no_header: bool,
}

/// Writes one document as a complete file that ends with a line feed; [`source`] ends as the document does.
///
/// Findings are written only if they are given, in JSON, JSON lines and TEI.
///
/// # Errors
/// What `out` reports.
///
/// # Examples
/// ```
/// use doclint::emit::{Options, source};
/// use doclint::{Profile, Source, emit, parse};
///
/// let letter = Source::from_text("a.txt", "Dear colleagues,\n\nthank you for coming.\n");
/// let document = parse(&letter, Profile::plain());
/// let mut copy = Vec::new();
/// emit(&document, None, &source::FORMAT, &Options::default(), &mut copy)?;
/// assert_eq!(copy, letter.bytes());
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn emit(
    document: &Document,
    findings: Option<&[Diagnostic]>,
    format: &Format,
    options: &Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    (format.write)(document, findings, options, out)?;
    if format.syntax == Syntax::Source { Ok(()) } else { out.write_all(b"\n") }
}

/// JSON with the same meaning and nothing that a terminal interprets.
fn inert(json: Vec<u8>) -> Vec<u8> {
    in_strings(String::from_utf8(json).expect("JSON is UTF-8")).into_bytes()
}
