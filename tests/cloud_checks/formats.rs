//! All formats show the same picture.

use std::path::Path;

use ciyun::cloud::{Background, Cloud, ColorBy, Legend, Palette, Shape, WeightedTerm};

use crate::picture::Picture;
use crate::programs::{browser, poppler, rsvg};
use crate::written::{Files, laid_out, two_hundred};

const SIZE: (u32, u32) = (800, 500);

/// Where pictures are kept that differ.
const KEPT: &str = env!("CARGO_TARGET_TMPDIR");

fn files(background: Background) -> Files {
    let list: Vec<WeightedTerm> = two_hundred()[..80]
        .iter()
        .enumerate()
        .map(|(n, term)| term.clone().in_group(["甲", "乙", "丙"][n % 3]))
        .collect();
    let builder = Cloud::builder()
        .size(SIZE.0, SIZE.1)
        .shape(Shape::RoundedRectangle)
        .contour(3.0)
        .color_by(ColorBy::Group)
        .palette(Palette::OkabeIto)
        .legend(Legend::Chinese)
        .rotated(0.2)
        .minimum_px(4.0)
        .background(background);
    Files::of(&laid_out(builder, &list))
}

#[test]
fn svg_pdf_and_png_are_the_same_picture() {
    for background in ["#ffffff", "#101828"] {
        let files = files(background.parse().unwrap());
        let ours = Picture::read(&files.path("a.png"));
        let theirs = files.path("theirs.png");
        let compare = |name: &str, share: fn(&Picture, &Picture) -> f64| {
            let share = share(&ours, &Picture::read(&theirs));
            if share >= 0.01 {
                let kept = [("a.png", "ours.png"), ("theirs.png", "theirs.png")];
                for (from, to) in kept {
                    std::fs::copy(files.path(from), Path::new(KEPT).join(to)).unwrap();
                }
                panic!("{name} on {background}: {share}; both pictures are in {KEPT}");
            }
            eprintln!("{name} on {background}: {share:.5} of the pixels differ");
        };
        if rsvg(&files.path("a.svg"), &theirs, 1) {
            compare("SVG by librsvg", Picture::share_of_others);
        }
        if poppler(&files.path("a.pdf"), &theirs) {
            compare("PDF by Poppler", Picture::share_of_others);
        }
        if browser(&files.path("a.svg"), &theirs, SIZE) {
            compare("SVG of outlines by a browser", Picture::share_of_others);
        }
        // Browsers set text on whole rows of pixels.
        if browser(&files.path("text.svg"), &theirs, SIZE) {
            compare("SVG of text by a browser", Picture::share_of_moved);
        }
    }
}

#[test]
fn a_transparent_background_is_nothing() {
    let files = files(Background::Transparent);
    let ours = Picture::read(&files.path("a.png"));
    assert_eq!(ours.pixels[0][3], 0);
    let clear = ours.pixels.iter().filter(|pixel| pixel[3] == 0).count();
    assert!(clear * 3 > ours.pixels.len());
    for name in ["a.svg", "text.svg"] {
        assert!(!files.text(name).contains("<rect"), "{name}");
    }
    let theirs = files.path("theirs.png");
    if rsvg(&files.path("a.svg"), &theirs, 1) {
        let theirs = Picture::read(&theirs);
        assert_eq!(theirs.pixels[0][3], 0);
        assert!(ours.share_of_others(&theirs) < 0.01);
    }
}
