//! Matching the phrases of a profile: without case, any white space for a space, whole words.

use crate::profile::Phrases;

/// The length in bytes of `phrase` at the start of `text`, if it is there and ends with a word.
#[inline]
pub(super) fn starts(text: &str, phrase: &str) -> Option<usize> {
    if begin_unlike(text, phrase) {
        return None;
    }
    let used = length(text, phrase)?;
    let inside = phrase.chars().next_back().is_some_and(char::is_alphanumeric)
        && text[used..].chars().next().is_some_and(char::is_alphanumeric);
    (!inside).then_some(used)
}

/// The same, where the next word may follow without a space.
#[inline]
pub(super) fn prefix(text: &str, phrase: &str) -> Option<usize> {
    if begin_unlike(text, phrase) { None } else { length(text, phrase) }
}

/// The length in bytes of `phrase` at the start of `text`.
///
/// ASCII letters are compared as bytes; from the first other character on, characters are compared.
fn length(text: &str, phrase: &str) -> Option<usize> {
    let (text_bytes, wanted) = (text.as_bytes(), phrase.as_bytes());
    let plain = |byte: u8| byte.is_ascii_graphic() && byte != b'\'';
    let mut at = 0;
    while at < wanted.len() && at < text_bytes.len() && plain(wanted[at]) && plain(text_bytes[at]) {
        if !text_bytes[at].eq_ignore_ascii_case(&wanted[at]) {
            return None;
        }
        at += 1;
    }
    let rest = by_characters(&text[at..], &phrase[at..])?;
    Some(at + rest)
}

fn by_characters(text: &str, phrase: &str) -> Option<usize> {
    let mut rest = text.chars();
    for wanted in phrase.chars() {
        if wanted == ' ' {
            let trimmed = rest.as_str().trim_start();
            if trimmed.len() == rest.as_str().len() {
                return None;
            }
            rest = trimmed.chars();
        } else if !same(rest.next()?, wanted) {
            return None;
        }
    }
    Some(text.len() - rest.as_str().len())
}

/// Whether the first letters differ: a line is compared with hundreds of phrases, and nearly all begin differently.
#[inline]
fn begin_unlike(text: &str, phrase: &str) -> bool {
    match (text.as_bytes().first(), phrase.as_bytes().first()) {
        (Some(a), Some(b)) => a.is_ascii() && b.is_ascii() && *b != b' ' && !a.eq_ignore_ascii_case(b),
        (None, Some(_)) => true,
        _ => false,
    }
}

/// Whether the whole text is the phrase; a full stop, comma or colon after it is ignored.
#[inline]
pub(super) fn is(text: &str, phrase: &str) -> bool {
    if begin_unlike(text, phrase) {
        return false;
    }
    starts(text, phrase)
        .is_some_and(|used| text[used..].trim_matches([' ', '.', ',', ':', '\u{a0}']).is_empty())
}

/// The longest of the phrases at the start of `text`.
pub(super) fn longest<T: AsRef<str>>(text: &str, phrases: &Phrases<T>) -> Option<usize> {
    phrases.like(text).filter_map(|phrase| starts(text, phrase.as_ref())).max()
}

/// Whether one of the phrases is the whole text.
pub(super) fn any_is(text: &str, phrases: &Phrases) -> bool {
    phrases.like(text).any(|phrase| is(text, phrase))
}

/// Whether one of the phrases is at the start of `text`; the next word may follow without a space.
pub(super) fn any_prefix(text: &str, phrases: &Phrases) -> bool {
    phrases.like(text).any(|phrase| prefix(text, phrase).is_some())
}

/// Whether one of the phrases is the word, ignoring case.
pub(super) fn any_equals(word: &str, phrases: &Phrases) -> bool {
    phrases.like(word).any(|phrase| word.eq_ignore_ascii_case(phrase))
}

/// Whether a text has at most this many characters; most lines need no counting.
pub(super) fn is_within(text: &str, most: usize) -> bool {
    text.len() <= most
        || text.len() <= 4 * most && !text.as_bytes()[..most].is_ascii() && text.chars().count() <= most
}

fn same(a: char, b: char) -> bool {
    a == b
        || if a.is_ascii() || b.is_ascii() {
            a.eq_ignore_ascii_case(&b) || (matches!(a, '\'' | '’') && matches!(b, '\'' | '’'))
        } else {
            a.to_lowercase().eq(b.to_lowercase())
        }
}

/// Whether no letter of the text is in lower case, and it has at least two letters.
pub(super) fn is_capitals(text: &str) -> bool {
    let (mut letters, mut small) = (0, 0);
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        letters += 1;
        small += usize::from(c.is_lowercase());
    }
    letters >= 2 && small == 0
}

/// Whether the text ends like a sentence, ignoring closing quotation marks and brackets.
pub(super) fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '”', '’', '\'', ')', '»', ' ', ']']);
    text.ends_with(['.', '?', '!', '…']) && !text.ends_with(" U.S.") && !text.ends_with("D.C.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases() {
        assert_eq!(starts("By the way", "by"), Some(2));
        assert_eq!(starts("Byline", "by"), None);
        assert_eq!(starts("at  the end", "at the"), Some(7));
        assert_eq!(starts("Updated: 3 June", "Updated:"), Some(8));
        assert!(is("Final Communiqué", "final communiqué"));
        assert!(is_capitals("NATO HQ 2003") && !is_capitals("NATO-led"));
        assert!(ends_sentence("he said.”"));
    }
}
