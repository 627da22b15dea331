//! Loose press dates: the grammar says what was written, a rule says whether it is right.
//!
//! Entry points: [`date`] at the start of a text, [`date_line`] for a line that is nothing but a date, and
//! [`dates_in`] for prose.

use std::ops::RangeInclusive;

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while, take_while_m_n, take_while1};
use nom::character::complete::{char, digit1, one_of};
use nom::combinator::{consumed, map_opt, opt, peek, recognize, verify};
use nom::sequence::{preceded, terminated};
use nom::{IResult, Offset, Parser};

use super::month::{self, Month};
use crate::document::{Clock, Date, Form, Partial, Slip, Slips, Weekday};
use crate::profile::Order;
use crate::source::Span;

type Parsed<'a, T> = IResult<&'a str, T>;

/// Years that a compact or two-digit date may mean.
const YEARS: RangeInclusive<u32> = 1900..=2099;

/// What a grammar reads, before it has a place in the source.
#[derive(Clone, Debug)]
struct Written {
    form: Form,
    first: Partial,
    last: Option<Partial>,
    slips: Slips,
}

impl Written {
    fn new(form: Form, first: Partial) -> Self {
        Self { form, first, last: None, slips: Slips::default() }
    }
}

/// The date at the start of `text`, which stands at `offset`; the weekday before and the time after are taken too.
pub(super) fn date(text: &str, offset: usize, order: Order) -> Option<(Date, usize)> {
    let (after_weekday, before) = opt(weekday).parse(text).ok()?;
    let (rest, written) = any_date(after_weekday).ok()?;
    let mut date = place(&written, text, offset, text.offset(rest), order);
    date.weekday = before.map(|(day, word)| (day, span_of(text, word, offset)));
    let comma = take_while(|c| c == ',' || is_space(c));
    let (rest, behind) = opt(preceded(comma, weekday)).parse(rest).ok()?;
    if date.weekday.is_none() {
        date.weekday = behind.map(|(day, word)| (day, span_of(text, word, offset)));
    }
    let (rest, clock) = opt(time_behind).parse(rest).ok()?;
    date.clock = clock.map(|(word, hour, minute)| Clock { span: span_of(text, word, offset), hour, minute });
    Some((date, text.offset(rest)))
}

/// A line that is nothing but a date: `9-11 July 2003`, `Tuesday, 19 October 2004`, `9 Jluy 2003`.
///
/// More forms count here than in prose: `19990622`, `Summer 2001`, `2001`, a range left open, and near misses.
pub(super) fn date_line(text: &str, offset: usize, order: Order) -> Option<Date> {
    let (mut date, used) = date(text, offset, order).or_else(|| alone(text, offset, order))?;
    let rest = text[used..].trim();
    if rest.is_empty() {
        return Some(date);
    }
    if matches!(rest, "-" | "–" | "—") {
        date.slips.insert(Slip::OpenRange);
        return Some(date);
    }
    let (rest, ()) = glued(rest, order)?;
    date.slips.insert(Slip::Glued);
    rest.trim().is_empty().then_some(date)
}

/// `07 Aug. 2009` directly behind `05 Aug. 2009`.
fn glued(rest: &str, order: Order) -> Option<(&str, ())> {
    let (_, used) = date(rest, 0, order)?;
    Some((&rest[used..], ()))
}

/// The dates inside prose, found from digits; bare years and months are left alone.
pub(super) fn dates_in(text: &str, offset: usize, order: Order, mut found: impl FnMut(Date)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let Some(digit) = bytes[at..].iter().position(u8::is_ascii_digit).map(|p| at + p) else { return };
        let start = month_before(text, at, digit).unwrap_or(digit);
        let candidate = [start, digit].into_iter().find_map(|start| {
            let before = text[..start].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '-' | '.' | '$' | '€' | '£'))
            {
                return None;
            }
            date(&text[start..], offset + start, order)
                .filter(|(date, _)| in_prose(date))
                .map(|found| (start, found))
        });
        match candidate {
            Some((start, (date, used))) => {
                at = (start + used).max(digit + 1);
                found(date);
            }
            None => at = digit + bytes[digit..].iter().take_while(|b| b.is_ascii_digit()).count(),
        }
    }
}

