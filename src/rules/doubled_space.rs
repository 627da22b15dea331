//! Double spaces inside a sentence.

use crate::diagnostic::{Applicability, Diagnostic, Fix, Severity};
use crate::document::Document;
use crate::rule::{Context, Findings, rule};

use super::shared::prose::{beside, has_text, prose_and_roles, within};

rule! {
    /// Double spaces inside a sentence.
    ///
    /// A search for the phrase fails, and often a word between the two spaces was deleted.
    ///
    /// The rule looks at spaces between a letter or comma and a lower-case letter. Two spaces after a full stop or a
    /// speaker label are a typist's habit and fine. A text that is justified with spaces has them everywhere; there the
    /// findings are information.
    ///
    /// The fix keeps one space. It is safe between two ordinary words outside quotations.
    "doubled-space": Typography, Warn, Safe, since "0.1.0", needs Letters
}

/// This many in a document, and one for every ten single spaces, are not typos.
const MANY: usize = 10;

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    if !has_text(document, "  ") {
        return;
    }
    let mut found = Vec::new();
    for (span, text) in prose_and_roles(document) {
        let mut from = 0;
        for at in memchr::memmem::find_iter(text.as_bytes(), "  ") {
            if at < from {
                continue;
            }
            let end = text.len() - text[at..].trim_start_matches(' ').len();
            from = end;
            let (before, after) = beside(text, at, end);
            let is_inside =
                before.is_some_and(|c| c.is_lowercase() || c == ',') && after.is_some_and(char::is_lowercase);
            if is_inside {
                found.push(within(span.start, at, end));
            }
        }
    }
    let spaces = || -> usize { prose_and_roles(document).map(|(_, text)| text.matches(' ').count()).sum() };
    let is_justified = found.len() >= MANY && found.len() * 10 > spaces();
    let severity = if is_justified { Severity::Info } else { Severity::Error };
    findings.extend(found.into_iter().map(|span| {
        Diagnostic::new(span, "double space inside a sentence")
            .at_most(severity)
            .label("one space is enough")
            .help("write one space, unless a word is missing here")
            .fix(Fix::replace("write one space", Applicability::Safe, span, " "))
    }));
}
