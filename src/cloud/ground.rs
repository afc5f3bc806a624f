//! Where words may stand.

use super::Region;
use super::aim::{Point, Target};
use super::ink::{index, words_per_row};
use super::occupied::Size;

/// Blank border of the canvas, as a share of its shorter side.
const MARGIN_DIVISOR: u32 = 125;

/// A part of the canvas, cut to the box that just holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) left: u32,
    pub(super) top: u32,
    pub(super) width: u32,
    pub(super) height: u32,
    /// The pixels where no word may stand, 64 to a word, row after row.
    pub(super) forbidden: Vec<u64>,
    /// Height of the lowest vertical run of such pixels between two free ones.
    pub(super) thinnest: Option<u32>,
    area: u32,
}

impl Part {
    /// Columns `margin.0` and rows `margin.1` at each side of the canvas stay blank.
    pub(super) fn new(region: &Region, margin: u32) -> Part {
        let columns = margin..region.width().saturating_sub(margin);
        let rows = margin..region.height().saturating_sub(margin);
        let allowed_in = |y: u32| columns.clone().filter(move |&x| region.allows(x, y));
        let (mut left, mut right, mut top, mut bottom) = (u32::MAX, 0, u32::MAX, 0);
        for y in rows.clone() {
            let mut allowed = allowed_in(y);
            if let Some(first) = allowed.next() {
                left = left.min(first);
                right = right.max(allowed.next_back().unwrap_or(first) + 1);
                top = top.min(y);
                bottom = y + 1;
            }
        }
        let (width, height) = (right.saturating_sub(left), bottom.saturating_sub(top));
        let (left, top) = (left.min(right), top.min(bottom));
        let words = words_per_row(width);
        let mut part = Part {
            left,
            top,
            width,
            height,
            forbidden: vec![0; words * index(height)],
            thinnest: None,
            area: 0,
        };
        // Rows since the last free pixel of a column, once there was one.
        let mut blocked: Vec<Option<u32>> = vec![None; index(width)];
        for y in 0..height {
            for x in 0..width {
                let run = &mut blocked[index(x)];
                if region.allows(left + x, top + y) {
                    part.area += 1;
                    if let Some(rows @ 1..) = run.replace(0) {
                        part.thinnest = Some(part.thinnest.map_or(rows, |least| least.min(rows)));
                    }
                } else {
                    part.forbidden[index(y) * words + index(x / 64)] |= 1 << (x % 64);
                    *run = run.map(|rows| rows + 1);
                }
            }
        }
        part
    }

    /// The number of pixels where words may stand.
    pub(super) fn area(&self) -> u32 {
        self.area
    }

    /// The middle of the box around the part, in an ellipse of its proportions.
    pub(super) fn middle(&self) -> Target {
        let size = Size {
            width: self.width,
            height: self.height,
        };
        let middle = Point::middle(self.left, self.top, size);
        Target::ellipse(middle, self.width, self.height)
    }
}

/// The parts of the canvas where words may stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ground {
    parts: Vec<Part>,
    part_of: Vec<usize>,
}

impl Ground {
    /// `parts` are as large as the canvas and share no pixel; `part_of` names the part of each
    /// term.
    pub(super) fn new(parts: &[Region], part_of: Vec<usize>) -> Ground {
        let part = |region: &Region| {
            let margin = region.width().min(region.height()) / MARGIN_DIVISOR;
            Part::new(region, margin)
        };
        Ground {
            parts: parts.iter().map(part).collect(),
            part_of,
        }
    }

    /// A part by its number.
    pub(super) fn part(&self, part: usize) -> &Part {
        &self.parts[part]
    }

    /// All parts.
    pub(super) fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// The part of the canvas in which a term stands, terms being numbered as they were given.
    pub(super) fn part_of(&self, term: usize) -> usize {
        self.part_of[term]
    }
}
