//! The series: the name of a desk or feed.

use super::super::super::lexis::{self, Class};
use super::super::labels::Role;
use super::Fields;
use crate::language::WordClasses;
use crate::source::Span;

/// Words in front of a colon that belong to the name: `News: Office of the Premier`.
const NAME: WordClasses =
    WordClasses::of(&[Class::SeriesName, Class::Type, Class::BlockName, Class::Institution]);

impl Fields<'_, '_, '_> {
    pub(super) fn series(&mut self) {
        let Some(run) = self.best(Role::Series) else { return };
        let span = self.agency(run.start).unwrap_or_else(|| {
            let marks = ['-', '–', ':', '|', '/', ',', '[', ']'];
            self.unbracketed(self.trimmed(self.unlabelled(self.span(&run)), &marks, &marks))
        });
        if !span.is_empty() {
            self.reader.header.series = Some(span);
        }
    }

    /// The mark of an agency behind its place: `MADRID 3 Ene. (EUROPA PRESS) -`.
    fn agency(&self, at: usize) -> Option<Span> {
        let piece = &self.pieces[at];
        let bracketed = |start: usize, end: usize| {
            start > 1
                && piece.text[..start].ends_with(['(', '/'])
                && piece.text[end..].starts_with([')', '/'])
        };
        let mark = piece.of(Class::AgencyMark).find(|mark| bracketed(mark.start, mark.end));
        mark.map(|mark| piece.part(mark.start, mark.end))
    }

    /// Without a word and a colon in front: `Category: Remarks`.
    fn unlabelled(&self, span: Span) -> Span {
        let text = self.reader.slice(span);
        match text.split_once(": ") {
            Some((label, value)) if is_label(label) && !value.is_empty() => {
                Span::new(span.start + label.len() + 2, span.end)
            }
            _ => span,
        }
    }

    /// Without brackets around: `(Communicated by the Foreign Ministry)`.
    fn unbracketed(&self, span: Span) -> Span {
        let inner = self.reader.slice(span).strip_prefix('(').and_then(|text| text.strip_suffix(')'));
        inner.map_or(span, |inner| Span::new(span.start + 1, span.start + 1 + inner.len()))
    }
}

/// Whether a word in front of a colon is a label and no part of the name.
fn is_label(label: &str) -> bool {
    const LABEL: WordClasses = WordClasses::of(&[Class::TypeLabel]);
    !label.contains(' ') && (lexis::is(label, LABEL) || !lexis::is(label, NAME))
}
