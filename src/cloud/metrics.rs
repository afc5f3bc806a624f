//! Figures by which layouts can be compared.

use serde::{Deserialize, Serialize};

use super::{InkBox, Turn};

/// How full and how readable a layout is. Boxes are ink boxes, without clearance.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Metrics {
    /// Share of the canvas under the union of the words' boxes.
    pub fill: f64,
    /// Share of the canvas under the convex hull of the words' boxes.
    pub hull: f64,
    /// Pairs that a reader may take for one word: turned alike, one behind the other in a line
    /// (upright, their heights overlap by half the lower one or more), sizes within a factor of
    /// 1.25, and a gap under 0.25 em, em being the mean of the two font sizes.
    pub run_on_pairs: u32,
    /// Words whose box lies inside another word's box.
    pub nested_words: u32,
}

/// A word at its place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct SetWord {
    pub(super) font_size: f64,
    pub(super) turn: Turn,
    /// In pixels of the canvas, turned.
    pub(super) ink: InkBox,
}

impl SetWord {
    /// The box as seen with the head to the side on which the word reads from left to right.
    fn line(&self) -> InkBox {
        let InkBox {
            left,
            top,
            right,
            bottom,
        } = self.ink;
        match self.turn {
            Turn::Upright => self.ink,
            Turn::Left => InkBox {
                left: -bottom,
                top: left,
                right: -top,
                bottom: right,
            },
        }
    }
}

const LIKE_SIZE: f64 = 1.25;
const RUN_ON_GAP: f64 = 0.25;

impl Metrics {
    /// Boxes are in pixels.
    pub(super) fn of(words: &[SetWord], width: u32, height: u32) -> Metrics {
        let canvas = f64::from(width) * f64::from(height);
        let boxes: Vec<InkBox> = words.iter().map(|word| word.ink).collect();
        let mut metrics = Metrics {
            fill: millionths(union_area(&boxes) / canvas),
            hull: millionths(hull_area(&boxes) / canvas),
            ..Metrics::default()
        };
        for (i, one) in words.iter().enumerate() {
            let others = words.iter().enumerate().filter(|&(j, _)| j != i);
            let nested = others
                .clone()
                .any(|(j, two)| lies_inside((i, one.ink), (j, two.ink)));
            metrics.nested_words += u32::from(nested);
            for (_, two) in others.filter(|&(j, _)| j < i) {
                metrics.run_on_pairs += u32::from(runs_on(one, two));
            }
        }
        metrics
    }
}

fn runs_on(one: &SetWord, two: &SetWord) -> bool {
    let (a, b) = (one.line(), two.line());
    let gap = (a.left - b.right).max(b.left - a.right);
    let shared = a.bottom.min(b.bottom) - a.top.max(b.top);
    one.turn == two.turn
        && gap >= 0.0
        && gap < RUN_ON_GAP * (one.font_size + two.font_size) / 2.0
        && one.font_size.max(two.font_size) <= LIKE_SIZE * one.font_size.min(two.font_size)
        && shared >= a.height().min(b.height()) / 2.0
}

/// Of two equal boxes, the later lies inside the earlier.
fn lies_inside((i, inner): (usize, InkBox), (j, outer): (usize, InkBox)) -> bool {
    outer.left <= inner.left
        && outer.top <= inner.top
        && outer.right >= inner.right
        && outer.bottom >= inner.bottom
        && (inner != outer || i > j)
}

/// Area under a union of boxes: strip by strip between neighbouring horizontal edges.
fn union_area(boxes: &[InkBox]) -> f64 {
    let mut edges: Vec<f64> = boxes.iter().flat_map(|ink| [ink.top, ink.bottom]).collect();
    edges.sort_by(f64::total_cmp);
    let mut by_left = boxes.to_vec();
    by_left.sort_by(|one, two| one.left.total_cmp(&two.left));
    let strip = |top: f64, bottom: f64| {
        let mut covered = 0.0;
        let mut reached = f64::NEG_INFINITY;
        for ink in by_left
            .iter()
            .filter(|ink| ink.top <= top && ink.bottom >= bottom)
        {
            covered += (ink.right - ink.left.max(reached)).max(0.0);
            reached = reached.max(ink.right);
        }
        covered * (bottom - top)
    };
    edges.windows(2).map(|pair| strip(pair[0], pair[1])).sum()
}

