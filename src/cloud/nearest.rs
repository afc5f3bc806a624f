//! The free place nearest to where a word wants to stand.

use std::collections::BTreeMap;

use super::aim::{Point, Target};
use super::occupied::{Heading, Lane, Occupied, Size, Spot};
use super::place::Seek;
use super::stamp::{Pixels, Stamp};

/// Looks for the free place nearest to any of a word's targets.
#[derive(Default)]
pub(super) struct Nearest {
    known: BTreeMap<(usize, Target), Known>,
    rows: Vec<usize>,
}

/// What earlier searches around a target tell.
#[derive(Default)]
struct Known {
    /// Boxes that found no place nearer than a distance. A box that is at least as wide and as
    /// high will not find one either, as places only ever get taken.
    boxes: Vec<(Size, u64)>,
    /// Ink of a like form that found its place at a distance.
    ink: BTreeMap<u32, Inked>,
}

/// Where ink of some form was last placed.
#[derive(Clone, Copy)]
struct Inked {
    distance: u64,
    /// Area of its box when room was last looked for far inside of where it came to stand.
    thorough: u64,
}

/// Ink nests where larger ink of its form found no room, so no distance is certain. Room is looked
/// for from this share of the last squared distance on, in hundredths.
const USUAL_SHARE: u64 = 90;

/// The same, each time that the words have become smaller by what [`SMALLER`] says.
const THOROUGH_SHARE: u64 = 60;

/// The share of its area that the box of a smaller word has at most, in hundredths.
const SMALLER: u64 = 80;

impl Inked {
    /// Whether ink of this size is enough smaller to look for it more thoroughly.
    fn is_outgrown_by(&self, size: Size) -> bool {
        area(size) * 100 < self.thorough * SMALLER
    }
}

fn area(size: Size) -> u64 {
    u64::from(size.width) * u64::from(size.height)
}

/// A place with its squared distance from the target that is nearest to it.
#[derive(Clone, Copy)]
struct Found {
    spot: Spot,
    distance: u64,
}

/// Whether ink of a form is taken to stand about where the last of its form does.
#[derive(Clone, Copy)]
enum RuleOfThumb {
    Holds,
    Fails,
}

impl Target {
    /// The target for ink, off by up to two pixels: two places for ink are hardly ever equally far,
    /// so that without this the seed would change little.
    fn strayed(self, stamp: &Stamp, draw: u64) -> Target {
        if stamp.pixels == Pixels::Box {
            return self;
        }
        let stray = |draw: u64| i32::try_from(draw % 9).expect("below 9") - 4;
        Target {
            at: Point {
                x: self.at.x + stray(draw >> 8),
                y: self.at.y + stray(draw >> 16),
            },
            ..self
        }
    }
}

/// Where one search starts.
struct Around {
    target: Target,
    /// There is no place nearer than this, give or take half a pixel to each side.
    bound: u64,
    /// Coin tosses: which of two rows and which of two columns equally far comes first.
    ties: u64,
}

impl Nearest {
    /// The better of `best` and the nearest place to one target.
    fn around(
        &mut self,
        occupied: &Occupied,
        stamp: &Stamp,
        around: &Around,
        mut best: Option<Found>,
    ) -> Option<Found> {
        let slack = occupied.slack(stamp.size)?;
        let target = &around.target;
        let y_of = |y: u32| middle(occupied.part.top, y, stamp.size.height);
        // The first row whose box has its middle at or below the target.
        let start = corner(target.at.y, occupied.part.top, stamp.size.height);
        let start = start.clamp(0, i64::from(slack.y) + 1);
        let (mut below, mut above) = (u32::try_from(start).expect("clamped"), start - 1);
        loop {
            let lower = (below <= slack.y).then(|| target.above(y_of(below)));
            let upper = u32::try_from(above).ok().map(|y| target.above(y_of(y)));
            let (y, vertical) = match (lower, upper) {
                (None, None) => return best,
                (Some(lower), upper)
                    if upper.is_none_or(|upper| {
                        lower < upper || lower == upper && around.ties & 1 == 0
                    }) =>
                {
                    below += 1;
                    (below - 1, lower)
                }
                (_, Some(upper)) => {
                    above -= 1;
                    let y = u32::try_from(above + 1).expect("counted down to 0");
                    (y, upper)
                }
                (Some(_), None) => unreachable!("taken by the second arm"),
            };
            if best.is_some_and(|best| vertical >= best.distance) {
                return best;
            }
            let lane = occupied.lane(stamp, y, &mut self.rows);
            best = nearest_in_row(occupied, stamp, &lane, around, (y, vertical), best);
        }
    }
}

