//! What recurs in the documents of a family, collected to draft its profile.
//!
//! Only the first and the last lines of a document are counted, and its speaker labels: the cost is that of reading it.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;

use crate::document::{Document, Kind, PartKind};
use crate::language::{WordClass, guess_prose, lookup, phrases};
use crate::profile::{Category, Field, Profile};

mod draft;
mod shape;

pub use draft::{Choice, FamilyDraft};

/// The lines at the beginning of a document that are counted.
const HEAD: usize = 14;

/// The lines at the end of a document that are counted.
const TAIL: usize = 10;

/// The most characters of a line that is counted.
const LONGEST: usize = 100;

/// The bytes of a text from which its language is guessed.
const SAMPLE: usize = 2000;

/// Lines, labels, numbers and fields of some documents with their counts.
#[derive(Debug, Default)]
pub struct Recurring {
    documents: usize,
    head: HashMap<String, Line>,
    tail: HashMap<String, Line>,
    labels: HashMap<String, Label>,
    /// Formats of numbers, and the words before them.
    numbers: HashMap<String, usize>,
    leads: HashMap<String, usize>,
    speakers: HashMap<String, Speaker>,
    /// Documents by built-in profile.
    families: BTreeMap<String, usize>,
    languages: BTreeMap<&'static str, usize>,
    categories: BTreeMap<&'static str, usize>,
    /// Documents with each field, in the order of [`Field::ALL`].
    fields: [usize; 8],
    /// Documents by the order of their header fields.
    orders: BTreeMap<Vec<Field>, usize>,
    /// Dates whose first number is no month, and those whose second is none.
    day_first: usize,
    month_first: usize,
}

/// A line that is the same in several documents.
#[derive(Clone, Debug, Default)]
struct Line {
    documents: usize,
    /// How often it was read as each kind of line.
    kinds: Vec<(Kind, usize)>,
    /// How often it was the first, the second and so on.
    places: [u32; HEAD],
}

/// A label before a value: `Last update:`.
#[derive(Clone, Copy, Debug, Default)]
struct Label {
    documents: usize,
    /// Documents where a date follows.
    dated: usize,
    /// Of these, those whose date is read elsewhere.
    beside_date: usize,
    /// Documents where it is at the end.
    at_end: usize,
}

/// A speaker label.
#[derive(Clone, Copy, Debug, Default)]
struct Speaker {
    documents: usize,
    turns: usize,
    /// Turns that ask something.
    questions: usize,
}

impl Recurring {
    /// What one document has.
    pub fn of(document: &Document) -> Self {
        let mut found = Self { documents: 1, ..Self::default() };
        found.families.insert(family(document), 1);
        let sample = shape::beginning(document.source.text(), SAMPLE);
        found.languages.extend(guess_prose(sample).map(|language| (language.code(), 1)));
        found.categories.extend(document.header.genre.map(|genre| (genre.category.name(), 1)));
        found.header(document);
        let count = lines(document).take(HEAD + TAIL).count();
        let first = if count < HEAD + TAIL { count.div_ceil(2) } else { HEAD };
        let head: Vec<(&str, Kind)> = lines(document).take(first.min(HEAD)).collect();
        let end: Vec<(&str, Kind)> = lines_from_end(document).take(TAIL).collect();
        let others = count - head.len();
        let date = document.header.date.as_ref().map(|date| document.text(date.span));
        for (place, (text, kind)) in head.iter().enumerate() {
            found.line(text, *kind, Some(place));
            found.label(text, *kind, date, false);
            found.number(text, *kind);
        }
        for (text, kind) in end.iter().take(others) {
            found.line(text, *kind, None);
            found.label(text, *kind, date, true);
        }
        found.speakers(document);
        found
    }

    /// Adds what other documents have.
    pub fn merge(&mut self, other: Self) {
        self.documents += other.documents;
        merge(&mut self.head, other.head, Line::add);
        merge(&mut self.tail, other.tail, Line::add);
        merge(&mut self.labels, other.labels, Label::add);
        merge(&mut self.speakers, other.speakers, Speaker::add);
        let sum = |count: &mut usize, more: usize| *count += more;
        merge(&mut self.numbers, other.numbers, sum);
        merge(&mut self.leads, other.leads, sum);
        count(&mut self.families, other.families);
        count(&mut self.languages, other.languages);
        count(&mut self.categories, other.categories);
        count(&mut self.orders, other.orders);
        self.fields.iter_mut().zip(other.fields).for_each(|(count, more)| *count += more);
        self.day_first += other.day_first;
        self.month_first += other.month_first;
    }

    /// The number of header fields that the documents have.
    pub fn fields(&self) -> usize {
        self.fields.iter().sum()
    }

    /// Takes the fields from another reading of the same documents.
    #[must_use]
    pub fn with_fields_of(self, other: Self) -> Self {
        Self { fields: other.fields, orders: other.orders, categories: other.categories, ..self }
    }

    /// The number of documents.
    pub fn documents(&self) -> usize {
        self.documents
    }

    fn header(&mut self, document: &Document) {
        let mut order: Vec<(usize, Field)> = Vec::new();
        for (field, count) in Field::ALL.into_iter().zip(&mut self.fields) {
            let is_there = document.header.has(field);
            *count = usize::from(is_there);
            let first = document.header.spans(field).into_iter().map(|span| span.start).min();
            order.extend(first.filter(|_| is_there).map(|start| (start, field)));
        }
        order.sort_unstable();
        self.orders.insert(order.into_iter().map(|(_, field)| field).collect(), 1);
    }

