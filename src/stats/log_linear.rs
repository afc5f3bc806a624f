//! A steady growth or decline of a word's share, as a factor by period.

use libm::{exp, log};

use super::student::{student_quantile_95, student_two_sided_p};
use super::trend::PeriodCount;
use super::wilson::Interval;

/// Steps after which Newton's method has long ended.
const MOST_STEPS: usize = 100;

/// A log-linear trend of a share.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LogLinearTrend {
    /// Score test of no trend, standard normal if comments are independent; above 0 for growth.
    pub z: f64,
    /// Two-sided p of `z / √overdispersion` (of `z` where that is below 1) by Student's t with two
    /// degrees of freedom less than periods; `None` with `overdispersion`.
    pub p: Option<f64>,
    /// The factor by which the share changes from a period to the next: 1.05 is 5 % more. `None`
    /// when the word occurs in the first or in the last of the periods only, where growth has no
    /// bound.
    pub growth: Option<f64>,
    /// The 95 % interval of the factor, by the same t and wider by √overdispersion where that is
    /// above 1; `None` with `overdispersion`.
    pub growth_interval: Option<Interval>,
    /// Pearson's χ² about the fitted trend over its degrees of freedom: about 1 if comments are
    /// independent, more where they come in bursts; `None` for two periods, or with `growth`.
    pub overdispersion: Option<f64>,
}

/// Fits `share of period t = a · growth^t` to successive periods, and tests `growth = 1`.
///
/// Counts are taken as Poisson with the mean `n_t · share`, which for shares below 10 % or so is
/// near to binomial and above is cautious. With r the overall share and t̄ the mean period of the
/// comments:
///
/// ```text
/// z = Σ (t − t̄) with_t / √( r Σ n_t (t − t̄)² )
/// ```
///
/// Comments come in bursts, so that periods differ by more than chance, and the plain z finds trends
/// where there are none: in half of simulated series with an overdispersion of 8. p and the
/// interval therefore use the spread found about the trend. `None` when the word never occurs, or when fewer than two periods have
/// comments.
///
/// # References
/// Cameron and Trivedi (2013), *Regression analysis of count data*, sections 2.4 and 3.2 (Poisson
/// with exposure, quasi-likelihood variance); Rao (1948) for the score test; McCullagh and Nelder
/// (1989), *Generalized linear models*, section 6.2, for overdispersion.
///
/// # Panics
/// When a period has more comments with the word than comments.
///
/// ```
/// use ciyun::stats::{PeriodCount, log_linear_trend};
/// let periods = [10, 20, 40].map(|with| PeriodCount { with, n: 1000 });
/// let found = log_linear_trend(&periods).unwrap();
/// // t̄ = 1, r = 70/3000: (−10 + 40) / √(7/300 · 2000) = 30/6.8313.
/// assert!((found.z - 4.3916).abs() < 1e-4);
/// // Doubled by each period, without remainder.
/// assert!((found.growth.unwrap() - 2.0).abs() < 1e-9);
/// assert!(found.overdispersion.unwrap() < 1e-9);
/// ```
#[must_use]
pub fn log_linear_trend(periods: &[PeriodCount]) -> Option<LogLinearTrend> {
    for PeriodCount { with, n } in periods {
        assert!(with <= n, "{with} of {n}");
    }
    let points: Vec<Point> = periods
        .iter()
        .enumerate()
        .filter(|(_, period)| period.n > 0)
        .map(|(time, period)| Point {
            t: time as f64,
            with: period.with as f64,
            n: period.n as f64,
        })
        .collect();
    let with: f64 = points.iter().map(|point| point.with).sum();
    if points.len() < 2 || with == 0.0 {
        return None;
    }
    let flat = Fit::at(&points, 0.0);
    let z = flat.score(&points) / flat.information(with).sqrt();
    let fit = bounded(&points).then(|| steepest(&points, with));
    let overdispersion = fit.as_ref().and_then(|fit| fit.pearson(&points, with));
    let wider = overdispersion.map(|found| found.max(1.0).sqrt());
    let df = (points.len() - 2) as f64;
    let interval = |(fit, wider): (&Fit, f64)| {
        let half = student_quantile_95(df) * wider / fit.information(with).sqrt();
        Interval {
            low: exp(fit.slope - half),
            high: exp(fit.slope + half),
        }
    };
    Some(LogLinearTrend {
        z,
        p: wider.map(|wider| student_two_sided_p(z / wider, df)),
        growth: fit.as_ref().map(|fit| exp(fit.slope)),
        growth_interval: fit.as_ref().zip(wider).map(interval),
        overdispersion,
    })
}

struct Point {
    t: f64,
    with: f64,
    n: f64,
}

/// Whether the likelihood has a peak: not when the word occurs in the first or last period only.
fn bounded(points: &[Point]) -> bool {
    let (first, last) = (&points[0], &points[points.len() - 1]);
    let elsewhere = |edge: &Point| points.iter().any(|p| p.with > 0.0 && p.t != edge.t);
    elsewhere(first) && elsewhere(last)
}

/// How the occurrences would lie over the periods with a slope; the level follows from their sum.
struct Fit {
    slope: f64,
    /// Weight of each period, adding up to 1.
    weights: Vec<f64>,
    /// Mean and variance of the period under the weights.
    centre: f64,
    variance: f64,
    /// Logarithm of the sum of weights, for the likelihood.
    log_sum: f64,
}

