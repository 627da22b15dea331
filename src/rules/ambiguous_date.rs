//! Dates whose day and month could change places.

use jiff::civil;

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{Date, Document};
use crate::profile::Order;
use crate::rule::{Context, Findings, rule};

use super::months;

rule! {
    /// The day and the month of a date could change places.
    ///
    /// `8/07/2003` is 8 July to a European and 7 August to an American; a program takes whatever it was told. Such a
    /// date may stand half a year away from its event without anybody noticing.
    ///
    /// Where the update stamp, the day of the event or the order of the family decides, the finding is information and
    /// names that evidence. Where nothing decides, it is a warning. Set the order of day and month in the profile if the
    /// whole corpus has one. It is wrong about a date that people who know the source read without a doubt.
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
            "nothing in the document decides; it was taken as {}; write the month in letters",
            months::in_words(taken)
        );
        return Some(finding.help(help));
    }
    let taken = months::in_words_without_year(taken);
    let evidence = evidence(document, date, other);
    Some(finding.at_most(Severity::Info).help(format!("read as {taken}: {evidence}")))
}

/// What speaks against the other reading: the dates of the header, else the order of the family.
fn evidence(document: &Document, date: &Date, other: civil::Date) -> String {
    let header = &document.header;
    let (updated, event) = (known(&header.updated, date), known(&header.date, date));
    let other_day = months::in_words_without_year(other);
    match (updated, event) {
        (Some(updated), _) if other > updated => {
            format!("{other_day} would be after the update of {}", months::in_words(updated))
        }
        (None, Some(event)) if other > event => {
            format!("{other_day} would be after the event of {}", months::in_words(event))
        }
        _ => match document.profile.dates.order {
            Some(Order::DayFirst) => "this family writes the day first".to_string(),
            Some(Order::MonthFirst) => "this family writes the month first".to_string(),
            _ => format!("the other dates speak against {other_day}"),
        },
    }
}

/// The last day of another date that has one reading only.
fn known(evidence: &Option<Date>, date: &Date) -> Option<civil::Date> {
    evidence.as_ref().filter(|evidence| evidence.span != date.span && evidence.other.is_none())?.last_day()
}
