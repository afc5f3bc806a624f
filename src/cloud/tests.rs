//! Laws of a layout, on a font made of squares.

use proptest::prelude::*;

use super::*;

mod placement;

/// Every character is a square of 0.9 em, advance 1 em; `?` has no glyph, a blank has no ink.
pub(super) struct Squares;

impl TextMeasure for Squares {
    fn measure(&self, text: &str) -> Result<InkBox, Unmeasured> {
        if text.contains('?') {
            return Err(Unmeasured::MissingGlyphs(vec!['?']));
        }
        if text.trim().is_empty() {
            return Err(Unmeasured::NoInk);
        }
        let advance: f64 = text.chars().map(|_| 1.0).sum();
        Ok(InkBox {
            left: 0.05,
            top: -0.83,
            right: advance - 0.05,
            bottom: 0.07,
        })
    }

    fn identity(&self) -> FontIdentity {
        FontIdentity {
            family: "Squares".to_owned(),
            sha256: "00".to_owned(),
        }
    }
}

fn terms(list: &[(&str, f64)]) -> Vec<WeightedTerm> {
    list.iter()
        .map(|&(term, weight)| WeightedTerm::new(term, weight))
        .collect()
}

fn layout(
    terms: &[WeightedTerm],
    measure: &dyn TextMeasure,
    options: &CloudOptions,
) -> Result<CloudLayout, CloudError> {
    Cloud::builder()
        .options(*options)
        .build()?
        .layout(terms, measure)
}

fn canvas(width: u32, height: u32) -> CloudOptions {
    CloudOptions {
        width,
        height,
        ..CloudOptions::default()
    }
}

fn reasons(layout: &CloudLayout) -> Vec<(&str, Reason)> {
    let unplaced = layout.unplaced.iter();
    unplaced
        .map(|word| (word.term.as_str(), word.reason.clone()))
        .collect()
}

