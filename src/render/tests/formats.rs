//! The same layout in all formats.

use std::io::Read;

use super::fonts::open;
use super::*;
use crate::cloud::{Color, Contour, Label};

/// Words upright and turned, a label and a contour, placed by hand.
fn full(fonts: Fonts<'_>, background: Background) -> CloudLayout {
    let mut layout = laid_out(
        &SMALL,
        &CloudOptions {
            background,
            ..small()
        },
    );
    layout.font = fonts.identity();
    for (word, place) in layout.words.iter_mut().zip(0..) {
        word.x = 20.0 + 125.5 * f64::from(place % 3);
        word.y = 60.0 + 52.25 * f64::from(place / 3);
        if place % 2 == 1 {
            (word.rotation, word.x) = (90, word.x + 30.0);
        }
    }
    layout.words[0].group = Some("\"体验\" & <速度>".to_owned());
    layout.words[0].score = Some(-0.25);
    let color: Color = "#444444".parse().unwrap();
    layout.labels.push(Label {
        text: "A & <B> 登录".to_owned(),
        font_size: 13.5,
        x: 9.0,
        y: 268.0,
        color,
    });
    let square = vec![[4.5, 4.5], [396.5, 4.5], [390.0, 250.0], [4.5, 272.5]];
    layout.contour = Some(Contour {
        polygons: vec![square],
        width: 2.0,
        color,
    });
    let text = |word: &crate::cloud::PlacedWord| fonts.fallback(&word.term);
    layout.fallback = layout.words.iter().find_map(text);
    layout
}

fn white() -> Background {
    Background::Color(Color::WHITE)
}

fn text_form(layout: &CloudLayout, fonts: Fonts<'_>) -> String {
    let form = SvgForm::Text;
    svg(
        layout,
        fonts,
        SvgOptions {
            form,
            ..SvgOptions::default()
        },
    )
    .unwrap()
}

#[test]
fn turned_words_read_upwards_from_their_pen() {
    let mut layout = laid_out(&[("一", 1.0)], &small());
    let word = &mut layout.words[0];
    (word.x, word.y, word.font_size) = (200.0, 200.0, 100.0);
    word.rotation = 90;
    let ink = Font::embedded().measure("一").unwrap();
    let ink = ink.turned(crate::cloud::Turn::Left).at(100.0, 200.0, 200.0);
    let (width, _, pixels) = decoded(&png(&layout, Font::embedded(), 1.0).unwrap());
    let dark: Vec<(u32, u32)> = pixels
        .iter()
        .zip(0u32..)
        .filter(|(pixel, _)| **pixel != [255; 4])
        .map(|(_, n)| (n % width, n / width))
        .collect();
    let columns = || dark.iter().map(|(x, _)| *x);
    let rows = || dark.iter().map(|(_, y)| *y);
    assert_eq!(columns().min(), Some(ink.left.floor() as u32));
    assert_eq!(columns().max(), Some(ink.right.ceil() as u32 - 1));
    assert_eq!(rows().min(), Some(ink.top.floor() as u32));
    assert_eq!(rows().max(), Some(ink.bottom.ceil() as u32 - 1));

    let drawn = draw_svg(&outlines(&layout, Font::embedded()).unwrap(), 1.0);
    let differs = drawn.pixels().iter().zip(&pixels);
    let differs = differs.filter(|(a, b)| (a.alpha() > 0) != (**b != [255; 4]));
    assert_eq!(differs.count(), 0);
    layout.words[0].rotation = 45;
    let error = png(&layout, Font::embedded(), 1.0).unwrap_err();
    assert!(matches!(error, RenderError::BadRotation { found: 45, .. }));
}

#[test]
fn svg_describes_words_labels_and_contour_in_both_languages() {
    let layout = full(Font::embedded().into(), white());
    let chinese = svg(&layout, Font::embedded(), SvgOptions::default()).unwrap();
    assert!(chinese.contains("<title lang=\"zh-CN\">词云，12 个词语</title>"));
    assert!(chinese.contains("√权重；0 个词语未能放入</desc>"));
    assert!(chinese.contains(
        "data-rank=\"1\" data-group=\"&quot;体验&quot; &amp; &lt;速度&gt;\" data-score=\"-0.25\">"
    ));
    assert!(chinese.contains("data-label=\"A &amp; &lt;B&gt; 登录\""));
    assert!(chinese.contains("d=\"M4.5 4.5L396.5 4.5L390 250L4.5 272.5Z\" fill=\"none\""));
    assert_eq!(chinese.matches(" rotate(-90) ").count(), 6);
    assert!(!chinese.contains("<text") && !chinese.contains("font-family"));
}

