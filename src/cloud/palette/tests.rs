use super::*;

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
const TRITANOPIA: Matrix = [
    [1.255_528, -0.076_749, -0.178_779],
    [-0.078_411, 0.930_809, 0.147_602],
    [0.004_733, 0.691_367, 0.303_900],
];
const NORMAL: Matrix = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
const XYZ: Matrix = [
    [0.4124, 0.3576, 0.1805],
    [0.2126, 0.7152, 0.0722],
    [0.0193, 0.1192, 0.9505],
];
const VISIONS: [(&str, Matrix); 4] = [
    ("normal", NORMAL),
    ("protanopia", PROTANOPIA),
    ("deuteranopia", DEUTERANOPIA),
    ("tritanopia", TRITANOPIA),
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

/// Distance in CIE L*a*b*; 2.3 is just noticeable side by side.
fn apart(one: Color, two: Color, vision: Matrix) -> f64 {
    let (a, b) = (seen(one, vision), seen(two, vision));
    let squares = a.iter().zip(b).map(|(a, b)| (a - b) * (a - b));
    squares.sum::<f64>().sqrt()
}

/// L*, 0 for black to 100 for white: all that a grey print keeps.
fn lightness(color: Color) -> f64 {
    seen(color, NORMAL)[0]
}

fn paper(ground: Ground) -> Color {
    match ground {
        Ground::Light => Color::WHITE,
        Ground::Dark => Color::new(0x10_18_28),
    }
}

const GROUNDS: [Ground; 2] = [Ground::Light, Ground::Dark];

fn pairs(colors: &[Color]) -> impl Iterator<Item = (Color, Color)> {
    let earlier = |(i, &one): (usize, &Color)| (i, one);
    colors
        .iter()
        .enumerate()
        .map(earlier)
        .flat_map(|(i, one)| colors[..i].iter().map(move |&two| (one, two)))
}

#[test]
fn every_color_is_legible_on_its_ground() {
    for ground in GROUNDS {
        for palette in Palette::NAMED {
            let colors = [
                palette.distinct(ground),
                palette.steps(ground),
                palette.arms(ground),
            ];
            for color in colors.concat() {
                let contrast = color.contrast(paper(ground));
                assert!(contrast >= 3.6, "{palette}, {color}: {contrast:.2}");
            }
        }
        assert!(ground.text().contrast(paper(ground)) > 7.0);
        assert!(ground.neutral().contrast(paper(ground)) > 3.3);
        // 4.5 is asked of small text; the default palette keeps it.
        for color in Palette::Ink.distinct(ground) {
            assert!(color.contrast(paper(ground)) >= 4.5, "{color}");
        }
    }
}

#[test]
fn colors_to_be_told_apart_differ_for_color_blind_eyes_and_in_grey_print() {
    for ground in GROUNDS {
        for palette in [Palette::Ink, Palette::OkabeIto] {
            for (one, two) in pairs(&palette.distinct(ground)) {
                for (name, vision) in VISIONS {
                    let least = if name == "tritanopia" { 12.5 } else { 15.0 };
                    let apart = apart(one, two, vision);
                    assert!(apart > least, "{palette}, {name}: {one} {two}: {apart:.1}");
                }
                let steps = (lightness(one) - lightness(two)).abs();
                assert!(steps > 4.0, "{palette}: {one} {two}: {steps:.1} L*");
            }
        }
        for palette in [Palette::Blue, Palette::Gray] {
            for (one, two) in pairs(&palette.distinct(ground)) {
                let steps = (lightness(one) - lightness(two)).abs();
                assert!(steps > 8.0, "{palette}: {one} {two}: {steps:.1} L*");
            }
        }
        // Of the palette for groups, the words without one stand out too.
        for color in Palette::OkabeIto.distinct(ground) {
            for (name, vision) in VISIONS {
                let apart = apart(color, ground.neutral(), vision);
                assert!(apart > 15.0, "{name}: {color}: {apart:.1}");
            }
        }
    }
}

#[test]
fn ordered_colors_fade_towards_the_paper_in_even_steps() {
    for ground in GROUNDS {
        let strength = |color: &Color| (lightness(*color) - lightness(paper(ground))).abs();
        let fades = |colors: &[Color], steps: std::ops::Range<f64>| {
            for pair in colors.windows(2) {
                let step = strength(&pair[0]) - strength(&pair[1]);
                assert!(steps.contains(&step), "{} {}: {step:.2}", pair[0], pair[1]);
            }
        };
        for palette in [Palette::Blue, Palette::Gray] {
            fades(&palette.steps(ground), 3.5..6.5);
        }
        let arms = Palette::BlueOrange.arms(ground);
        let middle = arms.len() / 2;
        fades(&arms[..=middle], 5.5..8.5);
        let mut above = arms[middle..].to_vec();
        above.reverse();
        fades(&above, 5.5..8.5);
        // Equally far from 0, equally strong; and told apart by every eye.
        for distance in 1..=middle {
            let (below, above) = (arms[middle - distance], arms[middle + distance]);
            assert!((lightness(below) - lightness(above)).abs() < 1.0);
            for (name, vision) in VISIONS {
                let apart = apart(below, above, vision);
                assert!(apart > 20.0, "{name}: {below} {above}: {apart:.1}");
            }
        }
    }
}

#[test]
fn names_read_back() {
    for palette in Palette::NAMED {
        assert_eq!(palette.to_string().parse(), Ok(palette));
    }
    let error = "rainbow".parse::<Palette>().unwrap_err().to_string();
    assert!(error.contains("okabe-ito"), "{error}");
}
