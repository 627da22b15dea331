//! Two kinds of line endings in one file.

use crate::diagnostic::{Applicability, Diagnostic, Edit, Fix};
use crate::document::Document;
use crate::rule::{Context, Findings, rule};
use crate::source::{LineEnding, Span};

rule! {
    /// Files with both CRLF and LF line endings.
    ///
    /// Tools that expect one kind keep the carriage return as a character of the line: a search for the end of a line
    /// finds half of them, and every commit shows lines as changed that nobody touched.
    ///
    /// The rule reports once, at the first line ending of the rarer kind. It is never wrong about the file. A carriage
    /// return without a line feed does not end a line and is reported as `control-character`.
    ///
    /// The fix converts all line endings to the more frequent kind, or to LF on a tie. Several carriage returns before a
    /// line feed are one line ending.
    "mixed-line-endings": Encoding, Warn, Safe, since "0.1.0"
}

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    if document.source.line_ending() != LineEnding::Mixed {
        return;
    }
    let text = document.source.text();
    // The position of each line ending, with all carriage returns before it: the last of several would leave the others
    // behind.
    let ends = || {
        text.match_indices('\n')
            .map(|(at, end)| Span::new(text[..at].trim_end_matches('\r').len(), at + end.len()))
    };
    let is_crlf = |end: &Span| end.len() > 1;
    let (all, crlf) = (ends().count(), ends().filter(is_crlf).count());
    let to_crlf = crlf * 2 > all;
    let (name, kind, wanted) = if to_crlf { ("LF", "CRLF", "\r\n") } else { ("CRLF", "LF", "\n") };
    let edits: Vec<Edit> = ends()
        .filter(|end| is_crlf(end) != to_crlf)
        .map(|span| Edit { span, text: wanted.to_string() })
        .collect();
    let Some(first) = edits.first().map(|edit| edit.span) else { return };
    let (few, title) = (edits.len(), format!("end all lines with {kind}"));
    // The last character of the line, since a line ending alone cannot be shown.
    let shown = text[..first.start].chars().next_back().filter(|c| *c != '\n').map_or(0, char::len_utf8);
    findings.push(
        Diagnostic::new(Span::new(first.start - shown, first.end), "mixed line endings")
            .label(format!("ends with {name}, like {few} of {all} lines"))
            .help(title.clone())
            .fix(Fix { title, applicability: Applicability::Safe, edits }),
    );
}