/// What holds for every layout.
fn check_laws(input: &[WeightedTerm], options: &CloudOptions, layout: &CloudLayout) {
    let mut names: Vec<&str> = layout.words.iter().map(|word| word.term.as_str()).collect();
    names.extend(layout.unplaced.iter().map(|word| word.term.as_str()));
    names.sort_unstable();
    let mut wanted: Vec<&str> = input.iter().map(|term| term.term.as_str()).collect();
    wanted.sort_unstable();
    assert_eq!(names, wanted, "every term comes back once");

    let boxes: Vec<InkBox> = layout
        .words
        .iter()
        .map(|word| {
            let size = layout.rule.k * layout.rule.kind.factor(word.weight, word.rank);
            assert_eq!(word.font_size, size, "{}", word.term);
            // A quotient and a product may differ in the last bit.
            assert!(
                size >= options.minimum_px * (1.0 - 1e-12),
                "{}: {size}",
                word.term
            );
            Squares
                .measure(&word.term)
                .unwrap()
                .at(size, word.x, word.y)
        })
        .collect();
    let (width, height) = (f64::from(options.width), f64::from(options.height));
    for (i, one) in boxes.iter().enumerate() {
        assert!(one.left >= 0.0 && one.top >= 0.0 && one.right <= width && one.bottom <= height);
        for two in &boxes[..i] {
            // A pixel of air, less what the coordinates are rounded by.
            let air = 0.998;
            let apart = one.left - two.right >= air
                || two.left - one.right >= air
                || one.top - two.bottom >= air
                || two.top - one.bottom >= air;
            assert!(apart, "{one:?} {two:?}");
        }
    }
    // Nobody is left out for want of room while a lighter word is drawn.
    let lightest = layout
        .words
        .last()
        .map_or(f64::INFINITY, |word| word.weight);
    let no_room = layout
        .unplaced
        .iter()
        .filter(|word| word.reason == Reason::NoRoom);
    assert!(no_room.clone().all(|word| word.weight <= lightest));
    assert_eq!(layout.metrics.nested_words, 0);
    assert_eq!(layout.metrics.run_on_pairs, 0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn laws_hold_for_any_list(
        words in prop::collection::btree_map("[一-龥?]{1,8}", 1u32..5000, 0..60),
        width in 1u32..700,
        height in 1u32..500,
        seed: u64,
        rule in prop::sample::select(vec![
            SizeRule::Sqrt, SizeRule::Linear, SizeRule::Log, SizeRule::Rank,
        ]),
    ) {
        let input: Vec<WeightedTerm> = words
            .into_iter()
            .map(|(term, weight)| WeightedTerm::new(term, f64::from(weight) / 4.0))
            .collect();
        let options = CloudOptions { seed, rule, ..canvas(width, height) };
        let found = layout(&input, &Squares, &options).unwrap();
        check_laws(&input, &options, &found);
        prop_assert_eq!(CloudLayout::from_json(&found.to_json()), Ok(found.clone()));
        let mut shuffled = input.clone();
        shuffled.reverse();
        prop_assert_eq!(layout(&shuffled, &Squares, &options), Ok(found));
    }
}

#[test]
fn rules_by_hand() {
    let list = terms(&[("大", 100.0), ("中", 25.0), ("小", 1.0)]);
    let ratios = |rule| {
        let options = CloudOptions {
            rule,
            minimum_px: 1.0,
            ..CloudOptions::default()
        };
        let layout = layout(&list, &Squares, &options).unwrap();
        let sizes: Vec<f64> = layout.words.iter().map(|word| word.font_size).collect();
        (sizes[0] / sizes[2], sizes[1] / sizes[2])
    };
    let close = |(a, b): (f64, f64), (c, d): (f64, f64)| {
        assert!(
            (a / c - 1.0).abs() < 1e-12 && (b / d - 1.0).abs() < 1e-12,
            "{a} {b}"
        );
    };
    close(ratios(SizeRule::Sqrt), (10.0, 5.0));
    close(ratios(SizeRule::Linear), (100.0, 25.0));
    // ln 101 / ln 2 and ln 26 / ln 2.
    close(
        ratios(SizeRule::Log),
        (6.658_211_482_751_795, 4.700_439_718_141_093),
    );
    close(ratios(SizeRule::Rank), (3f64.sqrt(), 1.5f64.sqrt()));
}

#[test]
fn equal_weights_share_size_and_rank_under_every_rule() {
    let list = terms(&[
        ("丁", 9.0),
        ("丙", 30.0),
        ("乙", 9.0),
        ("甲", 9.0),
        ("戊", 4.0),
    ]);
    for rule in [
        SizeRule::Sqrt,
        SizeRule::Linear,
        SizeRule::Log,
        SizeRule::Rank,
    ] {
        let options = CloudOptions {
            rule,
            ..CloudOptions::default()
        };
        let layout = layout(&list, &Squares, &options).unwrap();
        let ranks: Vec<u32> = layout.words.iter().map(|word| word.rank).collect();
        assert_eq!(ranks, [1, 2, 2, 2, 5]);
        assert_eq!(layout.words[1].font_size, layout.words[3].font_size);
        let names: Vec<&str> = layout.words.iter().map(|word| word.term.as_str()).collect();
        // Equal weights stand by code point: 丁 U+4E01, 乙 U+4E59, 甲 U+7532.
        assert_eq!(names, ["丙", "丁", "乙", "甲", "戊"]);
    }
}

#[test]
fn no_words_one_word_two_words() {
    let options = canvas(1001, 777);
    let empty = layout(&[], &Squares, &options).unwrap();
    assert_eq!((empty.words.len(), empty.rule.k), (0, 0.0));
    assert_eq!(CloudLayout::from_json(&empty.to_json()).unwrap(), empty);

    let one = layout(&terms(&[("方便", 7.0)]), &Squares, &options).unwrap();
    let ink = Squares.measure("方便").unwrap();
    let word = &one.words[0];
    let ink = ink.at(word.font_size, word.x, word.y);
    // In the middle, and as wide as the canvas lets it be.
    assert!(((ink.left + ink.right) / 2.0 - 500.5).abs() < 1.0);
    assert!(((ink.top + ink.bottom) / 2.0 - 388.5).abs() < 1.0);
    assert!(ink.width() > 800.0);

    let list = terms(&[("好", 1.0), ("坏", 1.0)]);
    let two = layout(&list, &Squares, &options).unwrap();
    assert_eq!(two.words[0].font_size, two.words[1].font_size);
    check_laws(&list, &options, &two);
}

#[test]
fn seeds_move_words_and_hardly_change_the_scale() {
    let list: Vec<WeightedTerm> = (0..80u32)
        .map(|n| WeightedTerm::new(format!("词{n}"), f64::from(4000 / (n + 1))))
        .collect();
    let with_seed = |seed| {
        let options = CloudOptions {
            seed,
            ..CloudOptions::default()
        };
        layout(&list, &Squares, &options).unwrap()
    };
    let first = with_seed(1);
    assert_eq!(first.to_json(), with_seed(1).to_json());
    for seed in 2..5 {
        let other = with_seed(seed);
        assert_ne!(first.words, other.words);
        assert!((first.rule.k / other.rule.k - 1.0).abs() < 0.02);
    }
}

#[test]
fn what_cannot_be_drawn_is_listed_with_its_reason() {
    let long = "很".repeat(30);
    let list = terms(&[("?好?", 50.0), (" ", 40.0), (&long, 30.0), ("好", 20.0)]);
    let layout = layout(&list, &Squares, &canvas(200, 200)).unwrap();
    assert_eq!(
        reasons(&layout),
        [
            ("?好?", Reason::MissingGlyph(vec!['?'])),
            (" ", Reason::NoInk),
            (long.as_str(), Reason::TooWide),
        ]
    );
    assert_eq!(layout.words[0].rank, 4, "the rank counts all terms");
    assert!(
        layout
            .to_json()
            .contains("\"reason\": \"missing-glyph U+003F\"")
    );
}

#[test]
fn a_wide_word_fits_on_a_canvas_that_is_wide_enough() {
    let long = "很".repeat(30);
    let list = terms(&[("好", 20.0), (&long, 10.0)]);
    let layout = layout(&list, &Squares, &CloudOptions::default()).unwrap();
    assert!(layout.unplaced.is_empty());
}

#[test]
fn the_impossible_is_never_silent() {
    let list: Vec<WeightedTerm> = (0..5000u32)
        .map(|n| WeightedTerm::new(format!("词{n:04}"), f64::from(5000 - n)))
        .collect();
    let options = canvas(300, 200);
    let layout = layout(&list, &Squares, &options).unwrap();
    check_laws(&list, &options, &layout);
    // A word takes about 5.2 em by 1; 60,000 px hold fewer than 200 of 8 px.
    assert!(layout.words.len() > 80, "{}", layout.words.len());
    assert!(layout.words.len() < 200, "{}", layout.words.len());
    assert!(
        layout
            .unplaced
            .iter()
            .all(|word| word.reason == Reason::NoRoom)
    );
}

#[test]
fn weights_far_apart_do_not_break_the_search() {
    let list = terms(&[("巨", 1e300), ("微", 5e-324), ("小", 1.0)]);
    for rule in [
        SizeRule::Sqrt,
        SizeRule::Linear,
        SizeRule::Log,
        SizeRule::Rank,
    ] {
        let options = CloudOptions {
            rule,
            ..CloudOptions::default()
        };
        let layout = layout(&list, &Squares, &options).unwrap();
        assert_eq!(layout.words.len() + layout.unplaced.len(), 3);
        assert!(
            CloudLayout::from_json(&layout.to_json()).is_ok(),
            "{rule:?}"
        );
    }
}

#[test]
fn bad_input_is_named() {
    let error = |list: &[(&str, f64)], options| {
        layout(&terms(list), &Squares, &options)
            .unwrap_err()
            .to_string()
    };
    let options = CloudOptions::default();
    for weight in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        assert_eq!(
            error(&[("好", 1.0), ("差", weight)], options),
            format!("term \"差\": weight {weight}, expected a finite number above 0")
        );
    }
    assert_eq!(
        error(&[("好", 1.0), ("差", 2.0), ("好", 3.0)], options),
        "term \"好\": listed twice; add up its weights first"
    );
    assert_eq!(
        error(&[], canvas(0, 5)),
        "canvas 0 × 5: expected sides of 1 to 16384 px"
    );
    let floor = CloudOptions {
        minimum_px: 0.5,
        ..options
    };
    assert_eq!(
        error(&[], floor),
        "smallest font size 0.5 px: expected a finite number of at least 1"
    );
    let middle = CloudOptions {
        background: "#808080".parse().unwrap(),
        ..options
    };
    assert!(error(&[], middle).starts_with("palette ink on background #808080: contrast"));
}

