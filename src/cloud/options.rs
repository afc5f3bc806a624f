//! What a caller asks for.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{
    Arrangement, Background, CloudError, Color, ColorBy, Coloring, Engine, Legend, MAX_CONTOUR,
    Palette, SizeRule,
};

/// The longest side of a canvas, in pixels. Squared distances of a canvas this large stay exact
/// in 64-bit integers.
pub const MAX_SIDE: u32 = 16_384;

/// How much room words give each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Preset {
    /// Words keep clear of each other's boxes, with a gap of a quarter em between neighbours in
    /// a row: Chinese has no spaces, and closer words would read as one.
    #[default]
    Readable,
    /// Words keep one pixel clear of each other's ink and nest in each other's white: fuller, and
    /// harder to read.
    Dense,
}

/// Where a word looks for its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Strategy {
    /// The free place nearest to the middle: large words in the middle, an even rim.
    #[default]
    Nearest,
    /// As [`Strategy::Nearest`], but a word goes where the words stand that it is related to; see
    /// [`CloudBuilder::relations`](super::CloudBuilder::relations).
    Semantic,
    /// Along a spiral from a random start.
    Spiral,
    /// Rows from the top, like a list of tags.
    Rows,
}

/// The outline that the words fill.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// The whole canvas.
    #[default]
    Rectangle,
    /// The whole canvas with round corners.
    RoundedRectangle,
    /// As wide and as high as the canvas.
    Ellipse,
    /// As large as the canvas lets it be.
    Circle,
    /// A heart.
    Heart,
    /// A speech bubble.
    SpeechBubble,
    /// A star with five points.
    Star,
    /// A picture's; see [`CloudBuilder::mask`](super::CloudBuilder::mask).
    Mask,
}

impl fmt::Display for Preset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Preset::Readable => "readable",
            Preset::Dense => "dense",
        })
    }
}

impl fmt::Display for Strategy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Strategy::Nearest => "nearest",
            Strategy::Semantic => "semantic",
            Strategy::Spiral => "spiral",
            Strategy::Rows => "rows",
        })
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Shape::Rectangle => "rectangle",
            Shape::RoundedRectangle => "rounded-rectangle",
            Shape::Ellipse => "ellipse",
            Shape::Circle => "circle",
            Shape::Heart => "heart",
            Shape::SpeechBubble => "speech-bubble",
            Shape::Star => "star",
            Shape::Mask => "mask",
        })
    }
}

/// Options of a layout. The default is 1600 × 1000, white, square-root rule, readable, seed 42,
/// floor 8 px.
///
/// ```
/// use ciyun::cloud::CloudOptions;
/// let options = CloudOptions { width: 800, height: 800, ..CloudOptions::default() };
/// assert_eq!(options.minimum_px, 8.0);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct CloudOptions {
    /// Who finds the places, for those who choose between engines, as `pipeline::lay_out` does;
    /// [`Cloud::layout`](super::Cloud::layout) is [`Engine::Ciyun`] whatever stands here.
    #[serde(rename = "layout")]
    pub engine: Engine,
    /// Width of the canvas in pixels, 1 to [`MAX_SIDE`].
    pub width: u32,
    /// Height of the canvas in pixels, 1 to [`MAX_SIDE`].
    pub height: u32,
    /// What is behind the words.
    pub background: Background,
    /// The colours; unless told, those made for what they say.
    pub palette: Option<Palette>,
    /// What the colours say.
    pub color_by: ColorBy,
    /// Whether the picture explains its sizes and colours, and in which language.
    pub legend: Legend,
    /// How sizes follow from weights.
    pub rule: SizeRule,
    /// How much room words give each other.
    pub preset: Preset,
    /// Where a word looks for its place.
    pub strategy: Strategy,
    /// The outline that the words fill.
    pub shape: Shape,
    /// Width in pixels of a line around them, above 0 and up to [`MAX_CONTOUR`].
    pub contour: Option<f64>,
    /// Where words of different groups stand.
    pub arrangement: Arrangement,
    /// Share of words that are turned a quarter to the left, 0 to 1.
    pub rotated: f64,
    /// Breaks ties between equally good places.
    pub seed: u64,
    /// The smallest font size that may be drawn, in pixels, at least 1.
    pub minimum_px: f64,
}

impl Default for CloudOptions {
    fn default() -> CloudOptions {
        CloudOptions {
            engine: Engine::Ciyun,
            width: 1600,
            height: 1000,
            background: Background::Color(Color::WHITE),
            palette: None,
            color_by: ColorBy::Cycle,
            legend: Legend::None,
            rule: SizeRule::Sqrt,
            preset: Preset::Readable,
            strategy: Strategy::Nearest,
            shape: Shape::Rectangle,
            contour: None,
            arrangement: Arrangement::Together,
            rotated: 0.0,
            seed: 42,
            minimum_px: 8.0,
        }
    }
}

impl CloudOptions {
    /// The palette and what its colours say.
    #[must_use]
    pub fn coloring(&self) -> Coloring {
        Coloring::new(self.color_by, self.palette)
    }

    /// Checks the canvas, the floor, the shares, the colours and the legend, and that the engine
    /// can do what is asked for.
    ///
    /// # Errors
    /// [`CloudError::NoEngine`], [`CloudError::BeyondEngine`], [`CloudError::BadCanvas`], [`CloudError::BadMinimum`], [`CloudError::BadShare`],
    /// [`CloudError::BadContour`], [`CloudError::LowContrast`], [`CloudError::UnfitPalette`],
    /// [`CloudError::NoRoomForLegend`].
    pub fn check(&self) -> Result<(), CloudError> {
        self.engine.check(self)?;
        let sides = 1..=MAX_SIDE;
        if !sides.contains(&self.width) || !sides.contains(&self.height) {
            return Err(CloudError::BadCanvas {
                width: self.width,
                height: self.height,
            });
        }
        if !(self.minimum_px >= 1.0 && self.minimum_px.is_finite()) {
            return Err(CloudError::BadMinimum {
                found: self.minimum_px,
            });
        }
        if !(0.0..=1.0).contains(&self.rotated) {
            return Err(CloudError::BadShare {
                found: self.rotated,
            });
        }
        if let Some(found) = self.contour
            && !(found > 0.0 && found <= MAX_CONTOUR)
        {
            return Err(CloudError::BadContour { found });
        }
        self.legend.check(self.width, self.height)?;
        self.coloring().check(self.background)
    }
}
