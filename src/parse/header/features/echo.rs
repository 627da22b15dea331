//! What the text takes up from a piece: the first sentence of a report says again what the headline said.

use super::super::pieces::Piece;
use super::{Row, features};

features! {
    /// Words that come again.
    Echo {
        InText "words that come again in the text below" ["none", "some", "half", "most"],
    }
}

/// Letters from which a word counts: shorter ones are in every sentence.
const LEAST: usize = 5;

/// Bytes from which a piece is text.
const TEXT: usize = 120;

/// Pieces of text in which a word is looked for.
const TEXTS: usize = 3;

/// Adds the features of all pieces.
pub(super) fn add(pieces: &[Piece<'_>], rows: &mut [Row]) {
    let lower: Vec<String> = pieces.iter().map(|piece| super::head(piece.text, 400).to_lowercase()).collect();
    for (at, row) in rows.iter_mut().enumerate() {
        let long = |word: &&str| word.chars().count() >= LEAST;
        let words = || lower[at].split(|c: char| !c.is_alphanumeric()).filter(long);
        let count = words().count();
        if count < 2 || lower[at].len() > 250 {
            continue;
        }
        let below = || lower[at + 1..].iter().filter(|text| text.len() >= TEXT).take(TEXTS);
        let again = words().filter(|word| below().any(|text| text.contains(*word))).count();
        let share = if again == 0 { 0 } else { 1 + (2 * again / count).min(2) };
        row.value(Echo::InText, share);
    }
}
