//! The text element as in the source, piece by piece: an editor's additions are not part of it, unless requested.

use super::header::Header;
use super::xml::{Child, Element};

/// How a text is read.
pub(super) struct Reading<'r> {
    pub(super) header: &'r Header,
    /// Prefer the editor's word where there is one.
    pub(super) corrections: bool,
}

/// A piece of the text.
pub(super) enum Piece<'p> {
    Text(&'p str),
    Character(char),
    /// The start of a line of the source, by its number.
    Line(usize),
}

impl Reading<'_> {
    /// Passes on the pieces in order.
    pub(super) fn pieces<'e>(&self, element: &'e Element, take: &mut impl FnMut(Piece<'e>)) {
        let word = editors_word(element);
        for child in &element.children {
            match child {
                Child::Text(text) => take(Piece::Text(text)),
                Child::Element(inner) if self.is_left_out(element, word, inner) => {}
                Child::Element(inner) => match self.sign(inner) {
                    Some(sign) => take(sign),
                    None => self.pieces(inner, take),
                },
            }
        }
    }

    /// What an element stands for, instead of its text.
    fn sign<'e>(&self, element: &Element) -> Option<Piece<'e>> {
        match element.name.as_str() {
            "lb" => element.attribute("n")?.parse().ok().map(Piece::Line),
            "g" => self.header.characters.get(element.attribute("ref")?).copied().map(Piece::Character),
            _ => None,
        }
    }

    fn is_left_out(&self, parent: &Element, word: Option<&Element>, element: &Element) -> bool {
        match element.name.as_str() {
            "corr" | "reg" => {
                let other = parent.name == "choice" && word.is_none_or(|word| !std::ptr::eq(word, element));
                !self.corrections || other
            }
            "supplied" => !self.corrections,
            "sic" | "orig" => self.corrections && word.is_some(),
            _ => false,
        }
    }
}

/// The editor's alternative to the source's words, if the element offers a choice: the first of several.
fn editors_word(element: &Element) -> Option<&Element> {
    let choice = (element.name == "choice").then_some(element)?;
    choice.elements().find(|element| matches!(element.name.as_str(), "corr" | "reg"))
}

/// The number of places that the editor's words change.
pub(super) fn corrected(element: &Element) -> usize {
    let here = usize::from(editors_word(element).is_some() || element.name == "supplied");
    here + element.elements().map(corrected).sum::<usize>()
}
