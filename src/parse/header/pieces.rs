//! Splits lines into pieces where two fields can meet: pipes, tabs, wide gaps, edges of dates, numbers, update stamps.

use std::ops::Range;

use super::super::date::{self, Extent, Found};
use super::super::lexis::{self, Class, Mark};
use super::super::line::Line;
use super::super::{number, phrase};
use super::features::dates::is_related_head;
use super::glued;
use crate::document::{Date, Form, Slip};
use crate::language::WordClasses;
use crate::profile::{Order, Profile};
use crate::source::Span;

/// The maximum number of pieces of a header; the rest of a document is not considered.
pub(super) const MOST: usize = 80;

/// The length in bytes from which a line is prose and not split.
const PROSE: usize = 400;

/// The length in bytes from which a line of one piece is a paragraph of prose, or text that contains a header.
const PARAGRAPH: usize = 160;

/// The number of consecutive lines of prose after which there is no header.
const MOST_PROSE: usize = 6;

/// The number of bytes in which words are looked up, in a paragraph that follows another one: enough for a label or a
/// salutation.
const LEAD: usize = 24;

/// The maximum number of words that are counted: more make no difference.
const MOST_WORDS: usize = 28;

/// A piece of a line.
#[derive(Clone, Debug)]
pub(super) struct Piece<'a> {
    /// The words without bullets and pipes around them.
    pub(super) text: &'a str,
    /// Offset of the words in the source.
    pub(super) start: usize,
    /// Index of the line.
    pub(super) line: usize,
    /// Blank lines directly above; 0 inside a line.
    pub(super) gap: usize,
    /// Whether another piece of the line precedes it.
    pub(super) cut_left: bool,
    /// Whether another piece of the line follows it.
    pub(super) cut_right: bool,
    /// Whether a bullet precedes it.
    pub(super) bullet: bool,
    /// Whether the line has pipes.
    pub(super) piped: bool,
    /// Whether the line is indented.
    pub(super) indented: bool,
    /// Whether it is a paragraph that follows another one: text, of which only the start is considered.
    pub(super) further: bool,
    /// The number of its words, up to [`MOST_WORDS`].
    pub(super) words: usize,
    /// The family of documents, for its words and numbers.
    pub(super) profile: &'a Profile,
    /// Its dates, with offsets from the start of the piece.
    pub(super) dates: Vec<Found>,
    /// Its words of known classes, with offsets from the start of the piece.
    pub(super) marks: Vec<Mark>,
    /// The classes of all of them.
    pub(super) classes: WordClasses,
}

impl<'a> Piece<'a> {
    /// Its span in the source.
    pub(super) fn span(&self) -> Span {
        Span::new(self.start, self.start + self.text.len())
    }

    /// The span of a part of its words in the source.
    pub(super) fn part(&self, from: usize, to: usize) -> Span {
        Span::new(self.start + from, self.start + to)
    }

    /// The span of a part of its text in the source.
    pub(super) fn part_of(&self, part: &str) -> Span {
        let from = part.as_ptr() as usize - self.text.as_ptr() as usize;
        self.part(from, from + part.len())
    }

    /// The words of a class, from left to right.
    pub(super) fn of(&self, class: Class) -> impl Iterator<Item = &Mark> {
        let known = if self.classes.contains(class) { self.marks.as_slice() } else { &[] };
        known.iter().filter(move |mark| mark.is(class))
    }

    /// Whether it has a word of a class.
    pub(super) fn has(&self, class: Class) -> bool {
        self.classes.contains(class)
    }

    /// The length of the words of a class at its start.
    pub(super) fn opens(&self, class: Class) -> Option<usize> {
        if !self.classes.contains(class) {
            return None;
        }
        let lead = self.text.len() - self.text.trim_start_matches(OPENING).len();
        self.of(class).filter(|mark| mark.start <= lead).map(|mark| mark.end).max()
    }

