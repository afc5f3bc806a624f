//! Agreement beyond chance where every coder coded every row.

use super::codes::CodeTable;
use crate::stats::{BootstrapOptions, Estimate, Units, bootstrap, percentile_interval};

/// The agreement of two coders.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CohenKappa {
    /// Rows that both coded.
    pub n: u64,
    /// Share of rows with the same code.
    pub observed: f64,
    /// Share expected if each coder dealt out their codes blindly.
    pub expected: f64,
    /// κ, with its bootstrap interval; `None` when both used one and the same code throughout.
    pub kappa: Option<Estimate>,
}

/// Cohen's `κ = (p_o − p_e) / (1 − p_e)` of two coders: 1 for full agreement, 0 for as much as by
/// chance. With p₁ₖ and p₂ₖ their shares of code k, `p_e = Σ p₁ₖ p₂ₖ`.
///
/// Rows that one of them left out are passed over. The interval draws rows, or clusters of rows.
/// κ is low where one code has nearly all rows, however well coders agree: print `observed` and
/// the numbers of codes beside it. `None` when there is no row that both coded.
///
/// # References
/// Cohen (1960), *A coefficient of agreement for nominal scales*, Educational and Psychological
/// Measurement 20, 37–46, eq. (1); on skewed codes Feinstein and Cicchetti (1990), *High agreement
/// but low kappa*, Journal of Clinical Epidemiology 43, 543–549.
///
/// # Panics
/// When there are not two coders, or the units are not those of the rows.
///
/// ```
/// use ciyun::agreement::{CodeTable, cohen_kappa};
/// use ciyun::stats::{BootstrapOptions, Units};
/// let one = ["性能", "性能", "登录", "登录"].map(Some);
/// let other = ["性能", "登录", "登录", "登录"].map(Some);
/// let codes = CodeTable::new(&[&one, &other]);
/// let found = cohen_kappa(&codes, &Units::rows(4), BootstrapOptions::default()).unwrap();
/// // p_o = 3/4, p_e = 2/4 · 1/4 + 2/4 · 3/4 = 1/2.
/// assert_eq!((found.observed, found.expected), (0.75, 0.5));
/// assert_eq!(found.kappa.unwrap().value, 0.5);
/// ```
#[must_use]
pub fn cohen_kappa(
    codes: &CodeTable,
    units: &Units,
    options: BootstrapOptions,
) -> Option<CohenKappa> {
    assert_eq!(codes.n_coders(), 2, "Cohen's kappa is of two coders");
    assert_eq!(codes.n_rows(), units.n_rows(), "units of each row");
    let all = Crossing::of(codes, &vec![1; codes.n_rows()]);
    let replicates = bootstrap(units, options, |times| Crossing::of(codes, times).kappa());
    let n = all.n as f64;
    (all.n > 0).then(|| CohenKappa {
        n: all.n,
        observed: all.same as f64 / n,
        expected: all.by_chance as f64 / (n * n),
        kappa: all.kappa().map(|value| Estimate {
            value,
            interval: percentile_interval(&replicates),
        }),
    })
}

/// Sums over the table of one coder's codes against the other's.
struct Crossing {
    n: u64,
    same: u64,
    /// n² p_e, the sum of products of the two coders' numbers of each code.
    by_chance: u64,
}

impl Crossing {
    fn of(codes: &CodeTable, times: &[u32]) -> Crossing {
        let (mut n, mut same) = (0, 0);
        let mut numbers = vec![[0_u64; 2]; codes.n_codes()];
        for (row, times) in times.iter().enumerate() {
            if let [Some(one), Some(other)] = codes.row(row) {
                let times = u64::from(*times);
                n += times;
                same += if one == other { times } else { 0 };
                numbers[*one][0] += times;
                numbers[*other][1] += times;
            }
        }
        Crossing {
            n,
            same,
            by_chance: numbers.iter().map(|[one, other]| one * other).sum(),
        }
    }