#[test]
fn the_file_has_one_word_a_line_and_whole_weights_without_a_point() {
    let list = terms(&[("好", 4.0), ("差", 2.5), ("\"<&", 1.0)]);
    let json = layout(&list, &Squares, &canvas(400, 300))
        .unwrap()
        .to_json();
    let lines: Vec<&str> = json.lines().collect();
    assert_eq!(
        lines[..4],
        [
            "{",
            "  \"version\": 1,",
            "  \"canvas\": {\"width\": 400, \"height\": 300, \"background\": \"#ffffff\"},",
            lines[3],
        ]
    );
    assert!(lines[3].starts_with("  \"rule\": {\"kind\": \"sqrt\", \"k\": "));
    let words = lines.iter().position(|line| *line == "  \"words\": [");
    let words = &lines[words.unwrap() + 1..];
    assert!(
        words[0].starts_with("    {\"term\": \"好\", \"weight\": 4, \"rank\": 1, \"font_size\": ")
    );
    assert!(words[1].starts_with("    {\"term\": \"差\", \"weight\": 2.5, \"rank\": 2, "));
    assert!(words[2].starts_with("    {\"term\": \"\\\"<&\", "));
    assert!(json.ends_with("}\n"));
}

#[test]
fn a_changed_file_is_refused_and_says_where() {
    let list = terms(&[("好", 4.0), ("差", 2.0)]);
    let layout = layout(&list, &Squares, &canvas(400, 300)).unwrap();
    let json = layout.to_json();
    let error = |from: &str, to: &str| {
        assert!(json.contains(from), "{from}");
        let changed = json.replacen(from, to, 1);
        CloudLayout::from_json(&changed).unwrap_err().to_string()
    };
    assert_eq!(
        error("\"version\": 1", "\"version\": 2"),
        "layout, version: found 2, expected 1"
    );
    assert!(
        error("\"weight\": 4", "\"weight\": 5").starts_with("layout, word \"好\": found font size")
    );
    assert!(error("\"weight\": 4", "\"weight\": -4").contains("weight -4"));
    assert!(error("差", "好").contains("listed twice"));
    assert!(error("\"rank\": 1", "\"rank\": 0").contains("found rank 0"));
    assert!(error("\"rotation\": 0", "\"rotation\": 45").contains("found rotation 45"));
    assert!(error("\"width\": 400", "\"width\": 0").contains("canvas 0 × 300"));
    assert!(error("\"sqrt\"", "\"cube\"").starts_with("layout: unknown variant `cube`"));
    assert!(error("#ffffff", "white").contains("found \"white\""));
    // A recoloured file is a valid layout.
    let color = layout.words[0].color.to_string();
    let recolored = json.replacen(&color, "#ff0000", 1);
    assert_eq!(
        CloudLayout::from_json(&recolored).unwrap().words[0]
            .color
            .red,
        255
    );
}
