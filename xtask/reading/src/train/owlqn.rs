//! Minimises a smooth function with penalties on absolute and squared weights: orthant-wise L-BFGS (Andrew and Gao 2007).

use std::collections::VecDeque;

/// The penalties.
#[derive(Clone, Copy, Debug)]
pub struct Penalty {
    pub l1: f32,
    pub l2: f32,
}

/// Steps that are remembered.
const MEMORY: usize = 6;

/// The least relative gain over [`PERIOD`] steps for which it goes on.
const GAIN: f64 = 1e-4;
const PERIOD: usize = 10;

/// Minimises a function that gives its value and writes its gradient, from nought on.
pub fn minimise(
    len: usize,
    penalty: Penalty,
    steps: usize,
    mut smooth: impl FnMut(&[f32], &mut [f32]) -> f64,
) -> Vec<f32> {
    let mut value_at = |weights: &[f32], gradient: &mut [f32]| {
        let mut value = smooth(weights, gradient);
        for (slope, weight) in gradient.iter_mut().zip(weights) {
            value += f64::from(penalty.l2 * weight * weight + penalty.l1 * weight.abs());
            *slope += 2.0 * penalty.l2 * weight;
        }
        value
    };
    let (mut weights, mut gradient) = (vec![0.0; len], vec![0.0; len]);
    let mut value = value_at(&weights, &mut gradient);
    let mut memory: VecDeque<(Vec<f32>, Vec<f32>, f64)> = VecDeque::new();
    let mut values = vec![value];
    for step in 0..steps {
        let pseudo = pseudo(&weights, &gradient, penalty.l1);
        let mut way = direction(&pseudo, &memory);
        // Only downhill in each coordinate.
        way.iter_mut()
            .zip(&pseudo)
            .filter(|(way, slope)| **way * **slope >= 0.0)
            .for_each(|(way, _)| *way = 0.0);
        let slope = dot(&way, &pseudo);
        if slope >= 0.0 {
            break;
        }
        let mut length = if step == 0 { 1.0 / dot(&pseudo, &pseudo).sqrt() } else { 1.0 };
        let (mut next, mut next_gradient) = (weights.clone(), vec![0.0; len]);
        let mut next_value = f64::INFINITY;
        for _ in 0..20 {
            project(&weights, &pseudo, &way, length, &mut next);
            next_value = value_at(&next, &mut next_gradient);
            let moved: f64 =
                next.iter().zip(&weights).zip(&pseudo).map(|((a, b), g)| f64::from((a - b) * g)).sum();
            if next_value <= value + 1e-4 * moved {
                break;
            }
            length *= 0.5;
        }
        if next_value >= value {
            break;
        }
        let s: Vec<f32> = next.iter().zip(&weights).map(|(a, b)| a - b).collect();
        let y: Vec<f32> = next_gradient.iter().zip(&gradient).map(|(a, b)| a - b).collect();
        let product = dot(&s, &y);
        if product > 1e-10 {
            memory.push_back((s, y, product));
            if memory.len() > MEMORY {
                memory.pop_front();
            }
        }
        (weights, gradient, value) = (next, next_gradient, next_value);
        values.push(value);
        let before = values.len().checked_sub(PERIOD + 1).map(|at| values[at]);
        if before.is_some_and(|before| (before - value) / value.abs() < GAIN) {
            break;
        }
    }
    weights
}

/// The gradient with the penalty on absolute weights: at nought the side that goes down, or none.
fn pseudo(weights: &[f32], gradient: &[f32], l1: f32) -> Vec<f32> {
    let one = |(weight, slope): (&f32, &f32)| {
        if *weight != 0.0 {
            slope + l1 * weight.signum()
        } else if slope + l1 < 0.0 {
            slope + l1
        } else if slope - l1 > 0.0 {
            slope - l1
        } else {
            0.0
        }
    };
    weights.iter().zip(gradient).map(one).collect()
}

/// The step of L-BFGS against a gradient.
fn direction(gradient: &[f32], memory: &VecDeque<(Vec<f32>, Vec<f32>, f64)>) -> Vec<f32> {
    let mut way: Vec<f32> = gradient.iter().map(|slope| -slope).collect();
    let mut factors = Vec::new();
    for (s, y, product) in memory.iter().rev() {
        let factor = dot(s, &way) / product;
        add(&mut way, y, -factor);
        factors.push(factor);
    }
    if let Some((_, y, product)) = memory.back() {
        let scale = (product / dot(y, y)) as f32;
        way.iter_mut().for_each(|value| *value *= scale);
    }
    for ((s, y, product), factor) in memory.iter().zip(factors.into_iter().rev()) {
        let back = dot(y, &way) / product;
        add(&mut way, s, factor - back);
    }
    way
}

/// A step that does not cross nought.
fn project(weights: &[f32], pseudo: &[f32], way: &[f32], length: f64, next: &mut [f32]) {
    for at in 0..weights.len() {
        let moved = weights[at] + (length as f32) * way[at];
        let side = if weights[at] == 0.0 { -pseudo[at] } else { weights[at] };
        next[at] = if moved * side > 0.0 { moved } else { 0.0 };
    }
}

fn dot(a: &[f32], b: &[f32]) -> f64 {
    let mut sums = [0.0_f64; 8];
    let (a8, a_rest) = a.as_chunks::<8>();
    let (b8, b_rest) = b.as_chunks::<8>();
    for (a, b) in a8.iter().zip(b8) {
        for at in 0..8 {
            sums[at] += f64::from(a[at]) * f64::from(b[at]);
        }
    }
    sums.iter().sum::<f64>()
        + a_rest.iter().zip(b_rest).map(|(a, b)| f64::from(*a) * f64::from(*b)).sum::<f64>()
}

fn add(to: &mut [f32], from: &[f32], factor: f64) {
    to.iter_mut().zip(from).for_each(|(to, from)| *to += (factor as f32) * from);
}
