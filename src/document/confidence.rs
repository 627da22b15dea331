//! The confidence of the reading of a header field, and the alternative.

use serde::Serialize;

use crate::profile::Field;
use crate::source::Span;

/// The certainty of a reading, in the values of TEI's `@cert`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Certainty {
    /// About as likely wrong as right.
    Low,
    /// Probably right, but not beyond doubt.
    Medium,
    /// Practically certain.
    High,
}

impl Certainty {
    /// The name as in JSON and TEI.
    pub const fn name(self) -> &'static str {
        match self {
            Certainty::Low => "low",
            Certainty::Medium => "medium",
            Certainty::High => "high",
        }
    }
}

/// The confidence of the reading of a header field.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Confidence {
    /// The probability that the whole value is right, between 0 and 1: of 100 values with 0.8, about 80 are right.
    pub probability: f32,
    /// The certainty, by the thresholds of the field.
    pub certainty: Certainty,
    /// The most likely other reading: `navigation`, `byline`.
    pub otherwise: &'static str,
    /// The probability of that reading in the model, between 0 and 1.
    pub runner_up: f32,
}

/// A value that was read but is too uncertain to keep, so that the field is empty.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Withheld {
    /// The field.
    pub field: Field,
    /// The span of the value, or of its first line if there are several.
    pub span: Span,
    /// The confidence of the reading.
    pub confidence: Confidence,
}
