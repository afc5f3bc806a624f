//! What a word takes of the canvas at one scale.

use super::ink::{index, words_per_row};
use super::occupied::Size;
use super::{InkBox, InkMask, Preset, Turn};

/// Room around the ink of a word that is set in a box.
struct Clearance {
    /// Before and after, in em.
    side: f64,
    /// Above and below, in em.
    above: f64,
    /// The least height of a box, in em: a flat word such as 一一 keeps its line.
    height: f64,
}

/// A gap of a quarter em between neighbours in a line.
const READABLE: Clearance = Clearance {
    side: 0.13,
    above: 0.03,
    height: 0.5,
};

/// A word keeps at least half a pixel to each side, so that no two touch the same pixel.
const LEAST_CLEARANCE_PX: f64 = 0.5;

/// Bands of a word that are looked at in turn.
const BANDS: usize = 8;

/// Up to 64 pixels of a row of a stamp.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) row: usize,
    /// Column of the lowest bit, in steps of 64.
    pub(super) word: usize,
    pub(super) bits: u64,
}

/// The pixels that a word needs.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Pixels {
    /// The whole box.
    Box,
    /// Only some.
    Ink {
        /// The ink, and one pixel around it, that must be free; those that are seldom so first.
        free: Vec<Cell>,
        /// The ink alone.
        ink: Vec<Cell>,
    },
}

/// What a word takes of the canvas: a box of whole pixels, or some pixels of it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Stamp {
    pub(super) size: Size,
    pub(super) pixels: Pixels,
    /// The pen origin from the upper left corner.
    pen: (f64, f64),
}

impl Stamp {
    /// The box of a word and the clearance that lets it be read.
    pub(super) fn boxed(ink: InkBox, font_size: f64, turn: Turn) -> Stamp {
        let (width, height) = extent(ink, font_size, turn);
        let ink = ink.turned(turn);
        let size = Size {
            width: whole(width),
            height: whole(height),
        };
        let from = |side: u32, start: f64, end: f64| {
            f64::from(side) / 2.0 - (start + end) / 2.0 * font_size
        };
        Stamp {
            size,
            pixels: Pixels::Box,
            pen: (
                from(size.width, ink.left, ink.right),
                from(size.height, ink.top, ink.bottom),
            ),
        }
    }

    /// The ink of a word and a pixel around it.
    pub(super) fn inked(mask: &InkMask) -> Stamp {
        let size = Size {
            width: mask.width() + 2,
            height: mask.height() + 2,
        };
        let words = words_per_row(size.width);
        let blank = vec![0; words];
        // The ink, one pixel to the right and down; and the same with its neighbours in the row.
        let mut inner = vec![blank.clone()];
        inner.extend(mask.rows().map(|row| shifted(row, 1, words)));
        inner.push(blank.clone());
        let wide: Vec<Vec<u64>> = inner
            .iter()
            .map(|row| or(row, &or(&shifted(row, 1, words), &shifted_back(row))))
            .collect();
        let grown: Vec<Vec<u64>> = (0..wide.len())
            .map(|y| {
                let above = y.checked_sub(1).map_or(&blank, |above| &wide[above]);
                let below = wide.get(y + 1).unwrap_or(&blank);
                or(&wide[y], &or(above, below))
            })
            .collect();
        Stamp {
            size,
            pixels: Pixels::Ink {
                free: telling_first(cells(&grown), size.height),
                ink: cells(&inner),
            },
            pen: (f64::from(1 - mask.left()), f64::from(1 - mask.top())),
        }
    }

    /// A number that words of about as many characters share.
    pub(super) fn form(&self) -> u32 {
        let Size { width, height } = self.size;
        let half_ems = |long: u32, wide: u32| (2 * long + wide / 2) / wide;
        if width >= height {
            half_ems(width, height)
        } else {
            u32::MAX - half_ems(height, width)
        }
    }

    /// The pen origin when the upper left corner is at a pixel of the canvas.
    pub(super) fn pen(&self, left: u32, top: u32) -> (f64, f64) {
        (
            thousandths(f64::from(left) + self.pen.0),
            thousandths(f64::from(top) + self.pen.1),
        )
    }
}

/// Width and height of a word with its clearance, in pixels.
fn extent(ink: InkBox, font_size: f64, turn: Turn) -> (f64, f64) {
    let clear = |em: f64| 2.0 * (em * font_size).max(LEAST_CLEARANCE_PX);
    let along = ink.width() * font_size + clear(READABLE.side);
    let across = ink.height() * font_size + clear(READABLE.above);
    let across = across.max(READABLE.height * font_size);
    match turn {
        Turn::Upright => (along, across),
        Turn::Left => (across, along),
    }
}

/// Area of the box of a word with the clearance that a preset gives it, in square pixels.
pub(super) fn area(ink: InkBox, font_size: f64, preset: Preset) -> f64 {
    let (width, height) = match preset {
        Preset::Readable => extent(ink, font_size, Turn::Upright),
        Preset::Dense => (
            ink.width() * font_size + 2.0,
            ink.height() * font_size + 2.0,
        ),
    };
    width * height
}

fn cells(rows: &[Vec<u64>]) -> Vec<Cell> {
    let mut cells = Vec::new();
    for (row, words) in rows.iter().enumerate() {
        let inked = words.iter().enumerate().filter(|&(_, &bits)| bits != 0);
        cells.extend(inked.map(|(word, &bits)| Cell { row, word, bits }));
    }
    cells
}

/// From each band of rows the fullest cell, then from each the next.
fn telling_first(mut cells: Vec<Cell>, height: u32) -> Vec<Cell> {
    let band = |cell: &Cell| cell.row * BANDS / index(height);
    cells.sort_by_key(|cell| (band(cell), 64 - cell.bits.count_ones()));
    let mut turns = [0; BANDS];
    let mut ordered: Vec<(u32, Cell)> = cells
        .into_iter()
        .map(|cell| {
            let turn = &mut turns[band(&cell)];
            *turn += 1;
            (*turn, cell)
        })
        .collect();
    ordered.sort_by_key(|&(turn, _)| turn);
    ordered.into_iter().map(|(_, cell)| cell).collect()
}

/// A row one column to the right, in `words` words.
fn shifted(row: &[u64], by: u32, words: usize) -> Vec<u64> {
    let at = |word: usize| row.get(word).copied().unwrap_or(0);
    (0..words)
        .map(|word| {
            let carried = word
                .checked_sub(1)
                .map_or(0, |before| at(before) >> (64 - by));
            at(word) << by | carried
        })
        .collect()
}

/// A row one column to the left.
fn shifted_back(row: &[u64]) -> Vec<u64> {
    (0..row.len())
        .map(|word| row[word] >> 1 | row.get(word + 1).copied().unwrap_or(0) << 63)
        .collect()
}

fn or(one: &[u64], two: &[u64]) -> Vec<u64> {
    one.iter().zip(two).map(|(a, b)| a | b).collect()
}

/// Rounds up to whole pixels, at least one.
fn whole(length: f64) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "saturates far above the longest side of a canvas"
    )]
    let pixels = length.ceil().max(1.0) as u32;
    pixels
}

/// Rounds to what the layout file prints; far below what can be seen.
fn thousandths(length: f64) -> f64 {
    (length * 1000.0).round() / 1000.0
}
