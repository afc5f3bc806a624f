//! Figures: both forms show the same, and nothing in a figure can break a writer.

use resvg::usvg;

use super::*;
use crate::cloud::Color;

const BLUE: Color = Color {
    red: 0x00,
    green: 0x45,
    blue: 0x82,
};
const PALE: Color = Color {
    red: 0xc1,
    green: 0xdd,
    blue: 0xf7,
};

fn text(text: &str, x: f64, anchor: Anchor) -> Mark {
    Mark::Text(Text {
        text: text.to_owned(),
        font_size: 20.0,
        x,
        y: 80.0,
        color: BLUE,
        anchor,
    })
}

fn figure(marks: Vec<Mark>) -> Figure {
    Figure {
        width: 200,
        height: 100,
        background: Color::WHITE,
        title: "a < b".to_owned(),
        description: "\"好\"".to_owned(),
        marks,
    }
}

fn all_marks() -> Figure {
    figure(vec![
        Mark::Polygon {
            points: vec![(10.0, 60.0), (60.0, 20.0), (110.0, 60.0)],
            fill: PALE,
        },
        Mark::Rectangle {
            x: 120.0,
            y: 10.0,
            width: 30.0,
            height: 40.5,
            fill: BLUE,
        },
        Mark::Line {
            points: vec![(5.0, 5.5), (100.0, 5.5), (110.0, 30.0)],
            width: 2.0,
            color: BLUE,
            dash: Some(4.0),
        },
        Mark::Circle {
            x: 175.0,
            y: 30.0,
            radius: 12.0,
            fill: PALE,
            stroke: Some((2.0, BLUE)),
        },
        text("登录", 10.0, Anchor::Start),
        text("<b>&", 100.0, Anchor::Middle),
        text("12.5%", 195.0, Anchor::End),
    ])
}

fn drawn_by_resvg(figure: &Figure) -> Pixmap {
    let svg = figure_svg(figure, Font::embedded(), SvgOptions::default()).unwrap();
    let tree = usvg::Tree::from_str(&svg, &usvg::Options::default()).unwrap();
    let mut pixmap = Pixmap::new(figure.width, figure.height).unwrap();
    resvg::render(&tree, Transform::default(), &mut pixmap.as_mut());
    pixmap
}

fn shares_of(figure: &Figure) -> (f64, f64) {
    let theirs = drawn_by_resvg(figure);
    let (_, _, ours) = decoded(&figure_png(figure, Font::embedded(), 1.0).unwrap());
    assert_eq!(ours.len(), theirs.pixels().len());
    let pairs = ours.iter().zip(theirs.pixels());
    let other = pairs.filter(|(ours, theirs)| {
        let theirs = [theirs.red(), theirs.green(), theirs.blue()];
        let apart = |(one, two): (&u8, &u8)| one.abs_diff(*two) > 24;
        ours[..3].iter().zip(&theirs).any(apart)
    });
    let inked = ours.iter().filter(|pixel| pixel[..3] != [255; 3]);
    let share = |n: usize| n as f64 / ours.len() as f64;
    (share(other.count()), share(inked.count()))
}

#[test]
fn svg_and_png_show_the_same() {
    let (other, inked) = shares_of(&all_marks());
    assert!(other < 0.002, "{other} of the pixels differ");
    assert!(inked > 0.1, "{inked} of the pixels are inked");
}

#[test]
fn svg_of_each_mark() {
    let marks = all_marks()
        .marks
        .into_iter()
        .take(5)
        .map(|mark| match mark {
            Mark::Text(one) => Mark::Text(Text {
                text: "一".to_owned(),
                ..one
            }),
            other => other,
        });
    let svg = figure_svg(
        &figure(marks.collect()),
        Font::embedded(),
        SvgOptions::default(),
    );
    insta::assert_snapshot!(svg.unwrap(), @r##"
    <svg xmlns="http://www.w3.org/2000/svg" width="200" height="100" viewBox="0 0 200 100" role="img" aria-label="a &lt; b">
    <title lang="zh-CN">a &lt; b</title>
    <desc lang="zh-CN">&quot;好&quot;</desc>
    <rect width="200" height="100" fill="#ffffff"/>
    <defs>
    <path id="g1541" d="m38-455l926 0l0 131l-926 0z"/>
    </defs>
    <polygon points="10,60 60,20 110,60" fill="#c1ddf7"/>
    <rect x="120" y="10" width="30" height="40.5" fill="#004582"/>
    <polyline points="5,5.5 100,5.5 110,30" fill="none" stroke="#004582" stroke-width="2" stroke-linejoin="round" stroke-dasharray="4"/>
    <circle cx="175" cy="30" r="12" fill="#c1ddf7" stroke="#004582" stroke-width="2"/>
    <g transform="translate(9.24 80) scale(0.02)" fill="#004582" data-label="一"><use href="#g1541"/></g>
    </svg>
    "##);
}

#[test]
fn ink_stands_where_the_anchor_says() {
    for (anchor, wanted) in [
        (Anchor::Start, [50.0, 70.0]),
        (Anchor::Middle, [40.0, 60.0]),
        (Anchor::End, [30.0, 50.0]),
    ] {
        let mark = text("一", 50.0, anchor);
        let ink = mark.bounds(Font::embedded()).unwrap();
        for (found, wanted) in [ink.left, ink.right].into_iter().zip(wanted) {
            // 一 is almost, not quite, as wide as its em of 20 px.
            assert!((found - wanted).abs() < 2.0, "{anchor:?}: {found}");
        }
    }
}

#[test]
fn what_cannot_be_drawn_is_left_out() {
    let nothing = figure(vec![
        Mark::Rectangle {
            x: f64::NAN,
            y: 0.0,
            width: 1.0,
            height: 1.0,
            fill: BLUE,
        },
        Mark::Line {
            points: vec![(1.0, 1.0), (f64::INFINITY, 2.0)],
            width: 1.0,
            color: BLUE,
            dash: None,
        },
        Mark::Polygon {
            points: vec![(1.0, 1.0)],
            fill: BLUE,
        },
        Mark::Circle {
            x: 1.0,
            y: 1.0,
            radius: -1.0,
            fill: BLUE,
            stroke: None,
        },
        text(" ", 10.0, Anchor::End),
        text("好", f64::NAN, Anchor::End),
    ]);
    let (other, inked) = shares_of(&nothing);
    assert_eq!((other, inked), (0.0, 0.0));
    let svg = figure_svg(&nothing, Font::embedded(), SvgOptions::default()).unwrap();
    assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
}

#[test]
fn characters_without_glyph_and_absurd_sizes_are_refused() {
    let odd = figure(vec![text("好😀", 10.0, Anchor::Start)]);
    let missing = |error| matches!(error, RenderError::MissingGlyphs { .. });
    let svg = figure_svg(&odd, Font::embedded(), SvgOptions::default());
    assert!(missing(svg.unwrap_err()));
    assert!(missing(
        figure_png(&odd, Font::embedded(), 1.0).unwrap_err()
    ));
    let shown = Fonts::new(Font::embedded()).shown("好😀\u{fe0f}");
    assert_eq!(shown, "好□");

    let large = Figure {
        width: 100_000,
        ..all_marks()
    };
    let error = figure_png(&large, Font::embedded(), 1.0).unwrap_err();
    assert!(matches!(error, RenderError::BadSize { .. }));
}
