//! Reads TEI back: doclint's own restores its source, character for character; other TEI is read as far as it is
//! understood.

use crate::source::{Encoding, Source};

mod exact;
mod foreign;
mod header;
mod losses;
mod pieces;
mod pretty;
mod xml;
pub use losses::{Counts, Losses};
pub use xml::Refusal;

use header::Header;
use xml::Element;

/// The result of reading a TEI file.
#[derive(Debug)]
pub enum Read {
    /// doclint wrote it.
    Own(Own),
    /// Written by another program.
    Foreign(Foreign),
    /// Several TEI documents in one file, with their number; or a root that includes files, with zero.
    Corpus(usize),
    /// XML that is not TEI, with the name of its root.
    Other(String),
}

/// The source of a document that doclint wrote.
#[derive(Debug)]
pub struct Own {
    /// The source, under the name that the header gives it.
    pub source: Source,
    /// Whether its bytes match the checksum in the header.
    pub intact: bool,
    /// The number of places changed by corrections, if these were requested.
    pub corrected: usize,
}

/// The text of third-party TEI, in the form that doclint reads documents: title, date, paragraphs, labels.
#[derive(Debug)]
pub struct Foreign {
    /// The text.
    pub source: Source,
    /// What is no longer in the text.
    pub losses: Losses,
    /// The offsets of the labels that were written: bytes into the text, ascending.
    pub labels: Vec<usize>,
}

/// Reads a TEI document; with `corrections`, with the editor's text instead of the source's.
///
/// # Errors
/// XML that is not well-formed, and what a document does not need but an attacker uses: entities, external DTDs,
/// nesting deeper than 256. Also a correction with characters that the encoding of the source does not have.
pub fn tei(file: &Source, corrections: bool) -> Result<Read, Refusal> {
    let (name, one_byte) = (file.path(), matches!(file.encoding(), Encoding::Windows1252 | Encoding::Latin1));
    let parsed = xml::parse(file.text(), one_byte)?;
    let root = &parsed.root;
    match root.name.as_str() {
        "TEI" => {}
        "teiCorpus" => return Ok(Read::Corpus(root.all("TEI").len())),
        other => return Ok(Read::Other(other.to_string())),
    }
    let header = Header::new(root);
    match (root.child("text"), header.sha256.is_some() && header.by_doclint) {
        (Some(text), true) => own(name, &header, text, corrections).map(Read::Own),
        _ => Ok(Read::Foreign(foreign::read(name, &header, &parsed, corrections))),
    }
}

/// The source by the first method that gives the bytes of the header, else by the method that the text indicates.
fn own(name: &str, header: &Header, text: &Element, corrections: bool) -> Result<Own, Refusal> {
    let name = header.file.as_deref().unwrap_or(name);
    let encoding = header.encoding.unwrap_or(Encoding::Utf8);
    let source = |text: String| Source::restored(name, text, encoding, header.old_lines);
    let fits = |source: &Source| header.sha256.as_deref() == Some(source.sha256().as_str());

    let plain = pieces::Reading { header, corrections: false };
    let read = |layout: Option<pretty::Layout>, reading: &pieces::Reading| match layout {
        None => exact::text(reading, text),
        Some(layout) => pretty::text(reading, text, layout),
    };
    let layouts = std::iter::once(None).chain(pretty::Layout::all().map(Some));
    let found = layouts.filter_map(|layout| Some((layout, source(read(layout, &plain))?)));
    let found = found.into_iter().find(|(_, source)| fits(source));
    let intact = found.is_some();
    let likely =
        if text.attribute("space") == Some("preserve") { None } else { Some(pretty::Layout::default()) };
    let layout = found.as_ref().map_or(likely, |(layout, _)| *layout);

    let reading = pieces::Reading { header, corrections };
    let corrected = if corrections { pieces::corrected(text) } else { 0 };
    let restored = match found {
        Some((_, source)) if corrected == 0 => source,
        _ => source(read(layout, &reading)).ok_or_else(|| lost(text, encoding))?,
    };
    Ok(Own { source: restored, intact, corrected })
}

fn lost(text: &Element, encoding: Encoding) -> Refusal {
    let message = format!(
        "the text has characters that {}, the encoding of the source, does not have",
        encoding.name()
    );
    Refusal { message, offset: text.offset }
}
