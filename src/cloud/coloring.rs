//! What the colour of a word says.

#[cfg(test)]
mod tests;

use std::fmt;

use serde::{Deserialize, Serialize};

use super::palette::MINIMUM_CONTRAST;
use super::{Background, CloudError, Color, Ground, InkBox, Palette, Turn};

/// What the colour of a word says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ColorBy {
    /// Nothing; neighbours in a line differ, so that they do not read as one word.
    #[default]
    Cycle,
    /// The rank: as many ranks have each step of the palette.
    Rank,
    /// The group. Groups take the colours in code-point order of their names; words without a
    /// group are neutral.
    Group,
    /// The score, from 0 outwards to the largest score of either sign; words without a score are
    /// neutral.
    Score,
}

impl ColorBy {
    /// The palette made for it.
    #[must_use]
    pub fn palette(self) -> Palette {
        match self {
            ColorBy::Cycle => Palette::Ink,
            ColorBy::Rank => Palette::Blue,
            ColorBy::Group => Palette::OkabeIto,
            ColorBy::Score => Palette::BlueOrange,
        }
    }
}

impl fmt::Display for ColorBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ColorBy::Cycle => "cycle",
            ColorBy::Rank => "rank",
            ColorBy::Group => "group",
            ColorBy::Score => "score",
        })
    }
}

/// A palette and what its colours say.
///
/// ```
/// use ciyun::cloud::{ColorBy, Coloring, Palette};
/// assert_eq!(Coloring::new(ColorBy::Rank, None).palette, Palette::Blue);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Coloring {
    /// The colours.
    pub palette: Palette,
    /// What they say.
    pub color_by: ColorBy,
}

impl Coloring {
    /// Without a palette, the one made for what the colours say.
    #[must_use]
    pub fn new(color_by: ColorBy, palette: Option<Palette>) -> Coloring {
        Coloring {
            palette: palette.unwrap_or(color_by.palette()),
            color_by,
        }
    }

    /// The colours on a ground.
    fn colors(self, ground: Ground) -> Vec<Color> {
        match self.color_by {
            ColorBy::Cycle | ColorBy::Group => self.palette.distinct(ground),
            ColorBy::Rank => self.palette.steps(ground),
            ColorBy::Score => self.palette.arms(ground),
        }
    }

    /// The contrast of the palest colour against a paper.
    fn contrast(self, paper: Color) -> f64 {
        let ground = Ground::of(paper);
        let neutral = (self.color_by == ColorBy::Group).then_some(ground.neutral());
        let contrasts = self.colors(ground).into_iter().chain(neutral);
        contrasts
            .map(|color| color.contrast(paper))
            .fold(f64::INFINITY, f64::min)
    }

    /// Checks that the palette can say what it is to say, and be read on the background.
    ///
    /// # Errors
    /// [`CloudError::UnfitPalette`] and [`CloudError::LowContrast`].
    pub fn check(self, background: Background) -> Result<(), CloudError> {
        let paper = background.paper();
        if self.colors(Ground::of(paper)).is_empty() {
            return Err(CloudError::UnfitPalette {
                palette: self.palette,
                color_by: self.color_by,
            });
        }
        let contrast = self.contrast(paper);
        if contrast < MINIMUM_CONTRAST {
            let legible = |channel: &u8| self.contrast(gray(*channel)) >= MINIMUM_CONTRAST;
            return Err(CloudError::LowContrast {
                palette: self.palette,
                background,
                contrast,
                lighter: (0..=u8::MAX).rev().take_while(legible).last().map(gray),
                darker: (0..=u8::MAX).take_while(legible).last().map(gray),
            });
        }
        Ok(())
    }

