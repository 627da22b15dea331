//! Titles: headlines in capitals, quotations, and the lines of a group.

use super::super::classify::Class;
use super::super::{phrase, place};
use super::{Step, Walk};
use crate::document::{Kind, PartKind};

impl<'a> Walk<'a, '_> {
    /// The pages of 1993 to 1995 open with a headline in capitals that looks like a speaker label.
    pub(super) fn headline(&mut self) {
        let capitals = |at: usize| {
            let text = self.cells[at].text;
            phrase::is_capitals(text) && text.split_whitespace().count() >= 2 && !self.is_place(at)
        };
        let first = self
            .classes(0)
            .position(|class| !matches!(class, Class::Residue(_)) && !matches!(class, Class::Number(_)))
            .unwrap_or(0);
        if first >= self.cells.len()
            || !matches!(
                self.class(first),
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
        let labelled = matches!(self.class(first), Class::Label(label) if label.role.is_some());
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

    /// `NATO Headquarters`, `Brussels, Belgium`: nothing but known places.
    fn is_all_place(&self, text: &str) -> bool {
        text.split(',').all(|piece| place::is_known(piece, &self.reader.profile.places))
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
        match self.class(at) {
            Class::Short | Class::GenreThen(_) | Class::Quoted => {
                !(self.is_place(at)
                    && self.shape.titled
                    && self.reader.header.updated.is_none()
                    && (self.anchors_ahead(at) || self.is_all_place(cell.text)))
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
        if header.title.is_none() && !header.byline.is_empty() && header.updated.is_some() {
            return self.quoted_below_byline();
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
            && !matches!(self.class(end), Class::Byline | Class::GenreBy(_) | Class::Date(_))
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

    /// Below the byline a quotation is the title if its lines close with the mark and stand alone.
    fn quoted_below_byline(&mut self) -> Step {
        let mut end = self.at + 1;
        while end < self.cells.len() && self.cells[end].gap == 0 && end - self.at < 4 {
            end += 1;
        }
        let closed = self.cells[end - 1].text.ends_with(['"', '”', '»']);
        let alone = self.cells.get(end).is_none_or(|below| below.gap > 0);
        let stops = self.cells[self.at..end].iter().any(|cell| cell.text.contains(['.', '?', '!']));
        if !closed || !alone || stops {
            return Step::Body;
        }
        self.title_lines(end, "stands in quotation marks below the byline");
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
}
