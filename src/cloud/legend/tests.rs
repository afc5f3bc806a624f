use super::*;
use crate::cloud::tests::Squares;
use crate::cloud::{Cloud, Metrics, WeightedTerm};

fn layout(legend: Legend, rule: SizeRule, color_by: ColorBy, side: u32) -> CloudLayout {
    let terms: Vec<WeightedTerm> = (1..=100u32)
        .map(|n| {
            WeightedTerm::new(format!("词{n}"), f64::from(10_000 / n))
                .in_group(format!("第{}组", n % 3))
                .with_score(f64::from(n) / 10.0 - 6.0)
        })
        .collect();
    let builder = Cloud::builder().size(2 * side, side).rule(rule);
    let cloud = builder.legend(legend).color_by(color_by).build().unwrap();
    cloud.layout(&terms, &Squares).unwrap()
}

fn texts(layout: &CloudLayout) -> Vec<&str> {
    layout
        .labels
        .iter()
        .map(|label| label.text.as_str())
        .collect()
}

#[test]
fn samples_have_the_size_of_their_weight_and_the_band_is_theirs() {
    for rule in [
        SizeRule::Sqrt,
        SizeRule::Linear,
        SizeRule::Log,
        SizeRule::Rank,
    ] {
        for side in [150, 400, 1000] {
            let layout = layout(Legend::Chinese, rule, ColorBy::Cycle, side);
            let top = f64::from(side - side * 2 / 25);
            let pairs = layout.labels.windows(2).filter(|pair| pair[0].text == "字");
            let mut before = f64::INFINITY;
            for pair in pairs {
                let digits: String = pair[1].text.chars().filter(char::is_ascii_digit).collect();
                let value: f64 = digits.parse().unwrap();
                let size = layout.rule.k * factor(rule, value);
                assert!((pair[0].font_size / size - 1.0).abs() < 1e-12);
                assert!(size < before, "the largest stands first");
                before = size;
            }
            for label in &layout.labels {
                let ink = Squares.measure(&label.text).unwrap();
                let ink = ink.at(label.font_size, label.x, label.y);
                assert!(ink.top >= top && ink.bottom <= f64::from(side), "{label:?}");
                assert!(
                    ink.left >= 0.0 && ink.right <= f64::from(2 * side),
                    "{label:?}"
                );
            }
            for word in &layout.words {
                let ink = Squares.measure(&word.term).unwrap();
                assert!(ink.at(word.font_size, word.x, word.y).bottom < top);
            }
        }
    }
}

#[test]
fn round_weights_within_the_range_come_first() {
    let mut found = layout(Legend::Chinese, SizeRule::Sqrt, ColorBy::Cycle, 1000);
    // Weights 10,000 to 100 at 1 px × √weight: the band of 80 px holds 9.6 to 57.6 px, that is
    // 92 to 3318; 100, 200, 500, 1000 and 2000 are round.
    found.rule.k = 1.0;
    let values = |layout: &CloudLayout| -> Vec<f64> {
        let samples = samples(layout, 80.0);
        samples.into_iter().map(|(value, _)| value).collect()
    };
    assert_eq!(values(&found), [2000.0, 500.0, 100.0]);
    // At 5 px, it holds 3.7 to 133: of the range only 100; 50 and 20 are added.
    found.rule.k = 5.0;
    assert_eq!(values(&found), [100.0, 50.0, 20.0]);
    // At 80 px no whole weight is small enough.
    found.rule.k = 80.0;
    assert!(values(&found).is_empty());
}

#[test]
fn it_says_the_rule_and_what_colors_mean_in_both_languages() {
    let found = layout(Legend::Chinese, SizeRule::Sqrt, ColorBy::Group, 1000);
    let said = texts(&found);
    assert_eq!(said[0], "字号 ∝ √词频");
    assert!(
        said.ends_with(&["颜色 = 组别", "■ 第0组", "■ 第1组", "■ 第2组"]),
        "{said:?}"
    );
    assert_eq!(
        found.labels.last().unwrap().color,
        found.group_colors()[2].1
    );
    let found = layout(Legend::English, SizeRule::Rank, ColorBy::Score, 1000);
    let said = texts(&found);
    assert_eq!(said[0], "font size ∝ 1/√rank");
    assert!(
        said.contains(&"colour = score") && said.contains(&"-5.9"),
        "{said:?}"
    );
    assert_eq!(said.iter().filter(|&&text| text == SWATCH).count(), 9);
    for rule in [SizeRule::Linear, SizeRule::Log] {
        let said = layout(Legend::English, rule, ColorBy::Cycle, 1000).labels;
        assert!(said[0].text.starts_with("font size ∝ "), "{said:?}");
        assert!(said[0].text.contains("count"));
    }
}

#[test]
fn what_has_no_room_is_counted() {
    let name = |n: usize| format!("第{n}个很长的组名");
    let terms: Vec<WeightedTerm> = (0..6)
        .map(|n| WeightedTerm::new(format!("词{n}"), 100.0).in_group(name(n)))
        .collect();
    for (width, all) in [(1600, true), (500, false), (150, false)] {
        let builder = Cloud::builder().size(width, 400).legend(Legend::Chinese);
        let cloud = builder.color_by(ColorBy::Group).build().unwrap();
        let found = cloud.layout(&terms, &Squares).unwrap();
        let keys = found
            .labels
            .iter()
            .filter(|label| label.text.starts_with(SWATCH));
        let keys = keys.count();
        let last = &found.labels.last().unwrap().text;
        assert_eq!(keys == 6, all);
        if !all && keys > 0 {
            assert_eq!(*last, format!("… +{}", 6 - keys));
        }
        for label in &found.labels {
            let ink = Squares.measure(&label.text).unwrap();
            let ink = ink.at(label.font_size, label.x, label.y);
            assert!(
                ink.left >= 0.0 && ink.right <= f64::from(width),
                "{label:?}"
            );
        }
    }
}

#[test]
fn without_a_legend_or_words_there_are_no_labels() {
    let none = layout(Legend::None, SizeRule::Sqrt, ColorBy::Group, 400);
    assert!(none.labels.is_empty() && none.legend.is_none());
    let cloud = Cloud::builder()
        .legend(Legend::English)
        .weight_name("comments");
    let empty = cloud.build().unwrap().layout(&[], &Squares).unwrap();
    assert_eq!((empty.labels.len(), empty.metrics), (0, Metrics::default()));
    assert_eq!(empty.legend.unwrap().weight, "comments");
    let small = Cloud::builder().size(800, 149).legend(Legend::English);
    assert_eq!(
        small.build().unwrap_err().to_string(),
        "canvas 800 × 149: a legend needs sides of at least 150 px"
    );
}