    /// In whole numbers up to the last step.
    fn kappa(&self) -> Option<f64> {
        let (observed, possible) = (self.n * self.same, self.n * self.n);
        let beyond = || observed as f64 - self.by_chance as f64;
        let most = possible - self.by_chance;
        (most > 0).then(|| beyond() / most as f64)
    }
}

/// Fleiss' κ of any number of coders: `(P̄ − P̄_e) / (1 − P̄_e)`, with P̄ the share of agreeing pairs
/// of coders and P̄_e the sum of squared shares of the codes.
///
/// Coders need not be the same persons throughout, only as many. Rows with a gap are passed over;
/// where there are many, take [`krippendorff_alpha`](super::krippendorff_alpha()). `None` when
/// there is no full row, fewer than two coders, or one code throughout.
///
/// # References
/// Fleiss (1971), *Measuring nominal scale agreement among many raters*, Psychological Bulletin 76,
/// 378–382, eq. (1)–(7).
///
/// # Panics
/// When the units are not those of the rows.
///
/// ```
/// use ciyun::agreement::{CodeTable, fleiss_kappa};
/// use ciyun::stats::{BootstrapOptions, Units};
/// let codes = CodeTable::new(&[&[Some(1), Some(2)], &[Some(1), Some(2)], &[Some(1), Some(1)]]);
/// let found = fleiss_kappa(&codes, &Units::rows(2), BootstrapOptions::default()).unwrap();
/// // P̄ = (1 + 1/3) / 2, P̄_e = (4/6)² + (2/6)² = 5/9: (2/3 − 5/9) / (4/9).
/// assert!((found.value - 0.25).abs() < 1e-12);
/// ```
#[must_use]
pub fn fleiss_kappa(
    codes: &CodeTable,
    units: &Units,
    options: BootstrapOptions,
) -> Option<Estimate> {
    assert_eq!(codes.n_rows(), units.n_rows(), "units of each row");
    let value = fleiss(codes, &vec![1; codes.n_rows()])?;
    let replicates = bootstrap(units, options, |times| fleiss(codes, times));
    Some(Estimate {
        value,
        interval: percentile_interval(&replicates),
    })
}

