//! The update stamp.

use super::super::super::date::Extent;
use super::super::super::lexis::Class;
use super::super::labels::Role;
use super::Fields;

impl Fields<'_, '_, '_> {
    /// The first readable day of the pieces that are stamps. A stamp at the end of the page has been read before.
    pub(super) fn updated(&mut self) {
        if self.reader.header.updated.is_some() {
            return;
        }
        let stamps = (0..self.pieces.len()).filter(|at| self.role(*at) == Role::Updated);
        let found = stamps
            .flat_map(|at| &self.pieces[at].dates)
            .find(|found| matches!(found.extent, Extent::Full | Extent::Numeric))
            .map(|found| found.date.clone());
        self.reader.header.updated = found;
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
