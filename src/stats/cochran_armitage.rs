//! Whether a share rises or falls along an ordered scale.

use super::normal::two_sided_p;

/// A group on the scale: `with` of `n` comments at the position `score`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ScoredGroup {
    /// Place on the scale, say the number of stars.
    pub score: f64,
    /// Comments with the property.
    pub with: u64,
    /// All comments of the group.
    pub n: u64,
}

/// A test of trend.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TrendTest {
    /// Standard normal if there is no trend; above 0 where the share rises with the score.
    pub z: f64,
    /// Two-sided; 0 where it is below what a float can hold, from |z| = 38 on.
    pub p: f64,
}

/// The Cochran–Armitage test: is there a linear trend of the share along the scores?
///
/// With p̄ the share in all groups, N all comments and s̄ their mean score:
///
/// ```text
/// z = Σ (sᵢ − s̄) withᵢ / √( p̄ (1 − p̄) Σ nᵢ (sᵢ − s̄)² )
/// ```
///
/// The variance is the binomial one, with N and not N − 1, without continuity correction: z² is N
/// times the squared correlation of score and property, and the score test of a logistic trend. It
/// takes comments as independent. `None` when all comments have the same score, and when all or
/// none have the property.
///
/// # References
/// Cochran (1954), *Some methods for strengthening the common χ² tests*, Biometrics 10, 417–451;
/// Armitage (1955), *Tests for linear trends in proportions and frequencies*, Biometrics 11,
/// 375–386; Agresti (2002), *Categorical data analysis*, section 5.3.5.
///
/// # Panics
/// When a group has more comments with the property than comments.
///
/// ```
/// use ciyun::stats::{ScoredGroup, cochran_armitage};
/// let group = |score, with| ScoredGroup { score, with, n: 8 };
/// // s̄ = 2, p̄ = ½: (−1 · 8 + 0 · 4 + 1 · 0) / √(¼ · (8 + 8)) = −8 / 2.
/// let found = cochran_armitage(&[group(1.0, 8), group(2.0, 4), group(3.0, 0)]).unwrap();
/// assert_eq!(found.z, -4.0);
/// ```
#[must_use]
pub fn cochran_armitage(groups: &[ScoredGroup]) -> Option<TrendTest> {
    for ScoredGroup { with, n, .. } in groups {
        assert!(with <= n, "{with} of {n}");
    }
    let n: u64 = groups.iter().map(|group| group.n).sum();
    let with: u64 = groups.iter().map(|group| group.with).sum();
    if with == 0 || with == n {
        return None;
    }
    let sum = |value: &dyn Fn(&ScoredGroup) -> f64| groups.iter().map(value).sum::<f64>();
    let (n, with) = (n as f64, with as f64);
    let centre = sum(&|group| group.score * group.n as f64) / n;
    let spread = sum(&|group| (group.score - centre).powi(2) * group.n as f64);
    let covariance = sum(&|group| (group.score - centre) * group.with as f64);
    let z = covariance / (with / n * (1.0 - with / n) * spread).sqrt();
    let n_scores = groups.iter().filter(|group| group.n > 0);
    let mut scores: Vec<f64> = n_scores.map(|group| group.score).collect();
    scores.dedup();
    (scores.len() > 1).then(|| TrendTest {
        z,
        p: two_sided_p(z),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::stats::oracle::{assert_close, list, rows};

    fn groups(scores: &[f64], with: &[u64], n: &[u64]) -> Vec<ScoredGroup> {
        let counts = with.iter().zip(n);
        let group = |(score, (with, n)): (&f64, (&u64, &u64))| ScoredGroup {
            score: *score,
            with: *with,
            n: *n,
        };
        scores.iter().zip(counts).map(group).collect()
    }

    /// The score test of statsmodels' logistic regression; see `tests/oracle/cochran_armitage.py`.
    #[test]
    fn agrees_with_statsmodels() {
        let mut n_rows = 0;
        for row in rows(include_str!("../../tests/oracle/cochran_armitage.csv")) {
            let found = cochran_armitage(&groups(&list(row[0]), &list(row[1]), &list(row[2])));
            assert_close(found.map(|found| found.z), row[3], &row);
            // Relative to a p that may be very small, down to 0 where a float ends.
            let (p, expected) = (found.unwrap().p, row[4].parse::<f64>().unwrap());
            assert!((p - expected).abs() <= 1e-9 * expected, "{row:?}: {p}");
            n_rows += 1;
        }
        assert!(n_rows >= 8);
    }

    #[test]
    fn what_is_undefined_has_no_value() {
        assert_eq!(cochran_armitage(&[]), None);
        assert_eq!(
            cochran_armitage(&groups(&[1.0, 5.0], &[0, 0], &[4, 4])),
            None
        );
        assert_eq!(
            cochran_armitage(&groups(&[1.0, 5.0], &[4, 4], &[4, 4])),
            None
        );
        assert_eq!(
            cochran_armitage(&groups(&[1.0, 5.0], &[2, 0], &[4, 0])),
            None
        );
    }

    proptest! {
        #[test]
        fn only_distances_of_scores_matter_and_the_scale_turns_the_sign(
            cells in prop::collection::vec((0_u64..50, 0_u64..50), 2..6),
            shift in -8..8_i32, times in 1..5_i32
        ) {
            let with: Vec<u64> = cells.iter().map(|(with, _)| *with).collect();
            let n: Vec<u64> = cells.iter().map(|(with, rest)| with + rest).collect();
            let scores: Vec<f64> = (0..6).map(f64::from).collect();
            let moved: Vec<f64> = (0..6).map(|s| f64::from(shift - times * s)).collect();
            let one = cochran_armitage(&groups(&scores, &with, &n));
            let other = cochran_armitage(&groups(&moved, &with, &n));
            prop_assert_eq!(one.is_some(), other.is_some());
            if let (Some(one), Some(other)) = (one, other) {
                prop_assert!((one.z + other.z).abs() < 1e-9, "{one:?} {other:?}");
                prop_assert!((0.0..=1.0).contains(&one.p));
            }
        }
    }
}
