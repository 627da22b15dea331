//! Words that may be misspelt: what is known about each, computed once per thread and word.

use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use super::derived::is_derived;
use super::dictionary::{Dictionary, Entry};
use super::doubtful;
use super::memory::Memory;
use super::near::Near;
use super::{Corrections, Lexicon, Sign, split_possessive};

/// Edits with a higher cost are no longer recognised (hundredths of an ordinary edit).
const MOST_COST: u32 = 160;

/// A word that is not a known word, or is a known misspelling.
#[derive(Debug)]
pub struct Suspect {
    /// The corrections, if the word is a known misspelling.
    pub corrections: Option<Corrections>,
    /// The word in lower case, without its possessive ending.
    lower: String,
    near: OnceCell<Vec<Near>>,
    derived: OnceCell<bool>,
}

impl Suspect {
    /// The words that it may be a typo for, unordered; none for a word with letters other than a to z.
    pub fn near(&self) -> &[Near] {
        self.near.get_or_init(|| {
            let is_plain = self.lower.bytes().all(|letter| letter.is_ascii_lowercase());
            if is_plain { Dictionary::built_in().near(&self.lower, MOST_COST) } else { Vec::new() }
        })
    }
    /// Whether it is made of known words (`homeownership`): only a very likely typo outweighs that.
    pub fn is_derived(&self) -> bool {
        *self.derived.get_or_init(|| is_derived(Dictionary::built_in(), &self.lower))
    }
}

impl Lexicon {
    /// The suspicion about a word without hyphens, with or without a possessive ending. It is cached, since words are
    /// repeated, and searching for similar words takes about ten microseconds.
    pub fn suspect(&self, word: &str) -> Option<Rc<Suspect>> {
        thread_local!(static SEEN: RefCell<Memory<Option<Rc<Suspect>>>> = RefCell::default());
        if !self.signs(word).has(Sign::Suspect) {
            return None;
        }
        SEEN.with_borrow_mut(|seen| seen.get(word, || judge(self, word).map(Rc::new)))
    }

    /// Whether a word without hyphens is suspicious, and its dictionary entry.
    pub(super) fn look_up(&self, word: &str) -> (bool, Option<Entry>) {
        let (stem, _) = split_possessive(word);
        let lower = lower(stem);
        let entry = Dictionary::built_in().get(&lower);
        let is_slip = || self.is_slip(word);
        let is_suspect = match entry {
            // Few words of the dictionary are listed as misspellings, and searching that list costs as much as the
            // dictionary.
            Some(_) => doubtful::has(&lower) && is_slip(),
            None => !stem.is_empty() && (is_small(stem) || is_slip()),
        };
        (is_suspect, entry)
    }

    /// Whether a lower-case word is in the dictionary, as a word, a name or an abbreviation.
    pub fn knows(&self, lower: &str) -> bool {
        Dictionary::built_in().get(lower).is_some()
    }

    /// How rare a lower-case English word is, from 0 for the most common to 7; `None` for a name.
    pub fn class(&self, lower: &str) -> Option<usize> {
        Dictionary::built_in().small(lower).map(|entry| entry.class())
    }
}

fn judge(lexicon: &Lexicon, word: &str) -> Option<Suspect> {
    let (stem, _) = split_possessive(word);
    lexicon.look_up(word).0.then(|| Suspect {
        corrections: lexicon.corrections(word),
        lower: lower(stem).into_owned(),
        near: OnceCell::new(),
        derived: OnceCell::new(),
    })
}

/// Whether a word is in lower case, or has one capital at the start.
fn is_small(stem: &str) -> bool {
    stem.chars().skip(1).all(|letter| letter.is_lowercase() || matches!(letter, '\'' | '’'))
}

/// A word in lower case, with straight apostrophes; most already are.
fn lower(stem: &str) -> Cow<'_, str> {
    if stem.bytes().all(|letter| letter.is_ascii_lowercase() || letter == b'\'') {
        Cow::Borrowed(stem)
    } else {
        Cow::Owned(stem.to_lowercase().replace('’', "'"))
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
        found
            .near()
            .iter()
            .min_by_key(|near| near.likelihood(0))
            .map(|near| near.word.clone())
            .unwrap_or_default()
    }

    #[test]
    fn words_names_and_contractions_are_right() {
        for word in "the programme organised organized Kosovo McNeill NATO don't don’t Alliance’s café cafe"
            .split(' ')
        {
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
            assert!(suspect(word).is_some_and(|found| found.is_derived()), "{word}");
        }
        for word in "prospectives countrys negotations".split(' ') {
            assert!(suspect(word).is_some_and(|found| !found.is_derived()), "{word}");
        }
    }

    #[test]
    fn memory_gives_the_same_answer_twice() {
        assert_eq!(best("negotations"), best("negotations"));
        assert!(suspect("the").is_none() && suspect("the").is_none());
    }
}
