//! Words and characters that a sentence is about, and other reasons not to replace a word.

use crate::diagnostic::Edit;
use crate::lexicon::split_possessive;
use crate::source::Span;

use super::evidence::Evidence;
use super::sentence::{self, pieces};

/// Words of a sentence that speaks about a word, a name or a correction.
const ABOUT_WORDS: [&str; 36] = [
    "archaic",
    "banner",
    "caption",
    "dialect",
    "edition",
    "engraved",
    "engraving",
    "handwritten",
    "headline",
    "inscribed",
    "inscription",
    "install",
    "manuscript",
    "original",
    "originally",
    "orthography",
    "placard",
    "pronounced",
    "pronunciation",
    "scrawled",
    "slogan",
    "verbatim",
    "typo",
    "typos",
    "mistyped",
    "misprint",
    "erratum",
    "word",
    "term",
    "replace",
    "replaced",
    "wrong",
    "wrongly",
    "password",
    "surname",
    "dictionary",
];

/// Words that a name or a quoted word follows.
const NAMING: [&str; 12] = [
    "called", "named", "reads", "read", "writes", "wrote", "written", "types", "typed", "prints", "printed",
    "reading",
];

/// Languages that a word may be right in: `in French it is independant`.
const LANGUAGES: [&str; 8] =
    ["French", "German", "Dutch", "Catalan", "Italian", "Latin", "Portuguese", "Spanish"];

/// Phrases about characters that are shown on purpose.
const ABOUT_CHARACTERS: [&str; 16] = [
    "appear as",
    "appears as",
    "appeared as",
    "instead of",
    "encod",
    "byte",
    "UTF",
    "Unicode",
    "ASCII",
    "Latin-1",
    "1252",
    "read as",
    "character",
    "shown as",
    "displayed",
    "becomes",
];

/// Whether the sentence is about words or a language, or also has the right form.
pub(super) fn is_discussed(sentence: &str, edit: &Edit) -> bool {
    let (right, _) = split_possessive(&edit.text);
    let names_language =
        |before: &str, word: &str| before.eq_ignore_ascii_case("in") && LANGUAGES.contains(&word);
    let is_named =
        pieces(sentence).zip(pieces(sentence).skip(1)).any(|(before, word)| names_language(before, word));
    is_named
        || pieces(sentence).any(|word| {
            word.eq_ignore_ascii_case(right)
                || ABOUT_WORDS.iter().any(|about| word.eq_ignore_ascii_case(about))
        })
}

/// Whether the document itself supports replacing a word: the right form occurs in another sentence outside quotations,
/// and the word is neither quoted nor likely to be a name, a part of a compound, or broken off.
pub(super) fn is_supported(evidence: &Evidence, edit: &Edit) -> bool {
    let text = evidence.text();
    let sentence = sentence::around(text, edit.span);
    let (right, _) = split_possessive(&edit.text);
    let (before, after) = (&text[sentence.start..edit.span.start], &text[edit.span.end..sentence.end]);
    !is_joined(before, after)
        && !is_name_like(&text[edit.span.start..edit.span.end], before, after)
        && !evidence.is_quoted(edit.span)
        && evidence.has_elsewhere(&right.to_lowercase(), sentence)
}

/// Whether a hyphen, a dash or an ellipsis touches the word.
fn is_joined(before: &str, after: &str) -> bool {
    let marks = ['-', '–', '—', '…', '_', '\'', '‘'];
    before.trim_end().ends_with(marks)
        || before.ends_with("..")
        || after.trim_start().starts_with(['-', '–', '—', '…'])
        || after.starts_with("..")
}

/// Whether the word is capitalised inside a sentence, or next to something that is not a word of a sentence: after a
/// capitalised one (`Mr.`, `J.`, `French`), or next to one in capitals.
fn is_name_like(word: &str, before: &str, after: &str) -> bool {
    let is_capital = |word: &str| word.starts_with(char::is_uppercase);
    let in_capitals = |word: &str| word.chars().count() > 1 && word.chars().all(char::is_uppercase);
    let is_first = pieces(before).next().is_none();
    let mut behind = pieces(before).rev();
    let (last, is_second) = (behind.next(), behind.next().is_none());
    is_capital(word) && (!is_first || pieces(after).next().is_none_or(is_capital))
        || before.trim_end().ends_with('.')
        || last
            .is_some_and(|last| NAMING.iter().chain(&LANGUAGES).any(|word| word.eq_ignore_ascii_case(last)))
        || last.is_some_and(|last| in_capitals(last) || is_capital(last) && last != "I" && !is_second)
        || pieces(after).next().is_some_and(in_capitals)
}

/// Whether garbled characters are shown on purpose: the sentence is about characters, or has the same word with the
/// right ones.
pub(super) fn is_shown(text: &str, sentence: Span, edit: &Edit) -> bool {
    let around = &text[sentence.start..sentence.end];
    if ABOUT_CHARACTERS.iter().any(|about| around.contains(about)) {
        return true;
    }
    let (before, after) = (&text[sentence.start..edit.span.start], &text[edit.span.end..sentence.end]);
    let head = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let tail = after.split(char::is_whitespace).next().unwrap_or_default();
    let own = [skeleton(head), skeleton(tail)].concat();
    let misread = &text[edit.span.start..edit.span.end];
    let is_right =
        |word: &str| word.contains(edit.text.as_str()) && !word.contains(misread) && skeleton(word) == own;
    !own.is_empty() && !edit.text.is_empty() && around.split_whitespace().any(is_right)
}

/// The unaccented letters and digits of a word, in lower case: `cafÃ©` and `“café”` have the same.
fn skeleton(word: &str) -> String {
    word.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}
