//! Pictures read from PNG and SVG files.

use std::io::Cursor;

use resvg::usvg;
use tiny_skia::{Pixmap, Transform};

use super::RenderError;

/// Most pixels of a picture that is read.
pub const MAX_MASK_PIXELS: u64 = 1 << 24;

/// The longer side of a drawn SVG, in pixels.
const SVG_SIDE: f32 = 1600.0;

/// The share of transparent pixels from which on transparency is meant, as one in so many.
const TRANSPARENT: usize = 100;

/// A picture in red, green, blue and alpha, not premultiplied.
pub(super) struct Picture {
    width: u32,
    pixels: Vec<[u8; 4]>,
}

impl Picture {
    /// Reads a PNG or an SVG, told apart by their first bytes.
    pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Picture, RenderError> {
        let bad = |detail: String| RenderError::BadMask {
            name: name.to_owned(),
            detail,
        };
        let found = match bytes {
            [0x89, b'P', b'N', b'G', ..] => return from_png(bytes).map_err(bad),
            _ if is_svg(bytes) => return from_svg(bytes).map_err(bad),
            [] => "an empty file",
            [0xff, 0xd8, 0xff, ..] => "a JPEG picture",
            [b'G', b'I', b'F', b'8', ..] => "a GIF picture",
            [
                b'R',
                b'I',
                b'F',
                b'F',
                _,
                _,
                _,
                _,
                b'W',
                b'E',
                b'B',
                b'P',
                ..,
            ] => "a WebP picture",
            [b'B', b'M', ..] => "a BMP picture",
            [0x1f, 0x8b, ..] => "a gzip file",
            _ => "neither PNG nor SVG",
        };
        Err(bad(format!("found {found}")))
    }

    pub(super) fn width(&self) -> u32 {
        self.width
    }

    pub(super) fn height(&self) -> u32 {
        let rows = self.pixels.chunks_exact(self.columns()).len();
        u32::try_from(rows).expect("pictures are small")
    }

    fn columns(&self) -> usize {
        usize::try_from(self.width).expect("pictures are small")
    }

    /// The middle colour of the border, channel by channel; `None` when the picture has
    /// transparent parts.
    pub(super) fn ground(&self) -> Option<[u8; 3]> {
        let transparent = self.pixels.iter().filter(|pixel| pixel[3] < 128).count();
        if transparent * TRANSPARENT >= self.pixels.len() {
            return None;
        }
        let columns = self.columns();
        let border: Vec<[u8; 4]> = self
            .pixels
            .iter()
            .enumerate()
            .filter(|(n, _)| {
                let (x, below) = (n % columns, self.pixels.len() - n);
                *n < columns || below <= columns || x == 0 || x == columns - 1
            })
            .map(|(_, &pixel)| pixel)
            .collect();
        Some([0, 1, 2].map(|channel| {
            let mut values: Vec<u8> = border.iter().map(|pixel| pixel[channel]).collect();
            values.sort_unstable();
            values[values.len() / 2]
        }))
    }

    /// How far a pixel is from the ground, in the channel that differs most; without a ground, how
    /// opaque it is. Transparent pixels let the ground through.
    pub(super) fn difference(&self, x: u32, y: u32, ground: Option<[u8; 3]>) -> u8 {
        let [x, y] = [x, y].map(|n| usize::try_from(n).expect("pictures are small"));
        difference(self.pixels[y * self.columns() + x], ground)
    }

    /// The largest [`Picture::difference`].
    pub(super) fn largest_difference(&self, ground: Option<[u8; 3]>) -> u8 {
        let differences = self.pixels.iter().map(|&pixel| difference(pixel, ground));
        differences.max().unwrap_or(0)
    }
}

fn difference(pixel: [u8; 4], ground: Option<[u8; 3]>) -> u8 {
    let [.., alpha] = pixel;
    let Some(ground) = ground else { return alpha };
    let channels = ground.iter().zip(pixel).map(|(&a, b)| a.abs_diff(b));
    let most = u16::from(channels.max().unwrap_or(0));
    u8::try_from(most * u16::from(alpha) / 255).expect("a share of a byte")
}

/// Whether bytes begin like an XML text with an `svg` element.
fn is_svg(bytes: &[u8]) -> bool {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]);
    let text = start.trim_start_matches('\u{feff}').trim_start();
    text.starts_with('<') && text.contains("<svg")
}

fn too_large(width: impl std::fmt::Display, height: impl std::fmt::Display) -> String {
    format!("found {width} × {height} px, at most {MAX_MASK_PIXELS} pixels are read; scale it down")
}

fn from_png(bytes: &[u8]) -> Result<Picture, String> {
    let limits = png::Limits { bytes: 256 << 20 };
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(bytes), limits);
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().map_err(|error| error.to_string())?;
    let (width, height) = reader.info().size();
    if u64::from(width) * u64::from(height) > MAX_MASK_PIXELS {
        return Err(too_large(width, height));
    }
    let size = reader.output_buffer_size().ok_or("found too many pixels")?;
    let mut samples = vec![0; size];
    let frame = reader
        .next_frame(&mut samples)
        .map_err(|error| error.to_string())?;
    let samples = &samples[..frame.buffer_size()];
    let pixels = samples
        .chunks_exact(frame.color_type.samples())
        .map(|pixel| match *pixel {
            [gray] => [gray, gray, gray, u8::MAX],
            [gray, alpha] => [gray, gray, gray, alpha],
            [red, green, blue] => [red, green, blue, u8::MAX],
            [red, green, blue, alpha] => [red, green, blue, alpha],
            _ => unreachable!("PNG has one to four channels"),
        })
        .collect();
    Ok(Picture { width, pixels })
}

fn from_svg(bytes: &[u8]) -> Result<Picture, String> {
    // Whatever a file refers to outside of itself stays unread.
    let options = usvg::Options {
        image_href_resolver: usvg::ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..usvg::Options::default()
    };
    let tree = usvg::Tree::from_data(bytes, &options).map_err(|error| error.to_string())?;
    let (width, height) = (tree.size().width(), tree.size().height());
    let scale = SVG_SIDE / width.max(height);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "at most the longer side"
    )]
    let side = |length: f32| (length * scale).round().clamp(1.0, SVG_SIDE) as u32;
    let mut pixmap = Pixmap::new(side(width), side(height)).ok_or("found no size")?;
    resvg::render(
        &tree,
        Transform::from_scale(scale, scale),
        &mut pixmap.as_mut(),
    );
    let pixels = pixmap.pixels().iter().map(|pixel| {
        let color = pixel.demultiply();
        [color.red(), color.green(), color.blue(), color.alpha()]
    });
    Ok(Picture {
        width: pixmap.width(),
        pixels: pixels.collect(),
    })
}
