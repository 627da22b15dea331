//! A dateline opens the first paragraph: `RIMINI -`, `WASHINGTON, D.C.:`, `SARAJEVO, 29 March 2004- `.

use super::header::Outcome;
use super::reader::Reader;
use super::{date, phrase, place};
use crate::document::{Kind, PartKind};
use crate::source::Span;

/// Bytes that a dateline has at most.
const LONGEST: usize = 70;

/// Takes place and date from the dateline, where the header has none.
pub(super) fn dateline(reader: &mut Reader<'_>, outcome: &Outcome<'_>) {
    let Some(at) = (outcome.body..reader.footer).find(|at| reader.kind(*at) == Some(Kind::Paragraph)) else {
        return;
    };
    let line = reader.lines[at];
    let Some(end) = end(line.text) else { return };
    let mut names = Vec::new();
    let mut dated = None;
    let head = &line.text[..end];
    for piece in head.split(',') {
        let name = piece.trim();
        let start = line.start + (name.as_ptr() as usize - line.text.as_ptr() as usize);
        if let Some((date, _)) = date::date(name, start, reader.order()) {
            dated = Some(date);
        } else if place::is_known(name, &reader.profile.places)
            || names.is_empty() && phrase::is_capitals(name) && name.len() > 3
        {
            names.push(Span::new(start, start + name.len()));
        }
    }
    let first_known =
        names.first().is_some_and(|first| place::is_known(reader.slice(*first), &reader.profile.places));
    let capitals = names.first().is_some_and(|first| phrase::is_capitals(reader.slice(*first)));
    if !first_known || !capitals && dated.is_none() {
        return;
    }
    if reader.header.place.is_empty() {
        for name in &names {
            reader.part(at, PartKind::Place, *name);
        }
        reader.header.place = names;
    }
    if let Some(date) = dated.filter(|date| reader.header.date.is_none() && date.first.year.is_some()) {
        reader.part(at, PartKind::Date, date.span);
        reader.header.date = Some(date);
    }
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
    [" - ", " – ", " — ", ": ", "- ", ":"].iter().filter_map(|stop| head.find(stop)).min()
}
