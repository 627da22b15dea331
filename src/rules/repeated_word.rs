//! Repeated words.

use crate::diagnostic::{Applicability, Diagnostic, Fix, Severity};
use crate::document::{Document, Words};
use crate::language::WordLists;
use crate::rule::{Context, Findings, rule};
use crate::source::Span;

use super::shared::labels::labels;
use super::shared::prose::{is_foreign, prose};

rule! {
    /// Repeated words, such as `the the`.
    ///
    /// A repeated word breaks every search for the phrase around it, and is a typist's error: a speaker who falters is
    /// transcribed with an ellipsis or a comma.
    ///
    /// The rule warns about articles, prepositions and the like, within one sentence and one paragraph. Other
    /// lower-case words are information. `had had`, `that that` and words doubled for emphasis (`very very`) are left
    /// alone, as are names and paragraphs that are not in English. It may be wrong where one word ends a phrase and
    /// also begins the next: `the place he lives in in May`.
    ///
    /// The fix deletes the second word. It needs `--unsafe-fixes`, since one of the two may be a typo for another word.
    "repeated-word": Spelling, Warn, Unsafe, since "0.1.0", needs Words
}

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    let (words, lists) = (document.words(), document.profile.words());
    if lists.often_doubled.is_empty() {
        return;
    }
    for (_, span, text) in prose(document) {
        among(text, span, words.within(span), lists, findings);
    }
    let roles = || labels(document).filter_map(|label| label.role);
    let words = Words::of(document.source.text(), roles());
    roles().for_each(|role| among(document.text(role), role, words.within(role), lists, findings));
}

/// Checks each pair of adjacent words in a span.
fn among(text: &str, stretch: Span, words: &[Span], lists: &WordLists, findings: &mut Findings) {
    let inside = |word: Span| Span::new(word.start - stretch.start, word.end - stretch.start);
    let mut foreign = None;
    let mut reported = Span::default();
    for pair in words.windows(2).filter(|pair| pair[0].len() == pair[1].len()) {
        if pair[0] == reported {
            continue;
        }
        let (first, second) = (inside(pair[0]), inside(pair[1]));
        if is_again(text, first, second, lists) && !*foreign.get_or_insert_with(|| is_foreign(text, lists)) {
            findings.push(repeated(text, stretch.start, first, second, lists));
            reported = pair[1];
        }
    }
}

/// The same word after one space or line end; a second one in lower case is not a name.
fn is_again(text: &str, first: Span, second: Span, lists: &WordLists) -> bool {
    let (a, b) = (&text[first.start..first.end], &text[second.start..second.end]);
    if !a.eq_ignore_ascii_case(b) {
        return false;
    }
    let gap = &text[first.end..second.start];
    let is_gap = gap.chars().all(char::is_whitespace) && gap.matches('\n').count() <= 1;
    let is_joined = text[second.end..].starts_with(['.', '@'])
        && !text[second.end + 1..].starts_with([' ', '\n'])
        && second.end + 1 < text.len();
    is_gap && !is_joined && b.chars().all(char::is_lowercase) && !lists.often_doubled.has_as_written(b)
}

fn repeated(text: &str, offset: usize, first: Span, second: Span, lists: &WordLists) -> Diagnostic {
    let word = &text[second.start..second.end];
    let before = text[..first.start].trim_end().rsplit(char::is_whitespace).next().unwrap_or_default();
    let is_infinitive =
        word == "to" && text[second.end..].starts_with(char::is_whitespace) && lists.to_verbs.has(before);
    let is_slip = lists.never_doubled.has_as_written(word) && !is_infinitive;
    let severity = if is_slip { Severity::Error } else { Severity::Info };
    // The space after it is deleted with it, so that a line end before it stays; before punctuation it is the space in
    // front.
    let cut = if text[second.end..].starts_with(' ') {
        Span::new(second.start, second.end + 1)
    } else {
        Span::new(first.end, second.end)
    };
    let cut = Span::new(offset + cut.start, offset + cut.end);
    Diagnostic::new(Span::new(offset + second.start, offset + second.end), format!("`{word}` is repeated"))
        .at_most(severity)
        .label("the same word again")
        .see(Span::new(offset + first.start, offset + first.end), "the first")
        .help("delete one of the two, unless another word was meant")
        .fix(Fix::replace(format!("delete the second `{word}`"), Applicability::Unsafe, cut, ""))
}
