//! Related links and media lines.

use super::super::labels::Role;
use super::Fields;
use crate::document::Related;

impl Fields<'_, '_, '_> {
    /// A head covers the first title below it.
    pub(super) fn links(&mut self) {
        let mut head = None;
        for at in 0..self.pieces.len() {
            let piece = &self.pieces[at];
            match self.role(at) {
                Role::RelatedHead => head = self.head(at).or(head),
                Role::Related => {
                    let (date, source) = head.take().unwrap_or_default();
                    self.reader.header.related.push(Related { title: piece.span(), date, source });
                }
                Role::Media => self.reader.header.media.push(piece.span()),
                _ => {}
            }
        }
    }

    /// Date and source of a head: `25/06/2003 - NATO`. The name of an icon is no part of the source.
    fn head(&self, at: usize) -> Option<(Option<crate::document::Date>, Option<crate::source::Span>)> {
        let piece = &self.pieces[at];
        let found = piece.dates.first()?;
        let next = self
            .pieces
            .get(at + 1)
            .filter(|next| next.line == piece.line && found.end + 1 >= piece.text.len());
        let (piece, rest) = next.map_or((piece, &piece.text[found.end..]), |next| (next, next.text));
        let source = rest.trim_start_matches([' ', '-', '–', '\u{a0}']);
        let source = ["Photo icon", "Audio icon", "Video icon", "icon"]
            .iter()
            .fold(source, |source, icon| source.strip_suffix(icon).unwrap_or(source).trim_end());
        let source = (!source.is_empty()).then(|| piece.part_of(source));
        Some((Some(found.date.clone()), source))
    }
}
