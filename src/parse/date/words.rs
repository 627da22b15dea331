//! The words of dates: days, months, years, weekdays, clock times, and the words between them.

use std::ops::RangeInclusive;

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::{tag, take_while, take_while_m_n, take_while1};
use nom::character::complete::{char, digit1, one_of};
use nom::combinator::{consumed, map_opt, opt, peek, recognize, verify};
use nom::sequence::terminated;

use super::super::month::{self, Month};
use super::Parsed;
use crate::document::{Slip, Slips, Weekday};
use crate::language::{self, Language, WordClass};

pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{a0}')
}

pub(super) fn space0(i: &str) -> Parsed<'_, &str> {
    take_while(is_space).parse(i)
}

pub(super) fn space1(i: &str) -> Parsed<'_, &str> {
    take_while1(is_space).parse(i)
}

/// A number with this many digits, and no digit after it.
pub(super) fn number(digits: RangeInclusive<usize>) -> impl FnMut(&str) -> Parsed<'_, u32> {
    move |i| {
        let run = verify(digit1, |run: &str| digits.contains(&run.len()));
        map_opt(run, |run: &str| run.parse().ok()).parse(i)
    }
}

/// `16`, `07`: whether it had a leading zero is the second part.
pub(super) fn day(i: &str) -> Parsed<'_, (u32, bool)> {
    consumed(number(1..=2)).map(|(text, day)| (day, text.starts_with('0'))).parse(i)
}

/// `29th`, `3rd`, `1er`
pub(super) fn ordinal(i: &str) -> Parsed<'_, &str> {
    terminated(
        verify(take_while1(char::is_alphabetic), |word: &str| {
            ["st", "nd", "rd", "th", "er", "º", "ª", "e", "го", "de"]
                .iter()
                .any(|ending| word.eq_ignore_ascii_case(ending))
        }),
        peek(take_while(is_space)),
    )
    .parse(i)
}

/// `2003`; a run of five digits is kept too, for the rule to see
pub(super) fn year(i: &str) -> Parsed<'_, u32> {
    number(4..=5).parse(i)
}

/// `200907 Aug. 2009`: the year of a date that the next one is glued to
pub(super) fn glued_year(i: &str) -> Parsed<'_, u32> {
    let four = map_opt(take_while_m_n(4, 4, |c: char| c.is_ascii_digit()), |year: &str| year.parse().ok());
    terminated(four, peek((day, space0, month_word))).parse(i)
}

/// `201816:53`: the year that a time of day is glued to
pub(super) fn year_and_clock(i: &str) -> Parsed<'_, u32> {
    let four = map_opt(take_while_m_n(4, 4, |c: char| c.is_ascii_digit()), |year: &str| year.parse().ok());
    terminated(four, peek((number(2..=2), char(':'), number(2..=2)))).parse(i)
}

/// A month word, and the anomalies of its full stop: `Dec.`, `Dec`, `Dec .`, `Oct. .`, `May.`
pub(super) fn month_word(i: &str) -> Parsed<'_, (Month, Slips)> {
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
    let rest_behind = &rest[stops.len()..];
    if month.wants_year && !has_year(rest_behind) {
        return Err(nom::Err::Error(nom::error::Error::new(i, nom::error::ErrorKind::Verify)));
    }
    Ok((rest_behind, (month, slips)))
}

/// Whether a year of four digits follows, or a day and a year: ` 2003`, ` de 2003`, ` 9, 2003`.
fn has_year(behind: &str) -> bool {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let behind = behind.trim_start();
    let behind = ["de ", "del ", "do "].iter().find_map(|of| behind.strip_prefix(of)).unwrap_or(behind);
    match digits(behind) {
        days @ 1..=2 => digits(behind[days..].trim_start_matches([',', ' '])) == 4,
        length => length == 4,
    }
}

/// `-`, `–`, `to`, `and`, `au`: between the ends of a range, or the days of a list
pub(super) fn dash(i: &str) -> Parsed<'_, ()> {
    // Most often the month follows.
    let next = i.trim_start_matches(is_space);
    if !next
        .starts_with(['-', '–', '—', ',', '&', 't', 'a', 'e', 'u', 'b', 'y', 'i', 'o', 'd', 'и', 'п', 'і'])
    {
        return Err(nom::Err::Error(nom::error::Error::new(i, nom::error::ErrorKind::Alt)));
    }
    let english = alt((tag("to"), tag("and"), tag("until"), tag("through")));
    let others = alt((
        tag("au"),
        tag("et"),
        tag("bis"),
        tag("und"),
        tag("al"),
        tag("a"),
        tag("y"),
        tag("e"),
        tag("en"),
        tag("t/m"),
    ));
    let more = alt((
        tag("tot"),
        tag("till"),
        tag("til"),
        tag("og"),
        tag("och"),
        tag("i"),
        tag("do"),
        tag("až"),
        tag("и"),
        tag("по"),
        tag("і"),
    ));
    let word = alt((english, others, more));
    let dash = alt((
        recognize((space0, one_of("-–—"), space0)),
        recognize((space1, word, space1)),
        recognize((char(','), space1)),
        recognize((space0, char('&'), space0)),
    ));
    dash.map(|_| ()).parse(i)
}

