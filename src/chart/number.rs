//! Numbers as a reader of a chart wants them.

use super::Quantity;
use crate::table::format_real;

/// A share in per cent: to a tenth, below 1 % to a hundredth.
pub(super) fn percent(share: f64) -> String {
    let percent = share * 100.0;
    if percent == 0.0 {
        "0%".to_owned()
    } else if percent < 0.01 {
        "<0.01%".to_owned()
    } else if percent < 0.995 {
        format!("{percent:.2}%")
    } else {
        format!("{percent:.1}%")
    }
}

/// A count with a comma after every third digit from the right.
pub(super) fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

impl Quantity {
    /// A value of it beside its bar.
    pub(super) fn written(self, value: f64) -> String {
        match self {
            Quantity::Share => percent(value),
            Quantity::Number => format_real(value),
            Quantity::Mean => format!("{value:.2}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_keep_a_digit_that_says_something() {
        let pairs = [
            (0.0, "0%"),
            (0.000_01, "<0.01%"),
            (0.000_5, "0.05%"),
            (0.009_949, "0.99%"),
            (0.009_96, "1.0%"),
            (0.1234, "12.3%"),
            (1.0, "100.0%"),
        ];
        for (share, wanted) in pairs {
            assert_eq!(percent(share), wanted);
        }
    }

    #[test]
    fn digits_stand_in_threes() {
        let pairs = [
            (0, "0"),
            (999, "999"),
            (1000, "1,000"),
            (1_234_567, "1,234,567"),
        ];
        for (n, wanted) in pairs {
            assert_eq!(grouped(n), wanted);
        }
    }
}
