//! The entry point for training and evaluation: the parts of a header with their features, and the reader with another
//! model. It has no stability guarantee.

use super::header;
use crate::document::Document;
use crate::profile::Profile;
use crate::source::Source;

pub use super::date::Extent;
pub use super::header::{
    ALL, COUNT, Calibration, Dated, Decider, Evidence, Feature, Label, Marginals, Model, Path, Role, SIGNALS,
    Sample, Signals, Thresholds, Weighted, Weights, count, fingerprint, list, name, thresholds,
};

/// The pieces of a document's header.
pub fn samples(source: &Source, profile: &Profile) -> Vec<Sample> {
    header::samples(&super::begin(source, profile))
}

/// Parses a source with given decisions about the parts of the header, and returns the evidence for and against the value of
/// each field. Without a calibration, every field is kept.
pub fn parse_with<'a>(
    source: &'a Source,
    profile: &'a Profile,
    decider: Decider<'_>,
    calibration: Option<Calibration<'_>>,
) -> (Document<'a>, Evidence) {
    super::read(source, profile, decider, calibration)
}

/// The given labels for the parts of a document.
pub fn labels(source: &Source, profile: &Profile, decider: Decider<'_>) -> Vec<Label> {
    header::labels_of(&super::begin(source, profile), decider)
}
