//! Spellings that a lexicon rejects, found in a text in one pass.

use std::collections::HashMap;
use std::ops::Range;

use super::spelling::{at_start, key};
use crate::error::nearest;
use crate::lexicon::entries::{Entries, Kind, Named};
use crate::text::offset_in;

/// The rejected spellings of a lexicon, by their first word.
#[derive(Debug)]
pub(super) struct Rejections {
    all: Vec<Rejection>,
    /// By the first run of letters and digits, in lower case.
    by_word: HashMap<String, Vec<usize>>,
    /// By the first byte of that run, the lengths that occur, one per bit: few words of a text need a lookup.
    lengths: [u64; 256],
}

/// A spelling that a lexicon rejects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejection {
    /// The spelling.
    pub wrong: String,
    /// The correction.
    pub right: String,
    /// The kind of name; `None` for a plain word.
    pub kind: Option<Kind>,
    /// Whether the lexicon allows a safe fix.
    pub safe: bool,
    /// The source of the right spelling.
    pub source: Option<String>,
}

/// A place of a rejected spelling in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected<'a> {
    /// Its span in bytes, without a possessive ending.
    pub at: Range<usize>,
    /// The rejected spelling.
    pub rejection: &'a Rejection,
}

impl Default for Rejections {
    fn default() -> Self {
        Self { all: Vec::new(), by_word: HashMap::new(), lengths: [0; 256] }
    }
}

impl Rejections {
    pub(super) fn new(entries: &Entries) -> Self {
        let mut rejections = Self::default();
        for (wrong, right) in &entries.words.rejected {
            let (wrong, right) = (wrong.get_ref().clone(), right.get_ref().clone());
            rejections.add(Rejection { wrong, right, kind: None, safe: entries.words.safe, source: None });
        }
        for entry in entries.named() {
            for wrong in entry.rejected {
                rejections.add(Rejection {
                    wrong: wrong.get_ref().clone(),
                    right: mended(wrong.get_ref(), entry),
                    kind: Some(entry.kind),
                    safe: entry.safe,
                    source: entry.source.map(str::to_string),
                });
            }
        }
        // The longest first: `Republic of Kazakstan` before `Republic`.
        for list in rejections.by_word.values_mut() {
            list.sort_by_key(|at| std::cmp::Reverse(rejections.all[*at].wrong.len()));
        }
        rejections
    }

    fn add(&mut self, rejection: Rejection) {
        let Some((_, word)) = runs(&rejection.wrong).next() else { return };
        let word = word.to_lowercase();
        self.lengths[usize::from(word.as_bytes()[0])] |= bit(&word);
        self.by_word.entry(word).or_default().push(self.all.len());
        self.all.push(rejection);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The rejected spellings in a text, in order, not overlapping.
    pub(super) fn in_text<'a, 't>(&'a self, text: &'t str) -> impl Iterator<Item = Rejected<'a>> + 't
    where
        'a: 't,
    {
        let mut end = 0;
        runs(if self.is_empty() { "" } else { text }).filter_map(move |(start, word)| {
            if start < end {
                return None;
            }
            let found = self.at(&text[start..], word)?;
            // The first run need not be the first character of the spelling: it never is for names.
            end = start + found.0;
            Some(Rejected { at: start..end, rejection: found.1 })
        })
    }

    /// The rejected spelling at the start of a text, and its length. `word` is the first word of the text.
    fn at(&self, text: &str, word: &str) -> Option<(usize, &Rejection)> {
        let first = word.as_bytes().first()?.to_ascii_lowercase();
        if word.is_ascii() && self.lengths[usize::from(first)] & bit(word) == 0 {
            return None;
        }
        let list = self.by_word.get(&word.to_lowercase())?;
        list.iter().map(|at| &self.all[*at]).find_map(|rejection| {
            let length = at_start(text, &rejection.wrong)?;
            rejection.has_case_of(&text[..length]).then_some((length, rejection))
        })
    }
}

/// Words of 64 bytes or more share a bit.
fn bit(word: &str) -> u64 {
    1 << word.len().min(63)
}

/// The runs of letters and digits in a text, with their positions.
fn runs(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let runs = text.split(|c: char| !c.is_alphanumeric()).filter(|run| !run.is_empty());
    runs.map(|run| (offset_in(text, run), run))
}

impl Rejection {
    /// A rejected name matches with its capitals, or entirely in capitals; a rejected word matches in any case.
    fn has_case_of(&self, found: &str) -> bool {
        !self.wrong.starts_with(char::is_uppercase) || found.starts_with(char::is_uppercase)
    }

