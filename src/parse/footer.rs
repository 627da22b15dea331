//! The footer: contact lines and navigation at the end, found from the last line upward.

use super::classify;
use super::date;
use super::phrase;
use super::reader::Reader;
use crate::document::{Kind, PartKind, Residue};

/// The most characters of a footer line.
const LONGEST: usize = 120;

/// Marks the footer and tells the reader where it begins.
pub(super) fn footer(reader: &mut Reader<'_>) {
    let mut first = reader.lines.len();
    let mut at = reader.lines.len();
    while at > reader.front.lines {
        at -= 1;
        let line = reader.lines[at];
        if line.is_blank() {
            continue;
        }
        if is_footer(reader, at)
            || is_stamp(reader, at)
            || classify::residue(line.text, reader.profile)
                .is_some_and(|kind| matches!(kind, Residue::Table | Residue::Image))
        {
            first = at;
        } else {
            break;
        }
    }
    if first == reader.front.lines {
        // A document that is only a footer has no end to put it at.
        return;
    }
    reader.footer = first;
    for at in first..reader.lines.len() {
        mark(reader, at);
    }
}

fn mark(reader: &mut Reader<'_>, at: usize) {
    let line = reader.lines[at];
    if is_footer(reader, at) {
        reader.mark(at, Kind::Footer, "a footer phrase of the profile, at the end");
    } else if is_stamp(reader, at) {
        stamp(reader, at);
    } else if let Some(kind) = classify::residue(line.text, reader.profile) {
        reader.mark(at, Kind::Residue(kind), "words that the extraction leaves");
    }
}

fn is_footer(reader: &Reader<'_>, at: usize) -> bool {
    let text = reader.lines[at].text;
    let text = text.trim_start_matches(['|', ' ', '•', '[']);
    phrase::is_within(text, LONGEST)
        && reader
            .profile
            .footer
            .like(text)
            .any(|known| phrase::starts(text, known).is_some() && (known != "END" || phrase::is(text, known)))
}

/// `Last updated: 06-Aug-2009 09:02` at the end of library copies.
fn is_stamp(reader: &Reader<'_>, at: usize) -> bool {
    let text = reader.lines[at].text;
    text.len() < 80
        && at > 3
        && classify::update_label(reader.lines[at].text, reader.profile)
            .is_some_and(|used| date::date(text[used..].trim_start(), 0, reader.order()).is_some())
}

fn stamp(reader: &mut Reader<'_>, at: usize) {
    let line = reader.lines[at];
    let Some(used) = classify::update_label(reader.lines[at].text, reader.profile) else { return };
    let behind = line.text[used..].trim_start();
    let start = line.start + line.text.len() - behind.len();
    if let Some((date, _)) = date::date(behind, start, reader.order()) {
        reader.mark(at, Kind::Update, "an update stamp at the end");
        let span = date.clock.map_or(date.span, |clock| date.span.cover(clock.span));
        reader.part(at, PartKind::Updated, span);
        reader.header.updated = Some(date);
    }
}
