//! Names in the documents of a corpus, collected to draft a lexicon.

use std::collections::{HashMap, HashSet};

use crate::document::Document;
use crate::lexicon::draft::Draft;

mod found;
mod group;
mod recurring;

pub use recurring::{Choice, FamilyDraft, Recurring};

use found::Found;
use group::proposals;

/// The names of some documents with their counts. It grows with the vocabulary, not with the corpus.
#[derive(Debug, Default)]
pub struct Gleaned {
    persons: Counts,
    organisations: Counts,
    places: Counts,
    /// The name before an acronym in brackets: `Euro-Atlantic Partnership Council (EAPC)`.
    expansions: Counts,
}

/// The counts of a spelling.
pub(crate) type Counts = HashMap<String, Count>;

/// Occurrences and documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Count {
    pub(crate) times: usize,
    pub(crate) documents: usize,
}

impl Gleaned {
    /// The names in one document.
    pub fn of(document: &Document) -> Self {
        let found = Found::of(document);
        Self {
            persons: counted(found.persons),
            organisations: counted(found.organisations),
            places: counted(found.places),
            expansions: counted(found.expansions),
        }
    }

    /// Adds the names of other documents.
    pub fn merge(&mut self, other: Self) {
        let pairs = [
            (&mut self.persons, other.persons),
            (&mut self.organisations, other.organisations),
            (&mut self.places, other.places),
            (&mut self.expansions, other.expansions),
        ];
        for (all, more) in pairs {
            for (name, count) in more {
                let known = all.entry(name).or_default();
                known.times += count.times;
                known.documents += count.documents;
            }
        }
    }

    /// Entries for the names with at least this many occurrences, all spellings of a name together.
    pub fn draft(&self, least: usize) -> Draft {
        Draft {
            persons: proposals(group::persons(&self.persons), least),
            organisations: proposals(group::organisations(&self.organisations, &self.expansions), least),
            places: proposals(group::places(&self.places), least),
        }
    }
}

fn counted(names: Vec<String>) -> Counts {
    let mut counts = Counts::new();
    let mut seen = HashSet::new();
    for name in names {
        let is_new = seen.insert(name.clone());
        let count = counts.entry(name).or_default();
        count.times += 1;
        count.documents += usize::from(is_new);
    }
    counts
}
