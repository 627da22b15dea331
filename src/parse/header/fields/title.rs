//! The title: one run of pieces.

use super::super::super::date::Extent;
use super::super::super::lexis::Class;
use super::super::labels::Role;
use super::super::pieces::Piece;
use super::Fields;
use crate::source::Span;

/// What is no part of a line at its end.
const ENDS: [char; 8] = [',', ';', '[', '(', '–', '-', '|', ':'];

/// Bytes that a title has more than at least when something is cut off its end.
const SHORTEST: usize = 15;

impl Fields<'_, '_, '_> {
    pub(super) fn title(&mut self) {
        let Some(run) = self.best(Role::Title) else { return };
        let span = self.trimmed(self.span(&run), &['|', '-', '–', ')', ']'], &ENDS);
        let span = self.without_notice(self.without_label(span, run.start), run.end - 1);
        let span = self.without_site(self.without_day(span, run.end - 1), &run);
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

    /// Without a day in brackets at the end: `… of his mandate [22/06/2009]`.
    fn without_day(&self, span: Span, last: usize) -> Span {
        let piece = &self.pieces[last];
        let numeric = piece.dates.last().filter(|found| found.extent == Extent::Numeric);
        let Some(day) = numeric.map(|found| piece.part(found.start, found.end)) else {
            return span;
        };
        let (before, behind) =
            (Span::new(span.start, day.start.max(span.start)), day.end.max(span.start)..span.end);
        let before_text = self.reader.slice(before);
        let closed = self.reader.text.get(behind).is_some_and(|text| matches!(text, "]" | ")"));
        let opened = before_text.trim_end().ends_with(['[', '(']);
        if closed && opened && before.len() > SHORTEST {
            Span::new(span.start, span.start + before_text.trim_end().len() - 1)
        } else {
            span
        }
    }

    /// Without the name of the site behind a dash, where the headline stands again by itself.
    fn without_site(&self, span: Span, run: &std::ops::Range<usize>) -> Span {
        let text = self.reader.slice(span);
        let again = |(at, piece): (usize, &Piece<'_>)| {
            let rest = text
                .strip_prefix(piece.text)
                .filter(|_| !run.contains(&at) && piece.text.len() > SHORTEST)?;
            let rest = rest.trim_start();
            let dash = rest.starts_with(['-', '–', '—', '|']) && !rest.starts_with("--");
            dash.then(|| Span::new(span.start, span.start + piece.text.len()))
        };
        self.pieces.iter().enumerate().find_map(again).unwrap_or(span)
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
