//! Mentions of the speakers in the prose of a document: by full name, or by a title and the last name.

use std::collections::HashMap;

use crate::document::Document;
use crate::emit::cast::Cast;
use crate::language::WordList;
use crate::source::{Span, fold};

/// The names to look for, in lower case.
pub(super) struct Mentions {
    /// Full names as words, by their first word.
    whole: HashMap<String, Vec<(Vec<String>, usize)>>,
    /// Last names that only one speaker has.
    last: HashMap<String, Option<usize>>,
    /// The bytes that a mention may begin with: the capitals of the names, and everything beyond ASCII.
    begins: [bool; 256],
    /// Words before a last name.
    titles: &'static WordList,
    /// Offices in lower case that end in one of the last names.
    offices: Vec<String>,
}

impl Mentions {
    /// The names of a document's speakers.
    pub(super) fn new(document: &Document, cast: &Cast) -> Self {
        let mut mentions = Self {
            whole: HashMap::new(),
            last: HashMap::new(),
            begins: [false; 256],
            titles: &document.profile.words().titles,
            offices: Vec::new(),
        };
        // Many names in one document are a list of participants, none of whom is a speaker.
        for (index, name) in cast.names(document).take(64) {
            let words: Vec<String> = fold(name).to_lowercase().split(' ').map(str::to_string).collect();
            let Some(last) = words.last().filter(|last| last.chars().all(char::is_alphabetic)) else {
                continue;
            };
            let holder = mentions.last.entry(last.clone()).or_insert(Some(index));
            if *holder != Some(index) {
                *holder = None;
            }
            if words.len() > 1 {
                mentions.whole.entry(words[0].clone()).or_default().push((words, index));
            }
        }
        if !mentions.last.is_empty() {
            let offices = document.profile.byline.offices.iter().map(|office| office.to_lowercase());
            let ends_like_name = |office: &String| mentions.last.contains_key(last_word(office));
            mentions.offices = offices.filter(ends_like_name).collect();
        }
        mentions.with_begins()
    }

    fn with_begins(mut self) -> Self {
        for first in self.whole.keys().chain(self.last.keys()).filter_map(|name| name.bytes().next()) {
            self.begins[usize::from(first.to_ascii_uppercase())] = true;
        }
        self.begins[0x80..].fill(true);
        self
    }

    /// The mentions in a text at `offset`.
    pub(super) fn find(&self, text: &str, offset: usize) -> Vec<(Span, usize)> {
        let mut found = Vec::new();
        if self.last.is_empty() {
            return found;
        }
        let mut lower = String::new();
        let mut at = 0;
        let begins = |byte: &u8| self.begins[usize::from(*byte)];
        while let Some(next) = text.as_bytes()[at..].iter().position(begins) {
            let start = at + next;
            let word = first_word(&text[start..]);
            let mention = if word.starts_with(char::is_uppercase) && !text[..start].ends_with(is_part) {
                self.mention(text, start, word, &mut lower)
            } else {
                None
            };
            let step = word.len().max(text[start..].chars().next().map_or(1, char::len_utf8));
            at = start + mention.map_or(step, |(length, _)| length);
            found.extend(mention.map(|(_, person)| (Span::new(offset + start, offset + at), person)));
        }
        found
    }

    /// The mention that begins with this word: its length, and the person.
    fn mention(&self, text: &str, at: usize, word: &str, lower: &mut String) -> Option<(usize, usize)> {
        lower.clear();
        lower.extend(word.chars().flat_map(char::to_lowercase));
        let titled = || self.titles.has(last_word(&text[..at]));
        // `Secretary General` names nobody whose last name is `General`.
        let is_office = || self.offices.iter().any(|office| ends_with(&text[..at + word.len()], office));
        let whole = self.whole.get(lower.as_str()).and_then(|names| whole(&text[at..], names));
        let last = || self.last.get(lower.as_str()).copied().flatten().filter(|_| titled() && !is_office());
        whole.or_else(|| last().map(|person| (word.len(), person)))
    }
}

/// The longest of the names that the text begins with: its length, and the person.
fn whole(text: &str, names: &[(Vec<String>, usize)]) -> Option<(usize, usize)> {
    let begins = |(name, person): &(Vec<String>, usize)| {
        let mut rest = text;
        for (number, want) in name.iter().enumerate() {
            if number > 0 {
                let bare = rest.trim_start_matches([' ', '\n', '\r']);
                if bare.len() == rest.len() {
                    return None;
                }
                rest = bare;
            }
            let length = same(rest, want)?;
            rest = &rest[length..];
        }
        let ends = !rest.starts_with(char::is_alphanumeric);
        ends.then(|| (text.len() - rest.len(), *person))
    };
    names.iter().filter_map(begins).max()
}

/// The length of the word at the start of the text, ignoring case.
fn same(text: &str, word: &str) -> Option<usize> {
    let mut wanted = word.chars();
    let mut length = 0;
    for c in text.chars() {
        for lower in c.to_lowercase() {
            match wanted.next() {
                None => return Some(length),
                Some(want) if want == lower => {}
                Some(_) => return None,
            }
        }
        length += c.len_utf8();
    }
    wanted.next().is_none().then_some(length)
}

fn is_part(c: char) -> bool {
    c.is_alphanumeric() || c == '-'
}

/// Whether a text ends with words, ignoring case.
fn ends_with(text: &str, words: &str) -> bool {
    let end = text.len().checked_sub(words.len()).and_then(|start| text.get(start..));
    end.is_some_and(|end| end.eq_ignore_ascii_case(words))
}

/// The word at the start of a text; empty if there is none.
fn first_word(text: &str) -> &str {
    &text[..text.find(|c| !is_part(c)).unwrap_or(text.len())]
}

/// The last word of a text, whatever follows it.
fn last_word(text: &str) -> &str {
    let text = text.trim_end_matches(|c| !is_part(c));
    &text[text.trim_end_matches(is_part).len()..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_by_word_and_by_title() {
        let whole = vec!["jaap", "de", "hoop", "scheffer"].into_iter().map(str::to_string).collect();
        let mentions = Mentions {
            whole: HashMap::from([("jaap".to_string(), vec![(whole, 0)])]),
            last: HashMap::from([
                ("scheffer".to_string(), Some(0)),
                ("young".to_string(), Some(1)),
                ("general".to_string(), Some(2)),
            ]),
            begins: [false; 256],
            titles: &crate::language::Language::ENGLISH.words().titles,
            offices: vec!["secretary general".to_string()],
        }
        .with_begins();
        let text = "Mr. JAAP DE HOOP\nScheffer met Young, Mr Young, the Secretary General, Mr. General and Jaap de Hoop Scheffers.";
        let found: Vec<_> = mentions
            .find(text, 0)
            .into_iter()
            .map(|(span, who)| (&text[span.start..span.end], who))
            .collect();
        assert_eq!(found, [("JAAP DE HOOP\nScheffer", 0), ("Young", 1), ("General", 2)]);
    }
}
