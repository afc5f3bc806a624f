//! How much more common a word is in one group of comments than in another.
//!
//! `g2` and `chi2` say how surely the two differ and grow with the corpus; the others say by how
//! much. All are signed so that a positive value means more common in the target, but for
//! [`odds_ratio`], which is above 1 then. Counts are of documents (the default, where p-values
//! hold) or of occurrences.

use libm::log2;

use super::association::{PairCounts, log_likelihood};
use super::distribution::share_below;
use super::wilson::{Interval, float};

/// A word in two groups: how many of the target's and of the reference's documents (or
/// occurrences) are with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GroupCounts {
    pub(super) target: u64,
    pub(super) target_total: u64,
    pub(super) reference: u64,
    pub(super) reference_total: u64,
}

impl GroupCounts {
    /// `target` of `target_total` against `reference` of `reference_total`.
    ///
    /// # Panics
    /// When there are more with the word than there are.
    #[must_use]
    pub fn new(
        target: u64,
        target_total: u64,
        reference: u64,
        reference_total: u64,
    ) -> GroupCounts {
        assert!(
            target <= target_total && reference <= reference_total,
            "{target} of {target_total} and {reference} of {reference_total}"
        );
        GroupCounts {
            target,
            target_total,
            reference,
            reference_total,
        }
    }

    /// Target and reference exchanged.
    #[must_use]
    pub fn swapped(self) -> GroupCounts {
        GroupCounts::new(
            self.reference,
            self.reference_total,
            self.target,
            self.target_total,
        )
    }

    pub(super) fn has_both_groups(self) -> bool {
        self.target_total > 0 && self.reference_total > 0
    }

    /// Whether the word's share is at least as large in the target.
    fn favours_target(self) -> bool {
        let product = |a: u64, b: u64| u128::from(a) * u128::from(b);
        product(self.target, self.reference_total) >= product(self.reference, self.target_total)
    }

    /// Target and reference shares after adding ½ with the word and ½ in all (Walter's estimate).
    fn smoothed(self) -> [f64; 2] {
        let share = |count, total| (float(count) + 0.5) / (float(total) + 0.5);
        [
            share(self.target, self.target_total),
            share(self.reference, self.reference_total),
        ]
    }
}

/// The log-likelihood ratio `G² = 2 Σ O ln(O/E)` over all four cells (with and without the word,
/// target and reference), without correction, negative where the word is rarer in the target.
///
/// Its size has a chi-square distribution with one degree of freedom
/// ([`chi_square_sf`](super::chi_square_sf)) if the counted units are independent and many have the
/// word: so for documents, not for occurrences, and not for words in fewer than about 20 documents,
/// of which it rejects too many (in simulation 6.5 % at the level of 5 %). [`exact_p`](super::exact_p)
/// has no such limit. `None` when a group is empty.
///
/// # References
/// Dunning (1993), *Accurate methods for the statistics of surprise and coincidence*,
/// Computational Linguistics 19(1), 61–74. The two-cell formula of Rayson and Garside (2000) leaves
/// out the units without the word.
///
/// ```
/// use ciyun::stats::{GroupCounts, g2};
/// // 8 of 16 against 24 of 496; expected are 1 and 31, without the word 15 and 465:
/// // 2 · (8 ln 8 + 8 ln 8/15 + 24 ln 24/31 + 472 ln 472/465)
/// // = 2 · (16.6355 − 5.0289 − 6.1424 + 7.0525) = 25.0335.
/// let found = g2(GroupCounts::new(8, 16, 24, 496)).unwrap();
/// assert!((found - 25.0335).abs() < 1e-3);
/// ```
#[must_use]
pub fn g2(counts: GroupCounts) -> Option<f64> {
    if !counts.has_both_groups() {
        return None;
    }
    let GroupCounts {
        target,
        target_total,
        reference,
        reference_total,
    } = counts;
    log_likelihood(PairCounts::new(
        target,
        target_total,
        target + reference,
        target_total + reference_total,
    ))
}

