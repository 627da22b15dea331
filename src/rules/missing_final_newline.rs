//! Files without a newline at the end.

use crate::diagnostic::{Applicability, Diagnostic, Fix};
use crate::document::Document;
use crate::rule::{Context, Findings, rule};
use crate::source::{LineEnding, Span};

rule! {
    /// Files without a newline at the end.
    ///
    /// Tools that join files append the next document's first line to it, line counts are one short, and the next
    /// commit shows a line as changed that nobody touched.
    ///
    /// The rule is never wrong about the file. Turn it off if files are kept exactly as they arrived.
    ///
    /// The fix adds the line ending that the other lines have.
    "missing-final-newline": Encoding, Warn, Safe, since "0.1.0"
}

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    let text = document.source.text();
    if document.source.has_final_newline() {
        return;
    }
    let Some((last, _)) = text.char_indices().next_back() else { return };
    let line_end = if document.source.line_ending() == LineEnding::CrLf { "\r\n" } else { "\n" };
    let fix = Fix::replace("add a newline", Applicability::Safe, Span::at(text.len()), line_end);
    findings.push(
        Diagnostic::new(Span::new(last, text.len()), "no newline at the end of the file")
            .label("the file ends here")
            .help("end the last line like the others")
            .fix(fix),
    );
}
