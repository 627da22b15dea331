//! The place: split at commas and line ends; from a byline or title where the page has no line for it.

use super::super::super::dateline::{self, Dateline};
use super::super::super::lexis::{self, Class, PLACE};
use super::super::super::line::Cell;
use super::super::super::place;
use super::super::labels::Role;
use super::super::pieces::Piece;
use super::Fields;
use std::ops::Range;

use crate::profile::{Field, Places};
use crate::source::Span;

impl Fields<'_, '_, '_> {
    pub(super) fn places(&mut self) {
        let mut found = Vec::new();
        for run in self.runs(Role::Place) {
            if let Some(dateline) = self.dateline(&run) {
                found.extend(dateline.places);
                continue;
            }
            let cells: Vec<Cell<'_>> = run.map(|at| cell(&self.pieces[at])).collect();
            found.extend(place::places(&cells, &self.reader.profile.places));
        }
        self.reader.header.place = found;
    }

    /// `Wien (OTS) -`, `WASHINGTON, D.C. – `: a piece that is a dateline.
    fn dateline(&self, run: &Range<usize>) -> Option<Dateline> {
        let span = self.span(run);
        let behind = &self.reader.text[span.end..];
        let dash = behind
            .trim_start()
            .chars()
            .next()
            .filter(|c| matches!(c, '-' | '–' | '—'))
            .map(char::len_utf8)?;
        let end = span.end + behind.len() - behind.trim_start().len() + dash + 1;
        let text = self.reader.text.get(span.start..end)?;
        dateline::read(text, span.start, self.reader.order(), self.reader.profile)
    }

    /// Without a place of its own, the page may name it in a byline or title.
    pub(super) fn places_elsewhere(&mut self) {
        let slot = self.shape.expects.contains(&Field::Place) && self.reader.header.updated.is_some();
        if !self.reader.header.place.is_empty() {
            return;
        }
        // A line for the place may be empty, but `held at …` in the title names it all the same.
        let bylines = if slot { Vec::new() } else { self.byline_pieces() };
        let order = bylines.last().into_iter().chain(bylines.first()).copied();
        let title = self.title.clone().into_iter().flatten().filter(|at| {
            bylines.is_empty() && self.reader.header.updated.is_none()
                || self.pieces[*at].text.contains("held ")
        });
        // The event that a page belongs to stands above its date, as a link.
        let date = self.reader.header.date.as_ref().map_or(0, |date| date.span.start);
        let events = (0..self.pieces.len())
            .filter(|at| !slot && self.role(*at) == Role::Related && self.pieces[*at].start < date);
        let found = order
            .chain(title)
            .chain(events)
            .map(|at| {
                let piece = &self.pieces[at];
                Some(held(piece, &self.reader.profile.places))
                    .filter(|places| !places.is_empty())
                    .unwrap_or_else(|| named(piece))
            })
            .find(|places| !places.is_empty());
        self.reader.header.place = found.unwrap_or_default();
    }
}

fn cell<'a>(piece: &Piece<'a>) -> Cell<'a> {
    let skip = match piece.opens(Class::PlaceLabel) {
        Some(end) if piece.text[end..].trim_start().starts_with(':') => {
            piece.text.len() - piece.text[end..].trim_start().trim_start_matches(':').trim_start().len()
        }
        _ => 0,
    };
    Cell { text: &piece.text[skip..], start: piece.start + skip }
}

/// `held in Brussels on Thursday`, `held at NATO Headquarters, Brussels.`
fn held(piece: &Piece<'_>, words: &Places) -> Vec<Span> {
    let leads = ["held in ", "held at the ", "held at "];
    let Some((at, len)) = leads.iter().find_map(|lead| piece.text.find(lead).map(|at| (at, lead.len())))
    else {
        return Vec::new();
    };
    let rest = &piece.text[at + len..];
    let stops = [" on ", " from ", " in ", " under ", "; "];
    let end = stops.iter().filter_map(|stop| rest.find(stop)).min().unwrap_or(rest.len());
    let end = piece
        .dates
        .iter()
        .map(|found| found.start.saturating_sub(at + len))
        .filter(|at| *at > 0)
        .fold(end, usize::min);
    let text = rest[..end].trim_end();
    let cell = Cell { text, start: piece.part_of(text).start };
    place::places(&[cell], words).into_iter().filter(|span| span.len() < 60).collect()
}

/// The places at the end of a line, dates aside: `…, Madrid, Spain, 8 July 1997`, `… in Riga`.
fn named(piece: &Piece<'_>) -> Vec<Span> {
    // `on the situation in Kosovo`: what was spoken about.
    if piece.opens(Class::MatterPreposition).is_some() && piece.opens(Class::PlacePreposition).is_none() {
        return Vec::new();
    }
    let mut text = piece.text;
    while let Some(found) = piece
        .dates
        .iter()
        .find(|found| found.start < text.len() && text[found.start..].len() <= found.end - found.start + 3)
    {
        text = text[..found.start].trim_end_matches(|c: char| !c.is_alphanumeric() && c != ')' && c != '.');
        text = text.strip_suffix(" on").unwrap_or(text).trim_end_matches([' ', ',']);
    }
    let mut places = Vec::new();
    let mut rest = text.trim_end_matches([' ', '.', ')', '*', ';', ':']);
    while let Some(at) = rest.rfind([',', '–', '(']) {
        let last = rest[at..].trim_start_matches([',', '–', '(', ' ', '\u{a0}']);
        if !lexis::is(last, PLACE) {
            break;
        }
        places.insert(0, piece.part_of(last));
        rest = rest[..at].trim_end();
    }
    // `… of Heads of State and Government Bucharest, Romania`
    let last = |end: usize| {
        piece
            .marks
            .iter()
            .filter(move |mark| mark.is_any(PLACE) && mark.end == end)
            .min_by_key(|mark| mark.start)
    };
    if let Some(mark) = last(rest.len()).filter(|_| !places.is_empty()) {
        places.insert(0, piece.part(mark.start, mark.end));
    }
    if places.is_empty() {
        // `… in Riga`: the last place, behind a preposition.
        let end = rest.len();
        let last = piece
            .marks
            .iter()
            .filter(|mark| mark.is_any(PLACE) && mark.end == end)
            .min_by_key(|mark| mark.start);
        let behind = |start: usize| {
            let before = rest[..start].trim_end();
            piece.marks.iter().any(|mark| mark.is(Class::PlacePreposition) && mark.end == before.len())
        };
        if let Some(mark) = last.filter(|mark| behind(mark.start)) {
            places.push(piece.part(mark.start, mark.end));
        }
    }
    places
}
