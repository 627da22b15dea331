//! Properties of a spelling that do not depend on the document, computed once per thread and spelling.
//!
//! Of a hundred words in a text, ninety-eight are unremarkable by themselves. A rule that asks for the spellings with a
//! flag looks at the other two.

use std::cell::RefCell;

use super::memory::Memory;
use super::{Lexicon, split_possessive};

/// A reason to look at a word. It does not mean that something is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Sign {
    /// A part between hyphens is not a known word, or is a known misspelling.
    Suspect,
    /// A part between hyphens, in lower case, is American only or British only.
    OneVariety,
    /// It is not a word because it has lost its accents.
    LostAccent,
    /// It begins with a capital and ends in `s`, and may have lost its apostrophe.
    Owner,
    /// It contains a digit.
    Digit,
    /// It has a capital after the first character.
    InnerCapital,
    /// It has characters other than the letters a to z and digits: it may have several parts, or an ending.
    Joined,
}

/// The flags of a spelling.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signs(u8);

impl Signs {
    /// These flags.
    pub fn of(signs: &[Sign]) -> Self {
        signs.iter().fold(Self::default(), |signs, sign| signs.with(*sign, true))
    }
    /// Whether a flag is set.
    pub const fn has(self, sign: Sign) -> bool {
        self.0 & (1 << sign as u8) != 0
    }
    /// Whether one of them is set in the others.
    pub const fn has_any(self, others: Signs) -> bool {
        self.0 & others.0 != 0
    }
    /// These without others.
    #[must_use]
    pub const fn without(self, others: Signs) -> Self {
        Self(self.0 & !others.0)
    }
    fn with(self, sign: Sign, is_there: bool) -> Self {
        Self(self.0 | u8::from(is_there) << sign as u8)
    }
}

thread_local!(static SEEN: RefCell<Memory<Signs>> = RefCell::default());

impl Lexicon {
    /// The flags of a word.
    pub fn signs(&self, word: &str) -> Signs {
        SEEN.with_borrow_mut(|seen| seen.get(word, || signs(self, word)))
    }
    /// The flags of each of these words.
    pub fn signs_of<'w>(&self, words: impl Iterator<Item = &'w str>) -> Vec<Signs> {
        SEEN.with_borrow_mut(|seen| words.map(|word| seen.get(word, || signs(self, word))).collect())
    }
}

fn signs(lexicon: &Lexicon, word: &str) -> Signs {
    let is_owner = word.starts_with(char::is_uppercase) && word.ends_with('s');
    let signs = Signs::default()
        .with(Sign::LostAccent, lexicon.accented(word).is_some())
        .with(Sign::Owner, is_owner)
        .with(Sign::Digit, word.bytes().any(|byte| byte.is_ascii_digit()))
        .with(Sign::InnerCapital, word.chars().skip(1).any(char::is_uppercase))
        .with(Sign::Joined, !word.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    word.split('-').fold(signs, |signs, part| with_part(signs, lexicon, part))
}

/// Adds the flags of a part between hyphens.
fn with_part(signs: Signs, lexicon: &Lexicon, part: &str) -> Signs {
    let (stem, ending) = split_possessive(part);
    let (is_suspect, entry) = lexicon.look_up(part);
    // A rule may look up a word without its ending, and the rest may look like it has one: `boss's's`.
    let is_suspect = is_suspect || !ending.is_empty() && lexicon.look_up(stem).0;
    let is_small = stem.bytes().all(|letter| letter.is_ascii_lowercase());
    // The dictionary rules out most words, so that few are looked up in the list of spellings.
    let is_of_one = is_small && entry.is_some_and(|entry| entry.variety().is_some());
    signs.with(Sign::Suspect, is_suspect).with(Sign::OneVariety, is_of_one)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has(word: &str, sign: Sign) -> bool {
        Lexicon::built_in().signs(word).has(sign)
    }

    #[test]
    fn words_in_order_have_no_sign() {
        for word in
            "the government agreed in Brussels Kosovo on".split(' ').filter(|word| *word != "Brussels")
        {
            assert_eq!(Lexicon::built_in().signs(word), Signs::default(), "{word}");
        }
    }

    #[test]
    fn signs_are_seen_on_any_part() {
        assert!(has("well-negotated", Sign::Suspect) && has("teh", Sign::Suspect));
        assert!(has("defence-related", Sign::OneVariety) && !has("Defence", Sign::OneVariety));
        assert!(has("Communiqu", Sign::LostAccent) && !has("communiqué", Sign::LostAccent));
        assert!(has("NATOs", Sign::Owner) && has("Brussels", Sign::Owner) && !has("forces", Sign::Owner));
        assert!(has("NAT0", Sign::Digit) && has("26-plus-1", Sign::Digit));
        assert!(has("MInisters", Sign::InnerCapital) && !has("Ministers", Sign::InnerCapital));
        assert!(has("don’t", Sign::Joined) && has("café", Sign::Joined) && !has("word", Sign::Joined));
    }

    #[test]
    fn every_suspect_has_the_sign() {
        for word in "negotations Allaince Allaince’s boss's's o'clocke teh McNeill NATO don’t".split(' ')
        {
            let suspect = Lexicon::built_in().suspect(word).is_some();
            assert!(!suspect || has(word, Sign::Suspect), "{word}");
        }
    }
}
