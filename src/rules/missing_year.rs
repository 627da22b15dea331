//! Dates of the header without a year.

use crate::diagnostic::{Applicability, Diagnostic, Fix, Severity};
use crate::document::{Date, Document, Form, Slip};
use crate::rule::{Context, Findings, rule};
use crate::source::Span;

rule! {
    /// The date of the document has no year.
    ///
    /// Without its year a document stands nowhere in a chronology.
    ///
    /// The year of the update stamp is taken where there is one, and the finding is information. That year may be wrong
    /// for a page that was changed long after the event, or about an event around New Year.
    ///
    /// The fix writes the year of the update stamp; it wants `--unsafe-fixes`.
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
        .help(format!("{year} is taken, the year of the update stamp `{}`", document.text(updated.span)));
    match date.form {
        Form::DayMonth => {
            let end = Span::at(date.span.end);
            finding.fix(Fix::replace(
                format!("write `{year}` behind it"),
                Applicability::Unsafe,
                end,
                format!(" {year}"),
            ))
        }
        _ => finding,
    }
}
