//! Clouds in shapes, in pictures and side by side: nothing outside, well filled, of one scale.
#![cfg(feature = "render")]
#![expect(clippy::unwrap_used, reason = "a test may end at once")]

use ciyun::cloud::{
    Arrangement, Cloud, CloudBuilder, CloudError, CloudLayout, MaskOptions, Preset, Region, Shape,
    TextMeasure, WeightedTerm,
};
use ciyun::render::{self, Font, read_mask};
use png::{BitDepth, ColorType};

fn words() -> Vec<WeightedTerm> {
    include_str!("data/cloud_words_1000.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let (term, tf) = line.split_once('\t').expect("two columns");
            WeightedTerm::new(term, tf.parse().expect("a count"))
        })
        .collect()
}

/// Share of a region under the boxes of the words.
fn fill(layout: &CloudLayout, region: &Region) -> f64 {
    let count = |pixels: u64| f64::from(u32::try_from(pixels).unwrap());
    let canvas = u64::from(layout.canvas.width) * u64::from(layout.canvas.height);
    layout.metrics.fill * count(canvas) / count(region.area())
}

/// Pixels of the drawn layout that are not white although no word may stand there.
fn inked_outside(layout: &CloudLayout, region: &Region) -> usize {
    let bytes = render::png(layout, Font::embedded(), 1.0).unwrap();
    let mut reader = png::Decoder::new(std::io::Cursor::new(bytes))
        .read_info()
        .unwrap();
    let mut samples = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut samples).unwrap();
    let places = (0..region.height()).flat_map(|y| (0..region.width()).map(move |x| (x, y)));
    places
        .zip(samples.chunks_exact(3))
        .filter(|&((x, y), pixel)| pixel != [255; 3] && !region.allows(x, y))
        .count()
}

fn check_full(builder: CloudBuilder) {
    for (preset, least) in [(Preset::Readable, 0.55), (Preset::Dense, 0.65)] {
        let cloud = builder.clone().preset(preset).build().unwrap();
        let layout = cloud.layout(&words(), Font::embedded()).unwrap();
        assert_eq!(layout.words.len(), 1000, "{preset:?}");
        let region = cloud.region();
        assert_eq!(inked_outside(&layout, &region), 0, "{preset:?}");
        let found = fill(&layout, &region);
        assert!(found >= least, "{preset:?}: {found}");
    }
}

#[test]
fn a_circle_is_filled_and_nothing_stands_outside() {
    check_full(Cloud::builder().shape(Shape::Circle));
}

#[test]
fn a_heart_is_filled_and_nothing_stands_outside() {
    check_full(Cloud::builder().shape(Shape::Heart));
}

/// Two islands, a disc and a bar.
fn drawn(x: u32, y: u32) -> bool {
    let disc = x.abs_diff(150).pow(2) + y.abs_diff(140).pow(2) <= 110 * 110;
    disc || (300..420).contains(&x) && (60..230).contains(&y)
}

fn picture(color: ColorType, shape: &[u8], ground: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 480, 280);
    encoder.set_color(color);
    encoder.set_depth(BitDepth::Eight);
    let pixels = (0..280).flat_map(|y| (0..480).map(move |x| (x, y)));
    let data: Vec<u8> = pixels
        .flat_map(|(x, y)| if drawn(x, y) { shape } else { ground })
        .copied()
        .collect();
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&data).unwrap();
    writer.finish().unwrap();
    bytes
}

#[test]
fn a_picture_with_islands_is_filled_on_white_transparent_and_black_ground() {
    let pictures = [
        picture(ColorType::Grayscale, &[0], &[255]),
        picture(ColorType::Rgba, &[200, 30, 30, 255], &[0; 4]),
        picture(ColorType::Rgb, &[255; 3], &[0; 3]),
    ];
    let read = |bytes: &Vec<u8>| read_mask("two.png", bytes, &MaskOptions::default()).unwrap();
    let regions: Vec<Region> = pictures.iter().map(read).collect();
    assert_eq!(regions[0], Region::from_fn(480, 280, drawn));
    assert!(regions.iter().all(|region| *region == regions[0]));
    let builder = Cloud::builder().mask(regions[0].clone());
    assert_eq!(builder.clone().build().unwrap().centres().len(), 2);
    check_full(builder);
}

