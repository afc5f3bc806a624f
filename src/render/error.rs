//! Why a picture was not drawn.

use std::path::PathBuf;

use super::{MAX_PIXELS, MAX_PNG_SIDE};

/// Why a font or a picture could not be made.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum RenderError {
    /// The bytes are not a font that can be drawn with.
    #[error("font: {detail}; expected an OpenType or TrueType font with outlines")]
    BadFont {
        /// What is wrong.
        detail: String,
    },
    /// A font file cannot be read.
    #[error("{}: {detail}; expected a font file", path.display())]
    UnreadableFont {
        /// The file.
        path: PathBuf,
        /// What the system said.
        detail: String,
    },
    /// A font has one weight and another is asked for.
    #[error(
        "font: it has one weight, not a choice with {weight}; take a variable font, or the file of that weight"
    )]
    NoWeights {
        /// The weight asked for.
        weight: u16,
    },
    /// A font is not the one that a result was made with.
    #[error(
        "font {family:?} (sha256 {found}): the result to be repeated was made with another \
         version (sha256 {expected}); take that one, or remove sha256 under [font]"
    )]
    ChangedFont {
        /// Family of the font at hand.
        family: String,
        /// Hash of the font at hand.
        found: String,
        /// Hash of the font of the result.
        expected: String,
    },
    /// A font file has no such face.
    #[error("font: no face {wanted:?}; expected one of {}", faces.join(", "))]
    NoSuchFace {
        /// The number or name asked for.
        wanted: String,
        /// Number and full name of each face.
        faces: Vec<String>,
    },
    /// No installed font has this name.
    #[error("font family {wanted:?} is not installed{}", near_names(near))]
    NoSuchFamily {
        /// The name asked for.
        wanted: String,
        /// Names of installed families that are like it.
        near: Vec<String>,
    },
    /// The font's maker forbids that it is put into a file.
    #[error(
        "font {family:?} may not be embedded, as its maker states in it; draw SVG with outlines, \
         or take another font"
    )]
    MayNotEmbed {
        /// Family of the font.
        family: String,
    },
    /// The layout was measured with another font.
    #[error(
        "font {found_family:?} (sha256 {found}): the layout was made with {family:?} \
         (sha256 {expected}); draw with that font or make a new layout"
    )]
    OtherFont {
        /// Family of the layout's font.
        family: String,
        /// Hash of the layout's font.
        expected: String,
        /// Family of the font at hand.
        found_family: String,
        /// Hash of the font at hand.
        found: String,
    },
    /// A word of the layout has characters that the font lacks.
    #[error("word {term:?}: the font has no glyph for {characters:?}")]
    MissingGlyphs {
        /// The word.
        term: String,
        /// The characters.
        characters: Vec<char>,
    },
    /// A word is turned in a way that is not drawn.
    #[error("word {term:?}: found rotation {found}, expected 0 or 90")]
    BadRotation {
        /// The word.
        term: String,
        /// The rotation in degrees.
        found: i32,
    },
    /// The scale is no positive number.
    #[error("scale {scale}: expected a finite number above 0")]
    BadScale {
        /// The scale.
        scale: f32,
    },
    /// The picture would have too many pixels, or none.
    #[error(
        "picture of {width} × {height} px: expected sides of 1 to {MAX_PNG_SIDE} px and at most \
         {MAX_PIXELS} pixels; choose another scale"
    )]
    BadSize {
        /// Width in pixels, after scaling.
        width: f64,
        /// Height in pixels, after scaling.
        height: f64,
    },
    /// A file is no picture that can be a mask.
    #[error("{name}: {detail}; expected a PNG or SVG picture")]
    BadMask {
        /// The picture.
        name: String,
        /// What was found.
        detail: String,
    },
    /// A picture to be used as a mask cannot be read.
    #[error("{}: {detail}; expected a PNG or SVG picture", path.display())]
    UnreadableMask {
        /// The file.
        path: PathBuf,
        /// What the system said.
        detail: String,
    },
    /// A mask's threshold is no share.
    #[error("mask threshold {threshold}: expected a number above 0 and up to 1")]
    BadThreshold {
        /// The number.
        threshold: f64,
    },
    /// A picture has no shape, or nothing but one.
    #[error(
        "{name}: no pixel is left for words: the shape is what is {shape} by {threshold} or more, \
         and the most found is {most:.3}; choose another threshold or colour of the shape, or \
         invert the mask (texts in an SVG must be paths)"
    )]
    EmptyMask {
        /// The picture.
        name: String,
        /// What the shape is.
        shape: &'static str,
        /// How opaque or different from the ground the shape's pixels are at least.
        threshold: f64,
        /// The most that was found.
        most: f64,
    },
    /// The PNG encoder failed.
    #[error("png: {detail}")]
    Encoding {
        /// What it said.
        detail: String,
    },
}

fn near_names(near: &[String]) -> String {
    if near.is_empty() {
        "; give the path of a font file instead".to_owned()
    } else {
        format!("; like it are {}", near.join(", "))
    }
}
