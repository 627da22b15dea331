//! What a first pass over all documents of a run has learnt: words with their counts, and a sketch of each document.
//!
//! Memory is bounded by the vocabulary, not by the corpus: some megabytes of words, and thirty-two bytes a document until
//! all are compared. When there are more than 131,072 forms, the rarest are forgotten, so that in a very large corpus the
//! count of a rare form is too low and never too high.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::document::Document;
use crate::lexicon::{Lexicon, Variety, is_place};
use crate::profile::Field;
use crate::source::fold;

mod habits;
mod hash;
mod house;
mod mention;
mod near;
mod reading;
mod sketch;
mod twins;
mod vocabulary;

use habits::Habits;
use near::Near;
use reading::{Part, Reading};
use sketch::{Bins, Shingles, Sketch};
use twins::Twins;
use vocabulary::Vocabulary;

pub use habits::Habit;
pub use house::{House, Majority, Styles};
pub use mention::{Mention, mentions};
pub use near::{Difference, Slip, difference, each_rest};
pub use twins::{Candidate, Nearness, Twin, nearness};
pub use vocabulary::Count;

/// More forms than these are not kept.
const MOST_FORMS: usize = 1 << 17;

/// What all documents of a run have in common. One document alone has a survey too.
///
/// It is the same whatever the number of threads: documents are added in the order of the run.
#[derive(Clone, Debug, Default)]
pub struct Survey {
    words: Vocabulary,
    /// Two capitalised words, one after the other: `Hoop Scheffer`.
    pairs: Vocabulary,
    speakers: Vocabulary,
    /// How many documents there are.
    documents: u32,
    /// The sketch of each document, until they are paired up.
    sketches: Vec<Sketch>,
    house: House,
    habits: Habits,
    twins: Twins,
    /// The names that other forms are compared with, put in order when the first rule asks.
    near: OnceLock<Near>,
    near_speakers: OnceLock<Near>,
    varieties: OnceLock<Styles>,
}

/// The least occurrences of a name that others are compared with.
const LEAST_OCCURRENCES: u32 = 3;

/// The least letters of a name that others are compared with.
const LEAST_LETTERS: usize = 4;

impl Survey {
    /// The survey of one document.
    pub fn of(document: &Document) -> Self {
        let mut survey = Self::default();
        survey.add(document);
        survey
    }

    /// A survey with room for the sketches of so many documents: a vector that grows takes twice the memory.
    pub fn with_room(documents: usize) -> Self {
        Self { sketches: Vec::with_capacity(documents), ..Self::default() }
    }

    /// Adds the next document.
    pub fn add(&mut self, document: &Document) {
        let number = self.documents;
        let reading = Reading::new(document);
        // The number of the form of each part, so that none is looked up again at its places.
        let mut forms: Vec<Option<u32>> = Vec::with_capacity(document.words().spellings().len());
        for spelling in document.words().spellings() {
            for part in &reading.parts()[reading.parts_of(spelling)] {
                let mut add = || self.words.add(&part.form, part.hash, number, spelling.times);
                forms.push(if part.is_word { add() } else { None });
            }
        }
        let mut bins = Bins::default();
        let mut shingles = Shingles::default();
        let mut before: Option<&Part> = None;
        let mut pair = String::new();
        reading.each(|place| {
            if place.is_body
                && let Some(shingle) = shingles.next(place.part.hash)
            {
                bins.add(shingle);
            }
            if !place.part.is_name {
                before = None;
                return;
            }
            if let Some(form) = forms[place.number].filter(|_| place.inside) {
                self.words.add_inside(form);
            }
            let joined = before.filter(|_| place.follows && place.inside);
            if let Some(before) = joined {
                join(&mut pair, &before.form, &place.part.form);
                self.pairs.add(&pair, hash::hash(pair.as_bytes()), number, 1);
            }
            before = Some(place.part);
        });
        self.house.add(document);
        self.habits.add(document);
        for person in &document.persons {
            let name = fold(document.text(person.name));
            let hash = hash::hash(name.as_bytes());
            self.speakers.add(&name, hash, number, u32::try_from(person.labels.len()).unwrap_or(u32::MAX));
        }
        self.push(Sketch { text: sketch::text(document.source), values: bins.values() });
        self.prune();
    }

