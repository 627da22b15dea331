//! Names known from outside a document: their forms, and what they name.

use std::collections::HashMap;
use std::sync::Arc;

use foldhash::fast::RandomState;

use crate::source::Span;

/// The record of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The kind of thing it names.
    pub kind: NameKind,
    /// The form by which it is listed.
    pub label: String,
    /// The URL of a record about it: `https://www.wikidata.org/entity/Q232`.
    pub uri: Option<String>,
    /// A short key of a public list: `KZ` in ISO 3166.
    pub key: Option<String>,
}

/// The kind of thing that a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NameKind {
    /// A person.
    Person,
    /// A geographical place.
    Place,
    /// An organisation.
    Organisation,
}

/// Names by their forms. Cheap to clone; empty if nothing was added.
#[derive(Clone, Debug, Default)]
pub struct Names(Arc<Known>);

#[derive(Debug, Default)]
struct Known {
    names: Vec<Name>,
    /// By the form as written, with white space normalised.
    forms: HashMap<String, usize, RandomState>,
    /// The same in lower case, for complete names: labels are often in capitals.
    lower: HashMap<String, usize, RandomState>,
    /// The numbers of words of the forms, largest first, by the first word of the forms.
    first: HashMap<String, Vec<usize>, RandomState>,
    /// The first two bytes of the forms: they rule out most words of a text.
    begins: Beginnings,
}

/// The beginnings of words, two bytes each.
#[derive(Debug)]
struct Beginnings {
    first: [bool; 256],
    /// A bit for each pair.
    pairs: Vec<u64>,
}

impl Default for Beginnings {
    fn default() -> Self {
        Self { first: [false; 256], pairs: vec![0; 1 << 10] }
    }
}

impl Beginnings {
    fn add(&mut self, word: &str) {
        let &[first, ref rest @ ..] = word.as_bytes() else { return };
        self.first[usize::from(first)] = true;
        // A word of one byte may be followed by anything.
        let seconds = rest.first().map_or(0..=u8::MAX, |second| *second..=*second);
        for second in seconds {
            let place = place(first, second);
            self.pairs[place / 64] |= 1 << (place % 64);
        }
    }
    fn has_first(&self, byte: u8) -> bool {
        self.first[usize::from(byte)]
    }
    /// Whether a text that is not empty may begin with one of the words.
    fn has(&self, text: &[u8]) -> bool {
        let place = place(text[0], text.get(1).copied().unwrap_or_default());
        text.len() < 2 || self.pairs[place / 64] & 1 << (place % 64) != 0
    }
}

fn place(first: u8, second: u8) -> usize {
    usize::from(first) << 8 | usize::from(second)
}

impl Names {
    /// Names with all their forms. The first name that claims a form has it.
    pub fn new<'f>(names: impl IntoIterator<Item = (Name, Vec<&'f str>)>) -> Self {
        let mut known = Known::default();
        for (name, forms) in names {
            for form in forms {
                let words: Vec<&str> = form.split_whitespace().collect();
                let Some(first) = words.first() else { continue };
                let whole = words.join(" ");
                known.lower.entry(whole.to_lowercase()).or_insert(known.names.len());
                // In prose a surname alone may belong to anyone.
                if name.kind == NameKind::Person && words.len() == 1 {
                    continue;
                }
                let lengths = known.first.entry((*first).to_string()).or_default();
                if let Err(place) = lengths.binary_search_by(|length| words.len().cmp(length)) {
                    lengths.insert(place, words.len());
                }
                known.begins.add(first);
                known.forms.entry(whole).or_insert(known.names.len());
            }
            known.names.push(name);
        }
        Self(Arc::new(known))
    }

    /// Whether there are no names.
    pub fn is_empty(&self) -> bool {
        self.0.lower.is_empty()
    }

    /// The record of a name on its own, as in a label, ignoring case.
    pub fn get(&self, form: &str) -> Option<&Name> {
        if self.is_empty() {
            return None;
        }
        let at = self.0.lower.get(&crate::source::fold(form).to_lowercase())?;
        Some(&self.0.names[*at])
    }

    /// The record of a person with this name, who may be in a public list.
    pub fn person(&self, form: &str) -> Option<&Name> {
        self.get(form).filter(|name| name.kind == NameKind::Person)
    }

    /// The names in a text at `offset`, the longest at each position.
    pub(super) fn find<'n>(&'n self, text: &str, offset: usize) -> Vec<(Span, &'n Name)> {
        let mut found = Vec::new();
        if self.is_empty() {
            return found;
        }
        let begins = &self.0.begins;
        let mut at = 0;
        while let Some(next) = text.as_bytes()[at..].iter().position(|byte| begins.has_first(*byte)) {
            let start = at + next;
            let word = || text[start..].starts_with(char::is_alphanumeric) && is_beginning(text, start);
            let known = begins.has(&text.as_bytes()[start..]) && word();
            match known.then(|| self.longest(text, start)).flatten() {
                Some((end, name)) => {
                    found.push((Span::new(offset + start, offset + end), name));
                    at = end;
                }
                None => at = start + 1,
            }
        }
        found
    }

    /// The longest form that begins with the word at a position: its end, and its name.
    fn longest(&self, text: &str, start: usize) -> Option<(usize, &Name)> {
        let mut words = Words { text, at: start };
        let first = words.next()?;
        let lengths = self.0.first.get(&text[start..first])?;
        let longest = lengths.first().copied()?;
        let ends: Vec<usize> = std::iter::once(first).chain(words.take(longest - 1)).collect();
        lengths.iter().filter_map(|length| ends.get(length - 1)).find_map(|end| {
            let at = self.0.forms.get(crate::source::fold(&text[start..*end]).as_ref())?;
            Some((*end, &self.0.names[*at]))
        })
    }
}

