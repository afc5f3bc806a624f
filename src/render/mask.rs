//! Pictures as masks: which part of a picture is its shape.

use super::RenderError;
use super::picture::Picture;
use crate::cloud::{Centre, MaskInk, MaskOptions, MaskSide, Region};

/// Reads a picture, PNG or SVG, and finds its shape. `name` stands in error messages.
///
/// A PNG may have any colour type and depth. An SVG is drawn with its longer side at 1600 px; its
/// texts and embedded pictures are left out. The region has the picture's size; a
/// [`CloudBuilder`](crate::cloud::CloudBuilder::mask) scales it to its canvas.
///
/// ```
/// use ciyun::cloud::MaskOptions;
/// use ciyun::render::read_mask;
/// let svg = br##"<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">
///     <rect width="20" height="20" fill="#c00"/></svg>"##;
/// let region = read_mask("half.svg", svg, &MaskOptions::default())?;
/// assert_eq!((region.width(), region.height(), region.area()), (1600, 800, 800 * 800));
/// # Ok::<(), ciyun::render::RenderError>(())
/// ```
///
/// # Errors
/// [`RenderError::BadThreshold`], [`RenderError::BadMask`] when the bytes are no such picture,
/// [`RenderError::EmptyMask`] when it has no shape.
pub fn read_mask(name: &str, bytes: &[u8], options: &MaskOptions) -> Result<Region, RenderError> {
    let threshold = options.threshold;
    if !(threshold > 0.0 && threshold <= 1.0) {
        return Err(RenderError::BadThreshold { threshold });
    }
    let picture = Picture::read(name, bytes)?;
    let (ground, shape) = match (options.ink, picture.ground()) {
        (MaskInk::Opaque, _) | (MaskInk::Auto, None) => (None, "opaque"),
        (MaskInk::Auto, Some(ground)) => (Some(ground), "different from the border"),
        (MaskInk::Dark, _) => (Some([u8::MAX; 3]), "dark"),
        (MaskInk::Light, _) => (Some([0; 3]), "light"),
    };
    let region = Region::from_fn(picture.width(), picture.height(), |x, y| {
        let inked = f64::from(picture.difference(x, y, ground)) >= threshold * 255.0;
        inked == (options.side == MaskSide::Inside)
    });
    if region.area() == 0 {
        return Err(RenderError::EmptyMask {
            name: name.to_owned(),
            shape,
            most: f64::from(picture.largest_difference(ground)) / 255.0,
            threshold,
        });
    }
    Ok(region)
}

/// The longer side of a preview, in pixels.
const PREVIEW: u32 = 800;

