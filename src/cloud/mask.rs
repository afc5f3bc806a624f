//! How to find a shape in a picture.

use serde::{Deserialize, Serialize};

/// What part of a picture is its shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MaskInk {
    /// What is opaque, if at least one pixel in a hundred is transparent; else what differs from
    /// the picture's ground, which is the middle colour of its border.
    #[default]
    Auto,
    /// What is opaque.
    Opaque,
    /// What differs from white.
    Dark,
    /// What differs from black.
    Light,
}

/// Whether words fill a shape or surround it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MaskSide {
    /// Words fill the shape.
    #[default]
    Inside,
    /// Words fill what is left of the picture.
    Outside,
}

/// How to find the shape in a picture.
///
/// ```
/// use ciyun::cloud::{MaskInk, MaskOptions};
/// assert_eq!(MaskOptions::default().threshold, 0.5);
/// // A pale drawing on white paper.
/// let pale = MaskOptions { ink: MaskInk::Dark, threshold: 0.1, ..MaskOptions::default() };
/// # let _ = pale;
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MaskOptions {
    /// What part of the picture is the shape. Default: [`MaskInk::Auto`].
    pub ink: MaskInk,
    /// Which side of the shape's border is for words. Default: the inside.
    pub side: MaskSide,
    /// How opaque, or how different from the ground, a pixel of the shape is at least, as a share
    /// above 0 and up to 1. A difference is that of the channel that differs most, so that yellow
    /// differs wholly from white. Default: 0.5.
    pub threshold: f64,
}

impl Default for MaskOptions {
    fn default() -> MaskOptions {
        MaskOptions {
            ink: MaskInk::Auto,
            side: MaskSide::Inside,
            threshold: 0.5,
        }
    }
}
