//! Writes the English dictionary from SCOWL: `words.fst` maps a lower-case word to its properties.
//!
//! The lists are those of the Debian package `scowl`, up to size 70: English words, contractions, names and
//! abbreviations, the American and the British (-ise and -ize) ones, and two classes of accepted variants. Beyond 70,
//! rare words hide misspellings of common ones. A possessive is not a separate word.
//!
//! The value of a word, as read by `src/lexicon/dictionary.rs`: bits 0-2 are the class, 0 for the most common words to
//! 7 for size 70; bit 3, not written in lower case (a name or an abbreviation); bit 4, not British; bit 5, not
//! American; bit 6, a variant of a more common spelling.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

/// The sizes of SCOWL, in the order of the classes.
const SIZES: [u8; 8] = [10, 20, 35, 40, 50, 55, 60, 70];

/// The parts of a list.
const PARTS: [&str; 5] = ["words", "contractions", "upper", "proper-names", "abbreviations"];

/// The lists, and what their words are.
const LISTS: [(&str, Spelling); 8] = [
    ("english", Spelling::Common),
    ("american", Spelling::American),
    ("british", Spelling::British),
    ("british_z", Spelling::British),
    ("british_variant_1", Spelling::BritishVariant),
    ("variant_1", Spelling::Variant),
    ("variant_2", Spelling::Seldom),
    ("british_variant_2", Spelling::Seldom),
];

/// The longest entry, as for the lookup in src/lexicon/dictionary.rs.
const LONGEST: usize = 32;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Spelling {
    Common,
    American,
    British,
    BritishVariant,
    Variant,
    Seldom,
}

/// Where a word was found.
#[derive(Clone, Copy)]
pub struct Entry {
    class: u8,
    /// It is written in lower case.
    pub small: bool,
    /// It is American.
    pub american: bool,
    /// It is British.
    pub british: bool,
    main: bool,
}

impl Entry {
    const NONE: Entry = Entry { class: 7, small: false, american: false, british: false, main: false };

    fn value(self) -> u64 {
        let bits = [!self.small, !self.british, !self.american, !self.main];
        let flags = bits.iter().enumerate().map(|(at, set)| u64::from(*set) << (at + 3));
        u64::from(self.class) | flags.sum::<u64>()
    }
}

/// Writes the map into `folder` and returns the number of words.
pub fn write(scowl: &Path, folder: &Path) -> Result<String, Box<dyn Error>> {
    let words = words(scowl)?;
    let mut map = fst::MapBuilder::memory();
    for (word, entry) in &words {
        map.insert(word, entry.value())?;
    }
    let map = map.into_inner()?;
    let bytes = map.len();
    std::fs::write(folder.join("words.fst"), map)?;
    Ok(format!("{} words, {bytes} bytes", words.len()))
}

/// The words of the lists.
pub fn words(scowl: &Path) -> Result<BTreeMap<String, Entry>, Box<dyn Error>> {
    let mut words = BTreeMap::new();
    for (list, spelling) in LISTS {
        for part in PARTS {
            for (class, size) in (0..).zip(SIZES) {
                let path = scowl.join(format!("{list}-{part}.{size}"));
                // A list without words of a size has no file for it.
                let Ok(list) = std::fs::read_to_string(&path) else { continue };
                for word in list.lines() {
                    add(&mut words, word, spelling, part, class);
                    if !word.is_ascii() {
                        add(&mut words, &plain(word), Spelling::Seldom, part, class);
                    }
                }
            }
        }
    }
    if words.is_empty() {
        return Err(format!("no lists in {}", scowl.display()).into());
    }
    Ok(words)
}

/// The word without accents, as most people type it: `cafe`.
fn plain(word: &str) -> String {
    let letter = |c| match c {
        'á' | 'à' | 'â' | 'ä' | 'å' => 'a',
        'Á' | 'Å' => 'A',
        'ç' => 'c',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'É' => 'E',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ñ' => 'n',
        'ó' | 'ò' | 'ô' | 'ö' | 'ø' => 'o',
        'Ö' => 'O',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        other => other,
    };
    word.chars().map(letter).collect()
}

fn add(words: &mut BTreeMap<String, Entry>, word: &str, spelling: Spelling, part: &str, class: u8) {
    let lower = word.to_lowercase();
    if word.ends_with("'s") && part != "contractions" || lower.len() > LONGEST {
        return;
    }
    // Each variety has its variants, but only the British ones have their own lists. A word that is British and a
    // variant somewhere is an American variant (`judgement`); nothing is known about the others (`center` is one in
    // Canada).
    if let Some(entry) = words.get_mut(&lower) {
        match spelling {
            Spelling::Seldom => return,
            Spelling::Variant => return entry.american |= entry.british && entry.small,
            Spelling::BritishVariant => return entry.british |= entry.small,
            _ => {}
        }
    }
    let entry = words.entry(lower).or_insert(Entry::NONE);
    let small = word.starts_with(char::is_lowercase) && part != "abbreviations";
    // A name does not make a rare word common: `grant` and `Grant`.
    if small && !entry.small {
        entry.class = class;
    } else if small == entry.small {
        entry.class = entry.class.min(class);
    }
    entry.small |= small;
    entry.american |= spelling != Spelling::British;
    entry.british |= spelling != Spelling::American;
    entry.main |= matches!(spelling, Spelling::Common | Spelling::American | Spelling::British);
}
