//! The part of a canvas where words may stand.

use std::ops::Range;

use super::ink::{index, words_per_row};

/// The pixels of a canvas where words may stand.
///
/// ```
/// use ciyun::cloud::Region;
/// let half = Region::from_fn(100, 40, |x, _| x < 50);
/// assert!(half.allows(49, 39) && !half.allows(50, 0));
/// assert_eq!(half.area(), 2000);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    width: u32,
    height: u32,
    bits: Vec<u64>,
}

impl Region {
    /// The whole canvas.
    #[must_use]
    pub fn whole(width: u32, height: u32) -> Region {
        let mut region = Region::none(width, height);
        for y in 0..height {
            region.allow(y, 0..width);
        }
        region
    }

    /// Nothing of the canvas.
    #[must_use]
    pub fn none(width: u32, height: u32) -> Region {
        Region {
            width,
            height,
            bits: vec![0; words_per_row(width) * index(height)],
        }
    }

    /// The pixels for which `allowed` holds; it is given column and row.
    #[must_use]
    pub fn from_fn(width: u32, height: u32, allowed: impl Fn(u32, u32) -> bool) -> Region {
        let mut region = Region::none(width, height);
        for y in 0..height {
            let row = region.row_mut(y);
            for x in (0..width).filter(|&x| allowed(x, y)) {
                row[index(x / 64)] |= 1 << (x % 64);
            }
        }
        region
    }

    /// Whether words may stand on the pixel in column `x` and row `y`; `false` outside.
    #[must_use]
    pub fn allows(&self, x: u32, y: u32) -> bool {
        x < self.width && y < self.height && {
            let word = index(y) * words_per_row(self.width) + index(x / 64);
            self.bits[word] >> (x % 64) & 1 == 1
        }
    }

    /// How many pixels there are for words.
    #[must_use]
    pub fn area(&self) -> u64 {
        self.bits
            .iter()
            .map(|word| u64::from(word.count_ones()))
            .sum()
    }

    /// Width of the canvas.
    #[must_use]
    pub fn width(&self) -> u32 {
        self.width
    }

    /// Height of the canvas.
    #[must_use]
    pub fn height(&self) -> u32 {
        self.height
    }

    /// Columns and rows of the smallest box that holds the region; `None` when nothing is allowed.
    ///
    /// ```
    /// use ciyun::cloud::Region;
    /// let region = Region::from_fn(100, 40, |x, y| x == 3 && y < 5 || x == 70 && y == 9);
    /// assert_eq!(region.bounds(), Some((3..71, 0..10)));
    /// assert_eq!(Region::none(5, 5).bounds(), None);
    /// ```
    #[must_use]
    pub fn bounds(&self) -> Option<(Range<u32>, Range<u32>)> {
        let used = |y: &u32| self.row(*y).iter().any(|&word| word != 0);
        let top = (0..self.height).find(used)?;
        let bottom = (top..self.height).rev().find(used)?;
        let columns =
            self.rows()
                .fold(vec![0u64; words_per_row(self.width)], |mut columns, row| {
                    columns
                        .iter_mut()
                        .zip(row)
                        .for_each(|(all, &one)| *all |= one);
                    columns
                });
        let set = |x: &u32| columns[index(x / 64)] >> (x % 64) & 1 == 1;
        let left = (0..self.width).find(set)?;
        let right = (left..self.width).rev().find(set)?;
        Some((left..right + 1, top..bottom + 1))
    }

    /// The side of the largest square that the region holds.
    ///
    /// ```
    /// use ciyun::cloud::Region;
    /// let cross = Region::from_fn(50, 50, |x, y| (20..27).contains(&x) || (20..25).contains(&y));
    /// assert_eq!(cross.largest_square(), 7);
    /// ```
    #[must_use]
    pub fn largest_square(&self) -> u32 {
        // For each pixel the largest square whose lower right corner it is.
        let mut above = vec![0; index(self.width)];
        let mut largest = 0;
        for y in 0..self.height {
            let (mut left, mut diagonal) = (0, 0);
            for (x, square) in (0..self.width).zip(&mut above) {
                let here = match self.allows(x, y) {
                    true => 1 + left.min(diagonal).min(*square),
                    false => 0,
                };
                diagonal = std::mem::replace(square, here);
                left = here;
                largest = largest.max(here);
            }
        }
        largest
    }

    /// Rows of bits, from the top; in each the lowest bit of the first word is the leftmost pixel.
    pub(super) fn rows(&self) -> impl Iterator<Item = &[u64]> {
        self.bits.chunks_exact(words_per_row(self.width).max(1))
    }

    fn row(&self, y: u32) -> &[u64] {
        let words = words_per_row(self.width);
        &self.bits[index(y) * words..][..words]
    }

    fn row_mut(&mut self, y: u32) -> &mut [u64] {
        let words = words_per_row(self.width);
        &mut self.bits[index(y) * words..][..words]
    }

    /// Opens columns of a row.
    pub(super) fn allow(&mut self, y: u32, columns: Range<u32>) {
        for (word, bits) in masks(&columns) {
            self.row_mut(y)[word] |= bits;
        }
    }

    /// Closes columns of a row.
    pub(super) fn forbid(&mut self, y: u32, columns: Range<u32>) {
        for (word, bits) in masks(&columns) {
            self.row_mut(y)[word] &= !bits;
        }
    }

    /// What lies in given columns and rows.
    pub(super) fn within(&self, columns: &Range<u32>, rows: &Range<u32>) -> Region {
        let mut part = Region::none(self.width, self.height);
        for y in rows.clone() {
            for (word, bits) in masks(columns) {
                part.row_mut(y)[word] = self.row(y)[word] & bits;
            }
        }
        part
    }
}

/// The words of a row that hold columns, each with the bits that stand for them.
fn masks(columns: &Range<u32>) -> impl Iterator<Item = (usize, u64)> + use<> {
    let (first, end) = (columns.start, columns.end.max(columns.start));
    (first / 64..end.div_ceil(64)).map(move |word| {
        let low = first.saturating_sub(word * 64);
        let high = (end - word * 64).min(64);
        let bits = u64::MAX.checked_shl(low).unwrap_or(0) & (u64::MAX >> (64 - high));
        (index(word), bits)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn columns_open_and_close_as_said(
            width in 1u32..200,
            opened in (0u32..200, 0u32..200),
            closed in (0u32..200, 0u32..200),
        ) {
            let range = |(a, b): (u32, u32)| a.min(b).min(width)..a.max(b).min(width);
            let (opened, closed) = (range(opened), range(closed));
            let mut region = Region::none(width, 3);
            region.allow(1, opened.clone());
            region.forbid(1, closed.clone());
            let by_hand = Region::from_fn(width, 3, |x, y| {
                y == 1 && opened.contains(&x) && !closed.contains(&x)
            });
            prop_assert_eq!(&region, &by_hand);
            let cut = region.within(&closed, &(0..2));
            prop_assert_eq!(cut.area(), 0);
            prop_assert_eq!(region.within(&(0..width), &(0..3)), by_hand);
        }
    }

    #[test]
    fn the_whole_canvas_is_allowed_and_nothing_beside_it() {
        let whole = Region::whole(130, 7);
        assert_eq!(whole, Region::from_fn(130, 7, |_, _| true));
        assert_eq!(whole.area(), 910);
        assert!(!whole.allows(130, 0) && !whole.allows(0, 7));
    }
}
