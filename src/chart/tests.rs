//! Nothing leaves a figure and no text lies on another, whatever the data.

use proptest::prelude::*;
use resvg::usvg;

use super::*;
use crate::cloud::InkBox;
use crate::language::Language;
use crate::render::{Figure, Font, Mark, SvgOptions, figure_png, figure_svg};
use crate::stats::{Interval, PeriodCount};

fn check(figure: &Figure) {
    let font = Font::embedded();
    let (width, height) = (f64::from(figure.width), f64::from(figure.height));
    let mut texts: Vec<(&str, InkBox)> = Vec::new();
    for mark in &figure.marks {
        let Some(bounds) = mark.bounds(font) else {
            continue;
        };
        let inside = bounds.left >= 0.0
            && bounds.top >= 0.0
            && bounds.right <= width
            && bounds.bottom <= height;
        assert!(inside, "{mark:?} at {bounds:?} in {width} × {height}");
        if let Mark::Text(text) = mark {
            assert!(text.font_size >= 12.0, "{text:?}");
            for (other, taken) in &texts {
                let apart = bounds.left >= taken.right
                    || bounds.right <= taken.left
                    || bounds.top >= taken.bottom
                    || bounds.bottom <= taken.top;
                assert!(apart, "{:?} {bounds:?} on {other:?} {taken:?}", text.text);
            }
            texts.push((&text.text, bounds));
        }
    }
    assert!(!texts.is_empty());
    for language in [Language::Chinese, Language::English] {
        let options = SvgOptions {
            language,
            ..SvgOptions::default()
        };
        let svg = figure_svg(figure, font, options).unwrap();
        usvg::Tree::from_str(&svg, &usvg::Options::default()).unwrap();
    }
    if width * height < 4e6 {
        let png = figure_png(figure, font, 1.0).unwrap();
        let mut reader = ::png::Decoder::new(std::io::Cursor::new(png))
            .read_info()
            .unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut pixels).unwrap();
        let inked = pixels.iter().filter(|&&channel| channel != 255).count();
        assert!(inked > 100, "{inked} channels are inked");
    }
}

/// Words as scraped comments have them: ideographs, letters, characters without glyph.
fn label() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[登录验证码方便不好用]{1,6}",
        2 => "[a-zA-Z0-9<&\"ÅÇjg]{1,12}",
        1 => "[登录人脸识别， （）a-z😀\u{0}\n]{0,60}",
        1 => "[a-z]{30,60}",
    ]
}

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        6 => 0.0..1.0f64,
        1 => prop::sample::select(vec![
            0.0, 1.0, -0.5, 1e-12, 1e8, 1e12, f64::NAN, f64::INFINITY, f64::NEG_INFINITY,
        ]),
    ]
}

fn estimate() -> impl Strategy<Value = Estimate> {
    (
        number(),
        number(),
        number(),
        prop::option::of(0..10_000_000u64),
    )
        .prop_map(|(value, low, high, n)| Estimate {
            value,
            interval: Some(Interval { low, high }),
            n,
        })
}

fn language() -> impl Strategy<Value = Language> {
    prop::sample::select(vec![Language::Chinese, Language::English])
}

