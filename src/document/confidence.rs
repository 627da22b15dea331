//! How sure the reading of a header field is, and what it would be otherwise.

use serde::Serialize;

use crate::profile::Field;
use crate::source::Span;

/// How sure a reading is, in the words of TEI's `@cert`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Certainty {
    /// It may as well be wrong.
    Low,
    /// It is probably right, and not beyond doubt.
    Medium,
    /// It is as good as certain.
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

/// How sure the reading of a header field is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Confidence {
    /// The probability that the value is right as a whole, between 0 and 1: of a hundred values with 0.8, about eighty are
    /// right.
    pub probability: f32,
    /// The same in words, by the thresholds of the field.
    pub certainty: Certainty,
    /// What the words of the value would be read as otherwise: `navigation`, `byline`.
    pub otherwise: &'static str,
    /// The probability of that in the model, between 0 and 1.
    pub runner_up: f32,
}

/// A value that was read and is too unsure to be given: the field stays empty.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Withheld {
    /// The field.
    pub field: Field,
    /// Where the value is; the first line of it, if there are several.
    pub span: Span,
    /// How sure the reading was.
    pub confidence: Confidence,
}
