//! Where words stand and how large they are.

use ciyun::cloud::MaskOptions;
use ciyun::cloud::{ColorBy, Legend, Preset, Region, Shape, SizeRule, Strategy};
use ciyun::render::read_mask;

use crate::pictures::{Picture, calls, picture};
use crate::words::{Words, same_group};

pub(crate) fn presets() -> Vec<Picture> {
    let words = Words::Complaints;
    vec![
        picture(
            "preset-readable",
            words,
            "易读（默认）：左右留出空隙，两个词不会连读",
            "Readable, the default: gaps keep neighbours from reading as one word",
            calls!(.preset(Preset::Readable)),
        ),
        picture(
            "preset-dense",
            words,
            "紧凑：字更大，小词可嵌进大词的空白处",
            "Dense: larger words that nest in each other's white",
            calls!(.preset(Preset::Dense)),
        ),
    ]
}

pub(crate) fn rules() -> Vec<Picture> {
    let words = Words::Complaints;
    vec![
        picture(
            "rule-sqrt",
            words,
            "平方根（默认）：面积与词频成正比",
            "Square root, the default: area reads as count",
            calls!(.rule(SizeRule::Sqrt).legend(Legend::Chinese)),
        ),
        picture(
            "rule-linear",
            words,
            "线性：字高与词频成正比，高频词更突出",
            "Linear: height reads as count; frequent words stand out more",
            calls!(.rule(SizeRule::Linear).legend(Legend::Chinese)),
        ),
        picture(
            "rule-log",
            words,
            "对数：差别缩小，低频词也看得清",
            "Logarithm: differences shrink; rare words stay legible",
            calls!(.rule(SizeRule::Log).legend(Legend::Chinese)),
        ),
        picture(
            "rule-rank",
            words,
            "名次：只看先后，不看词频",
            "Rank: the order counts, not the numbers",
            calls!(.rule(SizeRule::Rank).legend(Legend::Chinese)),
        ),
    ]
}

pub(crate) fn strategies() -> Vec<Picture> {
    let words = Words::Complaints;
    vec![
        picture(
            "strategy-nearest",
            words,
            "就近（默认）：大词居中，边缘整齐",
            "Nearest, the default: large words in the middle, an even rim",
            calls!(.strategy(Strategy::Nearest)),
        ),
        picture(
            "strategy-semantic",
            words,
            "语义：有关联的词排在一起（颜色表示组别）",
            "Semantic: related words stand together (colour shows the group)",
            calls!(
                .strategy(Strategy::Semantic).relations(same_group()).color_by(ColorBy::Group)
            ),
        ),
        picture(
            "strategy-spiral",
            words,
            "螺旋：从随机起点沿螺旋线找位置",
            "Spiral: along a spiral from a random start",
            calls!(.strategy(Strategy::Spiral)),
        ),
        picture(
            "strategy-rows",
            words,
            "成行：从上到下按词频排列",
            "Rows: from the top, by count",
            calls!(.strategy(Strategy::Rows)),
        ),
        picture(
            "rotated",
            words,
            "旋转：三成的词竖放",
            "Rotation: three words in ten are turned",
            calls!(.rotated(0.3)),
        ),
    ]
}

pub(crate) fn shapes() -> Vec<Picture> {
    let words = Words::FirstReviews(120);
    vec![
        picture(
            "shape-rounded-rectangle",
            words,
            "圆角矩形，带轮廓线",
            "Rounded rectangle with a contour",
            calls!(.shape(Shape::RoundedRectangle).contour(2.0)),
        ),
        picture(
            "shape-ellipse",
            words,
            "椭圆",
            "Ellipse",
            calls!(.shape(Shape::Ellipse)),
        ),
        picture(
            "shape-circle",
            words,
            "圆形",
            "Circle",
            calls!(.shape(Shape::Circle).size(480, 480)),
        ),
        picture(
            "shape-heart",
            words,
            "心形",
            "Heart",
            calls!(.shape(Shape::Heart).size(560, 480)),
        ),
        picture(
            "shape-star",
            words,
            "五角星，带轮廓线",
            "Star with a contour",
            calls!(.shape(Shape::Star).size(560, 520).contour(3.0)),
        ),
        picture(
            "shape-speech-bubble",
            words,
            "对话框，带轮廓线",
            "Speech bubble with a contour",
            calls!(.shape(Shape::SpeechBubble).size(560, 460).contour(3.0)),
        ),
        picture(
            "mask-svg",
            words,
            "SVG 图片作形状，带轮廓线",
            "An SVG picture as shape, with a contour",
            calls!(.mask(mask("cloud.svg")).contour(3.0)),
        ),
        picture(
            "mask-png",
            words,
            "PNG 图片作形状，三块分开的区域，带轮廓线",
            "A PNG picture as shape: three islands, with a contour",
            calls!(.mask(mask("islands.png")).contour(2.0)),
        ),
    ]
}

/// A shape from a file beside this one.
fn mask(name: &str) -> Region {
    let bytes: &[u8] = match name {
        "cloud.svg" => include_bytes!("masks/cloud.svg"),
        _ => include_bytes!("masks/islands.png"),
    };
    read_mask(name, bytes, &MaskOptions::default()).expect("the picture is a shape")
}
