//! Place names that need no learning: countries, regions, capitals, well-known cities, and their people.
//!
//! The list is our own: ISO 3166-1 short names and those of former states, their capitals and cities in English and
//! some local spellings, and the adjectives. The words of longer names are listed one by one. If two spellings are in
//! use, both are listed. Months and weekdays are listed too: they are capitalised and must not be learnt as names.

use std::sync::OnceLock;

/// One word per line, sorted by bytes.
const PLACES: &str = include_str!("places.txt");

/// Whether a word, with its capital, is part of the name of a well-known place or people.
pub fn is_place(word: &str) -> bool {
    beginning_like(word).any(|known| known == word)
}

/// The well-known places and peoples with the same first letter as a word, sorted.
pub fn beginning_like(word: &str) -> impl Iterator<Item = &'static str> {
    let first = word.chars().next();
    let words = words();
    let from = words.partition_point(|known| known.chars().next() < first);
    words[from..].iter().copied().take_while(move |known| known.chars().next() == first)
}

fn words() -> &'static [&'static str] {
    static WORDS: OnceLock<Vec<&'static str>> = OnceLock::new();
    WORDS.get_or_init(|| PLACES.lines().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found() {
        for word in ["Kazakhstan", "Brussels", "Kyiv", "Kiev", "Iraqi", "Afghan", "Zurich"] {
            assert!(is_place(word), "{word}");
        }
        for word in ["Brussel", "Kazakstan", "kyiv", "Robertson", ""] {
            assert!(!is_place(word), "{word}");
        }
    }

    #[test]
    fn the_list_is_sorted() {
        assert!(PLACES.lines().is_sorted_by(|a, b| a < b));
    }
}
