//! The forms of dates, each with the lines that it accepts.

use nom::Offset;
use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case, take_while, take_while1};
use nom::character::complete::{char, one_of};
use nom::combinator::{consumed, map_opt, opt, peek, recognize, verify};
use nom::sequence::{preceded, terminated};

use super::super::month;
use super::words::{
    century, dash, day, glued_year, is_and, is_space, month_word, number, ordinal, space0, space1, word_ends,
    year, year_and_clock,
};
use super::{Parsed, Written, YEARS};
use crate::document::{Form, Partial, Slip, Slips};
use crate::language::Language;

/// `9`, `9-11`, `9, 10 and 11`, `29th`, `18. bis 21`: first day, last day and anomalies
pub(super) fn days(i: &str) -> Parsed<'_, (u32, Option<u32>, Slips)> {
    let (mut rest, ((first, zero), ord)) = (day, opt(ordinal)).parse(i)?;
    let (mut last, mut slips) =
        (None, Slips::default().with(Slip::LeadingZero, zero).with(Slip::Ordinal, ord.is_some()));
    for _ in 0..8 {
        // `18./19. Februar`, `18. bis 21. Februar`: the full stop marks the number as an ordinal.
        let stopped = preceded(char('.'), alt((dash, preceded(space0, char('/')).map(|_| ()))));
        let Ok((after, (_, (next, _), ord))) = (alt((stopped, dash)), day, opt(ordinal)).parse(rest) else {
            break;
        };
        slips = slips.with(Slip::Ordinal, ord.is_some());
        (rest, last) = (after, Some(next));
    }
    Ok((rest, (first, last, slips)))
}

/// `9-11 July`, `19 Oct.`, `7Sept.`, `1er juillet`, `9. Juli`, `4th of March`
pub(super) fn day_month(i: &str) -> Parsed<'_, (Partial, Option<Partial>, Slips)> {
    let (behind, (first, last, slips)) = days(i)?;
    let (rest, dot) = opt(terminated(char('.'), peek(space1))).parse(behind)?;
    let (rest, space) = space0(rest)?;
    let (rest, (month, stops)) = alt((month_word, preceded((of, space0), month_word))).parse(rest)?;
    // `9. Juli`; in English the full stop ends a sentence or numbers a list, except with a month of both languages and
    // a year.
    if dot.is_some() && !month.foreign && year_behind(rest).is_err() {
        return Err(nom::Err::Error(nom::error::Error::new(behind, nom::error::ErrorKind::Verify)));
    }
    let slips = slips.and(stops).with(Slip::MissingSpace, space.is_empty());
    let partial = |day| Partial { year: None, month: Some(month.number), day: Some(day) };
    Ok((rest, (partial(first), last.map(partial), slips)))
}

/// The word between day and month, or month and year: `4th of March`, `9 de mayo de 2006`, `6 DE DEZEMBRO DE 2006`
fn of(i: &str) -> Parsed<'_, ()> {
    let word = alt((
        tag_no_case("of"),
        tag_no_case("del"),
        tag_no_case("de"),
        tag_no_case("do"),
        tag_no_case("d'"),
        tag_no_case("d’"),
    ));
    word.map(|_| ()).parse(i)
}

/// The year after a month: ` 2003`, `, 2003`, `2003` without a space; two digits with an apostrophe, ` '03`
pub(super) fn year_behind(i: &str) -> Parsed<'_, (u32, Slips)> {
    let (rest, space) = recognize((space0, opt(char(',')), space0, opt(terminated(of, space1)))).parse(i)?;
    let two = map_opt(preceded(one_of("'’"), number(2..=2)), century)
        .map(|year| (year, Slips::default().with(Slip::TwoDigitYear, true)));
    let four = alt((glued_year, year_and_clock, year)).map(|year| (year, Slips::default()));
    let (rest, (year, slips)) = alt((four, two)).parse(rest)?;
    // `2003 г.`: the word `year`, which follows the number in Russian and Ukrainian.
    let word = alt((tag("года"), tag("году"), tag("г."), tag("року"), tag("році"), tag("р.")));
    let (rest, _) = opt(preceded(space0, word)).parse(rest)?;
    Ok((rest, (year, slips.with(Slip::MissingSpace, space.is_empty()))))
}

