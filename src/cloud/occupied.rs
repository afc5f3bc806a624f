//! A part of the canvas as bits: what is taken.

use super::ground::Part;
use super::ink::{columns, index, words_per_row};
use super::stamp::{Cell, Pixels, Stamp};

/// A box in whole pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Size {
    pub(super) width: u32,
    pub(super) height: u32,
}

/// A place in a part of the canvas: the upper left corner of a stamp.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) x: u32,
    pub(super) y: u32,
}

/// The way in which a row is walked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Heading {
    Right,
    Left,
}

/// The pixels of a part that words have taken or may not take, 64 to a word, row after row.
#[derive(Clone)]
pub(super) struct Occupied<'a> {
    pub(super) part: &'a Part,
    /// One more than a row needs, so that 64 columns from any column can be read.
    words_per_row: usize,
    bits: Vec<u64>,
    /// Height of what is lowest so far, be it a box or a forbidden strip between free pixels.
    /// Looking at every so many rows of a box cannot miss anything in it.
    lowest: u32,
}

impl<'a> Occupied<'a> {
    pub(super) fn new(part: &'a Part) -> Occupied<'a> {
        let words = words_per_row(part.width);
        let mut bits = Vec::with_capacity((words + 1) * index(part.height));
        for row in part.forbidden.chunks_exact(words.max(1)) {
            bits.extend(row);
            bits.push(0);
        }
        Occupied {
            part,
            words_per_row: words + 1,
            bits,
            lowest: part.thinnest.unwrap_or(part.height).max(1),
        }
    }

    /// How far the corner of a stamp can go to the right and down; `None` when it is too large.
    pub(super) fn slack(&self, size: Size) -> Option<Spot> {
        Some(Spot {
            x: self.part.width.checked_sub(size.width)?,
            y: self.part.height.checked_sub(size.height)?,
        })
    }

    /// Takes the pixels of a stamp.
    pub(super) fn take(&mut self, stamp: &Stamp, spot: Spot) {
        match &stamp.pixels {
            Pixels::Box => {
                let (first, last) = (index(spot.x), index(spot.x + stamp.size.width - 1));
                for y in spot.y..spot.y + stamp.size.height {
                    let row = index(y) * self.words_per_row;
                    for word in first / 64..=last / 64 {
                        self.bits[row + word] |= columns(word, first, last);
                    }
                }
                self.lowest = self.lowest.min(stamp.size.height);
            }
            Pixels::Ink { ink, .. } => {
                let (corner, shift) = self.locate(spot.x, spot.y);
                for cell in ink {
                    let word = corner + cell.row * self.words_per_row + cell.word;
                    self.bits[word] |= cell.bits << shift;
                    // In two steps, as a shift by all 64 bits is none.
                    self.bits[word + 1] |= cell.bits >> 1 >> (63 - shift);
                }
            }
        }
    }

    /// Makes ready to walk the row `y` with a stamp; `rows` is room to work in.
    pub(super) fn lane<'l>(
        &'l self,
        stamp: &'l Stamp,
        y: u32,
        rows: &'l mut Vec<usize>,
    ) -> Lane<'l> {
        rows.clear();
        if stamp.pixels == Pixels::Box {
            // Whatever stands in the way stands in at least one of these rows.
            let last = y + stamp.size.height - 1;
            rows.extend((y..last).step_by(index(self.lowest)).map(index));
            rows.push(index(last));
            rows.iter_mut().for_each(|row| *row *= self.words_per_row);
        }
        Lane {
            occupied: self,
            stamp,
            y,
            rows,
        }
    }

    /// The word that holds a pixel, and which of its bits does.
    fn locate(&self, x: u32, y: u32) -> (usize, u32) {
        let word = index(y) * self.words_per_row + index(x / 64);
        (word, x % 64)
    }
}

/// A row of the canvas, along which a stamp can stand.
pub(super) struct Lane<'a> {
    occupied: &'a Occupied<'a>,
    stamp: &'a Stamp,
    y: u32,
    rows: &'a [usize],
}

