//! Dates whose day and month can be swapped.

use jiff::civil;

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{Date, Document};
use crate::profile::Order;
use crate::rule::{Context, Findings, rule};

use super::shared::months;

rule! {
    /// Dates whose day and month can be swapped.
    ///
    /// `8/07/2003` is 8 July to a European and 7 August to an American, and a program simply assumes one of the two.
    /// Such a date can be half a year off without anyone noticing.
    ///
    /// If the update stamp, the day of the event or the date order of the family settles the question, the finding is
    /// information and cites that evidence. If nothing does, it is a warning. If the whole corpus uses one order of day
    /// and month, set it in the profile. The rule is wrong about a date that readers who know the source find
    /// unambiguous.
    ///
    /// There is no fix: a transcript is evidence and is not rewritten. The converted document has the date as it was
    /// read, with its certainty.
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
    let finding = Diagnostic::new(date.span, format!("`{text}` is ambiguous")).label(format!(
        "{} or {}",
        months::in_words_without_year(taken),
        months::in_words(other)
    ));
    if date.unsure {
        let help = format!(
            "read as {}, but nothing in the document confirms it; write the month in letters",
            months::in_words(taken)
        );
        return Some(finding.help(help));
    }
    let taken = months::in_words_without_year(taken);
    let evidence = evidence(document, date, other);
    Some(finding.at_most(Severity::Info).help(format!("read as {taken}: {evidence}")))
}

/// The evidence against the other reading: the dates of the header, else the order of the family.
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
            _ => format!("{other_day} does not fit the other dates"),
        },
    }
}

/// The last day of another date that can be read in one way only.
fn known(evidence: &Option<Date>, date: &Date) -> Option<civil::Date> {
    evidence.as_ref().filter(|evidence| evidence.span != date.span && evidence.other.is_none())?.last_day()
}
