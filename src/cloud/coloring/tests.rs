use proptest::prelude::*;

use super::*;

fn word(left: f64, top: f64, turn: Turn) -> Colored<'static> {
    let (width, height) = match turn {
        Turn::Upright => (20.0, 10.0),
        Turn::Left => (10.0, 20.0),
    };
    Colored {
        term: "词",
        rank: 1,
        group: None,
        score: None,
        font_size: 10.0,
        turn,
        ink: InkBox {
            left,
            top,
            right: left + width,
            bottom: top + height,
        },
    }
}

fn ranked(rank: u32) -> Colored<'static> {
    Colored {
        rank,
        ..word(0.0, 0.0, Turn::Upright)
    }
}

fn grouped(group: Option<&str>) -> Colored<'_> {
    Colored {
        group,
        ..word(0.0, 0.0, Turn::Upright)
    }
}

fn scored(score: Option<f64>) -> Colored<'static> {
    Colored {
        score,
        ..word(0.0, 0.0, Turn::Upright)
    }
}

fn assign(color_by: ColorBy, words: &[Colored<'_>]) -> Result<Vec<Color>, CloudError> {
    Coloring::new(color_by, None).assign(words, Ground::Light)
}

#[test]
fn words_in_a_line_differ() {
    let row = |step: f64| -> Vec<_> {
        (0..40)
            .map(|n| word(step * f64::from(n), 0.0, Turn::Upright))
            .collect()
    };
    let column: Vec<_> = (0..40)
        .map(|n| word(0.0, 22.0 * f64::from(n), Turn::Left))
        .collect();
    for words in [row(22.0), column] {
        for palette in [Palette::Ink, Palette::OkabeIto, Palette::Gray] {
            let coloring = Coloring::new(ColorBy::Cycle, Some(palette));
            let colors = coloring.assign(&words, Ground::Dark).unwrap();
            assert!(colors.windows(2).all(|pair| pair[0] != pair[1]));
        }
    }
    // Far apart, the wishes stand: every tenth word has the same colour.
    let colors = assign(ColorBy::Cycle, &row(100.0)).unwrap();
    let mut tenth = colors.iter().zip(&colors[10..]);
    assert!(tenth.all(|(one, two)| one == two));
}

proptest! {
    #[test]
    fn neighbours_share_a_color_only_when_all_are_taken(
        places in prop::collection::vec((0.0..300.0, 0.0..200.0, any::<bool>()), 0..60),
    ) {
        let turn = |left| if left { Turn::Left } else { Turn::Upright };
        let words: Vec<_> = places
            .into_iter()
            .map(|(x, y, left)| word(x, y, turn(left)))
            .collect();
        let colors = assign(ColorBy::Cycle, &words).unwrap();
        let n = Palette::Ink.distinct(Ground::Light).len();
        for (i, word) in words.iter().enumerate() {
            let before = words[..i].iter().zip(&colors);
            let beside: Vec<Color> = before
                .filter(|(other, _)| are_neighbours(word, other))
                .map(|(_, &color)| color)
                .collect();
            prop_assert!(beside.len() >= n || !beside.contains(&colors[i]));
        }
    }
}

#[test]
fn ranks_take_the_steps_in_equal_parts() {
    let words: Vec<_> = (1..=18).map(ranked).collect();
    let colors = assign(ColorBy::Rank, &words).unwrap();
    let steps = Palette::Blue.steps(Ground::Light);
    let twice: Vec<Color> = steps.iter().flat_map(|&color| [color, color]).collect();
    assert_eq!(colors, twice);
    // One word has the strongest colour; equal ranks have the same.
    assert_eq!(assign(ColorBy::Rank, &[ranked(1)]).unwrap(), steps[..1]);
    let equal = assign(ColorBy::Rank, &[1, 2, 2, 4].map(ranked)).unwrap();
    assert_eq!(equal[1], equal[2]);
}

#[test]
fn groups_have_colors_of_their_own() {
    let colors = assign(
        ColorBy::Group,
        &[Some("乙"), None, Some("丙"), Some("乙")].map(grouped),
    )
    .unwrap();
    let palette = Palette::OkabeIto.distinct(Ground::Light);
    // 丙 U+4E19 stands before 乙 U+4E59.
    let wanted = [palette[1], Ground::Light.neutral(), palette[0], palette[1]];
    assert_eq!(colors, wanted);
    let many: Vec<_> = ["a", "b", "c", "d", "e", "f", "g", "h"]
        .map(|name| grouped(Some(name)))
        .to_vec();
    assert_eq!(
        assign(ColorBy::Group, &many).unwrap_err().to_string(),
        "colour by group: found 8 groups, the palette okabe-ito has 7 colours; merge groups"
    );
    assert_eq!(
        assign(ColorBy::Group, &[grouped(None)])
            .unwrap_err()
            .to_string(),
        "colour by group: no term has a group; add the column group to the table"
    );
}

#[test]
fn scores_are_symmetric_around_zero() {
    // Scaled by 8, four steps each way: -4 is half way down, 0.9 is nearer to 0 than to 2.
    let scores = [Some(8.0), Some(-4.0), Some(0.9), None, Some(1.1)];
    let colors = assign(ColorBy::Score, &scores.map(scored)).unwrap();
    let arms = Palette::BlueOrange.arms(Ground::Light);
    assert_eq!(colors, [arms[8], arms[2], arms[4], arms[4], arms[5]]);
    let zero = assign(ColorBy::Score, &[scored(Some(0.0))]).unwrap();
    assert_eq!(zero, [arms[4]]);
    let error = |score| {
        assign(ColorBy::Score, &[scored(score)])
            .unwrap_err()
            .to_string()
    };
    assert_eq!(
        error(Some(f64::NAN)),
        "term \"词\": score NaN, expected a finite number"
    );
    assert!(error(None).contains("no term has a score"));
}

#[test]
fn nothing_to_color_is_no_error_without_words() {
    for color_by in [
        ColorBy::Cycle,
        ColorBy::Rank,
        ColorBy::Group,
        ColorBy::Score,
    ] {
        assert_eq!(assign(color_by, &[]), Ok(Vec::new()));
    }
}

#[test]
fn what_cannot_be_read_is_refused_with_advice() {
    let check = |color_by, palette: &str, background: &str| {
        let palette = Some(palette.parse().unwrap());
        Coloring::new(color_by, palette).check(background.parse().unwrap())
    };
    for background in ["#ffffff", "#fdf6e3", "#000000", "#101828", "transparent"] {
        for palette in Palette::NAMED {
            let fits = check(ColorBy::Cycle, &palette.to_string(), background);
            assert_eq!(fits.is_ok(), palette != Palette::BlueOrange);
        }
        for color_by in [ColorBy::Rank, ColorBy::Group, ColorBy::Score] {
            let coloring = Coloring::new(color_by, None);
            assert_eq!(coloring.check(background.parse().unwrap()), Ok(()));
        }
    }
    let error = |color_by, palette, background| {
        check(color_by, palette, background)
            .unwrap_err()
            .to_string()
    };
    let found = error(ColorBy::Cycle, "ink", "#808080");
    assert!(
        found.starts_with("palette ink on background #808080: contrast"),
        "{found}"
    );
    assert!(
        found.contains("choose a background at least as light as #"),
        "{found}"
    );
    assert!(found.contains("or as dark as #"), "{found}");
    // White words are not seen on white: 21 to black is 4.5 times 4.6, and a third of 21 is 7.
    let found = error(ColorBy::Cycle, "#ffffff", "transparent");
    assert_eq!(
        found,
        "palette #ffffff on background transparent: contrast of the palest colour is 1.00, \
         expected at least 3; choose a background as dark as #949494 or darker"
    );
    assert_eq!(
        error(ColorBy::Score, "ink", "#ffffff"),
        "palette ink cannot show score; choose blue-orange"
    );
}
