//! Findings as a GitLab code quality report: one JSON array.

use serde::Serialize;

use super::fingerprint::in_file;
use super::json;
use super::place::{Place, relative};
use super::remedied;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Source;

/// Before the first finding.
pub(super) const HEAD: &str = "[\n";

/// Between two findings.
pub(super) const SEPARATOR: &str = ",\n";

/// After the last finding.
pub(super) const TAIL: &str = "\n]\n";

#[derive(Serialize)]
struct Entry<'a> {
    description: &'a str,
    check_name: &'a str,
    fingerprint: String,
    severity: &'a str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

/// One finding.
pub(super) fn finding(
    source: &Source,
    diagnostic: &Diagnostic,
    fingerprint: u64,
    root: Option<&str>,
) -> String {
    let path = relative(source.path(), root);
    let Place { start, end } = Place::new(source, diagnostic.span);
    let entry = Entry {
        description: &remedied(diagnostic),
        check_name: diagnostic.rule,
        fingerprint: in_file(fingerprint, path),
        severity: severity(diagnostic.severity),
        location: Location { path, lines: Lines { begin: start.line, end: end.line } },
    };
    json::text(&entry)
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Info => "info",
    }
}
