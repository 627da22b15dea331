//! What a format is: a record with a function that writes one document.

use std::io;

use super::{FORMATS, Options};
use crate::diagnostic::Diagnostic;
use crate::document::Document;

/// A format that documents can be written in. Its name is its only identity: on the command line, in documentation, and as
/// the name of its module.
#[derive(Debug)]
#[non_exhaustive]
pub struct Format {
    /// The name on the command line.
    pub name: &'static str,
    /// The extension of its files, without the dot.
    pub extension: &'static str,
    /// Other extensions that mean this format.
    pub aliases: &'static [&'static str],
    /// What its files are to a program that knows nothing of documents.
    pub syntax: Syntax,
    /// How documents share a file.
    pub sharing: Sharing,
    /// Whether it identifies names by the lexicons: [`tei::Options::names`](super::tei::Options::names).
    pub identifies_names: bool,
    /// One line for a user who chooses a format.
    pub help: &'static str,
    /// The table in the documentation.
    pub docs: Docs,
    /// Writes one document without a line ending after it. Findings are `None` unless they are requested.
    pub write: Write,
}

/// The function that writes a document.
pub(super) type Write = fn(&Document, Option<&[Diagnostic]>, &Options, &mut dyn io::Write) -> io::Result<()>;

/// What the documentation says about a format, as cells of a Markdown table.
#[derive(Debug)]
pub struct Docs {
    /// Who reads it: people or programs.
    pub readers: &'static str,
    /// What of a document is in it.
    pub carries: &'static str,
    /// What of a document is not in it.
    pub loses: &'static str,
}

/// The syntax of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    /// JSON, or lines of JSON.
    Json,
    /// XML.
    Xml,
    /// HTML.
    Html,
    /// Rows of cells with a tab between them.
    Table,
    /// Text for people.
    Text,
    /// Whatever the document is.
    Source,
}

/// How documents share a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sharing {
    /// They do not share one.
    Alone,
    /// One after the other.
    Lines,
    /// In an array; a single document is written without one.
    Array,
    /// In an array, even a single one.
    List,
    /// Rows below one header: this one.
    Table(&'static str),
}

/// Formats are the same if they have the same name.
impl PartialEq for Format {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Format {}

impl Format {
    /// The format with this name.
    pub fn from_name(name: &str) -> Option<&'static Format> {
        FORMATS.iter().copied().find(|format| format.name == name)
    }
    /// The format of a file with this name, by the longest matching extension.
    pub fn from_file_name(name: &str) -> Option<&'static Format> {
        let name = name.to_lowercase();
        let fits = |extension: &str| name.strip_suffix(extension).is_some_and(|stem| stem.ends_with('.'));
        let length = |format: &Format| format.extensions().filter(|one| fits(one)).map(str::len).max();
        // Of two formats with one extension, the first: the reading text, not the source.
        let fitting = FORMATS.iter().rev().filter_map(|format| Some((length(format)?, *format)));
        fitting.max_by_key(|(length, _)| *length).map(|(_, format)| format)
    }
    /// Whether one file may contain several documents.
    pub fn holds_many(&self) -> bool {
        self.sharing != Sharing::Alone
    }

    /// The extensions of its files, without the full stop before them.
    pub fn extensions(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once(self.extension).chain(self.aliases.iter().copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_known_by_name() {
        for format in FORMATS {
            assert_eq!(Format::from_name(format.name), Some(*format));
        }
        assert_eq!(Format::from_name("docx"), None);
    }

    #[test]
    fn formats_are_known_by_extension() {
        let cases = [
            ("a.xml", Some("tei")),
            ("a.dc.xml", Some("dc")),
            ("a.csl.json", Some("csl")),
            ("a.JSON", Some("json")),
            ("a.txt", Some("text")),
            ("a.htm", Some("html")),
            ("a.docx", None),
            ("xml", None),
        ];
        for (file, name) in cases {
            assert_eq!(Format::from_file_name(file).map(|format| format.name), name, "{file}");
        }
    }
}
