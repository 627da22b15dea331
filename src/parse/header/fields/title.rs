//! The title: one run of pieces.

use super::super::super::lexis::Class;
use super::super::labels::Role;
use super::Fields;
use crate::source::Span;

/// What is no part of a line at its end.
const ENDS: [char; 8] = [',', ';', '[', '(', '–', '-', '|', ':'];

impl Fields<'_, '_, '_> {
    pub(super) fn title(&mut self) {
        let Some(run) = self.best(Role::Title) else { return };
        let span = self.trimmed(self.span(&run), &['|', '-', '–', ')', ']'], &ENDS);
        let span = self.without_notice(self.without_label(span, run.start), run.end - 1);
        let span = self.trimmed(span, &[], &ENDS);
        if !span.is_empty() {
            self.reader.header.title = Some(span);
            self.title = Some(run);
        }
    }

    /// Without `[Title]` in front.
    fn without_label(&self, span: Span, at: usize) -> Span {
        let piece = &self.pieces[at];
        let label = piece.opens(Class::TitleLabel).filter(|end| piece.text[*end..].starts_with(']'));
        match label {
            Some(end) => {
                self.trimmed(Span::new(piece.start + end + 1, span.end.max(piece.start + end + 1)), &[], &[])
            }
            None => span,
        }
    }

    /// Without a release notice of several words at the end: `… - Es gilt das gesprochene Wort`.
    pub(super) fn without_notice(&self, span: Span, last: usize) -> Span {
        let piece = &self.pieces[last];
        let notice = |mark: &&super::super::super::lexis::Mark| {
            let text = &piece.text[mark.start..mark.end];
            let several = text.contains(' ') || piece.text[mark.end..].starts_with(':');
            several && !mark.is(Class::TypeModifier) && piece.start + mark.start > span.start + 8
        };
        let Some(mark) = piece.of(Class::ReleaseNotice).find(notice) else { return span };
        self.trimmed(Span::new(span.start, piece.start + mark.start), &[], &['-', '–', ' ', ',', '(', '*'])
    }
}
