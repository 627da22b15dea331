//! Whether the words of a text are words of its language: over all, and around a place.
//!
//! Rules about words compare with English. In a French debate, or in Arabic that was scanned as if it were Latin, nearly all
//! that they find is wrong. Of 429 documents of fourteen collections, at most 9 % of the small words of an English one were
//! in no dictionary, scanned ones among them, and at least 50 % of those of any other: the thresholds lie far from both.

use std::ops::Range;

use crate::document::Document;
use crate::language::{Language, guess_prose};
use crate::lexicon::{Lexicon, Sign, Signs};
use crate::source::Span;

/// What a rule needs the text around a finding to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Nothing: what it reports is wrong in any text.
    Nothing,
    /// Words of some language, in one piece.
    Letters,
    /// Words of the document's language.
    Words,
}

/// What the words of a text are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Legibility {
    /// Words of the document's language, or too few to tell.
    Clear,
    /// Words of its language, many of which were misread, or which have lost their punctuation.
    Noisy,
    /// Words of another language.
    Foreign,
    /// Words of no language.
    Illegible,
    /// Letters that stand apart: `t h e  G u l f`.
    Apart,
}

/// Counts of the words of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WordCounts {
    /// All words.
    pub words: u64,
    /// Words in lower case of at least three bytes: those that a dictionary can judge.
    pub judged: u64,
    /// Of these, words outside addresses that are in no dictionary.
    pub unknown: u64,
    /// Letters of the Latin alphabet that stand alone and are not words of English.
    pub single: u64,
    /// Words of letters a to z and digits with a capital behind the first letter, and letters in lower case.
    pub broken: u64,
}

/// The smallest text whose words are judged, in words.
const FEWEST: u64 = 40;

/// The share of unknown words that shows another language, one in so many.
const FOREIGN: u64 = 3;

/// The smallest text whose noise is judged, in words that a dictionary can judge.
const FEWEST_NOISY: u64 = 200;

/// The share of unknown words that shows uncorrected text recognition, one in so many.
const NOISY: u64 = 25;

/// The share of broken words that shows that another alphabet was read as Latin, one in so many. Of fifteen such documents
/// 3 to 6 % were broken, of documents in other languages at most 1 %.
const BROKEN: u64 = 60;

/// The share of single letters that shows letters set apart, one in so many.
const APART: u64 = 6;

/// Words for one end of a sentence that show that punctuation was removed. The longest sentences of speeches average 60.
const ENDLESS: u64 = 100;

/// Words on each side of a place that show what the text around it is.
const REACH: usize = 20;

/// The fewest judged words among them that do.
const FEWEST_AROUND: u64 = 8;

/// The words of a document and what they are.
#[derive(Clone, Copy, Debug)]
pub struct WordQuality {
    /// The counts of the whole document. A spelling counts as unknown wherever it stands.
    pub counts: WordCounts,
    /// The ends of sentences.
    pub sentence_ends: u64,
    /// What the document is as a whole.
    pub whole: Legibility,
}

impl WordQuality {
    /// Judges the words of a document by the flags of its spellings.
    pub(super) fn of(document: &Document, lexicon: &Lexicon, signs: &[Signs]) -> Self {
        let spellings = document.words().spellings();
        let mut counts = WordCounts::default();
        for (spelling, signs) in spellings.iter().zip(signs) {
            let one = counts_of(document, lexicon, spelling.first, *signs);
            counts = counts.plus(one, spelling.times);
        }
        let ends = memchr::memchr3_iter(b'.', b'!', b'?', document.source.text().as_bytes()).count();
        let sentence_ends = ends as u64;
        let whole = match () {
            () if counts.words < FEWEST => Legibility::Clear,
            () if counts.are_apart() && sum(document, lexicon, signs, 0..usize::MAX).are_apart() => {
                Legibility::Apart
            }
            () if counts.are_foreign() && counts.are_broken() && language(document).is_none() => {
                Legibility::Illegible
            }
            () if counts.are_foreign() => Legibility::Foreign,
            () if counts.are_capitals() && is_other(document) => Legibility::Foreign,
            () if counts.are_noisy() || counts.are_endless(sentence_ends) => Legibility::Noisy,
            () => Legibility::Clear,
        };
        Self { counts, sentence_ends, whole }
    }

    /// What the text around a place is. Where it has too few words, it is what the document is.
    pub(super) fn at(
        &self,
        document: &Document,
        lexicon: &Lexicon,
        signs: &[Signs],
        place: Span,
    ) -> Legibility {
        let counts = self.counts;
        if self.whole == Legibility::Clear
            && counts.unknown * 2 < FEWEST_AROUND
            && counts.single * 5 < FEWEST_AROUND * 2
        {
            return Legibility::Clear;
        }
        let at = document.words().spans().partition_point(|word| word.start < place.start);
        let around = sum(document, lexicon, signs, at.saturating_sub(REACH)..at.saturating_add(REACH));
        if around.words >= FEWEST_AROUND && around.single * 5 >= around.words * 2 {
            return Legibility::Apart;
        }
        if around.judged < FEWEST_AROUND {
            return self.whole;
        }
        match self.whole {
            // A paragraph in the document's language: of no document are half of the words in another one.
            Legibility::Foreign | Legibility::Illegible if around.unknown * 5 < around.judged => {
                Legibility::Clear
            }
            Legibility::Apart if around.single * 10 < around.words => Legibility::Clear,
            Legibility::Clear | Legibility::Noisy if around.unknown * 2 >= around.judged => {
                Legibility::Foreign
            }
            whole => whole,
        }
    }
}

