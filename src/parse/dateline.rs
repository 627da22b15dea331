//! A dateline opens the first paragraph: `RIMINI -`, `WASHINGTON, D.C.:`, `SARAJEVO, 29 March 2004- `, `Wien (OTS) -`,
//! `QUÉBEC, le 21 sept. 2021 /CNW/ -`.

use super::header::Outcome;
use super::lexis::{self, Class};
use super::reader::Reader;
use super::{date, phrase, place};
use crate::document::{Date, Kind, PartKind};
use crate::language::WordClasses;
use crate::source::Span;

/// Bytes that a dateline has at most.
const LONGEST: usize = 90;

/// Paragraphs in which a dateline is looked for.
const PARAGRAPHS: usize = 2;

/// Takes place and date from the dateline, where the header has none.
pub(super) fn dateline(reader: &mut Reader<'_>, outcome: &Outcome<'_>) {
    let paragraphs = (outcome.body..reader.footer).filter(|at| reader.kind(*at) == Some(Kind::Paragraph));
    let Some((at, found)) = paragraphs.take(PARAGRAPHS).find_map(|at| Some((at, read(reader, at)?))) else { return };
    if reader.header.place.is_empty() {
        for name in &found.places {
            reader.part(at, PartKind::Place, *name);
        }
        reader.header.place = found.places;
    }
    if let Some(date) = found.date.filter(|date| reader.header.date.is_none() && date.first.year.is_some()) {
        reader.part(at, PartKind::Date, date.span);
        reader.header.date = Some(date);
    }
    if let Some(agency) = found.agency.filter(|_| reader.header.series.is_none()) {
        reader.part(at, PartKind::Series, agency);
        reader.header.series = Some(agency);
    }
}

/// What a dateline says.
struct Dateline {
    places: Vec<Span>,
    date: Option<Date>,
    agency: Option<Span>,
}

/// The dateline of a line, if each of its parts can be one of a dateline and the first is a place.
fn read(reader: &Reader<'_>, at: usize) -> Option<Dateline> {
    let line = reader.lines[at];
    let text = &line.text[date::crawl_stamp(line.text)..];
    let head = &text[..end(text)?];
    let mut found = Dateline { places: Vec::new(), date: None, agency: None };
    let mut known = false;
    for part in parts(head) {
        let start = line.start + (part.as_ptr() as usize - line.text.as_ptr() as usize);
        let span = Span::new(start, start + part.len());
        let bare = ["le ", "den ", "on "].iter().find_map(|lead| part.strip_prefix(lead)).unwrap_or(part);
        let bare_start = start + part.len() - bare.len();
        if let Some((date, used)) = date::date(bare, bare_start, reader.order()) {
            if !bare[used..].trim().is_empty() {
                return None;
            }
            found.date = Some(date);
        } else if lexis::is(part, AGENCY) {
            found.agency = Some(span);
        } else if is_place(part, reader) {
            known = true;
            found.places.push(span);
        } else if is_year(part) || lexis::is(part.trim_end_matches('.'), WEEKDAY) {
        } else if found.places.is_empty() && phrase::is_capitals(part) && part.len() > 3 {
            found.places.push(span);
        } else {
            return None;
        }
    }
    let capitals = found.places.first().is_some_and(|first| phrase::is_capitals(reader.slice(*first)));
    (known && !found.places.is_empty() || capitals && (found.date.is_some() || found.agency.is_some())).then_some(found)
}

/// Marks of agencies.
const AGENCY: WordClasses = WordClasses::of(&[Class::AgencyMark]);
/// Weekdays.
const WEEKDAY: WordClasses = WordClasses::of(&[Class::Weekday, Class::WeekdayAbbreviation]);

fn is_place(part: &str, reader: &Reader<'_>) -> bool {
    place::is_known(part, &reader.profile.places)
}

/// The year behind `WASHINGTON, March 3, 2004`, which the comma parts.
fn is_year(part: &str) -> bool {
    part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit())
}

/// The parts of a dateline: commas, brackets and slashes divide them, but not those inside a date.
fn parts(head: &str) -> impl Iterator<Item = &str> {
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
    let part = move |(from, to): (usize, usize)| head[from..to].trim_matches([' ', ',', '(', ')', '/', ';', '\u{a0}', '–', '-', ':']);
    pairs.into_iter().map(part).filter(|part| !part.is_empty())
}

/// Where the dateline ends: at a colon or a spaced dash, near the start.
fn end(text: &str) -> Option<usize> {
    let mut cut = text.len().min(LONGEST);
    while !text.is_char_boundary(cut) {
        cut -= 1;
    }
    let head = &text[..cut];
    // Most paragraphs have neither a colon nor a dash there; `–` and `—` begin with the byte 0xe2.
    memchr::memchr3(b':', b'-', 0xe2, head.as_bytes())?;
    [" - ", " – ", " — ", " -- ", "--", "—", "– ", ": ", "- ", ":"].iter().filter_map(|stop| head.find(stop)).min()
}
