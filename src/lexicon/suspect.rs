//! Words that may be misspelt: what is known about each, found out once a thread and word.

use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::rc::Rc;

use super::derived::is_derived;
use super::dictionary::Dictionary;
use super::near::Near;
use super::{Corrections, Lexicon, split_possessive};

/// Slips that cost more are no longer seen to be slips of a word (hundredths of an ordinary slip).
const MOST_COST: u32 = 160;

/// More words are not remembered: a thread that has seen so many begins again.
const MOST_REMEMBERED: usize = 1 << 16;

/// A word that is in no list of right words, or in the list of known slips.
#[derive(Debug)]
pub struct Suspect {
    /// The corrections, if the word is a known slip.
    pub corrections: Option<Corrections>,
    /// The words that it may be a slip of; none for a name.
    pub near: Vec<Near>,
    /// It is made of known words (`homeownership`), so that nothing but a very likely slip speaks against it.
    pub is_derived: bool,
}

impl Lexicon {
    /// What speaks against a word: without digits or hyphens, with or without a possessive ending.
    ///
    /// A word with a capital has near words only if it has one and stands in no list of names; whether it begins a
    /// sentence is for the caller to say.
    pub fn suspect(&self, word: &str) -> Option<Rc<Suspect>> {
        thread_local!(static SEEN: RefCell<Seen> = RefCell::default());
        SEEN.with_borrow_mut(|seen| {
            if let Some(known) = seen.get(word) {
                return known.clone();
            }
            if seen.len() >= MOST_REMEMBERED {
                seen.clear();
            }
            let found = judge(self, word).map(Rc::new);
            seen.insert(word.into(), found.clone());
            found
        })
    }

    /// Whether a word in small letters is an English word or name, a listed one.
    pub fn has(&self, lower: &str) -> bool {
        Dictionary::built_in().get(lower).is_some()
    }

    /// How rare an English word is, from 0 for the commonest to 7; a name has none.
    pub fn class(&self, lower: &str) -> Option<usize> {
        Dictionary::built_in().small(lower).map(|entry| entry.class())
    }
}

fn judge(lexicon: &Lexicon, word: &str) -> Option<Suspect> {
    let corrections = lexicon.corrections(word);
    let (stem, _) = split_possessive(word);
    let lower = stem.to_lowercase().replace('’', "'");
    let small = stem.chars().skip(1).all(|letter| letter.is_lowercase() || matches!(letter, '\'' | '’'));
    let dictionary = Dictionary::built_in();
    let is_unknown = small && !lower.is_empty() && dictionary.get(&lower).is_none();
    if corrections.is_none() && !is_unknown {
        return None;
    }
    let is_searched = lower.bytes().all(|letter| letter.is_ascii_lowercase());
    let near = if is_searched { dictionary.near(&lower, MOST_COST) } else { Vec::new() };
    Some(Suspect { corrections, near, is_derived: is_unknown && is_derived(dictionary, &lower) })
}

type Seen = HashMap<Box<str>, Option<Rc<Suspect>>, BuildHasherDefault<Quick>>;

/// A quick hash for short words: nobody attacks a table that is emptied when it is full.
#[derive(Default)]
struct Quick(u64);

impl Hasher for Quick {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut letters = [0; 8];
            letters[..chunk.len()].copy_from_slice(chunk);
            self.0 = (self.0.rotate_left(5) ^ u64::from_le_bytes(letters)).wrapping_mul(0x517c_c1b7_2722_0a95);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn suspect(word: &str) -> Option<Rc<Suspect>> {
        Lexicon::built_in().suspect(word)
    }

    fn best(word: &str) -> String {
        let found = suspect(word).expect("is suspect");
        found.near.iter().min_by_key(|near| near.likelihood(0)).map(|near| near.word.clone()).unwrap_or_default()
    }

    #[test]
    fn words_names_and_contractions_are_right() {
        for word in "the programme organised organized Kosovo McNeill NATO don't don’t Alliance’s café cafe".split(' ') {
            assert!(suspect(word).is_none(), "{word}");
        }
    }

    #[test]
    fn slips_are_near_the_word_that_was_meant() {
        for (word, right) in [
            ("negotations", "negotiations"),
            ("perspetcives", "perspectives"),
            ("fotograph", "photograph"),
            ("discusion", "discussion"),
            ("cooperatoin", "cooperation"),
            ("minsiters", "ministers"),
        ] {
            assert_eq!(best(word), right, "{word}");
        }
    }

    #[test]
    fn made_words_are_derived() {
        for word in "homeownership interlibrary unmeritorious counterterrorism judgeships".split(' ') {
            assert!(suspect(word).is_some_and(|found| found.is_derived), "{word}");
        }
        for word in "prospectives countrys negotations".split(' ') {
            assert!(suspect(word).is_some_and(|found| !found.is_derived), "{word}");
        }
    }

    #[test]
    fn memory_gives_the_same_answer_twice() {
        assert_eq!(best("negotations"), best("negotations"));
        assert!(suspect("the").is_none() && suspect("the").is_none());
    }
}
