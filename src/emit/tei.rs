//! A document as TEI P5: the text element restores the source, character for character.

use std::io::{self, Write};

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::language::Language;
use crate::profile::Category;

mod corpus;
mod dates;
mod edits;
mod findings;
mod header;
mod ids;
mod marks;
mod mentions;
mod notes;
mod options;
mod parlamint;
mod quotations;
mod references;
mod text;
mod writer;
use super::cast::Cast;
use super::facts::{category, language};
use super::{Docs, Format, Sharing, Syntax};
pub use corpus::{Corpus, Facts};
use ids::Ids;
pub use options::{Corrections, Edition, Layout, Member, Options, Profile, Speech};
use writer::{Element, Xml};

/// Capacity for a header, in bytes. Those of documents with few speakers take 7,000.
const HEADER: usize = 8192;

const NAMESPACE: &str = "http://www.tei-c.org/ns/1.0";

/// TEI P5 XML, which restores the source character for character.
pub const FORMAT: Format = Format {
    name: "tei",
    extension: "xml",
    aliases: &["tei"],
    syntax: Syntax::Xml,
    sharing: Sharing::Alone,
    identifies_names: true,
    help: "TEI P5, lossless to the last character",
    docs: Docs {
        readers: "text encoding, archives, linguists",
        carries: "everything: each character of the source, header, turns, links, findings",
        loses: "nothing",
    },
    write,
};

fn write(
    document: &Document,
    findings: Option<&[Diagnostic]>,
    options: &super::Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    let findings = findings.unwrap_or_default();
    let ids = ids(document, &options.tei);
    let cast = Cast::of(document, category(document));
    if options.tei.profile == Profile::ParlaMint {
        return out.write_all(&parlamint::document(document, &ids, &cast, options).finish());
    }
    let changes = edits::inline(findings, document.source.text(), &options.tei);
    let script = text::Script { document, ids: &ids, options: &options.tei, cast: &cast, changes: &changes };
    let text = text::write(script);
    let counts = text.xml.counts();
    let about = header::About {
        document,
        ids: &ids,
        findings,
        changes: &changes,
        options,
        cast: &cast,
        counts: &counts,
    };
    let mut xml = Xml::document(HEADER);
    let root = Element::new("TEI")
        .with("xmlns", NAMESPACE)
        .with("xml:id", ids.document())
        .with("xml:lang", said_language(document, &options.tei).0)
        .with("n", document.source.id());
    xml.line_start(root);
    header::write(&mut xml, &about);
    findings::write(&mut xml, &about, &text);
    xml.finish_with(text.xml, out)
}

/// What a ParlaMint edition needs that the configuration does not set, as lines of a `[corpus]` table.
pub fn missing_for_parlamint(edition: &Edition) -> Vec<&'static str> {
    parlamint::missing(edition)
}

/// What ParlaMint requires and a document does not state: it would be invalid there.
pub fn lacking_for_parlamint(document: &Document) -> Vec<&'static str> {
    parlamint::lacking(document, &Cast::of(document, category(document)))
}

/// The identifiers of a document, alone or in a corpus.
fn ids(document: &Document, options: &Options) -> Ids {
    match &options.member {
        None => Ids::new(document.source.id()),
        Some(member) => Ids::member(document.source.id(), member.shared(references::TAXONOMY)),
    }
}

/// The name of a category as `div/@type` and in the taxonomy.
const fn genre(category: Category) -> &'static str {
    match category {
        Category::Other => "document",
        named => named.name(),
    }
}

/// The language as a BCP 47 tag, and for people: as configured, or that of the family.
fn said_language<'o>(document: &Document, options: &'o Options) -> (&'o str, &'o str) {
    let named = |code: &'o str| (code, Language::find(code).map_or(code, |language| language.name()));
    match options.edition.language.as_deref() {
        Some(language) if references::is_language(language) => named(language),
        _ => match language(document) {
            "und" => ("und", "not determined"),
            code => named(code),
        },
    }
}