/// Whether a date in prose is surely one: a day with a month in words, or all three numbers.
fn in_prose(date: &Date) -> bool {
    let whole = date.first.day.is_some() && date.first.month.is_some();
    match date.form {
        Form::DayMonth | Form::MonthDay => whole,
        Form::Slashed | Form::Iso | Form::Dashed => {
            whole && date.first.year.is_some() && !date.slips.has(Slip::TwoDigitYear)
        }
        _ => false,
    }
}

/// The start of a month or weekday word that stands before the digits at `digit`.
fn month_before(text: &str, from: usize, digit: usize) -> Option<usize> {
    let before = text[from..digit].trim_end_matches([' ', ',', '.']);
    let start = from
        + before
            .rfind(|c: char| !c.is_alphabetic())
            .map_or(0, |p| p + before[p..].chars().next().map_or(1, char::len_utf8));
    let word = &text[start..from + before.len()];
    let close = digit - (from + before.len()) <= 2;
    (close && (month::lookup(word).is_some() || weekday_number(word).is_some())).then_some(start)
}

fn place(written: &Written, text: &str, offset: usize, used: usize, order: Order) -> Date {
    let mut date = Date {
        span: Span::new(offset, offset + text[..used].trim_end().len()),
        form: written.form,
        first: written.first,
        last: written.last,
        other: None,
        weekday: None,
        clock: None,
        slips: written.slips,
        borrowed_year: false,
        unsure: false,
    };
    if written.form == Form::Slashed {
        settle_order(&mut date, order);
    }
    if text[..used].contains('\n') {
        date.slips.insert(Slip::BrokenLine);
    }
    date
}

/// Decides which number of `8/07/2003` is the day. It was read day first.
fn settle_order(date: &mut Date, order: Order) {
    let swap = |partial: Partial| Partial { day: partial.month, month: partial.day, ..partial };
    let (Some(a), Some(b)) = (date.first.day, date.first.month) else { return };
    if date.last.is_some() || a == b {
        return;
    }
    if b > 12 && a <= 12 {
        date.first = swap(date.first);
    } else if a <= 12 && b <= 12 {
        if order == Order::MonthFirst {
            date.first = swap(date.first);
        }
        date.other = Some(swap(date.first));
        date.unsure = order == Order::Unknown;
    }
}

fn span_of(text: &str, word: &str, offset: usize) -> Span {
    let start = offset + text.offset(word);
    Span::new(start, start + word.len())
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{a0}')
}

fn space0(i: &str) -> Parsed<'_, &str> {
    take_while(is_space).parse(i)
}

fn space1(i: &str) -> Parsed<'_, &str> {
    take_while1(is_space).parse(i)
}

/// A number of so many digits, and no digit behind it.
fn number(digits: RangeInclusive<usize>) -> impl FnMut(&str) -> Parsed<'_, u32> {
    move |i| {
        let run = verify(digit1, |run: &str| digits.contains(&run.len()));
        map_opt(run, |run: &str| run.parse().ok()).parse(i)
    }
}

/// `16`, `07`: whether it had a leading zero is the second part.
fn day(i: &str) -> Parsed<'_, (u32, bool)> {
    consumed(number(1..=2)).map(|(text, day)| (day, text.starts_with('0'))).parse(i)
}

/// `29th`, `3rd`, `1er`
fn ordinal(i: &str) -> Parsed<'_, &str> {
    terminated(
        verify(take_while1(char::is_alphabetic), |word: &str| {
            ["st", "nd", "rd", "th", "er"].iter().any(|ending| word.eq_ignore_ascii_case(ending))
        }),
        peek(take_while(is_space)),
    )
    .parse(i)
}