/// Area of the convex hull of all corners.
///
/// # References
/// Andrew (1979), *Another efficient algorithm for convex hulls in two dimensions*.
fn hull_area(boxes: &[InkBox]) -> f64 {
    let mut corners: Vec<(f64, f64)> = boxes
        .iter()
        .flat_map(|ink| [ink.left, ink.right].map(|x| [(x, ink.top), (x, ink.bottom)]))
        .flatten()
        .collect();
    corners.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let chain = |points: &mut dyn Iterator<Item = (f64, f64)>| {
        let mut hull: Vec<(f64, f64)> = Vec::new();
        for p in points {
            while let [.., a, b] = hull[..] {
                if (b.0 - a.0) * (p.1 - a.1) - (b.1 - a.1) * (p.0 - a.0) > 0.0 {
                    break;
                }
                hull.pop();
            }
            hull.push(p);
        }
        hull
    };
    let mut hull = chain(&mut corners.iter().copied());
    hull.extend(chain(&mut corners.iter().rev().copied()));
    let next = hull.iter().cycle().skip(1);
    let twice: f64 = hull
        .iter()
        .zip(next)
        .map(|(a, b)| a.0 * b.1 - b.0 * a.1)
        .sum();
    twice / 2.0
}

fn millionths(share: f64) -> f64 {
    (share * 1e6).round() / 1e6
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ink(left: f64, top: f64, right: f64, bottom: f64) -> SetWord {
        let ink = InkBox {
            left,
            top,
            right,
            bottom,
        };
        SetWord {
            font_size: 10.0,
            turn: Turn::Upright,
            ink,
        }
    }

    #[test]
    fn areas_by_hand() {
        // Two squares of 100 that share 25: 175 of 1000. Their hull is the square of 225 around
        // both less two corner triangles of 25/2: 200.
        let words = [ink(0.0, 0.0, 10.0, 10.0), ink(5.0, 5.0, 15.0, 15.0)];
        let metrics = Metrics::of(&words, 50, 20);
        assert_eq!((metrics.fill, metrics.hull), (0.175, 0.2));
        assert_eq!(Metrics::of(&[], 50, 20), Metrics::default());
    }

    #[test]
    fn run_on_pairs_are_close_level_and_alike() {
        let first = ink(0.0, 0.0, 20.0, 10.0);
        let count = |second| Metrics::of(&[first, second], 100, 100).run_on_pairs;
        // A quarter em of size 10 is 2.5 px.
        assert_eq!(count(ink(22.4, 0.0, 42.0, 10.0)), 1);
        assert_eq!(count(ink(22.5, 0.0, 42.0, 10.0)), 0);
        assert_eq!(count(ink(22.4, 5.0, 42.0, 15.0)), 1);
        assert_eq!(count(ink(22.4, 5.1, 42.0, 15.1)), 0);
        let far_larger = SetWord {
            font_size: 12.6,
            ..ink(21.0, 0.0, 42.0, 10.0)
        };
        assert_eq!(count(far_larger), 0);
    }

    #[test]
    fn turned_words_run_on_upwards() {
        let turned = |word: SetWord| SetWord {
            turn: Turn::Left,
            ..word
        };
        let lower = ink(0.0, 22.4, 10.0, 42.4);
        let upper = ink(5.0, 0.0, 15.0, 20.0);
        let count = |one, two| Metrics::of(&[one, two], 100, 100).run_on_pairs;
        assert_eq!(count(turned(lower), turned(upper)), 1);
        assert_eq!(count(turned(lower), upper), 0);
        assert_eq!(count(lower, upper), 0);
        let further = ink(5.1, 0.0, 15.1, 20.0);
        assert_eq!(count(turned(lower), turned(further)), 0);
    }

    #[test]
    fn nested_words_are_counted_once() {
        let outer = ink(0.0, 0.0, 20.0, 10.0);
        let inner = ink(1.0, 1.0, 5.0, 5.0);
        let across = ink(15.0, 1.0, 25.0, 5.0);
        let metrics = Metrics::of(&[outer, inner, across, inner], 100, 100);
        assert_eq!(metrics.nested_words, 2);
    }
}
