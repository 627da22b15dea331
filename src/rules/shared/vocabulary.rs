//! The words of a document and of its family, and how often they occur.

use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::hash::{BuildHasher, Hasher};
use std::rc::Rc;

use foldhash::fast::RandomState;

use crate::document::Document;
use crate::lexicon::{Sign, Signs, split_possessive};
use crate::profile::Profile;
use crate::rule::Context;

use super::wording::small;

/// How often each word occurs in a document, in lower case and without possessive endings. The words that the profile
/// knows, of offices and genres, count as one more occurrence.
pub(in crate::rules) struct Vocabulary<'d> {
    document: &'d Document<'d>,
    signs: &'d [Signs],
    words: OnceCell<Index<'d>>,
    family: OnceCell<Rc<Family>>,
}

impl<'d> Vocabulary<'d> {
    pub(in crate::rules) fn of(document: &'d Document, context: &'d Context) -> Self {
        Self { document, signs: context.signs(), words: OnceCell::new(), family: OnceCell::new() }
    }

    /// How often a word occurs, in any case.
    pub(in crate::rules) fn times(&self, word: &str) -> u32 {
        let word = stem(word);
        let family = self.family.get_or_init(|| Family::of(self.document.profile));
        self.counted(&word).all + family.words.get(&*word).copied().unwrap_or_default()
    }

    /// Whether a word occurs several times, always with a capital.
    pub(in crate::rules) fn is_always_capitalised(&self, word: &str) -> bool {
        self.times(word) > 1 && self.counted(&stem(word)).small == 0
    }

    fn counted(&self, stem: &str) -> Times {
        self.words.get_or_init(|| Index::of(self.document, self.signs)).times(stem)
    }
}

#[derive(Clone, Copy, Default)]
struct Times {
    all: u32,
    /// Those in lower case.
    small: u32,
}

/// The words of a document, indexed by case-insensitive hashes. No word is copied, and few are compared.
struct Index<'d> {
    mix: u64,
    /// For each bucket its last word, by its number plus one. The length is a power of two.
    places: Vec<u32>,
    words: Vec<Entry<'d>>,
}

struct Entry<'d> {
    /// The word as written.
    text: &'d str,
    times: u32,
    /// The previous word in its bucket, by its number plus one.
    before: u32,
}

impl<'d> Index<'d> {
    fn of(document: &'d Document, signs: &[Signs]) -> Self {
        let spellings = document.words().spellings();
        let places = vec![0; (spellings.len() * 2).next_power_of_two()];
        let mix = RandomState::default().hash_one(places.len()) | 1;
        let mut index = Self { mix, places, words: Vec::with_capacity(spellings.len()) };
        for (spelling, signs) in spellings.iter().zip(signs) {
            let text = document.text(spelling.first);
            if signs.has(Sign::Joined) {
                text.split('-').for_each(|part| index.add(part, &stem(part), spelling.times));
            } else {
                index.add(text, text, spelling.times);
            }
        }
        index
    }

    /// Adds a word. The letters a to z of its stem may be in any case.
    fn add(&mut self, text: &'d str, stem: &str, times: u32) {
        let place = self.place(stem);
        self.words.push(Entry { text, times, before: self.places[place] });
        self.places[place] = u32::try_from(self.words.len()).unwrap_or_default();
    }

    /// How often a lower-case word occurs.
    fn times(&self, wanted: &str) -> Times {
        let mut times = Times::default();
        let mut next = self.places[self.place(wanted)];
        while let Some(word) = next.checked_sub(1).map(|at| &self.words[at as usize]) {
            if stem(word.text) == wanted {
                times.all += word.times;
                times.small += if word.text.starts_with(char::is_lowercase) { word.times } else { 0 };
            }
            next = word.before;
        }
        times
    }

    /// The bucket of a word. This bit makes letters lower case; its effect on other bytes does not matter.
    fn place(&self, word: &str) -> usize {
        const SMALL: u64 = 0x2020_2020_2020_2020;
        let mix = |state: u64, eight: u64| {
            let product = u128::from(state ^ (eight | SMALL)) * u128::from(self.mix);
            product as u64 ^ (product >> 64) as u64
        };
        let (chunks, rest) = word.as_bytes().as_chunks();
        let state = chunks.iter().fold(self.mix, |state, eight| mix(state, u64::from_le_bytes(*eight)));
        let rest = rest.iter().fold(0, |rest, byte| rest << 8 | u64::from(*byte));
        mix(state, rest) as usize & (self.places.len() - 1)
    }
}

/// How often each word occurs in the offices and genres of a profile. The documents of a run have few profiles, with a
/// hundred such words each: they are counted once per thread, as long as the profile stays the same.
struct Family {
    /// A hash of all the phrases.
    mark: u64,
    words: HashMap<String, u32, RandomState>,
}

impl Family {
    fn of(profile: &Profile) -> Rc<Family> {
        thread_local!(static LAST: RefCell<Option<Rc<Family>>> = const { RefCell::new(None) });
        thread_local!(static HASHES: RandomState = RandomState::default());
        let mut hasher = HASHES.with(BuildHasher::build_hasher);
        phrases(profile).for_each(|phrase| hasher.write(phrase.as_bytes()));
        let mark = hasher.finish();
        LAST.with_borrow_mut(|last| match last {
            Some(known) if known.mark == mark => known.clone(),
            _ => last.insert(Rc::new(Family { mark, words: counted(profile) })).clone(),
        })
    }
}

fn phrases(profile: &Profile) -> impl Iterator<Item = &str> {
    let genres = profile.genres.heads.iter().chain(&profile.genres.phrases).map(|phrase| &phrase.text);
    let known = genres
        .chain(&profile.byline.offices)
        .chain(&profile.byline.honorifics)
        .chain(&profile.genres.modifiers);
    known.map(String::as_str)
}

fn counted(profile: &Profile) -> HashMap<String, u32, RandomState> {
    let mut words: HashMap<String, u32, RandomState> = HashMap::default();
    for word in phrases(profile).flat_map(str::split_whitespace) {
        *words.entry(stem(word).into_owned()).or_default() += 1;
    }
    words
}

fn stem(word: &str) -> Cow<'_, str> {
    small(split_possessive(word).0)
}
