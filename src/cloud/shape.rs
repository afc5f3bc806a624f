//! Outlines of the shapes, as closed lines through points.
//!
//! Curves are Bézier curves and rational quarters of ellipses: sums, products and quotients, which
//! are the same on every machine.

use super::Shape;
use super::polygon::Polygon;

/// The part of a canvas that a shape may use, in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Frame {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// Straight pieces of a curve.
const PIECES: u32 = 32;

/// Radius of round corners, as a share of the shorter side.
const CORNER: f64 = 0.16;

/// The outline of a shape in a frame; `None` for [`Shape::Mask`], whose outline is a picture's.
///
/// Rectangles and ellipses take the frame's proportions; the other shapes keep their own, as large
/// as the frame lets them be, in its middle.
pub(super) fn outline(shape: Shape, frame: Frame) -> Option<Polygon> {
    let Frame {
        left,
        top,
        width,
        height,
    } = frame;
    let mut line = Line::default();
    match shape {
        Shape::Mask => return None,
        Shape::Rectangle => {
            let (right, bottom) = (left + width, top + height);
            return Some(vec![
                [left, top],
                [right, top],
                [right, bottom],
                [left, bottom],
            ]);
        }
        Shape::RoundedRectangle => {
            line.rounded_box(frame, CORNER * width.min(height));
            return Some(line.points);
        }
        Shape::Ellipse => {
            line.ellipse(
                [left + width / 2.0, top + height / 2.0],
                [width / 2.0, height / 2.0],
            );
            return Some(line.points);
        }
        Shape::Circle => line.ellipse([0.0, 0.0], [1.0, 1.0]),
        Shape::Heart => line.heart(),
        Shape::SpeechBubble => line.speech_bubble(),
        Shape::Star => line.star(),
    }
    Some(fitted(&line.points, frame))
}

/// Scales a line, its sides in proportion, to the middle of a frame.
fn fitted(points: &Polygon, frame: Frame) -> Polygon {
    let least = |axis: usize| points.iter().map(|p| p[axis]).fold(f64::INFINITY, f64::min);
    let most = |axis: usize| {
        points
            .iter()
            .map(|p| p[axis])
            .fold(f64::NEG_INFINITY, f64::max)
    };
    let (left, top) = (least(0), least(1));
    let (width, height) = (most(0) - left, most(1) - top);
    let scale = (frame.width / width).min(frame.height / height);
    let x = frame.left + (frame.width - scale * width) / 2.0;
    let y = frame.top + (frame.height - scale * height) / 2.0;
    points
        .iter()
        .map(|p| [x + scale * (p[0] - left), y + scale * (p[1] - top)])
        .collect()
}

/// A line being drawn, clockwise as seen on the canvas.
#[derive(Default)]
struct Line {
    points: Polygon,
}

impl Line {
    /// A quarter of an ellipse from `middle + from` to just before `middle + to`.
    fn quarter(&mut self, middle: [f64; 2], from: [f64; 2], to: [f64; 2]) {
        for piece in 0..PIECES {
            let t = f64::from(piece) / f64::from(PIECES);
            let (cos, sin) = ((1.0 - t * t) / (1.0 + t * t), 2.0 * t / (1.0 + t * t));
            let at = |axis: usize| middle[axis] + from[axis] * cos + to[axis] * sin;
            self.points.push([at(0), at(1)]);
        }
    }

    fn ellipse(&mut self, middle: [f64; 2], [x, y]: [f64; 2]) {
        let corners = [[0.0, -y], [x, 0.0], [0.0, y], [-x, 0.0], [0.0, -y]];
        for ends in corners.windows(2) {
            self.quarter(middle, ends[0], ends[1]);
        }
    }

    /// A Bézier curve of the third degree to just before `d`.
    fn cubic(&mut self, [a, b, c, d]: [[f64; 2]; 4]) {
        for piece in 0..PIECES {
            let t = f64::from(piece) / f64::from(PIECES);
            let u = 1.0 - t;
            let at = |axis: usize| {
                u * u * (u * a[axis] + 3.0 * t * b[axis])
                    + t * t * (3.0 * u * c[axis] + t * d[axis])
            };
            self.points.push([at(0), at(1)]);
        }
    }

