//! What the overview keeps of one document.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Summary};
use crate::document::{Document, Kind, Person, State};
use crate::profile::Field;

/// One document.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its path.
    pub file: String,
    /// The name of its profile.
    pub family: String,
    /// The name of its shape.
    pub shape: String,
    /// What kind of text it is.
    pub category: &'static str,
    /// The day of the event as ISO 8601, or its month or year.
    pub date: Option<String>,
    /// The year of the event.
    pub year: Option<u32>,
    /// The series label.
    pub series: Option<String>,
    /// The title.
    pub title: Option<String>,
    /// How many words it has, header and body.
    pub words: usize,
    /// Whether each field is there, in the order of [`Field::ALL`].
    pub fields: [Certain; 8],
    /// Findings by severity.
    pub summary: Summary,
    /// Findings by rule.
    pub rules: BTreeMap<&'static str, usize>,
    /// Who speaks, in order of appearance.
    pub speakers: Vec<Turns>,
    /// Forms of names with the usual form.
    pub variants: Vec<(String, String)>,
    /// What is said of other documents that it repeats.
    pub duplicates: Vec<String>,
}

/// Whether a field of the header is there, and how surely.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certain {
    /// It is, and it can be relied on.
    Present,
    /// It was read, but a person should look.
    Doubtful,
    /// A gap shows that the extraction lost it.
    Dropped,
    /// It is not.
    Absent,
}

/// What one speaker says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turns {
    /// The fullest form of the name.
    pub name: String,
    /// How often a label has the name.
    pub turns: usize,
    /// How many words follow these labels.
    pub words: usize,
    /// Whether it is a person's name, and no label for whoever asks a question.
    pub is_person: bool,
}

impl Certain {
    fn of(document: &Document, field: Field) -> Self {
        let header = &document.header;
        match header.state(field) {
            State::Present if header.doubt(field).is_some() => Certain::Doubtful,
            State::Present => Certain::Present,
            _ if header.withheld(field).is_some() => Certain::Doubtful,
            State::Dropped => Certain::Dropped,
            State::Absent => Certain::Absent,
        }
    }
}

impl Entry {
    /// A document with its findings.
    pub fn new(document: &Document, findings: &[Diagnostic]) -> Self {
        let (header, source) = (&document.header, document.source);
        let text = |span| source.fold(span).into_owned();
        let date = header.date.as_ref().filter(|date| date.value().is_some());
        let iso = date.and_then(|date| date.first.iso());
        let mut summary = Summary { documents: 1, ..Summary::default() };
        let mut rules = BTreeMap::new();
        for finding in findings {
            summary.count(finding.severity, finding.fix.as_ref());
            *rules.entry(finding.rule).or_default() += 1;
        }
        let said = |names: &[&str]| -> Vec<&Diagnostic> {
            findings.iter().filter(|finding| names.contains(&finding.rule)).collect()
        };
        let variant = |finding: &&Diagnostic| {
            let usual = &finding.fix.as_ref()?.edits.first()?.text;
            Some((text(finding.span), usual.clone()))
        };
        Self {
            file: source.path().to_string(),
            family: document.profile.name.clone(),
            shape: document.shape.name.clone(),
            category: header.genre.map_or(document.shape.category, |genre| genre.category).name(),
            year: date.and_then(|date| date.first.year),
            date: iso,
            series: header.series.map(text),
            title: header.title.map(text),
            words: document.word_count(),
            fields: Field::ALL.map(|field| Certain::of(document, field)),
            summary,
            rules,
            speakers: speakers(document),
            variants: said(&["name-variant"]).iter().filter_map(variant).collect(),
            duplicates: said(&["near-duplicate", "duplicate-document", "duplicate-id"])
                .iter()
                .map(|finding| finding.message.clone())
                .collect(),
        }
    }
}

/// Who speaks, and how much.
fn speakers(document: &Document) -> Vec<Turns> {
    let questions = &document.profile.speakers.questions;
    let is_person = |name: &str| !questions.iter().any(|word| word.eq_ignore_ascii_case(name));
    let mut words: BTreeMap<&str, usize> = BTreeMap::new();
    let mut current = None;
    for (_, block) in document.body() {
        match block.kind {
            Kind::Utterance => current = document.speaker_of(block),
            Kind::Heading => current = None,
            _ => {}
        }
        if let Some(person) = current.filter(|_| block.kind != Kind::Note) {
            *words.entry(&person.id).or_default() += document.words_in(block.prose());
        }
    }
    let turns = |person: &Person| {
        let name = document.source.fold(person.name).into_owned();
        let is_person = is_person(&name);
        let words = words.get(person.id.as_str()).copied().unwrap_or_default();
        Turns { name, turns: person.labels.len(), words, is_person }
    };
    document.persons.iter().map(turns).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Profile, Source, parse};

    #[test]
    fn what_follows_a_label_is_what_the_speaker_says() {
        let text = "Press Conference\n\nLord Hollis: Good morning to all.\n\nI have three points.\n\nQuestion: Why three?\n\nLord Hollis: Because.\n";
        let source = Source::from_text("a.txt", text);
        let document = parse(&source, Profile::built_in("nato").expect("built in"));
        let speakers = speakers(&document);
        let row = |speaker: &Turns| (speaker.turns, speaker.words, speaker.is_person);
        assert_eq!(speakers.iter().map(row).collect::<Vec<_>>(), [(2, 9, true), (1, 2, false)]);
    }
}
