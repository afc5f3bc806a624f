//! P-values of many tests at once.

use super::wilson::float;

/// What to hold at its level when many words are tested together; the family is all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Correction {
    /// The expected share of false findings among the findings, for independent tests and for
    /// tests that lean the same way.
    #[default]
    BenjaminiHochberg,
    /// The probability of any false finding; never less powerful than Bonferroni.
    Holm,
    /// The probability of any false finding.
    Bonferroni,
}

impl Correction {
    /// Adjusted p-values in the order given: those at most α are the findings at level α. Equal
    /// p-values have equal adjusted ones; the family size is the length.
    ///
    /// With `p₍₁₎ ≤ … ≤ p₍ₘ₎`: Benjamini–Hochberg `min over j ≥ i of m p₍ⱼ₎ / j`, Holm
    /// `max over j ≤ i of (m − j + 1) p₍ⱼ₎`, Bonferroni `m p₍ᵢ₎`, none above 1.
    ///
    /// # References
    /// Benjamini and Hochberg (1995), *Controlling the false discovery rate*, JRSS B 57, 289–300;
    /// Holm (1979), *A simple sequentially rejective multiple test procedure*, Scandinavian Journal
    /// of Statistics 6, 65–70.
    ///
    /// # Panics
    /// When a p-value is not between 0 and 1.
    ///
    /// ```
    /// use ciyun::stats::Correction;
    /// let p = [0.03, 0.01, 0.02];
    /// // 3 · 0.01 / 1 = 3 · 0.02 / 2 = 3 · 0.03 / 3.
    /// assert_eq!(Correction::BenjaminiHochberg.adjust(&p), [0.03; 3]);
    /// // 3 · 0.01, 2 · 0.02, and 1 · 0.03 lifted to the one before.
    /// assert_eq!(Correction::Holm.adjust(&p), [0.04, 0.03, 0.04]);
    /// assert_eq!(Correction::Bonferroni.adjust(&p), [0.09, 0.03, 0.06]);
    /// ```
    #[must_use]
    pub fn adjust(self, p_values: &[f64]) -> Vec<f64> {
        for p in p_values {
            assert!((0.0..=1.0).contains(p), "a p-value of {p}");
        }
        let n_tests = float(p_values.len() as u64);
        let mut order: Vec<usize> = (0..p_values.len()).collect();
        order.sort_by(|a, b| p_values[*a].total_cmp(&p_values[*b]).then(a.cmp(b)));
        let mut adjusted = vec![1.0; p_values.len()];
        let ranked = order
            .iter()
            .enumerate()
            .map(|(before, test)| (*test, float(before as u64 + 1)));
        match self {
            Correction::BenjaminiHochberg => {
                let mut least: f64 = 1.0;
                for (test, rank) in ranked.rev() {
                    least = least.min(p_values[test] * (n_tests / rank));
                    adjusted[test] = least;
                }
            }
            Correction::Holm => {
                let mut greatest: f64 = 0.0;
                for (test, rank) in ranked {
                    greatest = greatest
                        .max(p_values[test] * (n_tests - rank + 1.0))
                        .min(1.0);
                    adjusted[test] = greatest;
                }
            }
            Correction::Bonferroni => {
                for (test, _) in ranked {
                    adjusted[test] = (p_values[test] * n_tests).min(1.0);
                }
            }
        }
        adjusted
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ALL: [Correction; 3] = [
        Correction::BenjaminiHochberg,
        Correction::Holm,
        Correction::Bonferroni,
    ];

    /// Values of statsmodels; see `tests/oracle/multiplicity.py`.
    #[test]
    fn agrees_with_statsmodels() {
        let text = include_str!("../../tests/oracle/multiplicity.csv");
        let lines: Vec<_> = text
            .lines()
            .filter(|line| !line.starts_with(['#', 'f']))
            .collect();
        assert!(lines.len() >= 100);
        for family in lines.chunk_by(|a, b| a.split(',').next() == b.split(',').next()) {
            let rows: Vec<Vec<f64>> = family
                .iter()
                .map(|line| {
                    line.split(',')
                        .skip(1)
                        .map(|cell| cell.parse().unwrap())
                        .collect()
                })
                .collect();
            let p: Vec<f64> = rows.iter().map(|row| row[0]).collect();
            for (column, correction) in (1..).zip(ALL) {
                for (found, row) in correction.adjust(&p).iter().zip(&rows) {
                    let expected = row[column];
                    assert!(
                        (found - expected).abs() <= 1e-12 * expected,
                        "{found} {row:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn no_tests_no_values() {
        for correction in ALL {
            assert!(correction.adjust(&[]).is_empty());
        }
    }

    proptest! {
        #[test]
        fn order_does_not_matter_and_ties_stay(
            mut p in prop::collection::vec((0_u32..40).prop_map(|k| f64::from(k) / 39.0), 1..60)
        ) {
            for correction in ALL {
                let adjusted = correction.adjust(&p);
                for (a, adjusted_a) in p.iter().zip(&adjusted) {
                    prop_assert!(adjusted_a >= a && *adjusted_a <= 1.0);
                    for (b, adjusted_b) in p.iter().zip(&adjusted) {
                        prop_assert!(a > b || adjusted_a <= adjusted_b);
                    }
                }
                p.reverse();
                let mut reversed = correction.adjust(&p);
                reversed.reverse();
                prop_assert_eq!(reversed, adjusted);
                p.reverse();
            }
        }
    }
}
