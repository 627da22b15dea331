//! The header: a walk over its cells that decides with the neighbours in view what each one is.

use super::classify::{Class, Composite, classify, opens_for_sure};
use super::genre::Typed;
use super::line::{self, Cell};
use super::reader::Reader;
use super::{date, genre, number, phrase, place};
use crate::document::{Date, Form, Genre, Kind, PartKind, Related, Slip};
use crate::profile::{Field, Shape};
use crate::source::Span;

mod slot;
mod title;

/// Cells that a header can have at most; the rest of a document is not looked at.
const MOST_CELLS: usize = 80;

/// What the walk knows beside the header facts themselves.
pub(super) struct Walk<'a, 'r> {
    reader: &'r mut Reader<'a>,
    cells: Vec<Cell<'a>>,
    classes: Vec<Class>,
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
    let order = reader.order();
    let mut classes: Vec<Class> = cells.iter().map(|cell| classify(cell, reader.profile, order)).collect();
    join_broken_dates(reader, &cells, &mut classes);
    join_broken_genres(reader, &cells, &mut classes);
    let shape = &reader.profile.shapes[0];
    let mut walk =
        Walk { reader, cells, classes, at: 0, shape, head: None, in_links: false, tight: false, live: false };
    walk.prepare();
    walk.run();
    walk.finish()
}

/// `21 November` / `2002`, `Monday,` / `18th Mar. 1996`: one date on two lines.
fn join_broken_dates(reader: &Reader<'_>, cells: &[Cell<'_>], classes: &mut [Class]) {
    for at in 1..cells.len() {
        let (above, below) = (&cells[at - 1], &cells[at]);
        if below.gap > 0 || above.text.len() > 30 || below.text.len() > 30 || below.line != above.line + 1 {
            continue;
        }
        let lacks_year = matches!(&classes[at - 1], Class::Date(date) if date.slips.has(Slip::MissingYear));
        let weekday = above.text.ends_with("day") || above.text.ends_with("day,");
        let time = matches!(&classes[at - 1], Class::Date(_))
            && date::clock(below.text).is_ok_and(|(rest, _)| rest.is_empty());
        if lacks_year || weekday || time {
            let both = &reader.text[above.start..below.start + below.text.len()];
            if let Some(date) =
                date::date_line(both, above.start, reader.order()).filter(|date| date.form != Form::Suspect)
            {
                classes[at - 1] = Class::Date(date);
                // The second half is passed over by whoever takes the first.
                classes[at] = Class::Short;
            }
        }
    }
}

/// `Media` / `Statement`: a document type on two lines of a narrow cell.
fn join_broken_genres(reader: &Reader<'_>, cells: &[Cell<'_>], classes: &mut [Class]) {
    for at in 1..cells.len().min(20) {
        let (above, below) = (&cells[at - 1], &cells[at]);
        let narrow = below.gap == 0
            && above.text.len() <= 24
            && below.text.len() <= 24
            && below.line == above.line + 1;
        if !narrow
            || !matches!(classes[at - 1], Class::Short)
            || !matches!(classes[at], Class::Short | Class::Genre(_))
        {
            continue;
        }
        let both = format!("{} {}", above.text, below.text);
        let whole = genre::genre(&both, &reader.profile.genres).filter(|typed| typed.len == both.len());
        let named = phrase::any_is(&both, &reader.profile.numbers.leads);
        if let Some(typed) = whole.filter(|_| !named) {
            let len = below.start + below.text.len() - above.start;
            classes[at - 1] = Class::Genre(Typed { len, ..typed });
            classes[at] = Class::Short;
        }
    }
}

