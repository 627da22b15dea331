//! A document as CSL-JSON, which Zotero, pandoc and citation processors read: an array of items.
//!
//! A name is given as the document has it (`literal`): nothing shows which of its words is the family name. A page
//! about an event was not issued on the day of the event: only spoken documents have that date.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::Serialize;

use super::facts::{Days, Facts};
use super::{Docs, Format, Options, Sharing, Syntax};
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::profile::Category;

/// CSL-JSON: an array of items.
pub const FORMAT: Format = Format {
    name: "csl",
    extension: "csl.json",
    aliases: &[],
    syntax: Syntax::Json,
    sharing: Sharing::List,
    identifies_names: false,
    help: "CSL-JSON, for Zotero, pandoc and citation processors",
    docs: Docs {
        readers: "Zotero, pandoc, citation processors",
        carries: "what a citation needs",
        loses: "the text",
    },
    write,
};

fn write(document: &Document, _: Option<&[Diagnostic]>, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    let facts = Facts::new(document);
    out.write_all(b"[\n")?;
    out.write_all(&super::inert(serde_json::to_vec(&Item::new(&facts))?))?;
    out.write_all(b"\n]")
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Item<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    title: Cow<'a, str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Name<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<Issued>,
    #[serde(rename = "event-date", skip_serializing_if = "Option::is_none")]
    event_date: Option<Issued>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event_place: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    container_title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    genre: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'static str>,
}

#[derive(Serialize)]
struct Name<'a> {
    literal: &'a str,
}

/// A day or a range, each as year, month and day, as far as known.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Issued {
    date_parts: Vec<Vec<u32>>,
}

impl<'a> Item<'a> {
    fn new(facts: &'a Facts<'a>) -> Self {
        let spoken = matches!(facts.category, Category::Speech | Category::Statement | Category::Briefing);
        let is_of_event = spoken || facts.category == Category::Interview;
        Self {
            id: &facts.id,
            kind: match facts.category {
                Category::Interview => "interview",
                _ if spoken => "speech",
                _ => "webpage",
            },
            title: facts.heading(),
            author: facts.author.iter().map(|name| Name { literal: name }).collect(),
            issued: facts.event.as_ref().filter(|_| is_of_event).or(facts.updated.as_ref()).map(Issued::new),
            event_date: facts.event.as_ref().map(Issued::new),
            event_place: facts.place(),
            container_title: facts.series.as_deref(),
            genre: facts.genre.as_deref(),
            number: facts.number.as_deref(),
            language: facts.language,
        }
    }
}

impl Issued {
    fn new(days: &Days) -> Self {
        let days = std::iter::once(&days.first).chain(&days.last);
        Self {
            date_parts: days
                .map(|day| day.split('-').filter_map(|part| part.parse().ok()).collect())
                .collect(),
        }
    }
}
