//! Colours, as red, green and blue of the sRGB space.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::CloudError;

/// An opaque colour. Its text form is `#rrggbb`.
///
/// ```
/// use ciyun::cloud::Color;
/// let color: Color = "#1F5fa8".parse()?;
/// assert_eq!(color, Color { red: 0x1f, green: 0x5f, blue: 0xa8 });
/// assert_eq!(color.to_string(), "#1f5fa8");
/// # Ok::<(), ciyun::cloud::CloudError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Color {
    /// Red.
    pub red: u8,
    /// Green.
    pub green: u8,
    /// Blue.
    pub blue: u8,
}

impl Color {
    /// White.
    pub const WHITE: Color = Color::new(0xff_ff_ff);

    /// A colour written as the number `0xrrggbb`.
    pub(super) const fn new(rgb: u32) -> Color {
        let [_, red, green, blue] = rgb.to_be_bytes();
        Color { red, green, blue }
    }

    /// Relative luminance, 0 for black to 1 for white.
    ///
    /// # References
    /// W3C (2018), *Web Content Accessibility Guidelines 2.1*, "relative luminance".
    #[must_use]
    pub fn luminance(self) -> f64 {
        let [red, green, blue] = [self.red, self.green, self.blue].map(|channel| {
            let value = f64::from(channel) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                libm::pow((value + 0.055) / 1.055, 2.4)
            }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// Contrast ratio of two colours, 1 to 21.
    ///
    /// ```
    /// use ciyun::cloud::Color;
    /// let black: Color = "#000000".parse()?;
    /// assert_eq!(black.contrast(Color::WHITE), 21.0);
    /// # Ok::<(), ciyun::cloud::CloudError>(())
    /// ```
    /// # References
    /// W3C (2018), *Web Content Accessibility Guidelines 2.1*, "contrast ratio".
    #[must_use]
    pub fn contrast(self, other: Color) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }
}

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

impl FromStr for Color {
    type Err = CloudError;

    fn from_str(text: &str) -> Result<Color, CloudError> {
        text.strip_prefix('#')
            .filter(|digits| digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()))
            .and_then(|digits| u32::from_str_radix(digits, 16).ok())
            .map(Color::new)
            .ok_or_else(|| CloudError::BadColor {
                found: text.to_owned(),
            })
    }
}

impl From<Color> for String {
    fn from(color: Color) -> String {
        color.to_string()
    }
}

impl TryFrom<String> for Color {
    type Error = CloudError;

    fn try_from(text: String) -> Result<Color, CloudError> {
        text.parse()
    }
}

/// What is behind the words. Its text form is `#rrggbb`, `transparent` or
/// `transparent on #rrggbb`.
///
/// ```
/// use ciyun::cloud::Background;
/// let slide: Background = "transparent on #101828".parse()?;
/// assert_eq!((slide.fill(), slide.paper().to_string()), (None, "#101828".to_owned()));
/// assert_eq!(slide.to_string(), "transparent on #101828");
/// # Ok::<(), ciyun::cloud::CloudError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Background {
    /// One colour.
    Color(Color),
    /// Nothing; made to lie on white paper.
    Transparent,
    /// Nothing; made to lie on paper or on a slide of this colour.
    TransparentOn(Color),
}

const TRANSPARENT: &str = "transparent";
const TRANSPARENT_ON: &str = "transparent on ";

impl Background {
    /// The colour against which the words are seen.
    #[must_use]
    pub fn paper(self) -> Color {
        match self {
            Background::Color(color) | Background::TransparentOn(color) => color,
            Background::Transparent => Color::WHITE,
        }
    }

    /// The colour to paint; `None` where the picture is transparent.
    #[must_use]
    pub fn fill(self) -> Option<Color> {
        match self {
            Background::Color(color) => Some(color),
            Background::Transparent | Background::TransparentOn(_) => None,
        }
    }
}

impl FromStr for Background {
    type Err = CloudError;

    fn from_str(text: &str) -> Result<Background, CloudError> {
        let background = match text.strip_prefix(TRANSPARENT_ON) {
            Some(paper) => paper.parse().map(Background::TransparentOn),
            None if text == TRANSPARENT => Ok(Background::Transparent),
            None => text.parse().map(Background::Color),
        };
        background.map_err(|_| CloudError::BadBackground {
            found: text.to_owned(),
        })
    }
}

impl fmt::Display for Background {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Background::Color(color) => color.fmt(f),
            Background::Transparent => f.write_str(TRANSPARENT),
            Background::TransparentOn(paper) => write!(f, "{TRANSPARENT_ON}{paper}"),
        }
    }
}

impl From<Background> for String {
    fn from(background: Background) -> String {
        background.to_string()
    }
}

impl TryFrom<String> for Background {
    type Error = CloudError;

    fn try_from(text: String) -> Result<Background, CloudError> {
        text.parse()
    }
}