/// The counts of the words with these numbers, each where it stands.
fn sum(document: &Document, lexicon: &Lexicon, signs: &[Signs], words: Range<usize>) -> WordCounts {
    let words = document.words().numbered_among(words);
    let counts =
        words.map(|(word, spelling)| counts_of(document, lexicon, word, signs[spelling.number as usize]));
    counts.fold(WordCounts::default(), |sum, word| sum.plus(word, 1))
}

impl WordCounts {
    /// With as many times another.
    fn plus(self, other: Self, times: u32) -> Self {
        let times = u64::from(times);
        Self {
            words: self.words + other.words * times,
            judged: self.judged + other.judged * times,
            unknown: self.unknown + other.unknown * times,
            single: self.single + other.single * times,
            broken: self.broken + other.broken * times,
        }
    }
    /// Whether the letters of words stand apart: `t h e  G u l f`.
    pub const fn are_apart(self) -> bool {
        self.words >= FEWEST && self.single * APART >= self.words
    }
    const fn are_broken(self) -> bool {
        self.broken * BROKEN >= self.words
    }
    /// Whether sentences in lower case have no ends. Lists and tables have none either, and texts in scripts whose marks
    /// are others.
    fn are_endless(self, ends: u64) -> bool {
        self.judged * 5 >= self.words * 2 && self.words / ENDLESS >= ends.max(1)
    }
    /// Whether so many words are in capitals that those in small letters say nothing.
    const fn are_capitals(self) -> bool {
        self.judged * 10 < self.words
    }
    const fn are_foreign(self) -> bool {
        self.judged >= FEWEST && self.unknown * FOREIGN >= self.judged
    }
    /// Whether so many words are unknown that most were misread.
    pub const fn are_noisy(self) -> bool {
        self.judged >= FEWEST_NOISY && self.unknown * NOISY >= self.judged
    }
}

/// The counts of one word. Most have no flag, and their first byte says all that is to know.
fn counts_of(document: &Document, lexicon: &Lexicon, word: Span, signs: Signs) -> WordCounts {
    let text = document.source.text();
    let bytes = &text.as_bytes()[word.start..word.end];
    let first = bytes.first().copied().unwrap_or_default();
    let is_lower = || text[word.start..].starts_with(char::is_lowercase);
    let is_judged = bytes.len() >= 3 && (first.is_ascii_lowercase() || !first.is_ascii() && is_lower());
    let mut counts = WordCounts { words: 1, judged: u64::from(is_judged), ..WordCounts::default() };
    if bytes.len() == 1 {
        counts.single = u64::from(is_single(first) && !is_initial(text.as_bytes(), word));
    }
    if signs == Signs::default() {
        return counts;
    }
    // A known misspelling is the word of a person who knows the language.
    let is_unknown = is_judged
        && signs.has(Sign::Suspect)
        && !is_in_address(text.as_bytes(), word)
        && lexicon.suspect(document.text(word)).is_none_or(|suspect| suspect.corrections.is_none());
    let is_broken =
        signs.has(Sign::InnerCapital) && !signs.has(Sign::Joined) && bytes.iter().any(u8::is_ascii_lowercase);
    counts.unknown = u64::from(is_unknown);
    counts.broken = u64::from(is_broken);
    counts
}

/// A letter of the Latin alphabet that is neither a word nor an ending behind a lost apostrophe.
const fn is_single(letter: u8) -> bool {
    letter.is_ascii_alphabetic() && !matches!(letter, b'a' | b'A' | b'I' | b's' | b'S')
}

/// Whether a mark follows that initials and the letters of lists have behind them: `J. Hollis`, `b) the port`.
fn is_initial(text: &[u8], word: Span) -> bool {
    text.get(word.end).is_some_and(|byte| matches!(byte, b'.' | b')' | b':'))
}

/// Whether a word touches a sign that addresses have between their parts.
fn is_in_address(text: &[u8], word: Span) -> bool {
    let is_sign = |byte: &u8| matches!(byte, b'/' | b'=' | b'_' | b'&' | b'@' | b'%' | b'#');
    let (before, after) = (text[..word.start].last(), text.get(word.end));
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric();
    before.is_some_and(|byte| is_sign(byte) || *byte == b'.')
        || after.is_some_and(is_sign)
        || after == Some(&b'.') && text.get(word.end + 1).is_some_and(is_part)
}

/// Whether the words of a document are of another language than its family writes.
fn is_other(document: &Document) -> bool {
    language(document).is_some_and(|language| language != document.profile.language())
}

/// The language of a document, by the beginning of its text.
pub(super) fn language(document: &Document) -> Option<Language> {
    /// Characters.
    const ENOUGH: usize = 4_000;
    let text = document.source.text();
    let end = text.char_indices().nth(ENOUGH).map_or(text.len(), |(at, _)| at);
    guess_prose(&text[..end])
}
