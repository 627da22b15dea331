//! The update stamp.

use super::super::super::date::{Extent, Found};
use super::super::super::lexis::Class;
use super::super::labels::{Label, Role};
use super::Fields;
use crate::profile::Field;

impl Fields<'_, '_, '_> {
    /// The first readable day of the pieces that are stamps. A stamp at the end of the page has been read before.
    pub(super) fn updated(&mut self) {
        if self.reader.header.updated.is_some() {
            return;
        }
        self.day_of_issue();
        let stamps = (0..self.pieces.len()).filter(|at| self.role(*at) == Role::Updated);
        let found = stamps
            .flat_map(|at| &self.pieces[at].dates)
            .find(|found| matches!(found.extent, Extent::Full | Extent::Numeric))
            .map(|found| found.date.clone());
        self.reader.header.updated = found;
        // A family that stamps each page has taught the model its words.
        if self.reader.header.updated.is_none() && !self.shape.expects.contains(&Field::Updated) {
            self.stamp_with_word();
        }
    }

    /// `Issued on 10 Nov. 2011` above `Last updated: 10 Nov. 2011 19:32`: without a date line, the earlier stamp is the day of
    /// the text.
    fn day_of_issue(&mut self) {
        if self.labels.iter().any(|label| label.role() == Role::Date) {
            return;
        }
        let stamp = |at: usize| {
            let found = self.pieces[at].dates.iter().find(|found| found.extent <= Extent::Numeric)?;
            Some((at, found.date.first_day()?, found.date.clock.is_some()))
        };
        let stamps = (0..self.pieces.len()).filter(|at| self.role(*at) == Role::Updated).filter_map(stamp);
        let stamps: Vec<_> = stamps.collect();
        if let [(first, day, clock), (_, last, last_clock)] = stamps[..]
            && (day < last || day == last && !clock && last_clock)
        {
            self.label(&(first..first + 1), Role::Date);
        }
    }

    /// A date behind a word for stamps, above the text: `Published: Wed 14 May 2008`, `(REVISED March 27, 2008)`.
    fn stamp_with_word(&mut self) {
        let stamp = (0..self.pieces.len()).find_map(|at| Some((at, self.stamped(at)?.date.clone())));
        if let Some((at, date)) = stamp {
            self.labels[at] = Label::Updated;
            self.reader.header.updated = Some(date);
        }
    }

    /// The date of a piece that begins with a word for stamps, directly behind it.
    fn stamped(&self, at: usize) -> Option<&Found> {
        if matches!(
            self.role(at),
            Role::Related | Role::RelatedHead | Role::Media | Role::Title | Role::Byline
        ) {
            return None;
        }
        let piece = &self.pieces[at];
        let label = piece.opens(Class::UpdateLabel)?;
        piece.dates.iter().find(|found| {
            matches!(found.extent, Extent::Full | Extent::Numeric)
                && found.start >= label
                && found.start - label < 4
        })
    }

    /// Beside the day of the event, a later day with a word for it or a time of day is when the page was posted.
    pub(super) fn second_stamp(&mut self) {
        let header = &self.reader.header;
        let Some(event) = header.date.as_ref().filter(|_| header.updated.is_none()) else { return };
        let Some(day) = event.first_day() else { return };
        let event = event.span;
        let stamp = self.pieces.iter().enumerate().take(self.prose()).find_map(|(at, piece)| {
            if matches!(self.role(at), Role::Title | Role::Byline | Role::Related | Role::RelatedHead) {
                return None;
            }
            let worded = piece.opens(Class::UpdateLabel).is_some();
            let found =
                piece.dates.iter().find(|found| matches!(found.extent, Extent::Full | Extent::Numeric))?;
            let later = found.date.first_day()? > day;
            let clock = found.date.clock.is_some() && piece.without_dates().len() < 8;
            let apart = found.date.span != event;
            (apart && (worded && found.date.first_day()? >= day || clock && later))
                .then(|| found.date.clone())
        });
        self.reader.header.updated = stamp;
    }
}
