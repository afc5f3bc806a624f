//! Absolute times in the forms that exports write them.

use std::ops::RangeInclusive;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time, date};
use jiff::fmt::rfc2822;
use jiff::fmt::strtime::BrokenDownTime;
use jiff::tz::Offset;

/// Years in which comments are written; other numbers are no times.
pub(super) const YEARS: RangeInclusive<i16> = 1995..=2100;

/// A time as a cell states it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Written {
    /// A moment, wherever it is told.
    Instant(Timestamp),
    /// A day.
    Date(Date),
    /// A day and a time of day in a clock that is not named.
    Civil(DateTime),
}

/// Words in front of a time on pages.
const PREFIXES: [&str; 8] = [
    "发布于",
    "编辑于",
    "发表于",
    "评论于",
    "更新于",
    "修改于",
    "回复于",
    "投稿于",
];

/// Forms with the names of months, as `strftime` writes them. Each gives a moment, a day and
/// time, or a day alone.
const NAMED_MONTHS: [&str; 14] = [
    // Weibo's interface and Java's Date.
    "%a %b %d %H:%M:%S %z %Y",
    "%a %b %d %H:%M:%S CST %Y",
    "%a %b %d %H:%M:%S %Y",
    // JavaScript's Date, without the name of the zone in brackets.
    "%a %b %d %Y %H:%M:%S GMT%z",
    "%B %d, %Y",
    "%b %d, %Y",
    "%d %B %Y",
    "%d %b %Y",
    "%B %d, %Y %I:%M %p",
    "%b %d, %Y %I:%M %p",
    "%B %d, %Y %I:%M:%S %p",
    "%b %d, %Y %I:%M:%S %p",
    "%B %d, %Y %H:%M:%S",
    "%b %d, %Y %H:%M:%S",
];

/// Days from the first of Excel's calendar that are taken for dates: 1982 to 2064.
const EXCEL_DAYS: RangeInclusive<f64> = 30_000.0..=60_000.0;

/// Reads a cell in any absolute form: a number of seconds, milliseconds or microseconds since
/// 1970, digits alone (`20230501`), year first with any separators, or with the name of a month.
pub(super) fn read(cell: &str) -> Option<Written> {
    let cell = without_prefix(cell.trim());
    if let Some(written) = number(cell).or_else(|| numeric(cell)) {
        return Some(written);
    }
    if cell.is_ascii() || cell.contains('(') {
        let plain = cell.split(" (").next().unwrap_or(cell).trim();
        if let Some(written) = named_month(plain) {
            return Some(written);
        }
    }
    // A place or a device behind the time: `2023-05-01 北京`, `2023-05-01 12:30 来自 iPhone`.
    let (time, behind) = cell.rsplit_once(' ')?;
    let is_remark = !behind.contains(|c: char| c.is_ascii_digit()) || time.ends_with("来自");
    is_remark.then(|| read(time))?
}

/// The cell without words such as 发布于 in front.
pub(super) fn without_prefix(cell: &str) -> &str {
    let prefix = PREFIXES.iter().find_map(|prefix| cell.strip_prefix(prefix));
    prefix.map_or(cell, |rest| rest.trim_start_matches([':', '：', ' ']))
}

/// Digits alone, or a decimal number.
fn number(cell: &str) -> Option<Written> {
    if !cell
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.')
    {
        return None;
    }
    // Python writes whole seconds with a point, and time.time() with a fraction.
    let (whole, fraction) = cell.split_once('.').unwrap_or((cell, ""));
    let value: i64 = whole.parse().ok()?;
    match whole.len() {
        5 => excel(cell.parse().ok()?),
        8 if fraction.is_empty() => Some(Written::Date(digits_date(value)?)),
        9 | 10 => Some(Written::Instant(Timestamp::from_second(value).ok()?)),
        // Whole seconds, as of all other forms.
        13 => Some(Written::Instant(Timestamp::from_second(value / 1000).ok()?)),
        14 if fraction.is_empty() => {
            let day = digits_date(value / 1_000_000)?;
            let part = |divisor: i64| i8::try_from(value / divisor % 100).ok();
            let time = Time::new(part(10_000)?, part(100)?, part(1)?, 0).ok()?;
            Some(Written::Civil(day.to_datetime(time)))
        }
        16 => Some(Written::Instant(
            Timestamp::from_second(value / 1_000_000).ok()?,
        )),
        _ => None,
    }
}

