//! Glyph outlines in whole font units, y down.

use skrifa::outline::OutlinePen;
use tiny_skia::{Path, PathBuilder};

/// A point in font units, x to the right, y down from the baseline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Point {
    pub(super) x: i32,
    pub(super) y: i32,
}

/// A piece of a contour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Segment {
    Move(Point),
    Line(Point),
    Quad(Point, Point),
    Cubic(Point, Point, Point),
    Close,
}

impl Segment {
    /// End point and control points.
    pub(super) fn points(&self) -> impl Iterator<Item = Point> {
        let points = match *self {
            Segment::Move(a) | Segment::Line(a) => [Some(a), None, None],
            Segment::Quad(a, b) => [Some(a), Some(b), None],
            Segment::Cubic(a, b, c) => [Some(a), Some(b), Some(c)],
            Segment::Close => [None; 3],
        };
        points.into_iter().flatten()
    }
}

/// The contours of a glyph.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Outline {
    pub(super) segments: Vec<Segment>,
}

impl Outline {
    /// As a path to fill, in font units; `None` for a blank glyph.
    pub(super) fn path(&self) -> Option<Path> {
        #[expect(clippy::cast_precision_loss, reason = "font units are 16-bit numbers")]
        let [x, y] = [|point: Point| point.x as f32, |point: Point| point.y as f32];
        let mut builder = PathBuilder::new();
        for segment in &self.segments {
            match *segment {
                Segment::Move(a) => builder.move_to(x(a), y(a)),
                Segment::Line(a) => builder.line_to(x(a), y(a)),
                Segment::Quad(a, b) => builder.quad_to(x(a), y(a), x(b), y(b)),
                Segment::Cubic(a, b, c) => builder.cubic_to(x(a), y(a), x(b), y(b), x(c), y(c)),
                Segment::Close => builder.close(),
            }
        }
        builder.finish()
    }

    /// The outline in units of which there are `ratio` to one of its own.
    #[cfg(feature = "wordcloud-rs")]
    pub(super) fn scaled(self, ratio: f64) -> Outline {
        let scaled = |point: Point| Point {
            x: whole(f64::from(point.x) * ratio),
            y: whole(f64::from(point.y) * ratio),
        };
        let segments = self.segments.into_iter().map(|segment| match segment {
            Segment::Move(a) => Segment::Move(scaled(a)),
            Segment::Line(a) => Segment::Line(scaled(a)),
            Segment::Quad(a, b) => Segment::Quad(scaled(a), scaled(b)),
            Segment::Cubic(a, b, c) => Segment::Cubic(scaled(a), scaled(b), scaled(c)),
            Segment::Close => Segment::Close,
        });
        Outline {
            segments: segments.collect(),
        }
    }

    /// The outline without cubic curves, as TrueType wants it: each becomes quadratic ones that
    /// stay within a quarter of a unit of it, before rounding to whole units.
    pub(super) fn quadratic(self) -> Outline {
        let mut pen = Point { x: 0, y: 0 };
        let mut segments = Vec::with_capacity(self.segments.len());
        for segment in self.segments {
            match segment {
                Segment::Cubic(a, b, c) => segments.extend(quadratics([pen, a, b, c])),
                other => segments.push(other),
            }
            pen = segment.points().last().unwrap_or(pen);
        }
        Outline { segments }
    }
}

