//! Out along a spiral, as Wordle did.

use std::collections::BTreeMap;

use super::aim::Target;
use super::ground::Ground;
use super::occupied::{Heading, Occupied, Spot};
use super::place::Seek;
use super::stamp::Stamp;

/// At most about this many points cover a canvas four times over, so that the whole of it is
/// within reach of any start.
const MOST_POINTS: f64 = 1e6;

/// Least distance between neighbouring points, in pixels.
const LEAST_PITCH: f64 = 3.0;

/// A spiral starts within this share of its part's sides from the target.
const STRAY: i32 = 10;

/// Offsets from the start of a spiral, in pixels, as far as the longest way through any part.
///
/// # References
/// Viegas, Wattenberg and Feinberg (2009), *Participatory Visualization with Wordle*.
pub(super) struct Trail {
    /// For each part.
    offsets: Vec<Vec<(i32, i32)>>,
}

impl Trail {
    pub(super) fn new(ground: &Ground) -> Trail {
        let of = |part: &super::ground::Part| trail(part.width, part.height);
        Trail {
            offsets: ground.parts().iter().map(of).collect(),
        }
    }
}

/// Every point stands for an equal area, and the turns are as far apart as the points in them.
fn trail(width: u32, height: u32) -> Vec<(i32, i32)> {
    let (width, height) = (f64::from(width.max(1)), f64::from(height.max(1)));
    let area = 2.0 * std::f64::consts::PI * width * height;
    let pitch = libm::sqrt(area / MOST_POINTS).max(LEAST_PITCH);
    let aspect = libm::sqrt(width / height);
    let points = (area / (pitch * pitch)).ceil();
    let mut offsets = Vec::new();
    let mut n = 0.0;
    while n <= points {
        let radius = pitch * libm::sqrt(n / std::f64::consts::PI);
        let (sin, cos) = libm::sincos(2.0 * libm::sqrt(std::f64::consts::PI * n));
        offsets.push((pixels(radius * cos * aspect), pixels(radius * sin / aspect)));
        n += 1.0;
    }
    offsets
}

fn pixels(length: f64) -> i32 {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a few times the longest side of a canvas"
    )]
    let whole = length.round() as i32;
    whole
}

/// Goes along a spiral from near one of a word's targets to the first free place.
pub(super) struct Spiral<'a> {
    trail: &'a Trail,
    /// For each part and form of a word, how far along the last such word stood.
    reached: BTreeMap<(usize, u32), usize>,
    rows: Vec<usize>,
}

impl<'a> Spiral<'a> {
    pub(super) fn new(trail: &'a Trail) -> Spiral<'a> {
        Spiral {
            trail,
            reached: BTreeMap::new(),
            rows: Vec::new(),
        }
    }
}

impl Seek for Spiral<'_> {
    fn seek(
        &mut self,
        occupied: &Occupied,
        stamp: &Stamp,
        part: usize,
        targets: &[Target],
        draw: u64,
    ) -> Option<Spot> {
        let slack = occupied.slack(stamp.size)?;
        let target = &targets[usize::try_from(draw % 61).ok()? % targets.len()];
        let around = |at: i32, origin: u32, side: u32, length: u32, draw: u64| {
            let signed = |n: u32| i32::try_from(n).expect("canvases are at most 16384 px");
            let stray = i32::try_from(draw % 1024).expect("below 1024") - 512;
            let middle = at / 2 - signed(origin) - signed(length) / 2;
            middle + signed(side) * stray / (512 * STRAY)
        };
        let (size, ground) = (stamp.size, occupied.part);
        let x = around(
            target.at.x,
            ground.left,
            ground.width,
            size.width,
            draw >> 8,
        );
        let y = around(
            target.at.y,
            ground.top,
            ground.height,
            size.height,
            draw >> 20,
        );
        let mirror = if draw >> 40 & 1 == 0 { 1 } else { -1 };
        let form = (part, stamp.form());
        let mut free = |n: usize| {
            let (dx, dy) = self.trail.offsets[part][n];
            let within = |at: i32, slack: u32| u32::try_from(at).ok().filter(|&at| at <= slack);
            let (x, y) = within(x + mirror * dx, slack.x).zip(within(y + dy, slack.y))?;
            let lane = occupied.lane(stamp, y, &mut self.rows);
            let free = lane.blocked(x, Heading::Right).is_none();
            free.then_some((n, Spot { x, y }))
        };
        let start = self.reached.get(&form).map_or(0, |&at| at / 5 * 4);
        let found = (start..self.trail.offsets[part].len()).find_map(&mut free);
        let (reached, spot) = found.or_else(|| (0..start).find_map(free))?;
        self.reached.insert(form, reached);
        Some(spot)
    }
}
