//! What is settled when the walk is over: borrowed years, places named elsewhere, ambiguous dates, dropped fields.

use super::super::{date, place};
use super::Walk;
use super::shape::series_date;
use crate::document::{Dropped, Partial, Slip};
use crate::profile::Field;
use crate::source::Span;

impl Walk<'_, '_> {
    /// Settles what needs the whole header.
    pub(super) fn complete(&mut self) {
        self.index_date();
        self.borrow_year();
        self.place_elsewhere();
        self.settle_ambiguity();
        self.note_dropped();
    }

    /// An index page takes its date from the series label.
    pub(super) fn index_date(&mut self) {
        let header = &self.reader.header;
        if self.shape.index
            && header.date.is_none()
            && let Some(series) = header.series
        {
            self.reader.header.date = series_date(self.reader.slice(series), series.start, self.reader);
        }
        if self.reader.header.date.is_none() {
            self.date_in_words();
        }
    }

    /// If the only date stands inside a title or byline line, it counts: `held on 11 December 2002`.
    pub(super) fn date_in_words(&mut self) {
        let header = &self.reader.header;
        let mut found = None;
        for span in header.title.iter().chain(&header.byline) {
            date::dates_in(self.reader.slice(*span), span.start, self.reader.order(), |date| {
                if date.first.year.is_some() {
                    found.get_or_insert(date);
                }
            });
        }
        self.reader.header.date = found;
    }

    pub(super) fn borrow_year(&mut self) {
        let updated = self.reader.header.updated.as_ref().and_then(|updated| updated.first.year);
        let header = &mut self.reader.header;
        let dates = header
            .date
            .iter_mut()
            .chain(header.related.iter_mut().filter_map(|related| related.date.as_mut()));
        for date in dates.filter(|date| date.slips.has(Slip::MissingYear)) {
            if let Some(year) = updated {
                date.first.year = Some(year);
                date.last = date.last.map(|last| Partial { year: Some(year), ..last });
                date.borrowed_year = true;
            }
        }
    }

    /// Pages without a place slot name the place in the subtitle, or in the event above the date.
    pub(super) fn place_elsewhere(&mut self) {
        let header = &self.reader.header;
        if !header.place.is_empty() {
            return;
        }
        let words = &self.reader.profile.places;
        let slotless = !self.shape.expects.contains(&Field::Place);
        let lines = header.title.iter().chain(header.byline.iter().filter(|_| slotless));
        let named = lines
            .filter(|_| slotless)
            .map(|span| place::in_subtitle(self.reader.slice(*span), span.start, words))
            .find(|places| !places.is_empty());
        let event = || {
            let first = header.related.iter().find(|related| {
                related.date.is_none()
                    && related.title.start < header.date.as_ref().map_or(0, |date| date.span.start)
            });
            first.map(|related| self.event_place(related.title)).unwrap_or_default()
        };
        let found = named.unwrap_or_else(event);
        self.reader.header.place = found;
    }

    /// `Summit meetings of Heads of State and Government Bucharest, Romania, 2 to 4 April 2008`
    pub(super) fn event_place(&self, span: Span) -> Vec<Span> {
        let words = &self.reader.profile.places;
        let text = self.reader.slice(span);
        let mut places = Vec::new();
        for piece in text.split(',') {
            let start = span.start + (piece.as_ptr() as usize - text.as_ptr() as usize);
            let at = (0..piece.len()).filter(|at| *at == 0 || piece.as_bytes()[at - 1] == b' ');
            let known =
                at.filter(|at| piece.is_char_boundary(*at)).find(|at| place::is_known(&piece[*at..], words));
            if let Some(at) = known {
                let name = piece[at..].trim();
                let from = start + (name.as_ptr() as usize - piece.as_ptr() as usize);
                places.push(Span::new(from, from + name.len()));
            }
        }
        places
    }

    /// The update stamp decides between two readings of `8/07/2003`, and so does the day of the event.
    pub(super) fn settle_ambiguity(&mut self) {
        let header = &mut self.reader.header;
        let updated = header.updated.as_ref().and_then(|updated| updated.first_day());
        let event = header.date.as_ref().filter(|date| date.other.is_none()).and_then(|date| date.last_day());
        let dates = header
            .date
            .iter_mut()
            .chain(header.related.iter_mut().filter_map(|related| related.date.as_mut()));
        for date in dates {
            let (Some(first), Some(other), Some(limit)) =
                (date.first_day(), date.other.and_then(|other| other.day()), updated.or(event))
            else {
                continue;
            };
            if first > limit && other <= limit && date.unsure {
                date.other = date.other.replace(date.first);
                date.first = date.other.map_or(date.first, |_| {
                    Partial::new(
                        other.year().unsigned_abs().into(),
                        other.month().unsigned_abs().into(),
                        other.day().unsigned_abs().into(),
                    )
                });
                date.unsure = false;
            } else if other > limit {
                date.unsure = false;
            }
        }
    }

    /// A double blank line where this shape has a field shows that the extraction lost it.
    pub(super) fn note_dropped(&mut self) {
        let header = &self.reader.header;
        if header.updated.is_none() {
            return;
        }
        let lines = |span: Option<Span>| {
            span.and_then(|span| {
                self.reader
                    .lines
                    .iter()
                    .position(|line| line.span.contains(Span::at(span.start)) && span.start < line.span.end)
            })
        };
        let update = lines(header.updated.as_ref().map(|date| date.span));
        let first = update.and_then(|update| {
            (update + 1..self.reader.lines.len()).find(|at| !self.reader.lines[*at].is_blank())
        });
        let byline = lines(header.byline.first().copied());
        let mut dropped = Vec::new();
        let slot = if self.shape.expects.contains(&Field::Number) { Field::Number } else { Field::Place };
        for (field, line) in [(slot, first), (Field::Genre, byline)] {
            let Some(line) = line else { continue };
            if self.shape.expects.contains(&field) && !header.has(field) && self.reader.gap_above(line) >= 2 {
                dropped.push(Dropped { field, gap: self.reader.gap_span(line) });
            }
        }
        self.reader.header.dropped = dropped;
    }
}