/// `20230501`.
fn digits_date(value: i64) -> Option<Date> {
    let part = |number: i64| i8::try_from(number % 100).ok();
    let year = i16::try_from(value / 10_000).ok()?;
    Date::new(year, part(value / 100)?, part(value)?).ok()
}

/// Days since the last of 1899, as a cell of Excel without the format of a date shows them.
fn excel(days: f64) -> Option<Written> {
    if !EXCEL_DAYS.contains(&days) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "at most 60,000 days")]
    let seconds = (days * 86_400.0).round() as i64;
    let origin = date(1899, 12, 30).at(0, 0, 0, 0);
    let moment = origin
        .checked_add(jiff::SignedDuration::from_secs(seconds))
        .ok()?;
    Some(Written::Civil(moment))
}

/// Year, month and day as numbers, perhaps with a time of day and a zone.
fn numeric(cell: &str) -> Option<Written> {
    let mut scan = Scan(cell);
    let day = scan.date()?;
    scan.blanks();
    if scan.0.is_empty() {
        return Some(Written::Date(day));
    }
    let _ = scan.take('T');
    let moment = day.to_datetime(scan.time()?);
    scan.blanks();
    if scan.0.is_empty() {
        return Some(Written::Civil(moment));
    }
    let zone = offset(scan.0)?;
    Some(Written::Instant(zone.to_timestamp(moment).ok()?))
}

/// A distance from UTC: `Z`, `UTC`, `+08:00`, `+0800`, `+8`.
pub(super) fn offset(zone: &str) -> Option<Offset> {
    if matches!(zone, "Z" | "z" | "UTC" | "GMT") {
        return Some(Offset::UTC);
    }
    let (sign, digits) = match zone.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    let (hours, minutes) = match digits.split_once(':') {
        Some(parts) => parts,
        None if digits.len() == 4 => digits.split_at_checked(2)?,
        None => (digits, "0"),
    };
    let part = |digits: &str| {
        let plain = matches!(digits.len(), 1 | 2) && digits.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| digits.parse::<i32>().ok())?
    };
    let (hours, minutes) = (part(hours)?, part(minutes)?);
    let fits = hours <= 14 && minutes < 60;
    fits.then(|| Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok())?
}

fn named_month(cell: &str) -> Option<Written> {
    if !cell.contains(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    if let Ok(zoned) = rfc2822::parse(cell) {
        return Some(Written::Instant(zoned.timestamp()));
    }
    NAMED_MONTHS.iter().find_map(|form| {
        let parts = BrokenDownTime::parse(form, cell).ok()?;
        if form.contains("CST") {
            // China's clock in exports of Chinese sites, not Chicago's.
            let moment = parts.to_datetime().ok()?;
            let china = jiff::tz::offset(8);
            return Some(Written::Instant(china.to_timestamp(moment).ok()?));
        }
        if form.contains("%z") {
            return Some(Written::Instant(parts.to_timestamp().ok()?));
        }
        if form.contains("%M") {
            return Some(Written::Civil(parts.to_datetime().ok()?));
        }
        Some(Written::Date(parts.to_date().ok()?))
    })
}

/// What of a cell is still to be read.
pub(super) struct Scan<'c>(pub(super) &'c str);

impl<'c> Scan<'c> {
    pub(super) fn blanks(&mut self) {
        self.0 = self.0.trim_start();
    }

