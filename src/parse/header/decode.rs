//! The best path over all pieces at once, and how sure each piece of it is.

use std::sync::OnceLock;

use super::labels::{ALL, COUNT, Label};
use super::model::Model;

/// The scores of the labels for one piece.
pub(super) type Scores = [f32; COUNT];

/// What the model decided about the pieces of a document.
#[derive(Clone, Debug, Default)]
pub struct Path {
    /// The label of each piece.
    pub labels: Vec<Label>,
    /// The probability of each label for each piece.
    pub marginals: Vec<[f32; COUNT]>,
}

/// What no path may hold.
const NEVER: f32 = f32::NEG_INFINITY;

/// The sums of the weights of a piece's features.
pub(super) fn scores(model: &Model<'_>, features: &[u16]) -> Scores {
    let mut sums = [0_i32; COUNT];
    for feature in features {
        for (label, units) in model.units(*feature) {
            sums[label] += i32::from(units);
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "some hundred numbers of 16 bits")]
    sums.map(|sum| sum as f32 * model.scale())
}

/// The weights between labels with what may not follow each other left out, and what their exponentials are.
#[derive(Clone, Debug)]
pub(super) struct Steps {
    first: Scores,
    pairs: [Scores; COUNT],
    /// The exponentials of `first`.
    first_factors: Scores,
    /// The exponentials of `pairs`.
    factors: [Scores; COUNT],
}

impl Steps {
    /// The weights of a model.
    fn of(model: &Model<'_>) -> Self {
        let allowed = |label: Label, above, weight| if label.may_follow(above) { weight } else { NEVER };
        let first = ALL.map(|label| allowed(label, None, model.first(label as usize)));
        let pairs = ALL.map(|above| {
            ALL.map(|label| allowed(label, Some(above), model.pair(above as usize, label as usize)))
        });
        let factors = pairs.map(|row| row.map(f32::exp));
        Self { first, pairs, first_factors: first.map(f32::exp), factors }
    }

    /// The weights of the model that is built in: computed once.
    fn built_in() -> &'static Self {
        static STEPS: OnceLock<Steps> = OnceLock::new();
        STEPS.get_or_init(|| Self::of(&Model::built_in()))
    }
}

/// The best path.
pub(super) fn decode(model: &Model<'_>, rows: &[Scores]) -> Path {
    if rows.is_empty() {
        return Path::default();
    }
    let own = (!model.is_built_in()).then(|| Steps::of(model));
    let steps = own.as_ref().unwrap_or_else(|| Steps::built_in());
    Path { labels: best(steps, rows), marginals: marginals(steps, rows) }
}

/// Viterbi.
fn best(steps: &Steps, rows: &[Scores]) -> Vec<Label> {
    let mut back: Vec<[u8; COUNT]> = Vec::with_capacity(rows.len());
    let mut score = add(&steps.first, &rows[0]);
    for row in &rows[1..] {
        let (mut next, mut from) = ([NEVER; COUNT], [0_u8; COUNT]);
        for (above, pairs) in (0_u8..).zip(&steps.pairs) {
            let reached = score[usize::from(above)];
            for label in 0..COUNT {
                let sum = reached + pairs[label];
                if sum > next[label] {
                    (next[label], from[label]) = (sum, above);
                }
            }
        }
        score = add(&next, row);
        back.push(from);
    }
    let mut at = (0..COUNT).max_by(|a, b| score[*a].total_cmp(&score[*b])).unwrap_or(COUNT - 1);
    let mut labels = vec![ALL[at]];
    for from in back.iter().rev() {
        at = usize::from(from[at]);
        labels.push(ALL[at]);
    }
    labels.reverse();
    labels
}

/// Forward and backward sums, each row scaled so that nothing overflows.
fn marginals(steps: &Steps, rows: &[Scores]) -> Vec<[f32; COUNT]> {
    let pairs = &steps.factors;
    let row = |scores: &Scores| {
        let most = scores.iter().copied().fold(NEVER, f32::max);
        scores.map(|score| (score - most).exp())
    };
    let rows: Vec<Scores> = rows.iter().map(row).collect();
    let mut forward = vec![scaled(times(&steps.first_factors, &rows[0]))];
    for row in &rows[1..] {
        let above = forward[forward.len() - 1];
        let mut sums = [0.0; COUNT];
        for (reached, pairs) in above.iter().zip(pairs) {
            for (sum, pair) in sums.iter_mut().zip(pairs) {
                *sum += reached * pair;
            }
        }
        forward.push(scaled(times(&sums, row)));
    }
    let mut behind = [1.0; COUNT];
    for at in (0..rows.len()).rev() {
        let here = times(&forward[at], &behind);
        let below = times(&rows[at], &behind);
        forward[at] = scaled(here);
        behind = scaled(
            pairs.each_ref().map(|row| row.iter().zip(&below).map(|(pair, below)| pair * below).sum()),
        );
    }
    forward
}

fn add(a: &Scores, b: &Scores) -> Scores {
    std::array::from_fn(|at| a[at] + b[at])
}

fn times(a: &Scores, b: &Scores) -> Scores {
    std::array::from_fn(|at| a[at] * b[at])
}

fn scaled(row: Scores) -> Scores {
    let sum: f32 = row.iter().sum();
    if sum > 0.0 { row.map(|value| value / sum) } else { [1.0 / 23.0; COUNT] }
}
