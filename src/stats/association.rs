//! How strongly two things attract each other: measures of a 2×2 table of joint occurrences.
//!
//! All of them compare how often the two occur together with how often they would if one did not
//! care for the other. None has a distribution that would make a p-value here: occurrences in
//! comments are not independent of each other.

use libm::{log, log2};

use super::wilson::float;

/// Joint occurrences of two things at the same positions.
///
/// In the sources' letters: O₁₁ = f(ab) = `both`, R₁ = f(a) = `first`, C₁ = f(b) = `second`,
/// N = `total`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PairCounts {
    both: u64,
    first: u64,
    second: u64,
    total: u64,
}

impl PairCounts {
    /// Positions with both, with the first, with the second, and all.
    ///
    /// # Panics
    /// When there can be no such positions: more with both than with one of them, or more with
    /// either than there are.
    #[must_use]
    pub fn new(both: u64, first: u64, second: u64, total: u64) -> PairCounts {
        assert!(
            both <= first.min(second)
                && first.max(second) <= total
                && first - both <= total - second,
            "{both} of {first} and {second} of {total}"
        );
        PairCounts {
            both,
            first,
            second,
            total,
        }
    }
}

/// Joint occurrences if the two did not care for each other: `E₁₁ = R₁C₁ / N`; `None` when
/// there are no positions.
///
/// ```
/// use ciyun::stats::{PairCounts, expected_both};
/// // 16 · 32 / 512 = 1.
/// assert_eq!(expected_both(PairCounts::new(8, 16, 32, 512)), Some(1.0));
/// ```
#[must_use]
pub fn expected_both(counts: PairCounts) -> Option<f64> {
    let PairCounts {
        first,
        second,
        total,
        ..
    } = counts;
    (total > 0).then(|| float(first) * float(second) / float(total))
}

/// The log-likelihood ratio `G² = 2 Σ O ln(O/E)` over the four cells, with natural logarithms and
/// without correction, negative where the two occur together less often than expected.
///
/// A cell of 0 adds nothing. The sign is no part of the statistic, which does not tell attraction
/// from avoidance; it is put before it as is common for tables of collocations. `None` when there
/// are no positions.
///
/// # References
/// Dunning (1993), *Accurate methods for the statistics of surprise and coincidence*,
/// Computational Linguistics 19(1), 61–74; for the sign Evert (2008), *Corpora and collocations*.
///
/// ```
/// use ciyun::stats::{PairCounts, log_likelihood};
/// // The cells are 8, 8, 24, 472; expected are 1, 15, 31, 465:
/// // 2 · (8 ln 8 + 8 ln 8/15 + 24 ln 24/31 + 472 ln 472/465)
/// // = 2 · (16.6355 − 5.0289 − 6.1424 + 7.0525) = 25.0335.
/// let found = log_likelihood(PairCounts::new(8, 16, 32, 512)).unwrap();
/// assert!((found - 25.0335).abs() < 1e-3);
/// ```
#[must_use]
pub fn log_likelihood(counts: PairCounts) -> Option<f64> {
    let PairCounts {
        both,
        first,
        second,
        total,
    } = counts;
    if total == 0 {
        return None;
    }
    let (not_first, not_second) = (total - first, total - second);
    let cells = [
        (both, first, second),
        (first - both, first, not_second),
        (second - both, not_first, second),
        (not_first - (second - both), not_first, not_second),
    ];
    let sum: f64 = cells
        .iter()
        .filter(|(observed, ..)| *observed > 0)
        .map(|(observed, row, column)| {
            // As one ratio, which is exactly 1 where the cell is as expected.
            let ratio = float(*observed) * float(total) / (float(*row) * float(*column));
            float(*observed) * log(ratio)
        })
        .sum();
    // Rounding may leave the last bits below 0.
    let size = 2.0 * sum.max(0.0);
    let product = |a: u64, b: u64| u128::from(a) * u128::from(b);
    Some(if product(both, total) < product(first, second) {
        -size
    } else {
        size
    })
}

/// Pointwise mutual information `log₂(O₁₁ / E₁₁)`: 0 where the two do not care for each other,
/// 1 for each doubling. It is highest for the rarest pairs, so it needs a minimum count.
///
/// `None` when the two never occur together.
///
/// # References
/// Church and Hanks (1990), *Word association norms, mutual information, and lexicography*,
/// Computational Linguistics 16(1), 22–29.
///
/// ```
/// use ciyun::stats::{PairCounts, pmi};
/// // 8 against the expected 16 · 32 / 512 = 1: three doublings.
/// assert_eq!(pmi(PairCounts::new(8, 16, 32, 512)), Some(3.0));
/// ```
#[must_use]
pub fn pmi(counts: PairCounts) -> Option<f64> {
    let PairCounts {
        both,
        first,
        second,
        total,
    } = counts;
    let ratio = || float(both) * float(total) / (float(first) * float(second));
    (both > 0).then(|| log2(ratio()))
}

/// Normalized pointwise mutual information `log₂(O₁₁/E₁₁) / −log₂(O₁₁/N)`, from −1 to 1: 0 where
/// the two do not care for each other, 1 where neither occurs without the other.
///
/// `None` when the two never occur together, where its limit is −1, and when nothing else occurs,
/// where it is 0/0.
///
/// # References
/// Bouma (2009), *Normalized (pointwise) mutual information in collocation extraction*,
/// Proceedings of GSCL, 31–40.
///
/// ```
/// use ciyun::stats::{PairCounts, npmi};
/// // log₂ 8 = 3 over −log₂ 8/512 = 6.
/// assert_eq!(npmi(PairCounts::new(8, 16, 32, 512)), Some(0.5));
/// ```
#[must_use]
pub fn npmi(counts: PairCounts) -> Option<f64> {
    let PairCounts { both, total, .. } = counts;
    let information = pmi(counts)?;
    (both < total).then(|| information / -log2(float(both) / float(total)))
}

