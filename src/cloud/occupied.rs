//! The canvas as bits, and the free place nearest to its middle.

use super::random::SplitMix64;

/// A box in whole pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Size {
    pub(super) width: u32,
    pub(super) height: u32,
}

/// A place for a box: its upper left corner, and how far its middle is from the canvas's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) x: u32,
    pub(super) y: u32,
    /// Squared elliptical distance, in units that only this canvas knows.
    pub(super) distance: u64,
}

/// The pixels that boxes have taken, 64 to a word, one row after the other.
pub(super) struct Occupied {
    canvas: Size,
    words_per_row: usize,
    bits: Vec<u64>,
    /// Height of the lowest box so far. Looking at every so many rows cannot miss a box.
    lowest: u32,
    /// Boxes that found no place nearer than a distance. A box that is at least as wide and as
    /// high will not find one either, as places only ever get taken.
    known: Vec<(Size, u64)>,
}

impl Occupied {
    pub(super) fn new(canvas: Size) -> Occupied {
        let words_per_row = index(canvas.width.div_ceil(64));
        Occupied {
            canvas,
            words_per_row,
            bits: vec![0; words_per_row * index(canvas.height)],
            lowest: canvas.height.max(1),
            known: Vec::new(),
        }
    }

    /// Takes the free place nearest to the middle; `None` when the box fits nowhere.
    pub(super) fn take_nearest(&mut self, size: Size, random: &mut SplitMix64) -> Option<Spot> {
        let spot = self.nearest(size, random.next())?;
        self.fill(size, spot);
        self.remember(size, spot.distance);
        Some(spot)
    }

    fn fill(&mut self, size: Size, spot: Spot) {
        let (first, last) = (index(spot.x), index(spot.x + size.width - 1));
        for y in spot.y..spot.y + size.height {
            let row = index(y) * self.words_per_row;
            for word in first / 64..=last / 64 {
                self.bits[row + word] |= mask(word, first, last);
            }
        }
        self.lowest = self.lowest.min(size.height);
    }

    fn remember(&mut self, size: Size, distance: u64) {
        let says_more = |&(other, at): &(Size, u64)| {
            other.width < size.width || other.height < size.height || at > distance
        };
        self.known.retain(says_more);
        self.known.push((size, distance));
    }

    /// A distance below which there is no place for a box.
    fn nowhere_below(&self, size: Size) -> u64 {
        self.known
            .iter()
            .filter(|(other, _)| other.width <= size.width && other.height <= size.height)
            .map(|&(_, distance)| distance)
            .max()
            .unwrap_or(0)
    }

    /// `ties` holds two coin tosses: which of two rows and which of two columns equally far from
    /// the middle comes first.
    fn nearest(&self, size: Size, ties: u64) -> Option<Spot> {
        let slack_y = self.canvas.height.checked_sub(size.height)?;
        self.canvas.width.checked_sub(size.width)?;
        let bound = self.nowhere_below(size);
        let mut best: Option<Spot> = None;
        let mut rows = Vec::new();
        let (mut above, mut below) = (Some(slack_y / 2), Some(slack_y.div_ceil(2)));
        while above.is_some() || below.is_some() {
            let pair = match ties & 1 {
                0 => [above, below],
                _ => [below, above],
            };
            let mut in_reach = false;
            for y in pair.into_iter().flatten() {
                let dy = u64::from((2 * y).abs_diff(slack_y));
                if best.is_some_and(|best| square(dy * self.wide()) >= best.distance) {
                    continue;
                }
                in_reach = true;
                self.looked_at(y, size.height, &mut rows);
                best = self.nearest_in_row(size, y, dy, &rows, bound, ties, best);
            }
            if !in_reach {
                break;
            }
            above = above.and_then(|y| y.checked_sub(1));
            below = below.map(|y| y + 1).filter(|&y| y <= slack_y);
        }
        best
    }

    /// Offsets of the rows to look at for a box at `y`: any box taken before stands in at least
    /// one of them if it stands in the way at all.
    fn looked_at(&self, y: u32, height: u32, rows: &mut Vec<usize>) {
        let last = y + height - 1;
        let step = index(self.lowest);
        rows.clear();
        rows.extend((y..last).step_by(step).map(index));
        rows.push(index(last));
        rows.iter_mut().for_each(|row| *row *= self.words_per_row);
    }

