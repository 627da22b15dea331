//! Dates that no calendar has.

use crate::diagnostic::Diagnostic;
use crate::document::{Date, Document, Form, Partial};
use crate::rule::{Context, Findings, rule};

use super::months;

rule! {
    /// A date does not exist: no calendar has its day, month or year.
    ///
    /// `31/02/2003` and `99 July 2003` sort wrongly or stop the program that reads them, and the right day can only be
    /// found by a person who looks at the original.
    ///
    /// The rule looks at every date of header and body. It may be wrong about a number that only looks like a date;
    /// allow such a text in the configuration.
    ///
    /// There is no fix: which part is wrong, the text does not say.
    "impossible-date": Date, Error, Never, since "0.1.0"
}

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    for (_, date) in document.dates() {
        if let Some((label, help)) = fault(date) {
            let message = format!("the date `{}` does not exist", document.source.fold(date.span));
            findings.push(Diagnostic::new(date.span, message).label(label).help(help));
        }
    }
}

fn fault(date: &Date) -> Option<(String, String)> {
    let parts = std::iter::once(date.first).chain(date.last);
    if date.form == Form::Suspect { None } else { parts.filter_map(of_part).next() }
}

fn of_part(part: Partial) -> Option<(String, String)> {
    if let Some(year) = part.year.filter(|year| !(1000..=9999).contains(year)) {
        let help = "a year has four digits; look for one that was typed twice or left out";
        return Some((format!("there is no year {year}"), help.to_string()));
    }
    let month = part.month?;
    let Some(name) = months::of(month) else {
        let help = "months count from 1 to 12; day and month may have changed places";
        return Some((format!("there is no month {month}"), help.to_string()));
    };
    let (day, longest) = (part.day?, longest(part.year, month));
    (day == 0 || day > longest).then(|| {
        let year = part.year.map(|year| format!(" {year}")).unwrap_or_default();
        (format!("there is no day {day}"), format!("{name}{year} has {longest} days"))
    })
}

/// How many days the month has; in an unknown year February has 29.
fn longest(year: Option<u32>, month: u32) -> u32 {
    let year = year.unwrap_or(2000);
    (28..=31).rev().find(|day| Partial::new(year, month, *day).day().is_some()).unwrap_or(31)
}
