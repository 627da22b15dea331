//! What the cells could be, found when somebody asks: the walk ends where the body begins, and never looks at most of
//! the cells that a header might have had.

use std::cell::OnceCell;

use super::super::classify::{Class, classify};
use super::Walk;

impl Walk<'_, '_> {
    /// What the cell could be by its own words.
    pub(super) fn class(&self, at: usize) -> &Class {
        let (cell, reader) = (&self.cells[at], &self.reader);
        self.known[at].get_or_init(|| classify(cell, reader.profile, reader.order()))
    }

    /// The same, where there may be no such cell.
    pub(super) fn class_at(&self, at: usize) -> Option<&Class> {
        (at < self.cells.len()).then(|| self.class(at))
    }

    /// What the cells from `from` on could be.
    pub(super) fn classes(&self, from: usize) -> impl Iterator<Item = &Class> {
        (from..self.cells.len()).map(|at| self.class(at))
    }

    /// Says what a cell is that has been understood together with its neighbour.
    pub(super) fn settle_class(&mut self, at: usize, class: Class) {
        self.known[at] = OnceCell::from(class);
    }
}
