//! The shape of a page: announced by its series, or seen in what the header holds.

use super::super::reader::Reader;
use super::super::{date, line, phrase};
use super::Walk;
use crate::document::{Date, Form, Header};
use crate::profile::{Category, Shape};
use crate::source::Span;

impl<'a> Walk<'a, '_> {
    /// The shape that a series label announces.
    pub(super) fn announced(&self, label: Span) -> Option<&'a Shape> {
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
    pub(super) fn is_index(&self) -> bool {
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
    pub(super) fn early(&self, header: &Header) -> Option<&'a Shape> {
        let old = header.date.as_ref().and_then(|date| date.first.year).is_some_and(|year| year < 1999);
        (old && header.updated.is_none()).then(|| self.reader.profile.shape("early-speech")).flatten()
    }
}

pub(super) fn is_communique(header: &Header) -> bool {
    header.genre.is_some_and(|genre| genre.category == Category::Communique)
        || header.number.is_some()
            && header.byline.is_empty()
            && header.date.as_ref().is_some_and(|date| date.form != Form::Year)
}

/// The date inside a series label: `Week of 17-23 November 1999`, `August 2003`.
pub(super) fn series_date(text: &str, start: usize, reader: &Reader<'_>) -> Option<Date> {
    let lead = phrase::starts(text, "week of").unwrap_or(0);
    let rest = text[lead..].trim_start();
    date::date_line(rest, start + text.len() - rest.len(), reader.order())
        .filter(|date| date.form != Form::Suspect)
}
