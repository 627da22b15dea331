//! Dates written wrongly.

use crate::diagnostic::{Applicability, Diagnostic, Fix, Severity};
use crate::document::{Date, DateRole, Document, Form, Slip};
use crate::rule::{Context, Findings, rule};
use crate::source::fold;

use super::shared::{mended_date::mended, months};

rule! {
    /// Dates written in a way that programs cannot read.
    ///
    /// Dates are the key by which a corpus is sorted and compared. A program that looks for dates skips `9 Jluy 2003`,
    /// `7Sept. 2006` and `8 Dec . 2005`, and the document silently goes missing.
    ///
    /// A misspelt month is an error. A missing or misplaced full stop or space, the ending of another number (`22th`), a range of one day and two
    /// dates run together are warnings. A range without an end, a date broken over two lines and a day without its
    /// leading zero are information. Dates in the body are left alone: prose may write dates freely. The rule may be
    /// wrong about the full stop if the house style has none; without an update stamp, a missing one is only
    /// information.
    ///
    /// The fix moves, adds or deletes the space or full stop. Replacing a month name needs `--unsafe-fixes`, and so
    /// does correcting an ordinal or adding a zero.
    "malformed-date": Date, Error, Safe, since "0.1.0"
}

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    for (role, date) in document.dates().filter(|(role, _)| *role != DateRole::Body) {
        if date.form == Form::Suspect || date.slips.has(Slip::MisspeltMonth) {
            findings.push(misspelt(date, document.text(date.span)));
        } else {
            findings.extend(date.slips.iter().filter_map(|slip| slipped(document, role, date, slip)));
        }
    }
}

fn misspelt(date: &Date, text: &str) -> Diagnostic {
    let finding = Diagnostic::new(date.span, "the date cannot be read").label("looks like a date");
    let month = date.first.month.filter(|_| date.slips.has(Slip::MisspeltMonth)).and_then(months::of);
    let (Some(month), Some(word)) = (month, months::word(text)) else {
        return finding.help("write day, month and year as in `9 July 2003`");
    };
    let is_capitals = word.chars().all(char::is_uppercase);
    let month = if is_capitals { month.to_uppercase() } else { month.to_string() };
    finding.help(format!("`{word}` is one typo away from `{month}`")).fix(Fix::replace(
        format!("replace `{word}` with `{month}`"),
        Applicability::Unsafe,
        date.span,
        text.replacen(word, &month, 1),
    ))
}

fn slipped(document: &Document, role: DateRole, date: &Date, slip: Slip) -> Option<Diagnostic> {
    let text = document.text(date.span);
    let (message, severity, trust) = match slip {
        Slip::MissingSpace => ("the date is missing a space", Severity::Warning, Applicability::Safe),
        Slip::SpacedDot => ("space before the full stop", Severity::Warning, Applicability::Safe),
        Slip::DoubledDot => ("doubled full stop", Severity::Warning, Applicability::Safe),
        Slip::NeedlessDot => ("the month is not abbreviated", Severity::Warning, Applicability::Safe),
        Slip::MissingDot if role == DateRole::Event => missing_dot(document, text)?,
        // `29th April` is good English, `1er mai` good French.
        Slip::Ordinal if mended(text, slip).is_some_and(|mended| mended != text) => {
            ("the day has the ending of another number", Severity::Warning, Applicability::Unsafe)
        }
        Slip::SameDayRange => {
            ("the range begins and ends on the same day", Severity::Warning, Applicability::Safe)
        }
        Slip::Glued => ("two dates are run together", Severity::Warning, Applicability::Unsafe),
        Slip::OpenRange => ("the range has no end", Severity::Info, Applicability::Unsafe),
        Slip::BrokenLine => ("the date is broken over two lines", Severity::Info, Applicability::Unsafe),
        Slip::UnpaddedDay if wants_zero(document, date) => {
            ("the day has no leading zero", Severity::Info, Applicability::Unsafe)
        }
        _ => return None,
    };
    let finding = Diagnostic::new(date.span, message).at_most(severity).label(label(slip));
    Some(match mended(text, slip).filter(|mended| mended != text) {
        Some(mended) => finding.help(format!("write `{}`", fold(&mended))).fix(Fix::replace(
            format!("replace `{}` with `{}`", fold(text), fold(&mended)),
            trust,
            date.span,
            mended,
        )),
        None => finding.help(advice(slip)),
    })
}

/// What to do about an error that only a person can fix.
fn advice(slip: Slip) -> &'static str {
    match slip {
        Slip::Glued => "keep the right one, or write a range with a dash",
        Slip::OpenRange => "add the last day, or delete the dash",
        Slip::BrokenLine => "put day, month and year on one line",
        _ => "write it as in `9 July 2003`",
    }
}

/// `9 Dec 2002` is wrong if the family abbreviates months with a full stop; nothing is known about other texts.
fn missing_dot(document: &Document, text: &str) -> Option<(&'static str, Severity, Applicability)> {
    let is_shortened = months::word(text).is_some_and(|word| word.len() >= 3 && !months::is_whole(word));
    let severity = if document.header.updated.is_some() { Severity::Warning } else { Severity::Info };
    is_shortened.then_some(("the abbreviated month has no full stop", severity, Applicability::Safe))
}

/// `8/07/2003` is missing a zero and `8/7/2003` is not, unless other dates in that format have one.
fn wants_zero(document: &Document, date: &Date) -> bool {
    let is_padded = |other: &Date| other.form == date.form && !other.slips.has(Slip::UnpaddedDay);
    let mut numbers = document.text(date.span).split(|c: char| !c.is_ascii_digit());
    let has_padded_month = numbers.nth(1).is_some_and(|month| month.starts_with('0'));
    has_padded_month || document.dates().any(|(role, other)| role != DateRole::Body && is_padded(other))
}

fn label(slip: Slip) -> &'static str {
    match slip {
        Slip::Ordinal => "a wrong ordinal",
        Slip::SameDayRange => "the same day twice",
        Slip::Glued => "more than one date",
        Slip::OpenRange => "nothing follows the dash",
        Slip::BrokenLine => "continues on the next line",
        Slip::UnpaddedDay => "one digit; the other numbers have two",
        _ => "written like this",
    }
}
