//! The hash tables of the spellings of a text.
//!
//! A word of at most eight bytes is its own key: five of six words in an English text are never compared with another.
//! For longer words half of a hash is kept, in eight bytes with the number. Keys are mixed with random numbers: no text
//! can be crafted whose words all collide.

use std::hash::{BuildHasher, Hasher};

use foldhash::fast::RandomState;

use super::Spelling;
use crate::source::Span;

/// The numbers of spellings.
pub(super) struct Table {
    hashes: RandomState,
    short: Short,
    long: Long,
}

impl Table {
    /// A table with room for the spellings of a text of this many bytes, if it is English and no longer than most.
    pub(super) fn for_text(bytes: usize) -> Self {
        const BYTES_A_SLOT: usize = 16;
        let slots = (bytes / BYTES_A_SLOT).next_power_of_two().clamp(1 << 6, 1 << 14);
        let hashes = RandomState::default();
        let mix = hashes.hash_one(slots) | 1;
        let short = Short { mix, keys: vec![0; slots], numbers: vec![0; slots], used: 0 };
        Self { hashes, short, long: Long { slots: vec![0; slots], used: 0 } }
    }

    /// The number of a word's spelling, which is `next` if the table does not have it yet. The table knows the
    /// spellings by their numbers.
    #[inline]
    pub(super) fn number(&mut self, text: &[u8], word: Span, next: u32, spellings: &[Spelling]) -> u32 {
        if word.end - word.start <= 8 {
            return self.short.number(key(text, word), next);
        }
        let word = &text[word.start..word.end];
        let mut hasher = self.hashes.build_hasher();
        hasher.write(word);
        self.long.number(hasher.finish(), next, |number| {
            let first = spellings[number as usize].first;
            text[first.start..first.end] == *word
        })
    }
}

/// The bytes of a word of at most eight bytes as a number. It is never zero, since no word contains that byte.
#[inline]
fn key(text: &[u8], word: Span) -> u64 {
    let length = word.end - word.start;
    match text[word.start..].first_chunk() {
        Some(eight) => u64::from_le_bytes(*eight) & (!0 >> (64 - 8 * length)),
        None => text[word.start..word.end].iter().rev().fold(0, |key, byte| key << 8 | u64::from(*byte)),
    }
}

/// Spellings of at most eight bytes by their keys; open addressing, at most three quarters full.
struct Short {
    /// An odd number.
    mix: u64,
    /// The length is a power of two; zero is empty.
    keys: Vec<u64>,
    numbers: Vec<u32>,
    used: usize,
}

impl Short {
    #[inline]
    fn number(&mut self, key: u64, next: u32) -> u32 {
        let mut at = self.place(key);
        while self.keys[at] != key {
            if self.keys[at] == 0 {
                return self.insert(at, key, next);
            }
            at = (at + 1) & (self.keys.len() - 1);
        }
        self.numbers[at]
    }

    /// Both halves of the product count: the upper bytes of a key are often zero.
    #[inline]
    fn place(&self, key: u64) -> usize {
        let product = u128::from(key) * u128::from(self.mix);
        ((product >> 64) as u64 ^ product as u64) as usize & (self.keys.len() - 1)
    }

    fn insert(&mut self, at: usize, key: u64, number: u32) -> u32 {
        (self.keys[at], self.numbers[at]) = (key, number);
        self.used += 1;
        if self.used * 4 > self.keys.len() * 3 {
            self.grow();
        }
        number
    }

    fn grow(&mut self) {
        let slots = self.keys.len() * 2;
        let keys = std::mem::replace(&mut self.keys, vec![0; slots]);
        let numbers = std::mem::replace(&mut self.numbers, vec![0; slots]);
        for (key, number) in keys.into_iter().zip(numbers).filter(|(key, _)| *key != 0) {
            let mut at = self.place(key);
            while self.keys[at] != 0 {
                at = (at + 1) & (slots - 1);
            }
            (self.keys[at], self.numbers[at]) = (key, number);
        }
    }
}

/// Longer spellings by their hashes; open addressing, at most three quarters full.
struct Long {
    /// Half of a hash above the number of a spelling plus one; zero is empty. The length is a power of two.
    slots: Vec<u64>,
    used: usize,
}

/// The half of the hash that is kept.
const HASH: u64 = !0 << 32;

impl Long {
    fn number(&mut self, hash: u64, next: u32, is_it: impl Fn(u32) -> bool) -> u32 {
        let hash = hash & HASH;
        let mut at = self.place(hash);
        while self.slots[at] != 0 {
            let (known, number) = (self.slots[at] & HASH, (self.slots[at] & !HASH) as u32 - 1);
            if known == hash && is_it(number) {
                return number;
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
        self.slots[at] = hash | (u64::from(next) + 1);
        self.used += 1;
        if self.used * 4 > self.slots.len() * 3 {
            self.grow();
        }
        next
    }

    fn place(&self, hash: u64) -> usize {
        (hash >> 32) as usize & (self.slots.len() - 1)
    }

    fn grow(&mut self) {
        let slots = self.slots.len() * 2;
        let old = std::mem::replace(&mut self.slots, vec![0; slots]);
        for slot in old.into_iter().filter(|slot| *slot != 0) {
            let mut at = self.place(slot & HASH);
            while self.slots[at] != 0 {
                at = (at + 1) & (slots - 1);
            }
            self.slots[at] = slot;
        }
    }
}