/// Whether what [`dash`] has read joins a list and no range: `and`, a comma.
pub(super) fn is_and(joint: &str) -> bool {
    matches!(
        joint.trim(),
        "and" | "et" | "und" | "y" | "e" | "en" | "og" | "och" | "i" | "и" | "і" | "&" | ","
    )
}

pub(super) fn century(year: u32) -> Option<u32> {
    Some(if year < 50 { 2000 + year } else { 1900 + year })
}

/// No letter or digit may follow, or the number is something else: `21 Mayors`, `May 2003`.
pub(super) fn word_ends(i: &str) -> Parsed<'_, ()> {
    let more = i.trim_start_matches('.').chars().next().is_some_and(char::is_alphanumeric);
    if more {
        Err(nom::Err::Error(nom::error::Error::new(i, nom::error::ErrorKind::Eof)))
    } else {
        Ok((i, ()))
    }
}

/// A weekday as named in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct DayName<'a> {
    pub(super) day: Weekday,
    pub(super) word: &'a str,
    /// An abbreviation that is not English, and another word there: `so`, `do`, `mar`.
    pub(super) is_doubtful: bool,
}

/// `Tuesday, `, `Monday,` and a line end, `mercredi ` before a digit
pub(super) fn weekday(i: &str) -> Parsed<'_, DayName<'_>> {
    named(i, |word, rest| {
        let day = weekday_number(word).map(|day| (day, false));
        let is_number_next =
            || rest.trim_start_matches(['.', ',', ' ']).starts_with(|c: char| c.is_ascii_digit());
        day.or_else(|| is_number_next().then(|| foreign_weekday(word)).flatten())
    })
}

/// The weekday after a date, in any language.
pub(super) fn weekday_behind(i: &str) -> Parsed<'_, DayName<'_>> {
    named(i, |word, _| weekday_number(word).map(|day| (day, false)).or_else(|| foreign_weekday(word)))
}

fn named<'a>(i: &'a str, find: impl Fn(&str, &str) -> Option<(Weekday, bool)>) -> Parsed<'a, DayName<'a>> {
    let (rest, word) = take_while1(|c: char| c.is_alphabetic() || c == '’').parse(i)?;
    let Some((day, is_doubtful)) = find(word, rest) else {
        return Err(nom::Err::Error(nom::error::Error::new(i, nom::error::ErrorKind::MapOpt)));
    };
    let (rest, _) = (opt(char('.')), opt(char(',')), space0).parse(rest)?;
    Ok((rest, DayName { day, word, is_doubtful }))
}

const WEEKDAYS: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

/// The weekday of an English word.
pub(super) fn weekday_number(word: &str) -> Option<Weekday> {
    let first = word.as_bytes().first()?.to_ascii_lowercase();
    let short = |name: &str| {
        (3..=5).contains(&word.len())
            && name.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
    };
    let names = Language::ENGLISH.words().weekdays.iter().zip(WEEKDAYS);
    let mut like = names.filter(|(name, _)| name.as_bytes()[0] == first);
    like.find(|(name, _)| name.eq_ignore_ascii_case(word) || short(name)).map(|(_, day)| day)
}

/// The weekday of a word in another language, and whether it may be another word.
pub(super) fn foreign_weekday(word: &str) -> Option<(Weekday, bool)> {
    let entry = language::lookup(word)?;
    // `so` is Sunday for more readers than it is Saturday.
    let (number, _) = entry.weekdays().last()?;
    let whole = entry.has(WordClass::Weekday);
    Some((*WEEKDAYS.get(usize::from(number).checked_sub(1)?)?, !whole))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_all_weekdays() {
        let languages = [
            "lundi mardi mercredi jeudi vendredi samedi dimanche",
            "montag dienstag mittwoch donnerstag freitag samstag sonntag",
            "lunes martes miércoles jueves viernes sábado domingo",
            "lunedì martedì mercoledì giovedì venerdì sabato domenica",
            "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
            "понедельник вторник среда четверг пятница суббота воскресенье",
            "понеділок вівторок середа четвер п’ятниця субота неділя",
            "lun mar mer jeu ven sam dim",
            "mo di mi do fr sa so",
            "lun mar mié jue vie sáb dom",
            "lun mar mer gio ven sab dom",
            "ma di wo do vr za zo",
            "пн вт ср чт пт сб вс",
            "пн вт ср чт пт сб нд",
        ];
        for names in languages {
            let numbers = names.split(' ').map(|name| foreign_weekday(name).map(|(day, _)| day));
            assert!(numbers.eq(WEEKDAYS.map(Some)), "{names}");
        }
    }
}
