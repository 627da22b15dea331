//! Restores the source from the text itself: all its text nodes in order are the characters of the source.

use super::pieces::{Piece, Reading};
use super::xml::Element;

/// The text as it is.
pub(super) fn text(reading: &Reading, element: &Element) -> String {
    let mut text = String::new();
    reading.pieces(element, &mut |piece| match piece {
        Piece::Text(part) => text.push_str(part),
        Piece::Character(c) => text.push(c),
        Piece::Line(_) => {}
    });
    text
}
