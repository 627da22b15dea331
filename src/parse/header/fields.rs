//! Cells that say themselves what they are: update line, series, dates, numbers, media, related heads.

use super::super::classify::Class;
use super::super::classify::Composite;
use super::super::line::Cell;
use super::super::{genre, place};
use super::{Step, Walk};
use crate::document::{Date, Form, Kind, PartKind, Related};
use crate::source::Span;

impl Walk<'_, '_> {
    pub(super) fn update(&mut self, label: Span, date: Date, series: Option<Span>) -> Step {
        if self.reader.header.updated.is_some() {
            return self.take(Kind::Unread, "a second update stamp");
        }
        let line = self.cells[self.at].line;
        self.reader.mark(line, Kind::Update, "an update label and a date");
        self.reader.part(line, PartKind::UpdateLabel, label);
        let stamp = date.clock.map_or(date.span, |clock| date.span.cover(clock.span));
        self.reader.part(line, PartKind::Updated, stamp);
        self.reader.header.updated = Some(date);
        if let Some(series) = series {
            self.set_series(line, series);
        }
        self.at += 1;
        self.series_in_next_cell(line)
    }

    /// `Updated: 14-Oct-2004 | NATO Speeches |`: the series is the next cell of the line.
    pub(super) fn series_in_next_cell(&mut self, line: usize) -> Step {
        if let Some(next) =
            self.cells.get(self.at).filter(|next| next.line == line && self.reader.header.series.is_none())
        {
            let span = next.span();
            self.set_series(line, span);
            self.at += 1;
        }
        Step::Next
    }

    pub(super) fn set_series(&mut self, line: usize, span: Span) {
        if self.reader.header.series.is_none() {
            self.reader.part(line, PartKind::Series, span);
            self.reader.header.series = Some(span);
            if let Some(shape) = self.announced(span).filter(|_| !self.shape.index) {
                self.shape = shape;
            }
        }
    }

    pub(super) fn series(&mut self, span: Span) -> Step {
        let line = self.cells[self.at].line;
        if self.reader.header.series.is_some()
            || self.reader.header.date.is_some() && !self.cell(self.at).text.starts_with('[')
        {
            return self.short();
        }
        self.reader.mark(line, Kind::Series, "a series label of the profile");
        self.set_series(line, span);
        self.at += 1;
        Step::Next
    }

    pub(super) fn date(&mut self, date: Date) -> Step {
        if self.shape.index {
            return Step::Body;
        }
        if self.reader.header.date.is_some() {
            let again = self.reader.header.date.as_ref().is_some_and(|first| first.first == date.first)
                || self.cell(self.at).bullet;
            return if again { self.take(Kind::Unread, "a second date") } else { self.bodily() };
        }
        if date.form == Form::Year && self.reader.header.updated.is_none() && !self.anchors_ahead(self.at + 1)
        {
            return self.short();
        }
        let broken = self
            .reader
            .slice(date.span.cover(date.clock.map_or(date.span, |clock| clock.span)))
            .contains('\n');
        let step = self.take_part(Kind::Date, "a date alone on its line", PartKind::Date, date.span);
        if broken {
            let second = self.take(Kind::Date, "the rest of the date above");
            self.reader.join(self.cells[self.at - 1].line);
            self.reader.header.date = Some(date);
            return second;
        }
        self.reader.header.date = Some(date);
        step
    }

    pub(super) fn composite(&mut self, composite: Composite) -> Step {
        let header = &self.reader.header;
        if header.date.is_some() || self.in_links || self.head.is_some() || self.shape.index {
            return self.short();
        }
        let line = self.cells[self.at].line;
        self.reader.mark(line, Kind::Date, "a date, with place or number on the same line");
        if let Some(span) = composite.series {
            self.set_series(line, span);
        }
        if let Some(span) = composite.place.filter(|_| self.reader.header.place.is_empty()) {
            let cell = Cell { text: self.reader.slice(span), start: span.start, ..self.cells[self.at] };
            self.set_places(&[cell]);
        }
        if let Some(span) = composite.number.filter(|_| self.reader.header.number.is_none()) {
            self.reader.part(line, PartKind::Number, span);
            self.reader.header.number = Some(span);
        }
        self.reader.part(line, PartKind::Date, composite.date.span);
        self.reader.header.date = Some(composite.date);
        self.at += 1;
        Step::Next
    }

    pub(super) fn related_head(&mut self, date: Date, source: Span) -> Step {
        let header = &self.reader.header;
        let first = header.date.is_none() && header.updated.is_none() && header.related.is_empty();
        let spoken = matches!(date.form, Form::DayMonth | Form::MonthDay);
        if first
            && spoken
            && !self.cell(self.at).bullet
            && place::looks_like(self.reader.slice(source), &self.reader.profile.places)
        {
            let place = Some(source);
            return self.composite(Composite { date, number: None, series: None, place });
        }
        if self.shape.index {
            return Step::Body;
        }
        let line = self.cells[self.at].line;
        self.reader.mark(line, Kind::RelatedHead, "a date, a dash and a source");
        self.reader.part(line, PartKind::RelatedDate, date.span);
        self.reader.part(line, PartKind::RelatedSource, source);
        self.head = Some((date, source));
        self.in_links = true;
        self.at += 1;
        Step::Next
    }

    pub(super) fn number(&mut self, span: Span) -> Step {
        if self.reader.header.number.is_some() {
            return self.take(Kind::Unread, "a second number");
        }
        self.reader.header.number = Some(span);
        self.take_part(Kind::Number, "a number pattern of the profile", PartKind::Number, span)
    }

    pub(super) fn media(&mut self) -> Step {
        // `Video interview` names a file, but above `with …` it is the document type.
        let text = self.cell(self.at).text;
        let typed = genre::genre(text, &self.reader.profile.genres).filter(|typed| typed.len == text.len());
        if let Some(typed) = typed
            && self.reader.header.genre.is_none()
            && matches!(self.class_at(self.at + 1), Some(Class::Byline))
        {
            return self.genre(typed);
        }
        let span = self.cell(self.at).span();
        self.reader.header.media.push(span);
        self.take_part(Kind::Media, "media words, or a file type and a size", PartKind::Media, span)
    }

    /// `News` and its kin count as block names where a header is still going on.
    pub(super) fn block_name(&mut self) -> Step {
        let header = &self.reader.header;
        let begun =
            header.date.is_some() || header.updated.is_some() || header.genre.is_some() || self.at == 0;
        let next = self.class_at(self.at + 1);
        let body_follows = next.is_none_or(|next| matches!(next, Class::Sentence | Class::Label(_)));
        if !begun
            || body_follows && header.byline.is_empty() && header.title.is_none() && header.date.is_none()
        {
            return self.short();
        }
        if body_follows
            && (self.cells.get(self.at + 1).is_some_and(|next| next.gap > 0) && self.at > 0 && !self.in_links)
        {
            return Step::Body;
        }
        self.in_links = true;
        self.take(Kind::BlockName, "the name of a sidebar block")
    }

    pub(super) fn related(&mut self) -> Step {
        let cell = self.cells[self.at];
        let (date, source) =
            self.head.take().map_or((None, None), |(date, source)| (Some(date), Some(source)));
        self.reader.header.related.push(Related { title: cell.span(), date, source });
        self.in_links = true;
        self.take_part(Kind::Related, "a short line in a block of links", PartKind::RelatedTitle, cell.span())
    }
}
