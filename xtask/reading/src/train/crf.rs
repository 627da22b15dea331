//! A linear-chain conditional random field: likelihood and gradient, and training with L1 and L2 penalties.

use doclint::parse::training::{ALL, COUNT, Label, Weights};

use super::owlqn::{self, Penalty};

/// Labels padded to whole vectors.
const WIDTH: usize = 24;

type Row = [f32; WIDTH];

/// A document as training sees it.
#[derive(Clone, Debug)]
pub struct Sequence {
    /// The numbers of the features of each piece.
    pub rows: Vec<Vec<u16>>,
    /// The label of each piece.
    pub labels: Vec<u8>,
}

/// How training goes.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Weight of the sum of absolute weights.
    pub l1: f32,
    /// Weight of the sum of squares.
    pub l2: f32,
    /// By how much the right label is to be ahead of a wrong one where a field is at stake: added to the wrong ones.
    pub margin: f32,
    /// Steps at most.
    pub steps: usize,
}

/// Where each part of the weights begins in one long list: features, pairs, first.
#[derive(Clone, Copy)]
struct Layout {
    features: usize,
}

impl Layout {
    fn pairs(self) -> usize {
        self.features * WIDTH
    }
    fn first(self) -> usize {
        self.pairs() + COUNT * WIDTH
    }
    fn len(self) -> usize {
        self.first() + WIDTH
    }
}

/// Trains weights for features with numbers below `features`.
pub fn train(sequences: &[&Sequence], features: usize, settings: Settings) -> Weights {
    let layout = Layout { features };
    let penalty = Penalty { l1: settings.l1, l2: settings.l2 };
    let seen = seen(sequences, layout);
    let weights = owlqn::minimise(layout.len(), penalty, settings.steps, |weights, gradient| {
        let loss = loss(sequences, layout, weights, settings.margin, gradient);
        // A label that never stood with a feature gets no weight: the table stays small.
        for (value, seen) in gradient.iter_mut().zip(&seen) {
            if !seen {
                *value = 0.0;
            }
        }
        loss
    });
    unpack(&weights, layout)
}

/// Which weights have something to learn from.
fn seen(sequences: &[&Sequence], layout: Layout) -> Vec<bool> {
    let mut seen = vec![false; layout.len()];
    for sequence in sequences {
        for (row, label) in sequence.rows.iter().zip(&sequence.labels) {
            row.iter().for_each(|feature| seen[usize::from(*feature) * WIDTH + usize::from(*label)] = true);
        }
    }
    seen[layout.pairs()..].fill(true);
    seen
}

fn unpack(weights: &[f32], layout: Layout) -> Weights {
    let row = |at: usize| std::array::from_fn(|label| weights[at + label]);
    Weights {
        first: row(layout.first()),
        pairs: std::array::from_fn(|above| row(layout.pairs() + above * WIDTH)),
        features: (0..layout.features).map(|feature| row(feature * WIDTH)).collect(),
    }
}

/// The negative log likelihood of all documents; its gradient is written to `gradient`.
fn loss(sequences: &[&Sequence], layout: Layout, weights: &[f32], margin: f32, gradient: &mut [f32]) -> f64 {
    gradient.fill(0.0);
    let steps = Steps::of(weights, layout);
    let mut expected = [[0.0_f32; WIDTH]; COUNT];
    let mut buffers = Buffers::default();
    let mut sum = 0.0;
    for sequence in sequences.iter().filter(|sequence| !sequence.rows.is_empty()) {
        sum += one(sequence, layout, weights, margin, gradient, &steps, &mut expected, &mut buffers);
    }
    for (above, row) in expected.iter().enumerate() {
        for (label, value) in row.iter().enumerate() {
            gradient[layout.pairs() + above * WIDTH + label] += value;
        }
    }
    sum
}

/// The exponentials of the weights between labels; nought for what may not follow.
struct Steps {
    first: Row,
    pairs: [Row; COUNT],
}

impl Steps {
    fn of(weights: &[f32], layout: Layout) -> Self {
        let mut steps = Self { first: [0.0; WIDTH], pairs: [[0.0; WIDTH]; COUNT] };
        for (number, label) in ALL.into_iter().enumerate() {
            if label.may_follow(None) {
                steps.first[number] = weights[layout.first() + number].exp();
            }
            for (above, row) in ALL.into_iter().zip(&mut steps.pairs) {
                if label.may_follow(Some(above)) {
                    row[number] = weights[layout.pairs() + above as usize * WIDTH + number].exp();
                }
            }
        }
        steps
    }
}

/// Memory that is used again for each document.
#[derive(Default)]
struct Buffers {
    scores: Vec<Row>,
    forward: Vec<Row>,
    scales: Vec<f32>,
}

