//! Dates that do not exist.

use crate::diagnostic::Diagnostic;
use crate::document::{Date, Document, Form, Partial};
use crate::rule::{Context, Findings, rule};

use super::shared::months;

rule! {
    /// Dates that do not exist: no calendar has their day, month or year.
    ///
    /// `31/02/2003` and `99 July 2003` sort wrongly or crash the program that reads them, and the right day can only be
    /// found in the original.
    ///
    /// The rule looks at every date in the header and the body. It may be wrong about a number that only looks like a
    /// date; allow such a text in the configuration.
    ///
    /// There is no fix: the text does not show which part is wrong.
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
        let help = "months run from 1 to 12; day and month may be swapped";
        return Some((format!("there is no month {month}"), help.to_string()));
    };
    let (day, longest) = (part.day?, longest(part.year, month));
    (day == 0 || day > longest).then(|| {
        let year = part.year.map(|year| format!(" {year}")).unwrap_or_default();
        (format!("there is no day {day}"), format!("{name}{year} has {longest} days"))
    })
}

/// The number of days in the month; February has 29 if the year is unknown.
fn longest(year: Option<u32>, month: u32) -> u32 {
    let year = year.unwrap_or(2000);
    (28..=31).rev().find(|day| Partial::new(year, month, *day).day().is_some()).unwrap_or(31)
}
