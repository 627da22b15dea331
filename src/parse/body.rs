//! The body: speaker turns, paragraphs, subheads, points and notes, line by line or in hard-wrapped runs.

use std::collections::HashMap;

use super::classify::{self, is_note, point_marker};
use super::header::Outcome;
use super::reader::Reader;
use super::speech::{self, Label, Strength};
use super::{date, media, phrase};
use crate::document::{Kind, PartKind, Residue};
use crate::profile::Category;
use crate::source::Span;

/// The most characters of a subheading.
const LONGEST_HEADING: usize = 100;

/// The most characters of a line in a text that was wrapped by hand.
const WRAPPED: usize = 110;

struct Body<'a, 'r> {
    reader: &'r mut Reader<'a>,
    /// The label that opens each line from `first` on, if it is one.
    labels: Vec<Option<Label>>,
    first: usize,
    end: usize,
    /// Width at which the text was wrapped, in characters.
    wrapped: Option<usize>,
    /// Paragraphs follow each other without blank lines.
    tight: bool,
    /// The numbers in brackets in the text, and the line of the first: `(1)`.
    notes: HashMap<String, usize>,
}

/// The first occurrence of each footnote mark, `(1)`.
fn footnote_marks(reader: &Reader<'_>, first: usize, end: usize) -> HashMap<String, usize> {
    let mut marks = HashMap::new();
    for (at, line) in reader.lines[..end].iter().enumerate().skip(first) {
        for open in memchr::memchr_iter(b'(', line.text.as_bytes()) {
            let inner = &line.text[open + 1..];
            let digits = inner.bytes().take(4).take_while(u8::is_ascii_digit).count();
            if (1..=3).contains(&digits) && inner[digits..].starts_with(')') {
                marks.entry(inner[..digits].to_string()).or_insert(at);
            }
        }
    }
    marks
}

/// Reads the body of a document.
pub(super) fn body(reader: &mut Reader<'_>, outcome: &Outcome<'_>) {
    let (first, end) = (outcome.body, reader.footer);
    let labels = labels(reader, first, end, outcome);
    let wrapped = wrap_width(reader, first, end);
    let notes = footnote_marks(reader, first, end);
    let blanks = reader.lines[first..end].iter().filter(|line| line.is_blank()).count();
    let tight = blanks * 4 < (end - first).saturating_sub(blanks) && end - first > 2;
    let mut body = Body { reader, labels, first, end, wrapped, tight, notes };
    let mut at = first;
    while at < end {
        at = if outcome.shape.index { body.entry(at) } else { body.line(at) };
    }
}

/// The labels of all lines; weak ones only if the document confirms them.
fn labels(reader: &Reader<'_>, first: usize, end: usize, outcome: &Outcome<'_>) -> Vec<Option<Label>> {
    let candidate = |line: &super::line::Line<'_>| {
        (!line.is_blank()).then(|| speech::label(line.text, line.start, reader.profile)).flatten()
    };
    let mut labels: Vec<Option<Label>> = reader.lines[first..end].iter().map(candidate).collect();
    let byline: Vec<&str> =
        reader.header.byline.iter().chain(&reader.header.title).map(|span| reader.slice(*span)).collect();
    let mut names: HashMap<&str, usize> = HashMap::new();
    for label in labels.iter().flatten() {
        *names.entry(reader.slice(label.speaker)).or_default() += 1;
    }
    let all = names.values().sum::<usize>();
    let weak = labels.iter().flatten().filter(|label| label.strength == Strength::Weak).count();
    let talk = matches!(outcome.shape.category, Category::Briefing | Category::Interview)
        || reader
            .header
            .genre
            .is_some_and(|genre| matches!(genre.category, Category::Briefing | Category::Interview))
        || all > weak;
    let keep = |label: &Label| {
        let name = reader.slice(label.speaker);
        let words = name.split_whitespace().count();
        let last = name.split_whitespace().next_back().unwrap_or(name);
        let known = words <= 6
            && byline.iter().any(|line| {
                line.split(|c: char| !c.is_alphanumeric() && c != '-' && c != '’' && c != '\'')
                    .any(|word| word.len() > 2 && word == last)
            });
        let again = names.get(name).is_some_and(|times| *times >= 2);
        if name == "A" && label.strength == Strength::Weak {
            return names.contains_key("Q");
        }
        label.strength == Strength::Strong || known || again && words <= 5 || talk && weak >= 2 && words >= 2
    };
    for label in &mut labels {
        *label = label.filter(keep);
    }
    later_turns(reader, first, &mut labels);
    labels
}

