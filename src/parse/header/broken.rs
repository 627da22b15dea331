//! Dates and document types that a narrow cell broke over two lines.

use super::super::classify::Class;
use super::super::genre::{self, Typed};
use super::super::line::Cell;
use super::super::{date, phrase};
use super::Walk;
use crate::document::{Form, Slip};

impl Walk<'_, '_> {
    /// `21 November` / `2002`, `Monday,` / `18th Mar. 1996`: one date on two lines.
    pub(super) fn join_broken_dates(&mut self) {
        for at in 1..self.cells.len() {
            let (above, below) = (self.cells[at - 1], self.cells[at]);
            if !is_narrow(&above, &below, 30) || !self.is_half_a_date(at - 1) {
                continue;
            }
            let both = &self.reader.text[above.start..below.start + below.text.len()];
            if let Some(date) = date::date_line(both, above.start, self.reader.order())
                .filter(|date| date.form != Form::Suspect)
            {
                self.settle_class(at - 1, Class::Date(date));
                // The second half is passed over by whoever takes the first.
                self.settle_class(at, Class::Short);
            }
        }
    }

    /// Whether the cell is a weekday, or a date that wants its year or its time from the line below.
    fn is_half_a_date(&self, at: usize) -> bool {
        let (text, below) = (self.cells[at].text, self.cells[at + 1].text);
        let weekday = text.ends_with("day") || text.ends_with("day,");
        let date = || match self.class(at) {
            Class::Date(date) => Some(date),
            _ => None,
        };
        weekday
            || date().is_some_and(|date| {
                date.slips.has(Slip::MissingYear) || date::clock(below).is_ok_and(|(rest, _)| rest.is_empty())
            })
    }

    /// `Media` / `Statement`, `Video` / `interview`: a document type on two lines of a narrow cell.
    pub(super) fn join_broken_genres(&mut self) {
        for at in 1..self.cells.len().min(20) {
            let (above, below) = (self.cells[at - 1], self.cells[at]);
            if !is_narrow(&above, &below, 24)
                || !matches!(self.class(at - 1), Class::Short | Class::BlockName)
                || !matches!(self.class(at), Class::Short | Class::Genre(_))
            {
                continue;
            }
            let both = format!("{} {}", above.text, below.text);
            let profile = self.reader.profile;
            let whole = genre::genre(&both, &profile.genres).filter(|typed| typed.len == both.len());
            let named = phrase::any_is(&both, &profile.numbers.leads);
            if let Some(typed) = whole.filter(|_| !named) {
                let len = below.start + below.text.len() - above.start;
                self.settle_class(at - 1, Class::Genre(Typed { len, ..typed }));
                self.settle_class(at, Class::Short);
            }
        }
    }
}

/// Whether two cells stand directly below each other, and neither is longer than `most` bytes.
fn is_narrow(above: &Cell<'_>, below: &Cell<'_>, most: usize) -> bool {
    below.gap == 0 && above.text.len() <= most && below.text.len() <= most && below.line == above.line + 1
}
