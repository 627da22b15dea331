//! Findings as JUnit XML: each document a test case, each finding a failure.
//!
//! Each document has a suite of its own, because a suite begins with the number of its failures: one suite for all
//! could not be written before the last document is read.

use std::fmt::Write;

use super::concise;
use super::place::relative;
use super::xml::escaped;
use crate::diagnostic::Diagnostic;
use crate::source::Source;

/// Before the first document.
pub(super) const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"doclint\">\n";

/// After the last document.
pub(super) const TAIL: &str = "</testsuites>\n";

/// Before the findings of a document.
pub(super) fn open(source: &Source, findings: usize, root: Option<&str>) -> String {
    let name = escaped(relative(source.path(), root));
    let failures = findings.min(1);
    let suite =
        format!("<testsuite name=\"{name}\" tests=\"1\" failures=\"{failures}\" errors=\"0\" skipped=\"0\">");
    format!("  {suite}\n    <testcase classname=\"doclint\" name=\"{name}\">\n")
}

/// After the findings of a document.
pub(super) const CLOSE: &str = "    </testcase>\n  </testsuite>\n";

/// One finding.
pub(super) fn finding(source: &Source, diagnostic: &Diagnostic) -> String {
    let (rule, message) = (escaped(diagnostic.rule), escaped(&diagnostic.message));
    let mut text = escaped(concise::finding(source, diagnostic).trim_end());
    if let Some(help) = &diagnostic.help {
        write!(text, "\n{}", escaped(help)).expect("a string takes everything");
    }
    format!("      <failure type=\"{rule}\" message=\"{message}\">{text}</failure>\n")
}
