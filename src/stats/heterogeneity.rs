//! Whether a word's share differs among any number of groups.

use libm::log;

use super::distribution::chi_square_sf;
use super::wilson::float;

/// How unevenly a word is spread over groups.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Heterogeneity {
    /// The log-likelihood ratio over groups × {with, without}.
    pub g2: f64,
    /// The degrees of freedom: one less than the groups that have documents.
    pub df: u32,
    /// The probability of a `g2` at least as large if the groups did not differ.
    pub p: f64,
    /// Cramér's V, from 0 (all shares alike) to 1 (all documents of some groups have the word and
    /// none of the others), which does not grow with the corpus.
    pub cramers_v: f64,
}

/// The likelihood-ratio test that the word's share is the same in all groups,
/// `G² = 2 Σ O ln(O/E)`, and Cramér's `V = √(X²/N)` with Pearson's X² (the table has two columns,
/// so the divisor is N).
///
/// Each group is (documents with the word, documents). Groups without documents are left out;
/// `None` when fewer than two are left. Where all documents, or none, have the word, G² and V are 0.
///
/// # References
/// Wilks (1938), *The large-sample distribution of the likelihood ratio*, Annals of Mathematical
/// Statistics 9(1), 60–62; Cramér (1946), *Mathematical methods of statistics*, §21.9.
///
/// # Panics
/// When a group has more documents with the word than it has.
///
/// ```
/// use ciyun::stats::heterogeneity;
/// // 4 of 4, 0 of 4 and 2 of 4 with 2 expected in each cell: 2 · (4 ln 2 + 4 ln 2) = 11.0904 on 2
/// // degrees, p = e^(−5.5452); X² = 4 · 2²/2 = 8, V = √(8/12).
/// let found = heterogeneity(&[(4, 4), (0, 4), (2, 4)]).unwrap();
/// assert!((found.g2 - 11.0904).abs() < 1e-4);
/// assert_eq!(found.df, 2);
/// assert!((found.p - 0.003906).abs() < 1e-6);
/// assert!((found.cramers_v - 0.8165).abs() < 1e-4);
/// ```
#[must_use]
pub fn heterogeneity(groups: &[(u64, u64)]) -> Option<Heterogeneity> {
    for (with, total) in groups {
        assert!(with <= total, "{with} of {total}");
    }
    let with: u64 = groups.iter().map(|group| group.0).sum();
    let all: u64 = groups.iter().map(|group| group.1).sum();
    let filled = groups.iter().filter(|group| group.1 > 0);
    let df = u32::try_from(filled.clone().count().checked_sub(1)?).expect("groups have numbers");
    if df == 0 {
        return None;
    }
    let (mut likelihood, mut pearson) = (0.0, 0.0);
    for (group_with, total) in filled {
        let cells = [(*group_with, with), (total - group_with, all - with)];
        for (observed, column) in cells {
            let expected = float(*total) * float(column) / float(all);
            if observed > 0 {
                // As one ratio, which is exactly 1 where the cell is as expected.
                let ratio = float(observed) * float(all) / (float(*total) * float(column));
                likelihood += float(observed) * log(ratio);
            }
            if column > 0 {
                pearson += (float(observed) - expected) * (float(observed) - expected) / expected;
            }
        }
    }
    // Rounding may leave the last bits below 0.
    let g2 = 2.0 * f64::max(likelihood, 0.0);
    Some(Heterogeneity {
        g2,
        df,
        p: chi_square_sf(g2, df),
        cramers_v: (pearson / float(all)).sqrt().min(1.0),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{GroupCounts, chi2, g2};
    use super::*;

    /// Values of SciPy; see `tests/oracle/heterogeneity.py`.
    #[test]
    fn agrees_with_scipy() {
        let text = include_str!("../../tests/oracle/heterogeneity.csv");
        let mut n_rows = 0;
        for line in text.lines().filter(|line| !line.starts_with(['#', 'g'])) {
            let (groups, values) = line.split_once(',').unwrap();
            let groups: Vec<(u64, u64)> = groups
                .split(' ')
                .map(|group| group.split_once('/').unwrap())
                .map(|(with, total)| (with.parse().unwrap(), total.parse().unwrap()))
                .collect();
            let values: Vec<f64> = values
                .split(',')
                .map(|cell| cell.parse().unwrap())
                .collect();
            let found = heterogeneity(&groups).unwrap();
            assert!(
                (found.g2 - values[0]).abs() < 1e-9 * values[0].max(1.0),
                "{line}"
            );
            assert_eq!(f64::from(found.df), values[1]);
            assert!(
                (found.p / values[2] - 1.0).abs() < 1e-9,
                "{line}: {}",
                found.p
            );
            assert!((found.cramers_v - values[3]).abs() < 1e-12, "{line}");
            n_rows += 1;
        }
        assert!(n_rows >= 6);
    }

    #[test]
    fn too_few_groups_and_constant_words() {
        assert_eq!(heterogeneity(&[]), None);
        assert_eq!(heterogeneity(&[(1, 2), (0, 0)]), None);
        for with in [0, 7] {
            let found = heterogeneity(&[(with, 7), (with, 7)]).unwrap();
            assert_eq!((found.g2, found.p, found.cramers_v), (0.0, 1.0, 0.0));
        }
    }

    proptest! {
        #[test]
        fn two_groups_are_keyness(a in 0_u64..99, c in 1_u64..999, b in 0_u64..99, d in 1_u64..999) {
            let counts = GroupCounts::new(a, a + c, b, b + d);
            let found = heterogeneity(&[(a, a + c), (b, b + d)]).unwrap();
            prop_assert!((found.g2 - g2(counts).unwrap().abs()).abs() < 1e-9);
            let phi = (chi2(counts).unwrap().abs() / float(a + b + c + d)).sqrt();
            prop_assert!((found.cramers_v - phi).abs() < 1e-9);
        }
    }
}
