//! A value with the range in which it may lie.

use crate::stats::{Interval, wilson};

/// The largest value that a chart draws.
pub const LARGEST: f64 = 1e9;

/// A value, where known with its interval and the count behind it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The value; of a share, 0 to 1.
    pub value: f64,
    /// The interval around it.
    pub interval: Option<Interval>,
    /// The count that it was made of.
    pub n: Option<u64>,
}

impl Estimate {
    /// The share `with / n` and its 95 % interval after Wilson; `None` when `n` is 0 or `with`
    /// exceeds it.
    ///
    /// ```
    /// use ciyun::chart::Estimate;
    /// let quarter = Estimate::share(25, 100).unwrap();
    /// assert_eq!((quarter.value, quarter.n), (0.25, Some(25)));
    /// assert_eq!(Estimate::share(0, 0), None);
    /// ```
    #[must_use]
    pub fn share(with: u64, n: u64) -> Option<Estimate> {
        if with > n {
            return None;
        }
        let interval = wilson(with, n)?;
        #[expect(
            clippy::cast_precision_loss,
            reason = "counts of comments are below 2^53"
        )]
        let value = with as f64 / n as f64;
        Some(Estimate {
            value,
            interval: Some(interval),
            n: Some(with),
        })
    }

    /// The estimate if it can be drawn, without an interval that cannot.
    pub(super) fn drawable(self) -> Option<Estimate> {
        let interval = self.interval.filter(|interval| {
            can_be_drawn(interval.low)
                && can_be_drawn(interval.high)
                && interval.low <= interval.high
        });
        can_be_drawn(self.value).then_some(Estimate { interval, ..self })
    }

    /// The largest number that its drawing reaches.
    pub(super) fn reach(&self) -> f64 {
        self.interval
            .map_or(self.value, |interval| interval.high.max(self.value))
    }
}

/// Whether a value has a place on an axis from 0.
pub(super) fn can_be_drawn(value: f64) -> bool {
    (0.0..=LARGEST).contains(&value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_drawn_is_not_an_estimate() {
        let estimate = |value, low, high| Estimate {
            value,
            interval: Some(Interval { low, high }),
            n: None,
        };
        for value in [f64::NAN, f64::INFINITY, -0.1, 2.0 * LARGEST] {
            assert_eq!(estimate(value, 0.0, 1.0).drawable(), None);
            let kept = estimate(0.5, 0.0, value).drawable().unwrap();
            assert_eq!((kept.value, kept.interval), (0.5, None));
        }
        assert_eq!(estimate(0.5, 0.4, 0.7).reach(), 0.7);
        assert_eq!(Estimate::share(3, 2), None);
    }
}
