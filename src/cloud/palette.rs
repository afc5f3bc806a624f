//! The colours that words can have.
//!
//! Each palette has one form for light grounds and one for dark grounds. Colours that must be told
//! apart are apart for colour-blind eyes and in a grey print, as the tests of this module measure.

mod tables;
#[cfg(test)]
mod tests;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use self::tables::{
    BLUE_DARK, BLUE_LIGHT, BLUE_ORANGE_DARK, BLUE_ORANGE_LIGHT, GRAY_DARK, GRAY_LIGHT, INK_DARK,
    INK_LIGHT, OKABE_ITO_DARK, OKABE_ITO_LIGHT,
};
use super::{CloudError, Color};

/// The least contrast a word may have against the background.
///
/// # References
/// W3C (2018), *Web Content Accessibility Guidelines 2.1*, 1.4.3, large text.
pub const MINIMUM_CONTRAST: f64 = 3.0;

/// Whether words are dark or light.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// Dark words on light paper.
    Light,
    /// Light words on dark paper.
    Dark,
}

impl Ground {
    /// What a paper colour is: light when black has more contrast on it than white.
    ///
    /// ```
    /// use ciyun::cloud::{Color, Ground};
    /// assert_eq!(Ground::of(Color::WHITE), Ground::Light);
    /// assert_eq!(Ground::of("#101828".parse()?), Ground::Dark);
    /// # Ok::<(), ciyun::cloud::CloudError>(())
    /// ```
    #[must_use]
    pub fn of(paper: Color) -> Ground {
        if paper.contrast(BLACK) >= paper.contrast(Color::WHITE) {
            Ground::Light
        } else {
            Ground::Dark
        }
    }

    /// The colour of text that says something about the words.
    #[must_use]
    pub fn text(self) -> Color {
        match self {
            Ground::Light => INK_LIGHT[0],
            Ground::Dark => INK_DARK[0],
        }
    }

    /// The colour of words without group or score where groups or scores give the colour.
    #[must_use]
    pub fn neutral(self) -> Color {
        match self {
            Ground::Light => Color::new(0x87_8c_92),
            Ground::Dark => Color::new(0x78_7c_83),
        }
    }
}

const BLACK: Color = Color::new(0);

/// A set of colours. Its text form is a name such as `okabe-ito`, or `#rrggbb` for one colour.
///
/// ```
/// use ciyun::cloud::{Color, Palette};
/// assert_eq!("blue-orange".parse(), Ok(Palette::BlueOrange));
/// assert_eq!("#000000".parse::<Palette>()?.to_string(), "#000000");
/// # Ok::<(), ciyun::cloud::CloudError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Palette {
    /// Ink, set off by blue, teal, brick and plum.
    #[default]
    Ink,
    /// Seven colours to tell groups apart, for all kinds of colour vision.
    ///
    /// # References
    /// After Okabe and Ito (2008), *Color Universal Design*, made darker or paler for contrast.
    OkabeIto,
    /// One hue, the heaviest words strongest.
    Blue,
    /// Orange for scores below 0, blue for scores above, grey between.
    BlueOrange,
    /// Black ink for print.
    Gray,
    /// The same colour for all words.
    Fixed(Color),
}

/// Of the steps from strong to weak, those that are told apart by eye: every other one.
const DISTINCT_STEP: usize = 2;

impl Palette {
    /// All palettes with a name.
    pub const NAMED: [Palette; 5] = [
        Palette::Ink,
        Palette::OkabeIto,
        Palette::Blue,
        Palette::BlueOrange,
        Palette::Gray,
    ];

    /// Colours to be told apart; none in a palette whose colours are degrees of a score.
    #[must_use]
    pub fn distinct(self, ground: Ground) -> Vec<Color> {
        match (self, ground) {
            (Palette::Ink, Ground::Light) => INK_LIGHT.to_vec(),
            (Palette::Ink, Ground::Dark) => INK_DARK.to_vec(),
            (Palette::OkabeIto, Ground::Light) => OKABE_ITO_LIGHT.to_vec(),
            (Palette::OkabeIto, Ground::Dark) => OKABE_ITO_DARK.to_vec(),
            (Palette::Blue | Palette::Gray, _) => {
                let steps = self.steps(ground);
                steps.into_iter().step_by(DISTINCT_STEP).collect()
            }
            (Palette::BlueOrange, _) => Vec::new(),
            (Palette::Fixed(color), _) => vec![color],
        }
    }

    /// Colours in order, from the strongest; none in a palette without order.
    #[must_use]
    pub fn steps(self, ground: Ground) -> Vec<Color> {
        match (self, ground) {
            (Palette::Blue, Ground::Light) => BLUE_LIGHT.to_vec(),
            (Palette::Blue, Ground::Dark) => BLUE_DARK.to_vec(),
            (Palette::Gray, Ground::Light) => GRAY_LIGHT.to_vec(),
            (Palette::Gray, Ground::Dark) => GRAY_DARK.to_vec(),
            _ => Vec::new(),
        }
    }

    /// Colours from the lowest score to the highest, an odd number with the neutral one in the
    /// middle; none in a palette without a middle.
    #[must_use]
    pub fn arms(self, ground: Ground) -> Vec<Color> {
        match (self, ground) {
            (Palette::BlueOrange, Ground::Light) => BLUE_ORANGE_LIGHT.to_vec(),
            (Palette::BlueOrange, Ground::Dark) => BLUE_ORANGE_DARK.to_vec(),
            _ => Vec::new(),
        }
    }
}

impl fmt::Display for Palette {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Palette::Ink => "ink",
            Palette::OkabeIto => "okabe-ito",
            Palette::Blue => "blue",
            Palette::BlueOrange => "blue-orange",
            Palette::Gray => "gray",
            Palette::Fixed(color) => return color.fmt(f),
        })
    }
}

impl FromStr for Palette {
    type Err = CloudError;

    fn from_str(text: &str) -> Result<Palette, CloudError> {
        let named = Palette::NAMED
            .into_iter()
            .find(|palette| palette.to_string() == text);
        named
            .or_else(|| text.parse().map(Palette::Fixed).ok())
            .ok_or_else(|| CloudError::BadPalette {
                found: text.to_owned(),
            })
    }
}

impl From<Palette> for String {
    fn from(palette: Palette) -> String {
        palette.to_string()
    }
}

impl TryFrom<String> for Palette {
    type Error = CloudError;

    fn try_from(text: String) -> Result<Palette, CloudError> {
        text.parse()
    }
}
