//! Tail probabilities and quantiles, accurate to far below the smallest p-value worth printing.
//!
//! No tail is taken as one minus its complement, so nothing is lost to cancellation.

use libm::{erfc, exp, expm1, lgamma, log, log1p};

use super::wilson::{Interval, float};

/// The probability that a chi-square variable with `df` degrees of freedom exceeds `x`; 1 where
/// `x` is negative. It is 0 only below 1e-308, the smallest number of full precision.
///
/// For a whole number of degrees of freedom the regularized upper incomplete gamma function is a
/// finite sum of positive terms, with `y = x/2`:
/// `Q = e^−y Σ y^j / j!` over `j < df/2` for even, and
/// `Q = erfc(√y) + e^−y Σ y^(j−½) / Γ(j+½)` over `1 ≤ j ≤ (df−1)/2` for odd `df`.
///
/// # References
/// Abramowitz and Stegun (1964), *Handbook of mathematical functions*, eq. 26.4.4 and 26.4.5.
///
/// # Panics
/// When `df` is 0.
///
/// ```
/// use ciyun::stats::chi_square_sf;
/// // With 2 degrees of freedom it is e^(−x/2).
/// assert!((chi_square_sf(2.0, 2) - 0.367_879_441_171_442).abs() < 1e-15);
/// // The familiar threshold.
/// assert!((chi_square_sf(3.841_458_820_694_124, 1) - 0.05).abs() < 1e-15);
/// ```
#[must_use]
pub fn chi_square_sf(x: f64, df: u32) -> f64 {
    assert!(df > 0, "no degrees of freedom");
    if x <= 0.0 {
        return 1.0;
    }
    let y = x / 2.0;
    let end = if df % 2 == 1 { erfc(y.sqrt()) } else { 0.0 };
    if df == 1 {
        return end;
    }
    let lowest = if df % 2 == 1 { 0.5 } else { 0.0 };
    let highest = f64::from(df) / 2.0 - 1.0;
    // From the largest term to both ends, so that none vanishes before it is multiplied up.
    let largest = lowest + (y.min(highest) - lowest).floor().max(0.0);
    let term = exp(largest * log(y) - y - lgamma(largest + 1.0));
    let mut sum = term;
    let (mut below, mut power) = (term, largest);
    while power > lowest {
        below *= power / y;
        power -= 1.0;
        sum += below;
    }
    let (mut above, mut power) = (term, largest);
    while power < highest {
        power += 1.0;
        above *= y / power;
        sum += above;
    }
    (end + sum).min(1.0)
}

/// The interval for a share whose binomial tests at level `alpha / 2` on either side do not reject
/// it: at most `alpha` of such intervals miss the share, and often far fewer.
///
/// `None` when `trials` is 0. `alpha` is the error of both sides together, 0.05 for 95 %.
///
/// # References
/// Clopper and Pearson (1934), *The use of confidence or fiducial limits illustrated in the case of
/// the binomial*, Biometrika 26, 404–413.
///
/// # Panics
/// When `successes` exceeds `trials`, or `alpha` is not between 0 and 1.
///
/// ```
/// use ciyun::stats::clopper_pearson;
/// // 3 of 3: the lower end solves p³ = alpha/2 = 0.125.
/// let interval = clopper_pearson(3, 3, 0.25).unwrap();
/// assert!((interval.low - 0.5).abs() < 1e-12);
/// assert_eq!(interval.high, 1.0);
/// ```
#[must_use]
pub fn clopper_pearson(successes: u64, trials: u64, alpha: f64) -> Option<Interval> {
    assert!(successes <= trials, "{successes} of {trials}");
    assert!(0.0 < alpha && alpha < 1.0, "alpha is {alpha}");
    (trials > 0).then(|| Interval {
        low: share_below(successes, trials, alpha / 2.0),
        high: 1.0 - share_below(trials - successes, trials, alpha / 2.0),
    })
}

/// The share at which at least `successes` of `trials` have probability `tail`; 0 for none.
pub(super) fn share_below(successes: u64, trials: u64, tail: f64) -> f64 {
    if successes == 0 {
        return 0.0;
    }
    beta_quantile(tail, float(successes), float(trials - successes + 1))
}

