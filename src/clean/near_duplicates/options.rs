//! The settings of the rule.

use super::bands::Banding;
use crate::clean::CleanError;

/// From which similarity and length on texts are near-duplicates.
///
/// The default is a similarity of 0.8 and 15 characters, as many as the rule `duplicate.text` asks
/// for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NearDuplicateOptions {
    threshold: Threshold,
    fewest_chars: usize,
}

impl Default for NearDuplicateOptions {
    fn default() -> Self {
        NearDuplicateOptions {
            threshold: Threshold { thousandths: 800 },
            fewest_chars: 15,
        }
    }
}

impl NearDuplicateOptions {
    /// Texts are near-duplicates from the Jaccard similarity `threshold` on, which is from 0.5 to
    /// 1 and rounded to thousandths, if each says as much as `fewest_chars` letters and digits.
    ///
    /// ```
    /// use ciyun::clean::NearDuplicateOptions;
    /// assert_eq!(NearDuplicateOptions::new(0.8, 15)?, NearDuplicateOptions::default());
    /// assert!(NearDuplicateOptions::new(80.0, 15).is_err());
    /// # Ok::<(), ciyun::clean::CleanError>(())
    /// ```
    ///
    /// # Errors
    /// [`CleanError::Threshold`].
    pub fn new(threshold: f64, fewest_chars: usize) -> Result<NearDuplicateOptions, CleanError> {
        let threshold = Threshold::new(threshold).ok_or_else(|| CleanError::Threshold {
            found: threshold.to_string(),
        })?;
        Ok(NearDuplicateOptions {
            threshold,
            fewest_chars,
        })
    }

    /// The probability that a pair whose similarity is just the threshold is not looked at. More
    /// similar pairs are missed less often, and texts of which several copies exist still less,
    /// because one path of similar texts is enough.
    ///
    /// ```
    /// // 0.8: 25 bands of 5 rows, (1 − 0.8⁵)²⁵ = 0.67232²⁵.
    /// let miss = ciyun::clean::NearDuplicateOptions::default().miss_probability();
    /// assert!((4.8e-5..4.9e-5).contains(&miss));
    /// ```
    #[must_use]
    pub fn miss_probability(&self) -> f64 {
        Banding::of(self.threshold).miss_probability(self.threshold.share())
    }

    pub(super) fn threshold(&self) -> Threshold {
        self.threshold
    }

    /// Fewest different 3-grams of a text that can be a near-duplicate.
    pub(super) fn fewest_grams(&self) -> usize {
        self.fewest_chars.saturating_sub(2).max(1)
    }
}

/// The least similarity of a near-duplicate; whole numbers keep comparisons exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Threshold {
    thousandths: u16,
}

impl Threshold {
    /// `None` outside of 0.5 to 1: below, the search would compare nearly everything.
    fn new(share: f64) -> Option<Threshold> {
        let allowed = (0.5..=1.0).contains(&share).then_some(500..=1000)?;
        allowed
            .into_iter()
            .find(|thousandths| (share * 1000.0 - f64::from(*thousandths)).abs() <= 0.5)
            .map(|thousandths| Threshold { thousandths })
    }

    pub(super) fn share(self) -> f64 {
        f64::from(self.thousandths) / 1000.0
    }

    /// Fewest common elements of two sets of these sizes that are similar: from
    /// o / (a + b − o) ≥ t follows o ≥ t (a + b) / (1 + t).
    pub(super) fn fewest_common(self, n_first: usize, n_second: usize) -> usize {
        let thousandths = usize::from(self.thousandths);
        ((n_first + n_second) * thousandths).div_ceil(1000 + thousandths)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thresholds_outside_of_the_range_are_refused() {
        for share in [f64::NAN, f64::INFINITY, -0.8, 0.0, 0.4999, 1.0001, 80.0] {
            let error = NearDuplicateOptions::new(share, 15).unwrap_err();
            assert_eq!(
                error.to_string(),
                format!("near-duplicate: found {share}, expected a number from 0.5 to 1")
            );
        }
        for share in [0.5, 0.75, 0.8, 0.999, 1.0] {
            let options = NearDuplicateOptions::new(share, 15).unwrap();
            assert!((options.threshold().share() - share).abs() < 1e-12);
        }
    }

    #[test]
    fn fewest_common_elements_are_exact() {
        for thousandths in [500, 667, 800, 900, 1000] {
            let threshold = Threshold { thousandths };
            for (a, b) in [(1, 1), (13, 13), (13, 17), (18, 18), (27, 27), (40, 33)] {
                let similar = |common: usize| {
                    common <= a.min(b)
                        && common * 1000 >= usize::from(thousandths) * (a + b - common)
                };
                let fewest = (0..=a.min(b)).find(|common| similar(*common));
                let computed = threshold.fewest_common(a, b);
                assert_eq!(
                    (computed <= a.min(b)).then_some(computed),
                    fewest,
                    "{a} {b} {thousandths}"
                );
            }
        }
        // 24 of 30 is 0.8 exactly.
        assert_eq!(Threshold { thousandths: 800 }.fewest_common(27, 27), 24);
    }
}