impl<'a> Walk<'a, '_> {
    fn cell(&self, at: usize) -> &Cell<'a> {
        &self.cells[at]
    }

    /// Finds out what the walk needs from the start.
    fn prepare(&mut self) {
        let head: Vec<usize> = (0..self.cells.len().min(14)).collect();
        let updates = self.classes.iter().take(20).zip(&self.cells);
        self.live = updates.clone().any(|(class, cell)| matches!(class, Class::Update { .. }) && cell.bullet)
            || head.iter().any(|at| self.cells[*at].bullet && matches!(self.classes[*at], Class::Date(_)));
        let body = self
            .classes
            .iter()
            .position(Class::is_body)
            .unwrap_or(self.cells.len())
            .max(2)
            .min(self.cells.len());
        let unspaced = self.cells[..body].iter().skip(1).filter(|cell| cell.gap == 0).count();
        let first_gap = self.cells[..body].iter().skip(1).all(|cell| cell.gap == 0);
        let body_gaps = self.cells.iter().skip(body).take(8).any(|cell| cell.gap > 0);
        self.tight = body > 1 && unspaced + 1 == body && first_gap && !body_gaps;
        let label = updates.into_iter().find_map(|(class, _)| match class {
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

    /// The shape that a series label announces.
    fn announced(&self, label: Span) -> Option<&'a Shape> {
        let text = self.reader.slice(label);
        let profile = self.reader.profile;
        let series = profile.series.iter().find(|series| match series.label.as_str() {
            "{month}" => {
                series_date(text, label.start, self.reader).is_some_and(|date| date.form == Form::Month)
            }
            "{week}" => phrase::starts(text, "week of").is_some(),
            known => known
                .strip_suffix(" *")
                .map_or_else(|| phrase::is(text, known), |lead| phrase::starts(text, lead).is_some()),
        })?;
        profile.shape(&series.shape)
    }

    /// A second date line, each with a short line below, means a list of entries.
    fn is_index(&self) -> bool {
        let lines = &self.reader.lines[..self.reader.footer];
        let order = self.reader.order();
        let entry = |(at, line): (usize, &line::Line<'_>)| {
            let dated = line.text.len() <= 40 && line.text.contains(|c: char| c.is_ascii_digit());
            dated
                && date::date_line(line.text, line.start, order).is_some()
                && lines[at + 1..]
                    .iter()
                    .take(2)
                    .find(|line| !line.is_blank())
                    .is_some_and(|below| below.width() <= 120 && !phrase::ends_sentence(below.text))
        };
        lines.iter().enumerate().filter(|(at, line)| entry((*at, line))).take(2).count() == 2
    }

    fn run(&mut self) {
        self.headline();
        while self.at < self.cells.len() && self.step() == Step::Next {}
    }

    fn step(&mut self) -> Step {
        let cell = self.cells[self.at];
        if cell.gap > 0 && self.head.is_none() {
            self.in_links = self.in_links
                && matches!(
                    self.classes[self.at],
                    Class::RelatedHead { .. } | Class::Media | Class::BlockName
                );
        }
        let before = self.at;
        let step = match self.classes[self.at].clone() {
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

    fn update(&mut self, label: Span, date: Date, series: Option<Span>) -> Step {
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
    fn series_in_next_cell(&mut self, line: usize) -> Step {
        if let Some(next) =
            self.cells.get(self.at).filter(|next| next.line == line && self.reader.header.series.is_none())
        {
            let span = next.span();
            self.set_series(line, span);
            self.at += 1;
        }
        Step::Next
    }

    fn set_series(&mut self, line: usize, span: Span) {
        if self.reader.header.series.is_none() {
            self.reader.part(line, PartKind::Series, span);
            self.reader.header.series = Some(span);
            if let Some(shape) = self.announced(span).filter(|_| !self.shape.index) {
                self.shape = shape;
            }
        }
    }

    fn series(&mut self, span: Span) -> Step {
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

    fn date(&mut self, date: Date) -> Step {
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

    fn composite(&mut self, composite: Composite) -> Step {
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

    fn related_head(&mut self, date: Date, source: Span) -> Step {
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

    fn number(&mut self, span: Span) -> Step {
        if self.reader.header.number.is_some() {
            return self.take(Kind::Unread, "a second number");
        }
        self.reader.header.number = Some(span);
        self.take_part(Kind::Number, "a number pattern of the profile", PartKind::Number, span)
    }

    fn media(&mut self) -> Step {
        let span = self.cell(self.at).span();
        self.reader.header.media.push(span);
        self.take_part(Kind::Media, "media words, or a file type and a size", PartKind::Media, span)
    }

    /// `News` and its kin count as block names where a header is still going on.
    fn block_name(&mut self) -> Step {
        let header = &self.reader.header;
        let begun =
            header.date.is_some() || header.updated.is_some() || header.genre.is_some() || self.at == 0;
        let next = self.classes.get(self.at + 1);
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

    fn genre(&mut self, typed: Typed) -> Step {
        let header = &self.reader.header;
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

    fn genre_by(&mut self, typed: Typed) -> Step {
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

    fn genre_then(&mut self, typed: Typed) -> Step {
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
    fn is_bare(&self) -> bool {
        let header = &self.reader.header;
        !Field::ALL.into_iter().any(|field| header.has(field))
    }

    fn title_with_genre(&mut self, typed: Typed) -> Step {
        if self.reader.header.title.is_some() {
            return self.short();
        }
        self.genre_prefix(typed);
        self.title_group("a document type with its subject")
    }

    /// The genre is the first words of a longer line.
    fn genre_prefix(&mut self, typed: Typed) {
        if self.reader.header.genre.is_none() {
            let cell = self.cells[self.at];
            let span = Span::new(cell.start, cell.start + typed.len);
            self.reader.header.genre = Some(Genre { span, category: typed.category });
        }
    }

    /// Pages on which `Statement by …` is the title.
    fn is_release(&self) -> bool {
        self.shape.titled && self.reader.header.updated.is_some() || self.reader.header.number.is_some()
    }

    fn byline(&mut self) -> Step {
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
    fn byline_group(&mut self) -> Step {
        self.in_links = false;
        self.byline_line("a byline opener");
        while self.at < self.cells.len() && self.byline_goes_on() {
            self.byline_line("goes on with the byline");
        }
        Step::Next
    }

    fn byline_line(&mut self, evidence: &'static str) {
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

    fn byline_goes_on(&self) -> bool {
        let (above, cell) = (&self.cells[self.at - 1], &self.cells[self.at]);
        let joins = phrase::longest(cell.text, &self.reader.profile.byline.joiners).is_some();
        let small = cell.text.starts_with(char::is_lowercase);
        let dangling = self.is_dangling(above.text);
        match &self.classes[self.at] {
            Class::Short | Class::Byline | Class::GenreThen(_) | Class::Quoted | Class::Composite(_) => {}
            Class::Series(_) | Class::Genre(_) if dangling || joins => {}
            Class::Salutation | Class::Sentence | Class::GenreBy(_)
                if cell.gap == 0 && (dangling && !above.text.ends_with(',') || small) => {}
            Class::Label(_) if cell.gap == 0 && small => {}
            _ => return false,
        }
        let bracketed = cell.text.starts_with('(');
        let listed = self.shape.titled && self.reader.header.updated.is_none() && !dangling;
        if cell.bullet || (bracketed || listed) && self.is_place(self.at) {
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
        if self.tight { joins || small || dangling } else { true }
    }

    /// Whether a line cannot be the last of its group: it ends with a comma or a little word.
    fn is_dangling(&self, text: &str) -> bool {
        let last = text.split_whitespace().next_back().unwrap_or_default();
        text.ends_with(',')
            || ["the", "of", "and", "by", "at", "in", "with", "to", "for", "on", "&", "de"]
                .iter()
                .any(|word| last.eq_ignore_ascii_case(word))
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
        let header = &self.reader.header;
        let bare = header.date.is_none() && header.byline.is_empty() && header.genre.is_none();
        let near = self.classes[self.at + 1..].iter().take(6).any(|class| {
            matches!(class, Class::Update { .. } | Class::Composite(_))
                || matches!(class, Class::Date(_)) && !self.shape.index
        });
        let label = matches!(self.classes[self.at], Class::Label(_));
        if bare
            && near
            && !label
            && self.at < 6
            && !self.classes[self.at + 1..].iter().take(3).all(Class::is_body)
        {
            return self.title_or_unread();
        }
        Step::Body
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
        self.classes.iter().skip(from).take(16).take_while(|class| !class.is_body()).any(wanted)
    }

    fn related(&mut self) -> Step {
        let cell = self.cells[self.at];
        let (date, source) =
            self.head.take().map_or((None, None), |(date, source)| (Some(date), Some(source)));
        self.reader.header.related.push(Related { title: cell.span(), date, source });
        self.in_links = true;
        self.take_part(Kind::Related, "a short line in a block of links", PartKind::RelatedTitle, cell.span())
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

/// The date inside a series label: `Week of 17-23 November 1999`, `August 2003`.
pub(super) fn series_date(text: &str, start: usize, reader: &Reader<'_>) -> Option<Date> {
    let lead = phrase::starts(text, "week of").unwrap_or(0);
    let rest = text[lead..].trim_start();
    date::date_line(rest, start + text.len() - rest.len(), reader.order())
        .filter(|date| date.form != Form::Suspect)
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
