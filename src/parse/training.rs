//! The door for training and measuring: pieces with their features, and the reader with another model. No promise of
//! stability is made for it.

use super::{header, line, reader};
use crate::document::Document;
use crate::profile::Profile;
use crate::source::Source;

pub use super::date::Extent;
pub use super::header::{
    ALL, COUNT, Dated, Decider, Feature, Label, Marginals, Model, Path, Role, Sample, Weights, count,
    fingerprint, list, name,
};

/// The pieces of a document's header.
pub fn samples(source: &Source, profile: &Profile) -> Vec<Sample> {
    let text = source.text();
    let start = super::byte_order_mark(text).map_or(0, |mark| mark.span.end);
    let mut reader = reader::Reader::new(text, profile, line::lines(text, start));
    super::footer::footer(&mut reader);
    header::samples(&reader)
}

/// Reads a source, where somebody else decides about the pieces of the header.
pub fn parse_with<'a>(source: &'a Source, profile: &'a Profile, decider: Decider<'_>) -> Document<'a> {
    super::read(source, profile, decider)
}

/// The labels that somebody gives the pieces of a document.
pub fn labels(source: &Source, profile: &Profile, decider: Decider<'_>) -> Vec<Label> {
    let text = source.text();
    let start = super::byte_order_mark(text).map_or(0, |mark| mark.span.end);
    let mut reader = reader::Reader::new(text, profile, line::lines(text, start));
    super::footer::footer(&mut reader);
    header::labels_of(&reader, decider)
}