    /// A line at the beginning, with its place, or at the end.
    fn line(&mut self, text: &str, kind: Kind, place: Option<usize>) {
        if text.chars().nth(LONGEST).is_some() || text.chars().filter(|c| c.is_alphabetic()).count() < 2 {
            return;
        }
        let lines = if place.is_some() { &mut self.head } else { &mut self.tail };
        let line = lines.entry(text.to_string()).or_insert_with(|| Line { documents: 1, ..Line::default() });
        line.add_kind(kind, 1);
        if let Some(place) = place {
            line.places[place] = 1;
        }
    }

    /// A label before a value.
    fn label(&mut self, text: &str, kind: Kind, date: Option<&str>, at_end: bool) {
        if kind == Kind::Utterance {
            return;
        }
        let Some((label, value)) = shape::label(text) else { return };
        let is_dated = shape::is_date(value);
        if is_dated {
            let (day, month) = shape::order(value);
            self.day_first += usize::from(day);
            self.month_first += usize::from(month);
        }
        let is_read_here = date.is_some_and(|date| value.contains(date));
        self.labels.entry(label.to_string()).or_insert(Label {
            documents: 1,
            dated: usize::from(is_dated),
            beside_date: usize::from(is_dated && date.is_some() && !is_read_here),
            at_end: usize::from(at_end),
        });
    }

    /// The format of a number at the end of a line: `Notice 12/2011` as `9/9`, and the words before it.
    fn number(&mut self, text: &str, kind: Kind) {
        if matches!(kind, Kind::Utterance | Kind::Date | Kind::Update) {
            return;
        }
        let Some((lead, format)) = shape::number(text) else { return };
        self.numbers.entry(format).or_insert(1);
        if !lead.is_empty() {
            self.leads.entry(lead.to_string()).or_insert(1);
        }
    }

    fn speakers(&mut self, document: &Document) {
        for block in document.blocks.iter().filter(|block| block.kind == Kind::Utterance) {
            let Some(part) = block.parts.iter().find(|part| part.kind == PartKind::Speaker) else { continue };
            let label = document.text(part.span).trim();
            let speaker = self.speakers.entry(label.to_string()).or_default();
            speaker.documents = 1;
            speaker.turns += 1;
            speaker.questions += usize::from(document.text(block.content).contains('?'));
        }
    }
}

impl Line {
    fn add(&mut self, other: Self) {
        self.documents += other.documents;
        other.kinds.into_iter().for_each(|(kind, count)| self.add_kind(kind, count));
        self.places.iter_mut().zip(other.places).for_each(|(count, more)| *count += more);
    }

    fn add_kind(&mut self, kind: Kind, count: usize) {
        match self.kinds.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, known)) => *known += count,
            None => self.kinds.push((kind, count)),
        }
    }

    /// The kind as which it was read most often.
    fn kind(&self) -> Option<Kind> {
        self.kinds.iter().max_by_key(|(kind, count)| (*count, kind.name())).map(|(kind, _)| *kind)
    }

    /// The place where it is most often.
    fn place(&self) -> usize {
        let most = self.places.iter().copied().max().unwrap_or(0);
        self.places.iter().position(|count| *count == most).unwrap_or(0)
    }
}

impl Label {
    fn add(&mut self, other: Self) {
        self.documents += other.documents;
        self.dated += other.dated;
        self.beside_date += other.beside_date;
        self.at_end += other.at_end;
    }
}

impl Speaker {
    fn add(&mut self, other: Self) {
        self.documents += other.documents;
        self.turns += other.turns;
        self.questions += other.questions;
    }
}

fn merge<K: Eq + Hash, V: Default>(all: &mut HashMap<K, V>, more: HashMap<K, V>, add: impl Fn(&mut V, V)) {
    for (key, value) in more {
        add(all.entry(key).or_default(), value);
    }
}

fn count<K: Ord>(all: &mut BTreeMap<K, usize>, more: BTreeMap<K, usize>) {
    more.into_iter().for_each(|(key, more)| *all.entry(key).or_default() += more);
}

/// The built-in profile that a document belongs to by more than words that any family may have.
fn family(document: &Document) -> String {
    let profile = document.profile;
    let text = shape::beginning(document.source.text(), 4096);
    let is_own =
        |phrase: &str| lookup(phrase.trim_end_matches([':', ' '])).is_none() && text.contains(phrase);
    let own = profile.signature.iter().filter(|phrase| is_own(&phrase.text));
    let points: u32 = own.map(|phrase| u32::from(phrase.weight)).sum();
    match &profile.extends {
        Some(base) if Profile::built_in(&profile.name).is_none() => base.clone(),
        _ if points >= 2 && Profile::built_in(&profile.name).is_some() => profile.name.clone(),
        _ => "plain".to_string(),
    }
}

/// The lines with text, without white space around them.
fn lines<'d>(document: &'d Document<'_>) -> impl Iterator<Item = (&'d str, Kind)> {
    let blocks = document.blocks.iter().filter(|block| has_lines(block.kind));
    let lines =
        blocks.flat_map(|block| document.text(block.span).lines().map(|line| (line.trim(), block.kind)));
    lines.filter(|(line, _)| !line.is_empty())
}

/// The same from the last to the first.
fn lines_from_end<'d>(document: &'d Document<'_>) -> impl Iterator<Item = (&'d str, Kind)> {
    let blocks = document.blocks.iter().rev().filter(|block| has_lines(block.kind));
    let lines = blocks
        .flat_map(|block| document.text(block.span).lines().rev().map(|line| (line.trim(), block.kind)));
    lines.filter(|(line, _)| !line.is_empty())
}

fn has_lines(kind: Kind) -> bool {
    !matches!(kind, Kind::Blank | Kind::FrontMatter)
}

#[cfg(test)]
mod tests;
