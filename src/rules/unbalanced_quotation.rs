//! Quotations that are opened and not closed, or closed and not opened.

use crate::diagnostic::{Applicability, Diagnostic, Fix};
use crate::document::Document;
use crate::rule::{Context, Findings, rule};
use crate::source::Span;

use super::quotations::{Mark, Quotation, quotations};

rule! {
    /// A quotation is opened and not closed, or closed and not opened.
    ///
    /// Where a quotation begins decides whose words they are. Without the mark the words of a speaker are the words of the
    /// author.
    ///
    /// The rule pairs double marks paragraph by paragraph. A quotation that opens anew at each of its paragraphs and closes
    /// at the last is right; single marks, guillemets, inches and nested quotations are left alone. It may be wrong where a
    /// quotation runs over a subhead.
    ///
    /// An opening mark at the beginning of a paragraph is what web extraction loses. Where the closing mark is followed by
    /// `he said` or the end of the paragraph, the fix puts the opening one there; it wants `--unsafe-fixes`, since the
    /// quotation may begin later. Other findings have no fix.
    "unbalanced-quotation": Typography, Warn, Unsafe, since "0.1.0"
}

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    for quotation in quotations(document) {
        match quotation {
            Quotation::Paired { .. } => {}
            Quotation::Unclosed { open } => findings.push(
                Diagnostic::new(open.span, "the quotation is not closed").label("opens here").help(
                    "no closing mark follows, and the next paragraph does not go on with the quotation",
                ),
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
    Diagnostic::new(close.span, "the quotation is closed and was not opened")
        .label("closes here")
        .help("look for the place in the paragraph where the quoted words begin")
}

/// `Fighting terrorism … our countries,” he said`: the mark that opened the paragraph is gone.
fn lost(document: &Document, start: usize, close: Mark) -> Diagnostic {
    let text = document.text(Span::new(start, close.span.start));
    let word = text.find(char::is_whitespace).unwrap_or(text.len());
    let opening = if close.sign == '"' { "\"" } else { "“" };
    Diagnostic::new(Span::new(start, start + word), "the quotation is closed and was not opened")
        .label("probably opens here")
        .see(close.span, "closes here")
        .help("the web extraction loses a mark that opens a paragraph")
        .fix(Fix::replace(
            format!("put `{opening}` before `{}`", &text[..word]),
            Applicability::Unsafe,
            Span::at(start),
            opening,
        ))
}

/// Whether the words before the mark are quoted for certain: `,” he said`, or nothing follows.
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
