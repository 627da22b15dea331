//! The features of the piece above and below count too, under numbers of their own.

use super::{Row, VALUES, own_values};

/// How many numbers there are: those of the piece itself, of the one above and below, and of the edges.
pub(super) const COUNT: usize = VALUES + 2 * own_values() + 2;

/// Nothing stands above, or below.
const EDGES: [usize; 2] = [COUNT - 2, COUNT - 1];

/// The numbers of each piece with those of its neighbours.
pub(super) fn rows(own: &[Row]) -> Vec<Vec<u16>> {
    let row = |at: usize| {
        let above = at.checked_sub(1).map(|above| &own[above]);
        let beside = [above, own.get(at + 1)];
        let most = beside.into_iter().flatten().map(|row| row.values().len() + 1).sum::<usize>();
        let mut numbers = Vec::with_capacity(own[at].values().len() + most + 2);
        numbers.extend_from_slice(own[at].values());
        for (side, neighbour) in beside.into_iter().enumerate() {
            match neighbour {
                Some(row) => numbers.extend(
                    row.values().iter().filter(|value| is_shared(**value)).map(|value| shifted(*value, side)),
                ),
                None => numbers.push(number(EDGES[side])),
            }
        }
        numbers
    };
    (0..own.len()).map(row).collect()
}

/// The side of a number - of the piece, of the one above, of the one below, of an edge - and the value there.
pub(super) fn side(number: usize) -> (usize, usize) {
    match number.checked_sub(VALUES) {
        None => (0, number),
        Some(rest) => (1 + rest / own_values(), rest % own_values()),
    }
}

/// Whether a neighbour's value counts: what it says about itself, not about its place in the document.
fn is_shared(value: u16) -> bool {
    usize::from(value) < own_values()
}

fn shifted(value: u16, side: usize) -> u16 {
    number(VALUES + side * own_values() + usize::from(value))
}

#[expect(clippy::cast_possible_truncation, reason = "there are some thousand values")]
fn number(value: usize) -> u16 {
    value as u16
}
