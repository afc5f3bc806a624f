//! A word over time: its share by period, and whether it rises or falls.

use super::normal::two_sided_p;
use super::wilson::{Interval, wilson};

/// Fewest periods with a value for a p-value. From there on the normal law, for values without ties
/// and p below .2, is off from the exact one by .011 at most, and calls no more than 5 % of series
/// without a trend one at .05; with four periods p cannot fall below .05.
pub const FEWEST_PERIODS: usize = 4;

/// The comments of a period, say a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PeriodCount {
    /// Comments that hold the word.
    pub with: u64,
    /// All comments.
    pub n: u64,
}

impl PeriodCount {
    /// `with / n`; `None` for a period without comments.
    #[must_use]
    pub fn share(self) -> Option<f64> {
        (self.n > 0).then(|| self.with as f64 / self.n as f64)
    }

    /// The 95 % Wilson interval of the share; `None` for a period without comments.
    ///
    /// # Panics
    /// When more comments hold the word than there are.
    #[must_use]
    pub fn interval(self) -> Option<Interval> {
        wilson(self.with, self.n)
    }

    pub(super) fn plus(self, other: PeriodCount) -> PeriodCount {
        PeriodCount {
            with: self.with + other.with,
            n: self.n + other.n,
        }
    }
}

/// The Mann–Kendall test with Sen's slope.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MannKendall {
    /// Periods with a value.
    pub n: usize,
    /// Rises minus falls among all pairs of periods.
    pub s: i64,
    /// S over the number of pairs, −1 to 1 (Kendall's τₐ).
    pub tau: f64,
    /// S towards 0 by 1, over its standard deviation; `None` when all values are equal.
    pub z: Option<f64>,
    /// Two-sided; `None` below [`FEWEST_PERIODS`] or when all values are equal.
    pub p: Option<f64>,
    /// Sen's slope: the median change by period over all pairs.
    pub slope: f64,
}

/// The Mann–Kendall test of a monotone trend in the values of successive periods.
///
/// It looks at ranks alone, so that one wild period does not decide, and takes every period as
/// one observation, however many comments it has: right where periods differ by more than chance.
/// Periods without a value are left out of the pairs but keep their place in time. With ties of
/// sizes t:
///
/// ```text
/// S      = Σ_{i<j} sign(xⱼ − xᵢ)
/// Var S  = ( n(n−1)(2n+5) − Σ t(t−1)(2t+5) ) / 18
/// z      = (S ∓ 1)/√(Var S), 0 when S = 0
/// slope  = median of (xⱼ − xᵢ)/(j − i)
/// ```
///
/// Successive periods that resemble each other make p too small. `None` for fewer than two values.
///
/// # References
/// Mann (1945), *Nonparametric tests against trend*, Econometrica 13, 245–259; Kendall (1975),
/// *Rank correlation methods*, for ties; Sen (1968), *Estimates of the regression coefficient based
/// on Kendall's tau*, JASA 63, 1379–1389.
///
/// # Panics
/// When a value is not a number.
///
/// ```
/// use ciyun::stats::mann_kendall;
/// // Pairs: 5 rises, no fall, one tie. Slopes 0, ½, 1, 1, 1, 2: between 1 and 1.
/// let found = mann_kendall(&[Some(1.0), Some(1.0), Some(2.0), Some(4.0)]).unwrap();
/// assert_eq!((found.s, found.tau, found.slope), (5, 5.0 / 6.0, 1.0));
/// // (4·3·13 − 2·1·9) / 18 = 7.667: z = 4/√7.667.
/// assert!((found.z.unwrap() - 1.4446).abs() < 1e-4);
/// assert!((found.p.unwrap() - 0.1486).abs() < 1e-4);
/// ```
#[must_use]
pub fn mann_kendall(values: &[Option<f64>]) -> Option<MannKendall> {
    let seen: Vec<(usize, f64)> = values
        .iter()
        .enumerate()
        .filter_map(|(time, value)| Some((time, (*value)?)))
        .inspect(|(time, value)| assert!(!value.is_nan(), "period {time} is not a number"))
        .collect();
    if seen.len() < 2 {
        return None;
    }
    let mut s: i64 = 0;
    let mut slopes = Vec::with_capacity(seen.len() * (seen.len() - 1) / 2);
    for (index, (time, value)) in seen.iter().enumerate() {
        for (earlier, before) in &seen[..index] {
            s += i64::from(value > before) - i64::from(value < before);
            slopes.push((value - before) / (time - earlier) as f64);
        }
    }
    let n_pairs = slopes.len() as f64;
    let variance = variance_of_s(seen.iter().map(|(_, value)| *value).collect());
    let z = (variance > 0.0).then(|| (s - s.signum()) as f64 / variance.sqrt());
    Some(MannKendall {
        n: seen.len(),
        s,
        tau: s as f64 / n_pairs,
        z,
        p: z.filter(|_| seen.len() >= FEWEST_PERIODS).map(two_sided_p),
        slope: median(slopes),
    })
}

