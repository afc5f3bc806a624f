//! Plain agreement, chance included.

use super::codes::CodeTable;
use crate::stats::{BootstrapOptions, Estimate, Units, bootstrap, percentile_interval};

/// Share of pairs of coders who gave a row the same code, over the rows that all of them coded:
/// of two coders, the share of rows. It is what [`cohen_kappa`](super::cohen_kappa()) and
/// [`fleiss_kappa`](super::fleiss_kappa()) correct for chance.
///
/// `None` when there are fewer than two coders, or no row that all coded.
///
/// # References
/// Fleiss (1971), *Measuring nominal scale agreement among many raters*, eq. (3).
///
/// # Panics
/// When the units are not those of the rows.
///
/// ```
/// use ciyun::agreement::{CodeTable, observed_agreement};
/// use ciyun::stats::{BootstrapOptions, Units};
/// let codes = CodeTable::new(&[&[Some(1), Some(2)], &[Some(1), Some(2)], &[Some(1), Some(1)]]);
/// let found = observed_agreement(&codes, &Units::rows(2), BootstrapOptions::default()).unwrap();
/// // All three pairs agree on the first row, one of three on the second.
/// assert!((found.value - 2.0 / 3.0).abs() < 1e-12);
/// ```
#[must_use]
pub fn observed_agreement(
    codes: &CodeTable,
    units: &Units,
    options: BootstrapOptions,
) -> Option<Estimate> {
    assert_eq!(codes.n_rows(), units.n_rows(), "units of each row");
    let m = codes.n_coders() as u64;
    if m < 2 {
        return None;
    }
    // Ordered pairs that agree; none of a row with a gap.
    let same: Vec<Option<u64>> = (0..codes.n_rows())
        .map(|row| {
            let tally = codes.tally(row);
            let is_full = tally.iter().sum::<u64>() == m;
            is_full.then(|| tally.iter().map(|n| n * n).sum::<u64>() - m)
        })
        .collect();
    let share = |times: &[u32]| {
        let (mut agreeing, mut all) = (0, 0);
        for (same, times) in same.iter().zip(times) {
            if let Some(same) = same {
                agreeing += same * u64::from(*times);
                all += m * (m - 1) * u64::from(*times);
            }
        }
        (all > 0).then(|| agreeing as f64 / all as f64)
    };
    let value = share(&vec![1; same.len()])?;
    let replicates = bootstrap(units, options, share);
    Some(Estimate {
        value,
        interval: percentile_interval(&replicates),
    })
}

#[cfg(test)]
mod tests {
    use super::super::cohen_kappa;
    use super::*;

    #[test]
    fn of_two_coders_it_is_the_share_of_rows_that_both_coded() {
        let one = [Some(1), Some(1), Some(2), None, Some(2)];
        let other = [Some(1), Some(2), Some(2), Some(1), Some(2)];
        let codes = CodeTable::new(&[&one, &other]);
        let (units, options) = (Units::rows(5), BootstrapOptions::default());
        let found = observed_agreement(&codes, &units, options).unwrap();
        assert_eq!(found.value, 0.75);
        let kappa = cohen_kappa(&codes, &units, options).unwrap();
        assert_eq!(found.value, kappa.observed);
    }

    #[test]
    fn what_is_undefined_has_no_value() {
        let options = BootstrapOptions::default();
        let alone = CodeTable::new(&[&[Some(1)]]);
        assert_eq!(observed_agreement(&alone, &Units::rows(1), options), None);
        let apart = CodeTable::new(&[&[Some(1), None], &[None, Some(1)]]);
        assert_eq!(observed_agreement(&apart, &Units::rows(2), options), None);
    }
}
