//! The likelihood that an unknown word is a typo for a known one, in the context of a document.
//!
//! A word is judged by the likelihood of the best word near it: the cost of the edits and how rare the word is, in
//! hundredths of an ordinary edit. A longer word may cost more, since fewer words are near it by chance.

use crate::document::Document;
use crate::lexicon::{Corrections, Near, Suspect, is_plural_of, split_possessive};
use crate::source::Span;

use super::passage::Passage;
use super::vocabulary::Vocabulary;
use super::wording::begins_sentence;

/// Shorter words are near too many others.
const SHORTEST: usize = 4;

/// The highest cost of the best word near a word of the shortest length, and the allowance for each further letter.
const LIMIT: i32 = 85;
const LIMIT_A_LETTER: i32 = 20;
const LONG: usize = 9;

/// The limit for a word that is made of known ones.
const DERIVED_LIMIT: i32 = 70;

/// The limit for the first word of a sentence, which may be a name, and its shortest length.
const CAPITAL_LIMIT: i32 = 125;
const CAPITAL_SHORTEST: usize = 7;

/// A word that is repeated is more likely to be a term: the limit drops with each occurrence.
const REPETITION: i32 = 40;

/// Parts of hyphenated words and words beside unknown ones: `bric-a-brac`, `avant garde`.
const DOUBT: i32 = 30;

/// A second suggestion that is this much less likely leaves no doubt about the first.
const CLEAR: i32 = 30;

/// Less likely suggestions do not help.
const FAR: i32 = 60;

/// What speaks against a typo at a place in a document.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::rules) struct Place {
    begins_sentence: bool,
    is_doubtful: bool,
    is_foreign: bool,
}

impl Place {
    pub(in crate::rules) fn of(document: &Document, part: Span, passage: Passage) -> Place {
        let text = document.source.text();
        let (before, after) = (&text[..part.start], &text[part.end..]);
        let apostrophes = ['\'', '’', '‘'];
        Place {
            begins_sentence: begins_sentence(document, part) && !before.ends_with('-'),
            is_doubtful: before.ends_with('-') || after.starts_with('-') || passage.has_unknown_neighbour,
            // A spoken form (`lyin’`), or a word that is mentioned, not used.
            is_foreign: before.ends_with(apostrophes)
                || after.starts_with(apostrophes)
                || passage.is_one_word(),
        }
    }
}

/// The words that an unknown word may be a typo for.
pub(in crate::rules) struct Guesses<'s> {
    /// At least one word, the likeliest first.
    pub(in crate::rules) words: Vec<&'s str>,
    /// The first is much likelier than the second.
    pub(in crate::rules) is_clear: bool,
}

/// Whether a word may be a typo in the most favourable context.
pub(in crate::rules) fn is_plausible(suspect: &Suspect, word: &str, vocabulary: &Vocabulary) -> bool {
    let best = Place { begins_sentence: true, ..Place::default() };
    guesses(suspect, word, best, vocabulary).is_some()
}

/// The words that a word is likely to be a typo for at a place, if any.
pub(in crate::rules) fn guesses<'s>(
    suspect: &'s Suspect,
    word: &str,
    place: Place,
    vocabulary: &Vocabulary,
) -> Option<Guesses<'s>> {
    let (stem, _) = split_possessive(word);
    let is_capitalised = stem.starts_with(char::is_uppercase);
    let shortest = if is_capitalised { CAPITAL_SHORTEST } else { SHORTEST };
    if stem.len() < shortest || place.is_foreign || is_capitalised && !place.begins_sentence {
        return None;
    }
    let times = vocabulary.times(stem);
    if is_capitalised && (times > 1 || suspect.is_derived()) {
        return None;
    }
    let ranked = ranked(suspect, vocabulary);
    let (best, _) = *ranked.first()?;
    let is_plural = || ranked.iter().any(|(_, near)| is_plural_of(stem, &near.word));
    if best > limit(suspect, stem, place, times) || is_plural() {
        return None;
    }
    let words = ranked
        .iter()
        .take_while(|(likelihood, _)| *likelihood <= best + FAR)
        .map(|(_, near)| near.word.as_str());
    let is_clear = ranked.get(1).is_none_or(|(second, _)| *second >= best + CLEAR);
    Some(Guesses { words: words.collect(), is_clear })
}

fn ranked<'s>(suspect: &'s Suspect, vocabulary: &Vocabulary) -> Vec<(i32, &'s Near)> {
    let near = suspect.near().iter();
    let mut ranked: Vec<(i32, &Near)> =
        near.map(|near| (near.likelihood(vocabulary.times(&near.word)), near)).collect();
    ranked.sort_by(|(a, near_a), (b, near_b)| (a, &near_a.word).cmp(&(b, &near_b.word)));
    ranked
}

fn limit(suspect: &Suspect, stem: &str, place: Place, times: u32) -> i32 {
    let letters = i32::try_from(stem.len().min(LONG) - SHORTEST).unwrap_or_default();
    let by_length = LIMIT + LIMIT_A_LETTER * letters;
    let limit = if stem.starts_with(char::is_uppercase) { by_length.min(CAPITAL_LIMIT) } else { by_length };
    let limit = if suspect.is_derived() { DERIVED_LIMIT } else { limit };
    let again = i32::try_from(times.saturating_sub(1).min(9)).unwrap_or_default();
    limit - REPETITION * again - if place.is_doubtful { DOUBT } else { 0 }
}

/// The corrections of a known misspelling, the likeliest first; those that no edit leads to come last, in their own
/// order.
pub(in crate::rules) fn by_likelihood<'c>(
    suspect: &Suspect,
    corrections: &'c Corrections,
    vocabulary: &Vocabulary,
) -> Vec<&'c str> {
    let ranked = ranked(suspect, vocabulary);
    let mut words: Vec<&str> = corrections.iter().collect();
    words.sort_by_key(|word| ranked.iter().position(|(_, near)| near.word == **word).unwrap_or(usize::MAX));
    words
}
