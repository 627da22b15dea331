//! The words of a document as the survey sees them: in sequence, with what stands around them.

use std::borrow::Cow;
use std::ops::Range;

use super::hash::hash;
use crate::document::{Block, Document, Kind, Spelling};
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
    /// Where it begins in the word, and its length.
    pub(super) at: usize,
    len: usize,
}

/// A part of a word where it stands.
pub(super) struct Place<'r, 'd> {
    /// Whether it belongs to what the document says, whatever its header.
    pub(super) is_body: bool,
    pub(super) part: &'r Part<'d>,
    /// The number of the part among those of all spellings.
    pub(super) number: usize,
    /// Of a name: whether it stands inside a sentence of a paragraph.
    pub(super) inside: bool,
    /// Of a name: whether only a space separates it from the word before, or an abbreviated title.
    pub(super) follows: bool,
}

/// The words of a document, each spelling taken apart once.
pub(super) struct Reading<'d> {
    document: &'d Document<'d>,
    parts: Vec<Part<'d>>,
    /// For each spelling where its parts begin, and where those of the last one end.
    starts: Vec<usize>,
}

impl<'d> Reading<'d> {
    pub(super) fn new(document: &'d Document<'d>) -> Self {
        let spellings = document.words().spellings();
        let mut reading = Self {
            document,
            parts: Vec::with_capacity(spellings.len()),
            starts: Vec::with_capacity(spellings.len() + 1),
        };
        for spelling in spellings {
            reading.starts.push(reading.parts.len());
            each_part(document.text(spelling.first), |part| reading.parts.push(part));
        }
        reading.starts.push(reading.parts.len());
        reading
    }

    /// The parts of all spellings, each once, in order of appearance.
    pub(super) fn parts(&self) -> &[Part<'d>] {
        &self.parts
    }

    /// The numbers of the parts of a spelling.
    #[inline]
    pub(super) fn parts_of(&self, spelling: &Spelling) -> Range<usize> {
        let number = spelling.number as usize;
        self.starts[number]..self.starts[number + 1]
    }

    /// Hands over all words part by part, in order.
    pub(super) fn each<'r>(&'r self, mut then: impl FnMut(Place<'r, 'd>)) {
        let document: &'d Document<'d> = self.document;
        let mut blocks = document.blocks.iter();
        let (mut end, mut is_body, mut has_sentences) = (0, false, false);
        let mut before: Option<Span> = None;
        // Not a loop: two slices side by side are gone through at half the cost so.
        document.words().numbered().for_each(|(word, spelling)| {
            while word.start >= end {
                let Some(block) = blocks.next() else { return };
                (end, before) = (block.span.end, None);
                (is_body, has_sentences) = (self::is_body(block), self::has_sentences(block.kind));
            }
            let numbers = self.parts_of(spelling);
            let first = numbers.start;
            for (part, number) in self.parts[numbers.clone()].iter().zip(numbers) {
                let (starts, follows) = match number == first && part.is_name {
                    true => between(document, before, word),
                    false => (false, false),
                };
                then(Place { is_body, part, number, inside: has_sentences && !starts, follows });
            }
            before = Some(word);
        });
    }
}

impl<'d> Part<'d> {
    /// A part that begins at an offset of its word.
    fn new(text: &'d str, at: usize) -> Self {
        let (stem, _) = split_possessive(text);
        let form = form(stem);
        let is_word = is_word(&form);
        let is_name = is_word && super::is_capitalised(&form);
        Self { hash: hash(form.as_bytes()), form, is_word, is_name, at, len: stem.len() }
    }

    /// The only part of a word of plain letters and digits, whose bytes have these classes: most words are such, and
    /// nothing of theirs has to be looked at again.
    fn plain(word: &'d str, classes: u8) -> Self {
        let is_word = (2..=LONGEST).contains(&word.len()) && classes & OTHER == 0;
        let is_name = is_word && classes & SMALL != 0 && word.as_bytes()[0].is_ascii_uppercase();
        let form = Cow::Borrowed(word);
        Self { hash: hash(word.as_bytes()), form, is_word, is_name, at: 0, len: word.len() }
    }

    /// Where it stands in a word, without a possessive ending.
    pub(super) fn span(&self, word: Span) -> Span {
        let start = word.start + self.at;
        Span::new(start, start + self.len)
    }
}

/// Hands over the parts of a word.
pub(super) fn each_part<'d>(word: &'d str, mut then: impl FnMut(Part<'d>)) {
    let classes = classes(word);
    if classes & (JOINT | BEYOND) == 0 {
        return then(Part::plain(word, classes));
    }
    let mut at = 0;
    for text in word.split('-') {
        then(Part::new(text, at));
        at += text.len() + 1;
    }
}

/// What a byte is to a form.
mod class {
    /// A small letter of ASCII.
    pub(super) const SMALL: u8 = 1;
    /// A capital of ASCII.
    pub(super) const CAPITAL: u8 = 2;
    /// Apostrophe or hyphen.
    pub(super) const JOINT: u8 = 4;
    /// Part of a character beyond ASCII.
    pub(super) const BEYOND: u8 = 8;
    /// Anything else: a digit.
    pub(super) const OTHER: u8 = 16;
}
use class::{BEYOND, CAPITAL, JOINT, OTHER, SMALL};

const CLASSES: [u8; 256] = {
    let mut classes = [OTHER; 256];
    let mut byte = 0;
    while byte < 256 {
        match byte as u8 {
            b'a'..=b'z' => classes[byte] = SMALL,
            b'A'..=b'Z' => classes[byte] = CAPITAL,
            b'\'' | b'-' => classes[byte] = JOINT,
            0x80.. => classes[byte] = BEYOND,
            _ => {}
        }
        byte += 1;
    }
    classes
};

/// The classes of all bytes of a word.
fn classes(word: &str) -> u8 {
    word.bytes().fold(0, |all, byte| all | CLASSES[usize::from(byte)])
}

/// How a word is counted: with straight apostrophes.
fn form(stem: &str) -> Cow<'_, str> {
    if !stem.is_ascii() && stem.contains('’') {
        Cow::Owned(stem.replace('’', "'"))
    } else {
        Cow::Borrowed(stem)
    }
}

/// Whether the words of a block are what a document says, whatever its header.
fn is_body(block: &Block) -> bool {
    block.kind.is_body() && block.kind != Kind::Note
}

/// Whether a block is prose with sentences, and not a heading with capitals everywhere.
pub(super) const fn has_sentences(kind: Kind) -> bool {
    matches!(kind, Kind::Paragraph | Kind::Utterance | Kind::Item)
}

/// The widest gap between two words of one name, in bytes; a wider one separates columns.
const WIDEST: usize = 4;

/// Whether a sentence may start at a word, and whether it follows directly on the word before.
pub(super) fn between(document: &Document, before: Option<Span>, word: Span) -> (bool, bool) {
    let Some(before) = before else { return (true, false) };
    let gap = document.text(Span::new(before.end, word.start));
    // Scanned text has wide gaps, and no-break spaces in place of others.
    let is_gap = gap.len() <= WIDEST && gap.bytes().filter(|byte| *byte == b'\n').count() <= 1;
    if is_gap && !gap.is_empty() && gap.chars().all(char::is_whitespace) {
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
