//! A dateline opens the first paragraph: `RIMINI -`, `WASHINGTON, D.C.:`, `SARAJEVO, 29 March 2004- `, `Wien (OTS) -`,
//! `QUÉBEC, le 21 sept. 2021 /CNW/ -`.

use super::header::Outcome;
use super::lexis::{self, Class};
use super::reader::Reader;
use super::{date, phrase, place};
use crate::document::{Date, Kind, PartKind};
use crate::language::WordClasses;
use crate::profile::{Order, Profile};
use crate::source::Span;

/// The most bytes of a dateline.
const LONGEST: usize = 90;

/// The number of paragraphs in which a dateline is looked for.
const PARAGRAPHS: usize = 2;

/// Takes place and date from the dateline if the header has none.
pub(super) fn dateline(reader: &mut Reader<'_>, outcome: &Outcome<'_>) {
    if outcome.shape.index {
        // Each entry of a list may have one.
        return;
    }
    let paragraphs = (outcome.body..reader.footer).filter(|at| reader.kind(*at).is_some_and(Kind::is_body));
    let read = |at: usize| {
        let line = reader.lines[at];
        read(line.text, line.start, reader.order(), reader.profile)
    };
    let paragraphs: Vec<usize> = paragraphs.take(PARAGRAPHS).collect();
    let found = paragraphs.iter().find_map(|at| Some((*at, read(*at)?)));
    if let Some((at, found)) = found {
        fill(reader, found);
        parts(reader, at);
    }
    for at in paragraphs {
        if reader.kind(at) == Some(Kind::Paragraph) {
            parts(reader, at);
        }
    }
}

/// Takes the fields from the dateline that the header does not have.
fn fill(reader: &mut Reader<'_>, found: Dateline) {
    if reader.header.place.is_empty() {
        reader.header.place = found.places;
    }
    if reader.header.date.is_none() {
        reader.header.date = found.date.filter(|date| date.first.year.is_some());
    }
    reader.header.series = reader.header.series.or(found.agency);
}

/// The fields in a line of the text, whether it was read as a dateline or piece by piece.
fn parts(reader: &mut Reader<'_>, at: usize) {
    let header = &reader.header;
    let places = header.place.iter().map(|span| (PartKind::Place, *span));
    let date = header.date.iter().map(|date| (PartKind::Date, date.span));
    let series = header.series.iter().map(|span| (PartKind::Series, *span));
    let line = reader.lines[at].span;
    let here = places.chain(date).chain(series).filter(|(_, span)| line.contains(*span));
    for (kind, span) in here.collect::<Vec<_>>() {
        reader.part(at, kind, span);
    }
}

/// The content of a dateline.
#[derive(Debug)]
pub(super) struct Dateline {
    pub(super) places: Vec<Span>,
    pub(super) date: Option<Date>,
    pub(super) agency: Option<Span>,
}

/// The dateline of a line, if each of its parts can belong to one and the first is a place.
pub(super) fn read(text: &str, offset: usize, order: Order, profile: &Profile) -> Option<Dateline> {
    let head = &text[..end(text)?];
    // `OLYMPIA -- `; before a colon it may be a speaker.
    let dashed = text[head.len()..].trim_start().starts_with(['-', '–', '—']);
    let mut found = Dateline { places: Vec::new(), date: None, agency: None };
    let mut known = false;
    for part in parts_of(head) {
        let start = offset + (part.as_ptr() as usize - text.as_ptr() as usize);
        let span = Span::new(start, start + part.len());
        let bare = without_lead(part, profile);
        let bare_start = start + part.len() - bare.len();
        if let Some((date, used)) = date::date(bare, bare_start, order) {
            if !bare[used..].trim().is_empty() {
                return None;
            }
            found.date = Some(date);
        } else if lexis::is(part, AGENCY) {
            found.agency = Some(span);
        } else if place::is_known(part, &profile.places) {
            known = true;
            found.places.push(span);
        } else if is_year(part) || lexis::is(part.trim_end_matches('.'), WEEKDAY) {
        } else if found.places.is_empty() && phrase::is_capitals(part) && part.len() > 3 {
            found.places.push(span);
        } else {
            return None;
        }
    }
    let capitals = found
        .places
        .first()
        .is_some_and(|first| phrase::is_capitals(&text[first.start - offset..first.end - offset]));
    let sure = found.date.is_some() || found.agency.is_some() || found.places.len() > 1;
    (!found.places.is_empty() && (known && (capitals || sure) || capitals && (sure || dashed)))
        .then_some(found)
}

/// A part without a word before a date: `le 5 mai`.
fn without_lead<'t>(part: &'t str, profile: &Profile) -> &'t str {
    let mut leads = profile.words().date_leads.iter();
    leads.find_map(|lead| part.strip_prefix(lead)?.strip_prefix(' ')).unwrap_or(part)
}

/// Marks of agencies.
const AGENCY: WordClasses = WordClasses::of(&[Class::AgencyMark]);
/// Weekdays.
const WEEKDAY: WordClasses = WordClasses::of(&[Class::Weekday, Class::WeekdayAbbreviation]);

/// The year after `WASHINGTON, March 3, 2004`, which the comma separates.
fn is_year(part: &str) -> bool {
    part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit())
}

/// The parts of a dateline: commas, brackets and slashes separate them, except inside a date.
fn parts_of(head: &str) -> impl Iterator<Item = &str> {
    let mut cuts = vec![0];
    for (at, c) in head.char_indices() {
        let inside = c == ',' && head[..at].ends_with(|c: char| c.is_ascii_digit());
        if matches!(c, ',' | '(' | ')' | '/' | ';') && !inside {
            cuts.push(at);
            cuts.push(at + 1);
        }
    }
    cuts.push(head.len());
    let pairs: Vec<(usize, usize)> = cuts.windows(2).map(|pair| (pair[0], pair[1])).collect();
    let part = move |(from, to): (usize, usize)| {
        head[from..to].trim_matches([' ', ',', '(', ')', '/', ';', '\u{a0}', '–', '-', ':'])
    };
    pairs.into_iter().map(part).filter(|part| !part.is_empty())
}

/// The end of the dateline: a colon or a spaced dash, near the start.
fn end(text: &str) -> Option<usize> {
    let mut cut = text.len().min(LONGEST);
    while !text.is_char_boundary(cut) {
        cut -= 1;
    }
    let head = &text[..cut];
    // Most paragraphs have neither a colon nor a dash there; `–` and `—` begin with the byte 0xe2.
    memchr::memchr3(b':', b'-', 0xe2, head.as_bytes())?;
    [" - ", " – ", " — ", " -- ", "--", "—", "– ", ": ", "- ", ":"]
        .iter()
        .filter_map(|stop| head.find(stop))
        .min()
}
