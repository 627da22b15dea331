//! Header fields lost in web extraction.

use crate::diagnostic::Diagnostic;
use crate::document::{Document, Dropped};
use crate::rule::{Context, Findings, rule};
use crate::source::Span;

rule! {
    /// Header fields that web extraction lost, leaving a gap.
    ///
    /// Extraction tools drop lines of one or two words, such as `NATO HQ` or `Speech`. The author did write them, and
    /// the original page still has them. Reported as missing, they would be blamed on the author instead of the tool.
    ///
    /// The rule trusts the parser: two or more blank lines where such a page has a field. It may be wrong where an
    /// author typed two blank lines and also left the field out.
    ///
    /// There is no fix: the words are not in the text.
    "dropped-field": Header, Warn, Never, since "0.1.0"
}

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    findings.extend(document.header.dropped.iter().map(|dropped| lost(document, dropped)));
}

fn lost(document: &Document, dropped: &Dropped) -> Diagnostic {
    let gap = too_much(document, dropped.gap);
    Diagnostic::new(gap, format!("the {} is lost", dropped.field.name()))
        .label("two or more blank lines in its place")
        .help("web extraction drops short lines; take it from the original page")
}

/// The gap without its first blank line, which belongs there.
fn too_much(document: &Document, gap: Span) -> Span {
    let first = document.text(gap).find('\n').map_or(0, |at| at + 1);
    if first < gap.len() { Span::new(gap.start + first, gap.end) } else { gap }
}
