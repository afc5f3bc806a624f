//! In which clock times are told, and what a time is counted back from.

use std::fmt;
use std::str::FromStr;

use jiff::SignedDuration;
use jiff::Timestamp;
use jiff::civil::{DateTime, time};
use jiff::tz::Offset;
use serde::{Deserialize, Serialize};

use super::IngestError;
use super::time::{self, Written};
use super::time_relative;

/// The distance of a clock from UTC, such as `+08:00`, the default.
///
/// ```
/// use ciyun::ingest::UtcOffset;
/// assert_eq!(UtcOffset::default().to_string(), "+08:00");
/// assert_eq!("8".parse::<UtcOffset>().unwrap(), UtcOffset::default());
/// assert_eq!("UTC-5:30".parse::<UtcOffset>().unwrap().to_string(), "-05:30");
/// assert!("+25".parse::<UtcOffset>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct UtcOffset(Offset);

impl UtcOffset {
    /// The clock of UTC itself.
    pub const UTC: UtcOffset = UtcOffset(Offset::UTC);

    /// The offset as jiff's type.
    #[must_use]
    pub fn offset(self) -> Offset {
        self.0
    }
}

impl Default for UtcOffset {
    /// China's clock.
    fn default() -> Self {
        UtcOffset(jiff::tz::offset(8))
    }
}

impl fmt::Display for UtcOffset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let minutes = self.0.seconds() / 60;
        let sign = if minutes < 0 { '-' } else { '+' };
        let (hours, minutes) = (minutes.abs() / 60, minutes.abs() % 60);
        write!(f, "{sign}{hours:02}:{minutes:02}")
    }
}

impl FromStr for UtcOffset {
    type Err = IngestError;

    /// Reads `+08:00`, `+0800`, `+8`, `8` or `UTC+8`; at most 14 hours.
    ///
    /// # Errors
    /// [`IngestError::BadOffset`].
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bad = || IngestError::BadOffset {
            found: text.to_owned(),
        };
        let plain = text.trim();
        let plain = plain
            .strip_prefix("UTC")
            .or_else(|| plain.strip_prefix("GMT"))
            .unwrap_or(plain);
        let signed = match plain.starts_with(['+', '-']) {
            true => plain.to_owned(),
            false if plain.is_empty() => "+0".to_owned(),
            false => format!("+{plain}"),
        };
        time::offset(&signed).map(UtcOffset).ok_or_else(bad)
    }
}

impl TryFrom<String> for UtcOffset {
    type Error = IngestError;

    fn try_from(text: String) -> Result<Self, IngestError> {
        text.parse()
    }
}

impl From<UtcOffset> for String {
    fn from(offset: UtcOffset) -> String {
        offset.to_string()
    }
}

/// The moment that `3分钟前` or `昨天` counts back from: when the comments were fetched.
///
/// A date alone stands for its noon, so that an hour more or less keeps the day.
///
/// ```
/// use ciyun::ingest::ReferenceTime;
/// assert_eq!("2023-05-01".parse::<ReferenceTime>().unwrap().to_string(), "2023-05-01T12:00:00");
/// assert!("yesterday".parse::<ReferenceTime>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ReferenceTime(DateTime);

impl ReferenceTime {
    /// The moment, in the clock of the run.
    #[must_use]
    pub fn moment(self) -> DateTime {
        self.0
    }
}

impl fmt::Display for ReferenceTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for ReferenceTime {
    type Err = IngestError;

    /// Reads a date, or a date and a time, in any absolute form without a zone.
    ///
    /// # Errors
    /// [`IngestError::BadReference`].
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match time::read(text.trim()) {
            Some(Written::Date(date)) => Ok(ReferenceTime(date.to_datetime(time(12, 0, 0, 0)))),
            Some(Written::Civil(moment)) => Ok(ReferenceTime(moment)),
            _ => Err(IngestError::BadReference {
                found: text.to_owned(),
            }),
        }
    }
}

impl TryFrom<String> for ReferenceTime {
    type Error = IngestError;

    fn try_from(text: String) -> Result<Self, IngestError> {
        text.parse()
    }
}

impl From<ReferenceTime> for String {
    fn from(reference: ReferenceTime) -> String {
        reference.to_string()
    }
}

/// How the times of an input are understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Clock {
    /// The clock in which all times are told, and days and months begin.
    pub offset: UtcOffset,
    /// What relative times count back from; without it they stay empty.
    pub reference: Option<ReferenceTime>,
}

