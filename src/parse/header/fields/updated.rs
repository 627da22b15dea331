//! The update stamp.

use super::super::super::date::Extent;
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
}
