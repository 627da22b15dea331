//! Lines that end with a carriage return.

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::rule::{Context, Findings, rule};
use crate::source::{LineEnding, Span};

rule! {
    /// Files whose lines end with a carriage return alone, as on the Macintosh before 2001.
    ///
    /// Most tools of today look for line feeds: for them the file is one long line, and `grep` prints all of it.
    ///
    /// The rule reports once, at the end of the first line, and is never wrong about the file. The lines are read as lines
    /// in spite of it, so that everything else is checked as usual.
    ///
    /// There is no fix: fixes keep the line endings of the file. Convert it with `tr '\\r' '\\n'` or `mac2unix`.
    "old-line-endings": Encoding, Warn, Never, since "0.1.0"
}

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    if document.source.line_ending() != LineEnding::Cr {
        return;
    }
    let text = document.source.text();
    let Some(end) = text.find('\n') else { return };
    // The last character of the line, since a line ending alone cannot be shown.
    let shown = text[..end].chars().next_back().map_or(0, char::len_utf8);
    findings.push(
        Diagnostic::new(Span::new(end - shown, end + 1), "lines end with a carriage return")
            .label(format!("ends with CR, like all {} lines", document.source.line_count()))
            .help("many tools see one long line: convert the file with `tr '\\r' '\\n'`"),
    );
}