    /// Whether it consists of words of a class.
    pub(super) fn is(&self, class: Class) -> bool {
        if !self.classes.contains(class) {
            return false;
        }
        let lead = self.text.len() - self.text.trim_start_matches(OPENING).len();
        let end = self.text.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
        self.of(class).any(|mark| mark.start <= lead && mark.end >= end)
    }

    /// The text without dates, times of day and the punctuation around them.
    pub(super) fn without_dates(&self) -> String {
        let mut rest = String::new();
        let mut at = 0;
        for date in &self.dates {
            rest.push_str(&self.text[at..date.start]);
            at = date.end;
        }
        rest.push_str(&self.text[at..]);
        rest.trim_matches(|c: char| !c.is_alphanumeric()).to_string()
    }

    /// Whether it is only a date.
    pub(super) fn is_date(&self) -> bool {
        self.dates.iter().any(|date| date.extent <= Extent::Partial) && self.without_dates().len() < 4
    }
}

/// The number of different days at the start of lines. In a list of texts each entry has one; a text has its own, and perhaps
/// the day of posting.
pub(super) fn days_of_lines(pieces: &[Piece<'_>]) -> usize {
    // `25/06/2003 - NATO` is the head of a link.
    let is_head = |at: usize, piece: &Piece<'_>| {
        let dash = |next: &&Piece<'_>| next.cut_left && next.text.starts_with(['-', '–']);
        is_related_head(piece) || pieces.get(at + 1).filter(dash).is_some()
    };
    let day = |(at, piece): (usize, &Piece<'_>)| {
        let found = piece.dates.first().filter(|_| !piece.cut_left && !is_head(at, piece))?;
        let label = piece.opens(Class::UpdateLabel).map_or(0, |end| end + LABEL);
        (found.start <= label && found.extent != Extent::Range).then(|| found.date.first_day()).flatten()
    };
    let mut days: Vec<_> = pieces.iter().enumerate().filter_map(day).collect();
    days.sort_unstable();
    days.dedup();
    days.len()
}

/// The maximum number of bytes between a label and its day.
const LABEL: usize = 3;

/// The number of days at the start of lines from which a page is a list of texts.
pub(super) const LIST: usize = 3;

/// Punctuation that may precede the first word.
const OPENING: [char; 8] = ['"', '“', '«', '„', '(', '[', '\'', '‘'];

/// Punctuation that does not belong to a piece at its start.
const BULLETS: [char; 5] = ['•', '·', '▪', '*', '|'];

/// The pieces of a range of lines: after the front matter, before the footer.
pub(super) fn pieces<'a>(
    lines: &[Line<'a>],
    zone: Range<usize>,
    profile: &'a Profile,
    order: Order,
) -> Vec<Piece<'a>> {
    let mut pieces: Vec<Piece<'a>> = Vec::new();
    let (mut gap, mut prose) = (0, 0);
    for (number, line) in lines.iter().enumerate().take(zone.end).skip(zone.start) {
        if line.text.trim_matches(BULLETS).trim().is_empty() {
            gap += usize::from(line.is_blank());
            continue;
        }
        let before = pieces.len();
        let further = prose > 0 && line.text.len() > PARAGRAPH;
        cut_line(&Cut { line, number, profile, order, further }, &mut pieces);
        let Some(first) = pieces.get_mut(before) else { continue };
        first.gap = std::mem::take(&mut gap);
        prose = if line.text.len() > PARAGRAPH && pieces.len() == before + 1 { prose + 1 } else { 0 };
        if pieces.len() >= MOST || prose >= MOST_PROSE {
            break;
        }
    }
    pieces.truncate(MOST);
    settle_order(&mut pieces);
    pieces
}

