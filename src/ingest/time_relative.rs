//! Times that pages tell from the moment they are shown: `3分钟前`, `昨天 12:30`, `05-01`.

use jiff::civil::{Date, DateTime, Time};
use jiff::{SignedDuration, Span};

use super::time::{Scan, without_prefix};

/// A time told from a moment that the cell does not name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Relative {
    /// Seconds before.
    Seconds(i64),
    /// Days before, perhaps at a time of day.
    Days(i64, Option<Time>),
    /// Months before.
    Months(i64),
    /// The last such day of a year.
    MonthDay(i8, i8, Option<Time>),
}

/// Lengths of the units that are counted in, with their Chinese and English names.
const UNITS: [(&str, Unit); 20] = [
    ("秒钟", Unit::Seconds(1)),
    ("秒", Unit::Seconds(1)),
    ("分钟", Unit::Seconds(60)),
    ("分", Unit::Seconds(60)),
    ("小时", Unit::Seconds(3600)),
    ("天", Unit::Days(1)),
    ("日", Unit::Days(1)),
    ("周", Unit::Days(7)),
    ("星期", Unit::Days(7)),
    ("个星期", Unit::Days(7)),
    ("个小时", Unit::Seconds(3600)),
    ("个月", Unit::Months(1)),
    ("月", Unit::Months(1)),
    ("年", Unit::Months(12)),
    ("second", Unit::Seconds(1)),
    ("minute", Unit::Seconds(60)),
    ("hour", Unit::Seconds(3600)),
    ("day", Unit::Days(1)),
    ("week", Unit::Days(7)),
    ("month", Unit::Months(1)),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Seconds(i64),
    Days(i64),
    Months(i64),
}

impl Unit {
    fn times(self, n: i64) -> Option<Relative> {
        Some(match self {
            Unit::Seconds(length) => Relative::Seconds(n.checked_mul(length)?),
            Unit::Days(length) => Relative::Days(n.checked_mul(length)?, None),
            Unit::Months(length) => Relative::Months(n.checked_mul(length)?),
        })
    }
}

/// Reads a cell in a relative form; a word behind it that is no part of it, such as a place, is
/// passed over.
pub(super) fn read(cell: &str) -> Option<Relative> {
    let cell = without_prefix(cell.trim());
    ago(cell)
        .or_else(|| named_day(cell))
        .or_else(|| month_day(cell))
        .or_else(|| {
            let (time, behind) = cell.rsplit_once(' ')?;
            let is_remark = !behind.contains(|c: char| c.is_ascii_digit());
            is_remark.then(|| read(time))?
        })
}

/// `3分钟前`, `半小时前`, `2 days ago`, `刚刚`.
fn ago(cell: &str) -> Option<Relative> {
    if matches!(cell, "刚刚" | "刚才" | "just now" | "now") {
        return Some(Relative::Seconds(0));
    }
    let length = cell.strip_suffix('前').or_else(|| {
        let english = cell.strip_suffix(" ago")?;
        Some(english.strip_suffix('s').unwrap_or(english))
    })?;
    let length = length.strip_suffix('以').unwrap_or(length).trim_end();
    if let "半小时" | "半个小时" = length {
        return Some(Relative::Seconds(1800));
    }
    // The longest name first, so that 个月 is not taken for 月.
    let (n, unit) = UNITS
        .iter()
        .filter_map(|(name, unit)| Some((length.strip_suffix(name)?.trim_end(), *unit)))
        .chain(
            length
                .strip_suffix("year")
                .map(|n| (n.trim_end(), Unit::Months(12))),
        )
        .min_by_key(|(n, _)| n.len())?;
    let n = match n {
        "a" | "an" | "一" => 1,
        "两" | "二" => 2,
        "三" => 3,
        "四" => 4,
        "五" => 5,
        "六" => 6,
        "七" => 7,
        "八" => 8,
        "九" => 9,
        "十" => 10,
        digits if digits.bytes().all(|byte| byte.is_ascii_digit()) => digits.parse().ok()?,
        _ => return None,
    };
    unit.times(n)
}

/// `昨天 12:30`, `今天`, `12:30`.
fn named_day(cell: &str) -> Option<Relative> {
    const DAYS: [(&str, i64); 6] = [
        ("今天", 0),
        ("昨天", 1),
        ("前天", 2),
        ("today", 0),
        ("Yesterday", 1),
        ("yesterday", 1),
    ];
    let mut scan = Scan(cell);
    let named = DAYS
        .into_iter()
        .find_map(|(name, days)| scan.word(name).map(|()| days));
    scan.blanks();
    let time = match scan.0.is_empty() {
        true => None,
        false => Some(scan.time()?),
    };
    let told = named.or(time.map(|_| 0))?;
    scan.0.is_empty().then_some(Relative::Days(told, time))
}

/// `05-01`, `5月1日 12:30`.
fn month_day(cell: &str) -> Option<Relative> {
    let mut scan = Scan(cell);
    let (month, _) = scan.number()?;
    ['-', '/', '月'].into_iter().find_map(|c| scan.take(c))?;
    let (day, _) = scan.number()?;
    let _ = scan.take('日');
    scan.blanks();
    let time = match scan.0.is_empty() {
        true => None,
        false => Some(scan.time()?),
    };
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    // The 29th of February is a day in some year.
    let exists = Date::new(2024, month, day).is_ok() && scan.0.is_empty();
    exists.then_some(Relative::MonthDay(month, day, time))
}

impl Relative {
    /// The moment told, seen from `reference`; `None` when it lies outside the calendar.
    pub(super) fn before(self, reference: DateTime) -> Option<DateTime> {
        let midnight = Time::midnight();
        let back = |span: Span| reference.date().checked_sub(span).ok();
        match self {
            Relative::Seconds(n) => reference.checked_sub(SignedDuration::from_secs(n)).ok(),
            Relative::Days(n, time) => {
                let day = back(Span::new().try_days(n).ok()?)?;
                Some(day.to_datetime(time.unwrap_or(midnight)))
            }
            Relative::Months(n) => {
                Some(back(Span::new().try_months(n).ok()?)?.to_datetime(midnight))
            }
            // The 29th of February may lie up to eight years back.
            Relative::MonthDay(month, day, time) => (0..=8).find_map(|years| {
                let day = Date::new(reference.year() - years, month, day).ok()?;
                let moment = day.to_datetime(time.unwrap_or(midnight));
                (moment <= reference).then_some(moment)
            }),
        }
    }
}
