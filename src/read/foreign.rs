//! Third-party TEI as a document that doclint can read: title and date, then a paragraph for each block, with a label
//! for each speech.

use super::header::Header;
use super::losses::Losses;
use super::xml::{Child, Element, Parsed};
use super::{Encoding, Foreign};
use crate::source::{Source, fold};

/// Elements that contain other blocks.
const CONTAINERS: [&str; 24] = [
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
    "div5",
    "div6",
    "div7",
    "lg",
    "list",
    "u",
    "annotationBlock",
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
/// Elements that mark a position and have no words.
const EMPTY: [&str; 10] = ["lb", "pb", "cb", "gb", "milestone", "anchor", "ptr", "space", "timeline", "when"];
/// Elements that describe what happens: their description is a stage note.
const HAPPENINGS: [&str; 6] = ["gap", "vocal", "kinesic", "incident", "pause", "stage"];
/// Elements that are one block and stay one; the other blocks lose their kind.
const PARAGRAPHS: [&str; 3] = ["p", "ab", "head"];
/// Elements that are dropped with their words: an editor's remarks, running heads, other readings, deletions, and
/// annotations in the text.
const ASIDES: [&str; 8] = ["note", "fw", "rdg", "del", "rt", "rp", "spanGrp", "index"];

/// Reads the document.
pub(super) fn read(name: &str, header: &Header, tree: &Parsed, corrections: bool) -> Foreign {
    let losses = Losses {
        comments: tree.comments,
        instructions: tree.instructions,
        header: tree.root.child("teiHeader").map_or(0, |element| header.unread(element)),
        ..Losses::default()
    };
    let mut page = Page {
        header,
        corrections,
        blocks: Vec::new(),
        label: None,
        voice: Voice::Nobody,
        joins: false,
        losses,
    };
    for element in tree.root.elements() {
        match element.name.as_str() {
            "teiHeader" => {}
            "text" => page.container(element),
            name => page.losses.drop(name),
        }
    }
    let head = header
        .title
        .iter()
        .chain(&header.date)
        .filter(|line| page.blocks.first().is_none_or(|(first, _)| first != *line));
    let mut text = String::new();
    let mut labels = Vec::new();
    let lines =
        head.map(|line| (line, false)).chain(page.blocks.iter().map(|(block, labelled)| (block, *labelled)));
    for (block, labelled) in lines {
        let gap = if text.is_empty() { "" } else { "\n" };
        text.push_str(gap);
        labels.extend(labelled.then_some(text.len()));
        text.push_str(block);
        text.push('\n');
    }
    let source = Source::restored(name, text, Encoding::Utf8, false).expect("UTF-8 has every character");
    Foreign { source, losses: page.losses, labels }
}

/// The speaker of the blocks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Voice {
    /// No speaker, and none before.
    Nobody,
    /// The current speech.
    Speech,
    /// No speaker, after a speech.
    After,
}

/// A document in progress.
struct Page<'h> {
    header: &'h Header,
    corrections: bool,
    /// The blocks, each with whether it begins with a label.
    blocks: Vec<(String, bool)>,
    /// The speaker of the next block, and whether that is just an identifier.
    label: Option<(String, bool)>,
    voice: Voice,
    /// Whether the last token joins the next without a space.
    joins: bool,
    losses: Losses,
}

