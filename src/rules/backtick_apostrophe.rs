//! Backticks and acute accents used as apostrophes.

use crate::diagnostic::{Applicability, Diagnostic, Fix};
use crate::document::Document;
use crate::language::WordLists;
use crate::rule::{Context, Findings, rule};

use super::shared::prose::{beside, marks, prose, within};

rule! {
    /// Backticks and acute accents used as apostrophes.
    ///
    /// ``NATO`s`` is in no word list, and a search for `NATO's` or `NATO’s` does not find it.
    ///
    /// The rule looks at marks between two letters, where only an apostrophe makes sense. A backtick that opens a
    /// quotation is left alone.
    ///
    /// The fix writes the apostrophe that the document uses. It is safe before the endings of English words
    /// (``NATO`s``, `don´t`) and after a single letter (`l´Europe`). Elsewhere the mark may be an accent that lost its
    /// letter, as in `caf´e`, and the fix needs `--unsafe-fixes`.
    "backtick-apostrophe": Typography, Warn, Safe, since "0.1.0", needs Letters
}

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    if !document.source.has_mark(b'`') && !document.source.has_mark(0xc2) {
        return;
    }
    let (mut apostrophe, lists) = (None, document.profile.words());
    for (_, span, text) in prose(document) {
        for (at, mark) in marks(document, span).filter(|(_, mark)| matches!(mark, '`' | '´')) {
            let end = at + mark.len_utf8();
            let (before, after) = beside(text, at, end);
            if !before.is_some_and(char::is_alphabetic) || !after.is_some_and(char::is_alphabetic) {
                continue;
            }
            let right = *apostrophe.get_or_insert_with(|| usual(document.source.text()));
            let span = within(span.start, at, end);
            let (article, name) = if mark == '`' { ("a", "backtick") } else { ("an", "acute accent") };
            let trust = if is_certain(&text[..at], &text[end..], lists) {
                Applicability::Safe
            } else {
                Applicability::Unsafe
            };
            let title = format!("replace the {name} with `{right}`");
            findings.push(
                Diagnostic::new(span, format!("{article} {name} is used as an apostrophe"))
                    .label("not an apostrophe")
                    .help(format!("write `{right}`"))
                    .fix(Fix::replace(title, trust, span, right)),
            );
        }
    }
}

/// Whether only an apostrophe makes sense between two letters.
fn is_certain(before: &str, after: &str, lists: &WordLists) -> bool {
    let is_ending = |ending: &str| {
        after.strip_prefix(ending).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    let is_one_letter = before.chars().rev().take(2).take_while(|c| c.is_alphabetic()).count() == 1;
    lists.contracted_endings.iter().any(is_ending) || is_one_letter
}

/// The apostrophe that is more frequent in the document; the straight one if it has none.
fn usual(text: &str) -> &'static str {
    if text.matches('’').count() > text.matches('\'').count() { "’" } else { "'" }
}
