//! Pictures checked pixel by pixel against their layout.
#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "positions of pixels in pictures that are known to be small"
)]

use proptest::prelude::*;
use tiny_skia::{FillRule, Paint, PathBuilder, Pixmap, Transform};

use super::*;
use crate::cloud::{
    Background, Cloud, CloudLayout, CloudOptions, Preset, TextMeasure, Unmeasured, WeightedTerm,
};
use crate::language::Language;

mod figures;
mod fonts;
mod formats;

fn laid_out(list: &[(&str, f64)], options: &CloudOptions) -> CloudLayout {
    let terms: Vec<WeightedTerm> = list
        .iter()
        .map(|&(term, weight)| WeightedTerm::new(term, weight))
        .collect();
    let cloud = Cloud::builder().options(*options).build().unwrap();
    cloud.layout(&terms, Font::embedded()).unwrap()
}

const SMALL: [(&str, f64); 12] = [
    ("登录", 120.0),
    ("方便", 90.0),
    ("app", 60.0),
    ("一一", 60.0),
    ("<b>&\"'", 55.0),
    ("人脸识别", 50.0),
    ("jgqy", 45.0),
    ("ÅÇ", 44.0),
    ("卡", 40.0),
    ("5G 网", 31.0),
    ("……", 30.0),
    ("不好用", 20.0),
];

fn small() -> CloudOptions {
    CloudOptions {
        width: 401,
        height: 277,
        ..CloudOptions::default()
    }
}

fn outlines<'a>(layout: &CloudLayout, fonts: impl Into<Fonts<'a>>) -> Result<String, RenderError> {
    let english = SvgOptions {
        language: Language::English,
        ..SvgOptions::default()
    };
    svg(layout, fonts, english)
}

/// Pixels that each word touches when the canvas is drawn at `scale` times its size; panics outside
/// of it.
fn touched(layout: &CloudLayout, scale: u32) -> Vec<Vec<usize>> {
    let zoom = f64::from(scale);
    let font = Font::embedded();
    let mut glyphs = raster::Glyphs::new(Fonts::new(font).faces());
    let (wide, high) = (scale * layout.canvas.width, scale * layout.canvas.height);
    let words = layout.words.iter();
    words
        .map(|word| {
            let ink = font
                .measure(&word.term)
                .unwrap()
                .at(word.font_size, word.x, word.y);
            let corner = (
                (ink.left * zoom).floor() - 4.0,
                (ink.top * zoom).floor() - 4.0,
            );
            let side = |length: f64| (length * zoom).ceil() as u32 + 10;
            let mut pixmap = Pixmap::new(side(ink.width()), side(ink.height())).unwrap();
            glyphs.draw(word.into(), zoom, corner, &mut pixmap).unwrap();
            let columns = pixmap.width();
            let inked = pixmap
                .pixels()
                .iter()
                .zip(0..)
                .filter(|(pixel, _)| pixel.alpha() > 0);
            let pixels: Vec<usize> = inked
                .map(|(_, n): (_, u32)| {
                    let x = corner.0 + f64::from(n % columns);
                    let y = corner.1 + f64::from(n / columns);
                    assert!(x >= 0.0 && y >= 0.0, "{} leaves the canvas", word.term);
                    assert!(x < f64::from(wide) && y < f64::from(high), "{}", word.term);
                    y as usize * wide as usize + x as usize
                })
                .collect();
            assert!(pixels.len() > 10, "{} has no ink", word.term);
            pixels
        })
        .collect()
}

fn check_no_pixel_is_shared(layout: &CloudLayout) {
    for scale in [1, 2] {
        let mut pixels: Vec<usize> = touched(layout, scale).concat();
        let all = pixels.len();
        pixels.sort_unstable();
        pixels.dedup();
        assert_eq!(pixels.len(), all, "at scale {scale}");
    }
}