/// `2003`; a run of five digits is kept too, for the rule to see
fn year(i: &str) -> Parsed<'_, u32> {
    number(4..=5).parse(i)
}

/// `200907 Aug. 2009`: the year of a date that the next one is glued to
fn glued_year(i: &str) -> Parsed<'_, u32> {
    let four = map_opt(take_while_m_n(4, 4, |c: char| c.is_ascii_digit()), |year: &str| year.parse().ok());
    terminated(four, peek((day, space0, month_word))).parse(i)
}

/// A month word, and the slips in its full stop: `Dec.`, `Dec`, `Dec .`, `Oct. .`, `May.`
fn month_word(i: &str) -> Parsed<'_, (Month, Slips)> {
    let (rest, month) = map_opt(take_while1(char::is_alphabetic), month::lookup).parse(i)?;
    let (_, stops) = take_while(|c| c == '.' || is_space(c)).parse(rest)?;
    let stops = stops.trim_end_matches(is_space);
    let dots = stops.matches('.').count();
    let slips = Slips::default()
        .with(Slip::MissingDot, dots == 0 && month.wants_dot)
        .with(Slip::SpacedDot, dots == 1 && stops.starts_with(is_space))
        .with(Slip::DoubledDot, dots > 1)
        .with(Slip::NeedlessDot, dots == 1 && month.whole && !stops.starts_with(is_space))
        .with(Slip::ForeignMonth, month.foreign);
    Ok((&rest[stops.len()..], (month, slips)))
}

/// `-`, `–`, `to`, `and`, `au`: between the ends of a range, or the days of a list
fn dash(i: &str) -> Parsed<'_, ()> {
    let word = alt((tag("to"), tag("and"), tag("au"), tag("et"), tag("until"), tag("through"), tag("bis")));
    let dash = alt((
        recognize((space0, one_of("-–—"), space0)),
        recognize((space1, word, space1)),
        recognize((char(','), space1)),
        recognize((space0, char('&'), space0)),
    ));
    dash.map(|_| ()).parse(i)
}

/// `9`, `9-11`, `9, 10 and 11`, `29th`: first day, last day and slips
fn days(i: &str) -> Parsed<'_, (u32, Option<u32>, Slips)> {
    let (mut rest, ((first, zero), ord)) = (day, opt(ordinal)).parse(i)?;
    let (mut last, mut slips) =
        (None, Slips::default().with(Slip::LeadingZero, zero).with(Slip::Ordinal, ord.is_some()));
    for _ in 0..8 {
        let Ok((after, (_, (next, _), ord))) = (dash, day, opt(ordinal)).parse(rest) else { break };
        slips = slips.with(Slip::Ordinal, ord.is_some());
        (rest, last) = (after, Some(next));
    }
    Ok((rest, (first, last, slips)))
}

/// `9-11 July`, `19 Oct.`, `7Sept.`, `1er juillet`, `4th of March`
fn day_month(i: &str) -> Parsed<'_, (Partial, Option<Partial>, Slips)> {
    let (rest, (first, last, slips)) = days(i)?;
    let (rest, (space, _)) = (space0, opt((alt((tag("of"), tag("de"))), space1))).parse(rest)?;
    let (rest, (month, stops)) = month_word(rest)?;
    let slips = slips.and(stops).with(Slip::MissingSpace, space.is_empty());
    let partial = |day| Partial { year: None, month: Some(month.number), day: Some(day) };
    Ok((rest, (partial(first), last.map(partial), slips)))
}

/// The year behind a month: ` 2003`, `, 2003`, glued `2003`; two digits with an apostrophe, ` '03`
fn year_behind(i: &str) -> Parsed<'_, (u32, Slips)> {
    let (rest, space) = recognize((space0, opt(char(',')), space0)).parse(i)?;
    let two = map_opt(preceded(one_of("'’"), number(2..=2)), century)
        .map(|year| (year, Slips::default().with(Slip::TwoDigitYear, true)));
    let four = alt((glued_year, year)).map(|year| (year, Slips::default()));
    let (rest, (year, slips)) = alt((four, two)).parse(rest)?;
    Ok((rest, (year, slips.with(Slip::MissingSpace, space.is_empty()))))
}