fn fleiss(codes: &CodeTable, times: &[u32]) -> Option<f64> {
    let n_coders = codes.n_coders() as f64;
    let (mut n, mut agreeing) = (0.0, 0.0);
    let mut numbers = vec![0.0; codes.n_codes()];
    for (row, times) in times.iter().enumerate() {
        if *times == 0 || codes.row(row).iter().any(Option::is_none) {
            continue;
        }
        let times = f64::from(*times);
        n += times;
        for (number, tally) in numbers.iter_mut().zip(codes.tally(row)) {
            let tally = tally as f64;
            *number += times * tally;
            agreeing += times * tally * (tally - 1.0);
        }
    }
    let total = n * n_coders;
    let squares: f64 = numbers.iter().map(|number| number * number).sum();
    let expected = squares / (total * total);
    let observed = agreeing / (total * (n_coders - 1.0));
    // Whole numbers: one code throughout makes the two equal.
    let defined = n > 0.0 && codes.n_coders() > 1 && squares < total * total;
    defined.then(|| (observed - expected) / (1.0 - expected))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::stats::oracle::{assert_close, rows};

    fn table(cells: &str) -> CodeTable {
        let coders: Vec<Vec<Option<u32>>> = cells
            .split('|')
            .map(|coder| coder.split(' ').map(|code| code.parse().ok()).collect())
            .collect();
        let coders: Vec<&[Option<u32>]> = coders.iter().map(Vec::as_slice).collect();
        CodeTable::new(&coders)
    }

    const FEW: BootstrapOptions = BootstrapOptions {
        n_replicates: 20,
        seed: 1,
    };

    /// Values of scikit-learn, statsmodels and krippendorff; see `tests/oracle/agreement.py`.
    #[test]
    fn agrees_with_scikit_learn_statsmodels_and_krippendorff() {
        let mut n_rows = 0;
        for row in rows(include_str!("../../tests/oracle/agreement.csv")) {
            let codes = table(row[0]);
            let units = Units::rows(codes.n_rows());
            if codes.n_coders() == 2 {
                let found = cohen_kappa(&codes, &units, FEW).and_then(|found| found.kappa);
                assert_close(found.map(|found| found.value), row[1], &row);
            }
            let found = fleiss_kappa(&codes, &units, FEW);
            assert_close(found.map(|found| found.value), row[2], &row);
            let found = super::super::krippendorff_alpha(&codes, &units, FEW);
            assert_close(found.map(|found| found.value), row[3], &row);
            n_rows += 1;
        }
        assert!(n_rows >= 10);
    }

    #[test]
    fn what_is_undefined_has_no_value() {
        let same = table("1 1 1|1 1 1");
        let found = cohen_kappa(&same, &Units::rows(3), FEW).unwrap();
        assert_eq!((found.observed, found.kappa), (1.0, None));
        assert_eq!(fleiss_kappa(&same, &Units::rows(3), FEW), None);
        let apart = table("1 - 1|- 1 -");
        assert_eq!(cohen_kappa(&apart, &Units::rows(3), FEW), None);
        assert_eq!(fleiss_kappa(&table("1 2 1"), &Units::rows(3), FEW), None);
    }

    #[test]
    fn the_interval_is_near_that_of_the_published_standard_error() {
        // 40 + 9 + 11 + 40 rows: p_o = .8, p_e ≈ .5, κ ≈ .6; Fleiss, Cohen and Everitt (1969) for
        // equal margins: √(p_o (1 − p_o) / n) / (1 − p_e) = .08 (see statsmodels' std_kappa).
        let pairs = [(1, 1, 40), (1, 2, 9), (2, 1, 11), (2, 2, 40)];
        let coder = |pick: fn(&(u32, u32, usize)) -> u32| {
            let codes = pairs.iter().flat_map(|pair| vec![Some(pick(pair)); pair.2]);
            codes.collect::<Vec<_>>()
        };
        let (one, other) = (coder(|pair| pair.0), coder(|pair| pair.1));
        let codes = CodeTable::new(&[&one, &other]);
        let options = BootstrapOptions::default();
        let found = cohen_kappa(&codes, &Units::rows(100), options).unwrap();
        let kappa = found.kappa.unwrap();
        let interval = kappa.interval.unwrap();
        assert!((kappa.value - 0.6).abs() < 0.001, "{kappa:?}");
        let width = (interval.high - interval.low) / (2.0 * 1.96 * 0.08);
        assert!((width - 1.0).abs() < 0.06, "{width}");
    }

    proptest! {
        #[test]
        fn coders_and_codes_have_no_order(
            pairs in prop::collection::vec((0_u32..4, 0_u32..4), 1..60)
        ) {
            let coder = |turn: fn(u32) -> u32, pick: fn(&(u32, u32)) -> u32| {
                pairs.iter().map(|pair| Some(turn(pick(pair)))).collect::<Vec<_>>()
            };
            let (one, other) = (coder(|c| c, |p| p.0), coder(|c| c, |p| p.1));
            let (renamed, swapped) = (coder(|c| 9 - c, |p| p.1), coder(|c| 9 - c, |p| p.0));
            let units = Units::rows(pairs.len());
            let found = cohen_kappa(&CodeTable::new(&[&one, &other]), &units, FEW).unwrap();
            let again = cohen_kappa(&CodeTable::new(&[&renamed, &swapped]), &units, FEW).unwrap();
            prop_assert_eq!(found, again);
            if let Some(kappa) = found.kappa {
                prop_assert!((-1.0..=1.0).contains(&kappa.value));
                prop_assert_eq!(kappa.value == 1.0, one == other);
            }
        }
    }
}
