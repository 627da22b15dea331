//! Times of day: `18:33`, `1:17 p.m. EDT`, `1130 Hours`.

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::{tag, take_while};
use nom::character::complete::{char, one_of};
use nom::combinator::{consumed, opt, peek, recognize, verify};
use nom::sequence::{preceded, terminated};

use super::Parsed;
use super::words::{is_space, number, space0, space1};

/// `18:33`, `11.30`, `1:17 p.m. EDT`: the words, hour and minute
pub(in crate::parse) fn clock(i: &str) -> Parsed<'_, (&str, u32, u32)> {
    if !i.starts_with(|c: char| c.is_ascii_digit()) {
        return Err(nom::Err::Error(nom::error::Error::new(i, nom::error::ErrorKind::Digit)));
    }
    let (rest, (words, (hour, _, minute, half, _))) =
        consumed((number(1..=2), one_of(":."), minute, opt(preceded(space0, half_day)), opt(zone)))
            .parse(i)?;
    let more = rest.chars().next().is_some_and(|c| c.is_alphanumeric() || c == '/');
    if hour > 24 || minute > 59 || more {
        return Err(nom::Err::Error(nom::error::Error::new(i, nom::error::ErrorKind::Verify)));
    }
    let hour = match half {
        Some(true) if hour < 12 => hour + 12,
        Some(false) if hour == 12 => 0,
        _ => hour,
    };
    Ok((rest, (words.trim_end(), hour, minute)))
}

/// The minute, and seconds, which are dropped: `02`, `02:00`, `30:04Z`
fn minute(i: &str) -> Parsed<'_, u32> {
    let seconds = (char(':'), number(2..=2), opt(char('Z')));
    terminated(number(2..=2), opt(seconds)).parse(i)
}

/// ` 18:33`, ` at 11.30`, ` 1:17 p.m. EDT`, ` - 12:59   ET`
pub(super) fn time_behind(i: &str) -> Parsed<'_, (&str, u32, u32)> {
    let word = alt((
        tag("at"),
        tag("um"),
        tag("kl."),
        tag("klo"),
        tag("kl"),
        tag("alle ore"),
        tag("ore"),
        tag("à"),
        tag("a las"),
    ));
    let lead = (take_while(|c| is_space(c) || matches!(c, ',' | '-' | '–' | '|')), opt((word, space1)));
    let lead = alt((
        terminated(tag("T"), peek((number(2..=2), char(':')))),
        verify(recognize(lead), |lead: &str| !lead.is_empty()),
    ));
    preceded(lead, alt((clock, military_clock))).parse(i)
}

/// `1130 Hours`
pub(super) fn military_clock(i: &str) -> Parsed<'_, (&str, u32, u32)> {
    let unit = preceded(space1, alt((tag("Hours"), tag("hours"), tag("hrs"), tag("HRS"), tag("HOURS"))));
    let time = verify(number(4..=4), |time| time / 100 < 24 && time % 100 < 60);
    consumed((time, unit)).map(|(words, (time, _))| (words, time / 100, time % 100)).parse(i)
}

/// `p.m.`, `AM`: true after noon
pub(super) fn half_day(i: &str) -> Parsed<'_, bool> {
    let word =
        alt((tag("p.m."), tag("P.M."), tag("pm"), tag("PM"), tag("a.m."), tag("A.M."), tag("am"), tag("AM")));
    word.map(|word: &str| word.starts_with(['p', 'P'])).parse(i)
}

/// `EDT`, `(Local)`, `hrs`
pub(super) fn zone(i: &str) -> Parsed<'_, &str> {
    let word = alt((
        tag("EDT"),
        tag("EST"),
        tag("ET"),
        tag("GMT"),
        tag("CET"),
        tag("CEST"),
        tag("UTC"),
        tag("PDT"),
        tag("PST"),
        tag("MDT"),
        tag("CDT"),
        tag("BST"),
        alt((tag("HKT"), tag("IST"), tag("AEST"), tag("AEDT"), tag("MSK"), tag("Uhr"))),
        tag("hrs"),
        tag("hours"),
        tag("Hours"),
        tag("h"),
        tag("(Local)"),
        tag("Local"),
        tag("local time"),
    ));
    preceded(space1, word).parse(i)
}