fn century(year: u32) -> Option<u32> {
    Some(if year < 50 { 2000 + year } else { 1900 + year })
}

/// `9-11 July 2003`, `29 September- 5 Oct. 1999`, `07 Dec. 2007 - 07 Dec. 2007`, `21 November`
fn spoken(i: &str) -> Parsed<'_, Written> {
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
    written.first.year = Some(year);
    written.last = written.last.map(|last| Partial { year: Some(year), ..last });
    Ok(second_year(rest, written))
}

/// The second half of a range whose ends both have a year.
fn second_year(rest: &str, mut written: Written) -> (&str, Written) {
    if written.last.is_some() {
        return (rest, written);
    }
    let Ok((after, (_, (end, _, end_slips), (year, year_slips)))) =
        (dash, day_month, year_behind).parse(rest)
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
fn month_first(i: &str) -> Parsed<'_, Written> {
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
    let (rest, year) = opt(year_behind).parse(rest)?;
    match year {
        Some((year, slips)) => {
            written.slips = written.slips.and(slips);
            written.first.year = Some(year);
            written.last = written.last.map(|last| Partial { year: Some(year), ..last });
            Ok((rest, written))
        }
        None => {
            let (rest, ()) = word_ends(rest)?;
            written.slips.insert(Slip::MissingYear);
            Ok((rest, written))
        }
    }
}

/// The days of `February 3-5, 1995`; the comma before the year is no list.
fn days_before_year(i: &str) -> Parsed<'_, (u32, Option<u32>, Slips)> {
    let (rest, ((first, zero), ord)) = (day, opt(ordinal)).parse(i)?;
    let slips = Slips::default().with(Slip::LeadingZero, zero).with(Slip::Ordinal, ord.is_some());
    let range = preceded(
        (space0, alt((tag("-"), tag("–"), tag("—"), tag("to "), tag("and "))), space0),
        terminated(day, opt(ordinal)),
    );
    let (rest, last) = opt(range).parse(rest)?;
    Ok((rest, (first, last.map(|(day, _)| day), slips)))
}

/// No letter or digit may follow, or the number meant something else: `21 Mayors`, `May 2003`.
fn word_ends(i: &str) -> Parsed<'_, ()> {
    let more = i.trim_start_matches('.').chars().next().is_some_and(char::is_alphanumeric);
    if more {
        Err(nom::Err::Error(nom::error::Error::new(i, nom::error::ErrorKind::Eof)))
    } else {
        Ok((i, ()))
    }
}

/// `16-Jul-2003`, `06-Dec-2001`
fn dashed(i: &str) -> Parsed<'_, Written> {
    let month = map_opt(take_while1(char::is_alphabetic), month::lookup);
    let (rest, ((day, _), _, month, _, year)) = (day, char('-'), month, char('-'), year).parse(i)?;
    Ok((rest, Written::new(Form::Dashed, Partial::new(year, month.number, day))))
}

/// `8/07/2003`, `26/09/03`, `6-7/04/2006`, `18.01.2005`
fn numeric(i: &str) -> Parsed<'_, Written> {
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
fn iso(i: &str) -> Parsed<'_, Written> {
    let (rest, (year, _, month, _, day)) =
        (number(4..=4), char('-'), number(2..=2), char('-'), number(2..=2)).parse(i)?;
    Ok((rest, Written::new(Form::Iso, Partial::new(year, month, day))))
}

/// `97-12-02`
fn short_iso(i: &str) -> Parsed<'_, Written> {
    let (rest, (year, _, month, _, day)) =
        (map_opt(number(2..=2), century), char('-'), number(2..=2), char('-'), number(2..=2)).parse(i)?;
    let mut written = Written::new(Form::Iso, Partial::new(year, month, day));
    written.slips.insert(Slip::TwoDigitYear);
    Ok((rest, written))
}