/// `9-11 July 2003`, `29 September- 5 Oct. 1999`, `07 Dec. 2007 - 07 Dec. 2007`, `21 November`
pub(super) fn spoken(i: &str) -> Parsed<'_, Written> {
    let (rest, (first, last, slips)) = day_month(i)?;
    let mut written = Written { form: Form::DayMonth, first, last, slips };
    let (rest, end) = opt(preceded(dash, day_month)).parse(rest)?;
    if let Some((end_first, end_last, end_slips)) = end {
        written.last = Some(end_last.unwrap_or(end_first));
        written.slips = written.slips.and(end_slips);
    }
    let (rest, year) = opt(year_behind).parse(rest)?;
    let Some((year, slips)) = year else {
        let (rest, ()) = word_ends(rest)?;
        written.slips.insert(Slip::MissingYear);
        return Ok((rest, written));
    };
    written.slips = written.slips.and(slips);
    Ok(second_year(rest, in_year(written, year)))
}

/// A date with the year after it; a range over New Year (`28 December - 3 January 2003`) begins in the year before.
fn in_year(mut written: Written, year: u32) -> Written {
    let over_new_year = |first: u32, last: u32| first >= last + 6;
    let months = written.first.month.zip(written.last.and_then(|last| last.month));
    let is_over = months.is_some_and(|(first, last)| over_new_year(first, last));
    written.first.year = Some(if is_over { year - 1 } else { year });
    written.last = written.last.map(|last| Partial { year: Some(year), ..last });
    written
}

/// The second half of a range whose ends both have a year; two dates with `and` between them are no range.
pub(super) fn second_year(rest: &str, mut written: Written) -> (&str, Written) {
    if written.last.is_some() {
        return (rest, written);
    }
    let Ok((after, (_, (end, _, end_slips), (year, year_slips)))) =
        (verify(recognize(dash), |joint: &str| !is_and(joint)), day_month, year_behind).parse(rest)
    else {
        return (rest, written);
    };
    let last = Partial { year: Some(year), ..end };
    written.slips =
        written.slips.and(end_slips).and(year_slips).with(Slip::SameDayRange, last == written.first);
    written.last = Some(last);
    (after, written)
}

/// `December 4, 2003`, `May 30th, 1995`, `February 3-5, 1995`, `October 18`
pub(super) fn month_first(i: &str) -> Parsed<'_, Written> {
    let (rest, (month, stops)) = month_word(i)?;
    let (rest, (space, (first, last, slips))) = (space0, days_before_year).parse(rest)?;
    let partial = |day| Partial { year: None, month: Some(month.number), day: Some(day) };
    let mut written = Written {
        form: Form::MonthDay,
        first: partial(first),
        last: last.map(partial),
        slips: slips.and(stops),
    };
    written.slips =
        written.slips.with(Slip::MissingSpace, space.is_empty() && !i[..i.offset(rest)].contains('.'));
    let end = preceded(dash, (month_word, space0, terminated(day, opt(ordinal))));
    let (rest, end) = opt(verify(end, |_| written.last.is_none())).parse(rest)?;
    if let Some(((month, slips), _, (day, _))) = end {
        written.slips = written.slips.and(slips);
        written.last = Some(Partial { year: None, month: Some(month.number), day: Some(day) });
    }
    let (rest, year) = opt(year_behind).parse(rest)?;
    match year {
        Some((year, slips)) => {
            written.slips = written.slips.and(slips);
            Ok((rest, in_year(written, year)))
        }
        None => {
            let (rest, ()) = word_ends(rest)?;
            written.slips.insert(Slip::MissingYear);
            Ok((rest, written))
        }
    }
}

/// The days of `February 3-5, 1995`; the comma before the year does not continue the list.
pub(super) fn days_before_year(i: &str) -> Parsed<'_, (u32, Option<u32>, Slips)> {
    let (rest, ((first, zero), ord)) = (day, opt(ordinal)).parse(i)?;
    let slips = Slips::default().with(Slip::LeadingZero, zero).with(Slip::Ordinal, ord.is_some());
    let range = preceded(
        (space0, alt((tag("-"), tag("–"), tag("—"), tag("to "), tag("and "))), space0),
        terminated(day, opt(ordinal)),
    );
    let (rest, last) = opt(range).parse(rest)?;
    Ok((rest, (first, last.map(|(day, _)| day), slips)))
}

