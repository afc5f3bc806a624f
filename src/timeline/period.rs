//! Days, weeks and months, counted.

use jiff::civil::{Date, Weekday, date};
use serde::{Deserialize, Serialize};

/// Periods between the first and the last comment at most.
pub const MOST_PERIODS: usize = 5000;

/// Fewest periods that the coarser of two choices must have.
const ENOUGH: i64 = 6;

/// The length of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Period {
    /// A day, `2023-05-27`.
    Day,
    /// A week by ISO 8601, Monday to Sunday, `2023-W21`.
    Week,
    /// A month, `2023-05`.
    Month,
}

/// Why there is no time line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TimelineError {
    /// The periods are too short for the time between the first and the last comment.
    #[error(
        "{found} periods of a {period} between {first} and {last}, expected at most {most}; choose a longer period, or leave out wrong dates with --enable \"column-filter=time>=2020-01\""
    )]
    TooManyPeriods {
        /// How many there would be.
        found: usize,
        /// How many there may be.
        most: usize,
        /// The name of the period.
        period: &'static str,
        /// The first period.
        first: String,
        /// The last period.
        last: String,
    },
}

impl Period {
    /// The name of the period: `day`, `week` or `month`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Period::Day => "day",
            Period::Week => "week",
            Period::Month => "month",
        }
    }

    /// The longest period of which there are at least 6 between two days, both included; days when
    /// there is none.
    ///
    /// ```
    /// use ciyun::timeline::Period;
    /// use jiff::civil::date;
    /// assert_eq!(Period::suited(date(2023, 1, 31), date(2023, 6, 1)), Period::Month);
    /// assert_eq!(Period::suited(date(2023, 1, 31), date(2023, 5, 31)), Period::Week);
    /// assert_eq!(Period::suited(date(2023, 1, 2), date(2023, 1, 29)), Period::Day);
    /// ```
    #[must_use]
    pub fn suited(first: Date, last: Date) -> Period {
        let longer = [Period::Month, Period::Week].into_iter();
        let mut enough =
            longer.filter(|period| period.number(last) - period.number(first) + 1 >= ENOUGH);
        enough.next().unwrap_or(Period::Day)
    }

    /// The number of the period that a day lies in; successive periods have successive numbers.
    pub(super) fn number(self, day: Date) -> i64 {
        match self {
            Period::Day => days(day),
            // The epoch is a Monday.
            Period::Week => days(day).div_euclid(7),
            Period::Month => i64::from(day.year()) * 12 + i64::from(day.month()) - 1,
        }
    }

    /// The name of the period of a day.
    pub(super) fn label(self, day: Date) -> String {
        match self {
            Period::Day => day.strftime("%Y-%m-%d").to_string(),
            Period::Week => day.strftime("%G-W%V").to_string(),
            Period::Month => day.strftime("%Y-%m").to_string(),
        }
    }

    /// The first day of the next period; `None` at the end of the calendar.
    pub(super) fn next(self, day: Date) -> Option<Date> {
        match self {
            Period::Day => day.tomorrow().ok(),
            Period::Week => day.nth_weekday(1, Weekday::Monday).ok(),
            Period::Month => day.last_of_month().tomorrow().ok(),
        }
    }
}

fn days(day: Date) -> i64 {
    const EPOCH: Date = date(1970, 1, 5);
    i64::from((day - EPOCH).get_days())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_labels_go_on_together() {
        for period in [Period::Day, Period::Week, Period::Month] {
            let mut day = date(2019, 12, 28);
            for _ in 0..400 {
                let next = period.next(day).unwrap();
                assert_eq!(
                    period.number(next),
                    period.number(day) + 1,
                    "{period:?} {day}"
                );
                assert!(period.label(next) > period.label(day), "{period:?} {day}");
                day = next;
            }
        }
        // A Thursday; the first week of the year has it.
        assert_eq!(Period::Week.label(date(2026, 1, 1)), "2026-W01");
        assert_eq!(Period::Week.number(date(1969, 12, 31)), -1);
    }
}
