use super::*;
use crate::cloud::{Background, CloudError, ColorBy};
use crate::render::png;

fn words() -> Vec<WeightedTerm> {
    include_str!("../../../tests/data/cloud_words.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let (term, tf) = line.split_once('\t').unwrap();
            WeightedTerm::new(term, tf.parse().unwrap())
        })
        .collect()
}

fn options() -> CloudOptions {
    CloudOptions {
        engine: Engine::WordcloudRs,
        background: Background::Transparent,
        ..CloudOptions::default()
    }
}

fn embedded() -> Fonts<'static> {
    Font::embedded().into()
}

/// Whether each pixel has more than a trace of ink.
fn inked(rgba: &[u8]) -> Vec<bool> {
    rgba.chunks(4).map(|pixel| pixel[3] > 8).collect()
}

fn redrawn(layout: &CloudLayout) -> Vec<u8> {
    let bytes = png(layout, Font::embedded(), 1.0).unwrap();
    let mut reader = png::Decoder::new(std::io::Cursor::new(bytes))
        .read_info()
        .unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    assert_eq!(info.color_type, png::ColorType::Rgba);
    pixels
}

#[test]
fn the_places_read_from_its_records_are_those_of_its_picture() {
    let (layout, picture) = drawn(&words(), embedded(), &options()).unwrap();
    assert!(layout.words.len() > 150, "{}", layout.words.len());
    assert_eq!((picture.width, picture.height), (1600, 1000));
    let (theirs, ours) = (inked(&picture.rgba), inked(&redrawn(&layout)));
    let n_inked = |pixels: &[bool]| pixels.iter().filter(|inked| **inked).count();
    let n_shared = theirs.iter().zip(&ours).filter(|(a, b)| **a && **b).count();
    let n_either = n_inked(&theirs) + n_inked(&ours) - n_shared;
    // Letters stand up to a pixel or two from each other's places.
    let share = n_shared as f64 / n_either as f64;
    assert!(share > 0.85, "{share}");
}

#[test]
fn sizes_follow_the_rule_with_its_offset_and_no_word_is_lost() {
    let (layout, _) = drawn(&words(), embedded(), &options()).unwrap();
    assert!(!layout.reproducible);
    assert_eq!(
        (layout.engine, layout.rule.offset),
        (Engine::WordcloudRs, 2.0)
    );
    for word in &layout.words {
        let size = 2.0 + layout.rule.k * word.weight.sqrt();
        assert!((word.font_size / size - 1.0).abs() <= 1e-6, "{word:?}");
    }
    let mut found: Vec<&str> = layout.words.iter().map(|word| word.term.as_str()).collect();
    found.extend(layout.unplaced.iter().map(|word| word.term.as_str()));
    let words = words();
    let given: Vec<&str> = words.iter().map(|word| word.term.as_str()).collect();
    found.sort_unstable();
    let mut sorted = given;
    sorted.sort_unstable();
    assert_eq!(found, sorted);
    assert_eq!(CloudLayout::from_json(&layout.to_json()), Ok(layout));
}

#[test]
fn any_width_works_and_is_rounded_up() {
    for (width, rounded) in [(1, 64), (64, 64), (1001, 1024), (1610, 1664)] {
        let options = CloudOptions {
            width,
            height: 400,
            ..options()
        };
        let (layout, picture) = drawn(&words()[..20], embedded(), &options).unwrap();
        assert_eq!((layout.canvas.width, picture.width), (rounded, rounded));
        assert_eq!(layout.words.len() + layout.unplaced.len(), 20, "{width}");
    }
}

#[test]
fn few_words_low_canvases_and_missing_glyphs() {
    let (layout, _) = drawn(&[], embedded(), &options()).unwrap();
    assert!(layout.words.is_empty() && layout.unplaced.is_empty());
    assert_eq!((layout.rule.k, layout.rule.offset), (0.0, 0.0));

    let terms = [("😀", 9.0), ("卡", 4.0), (" ", 1.0)];
    let terms = terms.map(|(term, weight)| WeightedTerm::new(term, weight));
    let (layout, _) = drawn(&terms, embedded(), &options()).unwrap();
    assert_eq!(layout.words.len(), 1);
    assert_eq!(
        (layout.words[0].rank, layout.words[0].term.as_str()),
        (2, "卡")
    );
    assert!(layout.words[0].font_size > 100.0);
    let reasons: Vec<&Reason> = layout.unplaced.iter().map(|word| &word.reason).collect();
    assert_eq!(reasons, [&Reason::MissingGlyph(vec!['😀']), &Reason::NoInk]);

    let low = CloudOptions {
        height: 22,
        ..options()
    };
    let error = drawn(&terms, embedded(), &low).unwrap_err();
    assert!(matches!(
        error,
        WordcloudRsError::LowCanvas { height: 22, .. }
    ));
    let least = CloudOptions {
        height: LEAST_HEIGHT,
        ..options()
    };
    let (layout, _) = drawn(&terms, embedded(), &least).unwrap();
    assert_eq!(layout.words.len() + layout.unplaced.len(), 3);
}

