//! How speeches and texts begin: speaker labels and salutations.

use super::super::super::lexis::Class;
use super::super::super::{classify, speech};
use super::super::pieces::Piece;
use super::{Row, features};

features! {
    /// Beginnings of speech.
    Speech {
        Speaker "speaker label" ["weak", "strong"],
        Question "question or answer label",
        Salutation "salutation",
        Note "stage note alone",
        Residue "residue",
        Item "point",
    }
}

/// Adds the features of a piece.
pub(super) fn add(piece: &Piece<'_>, row: &mut Row) {
    if let Some(label) = speech::label(piece.text, 0, piece.profile) {
        row.value(Speech::Speaker, usize::from(label.strength == speech::Strength::Strong));
    }
    let asks = |end: usize| {
        let behind = &piece.text[end..];
        behind.trim_start().starts_with([':', '.', '-', '–']) || behind.starts_with("  ")
    };
    let question = piece.opens(Class::QuestionLabel).or_else(|| piece.opens(Class::AnswerLabel));
    row.when(Speech::Question, question.is_some_and(asks));
    row.when(
        Speech::Salutation,
        piece.opens(Class::Salutation).is_some() || classify::is_salutation(piece.text, piece.profile),
    );
    row.when(Speech::Note, classify::is_note(piece.text, piece.profile));
    row.when(Speech::Residue, classify::residue(piece.text, piece.profile).is_some());
    row.when(Speech::Item, classify::point_marker(piece.text).is_some());
}
