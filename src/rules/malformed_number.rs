//! Malformed document numbers.

use crate::diagnostic::{Applicability, Diagnostic, Fix, Severity};
use crate::document::Document;
use crate::rule::{Context, Findings, rule};
use crate::source::Span;

rule! {
    /// Malformed document numbers.
    ///
    /// Others cite the document by its number, and libraries find it that way. `(20001) 060` finds nothing.
    ///
    /// The rule looks for three things: a year in brackets that has neither two nor four digits; a repeated last group,
    /// as in `(98)152 152`; and a year that differs from that of the header's date. The last is information around the
    /// turn of the year, since a document of December may be numbered in January. The text does not show whether the
    /// number or the date is wrong.
    ///
    /// The fix deletes a doubled digit or group if the result agrees with the date. It needs `--unsafe-fixes`.
    "malformed-number": Header, Warn, Unsafe, since "0.1.0"
}

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    let Some(number) = document.header.number else { return };
    let text = document.text(number);
    if let Some(year) = year(text) {
        let span = Span::new(number.start + year.start, number.start + year.end);
        findings.extend(length(document, span).or_else(|| other_year(document, span)));
    }
    findings.extend(doubled(text, number));
}

/// The digits in brackets.
fn year(text: &str) -> Option<Span> {
    let start = text.find('(')? + 1;
    let end = start + text[start..].find(')')?;
    let digits = &text[start..end];
    (digits.len() > 1 && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| Span::new(start, end))
}

/// `(20001)`
fn length(document: &Document, year: Span) -> Option<Diagnostic> {
    let digits = document.text(year);
    if matches!(digits.len(), 2 | 4) {
        return None;
    }
    let finding = Diagnostic::new(year, format!("the year of the number has {} digits", digits.len()))
        .label("expected two or four digits");
    let Some(right) = date_year(document).map(|year| year.to_string()).filter(|right| is_slip(digits, right))
    else {
        return Some(finding.help("look it up in the original"));
    };
    let title = format!("replace `{digits}` with `{right}`");
    let fix = Fix::replace(title, Applicability::Unsafe, year, right.as_str());
    Some(finding.help(format!("write `{right}`, the year of the date")).fix(fix))
}

/// Whether one extra digit is the only error.
fn is_slip(digits: &str, right: &str) -> bool {
    let without = |at: usize| digits[..at].chars().chain(digits[at + 1..].chars());
    digits.len() == right.len() + 1 && (0..digits.len()).any(|at| without(at).eq(right.chars()))
}

fn date_year(document: &Document) -> Option<u32> {
    let date = document.header.date.as_ref().filter(|date| !date.borrowed_year)?;
    date.first.year
}

/// A year that differs from the date's.
fn other_year(document: &Document, span: Span) -> Option<Diagnostic> {
    let date = document.header.date.as_ref()?;
    let dated = date_year(document)?;
    let digits = document.text(span);
    let year: u32 = digits.parse().ok()?;
    let said = if digits.len() == 2 { dated % 100 } else { dated };
    if year == said {
        return None;
    }
    // A document of December with next year's number, or the reverse.
    let month = date.first.month;
    let turn = year == said + 1 && month == Some(12) || year + 1 == said && month == Some(1);
    let finding =
        Diagnostic::new(span, format!("the year of the number is `{digits}`, but the date is in {dated}"))
            .label("not the year of the date")
            .see(date.span, "the date")
            .help("one of the two is wrong; look it up in the original");
    Some(if turn { finding.at_most(Severity::Info) } else { finding })
}

/// `(98)152 152`
fn doubled(text: &str, number: Span) -> Option<Diagnostic> {
    let (before, last) = text.rsplit_once(' ')?;
    let before = before.trim_end();
    let digits = before.trim_end_matches(|c: char| c.is_ascii_digit());
    if last.len() < 2 || &before[digits.len()..] != last || digits.is_empty() {
        return None;
    }
    let span = Span::new(number.start + before.len(), number.end);
    let title = format!("delete the second `{last}`");
    Some(
        Diagnostic::new(
            Span::new(number.end - last.len(), number.end),
            format!("`{last}` is repeated in the number"),
        )
        .label("repeated")
        .help(title.clone())
        .fix(Fix::replace(title, Applicability::Unsafe, span, "")),
    )
}
