//! Writes a document in a format for other programs. Total: any document gives valid output.

use std::io::{self, Write};

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::visible::in_strings;

mod cast;
mod csl;
mod dc;
mod facts;
mod filter;
mod format;
mod html;
mod joined;
mod json;
mod jsonl;
mod jsonld;
mod markdown;
mod names;
mod reading;
pub mod tei;
mod text;
mod tsv;
pub use filter::{Condition, FIELDS, Filter, Period};
pub use format::Format;
pub use joined::Joined;
pub use json::{DOCUMENT_SCHEMA, DocumentJson};
pub use names::{Name, NameKind, Names};

/// Options of the output.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The day of the conversion, `2026-11-22`. Without it none is written, so that output is reproducible.
    pub date: Option<String>,
    /// Options of TEI only.
    pub tei: tei::Options,
    /// Leave the header facts out of [`Format::Text`].
    pub no_header: bool,
}

/// Writes one document as a complete file that ends with a line feed; [`Format::Source`] ends as the document does.
///
/// Findings are written only if they are given, in JSON, JSON lines and TEI.
///
/// # Errors
/// What `out` reports.
///
/// # Examples
/// ```
/// use doclint::emit::{Format, Options};
/// use doclint::{Profile, Source, emit, parse};
///
/// let source = Source::from_text("a.txt", "Dear colleagues,\n\nthank you for coming.\n");
/// let document = parse(&source, Profile::plain());
/// let mut copy = Vec::new();
/// emit(&document, None, Format::Source, &Options::default(), &mut copy)?;
/// assert_eq!(copy, source.bytes());
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn emit(
    document: &Document,
    findings: Option<&[Diagnostic]>,
    format: Format,
    options: &Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Source => return out.write_all(document.source.bytes()),
        Format::Csl => csl::write(document, out)?,
        Format::Dc => dc::write(document, out)?,
        Format::Html => html::write(document, options, out)?,
        Format::Json => json::write(document, findings, &options.tei.names, out)?,
        Format::Jsonl => jsonl::write(document, findings, out)?,
        Format::Jsonld => jsonld::write(document, out)?,
        Format::Markdown => markdown::write(document, out)?,
        Format::Tei => tei::write(document, findings.unwrap_or_default(), options, out)?,
        Format::Text => text::write(document, options, out)?,
        Format::Tsv => tsv::write(document, out)?,
    }
    out.write_all(b"\n")
}

/// JSON with the same meaning and nothing that a terminal interprets.
fn inert(json: Vec<u8>) -> Vec<u8> {
    in_strings(String::from_utf8(json).expect("JSON is UTF-8")).into_bytes()
}
