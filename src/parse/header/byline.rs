//! Bylines: the line of an opener and the lines that go on with it.

use super::super::classify::{Class, opens_for_sure};
use super::super::phrase;
use super::{Step, Walk};
use crate::document::{Kind, PartKind};

impl Walk<'_, '_> {
    pub(super) fn byline(&mut self) -> Step {
        let header = &self.reader.header;
        if self.in_links && self.head.is_some() || self.shape.index {
            return self.short();
        }
        let cell = self.cell(self.at);
        let opens_by = opens_for_sure(cell.text, self.reader.profile);
        let started = header.genre.is_some() || header.date.is_some() || header.title.is_some() || opens_by;
        if !started
            || !opens_by && header.genre.is_none() && header.byline.is_empty() && cell.gap < 2 && !self.tight
        {
            return self.short();
        }
        if !header.byline.is_empty() && !opens_by && !header.related.is_empty() {
            return self.short();
        }
        self.byline_group()
    }

    /// The line of an opener and those that go on with it.
    pub(super) fn byline_group(&mut self) -> Step {
        self.in_links = false;
        self.byline_line("a byline opener");
        while self.at < self.cells.len() && self.byline_goes_on() {
            self.byline_line("goes on with the byline");
        }
        Step::Next
    }

    pub(super) fn byline_line(&mut self, evidence: &'static str) {
        let cell = self.cells[self.at];
        let line = cell.line;
        self.reader.mark(line, Kind::Byline, evidence);
        self.reader.part(line, PartKind::Byline, cell.span());
        self.reader.header.byline.push(cell.span());
        if let Some(genre) = self.reader.header.genre
            && cell.span().contains(genre.span)
        {
            self.reader.part(line, PartKind::Genre, genre.span);
        }
        self.at += 1;
    }

    pub(super) fn byline_goes_on(&self) -> bool {
        let (above, cell) = (&self.cells[self.at - 1], &self.cells[self.at]);
        let joins = phrase::longest(cell.text, &self.reader.profile.byline.joiners).is_some();
        let small = cell.text.starts_with(char::is_lowercase);
        let dangling = self.is_dangling(above.text);
        match self.class(self.at) {
            Class::Short | Class::Byline | Class::GenreThen(_) | Class::Quoted | Class::Composite(_) => {}
            Class::Series(_) | Class::Genre(_) if dangling || joins => {}
            Class::Salutation | Class::Sentence | Class::GenreBy(_)
                if cell.gap == 0 && (dangling && !above.text.ends_with(',') || small) => {}
            Class::Label(_) if cell.gap == 0 && small => {}
            _ => return false,
        }
        let bracketed = cell.text.starts_with('(');
        let listed = self.is_listed() && !dangling;
        if cell.bullet || (bracketed || listed) && self.is_place(self.at) {
            return false;
        }
        if listed && !joins && self.is_building_above_place() {
            return false;
        }
        if cell.gap > 0 {
            let bare = ["by", "address by", "remarks by", "speech by", "statement by"]
                .iter()
                .any(|bare| phrase::is(above.text, bare));
            return bare
                || cell.gap == 1
                    && dangling
                    && !above.text.ends_with(',')
                    && (small || joins || cell.text.len() < 80);
        }
        if self.tight { joins || small || dangling || self.is_broken_name() } else { true }
    }

    /// `Hilton Prague` / `Prague, Czech Republic`: a few capitalised words directly above a known place.
    pub(super) fn is_building_above_place(&self) -> bool {
        let text = self.cell(self.at).text;
        let below = self.at + 1;
        let words = text.split_whitespace().count();
        (2..=5).contains(&words)
            && text.split_whitespace().all(|word| word.starts_with(char::is_uppercase))
            && !text.contains(',')
            && !self.is_participant(text)
            && self.cells.get(below).is_some_and(|next| next.gap == 0 && self.is_place(below))
    }

    /// `Lord` / `Robertson` / `following …`: a word or two that a narrow cell broke off the byline.
    fn is_broken_name(&self) -> bool {
        let words = self.cell(self.at).text.split_whitespace().count();
        let joined = self
            .cells
            .get(self.at + 1)
            .is_some_and(|next| phrase::longest(next.text, &self.reader.profile.byline.joiners).is_some());
        words <= 2 && joined && !self.is_place(self.at)
    }

    /// Whether a line cannot be the last of its group: it ends with a comma or a little word.
    pub(super) fn is_dangling(&self, text: &str) -> bool {
        let last = text.split_whitespace().next_back().unwrap_or_default();
        text.ends_with(',')
            || ["the", "of", "and", "by", "at", "in", "with", "to", "for", "on", "&", "de"]
                .iter()
                .any(|word| last.eq_ignore_ascii_case(word))
    }
}
