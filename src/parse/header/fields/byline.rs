//! Bylines: one entry a line.

use super::super::labels::Role;
use super::Fields;
use crate::source::Span;

impl Fields<'_, '_, '_> {
    pub(super) fn bylines(&mut self) {
        let mut lines: Vec<(usize, Span)> = Vec::new();
        for at in (0..self.pieces.len()).filter(|at| self.role(*at) == Role::Byline) {
            let piece = &self.pieces[at];
            match lines.last_mut() {
                Some((last, span)) if at > 0 && *last == at - 1 && self.pieces[*last].line == piece.line => {
                    (*last, *span) = (at, span.cover(piece.span()));
                }
                _ => lines.push((at, piece.span())),
            }
        }
        let entry = |(at, span)| self.trimmed(self.without_notice(span, at), &['-', '–', '|', '•', ')'], &['-', '–', '|', '[']);
        self.reader.header.byline = lines.into_iter().map(entry).filter(|span| !span.is_empty()).collect();
    }

    /// The pieces of bylines.
    pub(super) fn byline_pieces(&self) -> Vec<usize> {
        (0..self.pieces.len()).filter(|at| self.role(*at) == Role::Byline).collect()
    }
}
