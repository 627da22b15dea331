//! Dates whose day and month could change places.

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{Date, Document};
use crate::rule::{Context, Findings, rule};

use super::months;

rule! {
    /// The day and the month of a date could change places.
    ///
    /// `8/07/2003` is 8 July to a European and 7 August to an American; a program takes whatever it was told. Such a
    /// date may stand half a year away from its event without anybody noticing.
    ///
    /// Where something else in the document decides, such as an update stamp that would lie before the event, the
    /// finding is information and names that evidence. Where nothing but the custom of the family decides, it is a
    /// warning. Set the order of day and month in the profile if the whole corpus has one.
    ///
    /// There is no fix: a witness is not rewritten. The reading is in the converted document, with its certainty.
    "ambiguous-date": Date, Warn, Never, since "0.1.0"
}

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    for (_, date) in document.dates() {
        findings.extend(ambiguity(document, date));
    }
}

fn ambiguity(document: &Document, date: &Date) -> Option<Diagnostic> {
    let (taken, other) = (date.first_day()?, date.other?.day()?);
    let text = document.text(date.span);
    let finding = Diagnostic::new(date.span, format!("`{text}` can be read in two ways")).label(format!(
        "{} or {}",
        months::in_words_without_year(taken),
        months::in_words(other)
    ));
    if date.unsure {
        let help = format!(
            "taken as {}, since that is the order of the family; nothing in the document confirms it",
            months::in_words(taken)
        );
        return Some(finding.help(help));
    }
    let taken = months::in_words_without_year(taken);
    let evidence = evidence(document, date, other);
    Some(finding.at_most(Severity::Info).help(format!("read as {taken}: {evidence}")))
}

/// What speaks against the other reading.
fn evidence(document: &Document, date: &Date, other: jiff::civil::Date) -> String {
    let other_day = months::in_words_without_year(other);
    let updated = document.header.updated.as_ref().filter(|updated| updated.span != date.span);
    if let Some(updated) = updated.and_then(Date::first_day).filter(|updated| other > *updated) {
        return format!("{other_day} would be after the update of {}", months::in_words(updated));
    }
    let event = document.header.date.as_ref().filter(|event| event.span != date.span);
    match event.and_then(Date::first_day) {
        Some(event) => format!("{other_day} is further from the event of {}", months::in_words(event)),
        None => format!("the other dates of the document speak against {other_day}"),
    }
}
