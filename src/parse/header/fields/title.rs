//! The title: one run of pieces.

use super::super::labels::Role;
use super::Fields;

impl Fields<'_, '_, '_> {
    pub(super) fn title(&mut self) {
        let Some(run) = self.best(Role::Title) else { return };
        let span = self.trimmed(self.span(&run), &['|'], &[',', ';', '[', '(', '–', '-', '|', ':']);
        if !span.is_empty() {
            self.reader.header.title = Some(span);
            self.title = Some(run);
        }
    }
}
