//! Words and characters that a sentence is about, and other reasons not to replace a word.

use crate::diagnostic::Edit;
use crate::language::WordLists;
use crate::lexicon::split_possessive;
use crate::source::Span;

use super::evidence::Evidence;
use super::sentence::{self, pieces};

/// Whether the sentence is about words or a language, or also has the right form.
pub(super) fn is_discussed(sentence: &str, edit: &Edit, lists: &WordLists) -> bool {
    let (right, _) = split_possessive(&edit.text);
    let names_language = |before: &str, word: &str| {
        before.eq_ignore_ascii_case("in") && lists.cited_languages.has_capitalised(word)
    };
    let is_named =
        pieces(sentence).zip(pieces(sentence).skip(1)).any(|(before, word)| names_language(before, word));
    is_named || pieces(sentence).any(|word| word.eq_ignore_ascii_case(right) || lists.word_talk.has(word))
}

/// Whether the document itself supports replacing a word: the right form occurs in another sentence outside quotations,
/// and the word is neither quoted nor likely to be a name, a part of a compound, or broken off.
pub(super) fn is_supported(evidence: &Evidence, edit: &Edit) -> bool {
    let text = evidence.text();
    let sentence = sentence::around(text, edit.span);
    let (right, _) = split_possessive(&edit.text);
    let (before, after) = (&text[sentence.start..edit.span.start], &text[edit.span.end..sentence.end]);
    !is_joined(before, after)
        && !is_name_like(&text[edit.span.start..edit.span.end], before, after, evidence.lists())
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
fn is_name_like(word: &str, before: &str, after: &str, lists: &WordLists) -> bool {
    let is_capital = |word: &str| word.starts_with(char::is_uppercase);
    let in_capitals = |word: &str| word.chars().count() > 1 && word.chars().all(char::is_uppercase);
    let is_first = pieces(before).next().is_none();
    let mut behind = pieces(before).rev();
    let (last, is_second) = (behind.next(), behind.next().is_none());
    is_capital(word) && (!is_first || pieces(after).next().is_none_or(is_capital))
        || before.trim_end().ends_with('.')
        || last.is_some_and(|last| lists.naming_words.has(last) || lists.cited_languages.has(last))
        || last.is_some_and(|last| in_capitals(last) || is_capital(last) && last != "I" && !is_second)
        || pieces(after).next().is_some_and(in_capitals)
}

/// Whether garbled characters are shown on purpose: the sentence is about characters, or has the same word with the
/// right ones.
pub(super) fn is_shown(text: &str, sentence: Span, edit: &Edit, lists: &WordLists) -> bool {
    let around = &text[sentence.start..sentence.end];
    if lists.character_talk.is_in(&around.to_lowercase()) {
        return true;
    }
    let (before, after) = (&text[sentence.start..edit.span.start], &text[edit.span.end..sentence.end]);
    let head = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let tail = after.split(char::is_whitespace).next().unwrap_or_default();
    let own = [head, &edit.text, tail].map(skeleton).concat();
    let misread = &text[edit.span.start..edit.span.end];
    let is_right =
        |word: &str| word.contains(edit.text.as_str()) && !word.contains(misread) && skeleton(word) == own;
    !own.is_empty() && !edit.text.is_empty() && around.split_whitespace().any(is_right)
}

/// The unaccented letters and digits of a word, in lower case: `cafÃ©` and `“café”` have the same.
fn skeleton(word: &str) -> String {
    word.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}
