//! What is kept of a document to find it again: forty bytes, not its text.

use super::hash::join;
use crate::source::Source;

/// Words in a shingle: a sequence that two documents share only when one was made from the other, or both from a third.
pub(super) const SHINGLE: usize = 5;

/// Least values in a sketch. Three by three they are the keys under which near documents meet.
pub(super) const VALUES: usize = 24;

/// Values in a key.
pub(super) const KEY: usize = 3;

/// A body of fewer shingles says too little.
const LEAST: usize = 40;

/// Makes the sum of a shingle depend on the order of its words.
const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

/// What is kept of one document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sketch {
    /// Hash of the text with its white space folded; 0 of a document without words or one that could not be read.
    pub(super) text: u64,
    /// Hash of the identifier.
    pub(super) id: u64,
    /// MinHash of the body: the least of the shingle hashes in each of as many bins; all 0 of a short body.
    pub(super) values: [u8; VALUES],
}

impl Sketch {
    /// Whether the body is long enough to be compared.
    pub(super) fn has_values(&self) -> bool {
        self.values != [0; VALUES]
    }
    /// Three values as one key.
    pub(super) fn key(&self, at: usize) -> u32 {
        self.values[at..at + KEY].iter().fold(0, |key, value| key << 8 | u32::from(*value))
    }
    /// How many values two sketches share.
    pub(super) fn shared(&self, other: &Sketch) -> usize {
        self.values.iter().zip(&other.values).filter(|(a, b)| a == b).count()
    }
}

/// A hash of the text of a source, whatever its white space.
pub(super) fn text(source: &Source) -> u64 {
    let words = source.text().trim_start_matches('\u{feff}').split_whitespace();
    words.fold(0, |state, word| join(state, super::hash::hash(word.as_bytes())))
}

/// Shingles as the words go by.
#[derive(Clone, Debug, Default)]
pub(super) struct Shingles {
    last: [u64; SHINGLE],
    words: usize,
}

impl Shingles {
    /// The hash of the shingle that ends with a word, from the fifth word on.
    pub(super) fn next(&mut self, word: u64) -> Option<u64> {
        self.last.rotate_left(1);
        self.last[SHINGLE - 1] = word;
        self.words += 1;
        let sum = || self.last.iter().fold(0_u64, |sum, word| sum.wrapping_mul(FACTOR).wrapping_add(*word));
        (self.words >= SHINGLE).then(|| join(sum(), 0))
    }
}

/// The least hash of each bin.
#[derive(Clone, Debug)]
pub(super) struct Bins {
    least: [u32; VALUES],
    shingles: usize,
}

impl Default for Bins {
    fn default() -> Self {
        Self { least: [u32::MAX; VALUES], shingles: 0 }
    }
}

impl Bins {
    /// Puts a shingle into its bin: one half of the hash says which, the other is compared.
    pub(super) fn add(&mut self, shingle: u64) {
        let bin = ((shingle >> 32) as usize * VALUES) >> 32;
        self.least[bin] = self.least[bin].min(shingle as u32);
        self.shingles += 1;
    }
    /// The values; an empty bin of a short body counts as a value like any other.
    pub(super) fn values(&self) -> [u8; VALUES] {
        if self.shingles < LEAST {
            return [0; VALUES];
        }
        self.least.map(|least| (join(u64::from(least), 0) as u8).max(1))
    }
}
