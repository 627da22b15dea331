//! Spaces that may be intended: in code, in quotations, in names.

use crate::diagnostic::Edit;

use super::evidence::Evidence;
use super::sentence;

/// Whether a fix of spaces or doubled marks is outside plain prose: inserting or deleting a space is only safe between
/// two ordinary words, outside quotations.
pub(super) fn is_doubtful(evidence: &Evidence, edit: &Edit) -> bool {
    let text = evidence.text();
    let is_space_or_stop = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '.');
    let own = &text[edit.span.start..edit.span.end];
    if !own.chars().all(is_space_or_stop) || !edit.text.chars().all(is_space_or_stop) {
        return false;
    }
    let sentence = sentence::around(text, edit.span);
    let (before, after) = (&text[sentence.start..edit.span.start], &text[edit.span.end..]);
    let line = after.find('\n').map_or(after, |end| &after[..end]);
    evidence.is_quoted(edit.span) || !ends_with_word(before) || !begins_with_word(line)
}

fn ends_with_word(before: &str) -> bool {
    let word = before.trim_end().rsplit(char::is_whitespace).next().unwrap_or_default();
    is_word(word)
}

/// Whether a word follows, after marks and a possessive ending, or the line ends.
fn begins_with_word(line: &str) -> bool {
    let rest = line.trim_start_matches([',', ';', '.', ':', '!', '?', ' ', ')', '”', '"']);
    let ending = ["’s", "'s"].iter().find_map(|ending| rest.strip_prefix(ending));
    let next = |text: &str| -> Option<char> { text.trim_start().chars().next() };
    match ending {
        // `in ’s Gravenhage`: the ending may be the first word of a name.
        Some(rest) if next(rest).is_some_and(|c| c.is_uppercase() || c == '-') => false,
        Some(rest) => next(rest).is_none() || begins_with_word(rest),
        None => rest.is_empty() || rest.split(char::is_whitespace).next().is_some_and(is_word),
    }
}

/// Whether a token is a word of prose: letters, with hyphens and apostrophes between them, and marks around them.
fn is_word(token: &str) -> bool {
    let word = token
        .trim_start_matches(['(', '“', '"', '‘', '\'', '[', '”'])
        .trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '”', '"', '’', ']', '“', '…']);
    let count = word.chars().take(2).count();
    let is_inner = |c: char| {
        c.is_alphabetic() || matches!(c, '-' | '–' | '—' | '\'' | '’' | '”' | '“' | ',' | ';' | '.')
    };
    // `U.S.`, not `file.txt`.
    let is_dotted = || word.split('.').any(|part| part.chars().count() > 1);
    word.starts_with(char::is_alphabetic)
        && (count > 1 || matches!(word, "a" | "A" | "I"))
        && word.chars().all(is_inner)
        && !(word.contains('.') && is_dotted())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_from_code() {
        for word in ["press", "(press)", "well-known", "NATO’s", "“so", "I", "Kyiv", "U.S."] {
            assert!(is_word(word), "{word}");
        }
        for token in ["f(x", "y)", "-l", ".NET", "]", "0", "Fran&ccedil;", "/usr", "a=b", "file.txt"] {
            assert!(!is_word(token), "{token}");
        }
    }

    #[test]
    fn an_ending_may_begin_a_name() {
        assert!(begins_with_word("’s envoy met"));
        assert!(!begins_with_word("’s Gravenhage"));
        assert!(!begins_with_word("’s-Hertogenbosch"));
    }
}
