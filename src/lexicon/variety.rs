//! Spellings that are American only or British only.

use std::sync::OnceLock;

use fst::Map;

use super::Lexicon;
use super::dictionary::LONGEST;

/// A variety of English.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Variety {
    /// `traveled`, `defense`.
    American,
    /// `travelled`, `defence`; with the -ise of the press or the -ize of Oxford.
    British,
}

/// The spellings of one variety, with those of the other.
struct Spellings {
    marked: Map<&'static [u8]>,
    others: &'static str,
}

fn spellings() -> &'static Spellings {
    static SPELLINGS: OnceLock<Spellings> = OnceLock::new();
    SPELLINGS.get_or_init(|| Spellings {
        marked: Map::new(&include_bytes!("varieties.fst")[..]).expect("xtask writes a map"),
        others: include_str!("varieties.txt"),
    })
}

/// The number of words, and their size in bytes.
pub(super) fn size() -> (usize, usize) {
    let spellings = spellings();
    (spellings.marked.len(), spellings.marked.as_fst().size() + spellings.others.len())
}

impl Lexicon {
    /// The variety of a lower-case word, and its spelling in the other; `None` for a word of both. American dictionaries
    /// accept `marshalled` next to `marshaled`: only the single letter shows a variety.
    pub fn variety(&self, lower: &str) -> Option<(Variety, &'static str)> {
        if lower.len() > LONGEST {
            return None;
        }
        let spellings = spellings();
        let value = spellings.marked.get(lower)?;
        let offset = usize::try_from(value / 2).ok()?;
        let other = spellings.others.get(offset..)?.lines().next()?;
        let variety = if value % 2 == 1 { Variety::British } else { Variety::American };
        if variety == Variety::British && is_doubled(lower, other) {
            return None;
        }
        Some((variety, other))
    }
}

/// Whether a word doubles the `l` before an ending and is otherwise like the other: `marshalled`, `counselling`.
fn is_doubled(word: &str, other: &str) -> bool {
    let start = word.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
    let (word, other) = (&word[start..], &other[start..]);
    word.strip_prefix('l') == Some(other) && other.starts_with(['e', 'i'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dictionary_knows_which_words_are_of_one_variety() {
        use fst::Streamer;
        let dictionary = super::super::Dictionary::built_in();
        let mut words = spellings().marked.stream();
        while let Some((word, _)) = words.next() {
            let word = std::str::from_utf8(word).expect("keys are ASCII");
            assert!(dictionary.get(word).is_some_and(|entry| entry.variety().is_some()), "{word}");
        }
    }

    #[test]
    fn spellings_of_one_variety_are_told() {
        let variety = |word| Lexicon::built_in().variety(word);
        assert_eq!(variety("traveled"), Some((Variety::American, "travelled")));
        assert_eq!(variety("defence"), Some((Variety::British, "defense")));
        assert_eq!(variety("organised").map(|(variety, _)| variety), Some(Variety::British));
        // British accepts them too, or they are different words there.
        for word in [
            "organized",
            "marshalled",
            "counselling",
            "emphasize",
            "program",
            "judgment",
            "meter",
            "practice",
            "the",
        ] {
            assert_eq!(variety(word), None, "{word}");
        }
    }
}
