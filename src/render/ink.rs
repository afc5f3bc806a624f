//! The pixels that a line of text touches.
//!
//! A rasteriser for pictures answers how much of a pixel is covered, and rounds. For words that
//! nest in each other's white, every pixel that an outline touches counts, however little of it;
//! so edges are followed through all their pixels, and those between edges are found by their
//! middles. All sums are plain IEEE operations: the pixels are the same on every machine.

use super::fonts::Faces;
use super::outline::{Outline, Point, Segment};
use crate::cloud::{InkMask, Turn, Unmeasured};

/// Edges count as this much wider to each side, in pixels: rasterisers round, too.
const EDGE: f64 = 1.0 / 32.0;

/// Chords are at most this far from their curve, in pixels.
const FLATNESS: f64 = 1.0 / 64.0;

/// The ink of a text; `scale` is pixels per unit of the main font.
pub(super) fn ink(
    faces: &Faces<'_>,
    text: &str,
    scale: f64,
    turn: Turn,
) -> Result<InkMask, Unmeasured> {
    let line = faces.line(text).map_err(Unmeasured::MissingGlyphs)?;
    let glyphs: Vec<Vec<Edge>> = line
        .iter()
        .map(|glyph| {
            let ratio = faces.fonts.ratio(glyph.key.place);
            edges(&faces.outline(glyph.key), (glyph.x, ratio), scale, turn)
        })
        .collect();
    let mut bounds: Option<Bounds> = None;
    for edge in glyphs.iter().flatten() {
        bounds = Some(bounds.map_or(edge.bounds(), |all| all.with(edge.bounds())));
    }
    let bounds = bounds.ok_or(Unmeasured::NoInk)?;
    let mut canvas = Canvas::new(bounds);
    for edges in &glyphs {
        canvas.draw(edges);
    }
    Ok(canvas.mask)
}

/// A straight piece of an outline, in pixels from the pen origin.
#[derive(Debug, Clone, Copy)]
struct Edge {
    from: (f64, f64),
    to: (f64, f64),
}

/// The pixels that edges touch: first and last column, first and last row.
#[derive(Debug, Clone, Copy)]
struct Bounds {
    columns: (i32, i32),
    rows: (i32, i32),
}

impl Edge {
    fn bounds(&self) -> Bounds {
        let span = |a: f64, b: f64| (pixel(a.min(b) - EDGE), pixel(a.max(b) + EDGE));
        Bounds {
            columns: span(self.from.0, self.to.0),
            rows: span(self.from.1, self.to.1),
        }
    }

    /// The column at a height, which is brought between those of the ends.
    fn x_at(&self, y: f64) -> f64 {
        let (from, to) = (self.from, self.to);
        if from.1 == to.1 {
            return from.0;
        }
        let share = ((y - from.1) / (to.1 - from.1)).clamp(0.0, 1.0);
        from.0 + share * (to.0 - from.0)
    }
}

impl Bounds {
    fn with(self, other: Bounds) -> Bounds {
        let both = |a: (i32, i32), b: (i32, i32)| (a.0.min(b.0), a.1.max(b.1));
        Bounds {
            columns: both(self.columns, other.columns),
            rows: both(self.rows, other.rows),
        }
    }
}

/// A mask, and how often each outline winds around the middles of its pixels.
struct Canvas {
    bounds: Bounds,
    mask: InkMask,
    /// Changes of the winding number from one column to the next, row after row.
    turns: Vec<i32>,
}

impl Canvas {
    fn new(bounds: Bounds) -> Canvas {
        let length = |(first, last): (i32, i32)| last.abs_diff(first) + 1;
        let (width, height) = (length(bounds.columns), length(bounds.rows));
        let size = index(width + 1) * index(height);
        Canvas {
            bounds,
            mask: InkMask::blank(bounds.columns.0, bounds.rows.0, width, height),
            turns: vec![0; size],
        }
    }

    /// Adds the outline of one glyph.
    fn draw(&mut self, edges: &[Edge]) {
        for edge in edges {
            self.touch(edge);
            self.wind(edge);
        }
        self.fill();
    }

    /// Inks the pixels through which an edge goes.
    fn touch(&mut self, edge: &Edge) {
        let Bounds { columns, rows } = edge.bounds();
        let across = edge.from.1 == edge.to.1;
        for row in rows.0..=rows.1 {
            let (first, last) = if across {
                columns
            } else {
                let (top, bottom) = (f64::from(row) - EDGE, f64::from(row) + 1.0 + EDGE);
                let (one, two) = (edge.x_at(top), edge.x_at(bottom));
                (pixel(one.min(two) - EDGE), pixel(one.max(two) + EDGE))
            };
            let (y, first) = (self.row(row), self.column(first));
            self.mask.put_run(y, first, self.column(last));
        }
    }