/// In which clock an export writes times that name none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Unzoned {
    /// In that of the run.
    #[default]
    Run,
    /// In UTC.
    Utc,
}

/// Why a cell gives no time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TimeProblem {
    /// It counts back from a moment that is not known.
    Relative,
    /// It has no known form, or lies outside the years of [`time::YEARS`].
    Unreadable,
}

impl Clock {
    /// The moment that a cell names, in this clock.
    pub(super) fn read(&self, cell: &str, unzoned: Unzoned) -> Result<DateTime, TimeProblem> {
        if let Some(written) = time::read(cell) {
            let moment = match (written, unzoned) {
                (Written::Instant(instant), _) => self.tell(instant),
                (Written::Date(date), _) => date.to_datetime(time(0, 0, 0, 0)),
                (Written::Civil(moment), Unzoned::Run) => moment,
                (Written::Civil(moment), Unzoned::Utc) => {
                    let ahead = i64::from(self.offset.0.seconds());
                    moment.saturating_add(SignedDuration::from_secs(ahead))
                }
            };
            return match time::YEARS.contains(&moment.year()) {
                true => Ok(moment),
                false => Err(TimeProblem::Unreadable),
            };
        }
        let relative = time_relative::read(cell).ok_or(TimeProblem::Unreadable)?;
        let reference = self.reference.ok_or(TimeProblem::Relative)?;
        relative
            .before(reference.moment())
            .ok_or(TimeProblem::Unreadable)
    }

