//! A document in schema.org terms, for search engines and archives.
//!
//! The date of the event is `temporalCoverage`: when the page was first published is not in the document, so there is
//! no `datePublished`.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::Serialize;

use super::facts::{Days, Facts, running, text};
use super::{Docs, Format, Options, Sharing, Syntax};
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::profile::Category;
use crate::visible::in_strings;

/// schema.org, as JSON-LD; many documents are an array.
pub const FORMAT: Format = Format {
    name: "jsonld",
    extension: "jsonld",
    aliases: &[],
    syntax: Syntax::Json,
    sharing: Sharing::Array,
    identifies_names: false,
    help: "schema.org metadata and text as JSON-LD",
    docs: Docs {
        readers: "search engines, archives",
        carries: "schema.org: facts, persons, links, running text",
        loses: "structure of the body, residue, uncertain dates",
    },
    write,
};

fn write(document: &Document, _: Option<&[Diagnostic]>, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    let facts = Facts::new(document);
    let article = Article { article_body: Some(running(document)), ..Article::new(document, &facts) };
    out.write_all(&super::inert(serde_json::to_vec_pretty(&article)?))
}

/// The object on one line for embedding in an HTML page, which already contains the text: characters that could end the
/// element or begin another are escaped.
pub(super) fn inside_html(document: &Document, facts: &Facts) -> String {
    let json = serde_json::to_string(&Article::new(document, facts)).expect("all keys are texts");
    let mut safe = String::with_capacity(json.len());
    for c in in_strings(json).chars() {
        match c {
            '<' | '>' | '&' => safe.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => safe.push(c),
        }
    }
    safe
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Article<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    identifier: Vec<Property<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    headline: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    genre: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    article_section: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_language: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    temporal_coverage: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_location: Option<Thing<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<Thing<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    contributor: Vec<Thing<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    citation: Vec<Link<'a>>,
    word_count: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    article_body: Option<String>,
}

/// A number that identifies the document.
#[derive(Serialize)]
struct Property<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "propertyID")]
    property: &'static str,
    value: Cow<'a, str>,
}

/// A person or place.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Thing<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    job_title: Option<&'a str>,
}

/// A related page.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Link<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
}

impl<'a> Article<'a> {
    fn new(document: &'a Document<'a>, facts: &'a Facts<'a>) -> Self {
        Self {
            context: "https://schema.org",
            kind: if facts.category == Category::News { "NewsArticle" } else { "Article" },
            identifier: identifiers(document, facts),
            headline: facts.title.as_deref(),
            genre: facts.genre.as_deref(),
            article_section: facts.series.as_deref(),
            in_language: facts.language,
            temporal_coverage: facts.event.as_ref().map(Days::to_string),
            date_modified: facts.updated.as_ref().map(|days| days.first.as_str()),
            content_location: facts.place().map(|place| Thing::new("Place", place.into())),
            author: facts.author.as_deref().map(|name| Thing::new("Person", name.into())),
            contributor: contributors(facts),
            citation: links(document),
            word_count: document.word_count(),
            article_body: None,
        }
    }
}

impl<'a> Thing<'a> {
    const fn new(kind: &'static str, name: Cow<'a, str>) -> Self {
        Self { kind, name, job_title: None }
    }
}

fn identifiers<'a>(document: &Document, facts: &'a Facts<'a>) -> Vec<Property<'a>> {
    let property = |property, value| Property { kind: "PropertyValue", property, value };
    let number = facts.number.as_deref().map(|number| property("number", number.into()));
    let own = [
        property("id", Cow::Borrowed(facts.id.as_ref())),
        property("file", Cow::Borrowed(facts.file.as_ref())),
        property("sha256", document.source.sha256().into()),
    ];
    own.into_iter().chain(number).collect()
}

/// All named speakers except the author.
fn contributors<'a>(facts: &'a Facts<'a>) -> Vec<Thing<'a>> {
    let others = facts.speakers.iter().filter(|speaker| facts.author.as_ref() != Some(&speaker.name));
    let person = |speaker: &'a super::facts::Speaker<'a>| Thing {
        job_title: speaker.role.as_deref(),
        ..Thing::new("Person", speaker.name.as_ref().into())
    };
    others.map(person).collect()
}

fn links<'a>(document: &'a Document<'a>) -> Vec<Link<'a>> {
    let link = |related: &'a crate::document::Related| Link {
        kind: "CreativeWork",
        name: text(document, related.title),
        date_published: related
            .date
            .as_ref()
            .and_then(|date| Days::sure(document, date))
            .filter(|days| days.last.is_none())
            .map(|days| days.first),
    };
    document.header.related.iter().map(link).collect()
}
