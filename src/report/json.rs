//! Findings as one JSON object, schema `doclint-findings/1`.

use serde::Serialize;

use crate::diagnostic::{Diagnostic, FINDINGS_SCHEMA, Finding, Summary};
use crate::source::Source;
use crate::visible::in_strings;

/// The object before its first finding.
pub(super) fn head() -> String {
    format!("{{\"schema\":\"{FINDINGS_SCHEMA}\",\"findings\":[\n")
}

/// Between two findings.
pub(super) const SEPARATOR: &str = ",\n";

/// The object after its last finding.
pub(super) fn tail(summary: &Summary) -> String {
    let summary = serde_json::to_string(summary).expect("numbers are JSON");
    format!("\n],\"summary\":{summary}}}\n")
}

/// A finding as an object of its own.
pub(super) fn finding(source: &Source, diagnostic: &Diagnostic) -> String {
    text(&Finding::new(source, diagnostic))
}

/// Any value as JSON on one line, with nothing that a terminal interprets.
pub(super) fn text(value: &impl Serialize) -> String {
    in_strings(serde_json::to_string(value).expect("strings and numbers are JSON"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_a_number_and_is_read_as_it_was() {
        let hostile = "a\u{9b}31m\u{7f}\u{202e}\u{1b}[2J\n\u{feff}\u{200b} é “x”";
        let json = text(&hostile);
        assert_eq!(json, r#""a\u009b31m\u007f\u202e\u001b[2J\n\ufeff\u200b é “x”""#);
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), hostile);
    }
}
