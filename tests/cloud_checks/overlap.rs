//! No pixel belongs to two words, as another program draws them.

use ciyun::cloud::{Background, Cloud, CloudBuilder, Preset, WeightedTerm};

use crate::picture::Picture;
use crate::programs::rsvg;
use crate::written::{Files, attribute, laid_out, two_hundred};

fn check(builder: CloudBuilder, list: &[WeightedTerm]) {
    let builder = builder.size(640, 400).background(Background::Transparent);
    let layout = laid_out(builder.minimum_px(4.0), list);
    assert_eq!(layout.words.len(), list.len());
    let files = Files::of(&layout);
    let svg = files.svg();
    let (alone, png) = (files.path("alone.svg"), files.path("alone.png"));
    let mut owner: Vec<Option<&str>> = vec![None; 1280 * 800];
    for word in &svg.words {
        std::fs::write(&alone, svg.alone(word)).unwrap();
        if !rsvg(&alone, &png, 2) {
            return;
        }
        let picture = Picture::read(&png);
        assert_eq!((picture.width, picture.height), (1280, 800));
        let mut inked = 0;
        for (x, y) in picture.inked() {
            let place = usize::try_from(y * 1280 + x).unwrap();
            if let Some(other) = owner[place] {
                let [one, two] = [word, other].map(|word| attribute(word, "data-term"));
                panic!("{one} and {two} share the pixel {x}, {y}");
            }
            owner[place] = Some(word);
            inked += 1;
        }
        assert!(inked > 10, "{word}");
    }
    // A frame of 20 px around the canvas stays empty.
    let framed = |text: &str| {
        text.replace(
            "width=\"640\" height=\"400\" viewBox=\"0 0 640 400\"",
            "width=\"680\" height=\"440\" viewBox=\"-20 -20 680 440\"",
        )
    };
    std::fs::write(&alone, framed(&files.text("a.svg"))).unwrap();
    if rsvg(&alone, &png, 1) {
        let picture = Picture::read(&png);
        assert_eq!((picture.width, picture.height), (680, 440));
        let within = |(x, y): (u32, u32)| (20..660).contains(&x) && (20..420).contains(&y);
        assert!(picture.inked().all(within));
    }
}

#[test]
fn readable_words_share_no_pixel() {
    check(Cloud::builder(), &two_hundred()[..60]);
}

#[test]
fn dense_and_turned_words_share_no_pixel() {
    check(
        Cloud::builder().preset(Preset::Dense).rotated(0.3),
        &two_hundred()[..60],
    );
}