impl Page<'_> {
    /// Reads the blocks of an element; its own text is a block too.
    fn container(&mut self, element: &Element) {
        let mut loose = String::new();
        for child in &element.children {
            match child {
                Child::Text(text) => loose.push_str(text),
                Child::Element(inner) if is_block(inner) => {
                    self.block(&std::mem::take(&mut loose));
                    self.element(element, inner);
                }
                Child::Element(inner) => self.inline(inner, &mut loose),
            }
        }
        self.block(&loose);
    }

    fn element(&mut self, parent: &Element, element: &Element) {
        match element.name.as_str() {
            "u" | "sp" | "annotationBlock" => self.speech(element),
            "speaker" => self.label(element),
            "note" if element.attribute("type") == Some("speaker") => self.label(element),
            name if ASIDES.contains(&name) => self.losses.drop(name),
            name if BLOCKS.contains(&name) => {
                let stays_one = PARAGRAPHS.contains(&name) || name == "seg" && parent.name == "u";
                if !stays_one {
                    self.flatten(element);
                }
                if name == "head" && self.voice == Voice::After {
                    self.voice = Voice::Nobody;
                }
                let mut text = String::new();
                self.content(element, &mut text);
                self.block(&text);
            }
            "body" | "text" => self.container(element),
            name if element.children.is_empty() => self.losses.drop(name),
            _ => {
                self.flatten(element);
                self.container(element);
            }
        }
    }

    /// The words of an element stay and its meaning goes, along with a speaker that only an attribute names.
    fn flatten(&mut self, element: &Element) {
        self.losses.flatten(&element.name);
        self.losses.speakers += usize::from(element.attribute("who").is_some());
    }

    fn label(&mut self, element: &Element) {
        let words = element.words();
        self.label = (!words.is_empty()).then_some((words, false));
    }

    /// A speech: under the label before it or in it, else under the names that it points to.
    fn speech(&mut self, element: &Element) {
        let named = self.label.take().or_else(|| self.named(element.attribute("who")?));
        let before = (self.losses.labels, self.blocks.len());
        (self.label, self.voice) = (named, Voice::Speech);
        self.container(element);
        self.label = None;
        self.voice = Voice::After;
        match (self.losses.labels == before.0, self.blocks.len() == before.1) {
            (true, true) => self.losses.drop(&element.name),
            (true, false) => self.losses.speakers += 1,
            _ => {}
        }
    }

    /// The names that an attribute points to; identifiers if the header has no name.
    fn named(&self, who: &str) -> Option<(String, bool)> {
        let id = |pointer: &str| pointer.rsplit(['#', ':']).next().unwrap_or(pointer).to_string();
        let known = |pointer: &str| self.header.persons.get(&format!("#{}", id(pointer)));
        let names =
            who.split_whitespace().map(|pointer| known(pointer).cloned().unwrap_or_else(|| id(pointer)));
        let names = names.filter(|name| !name.is_empty()).collect::<Vec<_>>().join(", ");
        let is_unknown = who.split_whitespace().any(|pointer| known(pointer).is_none());
        (!names.is_empty()).then_some((names, is_unknown))
    }

    fn block(&mut self, text: &str) {
        let text = fold(text);
        if text.is_empty() {
            return;
        }
        self.losses.following += usize::from(self.voice == Voice::After && self.label.is_none());
        let label = self.label.take().map(|(label, is_id)| {
            self.losses.labels += 1;
            self.losses.identifiers += usize::from(is_id);
            format!("{}: ", label.trim_end_matches([':', ' ']))
        });
        let labelled = label.is_some();
        self.blocks.push((label.unwrap_or_default() + &text, labelled));
    }

    fn content(&mut self, element: &Element, text: &mut String) {
        for child in &element.children {
            match child {
                Child::Text(part) => {
                    text.push_str(if std::mem::take(&mut self.joins) { part.trim_start() } else { part })
                }
                Child::Element(inner) => self.inline(inner, text),
            }
        }
    }

    fn inline(&mut self, element: &Element, text: &mut String) {
        match element.name.as_str() {
            "lb" if element.attribute("break") != Some("no") => {
                self.losses.drop("lb");
                text.push(' ');
            }
            "g" => self.character(element, text),
            "choice" | "app" => self.one_of(element, text),
            name if ASIDES.contains(&name) => self.losses.drop(name),
            name if HAPPENINGS.contains(&name) => {
                let words = element.words();
                let bare = words.trim_matches(['(', ')', '[', ']']);
                match bare.is_empty() {
                    true => self.losses.drop(name),
                    false => text.push_str(&format!("({bare})")),
                }
            }
            name if EMPTY.contains(&name) => self.losses.drop(name),
            "w" | "pc" => self.token(element, text),
            _ => self.plain(element, text),
        }
    }

    /// The words of an element, if there are any. Those of a nested block are separated from their neighbours.
    fn plain(&mut self, element: &Element, text: &mut String) {
        let space = if is_block(element) { " " } else { "" };
        text.push_str(space);
        if element.children.is_empty() {
            self.losses.drop(&element.name);
        } else {
            self.flatten(element);
            self.content(element, text);
        }
        text.push_str(space);
    }

    /// One of several readings of the same words: the editor's if corrections are requested, else the source's, else
    /// the first.
    fn one_of(&mut self, element: &Element, text: &mut String) {
        let editors = ["corr", "reg", "expan"];
        let wanted = |inner: &&Element| match element.name.as_str() {
            "app" => inner.name == "lem",
            _ => editors.contains(&inner.name.as_str()) == self.corrections,
        };
        let chosen = element.elements().find(wanted).or_else(|| element.elements().next());
        self.losses.flatten(&element.name);
        for inner in element.elements() {
            match chosen {
                Some(chosen) if std::ptr::eq(chosen, inner) => self.plain(inner, text),
                _ => self.losses.drop(&inner.name),
            }
        }
    }

    /// A word or a mark, without a space if `@join` says so.
    fn token(&mut self, element: &Element, text: &mut String) {
        self.joins = false;
        let joins = |side: &str| element.attribute("join").is_some_and(|join| join == side || join == "both");
        if joins("left") {
            text.truncate(text.trim_end().len());
        }
        self.plain(element, text);
        if joins("right") {
            self.joins = true;
        }
    }

    fn character(&mut self, element: &Element, text: &mut String) {
        match element.attribute("ref").and_then(|pointer| self.header.characters.get(pointer)) {
            Some(character) => text.push(*character),
            None => self.plain(element, text),
        }
    }
}

fn is_block(element: &Element) -> bool {
    let name = element.name.as_str();
    CONTAINERS.contains(&name)
        || BLOCKS.contains(&name)
        || matches!(name, "speaker" | "note" | "fw" | "table" | "row" | "cell" | "figure" | "figDesc")
}