/// The `x` with `I_x(a, b) = p`, for `a` and `b` of at least 1 and `p` below ½.
///
/// Newton's method on `ln I` as a function of `ln x`. That function is concave, because the
/// integrand `x^a (1−x)^(b−1)` is log-concave in `ln x` for `b ≥ 1`: so the first step ends left of
/// the root, and from there all steps go right.
fn beta_quantile(p: f64, a: f64, b: f64) -> f64 {
    let target = log(p);
    let mut log_x = log((a + 1.0) / (a + b + 2.0));
    // More steps than ever needed; each at least doubles the digits that are right.
    for n_steps in 0..100 {
        let x = exp(log_x);
        let complement = -expm1(log_x);
        let (value, slope) = log_beta_cdf(x, complement, a, b);
        let step = (target - value) / slope;
        log_x += step;
        // A step back, but for the first, is rounding.
        if n_steps > 0 && step <= 1e-15 * log_x.abs() {
            break;
        }
    }
    exp(log_x)
}

/// `ln I_x(a, b)` and its derivative by `ln x`, with `complement = 1 − x`; fast up to the mean.
///
/// # References
/// NIST Digital Library of Mathematical Functions, eq. 8.17.22 (continued fraction).
fn log_beta_cdf(x: f64, complement: f64, a: f64, b: f64) -> (f64, f64) {
    let fraction = beta_fraction(x, a, b);
    let front = log(b / (a + b)) + log_binomial_pmf(a, b, x, complement);
    (front + log(fraction), a / (complement * fraction))
}

/// The continued fraction of the incomplete beta function, from its end forwards (Lentz).
fn beta_fraction(x: f64, a: f64, b: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let guarded = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut c = 1.0;
    let mut d = 1.0 / guarded(1.0 - (a + b) * x / (a + 1.0));
    let mut fraction = d;
    let mut m = 1.0;
    while m < 100_000.0 {
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / guarded(1.0 + even * d);
        c = guarded(1.0 + even / c);
        fraction *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / guarded(1.0 + odd * d);
        c = guarded(1.0 + odd / c);
        let factor = d * c;
        fraction *= factor;
        if (factor - 1.0).abs() < 4e-16 {
            break;
        }
        m += 1.0;
    }
    fraction
}

/// The logarithm of the binomial probability of `hits` and `misses`, whole numbers, when a hit has
/// probability `share` and a miss `complement`.
///
/// Through deviances, because the logarithms of the factorials of large counts cancel.
///
/// # References
/// Loader (2000), *Fast and accurate computation of binomial probabilities*.
pub(super) fn log_binomial_pmf(hits: f64, misses: f64, share: f64, complement: f64) -> f64 {
    let trials = hits + misses;
    if hits == 0.0 {
        return trials * log1p_of(-share, complement);
    }
    if misses == 0.0 {
        return trials * log1p_of(-complement, share);
    }
    let error = stirling_error(trials) - stirling_error(hits) - stirling_error(misses);
    let deviance = deviance(hits, trials * share) + deviance(misses, trials * complement);
    let scale = trials / (hits * misses * 2.0 * std::f64::consts::PI);
    0.5 * log(scale) + error - deviance
}

/// `ln(1 + x)`, where the sum is known as well: from whichever of the two is exact.
fn log1p_of(x: f64, sum: f64) -> f64 {
    if x > -0.5 { log1p(x) } else { log(sum) }
}

/// `x ln(x/np) + np − x`, without cancellation where the two are close.
fn deviance(x: f64, np: f64) -> f64 {
    let v = (x - np) / (x + np);
    if v.abs() >= 0.1 {
        return x * log(x / np) + np - x;
    }
    // ln(x/np) = 2 (v + v³/3 + v⁵/5 + …).
    let mut sum = (x - np) * v;
    let mut power = 2.0 * x * v;
    let mut odd = 3.0;
    loop {
        power *= v * v;
        let next = sum + power / odd;
        if next == sum {
            return sum;
        }
        sum = next;
        odd += 2.0;
    }
}

