//! The best path over all pieces at once, and the probabilities of its labels.

use std::cell::OnceCell;
use std::ops::Deref;
use std::sync::OnceLock;

use super::labels::{ALL, COUNT, Label};
use super::model::Model;

/// The scores of the labels for one piece, padded so that the processor adds them up in whole registers.
pub(super) type Scores = [f32; LANES];

/// The length of a row of scores.
pub(super) const LANES: usize = COUNT.next_multiple_of(8);

/// The decisions of the model about the pieces of a document.
#[derive(Clone, Debug, Default)]
pub struct Path {
    /// The label of each piece.
    pub labels: Vec<Label>,
    /// The probability of each label for each piece.
    pub marginals: Marginals,
}

/// The score of an impossible step.
const NEVER: f32 = f32::NEG_INFINITY;

/// The weights between labels, without impossible pairs, and their exponentials.
#[derive(Clone, Debug)]
struct Steps {
    first: Scores,
    pairs: [Scores; COUNT],
    /// The exponentials of `first`.
    first_factors: Scores,
    /// The exponentials of `pairs`.
    factors: [Scores; COUNT],
    /// `factors` transposed: a row for each label below.
    backward: [Scores; COUNT],
}

impl Steps {
    /// The weights of a model.
    fn of(model: &Model<'_>) -> Self {
        let row = |above: Option<Label>| -> Scores {
            std::array::from_fn(|label| match ALL.get(label) {
                Some(known) if known.may_follow(above) => {
                    above.map_or_else(|| model.first(label), |above| model.pair(above as usize, label))
                }
                _ => NEVER,
            })
        };
        let (first, pairs) = (row(None), ALL.map(|above| row(Some(above))));
        let factors = pairs.map(|row| row.map(f32::exp));
        let column = |label: usize| -> Scores {
            std::array::from_fn(|above| factors.get(above).map_or(0.0, |row| row[label]))
        };
        let backward = std::array::from_fn(column);
        Self { first, pairs, first_factors: first.map(f32::exp), factors, backward }
    }

    /// The weights of the built-in model, computed once.
    fn built_in() -> &'static Self {
        static STEPS: OnceLock<Steps> = OnceLock::new();
        STEPS.get_or_init(|| Self::of(&Model::built_in()))
    }
}

/// The best path.
pub(super) fn decode(model: &Model<'_>, rows: Vec<Scores>) -> Path {
    if rows.is_empty() {
        return Path::default();
    }
    let own = (!model.is_built_in()).then(|| Steps::of(model));
    let steps = own.as_ref().unwrap_or_else(|| Steps::built_in());
    let labels = best(steps, &rows);
    match own {
        Some(own) => Path { labels, marginals: marginals(&own, &rows).into() },
        None => Path { labels, marginals: Marginals { rows, known: OnceCell::new() } },
    }
}

/// Viterbi. The forward pass keeps only the score of the best path to each label; the previous labels are recomputed for the
/// best path alone.
fn best(steps: &Steps, rows: &[Scores]) -> Vec<Label> {
    let mut reached: Vec<Scores> = Vec::with_capacity(rows.len());
    reached.push(add(&steps.first, &rows[0]));
    for row in &rows[1..] {
        let above = &reached[reached.len() - 1];
        let mut most = [NEVER; LANES];
        for (score, pairs) in above.iter().zip(&steps.pairs) {
            for (most, pair) in most.iter_mut().zip(pairs) {
                let sum = score + pair;
                *most = if sum > *most { sum } else { *most };
            }
        }
        reached.push(add(&most, row));
    }
    let last = &reached[reached.len() - 1];
    let mut at = (0..COUNT).max_by(|a, b| last[*a].total_cmp(&last[*b])).unwrap_or(COUNT - 1);
    let mut labels = vec![ALL[at]; rows.len()];
    for (label, above) in labels.iter_mut().zip(&reached).rev().skip(1) {
        at = from(steps, above, at);
        *label = ALL[at];
    }
    labels
}

/// The label from which the best path reaches a label of the next piece; the first one of equals.
fn from(steps: &Steps, above: &Scores, label: usize) -> usize {
    let (mut most, mut from) = (NEVER, 0);
    for (at, (score, pairs)) in above.iter().zip(&steps.pairs).enumerate() {
        let sum = score + pairs[label];
        if sum > most {
            (most, from) = (sum, at);
        }
    }
    from
}

/// The probability of each label for each piece, computed when first needed.
#[derive(Clone, Debug, Default)]
pub struct Marginals {
    /// The scores of the built-in model.
    rows: Vec<Scores>,
    known: OnceCell<Vec<[f32; COUNT]>>,
}

impl From<Vec<[f32; COUNT]>> for Marginals {
    fn from(known: Vec<[f32; COUNT]>) -> Self {
        Self { rows: Vec::new(), known: OnceCell::from(known) }
    }
}

/// The probabilities, a row for each piece.
impl Deref for Marginals {
    type Target = [[f32; COUNT]];

    fn deref(&self) -> &Self::Target {
        self.known.get_or_init(|| {
            if self.rows.is_empty() { Vec::new() } else { marginals(Steps::built_in(), &self.rows) }
        })
    }
}

/// Forward and backward sums, each row scaled so that nothing overflows.
fn marginals(steps: &Steps, rows: &[Scores]) -> Vec<[f32; COUNT]> {
    let row = |scores: &Scores| {
        let most = scores[..COUNT].iter().copied().fold(NEVER, f32::max);
        scores.map(|score| (score - most).exp())
    };
    let rows: Vec<Scores> = rows.iter().map(row).collect();
    let mut forward = Vec::with_capacity(rows.len());
    forward.push(scaled(times(&steps.first_factors, &rows[0])));
    for row in &rows[1..] {
        let above = &forward[forward.len() - 1];
        forward.push(scaled(times(&product(above, &steps.factors), row)));
    }
    let mut behind = [1.0; LANES];
    for at in (0..rows.len()).rev() {
        let here = times(&forward[at], &behind);
        let below = times(&rows[at], &behind);
        forward[at] = scaled(here);
        behind = scaled(product(&below, &steps.backward));
    }
    forward.iter().map(|row| std::array::from_fn(|label| row[label])).collect()
}

/// The sum of the rows, each multiplied by its factor.
fn product(numbers: &Scores, rows: &[Scores; COUNT]) -> Scores {
    let mut sums = [0.0; LANES];
    for (number, row) in numbers.iter().zip(rows) {
        for (sum, factor) in sums.iter_mut().zip(row) {
            *sum += number * factor;
        }
    }
    sums
}

fn add(a: &Scores, b: &Scores) -> Scores {
    std::array::from_fn(|at| a[at] + b[at])
}

fn times(a: &Scores, b: &Scores) -> Scores {
    std::array::from_fn(|at| a[at] * b[at])
}

fn scaled(row: Scores) -> Scores {
    let sum: f32 = row[..COUNT].iter().sum();
    if sum > 0.0 { row.map(|value| value / sum) } else { [1.0 / 23.0; LANES] }
}
