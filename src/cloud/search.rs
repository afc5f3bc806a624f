//! How many words fit, and the largest scale at which they do.

use super::aim::Aim;
use super::place::{Pen, Scene, Word};

/// The search for the scale ends when success and failure are this close.
const TOLERANCE: f64 = 1.003;

/// First step of the search away from the guess; each further step is twice as long.
const STRIDE: f64 = 1.02;

/// The most words, heaviest first, that have room with none below `floor`, and the largest scale
/// found at which they have it. Without words, the scale is 0.
pub(super) fn largest(scene: &Scene, words: &[Word], aim: &dyn Aim, floor: f64) -> (f64, Vec<Pen>) {
    let attempt = |n: usize, k: f64| scene.place(&words[..n], k, aim);
    let at_floor = |n: usize| {
        let k = floor / words.get(n.checked_sub(1)?)?.factor;
        Some((k, attempt(n, k)?))
    };
    let (mut fits, mut fails) = (0, words.len() + 1);
    let mut best = (0.0, Vec::new());
    let mut n = words.len();
    while fails - fits > 1 {
        match at_floor(n) {
            Some(found) => (best, fits) = (found, n),
            None => fails = n,
        }
        n = fits.midpoint(fails);
    }
    if fits == 0 {
        return best;
    }

    let guess = scene.usual(&words[..fits]);
    let above_floor = best.0 * STRIDE;
    let (mut k, mut stride, mut fails_at) = (guess.max(above_floor), STRIDE, f64::INFINITY);
    while fails_at / best.0 > TOLERANCE {
        match attempt(fits, k) {
            Some(pens) => best = (k, pens),
            None => fails_at = k,
        }
        k = if fails_at.is_finite() {
            (best.0 * (fails_at / best.0).sqrt()).max(fails_at / stride)
        } else {
            best.0 * stride
        };
        stride *= stride;
    }
    best
}
