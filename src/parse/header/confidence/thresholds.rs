//! The probabilities from which a field is kept, and from which it is plain.

use crate::document::Certainty;
use crate::profile::Field;

/// The thresholds of a field: probabilities that its value is right.
#[derive(Clone, Copy, Debug)]
pub struct Thresholds {
    /// Below this the field is left empty.
    pub given: f32,
    /// Below this the certainty is low.
    pub probable: f32,
    /// From this on the value is plain.
    pub plain: f32,
}

/// The thresholds of a field. `reading score --calibration` prints costs and gains, docs/reading.md has the
/// reasons.
pub const fn thresholds(field: Field) -> Thresholds {
    let (given, probable, plain) = match field {
        Field::Series => (0.30, 0.55, 0.80),
        Field::Updated | Field::Number => (0.40, 0.55, 0.80),
        // Four in five dates below 0.8 are right: leaving them out would cost more than it gains.
        Field::Date => (0.50, 0.60, 0.88),
        Field::Place => (0.35, 0.55, 0.80),
        Field::Genre => (0.40, 0.55, 0.80),
        Field::Title => (0.45, 0.55, 0.80),
        Field::Byline => (0.30, 0.50, 0.80),
    };
    Thresholds { given, probable, plain }
}

impl Thresholds {
    /// The certainty of a value with this probability; `None` if it is too uncertain to keep.
    pub fn certainty(self, probability: f32) -> Option<Certainty> {
        match probability {
            _ if probability < self.given => None,
            _ if probability < self.probable => Some(Certainty::Low),
            _ if probability < self.plain => Some(Certainty::Medium),
            _ => Some(Certainty::High),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thresholds_rise() {
        for field in Field::ALL {
            let Thresholds { given, probable, plain } = thresholds(field);
            assert!(0.0 < given && given < probable && probable < plain && plain < 1.0, "{field:?}");
        }
    }

    #[test]
    fn a_probability_has_one_certainty() {
        let all = Thresholds { given: 0.4, probable: 0.6, plain: 0.8 };
        assert_eq!(all.certainty(0.39), None);
        assert_eq!(all.certainty(0.4), Some(Certainty::Low));
        assert_eq!(all.certainty(0.6), Some(Certainty::Medium));
        assert_eq!(all.certainty(0.8), Some(Certainty::High));
    }
}
