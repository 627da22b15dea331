//! How most documents write what can be written in two ways.

use memchr::{memchr_iter, memmem};

use crate::document::{Document, Form};

/// So many documents must have a style before it is one.
const LEAST: u32 = 20;

/// So many of a hundred documents must agree.
const OVERWHELMING: u32 = 95;

/// In how many documents the one style and the other is the more frequent, or how many words are of each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Styles {
    /// Documents in which the first style prevails.
    pub first: u32,
    /// Documents in which the second style prevails.
    pub second: u32,
}

/// The style of the corpus, where nearly all documents agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Majority {
    /// Whether it is the first style.
    pub is_first: bool,
    /// How many documents have it.
    pub agreeing: u32,
    /// How many documents have one of the two.
    pub all: u32,
}

impl Styles {
    fn count(&mut self, first: usize, second: usize) {
        self.first += u32::from(first > second);
        self.second += u32::from(second > first);
    }
    fn merge(&mut self, other: Styles) {
        self.first += other.first;
        self.second += other.second;
    }
    /// The style of the corpus: at least 20 documents have one, and 95 of a hundred the same.
    pub fn majority(self) -> Option<Majority> {
        let all = self.first + self.second;
        let agreeing = self.first.max(self.second);
        let is_overwhelming = u64::from(agreeing) * 100 >= u64::from(all) * u64::from(OVERWHELMING);
        (all >= LEAST && is_overwhelming).then_some(Majority {
            is_first: self.first > self.second,
            agreeing,
            all,
        })
    }
}

/// The styles of the documents of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct House {
    /// Straight double quotation marks, or curly ones.
    pub quotations: Styles,
    /// The day before the month, or the month before the day.
    pub dates: Styles,
}

impl House {
    pub(super) fn add(&mut self, document: &Document) {
        let text = document.source.text();
        let straight = memchr_iter(b'"', text.as_bytes()).count();
        self.quotations.count(straight / 2, memmem::find_iter(text.as_bytes(), "“").count());
        let forms = || document.dates().map(|(_, date)| date).filter(|date| date.first.day.is_some());
        let count = |form| forms().filter(|date| date.form == form).count();
        self.dates.count(count(Form::DayMonth), count(Form::MonthDay));
    }
    pub(super) fn merge(&mut self, other: House) {
        self.quotations.merge(other.quotations);
        self.dates.merge(other.dates);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_overwhelming_majority_counts() {
        let majority = |first, second| Styles { first, second }.majority();
        assert_eq!(majority(19, 1), Some(Majority { is_first: true, agreeing: 19, all: 20 }));
        assert_eq!(majority(0, 40), Some(Majority { is_first: false, agreeing: 40, all: 40 }));
        assert_eq!(majority(18, 2), None);
        assert_eq!(majority(19, 0), None, "too few documents");
    }
}
