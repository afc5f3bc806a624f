//! Values of cells to text, as a CSV export would have it.

use calamine::{Data, ExcelDateTime, ExcelDateTimeType};

/// From here on a floating-point number does not hold every integer.
const FIRST_INEXACT: f64 = 9_007_199_254_740_992.0;

const SECONDS_IN_DAY: f64 = 86_400.0;

/// The text of a cell; empty for an empty one. A formula stands as its last result.
pub(super) fn cell_text(value: &Data) -> String {
    match value {
        Data::Empty => String::new(),
        Data::String(text) => text.clone(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number_text(*number),
        Data::Bool(truth) => truth.to_string(),
        Data::DateTime(time) if time.is_duration() => duration_text(time.as_f64()),
        Data::DateTime(time) => time_text(time),
        Data::DateTimeIso(time) => iso_text(time),
        Data::DurationIso(duration) => duration.clone(),
        Data::Error(error) => error.to_string(),
    }
}

/// Integers without a decimal point. One that lost digits is written as Excel shows it, so that it
/// is known as damaged and not taken for an id.
fn number_text(number: f64) -> String {
    if number.abs() < FIRST_INEXACT {
        return number.to_string();
    }
    format!("{number:E}").replace('E', "E+")
}

/// `2019-10-03 12:00:00`, or the time alone where the day is 0.
fn time_text(time: &ExcelDateTime) -> String {
    // Fractions of a day fall a little beside the second that was meant.
    let seconds = (time.as_f64() * SECONDS_IN_DAY).round();
    if !(0.0..FIRST_INEXACT).contains(&seconds) {
        return number_text(time.as_f64());
    }
    let kind = ExcelDateTimeType::DateTime;
    let counts_from_1904 = *time == ExcelDateTime::new(time.as_f64(), kind, true);
    // Half a millisecond keeps the division from falling below the whole second.
    let days = (seconds + 0.0005) / SECONDS_IN_DAY;
    let (year, month, day, hour, minute, second, _) =
        ExcelDateTime::new(days, kind, counts_from_1904).to_ymd_hms_milli();
    if seconds < SECONDS_IN_DAY {
        return format!("{hour:02}:{minute:02}:{second:02}");
    }
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
}

/// Hours, minutes and seconds; hours may be more than 24.
fn duration_text(days: f64) -> String {
    let seconds = (days * SECONDS_IN_DAY).round();
    if !(0.0..FIRST_INEXACT).contains(&seconds) {
        return number_text(days);
    }
    let hours = (seconds / 3600.0).floor();
    let minutes = (seconds / 60.0).floor() % 60.0;
    format!("{hours:02}:{minutes:02}:{:02}", seconds % 60.0)
}

/// A date as in OpenDocument: `2019-10-03` or `2019-10-03T12:00:00.5`.
fn iso_text(time: &str) -> String {
    let (day, clock) = time.split_once('T').unwrap_or((time, "00:00:00"));
    let whole = clock.split(['.', ',']).next().unwrap_or(clock);
    format!("{day} {whole}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::CellErrorType;

    fn time(days: f64, kind: ExcelDateTimeType, is_1904: bool) -> Data {
        Data::DateTime(ExcelDateTime::new(days, kind, is_1904))
    }

    #[test]
    fn values_read_as_excel_shows_them() {
        use ExcelDateTimeType::{DateTime, TimeDelta};
        for (value, expected) in [
            (Data::Float(5.0), "5"),
            (Data::Float(4.5), "4.5"),
            (Data::Float(-3.0), "-3"),
            (Data::Float(4_912_345_678_901_234.0), "4912345678901234"),
            // 2^63 written as an id of 19 digits has lost the last ones.
            (
                Data::Float(9_223_372_036_854_775_808.0),
                "9.223372036854776E+18",
            ),
            (Data::Bool(true), "true"),
            (Data::Error(CellErrorType::Name), "#NAME?"),
            // 43741 days after the last of 1899 (with Excel's 29 February 1900) is 2019-10-03.
            (time(43_741.5, DateTime, false), "2019-10-03 12:00:00"),
            (
                time(43_741.0 + 45_296.0 / 86_400.0, DateTime, false),
                "2019-10-03 12:34:56",
            ),
            // The two calendars are 1462 days apart.
            (time(42_279.5, DateTime, true), "2019-10-03 12:00:00"),
            (time(0.25, DateTime, false), "06:00:00"),
            (time(1.5, TimeDelta, false), "36:00:00"),
            (time(f64::NAN, DateTime, false), "NaN"),
            (
                Data::DateTimeIso("2019-10-03".to_owned()),
                "2019-10-03 00:00:00",
            ),
            (
                Data::DateTimeIso("2019-10-03T12:00:01.5".to_owned()),
                "2019-10-03 12:00:01",
            ),
            (Data::Empty, ""),
        ] {
            assert_eq!(cell_text(&value), expected, "{value:?}");
        }
    }
}
