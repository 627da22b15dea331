//! Scores the reading of headers by values: a field is right when it equals the label after white space is folded.

use std::collections::BTreeMap;

use doclint::document::{Document, Value as Day};
use serde_json::Value;

use super::corpus::Labelled;
use super::gold;

/// The header fields that are scored.
pub const FIELDS: [&str; 8] = ["series", "updated", "date", "place", "genre", "title", "byline", "number"];

/// How a field came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    Right,
    Wrong,
    Missed,
    Invented,
    None,
}

impl Outcome {
    pub fn name(self) -> &'static str {
        match self {
            Outcome::Right => "right",
            Outcome::Wrong => "wrong",
            Outcome::Missed => "missed",
            Outcome::Invented => "invented",
            Outcome::None => "none",
        }
    }
}

/// How the fields of a document came out.
#[derive(Clone)]
pub struct Scored {
    pub outcomes: [Outcome; 8],
    pub wanted: [Option<String>; 8],
    pub got: [Option<String>; 8],
}

fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

/// The values of the labels.
pub fn wanted(json: &Value) -> [Option<String>; 8] {
    let list = |key: &str, between: &str| {
        let all = json.get(key).and_then(Value::as_array).into_iter().flatten();
        some(all.filter_map(Value::as_str).map(fold).collect::<Vec<_>>().join(between))
    };
    FIELDS.map(|field| match field {
        "updated" | "date" => json.get(field).and_then(gold::day),
        "place" => list("place", " ; "),
        "byline" => list("byline", " "),
        _ => json.get(field).and_then(Value::as_str).map(fold).and_then(some),
    })
}

/// The values of a header that was read.
fn got(document: &Document<'_>) -> [Option<String>; 8] {
    let header = &document.header;
    let text = |span| fold(document.text(span));
    let day = |date: &Option<doclint::document::Date>| {
        date.as_ref().and_then(|date| date.value()).map(|value| match value {
            Day::Single(day) => day,
            Day::Range(from, to) => format!("{from}/{to}"),
        })
    };
    let list = |spans: &[doclint::source::Span], between: &str| {
        some(spans.iter().map(|span| text(*span)).collect::<Vec<_>>().join(between))
    };
    FIELDS.map(|field| match field {
        "series" => header.series.map(text),
        "updated" => day(&header.updated),
        "date" => day(&header.date),
        "place" => list(&header.place, " ; "),
        "genre" => header.genre.map(|genre| text(genre.span)),
        "title" => header.title.map(text),
        "byline" => list(&header.byline, " "),
        _ => header.number.map(text),
    })
}

/// Compares a reading with the labels.
pub fn score(labelled: &Labelled, document: &Document<'_>) -> Scored {
    let (wanted, got) = (wanted(&labelled.json), got(document));
    let outcomes = std::array::from_fn(|at| match (&got[at], &wanted[at]) {
        (Some(got), Some(wanted)) if got == wanted => Outcome::Right,
        (Some(_), Some(_)) => Outcome::Wrong,
        (None, Some(_)) => Outcome::Missed,
        (Some(_), None) => Outcome::Invented,
        (None, None) => Outcome::None,
    });
    Scored { outcomes, wanted, got }
}

/// Counts of outcomes for each field.
#[derive(Clone, Debug, Default)]
pub struct Table {
    counts: [BTreeMap<Outcome, usize>; 8],
    documents: usize,
    several: usize,
    whole: usize,
}

impl Table {
    pub fn add(&mut self, scored: &Scored) {
        for (counts, outcome) in self.counts.iter_mut().zip(scored.outcomes) {
            *counts.entry(outcome).or_default() += 1;
        }
        self.documents += 1;
        let labelled = scored.wanted.iter().flatten().count();
        if labelled >= 2 {
            self.several += 1;
            self.whole += usize::from(
                scored.outcomes.iter().all(|outcome| matches!(outcome, Outcome::Right | Outcome::None)),
            );
        }
    }

    fn count(&self, field: usize, outcome: Outcome) -> f64 {
        self.counts[field].get(&outcome).copied().unwrap_or(0) as f64
    }

    /// F1 of a field, in per cent; none if no document has it.
    pub fn f1(&self, field: usize) -> Option<f64> {
        let [right, wrong, missed, invented] =
            [Outcome::Right, Outcome::Wrong, Outcome::Missed, Outcome::Invented]
                .map(|outcome| self.count(field, outcome));
        let wanted = right + wrong + missed;
        (wanted > 0.0).then(|| 200.0 * right / (2.0 * right + 2.0 * wrong + invented + missed))
    }

    /// The mean over the fields.
    pub fn mean(&self) -> f64 {
        let all: Vec<f64> = (0..8).filter_map(|field| self.f1(field)).collect();
        all.iter().sum::<f64>() / all.len().max(1) as f64
    }

    /// Right among what was given, in per cent.
    pub fn precision(&self, field: usize) -> f64 {
        let right = self.count(field, Outcome::Right);
        100.0 * right
            / (right + self.count(field, Outcome::Wrong) + self.count(field, Outcome::Invented)).max(1.0)
    }

    /// Right among what was wanted, in per cent.
    pub fn recall(&self, field: usize) -> f64 {
        let right = self.count(field, Outcome::Right);
        100.0 * right
            / (right + self.count(field, Outcome::Wrong) + self.count(field, Outcome::Missed)).max(1.0)
    }

    /// One row: documents, the mean F1 and that of each field that some document has.
    pub fn print_row(&self, name: &str) {
        let fields: Vec<String> = FIELDS
            .iter()
            .enumerate()
            .filter_map(|(field, label)| Some(format!("{label} {:.0}", self.f1(field)?)))
            .collect();
        println!("  {name:4} {:4} documents, F1 {:5.1}   {}", self.documents, self.mean(), fields.join(", "));
    }

    pub fn print(&self, name: &str) {
        let percent = 100.0 * self.whole as f64 / self.several.max(1) as f64;
        println!(
            "{name}: {} documents, header F1 {:.1}, wholly right {} of {} ({percent:.0} %)",
            self.documents,
            self.mean(),
            self.whole,
            self.several
        );
        for (field, label) in FIELDS.iter().enumerate() {
            let f1 = self.f1(field).map_or("   -".to_string(), |f1| format!("{f1:4.0}"));
            let [right, wrong, missed, invented] =
                [Outcome::Right, Outcome::Wrong, Outcome::Missed, Outcome::Invented]
                    .map(|outcome| self.count(field, outcome));
            println!(
                "  {label:8} {f1}   {right:4} right {wrong:4} wrong {missed:4} missed {invented:4} invented   precision {:3.0} recall {:3.0}",
                self.precision(field),
                self.recall(field)
            );
        }
    }
}
