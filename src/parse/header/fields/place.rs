//! The place: split at commas and line ends; from a byline or title where the page has no line for it.

use super::super::super::dateline::{self, Dateline};
use super::super::super::lexis::{self, Class, Mark, PLACE};
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
                self.reader.header.series = self.reader.header.series.or(dateline.agency);
                continue;
            }
            let cells: Vec<Cell<'_>> = run.map(|at| cell(&self.pieces[at])).collect();
            found.extend(place::places(&cells, &self.reader.profile.places));
        }
        self.reader.header.place = found;
    }

    /// `Wien (OTS) -`, `WASHINGTON, D.C. – `: a piece that begins a dateline.
    fn dateline(&self, run: &Range<usize>) -> Option<Dateline> {
        let piece = &self.pieces[run.start];
        let line = self.reader.lines[piece.line].content();
        let text = self.reader.text.get(piece.start..line.end).filter(|_| !piece.cut_left)?;
        dateline::read(text, piece.start, self.reader.order(), self.reader.profile)
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
    let dated = text.len() < piece.text.len();
    let mut places = Vec::new();
    let mut rest = text.trim_end_matches([' ', '.', ')', '*', ';', ':']);
    while let Some(at) = rest.rfind([',', '–', '(']) {
        let last = rest[at..].trim_start_matches([',', '–', '(', ' ', '\u{a0}']);
        let unknown = dated && places.is_empty() && dateline::is_name(last);
        if !lexis::is(last, PLACE) && !unknown {
            break;
        }
        places.insert(0, piece.part_of(last));
        rest = rest[..at].trim_end();
    }
    // `… of Heads of State and Government Bucharest, Romania`, `… in Riga`
    if let Some(mark) = last_place(piece, rest).filter(|mark| !places.is_empty() || is_behind(piece, mark)) {
        places.insert(0, piece.part(mark.start, mark.end));
        rest = rest[..mark.start].trim_end();
        let preposition = prepositions(piece).find(|(_, end)| *end == rest.len());
        rest = preposition.map_or(rest, |(start, _)| rest[..start].trim_end());
    }
    while let Some((room, start)) = room(piece, rest) {
        places.insert(0, room);
        rest = rest[..start].trim_end_matches([' ', ',']);
    }
    places
}

/// The place that the beginning of a piece ends with.
fn last_place<'p>(piece: &'p Piece<'_>, rest: &str) -> Option<&'p Mark> {
    let ends = piece.marks.iter().filter(|mark| mark.is_any(PLACE) && mark.end == rest.len());
    ends.min_by_key(|mark| mark.start)
}

/// Whether a place stands behind a preposition.
fn is_behind(piece: &Piece<'_>, place: &Mark) -> bool {
    let before = piece.text[..place.start].trim_end().len();
    piece.of(Class::PlacePreposition).any(|mark| mark.end == before)
}

/// Where the prepositions begin and end that can only stand before places and occasions, with their articles.
fn prepositions(piece: &Piece<'_>) -> impl Iterator<Item = (usize, usize)> {
    let of = |mark: &Mark| mark.is(Class::PersonPreposition) || mark.is(Class::BylineOpener);
    let only = move |mark: &&Mark| {
        !piece.marks.iter().any(|other| other.start <= mark.start && other.end >= mark.end && of(other))
    };
    piece.of(Class::PlacePreposition).filter(only).map(|mark| (mark.start, mark.end))
}

/// A room or building at the end of a text, behind a preposition, and where that begins: `… im Foyer des Kulturhauses`.
fn room(piece: &Piece<'_>, rest: &str) -> Option<(Span, usize)> {
    let (start, _) = prepositions(piece).filter(|(_, end)| *end < rest.len()).last()?;
    let end = prepositions(piece)
        .filter(|(other, end)| *other == start && *end < rest.len())
        .map(|(_, end)| end)
        .max()?;
    let name = rest[end..].trim_start_matches([' ', '’', '\'']);
    let from = rest.len() - name.len();
    let inside = |mark: &&Mark| mark.start >= from && mark.end <= rest.len();
    let venue = piece.of(Class::Venue).any(|mark| inside(&mark));
    let other = |mark: &Mark| (mark.is(Class::Occasion) || mark.is(Class::Type)) && !mark.is(Class::Venue);
    let whole = name.len() < ROOM
        && !name.contains([',', ':', ';', '–', '('])
        && name.starts_with(char::is_uppercase);
    // `at the Harbour Office today`
    let last = name.rsplit(' ').take_while(|word| word.starts_with(char::is_lowercase));
    let to = rest.len() - last.map(|word| word.len() + 1).sum::<usize>();
    let room = venue && whole && !piece.marks.iter().filter(inside).any(other);
    room.then(|| (piece.part(from, to), start))
}

/// Bytes that the name of a room has at most.
const ROOM: usize = 70;

#[cfg(test)]
mod tests {
    use super::super::super::super::line::lines;
    use super::super::super::pieces::pieces;
    use super::*;
    use crate::profile::{Order, Profile};

    /// The places that a byline names.
    fn places(line: &str) -> String {
        let profile = Profile::built_in("plain").expect("a built-in profile");
        let lines = lines(line, 0);
        let pieces = pieces(&lines, 0..1, profile, Order::default());
        let piece = pieces.first().expect("a line has a piece");
        named(piece).iter().map(|span| &line[span.start..span.end]).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn places_of_bylines() {
        for (line, want) in [
            (
                "Rede der Bürgermeisterin im Foyer des Kulturhauses Salzwedel",
                "Foyer des Kulturhauses Salzwedel",
            ),
            ("Remarks of the President at the Presidential Office, Jakarta", "Presidential Office; Jakarta"),
            ("Briefing by Spokesperson Jane Doe, Kleinhausen, October 10, 2018", "Kleinhausen"),
            ("Transcript of the Press Conference in Mostar", "Mostar"),
            (
                "Remarks by the Secretary at a media session at the Legislative Council Complex today",
                "Legislative Council Complex",
            ),
            ("Dialogue with the Prime Minister at the White House State Dinner", ""),
            ("Statement on the situation of refugees", ""),
        ] {
            assert_eq!(places(line), want, "{line}");
        }
    }
}
