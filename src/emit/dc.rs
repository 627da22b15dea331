//! A document as simple Dublin Core in the XML of OAI-PMH, which repositories harvest.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::facts::{Facts, text};
use super::{Docs, Format, Options, Sharing, Syntax};
use crate::diagnostic::Diagnostic;
use crate::document::Document;

const NAMESPACES: [(&str, &str); 4] = [
    ("xmlns:oai_dc", "http://www.openarchives.org/OAI/2.0/oai_dc/"),
    ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    (
        "xsi:schemaLocation",
        "http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
    ),
];

/// Dublin Core, as XML.
pub const FORMAT: Format = Format {
    name: "dc",
    extension: "dc.xml",
    aliases: &[],
    syntax: Syntax::Xml,
    sharing: Sharing::Alone,
    identifies_names: false,
    help: "Dublin Core as XML",
    docs: Docs {
        readers: "repositories (OAI-PMH)",
        carries: "Dublin Core: title, persons, date, type, identifiers, places, related titles",
        loses: "the text",
    },
    write,
};

fn write(document: &Document, _: Option<&[Diagnostic]>, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let record = xml.create_element("oai_dc:dc").with_attributes(NAMESPACES);
    record.write_inner_content(|xml| {
        for (name, value) in elements(document) {
            xml.create_element(name).write_text_content(BytesText::new(&value))?;
        }
        Ok(())
    })?;
    out.write_all(&xml.into_inner())
}

/// The elements in the order of the fifteen Dublin Core elements.
fn elements(document: &Document) -> Vec<(&'static str, String)> {
    let facts = Facts::new(document);
    let header = &document.header;
    let owned = |text: &str| text.to_string();
    let mut all: Vec<(&'static str, Option<String>)> = vec![
        ("dc:title", Some(facts.heading().into_owned())),
        ("dc:creator", facts.author.as_deref().map(owned)),
    ];
    let others = facts.speakers.iter().filter(|speaker| facts.author.as_ref() != Some(&speaker.name));
    all.extend(others.map(|speaker| ("dc:contributor", Some(owned(&speaker.name)))));
    all.extend([
        ("dc:date", facts.event.as_ref().or(facts.updated.as_ref()).map(ToString::to_string)),
        ("dc:type", Some(owned("Text"))),
        ("dc:type", facts.genre.as_deref().map(owned)),
        ("dc:identifier", Some(owned(&facts.id))),
        ("dc:identifier", facts.number.as_deref().map(owned)),
        ("dc:identifier", Some(format!("sha256:{}", document.source.sha256()))),
        ("dc:source", Some(owned(&facts.file))),
        ("dc:language", facts.language.map(owned)),
        ("dc:relation", facts.series.as_deref().map(owned)),
    ]);
    all.extend(
        header.related.iter().map(|link| ("dc:relation", Some(text(document, link.title).into_owned()))),
    );
    all.extend(facts.places.iter().map(|place| ("dc:coverage", Some(owned(place)))));
    all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}
