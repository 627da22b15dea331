//! English month names, and how messages name a day.

use jiff::civil;

const WHOLE: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The month of a date, spelt correctly or not: its first word that is not a weekday.
pub(in crate::rules) fn word(text: &str) -> Option<&str> {
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() >= 3);
    words.into_iter().find(|word| !word.to_lowercase().ends_with("day"))
}

/// Whether a word is an unabbreviated month name.
pub(in crate::rules) fn is_whole(word: &str) -> bool {
    WHOLE.iter().any(|month| month.eq_ignore_ascii_case(word))
}

/// A day as written in messages: `9 July 2003`.
pub(in crate::rules) fn in_words(day: civil::Date) -> String {
    format!("{} {} {}", day.day(), name(day), day.year())
}

/// A day without its year: `9 July`.
pub(in crate::rules) fn in_words_without_year(day: civil::Date) -> String {
    format!("{} {}", day.day(), name(day))
}

fn name(day: civil::Date) -> &'static str {
    WHOLE[usize::from(day.month().unsigned_abs()) - 1]
}

/// The name of a month from 1 to 12.
pub(in crate::rules) fn of(month: u32) -> Option<&'static str> {
    WHOLE.get(usize::try_from(month).ok()?.checked_sub(1)?).copied()
}