#[test]
fn a_mask_without_room_is_refused() {
    let layout = |mask: Region| {
        let cloud = Cloud::builder().mask(mask).build().unwrap();
        cloud.layout(&words()[..50], Font::embedded())
    };
    let empty = layout(Region::none(100, 100)).unwrap_err();
    assert!(
        matches!(empty, CloudError::NarrowShape { found: 0, .. }),
        "{empty}"
    );
    // A drawing in lines: a circle three pixels broad after scaling.
    let line = Region::from_fn(1000, 1000, |x, y| {
        let square = x.abs_diff(500).pow(2) + y.abs_diff(500).pow(2);
        (490 * 490..493 * 493).contains(&square)
    });
    let narrow = layout(line).unwrap_err().to_string();
    assert!(narrow.contains("the smallest word needs 8"), "{narrow}");
}

#[test]
fn words_keep_clear_of_the_line_around_them() {
    let cloud = Cloud::builder()
        .shape(Shape::Star)
        .contour(6.0)
        .build()
        .unwrap();
    let layout = cloud.layout(&words()[..200], Font::embedded()).unwrap();
    let contour = layout.contour.as_ref().unwrap();
    assert_eq!((contour.polygons.len(), contour.width), (1, 6.0));
    for word in &layout.words {
        let ink = Font::embedded().measure(&word.term).unwrap();
        let ink = ink.at(word.font_size, word.x, word.y);
        for &[x, y] in contour.polygons.iter().flatten() {
            let across = (ink.left - x).max(x - ink.right);
            let down = (ink.top - y).max(y - ink.bottom);
            assert!(across.max(down) >= 3.0, "{} and {x}, {y}", word.term);
        }
    }
    assert_eq!(CloudLayout::from_json(&layout.to_json()).unwrap(), layout);
}

#[test]
fn groups_stand_side_by_side_at_one_scale() {
    let list = words();
    let target = list[..120].iter().map(|term| term.clone().in_group("甲"));
    let reference = list[60..120].iter().map(|term| term.clone().in_group("乙"));
    let terms: Vec<WeightedTerm> = target.chain(reference).collect();
    let cloud = |groups: &[&str]| {
        let groups = groups.iter().map(|&name| name.to_owned()).collect();
        let builder = Cloud::builder()
            .arrangement(Arrangement::Sides)
            .groups(groups);
        builder.build().unwrap()
    };
    let layout = cloud(&["甲", "乙"])
        .layout(&terms, Font::embedded())
        .unwrap();
    assert_eq!(layout.words.len(), 180);
    let names: Vec<&str> = layout
        .labels
        .iter()
        .map(|label| label.text.as_str())
        .collect();
    assert_eq!(names, ["甲", "乙"]);
    let edges = |group: &str| {
        let of_group = layout
            .words
            .iter()
            .filter(|word| word.group.as_deref() == Some(group));
        of_group.fold((f64::INFINITY, 0.0f64), |(left, right), word| {
            let ink = Font::embedded().measure(&word.term).unwrap();
            let ink = ink.at(word.font_size, word.x, word.y);
            (left.min(ink.left), right.max(ink.right))
        })
    };
    assert!(edges("甲").1 + 20.0 < edges("乙").0);
    // A term of both groups has one size.
    let sizes = |term: &str| {
        let of_term = layout.words.iter().filter(|word| word.term == term);
        of_term.map(|word| word.font_size).collect::<Vec<f64>>()
    };
    let both = sizes(&list[60].term);
    assert!(both.len() == 2 && both[0] == both[1]);
    assert_eq!(CloudLayout::from_json(&layout.to_json()).unwrap(), layout);

    // The order of input does not matter, the order of groups does.
    let mut turned = terms.clone();
    turned.reverse();
    assert_eq!(
        cloud(&["甲", "乙"])
            .layout(&turned, Font::embedded())
            .unwrap(),
        layout
    );
    let other = cloud(&["乙"]).layout(&terms, Font::embedded()).unwrap();
    assert_eq!(other.labels[0].text, "乙");
}
