//! The series: the name of a desk or feed.

use super::super::labels::Role;
use super::Fields;

impl Fields<'_, '_, '_> {
    pub(super) fn series(&mut self) {
        let Some(run) = self.best(Role::Series) else { return };
        let span = self.trimmed(
            self.span(&run),
            &['[', '-', '–', ':', '|', '/'],
            &[']', ':', '-', '–', '|', ',', '/'],
        );
        if !span.is_empty() {
            self.reader.header.series = Some(span);
        }
    }
}
