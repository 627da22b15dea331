//! A list of words or phrases, with an index by how they begin.

use std::ops::Deref;
use std::sync::OnceLock;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The phrases of one list of a profile, in its order.
///
/// A line is compared with hundreds of phrases, and nearly all of them begin with a different letter. So the list keeps
/// an index by first letter, built on first use: only the few with the line's first letter are compared.
#[derive(Clone, Debug)]
pub struct Phrases<T = String> {
    all: Vec<T>,
    index: OnceLock<Index>,
}

/// The positions of the phrases with the same first letter.
#[derive(Clone, Debug)]
struct Index {
    /// Positions in the list, by first letter and then in order.
    places: Vec<u32>,
    /// For each letter the end of its run in `places`; the run begins where that of the previous letter ends.
    ends: [u32; LETTERS],
    /// A phrase that is empty or begins with a space may match any line: then all are compared.
    any: bool,
}

/// The letters that the index distinguishes: those of ASCII, ignoring case, and one for all others.
const LETTERS: usize = 129;

/// The index letter of the first byte of a text. An apostrophe may be beyond ASCII.
const fn letter(byte: u8) -> usize {
    if byte.is_ascii() && byte != b'\'' { byte.to_ascii_lowercase() as usize } else { LETTERS - 1 }
}

impl Index {
    fn of<T: AsRef<str>>(phrases: &[T]) -> Self {
        let first = |phrase: &T| phrase.as_ref().as_bytes().first().copied();
        let letters = || phrases.iter().map(|phrase| first(phrase).map_or(0, letter));
        let mut ends = [0; LETTERS];
        letters().for_each(|letter| ends[letter] += 1);
        let mut sum = 0;
        for end in &mut ends {
            // First the start of the run; it grows to its end while the positions are filled in.
            (*end, sum) = (sum, sum + *end);
        }
        let mut places = vec![0; phrases.len()];
        for (place, letter) in (0..).zip(letters()) {
            places[ends[letter] as usize] = place;
            ends[letter] += 1;
        }
        let any = phrases.iter().any(|phrase| first(phrase).is_none_or(|byte| byte == b' '));
        Self { places, ends, any }
    }

    /// The positions of the phrases that may match the start of a text.
    fn like(&self, text: &str) -> &[u32] {
        if self.any {
            return &self.places;
        }
        let Some(byte) = text.as_bytes().first() else { return &[] };
        let letter = letter(*byte);
        let start = letter.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.places[start as usize..self.ends[letter] as usize]
    }
}

impl<T: AsRef<str>> Phrases<T> {
    /// The phrases with the first letter of a text, ignoring case: no others can match its start.
    #[inline]
    pub fn like(&self, text: &str) -> impl Iterator<Item = &T> {
        let index = self.index.get_or_init(|| Index::of(&self.all));
        index.like(text).iter().map(|place| &self.all[*place as usize])
    }
}

impl<T> Phrases<T> {
    /// The list, for changes.
    pub(super) fn edit(&mut self) -> &mut Vec<T> {
        self.index = OnceLock::new();
        &mut self.all
    }
}

impl<T> From<Vec<T>> for Phrases<T> {
    fn from(all: Vec<T>) -> Self {
        Self { all, index: OnceLock::new() }
    }
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Vec::new().into()
    }
}

impl<T> Deref for Phrases<T> {
    type Target = [T];
    fn deref(&self) -> &[T] {
        &self.all
    }
}

impl<'a, T> IntoIterator for &'a Phrases<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;
    fn into_iter(self) -> Self::IntoIter {
        self.all.iter()
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Phrases<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(Self::from)
    }
}

impl<T: Serialize> Serialize for Phrases<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.all.serialize(serializer)
    }
}

#[cfg(feature = "schema")]
impl<T: schemars::JsonSchema> schemars::JsonSchema for Phrases<T> {
    fn inline_schema() -> bool {
        Vec::<T>::inline_schema()
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        Vec::<T>::schema_name()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Vec::<T>::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_begins_alike_is_compared() {
        let list = ["Tel:", "© NATO", "tel.", "’t Hart", "fax", "'t Hof", "Été", "T"].map(String::from);
        let phrases = Phrases::from(list.to_vec());
        let like = |text| phrases.like(text).map(String::as_str).collect::<Vec<_>>();
        assert_eq!(like("TELEPHONE"), ["Tel:", "tel.", "T"]);
        assert_eq!(like("Fax"), ["fax"]);
        for text in ["© 2003", "ÉTÉ", "’T Hof", "'t hart"] {
            assert_eq!(like(text), ["© NATO", "’t Hart", "'t Hof", "Été"], "{text}");
        }
        assert_eq!([like(""), like("x"), like("\0")].concat(), [""; 0]);
    }

    #[test]
    fn what_may_begin_any_line_is_compared_with_each() {
        for odd in ["", " x"] {
            let phrases = Phrases::from(vec!["a".to_string(), odd.to_string()]);
            assert_eq!(phrases.like("b").count() + phrases.like("").count(), 4);
        }
    }

    #[test]
    fn a_changed_list_is_indexed_anew() {
        let mut phrases = Phrases::from(vec!["a".to_string()]);
        assert_eq!(phrases.like("b").count(), 0);
        phrases.edit().push("B".to_string());
        assert_eq!(phrases.like("b").count(), 1);
    }
}
