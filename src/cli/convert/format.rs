//! The formats as the command line lists them.

use clap::ValueEnum;

use crate::emit;

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Format {
    /// TEI P5, which holds the text of the document to the last character
    Tei,
    /// A JSON object for each document, as `doclint schema document` describes it
    Json,
    /// One flat line of JSON for each document, for tools that read tables
    Jsonl,
    /// Reading text: one paragraph a block, residue left out
    Text,
    /// Markdown with YAML front matter
    Markdown,
    /// A page for people
    Html,
    /// schema.org metadata and text as JSON-LD
    Jsonld,
    /// CSL-JSON, for Zotero, pandoc and citation processors
    Csl,
    /// A table with one row for each speaker turn
    Tsv,
    /// Dublin Core as XML
    Dc,
    /// The document itself, byte for byte
    Source,
}

impl Format {
    /// The format of the library.
    pub(super) const fn emitted(self) -> emit::Format {
        match self {
            Format::Tei => emit::Format::Tei,
            Format::Json => emit::Format::Json,
            Format::Jsonl => emit::Format::Jsonl,
            Format::Text => emit::Format::Text,
            Format::Markdown => emit::Format::Markdown,
            Format::Html => emit::Format::Html,
            Format::Jsonld => emit::Format::Jsonld,
            Format::Csl => emit::Format::Csl,
            Format::Tsv => emit::Format::Tsv,
            Format::Dc => emit::Format::Dc,
            Format::Source => emit::Format::Source,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_has_every_format_by_its_name() {
        let names = Format::value_variants().iter().map(|format| {
            let value = format.to_possible_value().expect("none is hidden");
            assert_eq!(value.get_name(), format.emitted().name());
            format.emitted()
        });
        assert_eq!(names.collect::<Vec<_>>(), emit::Format::ALL);
    }
}
