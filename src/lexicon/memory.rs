//! A cache of words per thread: the same words occur again and again.

use std::collections::HashMap;

use foldhash::fast::RandomState;

/// The capacity: a thread that has seen this many words starts again.
const MOST: usize = 1 << 16;

/// An answer for each word that was looked up.
#[derive(Debug)]
pub(super) struct Memory<T>(HashMap<Box<str>, T, RandomState>);

impl<T> Default for Memory<T> {
    fn default() -> Self {
        Self(HashMap::default())
    }
}

impl<T: Clone> Memory<T> {
    /// The answer for a word, computed only the first time.
    pub(super) fn get(&mut self, word: &str, find: impl FnOnce() -> T) -> T {
        if let Some(known) = self.0.get(word) {
            return known.clone();
        }
        if self.0.len() >= MOST {
            self.0.clear();
        }
        let found = find();
        self.0.insert(word.into(), found.clone());
        found
    }
}
