//! Short lines: place, occasion, title, participants or related link, by where they stand.

use super::super::classify::Class;
use super::super::line::Cell;
use super::super::{phrase, place};
use super::{Step, Walk, number_words};
use crate::document::{Kind, PartKind, Residue};
use crate::source::fold;

impl Walk<'_, '_> {
    /// A short line that no word decides.
    pub(super) fn short(&mut self) -> Step {
        let header = &self.reader.header;
        if self.shape.index && header.updated.is_some() {
            return Step::Body;
        }
        if self.lists_speakers(self.at + 1) {
            return self.take(Kind::Unread, "announces a list of speakers");
        }
        if self.speaks_later() && (header.title.is_some() || header.genre.is_some()) {
            return self.byline_group();
        }
        if phrase::any_is(self.cell(self.at).text, &self.reader.profile.headings) {
            return Step::Body;
        }
        if self.head.is_some() || self.in_links {
            return self.related();
        }
        if header.date.is_none() && header.genre.is_none() && header.byline.is_empty() {
            return self.slot();
        }
        if !header.byline.is_empty() {
            return self.behind_byline();
        }
        if header.place.is_empty() && self.is_place(self.at) && self.anchors_ahead(self.at + 1) {
            return self.place_group();
        }
        if self.repeats_title(self.cell(self.at).text) {
            return self.take(Kind::Unread, "says the title again");
        }
        let listed = self.is_listed();
        if listed && header.place.is_empty() && (self.at..self.group()).all(|at| self.is_place(at)) {
            return self.place_group();
        }
        if header.title.is_none()
            && (self.shape.titled || self.anchors_ahead(self.at + 1) || header.genre.is_some())
        {
            return self.title_or_participants();
        }
        if listed && header.title.is_some() && self.is_participant(self.cell(self.at).text) {
            return self.byline_group();
        }
        if listed && header.title.is_some() && self.is_name_above_office() {
            return self.byline_group();
        }
        if self.anchors_ahead(self.at + 1) {
            return self.take(Kind::Unread, "in front of further header lines, and no field");
        }
        let untyped = header.genre.is_none() && header.byline.is_empty();
        let bare = header.title.is_none() && (header.updated.is_none() || untyped) && header.date.is_some();
        if bare && matches!(self.class_at(self.at + 1), Some(Class::Sentence)) {
            return self.title_group("between the date and the text");
        }
        let article = self.shape.titled
            && header.updated.is_some()
            && header.title.is_some()
            && header.byline.is_empty();
        let caption = article
            && matches!(self.class_at(self.at + 1), Some(Class::Sentence))
            && !self.cell(self.at).text.ends_with(':');
        if caption {
            return self.take(
                Kind::Residue(Residue::Caption),
                "between title and text of an article: a picture's caption",
            );
        }
        Step::Body
    }

    /// `Avis Benes, OHR` in a list of participants: labels below say `Avis Benes – OHR:`.
    fn speaks_later(&self) -> bool {
        let text = self.cell(self.at).text;
        let name = text.split([',', '–']).next().unwrap_or(text).trim();
        let role = name.len() < text.len();
        // Only a cell that begins with the name, or with words about it, can be its label.
        let begins = |text: &str| {
            let text = text.trim_start_matches(['§', '*', ' ', '\u{a0}']);
            text.get(..name.len()).is_some_and(|first| first.eq_ignore_ascii_case(name))
                || text.starts_with(['S', 's'])
        };
        let is_label = |at: usize| matches!(self.class(at), Class::Label(label) if self.reader.slice(label.speaker).eq_ignore_ascii_case(name));
        role && (self.at..self.cells.len()).any(|at| begins(self.cells[at].text) && is_label(at))
    }

    /// The short lines of one group from here on.
    fn group(&self) -> usize {
        let fits =
            |at: usize| matches!(self.class(at), Class::Short | Class::Series(_)) && !self.cells[at].bullet;
        let mut end = self.at + 1;
        while end < self.cells.len() && self.cells[end].gap == 0 && fits(end) {
            end += 1;
        }
        end
    }

    /// The first lines, before date, type and byline: the narrow cell with place, occasion or number, or a title.
    fn slot(&mut self) -> Step {
        if self.cell(self.at).bullet && !self.live {
            return self.related();
        }
        let end = self.group();
        if let Some(step) = self.number_group(end) {
            return step;
        }
        let anchored = self.anchor_ahead(end, |class| {
            matches!(
                class,
                Class::Date(_)
                    | Class::Composite(_)
                    | Class::Genre(_)
                    | Class::GenreBy(_)
                    | Class::Byline
                    | Class::Update { .. }
            )
        });
        let dated = self.anchor_ahead(end, |class| matches!(class, Class::Date(_) | Class::Composite(_)));
        let titled = self.shape.titled;
        if titled && self.reader.header.updated.is_none() || self.live || !anchored {
            return self.mixed_slot();
        }
        let text = self.joined(end);
        let placed =
            self.is_place(self.at) || self.cell(end - 1).text.ends_with(',') || self.is_place(end - 1);
        if place::is_occasion(&text, &self.reader.profile.places) && !self.is_place(self.at) {
            return self.occasion(end);
        }
        if placed || dated && text.chars().count() <= 90 && !phrase::is_capitals(&text) {
            return self.place_group();
        }
        self.title_group("in front of the date, and no place")
    }