impl Fit {
    fn at(points: &[Point], slope: f64) -> Fit {
        // Steps of the exponent are taken from the largest, so that none overflows.
        let exponents: Vec<f64> = points.iter().map(|p| slope * p.t + log(p.n)).collect();
        let largest = exponents.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let mut weights: Vec<f64> = exponents.iter().map(|e| exp(e - largest)).collect();
        let sum: f64 = weights.iter().sum();
        for weight in &mut weights {
            *weight /= sum;
        }
        let each = || points.iter().zip(&weights);
        let centre: f64 = each().map(|(point, weight)| point.t * weight).sum();
        let variance = each().map(|(point, weight)| (point.t - centre).powi(2) * weight);
        Fit {
            slope,
            centre,
            variance: variance.sum(),
            log_sum: largest + log(sum),
            weights,
        }
    }

    /// First derivative of the log likelihood by the slope.
    fn score(&self, points: &[Point]) -> f64 {
        points.iter().map(|p| p.with * (p.t - self.centre)).sum()
    }

    /// Minus the second derivative.
    fn information(&self, with: f64) -> f64 {
        with * self.variance
    }

    fn log_likelihood(&self, points: &[Point], with: f64) -> f64 {
        let sum: f64 = points.iter().map(|p| p.with * p.t).sum();
        self.slope * sum - with * self.log_sum
    }

    fn pearson(&self, points: &[Point], with: f64) -> Option<f64> {
        let cell = |(point, weight): (&Point, &f64)| {
            (point.with - with * weight).powi(2) / (with * weight)
        };
        let sum: f64 = points.iter().zip(&self.weights).map(cell).sum();
        (points.len() > 2).then(|| sum / (points.len() - 2) as f64)
    }
}

/// Newton's method on a concave function; a step that leads downhill is halved.
fn steepest(points: &[Point], with: f64) -> Fit {
    let mut fit = Fit::at(points, 0.0);
    for _ in 0..MOST_STEPS {
        let mut step = fit.score(points) / fit.information(with);
        if step.abs() < 1e-14 {
            break;
        }
        let before = fit.log_likelihood(points, with);
        let mut next = Fit::at(points, fit.slope + step);
        while next.log_likelihood(points, with) < before && step.abs() > 1e-14 {
            step /= 2.0;
            next = Fit::at(points, fit.slope + step);
        }
        let moved = (next.slope - fit.slope).abs();
        fit = next;
        if moved < 1e-14 {
            break;
        }
    }
    fit
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

    /// Poisson regression with exposure of statsmodels; see `tests/oracle/log_linear.py`.
    #[test]
    fn agrees_with_statsmodels() {
        let mut n_rows = 0;
        for row in rows(include_str!("../../tests/oracle/log_linear.csv")) {
            let found = log_linear_trend(&periods(&list(row[0]), &list(row[1]))).unwrap();
            assert_close(Some(found.z), row[2], &row);
            assert_close(found.growth, row[3], &row);
            assert_close(found.growth_interval.map(|i| i.low), row[4], &row);
            assert_close(found.growth_interval.map(|i| i.high), row[5], &row);
            assert_close(found.overdispersion, row[6], &row);
            let ratio = found.p.map(|p| p / row[7].parse::<f64>().unwrap());
            assert_close(ratio, if row[7].is_empty() { "" } else { "1" }, &row);
            n_rows += 1;
        }
        assert!(n_rows >= 8);
    }

    #[test]
    fn growth_without_bound_is_not_given() {
        let found = log_linear_trend(&periods(&[0, 0, 7], &[100, 100, 100])).unwrap();
        assert!(found.z > 3.0 && found.growth.is_none() && found.p.is_none());
        // The last period is the last with comments.
        let found = log_linear_trend(&periods(&[0, 7, 0], &[100, 100, 0])).unwrap();
        assert_eq!(found.growth, None);
    }

    #[test]
    fn bursts_are_called_a_trend_one_time_in_twenty() {
        // Variance 133 about a mean of 40: overdispersion 3.4. 5 % of 600 is 30, sd 5.3.
        let mut random = crate::random::SplitMix64::new(5);
        let (mut n_found, mut n_plain) = (0, 0);
        for _ in 0..600 {
            let series: Vec<PeriodCount> = (0..16)
                .map(|_| PeriodCount {
                    with: u64::try_from(20 + random.below(40)).unwrap(),
                    n: 500,
                })
                .collect();
            let found = log_linear_trend(&series).unwrap();
            n_found += u32::from(found.p.unwrap() < 0.05);
            n_plain += u32::from(found.z.abs() > 1.96);
        }
        assert!((14..=46).contains(&n_found), "{n_found}");
        assert!(n_plain > 2 * n_found, "{n_plain}");
    }

    #[test]
    fn what_is_undefined_has_no_value() {
        assert_eq!(log_linear_trend(&periods(&[0, 0], &[9, 9])), None);
        assert_eq!(log_linear_trend(&periods(&[3, 0], &[9, 0])), None);
        assert_eq!(log_linear_trend(&[]), None);
    }

    proptest! {
        #[test]
        fn time_turned_round_inverts_the_growth(
            cells in prop::collection::vec((0_u64..30, 0_u64..300), 3..30)
        ) {
            let mut series: Vec<PeriodCount> = cells
                .iter()
                .map(|(with, rest)| PeriodCount { with: *with, n: with + rest })
                .collect();
            let forth = log_linear_trend(&series);
            series.reverse();
            let back = log_linear_trend(&series);
            prop_assert_eq!(forth.is_some(), back.is_some());
            if let (Some(forth), Some(back)) = (forth, back) {
                prop_assert!((forth.z + back.z).abs() < 1e-9);
                if let (Some(forth), Some(back)) = (forth.growth, back.growth) {
                    prop_assert!((forth * back - 1.0).abs() < 1e-6, "{forth} {back}");
                }
            }
        }
    }
}