fn check_if_drawn(figure: Option<Figure>) {
    if let Some(figure) = figure {
        check(&figure);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn bars_keep_to_their_places(
        (title, axis, note) in (label(), label(), prop::option::of(label())),
        quantity in prop::sample::select(vec![Quantity::Share, Quantity::Number]),
        bars in prop::collection::vec((label(), estimate()), 0..30),
        language in language(),
    ) {
        let bars = bars.into_iter().map(|(label, estimate)| Bar { label, estimate });
        let chart = BarChart { title, axis, quantity, bars: bars.collect(), note };
        check_if_drawn(chart.figure(Font::embedded(), language));
    }

    #[test]
    fn pyramids_keep_to_their_places(
        (title, axis, note) in (label(), label(), prop::option::of(label())),
        names in [label(), label()],
        rows in prop::collection::vec(
            (label(), prop::option::of(estimate()), prop::option::of(estimate())), 0..30),
        n in 0..10_000_000u64,
        language in language(),
    ) {
        let rows = rows.into_iter().map(|(label, left, right)| PyramidRow { label, left, right });
        let [left, right] = names.map(|name| PyramidSide { name, n });
        let chart = Pyramid { title, axis, left, right, rows: rows.collect(), note };
        check_if_drawn(chart.figure(Font::embedded(), language));
    }

    #[test]
    fn heat_maps_keep_to_their_places(
        (title, cells, note) in (label(), label(), prop::option::of(label())),
        columns in prop::collection::vec((label(), prop::option::of(0..10_000_000u64)), 0..20),
        rows in prop::collection::vec(
            (label(), prop::collection::vec(prop::option::of(number()), 0..22)), 0..12),
        language in language(),
    ) {
        let columns = columns.into_iter().map(|(label, n)| HeatColumn { label, n });
        let rows = rows.into_iter().map(|(label, shares)| HeatRow { label, shares });
        let chart = HeatMap { title, cells, columns: columns.collect(), rows: rows.collect(), note };
        check_if_drawn(chart.figure(Font::embedded(), language));
    }

    #[test]
    fn courses_keep_to_their_places(
        (title, note) in (label(), prop::option::of(label())),
        periods in prop_oneof![
            prop::collection::vec(label(), 0..12),
            prop::collection::vec("20[0-9]{2}-[01][0-9]", 0..60),
        ],
        panels in prop::collection::vec(
            (label(), prop::collection::vec((0..400u64, 0..500u64), 0..60), prop::option::of(0..60usize)),
            0..8),
        own in prop::sample::select(vec![VerticalScale::Own, VerticalScale::Shared]),
        language in language(),
    ) {
        let panels = panels.into_iter().map(|(label, counts, first_after)| Panel {
            label,
            counts: counts.into_iter().map(|(with, n)| PeriodCount { with, n }).collect(),
            first_after,
        });
        let chart = TimeLines { title, periods, panels: panels.collect(), vertical: own, note };
        check_if_drawn(chart.figure(Font::embedded(), language));
    }

    #[test]
    fn networks_keep_to_their_places(
        (title, note) in (label(), prop::option::of(label())),
        nodes in prop::collection::vec((label(), 0..5000u64, 0..12usize, (number(), number())), 0..60),
        edges in prop::collection::vec((0..70usize, 0..70usize, number()), 0..80),
        communities in prop::collection::vec(label(), 0..9),
        language in language(),
    ) {
        let nodes = nodes.into_iter().map(|(label, df, community, position)| PlotNode {
            label, df, community, position,
        });
        let edges = edges.into_iter().map(|(first, second, weight)| PlotEdge {
            first, second, weight,
        });
        let chart = NetworkPlot {
            title,
            nodes: nodes.collect(),
            edges: edges.collect(),
            communities,
            note,
        };
        check_if_drawn(chart.figure(Font::embedded(), language));
    }
}

#[test]
fn a_chart_without_data_is_none() {
    let font = Font::embedded();
    let language = Language::Chinese;
    assert_eq!(BarChart::default().figure(font, language), None);
    assert_eq!(Pyramid::default().figure(font, language), None);
    assert_eq!(HeatMap::default().figure(font, language), None);
    assert_eq!(TimeLines::default().figure(font, language), None);
    assert_eq!(NetworkPlot::default().figure(font, language), None);
}

fn one_bar(value: f64) -> Bar {
    Bar {
        label: "登录".to_owned(),
        estimate: Estimate {
            value,
            interval: None,
            n: None,
        },
    }
}

#[test]
fn the_length_of_a_bar_is_its_value() {
    let chart = BarChart {
        bars: vec![one_bar(0.4), one_bar(0.1), one_bar(f64::NAN)],
        ..BarChart::default()
    };
    let figure = chart.figure(Font::embedded(), Language::English).unwrap();
    let lengths = figure.marks.iter().filter_map(|mark| match mark {
        Mark::Rectangle { width, .. } => Some(*width),
        _ => None,
    });
    let lengths: Vec<f64> = lengths.collect();
    assert_eq!(lengths.len(), 2);
    assert!((lengths[0] / lengths[1] - 4.0).abs() < 1e-9, "{lengths:?}");
    assert_eq!(
        figure.description,
        "values left out that cannot be drawn: 1"
    );
}

#[test]
fn a_course_has_a_gap_where_a_period_has_no_comments() {
    let counts = [(1, 10), (2, 10), (0, 0), (3, 10), (0, 10)];
    let chart = TimeLines {
        periods: ["一", "二", "三", "四", "五"].map(str::to_owned).to_vec(),
        panels: vec![Panel {
            label: "登录".to_owned(),
            counts: counts.map(|(with, n)| PeriodCount { with, n }).to_vec(),
            first_after: Some(3),
        }],
        ..TimeLines::default()
    };
    let figure = chart.figure(Font::embedded(), Language::Chinese).unwrap();
    let bands = figure.marks.iter().filter_map(|mark| match mark {
        Mark::Polygon { points, .. } => Some(points.len()),
        _ => None,
    });
    // Two periods before the gap and two after it, each with both ends of its interval.
    assert_eq!(bands.collect::<Vec<_>>(), [4, 4]);
    let dashed = figure
        .marks
        .iter()
        .filter(|mark| matches!(mark, Mark::Line { dash: Some(_), .. }));
    // One in the key, one in the panel.
    assert_eq!(dashed.count(), 2);
    check(&figure);
}

#[test]
fn the_area_of_a_disc_is_the_number_of_comments() {
    let node = |label: &str, df, x| PlotNode {
        label: label.to_owned(),
        df,
        community: 0,
        position: (x, 0.5),
    };
    let chart = NetworkPlot {
        nodes: vec![node("登录", 400, 0.1), node("方便", 100, 0.9)],
        ..NetworkPlot::default()
    };
    let figure = chart.figure(Font::embedded(), Language::Chinese).unwrap();
    let radii = figure.marks.iter().filter_map(|mark| match mark {
        Mark::Circle {
            radius,
            stroke: Some(_),
            ..
        } => Some(*radius),
        _ => None,
    });
    // Four times the comments, twice the radius.
    assert_eq!(radii.collect::<Vec<_>>(), [24.0, 12.0]);
    check(&figure);
}

#[test]
fn labels_without_room_are_counted() {
    let nodes = (0..60).map(|_| PlotNode {
        label: "人脸识别".to_owned(),
        df: 5,
        community: 1,
        position: (0.5, 0.5),
    });
    let chart = NetworkPlot {
        nodes: nodes.collect(),
        ..NetworkPlot::default()
    };
    let figure = chart.figure(Font::embedded(), Language::Chinese).unwrap();
    let labelled = figure
        .marks
        .iter()
        .filter(|mark| matches!(mark, Mark::Text(text) if text.text == "人脸识别"));
    let without = 60 - labelled.count();
    assert!((1..60).contains(&without));
    assert_eq!(
        figure.description,
        format!("{without} 个词语因无空位未标出")
    );
    check(&figure);
}
