//! The document number, without the words in front of it.

use super::super::super::number;
use super::super::labels::Role;
use super::Fields;
use crate::language::{self, WordClass};
use crate::source::Span;

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
                Span::new(span.start + start, span.start + end)
            }
            None if text.len() >= LONGEST => return,
            _ => span,
        };
        if !span.is_empty() && !self.is_telephone(span) {
            self.reader.header.number = Some(span);
        }
    }

    /// Whether a word of contacts stands before a number on its line: `Tel: (06) 277 4343`.
    fn is_telephone(&self, number: Span) -> bool {
        let before = self.reader.text[..number.start].rsplit('\n').next().unwrap_or_default();
        let mut is_contact = false;
        language::visit(before, |found| is_contact |= found.entry.has(WordClass::ContactLabel));
        is_contact
    }
}
