//! A first line that contains the whole header: `Conference COUNCIL Rome, 19 May 2005 FINAL COMMUNIQUÉ The Council …`.
//!
//! In such a line a day is between capitalised words, without the preposition or comma of prose. Only such a line is split:
//! around the day, before the places that precede it, around words in capitals, and after the name of the speaker.

use super::super::date::{Extent, Found};
use super::super::lexis::{self, Class, Mark, PLACE};
use super::super::phrase;
use crate::language::WordClasses;

/// The number of bytes of a line in which words and dates are looked up.
const ZONE: usize = 300;

/// The maximum number of words before the day of a dateline, which begins a text if a dash follows.
const DATELINE: usize = 6;

/// The minimum length in bytes of the text after the header.
const TEXT: usize = 100;

/// The minimum number of letters of words in capitals that were a line of their own.
const CAPITALS: usize = 10;

/// The offsets at which the line is split; none if it is prose.
pub(super) fn cuts(text: &str, dates: &[Found], marks: &[Mark]) -> Vec<usize> {
    let mut cuts = Vec::new();
    for found in dates.iter().filter(|found| is_glued(text, found, marks)) {
        let label = label_before(text, found.start, marks);
        cuts.extend([places_before(text, label, marks), label, found.end]);
    }
    for mark in marks.iter().filter(|mark| mark.is(Class::AgencyMark)) {
        cuts.extend(dateline(text, mark, dates, marks).into_iter().flatten());
    }
    let Some(last) = cuts.iter().copied().max().filter(|last| last + TEXT < text.len()) else {
        return Vec::new();
    };
    cuts.extend(address_end(text));
    cuts.extend(name_end(text, marks).filter(|end| *end < last));
    capitals(text, &mut cuts);
    cuts.sort_unstable();
    cuts.dedup();
    cuts.retain(|cut| *cut > 0 && *cut < text.len());
    cuts
}

/// Whether a day is between capitalised words: `York December 14, 2005 President`.
fn is_glued(text: &str, found: &Found, marks: &[Mark]) -> bool {
    if found.extent > Extent::Numeric {
        return false;
    }
    let (before, behind) = (text[..found.start].trim_end(), text[found.end..].trim_start());
    let dash = behind.strip_prefix(['-', '–', '—']).map(str::trim_start);
    let many = before.split_whitespace().count() > DATELINE;
    let next = dash.filter(|_| many).unwrap_or(behind);
    let goes_on = next.starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“' | '«' | '„'));
    goes_on && (is_set_off(before, found.start, marks) || before.is_empty() && in_capitals(behind) > 1)
}

/// Whether the word before a day is not a preposition or function word: a name, a place, a label, or a word with punctuation.
fn is_set_off(before: &str, start: usize, marks: &[Mark]) -> bool {
    const SMALL: WordClasses = WordClasses::of(&[
        Class::SmallWord,
        Class::DateConnector,
        Class::PlacePreposition,
        Class::OccasionPreposition,
        Class::Prose,
    ]);
    let Some(word) = before.split_whitespace().next_back() else { return false };
    let small = |mark: &Mark| mark.end == before.len() && mark.is_any(SMALL) && !mark.is_any(PLACE);
    // `in 2021 January 4, 2021`
    let year = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let capital = word.starts_with(|c: char| c.is_uppercase() || c == '(') || year;
    (capital || word.ends_with([',', ':', ')', '”', '»', '"'])) && start < ZONE && !marks.iter().any(small)
}

/// The start of a label without a colon before a day, as in `Delivered 24 September 2005`; the start of the day if there is none.
fn label_before(text: &str, day: usize, marks: &[Mark]) -> usize {
    let before = text[..day].trim_end().len();
    let label = marks.iter().find(|mark| mark.end == before && mark.is(Class::DateLabel));
    label.map_or(day, |label| label.start)
}

/// The edges of a dateline after a headline, if it has the sign of an agency: `Results BURLINGTON, Mass., Oct. 22
/// /PRNewswire/ -- Open`.
fn dateline(text: &str, agency: &Mark, dates: &[Found], marks: &[Mark]) -> Option<[usize; 3]> {
    let before = text[..agency.start].strip_suffix(['/', '('])?.trim_end();
    let behind = text[agency.end..].strip_prefix(['/', ')'])?;
    let day = dates.iter().find(|found| found.end <= before.len() && before.len() - found.end < 3);
    let start = day.map_or(before.len(), |found| found.start);
    let first = places_before(text, start, marks);
    let headed = text[..first].split_whitespace().count() > 2;
    (first < start && headed).then_some([first, start, text.len() - behind.len()])
}

/// The start of the places and rooms before a day; the start of the day if there are none.
fn places_before(text: &str, day: usize, marks: &[Mark]) -> usize {
    let is_place = |mark: &Mark| mark.is_any(PLACE) || mark.is(Class::Venue) || mark.is(Class::Institution);
    let mut start = day;
    loop {
        let before = text[..start].trim_end_matches([' ', ',', '(', '\u{a0}']).len();
        let ends = marks.iter().filter(|mark| mark.end == before && mark.start < start && is_place(mark));
        match ends.map(|mark| mark.start).min() {
            Some(place) => start = place,
            None => break,
        }
    }
    if start == day { glued_place(text, day).unwrap_or(day) } else { start }
}

/// The start of a place that runs together with another word: `MoratinosStrasbourg, 4 May 2009`.
fn glued_place(text: &str, day: usize) -> Option<usize> {
    let before = text[..day].trim_end_matches([' ', ',']);
    let word = before.rsplit(' ').next()?;
    let start = before.len() - word.len();
    let capital = word.char_indices().rev().find(|(_, c)| c.is_uppercase()).map(|(at, _)| start + at)?;
    let glued = text[..capital].ends_with(char::is_lowercase);
    (glued && lexis::is(&before[capital..], PLACE)).then_some(capital)
}

