//! The document type: a line of its own, or type words peeled from a byline or title.

use std::ops::Range;

use super::super::super::genre;
use super::super::super::lexis::{Class, Mark};
use super::super::labels::Role;
use super::super::pieces::Piece;
use super::super::typed::{self, Typed};
use super::Fields;
use crate::document::Genre;
use crate::language::{Genre as Kind, WordClasses};
use crate::profile::Category;
use crate::source::Span;

impl<'a> Fields<'a, '_, '_> {
    pub(super) fn genre(&mut self) {
        let line = self.best(Role::Genre).map(|run| self.type_line(&run));
        let span = line.filter(|span| !span.is_empty()).or_else(|| self.peeled());
        self.reader.header.genre = span.map(|span| Genre { span, category: self.category(span) });
    }

    /// A line of its own, without a release notice in front and without the place behind.
    fn type_line(&self, run: &Range<usize>) -> Span {
        let mut span = self.span(run);
        let piece = &self.pieces[run.start];
        if let Some(end) = piece
            .opens(Class::ReleaseNotice)
            .filter(|end| *end < piece.text.len() && typed::typed(piece).is_none())
        {
            span.start += end;
        }
        if let Some((end, Typed::At)) = typed::typed(piece)
            && piece.of(Class::PlacePreposition).any(|mark| mark.start >= end && mark.start < end + 2)
        {
            span.end = piece.start + end;
        }
        self.trimmed(
            span,
            &['"', '“', '«', '[', '|', '-', '–'],
            &[':', '-', '–', '"', '”', '»', ']', '|', ','],
        )
    }

    /// Type words inside a byline or the title: those with which a line begins are surer than those inside.
    fn peeled(&self) -> Option<Span> {
        let bylines = self.byline_pieces();
        let bylines = || bylines.iter().map(|at| &self.pieces[*at]).take(3);
        let title = || self.title.clone().into_iter().flatten().map(|at| &self.pieces[at]);
        // Pages with a stamp have a line for the type.
        let loose = |_: &&Piece<'_>| self.reader.header.updated.is_none();
        let first = |piece| at_start(piece, true).filter(|span| !is_given_name(piece, *span));
        let any = |piece| at_start(piece, false).filter(|span| !is_given_name(piece, *span));
        bylines()
            .take(1)
            .find_map(first)
            .or_else(|| title().take(1).find_map(title_start))
            .or_else(|| bylines().find_map(first))
            .or_else(|| title().filter(loose).find_map(|piece| inside(piece, true)))
            .or_else(|| bylines().find_map(any))
            .or_else(|| bylines().filter(loose).find_map(|piece| inside(piece, false)))
    }

    /// What the words mean.
    fn category(&self, span: Span) -> Category {
        // A narrow cell may break the words over lines.
        let text = self.reader.slice(span).split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some(typed) = genre::genre(&text, &self.reader.profile.genres) {
            return typed.category;
        }
        let kind = self.pieces.iter().find(|piece| piece.span().contains(span)).and_then(|piece| {
            let inside = |at: usize| piece.start + at >= span.start && piece.start + at < span.end;
            piece.of(Class::Type).filter(|mark| inside(mark.start)).find_map(|mark| mark.entry.genre())
        });
        kind.map_or(Category::Other, genre::category)
    }
}

/// The type words at the start of a piece, if `bare` without an article or `full text of` in front.
fn at_start(piece: &Piece<'_>, bare: bool) -> Option<Span> {
    if let Some(end) = typed::glued(piece) {
        return Some(piece.part(0, end));
    }
    let lead = typed::lead(piece);
    let (start, end) = typed::core(piece, lead)?;
    (!bare || start == lead).then(|| piece.part(start, end))
}

/// Whether a type word is the first word of a name: `Avis Benes, OHR`.
fn is_given_name(piece: &Piece<'_>, span: Span) -> bool {
    let (start, end) = (span.start - piece.start, span.end - piece.start);
    let surname = piece.text[end..].split(',').next().unwrap_or_default();
    let known = piece.marks.iter().any(|mark| mark.start >= end && mark.start < end + surname.len());
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    start == 0
        && capital(piece.text)
        && surname.len() + end < piece.text.len()
        && surname.strip_prefix(' ').is_some_and(|word| capital(word) && !word.contains(' '))
        && !piece.text[..end].contains(' ')
        && !known
}

/// The type words at the start of a title. Words for a whole feed are no type of one text: `Press Releases for May`. News
/// of a person is what happened: `Appointment of a new Deputy Secretary General`.
fn title_start(piece: &Piece<'_>) -> Option<Span> {
    let span = at_start(piece, true)?;
    let end = span.end - piece.start;
    let feed = piece.text[..end].ends_with(['s', 'S'])
        && piece.of(Class::Type).any(|mark| mark.end == end && mark.entry.genre() == Some(Kind::News));
    let news = piece.of(Class::Type).any(|mark| mark.end == end && mark.entry.genre() == Some(Kind::News));
    let by = |mark: &Mark| mark.start == end + 1 && mark.is(Class::SpeakerLabel);
    let event = news
        && matches!(typed::typed(piece), Some((_, Typed::By)))
        && !piece.of(Class::PersonPreposition).any(by);
    (!feed && !event).then_some(span)
}

/// The first type words inside a piece. Only words that name what somebody says or answers: `news` and `decision` have many
/// uses, and `2562nd Council meeting` is an occasion. In a title they follow a name or a mark; behind a verb or an article the title reports of something else, and so does
/// a sentence with `issued the following statement`.
fn inside(piece: &Piece<'_>, title: bool) -> Option<Span> {
    let known = WordClasses::of(&[Class::Type, Class::TypeModifier]);
    let starts = piece.marks.iter().filter(|mark| mark.is_any(known)).map(|mark| mark.start);
    let reported = |start: usize, end: usize| {
        piece.of(Class::BylineOpener).any(|mark| mark.start < start && mark.end == end)
    };
    let fits =
        |start: usize, end: usize| if title { follows_name(piece, start) } else { !reported(start, end) };
    let (start, end) =
        starts.filter_map(|at| typed::core(piece, at)).find(|(start, end)| fits(*start, *end))?;
    let spoken = |mark: &Mark| {
        let occasion = title && mark.is(Class::Occasion) && mark.entry.genre() == Some(Kind::Speech);
        mark.is(Class::Type)
            && !occasion
            && !matches!(mark.entry.genre(), Some(Kind::News | Kind::Document) | None)
    };
    let owned = title && is_possessive(piece.text[..start].trim_end());
    let any = piece.marks.iter().filter(|mark| mark.start >= start && mark.end <= end).any(spoken);
    (owned || any).then(|| piece.part(start, end))
}

/// Whether words end in a possessive.
fn is_possessive(before: &str) -> bool {
    before.ends_with("'s") || before.ends_with("’s") || before.ends_with(['\'', '’'])
}

/// Whether a possessive, a mark or, in mixed case, a capitalised word stands in front of a place outside quotation marks.
fn follows_name(piece: &Piece<'_>, at: usize) -> bool {
    let before = piece.text[..at].trim_end();
    let quotes = before.matches(['"', '“', '„', '«', '”', '»']).count();
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let upper = !piece.text.contains(char::is_lowercase);
    quotes.is_multiple_of(2)
        && (is_possessive(before)
            || before.ends_with([':', '-', '–', ')', ']'])
            || !upper && word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()))
}
