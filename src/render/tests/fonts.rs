//! Fonts other than the embedded one, alone and with its help.

use std::path::{Path, PathBuf};

use super::*;
use crate::cloud::InkBox;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/fonts/");

pub(super) fn open(file: &str) -> Font {
    Font::open(Path::new(&format!("{FOLDER}{file}"))).unwrap()
}

fn failure(file: &str) -> RenderError {
    let opened = Font::open(Path::new(&format!("{FOLDER}{file}")));
    opened.map(|_| ()).unwrap_err()
}

fn lays_out(terms: &[&str], fonts: Fonts<'_>) -> CloudLayout {
    let weights = [90.0, 70.0, 50.0, 40.0, 30.0];
    let terms = terms.iter().zip(weights);
    let terms: Vec<WeightedTerm> = terms
        .map(|(term, weight)| WeightedTerm::new(*term, weight))
        .collect();
    let cloud = Cloud::builder().options(small()).build().unwrap();
    cloud.layout(&terms, &fonts).unwrap()
}

#[test]
fn a_face_of_a_collection_is_chosen_by_number_or_name() {
    let sha = |font: &Font| font.identity().sha256;
    let first = open("CiyunTestPair.ttc");
    assert_eq!(first.identity().family, "Ciyun Test One");
    assert!(first.measure("一").is_ok() && first.measure("二").is_err());
    for face in ["1", "Ciyun Test Two", "ciyun test two bold", "字云测试二"] {
        let second = open(&format!("CiyunTestPair.ttc#{face}"));
        assert_eq!(second.identity().family, "Ciyun Test Two");
        assert!(second.measure("二").is_ok() && second.measure("一").is_err());
        assert_eq!(sha(&second), format!("{}#1", sha(&first)));
    }
    assert_eq!(
        failure("CiyunTestPair.ttc#2"),
        RenderError::NoSuchFace {
            wanted: "2".to_owned(),
            faces: vec![
                "0: Ciyun Test One Bold".to_owned(),
                "1: Ciyun Test Two Bold".to_owned()
            ],
        }
    );
    assert!(matches!(
        failure("CiyunTestPair.ttc#三"),
        RenderError::NoSuchFace { .. }
    ));
    assert!(matches!(
        failure("none.ttf"),
        RenderError::UnreadableFont { .. }
    ));
}

#[test]
fn a_font_without_outlines_is_refused() {
    let error = failure("CiyunTestColor.ttf").to_string();
    assert_eq!(
        error,
        "font: its glyphs are bitmaps or pictures, without outlines; \
         expected an OpenType or TrueType font with outlines"
    );
}

#[test]
fn a_variable_font_stands_at_its_default_unless_told() {
    let regular = open("CiyunTestVariable.ttf");
    let bold = open("CiyunTestVariable.ttf").at_weight(700).unwrap();
    let beyond = open("CiyunTestVariable.ttf").at_weight(900).unwrap();
    let height = |font: &Font| font.measure("一").unwrap().height();
    assert!((height(&bold) / height(&regular) - 2.0).abs() < 0.02);
    assert_eq!(beyond.identity(), bold.identity());
    let sha = regular.identity().sha256;
    assert_eq!(bold.identity().sha256, format!("{sha}@700"));
    assert!(open("CiyunTestCff.otf").at_weight(400).is_err());
    // What is cut out of the bold is bold.
    let cut = Font::from_bytes(bold.subset("一").unwrap()).unwrap();
    assert_eq!(cut.measure("一"), bold.measure("一"));
}

#[test]
fn cubic_outlines_are_drawn_and_cut() {
    let cubic = open("CiyunTestCff.otf");
    let same = |a: InkBox, b: InkBox| {
        let pairs = [
            (a.left, b.left),
            (a.top, b.top),
            (a.right, b.right),
            (a.bottom, b.bottom),
        ];
        pairs.iter().all(|(a, b)| (a - b).abs() < 0.0025)
    };
    let text = "登录方便卡App";
    let quadratic = Font::embedded().measure(text).unwrap();
    assert!(cubic.measure(text).is_ok());
    let cut = Font::from_bytes(cubic.subset(text).unwrap()).unwrap();
    let again = cut.measure(text).unwrap();
    assert!(same(again, quadratic), "{again:?} {quadratic:?}");
    let layout = lays_out(&["登录", "方便", "App"], Fonts::new(&cubic));
    assert!(outlines(&layout, &cubic).unwrap().contains('c'));
}

