//! Header dates without a year.

use crate::diagnostic::{Applicability, Diagnostic, Fix, Severity};
use crate::document::{Date, Document, Form, Slip};
use crate::rule::{Context, Findings, rule};
use crate::source::Span;

rule! {
    /// Header dates without a year.
    ///
    /// Without its year, a document has no position in a chronology.
    ///
    /// If there is an update stamp, its year is assumed and the finding is information. That year may be wrong for a
    /// page that was changed long after the event, or for an event around New Year.
    ///
    /// The fix adds the year of the update stamp. It needs `--unsafe-fixes`.
    "missing-year": Date, Warn, Unsafe, since "0.1.0"
}

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    let header = &document.header;
    if let Some(date) = header.date.as_ref().filter(|date| date.slips.has(Slip::MissingYear)) {
        findings.push(yearless(document, date, header.updated.as_ref()));
    }
}

fn yearless(document: &Document, date: &Date, updated: Option<&Date>) -> Diagnostic {
    let finding = Diagnostic::new(date.span, "the date of the document has no year").label("no year");
    let borrowed = date.first.year.filter(|_| date.borrowed_year);
    let Some((year, updated)) = borrowed.zip(updated) else {
        return finding.help("look for the year in the text, or in the address of the page");
    };
    let finding = finding
        .at_most(Severity::Info)
        .see(updated.span, "the update stamp")
        .help(format!("assuming {year}, the year of the update stamp `{}`", document.text(updated.span)));
    match date.form {
        Form::DayMonth => {
            let end = Span::at(date.span.end);
            finding.fix(Fix::replace(format!("add `{year}`"), Applicability::Unsafe, end, format!(" {year}")))
        }
        _ => finding,
    }
}
