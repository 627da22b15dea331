//! Loosely written press dates: the grammar reads what was written, a rule judges it.
//!
//! Entry points: [`date`] at the start of a text, [`date_line`] for a line that is nothing but a date, and
//! [`dates_in`] for prose.

use std::ops::RangeInclusive;

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while};
use nom::character::complete::{digit1, one_of};
use nom::combinator::{opt, verify};
use nom::sequence::preceded;
use nom::{IResult, Offset, Parser};

use super::month::{self};
use crate::document::{Clock, Date, Form, Partial, Slip, Slips, Weekday};
use crate::profile::Order;
use crate::source::Span;

mod clock;
mod find;
mod forms;
mod words;

pub(super) use clock::clock;
pub use find::Extent;
pub(super) use find::{Found, crawl_stamp, find};

use clock::time_behind;
use forms::{any_date, bare_year, compact, month_year, season, short_iso, short_year, suspect};
use words::{DayName, foreign_weekday, is_space, space0, weekday, weekday_behind, weekday_number};

type Parsed<'a, T> = IResult<&'a str, T>;

/// Years that a compact or two-digit date may mean.
const YEARS: RangeInclusive<u32> = 1900..=2099;

/// A date as read by a grammar, before it has a position in the source.
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

/// The date at the start of `text` at `offset`, including the weekday before and the time after it.
pub(super) fn date(text: &str, offset: usize, order: Order) -> Option<(Date, usize)> {
    let (rest, (before, written)) = weekday_and_date(text)?;
    let is_foreign = written.slips.has(Slip::ForeignMonth);
    let mut date = place(&written, text, offset, text.offset(rest), order);
    let named = |name: DayName| (name.day, span_of(text, name.word, offset));
    date.weekday = before.map(named);
    let comma = take_while(|c| c == ',' || is_space(c));
    let sure = verify(weekday_behind, |name: &DayName| is_foreign || !name.is_doubtful);
    let (rest, behind) = opt(preceded(comma, sure)).parse(rest).ok()?;
    date.weekday = date.weekday.or(behind.map(named));
    if is_foreign {
        choose_month(&mut date, &text[..text.offset(rest)]);
    }
    let (rest, clock) = opt(alt((time_behind, clock))).parse(rest).ok()?;
    date.clock = clock.map(|(word, hour, minute)| Clock { span: span_of(text, word, offset), hour, minute });
    Some((date, text.offset(rest)))
}

/// `listopad` is a month in two languages: the weekday decides.
fn choose_month(date: &mut Date, text: &str) {
    let Some((weekday, _)) = date.weekday.filter(|_| date.last.is_none()) else { return };
    let fits = |first: Partial| first.day().is_some_and(|day| Weekday::of(day) == weekday);
    if date.first.day().is_none() || fits(date.first) {
        return;
    }
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let other = words
        .flat_map(month::all)
        .map(|month| Partial { month: Some(month), ..date.first })
        .find(|first| fits(*first));
    if let Some(other) = other {
        date.first = other;
    }
}

