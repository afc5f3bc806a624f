//! Where the share of a word changed for good.

use rayon::prelude::*;

use super::association::{PairCounts, log_likelihood};
use super::trend::PeriodCount;
use crate::random::SplitMix64;

/// Relative difference below which two statistics are the same but for rounding.
const ROUNDING: f64 = 1e-9;

/// How many orders of the periods are drawn, and which.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChangePointOptions {
    /// Orders drawn; 1,999 by default, so that p is a multiple of 1/2,000.
    pub n_permutations: u32,
    /// Seed; 0 by default. Order i is the same for the same seed on any number of threads.
    pub seed: u64,
}

impl Default for ChangePointOptions {
    fn default() -> ChangePointOptions {
        ChangePointOptions {
            n_permutations: 1999,
            seed: 0,
        }
    }
}

/// The likeliest change of a share.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChangePoint {
    /// Index of the first period after the change.
    pub first_after: usize,
    /// All periods before the change.
    pub before: PeriodCount,
    /// All periods after it.
    pub after: PeriodCount,
    /// Log-likelihood ratio of two shares against one, `2 Σ O ln(O/E)`.
    pub g2: f64,
    /// Share of orders of the periods whose own likeliest change is at least as strong.
    pub p: f64,
}

/// The split of the series at which two binomial shares, before and after, fit best against one,
/// and whether the order of the periods has to do with it.
///
/// The split of the largest G² is taken, the earliest of equal ones. Since the largest of many is
/// looked for, G² is not compared with χ²: periods are put in random order, and `p = (1 + orders
/// with a G² as large) / (1 + orders)`. Periods are moved as a whole, so that bursts of comments
/// within a period, which make every χ² too large, change nothing; a slow trend is found as a
/// change too, as is an outbreak that lasts. Successive periods that resemble each other for other
/// reasons make p too small.
///
/// Periods without comments are passed over. `None` when fewer than two periods have comments, or
/// when all or none of the comments hold the word. With few periods p cannot be small: two months
/// that stand out from five stand at one of the ends in one order of five.
///
/// # References
/// Hinkley and Hinkley (1970), *Inference about the change-point in a sequence of binomial
/// variables*, Biometrika 57, 477–488; for p Phipson and Smyth (2010), *Permutation p-values should
/// never be zero*, Statistical Applications in Genetics and Molecular Biology 9, article 39.
///
/// # Panics
/// When a period has more comments with the word than comments.
///
/// ```
/// use ciyun::stats::{ChangePointOptions, PeriodCount, change_point};
/// let months = [1, 0, 1, 0, 1, 9, 8, 9, 8, 9].map(|with| PeriodCount { with, n: 10 });
/// let found = change_point(&months, ChangePointOptions::default()).unwrap();
/// assert_eq!(found.first_after, 5);
/// assert_eq!((found.before.share(), found.after.share()), (Some(0.06), Some(0.86)));
/// // 2 of the 252 ways to choose five of ten put the high months side by side at an end.
/// assert!((found.p - 2.0 / 252.0).abs() < 0.01);
/// ```
#[must_use]
pub fn change_point(periods: &[PeriodCount], options: ChangePointOptions) -> Option<ChangePoint> {
    for PeriodCount { with, n } in periods {
        assert!(with <= n, "{with} of {n}");
    }
    let at: Vec<usize> = (0..periods.len()).filter(|t| periods[*t].n > 0).collect();
    let seen: Vec<PeriodCount> = at.iter().map(|t| periods[*t]).collect();
    let total = seen
        .iter()
        .fold(PeriodCount::default(), |sum, p| sum.plus(*p));
    if seen.len() < 2 || total.with == 0 || total.with == total.n {
        return None;
    }
    let (split, g2) = strongest(&seen, total);
    let n_as_strong = (0..options.n_permutations)
        .into_par_iter()
        .filter(|index| {
            let mut order = seen.clone();
            let n = order.len();
            SplitMix64::stream(options.seed, u64::from(*index)).draw(&mut order, n);
            strongest(&order, total).1 >= g2 * (1.0 - ROUNDING)
        })
        .count();
    let sum = |periods: &[PeriodCount]| {
        let start = PeriodCount::default();
        periods.iter().fold(start, |sum, period| sum.plus(*period))
    };
    Some(ChangePoint {
        first_after: at[split],
        before: sum(&seen[..split]),
        after: sum(&seen[split..]),
        g2,
        p: (1 + n_as_strong) as f64 / (1.0 + f64::from(options.n_permutations)),
    })
}

