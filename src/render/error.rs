//! Why a picture was not drawn.

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
    /// The PNG encoder failed.
    #[error("png: {detail}")]
    Encoding {
        /// What it said.
        detail: String,
    },
}