    /// Lines in front of the date on pages that begin with a title: each is place, participant or title by its words.
    fn mixed_slot(&mut self) -> Step {
        let cell = *self.cell(self.at);
        if self.reader.header.title.is_some() || self.at == 0 && self.cells.len() > 1 && self.cells[1].gap > 0
        {
            if self.is_place(self.at) && self.reader.header.place.is_empty() {
                return self.place_group();
            }
            if self.is_participant(cell.text) && self.reader.header.title.is_some() {
                return self.byline_group();
            }
        } else if self.is_place(self.at) && self.anchors_ahead(self.at) {
            return self.place_group();
        }
        if self.reader.header.title.is_some() {
            return if self.anchors_ahead(self.at + 1) {
                self.take(Kind::Unread, "in front of the date, and no field")
            } else {
                Step::Body
            };
        }
        let alone = !self.anchors_ahead(self.at + 1)
            && !self.shape.titled
            && !self.live
            && self.reader.header.updated.is_none()
            && self.classes(0).take(self.at).any(|class| !matches!(class, Class::Residue(_)));
        if alone { Step::Body } else { self.title_group("the first line that is no other field") }
    }

    /// `Press` / `Release`, `Press` / `Release` / `(2003)065`: words that announce a number.
    fn number_group(&mut self, end: usize) -> Option<Step> {
        for last in (self.at + 1..=end.min(self.at + 3)).rev() {
            let text = self.joined(last);
            let Some(found) = number_words(&text, self.reader) else { continue };
            while self.at < last {
                let cell = self.cells[self.at];
                self.reader.mark(cell.line, Kind::Number, "words that announce a number");
                if let Some((start, stop)) = found.filter(|_| self.at + 1 == last) {
                    let number = text[start..stop].to_string();
                    if let Some(at) = cell.text.find(&number) {
                        let span = cell.part(&cell.text[at..at + number.len()]);
                        self.reader.part(cell.line, PartKind::Number, span);
                        self.reader.header.number.get_or_insert(span);
                    }
                }
                self.at += 1;
            }
            return Some(Step::Next);
        }
        None
    }

    fn joined(&self, end: usize) -> String {
        self.cells[self.at..end].iter().map(|cell| cell.text).collect::<Vec<_>>().join(" ")
    }

    pub(super) fn is_place(&self, at: usize) -> bool {
        let text = self.cells[at].text;
        text.chars().count() <= 80 && place::looks_like(text, &self.reader.profile.places)
    }

    /// The short lines from here on are the place.
    pub(super) fn place_group(&mut self) -> Step {
        let end = self.group();
        let cells: Vec<Cell<'_>> = self.cells[self.at..end].to_vec();
        let cells = if self.is_listed() {
            let run = cells
                .iter()
                .enumerate()
                .take_while(|(at, _)| *at == 0 || self.is_place(self.at + at))
                .count();
            cells[..run].to_vec()
        } else {
            cells
        };
        for cell in &cells {
            self.reader.mark(cell.line, Kind::Place, "the place slot in front of the date, or a known place");
        }
        self.set_places(&cells);
        self.at += cells.len();
        Step::Next
    }

