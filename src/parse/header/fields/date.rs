//! The day of the event.

use super::super::super::date::{self, Extent, Found};
use super::super::super::phrase;
use super::super::labels::Role;
use super::super::pieces::Piece;
use super::Fields;
use crate::document::{Date, Value};
use crate::profile::Field;

impl Fields<'_, '_, '_> {
    pub(super) fn date(&mut self) {
        let found = self.broken_date().or_else(|| self.date_of_pieces());
        let found = found
            .or_else(|| self.lone_date())
            .or_else(|| self.date_in_words())
            .or_else(|| self.date_at_end());
        self.reader.header.date = found;
        self.only_stamp();
    }

    /// The first readable date of the pieces that the model takes for it, the surest first.
    fn date_of_pieces(&self) -> Option<Date> {
        let mut pieces: Vec<usize> =
            (0..self.pieces.len()).filter(|at| self.role(*at) == Role::Date).collect();
        #[expect(clippy::cast_possible_truncation, reason = "between nought and ten")]
        pieces.sort_by_key(|at| -(self.certainty(&(*at..*at + 1), Role::Date) * 10.0).round() as i32);
        let readable = |date: &Date| date.value().is_some() || self.reader.header.updated.is_some();
        let dates =
            || pieces.iter().filter_map(|at| fullest(&self.pieces[*at].dates)).map(|found| &found.date);
        dates().find(|date| readable(date)).or_else(|| dates().next()).cloned()
    }

    /// `21 November` / `2002`, `Monday,` / `18th Mar. 1996`: a narrow cell broke the date over two lines.
    fn broken_date(&self) -> Option<Date> {
        let whole = |at: usize| {
            let (above, below) = (&self.pieces[at], self.pieces.get(at + 1)?);
            let narrow = below.gap == 0
                && below.line == above.line + 1
                && above.text.len() <= 30
                && below.text.len() <= 30;
            let half = above.text.ends_with("day")
                || above.text.ends_with("day,")
                || above.dates.iter().any(|found| found.extent == Extent::Partial);
            let text = &self.reader.text[above.start..below.start + below.text.len()];
            let dated = narrow && half && (self.role(at) == Role::Date || self.role(at + 1) == Role::Date);
            dated.then(|| date::date_line(text, above.start, self.reader.order())).flatten()
        };
        (0..self.prose().min(self.pieces.len())).find_map(whole).filter(|date| date.value().is_some())
    }

    /// Outside the pages that always have a stamp, a stamp that is the only date is the date.
    fn only_stamp(&mut self) {
        let stamped = self.shape.expects.contains(&Field::Updated);
        let header = &mut self.reader.header;
        if !stamped
            && header.date.is_none()
            && header.updated.as_ref().is_some_and(|stamp| {
                stamp.span.start < self.reader.lines[self.reader.footer.saturating_sub(1)].span.start
            })
        {
            header.date = header.updated.take();
        }
    }

    /// The days that stand alone on their lines. Three of them or more are the entries of a list.
    fn is_list(&self) -> bool {
        let alone =
            (0..self.pieces.len()).filter(|at| self.pieces[*at].is_date() && self.role(*at) != Role::Updated);
        let mut days: Vec<_> =
            alone.filter_map(|at| self.pieces[at].dates.first()?.date.first_day()).collect();
        days.sort_unstable();
        days.dedup();
        days.len() >= 3
    }

    /// The only date of the last short lines: under a signature, say.
    fn date_at_end(&self) -> Option<Date> {
        if self.reader.header.updated.is_some() {
            return None;
        }
        let short = |piece: &&Piece<'_>| {
            piece.text.len() < 90
                && !phrase::ends_sentence(piece.text)
                && piece.dates.iter().any(|found| found.extent <= Extent::Numeric)
        };
        let mut dated = self.pieces.iter().filter(short);
        let last = dated.next()?;
        dated.next().is_none().then(|| fullest(&last.dates).map(|found| found.date.clone())).flatten()
    }

    /// A date alone on its line, or with little beside it.
    fn lone_date(&self) -> Option<Date> {
        if self.is_list() {
            return None;
        }
        let free = |at: &usize| {
            !matches!(self.role(*at), Role::Updated | Role::Related | Role::RelatedHead | Role::Media)
        };
        let lone = (0..self.prose()).filter(free).find_map(|at| {
            let piece = &self.pieces[at];
            let found = piece.dates.iter().find(|found| found.extent <= Extent::Numeric)?;
            (piece.without_dates().len() < 12).then_some(found)
        });
        lone.map(|found| found.date.clone())
    }

    /// The last date inside a title, byline or other line of a field.
    fn date_in_words(&self) -> Option<Date> {
        let words = (0..self.pieces.len()).find_map(|at| {
            let all = match self.role(at) {
                Role::Title => [Extent::Full, Extent::Numeric].as_slice(),
                Role::Byline | Role::Place | Role::Genre | Role::Number => {
                    &[Extent::Full, Extent::Numeric, Extent::Range]
                }
                Role::Series => &[Extent::Full, Extent::Numeric, Extent::Range, Extent::Month],
                _ => &[],
            };
            self.pieces[at].dates.iter().rev().find(|found| all.contains(&found.extent))
        });
        words.map(|found| found.date.clone())
    }

    /// An event day in title or byline, and a later day alone: the later one is when it was posted.
    pub(super) fn posting_day(&mut self) {
        let header = &self.reader.header;
        let Some(day) = header.date.as_ref().filter(|_| header.updated.is_none()).and_then(single) else {
            return;
        };
        let words = (0..self.pieces.len()).filter(|at| matches!(self.role(*at), Role::Title | Role::Byline));
        let event = words.flat_map(|at| &self.pieces[at].dates).find(|found| {
            matches!(found.extent, Extent::Full | Extent::Numeric) && single(&found.date).is_some()
        });
        let lone = (0..self.pieces.len()).any(|at| {
            self.role(at) == Role::Date
                && self.pieces[at].dates.iter().any(|found| single(&found.date) == Some(day))
        });
        let Some(event) = event.filter(|_| lone) else { return };
        let Some(first) = single(&event.date) else { return };
        let later = (day - first).get_days();
        if (1..=31).contains(&later) {
            let event = event.date.clone();
            self.reader.header.updated = self.reader.header.date.replace(event);
        }
    }
}

/// The fullest date of a piece.
fn fullest(dates: &[Found]) -> Option<&Found> {
    dates.iter().min_by_key(|found| if found.extent == Extent::Range { Extent::Full } else { found.extent })
}

/// The one day of a date.
fn single(date: &Date) -> Option<jiff::civil::Date> {
    matches!(date.value()?, Value::Single(_)).then(|| date.first_day()).flatten()
}
