//! Tail areas of the normal distribution, for p-values.

use libm::erfc;

/// The share of the normal distribution above `z`: `erfc(z/√2) / 2`, accurate in the tail, where
/// one minus the share below is 0 from z = 8.3 on.
///
/// # References
/// Abramowitz and Stegun (1964), *Handbook of mathematical functions*, eq. 26.2.29.
///
/// ```
/// assert_eq!(ciyun::stats::normal_sf(0.0), 0.5);
/// assert!((ciyun::stats::normal_sf(1.959964) - 0.025).abs() < 1e-7);
/// ```
#[must_use]
pub fn normal_sf(z: f64) -> f64 {
    erfc(z * std::f64::consts::FRAC_1_SQRT_2) / 2.0
}

/// The share of the normal distribution at least as far from 0 as `z`, on both sides.
///
/// ```
/// assert_eq!(ciyun::stats::two_sided_p(0.0), 1.0);
/// assert_eq!(ciyun::stats::two_sided_p(-3.0), 2.0 * ciyun::stats::normal_sf(3.0));
/// ```
#[must_use]
pub fn two_sided_p(z: f64) -> f64 {
    2.0 * normal_sf(z.abs())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::oracle::{assert_close, rows};

    /// Values of `scipy.stats.norm.sf`; see `tests/oracle/normal.py`.
    #[test]
    fn agrees_with_scipy_in_the_tail_too() {
        let mut n_rows = 0;
        for row in rows(include_str!("../../tests/oracle/normal.csv")) {
            let z: f64 = row[0].parse().unwrap();
            // A tail of 1e-298 is no rounding of 0: scaled before it is compared.
            let expected: f64 = row[1].parse().unwrap();
            assert_close(Some(normal_sf(z) / expected), "1", &row);
            n_rows += 1;
        }
        assert!(n_rows >= 15);
    }

    #[test]
    fn both_tails_are_one() {
        for z in [0.0, 0.3, 1.0, 2.5, 8.0] {
            assert!((normal_sf(z) + normal_sf(-z) - 1.0).abs() < 1e-15);
        }
    }
}