    /// Whether most documents beside a document lack a field of the header, too.
    pub fn habit(&self, document: &Document, field: Field) -> Option<Habit> {
        self.habits.of(document, field)
    }
    /// Each field that most documents of some folder lack, by its name.
    pub fn habits(&self) -> BTreeMap<&'static str, Habit> {
        self.habits.all()
    }

    /// Passes over a document that cannot be read.
    pub fn skip(&mut self) {
        self.push(Sketch::unread());
    }

    fn push(&mut self, sketch: Sketch) {
        self.sketches.push(sketch);
        self.documents += 1;
    }

    /// Adds what was learnt from the documents that come after those of this survey.
    pub fn merge(&mut self, other: Survey) {
        self.words.merge(&other.words);
        self.pairs.merge(&other.pairs);
        self.speakers.merge(&other.speakers);
        self.house.merge(other.house);
        self.habits.merge(other.habits);
        self.sketches.extend(other.sketches);
        self.documents += other.documents;
        self.prune();
    }

    /// How many documents there are.
    pub fn len(&self) -> usize {
        self.documents as usize
    }
    /// Whether there is no document.
    pub fn is_empty(&self) -> bool {
        self.documents == 0
    }
    /// What was seen of a form, in this case, with straight apostrophes and without a possessive ending.
    pub fn count_of(&self, form: &str) -> Count {
        self.words.get(form)
    }
    /// How often a form stands in the documents.
    pub fn occurrences(&self, form: &str) -> u32 {
        self.count_of(form).occurrences
    }
    /// In how many documents a form stands.
    pub fn documents(&self, form: &str) -> u32 {
        self.count_of(form).documents
    }
    /// How often two capitalised words follow each other.
    pub fn pair(&self, first: &str, second: &str) -> Count {
        let mut pair = String::new();
        join(&mut pair, first, second);
        self.pairs.get(&pair)
    }
    /// The forms that are names as far as the documents tell, sorted: capitalised inside sentences, and hardly ever in
    /// small letters.
    pub fn names(&self) -> Vec<(&str, Count)> {
        let mut names: Vec<(&str, Count)> =
            self.words.iter().filter(|(form, count)| self.is_name(form, *count)).collect();
        names.sort_unstable_by_key(|(form, _)| *form);
        names
    }
    /// The names that are one slip away from a form, among those that are seen more than twice and the well-known places.
    /// A form of the documents that is short, a place, or a word in small letters too, in them or in the dictionary, is
    /// no slip: it has none.
    pub fn near(&self, form: &str) -> Vec<(&str, Count, Difference)> {
        let counted = |(name, difference)| (name, self.count_of(name), difference);
        match self.words.number(form) {
            Some(number) => self.near_names().of_known(number, form).map(counted).collect(),
            None => self.near_names().of(form).map(counted).collect(),
        }
    }
    /// Whether there are such names.
    pub fn is_near(&self, form: &str) -> bool {
        match self.words.number(form) {
            Some(number) => self.near_names().is_known(number),
            None => self.near_names().is_near(form),
        }
    }
    fn near_names(&self) -> &Near {
        self.near.get_or_init(|| {
            let is_frequent = |form: &str, count: Count| {
                count.occurrences >= LEAST_OCCURRENCES && form.chars().count() >= LEAST_LETTERS
            };
            let names = self.names().into_iter().filter(|(form, count)| is_frequent(form, *count));
            let forms = (0..).zip(self.words.iter().map(|(form, _)| form));
            let forms = forms.filter(|(_, form)| is_capitalised(form));
            Near::new(names.map(|(form, _)| form)).knowing(forms, |form| self.may_be_slip(form))
        })
    }
    fn may_be_slip(&self, form: &str) -> bool {
        let is_word = |lower: &str| self.occurrences(lower) > 0 || Lexicon::built_in().class(lower).is_some();
        form.chars().count() >= LEAST_LETTERS && !is_place(form) && !is_word(&form.to_lowercase())
    }
    /// The names in speaker labels, sorted.
    pub fn speakers(&self) -> Vec<(&str, Count)> {
        let mut speakers: Vec<(&str, Count)> = self.speakers.iter().collect();
        speakers.sort_unstable_by_key(|(name, _)| *name);
        speakers
    }

    /// Finds the documents that are others again, when all documents are in, and forgets their sketches. `path` gives the path of a document by its
    /// number; `compare` reads two documents and says how near they are, which is asked for few pairs.
    pub fn pair_up(
        &mut self,
        similarity: f64,
        path: impl Fn(u32) -> String,
        compare: impl FnOnce(&[Candidate]) -> Vec<Option<Nearness>>,
    ) {
        let sketches = std::mem::take(&mut self.sketches);
        let copies = twins::copies(&sketches);
        let near = twins::candidates(&sketches, &copies, similarity);
        let is_near = |nearness: &Nearness| nearness.similarity >= similarity;
        let found = compare(&near).into_iter().map(|nearness| nearness.filter(is_near).map(Twin::Near));
        let ids = twins::of_one_name(&sketches, &path);
        let is_same =
            |pair: &Candidate| sketches[pair.document as usize].text == sketches[pair.original as usize].text;
        let ids = ids.into_iter().filter(|pair| !is_same(pair)).map(|pair| (pair, Some(Twin::Id)));
        let copies = copies.into_iter().map(|pair| (pair, Some(Twin::Same)));
        let all = copies.chain(ids).chain(near.into_iter().zip(found));
        let twins = all.filter_map(|(pair, twin)| Some((path(pair.document), twin?, path(pair.original))));
        self.twins = Twins::new(twins);
    }
    /// How most documents write what can be written in two ways.
    pub const fn house(&self) -> &House {
        &self.house
    }
    /// The words in small letters that are only British, and those that are only American, each counted once for every
    /// document that has it. They are counted when the first rule asks: most runs never do.
    pub fn varieties(&self) -> Styles {
        *self.varieties.get_or_init(|| {
            let mut styles = Styles::default();
            let small = |form: &str| form.bytes().all(|letter| letter.is_ascii_lowercase());
            for (form, count) in self.words.iter().filter(|(form, _)| small(form)) {
                match Lexicon::built_in().variety(form) {
                    Some((Variety::British, _)) => styles.first += count.documents,
                    Some((Variety::American, _)) => styles.second += count.documents,
                    None => {}
                }
            }
            styles
        })
    }
    /// What a document is to earlier ones, and their paths.
    pub fn twins(&self, path: &str) -> impl Iterator<Item = (&Twin, &str)> {
        self.twins.of(path)
    }

    /// The names in speaker labels that are one slip away from a name, case aside.
    pub fn near_speakers(&self, name: &str) -> Vec<(&str, Count, Difference)> {
        let near = self.near_speakers.get_or_init(|| {
            let names = self.speakers().into_iter().map(|(name, _)| name);
            Near::new(names).knowing((0..).zip(self.speakers.iter().map(|(name, _)| name)), |_| true)
        });
        let others: Vec<_> = match self.speakers.number(name) {
            Some(number) => near.of_known(number, name).collect(),
            None => near.of(name).collect(),
        };
        let lower = name.to_lowercase();
        let others = others.into_iter().filter(|(other, _)| other.to_lowercase() != lower);
        others.map(|(other, difference)| (other, self.speakers.get(other), difference)).collect()
    }
    /// In how many documents a name stands in speaker labels.
    pub fn speaks_in(&self, name: &str) -> u32 {
        self.speakers.get(name).documents
    }

    fn is_name(&self, form: &str, count: Count) -> bool {
        count.inside > 0 && is_capitalised(form) && {
            let lower = self.occurrences(&form.to_lowercase());
            lower.saturating_mul(20) <= count.inside
        }
    }

    fn prune(&mut self) {
        // The numbers of forms change when some are forgotten, and what is near to what with every document.
        (self.near, self.near_speakers) = (OnceLock::new(), OnceLock::new());
        for vocabulary in [&mut self.words, &mut self.pairs, &mut self.speakers] {
            vocabulary.prune(MOST_FORMS);
        }
    }
}

/// Two words as one form.
fn join(pair: &mut String, first: &str, second: &str) {
    pair.clear();
    pair.extend([first, " ", second]);
}

/// Whether a form begins with a capital and is no acronym.
pub fn is_capitalised(form: &str) -> bool {
    form.starts_with(char::is_uppercase) && form.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests;
