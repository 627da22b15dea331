//! The form of a suggestion: in the case of the word, in a list.

use std::borrow::Cow;

use crate::document::Document;
use crate::lexicon::split_possessive;
use crate::source::Span;

/// The correction in the case of the word, with the word's own possessive ending.
pub(in crate::rules) fn written_like(word: &str, correction: &str) -> String {
    let (stem, possessive) = split_possessive(word);
    let mut letters = correction.chars();
    let cased = if stem.len() > 1 && stem.chars().all(char::is_uppercase) {
        correction.to_uppercase()
    } else if stem.starts_with(char::is_uppercase) {
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
    } else {
        correction.to_string()
    };
    cased + possessive
}

/// `` `a`, `b` or `c` ``
pub(in crate::rules) fn listed(words: &[String]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => quoted.concat(),
    }
}

/// Whether a word is the first of a sentence, a heading or a quotation.
pub(in crate::rules) fn begins_sentence(document: &Document, word: Span) -> bool {
    let before = document.source.text()[..word.start].trim_end_matches([' ', '“', '"', '(', '‘', '\'']);
    before.is_empty() || before.ends_with(['.', '!', '?', '…', ':', '\n', '\r'])
}

/// A word in lower case; most already are.
pub(in crate::rules) fn small(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(word.to_lowercase())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corrections_are_written_like_the_word() {
        assert_eq!(written_like("Allaince’s", "alliance"), "Alliance’s");
        assert_eq!(written_like("ALLAINCE'S", "alliance"), "ALLIANCE'S");
        assert_eq!(written_like("kazakstan", "Kazakhstan"), "Kazakhstan");
    }

    #[test]
    fn suggestions_are_listed() {
        let listed = |words: &[&str]| listed(&words.iter().map(ToString::to_string).collect::<Vec<_>>());
        assert_eq!(listed(&["a"]), "`a`");
        assert_eq!(listed(&["a", "b", "c"]), "`a`, `b` or `c`");
    }
}
