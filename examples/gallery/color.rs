//! Colours, what they say, and legends.

use ciyun::cloud::{Background, ColorBy, Legend, Palette};

use crate::pictures::{Picture, calls, picture};
use crate::words::Words;

pub(crate) fn palettes() -> Vec<Picture> {
    let words = Words::First(40);
    vec![
        picture(
            "palette-ink-light",
            words,
            "墨色（默认）",
            "Ink, the default",
            calls!(.palette(Palette::Ink).size(480, 300)),
        ),
        picture(
            "palette-ink-dark",
            words,
            "墨色，深色背景",
            "Ink on dark ground",
            calls!(.palette(Palette::Ink).background(ground("#101828")).size(480, 300)),
        ),
        picture(
            "palette-okabe-ito-light",
            words,
            "色盲友好的七色",
            "Okabe and Ito: seven colours for all kinds of colour vision",
            calls!(.palette(Palette::OkabeIto).size(480, 300)),
        ),
        picture(
            "palette-okabe-ito-dark",
            words,
            "色盲友好的七色，深色背景",
            "Okabe and Ito on dark ground",
            calls!(.palette(Palette::OkabeIto).background(ground("#101828")).size(480, 300)),
        ),
        picture(
            "palette-blue-light",
            words,
            "单色蓝",
            "Blue",
            calls!(.palette(Palette::Blue).size(480, 300)),
        ),
        picture(
            "palette-blue-dark",
            words,
            "单色蓝，深色背景",
            "Blue on dark ground",
            calls!(.palette(Palette::Blue).background(ground("#101828")).size(480, 300)),
        ),
        picture(
            "palette-blue-orange-light",
            words,
            "蓝橙双向：蓝为正，橙为负",
            "Blue and orange: blue above 0, orange below",
            calls!(.color_by(ColorBy::Score).palette(Palette::BlueOrange).size(480, 300)),
        ),
        picture(
            "palette-blue-orange-dark",
            words,
            "蓝橙双向，深色背景",
            "Blue and orange on dark ground",
            calls!(
                .color_by(ColorBy::Score)
                .palette(Palette::BlueOrange)
                .background(ground("#101828"))
                .size(480, 300)
            ),
        ),
        picture(
            "palette-gray-light",
            words,
            "灰度，适合黑白印刷",
            "Grey, for print",
            calls!(.palette(Palette::Gray).size(480, 300)),
        ),
        picture(
            "palette-gray-dark",
            words,
            "灰度，深色背景",
            "Grey on dark ground",
            calls!(.palette(Palette::Gray).background(ground("#101828")).size(480, 300)),
        ),
        picture(
            "palette-fixed",
            words,
            "一种自选颜色",
            "One colour of your own",
            calls!(.palette("#a53d2f".parse().expect("a colour")).size(480, 300)),
        ),
        picture(
            "background-transparent",
            words,
            "透明背景，供叠放在浅色页面上",
            "Transparent, to lie on light paper",
            calls!(.background(Background::Transparent).size(480, 300)),
        ),
    ]
}

pub(crate) fn colors() -> Vec<Picture> {
    let words = Words::Complaints;
    vec![
        picture(
            "color-rank",
            words,
            "颜色表示名次",
            "Colour shows the rank",
            calls!(.color_by(ColorBy::Rank).legend(Legend::Chinese)),
        ),
        picture(
            "color-group",
            words,
            "颜色表示组别",
            "Colour shows the group",
            calls!(.color_by(ColorBy::Group).legend(Legend::Chinese)),
        ),
        picture(
            "color-score",
            words,
            "颜色表示得分：橙色差评多，蓝色好评多",
            "Colour shows a score: orange for complaints, blue for praise",
            calls!(.color_by(ColorBy::Score).legend(Legend::Chinese)),
        ),
        picture(
            "legend-english",
            words,
            "英文图例，自定权重名称，深色背景",
            "An English legend with a name for the weights, on dark ground",
            calls!(
                .color_by(ColorBy::Group)
                .legend(Legend::English)
                .weight_name("comments")
                .background(ground("#101828"))
            ),
        ),
    ]
}

/// The background that a text means.
fn ground(text: &str) -> Background {
    text.parse().expect("a colour")
}
