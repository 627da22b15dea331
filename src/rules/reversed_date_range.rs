//! Ranges of days that end before they begin.

use crate::diagnostic::Diagnostic;
use crate::document::{Date, Document};
use crate::rule::{Context, Findings, rule};

use super::shared::months;

rule! {
    /// Date ranges that end before they begin.
    ///
    /// A program that counts the days of a meeting gets a negative number, or drops the document.
    ///
    /// The rule compares the two ends of every range. A range over New Year with the year only at its end, such as
    /// `29 December - 3 January 2004`, is right.
    ///
    /// There is no fix: the days may be swapped, or one of them is wrong.
    "reversed-date-range": Date, Error, Never, since "0.1.0"
}

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    findings.extend(document.dates().filter_map(|(_, date)| reversed(date)));
}

fn reversed(date: &Date) -> Option<Diagnostic> {
    date.last?;
    let (first, last) = (date.first_day()?, date.last_day()?);
    let is_over_new_year = first.year() == last.year() && first.month() - last.month() >= 6;
    (last < first && !is_over_new_year).then(|| {
        let (first, last) = (months::in_words(first), months::in_words(last));
        Diagnostic::new(date.span, format!("the range ends on {last}, before it begins on {first}"))
            .label("ends before it begins")
            .help("compare with the original: the days may be swapped")
    })
}
