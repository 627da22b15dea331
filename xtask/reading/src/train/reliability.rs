//! How well probabilities keep what they say, and what each threshold costs and gives.

use std::collections::BTreeMap;

use doclint::parse::training::{Calibration, Thresholds, thresholds};

use super::calibrate::{Prediction, field};
use super::score::{FIELDS, Outcome, Scored, Table};

/// Edges of the bins of a reliability table.
const EDGES: [f32; 6] = [0.0, 0.4, 0.6, 0.75, 0.9, 1.01];

/// A value with the probability that is said of it, and whether it is right.
pub type Judged = (f32, bool);

/// Each field's judged values in a group, in the order of [`FIELDS`]; every calibration is from other documents.
pub fn judged(
    predictions: &[Prediction],
    folds: &[usize],
    tables: &[Vec<u8>],
) -> BTreeMap<&'static str, [Vec<Judged>; 8]> {
    let mut groups: BTreeMap<&'static str, [Vec<Judged>; 8]> = BTreeMap::new();
    for one in predictions.iter().filter(|one| !one.is_repeated) {
        let Some(calibration) = Calibration::open(&tables[folds[one.document]]) else { continue };
        let fields = groups.entry(one.group).or_default();
        for (at, all) in fields.iter_mut().enumerate() {
            all.extend(one.judged(at, &calibration));
        }
    }
    groups
}

/// The expected calibration error: how far what is said is from what is right, on the average over the values.
pub fn error(judged: &[Judged]) -> f64 {
    bins(judged).map(|(said, right, count)| count * (said - right).abs()).sum::<f64>()
        / judged.len().max(1) as f64
}

/// Mean probability said, share right, and count of each bin that is not empty.
fn bins(judged: &[Judged]) -> impl Iterator<Item = (f64, f64, f64)> {
    let bin = |from: f32, to: f32| {
        let inside: Vec<&Judged> = judged.iter().filter(|(said, _)| (from..to).contains(said)).collect();
        let count = inside.len() as f64;
        let said = inside.iter().map(|(said, _)| f64::from(*said)).sum::<f64>() / count;
        let right = inside.iter().filter(|(_, right)| *right).count() as f64 / count;
        (said, right, count)
    };
    EDGES.windows(2).map(move |edge| bin(edge[0], edge[1])).filter(|(_, _, count)| *count > 0.0)
}

/// Prints a reliability table for each field, known and unknown bodies apart.
pub fn print(groups: &BTreeMap<&'static str, [Vec<Judged>; 8]>) {
    for (group, fields) in groups {
        println!(
            "{group}: probability said and share right (values) in each bin, and expected calibration error"
        );
        let all: Vec<Judged> = fields.iter().flatten().copied().collect();
        for (name, judged) in FIELDS.into_iter().zip(fields).chain([("all", &all)]) {
            let bins: Vec<String> = bins(judged)
                .map(|(said, right, count)| format!("{:3.0} {:3.0} ({count})", 100.0 * said, 100.0 * right))
                .collect();
            println!("  {name:8} error {:4.1}   {}", 100.0 * error(judged), bins.join("   "));
        }
    }
}

/// How far the probabilities of two calibrations are apart, on the average over all values.
pub fn difference(predictions: &[Prediction], one: &Calibration<'_>, other: &Calibration<'_>) -> f64 {
    let of = |prediction: &Prediction, calibration| -> Vec<f64> {
        (0..FIELDS.len())
            .filter_map(|at| prediction.judged(at, calibration))
            .map(|(said, _)| f64::from(said))
            .collect()
    };
    let apart = |prediction| {
        let pairs = of(prediction, one).into_iter().zip(of(prediction, other));
        pairs.map(|(one, other)| (one - other).abs()).collect::<Vec<_>>()
    };
    let all: Vec<f64> = predictions.iter().flat_map(apart).collect();
    all.iter().sum::<f64>() / all.len().max(1) as f64
}

/// What is left of the scores when values that are too unsure are withheld.
pub fn withhold(
    one: &Prediction,
    calibration: &Calibration<'_>,
    given: impl Fn(Thresholds) -> f32,
) -> Scored {
    let mut scored = one.scored.clone();
    for at in 0..FIELDS.len() {
        let Some((probability, _)) = one.judged(at, calibration) else { continue };
        if probability < given(thresholds(field(at))) {
            scored.got[at] = None;
            scored.outcomes[at] = match scored.outcomes[at] {
                Outcome::Right | Outcome::Wrong => Outcome::Missed,
                _ => Outcome::None,
            };
        }
    }
    scored
}

/// Prints for each field what a threshold costs and gives, from nought upwards.
pub fn trade(predictions: &[Prediction], folds: &[usize], tables: &[Vec<u8>]) {
    println!(
        "F1 and precision of a field whose values are given from a probability on; `*` where the threshold is"
    );
    for group in ["nato", "known", "unknown"] {
        println!("{group}");
        for (at, name) in FIELDS.into_iter().enumerate() {
            let chosen = thresholds(field(at));
            let shown = |threshold: f32| {
                let mut table = Table::default();
                for one in predictions.iter().filter(|one| one.group == group && !one.is_repeated) {
                    let Some(calibration) = Calibration::open(&tables[folds[one.document]]) else { continue };
                    table.add(&withhold(one, &calibration, |_| threshold));
                }
                let mark = if (threshold - chosen.given).abs() < 0.01 { "*" } else { "" };
                let f1 = table.f1(at).unwrap_or(0.0);
                format!("{threshold:.2}{mark}: {f1:.1} {:.0}", table.precision(at))
            };
            let steps = [0.0, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7, 0.8];
            println!("  {name:8} {}", steps.map(shown).join(" | "));
        }
    }
    certainties(predictions, folds, tables);
}

/// Prints how many values of each field are given with each certainty, and how many of them are right.
fn certainties(predictions: &[Prediction], folds: &[usize], tables: &[Vec<u8>]) {
    println!("values withheld, and given with low, medium and high certainty: right of all");
    for (group, fields) in judged(predictions, folds, tables) {
        println!("{group}");
        for (at, (name, judged)) in FIELDS.into_iter().zip(&fields).enumerate() {
            let limits = thresholds(field(at));
            let edges = [0.0, limits.given, limits.probable, limits.plain, 1.01];
            let of = |edge: &[f32]| {
                let inside = judged.iter().filter(|(said, _)| (edge[0]..edge[1]).contains(said));
                let (right, all) =
                    inside.fold((0, 0), |(right, all), one| (right + usize::from(one.1), all + 1));
                format!("{right:3} of {all:3} ({:3.0} %)", 100.0 * right as f64 / f64::from(all.max(1)))
            };
            println!("  {name:8} {}", edges.windows(2).map(of).collect::<Vec<_>>().join("   "));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_error_is_the_distance_between_said_and_right() {
        let honest: Vec<Judged> = (0..100).map(|at| (0.8, at % 5 != 0)).collect();
        assert!(error(&honest) < 1e-6);
        let boasting: Vec<Judged> = (0..100).map(|at| (0.99, at % 2 == 0)).collect();
        assert!((error(&boasting) - 0.49).abs() < 1e-6);
        assert!(error(&[]).abs() < 1e-9);
    }
}
