//! Quotation marks without their counterpart.

use crate::diagnostic::{Applicability, Diagnostic, Fix};
use crate::document::Document;
use crate::rule::{Context, Findings, rule};
use crate::source::Span;

use super::shared::quotations::{Mark, Quotation, quotations};

rule! {
    /// Quotation marks without their counterpart.
    ///
    /// Where a quotation begins decides whose words they are. Without the mark, the words of a speaker become the words
    /// of the author.
    ///
    /// The rule pairs double marks paragraph by paragraph. A quotation that has an opening mark in each of its
    /// paragraphs and closes in the last is right; single marks, guillemets, inches and nested quotations are left
    /// alone. It may be wrong where a quotation continues after a subheading.
    ///
    /// Web extraction loses opening marks at the start of a paragraph. If the closing mark is followed by `he said` or
    /// the end of the paragraph, the fix puts the opening mark there. It needs `--unsafe-fixes`, since the quotation
    /// may begin later. Other findings have no fix.
    "unbalanced-quotation": Typography, Warn, Unsafe, since "0.1.0", needs Letters
}

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    for quotation in quotations(document) {
        match quotation {
            Quotation::Paired { .. } => {}
            Quotation::Unclosed { open } => findings.push(
                Diagnostic::new(open.span, "opening quotation mark without a closing one")
                    .label("opens here")
                    .help("no closing mark follows, and the next paragraph does not continue the quotation"),
            ),
            Quotation::Unopened { close, block, only } => {
                let start = document.blocks[block].prose().start;
                let is_lost = only && is_followed_by_speech_tag(document, close);
                findings.push(if is_lost { lost(document, start, close) } else { unopened(close) });
            }
        }
    }
}

fn unopened(close: Mark) -> Diagnostic {
    Diagnostic::new(close.span, "closing quotation mark without an opening one")
        .label("closes here")
        .help("find where the quoted words begin in this paragraph")
}

/// `Fighting terrorism … our countries,” he said`: the mark at the start of the paragraph is gone.
fn lost(document: &Document, start: usize, close: Mark) -> Diagnostic {
    let text = document.text(Span::new(start, close.span.start));
    let word = text.find(char::is_whitespace).unwrap_or(text.len());
    let opening = if close.sign == '"' { "\"" } else { "“" };
    Diagnostic::new(Span::new(start, start + word), "closing quotation mark without an opening one")
        .label("probably opens here")
        .see(close.span, "closes here")
        .help("web extraction loses marks that open a paragraph")
        .fix(Fix::replace(
            format!("put `{opening}` before `{}`", &text[..word]),
            Applicability::Unsafe,
            Span::at(start),
            opening,
        ))
}

/// Whether the words before the mark are certainly quoted: `,” he said`, or nothing follows.
fn is_followed_by_speech_tag(document: &Document, close: Mark) -> bool {
    let (source, verbs) = (document.source, &document.profile.words().saying_verbs);
    let line = source.line_span(source.line_at(close.span.start));
    let (before, after) = (
        document.text(Span::new(line.start, close.span.start)),
        document.text(Span::new(close.span.end, line.end)).trim(),
    );
    let mut words = after.split_whitespace().map(|word| word.trim_end_matches(['.', ',', ';', ':']));
    before.ends_with([',', '.', '!', '?'])
        && (after.is_empty() || words.by_ref().take(6).any(|word| verbs.has_as_written(word)))
}
