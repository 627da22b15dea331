//! Dates that are written wrongly.

use crate::diagnostic::{Applicability, Diagnostic, Fix, Severity};
use crate::document::{Date, DateRole, Document, Form, Slip};
use crate::rule::{Context, Findings, rule};
use crate::source::fold;

use super::months;

rule! {
    /// A date is written in a way that a program will not read.
    ///
    /// Dates are the key by which a corpus is sorted and compared. One that is spelt `9 Jluy 2003`, `7Sept. 2006` or
    /// `8 Dec . 2005` is passed over by whatever looks for dates, and its document goes missing without a word.
    ///
    /// A misspelt month is an error. A missing or displaced full stop or space, an ordinal, a range with itself and two
    /// dates run into one are warnings; a range without its end, a date over two lines and a day that lacks its leading
    /// zero are information. Dates of the body are left alone: prose is free in how it writes dates. The rule may be wrong
    /// about the full stop where the house style has none; without an update stamp a missing one is information only.
    ///
    /// The fix moves, adds or deletes the space or full stop. A new month name wants `--unsafe-fixes`, and so does
    /// dropping an ordinal or adding a zero.
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
    finding.help(format!("`{word}` is one slip from `{month}`")).fix(Fix::replace(
        format!("replace `{word}` with `{month}`"),
        Applicability::Unsafe,
        date.span,
        text.replacen(word, &month, 1),
    ))
}

fn slipped(document: &Document, role: DateRole, date: &Date, slip: Slip) -> Option<Diagnostic> {
    let text = document.text(date.span);
    let (message, severity, trust) = match slip {
        Slip::MissingSpace => ("the date lacks a space", Severity::Warning, Applicability::Safe),
        Slip::SpacedDot => ("a space stands before the full stop", Severity::Warning, Applicability::Safe),
        Slip::DoubledDot => ("the full stop is doubled", Severity::Warning, Applicability::Safe),
        Slip::NeedlessDot => ("the month is not shortened", Severity::Warning, Applicability::Safe),
        Slip::MissingDot if role == DateRole::Event => missing_dot(document, text)?,
        Slip::Ordinal => ("the day is an ordinal", Severity::Warning, Applicability::Unsafe),
        Slip::SameDayRange => {
            ("the range begins and ends on one day", Severity::Warning, Applicability::Safe)
        }
        Slip::Glued => ("two dates run into one", Severity::Warning, Applicability::Unsafe),
        Slip::OpenRange => ("the range has no end", Severity::Info, Applicability::Unsafe),
        Slip::BrokenLine => ("the date runs over a line end", Severity::Info, Applicability::Unsafe),
        Slip::UnpaddedDay if wants_zero(document, date) => {
            ("the day lacks its leading zero", Severity::Info, Applicability::Unsafe)
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

/// What to do about a slip that only a person can mend.
fn advice(slip: Slip) -> &'static str {
    match slip {
        Slip::Glued => "keep the right one, or write a range with a dash",
        Slip::OpenRange => "add the last day, or delete the dash",
        Slip::BrokenLine => "put day, month and year on one line",
        _ => "write it as in `9 July 2003`",
    }
}

/// `9 Dec 2002` is a slip where the family shortens months with a full stop; of other texts nothing is known.
fn missing_dot(document: &Document, text: &str) -> Option<(&'static str, Severity, Applicability)> {
    let is_shortened = months::word(text).is_some_and(|word| word.len() >= 3 && !months::is_whole(word));
    let severity = if document.header.updated.is_some() { Severity::Warning } else { Severity::Info };
    is_shortened.then_some(("the shortened month lacks its full stop", severity, Applicability::Safe))
}

/// `8/07/2003` lacks a zero and `8/7/2003` does not, unless other dates of that form have one.
fn wants_zero(document: &Document, date: &Date) -> bool {
    let is_padded = |other: &Date| other.form == date.form && !other.slips.has(Slip::UnpaddedDay);
    let mut numbers = document.text(date.span).split(|c: char| !c.is_ascii_digit());
    let has_padded_month = numbers.nth(1).is_some_and(|month| month.starts_with('0'));
    has_padded_month || document.dates().any(|(role, other)| role != DateRole::Body && is_padded(other))
}

fn label(slip: Slip) -> &'static str {
    match slip {
        Slip::Ordinal => "an ordinal",
        Slip::SameDayRange => "the same day twice",
        Slip::Glued => "more than one date",
        Slip::OpenRange => "nothing follows the dash",
        Slip::BrokenLine => "goes on in the next line",
        Slip::UnpaddedDay => "one digit, where the other numbers have two",
        _ => "written like this",
    }
}

/// The date without one slip.
fn mended(text: &str, slip: Slip) -> Option<String> {
    match slip {
        Slip::MissingSpace => Some(spaced(text)),
        Slip::SpacedDot => Some(text.split('.').map(str::trim_end).collect::<Vec<_>>().join(".")),
        Slip::DoubledDot => Some(single_dot(text)),
        Slip::NeedlessDot => months::word(text).map(|month| text.replacen(&format!("{month}."), month, 1)),
        Slip::MissingDot => months::word(text).map(|month| text.replacen(month, &format!("{month}."), 1)),
        Slip::Ordinal => Some(without_ordinal(text)),
        Slip::SameDayRange => same_halves(text).map(str::to_string),
        Slip::UnpaddedDay => Some(format!("0{text}")),
        _ => None,
    }
}

/// A space between a digit and the letter or full stop beside it: `7Sept.2006`.
fn spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() + 2);
    let mut before = ' ';
    for c in text.chars() {
        let meet = (before.is_ascii_digit() && c.is_alphabetic())
            || ((before.is_alphabetic() || matches!(before, '.' | ',')) && c.is_ascii_digit());
        if meet {
            spaced.push(' ');
        }
        spaced.push(c);
        before = c;
    }
    spaced
}