/// The end of the name of the speaker in the first words of the line: `Remarks by Chairman Jane Doe Acceptance of …`.
fn name_end(text: &str, marks: &[Mark]) -> Option<usize> {
    let typed = marks.iter().find(|mark| mark.start == 0 && mark.is(Class::Type))?;
    let by = marks.iter().find(|mark| mark.start == typed.end + 1 && mark.is(Class::PersonPreposition))?;
    let given = marks.iter().find(|mark| mark.start > by.end && mark.is(Class::GivenName))?;
    let mut at = given.end;
    let is_name = |word: &&str| word.starts_with(char::is_uppercase) && !word.trim_end().ends_with(',');
    for word in text[given.end..].split_inclusive(' ').skip(1).take(2).take_while(is_name) {
        at = word.as_ptr() as usize - text.as_ptr() as usize + word.trim_end().len();
        if !word.trim_end().ends_with('.') {
            break;
        }
    }
    (at > given.end && text[at..].trim_start().starts_with(char::is_uppercase)).then_some(at)
}

/// The end of the addresses at the start of the line: `Source: http://…`.
fn address_end(text: &str) -> Option<usize> {
    let words = text.split_inclusive(' ').scan(0, |end, word| {
        *end += word.len();
        Some((*end, word))
    });
    let is_address = |word: &str| word.starts_with("http") || word.starts_with("www.");
    let label = |word: &str| word.ends_with(": ");
    let lead = words.take_while(|(end, word)| *end < ZONE && (is_address(word) || label(word)));
    lead.filter(|(_, word)| is_address(word)).last().map(|(end, _)| end)
}

/// The edges of two or more words in capitals.
fn capitals(text: &str, cuts: &mut Vec<usize>) {
    let mut end = ZONE.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let mut at = 0;
    while at < end {
        let rest = &text[at..];
        let run = run_of_capitals(rest);
        if run > 0 && !rest[run..].starts_with(':') {
            cuts.extend([at, at + run]);
        }
        at += run.max(rest.find(' ').map_or(rest.len(), |space| space + 1));
    }
}

/// The length of the words in capitals at the start of a text, if there are two or more of some length.
fn run_of_capitals(text: &str) -> usize {
    let words = in_capitals(text);
    let end = text.split(' ').take(words).map(|word| word.len() + 1).sum::<usize>().saturating_sub(1);
    let letters = text[..end].chars().filter(|c| c.is_alphabetic()).count();
    if words > 1 && letters >= CAPITALS { end } else { 0 }
}

/// The number of words in capitals at the start of a text.
fn in_capitals(text: &str) -> usize {
    let joins = |word: &str| matches!(word, "&" | "-" | "–");
    let words = text.split(' ').take_while(|word| phrase::is_capitals(word) || joins(word));
    words.count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::{date, lexis};
    use crate::profile::Order;

    /// The pieces of a line, with a bar between them.
    fn cut(line: &str) -> String {
        let text = format!(
            "{line} The talks went on until late in the evening. Both sides agreed to meet again in the spring of the next year."
        );
        let cuts = cuts(&text, &date::find(&text, 0, Order::default()), &lexis::marks(&text));
        let ends = cuts.iter().copied().chain([text.len()]);
        let parts = ends.scan(0, |from, to| Some(text[std::mem::replace(from, to)..to].trim()));
        let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
        parts[..parts.len() - 1].join(" | ")
    }

    #[test]
    fn a_header_in_front_of_a_text_is_cut() {
        for (line, want) in [
            (
                "Remarks by Chairman Alan Doe Acceptance of a degree, York University, York, Ohio December 14, 2005",
                "Remarks by Chairman Alan Doe | Acceptance of a degree, York University, York, | Ohio | December 14, 2005",
            ),
            (
                "Conferenza Episcopale CONSIGLIO PERMANENTE Roma, 19-22 settembre 2005 COMUNICATO FINALE",
                "Conferenza Episcopale | CONSIGLIO PERMANENTE | Roma, | 19-22 settembre 2005 | COMUNICATO FINALE",
            ),
            (
                "Joint statement by the Chairman of the Committee of MinistersStrasbourg, 4 May 2009 -",
                "Joint statement by the Chairman of the Committee of Ministers | Strasbourg, | 4 May 2009",
            ),
            (
                "Open Market Announces Results BURLINGTON, Mass., Oct. 22 /PRNewswire/ --",
                "Open Market Announces Results | BURLINGTON, Mass., | Oct. 22 /PRNewswire/",
            ),
            (
                "Source: http://www.example.org/a Transcript of a Statement on Trade Vienna Delivered 24 September 2005",
                "Source: http://www.example.org/a | Transcript of a Statement on Trade | Vienna | Delivered 24 September 2005",
            ),
        ] {
            assert_eq!(cut(line), want);
        }
    }

    #[test]
    fn prose_is_not_cut() {
        for line in [
            "The Council met in Brussels on 12 July 2003 President Doe said that the talks had been long.",
            "On Monday 12 July 2003 Minister Doe opened the harbour of the town, which had been closed.",
            "Brussels, 12 July 2003 – The Council has agreed on the plan of the Commission for the ports.",
            "29 March 2016 The Patriarch visited the town and spoke to those who had come.",
            "In a letter of 12 July 2003, the Minister wrote that he was glad of the result.",
        ] {
            assert_eq!(cut(line), "");
        }
    }
}
