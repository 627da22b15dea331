//! The text element as the source has it, piece by piece: what an editor added is no part of it, unless it is asked for.

use super::header::Header;
use super::xml::{Child, Element};

/// How a text is read.
pub(super) struct Reading<'r> {
    pub(super) header: &'r Header,
    /// Take the editor's word where there is one.
    pub(super) corrections: bool,
}

/// A piece of the text.
pub(super) enum Piece<'p> {
    Text(&'p str),
    Character(char),
    /// The beginning of a line of the source, by its number.
    Line(usize),
}

impl Reading<'_> {
    /// Hands over the pieces in order.
    pub(super) fn pieces<'e>(&self, element: &'e Element, take: &mut impl FnMut(Piece<'e>)) {
        for child in &element.children {
            match child {
                Child::Text(text) => take(Piece::Text(text)),
                Child::Element(inner) if self.is_left_out(element, inner) => {}
                Child::Element(inner) => match self.sign(inner) {
                    Some(sign) => take(sign),
                    None => self.pieces(inner, take),
                },
            }
        }
    }

    /// What an element stands for, and not its text.
    fn sign<'e>(&self, element: &Element) -> Option<Piece<'e>> {
        match element.name.as_str() {
            "lb" => element.attribute("n")?.parse().ok().map(Piece::Line),
            "g" => self.header.characters.get(element.attribute("ref")?).copied().map(Piece::Character),
            _ => None,
        }
    }

    fn is_left_out(&self, parent: &Element, element: &Element) -> bool {
        match element.name.as_str() {
            "corr" | "reg" => !self.corrections || is_later(parent, element),
            "supplied" => !self.corrections,
            "sic" | "orig" => self.corrections && is_replaced(parent),
            _ => false,
        }
    }
}

/// Whether the element is an alternative that has an editor's word beside it.
fn is_replaced(parent: &Element) -> bool {
    parent.name == "choice"
        && parent.elements().any(|element| matches!(element.name.as_str(), "corr" | "reg"))
}

/// Whether the editor had another word for the same place before: the first is taken.
fn is_later(parent: &Element, element: &Element) -> bool {
    let mut words = parent.elements().filter(|element| matches!(element.name.as_str(), "corr" | "reg"));
    parent.name == "choice" && !words.next().is_some_and(|first| std::ptr::eq(first, element))
}

/// How many places the editor's word changes.
pub(super) fn corrected(element: &Element) -> usize {
    let here = usize::from(is_replaced(element) || element.name == "supplied");
    here + element.elements().map(corrected).sum::<usize>()
}
