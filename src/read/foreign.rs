//! TEI that others wrote, as a document that doclint can read: title and date, then a paragraph for each block, with a
//! label where somebody speaks.

use std::collections::BTreeMap;

use super::header::Header;
use super::xml::{Child, Element};
use super::{Encoding, Foreign};
use crate::source::{Source, fold};

/// Elements that hold other blocks.
const CONTAINERS: [&str; 20] = [
    "text",
    "front",
    "body",
    "back",
    "group",
    "div",
    "div1",
    "div2",
    "div3",
    "div4",
    "lg",
    "list",
    "u",
    "sp",
    "spGrp",
    "quote",
    "floatingText",
    "argument",
    "opener",
    "closer",
];
/// Elements that are one block.
const BLOCKS: [&str; 17] = [
    "p",
    "ab",
    "head",
    "l",
    "item",
    "seg",
    "byline",
    "dateline",
    "salute",
    "signed",
    "docTitle",
    "titlePart",
    "label",
    "trailer",
    "epigraph",
    "docDate",
    "docAuthor",
];
/// Elements inside a block that give it their text.
const INLINE: [&str; 37] = [
    "hi",
    "ref",
    "name",
    "persName",
    "placeName",
    "orgName",
    "roleName",
    "forename",
    "surname",
    "settlement",
    "country",
    "date",
    "time",
    "title",
    "q",
    "said",
    "emph",
    "foreign",
    "term",
    "s",
    "w",
    "pc",
    "num",
    "measure",
    "mentioned",
    "soCalled",
    "choice",
    "sic",
    "corr",
    "orig",
    "reg",
    "supplied",
    "unclear",
    "abbr",
    "rs",
    "idno",
    "c",
];
/// Elements without words, whose loss changes no text.
const EMPTY: [&str; 10] = ["lb", "pb", "cb", "gb", "milestone", "anchor", "ptr", "space", "timeline", "when"];
/// Elements that describe what happens: their description is a stage note.
const HAPPENINGS: [&str; 6] = ["gap", "vocal", "kinesic", "incident", "pause", "stage"];

/// Reads the document.
pub(super) fn read(name: &str, header: &Header, root: &Element, corrections: bool) -> Foreign {
    let mut page = Page { header, corrections, blocks: Vec::new(), label: None, lost: BTreeMap::new() };
    for element in root.elements() {
        match element.name.as_str() {
            "teiHeader" => {}
            "text" => page.container(element),
            _ => page.lose(element),
        }
    }
    let head = header.title.iter().chain(&header.date).filter(|line| page.blocks.first() != Some(line));
    let blocks: Vec<&str> = head.chain(&page.blocks).map(String::as_str).collect();
    let text = blocks.iter().map(|block| format!("{block}\n")).collect::<Vec<_>>().join("\n");
    let source = Source::restored(name, text, Encoding::Utf8).expect("UTF-8 has every character");
    let mut lost: Vec<_> = page.lost.into_iter().map(|(name, (count, first))| (name, count, first)).collect();
    lost.sort_by_key(|(_, _, first)| *first);
    Foreign { source, not_understood: lost }
}

/// A document in the making.
struct Page<'h> {
    header: &'h Header,
    corrections: bool,
    blocks: Vec<String>,
    /// Who speaks the next block.
    label: Option<String>,
    /// Elements whose meaning is lost: how often, and where first.
    lost: BTreeMap<String, (usize, usize)>,
}

impl Page<'_> {
    fn lose(&mut self, element: &Element) {
        self.lost.entry(element.name.clone()).or_insert((0, element.offset)).0 += 1;
    }

    /// Takes the blocks of an element; text of its own is a block too.
    fn container(&mut self, element: &Element) {
        let mut loose = String::new();
        for child in &element.children {
            match child {
                Child::Text(text) => loose.push_str(text),
                Child::Element(inner) if is_block(inner) => {
                    self.block(&std::mem::take(&mut loose));
                    self.element(inner);
                }
                Child::Element(inner) => self.inline(element, inner, &mut loose),
            }
        }
        self.block(&loose);
    }

    fn element(&mut self, element: &Element) {
        match element.name.as_str() {
            "u" | "sp" => self.speech(element),
            "speaker" => self.label = Some(element.words()),
            "note" if element.attribute("type") == Some("speaker") => self.label = Some(element.words()),
            "note" | "fw" => self.lose(element),
            name if BLOCKS.contains(&name) => {
                let mut text = String::new();
                self.content(element, &mut text);
                self.block(&text);
            }
            name if CONTAINERS.contains(&name) => self.container(element),
            _ => {
                self.lose(element);
                self.container(element);
            }
        }
    }

    /// What somebody says: under the label before it or in it, else under the name of whom it points to.
    fn speech(&mut self, element: &Element) {
        let speaker = element.attribute("who").map(|who| match self.header.persons.get(who) {
            Some(name) => name.clone(),
            None => who.trim_start_matches('#').to_string(),
        });
        self.label = self.label.take().or(speaker).filter(|label| !label.is_empty());
        self.container(element);
        self.label = None;
    }

    fn block(&mut self, text: &str) {
        let text = fold(text);
        if text.is_empty() {
            return;
        }
        let label = self.label.take().map(|label| format!("{}: ", label.trim_end_matches([':', ' '])));
        self.blocks.push(label.unwrap_or_default() + &text);
    }

    fn content(&mut self, element: &Element, text: &mut String) {
        for child in &element.children {
            match child {
                Child::Text(part) => text.push_str(part),
                Child::Element(inner) => self.inline(element, inner, text),
            }
        }
    }

    fn inline(&mut self, parent: &Element, element: &Element, text: &mut String) {
        match element.name.as_str() {
            "lb" if element.attribute("break") != Some("no") => text.push(' '),
            "g" => self.character(element, text),
            "corr" | "reg" | "supplied" | "expan" if !self.corrections => {
                if parent.name != "choice" {
                    self.content(element, text);
                }
            }
            "sic" | "orig" if self.corrections && parent.name == "choice" => {}
            "note" | "fw" | "rdg" => self.lose(element),
            name if HAPPENINGS.contains(&name) => {
                let words = element.words();
                let bare = words.trim_matches(['(', ')', '[', ']']);
                text.push_str(&if bare.is_empty() { String::new() } else { format!("({bare})") });
            }
            name if EMPTY.contains(&name) => {}
            name if INLINE.contains(&name) || BLOCKS.contains(&name) => self.content(element, text),
            _ => {
                self.lose(element);
                self.content(element, text);
            }
        }
    }

    fn character(&mut self, element: &Element, text: &mut String) {
        match element.attribute("ref").and_then(|pointer| self.header.characters.get(pointer)) {
            Some(character) => text.push(*character),
            None => self.content(element, text),
        }
    }
}

fn is_block(element: &Element) -> bool {
    let name = element.name.as_str();
    CONTAINERS.contains(&name)
        || BLOCKS.contains(&name)
        || matches!(name, "speaker" | "note" | "fw" | "table" | "row" | "cell" | "figure" | "figDesc")
}
