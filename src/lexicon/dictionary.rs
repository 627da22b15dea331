//! The English dictionary: which words there are, how common they are, and in which variety.

use std::sync::OnceLock;

use fst::Map;

use super::variety::Variety;

/// The longest entry; longer words need no lookup.
pub(super) const LONGEST: usize = 32;

/// English words of SCOWL up to size 70, in lower case.
pub struct Dictionary {
    pub(super) words: Map<&'static [u8]>,
}

/// What the dictionary knows about a word. The bits are described in `xtask/src/dictionary.rs`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry(u8);

impl Dictionary {
    /// The built-in dictionary (`cargo run --manifest-path xtask/Cargo.toml -- dictionary` writes it).
    pub fn built_in() -> &'static Dictionary {
        static DICTIONARY: OnceLock<Dictionary> = OnceLock::new();
        DICTIONARY.get_or_init(|| Dictionary {
            words: Map::new(&include_bytes!("words.fst")[..]).expect("xtask writes a map"),
        })
    }

    /// The entry of a lower-case word.
    pub fn get(&self, lower: &str) -> Option<Entry> {
        if lower.len() > LONGEST {
            return None;
        }
        self.words.get(lower).map(Entry::new)
    }

    /// The entry of a word, if it is in lower case.
    pub(super) fn small(&self, lower: &str) -> Option<Entry> {
        self.get(lower).filter(|entry| !entry.is_name())
    }
}

impl Entry {
    pub(super) fn new(value: u64) -> Entry {
        Entry(u8::try_from(value).expect("xtask writes seven bits"))
    }
    /// How rare the word is: 0 for the most common (SCOWL size 10) to 7 for the rarest (size 70).
    pub fn class(self) -> usize {
        usize::from(self.0 & 7)
    }
    /// Whether the word is only written with a capital, or is an abbreviation.
    pub fn is_name(self) -> bool {
        self.0 & 8 != 0
    }
    /// Whether the word is in British lists.
    pub fn is_british(self) -> bool {
        self.0 & 16 == 0
    }
    /// Whether the word is in American lists.
    pub fn is_american(self) -> bool {
        self.0 & 32 == 0
    }
    /// The variety whose lists alone have the word.
    pub(super) fn variety(self) -> Option<Variety> {
        match (self.is_british(), self.is_american()) {
            (true, false) => Some(Variety::British),
            (false, true) => Some(Variety::American),
            _ => None,
        }
    }
    /// Whether the word has a more common spelling.
    pub fn is_variant(self) -> bool {
        self.0 & 64 != 0
    }
}