    /// Notes where an edge crosses the line through the middles of a row.
    fn wind(&mut self, edge: &Edge) {
        let down = edge.to.1 > edge.from.1;
        let (top, bottom) = if down {
            (edge.from.1, edge.to.1)
        } else {
            (edge.to.1, edge.from.1)
        };
        // Rows whose middle is at or below the upper end and above the lower end.
        for row in pixel((top - 0.5).ceil())..pixel((bottom - 0.5).ceil()) {
            let x = edge.x_at(f64::from(row) + 0.5);
            let column = self.column(pixel((x - 0.5).ceil()));
            let at = self.turn_at(self.row(row), column);
            self.turns[at] += if down { 1 } else { -1 };
        }
    }

    /// Inks what the edges so far wind around, and forgets them.
    fn fill(&mut self) {
        let stride = index(self.mask.width() + 1);
        for (y, row) in (0..).zip(self.turns.chunks_exact_mut(stride)) {
            let (mut winding, mut start) = (0, 0);
            for (x, turn) in (0..).zip(row) {
                if *turn == 0 {
                    continue;
                }
                if winding == 0 {
                    start = x;
                }
                winding += std::mem::take(turn);
                if winding == 0 && start < x {
                    self.mask.put_run(y, start, x - 1);
                }
            }
        }
    }

    fn turn_at(&self, y: u32, x: u32) -> usize {
        index(y) * index(self.mask.width() + 1) + index(x)
    }

    fn row(&self, row: i32) -> u32 {
        row.abs_diff(self.bounds.rows.0)
    }

    fn column(&self, column: i32) -> u32 {
        column.abs_diff(self.bounds.columns.0)
    }
}

/// An outline as straight pieces, `x` units of the main font to the right; a unit of its own font
/// is `ratio` of them.
fn edges(outline: &Outline, (x, ratio): (f64, f64), scale: f64, turn: Turn) -> Vec<Edge> {
    let place = |point: Point| {
        let (right, down) = (
            (x + f64::from(point.x) * ratio) * scale,
            f64::from(point.y) * ratio * scale,
        );
        match turn {
            Turn::Upright => (right, down),
            Turn::Left => (down, -right),
        }
    };
    let mut edges = Vec::new();
    let (mut start, mut pen) = ((0.0, 0.0), (0.0, 0.0));
    let mut line = |pen: &mut (f64, f64), to: (f64, f64)| {
        edges.push(Edge { from: *pen, to });
        *pen = to;
    };
    for segment in &outline.segments {
        match *segment {
            Segment::Move(a) => {
                line(&mut pen, start);
                (start, pen) = (place(a), place(a));
            }
            Segment::Line(a) => line(&mut pen, place(a)),
            Segment::Quad(a, b) => {
                let (from, a, b) = (pen, place(a), place(b));
                for t in steps(bend(from, a, b) / 4.0) {
                    let point = mix(mix(from, a, t), mix(a, b, t), t);
                    line(&mut pen, point);
                }
            }
            Segment::Cubic(a, b, c) => {
                let (from, a, b, c) = (pen, place(a), place(b), place(c));
                let most = bend(from, a, b).max(bend(a, b, c));
                for t in steps(most * 3.0 / 4.0) {
                    let (ab, bc) = (mix(a, b, t), mix(b, c, t));
                    let point = mix(mix(mix(from, a, t), ab, t), mix(ab, bc, t), t);
                    line(&mut pen, point);
                }
            }
            Segment::Close => line(&mut pen, start),
        }
    }
    line(&mut pen, start);
    edges.retain(|edge| edge.from != edge.to);
    edges
}

/// How far the middle point is from where it would be on a straight line, doubled.
fn bend(a: (f64, f64), b: (f64, f64), c: (f64, f64)) -> f64 {
    let second = |a: f64, b: f64, c: f64| (a - 2.0 * b + c).abs();
    second(a.0, b.0, c.0) + second(a.1, b.1, c.1)
}

/// Where to cut a curve that is `sagitta` away from its chord: so often that its parts are as good
/// as straight. Halving the parts quarters the distance.
fn steps(sagitta: f64) -> impl Iterator<Item = f64> {
    let parts = (sagitta / FLATNESS).sqrt().ceil().clamp(1.0, 255.0);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 1 and 255"
    )]
    let count = parts as u8;
    (1..=count).map(move |n| {
        if n == count {
            1.0
        } else {
            f64::from(n) / parts
        }
    })
}

/// The point between `a` and `b`.
fn mix(a: (f64, f64), b: (f64, f64), t: f64) -> (f64, f64) {
    (a.0 + (b.0 - a.0) * t, a.1 + (b.1 - a.1) * t)
}

