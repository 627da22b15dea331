//! The day of a document whose header has none: after a label in the text, under the signature, or in a first paragraph
//! into which the whole header was merged.

use super::date::{self, Extent, Found};
use super::header::Outcome;
use super::lexis::{self, Class};
use super::reader::Reader;
use crate::document::PartKind;
use crate::profile::Field;

/// Lines at the end of the text that may contain a closing day.
const LAST: usize = 8;

/// The most bytes of a line with a closing day.
const LONGEST: usize = 90;

/// Bytes of the first paragraph in which a merged header may end.
const LEAD: usize = 300;

/// Takes the day from the text if header and dateline have none.
pub(super) fn closing(reader: &mut Reader<'_>, outcome: &Outcome<'_>) {
    revision(reader, outcome);
    if outcome.list {
        // The days of the entries; that of a change is the page's.
        reader.header.updated = reader.header.updated.take().filter(|_| is_revised(reader));
        return;
    }
    if reader.header.date.is_none() && (reader.header.updated.is_none() || !stamps(outcome)) {
        day(reader, outcome);
    }
    // A day of publication that is the only date is the day of the event; a day of change is not.
    if reader.header.date.is_none() && !stamps(outcome) && !is_revised(reader) {
        reader.header.date = reader.header.updated.take();
    }
}

/// Whether the family stamps each page.
fn stamps(outcome: &Outcome<'_>) -> bool {
    outcome.shape.expects.contains(&Field::Updated)
}

/// A day of change at the end of the text.
fn revision(reader: &mut Reader<'_>, outcome: &Outcome<'_>) {
    if reader.header.updated.is_some() || stamps(outcome) {
        return;
    }
    let last = (outcome.body..reader.footer).rev().filter(|at| !reader.lines[*at].is_blank()).take(LAST);
    let stamp = last
        .filter_map(|at| at_end(reader, at))
        .find(|(at, found)| is_changed(&reader.lines[*at].text[..found.start]));
    if let Some((at, found)) = stamp {
        reader.part(at, PartKind::Updated, found.date.span);
        reader.header.updated = Some(found.date);
    }
}

/// Whether words before a date mean that something was changed.
fn is_changed(before: &str) -> bool {
    lexis::marks(before).iter().any(|mark| mark.is(Class::RevisionLabel))
}

/// Whether the words before the stamp are about a change.
fn is_revised(reader: &Reader<'_>) -> bool {
    let Some(stamp) = reader.header.updated.as_ref().map(|updated| updated.span) else { return false };
    let Some(line) = reader.lines.iter().find(|line| line.span.contains(stamp)) else { return false };
    let before = stamp.start.saturating_sub(line.start);
    line.text.get(..before).is_some_and(is_changed)
}

fn day(reader: &mut Reader<'_>, outcome: &Outcome<'_>) {
    let header = &reader.header;
    let filled = |from: usize| (from..reader.footer).filter(|at| !reader.lines[*at].is_blank());
    let body = || filled(outcome.body);
    let headed = header.title.is_some() || header.genre.is_some() || !header.byline.is_empty();
    let stamped = header.updated.is_some();
    let found = if stamped { None } else { signed(reader, &filled(reader.front.lines).collect::<Vec<_>>()) };
    let found = found.or_else(|| body().find_map(|at| labelled(reader, at)));
    let found = found.or_else(|| if stamped { None } else { alone(reader, body(), headed) });
    let found = found.or_else(|| body().next().and_then(|at| lead(reader, at)));
    let found = found.or_else(|| if stamped { None } else { above(reader, outcome) });
    if let Some((at, found)) = found {
        reader.part(at, PartKind::Date, found.date.span);
        reader.header.date = Some(found.date);
    }
}

/// The whole dates of a line.
fn dates(reader: &Reader<'_>, at: usize) -> Vec<Found> {
    let line = &reader.lines[at];
    let mut found = date::find(line.text, line.start, reader.order());
    found.retain(|found| found.extent <= Extent::Numeric && found.date.value().is_some());
    found
}

/// `Datum: Dienstag, 15.9.2020, 11:30`, `Zeit: Donnerstag, 25. September 2025`
fn labelled(reader: &Reader<'_>, at: usize) -> Option<(usize, Found)> {
    let text = reader.lines[at].text;
    let colon = text.find(':').filter(|colon| *colon <= 30 && text.len() <= LONGEST)?;
    let label = text[..colon].trim_matches(|c: char| !c.is_alphanumeric());
    let is_label = crate::language::lookup(label)
        .is_some_and(|entry| entry.has(Class::DateLabel) || entry.has(Class::TimeLabel));
    is_label.then(|| dates(reader, at)).and_then(|dates| dates.into_iter().next()).map(|found| (at, found))
}

/// The day that a short line ends with.
fn at_end(reader: &Reader<'_>, at: usize) -> Option<(usize, Found)> {
    let text = reader.lines[at].text;
    let short = text.len() <= LONGEST && text.bytes().any(|byte| byte.is_ascii_digit());
    let found = short.then(|| dates(reader, at))?.pop()?;
    let behind = text[found.end..].trim_matches(|c: char| !c.is_alphanumeric());
    // A time of day that the date did not take: `12 h 10`, `Uhr`.
    let clock = behind.starts_with(|c: char| c.is_ascii_digit()) && behind.len() < 12;
    (behind.len() < 4 || clock).then_some((at, found))
}

