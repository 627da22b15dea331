//! Fits how probable a value is to be right, from predictions about documents that the model was not trained on.

use doclint::parse::training::{Calibration, Evidence, SIGNALS, Signals, Weighted};
use doclint::profile::Field;

use super::score::{FIELDS, Outcome, Scored};

/// What a model that does not know a document read in it.
pub struct Prediction {
    /// The document.
    pub document: usize,
    /// `nato`, `known` or `unknown`.
    pub group: &'static str,
    /// The same document is in the group a second time, by another model.
    pub is_repeated: bool,
    /// What speaks for and against the values.
    pub evidence: Evidence,
    /// How they came out, before any of them is withheld.
    pub scored: Scored,
}

/// A value that was given: its signals, and whether it is right.
type Example = (Signals, bool);

/// The pull of the weights towards nought. Signals are scaled to a deviation of one, so one number fits all.
const RIDGE: f64 = 10.0;

/// Newton steps: eight are enough, the loss is convex.
const STEPS: usize = 30;

/// Inputs of a fit: the bias and the signals.
const WIDTH: usize = SIGNALS + 1;

/// The header field of a place in [`FIELDS`].
pub fn field(at: usize) -> Field {
    let named = |field: &Field| format!("{field:?}").eq_ignore_ascii_case(FIELDS[at]);
    Field::ALL.into_iter().find(named).expect("both lists have the same fields")
}

impl Prediction {
    /// The value of a field of [`FIELDS`], if one was given.
    fn example(&self, at: usize) -> Option<Example> {
        self.scored.got[at].as_ref()?;
        Some((self.evidence[field(at) as usize]?, self.scored.outcomes[at] == Outcome::Right))
    }

    /// The probability that a value of [`FIELDS`] is right, and whether it is.
    pub fn judged(&self, at: usize, calibration: &Calibration<'_>) -> Option<(f32, bool)> {
        let (signals, right) = self.example(at)?;
        Some((calibration.probability(field(at), &signals), right))
    }
}

/// The weights of all fields, from these predictions.
pub fn fit<'p>(predictions: impl Iterator<Item = &'p Prediction> + Clone) -> [Weighted; 8] {
    let mut rows = [(0.0, [0.0; SIGNALS]); 8];
    for at in 0..FIELDS.len() {
        let examples: Vec<Example> = predictions.clone().filter_map(|one| one.example(at)).collect();
        rows[field(at) as usize] = logistic(&examples);
    }
    rows
}

/// A calibration for each fold of the documents, from the predictions about the other folds, as tables.
pub fn crossed(predictions: &[Prediction], folds: &[usize], count: usize) -> Vec<Vec<u8>> {
    let others = |fold: usize| predictions.iter().filter(move |one| folds[one.document] != fold);
    (0..count).map(|fold| Calibration::table(&fit(others(fold)))).collect()
}

/// Logistic regression with a ridge, by Newton's method on scaled signals.
fn logistic(examples: &[Example]) -> Weighted {
    let (means, deviations) = scale(examples);
    let scaled = |signals: &Signals| -> [f64; WIDTH] {
        std::array::from_fn(|at| match at {
            0 => 1.0,
            _ => (f64::from(signals[at - 1]) - means[at - 1]) / deviations[at - 1],
        })
    };
    let rows: Vec<([f64; WIDTH], f64)> =
        examples.iter().map(|(signals, right)| (scaled(signals), f64::from(u8::from(*right)))).collect();
    let mut weights = [0.0; WIDTH];
    for _ in 0..STEPS {
        let step = newton(&rows, &weights);
        weights.iter_mut().zip(step).for_each(|(weight, step)| *weight += step);
    }
    let own: Signals = std::array::from_fn(|at| (weights[at + 1] / deviations[at]) as f32);
    let shift: f64 = (0..SIGNALS).map(|at| weights[at + 1] * means[at] / deviations[at]).sum();
    ((weights[0] - shift) as f32, own)
}

