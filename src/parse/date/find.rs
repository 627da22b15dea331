//! All dates of a header line, with the precision of each: header lines contain bare years and months too.

use super::forms::{bare_year, month_year};
use super::{date, place};
use crate::document::{Date, Form, Slip};
use crate::profile::Order;
use nom::Offset;

/// The precision of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Extent {
    /// Day, month and year, the month in words or the year first.
    Full,
    /// Two days.
    Range,
    /// Day, month and year in numbers.
    Numeric,
    /// Day and month.
    Partial,
    /// Month and year.
    Month,
    /// A year.
    Year,
}

/// A date in a line.
#[derive(Clone, Debug)]
pub(in crate::parse) struct Found {
    pub(in crate::parse) date: Date,
    pub(in crate::parse) extent: Extent,
    /// Its start in the line, including the weekday.
    pub(in crate::parse) start: usize,
    /// Its end in the line, including the time of day.
    pub(in crate::parse) end: usize,
}

/// The most bytes of a line that may be a date and nothing else.
const SHORT: usize = 60;

/// The bytes of a line in which dates are looked for.
const LONGEST: usize = 300;

/// The dates of a line, from left to right.
pub(in crate::parse) fn find(line: &str, offset: usize, order: Order) -> Vec<Found> {
    let mut found = Vec::new();
    let text = head(line);
    if let Some(date) = whole(text, offset, order) {
        return vec![date];
    }
    let Some(first) = text.bytes().position(|byte| byte.is_ascii_digit()) else { return found };
    // A weekday and a month may come before the first digit.
    let mut at = words_before(text, first);
    while at < text.len() {
        // Every date has a digit.
        let Some(digit) = text[at..].bytes().position(|byte| byte.is_ascii_digit()) else { break };
        at = at.max(words_before(text, at + digit));
        let Some(c) = text[at..].chars().next() else { break };
        let word =
            if c.is_ascii_digit() || c.is_alphabetic() { starting(text, at, offset, order) } else { None };
        if let Some(date) = word {
            at = date.end.max(at + 1);
            found.push(date);
        } else {
            at += word_length(&text[at..]);
        }
    }
    found
}

/// A short line that is only a date: more forms are accepted there, and near misses.
fn whole(text: &str, offset: usize, order: Order) -> Option<Found> {
    if text.len() > SHORT || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let date = super::date_line(text, offset, order)?;
    let extent = extent(&date);
    Some(Found { date, extent, start: 0, end: text.len() })
}

/// The length of the prefix that a crawler added to a page: `date 2017-03 `, `date 2017-03-05 `; zero without one.
pub(in crate::parse) fn crawl_stamp(line: &str) -> usize {
    let Some(rest) = line.strip_prefix("date ") else { return 0 };
    let stamp = rest.split(' ').next().unwrap_or_default();
    let numbers = [0..4, 5..7, 8..10].map(|part| stamp.get(part).unwrap_or("00"));
    let digits = numbers.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    let dashes = matches!(stamp.len(), 7 | 10)
        && stamp.match_indices('-').map(|(at, _)| at).eq([4, 7].into_iter().take(stamp.len() / 4));
    if digits && dashes && stamp.len() < rest.len() { "date ".len() + stamp.len() + 1 } else { 0 }
}

/// The beginning of a line.
fn head(line: &str) -> &str {
    let mut end = line.len().min(LONGEST);
    while !line.is_char_boundary(end) {
        end -= 1;
    }
    &line[..end]
}

/// The start of the three words before the first digit.
fn words_before(text: &str, digit: usize) -> usize {
    let mut breaks =
        text[..digit].char_indices().rev().filter(|(_, c)| !c.is_alphabetic() && *c != '.' && *c != ',');
    breaks.nth(3).map_or(0, |(at, c)| at + c.len_utf8())
}

/// The length of the word, number or mark at the start of a text, to the next position where a date may begin.
fn word_length(text: &str) -> usize {
    let mut chars = text.char_indices();
    let Some((_, first)) = chars.next() else { return 1 };
    let same: fn(char) -> bool = if first.is_alphabetic() {
        char::is_alphabetic
    } else if first.is_ascii_digit() {
        |c| c.is_ascii_digit()
    } else {
        return first.len_utf8();
    };
    chars.find(|(_, c)| !same(*c)).map_or(text.len(), |(at, _)| at)
}

/// The date that begins at a position of the line.
fn starting(text: &str, at: usize, offset: usize, order: Order) -> Option<Found> {
    let before = text[..at].chars().next_back();
    if before.is_some_and(char::is_numeric) {
        return None;
    }
    let rest = &text[at..];
    // ` date 2017-03-05 …`: added to the page by a crawler.
    if text[..at].trim_start() == "date " {
        return None;
    }
    let digit = rest.as_bytes()[0].is_ascii_digit();
    let mark = |c: &char| matches!(c, '/' | '.' | '-');
    let glued =
        digit && before.filter(mark).is_some_and(|_| text[..at - 1].ends_with(|c: char| c.is_ascii_digit()));
    if glued {
        return None;
    }
    if let Some((date, used)) = date(rest, offset + at, order) {
        let extent = extent(&date);
        return Some(Found { date, extent, start: at, end: at + used });
    }
    let bracketed = matches!(before, Some('(' | '/' | '.'));
    let (after, written) =
        if digit { bare_year(rest).ok().filter(|_| !bracketed)? } else { month_year(rest).ok()? };
    let more = after.starts_with(|c: char| c == ')' || c == '/' || c.is_alphanumeric());
    if digit && more {
        return None;
    }
    let used = rest.offset(after);
    let date = place(&written, rest, offset + at, used, order);
    let extent = extent(&date);
    Some(Found { date, extent, start: at, end: at + used })
}

fn extent(date: &Date) -> Extent {
    match date.form {
        Form::Month => Extent::Month,
        Form::Year => Extent::Year,
        _ if date.slips.has(Slip::MissingYear) => Extent::Partial,
        _ if date.last.is_some() => Extent::Range,
        Form::Slashed | Form::Dotted => Extent::Numeric,
        _ => Extent::Full,
    }
}
