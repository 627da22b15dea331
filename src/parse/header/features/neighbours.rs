//! The features of the piece above and below count too, under numbers of their own.

use super::{Row, VALUES, own_values};

/// How many numbers there are: those of the piece itself, of the one above and below, and of the edges.
pub(super) const COUNT: usize = VALUES + 2 * own_values() + 2;

/// Nothing stands above, or below.
const EDGES: [usize; 2] = [COUNT - 2, COUNT - 1];

/// Calls a function with the number of each feature that a piece has by its neighbours.
#[inline]
pub(super) fn each(own: &[Row], at: usize, mut call: impl FnMut(u16)) {
    let above = at.checked_sub(1).and_then(|above| own.get(above));
    for (side, neighbour) in [above, own.get(at + 1)].into_iter().enumerate() {
        match neighbour {
            Some(row) => row.shared().iter().for_each(|value| call(shifted(*value, side))),
            None => call(number(EDGES[side])),
        }
    }
}

/// The side of a number - of the piece, of the one above, of the one below, of an edge - and the value there.
pub(super) fn side(number: usize) -> (usize, usize) {
    match number.checked_sub(VALUES) {
        None => (0, number),
        Some(rest) => (1 + rest / own_values(), rest % own_values()),
    }
}

#[inline]
fn shifted(value: u16, side: usize) -> u16 {
    number(VALUES + side * own_values() + usize::from(value))
}

#[expect(clippy::cast_possible_truncation, reason = "there are some thousand values")]
fn number(value: usize) -> u16 {
    value as u16
}
