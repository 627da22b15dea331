//! Findings as one JSON object, schema `doclint-findings/1`.

use crate::diagnostic::{Diagnostic, FINDINGS_SCHEMA, Finding, Summary};
use crate::source::Source;

/// The object up to its first finding.
pub(super) fn head() -> String {
    format!("{{\"schema\":\"{FINDINGS_SCHEMA}\",\"findings\":[\n")
}

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
