//! The dates and times of day in a piece.

use super::super::super::date::{self, Extent};
use super::super::pieces::Piece;
use super::{Row, features};
use crate::parse::number;

features! {
    /// Dates, times of day and numbers.
    Dates {
        Holds "date" ["full", "range", "numeric", "partial", "month", "year"],
        Only "nothing but a date",
        Rest "words beside the date" ["few", "some", "more", "many"],
        Several "several dates",
        Starts "begins with a date",
        Ends "ends with a date",
        Weekday "weekday",
        Clock "time of day",
        Number "document number",
        NumberOnly "nothing but a document number",
        RelatedHead "date, dash and source",
    }
}

/// Adds the features of a piece.
pub(super) fn add(piece: &Piece<'_>, row: &mut Row) {
    for extent in [Extent::Full, Extent::Range, Extent::Numeric, Extent::Partial, Extent::Month, Extent::Year]
    {
        if piece.dates.iter().any(|date| date.extent == extent) {
            row.value(Dates::Holds, extent as usize);
        }
    }
    if piece.dates.iter().any(|date| date.extent != Extent::Year) {
        match piece.without_dates().len() {
            0..4 => row.set(Dates::Only),
            rest => row.value(Dates::Rest, (rest / 15).min(3)),
        }
    }
    row.when(Dates::Several, piece.dates.len() > 1);
    row.when(Dates::Starts, piece.dates.first().is_some_and(|date| date.start == 0));
    row.when(Dates::Ends, piece.dates.last().is_some_and(|date| date.end == piece.text.len()));
    row.when(Dates::Weekday, piece.dates.iter().any(|date| date.date.weekday.is_some()));
    row.when(Dates::Clock, piece.dates.iter().any(|date| date.date.clock.is_some()) || has_clock(piece.text));
    if let Some((start, end)) = number::find(piece.text, &piece.profile.numbers) {
        row.set(Dates::Number);
        row.when(Dates::NumberOnly, (end - start) * 10 > piece.text.len() * 6);
    }
    row.when(Dates::RelatedHead, is_related_head(piece));
}

/// Whether a time of day stands somewhere.
fn has_clock(text: &str) -> bool {
    let head = super::head(text, 160);
    head.match_indices([':', '.', 'h']).any(|(at, _)| {
        let from = head[..at].len() - head[..at].bytes().rev().take(2).take_while(u8::is_ascii_digit).count();
        from < at
            && !head[..from].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '/' | ','))
            && date::clock(&head[from..]).is_ok()
    })
}

/// `25/06/2003 - NATO`
pub(in crate::parse::header) fn is_related_head(piece: &Piece<'_>) -> bool {
    piece.dates.first().is_some_and(|date| {
        let behind = piece.text[date.end..].trim_start();
        date.start == 0
            && date.extent <= Extent::Numeric
            && behind.strip_prefix(['-', '–']).is_some_and(|rest| !rest.trim().is_empty())
    })
}
