//! The formats as the command line lists them.

use clap::ValueEnum;
use clap::builder::PossibleValue;

use crate::emit::Format;

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        &Format::ALL
    }
    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()).help(help(*self)))
    }
}

/// A one-line description of a format, for those who choose one.
const fn help(format: Format) -> &'static str {
    match format {
        Format::Tei => "TEI P5, lossless to the last character",
        Format::Json => "A JSON object for each document; see `doclint schema document`",
        Format::Jsonl => "One flat line of JSON for each document, for tools that read tables",
        Format::Text => "Reading text: one paragraph per block, without residue",
        Format::Markdown => "Markdown with YAML front matter",
        Format::Html => "A page for people",
        Format::Jsonld => "schema.org metadata and text as JSON-LD",
        Format::Csl => "CSL-JSON, for Zotero, pandoc and citation processors",
        Format::Tsv => "A table with one row for each speaker turn",
        Format::Dc => "Dublin Core as XML",
        Format::Source => "The document itself, byte for byte",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_has_every_format_by_its_name() {
        let names = Format::value_variants().iter().map(|format| {
            let value = format.to_possible_value().expect("none is hidden");
            assert_eq!(value.get_name(), format.name());
            *format
        });
        assert_eq!(names.collect::<Vec<_>>(), Format::ALL);
    }
}
