//! An interval for a share.

/// The 97.5 % quantile of the normal distribution: two-sided 95 %.
const Z: f64 = 1.959_963_984_540_054;

/// A closed interval; of shares, 0 to 1, unless stated.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// The 95 % score interval for the share `successes / trials`, without continuity correction.
///
/// `None` when `trials` is 0. The ends lie in 0 to 1 also where the share is 0 or 1.
///
/// # References
/// Wilson (1927), *Probable inference, the law of succession, and statistical inference*, JASA 22,
/// 209–212; Brown, Cai and DasGupta (2001), *Interval estimation for a binomial proportion*,
/// eq. (4).
///
/// # Panics
/// When `successes` exceeds `trials`.
///
/// ```
/// // p = 1/2, n = 4, z² = 3.8415: centre (2 + 1.9207) / 7.8415 = 0.5,
/// // half width 1.96·√(4·¼ + 0.9604) / 7.8415 = 0.3500.
/// let interval = ciyun::stats::wilson(2, 4).unwrap();
/// assert!((interval.low - 0.1500).abs() < 1e-4);
/// assert!((interval.high - 0.8500).abs() < 1e-4);
/// ```
#[must_use]
pub fn wilson(successes: u64, trials: u64) -> Option<Interval> {
    assert!(successes <= trials, "{successes} of {trials}");
    if trials == 0 {
        return None;
    }
    let (x, n, z2) = (float(successes), float(trials), Z * Z);
    let centre = (x + z2 / 2.0) / (n + z2);
    let spread = Z * (x * (n - x) / n + z2 / 4.0).sqrt() / (n + z2);
    // At the ends of the scale the formula gives 0 and 1 up to rounding.
    Some(Interval {
        low: if successes == 0 { 0.0 } else { centre - spread },
        high: if successes == trials {
            1.0
        } else {
            centre + spread
        },
    })
}

/// A count as a float; counts stay far below 2^53, where this is exact.
pub(super) fn float(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Values of `statsmodels.stats.proportion.proportion_confint(x, n, 0.05, "wilson")`; see
    /// `tests/oracle/wilson.py`.
    #[test]
    fn agrees_with_statsmodels() {
        let text = include_str!("../../tests/oracle/wilson.csv");
        let mut n_rows = 0;
        for line in text.lines().filter(|line| !line.starts_with(['#', 'x'])) {
            let cells: Vec<f64> = line.split(',').map(|cell| cell.parse().unwrap()).collect();
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "small whole numbers"
            )]
            let interval = wilson(cells[0] as u64, cells[1] as u64).unwrap();
            assert!((interval.low - cells[2]).abs() < 1e-12, "{line}");
            assert!((interval.high - cells[3]).abs() < 1e-12, "{line}");
            n_rows += 1;
        }
        assert!(n_rows >= 10);
    }

    #[test]
    fn nothing_tried_has_no_interval() {
        assert_eq!(wilson(0, 0), None);
    }

    proptest! {
        #[test]
        fn holds_the_share_and_stays_a_share(n in 1_u64..1_000_000, part in 0.0..=1.0_f64) {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "below n")]
            let x = ((n as f64) * part) as u64;
            let Interval { low, high } = wilson(x, n).unwrap();
            let share = x as f64 / n as f64;
            prop_assert!(0.0 <= low && low <= share && share <= high && high <= 1.0);
        }
    }
}