#[test]
fn any_scale_is_the_same_layout() {
    let layout = full(Font::embedded().into(), Background::Transparent);
    let ink = |scale: f32| {
        let (width, height, pixels) = decoded(&png(&layout, Font::embedded(), scale).unwrap());
        let covered: f64 = pixels.iter().map(|pixel| f64::from(pixel[3]) / 255.0).sum();
        assert_eq!(pixels[0], [0; 4]);
        (width, height, covered / f64::from(scale * scale))
    };
    let (_, _, share) = ink(1.0);
    for (scale, width, height) in [(0.5, 201, 139), (3.0, 1203, 831)] {
        let (found_width, found_height, found) = ink(scale);
        assert_eq!((found_width, found_height), (width, height));
        assert!((found / share - 1.0).abs() < 0.01, "{found} {share}");
    }
}

/// What an unpacked stream of a PDF says, one string an object.
fn streams(pdf: &[u8]) -> Vec<Vec<u8>> {
    let find = |from: usize, wanted: &[u8]| {
        let mut windows = pdf[from..].windows(wanted.len());
        windows
            .position(|window| window == wanted)
            .map(|at| from + at)
    };
    let (mut from, mut found) = (0, Vec::new());
    while let Some(start) = find(from, b"stream\n") {
        let start = start + 7;
        let end = find(start, b"\nendstream").unwrap();
        let mut bytes = Vec::new();
        flate2::read::ZlibDecoder::new(&pdf[start..end])
            .read_to_end(&mut bytes)
            .unwrap();
        found.push(bytes);
        from = end + 10;
    }
    found
}

/// The glyph numbers and characters of a ToUnicode table.
fn characters(map: &str) -> std::collections::BTreeMap<u16, char> {
    let lines = map.lines().filter_map(|line| {
        let (code, text) = line.strip_prefix('<')?.split_once("> <")?;
        let text = text.strip_suffix('>')?;
        let units: Vec<u16> = (0..text.len() / 4)
            .map(|n| u16::from_str_radix(&text[4 * n..4 * n + 4], 16).unwrap())
            .collect();
        let text = String::from_utf16(&units).unwrap();
        let code = (code.len() == 4).then(|| u16::from_str_radix(code, 16).ok())??;
        Some((code, text.chars().next().unwrap()))
    });
    lines
        .filter(|(code, _)| *code != u16::MAX && *code != 0)
        .collect()
}

#[test]
fn pdf_is_one_page_whose_text_is_the_words() {
    let layout = full(Font::embedded().into(), white());
    let bytes = pdf(&layout, Font::embedded(), Language::English).unwrap();
    assert_eq!(
        bytes,
        pdf(&layout, Font::embedded(), Language::English).unwrap()
    );
    let plain = String::from_utf8_lossy(&bytes);
    assert!(plain.starts_with("%PDF-1.7"));
    assert!(plain.contains("/MediaBox[0 0 300.75 207.75]"), "{plain}");
    assert!(plain.contains("/Title(Word cloud of 12 terms)"));
    assert!(!plain.contains("Date") && !plain.contains("<b>"));

    let streams = streams(&bytes);
    let content = &streams[0];
    let map = characters(std::str::from_utf8(&streams[1]).unwrap());
    assert!(Font::from_bytes(streams[2].clone()).is_ok());
    let (mut texts, mut rest) = (Vec::new(), &content[..]);
    while let Some(shown) = rest.windows(4).position(|window| window == b" Tm\n") {
        rest = &rest[shown + 4..];
        let codes = codes(&mut rest);
        texts.push(codes.iter().map(|code| map[code]).collect::<String>());
    }
    let words = layout.words.iter().map(|word| word.term.clone());
    let wanted: Vec<String> = words.chain([layout.labels[0].text.clone()]).collect();
    assert_eq!(texts, wanted);
    // Unseen text, outlines to be seen.
    let count = |wanted: &[u8]| {
        let windows = content.windows(wanted.len());
        windows.filter(|window| *window == wanted).count()
    };
    assert_eq!(count(b"\n3 Tr\n"), 1);
    let glyphs = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    let drawn: usize = wanted.iter().map(|text| glyphs(text)).sum();
    assert_eq!(count(b" Do\n"), drawn);
}

