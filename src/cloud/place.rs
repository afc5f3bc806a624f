//! One attempt: all words at one scale, in their order.

use super::occupied::{Occupied, Size, Spot};
use super::random::SplitMix64;
use super::{InkBox, Preset};

/// A word as the placement sees it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    pub(super) ink: InkBox,
    /// `f(weight)`, so that the font size is `k` times it.
    pub(super) factor: f64,
}

/// The part of the canvas where words may stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field {
    margin: u32,
    size: Size,
    clearance: Clearance,
}

/// Room around the ink of a word.
#[derive(Debug, Clone, Copy)]
struct Clearance {
    /// To the left and to the right, in em.
    side: f64,
    /// Above and below, in em.
    above: f64,
    /// The least height of a box, in em: a flat word such as 一一 keeps its line.
    height: f64,
}

/// A word keeps at least half a pixel to each side, so that no two touch the same pixel.
const LEAST_CLEARANCE_PX: f64 = 0.5;

/// Blank border of the canvas, as a share of its shorter side.
const MARGIN_DIVISOR: u32 = 125;

/// Pen origin of a placed word, in pixels of the canvas.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Pen {
    pub(super) x: f64,
    pub(super) y: f64,
}

impl Field {
    pub(super) fn new(width: u32, height: u32, preset: Preset) -> Field {
        let margin = width.min(height) / MARGIN_DIVISOR;
        let clearance = match preset {
            Preset::Readable => Clearance {
                side: 0.13,
                above: 0.03,
                height: 0.5,
            },
        };
        Field {
            margin,
            size: Size {
                width: width - 2 * margin,
                height: height - 2 * margin,
            },
            clearance,
        }
    }

    /// Area in square pixels.
    pub(super) fn area(&self) -> f64 {
        f64::from(self.size.width) * f64::from(self.size.height)
    }

    /// Width and height of a word with its clearance, in pixels.
    pub(super) fn extent(&self, ink: InkBox, font_size: f64) -> (f64, f64) {
        let clear = |em: f64| 2.0 * (em * font_size).max(LEAST_CLEARANCE_PX);
        let width = ink.width() * font_size + clear(self.clearance.side);
        let height = ink.height() * font_size + clear(self.clearance.above);
        (width, height.max(self.clearance.height * font_size))
    }

    /// Whether a word alone has room.
    pub(super) fn holds(&self, ink: InkBox, font_size: f64) -> bool {
        self.boxed(ink, font_size).is_some()
    }

    /// The box of a word in whole pixels, `None` when the field is too small for it.
    fn boxed(&self, ink: InkBox, font_size: f64) -> Option<Size> {
        let (width, height) = self.extent(ink, font_size);
        Some(Size {
            width: whole(width, self.size.width)?,
            height: whole(height, self.size.height)?,
        })
    }

    /// The pen origin that puts the ink in the middle of the box.
    fn pen(&self, ink: InkBox, font_size: f64, size: Size, spot: Spot) -> Pen {
        let left = f64::from(self.margin + spot.x);
        let top = f64::from(self.margin + spot.y);
        let middle_x = left + f64::from(size.width) / 2.0;
        let middle_y = top + f64::from(size.height) / 2.0;
        Pen {
            x: thousandths(middle_x - (ink.left + ink.right) / 2.0 * font_size),
            y: thousandths(middle_y - (ink.top + ink.bottom) / 2.0 * font_size),
        }
    }
}

/// Places all shapes at scale `k`; `None` as soon as one finds no room.
pub(super) fn place(shapes: &[Shape], k: f64, field: &Field, seed: u64) -> Option<Vec<Pen>> {
    let sizes: Vec<(f64, Size)> = shapes
        .iter()
        .map(|shape| {
            let font_size = k * shape.factor;
            Some((font_size, field.boxed(shape.ink, font_size)?))
        })
        .collect::<Option<_>>()?;
    let taken = |(_, size): &(f64, Size)| f64::from(size.width) * f64::from(size.height);
    if sizes.iter().map(taken).sum::<f64>() > field.area() {
        return None;
    }
    let mut occupied = Occupied::new(field.size);
    let mut random = SplitMix64::new(seed);
    shapes
        .iter()
        .zip(sizes)
        .map(|(shape, (font_size, size))| {
            let spot = occupied.take_nearest(size, &mut random)?;
            Some(field.pen(shape.ink, font_size, size, spot))
        })
        .collect()
}

/// Rounds up to whole pixels, at least one; `None` above `limit` and for what is no number.
fn whole(length: f64, limit: u32) -> Option<u32> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "used only between 1 and the limit"
    )]
    let pixels = length.ceil().max(1.0) as u32;
    (length <= f64::from(limit)).then_some(pixels)
}

/// Rounds to what the layout file prints; far below what can be seen.
fn thousandths(length: f64) -> f64 {
    (length * 1000.0).round() / 1000.0
}
