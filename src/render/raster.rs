//! PNG.

use std::collections::BTreeMap;

use skrifa::GlyphId;
use tiny_skia::{FillRule, Paint, Path, PathBuilder, Pixmap, Transform};

use super::outline::{Outline, Segment};
use super::{Font, RenderError};
use crate::cloud::{Background, CloudLayout, Color, PlacedWord};

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
/// [`RenderError::MissingGlyphs`] when a word cannot be drawn, [`RenderError::BadScale`] and
/// [`RenderError::BadSize`] when `scale` is not usable.
pub fn png(layout: &CloudLayout, font: &Font, scale: f32) -> Result<Vec<u8>, RenderError> {
    font.check(layout)?;
    let mut pixmap = blank(layout, scale)?;
    if let Background::Color(color) = layout.canvas.background {
        pixmap.fill(opaque(color));
    }
    let mut glyphs = Glyphs::new(font);
    for word in &layout.words {
        glyphs.draw(word, scale.into(), (0.0, 0.0), &mut pixmap)?;
    }
    encode(&pixmap, layout.canvas.background)
}

/// A picture of the right size with nothing on it.
fn blank(layout: &CloudLayout, scale: f32) -> Result<Pixmap, RenderError> {
    if !(scale > 0.0 && scale.is_finite()) {
        return Err(RenderError::BadScale { scale });
    }
    let scaled = |side: u32| (f64::from(side) * f64::from(scale)).round();
    let (width, height) = (scaled(layout.canvas.width), scaled(layout.canvas.height));
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

/// Glyph outlines of a font as paths, each made once.
pub(super) struct Glyphs<'a> {
    font: &'a Font,
    face: super::font::Face<'a>,
    paths: BTreeMap<GlyphId, Option<Path>>,
}

impl<'a> Glyphs<'a> {
    pub(super) fn new(font: &'a Font) -> Glyphs<'a> {
        Glyphs {
            font,
            face: font.face(),
            paths: BTreeMap::new(),
        }
    }

    /// Draws a word; `corner` is the pixel of the scaled canvas at the picture's upper left.
    pub(super) fn draw(
        &mut self,
        word: &PlacedWord,
        scale: f64,
        corner: (f64, f64),
        pixmap: &mut Pixmap,
    ) -> Result<(), RenderError> {
        let line = self
            .face
            .line(&word.term)
            .map_err(|characters| RenderError::MissingGlyphs {
                term: word.term.clone(),
                characters,
            })?;
        let mut paint = Paint::default();
        paint.set_color(opaque(word.color));
        paint.anti_alias = true;
        let units = word.font_size / self.font.units_per_em();
        for glyph in line {
            let face = &self.face;
            let path = self
                .paths
                .entry(glyph.id)
                .or_insert_with(|| path(&face.outline(glyph.id)));
            if let Some(path) = path {
                let x = (word.x + f64::from(glyph.x) * units) * scale - corner.0;
                let y = word.y * scale - corner.1;
                let transform = transform(units * scale, x, y);
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
fn transform(scale: f64, x: f64, y: f64) -> Transform {
    Transform::from_row(scale as f32, 0.0, 0.0, scale as f32, x as f32, y as f32)
}

fn opaque(color: Color) -> tiny_skia::Color {
    tiny_skia::Color::from_rgba8(color.red, color.green, color.blue, u8::MAX)
}

/// `None` for a blank glyph.
fn path(outline: &Outline) -> Option<Path> {
    #[expect(clippy::cast_precision_loss, reason = "font units are 16-bit numbers")]
    let [x, y] = [
        |point: super::outline::Point| point.x as f32,
        |point: super::outline::Point| point.y as f32,
    ];
    let mut builder = PathBuilder::new();
    for segment in &outline.segments {
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

fn encode(pixmap: &Pixmap, background: Background) -> Result<Vec<u8>, RenderError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, pixmap.width(), pixmap.height());
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_color(match background {
        Background::Color(_) => png::ColorType::Rgb,
        Background::Transparent => png::ColorType::Rgba,
    });
    let pixels: Vec<u8> = pixmap
        .pixels()
        .iter()
        .flat_map(|pixel| {
            let color = pixel.demultiply();
            let alpha = matches!(background, Background::Transparent).then_some(color.alpha());
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
