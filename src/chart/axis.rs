//! Axes from 0 with round marks.

use super::Quantity;

/// An axis from 0 to a whole number of steps; a step is 1, 2 or 5 times a power of ten.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Axis {
    digit: f64,
    power: i32,
    n_steps: u32,
}

/// Values below this are 0 to a reader.
const SMALLEST: f64 = 1e-6;

impl Axis {
    /// The axis with the smallest steps of which at most `most` reach `reach`.
    pub(super) fn reaching(reach: f64, most: u32) -> Axis {
        let reach = if reach.is_finite() { reach } else { 0.0 }.max(SMALLEST);
        let most = most.max(1);
        let start = libm::floor(libm::log10(reach / f64::from(most)));
        #[expect(
            clippy::cast_possible_truncation,
            reason = "an exponent of ten, -8 to 308"
        )]
        let start = start as i32;
        let candidates =
            (start..).flat_map(move |power| [1.0, 2.0, 5.0].map(|digit| (digit, power)));
        for (digit, power) in candidates {
            // A share that sums to the mark up to rounding is at the mark.
            let steps = (reach / size(digit, power) - 1e-9).ceil().max(1.0);
            if steps <= f64::from(most) {
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "1 to `most`"
                )]
                let n_steps = steps as u32;
                return Axis {
                    digit,
                    power,
                    n_steps,
                };
            }
        }
        unreachable!("the steps grow until one of them reaches")
    }

    /// Where the axis ends.
    pub(super) fn end(&self) -> f64 {
        f64::from(self.n_steps) * size(self.digit, self.power)
    }

    /// How many steps it has.
    pub(super) fn n_steps(&self) -> u32 {
        self.n_steps
    }

    /// The place of a value, 0 at the start of the axis to 1 at its end.
    pub(super) fn place(&self, value: f64) -> f64 {
        value / self.end()
    }

    /// Place and label of each mark, 0 first.
    pub(super) fn marks(&self, quantity: Quantity) -> Vec<(f64, String)> {
        let (power, sign) = match quantity {
            Quantity::Share => (self.power + 2, "%"),
            Quantity::Number | Quantity::Mean => (self.power, ""),
        };
        let decimals = usize::try_from(-power).unwrap_or(0);
        let marks = (0..=self.n_steps).map(|n| {
            let place = f64::from(n) / f64::from(self.n_steps);
            let value = f64::from(n) * size(self.digit, power);
            (place, format!("{value:.decimals$}{sign}"))
        });
        marks.collect()
    }
}

fn size(digit: f64, power: i32) -> f64 {
    // Division by a power that is exact keeps 0.1 the number that is written 0.1.
    if power < 0 {
        digit / libm::pow(10.0, f64::from(-power))
    } else {
        digit * libm::pow(10.0, f64::from(power))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn labels(reach: f64, most: u32, quantity: Quantity) -> Vec<String> {
        let marks = Axis::reaching(reach, most).marks(quantity);
        marks.into_iter().map(|(_, label)| label).collect()
    }

    #[test]
    fn marks_are_round() {
        assert_eq!(
            labels(0.123, 5, Quantity::Share),
            ["0%", "5%", "10%", "15%"]
        );
        assert_eq!(
            labels(0.003, 3, Quantity::Share),
            ["0.0%", "0.1%", "0.2%", "0.3%"]
        );
        assert_eq!(
            labels(1.0, 5, Quantity::Share),
            ["0%", "20%", "40%", "60%", "80%", "100%"]
        );
        assert_eq!(
            labels(37.0, 4, Quantity::Number),
            ["0", "10", "20", "30", "40"]
        );
        assert_eq!(
            labels(0.0, 2, Quantity::Share),
            ["0.00000%", "0.00005%", "0.00010%"].map(str::to_owned)
        );
    }

    proptest! {
        #[test]
        fn the_axis_holds_what_it_must_and_little_more(reach in 1e-6..1e9f64, most in 1..9u32) {
            let axis = Axis::reaching(reach, most);
            prop_assert!(axis.n_steps <= most);
            prop_assert!(axis.end() >= reach * (1.0 - 1e-6));
            // Steps grow by at most 2.5, so a shorter axis with smaller steps would not reach.
            prop_assert!(most > 2 && axis.end() <= 2.5 * reach || most <= 2 && axis.end() <= 10.0 * reach);
        }
    }
}
