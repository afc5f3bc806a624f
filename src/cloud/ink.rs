//! Which pixels a text inks.

use super::InkBox;

/// How a word is turned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Turn {
    /// Reads from left to right.
    #[default]
    Upright,
    /// A quarter to the left: reads from the bottom up.
    Left,
}

impl Turn {
    /// Degrees to the left.
    pub(super) fn degrees(self) -> i32 {
        match self {
            Turn::Upright => 0,
            Turn::Left => 90,
        }
    }
}

impl InkBox {
    /// The box after a turn about the pen origin.
    ///
    /// ```
    /// use ciyun::cloud::{InkBox, Turn};
    /// let ink = InkBox { left: 0.1, top: -0.8, right: 1.9, bottom: 0.2 };
    /// let turned = InkBox { left: -0.8, top: -1.9, right: 0.2, bottom: -0.1 };
    /// assert_eq!(ink.turned(Turn::Left), turned);
    /// ```
    #[must_use]
    pub fn turned(self, turn: Turn) -> InkBox {
        match turn {
            Turn::Upright => self,
            Turn::Left => InkBox {
                left: self.top,
                top: -self.right,
                right: self.bottom,
                bottom: -self.left,
            },
        }
    }
}

/// The pixels that a text inks, however faintly, when its pen origin stands on a corner of the
/// pixel grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InkMask {
    left: i32,
    top: i32,
    width: u32,
    height: u32,
    bits: Vec<u64>,
}

impl InkMask {
    /// A mask without ink: `left` and `top` place its upper left pixel relative to the pixel right
    /// of and below the pen origin.
    #[must_use]
    pub fn blank(left: i32, top: i32, width: u32, height: u32) -> InkMask {
        let words = words_per_row(width) * index(height);
        InkMask {
            left,
            top,
            width,
            height,
            bits: vec![0; words],
        }
    }

    /// A rectangle of ink: all pixels that the box touches. `ink` is in em.
    ///
    /// ```
    /// use ciyun::cloud::{InkBox, InkMask};
    /// let ink = InkBox { left: 0.1, top: -0.8, right: 0.9, bottom: 0.1 };
    /// let mask = InkMask::filled(ink, 10.0);
    /// assert_eq!((mask.left(), mask.top(), mask.width(), mask.height()), (1, -8, 8, 9));
    /// assert!(mask.inks(0, 0) && mask.inks(7, 8));
    /// ```
    #[must_use]
    pub fn filled(ink: InkBox, font_size: f64) -> InkMask {
        let at = ink.at(font_size, 0.0, 0.0);
        let (left, top) = (whole(at.left.floor()), whole(at.top.floor()));
        let (right, bottom) = (whole(at.right.ceil()), whole(at.bottom.ceil()));
        let mut mask = InkMask::blank(left, top, right.abs_diff(left), bottom.abs_diff(top));
        if let Some(last) = mask.width.checked_sub(1) {
            (0..mask.height).for_each(|y| mask.put_run(y, 0, last));
        }
        mask
    }

    /// Inks the pixel in column `x` and row `y` of the mask.
    ///
    /// # Panics
    /// Outside of the mask.
    pub fn put(&mut self, x: u32, y: u32) {
        assert!(x < self.width && y < self.height, "inside the mask");
        let word = index(y) * words_per_row(self.width) + index(x / 64);
        self.bits[word] |= 1 << (x % 64);
    }

    /// Inks the pixels in columns `first` to `last` of row `y` of the mask.
    ///
    /// # Panics
    /// Outside of the mask, and when `last` is before `first`.
    pub fn put_run(&mut self, y: u32, first: u32, last: u32) {
        assert!(
            first <= last && last < self.width && y < self.height,
            "inside the mask"
        );
        let row = index(y) * words_per_row(self.width);
        let (first, last) = (index(first), index(last));
        for word in first / 64..=last / 64 {
            self.bits[row + word] |= columns(word, first, last);
        }
    }

    /// Whether the pixel in column `x` and row `y` of the mask is inked; `false` outside.
    #[must_use]
    pub fn inks(&self, x: u32, y: u32) -> bool {
        x < self.width && y < self.height && {
            let word = index(y) * words_per_row(self.width) + index(x / 64);
            self.bits[word] >> (x % 64) & 1 == 1
        }
    }

    /// Column of the leftmost pixel, relative to the pixel right of the pen origin.
    #[must_use]
    pub fn left(&self) -> i32 {
        self.left
    }

    /// Row of the uppermost pixel, relative to the pixel below the pen origin.
    #[must_use]
    pub fn top(&self) -> i32 {
        self.top
    }

    /// Width in pixels.
    #[must_use]
    pub fn width(&self) -> u32 {
        self.width
    }

    /// Height in pixels.
    #[must_use]
    pub fn height(&self) -> u32 {
        self.height
    }

    /// Rows of bits, from the top; in each the lowest bit of the first word is the leftmost pixel.
    pub fn rows(&self) -> impl Iterator<Item = &[u64]> {
        self.bits.chunks_exact(words_per_row(self.width).max(1))
    }
}

/// The bits of a word that stand for columns `first` to `last`.
pub(super) fn columns(word: usize, first: usize, last: usize) -> u64 {
    let low = if word == first / 64 { first % 64 } else { 0 };
    let high = if word == last / 64 { last % 64 } else { 63 };
    (u64::MAX << low) & (u64::MAX >> (63 - high))
}

/// Words of 64 pixels that a row needs.
pub(super) fn words_per_row(width: u32) -> usize {
    index(width.div_ceil(64))
}

pub(super) fn index(n: u32) -> usize {
    usize::try_from(n).expect("the program runs on machines of at least 32 bits")
}

fn whole(length: f64) -> i32 {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "saturates far outside of any canvas"
    )]
    let pixels = length as i32;
    pixels
}
