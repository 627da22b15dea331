//! What a first pass over all documents of a run has learnt: words with their counts, and a sketch of each document.
//!
//! Memory is bounded by the vocabulary, not by the corpus: forty bytes a document and some megabytes of words. When
//! there are more than 131,072 forms, the rarest are forgotten, so that in a very large corpus the count of a rare form
//! is too low and never too high.

use std::sync::OnceLock;

use crate::document::Document;
use crate::source::fold;

mod hash;
mod mention;
mod near;
mod reading;
mod sketch;
mod twins;
mod vocabulary;

use near::Near;
use reading::Word;
use sketch::{Bins, Shingles, Sketch};
use twins::Twins;
use vocabulary::Vocabulary;

pub use mention::{Mention, mentions};
pub use near::{Difference, Slip, difference};
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
    sketches: Vec<Sketch>,
    twins: Twins,
    /// The names that other forms are compared with, put in order when the first rule asks.
    near: OnceLock<Near>,
    near_speakers: OnceLock<Near>,
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

    /// Adds the next document.
    pub fn add(&mut self, document: &Document) {
        let number = self.number();
        let mut bins = Bins::default();
        let mut shingles = Shingles::default();
        let mut before = String::new();
        for block in &document.blocks {
            let is_body = reading::is_body(block);
            reading::words(document, block, |word| {
                if is_body && let Some(shingle) = shingles.next(word.hash) {
                    bins.add(shingle);
                }
                self.count(&word, number, &mut before);
            });
        }
        for person in &document.persons {
            let name = fold(document.text(person.name));
            let hash = hash::hash(name.as_bytes());
            person.labels.iter().for_each(|_| self.speakers.add(&name, hash, number, false));
        }
        self.sketches.push(Sketch {
            text: sketch::text(document.source),
            id: hash::hash(document.source.id().as_bytes()),
            values: bins.values(),
        });
        self.prune();
    }

    /// Passes over a document that cannot be read.
    pub fn skip(&mut self) {
        self.sketches.push(Sketch::default());
    }

    /// Adds what was learnt from the documents that come after those of this survey.
    pub fn merge(&mut self, other: Survey) {
        if self.sketches.is_empty() {
            *self = other;
            return;
        }
        self.words.merge(&other.words);
        self.pairs.merge(&other.pairs);
        self.speakers.merge(&other.speakers);
        self.sketches.extend(other.sketches);
        self.prune();
    }

    /// How many documents there are.
    pub fn len(&self) -> usize {
        self.sketches.len()
    }
    /// Whether there is no document.
    pub fn is_empty(&self) -> bool {
        self.sketches.is_empty()
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
        self.pairs.get(&pair(first, second))
    }
    /// The forms that are names as far as the documents tell, sorted: capitalised inside sentences, and hardly ever in
    /// small letters.
    pub fn names(&self) -> Vec<(&str, Count)> {
        let mut names: Vec<(&str, Count)> =
            self.words.iter().filter(|(form, count)| self.is_name(form, *count)).collect();
        names.sort_unstable_by_key(|(form, _)| *form);
        names
    }
    /// The names that are one slip away from a form, among those that are seen more than twice.
    pub fn near(&self, form: &str) -> Vec<(&str, Count, Difference)> {
        let near = self.near.get_or_init(|| {
            let is_frequent = |form: &str, count: Count| {
                count.occurrences >= LEAST_OCCURRENCES && form.chars().count() >= LEAST_LETTERS
            };
            let names = self.names().into_iter();
            Near::new(names.filter(|(form, count)| is_frequent(form, *count)).map(|(form, _)| form))
        });
        near.of(form).into_iter().map(|(name, difference)| (name, self.count_of(name), difference)).collect()
    }
    /// The names in speaker labels, sorted.
    pub fn speakers(&self) -> Vec<(&str, Count)> {
        let mut speakers: Vec<(&str, Count)> = self.speakers.iter().collect();
        speakers.sort_unstable_by_key(|(name, _)| *name);
        speakers
    }

    /// Finds the documents that are others again, when all documents are in. `path` gives the path of a document by its
    /// number; `compare` reads two documents and says how near they are, which is asked for few pairs.
    pub fn pair_up(
        &mut self,
        similarity: f64,
        path: impl Fn(u32) -> String,
        compare: impl FnOnce(&[Candidate]) -> Vec<Option<Nearness>>,
    ) {
        let copies = twins::repeated(&self.sketches, |sketch| sketch.text);
        let near = twins::candidates(&self.sketches, &copies, similarity);
        let found = compare(&near).into_iter().map(|nearness| nearness.map(Twin::Near));
        let ids = twins::repeated(&self.sketches, |sketch| sketch.id);
        let sketches = std::mem::take(&mut self.sketches);
        let is_same =
            |pair: &Candidate| sketches[pair.document as usize].text == sketches[pair.original as usize].text;
        let ids = ids.into_iter().filter(|pair| !is_same(pair)).map(|pair| (pair, Some(Twin::Id)));
        let copies = copies.into_iter().map(|pair| (pair, Some(Twin::Same)));
        for (pair, twin) in copies.chain(ids).chain(near.into_iter().zip(found)) {
            if let Some(twin) = twin {
                self.twins.add(path(pair.document), twin, path(pair.original));
            }
        }
        self.sketches = sketches;
    }
    /// What a document is to earlier ones, and their paths.
    pub fn twins(&self, path: &str) -> impl Iterator<Item = (&Twin, &str)> {
        self.twins.of(path)
    }

    /// The names in speaker labels that are one slip away from a name, case aside.
    pub fn near_speakers(&self, name: &str) -> Vec<(&str, Count, Difference)> {
        let near =
            self.near_speakers.get_or_init(|| Near::new(self.speakers().into_iter().map(|(name, _)| name)));
        let others =
            near.of(name).into_iter().filter(|(other, _)| other.to_lowercase() != name.to_lowercase());
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

    fn number(&self) -> u32 {
        u32::try_from(self.sketches.len()).unwrap_or(u32::MAX)
    }

    /// Counts a word, and the pair that it makes with the capitalised word before it.
    fn count(&mut self, word: &Word, number: u32, before: &mut String) {
        if !word.is_word {
            return before.clear();
        }
        self.words.add(word.form, word.hash, number, word.inside);
        if !is_capitalised(word.form) {
            return before.clear();
        }
        if word.follows && word.inside && !before.is_empty() {
            before.push(' ');
            before.push_str(word.form);
            self.pairs.add(before, hash::hash(before.as_bytes()), number, true);
        }
        before.clear();
        before.push_str(word.form);
    }

    fn prune(&mut self) {
        for vocabulary in [&mut self.words, &mut self.pairs, &mut self.speakers] {
            vocabulary.prune(MOST_FORMS);
        }
    }
}

fn pair(first: &str, second: &str) -> String {
    format!("{first} {second}")
}

/// Whether a form begins with a capital and is no acronym.
pub fn is_capitalised(form: &str) -> bool {
    form.starts_with(char::is_uppercase) && form.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests;