/// Quadratic curves along a cubic one.
///
/// The quadratic curve with the same ends whose control point is (3b + 3c − a − d) / 4 is at most
/// √3/36 · |d − 3c + 3b − a| away; of a piece of 1/n of the parameter's range, 1/n³ of that.
fn quadratics([a, b, c, d]: [Point; 4]) -> impl Iterator<Item = Segment> {
    const TOLERANCE: f64 = 0.25;
    let axis = |part: fn(Point) -> i32| [a, b, c, d].map(|point| f64::from(part(point)));
    let axes = [axis(|point| point.x), axis(|point| point.y)];
    let third = axes.map(|[a, b, c, d]| d - 3.0 * c + 3.0 * b - a);
    let away = 3f64.sqrt() / 36.0 * (third[0] * third[0] + third[1] * third[1]).sqrt();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the distance is that of 16-bit numbers, its cube root small and not negative"
    )]
    let n = libm::cbrt(away / TOLERANCE).ceil().max(1.0) as u32;
    (0..n).map(move |piece| {
        let [from, to] = [piece, piece + 1].map(|step| f64::from(step) / f64::from(n));
        let [x, y] = axes.map(|[a, b, c, d]| {
            let at = |t: f64| {
                let s = 1.0 - t;
                s * s * s * a + 3.0 * s * s * t * b + 3.0 * s * t * t * c + t * t * t * d
            };
            let slope = |t: f64| {
                let s = 1.0 - t;
                3.0 * (s * s * (b - a) + 2.0 * s * t * (c - b) + t * t * (d - c))
            };
            let (start, end) = (at(from), at(to));
            // With p and q the piece's own control points, (3p + 3q − start − end) / 4.
            let control = (start + end) / 2.0 + (slope(from) - slope(to)) * (to - from) / 4.0;
            (whole(control), whole(end))
        });
        Segment::Quad(Point { x: x.0, y: y.0 }, Point { x: x.1, y: y.1 })
    })
}

pub(super) fn whole(value: f64) -> i32 {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "saturates; fonts keep coordinates in 16 bits"
    )]
    let units = value.round() as i32;
    units
}

fn point(x: f32, y: f32) -> Point {
    Point {
        x: whole(x.into()),
        y: whole((-y).into()),
    }
}

impl OutlinePen for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.segments.push(Segment::Move(point(x, y)));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.segments.push(Segment::Line(point(x, y)));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.segments
            .push(Segment::Quad(point(cx, cy), point(x, y)));
    }

    fn curve_to(&mut self, cx: f32, cy: f32, dx: f32, dy: f32, x: f32, y: f32) {
        let segment = Segment::Cubic(point(cx, cy), point(dx, dy), point(x, y));
        self.segments.push(segment);
    }

    fn close(&mut self) {
        self.segments.push(Segment::Close);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quadratic_curves_stay_near_the_cubic_one() {
        // A quarter of a circle of 1000 units; 552 makes a cubic curve stay within 0.3 of it.
        let point = |x, y| Point { x, y };
        let start = point(1000, 0);
        let outline = Outline {
            segments: vec![
                Segment::Move(start),
                Segment::Cubic(point(1000, 552), point(552, 1000), point(0, 1000)),
                Segment::Line(point(0, 0)),
                Segment::Close,
            ],
        };
        let quadratic = outline.quadratic();
        assert_eq!(quadratic.segments[0], Segment::Move(start));
        assert_eq!(quadratic.segments.last(), Some(&Segment::Close));
        let (mut pen, mut curves) = (start, 0);
        for segment in &quadratic.segments {
            if let Segment::Quad(control, end) = *segment {
                for t in [0.25, 0.5, 0.75, 1.0] {
                    let s = 1.0 - t;
                    let along = |a: i32, b: i32, c: i32| {
                        s * s * f64::from(a) + 2.0 * s * t * f64::from(b) + t * t * f64::from(c)
                    };
                    let x = along(pen.x, control.x, end.x);
                    let y = along(pen.y, control.y, end.y);
                    assert!((x.hypot(y) - 1000.0).abs() < 1.3, "{x} {y}");
                }
                (pen, curves) = (end, curves + 1);
            }
        }
        assert_eq!(pen, point(0, 1000));
        assert!((2..8).contains(&curves), "{curves} curves");
    }

    #[test]
    fn a_straight_cubic_curve_becomes_one_piece() {
        let point = |x| Point { x, y: 0 };
        let pieces: Vec<Segment> = quadratics([0, 10, 20, 30].map(point)).collect();
        assert_eq!(pieces, [Segment::Quad(point(15), point(30))]);
    }
}
