//! A document as a page for people: one file without scripts or external resources.
//!
//! It follows the structure of TEI: the header facts, headings, turns with their speakers, notes, points. A text cannot
//! break out of its element: every text goes through [`Page::text`].

use std::io::{self, Write};

use super::facts::{Days, Facts, text};
use super::{Docs, Format, Options, Sharing, Syntax, jsonld};
use crate::diagnostic::Diagnostic;
use crate::document::{Block, Date, Document, Kind, PartKind};
use crate::markup::Page;

const STYLE: &str = include_str!("html/style.css");

/// A page for people.
pub const FORMAT: Format = Format {
    name: "html",
    extension: "html",
    aliases: &["htm"],
    syntax: Syntax::Html,
    sharing: Sharing::Alone,
    identifies_names: false,
    help: "A page for people",
    docs: Docs {
        readers: "readers",
        carries: "a page: header facts, headings, turns with speakers, notes, links; schema.org inside",
        loses: "residue, footers, positions in the source",
    },
    write,
};

fn write(
    document: &Document,
    _: Option<&[Diagnostic]>,
    options: &Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    let facts = Facts::new(document);
    let mut page = Page::new(facts.language);
    head(&mut page, document, &facts);
    page.open("body").open("main").open("article");
    header(&mut page, document, &facts);
    body(&mut page, document);
    related(&mut page, document);
    page.close("article");
    provenance(&mut page, document, &facts, options);
    page.close("main").close("body");
    out.write_all(page.finish().as_bytes())
}

fn head(page: &mut Page, document: &Document, facts: &Facts) {
    page.open("head");
    page.void("meta", &[("charset", "utf-8")]);
    page.void("meta", &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")]);
    page.void("meta", &[("name", "dcterms.identifier"), ("content", &facts.id)]);
    page.void("meta", &[("name", "generator"), ("content", concat!("doclint ", env!("CARGO_PKG_VERSION")))]);
    if let Some(author) = &facts.author {
        page.void("meta", &[("name", "author"), ("content", author)]);
    }
    page.line("title", &facts.heading());
    page.raw("script", &[("type", "application/ld+json")], &jsonld::inside_html(document, facts));
    page.raw("style", &[], STYLE);
    page.close("head");
}

fn header(page: &mut Page, document: &Document, facts: &Facts) {
    page.open("header");
    let kind: Vec<&str> = facts.series.iter().chain(&facts.genre).map(AsRef::as_ref).collect();
    if facts.title.is_some() && !kind.is_empty() {
        page.class("p", "kind", &kind.join(" · "));
    }
    page.line("h1", &facts.heading());
    for line in &facts.byline {
        page.class("p", "byline", line);
    }
    page.open("dl");
    fact(page, "Date", |page| date(page, document, document.header.date.as_ref()));
    fact(page, "Place", |page| page.optional(facts.place().as_deref()));
    fact(page, "Number", |page| page.optional(facts.number.as_deref()));
    fact(page, "Updated", |page| date(page, document, document.header.updated.as_ref()));
    fact(page, "File", |page| page.optional(Some(&facts.file)));
    page.close("dl").close("header");
}

/// A term with its description, if there is one.
fn fact(page: &mut Page, term: &str, describe: impl FnOnce(&mut Page) -> bool) {
    let before = page.mark();
    page.open("div").line("dt", term).start("dd", &[]);
    if describe(page) {
        page.end("dd").close("div");
    } else {
        page.back(before);
    }
}

/// A date as written; machine-readable too if it is certainly one day, month or year.
fn date(page: &mut Page, document: &Document, date: Option<&Date>) -> bool {
    let Some(date) = date else { return false };
    let words = text(document, date.span);
    match Days::sure(document, date).filter(|days| days.last.is_none()) {
        Some(days) => page.start("time", &[("datetime", &days.first)]).text(&words).end("time"),
        None => page.text(&words),
    };
    true
}

/// What earlier blocks have opened.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Turn,
    Items,
}

fn body(page: &mut Page, document: &Document) {
    let mut open: Vec<Open> = Vec::new();
    for (index, block) in document.body() {
        if text(document, block.content).is_empty() {
            continue;
        }
        leave(page, &mut open, block.kind);
        let id = super::json::block_id(index);
        match block.kind {
            Kind::Heading => page.with("h2", &[("id", &id)], &text(document, block.content)),
            Kind::Note => page.with("p", &[("id", &id), ("class", "note")], &text(document, block.content)),
            Kind::Item => item(page, document, &mut open, block, &id),
            Kind::Utterance => utterance(page, document, &mut open, block, &id),
            _ => page.with("p", &[("id", &id)], &text(document, block.prose())),
        };
    }
    leave(page, &mut open, Kind::Heading);
}

/// Closes the elements that a block of this kind does not belong to.
fn leave(page: &mut Page, open: &mut Vec<Open>, kind: Kind) {
    if kind != Kind::Item && open.last() == Some(&Open::Items) {
        open.pop();
        page.close("ul");
    }
    if matches!(kind, Kind::Heading | Kind::Utterance) && open.pop().is_some() {
        page.close("div");
    }
}

fn item<'p>(
    page: &'p mut Page,
    document: &Document,
    open: &mut Vec<Open>,
    block: &Block,
    id: &str,
) -> &'p mut Page {
    if open.last() != Some(&Open::Items) {
        open.push(Open::Items);
        page.open_with("ul", &[("class", "items")]);
    }
    page.with("li", &[("id", id)], &text(document, block.content))
}

fn utterance<'p>(
    page: &'p mut Page,
    document: &Document,
    open: &mut Vec<Open>,
    block: &Block,
    id: &str,
) -> &'p mut Page {
    open.push(Open::Turn);
    page.open_with("div", &[("class", "turn"), ("id", id)]);
    if let Some(speaker) = block.part(PartKind::Speaker) {
        page.start("p", &[("class", "speaker")]).bidi(&text(document, speaker));
        if let Some(role) = block.part(PartKind::Role) {
            page.text(" ").start("span", &[("class", "role")]).bidi(&text(document, role)).end("span");
        }
        page.end("p").new_line();
    }
    let words = text(document, block.prose());
    if words.is_empty() { page } else { page.line("p", &words) }
}

fn related(page: &mut Page, document: &Document) {
    let header = &document.header;
    if header.related.is_empty() && header.media.is_empty() {
        return;
    }
    page.open_with("aside", &[("aria-label", "Related")]).line("h2", "Related").open("ul");
    for link in &header.related {
        page.start("li", &[]).bidi(&text(document, link.title));
        if let Some(source) = link.source {
            page.text(", ").bidi(&text(document, source));
        }
        if link.date.is_some() {
            page.text(", ");
            date(page, document, link.date.as_ref());
        }
        page.end("li").new_line();
    }
    for media in &header.media {
        page.line("li", &text(document, *media));
    }
    page.close("ul").close("aside");
}

/// The origin of the page, so that a printed one can be traced.
fn provenance(page: &mut Page, document: &Document, facts: &Facts, options: &Options) {
    page.open("footer").start("p", &[]).text("From ").bidi(&facts.file).text(", SHA-256 ");
    page.start("code", &[]).text(&document.source.sha256()).end("code");
    page.text(concat!(". Converted by doclint ", env!("CARGO_PKG_VERSION")));
    if let Some(date) = &options.date {
        page.text(" on ").start("time", &[("datetime", date)]).text(date).end("time");
    }
    page.text(".").end("p").new_line();
    page.close("footer");
}
