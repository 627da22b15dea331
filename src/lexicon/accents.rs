//! Words that only exist with accents: a program dropped what it could not decode.

use std::sync::LazyLock;

use super::{Lexicon, split_possessive};

/// The words with their accents, sorted by what is left of them.
const WORDS: &str = include_str!("accents.txt");

/// A word with the accents that it has lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accented {
    /// The word as it should stand.
    pub word: &'static str,
    /// Whether English writes it without accents, so that another letter may be lost: `Prsident`.
    pub is_english: bool,
}

/// The words by what is left of them, in small letters.
static ACCENTS: LazyLock<Vec<(String, Accented)>> = LazyLock::new(|| {
    let lines = WORDS.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let (word, is_english) = line.strip_suffix(" =").map_or((line, false), |word| (word, true));
            let left = word.chars().filter(char::is_ascii).map(|c| c.to_ascii_lowercase()).collect();
            (left, Accented { word, is_english })
        })
        .collect()
});

impl Lexicon {
    /// The word before it lost its accents: `Communiqu` was `communiqué`. A name begins with a capital. `None` for
    /// known misspellings.
    pub fn accented(&self, word: &str) -> Option<Accented> {
        let (stem, _) = split_possessive(word);
        let letters = || stem.bytes().map(|byte| byte.to_ascii_lowercase());
        let at = ACCENTS.binary_search_by(|(lost, _)| lost.bytes().cmp(letters())).ok()?;
        let meant = ACCENTS[at].1;
        let is_name = meant.word.starts_with(char::is_uppercase) && !stem.starts_with(char::is_uppercase);
        (!is_name && !self.is_slip(word)).then_some(meant)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_can_be_searched() {
        assert!(ACCENTS.is_sorted_by(|(one, _), (next, _)| one < next));
    }
}
