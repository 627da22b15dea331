//! The words of a document as the survey sees them: in sequence, with what stands around them.

use std::borrow::Cow;

use super::hash::hash;
use crate::document::{Block, Document, Kind};
use crate::lexicon::split_possessive;
use crate::source::Span;

/// A form has no more bytes; what is longer is an address or noise.
const LONGEST: usize = 40;

/// Abbreviations that stand before a name: the full stop after them ends no sentence.
const BEFORE_NAMES: [&str; 24] = [
    "Mr", "Mrs", "Ms", "Dr", "Gen", "Sen", "Rep", "Prof", "Lt", "Col", "Maj", "Capt", "Adm", "Amb", "Sec",
    "Gov", "St", "Sgt", "Cpl", "Rev", "Hon", "Pres", "Messrs", "Mme",
];

/// One part of a spelling, between hyphens.
pub(super) struct Part<'d> {
    /// The form: straight apostrophes, no possessive ending.
    pub(super) form: Cow<'d, str>,
    pub(super) hash: u64,
    /// Whether it is made of letters, so that it is worth counting.
    pub(super) is_word: bool,
    /// Whether it begins with a capital and is no acronym.
    pub(super) is_name: bool,
    /// How often the spelling stands in the document.
    pub(super) times: u32,
    /// Where it begins in the word, and its length.
    at: usize,
    len: usize,
}

/// A part of a word where it stands.
pub(super) struct Place<'r, 'd> {
    pub(super) block: &'d Block,
    pub(super) part: &'r Part<'d>,
    /// Without a possessive ending.
    pub(super) span: Span,
    /// Of a name: whether it stands inside a sentence of a paragraph.
    pub(super) inside: bool,
    /// Of a name: whether only a space separates it from the word before, or an abbreviated title.
    pub(super) follows: bool,
}

/// The words of a document, each spelling taken apart once.
pub(super) struct Reading<'d> {
    document: &'d Document<'d>,
    parts: Vec<Part<'d>>,
    /// For each spelling the end of its parts.
    ends: Vec<usize>,
}

impl<'d> Reading<'d> {
    pub(super) fn new(document: &'d Document<'d>) -> Self {
        let spellings = document.words().spellings();
        let mut reading = Self {
            document,
            parts: Vec::with_capacity(spellings.len()),
            ends: Vec::with_capacity(spellings.len()),
        };
        for spelling in spellings {
            let mut at = 0;
            for text in document.text(spelling.first).split('-') {
                reading.parts.push(Part::new(text, at, spelling.times));
                at += text.len() + 1;
            }
            reading.ends.push(reading.parts.len());
        }
        reading
    }

    /// The parts of all spellings, each once.
    pub(super) fn parts(&self) -> impl Iterator<Item = &Part<'d>> {
        self.parts.iter()
    }

    /// Hands over all words part by part, in order.
    pub(super) fn each<'r>(&'r self, mut then: impl FnMut(Place<'r, 'd>)) {
        let document: &'d Document<'d> = self.document;
        let mut blocks = document.blocks.iter();
        let Some(mut block) = blocks.next() else { return };
        let mut before: Option<Span> = None;
        for (word, spelling) in document.words().numbered() {
            while word.start >= block.span.end {
                let Some(next) = blocks.next() else { return };
                (block, before) = (next, None);
            }
            let number = spelling.number as usize;
            let from = if number == 0 { 0 } else { self.ends[number - 1] };
            for (at, part) in self.parts[from..self.ends[number]].iter().enumerate() {
                let (starts, follows) = match at {
                    0 if part.is_name => between(document, before, word),
                    _ => (false, false),
                };
                let start = word.start + part.at;
                let span = Span::new(start, start + part.len);
                let inside = has_sentences(block.kind) && !starts;
                then(Place { block, part, span, inside, follows });
            }
            before = Some(word);
        }
    }
}

impl<'d> Part<'d> {
    fn new(text: &'d str, at: usize, times: u32) -> Self {
        let (stem, _) = split_possessive(text);
        let form = form(stem);
        let is_word = is_word(&form);
        let is_name = is_word && super::is_capitalised(&form);
        Self { hash: hash(form.as_bytes()), form, is_word, is_name, times, at, len: stem.len() }
    }
}

/// How a word is counted: with straight apostrophes.
fn form(stem: &str) -> Cow<'_, str> {
    if !stem.is_ascii() && stem.contains('’') {
        Cow::Owned(stem.replace('’', "'"))
    } else {
        Cow::Borrowed(stem)
    }
}

/// The form of a part of a word that may be a name.
pub(super) fn name(part: &str) -> Option<Cow<'_, str>> {
    // Most words begin with a small letter.
    if part.as_bytes().first().is_some_and(u8::is_ascii_lowercase) {
        return None;
    }
    let form = form(split_possessive(part).0);
    (is_word(&form) && super::is_capitalised(&form)).then_some(form)
}

/// Whether the words of a block are what a document says, whatever its header.
pub(super) fn is_body(block: &Block) -> bool {
    block.kind.is_body() && block.kind != Kind::Note
}

/// Whether a block is prose with sentences, and not a heading with capitals everywhere.
const fn has_sentences(kind: Kind) -> bool {
    matches!(kind, Kind::Paragraph | Kind::Utterance | Kind::Item)
}

/// Whether a sentence may start at a word, and whether it follows directly on the word before.
fn between(document: &Document, before: Option<Span>, word: Span) -> (bool, bool) {
    let Some(before) = before else { return (true, false) };
    let gap = document.text(Span::new(before.end, word.start));
    if matches!(gap, " " | "\n" | "\r\n") {
        return (false, true);
    }
    let is_title = || {
        let title = document.text(before);
        BEFORE_NAMES.contains(&title) || title.len() == 1
    };
    if gap == ". " && is_title() {
        return (false, true);
    }
    (gap.contains(|c: char| !matches!(c, ' ' | ',' | '\n' | '\r' | '/' | '\u{a0}')), false)
}

fn is_word(form: &str) -> bool {
    (2..=LONGEST).contains(&form.len()) && form.chars().all(|c| c.is_alphabetic() || c == '\'')
}
