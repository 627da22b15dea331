//! The days of a document against each other: the day of an event, when the page was posted, the entries of a list.

use super::super::super::date::Extent;
use super::super::pieces::Piece;
use super::dates::Dates as D;
use super::layout::Layout as L;
use super::words::Words as W;
use super::{Row, features};

features! {
    /// The days of a document against each other.
    Stamps {
        Lines "days alone on a line" ["none", "one", "two", "three or more"],
        Only "the only day",
        Same "the same day" ["above", "below"],
        Later "later than a day" ["above", "below"],
        Earlier "earlier than a day" ["above", "below"],
        ClockOnly "the only day with a time of day",
        Word "stamp word" ["and another day", "and no other day"],
        BareLater "later than another day, without a word" ["time of day", "no time of day"],
        Text "text above a day alone" ["none", "some"],
        Closes "a day in the last lines",
    }
}

/// A whole day in a piece.
struct Day {
    piece: usize,
    day: jiff::civil::Date,
}

/// Adds what the days say of each other.
pub(super) fn add(pieces: &[Piece<'_>], rows: &[Row], all: &mut [Row]) {
    let days = days(pieces);
    let lines = lines(&days, rows);
    let text =
        rows.iter().position(|row| row.has(L::Long) && (row.has(L::Sentences) || row.has(L::EndsSentence)));
    let clocks = days.iter().filter(|day| rows[day.piece].has(D::Clock)).count();
    for (at, row) in all.iter_mut().enumerate() {
        if !rows[at].has(D::Holds) && !rows[at].holds(D::Holds, 1..6) {
            continue;
        }
        row.value(Stamps::Lines, lines.min(3));
        if let Some(own) = days.iter().find(|day| day.piece == at) {
            compare(own, &days, &rows[at], row);
            row.when(Stamps::ClockOnly, clocks == 1 && days.len() > 1 && rows[at].has(D::Clock));
            if rows[at].has(D::Only) {
                row.value(Stamps::Text, usize::from(text.is_some_and(|text| text < at)));
            }
            row.when(Stamps::Closes, at > 2 && at + 3 >= rows.len());
        }
    }
}

/// The first whole day of each piece that has one.
fn days(pieces: &[Piece<'_>]) -> Vec<Day> {
    let day = |(piece, held): (usize, &Piece<'_>)| {
        let found = held.dates.iter().find(|found| matches!(found.extent, Extent::Full | Extent::Numeric))?;
        Some(Day { piece, day: found.date.first_day()? })
    };
    pieces.iter().enumerate().filter_map(day).collect()
}

/// How many different days stand alone on a line.
fn lines(days: &[Day], rows: &[Row]) -> usize {
    let mut alone: Vec<_> =
        days.iter().filter(|day| rows[day.piece].has(D::Only)).map(|day| day.day).collect();
    alone.sort_unstable();
    alone.dedup();
    alone.len()
}

fn compare(own: &Day, days: &[Day], held: &Row, row: &mut Row) {
    let word = held.has(W::Update) || held.holds(W::Update, 1..2);
    row.when(Stamps::Only, days.iter().all(|other| other.day == own.day));
    for other in days.iter().filter(|other| other.piece != own.piece) {
        let feature = match own.day.cmp(&other.day) {
            std::cmp::Ordering::Less => Stamps::Earlier,
            std::cmp::Ordering::Equal => Stamps::Same,
            std::cmp::Ordering::Greater => Stamps::Later,
        };
        row.once(feature, usize::from(other.piece > own.piece));
    }
    if word {
        row.value(Stamps::Word, usize::from(days.len() == 1));
    } else if row.holds(Stamps::Later, 0..2) {
        row.value(Stamps::BareLater, usize::from(!held.has(D::Clock)));
    }
}
