//! The word cloud of a fixed table with the embedded font: how full, how readable, how exact.
#![cfg(feature = "render")]

use ciyun::cloud::{self, Cloud, CloudLayout, Preset, SizeRule, Strategy, WeightedTerm};
use ciyun::render::{self, Font, SvgOptions};

fn words() -> Vec<WeightedTerm> {
    include_str!("data/cloud_words.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let (term, tf) = line.split_once('\t').expect("two columns");
            WeightedTerm::new(term, tf.parse().expect("a count"))
        })
        .collect()
}

fn laid_out(seed: u64) -> CloudLayout {
    let cloud = Cloud::builder().seed(seed).build().expect("good settings");
    cloud
        .layout(&words(), Font::embedded())
        .expect("the table is good")
}

#[test]
fn two_hundred_words_fill_the_canvas_and_read_well() {
    let mut scales = Vec::new();
    for seed in 42..48 {
        let layout = laid_out(seed);
        assert_eq!(layout.words.len(), 200, "seed {seed}");
        assert!(layout.rule.k >= 1.74, "seed {seed}: k = {}", layout.rule.k);
        assert_eq!(layout.metrics.run_on_pairs, 0, "seed {seed}");
        assert_eq!(layout.metrics.nested_words, 0, "seed {seed}");
        assert!(layout.metrics.fill > 0.65 && layout.metrics.hull > 0.9);
        scales.push(layout.rule.k);
    }
    scales.sort_by(f64::total_cmp);
    assert!(scales[5] / scales[0] < 1.02, "{scales:?}");
}

#[test]
fn two_hundred_words_are_denser_when_they_may_nest() {
    let mut scales = Vec::new();
    for seed in 42..48 {
        let cloud = Cloud::builder().preset(Preset::Dense).seed(seed);
        let cloud = cloud.build().expect("good settings");
        let layout = cloud
            .layout(&words(), Font::embedded())
            .expect("good words");
        assert_eq!(layout.words.len(), 200, "seed {seed}");
        assert!(layout.rule.k >= 1.95, "seed {seed}: k = {}", layout.rule.k);
        assert!(layout.metrics.fill > 0.78 && layout.metrics.hull > 0.9);
        for word in &layout.words {
            let size = layout.rule.k * word.weight.sqrt();
            assert!((word.font_size / size - 1.0).abs() <= 1e-6);
            assert_eq!((word.x.fract(), word.y.fract()), (0.0, 0.0));
        }
        scales.push(layout.rule.k);
    }
    scales.sort_by(f64::total_cmp);
    assert!(scales[5] / scales[0] < 1.02, "{scales:?}");
}

#[test]
fn every_strategy_places_all_words_and_the_nearest_place_is_no_luxury() {
    let scale = |preset, strategy| {
        let cloud = Cloud::builder().preset(preset).strategy(strategy);
        let cloud = cloud.build().expect("good settings");
        let layout = cloud
            .layout(&words(), Font::embedded())
            .expect("good words");
        assert_eq!(layout.words.len(), 200, "{preset:?} {strategy:?}");
        layout.rule.k
    };
    for (preset, bars) in [
        (Preset::Readable, [1.74, 1.68, 1.74]),
        (Preset::Dense, [1.95, 1.87, 1.93]),
    ] {
        for (strategy, bar) in [Strategy::Nearest, Strategy::Spiral, Strategy::Rows]
            .into_iter()
            .zip(bars)
        {
            let k = scale(preset, strategy);
            assert!(k >= bar, "{preset:?} {strategy:?}: k = {k}");
        }
    }
}

#[test]
fn sizes_in_the_file_and_in_the_svg_follow_the_rule() {
    let layout = CloudLayout::from_json(&laid_out(42).to_json()).expect("own files are valid");
    assert_eq!(layout.rule.kind, SizeRule::Sqrt);
    let svg = render::svg(&layout, Font::embedded(), SvgOptions::default())
        .expect("own layouts can be drawn");
    let groups: Vec<&str> = svg.lines().filter(|line| line.starts_with("<g ")).collect();
    assert_eq!(groups.len(), 200);
    for (word, group) in layout.words.iter().zip(groups) {
        let size = layout.rule.k * word.weight.sqrt();
        assert!((word.font_size / size - 1.0).abs() <= 1e-6);
        let scale = group
            .split("scale(")
            .nth(1)
            .and_then(|rest| rest.split(')').next());
        let scale: f64 = scale.expect("a scale").parse().expect("a number");
        // The embedded font has 1000 units per em.
        assert!((1000.0 * scale / size - 1.0).abs() <= 1e-6);
        assert!(group.contains(&format!("data-term=\"{}\"", word.term)));
        assert!(group.contains(&format!("data-weight=\"{}\"", word.weight)));
        assert!(group.contains("<use href"));
    }
}

#[test]
fn the_heaviest_words_stand_nearest_to_the_middle() {
    let layout = laid_out(42);
    let distance = |word: &cloud::PlacedWord| {
        let chars = word.term.chars().map(|_| 0.5).sum::<f64>();
        let x = (word.x + chars * word.font_size) / 800.0 - 1.0;
        let y = (word.y - 0.38 * word.font_size) / 500.0 - 1.0;
        x.hypot(y)
    };
    let mean = |words: &[cloud::PlacedWord]| {
        words.iter().map(distance).sum::<f64>()
            / f64::from(u32::try_from(words.len()).expect("few"))
    };
    assert!(distance(&layout.words[0]) < 0.02);
    let tenths: Vec<f64> = layout.words.chunks(40).map(mean).collect();
    assert!(tenths.is_sorted(), "{tenths:?}");
}

#[test]
fn the_same_words_give_the_same_bytes() {
    let draw = || {
        let layout = laid_out(7);
        let svg = render::svg(&layout, Font::embedded(), SvgOptions::default()).expect("svg");
        let png = render::png(&layout, Font::embedded(), 1.0).expect("png");
        (layout.to_json(), svg, png)
    };
    let other = std::thread::spawn(draw);
    assert!(draw() == other.join().expect("the thread ends well"));
}
