//! Why there is no layout.

use super::legend::MINIMUM_SIDE;
use super::palette::MINIMUM_CONTRAST;
use super::{Background, Color, ColorBy, Engine, MAX_CONTOUR, MAX_SIDE, Palette};

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
    /// A share of words is no share.
    #[error("share of turned words {found}: expected a number from 0 to 1")]
    BadShare {
        /// The number.
        found: f64,
    },
    /// This program does not hold the engine that was asked for.
    #[error(
        "layout {engine}: this program was built without it; build one that has it: \
         cargo build --release --features {engine}"
    )]
    NoEngine {
        /// The engine.
        engine: Engine,
    },
    /// The engine cannot do what an option asks for.
    #[error(
        "layout {engine}: it cannot heed {option}; leave that at its default, or take the layout \
         ciyun"
    )]
    BeyondEngine {
        /// The engine.
        engine: Engine,
        /// The option's name.
        option: &'static str,
    },
    /// The shape is a picture's and there is none, or the other way round.
    #[error("shape: a mask needs a picture, and a picture needs the shape mask")]
    NoMask,
    /// The line around the words is too thin or too broad.
    #[error("contour {found} px wide: expected a number above 0 and up to {MAX_CONTOUR}")]
    BadContour {
        /// Its width in pixels.
        found: f64,
    },
    /// The name of a group cannot be drawn above its words.
    #[error("group {group:?}: the font has no glyph for {characters:?}; give it another name")]
    BadGroup {
        /// The group.
        group: String,
        /// The characters; none when the name is blank.
        characters: Vec<char>,
    },
    /// The shape has no place for a single word.
    #[error(
        "shape: its broadest place is {found} px across, the smallest word needs {expected}; \
         fill the picture's outline, invert the mask or choose a larger canvas"
    )]
    NarrowShape {
        /// Side of the largest square that it holds, in pixels.
        found: u32,
        /// The floor in pixels.
        expected: f64,
    },
    /// The palette would not be legible on the background.
    #[error(
        "palette {palette} on background {background}: contrast of the palest colour is \
         {contrast:.2}, expected at least {MINIMUM_CONTRAST}; choose a background {}",
        legible(*lighter, *darker)
    )]
    LowContrast {
        /// The palette.
        palette: Palette,
        /// The background.
        background: Background,
        /// Contrast ratio of the palest colour against it.
        contrast: f64,
        /// The darkest grey on which the palette is legible and on all lighter ones, if any.
        lighter: Option<Color>,
        /// The lightest grey on which it is legible and on all darker ones, if any.
        darker: Option<Color>,
    },
    /// The palette has no colours of the kind asked for.
    #[error("palette {palette} cannot show {color_by}; choose {}", color_by.palette())]
    UnfitPalette {
        /// The palette.
        palette: Palette,
        /// What its colours were to say.
        color_by: ColorBy,
    },
    /// Colours were to say what no term has.
    #[error(
        "colour by {color_by}: no term has a {color_by}; add the column {color_by} to the table"
    )]
    NothingToColor {
        /// What they were to say.
        color_by: ColorBy,
    },
    /// The palette has fewer colours than there are groups.
    #[error(
        "colour by group: found {found} groups, the palette {palette} has {colors} colours; \
         merge groups"
    )]
    TooManyGroups {
        /// How many groups there are.
        found: usize,
        /// The palette.
        palette: Palette,
        /// How many groups it can tell apart.
        colors: usize,
    },
    /// A score is not a finite number.
    #[error("term {term:?}: score {score}, expected a finite number")]
    BadScore {
        /// The term.
        term: String,
        /// Its score.
        score: f64,
    },
    /// The canvas is too small for a legend.
    #[error("canvas {width} × {height}: a legend needs sides of at least {MINIMUM_SIDE} px")]
    NoRoomForLegend {
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
    },
    /// The font cannot write the legend.
    #[error("legend {text:?}: the font has no glyph for {characters:?}; choose another font")]
    UnwritableLegend {
        /// A line of the legend.
        text: String,
        /// The characters without a glyph.
        characters: Vec<char>,
    },
    /// A text is not a palette.
    #[error(
        "found {found:?}, expected a palette (ink, okabe-ito, blue, blue-orange or gray) or a \
         colour such as #1f5fa8"
    )]
    BadPalette {
        /// The text.
        found: String,
    },
    /// A text is not a background.
    #[error(
        "found {found:?}, expected a colour such as #1f5fa8, transparent, or transparent on \
         #1f5fa8"
    )]
    BadBackground {
        /// The text.
        found: String,
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

/// On which backgrounds a palette can be read.
fn legible(lighter: Option<Color>, darker: Option<Color>) -> String {
    match (lighter, darker) {
        (Some(lighter), Some(darker)) => {
            format!("at least as light as {lighter} or as dark as {darker}")
        }
        (Some(lighter), None) => format!("as light as {lighter} or lighter"),
        (None, Some(darker)) => format!("as dark as {darker} or darker"),
        (None, None) => "of another lightness".to_owned(),
    }
}