/// `Mr. Robertson` alone on its line is the `Mr. George Robertson (Hamilton, South)` who spoke before.
fn later_turns(reader: &Reader<'_>, first: usize, labels: &mut [Option<Label>]) {
    let mut known: Vec<&str> = Vec::new();
    for (at, label) in labels.iter_mut().enumerate() {
        let line = reader.lines[first + at];
        if let Some(label) = label {
            let named = [Some(label.speaker), label.role].into_iter().flatten();
            known.extend(named.filter_map(|span| reader.slice(span).split_whitespace().next_back()));
        } else if !known.is_empty()
            && let Some(again) = speech::name_alone(line.text, line.start, reader.profile)
            && known.contains(&reader.slice(again.speaker).split_whitespace().next_back().unwrap_or_default())
        {
            *label = Some(again);
        }
    }
}

/// Whether the text was wrapped by hand, and how wide: most line endings are inside a sentence.
fn wrap_width(reader: &Reader<'_>, first: usize, end: usize) -> Option<usize> {
    let lines = &reader.lines[first..end];
    // A page with one line per paragraph shows it with the first.
    if lines.iter().any(|line| !phrase::is_within(line.text, WRAPPED)) {
        return None;
    }
    let pairs = lines.windows(2).filter(|pair| !pair[1].is_blank() && !phrase::is_within(pair[0].text, 30));
    let (mut inside, mut all) = (0, 0);
    for pair in pairs {
        all += 1;
        let goes_on = !phrase::ends_sentence(pair[0].text) && point_marker(pair[1].text).is_none();
        let small = pair[1].text.starts_with(char::is_lowercase);
        inside += usize::from(goes_on && (small || !pair[0].text.ends_with([':', ','])));
    }
    if all < 3 || inside * 2 <= all {
        return None;
    }
    lines.iter().map(|line| line.width()).max().filter(|widest| (35..=WRAPPED).contains(widest))
}

impl Body<'_, '_> {
    /// Reads the line at `at`, and those that belong to it; returns the next one.
    fn line(&mut self, at: usize) -> usize {
        let line = self.reader.lines[at];
        // A related link or media line that the header reader took out of the text.
        if line.is_blank() || self.reader.kind(at).is_some() {
            return at + 1;
        }
        if let Some(label) = self.labels[at - self.first] {
            return self.utterance(at, label);
        }
        if let Some(kind) = self.aside(at) {
            self.reader.mark(at, kind.0, kind.1);
            return at + 1;
        }
        if let Some(next) = self.item(at) {
            return next;
        }
        if self.is_heading(at) {
            self.reader.mark(at, Kind::Heading, "a short line without end mark between paragraphs");
            return at + 1;
        }
        self.reader.mark(at, Kind::Paragraph, "prose");
        self.wrapped_run(at)
    }

    /// Lines that are not text of the body: residue, media, clock times, stage notes.
    fn aside(&mut self, at: usize) -> Option<(Kind, &'static str)> {
        let line = self.reader.lines[at];
        let profile = self.reader.profile;
        if let Some(residue) = classify::residue(line.text, profile).filter(|residue| {
            !matches!(residue, Residue::Label | Residue::Language) || line.text.starts_with(['-', '['])
        }) {
            return Some((Kind::Residue(residue), "words that the extraction leaves"));
        }
        if line.text.len() <= 110 && media::is_media(line.text, &profile.media) {
            self.reader.header.media.push(line.content());
            return Some((Kind::Media, "media words, or a file type and a size"));
        }
        // `9.34 am`, `(1:15 p.m. EST)`, `10:22 A.M. (Local)`
        let time = line.text.trim_matches(['(', ')']);
        if date::clock(time).is_ok_and(|(rest, _)| is_zone(rest.trim_matches(['.', ' ', '-']))) {
            return Some((Kind::Residue(Residue::ClockTime), "a time of day alone"));
        }
        is_note(line.text, profile).then_some((Kind::Note, "a stage note alone on its line"))
    }

