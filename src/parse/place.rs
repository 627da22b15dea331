//! Places: names over several lines of a narrow cell are joined, lists are split at commas and line endings.

use super::line::Cell;
use super::{lexis, phrase};
use crate::profile::Places;
use crate::source::Span;
use crate::text::offset_in;

/// The place names of the lines of one slot.
///
/// A line that ends with a comma ends a name; so does a known place, and a word such as `Palace`. Any other line ending
/// belongs to the narrow cell: `KFOR` / `Headquarters` is one name.
pub(super) fn places(cells: &[Cell<'_>], words: &Places) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut open: Option<(Span, &str)> = None;
    for cell in cells {
        for (index, piece) in parts(cell.text).enumerate() {
            let piece = tidy(piece);
            if piece.is_empty() {
                continue;
            }
            let mut span = cell.part(piece);
            let joined = open.take_if(|_| index == 0 && !is_known(piece, words));
            if let Some((before, _)) = joined {
                if let Some(at) = known_tail(piece, words) {
                    found.push(before.cover(cell.part(piece[..at].trim_end())));
                    span = cell.part(&piece[at..]);
                } else {
                    span = before.cover(span);
                }
            } else {
                found.extend(open.take().map(|(before, _)| before));
            }
            open = Some((span, piece));
        }
        let ended = cell.text.ends_with(',')
            || open.is_some_and(|(name, last)| is_whole(last, name.len() > last.len(), words));
        if ended {
            found.extend(open.take().map(|(span, _)| span));
        }
    }
    found.extend(open.map(|(span, _)| span));
    if let Some(first) = found.first_mut() {
        strip_preposition(first, cells, words);
    }
    found
}

/// The names of a line, separated by commas, semicolons and spaced dashes.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let dashes = |part| {
        [part]
            .into_iter()
            .flat_map(|part: &str| part.split(" - "))
            .flat_map(|part| part.split(" – "))
            .flat_map(|part| part.split('—'))
    };
    text.split([',', ';', '|']).flat_map(dashes)
}

/// Without white space, trailing stops and brackets around.
fn tidy(piece: &str) -> &str {
    let piece = piece.trim();
    if phrase::starts(piece, "D.C.").is_some()
        || piece.ends_with("D.C.")
        || piece.ends_with("U.K.")
        || piece.ends_with("U.S.")
    {
        return piece.trim_matches(['(', ')']);
    }
    let tidy = piece.trim_matches(['(', ')', '.', ':', ' ', '-', '–', '\u{a0}']);
    // The full stop of `Calif.` and the bracket of `Room (1.131)` belong to the name.
    let from = offset_in(piece, tidy);
    let dotted = piece[from + tidy.len()..].starts_with('.')
        && lexis::is(&piece[from..=from + tidy.len()], lexis::PLACE);
    let bracketed = piece[from + tidy.len()..].starts_with(')') && tidy.contains('(');
    let end = from + tidy.len() + usize::from(dotted && tidy.len() < 8 || bracketed);
    &piece[from..end]
}

fn strip_preposition(first: &mut Span, cells: &[Cell<'_>], words: &Places) {
    let Some(cell) = cells.iter().find(|cell| cell.span().contains(Span::at(first.start))) else { return };
    let text = &cell.text[first.start - cell.start..];
    if let Some(len) = phrase::longest(text, &words.prepositions).filter(|len| *len < text.len()) {
        let rest = text[len..].trim_start();
        first.start = cell.part(rest).start.min(first.end);
    }
}

/// Whether the profile knows the place.
pub(super) fn is_known(text: &str, words: &Places) -> bool {
    let text = text.trim();
    let known = |known: &String| known.len() == text.len() && phrase::starts(text, known) == Some(text.len());
    words.known.like(text).any(known) || lexis::is(text, lexis::PLACE)
}

/// Whether the text cannot continue: a known place, or the word for a building after others.
fn is_whole(text: &str, joined: bool, words: &Places) -> bool {
    let building =
        || text.split_whitespace().next_back().is_some_and(|last| phrase::any_is(last, &words.buildings));
    is_known(text, words) || (joined || text.contains(' ')) && building()
}

/// The start of a known place inside the text, after other words: `House London`.
fn known_tail(text: &str, words: &Places) -> Option<usize> {
    text.match_indices(' ').map(|(at, _)| at + 1).find(|at| is_known(&text[*at..], words))
}

/// Whether the words look like a place: known, with a known comma-separated piece, or a building.
pub(super) fn looks_like(text: &str, words: &Places) -> bool {
    let pieces = || text.split(',').map(tidy).filter(|piece| !piece.is_empty());
    let preposition = phrase::longest(text, &words.prepositions).unwrap_or(0);
    let bare = tidy(text[preposition..].trim_end_matches(','));
    pieces().any(|piece| is_known(piece, words)) || is_known(bare, words) || is_building(bare, words)
}

fn is_building(text: &str, words: &Places) -> bool {
    let mut parts = text.split_whitespace();
    let last = parts.next_back();
    let capital = text.chars().next().is_some_and(char::is_uppercase);
    capital && parts.next().is_some() && last.is_some_and(|last| phrase::any_is(last, &words.buildings))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::Profile;

    fn read(text: &str) -> Vec<String> {
        let words = &Profile::built_in("nato").expect("built in").places;
        let lines = super::super::line::lines(text, 0);
        let cells: Vec<Cell<'_>> =
            lines.iter().map(|line| Cell { text: line.text, start: line.start }).collect();
        places(&cells, words)
            .into_iter()
            .map(|span| crate::source::fold(&text[span.start..span.end]).into_owned())
            .collect()
    }

    #[test]
    fn slots_of_the_survey() {
        let rows: [(&str, &[&str]); 12] = [
            ("NATO HQ", &["NATO HQ"]),
            ("NATO HQ\nBrussels", &["NATO HQ", "Brussels"]),
            ("NATO HQ ,\nBrussel", &["NATO HQ", "Brussel"]),
            ("Riga, Latvia", &["Riga", "Latvia"]),
            ("Chteau du Lac, Genval, Belgium", &["Chteau du Lac", "Genval", "Belgium"]),
            ("Résidence\nPalace,\nBrussels", &["Résidence Palace", "Brussels"]),
            ("KFOR\nHeadquarters\nFilm City\nPristina", &["KFOR Headquarters", "Film City", "Pristina"]),
            ("IISS, Arundel\nHouse London", &["IISS", "Arundel House", "London"]),
            (
                "At the Kyrgyz\nNational\nAcademy of\nSciences\nBishkek,\nKyrgyz\nRepublic",
                &["Kyrgyz National Academy of Sciences", "Bishkek", "Kyrgyz Republic"],
            ),
            ("(American University, Washington)", &["American University", "Washington"]),
            ("Almaty,\nKazakhstan", &["Almaty", "Kazakhstan"]),
            ("the Netherlands", &["the Netherlands"]),
        ];
        for (text, wanted) in rows {
            assert_eq!(read(text), wanted, "{text}");
        }
    }
}
