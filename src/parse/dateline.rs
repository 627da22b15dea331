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
use crate::text::offset_in;

/// The most bytes of a dateline.
const LONGEST: usize = 90;

/// The number of paragraphs in which a dateline is looked for.
const PARAGRAPHS: usize = 2;

/// The paragraphs that are searched for an unmistakable dateline: subtitles and captions may come first.
const MORE: usize = 8;

/// The least length in bytes of a paragraph whose dateline is a city alone.
const LONG: usize = 100;

/// Takes place and date from the dateline if the header has none.
pub(super) fn dateline(reader: &mut Reader<'_>, outcome: &Outcome<'_>) {
    if outcome.shape.index || outcome.list {
        // Each entry of a list may have one.
        return;
    }
    let paragraphs = (outcome.body..reader.footer).filter(|at| reader.kind(*at).is_some_and(Kind::is_body));
    let read = |at: usize| {
        let line = reader.lines[at];
        read(line.text, line.start, reader.order(), reader.profile)
    };
    let paragraphs: Vec<usize> = paragraphs.take(MORE).collect();
    let read = |(number, at): (usize, &usize)| {
        Some((*at, read(*at).filter(|found| number < PARAGRAPHS || found.sure)?))
    };
    let mut all = paragraphs.iter().enumerate().filter_map(read);
    let first = all.next();
    // Several are those of the entries of a list.
    let several = all.any(|(_, found)| found.sure);
    if let Some((at, found)) = first.filter(|_| !several) {
        fill(reader, found);
        parts(reader, at);
    }
    for at in paragraphs.into_iter().take(PARAGRAPHS) {
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
    /// It can be nothing else: there is a dash behind it, and more than the name of one city.
    pub(super) sure: bool,
}

/// The dateline of a line, if each of its parts can belong to one and the first is a place.
pub(super) fn read(text: &str, offset: usize, order: Order, profile: &Profile) -> Option<Dateline> {
    let stamp = date::crawl_stamp(text);
    let (text, offset) = (&text[stamp..], offset + stamp);
    let head = &text[..end(text)?];
    let behind = text[head.len()..].trim_start();
    // `OLYMPIA -- `; before a colon it may be a speaker.
    let dashed = behind.starts_with(['-', '–', '—']) || behind.starts_with(".-") || behind.starts_with(".–");
    let mut found = Dateline { places: Vec::new(), date: None, agency: None, sure: false };
    let mut names = Names::default();
    for part in parts_of(head) {
        let start = offset + offset_in(text, part);
        names.add(part, start, order, profile, &mut found)?;
    }
    let first = found.places.first()?;
    let first = &text[first.start - offset..first.end - offset];
    let capitals = phrase::is_capitals(first);
    let more = found.date.is_some() || found.agency.is_some() || found.places.len() > 1;
    let known = names.known && !names.unknown && (capitals || more) || capitals && (more || dashed);
    let unknown = found.agency.is_some() || found.date.is_some() && dashed;
    found.sure = dashed && (capitals || more);
    (known || names.unknown && unknown || is_lone_city(first, behind, text.len())).then_some(found)
}

/// What the names of a dateline are.
#[derive(Default)]
struct Names {
    /// One is a known place.
    known: bool,
    /// The first one is a name of which no more is known.
    unknown: bool,
}

impl Names {
    /// Takes a part of a dateline; none if it cannot be one.
    fn add(
        &mut self,
        part: &str,
        start: usize,
        order: Order,
        profile: &Profile,
        found: &mut Dateline,
    ) -> Option<()> {
        let span = Span::new(start, start + part.len());
        let bare = without_lead(part, profile);
        let bare_start = start + part.len() - bare.len();
        if let Some((date, used)) = date::date(bare, bare_start, order) {
            found.date = Some(date);
            return bare[used..].trim_matches([' ', '.']).is_empty().then_some(());
        }
        if lexis::is(part, AGENCY) {
            found.agency = found.agency.or(Some(span));
        } else if found.agency.is_some() && part.len() <= SHORT {
            // `(OTS/AK)`
        } else if place::is_known(part, &profile.places) {
            self.known = true;
            found.places.push(span);
        } else if is_year(part) || lexis::is(part.trim_end_matches('.'), WEEKDAY) {
        } else if found.places.is_empty() && phrase::is_capitals(part) && part.len() > 3 && !has(part, OTHER)
        {
            found.places.push(span);
        } else if let Some(day) = day_behind(part) {
            let name = part[..day].trim_end();
            if !name.is_empty() {
                self.add(name, start, order, profile, found)?;
            }
        } else if found.places.is_empty() && is_name(part) {
            self.unknown = true;
            found.places.push(span);
        } else {
            return None;
        }
        Some(())
    }
}

/// Bytes that what stands beside the mark of an agency has at most: `(OTS/AK)`.
const SHORT: usize = 8;

/// Where the day and month begin that a part ends with, behind a name or alone: `MADRID 3 Ene.`, `20 abr`. Without a year they are
/// no date of the header.
fn day_behind(part: &str) -> Option<usize> {
    const MONTH: WordClasses = WordClasses::of(&[Class::Month, Class::MonthAbbreviation]);
    let (before, month) = part.rsplit_once(' ')?;
    let start = before.rfind(' ').map_or(0, |space| space + 1);
    let day = before[start..].trim_end_matches('.');
    let is_day = (1..=2).contains(&day.len()) && day.bytes().all(|byte| byte.is_ascii_digit());
    (is_day && lexis::is(month.trim_end_matches('.'), MONTH)).then_some(start)
}

/// Whether words can be the name of a place of which no more is known: few, with capitals, and none that says otherwise.
pub(super) fn is_name(part: &str) -> bool {
    let mut words = part.split([' ', '-']);
    let capital = |word: &str| word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphabetic);
    part.len() > 3 && words.clone().count() <= 3 && words.all(capital) && !has(part, OTHER.union(NAMES))
}