/// `19-20.V.2003`
fn roman(i: &str) -> Parsed<'_, Written> {
    let numeral = map_opt(take_while1(|c| matches!(c, 'I' | 'V' | 'X')), month::roman);
    let (rest, ((first, _), range, _, month, _, year)) =
        (day, opt(preceded(one_of("-–"), day)), char('.'), numeral, char('.'), year).parse(i)?;
    let mut written = Written::new(Form::Roman, Partial::new(year, month, first));
    written.last = range.map(|(last, _)| Partial::new(year, month, last));
    Ok((rest, written))
}

/// `July 2003`, `Jan. 1996`
fn month_year(i: &str) -> Parsed<'_, Written> {
    let (rest, ((month, slips), (year, more))) = (month_word, year_behind).parse(i)?;
    let mut written =
        Written::new(Form::Month, Partial { year: Some(year), month: Some(month.number), day: None });
    written.slips = slips.and(more);
    Ok((rest, written))
}

fn any_date(i: &str) -> Parsed<'_, Written> {
    let written = alt((iso, dashed, roman, numeric, spoken, month_first, month_year));
    verify(written, |written: &Written| written.first.year.is_none_or(|year| year >= 1000)).parse(i)
}

/// Forms that are dates only where nothing else stands on the line.
fn alone(text: &str, offset: usize, order: Order) -> Option<(Date, usize)> {
    let mut issue = opt((tag("No. "), digit1, space0, one_of("-–"), space0));
    let (start, _) = issue.parse(text).ok()?;
    let written =
        alt((compact, short_iso, season, month_year, short_year, bare_year, suspect)).parse(start).ok()?;
    Some((place(&written.1, text, offset, text.offset(written.0), order), text.offset(written.0)))
}

/// `19990622`
fn compact(i: &str) -> Parsed<'_, Written> {
    let split = |run: u32| Partial::new(run / 10_000, run / 100 % 100, run % 100);
    let whole = map_opt(number(8..=8), |run| {
        Some(split(run)).filter(|date| date.day().is_some() && date.year.is_some_and(|y| YEARS.contains(&y)))
    });
    whole.map(|date| Written::new(Form::Compact, date)).parse(i)
}

/// `Summer 2001`
fn season(i: &str) -> Parsed<'_, Written> {
    let word = verify(take_while1(char::is_alphabetic), |word: &str| {
        ["spring", "summer", "autumn", "fall", "winter"]
            .iter()
            .any(|season| word.eq_ignore_ascii_case(season))
    });
    (word, space1, bare_year).map(|(_, _, written)| written).parse(i)
}

/// `2001`
fn bare_year(i: &str) -> Parsed<'_, Written> {
    let year = verify(number(4..=4), |year| YEARS.contains(year));
    year.map(|year| Written::new(Form::Year, Partial { year: Some(year), month: None, day: None })).parse(i)
}

/// `26 Sept. 01`
fn short_year(i: &str) -> Parsed<'_, Written> {
    let (rest, ((first, last, slips), _, year)) =
        (day_month, space1, map_opt(number(2..=2), century)).parse(i)?;
    let with = |partial: Partial| Partial { year: Some(year), ..partial };
    let slips = slips.with(Slip::TwoDigitYear, true);
    Ok((rest, Written { form: Form::DayMonth, first: with(first), last: last.map(with), slips }))
}

/// Shaped like a date and not readable as one: `9 Jluy 2003`. This is how a tolerant grammar meets an error.
fn suspect(i: &str) -> Parsed<'_, Written> {
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

/// `Tuesday, `, `Monday,` and a line end
fn weekday(i: &str) -> Parsed<'_, (Weekday, &str)> {
    let word = map_opt(consumed(take_while1(char::is_alphabetic)), |(word, _): (&str, &str)| {
        weekday_number(word).map(|day| (day, word))
    });
    terminated(word, (opt(char('.')), opt(char(',')), space0)).parse(i)
}

