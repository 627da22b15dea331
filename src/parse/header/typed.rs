//! Document types in any language, by the word classes: `Joint Press Conference by …`, `Rede des …`.

use super::super::lexis::{Class, Mark, PLACE};
use super::pieces::Piece;
use crate::language::WordClasses;

/// What follows the type words at the start of a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Typed {
    /// Nothing.
    Full,
    /// Somebody: `by the Prime Minister`.
    By,
    /// Something or somebody that no word tells: `of the Council`.
    Of,
    /// A matter.
    On,
    /// An occasion, addressee or place.
    At,
    /// Anything else.
    Else,
}

/// The type words at the start of a piece, with what follows.
pub(super) fn typed(piece: &Piece<'_>) -> Option<(usize, Typed)> {
    let lead = piece.text.len() - piece.text.trim_start_matches(['"', '“', '«', '„', '(', '[', '\'']).len();
    let end = type_words(piece, lead)?;
    Some((end, behind(piece, end)))
}

/// Where type words end that begin at a place: modifiers, a noun, perhaps a second type, perhaps an audience.
pub(super) fn type_words(piece: &Piece<'_>, from: usize) -> Option<usize> {
    let mut end = one_type(piece, from)?;
    loop {
        let at = skip(piece.text, end);
        let joined =
            ending(piece, at, Class::TypeJoiner).and_then(|joiner| one_type(piece, skip(piece.text, joiner)));
        let slash = piece.text[end..].trim_start().starts_with([',', '/', '&']).then(|| {
            let behind = piece.text[end..].trim_start_matches([' ', ',', '/', '&']);
            one_type(piece, piece.text.len() - behind.len())
        });
        let more = joined
            .or(slash.flatten())
            .or_else(|| ending(piece, at, Class::Audience))
            .or_else(|| one_type(piece, at));
        match more {
            Some(next) if next > end => end = next,
            _ => return Some(end),
        }
    }
}

/// Modifiers and a noun, in either order: `Joint Press Conference`, `conférence de presse conjointe`.
fn one_type(piece: &Piece<'_>, from: usize) -> Option<usize> {
    let mut at = from;
    for _ in 0..6 {
        if let Some(end) = ending(piece, at, Class::Type) {
            return Some(end);
        }
        let modifier = ending(piece, at, Class::TypeModifier)?;
        at = skip(piece.text, modifier);
    }
    None
}

/// The end of the longest phrase of a class that begins at a place.
fn ending(piece: &Piece<'_>, at: usize, class: Class) -> Option<usize> {
    piece.of(class).filter(|mark| mark.start == at).map(|mark| mark.end).max()
}

/// Over white space, hyphens and a full stop.
fn skip(text: &str, at: usize) -> usize {
    let rest = text[at..].trim_start_matches([' ', '\u{a0}', '-', '.', '’']);
    text.len() - rest.len()
}

/// What follows type words.
fn behind(piece: &Piece<'_>, end: usize) -> Typed {
    let rest = &piece.text[end..];
    if rest.trim_matches(|c: char| !c.is_alphanumeric()).is_empty() {
        return Typed::Full;
    }
    // `(as delivered) by …`, `given by …`
    let at = skip_marks(piece.text, end);
    let preposition =
        ending(piece, at, Class::PersonPreposition).or_else(|| ending(piece, at, Class::BylineOpener));
    if let Some(preposition) = preposition {
        return if is_person(piece, preposition) { Typed::By } else { Typed::Of };
    }
    if ending(piece, at, Class::Office).or_else(|| ending(piece, at, Class::Honorific)).is_some() {
        return Typed::By;
    }
    if ending(piece, at, Class::MatterPreposition).is_some() {
        return Typed::On;
    }
    let occasion = [Class::OccasionPreposition, Class::PlacePreposition, Class::Audience];
    if occasion.into_iter().any(|class| ending(piece, at, class).is_some()) {
        return Typed::At;
    }
    Typed::Else
}

/// Over marks and a note in brackets.
fn skip_marks(text: &str, at: usize) -> usize {
    let rest = text[at..].trim_start_matches(|c: char| !c.is_alphanumeric() && c != '(' && c != '[');
    let rest = match rest.chars().next() {
        Some('(') => rest.split_once(')').map_or(rest, |(_, behind)| behind),
        Some('[') => rest.split_once(']').map_or(rest, |(_, behind)| behind),
        _ => rest,
    };
    let rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
    text.len() - rest.len()
}

/// Whether an office, an honorific or two capitalised words stand near a place.
fn is_person(piece: &Piece<'_>, at: usize) -> bool {
    let near = at + 60;
    let known = WordClasses::of(&[Class::Office, Class::Honorific, Class::GivenName]);
    if piece.marks.iter().any(|mark| mark.start >= at && mark.start < near && mark.is_any(known)) {
        return true;
    }
    let mut words = piece.text[at..].split_whitespace();
    let is_name = |word: Option<&str>| {
        word.is_some_and(|word| {
            word.starts_with(char::is_uppercase)
                && word.chars().skip(1).any(char::is_lowercase)
                && !word.ends_with(':')
        })
    };
    is_name(words.next())
        && is_name(words.next())
        && !piece
            .marks
            .iter()
            .any(|mark| mark.start >= at && mark.start < near && mark.is(Class::Institution))
}

/// Whether the parts between commas and dashes are all places, and whether the last one is.
pub(super) fn places(piece: &Piece<'_>) -> (bool, bool) {
    let (mut any, mut all, mut last) = (false, true, false);
    for part in piece.text.split([',', '–', ';']).flat_map(|part| part.split(" - ")) {
        let inner = part.trim_matches([' ', '(', ')', '\u{a0}']);
        if inner.is_empty() {
            continue;
        }
        let from = inner.as_ptr() as usize - piece.text.as_ptr() as usize;
        let to = from + inner.trim_end_matches(['.', ':']).len();
        last =
            piece.marks.iter().any(|mark: &Mark| mark.start == from && mark.end >= to && mark.is_any(PLACE));
        (any, all) = (true, all && last);
    }
    (any && all, last)
}
