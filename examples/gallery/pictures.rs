//! What a picture is, and which there are.

use ciyun::cloud::CloudBuilder;

use crate::words::Words;
use crate::{color, place, wording};

/// Pictures of one choice.
pub(crate) struct Section {
    pub(crate) zh: &'static str,
    pub(crate) en: &'static str,
    pub(crate) pictures: Vec<Picture>,
}

/// One picture.
pub(crate) struct Picture {
    /// Name of the file, without the ending.
    pub(crate) name: &'static str,
    pub(crate) zh: &'static str,
    pub(crate) en: &'static str,
    pub(crate) words: Words,
    /// Pixels of the picture to one of the canvas.
    pub(crate) scale: f32,
    pub(crate) calls: Calls,
}

/// Settings, and the text that makes them.
pub(crate) struct Calls {
    pub(crate) text: &'static str,
    pub(crate) apply: fn(CloudBuilder) -> CloudBuilder,
}

/// Settings as the page shows them: by the very calls that make the picture.
macro_rules! calls {
    ($($call:tt)*) => {
        $crate::pictures::Calls {
            text: stringify!($($call)*),
            apply: |builder| builder $($call)*,
        }
    };
}
pub(crate) use calls;

pub(crate) fn picture(
    name: &'static str,
    words: Words,
    zh: &'static str,
    en: &'static str,
    calls: Calls,
) -> Picture {
    Picture {
        name,
        zh,
        en,
        words,
        scale: 1.0,
        calls,
    }
}

/// All pictures, in the order of the page.
pub(crate) fn sections() -> Vec<Section> {
    vec![
        Section {
            zh: "疏密",
            en: "Presets",
            pictures: place::presets(),
        },
        Section {
            zh: "字号规则",
            en: "Size rules",
            pictures: place::rules(),
        },
        Section {
            zh: "摆放方式",
            en: "Strategies",
            pictures: place::strategies(),
        },
        Section {
            zh: "形状",
            en: "Shapes",
            pictures: place::shapes(),
        },
        Section {
            zh: "配色",
            en: "Palettes",
            pictures: color::palettes(),
        },
        Section {
            zh: "颜色的含义与图例",
            en: "What colours say, and legends",
            pictures: color::colors(),
        },
        Section {
            zh: "对比",
            en: "Comparisons",
            pictures: wording::comparisons(),
        },
        Section {
            zh: "各种词语",
            en: "All kinds of words",
            pictures: wording::kinds_of_words(),
        },
    ]
}
