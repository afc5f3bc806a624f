//! Glyph outlines in whole font units, y down.

use skrifa::outline::OutlinePen;

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

fn point(x: f32, y: f32) -> Point {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "saturates; fonts keep coordinates in 16 bits"
    )]
    let whole = |value: f32| value.round() as i32;
    Point {
        x: whole(x),
        y: whole(-y),
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
