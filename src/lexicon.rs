//! Words: an English dictionary, known misspellings with their corrections, spellings of one variety; names, and the
//! holders of offices.

use std::sync::OnceLock;

use fst::Map;

pub mod draft;
pub mod entries;
pub mod facts;

mod accents;
mod corrections;
mod derived;
mod dictionary;
mod doubtful;
mod memory;
mod near;
mod places;
mod signs;
mod slips;
mod suspect;
mod variety;

pub use accents::Accented;
pub use corrections::Corrections;
pub use derived::is_plural_of;
pub use dictionary::{Dictionary, Entry};
use facts::{Facts, Known};
pub use near::Near;
pub use places::{beginning_like as places_like, is_place};
pub use signs::{Sign, Signs};
pub use suspect::Suspect;
pub use variety::Variety;

/// Shorter words have no entry: too many abbreviations and names are one letter away from them.
const SHORTEST: usize = 4;

/// The longest entry; longer words need no lookup.
const LONGEST: usize = 32;

/// The words and names that rules use.
pub struct Lexicon {
    known: Map<&'static [u8]>,
    /// The user's own lexicons, in order.
    own: Vec<Facts>,
}

impl Lexicon {
    /// The built-in corrections (`cargo run --manifest-path xtask/Cargo.toml -- corrections` writes them).
    pub fn built_in() -> &'static Lexicon {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(|| Lexicon::with(Vec::new()))
    }

    /// The built-in lists and the user's own lexicons. Nothing is parsed here.
    pub fn with(own: Vec<Facts>) -> Lexicon {
        Lexicon {
            known: Map::new(&include_bytes!("lexicon/corrections.fst")[..]).expect("xtask writes a map"),
            own,
        }
    }

    /// The names and offices known for a document: the user's, and those of the first of these families with a built-in
    /// lexicon.
    pub fn facts<'n>(&self, families: impl IntoIterator<Item = &'n str>) -> Known<'_> {
        Known::new(&self.own, families)
    }

    /// The corrections of a misspelt word, ignoring case and a possessive ending.
    ///
    /// `None` for a word that is not a known misspelling: the lexicon lists errors, not the words of a language.
    pub fn corrections(&self, word: &str) -> Option<Corrections> {
        Corrections::at(self.slip(word)?)
    }

    /// Whether a word is a known misspelling.
    fn is_slip(&self, word: &str) -> bool {
        self.slip(word).is_some()
    }

    /// The number of a known misspelling.
    fn slip(&self, word: &str) -> Option<usize> {
        let (stem, _) = split_possessive(word);
        if !(SHORTEST..=LONGEST).contains(&stem.len()) {
            return None;
        }
        let mut lower = [0; LONGEST];
        let lower = &mut lower[..stem.len()];
        for (to, from) in lower.iter_mut().zip(stem.bytes()) {
            if !from.is_ascii_alphabetic() {
                return None;
            }
            *to = from.to_ascii_lowercase();
        }
        usize::try_from(self.known.get(lower)?).ok()
    }
}

impl std::fmt::Debug for Lexicon {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lexicon").field("known", &self.known.len()).finish_non_exhaustive()
    }
}

/// A built-in word list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct List {
    /// Its purpose.
    pub name: &'static str,
    /// The package that it was made from.
    pub source: &'static str,
    /// The version of that package.
    pub version: &'static str,
    /// SPDX expression of its licence; the notice is in `THIRD-PARTY-NOTICES`.
    pub licence: &'static str,
    /// Number of words.
    pub entries: usize,
    /// Its size in the program, in bytes.
    pub bytes: usize,
}

/// The built-in lists.
pub fn lists() -> [List; 3] {
    let lexicon = Lexicon::built_in();
    let words = &Dictionary::built_in().words;
    let (marked, marked_bytes) = variety::size();
    [
        List {
            name: "known corrections",
            source: "typos-dict",
            version: "0.14.4",
            licence: "MIT OR Apache-2.0",
            entries: lexicon.known.len(),
            bytes: lexicon.known.as_fst().size() + corrections::SIZE,
        },
        List {
            name: "English dictionary",
            source: "SCOWL, sizes 10 to 70",
            version: "2020.12.07",
            licence: "LicenseRef-SCOWL",
            entries: words.len(),
            bytes: words.as_fst().size(),
        },
        List {
            name: "American and British spellings",
            source: "VarCon, in typos-vars",
            version: "0.9.1",
            licence: "MIT OR Apache-2.0",
            entries: marked,
            bytes: marked_bytes,
        },
    ]
}

/// A word and its possessive ending: `Allaince’s` is `Allaince` and `’s`.
pub fn split_possessive(word: &str) -> (&str, &str) {
    let stem = word.strip_suffix(['s', 'S']).and_then(|owner| owner.strip_suffix(['\'', '’']));
    word.split_at(stem.unwrap_or(word).len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn corrections(word: &str) -> Vec<String> {
        let found = Lexicon::built_in().corrections(word);
        found.map(|found| found.iter().map(str::to_string).collect()).unwrap_or_default()
    }

    #[test]
    fn misspellings_are_known_in_any_case_and_as_possessives() {
        for word in ["allaince", "Allaince", "ALLAINCE", "Allaince’s", "Allaince's"] {
            assert_eq!(corrections(word), ["alliance"], "{word}");
        }
        assert_eq!(corrections("Kazakstan"), ["Kazakhstan"], "a name keeps its capital");
    }

    #[test]
    fn corrections_come_in_every_variety() {
        assert_eq!(corrections("organzied"), ["organized", "organised"]);
    }

    #[test]
    fn right_words_are_not_known() {
        let right = "programme organised emphasized traveled defence affaires Herat Presse theatre the communiqué 26-plus-1";
        for word in right.split(' ') {
            assert_eq!(corrections(word), [""; 0], "{word}");
        }
    }

    #[test]
    fn no_entry_is_too_long_or_a_word_of_its_own_list() {
        use fst::Streamer;
        let lexicon = Lexicon::built_in();
        let mut entries = lexicon.known.stream();
        while let Some((word, _)) = entries.next() {
            let word = std::str::from_utf8(word).expect("keys are ASCII");
            assert!((SHORTEST..=LONGEST).contains(&word.len()), "{word}");
            let found = corrections(word);
            assert!(!found.is_empty() && !found.iter().any(|correction| correction == word), "{word}");
        }
    }

    #[test]
    fn lists_have_as_many_words_as_their_notices_say() {
        let notices = include_str!("../THIRD-PARTY-NOTICES");
        let stated: Vec<usize> = notices
            .lines()
            .filter(|line| line.starts_with("src/lexicon/"))
            .filter_map(|line| {
                line.strip_suffix(" words")?.rsplit_once(": ")?.1.replace(',', "").parse().ok()
            })
            .collect();
        let mut entries = lists().map(|list| list.entries).to_vec();
        entries.sort_by_key(|entries| stated.iter().position(|stated| stated == entries));
        assert_eq!(stated, entries);
        assert_eq!(stated.len(), lists().len());
    }

    #[test]
    fn lists_hold_what_their_makers_say() {
        let dictionary = Dictionary::built_in();
        let common = dictionary.get("government").expect("is a word");
        assert!(!common.is_name() && common.is_british() && common.is_american() && common.class() == 0);
        let british = dictionary.get("defence").expect("is a word");
        assert!(british.is_british() && !british.is_american());
        assert!(dictionary.get("kosovo").is_some_and(Entry::is_name));
        assert!(dictionary.get("employe").is_some_and(Entry::is_variant));
        assert!(dictionary.get("negotations").is_none());
    }
}
