//! Backticks and acute accents that stand for an apostrophe.

use crate::diagnostic::{Applicability, Diagnostic, Fix};
use crate::document::Document;
use crate::rule::{Context, Findings, rule};

use super::prose::{beside, prose, within};

rule! {
    /// A backtick or an acute accent stands for an apostrophe.
    ///
    /// ``NATO`s`` is no word of any list, and a search for `NATO's` or `NATO’s` does not find it.
    ///
    /// The rule looks at marks between two letters, where nothing else can be meant. A backtick that opens a quotation
    /// is left alone.
    ///
    /// The fix writes the apostrophe that the document uses. It is safe.
    "backtick-apostrophe": Typography, Warn, Safe, since "0.1.0"
}

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    let mut apostrophe = None;
    for (_, span, text) in prose(document) {
        for (at, mark) in text.match_indices(['`', '´']) {
            let (before, after) = beside(text, at, at + mark.len());
            if !before.is_some_and(char::is_alphabetic) || !after.is_some_and(char::is_alphabetic) {
                continue;
            }
            let right = *apostrophe.get_or_insert_with(|| usual(document.source.text()));
            let span = within(span.start, at, at + mark.len());
            let name = if mark == "`" { "backtick" } else { "acute accent" };
            let title = format!("replace the {name} with `{right}`");
            findings.push(
                Diagnostic::new(
                    span,
                    format!("{} {name} stands for an apostrophe", if mark == "`" { "a" } else { "an" }),
                )
                .label("no apostrophe")
                .help(format!("write `{right}`"))
                .fix(Fix::replace(title, Applicability::Safe, span, right)),
            );
        }
    }
}

/// The apostrophe that the document uses more often; the straight one where it has none.
fn usual(text: &str) -> &'static str {
    if text.matches('’').count() > text.matches('\'').count() { "’" } else { "'" }
}
