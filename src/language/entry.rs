//! What the table says about one phrase.

use super::class::{Genre, WordClass, WordClasses};
use super::code::{Language, Languages};

/// The senses of all phrases: lists of records of [`SENSE`] bytes, each list behind the number of its records.
static SENSES: &[u8] = include_bytes!("../languages/words.senses");

/// The bytes of a sense: class, value, and the languages as a little-endian number.
pub(super) const SENSE: usize = 10;

/// A phrase of the table, as its senses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Entry {
    /// Where its list of senses begins.
    at: u32,
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
    /// The entry whose senses begin at a place that the compiled table gave.
    pub(super) fn at(place: u64) -> Option<Entry> {
        u32::try_from(place).ok().map(|at| Entry { at })
    }

    /// The meanings of the phrase.
    pub fn senses(self) -> impl Iterator<Item = Sense> {
        let at = self.at as usize;
        let count = SENSES.get(at).map_or(0, |count| usize::from(*count));
        let list = SENSES.get(at + 1..at + 1 + count * SENSE).unwrap_or_default();
        list.chunks_exact(SENSE).filter_map(sense)
    }

    /// All classes of the phrase, in any language.
    pub fn classes(self) -> WordClasses {
        self.senses()
            .fold(WordClasses::default(), |classes, sense| classes.union(WordClasses::of(&[sense.class])))
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
        self.senses().any(|sense| sense.class == class)
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

/// The sense of a record.
fn sense(record: &[u8]) -> Option<Sense> {
    let [class, value, languages @ ..] = record else { return None };
    let languages = Languages::from_bits(u64::from_le_bytes(languages.try_into().ok()?));
    Some(Sense { class: WordClass::numbered(*class)?, value: *value, languages })
}