/// The day near the end of the text: `Montreuil, le 25 juin 2016`. The entries of an index have days too, and none of
/// them is the day of the page.
fn signed(reader: &Reader<'_>, lines: &[usize]) -> Option<(usize, Found)> {
    let near = lines.len().saturating_sub(LAST).max(1).min(lines.len());
    let mut all = lines[near..].iter().rev().filter_map(|at| at_end(reader, *at));
    let found = all.next()?;
    let mut only = || all.next().is_none() && !lines[..near].iter().any(|at| at_end(reader, *at).is_some());
    only().then_some(found)
}

/// The one line that is a date.
fn alone(reader: &Reader<'_>, lines: impl Iterator<Item = usize>, headed: bool) -> Option<(usize, Found)> {
    let opens = |found: &(usize, Found)| reader.lines[found.0].text[..found.1.start].trim().len() < 4;
    let mut all = lines.filter_map(|at| at_end(reader, at)).filter(opens);
    let first = all.next()?;
    (headed && all.next().is_none()).then_some(first)
}

/// A day in brackets in the first paragraph, or one at its start that a dash separates from the text.
fn lead(reader: &Reader<'_>, at: usize) -> Option<(usize, Found)> {
    let text = reader.lines[at].text;
    let mut found = dates(reader, at).into_iter().filter(|found| found.start < LEAD);
    let in_brackets =
        |found: &Found| text[..found.start].ends_with('(') && text[found.end..].starts_with(')');
    let opens =
        |found: &Found| found.start == 0 && text[found.end..].trim_start().starts_with(['-', '–', '—']);
    found.find(|found| in_brackets(found) || opens(found)).map(|found| (at, found))
}

/// A day in a line above the text that is not a field, or in a single sentence at the start of the text.
fn above(reader: &Reader<'_>, outcome: &Outcome<'_>) -> Option<(usize, Found)> {
    let lines = (reader.front.lines..reader.footer)
        .filter(|at| !reader.lines[*at].is_blank() && *at >= outcome.body.saturating_sub(25));
    let first = lines.clone().find(|at| *at >= outcome.body);
    let words = |at: &usize| {
        let text = reader.lines[*at].text;
        (30..LEAD).contains(&text.len()) && (*at < outcome.body || Some(*at) == first && !has_sentences(text))
    };
    // An entry of a list begins with its day, or ends with a day and a time.
    let inside = |found: &Found| found.start > 0 && found.date.clock.is_none();
    let in_words =
        lines.clone().filter(words).find_map(|at| Some((at, dates(reader, at).pop().filter(inside)?)));
    in_words.or_else(|| {
        lines.take_while(|at| *at <= first.unwrap_or(outcome.body)).find_map(|at| month(reader, at))
    })
}

/// A line that is a month: `April 2007`.
fn month(reader: &Reader<'_>, at: usize) -> Option<(usize, Found)> {
    let line = &reader.lines[at];
    let found = if line.text.len() < 24 {
        date::find(line.text, line.start, reader.order()).pop()?
    } else {
        return None;
    };
    (found.extent == Extent::Month && found.start == 0 && found.end == line.text.len()).then_some((at, found))
}

/// Whether another sentence follows the first.
fn has_sentences(text: &str) -> bool {
    text.match_indices(". ").any(|(at, _)| {
        let word = text[..at].rsplit(' ').next().unwrap_or_default();
        word.chars().count() > 3 && text[at + 2..].starts_with(char::is_uppercase)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::line;
    use crate::profile::Profile;

    /// The day that a rule finds in a text.
    fn day(text: &str, rule: impl Fn(&Reader<'_>, &[usize]) -> Option<(usize, Found)>) -> Option<String> {
        let profile = Profile::built_in("plain")?;
        let reader = Reader::new(text, profile, line::lines(text, 0));
        let lines: Vec<usize> =
            (reader.front.lines..reader.footer).filter(|at| !reader.lines[*at].is_blank()).collect();
        let (_, found) = rule(&reader, &lines)?;
        found.date.first.iso()
    }

    #[test]
    fn days_under_a_signature() {
        let letter = "La CGT reste mobilisée.\n\nMontreuil, le 25 juin 2016\n";
        assert_eq!(day(letter, signed).as_deref(), Some("2016-06-25"));
        // A sentence with a day is not a signature, and two lines with days are a list.
        assert_eq!(day("Text.\n\nIt began on 25 June 2016 and went on for a year.\n", signed), None);
        assert_eq!(day("Text.\n\nMay 5, 2008\n\nMore.\n\nMay 1, 2008\n", signed), None);
    }

    #[test]
    fn days_behind_a_label() {
        let label = |reader: &Reader<'_>, lines: &[usize]| lines.iter().find_map(|at| labelled(reader, *at));
        assert_eq!(
            day("Zeit: Donnerstag, 25. September 2025, 9:30 Uhr", label).as_deref(),
            Some("2025-09-25")
        );
        assert_eq!(day("Datum: Dienstag, 15.9.2020, 11:30 Uhr", label).as_deref(), Some("2020-09-15"));
        assert_eq!(day("Rückfragen: 25. September 2025", label), None);
    }

    #[test]
    fn days_in_the_first_paragraph() {
        let first = |reader: &Reader<'_>, lines: &[usize]| lead(reader, lines[0]);
        assert_eq!(
            day("The conference ended today (29 September 2022) in Fulda.", first).as_deref(),
            Some("2022-09-29")
        );
        assert_eq!(
            day("19-03-2024 - Presidente Craxi, onorevoli senatori", first).as_deref(),
            Some("2024-03-19")
        );
        assert_eq!(day("The meeting of 29 September 2022 is over.", first), None);
    }

    #[test]
    fn words_of_change() {
        assert!(is_changed("Last update: "));
        assert!(is_changed("Zuletzt geändert am "));
        assert!(!is_changed("Published on "));
    }
}