fn weekday_number(word: &str) -> Option<Weekday> {
    const NAMES: [(&str, Weekday); 7] = [
        ("monday", Weekday::Monday),
        ("tuesday", Weekday::Tuesday),
        ("wednesday", Weekday::Wednesday),
        ("thursday", Weekday::Thursday),
        ("friday", Weekday::Friday),
        ("saturday", Weekday::Saturday),
        ("sunday", Weekday::Sunday),
    ];
    let short = |name: &str| {
        (3..=5).contains(&word.len())
            && name.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
    };
    NAMES.iter().find(|(name, _)| name.eq_ignore_ascii_case(word) || short(name)).map(|(_, day)| *day)
}

/// ` 18:33`, ` at 11.30`, ` 1:17 p.m. EDT`, ` - 12:59   ET`
fn time_behind(i: &str) -> Parsed<'_, (&str, u32, u32)> {
    let lead = (take_while(|c| is_space(c) || matches!(c, ',' | '-' | '–' | '|')), opt((tag("at"), space1)));
    preceded(verify(recognize(lead), |lead: &str| !lead.is_empty()), alt((clock, military_clock))).parse(i)
}

/// `1130 Hours`
fn military_clock(i: &str) -> Parsed<'_, (&str, u32, u32)> {
    let unit = preceded(space1, alt((tag("Hours"), tag("hours"), tag("hrs"), tag("HRS"), tag("HOURS"))));
    let time = verify(number(4..=4), |time| time / 100 < 24 && time % 100 < 60);
    consumed((time, unit)).map(|(words, (time, _))| (words, time / 100, time % 100)).parse(i)
}

/// `18:33`, `11.30`, `1:17 p.m. EDT`: the words, hour and minute
pub(super) fn clock(i: &str) -> Parsed<'_, (&str, u32, u32)> {
    let (rest, (words, (hour, _, minute, half, _))) =
        consumed((number(1..=2), one_of(":."), number(2..=2), opt(preceded(space0, half_day)), opt(zone)))
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

/// `p.m.`, `AM`: true after noon
fn half_day(i: &str) -> Parsed<'_, bool> {
    let word =
        alt((tag("p.m."), tag("P.M."), tag("pm"), tag("PM"), tag("a.m."), tag("A.M."), tag("am"), tag("AM")));
    word.map(|word: &str| word.starts_with(['p', 'P'])).parse(i)
}

