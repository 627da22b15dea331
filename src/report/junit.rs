//! Findings as JUnit XML: each document a test case, each finding that fails the run a failure.
//!
//! Programs that read JUnit fail a build when there is a failure, whatever the exit code. So a failure is what makes
//! the exit code 1, and other findings go to the output of the test case. Exceeded limits do not belong to one
//! document, and have a suite at the end.
//!
//! Each document has its own suite, because a suite begins with the number of its failures: a single suite could not be
//! written before the last document is read.

use std::fmt::Write;

use super::concise;
use super::page::Part;
use super::place::relative;
use super::remedied;
use super::xml::escaped;
use crate::diagnostic::Diagnostic;
use crate::source::Source;

/// Before the first document.
pub(super) const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"doclint\">\n";

/// After the last document.
pub(super) const TAIL: &str = "</testsuites>\n";

/// After a test case.
const CLOSE: &str = "    </testcase>\n  </testsuite>\n";

/// A document, with the findings that fail the run and those that do not.
pub(super) fn document(
    source: &Source,
    findings: &[&Diagnostic],
    fails: &dyn Fn(&Diagnostic) -> bool,
    root: Option<&str>,
) -> Part {
    let (failing, others): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
        findings.iter().copied().partition(|finding| fails(finding));
    let name = relative(source.path(), root);
    Part {
        open: open(name, usize::from(!failing.is_empty()), 0),
        findings: failing.iter().map(|finding| failure(source, finding)).collect(),
        close: format!("{}{CLOSE}", output(source, &others)),
        beside: others.len(),
        ..Part::default()
    }
}

/// A document that could not be checked.
pub(super) fn failed(name: &str, why: &str, root: Option<&str>) -> String {
    let error = format!("      <error type=\"document\" message=\"{}\"/>\n", escaped(why));
    format!("{}{error}{CLOSE}", open(relative(name, root), 0, 1))
}

/// The limits that fail the run.
pub(super) fn breaches(breaches: &[String]) -> String {
    if breaches.is_empty() {
        return String::new();
    }
    let breach =
        |breach: &String| format!("      <failure type=\"gate\" message=\"{}\"/>\n", escaped(breach));
    let breaches: String = breaches.iter().map(breach).collect();
    format!("{}{breaches}{CLOSE}", open("gate", 1, 0))
}

/// Before the findings of a document.
fn open(name: &str, failures: usize, errors: usize) -> String {
    let name = escaped(name);
    let counts = format!("tests=\"1\" failures=\"{failures}\" errors=\"{errors}\" skipped=\"0\"");
    let case = format!("    <testcase classname=\"doclint\" name=\"{name}\">\n");
    format!("  <testsuite name=\"{name}\" {counts}>\n{case}")
}

/// One finding that fails the run.
pub(super) fn failure(source: &Source, diagnostic: &Diagnostic) -> String {
    let (rule, message) = (escaped(diagnostic.rule), escaped(&remedied(diagnostic)));
    let text = told(source, diagnostic);
    format!("      <failure type=\"{rule}\" message=\"{message}\">{text}</failure>\n")
}

/// The findings that do not.
fn output(source: &Source, others: &[&Diagnostic]) -> String {
    if others.is_empty() {
        return String::new();
    }
    let lines: Vec<String> = others.iter().map(|finding| told(source, finding)).collect();
    format!("      <system-out>{}</system-out>\n", lines.join("\n"))
}

fn told(source: &Source, diagnostic: &Diagnostic) -> String {
    let mut text = escaped(concise::finding(source, diagnostic, 1).trim_end());
    if let Some(help) = &diagnostic.help {
        write!(text, "\n{}", escaped(help)).expect("writing to a string cannot fail");
    }
    text
}
