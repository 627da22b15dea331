//! One list of words, in which a word is looked up as fast as in a table that was compiled.

/// Words or phrases in lower case, in the order of their list.
#[derive(Clone, Debug, Default)]
pub struct WordList {
    entries: Vec<&'static str>,
    /// A hash table with linear probing, at most a quarter full, of places in the list, counted from 1; 0 is empty.
    slots: Vec<u16>,
}

impl FromIterator<&'static str> for WordList {
    fn from_iter<I: IntoIterator<Item = &'static str>>(entries: I) -> Self {
        let entries: Vec<&'static str> = entries.into_iter().collect();
        let mut slots = vec![0; (entries.len() * 4).next_power_of_two()];
        for (place, entry) in (1..).zip(&entries) {
            let mut slot = slot(entry, slots.len());
            while slots[slot] != 0 {
                slot = (slot + 1) % slots.len();
            }
            slots[slot] = place;
        }
        Self { entries, slots }
    }
}

impl WordList {
    /// Whether a word or phrase is on the list, in any case.
    pub fn has(&self, word: &str) -> bool {
        self.find(|entry| entry.eq_ignore_ascii_case(word), word)
            || !word.is_ascii() && self.has_as_written(&word.to_lowercase())
    }

    /// Whether a word or phrase is on the list and written small.
    pub fn has_as_written(&self, word: &str) -> bool {
        self.find(|entry| entry == word, word)
    }

    /// Whether a word or phrase is on the list, and its first letter alone is a capital.
    pub fn has_capitalised(&self, word: &str) -> bool {
        let mut letters = word.chars();
        let first = letters.next();
        let rest = letters.as_str();
        let is_it = |entry: &str| {
            entry.len() == word.len() && entry.ends_with(rest) && entry.eq_ignore_ascii_case(word)
        };
        first.is_some_and(char::is_uppercase)
            && (self.find(is_it, word)
                || !word.is_ascii()
                    && self.has_as_written(
                        &first
                            .into_iter()
                            .flat_map(char::to_lowercase)
                            .chain(rest.chars())
                            .collect::<String>(),
                    ))
    }

    fn find(&self, is_it: impl Fn(&str) -> bool, word: &str) -> bool {
        let Some(last) = self.slots.len().checked_sub(1) else { return false };
        let mut slot = slot(word, self.slots.len());
        // An empty slot is always met: most are.
        while let Some(place) = usize::from(self.slots[slot]).checked_sub(1) {
            if is_it(self.entries[place]) {
                return true;
            }
            slot = (slot + 1) & last;
        }
        false
    }

    /// The entries in their order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &'static str> + DoubleEndedIterator + '_ {
        self.entries.iter().copied()
    }

    /// Whether the language has no such list.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The entry of this number.
    pub fn get(&self, number: usize) -> Option<&'static str> {
        self.entries.get(number).copied()
    }

    /// Whether an entry stands anywhere in a text, written small.
    pub fn is_in(&self, text: &str) -> bool {
        self.iter().any(|entry| text.contains(entry))
    }

    /// The length of the longest entry that a text begins with, in any case.
    pub fn at_start(&self, text: &str) -> Option<usize> {
        let begins =
            |entry: &&str| text.get(..entry.len()).is_some_and(|start| start.eq_ignore_ascii_case(entry));
        self.iter().filter(begins).map(str::len).max()
    }
}

/// Where the search for a word begins in a table of so many slots: by its first eight bytes, without case, and its length.
fn slot(word: &str, slots: usize) -> usize {
    const BYTES: usize = size_of::<u64>();
    let bytes = word.as_bytes();
    let first = match bytes.first_chunk::<BYTES>() {
        Some(first) => u64::from_le_bytes(*first),
        None => bytes.iter().fold(0, |packed, byte| packed << 8 | u64::from(*byte)),
    };
    // The bit that tells a small letter from a capital is set in all bytes.
    let folded = (first | 0x2020_2020_2020_2020) ^ bytes.len() as u64;
    // The upper half of a product depends on all bits.
    (folded.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize & (slots - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_any_case() {
        let list: WordList = ["della", "van", "von", "père", "inaudible words", "à"].into_iter().collect();
        for word in list.iter().collect::<Vec<_>>() {
            assert!(list.has(word) && list.has(&word.to_uppercase()) && list.has_as_written(word), "{word}");
            assert!(!list.has_as_written(&word.to_uppercase()), "{word}");
        }
        for word in ["", "va", "vans", "de", "inaudible", "inaudible wordz", "pere"] {
            assert!(!list.has(word), "{word}");
        }
    }

    #[test]
    fn an_empty_list_has_nothing() {
        let list = WordList::default();
        assert!(!list.has("a") && !list.has("") && list.is_empty() && list.at_start("a").is_none());
        assert!(!WordList::from_iter([]).has("a"));
    }

    #[test]
    fn the_longest_beginning_counts() {
        let list: WordList = ["back", "back to", "go to"].into_iter().collect();
        assert_eq!(list.at_start("Back to the top"), Some(7));
        assert_eq!(list.at_start("é"), None);
        assert!(list.is_in("please go to it") && !list.is_in("Go to"));
    }
}
