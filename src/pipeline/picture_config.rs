//! What the pictures need besides the layout's options: a font and a picture to take a shape from.

use serde::{Deserialize, Serialize};

use crate::cloud::{MaskInk, MaskOptions, MaskSide};

/// The font of the word cloud: a file, an installed family, or the embedded one.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct FontConfig {
    /// A font file; `#` and a number or a name after it choose a face of a collection.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The name of an installed family, when no file is named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub family: Option<String>,
    /// The weight of a variable font, such as 700 for bold.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weight: Option<u16>,
    /// Hash that the font must have, as in
    /// [`FontIdentity::sha256`](crate::cloud::FontIdentity::sha256): a run is repeated with the
    /// font of the run or not at all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
}

/// The picture whose shape the words fill.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct MaskConfig {
    /// A PNG or SVG file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// What part of it is its shape.
    pub ink: MaskInk,
    /// Whether words fill the shape or surround it.
    pub side: MaskSide,
    /// See [`MaskOptions::threshold`].
    pub threshold: f64,
}

impl Default for MaskConfig {
    fn default() -> MaskConfig {
        let MaskOptions {
            ink,
            side,
            threshold,
        } = MaskOptions::default();
        MaskConfig {
            file: None,
            ink,
            side,
            threshold,
        }
    }
}

impl MaskConfig {
    /// How to find the shape in the file.
    #[must_use]
    pub fn options(&self) -> MaskOptions {
        MaskOptions {
            ink: self.ink,
            side: self.side,
            threshold: self.threshold,
        }
    }
}
