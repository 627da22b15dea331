//! Byte order marks.

use crate::diagnostic::{Applicability, Diagnostic, Fix};
use crate::document::Document;
use crate::rule::{Context, Findings, rule};
use crate::source::Span;

rule! {
    /// Byte order marks, at the start of the file or inside the text.
    ///
    /// U+FEFF is an invisible character: with it, the first line no longer begins with `Updated:`, the first word is in
    /// no word list, and joined files have a mark in the middle of the text. UTF-8 has no byte order to mark.
    ///
    /// The rule is never wrong about the character. Turn it off if the files are meant for a tool that needs the mark
    /// to recognise UTF-8. The mark at the start of UTF-16 belongs there and is not reported.
    ///
    /// The fix deletes the mark. At the start of the file that is safe. Inside the text it may change how a line is
    /// read, so the fix needs `--unsafe-fixes`.
    "byte-order-mark": Encoding, Warn, Safe, since "0.1.0"
}

const MARK: char = '\u{feff}';

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    findings.extend(document.source.text().match_indices(MARK).map(|(at, _)| found(at)));
}

fn found(at: usize) -> Diagnostic {
    let span = Span::new(at, at + MARK.len_utf8());
    let (message, trust) = if at == 0 {
        ("the file begins with a byte order mark", Applicability::Safe)
    } else {
        ("byte order mark inside the text", Applicability::Unsafe)
    };
    Diagnostic::new(span, message)
        .label("U+FEFF, invisible")
        .help("delete it: UTF-8 does not need one")
        .fix(Fix::replace("delete the byte order mark", trust, span, ""))
}
