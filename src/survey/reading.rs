//! The words of a document as the survey sees them: in sequence, with what stands around them.

use crate::document::{Block, Document, Kind};
use crate::source::Span;

use super::hash::hash;
use crate::lexicon::split_possessive;

/// A form has no more bytes; what is longer is an address or noise.
const LONGEST: usize = 40;

/// Abbreviations that stand before a name: the full stop after them ends no sentence.
const BEFORE_NAMES: [&str; 24] = [
    "Mr", "Mrs", "Ms", "Dr", "Gen", "Sen", "Rep", "Prof", "Lt", "Col", "Maj", "Capt", "Adm", "Amb", "Sec",
    "Gov", "St", "Sgt", "Cpl", "Rev", "Hon", "Pres", "Messrs", "Mme",
];

/// One word, or one part of a word with hyphens.
pub(super) struct Word<'w> {
    /// The form: straight apostrophes, no possessive ending.
    pub(super) form: &'w str,
    /// Where it stands, without a possessive ending.
    pub(super) span: Span,
    pub(super) hash: u64,
    /// Whether it is made of letters, so that it is worth counting.
    pub(super) is_word: bool,
    /// Whether it stands inside a sentence of a paragraph.
    pub(super) inside: bool,
    /// Whether only a space separates it from the word before, or an abbreviated title.
    pub(super) follows: bool,
}

/// Whether a block is prose with sentences, and not a heading with capitals everywhere.
const fn has_sentences(kind: Kind) -> bool {
    matches!(kind, Kind::Paragraph | Kind::Utterance | Kind::Item)
}

/// Hands over the words of a block one by one.
pub(super) fn words(document: &Document, block: &Block, mut then: impl FnMut(Word)) {
    let mut before: Option<Span> = None;
    let mut straight = String::new();
    for word in document.words_of(block) {
        let (starts, follows) = between(document, before, word);
        let mut at = word.start;
        for part in document.text(word).split('-') {
            let (stem, _) = split_possessive(part);
            let (span, first) = (Span::new(at, at + stem.len()), at == word.start);
            at += part.len() + 1;
            let form = with_straight(stem, &mut straight);
            then(Word {
                form,
                span,
                hash: hash(form.as_bytes()),
                is_word: is_word(form),
                inside: has_sentences(block.kind) && !(first && starts),
                follows: first && follows,
            });
        }
        before = Some(word);
    }
}

/// Whether the words of a block are what a document says, whatever its header.
pub(super) fn is_body(block: &Block) -> bool {
    block.kind.is_body() && block.kind != Kind::Note
}

/// Hands over the hashes of the words of the body.
pub(super) fn body(document: &Document, mut then: impl FnMut(u64)) {
    let blocks = document.blocks.iter().filter(|block| is_body(block));
    blocks.for_each(|block| words(document, block, |word| then(word.hash)));
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
        gap == ". " && (BEFORE_NAMES.contains(&title) || title.len() == 1)
    };
    if is_title() {
        return (false, true);
    }
    (gap.contains(|c: char| !matches!(c, ' ' | ',' | '\n' | '\r' | '/' | '\u{a0}')), false)
}

/// The word with straight apostrophes.
fn with_straight<'w>(stem: &'w str, straight: &'w mut String) -> &'w str {
    if !stem.contains('’') {
        return stem;
    }
    straight.clear();
    straight.extend(stem.chars().map(|c| if c == '’' { '\'' } else { c }));
    straight
}

fn is_word(form: &str) -> bool {
    (2..=LONGEST).contains(&form.len()) && form.chars().all(|c| c.is_alphabetic() || c == '\'')
}