/// Where dates are written `May 7, 2024`, `5/7/2024` is the same day.
fn settle_order(pieces: &mut [Piece<'_>]) {
    let dates = || pieces.iter().flat_map(|piece| &piece.dates).map(|found| &found.date);
    let english = |date: &&Date| !date.slips.has(Slip::ForeignMonth);
    let of = |form: Form| dates().filter(english).any(|date| date.form == form);
    let american = of(Form::MonthDay) && !of(Form::DayMonth);
    if !american {
        return;
    }
    for found in pieces.iter_mut().flat_map(|piece| &mut piece.dates) {
        let date = &mut found.date;
        if let Some(other) = date.other.filter(|_| date.unsure && date.form == Form::Slashed) {
            date.other = Some(date.first);
            date.first = other;
            date.unsure = false;
        }
    }
}

/// A line to be split.
struct Cut<'l, 'a> {
    line: &'l Line<'a>,
    number: usize,
    profile: &'a Profile,
    order: Order,
    /// Whether it is a paragraph that follows another one.
    further: bool,
}

/// Splits a line and adds its pieces.
fn cut_line<'a>(cut: &Cut<'_, 'a>, pieces: &mut Vec<Piece<'a>>) {
    let text = cut.line.text;
    let dates = if cut.further { Vec::new() } else { date::find(text, cut.line.start, cut.order) };
    let marks = lexis::marks(if cut.further { super::features::head(text, LEAD) } else { text });
    let mut cuts = if text.len() < PROSE { cuts(text, &dates, &marks, cut.profile) } else { Vec::new() };
    if !cut.further && text.len() >= PARAGRAPH && pieces.iter().all(|above| above.text.len() < PARAGRAPH) {
        cuts.extend(glued::cuts(text, &dates, &marks));
        cuts.sort_unstable();
        cuts.dedup();
    }
    let stamp = date::crawl_stamp(text);
    if stamp > 0 {
        cuts.retain(|cut| *cut > stamp);
        cuts.insert(0, stamp);
    }
    if cuts.is_empty() {
        let (start, end) = trimmed(text, 0, text.len());
        if !is_bare(&text[start..end]) {
            pieces.push(piece(
                cut,
                start..end,
                whole_dates(dates, start, end),
                whole_marks(marks, start, end),
            ));
        }
        return;
    }
    let first = pieces.len();
    let mut from = 0;
    for to in cuts.into_iter().chain([text.len()]) {
        let (start, end) = trimmed(text, from, to);
        from = to;
        if is_bare(&text[start..end]) {
            continue;
        }
        let left = pieces.len() > first;
        if let Some(above) = pieces[first..].last_mut() {
            above.cut_right = true;
        }
        let dates = dates_of(dates.iter().cloned(), start, end);
        let marks = marks_of(marks.iter().copied(), start, end);
        let piece = piece(cut, start..end, dates, marks);
        pieces.push(Piece { cut_left: left, bullet: piece.bullet && !left, ..piece });
    }
}

/// A part of a line.
fn piece<'a>(cut: &Cut<'_, 'a>, range: Range<usize>, dates: Vec<Found>, marks: Vec<Mark>) -> Piece<'a> {
    let line = cut.line.text;
    let text = &line[range.clone()];
    Piece {
        text,
        start: cut.line.start + range.start,
        line: cut.number,
        gap: 0,
        cut_left: false,
        cut_right: false,
        bullet: line.starts_with(['•', '·', '▪', '*', '>']) || line.starts_with("- "),
        piped: line.len() < PROSE && line.contains('|'),
        indented: cut.line.indent() > 1,
        further: cut.further,
        words: words(text),
        profile: cut.profile,
        dates,
        classes: lexis::classes(&marks),
        marks,
    }
}

/// The number of words of a text, up to [`MOST_WORDS`]. Looks at bytes, and at characters only if they may be white space.
pub(super) fn words(text: &str) -> usize {
    let (mut words, mut inside) = (0, false);
    for (at, byte) in text.bytes().enumerate() {
        let blank = match byte {
            ..0x80 => byte.is_ascii_whitespace() || byte == 0xb,
            // Inside a character: as its first byte.
            0x80..0xc0 => continue,
            0xc2 | 0xe1..=0xe3 => text[at..].starts_with(char::is_whitespace),
            _ => false,
        };
        words += usize::from(!blank && !inside);
        inside = !blank;
        if words == MOST_WORDS {
            break;
        }
    }
    words
}