#[test]
fn no_pixel_is_shared_at_once_and_twice_the_size() {
    check_no_pixel_is_shared(&laid_out(&SMALL, &small()));
    let words = include_str!("../../tests/data/cloud_words.tsv");
    let rows = words.lines().filter(|line| !line.starts_with('#'));
    let words: Vec<(&str, f64)> = rows
        .filter_map(|line| line.split_once('\t'))
        .map(|(term, tf)| (term, tf.parse().unwrap()))
        .collect();
    for preset in [Preset::Readable, Preset::Dense] {
        let options = CloudOptions {
            preset,
            ..CloudOptions::default()
        };
        let layout = laid_out(&words, &options);
        assert_eq!(layout.words.len(), 200);
        check_no_pixel_is_shared(&layout);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn no_pixel_is_shared_whatever_the_canvas(
        width in 80u32..500, height in 60u32..400, seed: u64, count in 1usize..12,
        preset in prop::sample::select(vec![Preset::Readable, Preset::Dense]),
    ) {
        let options = CloudOptions { width, height, seed, preset, ..CloudOptions::default() };
        check_no_pixel_is_shared(&laid_out(&SMALL[..count], &options));
    }
}

#[test]
fn the_embedded_font_is_the_one_its_hash_says() {
    let font = Font::embedded();
    let identity = font.identity();
    assert_eq!(identity.family, "Ciyun Sans SC");
    let again = Font::from_bytes(font::unpacked()).unwrap();
    assert_eq!(again.identity(), identity);
}

#[test]
fn missing_characters_are_named_each_once() {
    let font = Font::embedded();
    let missing = Unmeasured::MissingGlyphs(vec!['😀', '\n']);
    assert_eq!(font.measure("😀好😀\n"), Err(missing));
    assert_eq!(font.measure(" "), Err(Unmeasured::NoInk));
    assert_eq!(font.measure(""), Err(Unmeasured::NoInk));
    // The last character is one em after the first.
    let (one, two) = (font.measure("好").unwrap(), font.measure("好好").unwrap());
    assert_eq!((two.left, two.top), (one.left, one.top));
    assert_eq!(two.right, one.right + 1.0);
    assert!(one.top < 0.0, "y points down");
}

#[test]
fn what_is_not_a_font_is_refused() {
    for bytes in [&b""[..], b"OTTO", b"not a font at all"] {
        let error = Font::from_bytes(bytes.to_vec()).map(|_| ()).unwrap_err();
        assert!(matches!(error, RenderError::BadFont { .. }), "{error}");
    }
}

/// The colours of a PNG, with alpha.
fn decoded(bytes: &[u8]) -> (u32, u32, Vec<[u8; 4]>) {
    let mut reader = ::png::Decoder::new(std::io::Cursor::new(bytes))
        .read_info()
        .unwrap();
    let mut buffer = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut buffer).unwrap();
    let samples = info.color_type.samples();
    let pixels = buffer.chunks(samples).map(|pixel| match *pixel {
        [red, green, blue] => [red, green, blue, 255],
        [red, green, blue, alpha] => [red, green, blue, alpha],
        _ => panic!("{samples} samples"),
    });
    (info.width, info.height, pixels.collect())
}

fn attribute<'a>(element: &'a str, name: &str) -> Option<&'a str> {
    let start = element.find(&format!(" {name}=\""))? + name.len() + 3;
    element[start..].split('"').next()
}

/// Reads path data as it is written here: relative commands, whole numbers.
fn read_path(data: &str) -> tiny_skia::Path {
    let mut builder = PathBuilder::new();
    let (mut pen, mut start) = ((0.0, 0.0), (0.0, 0.0));
    for piece in data.split_inclusive('z').flat_map(split_commands) {
        let numbers = piece[1..].replace('-', " -");
        let numbers: Vec<f32> = numbers
            .split_whitespace()
            .map(|n| n.parse().unwrap())
            .collect();
        let p: Vec<(f32, f32)> = numbers
            .chunks(2)
            .map(|pair| (pen.0 + pair[0], pen.1 + pair[1]))
            .collect();
        match &piece[..1] {
            "m" => {
                start = p[0];
                builder.move_to(p[0].0, p[0].1);
            }
            "l" => builder.line_to(p[0].0, p[0].1),
            "q" => builder.quad_to(p[0].0, p[0].1, p[1].0, p[1].1),
            "z" => builder.close(),
            other => panic!("command {other}"),
        }
        pen = p.last().copied().unwrap_or(start);
    }
    builder.finish().unwrap()
}

