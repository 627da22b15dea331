//! The sentence around a fix, and whether an editor confirms its wording.

use crate::language::WordLists;
use crate::source::Span;

/// The most bytes of a sentence on each side.
const LONGEST: usize = 240;

/// The sentence around a span, as far as it is examined. It never crosses the end of a line.
pub(super) fn around(text: &str, span: Span) -> Span {
    let from = boundary(text, span.start.saturating_sub(LONGEST));
    let to = boundary(text, (span.end + LONGEST).min(text.len())).max(span.end);
    let (before, after) = (&text[from..span.start], &text[span.end..to]);
    let ends = |part: &str, at: usize| is_end(&part[..at], &part[at..]);
    let start =
        before.char_indices().rev().find(|(at, _)| ends(before, *at)).map_or(from, |(at, _)| from + at + 1);
    let end = after.char_indices().find(|(at, _)| ends(after, *at)).map_or(to, |(at, _)| span.end + at);
    Span::new(start, end)
}

fn boundary(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default()
}

/// Whether a sentence ends between two texts: at the end of a line, or at a space after a mark that ends a lower-case
/// word. `Mr. ` and `J. ` do not end one.
pub(super) fn is_end(before: &str, after: &str) -> bool {
    if after.starts_with(['\n', '\r']) {
        return true;
    }
    let closed = before.trim_end_matches(['"', '”', '’', ')', ']']);
    let Some(word) = closed.strip_suffix(['.', '!', '?', '…']).filter(|_| after.starts_with(' ')) else {
        return false;
    };
    let letters = word.chars().rev().take_while(|c| c.is_alphanumeric());
    let (mut count, mut first) = (0, ' ');
    for c in letters.take(LONGEST) {
        (count, first) = (count + 1, c);
    }
    !first.is_uppercase() && count > 3 || word.ends_with([')', '”', '"'])
}

/// Whether an editor marks the sentence as in the original: `[sic]`, `( sic )`, `, sic,`, `[thus]`.
pub(super) fn is_confirmed(sentence: &str, lists: &WordLists) -> bool {
    sentence.contains(['[', '(']) && lists.confirmations.is_in(sentence)
        || pieces(sentence).any(|word| word.eq_ignore_ascii_case("sic"))
}

/// The runs of letters and digits in a text.
pub(super) fn pieces(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence<'t>(text: &'t str, word: &str) -> &'t str {
        let start = text.find(word).unwrap();
        let span = around(text, Span::new(start, start + word.len()));
        &text[span.start..span.end]
    }

    #[test]
    fn sentences_are_cut() {
        assert_eq!(sentence("He did. We recieve it. Then", "recieve").trim(), "He did. We recieve it. Then");
        assert_eq!(sentence("They left. We recieve them. Then", "recieve").trim(), "We recieve them.");
        assert_eq!(sentence("with Mr. recieve of Rome", "recieve"), "with Mr. recieve of Rome");
        assert_eq!(sentence("one\nWe recieve\ntwo", "recieve").trim(), "We recieve");
    }

    #[test]
    fn what_an_editor_confirms_is_seen() {
        let words = crate::language::Language::ENGLISH.words();
        let is_confirmed = |text| super::is_confirmed(text, words);
        for text in [
            "recieve [ sic ]",
            "<sic>recieve",
            "recieve, sic, it",
            "[Sic] we",
            "(sic!)",
            "recieve [thus]",
            "x [as in original]",
        ] {
            assert!(is_confirmed(text), "{text}");
        }
        for text in ["We recieve the classics", "thus we recieve (and give)"] {
            assert!(!is_confirmed(text), "{text}");
        }
    }
}
