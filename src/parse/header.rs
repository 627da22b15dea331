//! The header, decided as a whole: lines are split into pieces, features describe what each piece could be, a trained model
//! picks the best path over all of them, and each field is read in its pieces.

use super::front_matter;
use super::reader::Reader;
use crate::profile::Shape;

pub(super) mod confidence;
mod decode;
mod features;
mod fields;
mod glued;
mod labels;
mod mark;
mod model;
mod pieces;
mod reasons;
mod settle;
mod shape;
mod typed;

pub use confidence::{Calibration, Evidence, SIGNALS, Signals, Thresholds, Weighted, thresholds};
pub use decode::{Marginals, Path};
pub use features::{Feature, count, fingerprint, list, name};
pub use labels::{ALL, COUNT, Label, Role};
pub use model::{Model, Weights};
pub use reasons::Reason;
pub(super) use reasons::reasons;

use features::Rows;
use fields::Fields;
use pieces::Piece;

/// The facts about the page that reading the body needs.
pub(super) struct Outcome<'a> {
    /// The first line of the body.
    pub(super) body: usize,
    /// The shape of the page.
    pub(super) shape: &'a Shape,
    /// Whether the page is a list of texts, each with a day of its own.
    pub(super) list: bool,
    /// Whether the page has bulleted date and update lines.
    pub(super) live: bool,
    /// Whether cells are separated by pipes.
    pub(super) piped: bool,
    /// Whether narrow cells follow each other without blank lines.
    pub(super) wrapped: bool,
    /// The decisions of the model about the pieces.
    pub(super) lattice: confidence::Lattice,
}

/// The source of the decisions about pieces.
#[derive(Clone, Copy)]
pub enum Decider<'m> {
    /// A model.
    Model(Model<'m>),
    /// Known labels, one for each piece, to measure what the rest of the reader loses.
    Labels(&'m [Label]),
}

/// The pieces of the lines that may contain a header.
fn pieces_of<'a>(reader: &Reader<'a>) -> Vec<Piece<'a>> {
    let zone = reader.front.lines..reader.footer;
    pieces::pieces(&reader.lines, zone, reader.profile, reader.order())
}

/// Reads the header of a document.
pub(super) fn header<'a>(reader: &mut Reader<'a>, decider: Decider<'_>) -> Outcome<'a> {
    let pieces = pieces_of(reader);
    let path = decide(reader, &pieces, decider);
    let shape = shape::early_shape(reader, &pieces, &path.labels);
    let decided = path.labels.clone();
    let mut fields = Fields::new(reader, &pieces, path, shape);
    fields.read();
    front_matter::fill(fields.reader);
    let body = mark::mark(&mut fields);
    let shape = fields.final_shape();
    settle::settle(&mut fields, shape);
    let (live, piped, wrapped) = shape::layout(&fields);
    let list = fields.is_list();
    let lattice = fields.lattice(decided, shape);
    Outcome { body, shape, list, live, piped, wrapped, lattice }
}

/// The label of each piece.
fn decide(reader: &Reader<'_>, pieces: &[Piece<'_>], decider: Decider<'_>) -> Path {
    match decider {
        Decider::Model(model) => decode::decode(&model, rows(reader, pieces).scores(&model)),
        Decider::Labels(labels) => Path { labels: labels.to_vec(), marginals: Marginals::default() },
    }
}

/// The labels of the pieces of a document, for training.
pub(super) fn labels_of(reader: &Reader<'_>, decider: Decider<'_>) -> Vec<Label> {
    let pieces = pieces_of(reader);
    decide(reader, &pieces, decider).labels
}

/// The features of the pieces.
fn rows(reader: &Reader<'_>, pieces: &[Piece<'_>]) -> Rows {
    Rows::of(&features::document::Facts::of(reader.profile, reader.order(), pieces), pieces)
}

/// A piece for training.
#[derive(Clone, Debug)]
pub struct Sample {
    /// The offset of its words in the source.
    pub start: usize,
    /// The offset of their end.
    pub end: usize,
    /// Index of its line.
    pub line: usize,
    /// The numbers of its features.
    pub features: Vec<u16>,
    /// Its dates.
    pub dates: Vec<Dated>,
    /// Whether it begins with words that announce an update stamp.
    pub stamped: bool,
    /// Whether it is the dated head of a related link.
    pub related_head: bool,
}

/// A date in a piece, for training.
#[derive(Clone, Debug)]
pub struct Dated {
    /// How much of a date it is.
    pub extent: super::date::Extent,
    /// Its first day, as far as written: year, month and day.
    pub first: (Option<u32>, Option<u32>, Option<u32>),
    /// Its value as in JSON: one day, or both ends of a range with a slash between.
    pub value: Option<String>,
    /// The value with day and month swapped, if both are numbers.
    pub other: Option<String>,
    /// Its bytes in the source.
    pub span: crate::source::Span,
}

/// The pieces of a document, for training.
pub(super) fn samples(reader: &Reader<'_>) -> Vec<Sample> {
    let pieces = pieces_of(reader);
    let rows = rows(reader, &pieces).numbers();
    pieces.iter().zip(rows).map(|(piece, features)| sample(piece, features)).collect()
}

fn sample(piece: &Piece<'_>, features: Vec<u16>) -> Sample {
    use crate::document::Value;
    let text = |value: Value| match value {
        Value::Single(day) => day,
        Value::Range(from, to) => format!("{from}/{to}"),
    };
    let dates = piece.dates.iter().map(|found| Dated {
        extent: found.extent,
        first: (found.date.first.year, found.date.first.month, found.date.first.day),
        value: found.date.value().map(text),
        other: found.date.other.and_then(crate::document::Partial::iso),
        span: piece.part(found.start, found.end),
    });
    Sample {
        start: piece.start,
        end: piece.start + piece.text.len(),
        line: piece.line,
        features,
        dates: dates.collect(),
        stamped: piece.opens(super::lexis::Class::UpdateLabel).is_some(),
        related_head: features::dates::is_related_head(piece),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_belongs_to_the_features() {
        let model = Model::built_in();
        assert_eq!(
            model.fingerprint(),
            fingerprint(),
            "the features have changed: train the model anew (docs/reading.md)"
        );
        let last = u16::try_from(count() - 1).expect("there are some thousand");
        assert!((0..=last).any(|feature| model.entries(feature).count() > 0));
        assert_eq!(model.entries(last + 1).count(), 0);
    }
}