    fn tell(&self, instant: Timestamp) -> DateTime {
        self.offset.0.to_datetime(instant)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(cell: &str) -> String {
        match Clock::default().read(cell, Unzoned::Run) {
            Ok(moment) => moment.to_string(),
            Err(problem) => format!("{problem:?}"),
        }
    }

    #[test]
    fn every_form_seen_is_told_in_one_clock() {
        for (cell, expected) in [
            // 1714536000 s = 2024-05-01T04:00:00Z = 12:00 in China.
            ("1714536000", "2024-05-01T12:00:00"),
            ("1714536000123", "2024-05-01T12:00:00"),
            ("1714536000.0", "2024-05-01T12:00:00"),
            ("1714536000000000", "2024-05-01T12:00:00"),
            ("2024-05-01 12:00:00+08:00", "2024-05-01T12:00:00"),
            ("2024-05-01T04:00:00Z", "2024-05-01T12:00:00"),
            ("2024-05-01T04:00:00.000Z", "2024-05-01T12:00:00"),
            ("2026-07-20T18:04:23-07:00", "2026-07-21T09:04:23"),
            ("2019-10-03 12:00:00", "2019-10-03T12:00:00"),
            ("2023-05-01 12:00", "2023-05-01T12:00:00"),
            ("2023-05-01T12:00:00", "2023-05-01T12:00:00"),
            ("2020/1/6 12:09:38", "2020-01-06T12:09:38"),
            ("2024/7/15 6:55", "2024-07-15T06:55:00"),
            ("2026/4/14 下午2:25:10", "2026-04-14T14:25:10"),
            ("2026/4/14 上午12:05", "2026-04-14T00:05:00"),
            ("Tue Dec 01 14:13:09 +0800 2020", "2020-12-01T14:13:09"),
            ("Tue Dec 01 06:13:09 +0000 2020", "2020-12-01T14:13:09"),
            ("Tue Dec 01 14:13:09 CST 2020", "2020-12-01T14:13:09"),
            ("Tue, 01 Dec 2020 06:13:09 GMT", "2020-12-01T14:13:09"),
            (
                "Tue Dec 01 2020 14:13:09 GMT+0800 (中国标准时间)",
                "2020-12-01T14:13:09",
            ),
            ("October 30, 2017", "2017-10-30T00:00:00"),
            ("Aug 11, 2026", "2026-08-11T00:00:00"),
            ("10 August 2026", "2026-08-10T00:00:00"),
            ("2017年10月30日", "2017-10-30T00:00:00"),
            ("2023年05月01日 12:30", "2023-05-01T12:30:00"),
            ("2023年5月1日12时30分", "2023-05-01T12:30:00"),
            ("2023.05.01", "2023-05-01T00:00:00"),
            ("20230501", "2023-05-01T00:00:00"),
            ("20230501123005", "2023-05-01T12:30:05"),
            ("发布于 2023-05-01 12:30 来自 iPhone", "2023-05-01T12:30:00"),
            ("2023-05-01 北京", "2023-05-01T00:00:00"),
            // 43741.5 days in Excel's calendar, see `spreadsheet_cells`.
            ("43741.5", "2019-10-03T12:00:00"),
            ("24/7", "Unreadable"),
            ("10/30/2017", "2017-10-30T00:00:00"),
            // The third of April or the fourth of March: not guessed.
            ("03/04/2017", "Unreadable"),
            ("2023-02-30", "Unreadable"),
            ("2023-05-01 25:00", "Unreadable"),
            ("0", "Unreadable"),
            ("1023-05-01", "Unreadable"),
            ("99999999999999999999999", "Unreadable"),
            ("很好用", "Unreadable"),
            ("3分钟前", "Relative"),
            ("05-01", "Relative"),
        ] {
            assert_eq!(read(cell), expected, "{cell}");
        }
    }

    #[test]
    fn times_without_a_zone_in_utc_are_moved_but_dates_stay() {
        let clock = Clock::default();
        let read = |cell| clock.read(cell, Unzoned::Utc).unwrap().to_string();
        assert_eq!(read("2020-12-31 20:00:00"), "2021-01-01T04:00:00");
        assert_eq!(read("2020-12-31"), "2020-12-31T00:00:00");
        assert_eq!(read("2020-12-31T20:00:00+00:00"), "2021-01-01T04:00:00");
    }

    #[test]
    fn the_offset_decides_the_day() {
        let clock = Clock {
            offset: "-5".parse().unwrap(),
            reference: None,
        };
        let told = clock.read("2024-01-01T03:00:00Z", Unzoned::Run).unwrap();
        assert_eq!(told.to_string(), "2023-12-31T22:00:00");
    }

    #[test]
    fn relative_times_count_back_from_the_reference() {
        let clock = Clock {
            reference: Some("2024-03-01 08:30".parse().unwrap()),
            ..Clock::default()
        };
        for (cell, expected) in [
            ("刚刚", "2024-03-01T08:30:00"),
            ("30秒前", "2024-03-01T08:29:30"),
            ("5分钟前", "2024-03-01T08:25:00"),
            ("5 分钟前", "2024-03-01T08:25:00"),
            ("半小时前", "2024-03-01T08:00:00"),
            ("2小时前", "2024-03-01T06:30:00"),
            ("9小时前 北京", "2024-02-29T23:30:00"),
            ("今天 07:30", "2024-03-01T07:30:00"),
            ("今天07:30", "2024-03-01T07:30:00"),
            ("昨天", "2024-02-29T00:00:00"),
            ("昨天 23:05", "2024-02-29T23:05:00"),
            ("前天 01:02", "2024-02-28T01:02:00"),
            ("3天前", "2024-02-27T00:00:00"),
            ("两周前", "2024-02-16T00:00:00"),
            ("1个月前", "2024-02-01T00:00:00"),
            ("1年前", "2023-03-01T00:00:00"),
            ("02-29", "2024-02-29T00:00:00"),
            ("02月29日 12:30", "2024-02-29T12:30:00"),
            // Not yet come this year, so last year's.
            ("12-05", "2023-12-05T00:00:00"),
            ("03-01 08:31", "2023-03-01T08:31:00"),
            ("08:00", "2024-03-01T08:00:00"),
            ("2 days ago", "2024-02-28T00:00:00"),
            ("an hour ago", "2024-03-01T07:30:00"),
            ("yesterday", "2024-02-29T00:00:00"),
            ("编辑于 昨天 23:05", "2024-02-29T23:05:00"),
        ] {
            let told = clock.read(cell, Unzoned::Run).map(|told| told.to_string());
            assert_eq!(told.as_deref(), Ok(expected), "{cell}");
        }
        for cell in ["99999999999年前", "13-40", "前", "天前", "-3天前"] {
            assert_eq!(
                clock.read(cell, Unzoned::Run),
                Err(TimeProblem::Unreadable),
                "{cell}"
            );
        }
    }

    proptest::proptest! {
        #[test]
        fn any_cell_reads_or_not_but_never_panics(cell in "[0-9年月日时分秒前昨天:：+./ -]{0,20}|\\PC{0,30}") {
            let clock = Clock {
                reference: Some("2024-03-01".parse().unwrap()),
                offset: "+14".parse().unwrap(),
            };
            let _ = clock.read(&cell, Unzoned::Utc);
        }
    }
}