/// `EDT`, `(Local)`, `hrs`
fn zone(i: &str) -> Parsed<'_, &str> {
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
        tag("hrs"),
        tag("hours"),
        tag("h"),
        tag("(Local)"),
        tag("Local"),
        tag("local time"),
    ));
    preceded(space1, word).parse(i)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Value;

    fn read(text: &str) -> String {
        let Some(date) = date_line(text, 0, Order::DayFirst) else { return "no date".into() };
        let value = match date.value() {
            None => "none".to_string(),
            Some(Value::Single(one)) => one,
            Some(Value::Range(from, to)) => format!("{from}/{to}"),
        };
        let slips: Vec<String> = date.slips.iter().map(|slip| format!("{slip:?}")).collect();
        let clock = date.clock.map(|clock| format!("T{clock}")).unwrap_or_default();
        format!("{value}{clock} {}", slips.join(" ")).trim_end().to_string()
    }

    #[test]
    fn lines_of_the_survey() {
        let rows = [
            ("16-Jul-2003", "2003-07-16"),
            ("11-Dec-2003 18:33", "2003-12-11T18:33"),
            ("9-11 July 2003", "2003-07-09/2003-07-11"),
            ("19 Oct. 2004", "2004-10-19"),
            ("25 Sept. 2002", "2002-09-25"),
            ("12 Sep. 2003", "2003-09-12"),
            ("9 Dec 2002", "2002-12-09 MissingDot"),
            ("5 Sept 2001", "2001-09-05 MissingDot"),
            ("8 Dec . 2005", "2005-12-08 SpacedDot"),
            ("5-16 Nov . 2001", "2001-11-05/2001-11-16 SpacedDot"),
            ("7 Oct. . 2005", "2005-10-07 DoubledDot"),
            ("28 May. 2018", "2018-05-28 NeedlessDot"),
            ("7Sept. 2006", "2006-09-07 MissingSpace"),
            ("07 Apr. 2006", "2006-04-07 LeadingZero"),
            ("29th April 1996", "1996-04-29 Ordinal"),
            ("9TH JANUARY 1995", "1995-01-09 Ordinal"),
            ("May 30th, 1995", "1995-05-30 Ordinal"),
            ("22-23 Nov. 2007", "2007-11-22/2007-11-23"),
            ("February 3-5, 1995", "1995-02-03/1995-02-05"),
            ("07 Dec. 2007 - 07 Dec. 2007", "2007-12-07 LeadingZero SameDayRange"),
            ("10 Nov. 2011 -", "2011-11-10 OpenRange"),
            ("05 Aug. 200907 Aug. 2009", "2009-08-05 LeadingZero Glued"),
            ("21 November", "none MissingYear"),
            ("Tuesday, 1 March at 11.30", "noneT11:30 MissingYear"),
            ("21 November\n2002", "2002-11-21 BrokenLine"),
            ("Monday,\n18th Mar. 1996", "1996-03-18 Ordinal BrokenLine"),
            ("December 4, 2003", "2003-12-04"),
            ("18.01.2005", "2005-01-18"),
            ("03/22/2005", "2005-03-22"),
            ("8/07/2003", "2003-07-08 UnpaddedDay"),
            ("26/09/03", "2003-09-26 TwoDigitYear"),
            ("6-7/04/2006", "2006-04-06/2006-04-07"),
            ("Summer 2001", "2001"),
            ("No. 1 - Jan. 1996", "1996-01"),
            ("19990622", "1999-06-22"),
            ("19-20.V.2003", "2003-05-19/2003-05-20"),
            ("97-12-02", "1997-12-02 TwoDigitYear"),
            ("2 juillet 1999", "1999-07-02 ForeignMonth"),
            ("16 août 2005", "2005-08-16 ForeignMonth"),
            ("Tuesday, August 23, 2005 1:17 p.m. EDT", "2005-08-23T13:17"),
            ("September 16, 2002 - 12:59   ET", "2002-09-16T12:59"),
            ("9, 10 and 11 July 2003", "2003-07-09/2003-07-11"),
            ("2 to 4 April 2008", "2008-04-02/2008-04-04"),
            ("29 September- 5 Oct. 1999", "1999-09-29/1999-10-05"),
            ("July 2003", "2003-07"),
            ("2001", "2001"),
            ("31/02/2003", "none"),
            ("99 July 2003", "none"),
            ("October 10, 20001", "none"),
            ("9 Jluy 2003", "none MisspeltMonth"),
            ("14 July 2006", "2006-07-14"),
            ("15 July 1997, 1130 Hours", "1997-07-15T11:30"),
        ];
        for (text, value) in rows {
            assert_eq!(read(text), value, "{text}");
        }
    }

    #[test]
    fn near_misses_are_no_dates() {
        for text in [
            "NATO HQ,",
            "The 26 nations of 2003",
            "",
            "26-plus-1",
            "19 nations",
            "May they rest",
            "3 March of time",
            "5770kb",
            "2,000",
            "21 Mayors",
        ] {
            assert_eq!(read(text), "no date", "{text}");
        }
    }

    #[test]
    fn prose_dates() {
        let text = "from 9 to 11 July, after September 11, on 1 December 2003, 26-plus-1, in 2000, Resolution 1244 (1999), on March 3";
        let mut found = Vec::new();
        dates_in(text, 0, Order::DayFirst, |date| found.push(&text[date.span.start..date.span.end]));
        assert_eq!(found, ["9 to 11 July", "September 11", "1 December 2003", "March 3"]);
    }
}