/// `ln n! − ln(√(2πn) (n/e)^n)`.
fn stirling_error(n: f64) -> f64 {
    if n < 16.0 {
        let half_log_tau = 0.918_938_533_204_672_8;
        return lgamma(n + 1.0) - (n + 0.5) * log(n) + n - half_log_tau;
    }
    let n2 = n * n;
    let tail = 1.0 / 1680.0 - 1.0 / 1188.0 / n2;
    (1.0 / 12.0 - (1.0 / 360.0 - (1.0 / 1260.0 - tail / n2) / n2) / n2) / n
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn worst(name: &str, computed: impl Fn(&[f64]) -> f64) -> f64 {
        let text = include_str!("../../tests/oracle/distribution.csv");
        let mut n_rows = 0;
        let mut worst: f64 = 0.0;
        for line in text.lines().filter(|line| line.starts_with(name)) {
            let cells: Vec<f64> = line
                .split(',')
                .skip(1)
                .filter(|cell| !cell.is_empty())
                .map(|cell| cell.parse().unwrap())
                .collect();
            let (expected, arguments) = cells.split_last().unwrap();
            let found = computed(arguments);
            let error = (found - expected).abs() / expected.abs();
            assert!(error < 1e-10, "{line}: {found}");
            worst = worst.max(error);
            n_rows += 1;
        }
        assert!(n_rows >= 40, "{name}: {n_rows}");
        worst
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "whole numbers"
    )]
    fn whole(value: f64) -> u64 {
        value as u64
    }

    /// Values of SciPy and of mpmath at 60 digits; see `tests/oracle/distribution.py`.
    #[test]
    fn agrees_with_scipy_and_mpmath() {
        let chi_square = worst("chi2,", |a| {
            chi_square_sf(a[0], u32::try_from(whole(a[1])).unwrap())
        });
        let normal = worst("normal,", |a| super::super::normal_sf(a[0]));
        let low = worst("low,", |a| {
            clopper_pearson(whole(a[0]), whole(a[1]), a[2]).unwrap().low
        });
        let high = worst("high,", |a| {
            clopper_pearson(whole(a[0]), whole(a[1]), a[2])
                .unwrap()
                .high
        });
        let pmf = worst("binomial,", |a| {
            exp(log_binomial_pmf(a[0], a[1] - a[0], a[2], 1.0 - a[2]))
        });
        println!("chi2 {chi_square:e} normal {normal:e} low {low:e} high {high:e} pmf {pmf:e}");
    }

    #[test]
    fn ends_of_the_scales() {
        assert_eq!(chi_square_sf(0.0, 3), 1.0);
        assert_eq!(chi_square_sf(-1.0, 1), 1.0);
        assert_eq!(chi_square_sf(1e6, 1), 0.0);
        assert_eq!(clopper_pearson(0, 0, 0.05), None);
        assert_eq!(clopper_pearson(0, 9, 0.05).unwrap().low, 0.0);
        assert_eq!(clopper_pearson(9, 9, 0.05).unwrap().high, 1.0);
    }

    proptest! {
        #[test]
        fn quantiles_invert(a in 1_u32..3000, b in 1_u32..3000, exponent in 0.7_f64..60.0) {
            let (a, b, p) = (f64::from(a), f64::from(b), exp(-exponent));
            let x = beta_quantile(p, a, b);
            let (found, _) = log_beta_cdf(x, 1.0 - x, a, b);
            prop_assert!((found + exponent).abs() < 1e-9, "{found} for {p}");
        }

        #[test]
        fn more_is_less_probable(x in 0.0_f64..1000.0, more in 1e-6_f64..10.0, df in 1_u32..60) {
            let here = chi_square_sf(x, df) * (1.0 + 1e-12);
            prop_assert!(chi_square_sf(x + more, df) <= here);
            prop_assert!(chi_square_sf(x + more, df) <= chi_square_sf(x + more, df + 1) * (1.0 + 1e-12));
        }
    }
}