/// Whether a text consists of punctuation.
fn is_bare(text: &str) -> bool {
    !text.starts_with(|c: char| c.is_ascii_alphanumeric())
        && text
            .trim_matches([
                ' ', ',', ';', '-', '–', '—', '_', '=', '[', ']', '(', ')', '.', '|', ':', '/', '\u{a0}',
                '\t',
            ])
            .is_empty()
}

/// The dates of a line that is one piece.
fn whole_dates(dates: Vec<Found>, start: usize, end: usize) -> Vec<Found> {
    if dates.is_empty() { dates } else { dates_of(dates.into_iter(), start, end) }
}

/// The dates of a part of a line, counted from its start.
fn dates_of(dates: impl Iterator<Item = Found>, start: usize, end: usize) -> Vec<Found> {
    let inside = |date: &Found| date.start >= start && date.start < end;
    let moved = |date: Found| Found { start: date.start - start, end: date.end.min(end) - start, ..date };
    dates.filter(inside).map(moved).collect()
}

/// The marks of a line that is one piece.
fn whole_marks(marks: Vec<Mark>, start: usize, end: usize) -> Vec<Mark> {
    let last = marks.iter().map(|mark| mark.end).max();
    if start == 0 && last.is_none_or(|last| last <= end) {
        return marks;
    }
    marks_of(marks.into_iter(), start, end)
}

/// The marks of a part of a line, counted from its start.
fn marks_of(marks: impl Iterator<Item = Mark>, start: usize, end: usize) -> Vec<Mark> {
    marks.filter(|mark| mark.start >= start && mark.end <= end).map(|mark| mark.behind(start)).collect()
}

/// The range without surrounding white space, pipes and bullets.
fn trimmed(text: &str, from: usize, to: usize) -> (usize, usize) {
    let piece = &text[from..to];
    // A byte order mark inside a text is not a word either.
    let blank = |c: char| c.is_whitespace() || matches!(c, '|' | '\u{feff}');
    let inner = piece.trim_start_matches(|c: char| blank(c) || BULLETS.contains(&c));
    let start = to - inner.len();
    let mut inner = inner.trim_end_matches(|c: char| blank(c) || c == '•');
    if let Some(rest) = inner.strip_suffix(" *") {
        inner = rest.trim_end_matches(blank);
    }
    (start, start + inner.len())
}

/// The offsets at which a line is split.
fn cuts(text: &str, dates: &[Found], marks: &[Mark], profile: &Profile) -> Vec<usize> {
    let mut cuts = gaps(text);
    for found in dates {
        around_date(text, found, marks, profile, &mut cuts);
    }
    if text.len() < 90 {
        around_number(text, profile, &mut cuts);
    }
    behind_label(text, marks, &mut cuts);
    cuts.sort_unstable();
    cuts.dedup();
    cuts.retain(|cut| *cut > 0 && *cut < text.len());
    cuts
}

/// Pipes, tabs and wide gaps. A wide gap after a full stop is a habit of typists.
fn gaps(text: &str) -> Vec<usize> {
    let mut cuts = Vec::new();
    let bytes = text.as_bytes();
    if !bytes.iter().any(|byte| matches!(byte, b'|' | b'\t'))
        && !text.contains("  ")
        && !text.contains('\u{a0}')
    {
        return cuts;
    }
    let mut chars = text.char_indices().peekable();
    let mut above = ' ';
    while let Some((at, c)) = chars.next() {
        if c == '|' || c == '\t' {
            cuts.extend([at, at + 1]);
        } else if matches!(c, ' ' | '\u{a0}') {
            let (mut end, mut wide) = (at + c.len_utf8(), 1);
            while let Some((next, c)) = chars.next_if(|(_, c)| matches!(c, ' ' | '\u{a0}')) {
                (end, wide) = (next + c.len_utf8(), wide + 1);
            }
            if wide >= 2 && !matches!(above, '.' | '!' | '?' | ':') {
                cuts.push(end);
            }
            continue;
        }
        above = c;
    }
    cuts
}

