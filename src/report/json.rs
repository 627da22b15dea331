//! Findings as one JSON object, schema `doclint-findings/1`.

use serde::Serialize;

use super::Summary;
use crate::diagnostic::{Diagnostic, Fix};
use crate::source::{Source, Span};

/// The object up to its first finding.
pub(super) const HEAD: &str = "{\"schema\":\"doclint-findings/1\",\"findings\":[\n";

/// Between two findings.
pub(super) const SEPARATOR: &str = ",\n";

/// The object from its last finding on.
pub(super) fn tail(summary: &Summary) -> String {
    let summary = serde_json::to_string(summary).expect("numbers are JSON");
    format!("\n],\"summary\":{summary}}}\n")
}

/// A finding as an object of its own.
pub(super) fn finding(source: &Source, diagnostic: &Diagnostic) -> String {
    serde_json::to_string(&Finding::new(source, diagnostic)).expect("strings and numbers are JSON")
}

/// A finding as programs see it: with its file, place and text.
#[derive(Serialize)]
struct Finding<'a> {
    file: &'a str,
    rule: &'a str,
    severity: &'a str,
    message: &'a str,
    span: Span,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<&'a Fix>,
}

impl<'a> Finding<'a> {
    fn new(source: &'a Source, diagnostic: &'a Diagnostic) -> Self {
        let start = source.position(diagnostic.span.start);
        let end = source.position(diagnostic.span.end);
        Self {
            file: source.path(),
            rule: diagnostic.rule,
            severity: diagnostic.severity.name(),
            message: &diagnostic.message,
            span: diagnostic.span,
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            text: source.slice(diagnostic.span),
            help: diagnostic.help.as_deref(),
            fix: diagnostic.fix.as_ref(),
        }
    }
}