/// The mean and the deviation of each signal; a signal that is always the same has the deviation 1.
fn scale(examples: &[Example]) -> ([f64; SIGNALS], [f64; SIGNALS]) {
    let len = examples.len().max(1) as f64;
    let sum =
        |value: &dyn Fn(&Signals) -> f64| examples.iter().map(|(signals, _)| value(signals)).sum::<f64>();
    let means: [f64; SIGNALS] = std::array::from_fn(|at| sum(&|signals| f64::from(signals[at])) / len);
    let deviations = std::array::from_fn(|at| {
        let variance = sum(&|signals| (f64::from(signals[at]) - means[at]).powi(2)) / len;
        if variance > 1e-9 { variance.sqrt() } else { 1.0 }
    });
    (means, deviations)
}

/// The step from these weights. The bias has a ridge of one example for either answer, so that a field that was always right
/// is not said to be certain.
fn newton(rows: &[([f64; WIDTH], f64)], weights: &[f64; WIDTH]) -> [f64; WIDTH] {
    let mut gradient = [0.0; WIDTH];
    let mut hessian = [[0.0; WIDTH]; WIDTH];
    let mut bias = [0.0; WIDTH];
    bias[0] = 1.0;
    let all = rows.iter().map(|(row, right)| (row, *right)).chain([(&bias, 0.0), (&bias, 1.0)]);
    for (row, right) in all {
        let odds: f64 = row.iter().zip(weights).map(|(value, weight)| value * weight).sum();
        let probability = 1.0 / (1.0 + (-odds).exp());
        let spread = (probability * (1.0 - probability)).max(1e-6);
        for at in 0..WIDTH {
            gradient[at] += (right - probability) * row[at];
            for other in 0..WIDTH {
                hessian[at][other] += spread * row[at] * row[other];
            }
        }
    }
    for at in 1..WIDTH {
        gradient[at] -= RIDGE * weights[at];
        hessian[at][at] += RIDGE;
    }
    solved(hessian, gradient)
}

/// Solves a system of equations by Gaussian elimination; the matrix has a ridge, so no pivot is nought.
fn solved(mut matrix: [[f64; WIDTH]; WIDTH], mut right: [f64; WIDTH]) -> [f64; WIDTH] {
    for at in 0..WIDTH {
        for below in at + 1..WIDTH {
            let factor = matrix[below][at] / matrix[at][at];
            let row = matrix[at];
            matrix[below].iter_mut().zip(row).for_each(|(value, above)| *value -= factor * above);
            right[below] -= factor * right[at];
        }
    }
    for at in (0..WIDTH).rev() {
        let known: f64 = (at + 1..WIDTH).map(|other| matrix[at][other] * right[other]).sum();
        right[at] = (right[at] - known) / matrix[at][at];
    }
    right
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signals(first: f32) -> Signals {
        let mut signals = [0.0; SIGNALS];
        signals[0] = first;
        signals
    }

    #[test]
    fn a_fit_gives_the_shares_back() {
        // Of the values with the signal three quarters are right, of the others one quarter.
        let examples: Vec<Example> = (0..4000)
            .map(|at| (signals((at % 2) as f32), if at % 2 == 1 { at % 8 != 1 } else { at % 8 == 0 }))
            .collect();
        let (bias, weights) = logistic(&examples);
        let probability = |first: f32| 1.0 / (1.0 + (-(bias + weights[0] * first)).exp());
        assert!((probability(1.0) - 0.75).abs() < 0.01, "{}", probability(1.0));
        assert!((probability(0.0) - 0.25).abs() < 0.01, "{}", probability(0.0));
        assert!(weights[1..].iter().all(|weight| weight.abs() < 1e-6));
    }

    #[test]
    fn what_was_always_right_is_not_certain() {
        let examples: Vec<Example> = (0..20).map(|_| (signals(1.0), true)).collect();
        let (bias, weights) = logistic(&examples);
        let probability = 1.0 / (1.0 + (-(bias + weights[0])).exp());
        assert!((0.9..0.99).contains(&probability), "{probability}");
        let (bias, _) = logistic(&[]);
        assert!(bias.abs() < 1e-9);
    }
}
