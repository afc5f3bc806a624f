//! A component drawn so that distances are about as long as paths.

use crate::network::Graph;
use crate::random::SplitMix64;

/// Rounds in which each pair of nodes is moved once. Zheng, Pawar and Goodman find 15 enough and 30
/// safe.
const N_ROUNDS: u32 = 40;

/// Share of its error that the nearest pair is moved by in the last round.
const LAST_SHARE: f64 = 0.05;

/// An edge is at most this many times as long, or as short, as the median edge, so that a pair of
/// rare terms does not shrink all the rest to a point.
const LENGTH_RANGE: f64 = 3.0;

/// Lengths of the shortest paths between the nodes of a component, row by row.
pub(super) fn distances(graph: &Graph, component: &[usize]) -> Vec<f64> {
    let n = component.len();
    let strength: Vec<f64> = component
        .iter()
        .map(|node| graph.strength(*node) as f64)
        .collect();
    let mut distances = vec![f64::INFINITY; n * n];
    let mut lengths = Vec::new();
    for (one, node) in component.iter().enumerate() {
        distances[one * n + one] = 0.0;
        for (neighbour, count) in graph.neighbours(*node) {
            let other = component
                .binary_search(neighbour)
                .expect("a neighbour is of the same component");
            let length = (strength[one] * strength[other] / *count as f64).sqrt();
            distances[one * n + other] = length;
            lengths.push(length);
        }
    }
    lengths.sort_unstable_by(f64::total_cmp);
    let median = lengths.get(lengths.len() / 2).copied().unwrap_or(1.0);
    for length in distances
        .iter_mut()
        .filter(|length| **length > 0.0 && length.is_finite())
    {
        *length = (*length / median).clamp(1.0 / LENGTH_RANGE, LENGTH_RANGE);
    }
    // The method of Floyd and Warshall.
    for through in 0..n {
        let onward = distances[through * n..][..n].to_vec();
        for one in 0..n {
            let first = distances[one * n + through];
            for (length, second) in distances[one * n..][..n].iter_mut().zip(&onward) {
                *length = length.min(first + second);
            }
        }
    }
    distances
}

/// Points about as far apart as the `distances` of `n` nodes: pair after pair is moved towards its
/// distance, at first all the way, then less and less, far pairs less than near ones.
pub(super) fn low_stress(distances: &[f64], n: usize, random: &mut SplitMix64) -> Vec<[f64; 2]> {
    let mut points: Vec<[f64; 2]> = (0..n).map(|_| [random.share(), random.share()]).collect();
    let mut pairs: Vec<(usize, usize)> = (0..n)
        .flat_map(|one| (one + 1..n).map(move |other| (one, other)))
        .collect();
    let of_pairs = pairs.iter().map(|(one, other)| distances[one * n + other]);
    let nearest = of_pairs.clone().fold(f64::INFINITY, f64::min);
    let farthest = of_pairs.fold(0.0, f64::max);
    let (first_step, last_step) = (farthest * farthest, LAST_SHARE * nearest * nearest);
    let n_pairs = pairs.len();
    for round in 0..N_ROUNDS {
        let done = f64::from(round) / f64::from(N_ROUNDS - 1);
        let step = first_step * libm::pow(last_step / first_step, done);
        random.draw(&mut pairs, n_pairs);
        for (one, other) in &pairs {
            let ideal = distances[one * n + other];
            let apart = [0, 1].map(|axis| points[*other][axis] - points[*one][axis]);
            let distance = length(apart);
            if distance > 0.0 {
                let share = (step / (ideal * ideal)).min(1.0) * (distance - ideal) / distance / 2.0;
                for axis in [0, 1] {
                    points[*one][axis] += share * apart[axis];
                    points[*other][axis] -= share * apart[axis];
                }
            }
        }
    }
    points
}

pub(super) fn length([x, y]: [f64; 2]) -> f64 {
    (x * x + y * y).sqrt()
}

/// Turns points about their centre so that they spread most along the first axis.
pub(super) fn turn_to_axes(points: &mut [[f64; 2]]) {
    let n = points.len() as f64;
    let centre = [0, 1].map(|axis| points.iter().map(|point| point[axis]).sum::<f64>() / n);
    let (mut difference, mut product) = (0.0, 0.0);
    for point in &mut *points {
        let [x, y] = [0, 1].map(|axis| point[axis] - centre[axis]);
        *point = [x, y];
        difference += x * x - y * y;
        product += 2.0 * x * y;
    }
    // The main axis lies at half the angle of (difference, product).
    let spread = length([difference, product]);
    if spread > 0.0 {
        let double = difference / spread;
        let cosine = ((1.0 + double) / 2.0).max(0.0).sqrt();
        let sine = ((1.0 - double) / 2.0).max(0.0).sqrt().copysign(product);
        for [x, y] in points {
            (*x, *y) = (*x * cosine + *y * sine, *y * cosine - *x * sine);
        }
    }
}
