//! Words of the dictionary that are also listed as misspellings: rare words that are almost never intended.

use std::sync::LazyLock;

/// All of them, sorted; a test compares them with the lists.
static WORDS: LazyLock<Vec<&str>> = LazyLock::new(|| include_str!("doubtful.txt").lines().collect());

/// Whether a lower-case word is one of them.
pub(super) fn has(lower: &str) -> bool {
    WORDS.binary_search(&lower).is_ok()
}

#[cfg(test)]
mod tests {
    use fst::Streamer;

    use super::*;
    use crate::lexicon::{Dictionary, Lexicon};

    #[test]
    fn all_of_them_are_listed() {
        let (dictionary, lexicon) = (Dictionary::built_in(), Lexicon::built_in());
        let mut slips = lexicon.known.stream();
        let mut both = Vec::new();
        while let Some((word, _)) = slips.next() {
            let word = std::str::from_utf8(word).expect("keys are ASCII");
            if dictionary.get(word).is_some() {
                both.push(word.to_string());
            }
        }
        assert_eq!(WORDS.as_slice(), both);
    }
}