impl Seek for Nearest {
    fn seek(
        &mut self,
        occupied: &Occupied,
        stamp: &Stamp,
        part: usize,
        targets: &[Target],
        draw: u64,
    ) -> Option<Spot> {
        let mut best = None;
        // What is known of ink is a rule of thumb; when it leaves no room, all room is looked at.
        for thumb in [RuleOfThumb::Holds, RuleOfThumb::Fails] {
            for target in targets {
                let known = self.known.get(&(part, *target));
                let around = Around {
                    target: target.strayed(stamp, draw),
                    bound: known.map_or(0, |known| known.nowhere_below(stamp, thumb)),
                    ties: draw,
                };
                best = self.around(occupied, stamp, &around, best);
            }
            if best.is_some() || stamp.pixels == Pixels::Box {
                break;
            }
        }
        let found = best?;
        for target in targets {
            let known = self.known.entry((part, *target)).or_default();
            known.remember(stamp, found.distance);
        }
        Some(found.spot)
    }
}

impl Known {
    fn nowhere_below(&self, stamp: &Stamp, thumb: RuleOfThumb) -> u64 {
        let size = stamp.size;
        match (&stamp.pixels, thumb) {
            (Pixels::Box, _) => self
                .boxes
                .iter()
                .filter(|(other, _)| other.width <= size.width && other.height <= size.height)
                .map(|&(_, distance)| distance)
                .max()
                .unwrap_or(0),
            (Pixels::Ink { .. }, RuleOfThumb::Fails) => 0,
            (Pixels::Ink { .. }, RuleOfThumb::Holds) => {
                self.ink.get(&stamp.form()).map_or(0, |seen| {
                    let share = if seen.is_outgrown_by(size) {
                        THOROUGH_SHARE
                    } else {
                        USUAL_SHARE
                    };
                    seen.distance / 100 * share
                })
            }
        }
    }

    fn remember(&mut self, stamp: &Stamp, distance: u64) {
        let size = stamp.size;
        match stamp.pixels {
            Pixels::Box => {
                let says_more = |&(other, at): &(Size, u64)| {
                    other.width < size.width || other.height < size.height || at > distance
                };
                self.boxes.retain(says_more);
                self.boxes.push((size, distance));
            }
            Pixels::Ink { .. } => {
                let seen = self.ink.get(&stamp.form());
                let thorough = seen
                    .filter(|seen| !seen.is_outgrown_by(size))
                    .map_or(area(size), |seen| seen.thorough);
                self.ink.insert(stamp.form(), Inked { distance, thorough });
            }
        }
    }
}

/// The better of `best` and the place in a row nearest to the target.
fn nearest_in_row(
    occupied: &Occupied,
    stamp: &Stamp,
    lane: &Lane,
    around: &Around,
    (y, vertical): (u32, u64),
    mut best: Option<Found>,
) -> Option<Found> {
    let (left, width) = (occupied.part.left, stamp.size.width);
    let slack = i64::from(occupied.slack(stamp.size)?.x);
    let target = &around.target;
    let start = corner(target.at.x, left, width);
    // Middles of boxes of odd and even sides are half a pixel apart, hence the ones and threes.
    let y_middle = middle(occupied.part.top, y, stamp.size.height);
    let y_farther = y_middle + if y_middle < target.at.y { -1 } else { 1 };
    let skip = match around.bound.saturating_sub(target.above(y_farther)) {
        0 => 0,
        rest => (rest.isqrt() / u64::from(target.across)).saturating_sub(3) / 2,
    };
    let skip = i64::try_from(skip).expect("far less than the distance");
    let headings = if around.ties >> 1 & 1 == 0 {
        [Heading::Right, Heading::Left]
    } else {
        [Heading::Left, Heading::Right]
    };
    for heading in headings {
        let mut x = match heading {
            Heading::Right => (start + skip).max(0),
            Heading::Left => (start - 1 - skip).min(slack),
        };
        while let Some(column) = u32::try_from(x).ok().filter(|_| x <= slack) {
            let distance = vertical + target.beside(middle(left, column, width));
            if best.is_some_and(|best| distance >= best.distance) {
                break;
            }
            let Some(next) = lane.blocked(column, heading) else {
                let spot = Spot { x: column, y };
                best = Some(Found { spot, distance });
                break;
            };
            x = next;
        }
    }
    best
}

