//! Sentence ends: after a full stop, a question or exclamation mark, unless the word before is an abbreviation.
//!
//! Press documents are full of `Mr. Simmons`, `Sept. 2002`, `U.S. forces`, `No. 5` and `J. Shea`. A doubtful stop does
//! not end a sentence: two sentences in one are easier to fix than one in two. Rules and TEI use the same sentences.

use crate::language::WordLists;
use crate::source::Span;

use super::Document;

/// Marks that belong to the sentence before them.
const CLOSING: [char; 11] = ['.', '!', '?', '…', '"', '\'', '”', '’', '»', ')', ']'];

/// Bytes before a full stop that are searched for an abbreviation; the longest one is far shorter.
const WINDOW: usize = 40;

impl Document<'_> {
    /// The sentences of a stretch of prose, without the white space between them.
    pub fn sentences(&self, prose: Span) -> impl Iterator<Item = Span> + use<> {
        let found = sentences(self.text(prose), self.profile.words());
        found.into_iter().map(move |(start, end)| Span::new(prose.start + start, prose.start + end))
    }
}

/// The sentences of a text as ranges of bytes, with the abbreviations of a language.
pub fn sentences(text: &str, words: &WordLists) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut start = 0;
    // All marks of a run end at the same place: `....` must not be scanned again from each of its dots.
    let mut end = 0;
    for (at, mark) in text.match_indices(['.', '!', '?', '…']) {
        if at < start {
            continue;
        }
        if at >= end {
            let after = &text[at + mark.len()..];
            end = text.len() - after.trim_start_matches(CLOSING).len();
        }
        let closing = &text[end..];
        let next = closing.trim_start();
        if closing.len() == next.len()
            || !begins(next)
            || mark == "." && is_abbreviated(&text[start..at], next, words)
        {
            continue;
        }
        push(text, start, end, &mut found);
        start = text.len() - next.len();
    }
    push(text, start, text.len(), &mut found);
    found
}

fn push(text: &str, start: usize, end: usize, found: &mut Vec<(usize, usize)>) {
    let sentence = &text[start..end];
    let blank = sentence.len() - sentence.trim_start().len();
    let end = start + sentence.trim_end().len();
    if start + blank < end {
        found.push((start + blank, end));
    }
}

/// Whether a text may be the beginning of a sentence.
fn begins(text: &str) -> bool {
    let text = text.trim_start_matches(['"', '\'', '“', '‘', '«', '(', '[']);
    text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
}

/// Whether the full stop after a text belongs to its last word.
fn is_abbreviated(text: &str, next: &str, words: &WordLists) -> bool {
    let from = (0..=text.len().saturating_sub(WINDOW)).rev().find(|at| text.is_char_boundary(*at));
    let word = text[from.unwrap_or_default()..]
        .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '“' | '"' | '–' | '\'' | '’'))
        .next()
        .unwrap_or_default();
    // "No." is an answer if no number follows.
    if words.number_abbreviations.has(word) {
        return next.starts_with(|c: char| c.is_ascii_digit());
    }
    let initial = word.chars().count() == 1 && word.starts_with(char::is_uppercase) && word != "I";
    initial
        || word.contains('.') && word.split('.').all(|part| part.chars().count() <= 2)
        || words.abbreviations.has(word)
}

#[cfg(test)]
mod tests {
    use super::sentences;

    fn split(text: &str) -> Vec<&str> {
        sentences(text, crate::language::Language::ENGLISH.words())
            .into_iter()
            .map(|(start, end)| &text[start..end])
            .collect()
    }

    #[test]
    fn sentences_end_at_stops() {
        assert_eq!(split("One. Two! Three? \"Four.\" Five"), ["One.", "Two!", "Three?", "\"Four.\"", "Five"]);
        assert_eq!(
            split(" He said: “Yes.” (Yes.) 26 members met. "),
            ["He said: “Yes.”", "(Yes.)", "26 members met."]
        );
        assert_eq!(split("We have.... we have more."), ["We have.... we have more."]);
        assert_eq!(split("Was it I. No. Yes."), ["Was it I.", "No.", "Yes."]);
        assert!(split(" \n ").is_empty());
    }

    #[test]
    fn abbreviations_end_no_sentence() {
        for text in [
            "Mr. Robert Simmons of the U.S. Army met Gen. J. Shea on 4 Dec. 2003 at St. Petersburg.",
            "Resolution No. 1244 costs 3.5 million.",
            "See e.g. Article 5 or para. 3.",
        ] {
            assert_eq!(split(text), [text]);
        }
    }
}
