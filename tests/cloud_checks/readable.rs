//! Words of a readable cloud do not run on and do not lie in each other.

use ciyun::cloud::{Cloud, InkBox, TextMeasure};
use ciyun::render::Font;

use crate::written::{laid_out, thousand, two_hundred};

/// Two words side by side, of like size, with a gap under a quarter of an em.
fn run_on(one: &(f64, InkBox), two: &(f64, InkBox)) -> bool {
    let ((size, a), (other, b)) = (one, two);
    let gap = (a.left - b.right).max(b.left - a.right);
    let shared = a.bottom.min(b.bottom) - a.top.max(b.top);
    let lower = (a.bottom - a.top).min(b.bottom - b.top);
    (0.0..0.25 * (size + other) / 2.0).contains(&gap)
        && shared >= lower / 2.0
        && size.max(*other) <= 1.25 * size.min(*other)
}

fn inside(inner: &InkBox, outer: &InkBox) -> bool {
    inner.left >= outer.left
        && inner.right <= outer.right
        && inner.top >= outer.top
        && inner.bottom <= outer.bottom
}

#[test]
fn at_most_one_pair_in_a_hundred_words_runs_on_and_none_is_nested() {
    for list in [two_hundred(), thousand()] {
        let layout = laid_out(Cloud::builder(), &list);
        let boxes: Vec<(f64, InkBox)> = layout
            .words
            .iter()
            .map(|word| {
                let ink = Font::embedded().measure(&word.term).unwrap();
                (word.font_size, ink.at(word.font_size, word.x, word.y))
            })
            .collect();
        let (mut running, mut nested) = (0, 0);
        for (n, one) in boxes.iter().enumerate() {
            for two in &boxes[..n] {
                running += usize::from(run_on(one, two));
                nested += usize::from(inside(&one.1, &two.1) || inside(&two.1, &one.1));
            }
        }
        assert!(100 * running <= list.len(), "{running} of {}", list.len());
        assert_eq!(nested, 0);
    }
}
