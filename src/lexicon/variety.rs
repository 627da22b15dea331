//! Spellings that are American only or British only.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::OnceLock;

use foldhash::fast::RandomState;
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

/// The spellings of one variety, and how the other writes them.
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

/// How many words there are, and the bytes they take.
pub(super) fn size() -> (usize, usize) {
    let spellings = spellings();
    (spellings.marked.len(), spellings.marked.as_fst().size() + spellings.others.len())
}

impl Lexicon {
    /// The variety that a word in small letters belongs to, and its spelling in the other; nothing for a word of both.
    pub fn variety(&self, lower: &str) -> Option<(Variety, &'static str)> {
        thread_local!(static SEEN: RefCell<Seen> = RefCell::default());
        SEEN.with_borrow_mut(|seen| {
            if let Some(known) = seen.get(lower) {
                return *known;
            }
            if seen.len() >= MOST_REMEMBERED {
                seen.clear();
            }
            let found = look_up(lower);
            seen.insert(lower.into(), found);
            found
        })
    }
}

/// What is known of the words that a thread has seen: a text says the same words again and again.
type Seen = HashMap<Box<str>, Option<(Variety, &'static str)>, RandomState>;

/// More words are not remembered: a thread that has seen so many begins again.
const MOST_REMEMBERED: usize = 1 << 15;

fn look_up(lower: &str) -> Option<(Variety, &'static str)> {
    if lower.len() > LONGEST {
        return None;
    }
    let spellings = spellings();
    let value = spellings.marked.get(lower)?;
    let offset = usize::try_from(value / 2).ok()?;
    let other = spellings.others.get(offset..)?.lines().next()?;
    let variety = if value % 2 == 1 { Variety::British } else { Variety::American };
    Some((variety, other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_variety_are_told() {
        let variety = |word| Lexicon::built_in().variety(word);
        assert_eq!(variety("traveled"), Some((Variety::American, "travelled")));
        assert_eq!(variety("defence"), Some((Variety::British, "defense")));
        assert_eq!(variety("organised").map(|(variety, _)| variety), Some(Variety::British));
        // British accepts them too, or they are other words there.
        for word in ["organized", "emphasize", "program", "judgment", "meter", "practice", "the"] {
            assert_eq!(variety(word), None, "{word}");
        }
    }
}