/// Reads a string operand, in either of its two forms, as numbers of two bytes.
fn codes(rest: &mut &[u8]) -> Vec<u16> {
    let mut bytes = Vec::new();
    let mut input = rest.iter().copied();
    match input.next() {
        Some(b'<') => {
            let digits: Vec<u8> = input.by_ref().take_while(|&byte| byte != b'>').collect();
            let text = std::str::from_utf8(&digits).unwrap();
            let pairs = (0..text.len() / 2).map(|n| &text[2 * n..2 * n + 2]);
            bytes.extend(pairs.map(|pair| u8::from_str_radix(pair, 16).unwrap()));
        }
        Some(b'(') => {
            let mut depth = 1;
            while let Some(byte) = input.next() {
                match byte {
                    b'\\' => bytes.push(match input.next().unwrap() {
                        b'n' => b'\n',
                        b'r' => b'\r',
                        b't' => b'\t',
                        b'b' => 8,
                        b'f' => 12,
                        digit @ b'0'..=b'7' => {
                            let more = [input.next().unwrap(), input.next().unwrap()];
                            let digits = [digit, more[0], more[1]].map(|digit| digit - b'0');
                            digits.iter().fold(0, |number, digit| 8 * number + digit)
                        }
                        other => other,
                    }),
                    b')' if depth == 1 => break,
                    _ => {
                        depth += i32::from(byte == b'(') - i32::from(byte == b')');
                        bytes.push(byte);
                    }
                }
            }
        }
        other => panic!("{other:?}"),
    }
    let left = input.len();
    *rest = &rest[rest.len() - left..];
    let pairs = bytes.chunks(2);
    pairs
        .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
        .collect()
}

#[test]
fn text_form_holds_each_character_at_its_place() {
    let layout = full(Font::embedded().into(), white());
    let text = text_form(&layout, Font::embedded().into());
    assert!(!text.contains("<use") && !text.contains("<path id"));
    // 识 stands two em after 人.
    assert!(text.contains("<text x=\"0 1000 2000 3000\">人脸识别</text>"));
    // White space keeps its place in the list.
    let line = Fonts::new(Font::embedded()).faces().line("5G 网").unwrap();
    let places: Vec<String> = line.iter().map(|glyph| glyph.x.to_string()).collect();
    let places = places.join(" ");
    let wanted = format!("<text xml:space=\"preserve\" x=\"{places}\">5G 网</text>");
    assert!(text.contains(&wanted), "{wanted}");
    assert!(text.contains(">&lt;b&gt;&amp;&quot;&#39;</text>"));
    assert_eq!(text.matches("</text>").count(), 13);
    assert!(text.contains("font-size=\"1000\""));
    let start = text.find("base64,").unwrap();
    assert!(text[start..].starts_with("base64,AAEAAAA"));
}

#[test]
fn text_form_changes_fonts_within_a_word() {
    let latin = open("CiyunTestLatin.ttf");
    let fonts = Fonts::new(&latin).with_fallback(Font::embedded());
    let layout = full(fonts, white());
    let text = text_form(&layout, fonts);
    assert_eq!(text.matches("@font-face").count(), 2);
    let family = text.split("@font-face{font-family:").nth(2).unwrap();
    let family = family.split(';').next().unwrap();
    let start = text.find(">5G </text>").unwrap();
    let next = format!(">5G </text><text font-family=\"{family},sans-serif\" x=\"");
    assert!(
        text[start..].starts_with(&next),
        "{}",
        &text[start..start + 90]
    );
    assert!(text.contains("font-size=\"2048\""));
    // In outlines, the ideographs' units are brought to those of the main font.
    let drawn = outlines(&layout, fonts).unwrap();
    assert!(drawn.contains("<path id=\"f") && drawn.contains(" transform=\"scale(2.048)\" "));
    let bytes = pdf(&layout, fonts, Language::Chinese).unwrap();
    let map = characters(&String::from_utf8(streams(&bytes)[1].clone()).unwrap());
    assert!(map.values().any(|&character| character == '网'));
}

#[test]
fn what_may_not_be_embedded_is_not() {
    let closed = open("CiyunTestClosed.ttf");
    let mut layout = laid_out(&[("一", 1.0)], &small());
    layout.font = closed.identity();
    let refused = RenderError::MayNotEmbed {
        family: "Ciyun Test Closed".to_owned(),
    };
    let form = SvgForm::Text;
    let options = SvgOptions {
        form,
        ..SvgOptions::default()
    };
    assert_eq!(svg(&layout, &closed, options), Err(refused));
    assert!(pdf(&layout, &closed, Language::Chinese).is_ok());
    assert!(outlines(&layout, &closed).is_ok());
}

#[test]
fn a_layout_without_words_is_drawn_in_all_formats() {
    let layout = laid_out(&[], &small());
    let font = Font::embedded();
    assert!(text_form(&layout, font.into()).ends_with("</svg>\n"));
    assert!(
        pdf(&layout, font, Language::Chinese)
            .unwrap()
            .ends_with(b"%%EOF")
    );
}

