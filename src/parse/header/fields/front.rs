//! What stands behind front matter: with a title there, a headline is the title again or one of the text.

use super::super::super::front_matter;
use super::super::super::phrase;
use super::super::labels::{Label, Role};
use super::Fields;

/// Lines behind front matter among which its title may stand again.
const AGAIN: usize = 10;

/// Bytes from which a sentence is text.
const SENTENCE: usize = 60;

impl Fields<'_, '_, '_> {
    /// Lets front matter decide where the text begins.
    pub(super) fn behind_front_matter(&mut self) {
        let front = &self.reader.front;
        if front.lines == 0 || front.facts.title.is_none() && !front.whole {
            return;
        }
        let is_text = |text: &str| text.len() >= SENTENCE && phrase::ends_sentence(text);
        let text = self.pieces.iter().position(|piece| is_text(piece.text)).unwrap_or(self.pieces.len());
        for (at, (piece, label)) in self.pieces.iter().zip(&mut self.labels).enumerate() {
            let again =
                piece.line < front.lines + AGAIN && front_matter::repeats_title(self.reader, piece.text);
            if again {
                *label = Label::TitleBegin;
            } else if front.whole || at >= text || label.role() == Role::Title {
                *label = Label::Body;
            }
        }
    }
}
