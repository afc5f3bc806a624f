//! A picture's region brought to a canvas.

use super::Region;
use super::ink::index;
use super::shape::Frame;

/// Sharp corners of a picture that is enlarged are rounded over this many of its pixels, so that
/// its steps do not show.
const SOFT: f64 = 2.0;

/// Scales what a region allows, its sides in proportion, to the middle of a frame on a canvas.
///
/// A pixel of the canvas is allowed when at least half of the area that it stands for is.
pub(super) fn fitted(region: &Region, width: u32, height: u32, frame: Frame) -> Region {
    let Some((columns, rows)) = region.bounds() else {
        return Region::none(width, height);
    };
    let wide = f64::from(columns.end - columns.start);
    let high = f64::from(rows.end - rows.start);
    let scale = (frame.width / wide).min(frame.height / high);
    let left = frame.left + (frame.width - scale * wide) / 2.0;
    let top = frame.top + (frame.height - scale * high) / 2.0;
    let sums = Sums::of(region);
    let side = if scale > 1.0 { SOFT } else { 1.0 / scale };
    let part = |n: u32, start: f64, source: u32| {
        let middle = (f64::from(n) + 0.5 - start) / scale + f64::from(source);
        [middle - side / 2.0, middle + side / 2.0]
    };
    let across: Vec<[f64; 2]> = (0..width).map(|x| part(x, left, columns.start)).collect();
    let mut scaled = Region::none(width, height);
    for y in 0..height {
        let down = part(y, top, rows.start);
        for x in 0..width {
            if sums.within(across[index(x)], down) >= side * side / 2.0 {
                scaled.allow(y, x..x + 1);
            }
        }
    }
    scaled
}

/// Counts of allowed pixels above and left of each corner of the grid.
struct Sums {
    width: usize,
    height: usize,
    counts: Vec<u32>,
}

impl Sums {
    fn of(region: &Region) -> Sums {
        let (width, height) = (index(region.width()), index(region.height()));
        let mut counts = vec![0u32; (width + 1) * (height + 1)];
        for y in 0..region.height() {
            let mut row = 0;
            for x in 0..region.width() {
                row += u32::from(region.allows(x, y));
                let corner = (index(y) + 1) * (width + 1) + index(x) + 1;
                counts[corner] = counts[corner - width - 1] + row;
            }
        }
        Sums {
            width,
            height,
            counts,
        }
    }

    /// Allowed area in a box with fractional edges.
    fn within(&self, [left, right]: [f64; 2], [top, bottom]: [f64; 2]) -> f64 {
        self.before(right, bottom) - self.before(left, bottom) - self.before(right, top)
            + self.before(left, top)
    }

    /// Allowed area above and left of a point.
    fn before(&self, x: f64, y: f64) -> f64 {
        let (column, right) = split(x, self.width);
        let (row, below) = split(y, self.height);
        let corner = row * (self.width + 1) + column;
        let at = |n: usize| f64::from(self.counts.get(n).copied().unwrap_or(0));
        let upper = at(corner) * (1.0 - right) + at(corner + 1) * right;
        if below == 0.0 {
            return upper;
        }
        let next = corner + self.width + 1;
        let lower = at(next) * (1.0 - right) + at(next + 1) * right;
        upper * (1.0 - below) + lower * below
    }
}

/// Whole part and rest of a length, kept inside of the picture.
fn split(length: f64, limit: usize) -> (usize, f64) {
    #[expect(clippy::cast_precision_loss, reason = "sides of pictures are small")]
    let length = length.clamp(0.0, limit as f64);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "lies between 0 and the limit"
    )]
    let whole = length as usize;
    (whole, length.fract())
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: Frame = Frame {
        left: 10.0,
        top: 10.0,
        width: 80.0,
        height: 40.0,
    };

    #[test]
    fn a_box_anywhere_in_a_picture_fills_the_frame_in_its_proportion() {
        let picture = Region::from_fn(900, 500, |x, y| {
            (700..860).contains(&x) && (20..180).contains(&y)
        });
        let square = Region::from_fn(100, 60, |x, y| {
            (30..70).contains(&x) && (10..50).contains(&y)
        });
        assert_eq!(fitted(&picture, 100, 60, FRAME), square);
    }

    #[test]
    fn an_enlarged_box_loses_no_more_than_its_corners() {
        let picture = Region::from_fn(9, 5, |x, y| (1..9).contains(&x) && (1..5).contains(&y));
        let scaled = fitted(&picture, 100, 60, FRAME);
        assert_eq!(scaled.bounds(), Some((10..90, 10..50)));
        assert!(!scaled.allows(10, 10) && scaled.allows(50, 10) && scaled.allows(10, 30));
        assert!(scaled.area() > 3000, "{}", scaled.area());
    }

    #[test]
    fn nothing_stays_nothing() {
        assert_eq!(
            fitted(&Region::none(5, 5), 100, 60, FRAME),
            Region::none(100, 60)
        );
    }
}
