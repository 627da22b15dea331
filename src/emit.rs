//! Writes a document as data that others can use. Total: any document gives valid output.

use std::io::{self, Write};

use crate::diagnostic::Diagnostic;
use crate::document::Document;

mod json;
mod reading;
pub mod tei;
pub use json::{DOCUMENT_SCHEMA, DocumentJson};

/// A format that documents can be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// The `doclint/1` object, over several lines; many documents are an array.
    Json,
    /// The `doclint/1` object on one line; many documents are many lines.
    Jsonl,
    /// TEI P5 XML, which gives the source back character for character.
    Tei,
}

impl Format {
    /// All formats, as they are listed for people.
    pub const ALL: [Format; 3] = [Format::Json, Format::Jsonl, Format::Tei];

    /// The name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Format::Json => "json",
            Format::Jsonl => "jsonl",
            Format::Tei => "tei",
        }
    }
    /// The format of this name.
    pub fn from_name(name: &str) -> Option<Format> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }
    /// The extension of its files, without the dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Format::Json => "json",
            Format::Jsonl => "jsonl",
            Format::Tei => "xml",
        }
    }
    /// Whether one file may hold several documents.
    pub const fn holds_many(self) -> bool {
        !matches!(self, Format::Tei)
    }
}

/// What a caller may say about the output.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The day of the conversion, `2026-11-22`. Without it none is written, so that output is reproducible.
    pub date: Option<String>,
    /// What holds for TEI only.
    pub tei: tei::Options,
}

/// Writes one document as a complete file, with a line end at its end.
///
/// Findings are written only if they are given.
///
/// # Errors
/// What `out` reports.
pub fn emit(
    document: &Document,
    findings: Option<&[Diagnostic]>,
    format: Format,
    options: &Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Json => json::write(document, findings, true, out)?,
        Format::Jsonl => json::write(document, findings, false, out)?,
        Format::Tei => tei::write(document, findings.unwrap_or_default(), options, out)?,
    }
    out.write_all(b"\n")
}

/// Joins documents that [`emit`] wrote into one file of a format that [holds many](Format::holds_many).
#[derive(Debug)]
pub struct Joined<W> {
    out: W,
    format: Format,
    empty: bool,
}

impl<W: Write> Joined<W> {
    /// A file without documents yet.
    pub const fn new(out: W, format: Format) -> Self {
        Self { out, format, empty: true }
    }

    /// Adds one document as [`emit`] wrote it in this format.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn add(&mut self, emitted: &[u8]) -> io::Result<()> {
        let first = std::mem::replace(&mut self.empty, false);
        if self.format != Format::Json {
            return self.out.write_all(emitted);
        }
        self.out.write_all(if first { b"[\n" } else { b",\n" })?;
        self.out.write_all(emitted.strip_suffix(b"\n").unwrap_or(emitted))
    }

    /// Ends the file.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn finish(mut self) -> io::Result<W> {
        if self.format == Format::Json {
            self.out.write_all(if self.empty { b"[]\n" } else { b"\n]\n" })?;
        }
        Ok(self.out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_known_by_name() {
        for format in Format::ALL {
            assert_eq!(Format::from_name(format.name()), Some(format));
        }
        assert_eq!(Format::from_name("docx"), None);
    }

    #[test]
    fn joined_json_is_an_array() {
        let join = |documents: &[&str], format| {
            let mut joined = Joined::new(Vec::new(), format);
            for document in documents {
                joined.add(document.as_bytes()).expect("memory takes everything");
            }
            String::from_utf8(joined.finish().expect("memory takes everything")).expect("UTF-8")
        };
        assert_eq!(join(&[], Format::Json), "[]\n");
        assert_eq!(join(&["1\n", "2\n"], Format::Json), "[\n1,\n2\n]\n");
        assert_eq!(join(&[], Format::Jsonl), "");
        assert_eq!(join(&["1\n", "2\n"], Format::Jsonl), "1\n2\n");
    }
}