    /// Takes a character if it stands next.
    pub(super) fn take(&mut self, c: char) -> Option<char> {
        self.0 = self.0.strip_prefix(c)?;
        Some(c)
    }

    /// Takes a word if it stands next.
    pub(super) fn word(&mut self, word: &str) -> Option<()> {
        self.0 = self.0.strip_prefix(word)?;
        Some(())
    }

    /// Takes up to four digits.
    pub(super) fn number(&mut self) -> Option<(i16, usize)> {
        let n_digits = self.0.bytes().take_while(u8::is_ascii_digit).count();
        if !(1..=4).contains(&n_digits) {
            return None;
        }
        let (digits, rest) = self.0.split_at(n_digits);
        self.0 = rest;
        Some((digits.parse().ok()?, n_digits))
    }

    /// Takes one or two digits.
    fn short(&mut self) -> Option<i8> {
        let (number, n_digits) = self.number()?;
        (n_digits <= 2).then(|| i8::try_from(number).ok())?
    }

    /// `2023-05-01`, `2023/5/1`, `2023.5.1`, `2023年5月1日`; month and day first only where the
    /// order is certain: `10/30/2017`.
    fn date(&mut self) -> Option<Date> {
        let (first, n_digits) = self.number()?;
        let separator = ['-', '/', '.', '年']
            .into_iter()
            .find_map(|c| self.take(c))?;
        if n_digits <= 2 && separator == '/' {
            let (first, second) = (i8::try_from(first).ok()?, self.short()?);
            self.take('/')?;
            let (year, 4) = self.number()? else {
                return None;
            };
            return match (first, second) {
                (month, day) if day > 12 => Date::new(year, month, day).ok(),
                (day, month) if day > 12 => Date::new(year, month, day).ok(),
                _ => None,
            };
        }
        if n_digits != 4 {
            return None;
        }
        let month = self.short()?;
        self.take(if separator == '年' { '月' } else { separator })?;
        let day = self.short()?;
        let _ = self.take('日');
        Date::new(first, month, day).ok()
    }

    /// `12:30`, `12:30:05.123`, `下午2:25`, `2:25 PM`, `12时30分`.
    pub(super) fn time(&mut self) -> Option<Time> {
        let before = self.half();
        self.blanks();
        let hour = self.short()?;
        ['：', ':', '时', '点']
            .into_iter()
            .find_map(|c| self.take(c))?;
        let minute = match self.0.is_empty() {
            true => 0,
            false => self.short()?,
        };
        let _ = self.take('分');
        let separator = self.take(':').or_else(|| self.take('：'));
        let second = match separator.is_some() || self.0.starts_with(|c: char| c.is_ascii_digit()) {
            true => self.short()?,
            false => 0,
        };
        let _ = self.take('秒');
        if self.take('.').is_some() {
            self.0 = self.0.trim_start_matches(|c: char| c.is_ascii_digit());
        }
        let half = before.or_else(|| {
            let rest = self.0;
            self.blanks();
            let half = self.half();
            if half.is_none() {
                self.0 = rest;
            }
            half
        });
        let hour = match half {
            None => hour,
            Some(Half::First) => hour % 12,
            Some(Half::Second) if hour < 12 => hour + 12,
            Some(Half::Second) => hour,
        };
        Time::new(hour, minute, second, 0).ok()
    }

    fn half(&mut self) -> Option<Half> {
        const NAMES: [(&str, Half); 9] = [
            ("上午", Half::First),
            ("凌晨", Half::First),
            ("早上", Half::First),
            ("下午", Half::Second),
            ("晚上", Half::Second),
            ("AM", Half::First),
            ("am", Half::First),
            ("PM", Half::Second),
            ("pm", Half::Second),
        ];
        NAMES
            .into_iter()
            .find_map(|(name, half)| self.word(name).map(|()| half))
    }
}

/// The half of a day.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    First,
    Second,
}
