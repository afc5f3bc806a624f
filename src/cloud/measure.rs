//! The border to fonts.

use serde::{Deserialize, Serialize};

use super::{InkMask, Turn};

/// The rectangle that just holds the ink of a text, in em, relative to the pen origin on the
/// baseline. y points down, so what stands above the baseline is negative.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct InkBox {
    /// Left edge.
    pub left: f64,
    /// Upper edge.
    pub top: f64,
    /// Right edge.
    pub right: f64,
    /// Lower edge.
    pub bottom: f64,
}

impl InkBox {
    /// The box at a font size and a pen origin, in pixels of the canvas.
    #[must_use]
    pub fn at(self, font_size: f64, x: f64, y: f64) -> InkBox {
        InkBox {
            left: x + self.left * font_size,
            top: y + self.top * font_size,
            right: x + self.right * font_size,
            bottom: y + self.bottom * font_size,
        }
    }

    /// Width.
    #[must_use]
    pub fn width(self) -> f64 {
        self.right - self.left
    }

    /// Height.
    #[must_use]
    pub fn height(self) -> f64 {
        self.bottom - self.top
    }
}

/// Why a font has no ink box for a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unmeasured {
    /// The font has no glyph for these characters, listed in the order of the text, each once.
    MissingGlyphs(Vec<char>),
    /// All glyphs are blank.
    NoInk,
}

/// Which font measured a layout, and so which one must draw it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FontIdentity {
    /// Family name.
    pub family: String,
    /// Hexadecimal SHA-256 of the font file, unpacked. `#` and its number follow for a face of a
    /// collection after the first (`…#2`), `@` and the weight for a variable font that is not
    /// drawn at its default (`…@700`).
    pub sha256: String,
}

/// What a layout needs to know of a font.
pub trait TextMeasure {
    /// The ink box of a text set in one line.
    ///
    /// # Errors
    /// [`Unmeasured`] when the text cannot be drawn with this font, or would not show.
    fn measure(&self, text: &str) -> Result<InkBox, Unmeasured>;

    /// The pixels that a text inks at a font size in pixels, for layouts where words nest in one
    /// another's white. Unless a font says more, the whole ink box counts as ink.
    ///
    /// # Errors
    /// As [`TextMeasure::measure`].
    fn ink(&self, text: &str, font_size: f64, turn: Turn) -> Result<InkMask, Unmeasured> {
        let ink = self.measure(text)?.turned(turn);
        Ok(InkMask::filled(ink, font_size))
    }

    /// The font's name and hash.
    fn identity(&self) -> FontIdentity;

    /// The font that helps out with the characters of a text that the main font lacks; `None` when
    /// the main font has all.
    fn fallback(&self, _text: &str) -> Option<FontIdentity> {
        None
    }
}
