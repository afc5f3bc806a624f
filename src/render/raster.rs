//! PNG.

use std::collections::BTreeMap;

use tiny_skia::{FillRule, LineJoin, Paint, Path, PathBuilder, Pixmap, Stroke, Transform};

use super::fonts::{Faces, GlyphKey};
use super::line::Line;
use super::{Fonts, RenderError};
use crate::cloud::{Background, CloudLayout, Color, Contour};

/// Longest side of a PNG in pixels.
pub const MAX_PNG_SIDE: u32 = 32_767;

/// Most pixels of a PNG; drawing takes four bytes for each.
pub const MAX_PIXELS: u64 = 1 << 26;

/// Draws a layout as PNG, anti-aliased, `scale` pixels of the picture to one of the canvas.
///
/// The bytes are the same for the same layout on the same target. A picture with a coloured
/// background has no alpha channel.
///
/// # Errors
/// [`RenderError::OtherFont`] when the layout was made with another font,
/// [`RenderError::MissingGlyphs`] when a word cannot be drawn, [`RenderError::BadRotation`];
/// [`RenderError::BadScale`] and [`RenderError::BadSize`] when `scale` is not usable.
pub fn png<'a>(
    layout: &CloudLayout,
    fonts: impl Into<Fonts<'a>>,
    scale: f32,
) -> Result<Vec<u8>, RenderError> {
    let faces = fonts.into().for_layout(layout)?;
    let mut pixmap = blank((layout.canvas.width, layout.canvas.height), scale)?;
    if let Some(color) = layout.canvas.background.fill() {
        pixmap.fill(opaque(color));
    }
    if let Some(contour) = &layout.contour {
        draw_contour(contour, scale, &mut pixmap);
    }
    let mut glyphs = Glyphs::new(faces);
    for line in Line::all(layout) {
        glyphs.draw(line, scale.into(), (0.0, 0.0), &mut pixmap)?;
    }
    encode(&pixmap, layout.canvas.background)
}

/// A picture of the right size with nothing on it.
pub(super) fn blank(size: (u32, u32), scale: f32) -> Result<Pixmap, RenderError> {
    if !(scale > 0.0 && scale.is_finite()) {
        return Err(RenderError::BadScale { scale });
    }
    let scaled = |side: u32| (f64::from(side) * f64::from(scale)).round();
    let (width, height) = (scaled(size.0), scaled(size.1));
    let side = |length: f64| {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "compared with the limits first"
        )]
        let pixels = length as u32;
        (1.0..=f64::from(MAX_PNG_SIDE))
            .contains(&length)
            .then_some(pixels)
    };
    side(width)
        .zip(side(height))
        .filter(|&(width, height)| u64::from(width) * u64::from(height) <= MAX_PIXELS)
        .and_then(|(width, height)| Pixmap::new(width, height))
        .ok_or(RenderError::BadSize { width, height })
}

/// Glyph outlines as paths, each made once.
pub(super) struct Glyphs<'a> {
    faces: Faces<'a>,
    paths: BTreeMap<GlyphKey, Option<Path>>,
}

impl<'a> Glyphs<'a> {
    pub(super) fn new(faces: Faces<'a>) -> Glyphs<'a> {
        Glyphs {
            faces,
            paths: BTreeMap::new(),
        }
    }

    /// Draws a line of text; `corner` is the pixel of the scaled canvas at the picture's upper
    /// left.
    pub(super) fn draw(
        &mut self,
        line: Line<'_>,
        scale: f64,
        corner: (f64, f64),
        pixmap: &mut Pixmap,
    ) -> Result<(), RenderError> {
        let mut paint = Paint::default();
        paint.set_color(opaque(line.color));
        paint.anti_alias = true;
        let units = line.font_size / self.faces.fonts.units_per_em();
        for glyph in self.faces.set(line.text)? {
            let faces = &self.faces;
            let path = self
                .paths
                .entry(glyph.key)
                .or_insert_with(|| faces.outline(glyph.key).path());
            if let Some(path) = path {
                let (x, y) = line.at(glyph.x * units);
                let origin = (x * scale - corner.0, y * scale - corner.1);
                let size = units * self.faces.fonts.ratio(glyph.key.place) * scale;
                let transform = transform(line.axes(), size, origin);
                pixmap.fill_path(path, &paint, FillRule::Winding, transform, None);
            }
        }
        Ok(())
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "the rasteriser computes in f32; its error is below a hundredth of a pixel"
)]
fn transform(axes: [(f64, f64); 2], scale: f64, (x, y): (f64, f64)) -> Transform {
    let [along, down] = axes.map(|(x, y)| ((x * scale) as f32, (y * scale) as f32));
    Transform::from_row(along.0, along.1, down.0, down.1, x as f32, y as f32)
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "the rasteriser computes in f32"
)]
fn draw_contour(contour: &Contour, scale: f32, pixmap: &mut Pixmap) {
    let mut builder = PathBuilder::new();
    for polygon in &contour.polygons {
        for (n, &[x, y]) in polygon.iter().enumerate() {
            let (x, y) = (x as f32, y as f32);
            if n == 0 {
                builder.move_to(x, y);
            } else {
                builder.line_to(x, y);
            }
        }
        builder.close();
    }
    let Some(path) = builder.finish() else { return };
    let mut paint = Paint::default();
    paint.set_color(opaque(contour.color));
    paint.anti_alias = true;
    let stroke = Stroke {
        width: contour.width as f32,
        line_join: LineJoin::Round,
        ..Stroke::default()
    };
    pixmap.stroke_path(
        &path,
        &paint,
        &stroke,
        Transform::from_scale(scale, scale),
        None,
    );
}

pub(super) fn opaque(color: Color) -> tiny_skia::Color {
    tiny_skia::Color::from_rgba8(color.red, color.green, color.blue, u8::MAX)
}

pub(super) fn encode(pixmap: &Pixmap, background: Background) -> Result<Vec<u8>, RenderError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, pixmap.width(), pixmap.height());
    encoder.set_depth(png::BitDepth::Eight);
    // Flat colours and glyphs that recur: without filters a cloud is a third smaller.
    encoder.set_filter(png::Filter::NoFilter);
    encoder.set_color(match background {
        Background::Color(_) => png::ColorType::Rgb,
        Background::Transparent | Background::TransparentOn(_) => png::ColorType::Rgba,
    });
    let pixels: Vec<u8> = pixmap
        .pixels()
        .iter()
        .flat_map(|pixel| {
            let color = pixel.demultiply();
            let alpha = background.fill().is_none().then_some(color.alpha());
            [color.red(), color.green(), color.blue()]
                .into_iter()
                .chain(alpha)
        })
        .collect();
    let written = encoder
        .write_header()
        .and_then(|mut writer| writer.write_image_data(&pixels));
    written.map_err(|error| RenderError::Encoding {
        detail: error.to_string(),
    })?;
    Ok(bytes)
}