    /// The better of `best` and the place in row `y` nearest to the middle.
    #[expect(clippy::too_many_arguments, reason = "the inner loop of one search")]
    fn nearest_in_row(
        &self,
        size: Size,
        y: u32,
        dy: u64,
        rows: &[usize],
        bound: u64,
        ties: u64,
        mut best: Option<Spot>,
    ) -> Option<Spot> {
        let slack = i64::from(self.canvas.width) - i64::from(size.width);
        let width = i64::from(size.width);
        let vertical = square(dy * self.wide());
        // Middles of boxes of odd and even width are half a pixel apart, hence the ones.
        let rest = bound.saturating_sub(square((dy + 1) * self.wide()));
        let skip = (rest.isqrt() / self.high()).saturating_sub(1);
        let skip = i64::try_from(skip).unwrap_or(i64::MAX / 4);
        let spot_at = |x: i64| {
            let x32 = u32::try_from(x).expect("x is inside the canvas");
            let dx = (2 * x - slack).unsigned_abs();
            Spot {
                x: x32,
                y,
                distance: vertical + square(dx * self.high()),
            }
        };
        for side in [ties >> 1 & 1, !(ties >> 1) & 1] {
            let mut x = if side == 0 {
                (slack + skip) / 2
            } else {
                (slack - skip + 1).div_euclid(2)
            };
            while (0..=slack).contains(&x) {
                let spot = spot_at(x);
                if best.is_some_and(|best| spot.distance >= best.distance) {
                    break;
                }
                let (first, last) = (index(spot.x), index(spot.x + size.width - 1));
                let blocked = if side == 0 {
                    self.last_blocked(rows, first, last)
                } else {
                    self.first_blocked(rows, first, last)
                };
                let Some(blocked) = blocked.map(|bit| i64::try_from(bit).expect("a column")) else {
                    best = Some(spot);
                    break;
                };
                x = if side == 0 {
                    blocked + 1
                } else {
                    blocked - width
                };
            }
        }
        best
    }

    fn last_blocked(&self, rows: &[usize], first: usize, last: usize) -> Option<usize> {
        (first / 64..=last / 64).rev().find_map(|word| {
            let bits = self.blocked(rows, word) & mask(word, first, last);
            (bits != 0).then(|| word * 64 + 63 - index(bits.leading_zeros()))
        })
    }

    fn first_blocked(&self, rows: &[usize], first: usize, last: usize) -> Option<usize> {
        (first / 64..=last / 64).find_map(|word| {
            let bits = self.blocked(rows, word) & mask(word, first, last);
            (bits != 0).then(|| word * 64 + index(bits.trailing_zeros()))
        })
    }

    fn blocked(&self, rows: &[usize], word: usize) -> u64 {
        rows.iter()
            .fold(0, |bits, row| bits | self.bits[row + word])
    }

    fn wide(&self) -> u64 {
        self.canvas.width.into()
    }

    fn high(&self) -> u64 {
        self.canvas.height.into()
    }
}

fn square(n: u64) -> u64 {
    n * n
}

fn index(n: u32) -> usize {
    usize::try_from(n).expect("the program runs on machines of at least 32 bits")
}

/// The bits of a word that stand for columns `first` to `last`.
fn mask(word: usize, first: usize, last: usize) -> u64 {
    let low = if word == first / 64 { first % 64 } else { 0 };
    let high = if word == last / 64 { last % 64 } else { 63 };
    (u64::MAX << low) & (u64::MAX >> (63 - high))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All places, one pixel after the other.
    fn nearest_by_hand(canvas: Size, taken: &[(Size, Spot)], size: Size) -> Option<u64> {
        let (wide, high) = (u64::from(canvas.width), u64::from(canvas.height));
        let mut best = None;
        for y in 0..=canvas.height.checked_sub(size.height)? {
            for x in 0..=canvas.width.checked_sub(size.width)? {
                let free = taken.iter().all(|(other, at)| {
                    x + size.width <= at.x
                        || at.x + other.width <= x
                        || y + size.height <= at.y
                        || at.y + other.height <= y
                });
                let dx = u64::from((2 * x + size.width).abs_diff(canvas.width));
                let dy = u64::from((2 * y + size.height).abs_diff(canvas.height));
                let distance = square(dx * high) + square(dy * wide);
                if free && best.is_none_or(|best| distance < best) {
                    best = Some(distance);
                }
            }
        }
        best
    }

    #[test]
    fn no_place_is_nearer_than_the_one_found() {
        let mut random = SplitMix64::new(7);
        for canvas in [(150, 90), (64, 64), (131, 47)] {
            let canvas = Size {
                width: canvas.0,
                height: canvas.1,
            };
            let mut occupied = Occupied::new(canvas);
            let mut taken = Vec::new();
            for _ in 0..120 {
                let draw = random.next();
                let size = Size {
                    width: 1 + u32::try_from(draw % 30).unwrap(),
                    height: 1 + u32::try_from((draw >> 32) % 12).unwrap(),
                };
                let by_hand = nearest_by_hand(canvas, &taken, size);
                let found = occupied.take_nearest(size, &mut random);
                assert_eq!(found.map(|spot| spot.distance), by_hand);
                taken.extend(found.map(|spot| (size, spot)));
            }
            assert!(taken.len() > 20);
        }
    }

    #[test]
    fn a_box_larger_than_the_canvas_has_no_place() {
        let canvas = Size {
            width: 10,
            height: 10,
        };
        let mut occupied = Occupied::new(canvas);
        let mut random = SplitMix64::new(0);
        for (width, height) in [(11, 1), (1, 11)] {
            let size = Size { width, height };
            assert_eq!(occupied.take_nearest(size, &mut random), None);
        }
        let middle = occupied.take_nearest(canvas, &mut random);
        assert_eq!(
            middle.map(|spot| (spot.x, spot.y, spot.distance)),
            Some((0, 0, 0))
        );
    }
}
