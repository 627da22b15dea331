//! From which probability a field is given, and from which it is given without a doubt.

use crate::document::Certainty;
use crate::profile::Field;

/// The thresholds of a field: probabilities that its value is right.
#[derive(Clone, Copy, Debug)]
pub struct Thresholds {
    /// Below it the field stays empty.
    pub given: f32,
    /// Below it the certainty is low.
    pub probable: f32,
    /// From it on the field is given plainly.
    pub plain: f32,
}

/// The thresholds of a field. `reading score --calibration` shows what each costs and gives, docs/reading.md says why they
/// are where they are.
pub const fn thresholds(field: Field) -> Thresholds {
    let (given, probable, plain) = match field {
        Field::Series => (0.30, 0.55, 0.80),
        Field::Updated | Field::Number => (0.40, 0.55, 0.80),
        // Of the dates below 0.8 four in five are right: to leave them out would cost more than it gives.
        Field::Date => (0.50, 0.60, 0.88),
        Field::Place => (0.35, 0.55, 0.80),
        Field::Genre => (0.40, 0.55, 0.80),
        Field::Title => (0.45, 0.55, 0.80),
        Field::Byline => (0.30, 0.50, 0.80),
    };
    Thresholds { given, probable, plain }
}

impl Thresholds {
    /// How sure a value with this probability is; `None` if it is too unsure to be given.
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