    /// A Bézier curve of the second degree to just before `c`.
    fn quadratic(&mut self, [a, b, c]: [[f64; 2]; 3]) {
        let toward = |from: [f64; 2]| {
            let at = |axis: usize| from[axis] + (b[axis] - from[axis]) * (2.0 / 3.0);
            [at(0), at(1)]
        };
        self.cubic([a, toward(a), toward(c), c]);
    }

    fn rounded_box(&mut self, frame: Frame, radius: f64) {
        let (left, top) = (frame.left + radius, frame.top + radius);
        let right = frame.left + frame.width - radius;
        let bottom = frame.top + frame.height - radius;
        let r = radius;
        self.quarter([left, top], [-r, 0.0], [0.0, -r]);
        self.points.push([left, frame.top]);
        self.quarter([right, top], [0.0, -r], [r, 0.0]);
        self.points.push([right + r, top]);
        self.quarter([right, bottom], [r, 0.0], [0.0, r]);
        self.points.push([right, bottom + r]);
        self.quarter([left, bottom], [0.0, r], [-r, 0.0]);
        self.points.push([left - r, bottom]);
    }

    /// Two lobes, full shoulders and a tip; the right half is drawn, the left one mirrors it.
    fn heart(&mut self) {
        let [notch, top, side, tip] = [[0.0, 0.24], [0.5, 0.0], [1.0, 0.52], [0.0, 1.78]];
        self.cubic([notch, [0.08, 0.1], [0.25, 0.0], top]);
        self.cubic([top, [0.78, 0.0], [1.0, 0.22], side]);
        self.cubic([side, [1.0, 0.98], [0.42, 1.32], tip]);
        let right = self.points.clone();
        self.points.push(tip);
        let left = right[1..].iter().rev();
        self.points.extend(left.map(|&[x, y]| [-x, y]));
    }

    /// A box with round corners, and a tail that bends to the lower left.
    fn speech_bubble(&mut self) {
        let body = Frame {
            left: 0.0,
            top: 0.0,
            width: 1.56,
            height: 1.0,
        };
        self.rounded_box(body, 0.26);
        // The lower edge runs from right to left: the tail interrupts it before the last corner.
        let corner = self.points.len() - 1 - usize::try_from(PIECES).expect("few");
        let rest = self.points.split_off(corner);
        let [right, tip, left] = [[0.66, 1.0], [0.24, 1.3], [0.36, 1.0]];
        self.quadratic([right, [0.52, 1.24], tip]);
        self.quadratic([tip, [0.38, 1.18], left]);
        self.points.push(left);
        self.points.extend(rest);
    }

