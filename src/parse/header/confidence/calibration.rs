//! From signals to a probability: a logistic function for each field, fitted to out-of-fold predictions. The table is used
//! in place, without parsing.
//!
//! Layout, little endian: a fingerprint of the signals (`u32`); then for each field in the order of [`Field::ALL`], as `f32`,
//! the bias and the weights of its signals.

use super::signals::{SIGNALS, Signals, used};
use crate::profile::Field;

/// The table that `reading train` writes.
static TRAINED: &[u8] = include_bytes!("../calibration.bin");

const HEAD: usize = 4;
const ROW: usize = 4 * (1 + SIGNALS);

/// A table of weights.
#[derive(Clone, Copy, Debug)]
pub struct Calibration<'a> {
    table: &'a [u8],
}

/// The bias of a field and the weights of its signals.
pub type Weighted = (f32, Signals);

impl Calibration<'static> {
    /// The built-in table.
    pub fn built_in() -> Self {
        Self { table: TRAINED }
    }
}

impl<'a> Calibration<'a> {
    /// Opens a table; `None` if it is not for these signals.
    pub fn open(table: &'a [u8]) -> Option<Self> {
        let head = u32::from_le_bytes(*table.first_chunk()?);
        (table.len() == HEAD + Field::ALL.len() * ROW && head == fingerprint()).then_some(Self { table })
    }

    /// The probability that a value with these signals is right, between 0 and 1. 0.5 if the table is damaged.
    pub fn probability(&self, field: Field, signals: &Signals) -> f32 {
        let row = HEAD + field as usize * ROW;
        let weight = |at: usize| {
            let bytes = self.table.get(row + 4 * at..).and_then(|rest| rest.first_chunk());
            bytes.map_or(0.0, |bytes| f32::from_le_bytes(*bytes))
        };
        let sum: f32 = signals.iter().enumerate().map(|(at, signal)| weight(at + 1) * signal).sum();
        1.0 / (1.0 + (-(weight(0) + sum)).exp())
    }

    /// Writes a table, with a row for each field in the order of [`Field::ALL`].
    pub fn table(rows: &[Weighted; 8]) -> Vec<u8> {
        let weights = rows.iter().flat_map(|(bias, weights)| std::iter::once(bias).chain(weights));
        fingerprint()
            .to_le_bytes()
            .into_iter()
            .chain(weights.flat_map(|weight| weight.to_le_bytes()))
            .collect()
    }
}

/// FNV-1a of the names of the signals: a table belongs to one list of them.
fn fingerprint() -> u32 {
    let names = Field::ALL.iter().map(|field| format!("{field:?} {:?};", used(*field))).collect::<String>();
    names.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_belongs_to_the_signals() {
        assert!(
            Calibration::open(TRAINED).is_some(),
            "the signals have changed: train the model anew (docs/reading.md)"
        );
    }

    #[test]
    fn each_field_has_its_own_row() {
        let mut rows = [(0.0, [0.0; SIGNALS]); 8];
        let mut signals = [0.0; SIGNALS];
        (signals[0], signals[1]) = (2.0, -1.0);
        rows[Field::Title as usize] = (1.0, signals);
        let table = Calibration::table(&rows);
        let calibration = Calibration::open(&table).expect("it was just written");
        let mut signals = [0.0; SIGNALS];
        assert!((calibration.probability(Field::Byline, &signals) - 0.5).abs() < 1e-6);
        assert!((calibration.probability(Field::Title, &signals) - 0.731_058_6).abs() < 1e-6);
        (signals[0], signals[1]) = (0.5, 2.0);
        assert!((calibration.probability(Field::Title, &signals) - 0.5).abs() < 1e-6);
    }

    #[test]
    fn tables_of_other_signals_or_lengths_are_refused() {
        let mut table = Calibration::table(&[(0.0, [0.0; SIGNALS]); 8]);
        assert!(Calibration::open(&table[1..]).is_none());
        assert!(Calibration::open(&[]).is_none());
        table[0] ^= 1;
        assert!(Calibration::open(&table).is_none());
    }

    #[test]
    fn surer_pieces_make_surer_fields() {
        let built_in = Calibration::built_in();
        for field in Field::ALL {
            let at = |odds: f32| {
                let mut signals = [0.0; SIGNALS];
                signals[0] = odds;
                built_in.probability(field, &signals)
            };
            // The first signal of a genre is the probability of text.
            let rises = at(4.0) > at(-4.0);
            assert_eq!(rises, field != Field::Genre, "{field:?}: {} {}", at(-4.0), at(4.0));
        }
    }
}
