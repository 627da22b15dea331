//! Spaces at the end of a line.

use crate::diagnostic::{Applicability, Diagnostic, Fix};
use crate::document::Document;
use crate::rule::{Context, Findings, rule};
use crate::source::Span;

rule! {
    /// A line ends with spaces.
    ///
    /// They are not to be seen, editors delete them unasked, and every such line then shows as changed. A line of nothing
    /// but spaces is no blank line for tools that look for one.
    ///
    /// The rule looks for spaces and tabs. It is never wrong about the line, unless two spaces at the end are meant as
    /// Markdown's line break. A no-break space is reported as `no-break-space`, together with the spaces beside it.
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
    let message = if blank { "a line holds nothing but spaces" } else { "the line ends with spaces" };
    Diagnostic::new(spaces, message).label("not to be seen").help("delete them").fix(Fix::replace(
        "delete the spaces",
        Applicability::Safe,
        spaces,
        "",
    ))
}
