//! Which fields of the header most documents of a family lack.

use std::collections::BTreeMap;

use crate::document::{Document, State};
use crate::profile::Field;

/// So many documents have a habit.
const LEAST: u32 = 5;

/// How many documents of a family, or of one folder of it, lack each field that their pages have.
#[derive(Clone, Debug, Default)]
pub(super) struct Habits {
    /// By family and folder; the family as a whole has no folder.
    groups: BTreeMap<(String, Option<String>), Group>,
}

#[derive(Clone, Debug, Default)]
struct Group {
    documents: u32,
    lacking: BTreeMap<&'static str, u32>,
}

/// What most documents of a group lack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Habit {
    /// How many documents lack it.
    pub lacking: u32,
    /// How many documents there are.
    pub all: u32,
}

impl Habits {
    pub(super) fn add(&mut self, document: &Document) {
        let family = || document.profile.name.clone();
        let lacks = |field: &&Field| document.header.state(**field) == State::Absent;
        let lacking: Vec<&str> =
            document.shape.expects.iter().filter(lacks).map(|field| field.name()).collect();
        for folder in [None, Some(folder(document.source.path()).to_string())] {
            let group = self.groups.entry((family(), folder)).or_default();
            group.documents += 1;
            lacking.iter().for_each(|field| *group.lacking.entry(field).or_default() += 1);
        }
    }

    pub(super) fn merge(&mut self, other: Habits) {
        for (key, group) in other.groups {
            let own = self.groups.entry(key).or_default();
            own.documents += group.documents;
            for (field, count) in group.lacking {
                *own.lacking.entry(field).or_default() += count;
            }
        }
    }

    /// Whether most documents in the folder of a document lack a field, or in a small folder, most of its family.
    pub(super) fn of(&self, document: &Document, field: Field) -> Option<Habit> {
        let family = &document.profile.name;
        let folder = Some(folder(document.source.path()).to_string());
        let group = |folder| self.groups.get(&(family.clone(), folder)).filter(|it| it.documents >= LEAST);
        let group = group(folder).or_else(|| group(None))?;
        let lacking = group.lacking.get(field.name()).copied().unwrap_or_default();
        (lacking * 2 > group.documents).then_some(Habit { lacking, all: group.documents })
    }

    /// Each field that most documents of some folder lack, with the numbers of all such folders.
    pub(super) fn all(&self) -> BTreeMap<&'static str, Habit> {
        let mut all: BTreeMap<&str, Habit> = BTreeMap::new();
        let folders =
            self.groups.iter().filter(|((_, folder), group)| folder.is_some() && group.documents >= LEAST);
        for (_, group) in folders {
            let habits = group.lacking.iter().filter(|(_, lacking)| **lacking * 2 > group.documents);
            for (field, lacking) in habits {
                let habit = all.entry(field).or_insert(Habit { lacking: 0, all: 0 });
                habit.lacking += lacking;
                habit.all += group.documents;
            }
        }
        all
    }
}

/// The folder of a document, by its name.
fn folder(path: &str) -> &str {
    path.rsplit_once(['/', '\\']).map_or("", |(folder, _)| folder)
}