/// The number of the pixel that holds a coordinate.
fn pixel(length: f64) -> i32 {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "saturates far outside of any canvas"
    )]
    let pixel = length.floor() as i32;
    pixel
}

fn index(n: u32) -> usize {
    usize::try_from(n).expect("the program runs on machines of at least 32 bits")
}

#[cfg(test)]
mod tests {
    #![expect(
        clippy::cast_possible_truncation,
        reason = "the rasteriser of pictures computes in f32"
    )]

    use tiny_skia::{FillRule, Paint, Pixmap, Transform};

    use super::*;
    use crate::cloud::TextMeasure;
    use crate::render::Font;

    /// The pixels that the rasteriser of pictures touches, `zoom` to one of the mask, as pixels of
    /// the mask.
    fn drawn(text: &str, font_size: f64, turn: Turn, zoom: i32) -> Vec<(i32, i32)> {
        let font = Font::embedded();
        let face = font.face();
        let mut pixmap = Pixmap::new(1200, 1200).unwrap();
        let scale = (font_size / font.units_per_em() * f64::from(zoom)) as f32;
        for glyph in face.line(text).unwrap() {
            let Some(path) = face.outline(glyph.id).path() else {
                continue;
            };
            let upright = Transform::from_scale(scale, scale).pre_translate(glyph.x as f32, 0.0);
            let turned = match turn {
                Turn::Upright => upright,
                Turn::Left => {
                    upright.post_concat(Transform::from_row(0.0, -1.0, 1.0, 0.0, 0.0, 0.0))
                }
            };
            let transform = turned.post_translate(600.0, 600.0);
            let paint = Paint::default();
            assert!(paint.anti_alias, "faint pixels count");
            pixmap.fill_path(&path, &paint, FillRule::Winding, transform, None);
        }
        let inked = pixmap
            .pixels()
            .iter()
            .zip(0..)
            .filter(|(pixel, _)| pixel.alpha() > 0);
        let mut pixels: Vec<(i32, i32)> = inked
            .map(|(_, n): (_, i32)| {
                let pixel = |at: i32| (at - 600).div_euclid(zoom);
                (pixel(n % 1200), pixel(n / 1200))
            })
            .collect();
        pixels.sort_unstable();
        pixels.dedup();
        pixels
    }

    #[test]
    fn every_pixel_that_a_picture_touches_is_ink_and_hardly_any_other() {
        for text in ["登录", "方便", "一一", "人脸识别", "Åj5g", "……", "<b>&"] {
            for font_size in [8.0, 11.37, 23.9, 64.0, 141.7] {
                for turn in [Turn::Upright, Turn::Left] {
                    let mask = Font::embedded().ink(text, font_size, turn).unwrap();
                    let inks = |&(x, y): &(i32, i32)| {
                        let column = u32::try_from(x - mask.left()).ok();
                        let row = u32::try_from(y - mask.top()).ok();
                        column.zip(row).is_some_and(|(x, y)| mask.inks(x, y))
                    };
                    let count: u32 = mask.rows().flatten().map(|word| word.count_ones()).sum();
                    for zoom in [1, 2] {
                        if font_size * f64::from(zoom) > 143.0 {
                            continue;
                        }
                        let pixels = drawn(text, font_size, turn, zoom);
                        for pixel in &pixels {
                            assert!(inks(pixel), "{text} {font_size} {turn:?} {zoom} {pixel:?}");
                        }
                        // A picture leaves out what covers next to nothing of a pixel.
                        let most = pixels.len() * 5 / 4 + 16;
                        let count = usize::try_from(count).unwrap();
                        assert!(count <= most, "{text} {font_size} {turn:?} {zoom}: {count}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_bar_by_hand() {
        // 一 is a bar from 38 to 964 and from -455 to -324 of 1000 units: at 10 px from 0.38 to
        // 9.64 and from -4.55 to -3.24.
        let mask = Font::embedded().ink("一", 10.0, Turn::Upright).unwrap();
        assert_eq!((mask.left(), mask.top()), (0, -5));
        assert_eq!((mask.width(), mask.height()), (10, 2));
        assert!(mask.rows().all(|row| row == [0x3ff]));
        let turned = Font::embedded().ink("一", 10.0, Turn::Left).unwrap();
        assert_eq!((turned.left(), turned.top()), (-5, -10));
        assert_eq!((turned.width(), turned.height()), (2, 10));
    }

    #[test]
    fn what_cannot_be_inked_is_told() {
        let ink = |text| Font::embedded().ink(text, 20.0, Turn::Upright);
        assert_eq!(ink(" "), Err(Unmeasured::NoInk));
        assert_eq!(ink("好😀"), Err(Unmeasured::MissingGlyphs(vec!['😀'])));
    }
}
