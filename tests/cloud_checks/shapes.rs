//! Shapes are filled, and nothing stands outside, as another program draws them.

use ciyun::cloud::{Background, Cloud, Preset, Region, Shape};

use crate::picture::Picture;
use crate::programs::rsvg;
use crate::written::{Files, laid_out, thousand};

fn pixels(count: u64) -> f64 {
    f64::from(u32::try_from(count).unwrap())
}

fn check(shape: Shape) {
    for (preset, least) in [(Preset::Readable, 0.55), (Preset::Dense, 0.65)] {
        let builder = Cloud::builder().shape(shape).preset(preset);
        let builder = builder.background(Background::Transparent).minimum_px(6.0);
        let region: Region = builder.clone().build().unwrap().region();
        let layout = laid_out(builder, &thousand());
        assert_eq!(layout.words.len(), 1000, "{shape:?} {preset:?}");
        let covered = layout.metrics.fill * 1600.0 * 1000.0 / pixels(region.area());
        assert!(covered >= least, "{shape:?} {preset:?}: {covered}");
        let files = Files::of(&layout);
        if rsvg(&files.path("a.svg"), &files.path("theirs.png"), 1) {
            let picture = Picture::read(&files.path("theirs.png"));
            let outside = picture.inked().filter(|&(x, y)| !region.allows(x, y));
            assert_eq!(outside.count(), 0, "{shape:?} {preset:?}");
        }
    }
}

#[test]
fn a_star_is_filled_and_nothing_stands_outside() {
    check(Shape::Star);
}

#[test]
fn a_speech_bubble_is_filled_and_nothing_stands_outside() {
    check(Shape::SpeechBubble);
}

#[test]
fn an_ellipse_is_filled_and_nothing_stands_outside() {
    check(Shape::Ellipse);
}

#[test]
fn a_rounded_rectangle_is_filled_and_nothing_stands_outside() {
    check(Shape::RoundedRectangle);
}
