//! Why there is no layout.

use super::{MAX_SIDE, palette};

/// Why a layout could not be made or read.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum CloudError {
    /// A weight is not a positive finite number.
    #[error("term {term:?}: weight {weight}, expected a finite number above 0")]
    BadWeight {
        /// The term.
        term: String,
        /// Its weight.
        weight: f64,
    },
    /// A term stands twice in the list.
    #[error("term {term:?}: listed twice; add up its weights first")]
    DuplicateTerm {
        /// The term.
        term: String,
    },
    /// The canvas is too small or too large.
    #[error("canvas {width} × {height}: expected sides of 1 to {MAX_SIDE} px")]
    BadCanvas {
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
    },
    /// The legibility floor makes no sense.
    #[error("smallest font size {found} px: expected a finite number of at least 1")]
    BadMinimum {
        /// The floor in pixels.
        found: f64,
    },
    /// The palette would not be legible on the background.
    #[error(
        "background {background}: contrast of the palest word would be {contrast:.2}, \
         expected at least {}; choose a lighter background",
        palette::MINIMUM_CONTRAST
    )]
    LowContrast {
        /// The background.
        background: String,
        /// Contrast ratio of the palest colour against it.
        contrast: f64,
    },
    /// A text is not a colour.
    #[error("found {found:?}, expected a colour such as #1f5fa8")]
    BadColor {
        /// The text.
        found: String,
    },
    /// A text is not a reason.
    #[error(
        "found {found:?}, expected missing-glyph with code points, no-ink, too-wide or no-room"
    )]
    BadReason {
        /// The text.
        found: String,
    },
    /// A layout file is not JSON or lacks something.
    #[error("layout: {detail}")]
    Syntax {
        /// What the parser said, with line and column.
        detail: String,
    },
    /// A layout file contradicts itself.
    #[error("layout, {place}: {problem}")]
    BadLayout {
        /// The word or field.
        place: String,
        /// What is wrong with it.
        problem: String,
    },
}
