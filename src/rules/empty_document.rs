//! Documents without a text.

use crate::diagnostic::Diagnostic;
use crate::document::{Document, Kind};
use crate::rule::{Context, Findings, rule};
use crate::source::Span;

rule! {
    /// Documents without a text.
    ///
    /// A download that failed leaves an empty file, and an extraction that took the wrong part of the page leaves a header
    /// with nothing below it. Either counts as a document, and nobody can search it.
    ///
    /// The rule reports a file without a letter or digit, and a document of several short lines that has a date and a title
    /// or document type and then ends. It may be wrong about an index card.
    ///
    /// There is no fix: the text is not in the file.
    "empty-document": Header, Warn, Never, since "0.1.0"
}

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    let text = document.source.text();
    let is_written = text.contains(char::is_alphanumeric);
    if !is_written {
        let shown = text.trim();
        let start = text.len() - text.trim_start().len();
        let span = if shown.is_empty() { Span::at(0) } else { Span::new(start, start + shown.len()) };
        findings.push(found(span, "the document is empty", "no letter and no digit"));
    } else if is_only_header(document) {
        let last = document.blocks.iter().rev().find(|block| block.kind != Kind::Blank);
        let span = last.map(|block| block.content);
        findings.extend(
            span.map(|span| found(span, "there is no text below the header", "the document ends here")),
        );
    }
}

fn found(span: Span, message: &str, label: &str) -> Diagnostic {
    Diagnostic::new(span, message)
        .label(label)
        .help("fetch the page again, or leave the file out of the corpus")
}

/// A longer line may be the text, read as part of the header.
const LONGEST_LINE: usize = 200;

/// With fewer lines of a header, the text may stand in one of them.
const FEWEST_LINES: usize = 3;

/// Whether the document has a header and nothing that could be its text.
fn is_only_header(document: &Document) -> bool {
    let header = &document.header;
    let could_be_text =
        |kind: Kind| kind.is_body() || matches!(kind, Kind::Unread | Kind::RelatedHead | Kind::Related);
    let lines = || document.blocks.iter().filter(|block| block.kind != Kind::Blank);
    header.date.is_some()
        && (header.title.is_some() || header.genre.is_some())
        && lines().count() >= FEWEST_LINES
        && !lines().any(|block| could_be_text(block.kind) || block.content.len() > LONGEST_LINE)
}