/// Pearson's `X² = Σ (O−E)²/E` over all four cells, without Yates' correction, negative where the
/// word is rarer in the target; 0 where all units, or none, have the word.
///
/// Distributed as [`g2`] is. `None` when a group is empty.
///
/// # References
/// Pearson (1900), *On the criterion …*, Philosophical Magazine 50, 157–175.
///
/// ```
/// use ciyun::stats::{GroupCounts, chi2};
/// // 3 of 4 against 1 of 4: all four cells are 1 from their expected 2: 4 · 1/2.
/// assert_eq!(chi2(GroupCounts::new(3, 4, 1, 4)), Some(2.0));
/// ```
#[must_use]
pub fn chi2(counts: GroupCounts) -> Option<f64> {
    if !counts.has_both_groups() {
        return None;
    }
    let (n1, n2) = (float(counts.target_total), float(counts.reference_total));
    let with = float(counts.target) + float(counts.reference);
    let all = n1 + n2;
    if with == 0.0 || with == all {
        return Some(0.0);
    }
    // The difference of the shares, times n1·n2: whole numbers, so 0 exactly where they agree.
    let difference = float(counts.target) * n2 - float(counts.reference) * n1;
    let size = difference / n1 * difference / n2 / with * all / (all - with);
    Some(if difference < 0.0 { -size } else { size })
}

/// Base-2 logarithm of the ratio of the two shares, `log₂[(f₁+½)/(n₁+½) ÷ (f₂+½)/(n₂+½)]`: one
/// unit is one doubling. The halves keep it finite and nearly free of bias.
///
/// `None` when a group is empty, or nothing has the word.
///
/// # References
/// Hardie (2014), *Log Ratio: an informal introduction*; the halves: Walter (1975), *The
/// distribution of Levin's measure of attributable risk*, Biometrika 62, 371–374.
///
/// ```
/// use ciyun::stats::{GroupCounts, log_ratio};
/// // 7 + ½ against 0 + ½ of the same size: log₂ 15.
/// let found = log_ratio(GroupCounts::new(7, 100, 0, 100)).unwrap();
/// assert!((found - 3.9069).abs() < 1e-4);
/// ```
#[must_use]
pub fn log_ratio(counts: GroupCounts) -> Option<f64> {
    let [target, reference] = counts.smoothed();
    let defined = counts.has_both_groups() && counts.target + counts.reference > 0;
    defined.then(|| log2(target) - log2(reference))
}

/// The 95 % interval around [`log_ratio`], for independent units:
/// `± 1.96 √(1/(f₁+½) − 1/(n₁+½) + 1/(f₂+½) − 1/(n₂+½)) / ln 2`.
///
/// `None` where [`log_ratio`] is.
///
/// # References
/// Pettigrew, Gart and Thomas (1986), *The bias and higher cumulants of the logarithm of a binomial
/// variate*, Biometrika 73, 425–435.
///
/// ```
/// use ciyun::stats::{GroupCounts, log_ratio_interval};
/// // √(1/8 − 1/100 + 1/8 − 1/100) = 0.4796 · 1.96 / 0.6931 = 1.3561 around 0.
/// let interval = log_ratio_interval(GroupCounts::new(15, 199, 15, 199)).unwrap();
/// assert!((interval.high - 0.9747).abs() < 1e-3, "{}", interval.high);
/// assert_eq!(interval.low, -interval.high);
/// ```
#[must_use]
pub fn log_ratio_interval(counts: GroupCounts) -> Option<Interval> {
    const Z: f64 = 1.959_963_984_540_054;
    let centre = log_ratio(counts)?;
    let part = |count, total| 1.0 / (float(count) + 0.5) - 1.0 / (float(total) + 0.5);
    let variance =
        part(counts.target, counts.target_total) + part(counts.reference, counts.reference_total);
    let spread = Z * variance.sqrt() / std::f64::consts::LN_2;
    Some(Interval {
        low: centre - spread,
        high: centre + spread,
    })
}

