//! Byte order marks.

use crate::diagnostic::{Applicability, Diagnostic, Fix};
use crate::document::Document;
use crate::rule::{Context, Findings, rule};
use crate::source::Span;

rule! {
    /// A byte order mark stands in the text.
    ///
    /// U+FEFF is not to be seen, and is a character: the first line does not begin with `Updated:`, the first word is in no
    /// word list, and where files were joined there is one in the middle of the text. UTF-8 has no byte order to mark.
    ///
    /// The rule is never wrong about the character. It is off for who needs the mark for a tool that takes files
    /// without it for something else than UTF-8. The mark that UTF-16 begins with belongs there and is not reported.
    ///
    /// The fix deletes it. In front of the file that is safe; inside the text a line may then be read in another way,
    /// so it wants `--unsafe-fixes`.
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
        ("a byte order mark stands inside the text", Applicability::Unsafe)
    };
    Diagnostic::new(span, message)
        .label("U+FEFF, not to be seen")
        .help("delete it: UTF-8 needs none")
        .fix(Fix::replace("delete the byte order mark", trust, span, ""))
}
