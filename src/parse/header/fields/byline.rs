//! Bylines: one entry a line.

use super::super::super::lexis::Class;
use super::super::labels::Role;
use super::super::pieces::Piece;
use super::Fields;
use crate::source::Span;

impl Fields<'_, '_, '_> {
    pub(super) fn bylines(&mut self) {
        let mut lines: Vec<(usize, Span)> = Vec::new();
        for at in (0..self.pieces.len()).filter(|at| self.role(*at) == Role::Byline) {
            let piece = &self.pieces[at];
            if is_note(piece) {
                continue;
            }
            match lines.last_mut() {
                Some((last, span)) if at > 0 && *last == at - 1 && self.pieces[*last].line == piece.line => {
                    (*last, *span) = (at, span.cover(piece.span()));
                }
                _ => lines.push((at, piece.span())),
            }
        }
        let entry = |(at, span)| {
            self.trimmed(self.without_notice(span, at), &['-', '–', '|', '•', ')'], &['-', '–', '|', '['])
        };
        let mut entries: Vec<Span> = Vec::new();
        for span in lines.into_iter().map(entry).filter(|span| !span.is_empty()) {
            let again =
                |other: &Span| self.reader.slice(*other).eq_ignore_ascii_case(self.reader.slice(span));
            if self.reader.slice(span).len() < 40 || !entries.iter().any(again) {
                entries.push(span);
            }
        }
        self.reader.header.byline = entries;
    }

    /// The pieces of bylines.
    pub(super) fn byline_pieces(&self) -> Vec<usize> {
        (0..self.pieces.len()).filter(|at| self.role(*at) == Role::Byline).collect()
    }
}

/// `Datum:` without a value, `[Provisional Translation]`.
fn is_note(piece: &Piece<'_>) -> bool {
    let label = piece.is(Class::DateLabel) || piece.is(Class::UpdateLabel) || piece.is(Class::TimeLabel);
    label && piece.text.ends_with(':') || piece.is(Class::ReleaseNotice)
}