fn variance_of_s(mut values: Vec<f64>) -> f64 {
    let term = |t: usize| {
        let t = t as f64;
        t * (t - 1.0) * (2.0 * t + 5.0)
    };
    values.sort_unstable_by(f64::total_cmp);
    let ties: f64 = values
        .chunk_by(|a, b| a == b)
        .map(|tie| term(tie.len()))
        .sum();
    (term(values.len()) - ties) / 18.0
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    f64::midpoint(values[(values.len() - 1) / 2], values[values.len() / 2])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::stats::oracle::{assert_close, rows};

    /// Values of `pymannkendall.original_test`; see `tests/oracle/trend.py`.
    #[test]
    fn agrees_with_pymannkendall() {
        let mut n_rows = 0;
        for row in rows(include_str!("../../tests/oracle/trend.csv")) {
            let values: Vec<Option<f64>> = row[0].split(' ').map(|v| v.parse().ok()).collect();
            let found = mann_kendall(&values).unwrap();
            assert_eq!(found.s, row[1].parse::<i64>().unwrap(), "{row:?}");
            assert_close(Some(found.tau), row[2], &row);
            assert_close(found.z.or(Some(0.0)), row[3], &row);
            assert_close(Some(found.slope), row[5], &row);
            if let Some(p) = found.p {
                assert_close(Some(p / row[4].parse::<f64>().unwrap()), "1", &row);
            }
            n_rows += 1;
        }
        assert!(n_rows >= 10);
    }

    #[test]
    fn what_is_undefined_has_no_value() {
        assert_eq!(mann_kendall(&[]), None);
        assert_eq!(mann_kendall(&[Some(1.0), None]), None);
        let flat = mann_kendall(&[Some(0.5); 12]).unwrap();
        assert_eq!((flat.s, flat.z, flat.p, flat.slope), (0, None, None, 0.0));
        let three = mann_kendall(&[Some(1.0), Some(2.0), Some(3.0)]).unwrap();
        assert_eq!((three.tau, three.p), (1.0, None));
        let empty = PeriodCount::default();
        assert_eq!((empty.share(), empty.interval()), (None, None));
    }

    #[test]
    fn a_gap_keeps_its_place_in_time() {
        // One rise over three periods.
        let found = mann_kendall(&[Some(1.0), None, None, Some(4.0)]).unwrap();
        assert_eq!((found.n, found.slope), (2, 1.0));
    }

    proptest! {
        #[test]
        fn time_turned_round_turns_the_sign(values in prop::collection::vec(-20..20_i32, 2..40)) {
            let forth: Vec<Option<f64>> = values.iter().map(|v| Some(f64::from(*v))).collect();
            let back: Vec<Option<f64>> = forth.iter().rev().copied().collect();
            let (forth, back) = (mann_kendall(&forth).unwrap(), mann_kendall(&back).unwrap());
            prop_assert_eq!((forth.s, forth.p), (-back.s, back.p));
            prop_assert_eq!(forth.slope, -back.slope);
            prop_assert!(forth.tau.abs() <= 1.0);
        }

        #[test]
        fn only_ranks_matter(values in prop::collection::vec(-20..20_i32, 2..40)) {
            let plain: Vec<Option<f64>> = values.iter().map(|v| Some(f64::from(*v))).collect();
            let bent: Vec<Option<f64>> = values.iter().map(|v| Some(f64::from(v.pow(3)))).collect();
            let (plain, bent) = (mann_kendall(&plain).unwrap(), mann_kendall(&bent).unwrap());
            prop_assert_eq!((plain.s, plain.z, plain.p), (bent.s, bent.z, bent.p));
        }
    }
}