/// Runs a program on a file; `None`, and a word on it, when it is not installed.
fn converted(program: &str, arguments: &[&std::ffi::OsStr]) -> Option<()> {
    match std::process::Command::new(program).args(arguments).status() {
        Ok(status) => {
            assert!(status.success(), "{program}");
            Some(())
        }
        Err(_) => {
            eprintln!("{program} is not installed: its pictures were not compared");
            None
        }
    }
}

/// The share of pixels that differ by more than anti-aliasing does: by more than a third of the
/// range in a channel, laid on white.
fn share_of_other_pixels(one: &[u8], other: &[u8]) -> f64 {
    let ((width, height, one), (other_width, other_height, other)) = (decoded(one), decoded(other));
    assert_eq!((width, height), (other_width, other_height));
    let on_white = |pixel: &[u8; 4], channel: usize| {
        let alpha = f64::from(pixel[3]) / 255.0;
        f64::from(pixel[channel]) * alpha + 255.0 * (1.0 - alpha)
    };
    let differs = |(a, b): &(&[u8; 4], &[u8; 4])| {
        (0..3).any(|channel| (on_white(a, channel) - on_white(b, channel)).abs() > 85.0)
    };
    let n = one.iter().zip(&other).filter(differs).count();
    f64::from(u32::try_from(n).unwrap()) / f64::from(width * height)
}

/// Other programs draw the SVG and the PDF as the PNG is.
#[test]
fn other_programs_see_the_same_picture() {
    let latin = open("CiyunTestLatin.ttf");
    let cubic = open("CiyunTestCff.otf");
    let embedded = Font::embedded();
    let folder = tempfile::tempdir().unwrap();
    let files = ["a.svg", "a.png", "a.pdf"].map(|name| folder.path().join(name));
    let [svg_file, png_file, pdf_file] = files.each_ref().map(|file| file.as_os_str());
    let stem = folder.path().join("a");
    for background in [white(), Background::Transparent] {
        for fonts in [
            Fonts::new(embedded),
            Fonts::new(&latin).with_fallback(embedded),
            Fonts::new(&cubic).with_fallback(embedded),
        ] {
            let layout = full(fonts, background);
            let ours = png(&layout, fonts, 1.0).unwrap();
            std::fs::write(svg_file, outlines(&layout, fonts).unwrap()).unwrap();
            let pdf = pdf(&layout, fonts, Language::Chinese).unwrap();
            std::fs::write(pdf_file, pdf).unwrap();
            if converted("rsvg-convert", &[svg_file, "-o".as_ref(), png_file]).is_some() {
                let theirs = std::fs::read(png_file).unwrap();
                let share = share_of_other_pixels(&ours, &theirs);
                assert!(share < 0.002, "{share} in SVG");
                let clear = decoded(&theirs).2[0][3] == 0;
                assert_eq!(clear, background == Background::Transparent);
            }
            let arguments = ["-r", "96", "-png", "-singlefile"].map(std::ffi::OsStr::new);
            let arguments = [&arguments[..], &[pdf_file, stem.as_os_str()]].concat();
            if converted("pdftoppm", &arguments).is_some() {
                let theirs = std::fs::read(png_file).unwrap();
                let share = share_of_other_pixels(&ours, &theirs);
                assert!(share < 0.01, "{share} in PDF");
            }
        }
    }
}

#[test]
fn turned_words_of_two_fonts_nest_without_touching() {
    let latin = open("CiyunTestLatin.ttf");
    let fonts = Fonts::new(&latin).with_fallback(Font::embedded());
    let terms = SMALL.map(|(term, weight)| WeightedTerm::new(term, weight));
    let cloud = Cloud::builder()
        .size(401, 277)
        .preset(Preset::Dense)
        .rotated(0.5);
    let layout = cloud.build().unwrap().layout(&terms, &fonts).unwrap();
    assert_eq!(layout.words.len(), SMALL.len());
    assert!(layout.words.iter().any(|word| word.rotation == 90));
    let mut covered = vec![0u8; 401 * 277];
    let mut glyphs = raster::Glyphs::new(fonts.faces());
    for word in &layout.words {
        let mut pixmap = Pixmap::new(401, 277).unwrap();
        glyphs
            .draw(word.into(), 1.0, (0.0, 0.0), &mut pixmap)
            .unwrap();
        for (count, pixel) in covered.iter_mut().zip(pixmap.pixels()) {
            *count += u8::from(pixel.alpha() > 0);
        }
    }
    assert_eq!(covered.iter().max(), Some(&1));
}