    /// Five points, upright, with arms broad enough for words and softened tips.
    fn star(&mut self) {
        const INNER: f64 = 0.54;
        const TIP: f64 = 0.1;
        const NOOK: f64 = 0.16;
        // Sines and cosines of 72° and 36°.
        const SIN_72: f64 = 0.951_056_516_295_153_5;
        const COS_72: f64 = 0.309_016_994_374_947_4;
        const SIN_36: f64 = 0.587_785_252_292_473_1;
        const COS_36: f64 = 0.809_016_994_374_947_4;
        let outer = [
            [0.0, -1.0],
            [SIN_72, -COS_72],
            [SIN_36, COS_36],
            [-SIN_36, COS_36],
            [-SIN_72, -COS_72],
        ];
        let corners: Vec<[f64; 2]> = (0..5)
            .flat_map(|n| {
                let opposite: [f64; 2] = outer[(n + 3) % 5];
                [outer[n], opposite.map(|at| -INNER * at)]
            })
            .collect();
        for n in 0..10 {
            let corner = corners[n];
            let cut = if n % 2 == 0 { TIP } else { NOOK };
            let [from, to] = [corners[(n + 9) % 10], corners[(n + 1) % 10]].map(|other| {
                let at = |axis: usize| corner[axis] + cut * (other[axis] - corner[axis]);
                [at(0), at(1)]
            });
            self.quadratic([from, corner, to]);
            self.points.push(to);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::polygon::{edges, inside, twice_area};
    use super::*;

    const DRAWN: [Shape; 7] = [
        Shape::Rectangle,
        Shape::RoundedRectangle,
        Shape::Ellipse,
        Shape::Circle,
        Shape::Heart,
        Shape::SpeechBubble,
        Shape::Star,
    ];

    /// Whether a ray to the right crosses the line an odd number of times.
    fn encloses(polygon: &Polygon, [x, y]: [f64; 2]) -> bool {
        let crossed = edges(std::slice::from_ref(polygon)).filter(|[a, b]| {
            (a[1] <= y) != (b[1] <= y) && a[0] + (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) > x
        });
        crossed.count() % 2 == 1
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]

        #[test]
        fn allowed_pixels_lie_wholly_inside_the_outline(
            shape in prop::sample::select(DRAWN.to_vec()),
            width in 20u32..160,
            height in 20u32..160,
        ) {
            let frame = Frame {
                left: 2.0,
                top: 3.0,
                width: f64::from(width) - 4.0,
                height: f64::from(height) - 6.0,
            };
            let polygon = outline(shape, frame).unwrap();
            for &[x, y] in &polygon {
                prop_assert!(x >= 2.0 - 1e-9 && x <= f64::from(width) - 2.0 + 1e-9);
                prop_assert!(y >= 3.0 - 1e-9 && y <= f64::from(height) - 3.0 + 1e-9);
            }
            let region = inside(std::slice::from_ref(&polygon), width, height);
            // Corners drawn in by a hair, so that one on the outline counts as inside.
            let near = [0.001, 0.5, 0.999];
            let parts = || near.into_iter().flat_map(|x| near.map(|y| [x, y]));
            for y in 0..height {
                for x in 0..width {
                    let within = parts().filter(|part| {
                        let point = [f64::from(x) + part[0], f64::from(y) + part[1]];
                        encloses(&polygon, point)
                    });
                    if region.allows(x, y) {
                        prop_assert_eq!(within.count(), 9, "{:?} {} {}", shape, x, y);
                    }
                }
            }
            // What is lost is at most the pixels under the outline.
            let length: f64 = edges(std::slice::from_ref(&polygon))
                .map(|[a, b]| (b[0] - a[0]).abs() + (b[1] - a[1]).abs() + 2.0)
                .sum();
            let area = twice_area(&polygon) / 2.0;
            prop_assert!(area > 0.0, "drawn clockwise");
            let found = region.area() as f64;
            prop_assert!(found <= area + 1e-6 && found >= area - length);
        }
    }

    #[test]
    fn shapes_fill_the_frame_or_keep_their_proportion() {
        let frame = Frame {
            left: 0.0,
            top: 0.0,
            width: 1600.0,
            height: 1000.0,
        };
        let size = |shape| {
            let polygon = outline(shape, frame).unwrap();
            let range = |axis: usize| {
                let least = polygon
                    .iter()
                    .map(|p| p[axis])
                    .fold(f64::INFINITY, f64::min);
                let most = polygon.iter().map(|p| p[axis]).fold(0.0, f64::max);
                // In the middle.
                let side = [1600.0, 1000.0][axis];
                assert!((least + most - side).abs() < 1e-6, "{shape:?}");
                (most - least).round()
            };
            (range(0), range(1))
        };
        for shape in [Shape::Rectangle, Shape::RoundedRectangle, Shape::Ellipse] {
            assert_eq!(size(shape), (1600.0, 1000.0));
        }
        assert_eq!(size(Shape::Circle), (1000.0, 1000.0));
        for shape in [Shape::Heart, Shape::SpeechBubble, Shape::Star] {
            let (width, height) = size(shape);
            assert!(
                height == 1000.0 && width > 1000.0 && width < 1250.0,
                "{shape:?} {width}"
            );
        }
        assert_eq!(outline(Shape::Mask, frame), None);
    }

    #[test]
    fn an_ellipse_is_one() {
        let frame = Frame {
            left: 0.0,
            top: 0.0,
            width: 400.0,
            height: 200.0,
        };
        for [x, y] in outline(Shape::Ellipse, frame).unwrap() {
            let (x, y) = ((x - 200.0) / 200.0, (y - 100.0) / 100.0);
            assert!((x * x + y * y - 1.0).abs() < 1e-12);
        }
    }
}