/// `16-Jul-2003`, `06-Dec-2001`
pub(super) fn dashed(i: &str) -> Parsed<'_, Written> {
    let month = map_opt(take_while1(char::is_alphabetic), month::lookup);
    let (rest, ((day, _), _, month, _, year)) = (day, char('-'), month, char('-'), year).parse(i)?;
    Ok((rest, Written::new(Form::Dashed, Partial::new(year, month.number, day))))
}

/// `8/07/2003`, `26/09/03`, `6-7/04/2006`, `18.01.2005`
pub(super) fn numeric(i: &str) -> Parsed<'_, Written> {
    let (rest, (first, range)) =
        (consumed(number(1..=2)), opt(preceded(one_of("-–"), number(1..=2)))).parse(i)?;
    let (rest, separator) = one_of("/.").parse(rest)?;
    let (rest, (month, _)) = (number(1..=2), char(separator)).parse(rest)?;
    let short = map_opt(number(2..=2), century).map(|year| (year, true));
    let (rest, (year, short)) = alt((year.map(|year| (year, false)), short)).parse(rest)?;
    let form = if separator == '/' { Form::Slashed } else { Form::Dotted };
    let mut written = Written::new(form, Partial::new(year, month, first.1));
    written.last = range.map(|last| Partial::new(year, month, last));
    written.slips = written
        .slips
        .with(Slip::UnpaddedDay, first.0.len() == 1 && range.is_none())
        .with(Slip::TwoDigitYear, short);
    Ok((rest, written))
}

/// `2003-07-16`
pub(super) fn iso(i: &str) -> Parsed<'_, Written> {
    let (rest, (year, _, month, _, day)) =
        (number(4..=4), one_of("-/."), number(1..=2), one_of("-/."), number(1..=2)).parse(i)?;
    Ok((rest, Written::new(Form::Iso, Partial::new(year, month, day))))
}

/// `2016. november 2.`, `2019 m. gegužės 4 d.`, `2020. gada 4. augustā`: Hungarian, Lithuanian and Latvian put the year first
pub(super) fn year_first(i: &str) -> Parsed<'_, Written> {
    let word = alt((tag("m."), tag("gada")));
    let year = verify(number(4..=4), |year| YEARS.contains(year));
    let (rest, (year, _, _, word, _)) = (year, opt(char('.')), space1, opt(word), space0).parse(i)?;
    let month_day =
        (month_word, space1, day, opt(char('.'))).map(|((month, slips), _, (day, _), _)| (month, slips, day));
    let day_month =
        (day, opt(char('.')), space1, month_word).map(|((day, _), _, _, (month, slips))| (month, slips, day));
    let (rest, (month, slips, day)) = alt((month_day, verify(day_month, |_| word.is_some()))).parse(rest)?;
    let (rest, _) = opt((space0, tag("d."))).parse(rest)?;
    let mut written = Written::new(Form::DayMonth, Partial::new(year, month.number, day));
    written.slips = slips;
    Ok((rest, written))
}

/// `2017年3月5日`
pub(super) fn cjk(i: &str) -> Parsed<'_, Written> {
    let (rest, (year, _, _, month, _, _, day, _)) =
        (number(4..=4), space0, char('年'), number(1..=2), space0, char('月'), number(1..=2), char('日'))
            .parse(i)?;
    Ok((rest, Written::new(Form::Iso, Partial::new(year, month, day))))
}

/// `12-07-2003`
pub(super) fn dashed_numbers(i: &str) -> Parsed<'_, Written> {
    let (rest, (day, _, month, _, year)) =
        (number(1..=2), char('-'), number(1..=2), char('-'), number(4..=4)).parse(i)?;
    Ok((rest, Written::new(Form::Slashed, Partial::new(year, month, day))))
}

/// `97-12-02`
pub(super) fn short_iso(i: &str) -> Parsed<'_, Written> {
    let (rest, (year, _, month, _, day)) =
        (map_opt(number(2..=2), century), char('-'), number(2..=2), char('-'), number(2..=2)).parse(i)?;
    let mut written = Written::new(Form::Iso, Partial::new(year, month, day));
    written.slips.insert(Slip::TwoDigitYear);
    Ok((rest, written))
}

/// `19-20.V.2003`
pub(super) fn roman(i: &str) -> Parsed<'_, Written> {
    let numeral = map_opt(take_while1(|c| matches!(c, 'I' | 'V' | 'X')), month::roman);
    let (rest, ((first, _), range, _, month, _, year)) =
        (day, opt(preceded(one_of("-–"), day)), char('.'), numeral, char('.'), year).parse(i)?;
    let mut written = Written::new(Form::Roman, Partial::new(year, month, first));
    written.last = range.map(|(last, _)| Partial::new(year, month, last));
    Ok((rest, written))
}