fn split_commands(data: &str) -> Vec<&str> {
    let starts: Vec<usize> = data
        .match_indices(char::is_alphabetic)
        .map(|(at, _)| at)
        .collect();
    let ends = starts.iter().skip(1).copied().chain([data.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|(&start, end)| &data[start..end])
        .collect()
}

/// Draws an SVG that [`svg`] wrote, knowing nothing of fonts.
fn draw_svg(text: &str, scale: f64) -> Pixmap {
    let head = text.lines().next().unwrap();
    let side = |name| attribute(head, name).unwrap().parse::<f64>().unwrap() * scale;
    let mut pixmap = Pixmap::new(side("width") as u32, side("height") as u32).unwrap();
    let defs: std::collections::BTreeMap<&str, tiny_skia::Path> = text
        .lines()
        .filter(|line| line.starts_with("<path"))
        .map(|line| {
            (
                attribute(line, "id").unwrap(),
                read_path(attribute(line, "d").unwrap()),
            )
        })
        .collect();
    for line in text.lines().filter(|line| line.starts_with("<g ")) {
        let transform = attribute(line, "transform").unwrap();
        let turned = transform.contains(" rotate(-90)");
        let transform = transform.replace(" rotate(-90)", "");
        let numbers: Vec<f64> = transform
            .split(|c: char| !(c.is_ascii_digit() || "-.e".contains(c)))
            .filter_map(|number| number.parse().ok())
            .collect();
        let [x, y, units] = numbers[..] else {
            panic!("{transform}")
        };
        let color: crate::cloud::Color = attribute(line, "fill").unwrap().parse().unwrap();
        let mut paint = Paint::default();
        paint.set_color_rgba8(color.red, color.green, color.blue, 255);
        for glyph in line.split("<use").skip(1) {
            let offset: f64 = attribute(glyph, "x").map_or(0.0, |x| x.parse().unwrap());
            let path = &defs[attribute(glyph, "href").unwrap().trim_start_matches('#')];
            let a = (units * scale) as f32;
            let along = offset * units;
            let transform = if turned {
                let y = ((y - along) * scale) as f32;
                Transform::from_row(0.0, -a, a, 0.0, (x * scale) as f32, y)
            } else {
                let x = ((x + along) * scale) as f32;
                Transform::from_row(a, 0.0, 0.0, a, x, (y * scale) as f32)
            };
            pixmap.fill_path(path, &paint, FillRule::Winding, transform, None);
        }
    }
    pixmap
}

#[test]
fn svg_and_png_show_the_same_pixels() {
    let options = CloudOptions {
        background: Background::Transparent,
        ..small()
    };
    let layout = laid_out(&SMALL, &options);
    let text = outlines(&layout, Font::embedded()).unwrap();
    assert!(!text.contains("<rect"));
    let (width, height, pixels) = decoded(&png(&layout, Font::embedded(), 2.0).unwrap());
    assert_eq!((width, height), (802, 554));
    let drawn = draw_svg(&text, 2.0);
    let seen: Vec<[u8; 4]> = drawn
        .pixels()
        .iter()
        .map(|pixel| pixel.demultiply())
        .map(|pixel| [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()])
        .collect();
    assert!(seen == pixels);
    assert!(pixels.iter().any(|pixel| pixel[3] == 255));
    assert_eq!(pixels[0], [0; 4]);
}

#[test]
fn png_has_the_background_and_the_colors_of_the_layout() {
    let options = CloudOptions {
        background: "#fdf6e3".parse().unwrap(),
        ..small()
    };
    let layout = laid_out(&SMALL, &options);
    let bytes = png(&layout, Font::embedded(), 1.0).unwrap();
    assert_eq!(bytes, png(&layout, Font::embedded(), 1.0).unwrap());
    let (width, height, pixels) = decoded(&bytes);
    assert_eq!((width, height), (401, 277));
    assert_eq!(pixels[0], [0xfd, 0xf6, 0xe3, 255]);
    for word in &layout.words {
        let wanted = [word.color.red, word.color.green, word.color.blue, 255];
        assert!(pixels.contains(&wanted), "{}", word.term);
    }
}

#[test]
fn overlapping_contours_leave_no_holes() {
    // The strokes of 十 cross; the even-odd rule would leave its middle blank.
    let layout = laid_out(&[("十", 1.0)], &small());
    let word = &layout.words[0];
    let (width, _, pixels) = decoded(&png(&layout, Font::embedded(), 1.0).unwrap());
    let ink = Font::embedded()
        .measure("十")
        .unwrap()
        .at(word.font_size, word.x, word.y);
    let x = (ink.left + ink.right) / 2.0;
    let dark = |y: f64| pixels[y as usize * width as usize + x as usize] != [255; 4];
    let mut y = ink.top + 2.0;
    while y < ink.bottom - 2.0 {
        assert!(dark(y), "hole at {y}");
        y += 1.0;
    }
}

#[test]
fn sizes_of_pictures_have_limits() {
    let layout = laid_out(&SMALL, &small());
    let error = |scale| png(&layout, Font::embedded(), scale).unwrap_err();
    for scale in [0.0, -1.0, f32::NAN, f32::INFINITY] {
        assert!(matches!(error(scale), RenderError::BadScale { .. }));
    }
    for scale in [0.001, 50.0, 1e9] {
        assert!(
            matches!(error(scale), RenderError::BadSize { .. }),
            "{scale}"
        );
    }
}

#[test]
fn a_layout_of_another_font_is_refused() {
    let mut layout = laid_out(&SMALL, &small());
    layout.font.sha256.replace_range(..2, "00");
    let is_refused = |error| matches!(error, RenderError::OtherFont { .. });
    assert!(is_refused(outlines(&layout, Font::embedded()).unwrap_err()));
    assert!(is_refused(png(&layout, Font::embedded(), 1.0).unwrap_err()));
}

#[test]
fn a_word_written_into_a_layout_by_hand_must_have_glyphs() {
    let mut layout = laid_out(&SMALL, &small());
    layout.words[0].term = "好😀".to_owned();
    let wanted = RenderError::MissingGlyphs {
        term: "好😀".to_owned(),
        characters: vec!['😀'],
    };
    assert_eq!(outlines(&layout, Font::embedded()), Err(wanted.clone()));
    assert_eq!(png(&layout, Font::embedded(), 1.0), Err(wanted));
}

#[test]
fn svg_of_two_words() {
    let options = CloudOptions {
        width: 120,
        height: 60,
        ..CloudOptions::default()
    };
    let layout = laid_out(&[("一", 4.0), ("<", 1.5)], &options);
    insta::assert_snapshot!(outlines(&layout, Font::embedded()).unwrap(), @r##"
    <svg xmlns="http://www.w3.org/2000/svg" width="120" height="60" viewBox="0 0 120 60" role="img" aria-label="Word cloud of 2 terms">
    <title lang="en">Word cloud of 2 terms</title>
    <desc lang="en">font size = 28.1892 px · √weight; 0 terms not placed</desc>
    <rect width="120" height="60" fill="#ffffff"/>
    <defs>
    <path id="g29" d="m551-126l-512-199l0-104l512-198l0 122l-210 71l-154 55l0 4l154 55l210 72z"/>
    <path id="g1541" d="m38-455l926 0l0 131l-926 0z"/>
    </defs>
    <g transform="translate(32.254 51.459) scale(0.05637832320688275)" fill="#1d2636" data-term="一" data-weight="4" data-rank="1"><title>一 4</title><use href="#g1541"/></g>
    <g transform="translate(3.315 42.998) scale(0.03452453110264352)" fill="#1a4d9d" data-term="&lt;" data-weight="1.5" data-rank="2"><title>&lt; 1.5</title><use href="#g29"/></g>
    </svg>
    "##);
}
