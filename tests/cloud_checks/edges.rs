//! Few words, equal words, long words, hostile words, odd canvases.

use ciyun::cloud::{Cloud, CloudBuilder, WeightedTerm};

use crate::picture::Picture;
use crate::programs::{check_xml, poppler};
use crate::written::{Files, attribute, laid_out, two_hundred};

fn terms(list: &[(&str, f64)]) -> Vec<WeightedTerm> {
    let term = |&(term, weight): &(&str, f64)| WeightedTerm::new(term, weight);
    list.iter().map(term).collect()
}

/// Writes all files, checks them and returns the terms drawn and listed.
fn check(builder: CloudBuilder, list: &[WeightedTerm]) -> (Vec<String>, Vec<String>) {
    let layout = laid_out(builder, list);
    let files = Files::of(&layout);
    for name in ["a.svg", "text.svg"] {
        check_xml(&files.path(name));
    }
    let ours = Picture::read(&files.path("a.png"));
    let sides = (layout.canvas.width, layout.canvas.height);
    assert_eq!((ours.width, ours.height), sides);
    let theirs = files.path("theirs.png");
    if poppler(&files.path("a.pdf"), &theirs) {
        let theirs = Picture::read(&theirs);
        assert_eq!((theirs.width, theirs.height), sides);
    }
    let json = files.json();
    let named = |key: &str| {
        let words = json[key].as_array().unwrap().iter();
        words
            .map(|word| word["term"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let drawn = files.svg().words;
    let drawn: Vec<String> = drawn
        .iter()
        .map(|word| attribute(word, "data-term"))
        .collect();
    assert_eq!(drawn, named("words"));
    (drawn, named("unplaced"))
}

#[test]
fn no_one_and_two_words() {
    let list = terms(&[("登录", 9.0), ("卡", 4.0)]);
    for n in 0..=2 {
        let (drawn, listed) = check(Cloud::builder().size(400, 250), &list[..n]);
        assert_eq!((drawn.len(), listed.len()), (n, 0));
    }
}

#[test]
fn equal_weights_on_an_odd_canvas_have_equal_sizes() {
    let list: Vec<WeightedTerm> = two_hundred()
        .into_iter()
        .map(|term| WeightedTerm::new(term.term, 5.0))
        .collect();
    let (drawn, listed) = check(Cloud::builder().size(1001, 777), &list);
    assert_eq!((drawn.len(), listed.len()), (200, 0));
    let layout = laid_out(Cloud::builder().size(1001, 777), &list);
    let size = layout.words[0].font_size;
    assert!(
        layout
            .words
            .iter()
            .all(|word| word.font_size == size && word.rank == 1)
    );
}

#[test]
fn a_token_of_thirty_characters_is_drawn_or_listed() {
    let long = "非常抱歉系统正在维护请您稍后再试感谢您的理解与支持祝您生活愉快";
    assert!(long.chars().count() >= 30);
    let list = terms(&[("登录", 9.0), (long, 4.0)]);
    let (drawn, listed) = check(Cloud::builder(), &list);
    assert_eq!((drawn.len(), listed.len()), (2, 0));
    // At the floor of 8 px it is broader than the canvas.
    let (drawn, listed) = check(Cloud::builder().size(200, 150), &list);
    assert_eq!(
        (drawn, listed),
        (vec!["登录".to_owned()], vec![long.to_owned()])
    );
}

#[test]
fn hostile_words_stay_words() {
    let list = terms(&[
        ("</title><script>alert(1)</script>", 9.0),
        ("a<b&&c>d", 8.0),
        ("\"引'号\"", 7.0),
        ("]]>", 6.0),
        ("&lt;", 5.0),
        ("😀", 4.0),
        ("登录", 3.0),
    ]);
    let (mut drawn, listed) = check(Cloud::builder(), &list);
    assert_eq!(listed, ["😀"]);
    drawn.extend(listed);
    drawn.sort();
    let mut all: Vec<String> = list.iter().map(|term| term.term.clone()).collect();
    all.sort();
    assert_eq!(drawn, all);
}