/// The role of a character in a word. A word keeps its hyphens and the full stops inside it; an apostrophe ends it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Part,
    /// Part of a word if the word continues after it.
    Joint,
    Else,
}

fn sign(c: char) -> Sign {
    match c {
        '-' | '.' => Sign::Joint,
        _ if c.is_alphanumeric() => Sign::Part,
        _ => Sign::Else,
    }
}

/// Whether a word begins at a position that has a part of one.
fn is_beginning(text: &str, at: usize) -> bool {
    // Nearly every word is preceded by a space.
    if at == 0 || text.as_bytes()[at - 1] == b' ' {
        return true;
    }
    let before = text[..at].chars().rev().map(sign).find(|sign| *sign != Sign::Joint);
    before != Some(Sign::Part)
}

/// The ends of the words from a position on.
struct Words<'t> {
    text: &'t str,
    /// Everything before is read.
    at: usize,
}

impl Iterator for Words<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        // ASCII letters have the shortest path: words are long, and what is between them is not.
        let letters =
            |text: &str| text.bytes().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(text.len());
        let first = letters(&self.text[self.at..]);
        let mut end = (first > 0).then_some(self.at + first);
        self.at += first;
        for c in self.text[self.at..].chars() {
            let after = self.at + c.len_utf8();
            match sign(c) {
                Sign::Part => end = Some(after),
                Sign::Else if end.is_some() => break,
                _ => {}
            }
            self.at = after;
        }
        end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_form_is_found() {
        let place =
            |key: &str| Name { kind: NameKind::Place, label: key.into(), uri: None, key: Some(key.into()) };
        let names = Names::new([
            (place("BA"), vec!["Bosnia", "Bosnia and Herzegovina"]),
            (place("KZ"), vec!["Kazakhstan"]),
        ]);
        let text = "In Bosnia and Herzegovina, Bosnia and\nKazakhstan’s Kazakhstani";
        let found = names.find(text, 10);
        let found: Vec<_> = found
            .iter()
            .map(|(span, name)| (&text[span.start - 10..span.end - 10], name.key.as_deref().unwrap_or("")))
            .collect();
        assert_eq!(found, [("Bosnia and Herzegovina", "BA"), ("Bosnia", "BA"), ("Kazakhstan", "KZ")]);
        assert!(Names::default().find(text, 0).is_empty());
        assert_eq!(names.get("BOSNIA\n and  Herzegovina").map(|name| name.kind), Some(NameKind::Place));
    }

    #[test]
    fn a_surname_alone_is_a_name_only_where_a_name_is_wanted() {
        let name = Name { kind: NameKind::Person, label: "Lord Robertson".into(), uri: None, key: None };
        let names = Names::new([(name, vec!["Lord Robertson", "Robertson"])]);
        assert!(names.person("ROBERTSON").is_some());
        assert_eq!(names.find("Robertson met Lord Robertson", 0).len(), 1);
    }
}