/// One full stop for each run of them, spaces between them included: `7 Oct. . 2005`.
fn single_dot(text: &str) -> String {
    let mut pieces = text.split('.');
    let mut single = pieces.next().unwrap_or_default().to_string();
    let rest: Vec<&str> = pieces.collect();
    for (at, piece) in rest.iter().enumerate() {
        if at == 0 {
            single.push('.');
        }
        if at + 1 == rest.len() || !piece.trim().is_empty() {
            single.push_str(piece);
        }
    }
    single
}

fn without_ordinal(text: &str) -> String {
    let words = text.split_inclusive(char::is_whitespace).map(|word| {
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        let suffix = word[digits..].trim_end_matches(|c: char| c == ',' || c.is_whitespace());
        let is_ordinal = ["st", "nd", "rd", "th"].iter().any(|ending| suffix.eq_ignore_ascii_case(ending));
        if digits > 0 && is_ordinal { word.replacen(suffix, "", 1) } else { word.to_string() }
    });
    words.collect()
}

/// The half of a range whose halves are alike: `07 Dec. 2007 - 07 Dec. 2007`.
fn same_halves(text: &str) -> Option<&str> {
    text.match_indices(['-', '–']).find_map(|(at, dash)| {
        let (first, last) = (text[..at].trim(), text[at + dash.len()..].trim());
        (first == last).then_some(first)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_mended() {
        let cases = [
            (Slip::MissingSpace, "7Sept. 2006", "7 Sept. 2006"),
            (Slip::MissingSpace, "7 Sept.2006", "7 Sept. 2006"),
            (Slip::SpacedDot, "8 Dec . 2005", "8 Dec. 2005"),
            (Slip::DoubledDot, "7 Oct. . 2005", "7 Oct. 2005"),
            (Slip::DoubledDot, "7 Oct.. 2005", "7 Oct. 2005"),
            (Slip::NeedlessDot, "28 May. 2018", "28 May 2018"),
            (Slip::MissingDot, "5 Sept 2001", "5 Sept. 2001"),
            (Slip::Ordinal, "29th April 1996", "29 April 1996"),
            (Slip::Ordinal, "May 30th, 1995", "May 30, 1995"),
            (Slip::Ordinal, "Monday,\n18TH MARCH 1996", "Monday,\n18 MARCH 1996"),
            (Slip::SameDayRange, "07 Dec. 2007 - 07 Dec. 2007", "07 Dec. 2007"),
            (Slip::UnpaddedDay, "8/07/2003", "08/07/2003"),
        ];
        for (slip, text, fixed) in cases {
            assert_eq!(mended(text, slip).as_deref(), Some(fixed));
        }
    }
}
