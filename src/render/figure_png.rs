//! Figures as PNG.

use tiny_skia::{
    FillRule, LineJoin, Paint, Path, PathBuilder, Pixmap, Rect, Stroke, StrokeDash, Transform,
};

use super::raster::{Glyphs, blank, encode, opaque};
use super::{Figure, Fonts, Mark, RenderError};
use crate::cloud::{Background, Color};

/// Draws a figure as PNG, anti-aliased, `scale` pixels of the picture to one of the figure.
///
/// # Errors
/// [`RenderError::MissingGlyphs`] when a text cannot be drawn; [`RenderError::BadScale`] and
/// [`RenderError::BadSize`] when `scale` is not usable.
pub fn figure_png<'a>(
    figure: &Figure,
    fonts: impl Into<Fonts<'a>>,
    scale: f32,
) -> Result<Vec<u8>, RenderError> {
    let fonts = fonts.into();
    let mut pixmap = blank((figure.width, figure.height), scale)?;
    pixmap.fill(opaque(figure.background));
    let mut glyphs = Glyphs::new(fonts.faces());
    for (mark, line) in figure.marks.iter().zip(figure.lines(&fonts)) {
        if let Some(line) = line {
            glyphs.draw(line, scale.into(), (0.0, 0.0), &mut pixmap)?;
        } else if mark.shows() {
            draw(mark, Transform::from_scale(scale, scale), &mut pixmap);
        }
    }
    encode(&pixmap, Background::Color(figure.background))
}

/// Draws what is not text. What the rasteriser cannot hold in its numbers is left out.
fn draw(mark: &Mark, transform: Transform, pixmap: &mut Pixmap) {
    match mark {
        Mark::Rectangle {
            x,
            y,
            width,
            height,
            fill,
        } => {
            let [x, y, width, height] = [*x, *y, *width, *height].map(single);
            if let Some(rectangle) = Rect::from_xywh(x, y, width, height) {
                pixmap.fill_rect(rectangle, &paint(*fill), transform, None);
            }
        }
        Mark::Line {
            points,
            width,
            color,
            dash,
        } => {
            let stroke = Stroke {
                width: single(*width),
                line_join: LineJoin::Round,
                dash: dash.and_then(|dash| StrokeDash::new(vec![single(dash); 2], 0.0)),
                ..Stroke::default()
            };
            if let Some(path) = through(points).finish() {
                pixmap.stroke_path(&path, &paint(*color), &stroke, transform, None);
            }
        }
        Mark::Polygon { points, fill } => {
            let mut builder = through(points);
            builder.close();
            fill_path(builder.finish(), *fill, transform, pixmap);
        }
        Mark::Circle {
            x,
            y,
            radius,
            fill,
            stroke,
        } => {
            let path = PathBuilder::from_circle(single(*x), single(*y), single(*radius));
            fill_path(path.clone(), *fill, transform, pixmap);
            if let Some((path, (width, color))) = path.zip(*stroke) {
                let stroke = Stroke {
                    width: single(width),
                    ..Stroke::default()
                };
                pixmap.stroke_path(&path, &paint(color), &stroke, transform, None);
            }
        }
        Mark::Text(_) => {}
    }
}

fn fill_path(path: Option<Path>, color: Color, transform: Transform, pixmap: &mut Pixmap) {
    if let Some(path) = path {
        pixmap.fill_path(&path, &paint(color), FillRule::Winding, transform, None);
    }
}

fn through(points: &[(f64, f64)]) -> PathBuilder {
    let mut builder = PathBuilder::new();
    for (n, &(x, y)) in points.iter().enumerate() {
        let (x, y) = (single(x), single(y));
        if n == 0 {
            builder.move_to(x, y);
        } else {
            builder.line_to(x, y);
        }
    }
    builder
}

fn paint(color: Color) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color(opaque(color));
    paint.anti_alias = true;
    paint
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "the rasteriser computes in f32"
)]
fn single(length: f64) -> f32 {
    length as f32
}