    /// A colour for each word; `words` are in the order of weight.
    ///
    /// # Errors
    /// [`CloudError::NothingToColor`], [`CloudError::TooManyGroups`] and [`CloudError::BadScore`].
    pub(super) fn assign(
        self,
        words: &[Colored<'_>],
        ground: Ground,
    ) -> Result<Vec<Color>, CloudError> {
        let colors = self.colors(ground);
        let nothing_to_color = || CloudError::NothingToColor {
            color_by: self.color_by,
        };
        match self.color_by {
            ColorBy::Cycle => Ok(cycle(words, &colors, self.palette)),
            ColorBy::Rank => {
                let last = words.iter().map(|word| word.rank).max().unwrap_or(1);
                Ok(words
                    .iter()
                    .map(|word| colors[class(word.rank, last, colors.len())])
                    .collect())
            }
            ColorBy::Group => {
                let groups = groups(words.iter().filter_map(|word| word.group));
                if groups.is_empty() && !words.is_empty() {
                    return Err(nothing_to_color());
                }
                if groups.len() > colors.len() {
                    return Err(CloudError::TooManyGroups {
                        found: groups.len(),
                        palette: self.palette,
                        colors: colors.len(),
                    });
                }
                let color = |group: &str| {
                    let place = groups.binary_search(&group).ok()?;
                    Some(colors[place])
                };
                Ok(words
                    .iter()
                    .map(|word| word.group.and_then(color).unwrap_or(ground.neutral()))
                    .collect())
            }
            ColorBy::Score => {
                if let Some(word) = words.iter().find(|word| !word.has_usable_score()) {
                    return Err(CloudError::BadScore {
                        term: word.term.to_owned(),
                        score: word.score.unwrap_or_default(),
                    });
                }
                if words.iter().all(|word| word.score.is_none()) && !words.is_empty() {
                    return Err(nothing_to_color());
                }
                let largest = largest_score(words.iter().filter_map(|word| word.score));
                Ok(words
                    .iter()
                    .map(|word| arm(word.score.unwrap_or(0.0), largest, &colors))
                    .collect())
            }
        }
    }
}

/// A placed word as its colour needs it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Colored<'a> {
    pub(super) term: &'a str,
    pub(super) rank: u32,
    pub(super) group: Option<&'a str>,
    pub(super) score: Option<f64>,
    pub(super) font_size: f64,
    pub(super) turn: Turn,
    /// In pixels of the canvas.
    pub(super) ink: InkBox,
}

impl Colored<'_> {
    fn has_usable_score(&self) -> bool {
        self.score.is_none_or(f64::is_finite)
    }
}

/// Each name once, in code-point order.
pub(super) fn groups<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut names: Vec<&str> = names.collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// The largest distance of a score from 0.
pub(super) fn largest_score(scores: impl Iterator<Item = f64>) -> f64 {
    scores.map(f64::abs).fold(0.0, f64::max)
}

/// Ranks 1 to `last` in `n` classes of equal length.
fn class(rank: u32, last: u32, n: usize) -> usize {
    let classes = u64::try_from(n).expect("a palette is short");
    let class = u64::from(rank - 1) * classes / u64::from(last);
    usize::try_from(class).expect("less than the length of a palette")
}

/// The colour at a score; the middle one takes a half step to either side.
fn arm(score: f64, largest: f64, colors: &[Color]) -> Color {
    let middle = colors.len() / 2;
    if largest == 0.0 {
        return colors[middle];
    }
    #[expect(clippy::cast_precision_loss, reason = "a palette is short")]
    let steps = (score / largest * middle as f64).round();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a whole number up to the middle of a palette"
    )]
    let distance = steps.abs() as usize;
    colors[if steps < 0.0 {
        middle - distance
    } else {
        middle + distance
    }]
}

fn gray(channel: u8) -> Color {
    Color {
        red: channel,
        green: channel,
        blue: channel,
    }
}

/// Which colour of the ink palette a word takes by its place in the order of weight, if no
/// neighbour has it: half of the words are in ink.
const INK_CYCLE: [usize; 10] = [0, 1, 0, 3, 0, 2, 0, 1, 0, 4];

/// Words closer than this along a line are neighbours, in em of the larger one.
const NEIGHBOUR_GAP: f64 = 0.5;

/// Neighbours differ as long as there are colours enough: a word whose colour is taken turns to
/// the first that is not.
fn cycle(words: &[Colored<'_>], colors: &[Color], palette: Palette) -> Vec<Color> {
    let mut chosen: Vec<usize> = Vec::with_capacity(words.len());
    for (place, word) in words.iter().enumerate() {
        let mut beside = vec![false; colors.len()];
        for (other, &color) in words.iter().zip(&chosen) {
            beside[color] |= are_neighbours(word, other);
        }
        let wish = match palette {
            Palette::Ink => INK_CYCLE[place % INK_CYCLE.len()],
            _ => place % colors.len(),
        };
        let color = std::iter::once(wish)
            .chain(0..colors.len())
            .find(|&color| !beside[color])
            .unwrap_or(wish);
        chosen.push(color);
    }
    chosen.into_iter().map(|color| colors[color]).collect()
}

/// Whether a reader may go on from one word to the other: side by side if one of them reads
/// across, one above the other if one of them reads upwards.
fn are_neighbours(one: &Colored<'_>, two: &Colored<'_>) -> bool {
    let gap = NEIGHBOUR_GAP * one.font_size.max(two.font_size);
    let (a, b) = (one.ink, two.ink);
    let across = (a.left - b.right).max(b.left - a.right);
    let down = (a.top - b.bottom).max(b.top - a.bottom);
    let reads = |turn| one.turn == turn || two.turn == turn;
    reads(Turn::Upright) && across < gap && down < 0.0
        || reads(Turn::Left) && down < gap && across < 0.0
}
