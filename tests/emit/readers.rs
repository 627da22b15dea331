//! Every format through a reader that others made, or by what its readers ask for. Each gives back what it read.

use std::collections::BTreeMap;

use doclint::document::Document;
use doclint::emit::{FORMATS, Format, Syntax, csl, dc, html, jsonl, jsonld, markdown, text, tsv};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use serde_json::Value;

use crate::check::emitted;

/// All formats of any document: each is what its syntax says, and those with a reader of their own say the right thing.
pub(crate) fn all(document: &Document) {
    FORMATS.iter().for_each(|format| syntax(document, format));
    text(document);
    markdown(document);
    html(document);
    jsonl(document);
    jsonld(document);
    csl(document);
    tsv(document);
    dc(document);
}

/// A program for this kind of file reads it.
fn syntax(document: &Document, format: &Format) {
    if format.syntax == Syntax::Source {
        return;
    }
    let text = emitted(document, format);
    match format.syntax {
        Syntax::Json => drop(serde_json::from_str::<Value>(&text).unwrap()),
        Syntax::Xml => drop(roxmltree::Document::parse(&text).unwrap()),
        Syntax::Html => assert!(scraper::Html::parse_document(&text).errors.is_empty()),
        Syntax::Table => {
            let columns = |line: &str| line.matches('\t').count();
            assert!(
                text.lines().all(|line| columns(line) == columns(text.lines().next().unwrap())),
                "{text}"
            );
        }
        Syntax::Text | Syntax::Source => {}
    }
    assert!(text.ends_with('\n'), "{}: {text:?}", format.name);
}

/// The characters of a text as readers see them: what is odd is marked, white space folded.
fn seen(text: &str) -> String {
    let odd =
        |c: char| c.is_control() || matches!(c, '\u{fdd0}'..='\u{fdef}') || u32::from(c) & 0xfffe == 0xfffe;
    doclint::source::fold(text).replace(odd, "\u{fffd}")
}

/// The blocks of the body as they must come back.
pub(crate) fn blocks(document: &Document) -> Vec<String> {
    let texts = document.body().map(|(_, block)| seen(document.text(block.content)));
    texts.filter(|text| !text.is_empty()).collect()
}

/// Paragraphs, with a blank line between them and no other line end, no space at an end.
pub(crate) fn text(document: &Document) -> String {
    let text = emitted(document, &text::FORMAT);
    let body = blocks(document).join("\n\n");
    assert!(text.strip_suffix('\n').unwrap().ends_with(&body), "{text}\n{body}");
    assert!(!text.contains(|c: char| c.is_control() && c != '\n'), "{text:?}");
    text
}

/// Front matter that YAML reads, and blocks that CommonMark reads as they went in.
pub(crate) fn markdown(document: &Document) -> (BTreeMap<String, serde_yaml_ng::Value>, String) {
    let markdown = emitted(document, &markdown::FORMAT);
    let (yaml, body) = markdown.strip_prefix("---\n").unwrap().split_once("\n---\n").unwrap();
    let facts: BTreeMap<String, serde_yaml_ng::Value> =
        serde_yaml_ng::from_str(yaml).unwrap_or_else(|error| panic!("{error}\n{yaml}"));
    for value in facts.values() {
        let texts = value.as_sequence().map_or(std::slice::from_ref(value), Vec::as_slice);
        assert!(texts.iter().all(serde_yaml_ng::Value::is_string), "{value:?}");
    }
    assert_eq!(facts["sha256"].as_str().unwrap(), document.source.sha256());
    let mut want: Vec<String> =
        document.header.title.map(|span| seen(document.text(span))).into_iter().collect();
    want.retain(|title| !title.is_empty());
    want.extend(blocks(document));
    assert_eq!(bare(&commonmark(body).join("")), bare(&want.join("")), "{body}");
    (facts, body.to_string())
}

/// The texts of a CommonMark document. HTML, code and links are nowhere.
fn commonmark(markdown: &str) -> Vec<String> {
    let (mut texts, mut lists) = (Vec::new(), Vec::new());
    for event in Parser::new(markdown) {
        match event {
            Event::Text(text) => texts.push(text.to_string()),
            Event::Start(Tag::List(number)) => lists.push(number),
            Event::End(TagEnd::List(_)) => drop(lists.pop()),
            Event::Start(Tag::Item) => {
                if let Some(Some(number)) = lists.last_mut() {
                    texts.push(number.to_string());
                    *number += 1;
                }
            }
            Event::SoftBreak => texts.push(" ".into()),
            Event::Start(Tag::Paragraph | Tag::Heading { .. })
            | Event::Start(Tag::Strong | Tag::Emphasis)
            | Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item)
            | Event::End(TagEnd::Strong | TagEnd::Emphasis) => {}
            other => panic!("{other:?} in\n{markdown}"),
        }
    }
    texts
}

/// Without white space, and without the marks that begin an item: a list has its own.
fn bare(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–' | '*' | '•' | '·' | '▪' | '.' | ')'))
        .collect()
}

/// HTML that a browser reads without a single parse error, with the data that it carries.
pub(crate) fn html(document: &Document) -> scraper::Html {
    let html = emitted(document, &html::FORMAT);
    let page = scraper::Html::parse_document(&html);
    assert!(page.errors.is_empty(), "{:?}\n{html}", page.errors);
    let texts = |selector: &str| {
        let selector = scraper::Selector::parse(selector).unwrap();
        page.select(&selector).map(|element| element.text().collect::<String>()).collect::<Vec<_>>()
    };
    assert_eq!(texts("h1").len(), 1);
    assert_eq!(texts("script").len(), 1, "{html}");
    let data: Value = serde_json::from_str(&texts("script")[0]).unwrap();
    article(document, &data);
    let shown = texts("article").join("");
    for block in document.body().map(|(_, block)| seen(document.text(block.prose()))) {
        assert!(shown.contains(&block), "{block:?} is not in {shown:?}");
    }
    let selector = scraper::Selector::parse("[id]").unwrap();
    let mut ids: Vec<_> = page.select(&selector).filter_map(|element| element.value().id()).collect();
    ids.sort_unstable();
    assert!(ids.windows(2).all(|pair| pair[0] != pair[1]), "{ids:?}");
    page
}

