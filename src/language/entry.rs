//! What the table says about one phrase.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use super::class::{Genre, WordClass, WordClasses};
use super::code::{Language, Languages};

/// The senses of all phrases, in lists of records of [`SENSE`] bytes. Before the lists is where each ends, as four bytes
/// that count records; before all is the number of lists. Numbers are little-endian.
static SENSES: &[u8] = include_bytes!("../languages/words.senses");

/// The bytes of a sense: class, value, and the languages as a number of four bytes.
pub(super) const SENSE: usize = 6;

/// A phrase of the table, as its senses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Entry {
    /// The number of its list of senses.
    list: u32,
}

/// One meaning of a phrase, in the languages that have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sense {
    /// What the phrase is.
    pub class: WordClass,
    /// Number of the month (1 to 12), of the weekday (Monday is 1) or of the genre; else 0.
    pub value: u8,
    /// The languages.
    pub languages: Languages,
}

impl Entry {
    /// The entry with the list of senses that the compiled table gave.
    pub(super) fn numbered(list: u64) -> Option<Entry> {
        u32::try_from(list).ok().map(|list| Entry { list })
    }

    /// The meanings of the phrase.
    pub fn senses(self) -> impl Iterator<Item = Sense> {
        self.records().chunks_exact(SENSE).filter_map(sense)
    }

    /// The bytes of its senses.
    fn records(self) -> &'static [u8] {
        let (list, lists) = (self.list as usize, number(0));
        let before = if list == 0 { 0 } else { number(list) };
        let start = 4 * (1 + lists);
        SENSES.get(start + SENSE * before..start + SENSE * number(list + 1)).unwrap_or_default()
    }

    /// All classes of the phrase, in any language.
    pub fn classes(self) -> WordClasses {
        /// The classes of the lists that have been asked for; no list is without any.
        static KNOWN: OnceLock<Vec<AtomicU64>> = OnceLock::new();
        let known = KNOWN.get_or_init(|| (0..number(0)).map(|_| AtomicU64::new(0)).collect());
        let Some(known) = known.get(self.list as usize) else { return WordClasses::default() };
        let mut bits = known.load(Ordering::Relaxed);
        if bits == 0 {
            bits = self.records().chunks_exact(SENSE).fold(0, |all, record| all | 1 << (record[0] % 64));
            known.store(bits, Ordering::Relaxed);
        }
        WordClasses::from_bits(bits)
    }

    /// The classes of the phrase in one language, and in none in particular.
    pub fn classes_in(self, language: Language) -> WordClasses {
        let belongs =
            |languages: Languages| languages.contains(language) || languages.contains(Language::MUL);
        self.senses()
            .filter(|sense| belongs(sense.languages))
            .fold(WordClasses::default(), |classes, sense| classes.union(WordClasses::of(&[sense.class])))
    }

    /// Whether the phrase is of this class in some language.
    pub fn has(self, class: WordClass) -> bool {
        self.classes().contains(class)
    }

    /// The languages in which the phrase is of this class.
    pub fn languages(self, class: WordClass) -> Languages {
        let of_class = self.senses().filter(|sense| sense.class == class);
        of_class.fold(Languages::default(), |all, sense| all.union(sense.languages))
    }

    /// The months that the phrase can name, 1 to 12: `listopad` is the tenth in Croatian, the eleventh in Polish.
    pub fn months(self) -> impl Iterator<Item = (u8, Languages)> {
        self.valued(&[WordClass::Month, WordClass::MonthAbbreviation])
    }

    /// The weekdays that the phrase can name; Monday is 1.
    pub fn weekdays(self) -> impl Iterator<Item = (u8, Languages)> {
        self.valued(&[WordClass::Weekday, WordClass::WeekdayAbbreviation])
    }

    /// The genre of a type noun.
    pub fn genre(self) -> Option<Genre> {
        let (number, _) = self.valued(&[WordClass::Type]).next()?;
        Genre::ALL.get(usize::from(number)).copied()
    }

    /// The values of the senses of these classes.
    fn valued(self, classes: &[WordClass]) -> impl Iterator<Item = (u8, Languages)> {
        let wanted = WordClasses::of(classes);
        self.senses()
            .filter(move |sense| wanted.contains(sense.class))
            .map(|sense| (sense.value, sense.languages))
    }
}

/// The number at a place of the table before the lists.
fn number(place: usize) -> usize {
    let bytes = SENSES.get(4 * place..4 * place + 4).and_then(|bytes| bytes.try_into().ok());
    bytes.map_or(0, |bytes| u32::from_le_bytes(bytes) as usize)
}

/// The sense of a record.
fn sense(record: &[u8]) -> Option<Sense> {
    let [class, value, languages @ ..] = record else { return None };
    let languages = Languages::from_bits(u32::from_le_bytes(languages.try_into().ok()?));
    Some(Sense { class: WordClass::numbered(*class)?, value: *value, languages })
}