#[test]
fn the_search_for_places_ends() {
    // Where the second word is wider than the canvas, or there are few places to try, the crate
    // alone often goes on for ever.
    let terms = [("登录", 74.0), ("人脸识别人脸识别", 70.0), ("卡", 19.0)];
    let terms = terms.map(|(term, weight)| WeightedTerm::new(term, weight));
    for (width, height, n_runs) in [(512, 512, 5), (64, 64, 10)] {
        let options = CloudOptions {
            width,
            height,
            minimum_px: 1.0,
            ..options()
        };
        for _ in 0..n_runs {
            match drawn(&terms, embedded(), &options) {
                Ok((layout, _)) => assert_eq!(layout.words.len() + layout.unplaced.len(), 3),
                Err(error) => assert!(matches!(error, WordcloudRsError::Stuck), "{error}"),
            }
        }
    }
}

#[test]
fn words_below_the_floor_are_listed() {
    let options = CloudOptions {
        minimum_px: 60.0,
        ..options()
    };
    let (layout, _) = drawn(&words(), embedded(), &options).unwrap();
    assert!(layout.words.iter().all(|word| word.font_size >= 60.0));
    assert!(!layout.words.is_empty() && !layout.unplaced.is_empty());
    assert_eq!(layout.words.len() + layout.unplaced.len(), 200);
}

#[test]
fn colours_are_those_asked_for() {
    let terms = [("登录", 9.0, "好评"), ("闪退", 4.0, "差评")];
    let terms = terms.map(|(term, weight, group)| WeightedTerm::new(term, weight).in_group(group));
    let options = CloudOptions {
        color_by: ColorBy::Group,
        ..options()
    };
    let (layout, _) = drawn(&terms, embedded(), &options).unwrap();
    let colors = layout.group_colors();
    for word in &layout.words {
        let group = word.group.as_deref().unwrap();
        assert!(colors.contains(&(group.to_owned(), word.color)), "{word:?}");
    }
}

#[test]
fn a_fallback_helps_out() {
    let latin = Font::open("tests/data/fonts/CiyunTestLatin.ttf".as_ref()).unwrap();
    let fonts = Fonts::new(&latin).with_fallback(Font::embedded());
    let terms = [("App登录", 9.0), ("网速", 4.0)];
    let terms = terms.map(|(term, weight)| WeightedTerm::new(term, weight));
    let (layout, _) = drawn(&terms, fonts, &options()).unwrap();
    assert_eq!(layout.words.len(), 2);
    assert_eq!(layout.fallback, Some(Font::embedded().identity()));
    assert!(png(&layout, fonts, 1.0).is_ok());
}

#[test]
fn terms_and_options_that_cannot_be_used_are_errors() {
    let twice = [WeightedTerm::new("卡", 2.0), WeightedTerm::new("卡", 1.0)];
    let error = drawn(&twice, embedded(), &options()).unwrap_err();
    let WordcloudRsError::Cloud(error) = error else {
        panic!("{error}");
    };
    assert!(matches!(error, CloudError::DuplicateTerm { .. }));
    let ours = CloudOptions {
        engine: Engine::Ciyun,
        seed: 7,
        ..options()
    };
    let error = drawn(&[], embedded(), &ours).unwrap_err();
    assert!(error.to_string().contains("seed"), "{error}");
}

#[test]
fn records_that_name_other_words_are_an_error() {
    let records = |placed: &[(&str, [u32; 2])], scale| Records {
        scale,
        placed: placed
            .iter()
            .map(|&(word, corner)| (word.to_owned(), corner))
            .collect(),
        ..Records::default()
    };
    let expected = ["登录".to_owned(), "卡".to_owned()];
    let good = records(&[("登录", [2, 10])], Some(0.5));
    assert_eq!(read(good, &expected).unwrap(), (0.5, vec![[2, 10]]));
    for bad in [
        records(&[("登录", [2, 10])], None),
        records(&[("卡", [2, 10])], Some(0.5)),
        records(
            &[("登录", [2, 10]), ("卡", [2, 10]), ("卡", [2, 10])],
            Some(0.5),
        ),
    ] {
        let error = read(bad, &expected).unwrap_err();
        assert!(matches!(error, WordcloudRsError::Records { .. }), "{error}");
    }
}
