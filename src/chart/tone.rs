//! The colours of charts on white paper.

use std::sync::LazyLock;

use crate::cloud::{Color, Ground, Palette};

/// A grey.
const fn gray(level: u8) -> Color {
    Color {
        red: level,
        green: level,
        blue: level,
    }
}

/// Paper.
pub(super) const PAPER: Color = Color::WHITE;
/// Labels, whiskers.
pub(super) const INK: Color = Color {
    red: 0x1d,
    green: 0x26,
    blue: 0x36,
};
/// Numbers on axes, notes.
pub(super) const QUIET: Color = gray(0x5a);
/// The line at 0.
pub(super) const BASE: Color = gray(0x8a);
/// Lines that help the eye.
pub(super) const GRID: Color = gray(0xe4);
/// Lines between nodes.
pub(super) const EDGE: Color = gray(0xcf);
/// Where there is nothing to show.
pub(super) const NOTHING: Color = gray(0xf1);

/// Between two colours, `share` of the way to the second.
pub(super) fn between(one: Color, other: Color, share: f64) -> Color {
    let channel = |one: u8, other: u8| {
        let value = f64::from(one) + (f64::from(other) - f64::from(one)) * share.clamp(0.0, 1.0);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between two numbers of 8 bits"
        )]
        let value = value.round() as u8;
        value
    };
    Color {
        red: channel(one.red, other.red),
        green: channel(one.green, other.green),
        blue: channel(one.blue, other.blue),
    }
}

/// Colours that tell groups apart, each with contrast 3 or more against the paper.
pub(super) fn groups() -> Vec<Color> {
    Palette::OkabeIto.distinct(Ground::Light)
}

/// A group that has no colour of its own.
pub(super) fn other_groups() -> Color {
    Ground::Light.neutral()
}

/// A colour pale enough that whiskers and lines stand out on it.
pub(super) fn pale(color: Color) -> Color {
    between(color, PAPER, 0.5)
}

/// The blue of the palette from its palest to its darkest.
static BLUES: LazyLock<Vec<Color>> = LazyLock::new(|| {
    const PALE: usize = 6;
    const BRIDGE: [f64; 2] = [1.0 / 3.0, 2.0 / 3.0];
    let mut steps = Palette::Blue.steps(Ground::Dark);
    steps.truncate(PALE);
    let dark = Palette::Blue.steps(Ground::Light).into_iter().rev();
    // The last of the pale ones is three steps from the first of the dark ones.
    if let Some((&from, to)) = steps.last().zip(dark.clone().next()) {
        steps.extend(BRIDGE.map(|share| between(from, to, share)));
    }
    steps.extend(dark);
    steps
});

/// The colour of a share of a sequential scale, 0 palest to 1 darkest.
pub(super) fn sequential(share: f64) -> Color {
    let last = BLUES.len() - 1;
    let share = if share.is_finite() { share } else { 0.0 };
    #[expect(clippy::cast_precision_loss, reason = "a handful of colours")]
    let place = share.clamp(0.0, 1.0) * last as f64;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "0 to the last colour"
    )]
    let step = (place as usize).min(last - 1);
    #[expect(clippy::cast_precision_loss, reason = "a handful of colours")]
    let beyond = place - step as f64;
    between(BLUES[step], BLUES[step + 1], beyond)
}

/// Black or white, whichever is read better: on any colour one of them has contrast 4.5.
pub(super) fn on(ground: Color) -> Color {
    let black = gray(0);
    if ground.contrast(black) >= ground.contrast(PAPER) {
        black
    } else {
        PAPER
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_cells_can_be_read_and_darker_means_more() {
        let mut before = PAPER;
        for step in 0..=1000 {
            let color = sequential(f64::from(step) / 1000.0);
            assert!(color.contrast(on(color)) >= 4.5, "{color}");
            // A thousand steps are finer than 8 bits.
            assert!(color.luminance() <= before.luminance() + 1e-3, "{color}");
            before = color;
        }
        assert!(sequential(0.0).luminance() > 0.8 && sequential(1.0).luminance() < 0.05);
    }

    #[test]
    fn groups_stand_out_from_paper_and_text_more() {
        for color in groups().into_iter().chain([other_groups()]) {
            assert!(color.contrast(PAPER) >= 3.0, "{color}");
        }
        for color in [INK, QUIET] {
            assert!(color.contrast(PAPER) >= 4.5, "{color}");
        }
    }
}