/// The middle of a box in half pixels of the canvas.
fn middle(origin: u32, start: u32, length: u32) -> i32 {
    i32::try_from(2 * (origin + start) + length).expect("canvases are at most 16384 px")
}

/// The least corner whose box has its middle at or behind a point.
fn corner(at: i32, origin: u32, length: u32) -> i64 {
    let start = i64::from(at) - 2 * i64::from(origin) - i64::from(length);
    (start + 1).div_euclid(2)
}

#[cfg(test)]
mod tests {
    use super::super::ground::Part;
    use super::super::{InkBox, Region, Turn};
    use super::*;
    use crate::random::SplitMix64;

    /// The distance of a box from the nearest target.
    fn distance(part: &Part, size: Size, (x, y): (u32, u32), targets: &[Target]) -> u64 {
        let point = Point::middle(part.left + x, part.top + y, size);
        let from = |target: &Target| target.beside(point.x) + target.above(point.y);
        targets.iter().map(from).min().unwrap()
    }

    /// All places, one pixel after the other.
    fn by_hand(part: &Part, free: &Region, size: Size, targets: &[Target]) -> Option<u64> {
        let columns = 0..=part.width.checked_sub(size.width)?;
        let rows = 0..=part.height.checked_sub(size.height)?;
        let has_room = |&(x, y): &(u32, u32)| {
            (y..y + size.height).all(|y| (x..x + size.width).all(|x| free.allows(x, y)))
        };
        rows.flat_map(|y| columns.clone().map(move |x| (x, y)))
            .filter(has_room)
            .map(|corner| distance(part, size, corner, targets))
            .min()
    }

    fn stamp(random: &mut SplitMix64) -> Stamp {
        let mut side = |n: u64| f64::from(u32::try_from(random.next() % n).unwrap());
        let ink = InkBox {
            left: 0.0,
            top: 0.0,
            right: 1.0 + side(26),
            bottom: 1.0 + side(9),
        };
        Stamp::boxed(ink, 1.0, Turn::Upright)
    }

    #[test]
    fn no_place_for_a_box_is_nearer_than_the_one_found() {
        let mut random = SplitMix64::new(7);
        // The whole, a disc, and one with strips thinner than any box.
        let regions = [
            Region::whole(110, 70),
            Region::from_fn(90, 90, |x, y| {
                (2 * x).abs_diff(89).pow(2) + (2 * y).abs_diff(89).pow(2) < 8000
            }),
            Region::from_fn(131, 60, |x, y| y != 21 && x % 50 != 3),
        ];
        for region in regions {
            let part = Part::new(&region, 0);
            let point = |x, y| Target::ellipse(Point { x, y }, part.width, part.height);
            let mut aims = vec![vec![part.middle()]];
            aims.push(vec![point(40, 50), point(150, 61)]);
            aims.push(vec![point(-20, 30)]);
            for targets in aims {
                let mut occupied = Occupied::new(&part);
                let mut free = Region::from_fn(part.width, part.height, |x, y| {
                    region.allows(part.left + x, part.top + y)
                });
                let mut nearest = Nearest::default();
                let mut placed = 0;
                for _ in 0..60 {
                    let stamp = stamp(&mut random);
                    let size = stamp.size;
                    let wanted = by_hand(&part, &free, size, &targets);
                    let found = nearest.seek(&occupied, &stamp, 0, &targets, random.next());
                    let at = |spot: Spot| distance(&part, size, (spot.x, spot.y), &targets);
                    assert_eq!(found.map(at), wanted);
                    let Some(spot) = found else { continue };
                    occupied.take(&stamp, spot);
                    placed += 1;
                    free = Region::from_fn(part.width, part.height, |x, y| {
                        let inside =
                            |n: u32, start: u32, length: u32| n >= start && n < start + length;
                        let taken = inside(x, spot.x, size.width) && inside(y, spot.y, size.height);
                        free.allows(x, y) && !taken
                    });
                }
                assert!(placed > 15, "{placed}");
            }
        }
    }
}