    /// The replacement of a spelling: its case is kept.
    pub fn written_like(&self, found: &str) -> String {
        let is_capital = |c: char| !c.is_lowercase();
        let mut letters = self.right.chars();
        if found.chars().filter(|c| c.is_alphabetic()).count() > 1 && found.chars().all(is_capital) {
            self.right.to_uppercase()
        } else if found.starts_with(char::is_uppercase) && self.right.starts_with(char::is_lowercase) {
            letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
        } else {
            self.right.clone()
        }
    }
}

/// The spelling of an entry that a wrong one stands for: the nearest run of as many words of an accepted one.
fn mended(wrong: &str, entry: Named) -> String {
    let count = wrong.split_whitespace().count();
    let right: Vec<Vec<&str>> =
        entry.right().map(|spelling| spelling.get_ref().split_whitespace().collect()).collect();
    let parts: Vec<String> =
        right.iter().flat_map(|words| words.windows(count)).map(|part| part.join(" ")).collect();
    let keys: Vec<String> = parts.iter().map(|part| key(part)).collect();
    let near = nearest(&key(wrong), keys.iter().map(String::as_str));
    let at = near.and_then(|near| keys.iter().position(|key| key == near));
    at.map_or_else(|| entry.name.get_ref().clone(), |at| parts[at].clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEXICON: &str = r#"
[words]
rejected = { traveled = "travelled" }
[[persons]]
name = "Jaap de Hoop Scheffer"
rejected = ["de Joop Scheffer", "Sheffer", "the Dutchman"]
[[places]]
name = "Kazakhstan"
rejected = ["Kazakstan", "Republic of Kazakstan"]
[[organisations]]
name = "Euro-Atlantic Council"
rejected = ["Euro-Atlantik Council", "Évro"]
"#;

    fn found(text: &str) -> Vec<(String, String)> {
        let rejections = Rejections::new(&Entries::read(LEXICON).unwrap());
        let found = rejections.in_text(text).map(|one| {
            let wrong = &text[one.at];
            (wrong.to_string(), one.rejection.written_like(wrong))
        });
        found.collect()
    }

    #[test]
    fn spellings_are_found_and_mended() {
        let row = |wrong: &str, right: &str| (wrong.to_string(), right.to_string());
        assert_eq!(
            found("in Kazakstan’s, KAZAKSTAN-based"),
            [row("Kazakstan", "Kazakhstan"), row("KAZAKSTAN", "KAZAKHSTAN")]
        );
        assert_eq!(found("Mr. de Joop\nScheffer."), [row("de Joop\nScheffer", "de Hoop Scheffer")]);
        assert_eq!(found("Traveled"), [row("Traveled", "Travelled")]);
        assert_eq!(
            found("the Euro-Atlantik Council"),
            [row("Euro-Atlantik Council", "Euro-Atlantic Council")]
        );
        assert_eq!(found("ÉVRO"), [row("ÉVRO", "EURO-ATLANTIC COUNCIL")]);
        assert_eq!(found("the Dutchman"), [row("the Dutchman", "Jaap de Hoop Scheffer")]);
        assert_eq!(found("Republic of Kazakstan").len(), 1, "the longest counts");
    }

    #[test]
    fn near_misses_are_passed_over() {
        for text in ["kazakstan", "Kazakstani", "untraveled", "Kazakstan2", "", "de Joop", "Republic of"] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