/// `logDice = 14 + log₂(2 O₁₁ / (R₁ + C₁))`: at most 14, where neither occurs without the other;
/// one less is half as strong. It does not look at N, so that corpora of all sizes compare.
///
/// `None` when the two never occur together.
///
/// # References
/// Rychlý (2008), *A lexicographer-friendly association score*, Proceedings of RASLAN, 6–9.
///
/// ```
/// use ciyun::stats::{PairCounts, log_dice};
/// // 14 + log₂(2 · 8 / (16 + 48)) = 14 − 2.
/// assert_eq!(log_dice(PairCounts::new(8, 16, 48, 512)), Some(12.0));
/// ```
#[must_use]
pub fn log_dice(counts: PairCounts) -> Option<f64> {
    let PairCounts {
        both,
        first,
        second,
        ..
    } = counts;
    let dice = || 2.0 * float(both) / (float(first) + float(second));
    (both > 0).then(|| 14.0 + log2(dice()))
}

/// The t-score `(O₁₁ − E₁₁) / √O₁₁`: favours frequent pairs.
///
/// `None` when the two never occur together.
///
/// # References
/// Church, Gale, Hanks and Hindle (1991), *Using statistics in lexical analysis*, in: Zernik (ed.),
/// *Lexical acquisition*, 115–164.
///
/// ```
/// use ciyun::stats::{PairCounts, t_score};
/// // (9 − 16 · 48 / 256) / √9 = 6/3.
/// assert_eq!(t_score(PairCounts::new(9, 16, 48, 256)), Some(2.0));
/// ```
#[must_use]
pub fn t_score(counts: PairCounts) -> Option<f64> {
    let expected = expected_both(counts)?;
    let both = float(counts.both);
    (counts.both > 0).then(|| (both - expected) / both.sqrt())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Values of NLTK and SciPy; see `tests/oracle/association.py`.
    #[test]
    fn agrees_with_nltk_and_scipy() {
        let text = include_str!("../../tests/oracle/association.csv");
        let mut n_rows = 0;
        for line in text.lines().filter(|line| !line.starts_with(['#', 'b'])) {
            let cells: Vec<&str> = line.split(',').collect();
            let count = |index: usize| cells[index].parse::<u64>().unwrap();
            let counts = PairCounts::new(count(0), count(1), count(2), count(3));
            let found = [
                expected_both(counts),
                log_likelihood(counts),
                pmi(counts),
                npmi(counts),
                log_dice(counts),
                t_score(counts),
            ];
            for (found, expected) in found.iter().zip(&cells[4..]) {
                let expected: Option<f64> = expected.parse().ok();
                assert_eq!(found.is_some(), expected.is_some(), "{line}");
                if let (Some(found), Some(expected)) = (found, expected) {
                    let error = (found - expected).abs() / expected.abs().max(1.0);
                    assert!(error < 1e-9, "{line}: {found}, not {expected}");
                }
            }
            n_rows += 1;
        }
        assert!(n_rows >= 15);
    }

    #[test]
    fn what_is_undefined_has_no_value() {
        let never = PairCounts::new(0, 3, 4, 100);
        let none = [pmi(never), npmi(never), log_dice(never), t_score(never)];
        assert_eq!(none, [None; 4]);
        assert!(log_likelihood(never).unwrap() < 0.0);
        let nothing_else = PairCounts::new(5, 5, 5, 5);
        assert_eq!(npmi(nothing_else), None);
        assert_eq!(
            (pmi(nothing_else), log_likelihood(nothing_else)),
            (Some(0.0), Some(0.0))
        );
        let nothing = PairCounts::new(0, 0, 0, 0);
        assert_eq!(
            (expected_both(nothing), log_likelihood(nothing)),
            (None, None)
        );
    }

    #[test]
    #[should_panic(expected = "3 of 2 and 5 of 9")]
    fn impossible_counts_are_refused() {
        let _ = PairCounts::new(3, 2, 5, 9);
    }

    proptest! {
        #[test]
        fn independence_is_zero(a in 1_u64..2000, b in 1_u64..2000, c in 1_u64..50, d in 1_u64..50) {
            // Shares a/(a+c) and b/(b+d) of all (a+c)(b+d) positions.
            let counts = PairCounts::new(a * b, a * (b + d), b * (a + c), (a + c) * (b + d));
            prop_assert_eq!(log_likelihood(counts), Some(0.0));
            prop_assert_eq!((pmi(counts), npmi(counts)), (Some(0.0), Some(0.0)));
            prop_assert_eq!(t_score(counts), Some(0.0));
        }

        #[test]
        fn signs_agree_and_bounds_hold(
            both in 1_u64..5000, a in 0_u64..5000, b in 0_u64..5000, rest in 0_u64..100_000
        ) {
            let counts = PairCounts::new(both, both + a, both + b, both + a + b + rest);
            let swapped = PairCounts::new(both, both + b, both + a, both + a + b + rest);
            let information = pmi(counts).unwrap();
            let likelihood = log_likelihood(counts).unwrap();
            let excess = t_score(counts).unwrap();
            if information.abs() > 1e-9 {
                prop_assert!(information * likelihood >= 0.0 && information * excess >= 0.0);
            }
            prop_assert!(log_dice(counts).unwrap() <= 14.0);
            if let Some(normalized) = npmi(counts) {
                prop_assert!((-1.0 - 1e-12..=1.0 + 1e-12).contains(&normalized));
            }
            prop_assert_eq!(pmi(swapped), Some(information));
            prop_assert!((log_likelihood(swapped).unwrap() - likelihood).abs() < 1e-6);
        }
    }
}
