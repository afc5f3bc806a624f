//! Which lengths of n-grams are counted.

use std::ops::RangeInclusive;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Shortest n-gram: a pair.
const SHORTEST: usize = 2;
/// Longest n-gram; what is longer is rare and costs memory for each position of the text.
pub(super) const LONGEST: usize = 4;

/// Lengths of n-grams, in terms: one of 2, 3 and 4, or a range of them, written `2` or `2-4`.
///
/// ```
/// use ciyun::count::NgramSizes;
/// let sizes: NgramSizes = "2-4".parse()?;
/// assert_eq!(sizes.range(), 2..=4);
/// assert_eq!(sizes.to_string(), "2-4");
/// assert!("1-4".parse::<NgramSizes>().is_err());
/// # Ok::<(), ciyun::count::NgramSizesError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct NgramSizes {
    shortest: usize,
    longest: usize,
}

/// The text names no lengths of n-grams.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("n-grams: found {found:?}, expected 2, 3 or 4, or a range of them such as 2-4")]
pub struct NgramSizesError {
    /// The text as given.
    pub found: String,
}

impl NgramSizes {
    /// The lengths.
    #[must_use]
    pub fn range(self) -> RangeInclusive<usize> {
        self.shortest..=self.longest
    }
}

impl FromStr for NgramSizes {
    type Err = NgramSizesError;

    fn from_str(text: &str) -> Result<NgramSizes, NgramSizesError> {
        let (first, last) = text.split_once('-').unwrap_or((text, text));
        let size = |text: &str| {
            let size: usize = text.trim().parse().ok()?;
            (SHORTEST..=LONGEST).contains(&size).then_some(size)
        };
        match (size(first), size(last)) {
            (Some(shortest), Some(longest)) if shortest <= longest => {
                Ok(NgramSizes { shortest, longest })
            }
            _ => Err(NgramSizesError {
                found: text.to_owned(),
            }),
        }
    }
}

impl std::fmt::Display for NgramSizes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.shortest == self.longest {
            write!(f, "{}", self.shortest)
        } else {
            write!(f, "{}-{}", self.shortest, self.longest)
        }
    }
}

impl TryFrom<String> for NgramSizes {
    type Error = NgramSizesError;

    fn try_from(text: String) -> Result<NgramSizes, NgramSizesError> {
        text.parse()
    }
}

impl From<NgramSizes> for String {
    fn from(sizes: NgramSizes) -> String {
        sizes.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_written_as_they_are_read() {
        for text in ["2", "3", "4", "2-3", "2-4", "3-4"] {
            assert_eq!(text.parse::<NgramSizes>().unwrap().to_string(), text);
        }
        assert_eq!("3-3".parse::<NgramSizes>().unwrap().to_string(), "3");
    }

    #[test]
    fn what_is_no_length_is_refused_with_what_was_expected() {
        for text in ["", "1", "5", "4-2", "2-", "2-4-6", "two", "2,3"] {
            let error = text.parse::<NgramSizes>().unwrap_err().to_string();
            assert!(error.contains(&format!("found {text:?}")), "{error}");
        }
    }
}