/// What is no place: a document type, a series, an office.
const OTHER: WordClasses = WordClasses::of(&[Class::Type, Class::SeriesName, Class::Office]);

/// What is no place either, unless it is in capitals: persons, bodies, days, labels. `OLYMPIA` is a given name too.
const NAMES: WordClasses = WordClasses::of(&[
    Class::GivenName,
    Class::Honorific,
    Class::Institution,
    Class::Occasion,
    Class::Prose,
    Class::Month,
    Class::Weekday,
    Class::UpdateLabel,
    Class::DateLabel,
]);

/// Whether some words have one of the classes.
fn has(part: &str, classes: WordClasses) -> bool {
    lexis::classes(&lexis::marks(part)).intersects(classes)
}

/// `Geneva - The talks`, `Rawalpindi: A spokesperson`: a city alone in front of a long paragraph.
fn is_lone_city(first: &str, behind: &str, len: usize) -> bool {
    const CITY: WordClasses = WordClasses::of(&[Class::City, Class::Capital]);
    const PERSON: WordClasses = WordClasses::of(&[Class::GivenName]);
    let dash = ["- ", "– ", "— ", "-- "].iter().find_map(|dash| behind.strip_prefix(dash));
    let colon = behind.strip_prefix(": ").filter(|_| !lexis::is(first, PERSON));
    let said = dash.or(colon).map(|said| said.trim_start_matches(['"', '“', '„', '«', ' ']));
    len > LONG && said.is_some_and(|said| said.starts_with(char::is_uppercase)) && lexis::is(first, CITY)
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

/// The end of the dateline: a colon, a spaced dash or the sign of an agency, near the start.
fn end(text: &str) -> Option<usize> {
    let mut cut = text.len().min(LONGEST);
    while !text.is_char_boundary(cut) {
        cut -= 1;
    }
    let head = &text[..cut];
    // Most paragraphs have none of these there; `–` and `—` begin with the byte 0xe2.
    memchr::memchr3(b':', b'-', 0xe2, head.as_bytes())
        .or_else(|| memchr::memchr2(b'(', b'/', head.as_bytes()))?;
    let stop = [" - ", " – ", " — ", " -- ", "--", "—", "– ", ": ", "- ", ":", ".-"]
        .iter()
        .filter_map(|stop| head.find(stop).map(|at| if *stop == ".-" { at + 1 } else { at }))
        .min();
    let agency = agency_end(head);
    match (stop, agency) {
        (Some(stop), Some(agency)) => Some(stop.min(agency)),
        (stop, agency) => stop.or(agency),
    }
}

/// Behind the first brackets or slashes, if they hold the mark of an agency: `Wien (OTS) `, `Miami, 20 abr (SNE). `.
fn agency_end(head: &str) -> Option<usize> {
    let open = head.find(['(', '/'])?;
    let close = open + 1 + head[open + 1..].find(if head[open..].starts_with('(') { ')' } else { '/' })?;
    let mut parts = head[open + 1..close].split('/');
    parts.any(|part| lexis::is(part, AGENCY)).then_some(close + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Places, agency and day of a dateline.
    fn parts(line: &str) -> Option<(String, String, String)> {
        let profile = Profile::built_in("plain").expect("a built-in profile");
        let found = read(line, 0, Order::default(), profile)?;
        let slice = |span: &Span| line[span.start..span.end].to_string();
        let places = found.places.iter().map(slice).collect::<Vec<_>>().join("; ");
        let agency = found.agency.as_ref().map(slice).unwrap_or_default();
        Some((places, agency, found.date.map(|date| slice(&date.span)).unwrap_or_default()))
    }

    #[test]
    fn datelines() {
        for (line, places, agency, date) in [
            ("WASHINGTON, D.C. -- Calling for an end", "WASHINGTON; D.C.", "", ""),
            ("LOUISVILLE, Ky.-The storage of waste", "LOUISVILLE; Ky.", "", ""),
            ("Wien (OTS) ÖBG-Präsident X hat", "Wien", "OTS", ""),
            ("Wien (OTS/AK) - Der Präsident hat", "Wien", "OTS", ""),
            ("Miami, 20 abr (SNE). Los siguientes son", "Miami", "SNE", ""),
            ("MADRID 3 Ene. (EUROPA PRESS) -", "MADRID", "EUROPA PRESS", ""),
            ("date 2025-11-14 QUÉBEC, le 14 nov. 2025 /CNW/ - Le ministre", "QUÉBEC", "CNW", "14 nov. 2025"),
            ("Kleinhausen, 4 May 2009 – The mayor", "Kleinhausen", "", "4 May 2009"),
        ] {
            let want = Some((places.to_string(), agency.to_string(), date.to_string()));
            assert_eq!(parts(line), want, "{line}");
        }
    }

    #[test]
    fn a_city_alone_stands_before_a_long_paragraph() {
        let long = "The talks went on until late in the evening, and both sides agreed to meet again in the spring of next year.";
        assert!(parts(&format!("Geneva – {long}")).is_some());
        assert!(parts(&format!("Rawalpindi: {long}")).is_some());
        assert!(parts("Geneva – The talks").is_none());
        assert!(parts(&format!("Geneva – {}", long.to_lowercase())).is_none());
    }

    #[test]
    fn labels_and_headings_are_no_datelines() {
        for line in [
            "THE PRESIDENT -- Good morning.",
            "MAIDEN SPEECH – Jane Doe",
            "Film Industry, United States – The minister",
            "Jane Doe, 4 May 2009 – I am glad",
            "Press Release, 4 May 2009 – The mayor",
        ] {
            assert!(parts(line).is_none(), "{line}");
        }
    }
}
