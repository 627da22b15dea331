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
        let all: Vec<Span> = lines.into_iter().map(entry).filter(|span| !span.is_empty()).collect();
        let alone = all.len() < 2;
        let kept =
            |(at, span): &(usize, &Span)| (alone || !self.is_bracketed(**span)) && !self.is_again(&all, *at);
        self.reader.header.byline = all.iter().enumerate().filter(kept).map(|(_, span)| *span).collect();
    }

    /// `(Translated from Arabic)`: a note beside a byline.
    fn is_bracketed(&self, span: Span) -> bool {
        let inner = self.reader.slice(span).strip_prefix('(').and_then(|text| text.strip_suffix(')'));
        inner.is_some_and(|inner| !inner.contains(['(', ')']))
    }

    /// Whether a long entry was there already.
    fn is_again(&self, all: &[Span], at: usize) -> bool {
        let lower = |span: &Span| self.reader.slice(*span).to_lowercase();
        let own = lower(&all[at]);
        own.len() >= LONG && all[..at].iter().any(|above| lower(above) == own)
    }

    /// The pieces of bylines.
    pub(super) fn byline_pieces(&self) -> Vec<usize> {
        (0..self.pieces.len()).filter(|at| self.role(*at) == Role::Byline).collect()
    }
}

/// Bytes from which an entry is said once.
const LONG: usize = 40;

/// `Datum:` without a value, `[Provisional Translation]`.
fn is_note(piece: &Piece<'_>) -> bool {
    let label = piece.is(Class::DateLabel) || piece.is(Class::UpdateLabel) || piece.is(Class::TimeLabel);
    label && piece.text.ends_with(':') || piece.is(Class::ReleaseNotice)
}
