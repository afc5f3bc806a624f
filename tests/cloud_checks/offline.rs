//! A computer without fonts shows all words.

use ciyun::cloud::{Background, Cloud, Reason, WeightedTerm};

use crate::picture::Picture;
use crate::programs::rsvg_without_fonts;
use crate::written::{Files, laid_out, two_hundred};

#[test]
fn each_word_is_inked_where_there_is_no_font() {
    let builder = Cloud::builder()
        .size(800, 500)
        .background(Background::Transparent);
    let files = Files::of(&laid_out(builder.minimum_px(4.0), &two_hundred()[..80]));
    let (svg, png) = (files.path("a.svg"), files.path("theirs.png"));
    assert!(!files.text("a.svg").contains("<text"));
    if !rsvg_without_fonts(&svg, &png) {
        return;
    }
    let (ours, theirs) = (Picture::read(&files.path("a.png")), Picture::read(&png));
    let ratio = theirs.darkness() / ours.darkness();
    assert!((0.95..1.05).contains(&ratio), "{ratio}");
}

#[test]
fn a_character_without_glyph_is_named() {
    let list = [
        WeightedTerm::new("闪退", 9.0),
        WeightedTerm::new("好😀", 4.0),
    ];
    let layout = laid_out(Cloud::builder(), &list);
    assert_eq!(layout.unplaced[0].reason, Reason::MissingGlyph(vec!['😀']));
    let file = Files::of(&layout).json();
    assert_eq!(file["unplaced"][0]["term"], "好😀");
    assert!(
        file["unplaced"][0]["reason"]
            .as_str()
            .unwrap()
            .contains("1F600")
    );
}
