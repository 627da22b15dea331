//! The context of a word: a sentence or a quotation, and whether it is in another language.

use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::source::Span;
use crate::text::offset_in;

use super::prose::{is_clear, is_foreign, is_french};

/// A passage is cut at this distance on each side, so that a text without sentences is not read again for each of its
/// words.
const LONGEST: usize = 240;

/// The words around a word, as far as they show its language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::rules) struct Passage {
    /// Number of words in it.
    words: usize,
    /// Number of lower-case words that are not English.
    unknown: usize,
    /// Whether one of the two adjacent words is not English.
    pub(in crate::rules) has_unknown_neighbour: bool,
    /// Whether it has few English function words, or French ones.
    is_foreign: bool,
    /// Whether it has a word that only the document's language has.
    pub(in crate::rules) is_clear: bool,
}

impl Passage {
    /// The sentence or the quotation that contains `word`.
    pub(in crate::rules) fn around(document: &Document, lexicon: &Lexicon, word: Span) -> Passage {
        let (text, lists) = (document.source.text(), document.profile.words());
        let span = span_around(text, word);
        let passage = &text[span.start..span.end];
        let mut found = Passage {
            is_foreign: is_foreign(passage, lists) || is_french(passage, lists),
            is_clear: is_clear(passage, lists),
            ..Passage::default()
        };
        let mut before_is_unknown = false;
        let mut is_behind = false;
        let is_letter = |c: char| c.is_alphabetic() || matches!(c, '\'' | '’');
        for piece in passage.split(|c: char| !is_letter(c)).filter(|piece| !piece.is_empty()) {
            let start = span.start + offset_in(passage, piece);
            let is_it = (word.start..word.end).contains(&start);
            let is_unknown = is_unknown(lexicon, piece);
            found.words += 1;
            found.unknown += usize::from(is_unknown);
            found.has_unknown_neighbour |= is_it && before_is_unknown || is_behind && is_unknown;
            (before_is_unknown, is_behind) = (is_unknown && !is_it, is_it);
        }
        found
    }

    /// Whether enough of its words are not English for it to be in another language.
    pub(in crate::rules) fn is_foreign(self) -> bool {
        self.is_foreign
            || self.unknown >= 2 && self.unknown * 2 >= self.words
            || self.unknown >= 3 && self.unknown * 4 >= self.words
    }

    /// Whether it is a single word between quotation marks, brackets or sentence ends.
    pub(in crate::rules) fn is_one_word(self) -> bool {
        self.words == 1
    }
}

/// A lower-case word that is neither in the dictionary nor a known misspelling.
pub(in crate::rules) fn is_unknown(lexicon: &Lexicon, word: &str) -> bool {
    word.starts_with(char::is_lowercase)
        && lexicon.suspect(word).is_some_and(|suspect| suspect.corrections.is_none())
}

fn span_around(text: &str, word: Span) -> Span {
    let is_end = |c: char| {
        matches!(
            c,
            '.' | '!'
                | '?'
                | '…'
                | ':'
                | ';'
                | '\n'
                | '\r'
                | '"'
                | '“'
                | '”'
                | '«'
                | '»'
                | '('
                | ')'
                | '['
                | ']'
        )
    };
    let boundary = |at: usize| (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default();
    let from = boundary(word.start.saturating_sub(LONGEST));
    let to = boundary((word.end + LONGEST).min(text.len())).max(word.end);
    let (before, after) = (&text[from..word.start], &text[word.end..to]);
    let start = before
        .char_indices()
        .rev()
        .find(|(_, c)| is_end(*c))
        .map_or(from, |(at, c)| from + at + c.len_utf8());
    let end = after.find(is_end).map_or(to, |at| word.end + at);
    Span::new(start, end)
}
