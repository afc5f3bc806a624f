//! How measured numbers are printed.

/// Prints a number with 6 significant digits; with an exponent only what is nearer to 0 than
/// 1e-9, such as p-values.
///
/// ```
/// use ciyun::table::format_real;
/// assert_eq!(format_real(2.0 / 3.0), "0.666667");
/// assert_eq!(format_real(1234567.0), "1234570");
/// assert_eq!(format_real(-0.000012345678), "-0.0000123457");
/// assert_eq!(format_real(2.5), "2.5");
/// assert_eq!(format_real(1.5e-30), "1.5e-30");
/// ```
#[must_use]
pub fn format_real(value: f64) -> String {
    // Rounding happens once, in decimal; the shortest decimal that reads back is then printed.
    let rounded: f64 = format!("{value:.5e}")
        .parse()
        .expect("what Rust prints as a float reads back as one");
    if rounded == 0.0 {
        return "0".to_owned();
    }
    if rounded.abs() < 1e-9 {
        return format!("{rounded:e}");
    }
    rounded.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zero_has_no_sign_and_large_numbers_no_exponent() {
        assert_eq!(format_real(-0.0), "0");
        assert_eq!(format_real(1e21), "1000000000000000000000");
        assert_eq!(format_real(999_999.5), "1000000");
    }
}
