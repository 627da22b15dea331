//! Document types: alone on a line, in front of a byline, in front of a subject.

use super::super::classify::Class;
use super::super::genre::Typed;
use super::super::phrase;
use super::{Step, Walk};
use crate::document::{Genre, Kind, PartKind};
use crate::profile::Field;
use crate::source::Span;

impl Walk<'_, '_> {
    pub(super) fn genre(&mut self, typed: Typed) -> Step {
        if self.announces_number() {
            return self.take(Kind::Number, "words that announce a number");
        }
        let header = &self.reader.header;
        // `Final statement` directly below a related title is one more of them.
        if self.in_links
            && self.cell(self.at).gap == 0
            && header.related.last().is_some_and(|above| above.title.end == self.end_of_cell_above())
        {
            return self.related();
        }
        if header.genre.is_some() || self.in_links && header.byline.is_empty() && self.head.is_some() {
            let repeated = header.byline.is_empty() && header.related.is_empty();
            return if repeated && self.head.is_none() {
                self.take(Kind::Unread, "a second document type")
            } else {
                self.short()
            };
        }
        if !header.byline.is_empty() || self.shape.index {
            return self.short();
        }
        let cell = self.cells[self.at];
        let span = Span::new(cell.start, cell.start + typed.len);
        self.reader.header.genre = Some(Genre { span, category: typed.category });
        self.in_links = false;
        let step = self.take_part(Kind::Genre, "nothing but words of document types", PartKind::Genre, span);
        if span.end > cell.start + cell.text.len() && self.at < self.cells.len() {
            self.take(Kind::Genre, "the rest of the document type above");
            self.reader.join(self.cells[self.at - 1].line);
        }
        step
    }

    fn end_of_cell_above(&self) -> usize {
        self.at.checked_sub(1).map_or(0, |above| self.cell(above).span().end)
    }

    /// `Press Release` above `(2003)065`, or on a page of releases that lost its number, is no type.
    fn announces_number(&self) -> bool {
        let header = &self.reader.header;
        let numbered = matches!(self.class_at(self.at + 1), Some(Class::Number(_)));
        let dropped = self.shape.titled && header.updated.is_some() && header.number.is_none();
        phrase::any_is(self.cell(self.at).text, &self.reader.profile.numbers.leads) && (numbered || dropped)
    }

    pub(super) fn genre_by(&mut self, typed: Typed) -> Step {
        if !self.reader.header.byline.is_empty() || self.in_links {
            return self.short();
        }
        let cell = self.cells[self.at];
        let by = phrase::starts(cell.text[typed.len..].trim_start(), "by").is_some();
        let headed = self.shape.titled && self.reader.header.title.is_none();
        if self.is_release() || headed && !by {
            return self.title_with_genre(typed);
        }
        self.genre_prefix(typed);
        self.byline_group()
    }

    pub(super) fn genre_then(&mut self, typed: Typed) -> Step {
        let header = &self.reader.header;
        if header.title.is_some() || !header.byline.is_empty() || self.in_links || self.shape.index {
            return self.short();
        }
        if header.date.is_none()
            && header.updated.is_none()
            && !self.anchors_ahead(self.at + 1)
            && !self.is_bare()
        {
            return self.short();
        }
        self.title_with_genre(typed)
    }

    /// Whether no field has been read.
    pub(super) fn is_bare(&self) -> bool {
        let header = &self.reader.header;
        !Field::ALL.into_iter().any(|field| header.has(field))
    }

    pub(super) fn title_with_genre(&mut self, typed: Typed) -> Step {
        if self.reader.header.title.is_some() {
            return self.short();
        }
        self.genre_prefix(typed);
        self.title_group("a document type with its subject")
    }

    /// The genre is the first words of a longer line.
    pub(super) fn genre_prefix(&mut self, typed: Typed) {
        if self.reader.header.genre.is_none() {
            let cell = self.cells[self.at];
            let span = Span::new(cell.start, cell.start + typed.len);
            self.reader.header.genre = Some(Genre { span, category: typed.category });
        }
    }

    /// Pages on which `Statement by …` is the title.
    pub(super) fn is_release(&self) -> bool {
        self.shape.titled && self.reader.header.updated.is_some()
            || self.reader.header.number.is_some()
            || self.live && self.numbered_below()
    }

    /// The bullets of a live page give a press release's number below its title.
    fn numbered_below(&self) -> bool {
        (self.at + 1..self.cells.len()).take(8).any(|at| {
            self.cells[at].bullet
                && match self.class(at) {
                    Class::Number(_) => true,
                    Class::Composite(composite) => composite.number.is_some(),
                    _ => false,
                }
        })
    }
}