#[test]
fn another_font_helps_out_character_by_character() {
    let latin = open("CiyunTestLatin.ttf");
    let fonts = Fonts::new(&latin).with_fallback(Font::embedded());
    assert_eq!(
        latin.measure("App登录"),
        Err(Unmeasured::MissingGlyphs(vec!['登', '录']))
    );
    assert_eq!(fonts.lacking(["App登录", "录"]), ['录', '登']);
    // An em is an em, however many units a font makes of it.
    let one = fonts.measure("登").unwrap();
    assert_eq!(fonts.measure("登登").unwrap().right, one.right + 1.0);
    let ours = Font::embedded().measure("登").unwrap();
    assert!((one.right - ours.right).abs() < 1e-12 && (one.top - ours.top).abs() < 1e-12);
    // The test font's letters are 400/2048 em wider than the embedded font's.
    let wide = fonts.measure("A登").unwrap().right - Font::embedded().measure("A登").unwrap().right;
    assert!((wide - 400.0 / 2048.0).abs() < 0.001, "{wide}");
    // What no font has is missing; nothing is drawn in its place.
    assert_eq!(
        fonts.measure("A😀登"),
        Err(Unmeasured::MissingGlyphs(vec!['😀']))
    );
    // Without need, no help.
    assert_eq!(fonts.fallback("App"), None);
    let own = Fonts::new(Font::embedded()).with_fallback(Font::embedded());
    assert_eq!(own.fallback("A😀"), None);
}

#[test]
fn a_layout_names_the_font_that_helped() {
    let latin = open("CiyunTestLatin.ttf");
    let fonts = Fonts::new(&latin).with_fallback(Font::embedded());
    let alone = lays_out(&["App", "5G"], fonts);
    assert_eq!(alone.fallback, None);
    assert!(!alone.to_json().contains("fallback"));
    assert!(png(&alone, &latin, 1.0).is_ok());

    let helped = lays_out(&["App登录", "5G", "😀"], fonts);
    assert_eq!(helped.font, latin.identity());
    assert_eq!(helped.fallback, Some(Font::embedded().identity()));
    assert_eq!(CloudLayout::from_json(&helped.to_json()).unwrap(), helped);
    assert_eq!(helped.unplaced.len(), 1);
    let refused = |error| matches!(error, RenderError::OtherFont { .. });
    assert!(refused(png(&helped, &latin, 1.0).unwrap_err()));
    assert!(refused(png(&helped, Font::embedded(), 1.0).unwrap_err()));
    let pair = open("CiyunTestPair.ttc");
    let other = Fonts::new(&latin).with_fallback(&pair);
    assert!(refused(outlines(&helped, other).unwrap_err()));
    assert!(png(&helped, fonts, 1.0).is_ok());
}

#[test]
fn text_is_composed_and_selectors_are_passed_over() {
    let font = Font::embedded();
    assert_eq!(font.measure("A\u{30a}"), font.measure("Å"));
    assert_eq!(font.measure("❤\u{fe0f}"), font.measure("❤"));
}

#[test]
fn an_installed_font_is_found_by_any_of_its_names() {
    let folders = [PathBuf::from("/nowhere"), PathBuf::from(FOLDER)];
    for (name, family) in [
        ("Ciyun Test Latin", "Ciyun Test Latin"),
        ("ciyun test cff", "Ciyun Test Cff"),
        ("字云测试二", "Ciyun Test Two"),
        ("Ciyun Test Two Bold", "Ciyun Test Two"),
        ("CiyunTestOneBold", "Ciyun Test One"),
    ] {
        let font = installed(name, &folders).map_err(|error| error.to_string());
        assert_eq!(font.unwrap().identity().family, family);
    }
    let error = |name| {
        installed(name, &folders)
            .map(|_| ())
            .unwrap_err()
            .to_string()
    };
    assert_eq!(
        error("Test T"),
        "font family \"Test T\" is not installed; like it are Ciyun Test Two"
    );
    assert_eq!(
        error("Ciyun Test Latim"),
        "font family \"Ciyun Test Latim\" is not installed; like it are Ciyun Test Latin"
    );
    assert_eq!(
        error("思源黑体"),
        "font family \"思源黑体\" is not installed; give the path of a font file instead"
    );
    // A font that cannot draw is as good as none.
    assert!(error("Ciyun Test Color").contains("is not installed"));
}

#[test]
fn the_usual_folders_are_the_users_first() {
    let folders = font_folders(Some(Path::new("/home/a")), None);
    assert!(folders[0].starts_with("/home/a"));
    assert!(folders.len() >= 3);
    assert!(
        font_folders(None, None)
            .iter()
            .all(|folder| folder.is_absolute())
    );
}