impl Lane<'_> {
    /// `None` when the stamp has room in column `x`; else the next column that may have room, in
    /// the heading. It can lie outside of the part.
    pub(super) fn blocked(&self, x: u32, heading: Heading) -> Option<i64> {
        match &self.stamp.pixels {
            Pixels::Box => self.box_blocked(x, heading),
            Pixels::Ink { free, .. } => self.ink_blocked(free, x, heading),
        }
    }

    /// A run of pixels that must all be free goes past a run of taken ones as a whole.
    fn ink_blocked(&self, free: &[Cell], x: u32, heading: Heading) -> Option<i64> {
        let (corner, shift) = self.occupied.locate(x, self.y);
        let (stride, bits) = (self.occupied.words_per_row, &self.occupied.bits[corner..]);
        let (cell, taken, hits) = free.iter().find_map(|cell| {
            let word = cell.row * stride + cell.word;
            let taken = bits[word] >> shift | bits[word + 1] << 1 << (63 - shift);
            let hits = taken & cell.bits;
            (hits != 0).then_some((cell, taken, hits))
        })?;
        Some(match heading {
            Heading::Right => {
                let last = hits.leading_zeros();
                let run = (cell.bits << last).leading_ones();
                let rest = (taken >> (63 - last)).trailing_ones();
                i64::from(x) + i64::from(run + rest - 1)
            }
            Heading::Left => {
                let first = hits.trailing_zeros();
                let run = (cell.bits >> first).trailing_ones();
                let rest = (taken << (63 - first)).leading_ones();
                i64::from(x) - i64::from(run + rest - 1)
            }
        })
    }

    fn box_blocked(&self, x: u32, heading: Heading) -> Option<i64> {
        let width = self.stamp.size.width;
        let (first, last) = (index(x), index(x + width - 1));
        let taken = |word: usize| {
            let bits = &self.occupied.bits;
            let any = self.rows.iter().fold(0, |any, row| any | bits[row + word]);
            any & columns(word, first, last)
        };
        let column = |column: usize| i64::try_from(column).expect("a column of a canvas");
        let mut words = first / 64..=last / 64;
        match heading {
            Heading::Right => words.rev().find_map(|word| {
                let bits = taken(word);
                (bits != 0).then(|| column(word * 64 + 64 - index(bits.leading_zeros())))
            }),
            Heading::Left => words.find_map(|word| {
                let bits = taken(word);
                let bit = word * 64 + index(bits.trailing_zeros());
                (bits != 0).then(|| column(bit) - i64::from(width))
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{InkMask, Region};
    use super::*;
    use crate::random::SplitMix64;

    fn below(random: &mut SplitMix64, n: u64) -> u32 {
        u32::try_from(random.next() % n).unwrap()
    }

    /// Ink in runs, as strokes make it.
    fn strokes(random: &mut SplitMix64) -> InkMask {
        let (width, height) = (1 + below(random, 150), 1 + below(random, 12));
        let mut mask = InkMask::blank(0, 0, width, height);
        for _ in 0..8 {
            let (y, first) = (below(random, height.into()), below(random, width.into()));
            let length = below(random, (width - first).into());
            mask.put_run(y, first, first + length);
        }
        mask
    }

    #[test]
    fn no_room_is_walked_past() {
        let mut random = SplitMix64::new(3);
        let region = Region::from_fn(300, 40, |x, y| (x + 3 * y) % 113 != 7);
        let part = Part::new(&region, 0);
        for _ in 0..60 {
            let mut occupied = Occupied::new(&part);
            let mut taken: Vec<(u32, u32)> = Vec::new();
            for _ in 0..12 {
                let mask = strokes(&mut random);
                let stamp = Stamp::inked(&mask);
                let slack = occupied.slack(stamp.size).unwrap();
                let y = below(&mut random, u64::from(slack.y) + 1);
                // Free as the pixels say, one after the other.
                let near = |x: u32, y: u32| {
                    (0..3).any(|dy| {
                        (0..3).any(|dx| {
                            let column = (x + dx).checked_sub(2);
                            let row = (y + dy).checked_sub(2);
                            column.zip(row).is_some_and(|(x, y)| mask.inks(x, y))
                        })
                    })
                };
                let grown: Vec<(u32, u32)> = (0..stamp.size.height)
                    .flat_map(|y| (0..stamp.size.width).map(move |x| (x, y)))
                    .filter(|&(x, y)| near(x, y))
                    .collect();
                let free = |x: u32| {
                    grown.iter().all(|&(dx, dy)| {
                        let pixel = (x + dx, y + dy);
                        region.allows(pixel.0, pixel.1) && !taken.contains(&pixel)
                    })
                };
                let wanted: Vec<u32> = (0..=slack.x).filter(|&x| free(x)).collect();
                let mut rows = Vec::new();
                let lane = occupied.lane(&stamp, y, &mut rows);
                let walk = |heading: Heading, start: u32, step: i64| {
                    let (mut x, mut found) = (i64::from(start), Vec::new());
                    while let Some(column) = u32::try_from(x).ok().filter(|&x| x <= slack.x) {
                        x = lane.blocked(column, heading).unwrap_or_else(|| {
                            found.push(column);
                            x + step
                        });
                    }
                    found
                };
                assert_eq!(walk(Heading::Right, 0, 1), wanted);
                let mut leftwards = walk(Heading::Left, slack.x, -1);
                leftwards.reverse();
                assert_eq!(leftwards, wanted);
                if let Some(&x) = wanted.first() {
                    occupied.take(&stamp, Spot { x, y });
                    let inked = grown.iter().filter(|&&(dx, dy)| {
                        let inner = dx.checked_sub(1).zip(dy.checked_sub(1));
                        inner.is_some_and(|(x, y)| mask.inks(x, y))
                    });
                    taken.extend(inked.map(|&(dx, dy)| (x + dx, y + dy)));
                }
            }
            assert!(!taken.is_empty());
        }
    }
}