/// The number of periods before the strongest change, and its G².
fn strongest(periods: &[PeriodCount], total: PeriodCount) -> (usize, f64) {
    let mut before = PeriodCount::default();
    let mut best = (1, f64::NEG_INFINITY);
    for (index, period) in periods[..periods.len() - 1].iter().enumerate() {
        before = before.plus(*period);
        let counts = PairCounts::new(before.with, before.n, total.with, total.n);
        let g2 = log_likelihood(counts).map_or(0.0, f64::abs);
        // Larger by more than rounding, so that of equal splits the earliest stays.
        if best.1 < 0.0 || g2 > best.1 * (1.0 + ROUNDING) {
            best = (index + 1, g2);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::stats::oracle::{assert_close, list, rows};

    fn periods(with: &[u64], n: &[u64]) -> Vec<PeriodCount> {
        let pairs = with.iter().zip(n);
        pairs
            .map(|(with, n)| PeriodCount { with: *with, n: *n })
            .collect()
    }

    /// G² of every split by SciPy, and p over all orders of short series; see
    /// `tests/oracle/change_point.py`.
    #[test]
    fn agrees_with_scipy_over_all_splits_and_orders() {
        let mut n_rows = 0;
        for row in rows(include_str!("../../tests/oracle/change_point.csv")) {
            let options = ChangePointOptions {
                n_permutations: 9999,
                seed: 5,
            };
            let found = change_point(&periods(&list(row[0]), &list(row[1])), options).unwrap();
            assert_eq!(
                found.first_after,
                row[2].parse::<usize>().unwrap(),
                "{row:?}"
            );
            assert_close(Some(found.g2), row[3], &row);
            if let Ok(p) = row[4].parse::<f64>() {
                // Five standard deviations of a share of 10,000 draws.
                let apart = (found.p - p).abs();
                assert!(
                    apart < 5.0 * (p * (1.0 - p) / 1e4).sqrt() + 2e-4,
                    "{row:?} {found:?}"
                );
            }
            n_rows += 1;
        }
        assert!(n_rows >= 8);
    }

    #[test]
    fn threads_change_nothing() {
        let series = periods(&[3, 5, 2, 9, 4, 8, 9, 7], &[20; 8]);
        let run = |n_threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(n_threads);
            let pool = pool.build().unwrap();
            pool.install(|| change_point(&series, ChangePointOptions::default()))
        };
        assert_eq!((run(1), run(2)), (run(8), run(8)));
    }

    #[test]
    fn chance_is_called_a_change_one_time_in_twenty() {
        // Bursts: shares differ from month to month, but in no order. 5 % of 400 is 20, sd 4.4.
        let mut random = SplitMix64::new(77);
        let options = ChangePointOptions {
            n_permutations: 99,
            seed: 1,
        };
        let mut n_found = 0;
        for _ in 0..400 {
            let series: Vec<PeriodCount> = (0..18)
                .map(|_| PeriodCount {
                    with: u64::try_from(random.below(60)).unwrap(),
                    n: 200,
                })
                .collect();
            n_found += u32::from(change_point(&series, options).unwrap().p <= 0.05);
        }
        assert!((7..=35).contains(&n_found), "{n_found}");
    }

    #[test]
    fn what_is_undefined_has_no_value() {
        let options = ChangePointOptions::default();
        for (with, n) in [([0, 0], [5, 5]), ([5, 5], [5, 5]), ([2, 0], [5, 0])] {
            assert_eq!(change_point(&periods(&with, &n), options), None);
        }
        assert_eq!(change_point(&[], options), None);
        // No change at all: the first split, and every order is as strong.
        let flat = change_point(&periods(&[1; 6], &[4; 6]), options).unwrap();
        assert_eq!((flat.first_after, flat.g2, flat.p), (1, 0.0, 1.0));
    }

    #[test]
    fn empty_periods_keep_their_place() {
        let series = periods(&[0, 0, 0, 9, 0, 9], &[9, 0, 9, 9, 0, 9]);
        let found = change_point(&series, ChangePointOptions::default()).unwrap();
        assert_eq!(found.first_after, 3);
    }

    proptest! {
        #[test]
        fn parts_add_up_and_no_split_is_stronger(
            cells in prop::collection::vec((0_u64..20, 0_u64..20), 2..12)
        ) {
            let series: Vec<PeriodCount> = cells
                .iter()
                .map(|(with, rest)| PeriodCount { with: *with, n: with + rest })
                .collect();
            let options = ChangePointOptions { n_permutations: 19, seed: 2 };
            let Some(found) = change_point(&series, options) else {
                return Ok(());
            };
            let total = series.iter().fold(PeriodCount::default(), |sum, p| sum.plus(*p));
            prop_assert_eq!(found.before.plus(found.after), total);
            prop_assert!(0.05 <= found.p && found.p <= 1.0);
            let mut before = PeriodCount::default();
            for period in &series {
                before = before.plus(*period);
                let counts = PairCounts::new(before.with, before.n, total.with, total.n);
                prop_assert!(log_likelihood(counts).unwrap().abs() <= found.g2 * (1.0 + 1e-8));
            }
        }
    }
}
