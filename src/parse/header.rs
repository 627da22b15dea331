//! The header: a walk over its cells that decides with the neighbours in view what each one is.

use std::cell::OnceCell;

use super::classify::Class;
use super::line::{self, Cell};
use super::reader::Reader;
use super::{number, phrase};
use crate::document::{Date, Kind, PartKind};
use crate::profile::Shape;
use crate::source::Span;

mod broken;
mod byline;
mod classes;
mod fields;
mod settle;
mod shape;
mod slot;
mod title;
mod typed;

/// Cells that a header can have at most; the rest of a document is not looked at.
const MOST_CELLS: usize = 80;

/// What the walk knows beside the header facts themselves.
pub(super) struct Walk<'a, 'r> {
    reader: &'r mut Reader<'a>,
    cells: Vec<Cell<'a>>,
    /// What each cell could be, as far as somebody has asked ([`classes`]).
    known: Vec<OnceCell<Class>>,
    /// The next cell.
    at: usize,
    /// The shape as far as it is known.
    shape: &'a Shape,
    /// The related head whose first title is still to come.
    head: Option<(Date, Span)>,
    /// The cell above belongs to a block of related links.
    in_links: bool,
    /// Header lines follow each other without blank lines.
    tight: bool,
    /// The page has bulleted date and update lines.
    live: bool,
}

/// What the walk found out, for the body.
pub(super) struct Outcome<'a> {
    /// The first line of the body.
    pub(super) body: usize,
    /// The shape of the page.
    pub(super) shape: &'a Shape,
    /// The page has bulleted date and update lines.
    pub(super) live: bool,
    /// Cells are divided by pipes.
    pub(super) piped: bool,
    /// Narrow cells follow each other without blank lines.
    pub(super) wrapped: bool,
}

/// Whether to go on.
#[derive(PartialEq, Eq)]
enum Step {
    Next,
    Body,
}

/// Reads the header of a document.
pub(super) fn header<'a>(reader: &mut Reader<'a>) -> Outcome<'a> {
    let cells = line::cells(&reader.lines, reader.footer, MOST_CELLS);
    let known = vec![OnceCell::new(); cells.len()];
    let shape = &reader.profile.shapes[0];
    let mut walk =
        Walk { reader, cells, known, at: 0, shape, head: None, in_links: false, tight: false, live: false };
    walk.join_broken_dates();
    walk.join_broken_genres();
    walk.prepare();
    walk.run();
    walk.finish()
}

