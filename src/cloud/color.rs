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

/// What is behind the words. Its text form is `#rrggbb` or `transparent`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Background {
    /// One colour.
    Color(Color),
    /// Nothing; made to lie on white paper.
    Transparent,
}

impl Background {
    /// The colour against which the words are seen.
    #[must_use]
    pub fn paper(self) -> Color {
        match self {
            Background::Color(color) => color,
            Background::Transparent => Color::WHITE,
        }
    }
}

impl FromStr for Background {
    type Err = CloudError;

    fn from_str(text: &str) -> Result<Background, CloudError> {
        if text == "transparent" {
            Ok(Background::Transparent)
        } else {
            text.parse().map(Background::Color)
        }
    }
}

impl From<Background> for String {
    fn from(background: Background) -> String {
        match background {
            Background::Color(color) => color.to_string(),
            Background::Transparent => "transparent".to_owned(),
        }
    }
}

impl TryFrom<String> for Background {
    type Error = CloudError;

    fn try_from(text: String) -> Result<Background, CloudError> {
        text.parse()
    }
}
