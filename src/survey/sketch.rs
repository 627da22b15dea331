//! What is kept of a document to find it again: thirty-two bytes, not its text.

use super::hash::{join, rest};
use crate::source::{Source, each_folded};

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
    /// Hash of the text with its white space folded; 0 of a document without words.
    pub(super) text: u64,
    /// MinHash of the body: the least of the shingle hashes in each of as many bins; all 0 of a short body.
    pub(super) values: [u8; VALUES],
}

/// In the place of the hash of a text that could not be read.
const UNREAD: u64 = u64::MAX;

impl Sketch {
    /// A document that could not be read.
    pub(super) const fn unread() -> Self {
        Self { text: UNREAD, values: [0; VALUES] }
    }
    /// Whether the document could be read.
    pub(super) const fn is_read(&self) -> bool {
        self.text != UNREAD
    }
    /// Whether there are words that another text may have.
    pub(super) const fn has_text(&self) -> bool {
        self.text != 0 && self.is_read()
    }
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

/// A hash of the text of a source, whatever its white space; 0 of a text without words.
pub(super) fn text(source: &Source) -> u64 {
    let text = source.text().trim_start_matches('\u{feff}');
    let mut folded = Folded::default();
    each_folded(text, |words| folded.add(words));
    folded.hash()
}

/// A hash of words with a space between them, however they are handed over.
#[derive(Clone, Debug, Default)]
struct Folded {
    state: u64,
    /// Bytes that are no eight yet, the first one lowest.
    open: u64,
    /// How many bytes there were.
    len: usize,
}

impl Folded {
    /// Adds words that are single spaces apart.
    fn add(&mut self, words: &str) {
        if words.is_empty() {
            return;
        }
        if self.len > 0 {
            self.bytes(u64::from(b' '), 1);
        }
        let mut chunks = words.as_bytes().chunks_exact(8);
        let open = 8 * (self.len % 8);
        for chunk in &mut chunks {
            let chunk = u64::from_le_bytes(chunk.try_into().expect("eight bytes"));
            self.state = join(self.state, self.open | chunk << open);
            // In two steps: all 64 bits cannot be shifted out in one.
            self.open = chunk >> 1 >> (63 - open);
        }
        self.len += words.len() / 8 * 8;
        self.bytes(rest(chunks.remainder()), chunks.remainder().len());
    }

    /// Adds fewer than eight bytes, the first one lowest.
    fn bytes(&mut self, bytes: u64, count: usize) {
        let open = 8 * (self.len % 8);
        self.open |= bytes << open;
        self.len += count;
        if open + 8 * count >= 64 {
            self.state = join(self.state, self.open);
            self.open = bytes >> 1 >> (63 - open);
        }
    }

    fn hash(&self) -> u64 {
        if self.len == 0 { 0 } else { join(join(self.state, self.open), self.len as u64) }
    }
}

/// Shingles as the words go by.
#[derive(Clone, Debug, Default)]
pub(super) struct Shingles {
    last: [u64; SHINGLE],
    /// Of the last words, the earlier ones multiplied by the factor as often as there are words after them.
    sum: u64,
    words: usize,
}

impl Shingles {
    /// The hash of the shingle that ends with a word, from the fifth word on.
    #[inline]
    pub(super) fn next(&mut self, word: u64) -> Option<u64> {
        const OUT: u64 = FACTOR.wrapping_pow(SHINGLE as u32);
        let gone = self.last[0].wrapping_mul(OUT);
        self.sum = self.sum.wrapping_mul(FACTOR).wrapping_add(word).wrapping_sub(gone);
        let [_, second, third, fourth, fifth] = self.last;
        self.last = [second, third, fourth, fifth, word];
        self.words += 1;
        (self.words >= SHINGLE).then(|| join(self.sum, 0))
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
    #[inline]
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

#[cfg(test)]
mod tests {
    use super::*;

    fn hash(content: &str) -> u64 {
        text(&Source::from_text("a.txt", content))
    }

    #[test]
    fn white_space_does_not_count() {
        let folded = hash("The Council met today, and « agreed » on it’s plans.");
        for other in [
            "The Council met today, and « agreed » on it’s plans.\n",
            "\u{feff}\u{feff}  The Council\nmet today,\r\nand « agreed » on\tit’s\n\n plans.",
            "The Council  met today, and «\u{a0}agreed\u{2003}»\u{2028}on it’s \u{3000}plans.\u{85}",
            "The\nCouncil\nmet\ntoday,\nand\n«\nagreed\n»\non\nit’s\nplans.",
        ] {
            assert_eq!(hash(other), folded, "{other:?}");
        }
    }

    #[test]
    fn words_and_their_limits_count() {
        let texts =
            ["a b", "ab", "b a", "a b ’", "a b’", "a", "a\u{1c}b", "a\0", "a b a", "\u{200b}", "a \u{feff}b"];
        let mut seen: Vec<u64> = texts.iter().map(|text| hash(text)).collect();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), texts.len());
        assert_eq!((hash(""), hash(" \n\u{a0}\r\n")), (0, 0), "no words");
    }

    #[test]
    fn pieces_of_any_length_are_hashed_alike() {
        let words: Vec<String> = (0..40).map(|len| "x".repeat(len % 19 + 1)).collect();
        assert_eq!(hash(&words.join(" ")), hash(&words.join("\n")));
        assert_ne!(hash(&words.join(" ")), hash(&words.join("-")));
    }

    #[test]
    fn a_shingle_is_its_five_words_in_order() {
        let after =
            |words: &[u64]| words.iter().scan(Shingles::default(), |all, word| Some(all.next(*word))).last();
        assert_eq!(after(&[1, 2, 3, 4]), Some(None));
        assert_eq!(after(&[9, 9, 1, 2, 3, 4, 5]), after(&[1, 2, 3, 4, 5]));
        assert_ne!(after(&[1, 2, 3, 4, 5]), after(&[2, 1, 3, 4, 5]));
    }
}
