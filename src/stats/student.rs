//! Student's t, for tests with a variance estimated from few values.

use libm::{exp, lgamma, log1p};

/// Terms after which the continued fraction has long converged.
const MOST_TERMS: u32 = 10_000;

/// The share of Student's t distribution with `df` degrees of freedom at least as far from 0 as
/// `t`, on both sides: the incomplete beta function `I_x(df/2, 1/2)` at `x = df/(df + t²)`,
/// accurate in the tail.
///
/// # References
/// Abramowitz and Stegun (1964), *Handbook of mathematical functions*, eq. 26.5.27, and 26.5.8 for
/// the continued fraction, taken from the front (Lentz 1976).
///
/// # Panics
/// When `df` is not above 0.
///
/// ```
/// // One degree of freedom is Cauchy's distribution: half lies beyond 1.
/// assert!((ciyun::stats::student_two_sided_p(1.0, 1.0) - 0.5).abs() < 1e-12);
/// // The usual table: 2.228 for 10 degrees and 5 %.
/// assert!((ciyun::stats::student_two_sided_p(-2.228139, 10.0) - 0.05).abs() < 1e-7);
/// ```
#[must_use]
pub fn student_two_sided_p(t: f64, df: f64) -> f64 {
    assert!(df > 0.0, "{df} degrees of freedom");
    let square = t * t;
    // ln x and ln(1 − x), neither from a difference of near numbers.
    let log_x = -log1p(square / df);
    let log_rest = if square > 0.0 {
        -log1p(df / square)
    } else {
        return 1.0;
    };
    let (a, b) = (df / 2.0, 0.5);
    let front = exp(a * log_x + b * log_rest - lgamma(a) - lgamma(b) + lgamma(a + b));
    let x = df / (df + square);
    if x < (a + 1.0) / (a + b + 2.0) {
        front / a * fraction(x, a, b)
    } else {
        1.0 - front / b * fraction(square / (df + square), b, a)
    }
}

/// The t beyond which 5 % lie on both sides together, by halving an interval.
pub(super) fn student_quantile_95(df: f64) -> f64 {
    // One degree of freedom needs 12.7, more need less.
    let (mut low, mut high) = (1.9, 13.0);
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if student_two_sided_p(middle, df) > 0.05 {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high)
}

/// The continued fraction of the incomplete beta function, `1/(1 + d₁/(1 + d₂/(1 + …)))`.
fn fraction(x: f64, a: f64, b: f64) -> f64 {
    let away_from_0 = |value: f64| if value.abs() < 1e-300 { 1e-300 } else { value };
    let mut c = 1.0;
    let mut d = 1.0 / away_from_0(1.0 - (a + b) * x / (a + 1.0));
    let mut value = d;
    for m in 1..MOST_TERMS {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        let before = value;
        for term in [even, odd] {
            d = 1.0 / away_from_0(1.0 + term * d);
            c = away_from_0(1.0 + term / c);
            value *= d * c;
        }
        if (value / before - 1.0).abs() < 1e-16 {
            break;
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::oracle::{assert_close, rows};
    use crate::stats::two_sided_p;

    /// Values of `scipy.stats.t`; see `tests/oracle/student.py`.
    #[test]
    fn agrees_with_scipy_in_the_tail_too() {
        let mut n_rows = 0;
        for row in rows(include_str!("../../tests/oracle/student.csv")) {
            let (t, df): (f64, f64) = (row[0].parse().unwrap(), row[1].parse().unwrap());
            let expected: f64 = row[2].parse().unwrap();
            assert_close(Some(student_two_sided_p(t, df) / expected), "1", &row);
            assert_close(Some(student_quantile_95(df)), row[3], &row);
            n_rows += 1;
        }
        assert!(n_rows >= 40);
    }

    #[test]
    fn many_degrees_of_freedom_are_the_normal_law() {
        for t in [0.0, 0.5, 2.0, 5.0] {
            let apart = student_two_sided_p(t, 1e7) / two_sided_p(t) - 1.0;
            assert!(apart.abs() < 1e-4, "{t}: {apart}");
        }
    }
}
