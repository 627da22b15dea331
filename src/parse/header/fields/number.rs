//! The document number, without the words in front of it.

use super::super::super::number;
use super::super::labels::Role;
use super::Fields;

/// Bytes of a piece that may be a number as a whole.
const LONGEST: usize = 30;

impl Fields<'_, '_, '_> {
    pub(super) fn number(&mut self) {
        let Some(run) = self.best(Role::Number) else { return };
        let span = self.trimmed(self.span(&run), &['|', ':'], &['|', ',', ';', ':', '-', '–']);
        let text = self.reader.slice(span);
        let found = number::number(text, &self.reader.profile.numbers)
            .or_else(|| number::find(text, &self.reader.profile.numbers));
        let span = match found {
            Some((start, end)) if text.len() >= LONGEST || start > 0 && text[end..].trim().is_empty() => {
                crate::source::Span::new(span.start + start, span.start + end)
            }
            None if text.len() >= LONGEST => return,
            _ => span,
        };
        if !span.is_empty() {
            self.reader.header.number = Some(span);
        }
    }
}
