//! Log-odds ratios drawn towards 0 by a prior that has seen all words.

use libm::log;

use super::keyness::GroupCounts;
use super::wilson::float;

/// A word's log-odds ratio and how many of its standard deviations it is from 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LogOdds {
    /// The natural logarithm of the ratio of the odds, target over reference.
    pub delta: f64,
    /// `delta` over its standard deviation: for ranking, not for a p-value.
    pub z: f64,
}

/// The weighted log-odds ratio with an informative Dirichlet prior.
///
/// With `y` the counts, `n` the totals and `α₀ = prior_size` the prior's pseudo-counts, of which
/// the word has its share of both groups together, `α = α₀ (y₁+y₂)/(n₁+n₂)`:
/// `δ = ln[(y₁+α)/(n₁+α₀−y₁−α)] − ln[(y₂+α)/(n₂+α₀−y₂−α)]`,
/// `σ² = 1/(y₁+α) + 1/(n₁+α₀−y₁−α) + 1/(y₂+α) + 1/(n₂+α₀−y₂−α)`, `z = δ/σ`.
///
/// The authors go on to leave out the second and fourth term of σ², which vanish for the shares of
/// words among tokens; they are kept here since a word may be in a large share of the documents.
/// Frequent words get large z for small differences, rare ones are drawn to 0: the larger the
/// prior, the more so. The authors use 500, about the tokens of one unit of their corpus.
///
/// `None` when a group is empty, or nothing or everything has the word.
///
/// # References
/// Monroe, Colaresi and Quinn (2008), *Fightin' words*, Political Analysis 16(4), 372–403,
/// eq. (15)–(22).
///
/// # Panics
/// When `prior_size` is not positive and finite.
///
/// ```
/// use ciyun::stats::{GroupCounts, weighted_log_odds};
/// // 8 of 100 against 2 of 100 with a prior of 40: α = 40 · 10/200 = 2, odds 10/130 and 4/136:
/// // δ = ln 2.6154 = 0.9614, σ² = 1/10 + 1/130 + 1/4 + 1/136 = 0.3650, z = 0.9614/0.6042.
/// let found = weighted_log_odds(GroupCounts::new(8, 100, 2, 100), 40.0).unwrap();
/// assert!((found.delta - 0.9614).abs() < 1e-4);
/// assert!((found.z - 1.5912).abs() < 1e-3);
/// ```
#[must_use]
pub fn weighted_log_odds(counts: GroupCounts, prior_size: f64) -> Option<LogOdds> {
    assert!(
        prior_size > 0.0 && prior_size.is_finite(),
        "a prior of {prior_size}"
    );
    let with = counts.target + counts.reference;
    let all = counts.target_total + counts.reference_total;
    if !counts.has_both_groups() || with == 0 || with == all {
        return None;
    }
    let prior_with = prior_size * float(with) / float(all);
    let prior_without = prior_size * float(all - with) / float(all);
    // Both the logarithm of the odds and its variance.
    let side = |count: u64, total: u64| {
        let (with, without) = (
            float(count) + prior_with,
            float(total - count) + prior_without,
        );
        (log(with / without), 1.0 / with + 1.0 / without)
    };
    let (target, target_variance) = side(counts.target, counts.target_total);
    let (reference, reference_variance) = side(counts.reference, counts.reference_total);
    let delta = target - reference;
    Some(LogOdds {
        delta,
        z: delta / (target_variance + reference_variance).sqrt(),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn swaps_and_shrinks(
            a in 1_u64..100, rest_a in 1_u64..5000, b in 0_u64..100, rest_b in 1_u64..5000
        ) {
            let counts = GroupCounts::new(a, a + rest_a, b, b + rest_b);
            let found = weighted_log_odds(counts, 50.0).unwrap();
            let swapped = weighted_log_odds(counts.swapped(), 50.0).unwrap();
            prop_assert_eq!((swapped.delta, swapped.z), (-found.delta, -found.z));
            let stronger = weighted_log_odds(counts, 500.0).unwrap();
            prop_assert!(stronger.delta.abs() <= found.delta.abs() + 1e-12);
        }
    }

    #[test]
    fn what_is_undefined_has_no_value() {
        assert_eq!(weighted_log_odds(GroupCounts::new(0, 3, 0, 3), 1.0), None);
        assert_eq!(weighted_log_odds(GroupCounts::new(3, 3, 3, 3), 1.0), None);
        assert_eq!(weighted_log_odds(GroupCounts::new(0, 0, 1, 3), 1.0), None);
    }
}