    /// A speaker's turn. A label on its own line takes the next text with it.
    fn utterance(&mut self, at: usize, label: Label) -> usize {
        self.reader.mark(at, Kind::Utterance, "a speaker label");
        self.reader.part(at, PartKind::Label, label.span);
        self.reader.part(at, PartKind::Speaker, label.speaker);
        if let Some(role) = label.role {
            self.reader.part(at, PartKind::Role, role);
        }
        let line = self.reader.lines[at];
        let bare = label.span.end == line.content().end;
        let text = (at + 1..self.end.min(at + 3)).find(|next| !self.reader.lines[*next].is_blank());
        match text {
            Some(text)
                if bare
                    && self.labels[text - self.first].is_none()
                    && point_marker(self.reader.lines[text].text).is_none() =>
            {
                for next in at + 1..=text {
                    self.reader.mark(next, Kind::Utterance, "the text of the label above");
                    self.reader.join(next);
                }
                self.wrapped_run(text)
            }
            _ => self.wrapped_run(at),
        }
    }

    /// Bullets, numbered points and timetable lines; a footnote is a paragraph.
    fn item(&mut self, at: usize) -> Option<usize> {
        let line = self.reader.lines[at];
        let timed = date::clock(line.text).is_ok_and(|(rest, _)| rest.starts_with([' ', '\u{a0}']));
        let Some(marker) = point_marker(line.text) else {
            if self.is_page_range(at)
                && [self.text_above(at), self.text_below(at)]
                    .into_iter()
                    .flatten()
                    .any(|near| self.is_page_range(near) || near < at && self.is_topic(near))
            {
                self.reader.mark(at, Kind::Item, "a topic with its pages");
                return Some(at + 1);
            }
            if !timed && !line.text.starts_with("Photos:") {
                return None;
            }
            self.reader.mark(at, Kind::Item, "a line of a timetable or list");
            return Some(at + 1);
        };
        if self.is_footnote(at, &line.text[..marker]) {
            self.reader.mark(at, Kind::Paragraph, "a footnote: its mark is in the text above");
            return Some(self.wrapped_run(at));
        }
        if self.is_numbered_heading(at, marker) {
            self.reader.mark(at, Kind::Heading, "a numbered subhead");
            return Some(at + 1);
        }
        self.reader.mark(at, Kind::Item, "a bullet or number at the start");
        self.reader.part(at, PartKind::Marker, Span::new(line.start, line.start + marker));
        Some(self.wrapped_run(at))
    }

