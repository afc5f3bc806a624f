//! How a font size follows from a weight.

use serde::{Deserialize, Serialize};

/// The function `f` in `font_size = k · f(weight)`.
///
/// ```
/// use ciyun::cloud::SizeRule;
/// // Four times the count is twice the size, hence four times the area.
/// assert_eq!(SizeRule::Sqrt.factor(400.0, 1), 20.0);
/// assert_eq!(SizeRule::Sqrt.factor(100.0, 2), 10.0);
/// assert_eq!(SizeRule::Rank.factor(100.0, 4), 0.5);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SizeRule {
    /// `√weight`: the area of a word reads as its weight.
    #[default]
    Sqrt,
    /// `weight`: the height of a word reads as its weight; its area exaggerates it.
    Linear,
    /// `ln(1 + weight)`, which is 0.693 at weight 1 and positive for all weights.
    Log,
    /// `1/√rank`: only the order counts; the area falls as one over the rank.
    Rank,
}

impl SizeRule {
    /// `f`. `rank` counts from 1; only [`SizeRule::Rank`] looks at it, the others at `weight`.
    #[must_use]
    pub fn factor(self, weight: f64, rank: u32) -> f64 {
        match self {
            SizeRule::Sqrt => weight.sqrt(),
            SizeRule::Linear => weight,
            SizeRule::Log => libm::log1p(weight),
            SizeRule::Rank => 1.0 / f64::from(rank).sqrt(),
        }
    }
}
