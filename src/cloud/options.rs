//! What a caller asks for.

use serde::{Deserialize, Serialize};

use super::{Background, CloudError, Color, SizeRule, palette};

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
    /// Width of the canvas in pixels, 1 to [`MAX_SIDE`].
    pub width: u32,
    /// Height of the canvas in pixels, 1 to [`MAX_SIDE`].
    pub height: u32,
    /// What is behind the words.
    pub background: Background,
    /// How sizes follow from weights.
    pub rule: SizeRule,
    /// How much room words give each other.
    pub preset: Preset,
    /// Breaks ties between equally good places.
    pub seed: u64,
    /// The smallest font size that may be drawn, in pixels, at least 1.
    pub minimum_px: f64,
}

impl Default for CloudOptions {
    fn default() -> CloudOptions {
        CloudOptions {
            width: 1600,
            height: 1000,
            background: Background::Color(Color::WHITE),
            rule: SizeRule::Sqrt,
            preset: Preset::Readable,
            seed: 42,
            minimum_px: 8.0,
        }
    }
}

impl CloudOptions {
    /// Checks the canvas, the floor and the background; [`layout`](super::layout) does so too.
    ///
    /// # Errors
    /// [`CloudError::BadCanvas`], [`CloudError::BadMinimum`], [`CloudError::LowContrast`].
    pub fn check(&self) -> Result<(), CloudError> {
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
        let contrast = palette::contrast(self.background.paper());
        if contrast < palette::MINIMUM_CONTRAST {
            return Err(CloudError::LowContrast {
                background: self.background.into(),
                contrast,
            });
        }
        Ok(())
    }
}