    pub(super) fn set_places(&mut self, cells: &[Cell<'_>]) {
        for span in place::places(cells, &self.reader.profile.places) {
            let line = cells
                .iter()
                .find(|cell| cell.start + cell.text.len() > span.start)
                .map_or(cells[0].line, |cell| cell.line);
            self.reader.part(line, PartKind::Place, span);
            self.reader.header.place.push(span);
            // A name over several lines makes them one block.
            for below in cells.iter().filter(|cell| cell.line > line && cell.start < span.end) {
                self.reader.join(below.line);
            }
        }
    }

    /// An occasion in the place slot; known places at its end are the place.
    fn occasion(&mut self, end: usize) -> Step {
        let known = |at: &usize| {
            // `Visit to` / `Bulgaria` belong together.
            !self.is_dangling(self.cells[*at - 1].text)
                && place::is_known(
                    self.cells[*at].text.trim_end_matches([',', '.']),
                    &self.reader.profile.places,
                )
        };
        let split = (self.at + 1..end).find(known).unwrap_or(end);
        let first = self.at;
        for at in first..split {
            let cell = self.cells[at];
            self.reader.mark(cell.line, Kind::Title, "an occasion in the place slot");
            self.reader.part(cell.line, PartKind::Title, cell.span());
        }
        self.reader.header.title = Some(self.cells[first].span().cover(self.cells[split - 1].span()));
        self.at = split;
        if split < end { self.place_group() } else { Step::Next }
    }

    /// Behind the byline: a place in brackets, a caption, related titles without a head, or the body.
    fn behind_byline(&mut self) -> Step {
        let cell = *self.cell(self.at);
        let bracketed = cell.text.starts_with('(') && cell.text.ends_with(')');
        let listed = self.is_listed();
        if self.reader.header.place.is_empty()
            && (self.is_place(self.at) || listed && self.is_building_above_place())
            && (bracketed
                || listed
                || self.anchor_ahead(self.at + 1, |class| matches!(class, Class::Date(_))))
        {
            return self.place_group();
        }
        if self.repeats_byline(cell.text) && self.live {
            return self.take(Kind::Residue(Residue::Caption), "repeats the byline: a picture's caption");
        }
        let end = self.group();
        if self.is_listed() && self.reader.header.title.is_none() {
            return self.title_group("the only short line in front of the text");
        }
        let linked =
            matches!(self.class_at(end), Some(Class::RelatedHead { .. } | Class::Media | Class::BlockName))
                && self.cells[end].gap == 0;
        let several = end - self.at >= 2;
        let labelled = || self.classes(end).take(30).any(|class| matches!(class, Class::Label(_)));
        if self.anchor_ahead(end, |class| matches!(class, Class::Date(_)))
            && self.reader.header.date.is_none()
        {
            return self.slot_behind_byline();
        }
        let titles = cell.text.split_whitespace().count() >= 3 && !cell.text.ends_with(':') && !self.tight;
        if titles && !self.live && self.reader.header.updated.is_some() && (linked || several || labelled()) {
            return self.related();
        }
        Step::Body
    }

    /// State Department pages give speaker, place and date one below the other.
    fn slot_behind_byline(&mut self) -> Step {
        if self.is_place(self.at) && self.reader.header.place.is_empty() {
            return self.place_group();
        }
        if self.is_participant(self.cell(self.at).text) {
            return self.byline_group();
        }
        self.take(Kind::Unread, "in front of the date, and no field")
    }

    /// Whether the title holds these words in this order.
    fn repeats_title(&self, text: &str) -> bool {
        let Some(title) = self.reader.header.title else { return false };
        let folded = |text: &str| fold(text).to_lowercase();
        text.split_whitespace().count() >= 2 && folded(self.reader.slice(title)).contains(&folded(text))
    }

    /// Whether every word stands in the byline too.
    fn repeats_byline(&self, text: &str) -> bool {
        let byline: String = self
            .reader
            .header
            .byline
            .iter()
            .map(|span| self.reader.slice(*span))
            .collect::<Vec<_>>()
            .join(" ");
        let has = |word: &str| byline.split(|c: char| !c.is_alphanumeric()).any(|known| known == word);
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).all(has)
    }

    /// `Javier Solana` / `Secretary General of NATO`: the author of an article.
    fn is_name_above_office(&self) -> bool {
        let Some(below) = self.cells.get(self.at + 1).filter(|below| below.gap == 0) else { return false };
        let offices = &self.reader.profile.byline.offices;
        let words: Vec<&str> = self.cell(self.at).text.split_whitespace().collect();
        (2..=4).contains(&words.len())
            && words.iter().all(|word| word.starts_with(char::is_uppercase) && !word.ends_with([':', '.']))
            && phrase::longest(below.text, offices).is_some()
    }

    /// `Richard Boucher, Spokesman`, `Secretary Colin L. Powell`: a name with an office or honorific.
    pub(super) fn is_participant(&self, text: &str) -> bool {
        let words = &self.reader.profile.byline;
        let honoured =
            words.honorifics.like(text).any(|word| word.len() > 3 && phrase::starts(text, word).is_some());
        let office =
            text.split(',').skip(1).any(|piece| phrase::longest(piece.trim(), &words.offices).is_some());
        let names = text.split_whitespace().filter(|word| word.starts_with(char::is_uppercase)).count();
        let small = text.split_whitespace().filter(|word| word.starts_with(char::is_lowercase)).count();
        // `SECRETARY-GENERAL WELCOMES AGREEMENT ON KOSOVO` is a headline.
        let headline = phrase::is_capitals(text) && names >= 5 && !text.contains(',');
        names >= 2 && small <= 3 && !headline && (honoured || office) && text.chars().count() <= 100
    }
}