/// One line, with these keys of these types and no other.
pub(crate) fn jsonl(document: &Document) -> Value {
    let line = emitted(document, &jsonl::FORMAT);
    assert_eq!(line.matches('\n').count(), 1);
    let value: Value = serde_json::from_str(&line).unwrap();
    let types: Vec<(String, &str)> =
        value.as_object().unwrap().iter().map(|(key, value)| (key.clone(), kind(value))).collect();
    let types: Vec<_> = types.iter().map(|(key, kind)| (key.as_str(), *kind)).collect();
    assert_eq!(types, crate::formats::JSONL);
    assert_eq!(value["turn_speakers"].as_array().map(Vec::len), value["turn_texts"].as_array().map(Vec::len));
    value
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::String(_) => "text",
        Value::Number(number) if number.is_u64() => "number",
        Value::Array(values) if values.iter().all(Value::is_string) => "texts",
        other => panic!("{other} has no type that a table knows"),
    }
}

/// An article as schema.org has it.
pub(crate) fn jsonld(document: &Document) -> Value {
    let value: Value = serde_json::from_str(&emitted(document, &jsonld::FORMAT)).unwrap();
    article(document, &value);
    assert_eq!(value["articleBody"].as_str().unwrap(), blocks(document).join("\n\n"));
    value
}

/// Properties that schema.org has for an article, with the types that it gives them.
fn article(document: &Document, value: &Value) {
    for (key, value) in value.as_object().unwrap() {
        let right = match key.as_str() {
            "@context" => value == "https://schema.org",
            "@type" => value == "Article" || value == "NewsArticle",
            "headline" | "genre" | "articleSection" | "inLanguage" | "articleBody" => value.is_string(),
            "temporalCoverage" => value.as_str().unwrap().split('/').all(is_day),
            "dateModified" => is_day(value.as_str().unwrap()),
            "wordCount" => *value == document.words().spans().len(),
            "contentLocation" | "author" => typed(value),
            "identifier" | "contributor" | "citation" => value.as_array().unwrap().iter().all(typed),
            _ => false,
        };
        assert!(right, "{key}: {value}");
    }
}

fn typed(value: &Value) -> bool {
    let types = ["Place", "Person", "PropertyValue", "CreativeWork"];
    value["@type"].as_str().is_some_and(|name| types.contains(&name))
        && (value["name"].is_string() || value["value"].is_string())
}

fn is_day(text: &str) -> bool {
    doclint::emit::Period::new(text).is_some()
}

/// An array of one item with the fields and types of CSL 1.0.2.
pub(crate) fn csl(document: &Document) -> Value {
    let items: Value = serde_json::from_str(&emitted(document, &csl::FORMAT)).unwrap();
    let [item] = items.as_array().unwrap().as_slice() else { panic!("{items}") };
    for (key, value) in item.as_object().unwrap() {
        let right = match key.as_str() {
            "id" | "title" | "event-place" | "container-title" | "genre" | "number" | "language" => {
                value.is_string()
            }
            "type" => ["speech", "interview", "webpage"].iter().any(|name| value == name),
            "author" => value.as_array().unwrap().iter().all(|name| name["literal"].is_string()),
            "issued" | "event-date" => value["date-parts"].as_array().is_some_and(|days| {
                let parts = |day: &Value| day.as_array().is_some_and(|parts| (1..=3).contains(&parts.len()));
                (1..=2).contains(&days.len()) && days.iter().all(parts)
            }),
            _ => false,
        };
        assert!(right, "{key}: {value}");
    }
    item.clone()
}

/// A table of seven columns, read as CSV readers do.
pub(crate) fn tsv(document: &Document) -> Vec<Vec<String>> {
    let table = emitted(document, &tsv::FORMAT);
    let mut reader = csv::ReaderBuilder::new().delimiter(b'\t').from_reader(table.as_bytes());
    assert_eq!(
        reader.headers().unwrap(),
        vec!["document", "file", "turn", "speaker", "role", "date", "text"]
    );
    let rows: Vec<Vec<String>> =
        reader.records().map(|row| row.unwrap().iter().map(String::from).collect()).collect();
    assert_eq!(table.lines().count(), rows.len() + 1);
    for (index, row) in rows.iter().enumerate() {
        assert_eq!((row.len(), &row[2]), (7, &(index + 1).to_string()));
    }
    rows
}

/// Elements of Dublin Core that hold text only.
pub(crate) fn dc(document: &Document) -> Vec<(String, String)> {
    let text = emitted(document, &dc::FORMAT);
    let xml = roxmltree::Document::parse(&text).unwrap();
    let root = xml.root_element();
    assert_eq!(root.tag_name().namespace(), Some("http://www.openarchives.org/OAI/2.0/oai_dc/"));
    let elements = root.children().filter(roxmltree::Node::is_element).map(|element| {
        assert_eq!(element.tag_name().namespace(), Some("http://purl.org/dc/elements/1.1/"));
        assert!(crate::formats::DUBLIN_CORE.contains(&element.tag_name().name()), "{element:?}");
        assert!(!element.has_children() || element.first_child().unwrap().is_text());
        (element.tag_name().name().to_string(), element.text().unwrap_or_default().to_string())
    });
    elements.collect()
}
