//! The document type: a line of its own, or type words peeled from a byline or title.

use super::super::super::genre;
use super::super::super::lexis::{Class, Mark};
use super::super::labels::Role;
use super::super::pieces::Piece;
use super::super::typed;
use super::Fields;
use crate::document::Genre;
use crate::language::Genre as Kind;
use crate::profile::Category;
use crate::source::Span;

impl<'a> Fields<'a, '_, '_> {
    pub(super) fn genre(&mut self) {
        let line = self.best(Role::Genre).map(|run| {
            self.trimmed(
                self.span(&run),
                &['"', '“', '«', '[', '|'],
                &[':', '-', '–', '"', '”', '»', ']', '|'],
            )
        });
        let span = line.filter(|span| !span.is_empty()).or_else(|| self.peeled());
        self.reader.header.genre = span.map(|span| Genre { span, category: self.category(span) });
    }

    /// Type words inside the first byline, the title, the second byline.
    fn peeled(&self) -> Option<Span> {
        let bylines = self.byline_pieces();
        let title = self.title.clone().into_iter().flatten();
        let order =
            bylines.iter().copied().take(1).chain(title).chain(bylines.iter().copied().skip(1).take(1));
        order.map(|at| &self.pieces[at]).find_map(|piece| peel(piece, self.reader.header.updated.is_none()))
    }

    /// What the words mean.
    fn category(&self, span: Span) -> Category {
        let text = self.reader.slice(span);
        if let Some(typed) = genre::genre(text, &self.reader.profile.genres) {
            return typed.category;
        }
        let kind = self.pieces.iter().find(|piece| piece.span().contains(span)).and_then(|piece| {
            let inside = |at: usize| piece.start + at >= span.start && piece.start + at < span.end;
            piece.of(Class::Type).filter(|mark| inside(mark.start)).find_map(|mark| mark.entry.genre())
        });
        match kind {
            Some(Kind::Briefing) => Category::Briefing,
            Some(Kind::Speech) => Category::Speech,
            Some(Kind::Statement) => Category::Statement,
            Some(Kind::Communique) => Category::Communique,
            Some(Kind::Interview) => Category::Interview,
            Some(Kind::News) => Category::News,
            Some(Kind::Document) | None => Category::Other,
        }
    }
}

/// The type words at the start of a piece, or else the first inside.
fn peel(piece: &Piece<'_>, inside: bool) -> Option<Span> {
    let from = |at: usize| typed::type_words(piece, at).map(|end| piece.part(at, end));
    if let Some((end, _)) = typed::typed(piece) {
        let start = piece.text.len() - piece.text.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
        return Some(piece.part(start, end));
    }
    if !inside {
        return None;
    }
    let mut starts: Vec<usize> = piece
        .marks
        .iter()
        .filter(|mark| mark.is(Class::Type) || mark.is(Class::TypeModifier))
        .map(|mark| mark.start)
        .collect();
    starts.dedup();
    let peeled = starts.into_iter().find_map(from)?;
    // Inside a line only words that name what somebody says or answers: `news` and `decision` have many uses.
    let words = piece.text[peeled.start - piece.start..peeled.end - piece.start].split_whitespace().count();
    let spoken = |mark: &Mark| {
        mark.is(Class::Type)
            && (words > 1 || !mark.is(Class::Occasion))
            && !matches!(mark.entry.genre(), Some(Kind::News | Kind::Document) | None)
    };
    let inside =
        |mark: &&Mark| piece.start + mark.start >= peeled.start && piece.start + mark.end <= peeled.end;
    piece.marks.iter().filter(inside).any(spoken).then_some(peeled)
}