/// The conservative log ratio: the end nearest 0 of the 95 % interval of the base-2 log ratio, 0
/// where that interval holds 0, so that a large value is both large and sure.
///
/// Given `f₁ + f₂` units with the word, those in the target are binomial with probability τ if the
/// counts are Poisson; τ's Clopper–Pearson interval at `α = 0.05 / family` gives by
/// `log₂[n₂/n₁ · τ/(1−τ)]` that of the log ratio. The lower end counts where `f₁/n₁ ≥ f₂/n₂`, no
/// lower than 0; else the upper, no higher than 0. `family` is the number of words compared
/// (Bonferroni); 1 leaves single intervals. For documents it errs on the safe side, since a share's
/// variance is below a Poisson count's.
///
/// `None` when a group is empty, or nothing has the word.
///
/// # References
/// Evert (2022), *Measuring keyness*, Digital Humanities 2022; as `keyness(measure = "LRC",
/// conf.level = .95, p.adjust = family)` of the R package corpora 0.6.
///
/// # Panics
/// When `family` is 0.
///
/// ```
/// use ciyun::stats::{GroupCounts, lrc};
/// // τ⁵ = 0.025 gives τ = 0.4782, and log₂[900/100 · 0.4782/0.5218] = 3.0442.
/// let found = lrc(GroupCounts::new(5, 100, 0, 900), 1).unwrap();
/// assert!((found - 3.0442).abs() < 1e-3, "{found}");
/// // 3 against 2 in groups of one size may be chance.
/// assert_eq!(lrc(GroupCounts::new(3, 100, 2, 100), 1), Some(0.0));
/// ```
#[must_use]
pub fn lrc(counts: GroupCounts, family: u64) -> Option<f64> {
    assert!(family > 0, "a family of no words");
    let all = counts.target + counts.reference;
    if !counts.has_both_groups() || all == 0 {
        return None;
    }
    if !counts.favours_target() {
        // The upper end of τ is one less the lower end for the swapped counts.
        return lrc(counts.swapped(), family).map(|size| 0.0 - size);
    }
    let tau = share_below(counts.target, all, 0.05 / 2.0 / float(family));
    let odds = tau / (1.0 - tau);
    let ratio = float(counts.reference_total) / float(counts.target_total) * odds;
    Some(log2(ratio).max(0.0))
}

/// By how many per cent the word's share is higher in the target: `100 (p₁ − p₂) / p₂`; 100 is
/// twice the share, −100 is none.
///
/// `None` when a group is empty or the reference does not have the word. (The authors put a tiny
/// number in its place, which makes a huge one whose size means nothing.)
///
/// # References
/// Gabrielatos and Marchi (2011), *Keyness: matching metrics to definitions*.
///
/// ```
/// use ciyun::stats::{GroupCounts, percent_diff};
/// // 6 % against 4 %: half as much again.
/// assert_eq!(percent_diff(GroupCounts::new(6, 100, 8, 200)), Some(50.0));
/// ```
#[must_use]
pub fn percent_diff(counts: GroupCounts) -> Option<f64> {
    let base = float(counts.reference) * float(counts.target_total);
    let difference = float(counts.target) * float(counts.reference_total) - base;
    (base > 0.0).then(|| 100.0 * difference / base)
}

/// The ratio of the odds of the word, with ½ added to each of the four cells, always:
/// `(f₁+½)(n₂−f₂+½) / ((f₂+½)(n₁−f₁+½))`.
///
/// `None` when a group is empty, or nothing has the word.
///
/// # References
/// Haldane (1956), *The estimation and significance of the logarithm of a ratio of frequencies*;
/// Anscombe (1956), *On estimating binomial response relations*.
///
/// ```
/// use ciyun::stats::{GroupCounts, odds_ratio};
/// // 7.5 · 3.5 / (0.5 · 0.5) = 105.
/// assert_eq!(odds_ratio(GroupCounts::new(7, 7, 0, 3)), Some(105.0));
/// ```
#[must_use]
pub fn odds_ratio(counts: GroupCounts) -> Option<f64> {
    let half = |count: u64| float(count) + 0.5;
    let odds = |count, total| half(count) / half(total - count);
    let defined = counts.has_both_groups() && counts.target + counts.reference > 0;
    defined.then(|| {
        odds(counts.target, counts.target_total) / odds(counts.reference, counts.reference_total)
    })
}

#[cfg(test)]
mod tests;
