//! Groups of words, and all kinds of them.

use ciyun::cloud::{Arrangement, ColorBy, Legend};

use crate::pictures::{Picture, calls, picture};
use crate::words::Words;

pub(crate) fn comparisons() -> Vec<Picture> {
    vec![
        picture(
            "compare-two-together",
            Words::TwoSystems,
            "两组放在一起",
            "Two groups among each other",
            calls!(.color_by(ColorBy::Group).legend(Legend::Chinese)),
        ),
        picture(
            "compare-two-sides",
            Words::TwoSystems,
            "两组分开，字号可比",
            "Two groups side by side at one scale",
            calls!(.arrangement(Arrangement::Sides).color_by(ColorBy::Group)),
        ),
        picture(
            "compare-four-together",
            Words::FourApps,
            "四组放在一起",
            "Four groups among each other",
            calls!(.color_by(ColorBy::Group).legend(Legend::Chinese)),
        ),
        picture(
            "compare-four-sides",
            Words::FourApps,
            "四组分开，字号可比",
            "Four groups in their own parts at one scale",
            calls!(.arrangement(Arrangement::Sides).color_by(ColorBy::Group)),
        ),
    ]
}

pub(crate) fn kinds_of_words() -> Vec<Picture> {
    vec![
        picture(
            "words-latin",
            Words::Latin,
            "拉丁字母",
            "Latin letters",
            calls!(),
        ),
        picture(
            "words-mixed",
            Words::Mixed,
            "中文、字母、数字混排",
            "Ideographs, letters and digits in one word",
            calls!(),
        ),
        picture(
            "words-traditional",
            Words::Traditional,
            "繁体字",
            "Traditional characters",
            calls!(),
        ),
        picture(
            "words-20",
            Words::First(20),
            "20 个词",
            "20 words",
            calls!(),
        ),
        Picture {
            scale: 0.55,
            ..picture(
                "words-1000",
                Words::Reviews,
                "近 1000 个词，缩到 55%",
                "Nearly 1,000 words at 55 % of their size",
                calls!(.size(1600, 1000)),
            )
        },
        picture(
            "words-missing",
            Words::Missing,
            "字体没有的字符不画，逐个列出",
            "What the font lacks is not drawn but listed",
            calls!(.size(480, 300)),
        ),
    ]
}
