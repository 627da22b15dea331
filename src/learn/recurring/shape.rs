//! The shape of a line: a label before a value, a date, a number.

use crate::language::{WordClass, lookup, phrases};

/// The most characters of a label, and of its value.
const LABEL: usize = 40;
const VALUE: usize = 60;

/// The beginning of a text, in this many bytes at most.
pub(super) fn beginning(text: &str, bytes: usize) -> &str {
    let mut end = text.len().min(bytes);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The label of a line, colon included, and its value. Without a colon, only a known label before a date is one.
pub(super) fn label(line: &str) -> Option<(&str, &str)> {
    let (label, value) = match line.find(':') {
        Some(colon) if !line[..colon].contains(|c: char| c.is_ascii_digit()) => line.split_at(colon + 1),
        _ => {
            let digit = line.find(|c: char| c.is_ascii_digit())?;
            let label = phrases(&line[..digit])
                .into_iter()
                .filter(|found| found.start == 0 && found.entry.has(WordClass::UpdateLabel))
                .map(|found| found.end)
                .max()?;
            line.split_at(label)
        }
    };
    let (label, value) = (label.trim(), value.trim());
    let is_short = label.chars().nth(LABEL).is_none() && value.chars().nth(VALUE).is_none();
    (is_short && label.starts_with(char::is_alphabetic) && !value.is_empty()).then_some((label, value))
}

/// Whether a value is a date, perhaps with a time: it begins with a number, a month or a day of the week, and has a
/// month or three numbers.
pub(super) fn is_date(value: &str) -> bool {
    if value.chars().nth(LABEL).is_some() || !value.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let is_month = |word: &str| lookup(word).is_some_and(|entry| entry.months().next().is_some());
    let is_weekday = |word: &str| lookup(word).is_some_and(|entry| entry.weekdays().next().is_some());
    let mut words = value.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let Some(first) = words.next() else { return false };
    let begins = first.starts_with(|c: char| c.is_ascii_digit()) || is_month(first) || is_weekday(first);
    begins && (numbers(value).is_some() || is_month(first) || words.take(3).any(is_month))
}

/// Whether the first number of a date in figures can only be a day, and whether the second can.
pub(super) fn order(value: &str) -> (bool, bool) {
    let Some([first, second, _]) = numbers(value) else { return (false, false) };
    (first > 12 && first <= 31 && second <= 12, second > 12 && second <= 31 && first <= 12)
}

/// The numbers of a date in figures: `04.03.2011`, `2011-03-04`.
fn numbers(value: &str) -> Option<[u32; 3]> {
    let first = value.split([' ', ',', '\u{a0}']).next()?;
    let parts: Vec<u32> = first.split(['.', '/', '-']).map_while(|part| part.parse().ok()).collect();
    parts.try_into().ok()
}

/// The words before a number at the end of a line, and the format of the number as a profile writes it.
///
/// A number has a digit and a slash, a hyphen or brackets between, and is no date.
pub(super) fn number(line: &str) -> Option<(&str, String)> {
    if line.chars().nth(VALUE).is_some() {
        return None;
    }
    let start = line
        .rfind([' ', '\t', '\u{a0}'])
        .map_or(0, |at| at + line[at..].chars().next().map_or(1, char::len_utf8));
    let (lead, number) = (line[..start].trim(), &line[start..]);
    let is_joint = |c: char| matches!(c, '/' | '-' | '(' | ')');
    let is_formed =
        number.contains(['/', '(']) || number.contains('-') && number.contains(char::is_uppercase);
    let is_plain = number.chars().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase() || is_joint(c));
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let has_words = lead.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | ':' | '-' | '°' | 'º'));
    if !is_formed || !is_plain || digits < 2 || numbers(number).is_some() || !has_words {
        return None;
    }
    let mut format = String::new();
    for c in number.chars() {
        let c = if c.is_ascii_digit() { '9' } else { c };
        if c != '9' || !format.ends_with('9') {
            format.push(c);
        }
    }
    Some((lead.trim_end_matches(':'), format))
}
