//! Last lines that do not end.

use crate::diagnostic::{Applicability, Diagnostic, Fix};
use crate::document::Document;
use crate::rule::{Context, Findings, rule};
use crate::source::{LineEnding, Span};

rule! {
    /// The last line has no line end.
    ///
    /// Tools that join files glue the next document's first line to it, line counts are one short, and the next change
    /// shows a line as changed that nobody touched.
    ///
    /// The rule is never wrong about the file; it is off for who keeps the files as they came.
    ///
    /// The fix adds the line end that the file's other lines have.
    "missing-final-newline": Encoding, Warn, Safe, since "0.1.0"
}

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    let text = document.source.text();
    if document.source.has_final_newline() {
        return;
    }
    let Some((last, _)) = text.char_indices().next_back() else { return };
    let line_end = if document.source.line_ending() == LineEnding::CrLf { "\r\n" } else { "\n" };
    let fix = Fix::replace("add a line end", Applicability::Safe, Span::at(text.len()), line_end);
    findings.push(
        Diagnostic::new(Span::new(last, text.len()), "the last line has no line end")
            .label("the file ends here")
            .help("end the last line like the others")
            .fix(fix),
    );
}