/// A date with or without its weekday. `So` and `Mar.` are weekdays only before a date in a language that has them.
fn weekday_and_date(text: &str) -> Option<(&str, (Option<DayName<'_>>, Written))> {
    let first = text.as_bytes().first()?;
    if first.is_ascii() && !first.is_ascii_alphabetic() {
        // Neither weekday nor month: a number or nothing.
        let (rest, written) = any_date(text).ok()?;
        return Some((rest, (None, written)));
    }
    let (after, before) = opt(weekday).parse(text).ok()?;
    let is_doubtful = before.is_some_and(|name| name.is_doubtful);
    match any_date(after) {
        Ok((rest, written)) if !is_doubtful || written.slips.has(Slip::ForeignMonth) => {
            Some((rest, (before, written)))
        }
        _ if is_doubtful => any_date(text).ok().map(|(rest, written)| (rest, (None, written))),
        _ => None,
    }
}

/// A line that is only a date: `9-11 July 2003`, `Tuesday, 19 October 2004`, `9 Jluy 2003`.
///
/// More forms are accepted here than in prose: `19990622`, `Summer 2001`, `2001`, an open range, and near misses.
pub(super) fn date_line(text: &str, offset: usize, order: Order) -> Option<Date> {
    date_of_line(text, offset, order, date(text, offset, order))
}

/// The same, if it is known whether there is a date at the start of the text.
pub(super) fn date_of_line(
    text: &str,
    offset: usize,
    order: Order,
    begins: Option<(Date, usize)>,
) -> Option<Date> {
    let (mut date, used) = begins.or_else(|| alone(text, offset, order))?;
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

/// `07 Aug. 2009` directly after `05 Aug. 2009`.
fn glued(rest: &str, order: Order) -> Option<(&str, ())> {
    let (_, used) = date(rest, 0, order)?;
    Some((&rest[used..], ()))
}

/// The dates inside prose, found by their digits; bare years and months are left alone.
pub(super) fn dates_in(text: &str, offset: usize, order: Order, mut found: impl FnMut(Date)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(digit) = next_digit(bytes, at) {
        let start = month_before(text, at, digit).unwrap_or(digit);
        let mut starts = std::iter::once(start).chain((start < digit).then_some(digit));
        let candidate = starts.find_map(|start| {
            let before = text[..start].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '-' | '.' | '$' | '€' | '£'))
            {
                return None;
            }
            if start == digit && !may_begin_date(&bytes[digit..]) {
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

/// The position of the next digit. Prose has few of them, and blocks of bytes are searched at once.
fn next_digit(bytes: &[u8], from: usize) -> Option<usize> {
    const BLOCK: usize = 32;
    let none = |block: &&[u8]| !block.iter().fold(false, |any, byte| any | byte.is_ascii_digit());
    let from = from + BLOCK * bytes[from..].chunks_exact(BLOCK).take_while(none).count();
    bytes[from..].iter().position(u8::is_ascii_digit).map(|at| from + at)
}

/// Whether a date may begin with these digits: a day or a number of two digits, or a year and a dash.
fn may_begin_date(bytes: &[u8]) -> bool {
    let digits = bytes.iter().take(5).take_while(|byte| byte.is_ascii_digit()).count();
    match digits {
        4 => bytes.get(4) == Some(&b'-'),
        digits => digits <= 2,
    }
}

/// Whether a date in prose is certainly one: a day with a month in words, or all three numbers.
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

/// The start of a month or weekday word before the digits at `digit`.
fn month_before(text: &str, from: usize, digit: usize) -> Option<usize> {
    let before = text[from..digit].trim_end_matches([' ', ',', '.']);
    let start = from
        + before
            .rfind(|c: char| !c.is_alphabetic())
            .map_or(0, |p| p + before[p..].chars().next().map_or(1, char::len_utf8));
    let word = &text[start..from + before.len()];
    let close = digit - (from + before.len()) <= 2;
    let is_word = || month::lookup(word).is_some() || weekday_number(word).is_some();
    (close && (is_word() || foreign_weekday(word).is_some())).then_some(start)
}

fn place(written: &Written, text: &str, offset: usize, used: usize, order: Order) -> Date {
    let span = Span::new(offset, offset + text[..used].trim_end().len());
    let bare = Date::new(span, written.form, written.first);
    let mut date = Date { last: written.last, slips: written.slips, ..bare };
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

/// Forms that are dates only if nothing else is on the line.
fn alone(text: &str, offset: usize, order: Order) -> Option<(Date, usize)> {
    let mut issue = opt((tag("No. "), digit1, space0, one_of("-–"), space0));
    let (start, _) = issue.parse(text).ok()?;
    let written = if start.starts_with(|c: char| c.is_ascii_digit()) {
        alt((compact, short_iso, short_year, bare_year, suspect)).parse(start)
    } else {
        alt((season, month_year)).parse(start)
    };
    let written = written.ok()?;
    Some((place(&written.1, text, offset, text.offset(written.0), order), text.offset(written.0)))
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
    fn stamps_of_crawlers() {
        assert_eq!(crawl_stamp("date 2017-03 Le président"), 13);
        assert_eq!(crawl_stamp("date 2017-03-05 Le président"), 16);
        for line in ["date 2017-03-05", "date 2017 was", "date 2017-0305 was", "Date 2017-03 Le président"] {
            assert_eq!(crawl_stamp(line), 0, "{line}");
        }
    }

    #[test]
    fn lines_of_other_languages() {
        let rows = [
            ("27. September 2013", "2013-09-27"),
            ("vom 18. bis 21. Februar 2002", "no date"),
            ("18. bis 21. Februar 2002", "2002-02-18/2002-02-21 ForeignMonth"),
            ("18./19. Februar 2002", "2002-02-18/2002-02-19 ForeignMonth"),
            ("6 DE DEZEMBRO DE 2006", "2006-12-06 ForeignMonth"),
            ("29 dediciembre de 2003", "2003-12-29 ForeignMonth"),
            ("29 december 2003", "2003-12-29"),
            ("mayo 22 de 2015", "2015-05-22 ForeignMonth"),
            ("3 y 4 de mayo de 2010", "2010-05-03/2010-05-04 ForeignMonth"),
            ("April 30 - May 2, 2004", "2004-04-30/2004-05-02"),
            ("2016. november 2. 5:44", "2016-11-02T05:44"),
            ("26 July 201816:53", "2018-07-26T16:53"),
            ("2013-05-11 19:02:00", "2013-05-11T19:02"),
            ("2014-07-23T23:30:04Z", "2014-07-23T23:30"),
            ("Mittwoch, 5. Mai 2010 um 9:30 Uhr", "2010-05-05T09:30 ForeignMonth"),
            // October in Croatian, November in Czech: the weekday says which.
            ("uto, 21. lis. 2025", "2025-10-21 ForeignMonth"),
            ("Středa 11. listopadu 1998", "1998-11-11 ForeignMonth"),
        ];
        for (text, expected) in rows {
            assert_eq!(read(text), expected, "{text}");
        }
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
            ("Mar 9, 2003", "2003-03-09 MissingDot"),
        ];
        for (text, value) in rows {
            assert_eq!(read(text), value, "{text}");
        }
    }

    #[test]
    fn lines_in_other_languages() {
        let rows = [
            ("9 juil. 2003", "2003-07-09"),
            ("mercredi 9 juillet 2003", "2003-07-09"),
            ("mer. 9 juil. 2003", "2003-07-09"),
            ("1er août 2003", "2003-08-01"),
            ("9. Juli 2003", "2003-07-09"),
            ("Mittwoch, 9. Juli 2003", "2003-07-09"),
            ("Mi. 8. Okt. 2003", "2003-10-08"),
            ("Juli 2003", "2003-07"),
            ("miércoles 9 de julio de 2003", "2003-07-09"),
            ("9 ago. 2003", "2003-08-09"),
            ("mercoledì 9 luglio 2003", "2003-07-09"),
            ("9 set. 2003", "2003-09-09"),
            ("9 luglio", "none"),
            ("9 juli", "none"),
            ("woensdag 9 juli 2003", "2003-07-09"),
            ("9 mrt 2003", "2003-03-09"),
            ("9 июля 2003", "2003-07-09"),
            ("9 июля 2003 г.", "2003-07-09"),
            ("среда, 9 июля 2003 года", "2003-07-09"),
            ("9 янв. 2003", "2003-01-09"),
            ("Июль 2003", "2003-07"),
            ("9 липня 2003", "2003-07-09"),
            ("п’ятниця, 11 липня 2003 року", "2003-07-11"),
            ("Липень 2003", "2003-07"),
        ];
        for (text, value) in rows {
            let found = read(text);
            let (day, slips) = found.split_once(' ').unwrap_or((&found, ""));
            assert_eq!(day, value, "{text}");
            let slips: Vec<&str> =
                slips.split(' ').filter(|slip| !["Ordinal", "MissingYear"].contains(slip)).collect();
            assert_eq!(slips, ["ForeignMonth"], "{text}");
            let date = date_line(text, 0, Order::DayFirst).expect("is a date");
            if let (Some((day, _)), Some(first)) = (date.weekday, date.first.day()) {
                assert_eq!(day, Weekday::of(first), "{text}");
            }
            let begins_with_month = ["Juli", "Июль", "Липень"].iter().any(|month| text.starts_with(month));
            let is_bare = begins_with_month || text.starts_with(|c: char| c.is_ascii_digit());
            assert_eq!(date.weekday.is_none(), is_bare, "{text}");
        }
    }

    #[test]
    fn words_of_other_languages_are_no_dates_in_english() {
        for text in ["So 9 July 2003 was the day", "they do 9 July 2003 again", "at 9 July 2003, so we came"]
        {
            let mut found = Vec::new();
            dates_in(text, 0, Order::DayFirst, |date| {
                found.push((date.weekday, &text[date.span.start..date.span.end]))
            });
            assert_eq!(found, [(None, "9 July 2003")], "{text}");
        }
        for text in [
            "the 5 set up",
            "Gen 3 of it",
            "2 mag",
            "in 7 set 12",
            "all 9 lug nuts",
            "a 3 dic",
            "12 ago",
            "20 may come",
            "5 march on",
            "3 mars bars",
            "2 mar it",
        ] {
            dates_in(text, 0, Order::DayFirst, |date| panic!("{text}: {date:?}"));
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
