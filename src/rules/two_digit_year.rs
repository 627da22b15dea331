//! Years with two digits.

use crate::diagnostic::{Applicability, Diagnostic, Fix};
use crate::document::{Date, Document, Form, Slip};
use crate::rule::{Context, Findings, rule};

rule! {
    /// Years written with two digits.
    ///
    /// `26/09/03` does not give its century, and among other dates not even which number is the year. Programs that
    /// sort or search by year skip it.
    ///
    /// The rule looks at every date. It may be wrong where a text quotes a date as it was written.
    ///
    /// The fix writes the year in full, with the century as it was read. It needs `--unsafe-fixes`, because the century
    /// is a guess that only the other dates support.
    "two-digit-year": Date, Warn, Unsafe, since "0.1.0"
}

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    // `9/30/24, 5:33 PM` is the stamp of a printer.
    let is_stamp = |date: &Date| date.clock.is_some() && date.form == Form::Slashed;
    let dates = document.dates().map(|(_, date)| date);
    for date in dates.filter(|date| date.slips.has(Slip::TwoDigitYear) && !is_stamp(date)) {
        let text = document.text(date.span);
        let finding = Diagnostic::new(date.span, format!("the year of `{text}` has two digits"));
        let year = date.last.and_then(|last| last.year).or(date.first.year);
        findings.push(match year.and_then(|year| completed(text, year)) {
            Some((year, completed)) => finding
                .label(format!("read as {year}"))
                .help("write the year with four digits")
                .fix(Fix::replace(
                    format!("replace `{text}` with `{completed}`"),
                    Applicability::Unsafe,
                    date.span,
                    completed,
                )),
            None => finding.label("the century is unknown"),
        });
    }
}

/// The date with its year in full, if the two digits of the year occur in it exactly once.
fn completed(text: &str, year: u32) -> Option<(u32, String)> {
    let digits = format!("{:02}", year % 100);
    let mut numbers = Vec::new();
    let mut at = 0;
    for number in text.split(|c: char| !c.is_ascii_digit()) {
        if number == digits {
            numbers.push(at);
        }
        at += number.len() + text[at + number.len()..].chars().next().map_or(0, char::len_utf8);
    }
    // `03/03/03`: the year comes last, as in every two-digit form that is read at all.
    let last = *numbers.last()?;
    (year >= 1000).then(|| (year, format!("{}{year}{}", &text[..last], &text[last + 2..])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_number_is_completed() {
        assert_eq!(completed("26/09/03", 2003), Some((2003, "26/09/2003".into())));
        assert_eq!(completed("03/03/03", 2003), Some((2003, "03/03/2003".into())));
        assert_eq!(completed("26 Sept. ’03", 2003), Some((2003, "26 Sept. ’2003".into())));
        assert_eq!(completed("26/09/03", 2004), None);
    }
}
