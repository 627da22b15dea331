//! Lines that their own words decide: residue, stage notes, salutations, points.

use super::phrase;
use crate::document::Residue;
use crate::profile::Profile;

/// Residue that shows by itself, on any line.
pub(super) fn residue(text: &str, profile: &Profile) -> Option<Residue> {
    let first = text.chars().next()?;
    if matches!(first, '|' | '!' | '•' | '[' | '<') {
        let pipes = text.contains('|') || text.contains("![]");
        if text.chars().all(|c| "|![]()•*· \u{a0}".contains(c)) && pipes {
            return Some(if text.contains("![]") { Residue::Image } else { Residue::Table });
        }
        if text.starts_with("![") || first == '[' && image_words(text, profile) {
            return Some(Residue::Image);
        }
        if first == '<' && is_markup(text) {
            return Some(Residue::Markup);
        }
    }
    if text.len() > 100 {
        return phrase::any_prefix(text, &profile.residue.registration).then_some(Residue::Registration);
    }
    if phrase::any_is(text, &profile.residue.labels) {
        Some(Residue::Label)
    } else if phrase::any_is(text, &profile.residue.languages) {
        Some(Residue::Language)
    } else if image_file(text) || text.starts_with("Logo ") {
        Some(Residue::Image)
    } else if phrase::any_prefix(text, &profile.residue.navigation) {
        Some(Residue::Navigation)
    } else {
        phrase::any_prefix(text, &profile.residue.registration).then_some(Residue::Registration)
    }
}

/// `[ NATO IFOR bar ]`
fn image_words(text: &str, profile: &Profile) -> bool {
    let inner = text.trim_matches(['[', ']', ' ']);
    text.ends_with(']') && inner.split_whitespace().any(|word| profile.words().image_words.has(word))
}

/// `logoONU.gif (958 octets)`
fn image_file(text: &str) -> bool {
    memchr::memchr(b'.', text.as_bytes()).is_some()
        && [".gif", ".jpg", ".png"]
            .iter()
            .any(|kind| text.find(kind).is_some_and(|at| !text[..at].contains(' ') && text.len() - at < 24))
}

/// Nothing but tags: `<p>`, `<br />`
fn is_markup(text: &str) -> bool {
    let mut rest = text;
    while let Some(inner) = rest.strip_prefix('<') {
        let Some(end) = inner.find('>').filter(|end| *end < 40) else { return false };
        rest = inner[end + 1..].trim_start();
    }
    rest.is_empty()
}

/// The length of the label that announces an update stamp.
pub(super) fn update_label(text: &str, profile: &Profile) -> Option<usize> {
    profile.update.labels.like(text).filter_map(|label| phrase::prefix(text, label)).max()
}

/// A stage note alone: `(As delivered)`, `(SPEAKING IN KAZAKH)`.
pub(super) fn is_note(text: &str, profile: &Profile) -> bool {
    let bracketed =
        text.starts_with('(') && text.ends_with(')') || text.starts_with('[') && text.ends_with(']');
    bracketed && is_note_text(&text[1..text.len() - 1], profile)
}

/// Whether the words inside brackets are a stage note.
pub(super) fn is_note_text(inner: &str, profile: &Profile) -> bool {
    let inner = inner.trim();
    inner.len() <= 80
        && (phrase::any_prefix(inner, &profile.notes)
            || profile.words().stage_notes.iter().any(|note| phrase::prefix(inner, note).is_some()))
}

/// `Ladies and Gentlemen,`, `Mr Secretary General,`, `Good morning.`
pub(super) fn is_salutation(text: &str, profile: &Profile) -> bool {
    if !phrase::is_within(text, 120) {
        return false;
    }
    profile.speakers.salutations.like(text).any(|known| {
        phrase::starts(text, known).is_some_and(|used| {
            let rest = text[used..].trim();
            let closed = rest.ends_with([',', '!', ':']) || rest == ".";
            closed && !rest.contains(". ") || rest.is_empty() && known.contains(' ')
        })
    })
}

/// The length of `1. `, `- `, `(a) ` at the start of a line.
pub(super) fn point_marker(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    // `- GENERAL AFFAIRS -` is a subtitle.
    if first == '-' && text.len() > 3 && text.ends_with(" -") {
        return None;
    }
    if matches!(first, '•' | '-' | '–' | '*' | '·' | '▪' | 'o') {
        let len = first.len_utf8();
        return text[len..].starts_with([' ', '\u{a0}', '\t']).then_some(len);
    }
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = &text[digits..];
    let stop = rest.starts_with(['.', ')']) && rest[1..].starts_with([' ', '\u{a0}', '\t']);
    if (1..=3).contains(&digits) && stop {
        return Some(digits + 1);
    }
    // `a) `
    if first.is_ascii_lowercase() && text[1..].starts_with(") ") {
        return Some(2);
    }
    let inner = text.strip_prefix('(')?;
    let end = inner.find(')').filter(|end| (1..=3).contains(end))?;
    let spaced = inner[end + 1..].starts_with([' ', '\u{a0}']);
    let letters = inner[..end].chars().all(|c| c.is_ascii_lowercase())
        || inner[..end].chars().all(|c| c.is_ascii_digit());
    (letters && spaced).then_some(end + 2)
}