/// `July 2003`, `Jan. 1996`
pub(super) fn month_year(i: &str) -> Parsed<'_, Written> {
    let (rest, ((month, slips), (year, more))) = (month_word, year_behind).parse(i)?;
    let mut written =
        Written::new(Form::Month, Partial { year: Some(year), month: Some(month.number), day: None });
    written.slips = slips.and(more);
    Ok((rest, written))
}

pub(super) fn any_date(i: &str) -> Parsed<'_, Written> {
    verify(any_form, |written: &Written| written.first.year.is_none_or(|year| year >= 1000)).parse(i)
}

/// What follows the first number determines the possible forms: most numbers have none, and not all forms are tried.
fn any_form(i: &str) -> Parsed<'_, Written> {
    let digits = i.bytes().take(5).take_while(u8::is_ascii_digit).count();
    match (digits, i.as_bytes().get(digits)) {
        (0, _) => alt((month_first, month_year)).parse(i),
        (4, Some(b'-' | b'/' | b'.')) => alt((iso, year_first)).parse(i),
        (4, Some(b' ')) => alt((year_first, cjk)).parse(i),
        (4, Some(0x80..)) => cjk(i),
        (1..=2, Some(b'-')) => alt((dashed, roman, numeric, spoken, dashed_numbers)).parse(i),
        (1..=2, Some(b'.')) => alt((roman, numeric, spoken)).parse(i),
        (1..=2, Some(b'/')) => numeric(i),
        // `1–2/03/2004` has a dash beyond ASCII.
        (1..=2, Some(0x80..)) => alt((roman, numeric, spoken)).parse(i),
        (1..=2, _) => spoken(i),
        _ => Err(nom::Err::Error(nom::error::Error::new(i, nom::error::ErrorKind::Digit))),
    }
}

/// `19990622`
pub(super) fn compact(i: &str) -> Parsed<'_, Written> {
    let split = |run: u32| Partial::new(run / 10_000, run / 100 % 100, run % 100);
    let whole = map_opt(number(8..=8), |run| {
        Some(split(run)).filter(|date| date.day().is_some() && date.year.is_some_and(|y| YEARS.contains(&y)))
    });
    whole.map(|date| Written::new(Form::Compact, date)).parse(i)
}

/// `Summer 2001`
pub(super) fn season(i: &str) -> Parsed<'_, Written> {
    let word =
        verify(take_while1(char::is_alphabetic), |word: &str| Language::ENGLISH.words().seasons.has(word));
    (word, space1, bare_year).map(|(_, _, written)| written).parse(i)
}

/// `2001`
pub(super) fn bare_year(i: &str) -> Parsed<'_, Written> {
    let year = verify(number(4..=4), |year| YEARS.contains(year));
    year.map(|year| Written::new(Form::Year, Partial { year: Some(year), month: None, day: None })).parse(i)
}

/// `26 Sept. 01`
pub(super) fn short_year(i: &str) -> Parsed<'_, Written> {
    let (rest, ((first, last, slips), _, year)) =
        (day_month, space1, map_opt(number(2..=2), century)).parse(i)?;
    let with = |partial: Partial| Partial { year: Some(year), ..partial };
    let slips = slips.with(Slip::TwoDigitYear, true);
    Ok((rest, Written { form: Form::DayMonth, first: with(first), last: last.map(with), slips }))
}

/// Shaped like a date but not readable as one: `9 Jluy 2003`. A tolerant grammar accepts the error.
pub(super) fn suspect(i: &str) -> Parsed<'_, Written> {
    let word =
        verify(take_while1(char::is_alphabetic), |word: &str| (3..=10).contains(&word.chars().count()));
    let (rest, ((first, _), _, word, _, _, year)) = (
        day,
        take_while(|c| is_space(c) || c == '-'),
        word,
        opt(char('.')),
        take_while(|c| is_space(c) || c == '-'),
        number(4..=5),
    )
        .parse(i)?;
    let near = month::nearest(word);
    let mut written =
        Written::new(Form::Suspect, Partial { year: Some(year), month: near, day: Some(first) });
    written.slips = written.slips.with(Slip::MisspeltMonth, near.is_some());
    Ok((rest, written))
}
