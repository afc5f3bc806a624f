//! Options of the word cloud as they are typed.

use std::path::PathBuf;

use ciyun::cloud::{ColorBy, Engine, MaskInk, Preset, Shape, SizeRule, Strategy};
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};

/// The picture.
#[derive(Debug, Args)]
pub(crate) struct PictureArgs {
    /// Width of the picture in pixels [default: 1600]
    #[arg(long, value_name = "PX")]
    pub(crate) width: Option<u32>,
    /// Height of the picture in pixels [default: 1000]
    #[arg(long, value_name = "PX")]
    pub(crate) height: Option<u32>,
    /// How sizes follow from counts [default: sqrt]
    #[arg(long, value_name = "RULE", value_parser = one_of::<SizeRule>(RULES))]
    pub(crate) rule: Option<SizeRule>,
    /// Who finds the places: ciyun, or the crate wordcloud-rs in programs built with the feature of that name [default: ciyun]
    #[arg(long, value_name = "NAME", value_parser = one_of::<Engine>(ENGINES))]
    pub(crate) layout: Option<Engine>,
    /// How much room words give each other; dense is fuller and harder to read [default: readable]
    #[arg(long, value_name = "NAME", value_parser = one_of::<Preset>(PRESETS))]
    pub(crate) preset: Option<Preset>,
    /// Where a word looks for its place; semantic puts words near each other that stand in the same comments [default: nearest]
    #[arg(long, value_name = "NAME", value_parser = one_of::<Strategy>(STRATEGIES))]
    pub(crate) strategy: Option<Strategy>,
    /// The outline that the words fill [default: rectangle]
    #[arg(long, value_name = "NAME", value_parser = one_of::<Shape>(SHAPES), conflicts_with = "mask")]
    pub(crate) shape: Option<Shape>,
    /// Share of words turned a quarter to the left, 0 to 1 [default: 0]
    #[arg(long, value_name = "SHARE")]
    pub(crate) rotated: Option<f64>,
    /// Smallest font size in pixels; words that would be smaller are listed, not drawn [default: 8]
    #[arg(long, value_name = "PX")]
    pub(crate) minimum_px: Option<f64>,
    /// Background: a colour such as #ffffff, transparent, or "transparent on #101828" for dark paper [default: #ffffff]
    #[arg(long, value_name = "COLOUR")]
    pub(crate) background: Option<String>,
    /// Colours: ink, okabe-ito, blue, blue-orange, gray, or one colour such as #1f5fa8 [default: those made for --color-by]
    #[arg(long, value_name = "NAME")]
    pub(crate) palette: Option<String>,
    /// What colours say [default: cycle, which says nothing]
    #[arg(long, value_name = "NAME", value_parser = one_of::<ColorBy>(COLOR_BY))]
    pub(crate) color_by: Option<ColorBy>,
    /// Explain sizes and colours below the words, in the language of the results
    #[arg(long)]
    pub(crate) legend: bool,
    /// Seed of the layout's random choices [default: 42]
    #[arg(long, value_name = "N")]
    pub(crate) seed: Option<u64>,
    /// Line around the words, so many pixels wide [default: none]
    #[arg(long, value_name = "PX")]
    pub(crate) contour: Option<f64>,
    /// Words of different groups side by side, not among each other
    #[arg(long)]
    pub(crate) sides: bool,
    /// A picture, PNG or SVG, whose shape the words fill
    #[arg(long, value_name = "FILE")]
    pub(crate) mask: Option<PathBuf>,
    /// What part of the picture is the shape; auto takes what is opaque, or what differs from its border [default: auto]
    #[arg(long, value_name = "NAME", value_parser = one_of::<MaskInk>(MASK_INKS))]
    pub(crate) mask_ink: Option<MaskInk>,
    /// How much a pixel of the shape differs from the rest, above 0 and up to 1 [default: 0.5]
    #[arg(long, value_name = "SHARE")]
    pub(crate) mask_threshold: Option<f64>,
    /// Words surround the shape
    #[arg(long)]
    pub(crate) mask_invert: bool,
    /// Font file, TTF, OTF or TTC; #1 after the name takes the second font of a TTC [default: the one in the program]
    #[arg(long, value_name = "FILE", conflicts_with = "font_family")]
    pub(crate) font: Option<PathBuf>,
    /// Font of this computer by name, such as "Noto Sans CJK SC"
    #[arg(long, value_name = "NAME")]
    pub(crate) font_family: Option<String>,
    /// Weight of a variable font, such as 700 for bold [default: the font's own]
    #[arg(long, value_name = "N")]
    pub(crate) font_weight: Option<u16>,
}

impl PictureArgs {
    /// The first option given that decides where words stand, or how large they are.
    pub(crate) fn that_places(&self) -> Option<&'static str> {
        [
            ("width", self.width.is_some()),
            ("height", self.height.is_some()),
            ("rule", self.rule.is_some()),
            ("layout", self.layout.is_some()),
            ("preset", self.preset.is_some()),
            ("strategy", self.strategy.is_some()),
            ("shape", self.shape.is_some()),
            ("rotated", self.rotated.is_some()),
            ("minimum-px", self.minimum_px.is_some()),
            ("legend", self.legend),
            ("seed", self.seed.is_some()),
            ("contour", self.contour.is_some()),
            ("sides", self.sides),
            ("mask", self.mask.is_some()),
            ("mask-ink", self.mask_ink.is_some()),
            ("mask-threshold", self.mask_threshold.is_some()),
            ("mask-invert", self.mask_invert),
        ]
        .into_iter()
        .find_map(|(name, given)| given.then_some(name))
    }
}

const RULES: &[&str] = &["sqrt", "linear", "log", "rank"];
const ENGINES: &[&str] = &["ciyun", "wordcloud-rs"];
const PRESETS: &[&str] = &["readable", "dense"];
const STRATEGIES: &[&str] = &["nearest", "semantic", "spiral", "rows"];
const COLOR_BY: &[&str] = &["cycle", "rank", "group", "score"];
const MASK_INKS: &[&str] = &["auto", "opaque", "dark", "light"];
const SHAPES: &[&str] = &[
    "rectangle",
    "rounded-rectangle",
    "ellipse",
    "circle",
    "heart",
    "speech-bubble",
    "star",
];

/// A choice by the names that it has in `ciyun.toml`.
pub(crate) fn one_of<T>(names: &'static [&'static str]) -> impl TypedValueParser<Value = T>
where
    T: for<'de> Deserialize<'de> + Clone + Send + Sync + 'static,
{
    PossibleValuesParser::new(names).try_map(|name| named(&name))
}

fn named<T: for<'de> Deserialize<'de>>(name: &str) -> Result<T, Error> {
    let name: StrDeserializer<'_, Error> = name.into_deserializer();
    T::deserialize(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_known_to_the_library() {
        fn check<T: for<'de> Deserialize<'de>>(names: &[&str]) {
            for name in names {
                assert!(named::<T>(name).is_ok(), "{name}");
            }
        }
        check::<SizeRule>(RULES);
        check::<Engine>(ENGINES);
        check::<Preset>(PRESETS);
        check::<Strategy>(STRATEGIES);
        check::<Shape>(SHAPES);
        check::<ColorBy>(COLOR_BY);
        check::<MaskInk>(MASK_INKS);
    }
}
