//! The colours of the words.
//!
//! Dark enough for print and for small type, and apart from one another in the eyes of people who
//! do not tell red from green. Half of the words are in ink, the others set it off.

use super::{Color, InkBox};

/// The colours, ink first.
pub const COLORS: [Color; 5] = [
    Color::new(0x1d_26_36),
    Color::new(0x1f_62_b0),
    Color::new(0x0e_7f_74),
    Color::new(0xb6_45_1f),
    Color::new(0x46_15_65),
];

/// The least contrast a word may have against the background.
///
/// # References
/// W3C (2018), *Web Content Accessibility Guidelines 2.1*, 1.4.3, large text.
pub const MINIMUM_CONTRAST: f64 = 3.0;

/// Which colour a word takes by its place in the order of weight, if no neighbour has it.
const CYCLE: [usize; 10] = [0, 1, 0, 3, 0, 2, 0, 1, 0, 4];

/// Words closer than this in a row are neighbours, in em of the larger one.
const NEIGHBOUR_GAP: f64 = 0.5;

/// The contrast of the palest colour against a background.
#[must_use]
pub fn contrast(background: Color) -> f64 {
    COLORS
        .iter()
        .map(|color| color.contrast(background))
        .fold(f64::INFINITY, f64::min)
}

/// A colour for each word; `words` are font sizes and ink boxes in pixels, in the order of
/// weight. Neighbours in a row differ as long as there are colours enough: a word whose colour is
/// taken turns to the first of [`COLORS`] that is not.
pub(super) fn assign(words: &[(f64, InkBox)]) -> Vec<Color> {
    let mut chosen: Vec<usize> = Vec::with_capacity(words.len());
    for (place, word) in words.iter().enumerate() {
        let mut beside = [false; COLORS.len()];
        for (other, &color) in words.iter().zip(&chosen) {
            beside[color] |= are_neighbours(word, other);
        }
        let wish = CYCLE[place % CYCLE.len()];
        let color = std::iter::once(wish)
            .chain(0..COLORS.len())
            .find(|&color| !beside[color])
            .unwrap_or(wish);
        chosen.push(color);
    }
    chosen.into_iter().map(|color| COLORS[color]).collect()
}

fn are_neighbours((size, one): &(f64, InkBox), (other_size, two): &(f64, InkBox)) -> bool {
    let gap = (one.left - two.right).max(two.left - one.right);
    gap < NEIGHBOUR_GAP * size.max(*other_size) && one.top < two.bottom && two.top < one.bottom
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_color_is_legible_on_white() {
        // 4.5 is asked of small text, more than the 3 that the module promises.
        for color in COLORS {
            let contrast = color.contrast(Color::WHITE);
            assert!(contrast >= 4.5, "{color}: {contrast:.2}");
        }
        assert!(contrast(Color::WHITE) >= MINIMUM_CONTRAST);
    }

    type Matrix = [[f64; 3]; 3];

    /// Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB.
    const PROTANOPIA: Matrix = [
        [0.152_286, 1.052_583, -0.204_868],
        [0.114_503, 0.786_281, 0.099_216],
        [-0.003_882, -0.048_116, 1.051_998],
    ];
    const DEUTERANOPIA: Matrix = [
        [0.367_322, 0.860_646, -0.227_968],
        [0.280_085, 0.672_501, 0.047_413],
        [-0.011_820, 0.042_940, 0.968_881],
    ];
    const NORMAL: Matrix = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
    const XYZ: Matrix = [
        [0.4124, 0.3576, 0.1805],
        [0.2126, 0.7152, 0.0722],
        [0.0193, 0.1192, 0.9505],
    ];

    fn times(matrix: Matrix, vector: [f64; 3]) -> [f64; 3] {
        matrix.map(|row| row.iter().zip(vector).map(|(a, b)| a * b).sum())
    }

    /// CIE L*a*b* as an eye with the given vision sees it.
    fn seen(color: Color, vision: Matrix) -> [f64; 3] {
        let linear = [color.red, color.green, color.blue].map(|channel| {
            let gray = Color {
                red: channel,
                green: channel,
                blue: channel,
            };
            gray.luminance()
        });
        let shown = times(vision, linear).map(|value| value.clamp(0.0, 1.0));
        let [x, y, z] = times(XYZ, shown);
        let [x, y, z] = [x / 0.9505, y, z / 1.089].map(|value| {
            if value > 0.008_856 {
                value.cbrt()
            } else {
                7.787 * value + 16.0 / 116.0
            }
        });
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    }

    #[test]
    fn colors_differ_for_color_blind_eyes() {
        for (name, vision) in [
            ("normal", NORMAL),
            ("protanopia", PROTANOPIA),
            ("deuteranopia", DEUTERANOPIA),
        ] {
            for (i, one) in COLORS.into_iter().enumerate() {
                for two in &COLORS[..i] {
                    let (a, b) = (seen(one, vision), seen(*two, vision));
                    let apart = a.iter().zip(b).map(|(a, b)| (a - b) * (a - b));
                    let apart = apart.sum::<f64>().sqrt();
                    // 2.3 is just noticeable side by side.
                    assert!(apart > 15.0, "{name}: {one} and {two}: {apart:.1}");
                }
            }
        }
    }

    #[test]
    fn words_side_by_side_differ() {
        let word = |left: f64| {
            let ink = InkBox {
                left,
                top: 0.0,
                right: left + 20.0,
                bottom: 10.0,
            };
            (10.0, ink)
        };
        let words: Vec<_> = (0..40).map(|n| word(22.0 * f64::from(n))).collect();
        let colors = assign(&words);
        assert!(colors.windows(2).all(|pair| pair[0] != pair[1]));
        // Far apart, the wishes stand: every tenth word has the same colour.
        let words: Vec<_> = (0..40).map(|n| word(100.0 * f64::from(n))).collect();
        let colors = assign(&words);
        assert!(
            colors
                .iter()
                .zip(&colors[10..])
                .all(|(one, two)| one == two)
        );
    }
}
