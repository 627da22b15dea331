//! Titles, headlines in capitals, and what is settled when the walk is over: shape, dropped fields, borrowed years.

use super::super::classify::Class;
use super::super::{date, phrase, place};
use super::{Step, Walk, series_date};
use crate::document::{Dropped, Form, Header, Kind, PartKind, Slip};
use crate::profile::{Category, Field, Shape};
use crate::source::Span;

impl<'a> Walk<'a, '_> {
    /// The pages of 1993 to 1995 open with a headline in capitals that looks like a speaker label.
    pub(super) fn headline(&mut self) {
        let capitals = |at: usize| {
            let text = self.cells[at].text;
            phrase::is_capitals(text) && text.split_whitespace().count() >= 2 && !self.is_place(at)
        };
        let first = self
            .classes
            .iter()
            .position(|class| !matches!(class, Class::Residue(_)) && !matches!(class, Class::Number(_)))
            .unwrap_or(0);
        if first >= self.cells.len()
            || !matches!(
                self.classes[first],
                Class::Short | Class::Label(_) | Class::Sentence | Class::Salutation | Class::Quoted
            )
            || !capitals(first)
        {
            return;
        }
        let mut end = first + 1;
        while end < self.cells.len() && self.cells[end].gap == 0 && capitals(end) && end - first < 6 {
            end += 1;
        }
        let long = self.cells[first..end].iter().map(|cell| cell.text.len()).sum::<usize>() >= 24;
        let labelled = matches!(self.classes[first], Class::Label(label) if label.role.is_some());
        if !long || labelled {
            return;
        }
        for at in 0..first {
            self.at = at;
            if self.step() == Step::Body {
                return;
            }
        }
        self.at = first;
        self.title_lines(end, "a headline in capitals");
        let underline =
            |text: &str| text.len() >= 4 && text.chars().all(|c| matches!(c, '-' | '=' | '_' | '*'));
        if self.at < self.cells.len() && underline(self.cells[self.at].text) {
            self.take(Kind::Unread, "underlines the headline");
        }
    }

    fn title_lines(&mut self, end: usize, evidence: &'static str) {
        let first = self.at;
        while self.at < end {
            let cell = self.cells[self.at];
            self.reader.mark(cell.line, Kind::Title, evidence);
            self.reader.part(cell.line, PartKind::Title, cell.span());
            if let Some(genre) = self.reader.header.genre
                && cell.span().contains(genre.span)
            {
                self.reader.part(cell.line, PartKind::Genre, genre.span);
            }
            self.at += 1;
        }
        let span = self.cells[first].span().cover(self.cells[end - 1].span());
        self.reader.header.title = Some(span);
    }

    /// The title from here on: the lines of its group, and what goes on after a blank line.
    pub(super) fn title_group(&mut self, evidence: &'static str) -> Step {
        if self.reader.header.title.is_some() && !self.replaces_occasion() {
            return if self.anchors_ahead(self.at + 1) {
                self.take(Kind::Unread, "a second title")
            } else {
                Step::Body
            };
        }
        let mut end = self.at + 1;
        while end < self.cells.len() && self.title_goes_on(end) {
            end += 1;
        }
        self.title_lines(end, evidence);
        Step::Next
    }

    /// An occasion is the title only as long as there is no better one.
    fn replaces_occasion(&self) -> bool {
        self.reader.header.date.is_some()
            && self.reader.header.title.is_some_and(|title| {
                self.reader.header.date.as_ref().is_some_and(|date| title.start < date.span.start)
                    && self.reader.header.updated.is_some()
            })
    }

    fn title_goes_on(&self, at: usize) -> bool {
        let (above, cell) = (&self.cells[at - 1], &self.cells[at]);
        let small = cell.text.starts_with(char::is_lowercase);
        if cell.gap > 0 {
            let goes_on = ["held ", "held in", "at the level", "with the participation"]
                .iter()
                .any(|lead| cell.text.starts_with(lead));
            return cell.gap == 1 && goes_on && above.text.len() < 120;
        }
        if cell.bullet || self.tight && !small && !self.is_dangling(above.text) {
            return false;
        }
        match &self.classes[at] {
            Class::Short | Class::GenreThen(_) | Class::Quoted => {
                !(self.is_place(at)
                    && self.shape.titled
                    && self.reader.header.updated.is_none()
                    && self.anchors_ahead(at))
                    && !(self.shape.titled
                        && self.reader.header.updated.is_none()
                        && self.is_participant(cell.text))
            }
            Class::Byline => {
                phrase::starts(cell.text, "by").is_none()
                    && (self.reader.header.genre.is_some() || self.shape.titled)
            }
            Class::Composite(_) => self.reader.header.date.is_some() || small,
            Class::Sentence => small && cell.text.chars().count() <= 120,
            Class::Label(_) => small,
            _ => false,
        }
    }

    /// A title in quotation marks runs until the marks close.
    pub(super) fn quoted(&mut self) -> Step {
        let header = &self.reader.header;
        if self.head.is_some() || self.in_links {
            return self.related();
        }
        let ahead = self.anchors_ahead(self.at + 1)
            || self.shape.titled
            || header.byline.is_empty() && header.date.is_some();
        if header.title.is_some() && !self.replaces_occasion()
            || !ahead
            || !header.byline.is_empty() && header.updated.is_none()
        {
            return Step::Body;
        }
        let closes = |text: &str| {
            text.trim_end_matches(['.', ',']).ends_with(['"', '”', '»', '“']) && text.chars().count() > 1
        };
        let mut end = self.at + 1;
        while !closes(self.cells[end - 1].text)
            && end < self.cells.len()
            && end - self.at < 5
            && self.cells[end].gap == 0
            && !matches!(self.classes[end], Class::Byline | Class::GenreBy(_) | Class::Date(_))
        {
            end += 1;
        }
        let headed = self.shape.titled && self.reader.header.updated.is_some();
        while headed && end < self.cells.len() && self.title_goes_on(end) {
            end += 1;
        }
        self.title_lines(end, "stands in quotation marks in front of the byline");
        Step::Next
    }

    /// A short line behind a document type: the subtitle of a communiqué, or who took part.
    pub(super) fn title_or_participants(&mut self) -> Step {
        let text = self.cell(self.at).text;
        let briefed = self.reader.header.genre.is_some() && self.reader.header.byline.is_empty();
        if briefed && self.is_participant(text) && !self.shape.titled | self.reader.header.updated.is_none() {
            return self.byline_group();
        }
        self.title_group("stands where this kind of page has its title")
    }

    /// Settles what needs the whole header.
    pub(super) fn complete(&mut self) {
        self.index_date();
        self.borrow_year();
        self.place_elsewhere();
        self.settle_ambiguity();
        self.note_dropped();
    }

    /// An index page takes its date from the series label.
    fn index_date(&mut self) {
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
    fn date_in_words(&mut self) {
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

    fn borrow_year(&mut self) {
        let updated = self.reader.header.updated.as_ref().and_then(|updated| updated.first.year);
        let header = &mut self.reader.header;
        let dates = header
            .date
            .iter_mut()
            .chain(header.related.iter_mut().filter_map(|related| related.date.as_mut()));
        for date in dates.filter(|date| date.slips.has(Slip::MissingYear)) {
            if let Some(year) = updated {
                date.first.year = Some(year);
                date.last = date.last.map(|last| crate::document::Partial { year: Some(year), ..last });
                date.borrowed_year = true;
            }
        }
    }

    /// Pages without a place slot name the place in the subtitle, or in the event above the date.
    fn place_elsewhere(&mut self) {
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
    fn event_place(&self, span: Span) -> Vec<Span> {
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
    fn settle_ambiguity(&mut self) {
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
                    crate::document::Partial::new(
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
    fn note_dropped(&mut self) {
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

    /// The shape: announced by the series, or seen in what the header holds.
    pub(super) fn final_shape(&self) -> &'a Shape {
        let header = &self.reader.header;
        let profile = self.reader.profile;
        if header.series.is_some_and(|series| self.announced(series).is_some()) {
            return self.early(header).unwrap_or(self.shape);
        }
        let guess = if self.live {
            "live-page"
        } else if is_communique(header) {
            "press-release"
        } else if header.updated.is_some() {
            self.shape.name.as_str()
        } else if header.byline.is_empty() && header.genre.is_none() {
            if header.date.is_some() && header.title.is_some() { "event-article" } else { "text" }
        } else if header.date.as_ref().and_then(|date| date.first.year).is_some_and(|year| year < 1999) {
            "early-speech"
        } else if self.tight || header.date.is_none() {
            "live-page"
        } else {
            "event-speech"
        };
        profile.shape(guess).unwrap_or(&profile.shapes[0])
    }

    /// Pages before 1999 have a series in brackets and no update line.
    fn early(&self, header: &Header) -> Option<&'a Shape> {
        let old = header.date.as_ref().and_then(|date| date.first.year).is_some_and(|year| year < 1999);
        (old && header.updated.is_none()).then(|| self.reader.profile.shape("early-speech")).flatten()
    }
}

fn is_communique(header: &Header) -> bool {
    header.genre.is_some_and(|genre| genre.category == Category::Communique)
        || header.number.is_some()
            && header.byline.is_empty()
            && header.date.as_ref().is_some_and(|date| date.form != Form::Year)
}