/// One document: its loss, and what it adds to the gradient.
#[expect(
    clippy::too_many_arguments,
    reason = "the innermost loop of training: what it reads, and the sums it adds to"
)]
fn one(
    sequence: &Sequence,
    layout: Layout,
    weights: &[f32],
    margin: f32,
    gradient: &mut [f32],
    steps: &Steps,
    expected: &mut [Row; COUNT],
    buffers: &mut Buffers,
) -> f64 {
    let Buffers { scores, forward, scales } = buffers;
    scores.clear();
    forward.clear();
    scales.clear();
    let mut loss = 0.0_f64;
    for (row, label) in sequence.rows.iter().zip(&sequence.labels) {
        let mut sums = [0.0; WIDTH];
        for feature in row {
            add(&mut sums, weights, usize::from(*feature) * WIDTH);
        }
        let wrong = sums.iter_mut().enumerate().filter(|(other, _)| is_loss(usize::from(*label), *other));
        wrong.for_each(|(_, sum)| *sum += margin);
        loss -= f64::from(sums[usize::from(*label)]);
        let most = sums[..COUNT].iter().copied().fold(f32::NEG_INFINITY, f32::max);
        loss += f64::from(most);
        for (at, sum) in sums.iter_mut().enumerate() {
            *sum = if at < COUNT { (*sum - most).exp() } else { 0.0 };
        }
        scores.push(sums);
    }
    for (at, own) in scores.iter().enumerate() {
        let mut row = steps.first;
        if let Some(above) = at.checked_sub(1).map(|above| forward[above]) {
            row = [0.0; WIDTH];
            for (reached, pairs) in above.iter().zip(&steps.pairs) {
                row.iter_mut().zip(pairs).for_each(|(sum, pair)| *sum += reached * pair);
            }
        }
        row.iter_mut().zip(own).for_each(|(sum, score)| *sum *= score);
        let scale: f32 = row.iter().sum::<f32>().max(f32::MIN_POSITIVE);
        row.iter_mut().for_each(|value| *value /= scale);
        loss += f64::from(scale).ln();
        scales.push(scale);
        forward.push(row);
    }
    let mut behind: Row = [1.0; WIDTH];
    for at in (0..scores.len()).rev() {
        let label = usize::from(sequence.labels[at]);
        let mut difference: Row = std::array::from_fn(|label| forward[at][label] * behind[label]);
        difference[label] -= 1.0;
        for feature in &sequence.rows[at] {
            let from = usize::from(*feature) * WIDTH;
            let to = &mut gradient[from..from + WIDTH];
            to.iter_mut().zip(&difference).for_each(|(sum, value)| *sum += value);
        }
        let below: Row = std::array::from_fn(|label| scores[at][label] * behind[label] / scales[at]);
        let Some(above) = at.checked_sub(1) else {
            let first = layout.first();
            gradient[first..first + WIDTH].iter_mut().zip(&difference).for_each(|(sum, value)| *sum += value);
            loss -= f64::from(weights[first + label]);
            break;
        };
        let before = usize::from(sequence.labels[above]);
        loss -= f64::from(weights[layout.pairs() + before * WIDTH + label]);
        expected[before][label] -= 1.0;
        let mut next = [0.0; WIDTH];
        for (from, pairs) in steps.pairs.iter().enumerate() {
            let reached = forward[above][from];
            let mut sum = 0.0;
            for label in 0..WIDTH {
                let way = pairs[label] * below[label];
                expected[from][label] += reached * way;
                sum += way;
            }
            next[from] = sum;
        }
        behind = next;
    }
    loss
}

/// Whether a field is lost or invented where a label is taken for another.
fn is_loss(label: usize, other: usize) -> bool {
    let is_idle = |label: usize| {
        [Label::Body, Label::Navigation, Label::Skip].iter().any(|idle| *idle as usize == label)
    };
    label != other && !(is_idle(label) && is_idle(other))
}

fn add(sums: &mut Row, weights: &[f32], from: usize) {
    let row: &[f32; WIDTH] = weights[from..from + WIDTH].first_chunk().expect("a whole row");
    sums.iter_mut().zip(row).for_each(|(sum, weight)| *sum += weight);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gradient_is_that_of_the_loss() {
        let sequence = Sequence { rows: vec![vec![0, 1], vec![1], vec![2, 0]], labels: vec![0, 1, 22] };
        let layout = Layout { features: 3 };
        let mut weights: Vec<f32> = (0..layout.len()).map(|at| ((at * 7 % 11) as f32 - 5.0) / 10.0).collect();
        let mut gradient = vec![0.0; layout.len()];
        loss(&[&sequence], layout, &weights, 0.5, &mut gradient);
        for at in [0, 1, 22, 24, 47, 70, layout.pairs() + 1, layout.pairs() + WIDTH + 22, layout.first()] {
            let mut no = vec![0.0; layout.len()];
            let old = weights[at];
            weights[at] = old + 0.01;
            let more = loss(&[&sequence], layout, &weights, 0.5, &mut no);
            weights[at] = old - 0.01;
            let less = loss(&[&sequence], layout, &weights, 0.5, &mut no);
            weights[at] = old;
            let slope = (more - less) / 0.02;
            assert!((slope - f64::from(gradient[at])).abs() < 1e-3, "{at}: {slope} {}", gradient[at]);
        }
    }
}
