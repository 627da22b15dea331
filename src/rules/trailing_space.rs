//! Spaces at the end of a line.

use crate::diagnostic::{Applicability, Diagnostic, Fix};
use crate::document::Document;
use crate::rule::{Context, Findings, rule};
use crate::source::Span;

rule! {
    /// Spaces at the end of a line.
    ///
    /// They are invisible, many editors delete them automatically, and every such line then shows as changed. For tools
    /// that look for blank lines, a line of nothing but spaces is not blank.
    ///
    /// The rule looks for spaces and tabs. It is never wrong about the line, unless two spaces at the end are meant as
    /// a Markdown line break. A no-break space is reported as `no-break-space`, together with the spaces beside it.
    ///
    /// The fix deletes them.
    "trailing-space": Encoding, Warn, Safe, since "0.1.0"
}

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    for whole in document.source.lines() {
        let line = document.text(whole);
        let line = line.strip_suffix('\n').unwrap_or(line);
        let line = line.strip_suffix('\r').unwrap_or(line);
        if !line.ends_with([' ', '\t']) {
            continue;
        }
        let text = line.trim_end_matches([' ', '\t']);
        if !text.ends_with('\u{a0}') {
            let spaces = Span::new(whole.start + text.len(), whole.start + line.len());
            findings.push(found(spaces, text.is_empty()));
        }
    }
}

fn found(spaces: Span, blank: bool) -> Diagnostic {
    let message = if blank { "line with nothing but spaces" } else { "spaces at the end of the line" };
    Diagnostic::new(spaces, message).label("invisible").help("delete them").fix(Fix::replace(
        "delete the spaces",
        Applicability::Safe,
        spaces,
        "",
    ))
}
