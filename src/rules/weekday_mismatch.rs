//! Weekdays that do not match their date.

use crate::diagnostic::Diagnostic;
use crate::document::{Date, Document, Weekday};
use crate::rule::{Context, Findings, rule};

use super::shared::months;

rule! {
    /// Weekdays that do not match their date.
    ///
    /// Either the weekday or the number is wrong, and perhaps also the day under which the document is filed. A weekday
    /// is the only check digit that a written date has.
    ///
    /// The rule looks at every date with day, month and year. It may be wrong where a date was taken from another
    /// calendar. A date whose year is not in the text is not checked.
    ///
    /// There is no fix: the text does not show which of the two is wrong.
    "weekday-mismatch": Date, Error, Never, since "0.1.0"
}

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    for (_, date) in document.dates() {
        findings.extend(mismatch(date));
    }
}

fn mismatch(date: &Date) -> Option<Diagnostic> {
    let (written, span) = date.weekday?;
    let first = date.first_day().filter(|_| !date.borrowed_year)?;
    let last = date.last_day()?;
    let other = date.other.and_then(|other| other.day());
    let days = [Some(first), Some(last), other];
    if days.into_iter().flatten().any(|day| Weekday::of(day) == written) {
        return None;
    }
    let (right, day) = (Weekday::of(first).name(), months::in_words(first));
    let message = format!("{day} was a {right}, not a {}", written.name());
    let help = "compare with the original: the weekday or the day is wrong";
    Some(Diagnostic::new(span, message).label(format!("a {right}")).help(help))
}