/// The edges of a date that is set off from the words around it.
fn around_date(text: &str, found: &Found, marks: &[Mark], profile: &Profile, cuts: &mut Vec<usize>) {
    let start = found.start;
    let before = text[..start].trim_end();
    let behind = text[found.end..].trim_start();
    let partial = matches!(found.extent, Extent::Partial | Extent::Month);
    if found.extent == Extent::Year || partial && !(before.is_empty() || before.ends_with([',', '-', '–']))
    {
        return;
    }
    let stamped =
        marks.iter().any(|mark| mark.is(Class::UpdateLabel) && mark.end <= start && start - mark.end < 4);
    let words = before.split_whitespace().count();
    let ends = behind.trim_matches([' ', '.', ')', ']', '|']).is_empty();
    let capital =
        before.split_whitespace().next_back().is_some_and(|word| word.starts_with(char::is_uppercase));
    let left = before.is_empty()
        || ends && (1..=4).contains(&words) && capital
        || before.ends_with([',', '-', '–', '—', ':', ';', '.', ')', '(', '|', '['])
        || profile.series.like(before).any(|series| phrase::is(before, &series.label))
        || stamped;
    let right = behind.is_empty() || behind.starts_with([',', '-', '–', '—', ';', ')', ']', '|']) || left;
    if !left || !right || !before.is_empty() && !stamped && !is_set_off(before, marks) {
        return;
    }
    if !before.is_empty() && !stamped {
        cuts.push(start);
    }
    if !behind.is_empty() {
        cuts.push(found.end);
    }
}

/// Whether a date on its line may follow these words: they are few, or end with a place.
fn is_set_off(before: &str, marks: &[Mark]) -> bool {
    let words = before.split_whitespace().count();
    let last = before.rfind([',', '–']).map_or(0, |at| at + 1);
    let near = before.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
    let place = marks.iter().any(|mark| {
        mark.end <= before.len()
            && mark.end >= near
            && mark.start >= last
            && (mark.is_any(lexis::PLACE) || mark.is(Class::Venue))
    });
    let opener = |mark: &Mark| {
        mark.end <= before.len() && (mark.is(Class::BylineOpener) || mark.is(Class::Type) && mark.start == 0)
    };
    words <= 4 || words <= 12 && place && !marks.iter().any(opener)
}

/// The edges of a number in a short line.
fn around_number(text: &str, profile: &Profile, cuts: &mut Vec<usize>) {
    let Some((start, end)) = number::find(text, &profile.numbers) else { return };
    let (before, behind) = (text[..start].trim_end(), text[end..].trim_start());
    // In the middle of a line `C-17` and `G8` are words.
    if !before.is_empty() && !behind.is_empty() && (before.len() >= 28 || end - start < 6) {
        return;
    }
    if !before.is_empty() {
        cuts.push(start);
    }
    if !behind.is_empty() {
        cuts.push(end);
    }
}

/// Between a label and its value: `Datum: 12. Mai`, `Location: Kyiv`.
fn behind_label(text: &str, marks: &[Mark], cuts: &mut Vec<usize>) {
    let label = marks.iter().find(|mark| {
        mark.start == 0
            && (mark.is(Class::DateLabel) || mark.is(Class::PlaceLabel) || mark.is(Class::TitleLabel))
    });
    if let Some(label) = label {
        let behind = text[label.end..].trim_start();
        let colon = text[..label.end].ends_with(':') || behind.starts_with(':');
        if colon {
            let value = behind.trim_start_matches(':');
            cuts.push(text.len() - value.len());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_up_to_a_limit() {
        let texts = [
            "",
            " ",
            "a",
            " a  b\tc\u{b}d ",
            "a\u{a0}b\u{2009}c – d",
            "été à Évian\u{3000}«»",
            "\u{85}x\u{1680}y",
        ];
        for text in texts {
            assert_eq!(words(text), text.split_whitespace().count(), "{text:?}");
        }
        assert_eq!(words(&"a ".repeat(100)), MOST_WORDS);
    }
}
