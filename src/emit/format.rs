//! The formats with their names, extensions, and whether a file holds one document or many.

/// A format that documents can be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// TEI P5 XML, which restores the source character for character.
    Tei,
    /// The `doclint/1` object, over several lines; many documents are an array.
    Json,
    /// One flat object on one line, every key of one type; many documents are many lines.
    Jsonl,
    /// Reading text: white space normalised, one paragraph per block.
    Text,
    /// Markdown with YAML front matter.
    Markdown,
    /// A page for people.
    Html,
    /// schema.org, as JSON-LD; many documents are an array.
    Jsonld,
    /// CSL-JSON: an array of items.
    Csl,
    /// A table with one row per turn.
    Tsv,
    /// Dublin Core, as XML.
    Dc,
    /// The document itself, byte for byte.
    Source,
}

/// How documents share a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sharing {
    /// They do not share one.
    Alone,
    /// One after the other.
    Lines,
    /// In an array; a single document is written without one.
    Array,
    /// In an array, even a single one.
    List,
    /// Rows below one header.
    Table,
}

impl Format {
    /// All formats, as listed for people.
    pub const ALL: [Format; 11] = [
        Format::Tei,
        Format::Json,
        Format::Jsonl,
        Format::Text,
        Format::Markdown,
        Format::Html,
        Format::Jsonld,
        Format::Csl,
        Format::Tsv,
        Format::Dc,
        Format::Source,
    ];

    /// The name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Format::Tei => "tei",
            Format::Json => "json",
            Format::Jsonl => "jsonl",
            Format::Text => "text",
            Format::Markdown => "markdown",
            Format::Html => "html",
            Format::Jsonld => "jsonld",
            Format::Csl => "csl",
            Format::Tsv => "tsv",
            Format::Dc => "dc",
            Format::Source => "source",
        }
    }
    /// The format with this name.
    pub fn from_name(name: &str) -> Option<Format> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }
    /// The extension of its files, without the dot. Only text and source share one.
    pub const fn extension(self) -> &'static str {
        match self {
            Format::Tei => "xml",
            Format::Json => "json",
            Format::Jsonl => "jsonl",
            Format::Text | Format::Source => "txt",
            Format::Markdown => "md",
            Format::Html => "html",
            Format::Jsonld => "jsonld",
            Format::Csl => "csl.json",
            Format::Tsv => "tsv",
            Format::Dc => "dc.xml",
        }
    }
    /// The format of a file with this name, by the longest matching extension.
    pub fn from_file_name(name: &str) -> Option<Format> {
        let name = name.to_lowercase();
        let known = [
            ("htm", Format::Html),
            ("ndjson", Format::Jsonl),
            ("tei", Format::Tei),
            ("markdown", Format::Markdown),
        ];
        let own = Self::ALL.map(|format| (format.extension(), format));
        let fits = |extension: &str| name.strip_suffix(extension).is_some_and(|stem| stem.ends_with('.'));
        let fitting = own.into_iter().chain(known).filter(|(extension, _)| fits(extension));
        // The first match is the reading text, not the source.
        fitting.rev().max_by_key(|(extension, _)| extension.len()).map(|(_, format)| format)
    }
    /// Whether one file may contain several documents.
    pub const fn holds_many(self) -> bool {
        !matches!(self.sharing(), Sharing::Alone)
    }
    pub(super) const fn sharing(self) -> Sharing {
        match self {
            Format::Tei | Format::Text | Format::Markdown | Format::Html | Format::Dc | Format::Source => {
                Sharing::Alone
            }
            Format::Jsonl => Sharing::Lines,
            Format::Json | Format::Jsonld => Sharing::Array,
            Format::Csl => Sharing::List,
            Format::Tsv => Sharing::Table,
        }
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
    fn formats_are_known_by_extension() {
        let cases = [
            ("a.xml", Some(Format::Tei)),
            ("a.dc.xml", Some(Format::Dc)),
            ("a.csl.json", Some(Format::Csl)),
            ("a.JSON", Some(Format::Json)),
            ("a.txt", Some(Format::Text)),
            ("a.htm", Some(Format::Html)),
            ("a.docx", None),
            ("xml", None),
        ];
        for (name, format) in cases {
            assert_eq!(Format::from_file_name(name), format, "{name}");
        }
    }
}
