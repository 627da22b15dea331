//! The shape of a page: announced by its series, or seen in what the header holds.

use super::super::reader::Reader;
use super::super::{date, line, phrase};
use super::fields::Fields;
use super::labels::{Label, Role};
use super::pieces::Piece;
use crate::document::{Date, Form, Header};
use crate::profile::{Choice, Field, Order, Profile, Shape};

/// The shape that a series label announces, or the first of the profile.
pub(super) fn early_shape<'a>(reader: &Reader<'a>, pieces: &[Piece<'a>], labels: &[Label]) -> &'a Shape {
    let series = pieces.iter().zip(labels).find(|(_, label)| label.role() == Role::Series);
    let announced = series.and_then(|(piece, _)| announced(piece.text, reader.order(), reader.profile));
    let shape = announced.unwrap_or(&reader.profile.shapes[0]);
    if shape.titled && series.is_some() && is_index(reader) {
        return reader.profile.shapes.iter().find(|shape| shape.index).unwrap_or(shape);
    }
    shape
}

/// The shape that a series label announces.
pub(super) fn announced<'a>(text: &str, order: Order, profile: &'a Profile) -> Option<&'a Shape> {
    let series = profile.series.iter().find(|series| match series.label.as_str() {
        "{month}" => series_date(text, 0, order, profile).is_some_and(|date| date.form == Form::Month),
        "{week}" => week_label(text, profile).is_some(),
        known => known
            .strip_suffix(" *")
            .map_or_else(|| phrase::is(text, known), |lead| phrase::starts(text, lead).is_some()),
    })?;
    profile.shape(&series.shape)
}

/// A second date line, each with a short line below, means a list of entries.
fn is_index(reader: &Reader<'_>) -> bool {
    let lines = &reader.lines[reader.front.lines..reader.footer];
    let order = reader.order();
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

/// Whether the page is live, piped, wrapped.
pub(super) fn layout(fields: &Fields<'_, '_, '_>) -> (bool, bool, bool) {
    let live = is_live(fields);
    let piped = fields.pieces.iter().take(6).any(|piece| piece.piped && !piece.bullet);
    let narrow = fields.pieces.iter().take(5).filter(|piece| phrase::is_within(piece.text, 40)).count() >= 4;
    let wrapped = is_tight(fields) && narrow && fields.reader.header.updated.is_none();
    (live, piped && !live, wrapped)
}

/// Date and update stamp stand in bullets.
fn is_live(fields: &Fields<'_, '_, '_>) -> bool {
    (0..fields.pieces.len().min(20))
        .any(|at| fields.pieces[at].bullet && matches!(fields.role(at), Role::Date | Role::Updated))
}

/// Header lines follow each other without blank lines, and so do those of the text.
fn is_tight(fields: &Fields<'_, '_, '_>) -> bool {
    let body =
        (0..fields.pieces.len()).find(|at| fields.role(*at) == Role::Body).unwrap_or(fields.pieces.len());
    let gap = |piece: &Piece<'_>| piece.gap > 0;
    body > 1 && !fields.pieces[1..body].iter().any(gap) && !fields.pieces[body..].iter().take(8).any(gap)
}

impl<'a> Fields<'a, '_, '_> {
    /// The shape: announced by the series, or seen in what the header holds.
    pub(super) fn final_shape(&self) -> &'a Shape {
        let header = &self.reader.header;
        let profile = self.reader.profile;
        if header.series.is_some_and(|series| {
            announced(self.reader.slice(series), self.reader.order(), self.reader.profile).is_some()
        }) {
            return self.early(header).unwrap_or(self.shape);
        }
        let mut choices = profile.choices.iter().filter(|choice| self.holds(choice));
        choices.find_map(|choice| self.chosen(choice)).unwrap_or(&profile.shapes[0])
    }

    /// Whether the conditions of a choice hold.
    fn holds(&self, choice: &Choice) -> bool {
        let header = &self.reader.header;
        let is_year = || header.date.as_ref().is_some_and(|date| date.form == Form::Year);
        choice.has.iter().all(|field| header.has(*field))
            && !choice.lacks.iter().any(|field| header.has(*field))
            && choice.category.is_none_or(|category| header.genre.is_some_and(|it| it.category == category))
            && choice.year_only.is_none_or(|wanted| is_year() == wanted)
            && choice.bulleted.is_none_or(|wanted| is_live(self) == wanted)
            && choice.tight.is_none_or(|wanted| is_tight(self) == wanted)
    }

    /// The shape that a choice takes; `{year}` is none if no shape is of the year.
    fn chosen(&self, choice: &Choice) -> Option<&'a Shape> {
        match choice.shape.as_str() {
            "{year}" => self.of_year(&self.reader.header),
            "{first}" => Some(self.shape),
            name => self.reader.profile.shape(name),
        }
    }

    /// A series label in brackets, without an update line, belongs to the early pages.
    fn early(&self, header: &Header) -> Option<&'a Shape> {
        let shape = self.of_year(header).filter(|_| header.updated.is_none())?;
        (!shape.expects.contains(&Field::Updated)).then_some(shape)
    }

    /// The shape that the profile has for pages of the year of the event.
    fn of_year(&self, header: &Header) -> Option<&'a Shape> {
        let year = header.date.as_ref()?.first.year?;
        let fits = |shape: &&Shape| shape.years.is_some_and(|(first, last)| (first..=last).contains(&year));
        self.reader.profile.shapes.iter().find(fits)
    }
}

/// The length of the words before the days of a week: `Week of`.
fn week_label(text: &str, profile: &Profile) -> Option<usize> {
    profile.words().week_labels.iter().find_map(|label| phrase::starts(text, label))
}

/// The date inside a series label: `Week of 17-23 November 1999`, `August 2003`.
pub(super) fn series_date(text: &str, start: usize, order: Order, profile: &Profile) -> Option<Date> {
    let lead = week_label(text, profile).unwrap_or(0);
    let rest = text[lead..].trim_start();
    date::date_line(rest, start + text.len() - rest.len(), order).filter(|date| date.form != Form::Suspect)
}