/// Draws a region as a small PNG: where words may stand is tinted, centres are dots.
///
/// # Errors
/// [`RenderError::Encoding`].
pub fn mask_preview(region: &Region, centres: &[Centre]) -> Result<Vec<u8>, RenderError> {
    const PAPER: [u8; 3] = [0xff; 3];
    const TINT: [u8; 3] = [0xbc, 0xd4, 0xee];
    const DOT: [u8; 3] = [0xc0, 0x39, 0x2b];
    /// Radius in pixels of the preview.
    const RADIUS: f64 = 7.0;
    let step = region.width().max(region.height()).div_ceil(PREVIEW).max(1);
    let (width, height) = (
        region.width().div_ceil(step),
        region.height().div_ceil(step),
    );
    let marked = |x: u32, y: u32| {
        let from = |centre: &Centre| {
            let dx = centre.x / f64::from(step) - f64::from(x) - 0.5;
            let dy = centre.y / f64::from(step) - f64::from(y) - 0.5;
            dx * dx + dy * dy
        };
        centres.iter().any(|centre| from(centre) <= RADIUS * RADIUS)
    };
    let pixels: Vec<u8> = (0..height)
        .flat_map(|y| (0..width).map(move |x| (x, y)))
        .map(
            |(x, y)| match region.allows(x * step + step / 2, y * step + step / 2) {
                _ if marked(x, y) => 2,
                true => 1,
                false => 0,
            },
        )
        .collect();
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_palette([PAPER, TINT, DOT].concat());
    let written = encoder
        .write_header()
        .and_then(|mut writer| writer.write_image_data(&pixels));
    written.map_err(|error| RenderError::Encoding {
        detail: error.to_string(),
    })?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use png::{BitDepth, ColorType};

    use super::*;

    const WIDTH: u32 = 12;
    const HEIGHT: u32 = 10;

    /// A disc of 52 pixels that touches no border.
    fn disc(x: u32, y: u32) -> bool {
        let (x, y) = (2 * x, 2 * y);
        x.abs_diff(11).pow(2) + y.abs_diff(9).pow(2) <= 64
    }

    fn shape() -> Region {
        Region::from_fn(WIDTH, HEIGHT, disc)
    }

    /// A PNG of the disc: bytes of a pixel inside and outside of it.
    fn picture(color: ColorType, depth: BitDepth, shape: &[u8], ground: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, WIDTH, HEIGHT);
        encoder.set_color(color);
        encoder.set_depth(depth);
        if color == ColorType::Indexed {
            encoder.set_palette(vec![255, 255, 255, 200, 30, 30]);
            encoder.set_trns(vec![0]);
        }
        let pixels = (0..HEIGHT).flat_map(|y| (0..WIDTH).map(move |x| (x, y)));
        let data: Vec<u8> = pixels
            .flat_map(|(x, y)| if disc(x, y) { shape } else { ground })
            .copied()
            .collect();
        let mut writer = encoder.write_header().unwrap();
        writer.write_image_data(&data).unwrap();
        writer.finish().unwrap();
        bytes
    }

    fn found(bytes: &[u8]) -> Region {
        read_mask("disc.png", bytes, &MaskOptions::default()).unwrap()
    }

    #[test]
    fn the_shape_is_found_whatever_the_kind_of_png() {
        use BitDepth::{Eight, Sixteen};
        use ColorType::{Grayscale, GrayscaleAlpha, Indexed, Rgb, Rgba};
        let kinds: [(ColorType, BitDepth, &[u8], &[u8]); 10] = [
            (Grayscale, Eight, &[0], &[255]),
            (Grayscale, Eight, &[255], &[0]),
            (Grayscale, Sixteen, &[10, 0], &[250, 0]),
            (GrayscaleAlpha, Eight, &[255, 255], &[255, 0]),
            (Rgb, Eight, &[255, 255, 0], &[255, 255, 255]),
            (Rgb, Eight, &[255, 255, 255], &[20, 60, 200]),
            (Rgba, Eight, &[0, 0, 0, 255], &[0, 0, 0, 0]),
            (Rgba, Eight, &[9, 9, 9, 255], &[255, 255, 255, 255]),
            (Rgba, Sixteen, &[0, 0, 0, 0, 0, 0, 255, 255], &[0; 8]),
            (Indexed, Eight, &[1], &[0]),
        ];
        for (color, depth, inner, outer) in kinds {
            let picture = picture(color, depth, inner, outer);
            assert_eq!(found(&picture), shape(), "{color:?} {depth:?} {inner:?}");
        }
    }

    #[test]
    fn an_interlaced_picture_is_read() {
        // Grey, 8 bit, Adam7.
        let hex = "89504e470d0a1a0a0000000d494844520000000c0000000a0800000001d240d0b000000031494441\
                   5478da558c090e003008c2faff4fb3ccca9279044494845b604736592a4cace989dd297a2d4a59fb\
                   3fa4bc6f8d03740743bdb08b099d0000000049454e44ae426082";
        let digit = |n: usize| u8::from_str_radix(&hex[n..n + 2], 16).unwrap();
        let bytes: Vec<u8> = (0..hex.len()).step_by(2).map(digit).collect();
        assert_eq!(found(&bytes), shape());
    }

    #[test]
    fn colour_of_the_shape_and_side_are_as_told() {
        let white = picture(ColorType::Grayscale, BitDepth::Eight, &[0], &[255]);
        let rest = Region::from_fn(WIDTH, HEIGHT, |x, y| !disc(x, y));
        let read = |ink, side| {
            let options = MaskOptions {
                ink,
                side,
                ..MaskOptions::default()
            };
            read_mask("disc.png", &white, &options).unwrap()
        };
        assert_eq!(read(MaskInk::Dark, MaskSide::Inside), shape());
        assert_eq!(read(MaskInk::Dark, MaskSide::Outside), rest);
        assert_eq!(read(MaskInk::Light, MaskSide::Inside), rest);
        assert_eq!(read(MaskInk::Auto, MaskSide::Outside), rest);
        assert_eq!(read(MaskInk::Opaque, MaskSide::Inside).area(), 120);
    }

    #[test]
    fn what_is_no_mask_is_named_with_a_way_out() {
        let error = |bytes: &[u8], options: &MaskOptions| {
            read_mask("logo", bytes, options).unwrap_err().to_string()
        };
        let options = MaskOptions::default();
        let png = picture(ColorType::Grayscale, BitDepth::Eight, &[200], &[255]);
        assert_eq!(
            error(&png, &options),
            "logo: no pixel is left for words: the shape is what is different from the border by \
             0.5 or more, and the most found is 0.216; choose another threshold or colour of the \
             shape, or invert the mask (texts in an SVG must be paths)"
        );
        let pale = MaskOptions {
            threshold: 0.2,
            ..options
        };
        assert_eq!(read_mask("logo", &png, &pale).unwrap(), shape());
        assert_eq!(
            error(&[0xff, 0xd8, 0xff, 0xe0, 0, 0], &options),
            "logo: found a JPEG picture; expected a PNG or SVG picture"
        );
        assert!(error(&[], &options).contains("an empty file"));
        assert!(error(b"<html><body></body></html>", &options).contains("neither PNG nor SVG"));
        assert!(error(&png[..60], &options).starts_with("logo: "));
        assert!(error(b"<svg", &options).starts_with("logo: "));
        let none = MaskOptions {
            threshold: 0.0,
            ..options
        };
        assert!(error(&png, &none).contains("mask threshold 0"));
        let mut huge = png.clone();
        huge[16..24].copy_from_slice(&[0, 0, 0x40, 0, 0, 0, 0x40, 0]);
        assert!(!error(&huge, &options).is_empty());
    }

    #[test]
    fn an_svg_is_drawn_and_reads_nothing_beside_itself() {
        let svg = br##"<?xml version="1.0"?>
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20">
            <rect width="30" height="20" fill="white"/>
            <g transform="translate(5 5)"><path d="M0 0h10v10h-10z" fill="#36c"/></g>
            <image href="/etc/hostname" width="30" height="20"/>
            <text x="2" y="18">x</text></svg>"##;
        let region = found(svg);
        assert_eq!((region.width(), region.height()), (1600, 1067));
        // 10 of 30 units are 533.3 px.
        let (columns, rows) = region.bounds().unwrap();
        assert!(
            (columns.end - columns.start).abs_diff(533) <= 1,
            "{columns:?}"
        );
        assert!((rows.end - rows.start).abs_diff(533) <= 1, "{rows:?}");
        let empty = br##"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>"##;
        let error = read_mask("a.svg", empty, &MaskOptions::default()).unwrap_err();
        assert!(error.to_string().contains("no pixel is left"), "{error}");
    }

    #[test]
    fn a_preview_shows_where_words_may_stand() {
        let region = Region::from_fn(1700, 300, |x, _| x < 850);
        let centre = Centre {
            x: 300.0,
            y: 150.0,
            radius: 150.0,
            width: 850.0,
            height: 300.0,
            area: 255_000.0,
        };
        let preview = mask_preview(&region, &[centre]).unwrap();
        let picture = Picture::read("preview", &preview).unwrap();
        // One pixel for three.
        assert_eq!((picture.width(), picture.height()), (567, 100));
        let from_white = |x, y| picture.difference(x, y, Some([255; 3]));
        assert_eq!(from_white(500, 50), 0);
        assert_eq!(from_white(200, 50), 255 - 0xbc);
        assert_eq!(from_white(100, 50), 255 - 0x2b);
    }
}