    /// `10-11 Green Line Crossings`: a topic with its pages, in the index of a briefing.
    fn is_page_range(&self, at: usize) -> bool {
        let text = self.reader.lines[at].text;
        let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '–' | ','));
        let pages = text.len() - rest.len();
        (1..=8).contains(&pages)
            && rest.starts_with([' ', '\t'])
            && rest.trim_start().starts_with(char::is_uppercase)
            && text.len() <= 90
            && !phrase::ends_sentence(text)
    }

    /// `1. ` is a footnote if `(1)` is in the text above.
    fn is_footnote(&self, at: usize, marker: &str) -> bool {
        let number = marker.trim_end_matches(['.', ')']).trim_start_matches('(');
        if !number.chars().all(|c| c.is_ascii_digit()) || number.is_empty() {
            return false;
        }
        let line = self.reader.lines[at];
        line.text[marker.len()..].trim_start().starts_with("::")
            || self.notes.get(number).is_some_and(|first| *first < at)
    }

    /// `1. Access`: a few words between blank lines, and no list around.
    fn is_numbered_heading(&self, at: usize, marker: usize) -> bool {
        let text = self.reader.lines[at].text[marker..].trim();
        let few = text.split_whitespace().count() <= 5
            && !phrase::ends_sentence(text)
            && text.starts_with(char::is_uppercase);
        let near = |line: Option<usize>| {
            line.is_some_and(|line| point_marker(self.reader.lines[line].text).is_some())
        };
        few && marker > 1
            && !near(self.text_above(at))
            && !near(self.text_below(at))
            && self.text_below(at).is_some()
    }

    fn text_above(&self, at: usize) -> Option<usize> {
        (self.first..at).rev().find(|line| !self.reader.lines[*line].is_blank())
    }

    fn text_below(&self, at: usize) -> Option<usize> {
        (at + 1..self.end).find(|line| !self.reader.lines[*line].is_blank())
    }

    fn is_heading(&self, at: usize) -> bool {
        let line = self.reader.lines[at];
        let text = line.text;
        if !phrase::is_within(line.text, LONGEST_HEADING) {
            return false;
        }
        if phrase::any_is(text, &self.reader.profile.headings) || text.starts_with("**") || self.is_topic(at)
        {
            return true;
        }
        let shaped = text
            .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '"' | '“' | '‘'))
            && !text.ends_with(['.', '?', '!', '…', ',', ';', ':', '”', '"', ')', '-', '–', '—'])
            && !phrase::ends_sentence(text)
            && text.split_whitespace().count() <= 14
            && !classify::is_salutation(text, self.reader.profile);
        let alone = at == self.first || self.reader.lines[at - 1].is_blank() || self.tight;
        let Some(below) = self.text_below(at) else { return false };
        let open =
            below > at + 1 || self.tight && self.wrapped.is_none() && self.reader.lines[below].width() > 100;
        shaped && alone && open && !self.is_heading_like(below)
    }

    /// `CYPRUS` above `10-11 Green Line Crossings`: the country of a briefing's topics.
    fn is_topic(&self, at: usize) -> bool {
        let text = self.reader.lines[at].text;
        phrase::is_capitals(text)
            && text.split_whitespace().count() <= 5
            && self.text_below(at).is_some_and(|below| below == at + 1 && self.is_page_range(below))
    }

    /// Two consecutive short lines are a list, for example of names, and not subheadings.
    fn is_heading_like(&self, at: usize) -> bool {
        let line = self.reader.lines[at];
        line.width() <= 40
            && !phrase::ends_sentence(line.text)
            && !line.text.ends_with([',', ':'])
            && self.text_below(at).is_none()
    }

    /// The further lines of a paragraph that was wrapped by hand.
    fn wrapped_run(&mut self, at: usize) -> usize {
        let Some(width) = self.wrapped else { return at + 1 };
        let mut next = at + 1;
        while next < self.end && self.goes_on(next, width) {
            let kind = self.reader.kind(at).unwrap_or(Kind::Paragraph);
            self.reader.mark(next, kind, "continues the wrapped line above");
            self.reader.join(next);
            next += 1;
        }
        next
    }

    /// A line shorter than the wrap width minus the next word closes a paragraph, if its sentence is over.
    fn goes_on(&self, at: usize, width: usize) -> bool {
        let (above, line) = (self.reader.lines[at - 1], self.reader.lines[at]);
        let word = line.text.split_whitespace().next().map_or(0, |word| word.chars().count());
        let short = above.width() + word + 1 < width.saturating_sub(4) && phrase::ends_sentence(above.text);
        let marked = self.labels[at - self.first].is_some()
            || point_marker(line.text).is_some()
            || is_note(line.text, self.reader.profile);
        !line.is_blank()
            && !short
            && !marked
            && (line.indent() < 2 || above.indent() >= 2 || !phrase::ends_sentence(above.text))
    }

    /// An entry of an index page: date and title lines are one heading, the rest are paragraphs.
    fn entry(&mut self, at: usize) -> usize {
        let line = self.reader.lines[at];
        let order = self.reader.order();
        let dated = line.text.len() <= 60 && date::date_line(line.text, line.start, order).is_some();
        if !dated {
            return self.line(at);
        }
        self.reader.mark(at, Kind::Heading, "a date line and the title below it");
        let mut next = at + 1;
        let mut titled = false;
        while next < self.end {
            let line = self.reader.lines[next];
            let title = !phrase::ends_sentence(line.text)
                && line.width() <= 150
                && (self.labels[next - self.first].is_none());
            let second_date =
                line.text.len() <= 60 && date::date_line(line.text, line.start, order).is_some();
            let gap_ends = line.is_blank() && (titled || next > at + 1);
            if gap_ends || !line.is_blank() && (!title || second_date) {
                break;
            }
            titled |= !line.is_blank();
            self.reader.mark(next, Kind::Heading, "the title of an entry");
            self.reader.join(next);
            next += 1;
        }
        next
    }
}

/// Whether only a note on the time zone, one or two words in brackets, follows a time of day: `(Local)`.
fn is_zone(rest: &str) -> bool {
    let Some(note) = rest.strip_prefix('(') else { return rest.is_empty() };
    note.split_whitespace().count() <= 2
        && note.trim_end_matches(')').chars().all(|c| c.is_alphabetic() || c == ' ')
}