impl<'a> Walk<'a, '_> {
    fn cell(&self, at: usize) -> &Cell<'a> {
        &self.cells[at]
    }

    /// Whether the page opens with its title and lists speaker, place and date below it, one to a line: no update line.
    fn is_listed(&self) -> bool {
        self.shape.titled && self.reader.header.updated.is_none()
    }

    /// Finds out what the walk needs from the start.
    fn prepare(&mut self) {
        let bullets = || self.cells.iter().enumerate().take(20).filter(|(_, cell)| cell.bullet);
        self.live = bullets().any(|(at, _)| match self.class(at) {
            Class::Update { .. } => true,
            Class::Date(_) => at < 14,
            _ => false,
        });
        let body =
            self.classes(0).position(Class::is_body).unwrap_or(self.cells.len()).max(2).min(self.cells.len());
        let unspaced = self.cells[..body].iter().skip(1).filter(|cell| cell.gap == 0).count();
        let first_gap = self.cells[..body].iter().skip(1).all(|cell| cell.gap == 0);
        let body_gaps = self.cells.iter().skip(body).take(8).any(|cell| cell.gap > 0);
        self.tight = body > 1 && unspaced + 1 == body && first_gap && !body_gaps;
        let label = self.classes(0).take(20).find_map(|class| match class {
            Class::Update { series, .. } => *series,
            Class::Series(span) => Some(*span),
            Class::Composite(composite) => composite.series,
            _ => None,
        });
        if let Some(shape) = label.and_then(|label| self.announced(label)) {
            self.shape = shape;
        }
        if self.shape.titled && label.is_some() && self.is_index() {
            self.shape = self.reader.profile.shapes.iter().find(|shape| shape.index).unwrap_or(self.shape);
        }
    }

    fn run(&mut self) {
        self.headline();
        while self.at < self.cells.len() && self.step() == Step::Next {}
    }

    fn step(&mut self) -> Step {
        let cell = self.cells[self.at];
        if cell.gap > 0 && self.head.is_none() {
            // A block's name may have a blank line below it.
            let named = self.at > 0
                && self.reader.header.date.is_some()
                && matches!(self.class(self.at - 1), Class::BlockName)
                && match self.class(self.at) {
                    Class::Short => true,
                    Class::GenreBy(_) | Class::GenreThen(_) => !self.reader.header.byline.is_empty(),
                    _ => false,
                };
            self.in_links = self.in_links
                && (named
                    || matches!(
                        self.class(self.at),
                        Class::RelatedHead { .. } | Class::Media | Class::BlockName
                    ));
        }
        let before = self.at;
        let step = match self.class(self.at).clone() {
            Class::Residue(kind) => self.take(Kind::Residue(kind), "words that the extraction leaves"),
            Class::Update { label, date, series } => self.update(label, date, series),
            Class::Series(span) => self.series(span),
            Class::Date(date) => self.date(date),
            Class::Composite(composite) => self.composite(composite),
            Class::RelatedHead { date, source } => self.related_head(date, source),
            Class::Number(span) => self.number(span),
            Class::Media => self.media(),
            Class::BlockName => self.block_name(),
            Class::Genre(typed) => self.genre(typed),
            Class::GenreBy(typed) => self.genre_by(typed),
            Class::GenreThen(typed) => self.genre_then(typed),
            Class::Byline => self.byline(),
            Class::Quoted => self.quoted(),
            Class::Note => self.note(),
            Class::Boilerplate => self.take(Kind::Unread, "known words that fill no field"),
            Class::Short => self.short(),
            Class::Label(_) | Class::Salutation | Class::Point | Class::Sentence => self.bodily(),
        };
        debug_assert!(step == Step::Body || self.at > before, "the walk goes on");
        step
    }

    /// Marks the cell's line and goes on.
    fn take(&mut self, kind: Kind, evidence: &'static str) -> Step {
        self.reader.mark(self.cells[self.at].line, kind, evidence);
        self.at += 1;
        Step::Next
    }

    /// The same, with a part.
    fn take_part(&mut self, kind: Kind, evidence: &'static str, part: PartKind, span: Span) -> Step {
        let line = self.cells[self.at].line;
        self.reader.mark(line, kind, evidence);
        self.reader.part(line, part, span);
        self.at += 1;
        Step::Next
    }

    fn note(&mut self) -> Step {
        if self.anchors_ahead(self.at + 1) {
            self.take(Kind::Note, "a stage note in front of the text")
        } else {
            Step::Body
        }
    }

    /// A line that only a body has; in front of further header lines it is a header line that nobody understands.
    fn bodily(&mut self) -> Step {
        if self.lists_speakers(self.at) {
            self.byline_line("the first of a list of speakers");
            while self.is_bare_label(self.at) && self.cells[self.at].gap == 0 {
                self.byline_line("one of a list of speakers");
            }
            return Step::Next;
        }
        let header = &self.reader.header;
        let bare = header.date.is_none() && header.byline.is_empty() && header.genre.is_none();
        let label = matches!(self.class(self.at), Class::Label(_));
        let next_are_body = || self.classes(self.at + 1).take(3).all(Class::is_body);
        if bare && !label && self.at < 6 && !next_are_body() && self.is_dated_below() {
            return self.title_or_unread();
        }
        Step::Body
    }

    /// Whether a date stands a few cells below.
    fn is_dated_below(&self) -> bool {
        self.classes(self.at + 1).take(6).any(|class| match class {
            Class::Update { .. } | Class::Composite(_) => true,
            Class::Date(_) => !self.shape.index,
            _ => false,
        })
    }

    /// `Avis Benes – OHR` / `Richard Medic – OSCE`: labels directly below each other, with no text of their own.
    fn lists_speakers(&self, from: usize) -> bool {
        let several = self.cells.get(from + 1).is_some_and(|next| next.gap == 0);
        let begun = self.reader.header.title.is_some() || self.reader.header.genre.is_some();
        begun && several && self.is_bare_label(from) && self.is_bare_label(from + 1)
    }

    /// Whether the cell is a label without colon, and nothing else.
    fn is_bare_label(&self, at: usize) -> bool {
        let (Some(Class::Label(label)), Some(cell)) = (self.class_at(at), self.cells.get(at)) else {
            return false;
        };
        label.span.end == cell.span().end && !cell.text.ends_with(':')
    }

    fn title_or_unread(&mut self) -> Step {
        if self.reader.header.title.is_none() && self.cell(self.at).text.chars().count() <= 200 {
            return self.title_group("in front of the date");
        }
        self.take(Kind::Unread, "in front of the date, and no field")
    }

    /// Whether header lines follow before the body begins.
    fn anchors_ahead(&self, from: usize) -> bool {
        self.anchor_ahead(from, |class| {
            matches!(
                class,
                Class::Update { .. }
                    | Class::Date(_)
                    | Class::Composite(_)
                    | Class::Genre(_)
                    | Class::GenreBy(_)
                    | Class::Byline
            )
        })
    }

    fn anchor_ahead(&self, from: usize, wanted: impl Fn(&Class) -> bool) -> bool {
        self.classes(from).take(16).take_while(|class| !class.is_body()).any(wanted)
    }

    fn finish(mut self) -> Outcome<'a> {
        self.shape = self.final_shape();
        self.complete();
        let body = self.cells.get(self.at).map_or(self.reader.footer, |cell| cell.line);
        let piped = self
            .cells
            .iter()
            .take(6)
            .any(|cell| self.reader.lines[cell.line].text.contains('|') && !cell.bullet);
        let narrow = self.cells.iter().take(5).filter(|cell| cell.text.chars().count() <= 40).count() >= 4;
        let wrapped = self.tight && narrow && self.reader.header.updated.is_none();
        Outcome { body, shape: self.shape, live: self.live, piped: piped && !self.live, wrapped }
    }
}

/// Whether a line begins with words that announce a number, and holds nothing else but one.
pub(super) fn number_words(text: &str, reader: &Reader<'_>) -> Option<Option<(usize, usize)>> {
    let words = &reader.profile.numbers;
    if phrase::any_is(text, &words.leads) {
        return Some(None);
    }
    let lead = phrase::longest(text, &words.leads)?;
    let found = number::number(text, words)?;
    (found.0 >= lead && text[found.1..].trim().is_empty()).then_some(Some(found))
}
