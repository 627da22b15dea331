//! A document as TEI P5: the text element gives the source back, character for character.

use std::io::{self, Write};

use super::{Options, reading};
use crate::diagnostic::Diagnostic;
use crate::document::{Date, Document, Value};
use crate::profile::Category;

mod findings;
mod header;
mod ids;
mod marks;
mod text;
mod writer;
use ids::Ids;
use writer::{Element, Xml};

/// Writes the document without a line end after it.
pub(super) fn write(
    document: &Document,
    findings: &[Diagnostic],
    options: &Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    let ids = Ids::new(document.source.id());
    let text = text::write(document, &ids);
    let mut xml = Xml::document();
    let root = Element::new("TEI")
        .with("xmlns", "http://www.tei-c.org/ns/1.0")
        .with("xml:id", ids.document().to_string())
        .with("xml:lang", language(document))
        .with("n", document.source.id().to_string());
    xml.block(root, |xml| {
        let about = header::About { document, ids: &ids, findings, options, counts: text.xml.counts() };
        header::write(xml, &about);
        findings::write(xml, document, &ids, findings, &text.identified);
        xml.append(text.xml);
    });
    out.write_all(&xml.finish())
}

/// What the document is: what its type line says, else what its shape says.
pub(super) fn category(document: &Document) -> Category {
    document.header.genre.map_or(document.shape.category, |genre| genre.category)
}

/// The name of a category as `div/@type` and in the taxonomy.
const fn genre(category: Category) -> &'static str {
    match category {
        Category::Other => "document",
        named => named.name(),
    }
}

/// The language as BCP 47 has it. All families are English; of what belongs to none nothing is known.
pub(super) fn language(document: &Document) -> &'static str {
    if document.profile.name == "plain" { "und" } else { "en" }
}

/// A date as an element's `when`, or `from` and `to`, with `cert` if the reading is open to doubt.
fn dated(element: Element, document: &Document, date: &Date) -> Element {
    let element = match date.value() {
        None => element,
        Some(Value::Single(day)) => element.with("when", moment(day, date)),
        Some(Value::Range(from, to)) => element.with("from", from).with("to", to),
    };
    match reading::certainty(document, date) {
        None => element,
        Some(certainty) => element.with("cert", certainty.name()),
    }
}

/// The day, with the time if there is one.
fn moment(day: String, date: &Date) -> String {
    match date.clock.and_then(reading::time) {
        Some(time) if date.first_day().is_some() => format!("{day}T{time}:00"),
        _ => day,
    }
}
