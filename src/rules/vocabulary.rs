//! The words of a document and of its family, and how often they stand there.

use std::borrow::Cow;
use std::collections::HashMap;

use foldhash::fast::RandomState;

use crate::document::Document;
use crate::lexicon::split_possessive;

use super::wording::small;

/// How often each word stands in a document, in small letters and without possessive endings. The words that the
/// profile knows, of offices and genres, stand there once more.
pub(super) struct Vocabulary<'d>(HashMap<Cow<'d, str>, Times, RandomState>);

#[derive(Clone, Copy, Default)]
struct Times {
    all: u32,
    /// Those in small letters.
    small: u32,
}

impl<'d> Vocabulary<'d> {
    pub(super) fn of(document: &'d Document) -> Self {
        let mut words: HashMap<Cow<str>, Times, RandomState> = HashMap::default();
        for spelling in document.words().spellings() {
            for part in document.text(spelling.first).split('-') {
                let times = words.entry(stem(part)).or_default();
                times.all += spelling.times;
                times.small += if part.starts_with(char::is_lowercase) { spelling.times } else { 0 };
            }
        }
        let profile = document.profile;
        let phrases = profile.genres.heads.iter().chain(&profile.genres.phrases).map(|phrase| &phrase.text);
        let known = phrases
            .chain(&profile.byline.offices)
            .chain(&profile.byline.honorifics)
            .chain(&profile.genres.modifiers);
        for word in known.flat_map(|phrase| phrase.split_whitespace()) {
            words.entry(stem(word)).or_default().all += 1;
        }
        Vocabulary(words)
    }

    /// How often a word stands there, in any case.
    pub(super) fn times(&self, word: &str) -> u32 {
        self.0.get(&stem(word)).copied().unwrap_or_default().all
    }

    /// Whether a word stands there several times, always with a capital.
    pub(super) fn is_always_capitalised(&self, word: &str) -> bool {
        let times = self.0.get(&stem(word)).copied().unwrap_or_default();
        times.all > 1 && times.small == 0
    }
}

fn stem(word: &str) -> Cow<'_, str> {
    small(split_possessive(word).0)
}
