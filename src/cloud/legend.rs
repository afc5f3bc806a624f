//! What sizes and colours mean, in a band below the words.
//!
//! A sample is drawn at exactly the size that the rule gives its weight. The band is low, so the
//! samples are those round weights (1, 2, 5, 10, …) whose size it holds, not the heaviest words;
//! where the range of the weights has fewer than three, lighter ones are added.

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use super::coloring::largest_score;
use super::{CloudError, CloudLayout, Color, ColorBy, Label, SizeRule, TextMeasure, Unmeasured};
use crate::language::Language;
use crate::table::format_real;

/// The shortest side of a canvas that has room for a legend, in pixels.
pub(super) const MINIMUM_SIDE: u32 = 150;

/// Whether a picture explains its sizes and colours, and in which language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Legend {
    /// It does not.
    #[default]
    #[serde(rename = "none")]
    None,
    /// In Chinese.
    #[serde(rename = "zh")]
    Chinese,
    /// In English.
    #[serde(rename = "en")]
    English,
}

impl Legend {
    fn language(self) -> Option<Language> {
        match self {
            Legend::None => None,
            Legend::Chinese => Some(Language::Chinese),
            Legend::English => Some(Language::English),
        }
    }

    /// Height in pixels at the bottom of a canvas where no word may stand: 8 % of the shorter
    /// side, 0 without a legend.
    #[must_use]
    pub fn band(self, width: u32, height: u32) -> u32 {
        match self {
            Legend::None => 0,
            Legend::Chinese | Legend::English => width.min(height) * 2 / 25,
        }
    }

    pub(super) fn check(self, width: u32, height: u32) -> Result<(), CloudError> {
        if self != Legend::None && width.min(height) < MINIMUM_SIDE {
            return Err(CloudError::NoRoomForLegend { width, height });
        }
        Ok(())
    }

    pub(super) fn text(self, weight: Option<&str>) -> Option<LegendText> {
        let language = self.language()?;
        let usual = match language {
            Language::Chinese => "词频",
            Language::English => "count",
        };
        Some(LegendText {
            language,
            weight: weight.unwrap_or(usual).to_owned(),
        })
    }
}

/// What a legend says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LegendText {
    /// Its language.
    pub language: Language,
    /// What it calls the weights.
    pub weight: String,
}

impl LegendText {
    fn legend(&self) -> Legend {
        match self.language {
            Language::Chinese => Legend::Chinese,
            Language::English => Legend::English,
        }
    }

    fn say(&self, zh: &str, en: &str) -> String {
        match self.language {
            Language::Chinese => zh.to_owned(),
            Language::English => en.to_owned(),
        }
    }
}

impl CloudLayout {
    /// The labels that do not stand in the legend's band.
    pub(super) fn beside_the_legend(&self) -> impl Iterator<Item = &Label> {
        let (width, height) = (self.canvas.width, self.canvas.height);
        let legend = self
            .legend
            .as_ref()
            .map_or(Legend::None, LegendText::legend);
        let top = f64::from(height - legend.band(width, height).min(height));
        self.labels.iter().filter(move |label| label.y <= top)
    }
}

/// Lengths of a legend as shares of its band.
const TEXT: f64 = 0.25;
const LARGEST_SAMPLE: f64 = 0.72;
const SMALLEST_SAMPLE: f64 = 0.12;
const BASELINE: f64 = 0.78;
const SIDE: f64 = 0.2;

/// The smallest text, in pixels.
const MINIMUM_TEXT: f64 = 10.0;

/// Gaps in em of the text.
const WITHIN: f64 = 0.3;
const BETWEEN: f64 = 1.0;

/// How many sizes are shown at most.
const SAMPLES: usize = 3;

/// The labels of the layout's legend; none without a legend or words.
///
/// # Errors
/// [`CloudError::UnwritableLegend`].
pub(super) fn labels(
    layout: &CloudLayout,
    measure: &dyn TextMeasure,
) -> Result<Vec<Label>, CloudError> {
    let Some(text) = layout.legend.as_ref().filter(|_| !layout.words.is_empty()) else {
        return Ok(Vec::new());
    };
    let (width, height) = (layout.canvas.width, layout.canvas.height);
    let band = f64::from(text.legend().band(width, height));
    let em = (TEXT * band).max(MINIMUM_TEXT);
    let (left, right) = (SIDE * band, f64::from(width) - SIDE * band);

    let sizes = samples(layout, band);
    let mut sized = size_row(layout, text, &sizes, em, measure)?;
    let mut colored = color_row(layout, text, em, measure)?;
    let smallest = MINIMUM_TEXT / em;
    // On a narrow canvas, fewer samples.
    for shown in (0..sizes.len()).rev() {
        let free = right - left - sized.width;
        let fits = free >= 0.0 && free - 2.0 * em >= smallest * colored.width;
        if fits || shown == 0 && free >= 0.0 {
            break;
        }
        sized = size_row(layout, text, &sizes[..shown], em, measure)?;
    }
    sized.shrink(right - left, 0.0);
    let free = right - left - sized.width - 2.0 * em;
    colored.shrink(free, smallest);
    colored.cut(free, layout.ground().text())?;
    let baseline = f64::from(height) - (1.0 - BASELINE) * band;
    let mut labels = sized.at(left, baseline);
    labels.extend(colored.at(right - colored.width, baseline));
    Ok(labels)
}

/// Stands for what a row has no room for.
const MORE: &str = "…";

/// Pieces of text on a common baseline.
struct Row<'a> {
    measure: &'a dyn TextMeasure,
    /// Labels whose `x` counts from the row's left end, each with the right end of its ink.
    pieces: Vec<(Label, f64)>,
    width: f64,
}

impl<'a> Row<'a> {
    fn new(measure: &'a dyn TextMeasure) -> Row<'a> {
        Row {
            measure,
            pieces: Vec::new(),
            width: 0.0,
        }
    }

    /// Adds a piece after a gap. Blank text is left out.
    fn push(
        &mut self,
        gap: f64,
        text: String,
        font_size: f64,
        color: Color,
    ) -> Result<(), CloudError> {
        let ink = match self.measure.measure(&text) {
            Ok(ink) => ink,
            Err(Unmeasured::NoInk) => return Ok(()),
            Err(Unmeasured::MissingGlyphs(characters)) => {
                return Err(CloudError::UnwritableLegend { text, characters });
            }
        };
        let gap = if self.pieces.is_empty() { 0.0 } else { gap };
        let x = self.width + gap - ink.left * font_size;
        self.width = x + ink.right * font_size;
        let label = Label {
            text,
            font_size,
            x,
            y: 0.0,
            color,
        };
        self.pieces.push((label, self.width));
        Ok(())
    }

    /// Makes everything smaller until the row is not wider than `room`, but not smaller than
    /// `least` times its size.
    fn shrink(&mut self, room: f64, least: f64) {
        let scale = (room / self.width).max(least);
        if scale < 1.0 {
            for (label, right) in &mut self.pieces {
                label.font_size *= scale;
                label.x *= scale;
                *right *= scale;
            }
            self.width *= scale;
        }
    }

    /// Leaves out what goes beyond `room` and says how many pieces that were.
    fn cut(&mut self, room: f64, color: Color) -> Result<(), CloudError> {
        let pieces = self.pieces.len();
        while self.width > room {
            let Some((label, _)) = self.pieces.pop() else {
                break;
            };
            if label.text.starts_with(MORE) {
                self.pieces.pop();
            }
            self.width = self.pieces.last().map_or(0.0, |&(_, right)| right);
            if self.pieces.is_empty() {
                break;
            }
            let left_out = pieces - self.pieces.len();
            let size = label.font_size;
            self.push(WITHIN * size, format!("{MORE} +{left_out}"), size, color)?;
        }
        Ok(())
    }

    /// The labels of the row where it begins at `left`.
    fn at(&self, left: f64, baseline: f64) -> Vec<Label> {
        let labels = self.pieces.iter().map(|(label, _)| Label {
            x: thousandths(left + label.x),
            y: thousandths(baseline),
            ..label.clone()
        });
        labels.collect()
    }
}

/// A weight, or a rank under the rank rule, and the size that it has.
type Sample = (f64, f64);

/// The round values whose size the band holds: the first, the middle and the last of them, the
/// largest first.
fn samples(layout: &CloudLayout, band: f64) -> Vec<Sample> {
    let weights = || layout.words.iter().map(|word| word.weight);
    let by_rank = layout.rule.kind == SizeRule::Rank;
    let whole = by_rank || weights().all(|weight| weight.fract() == 0.0);
    let least = weights().fold(f64::INFINITY, f64::min);
    let most = if by_rank {
        f64::from(layout.words.iter().map(|word| word.rank).max().unwrap_or(1))
    } else {
        weights().fold(0.0, f64::max)
    };
    let mut usable: Vec<Sample> = round_numbers()
        .filter(|&value| value <= most && (!whole || value >= 1.0))
        .map(|value| (value, layout.rule.k * factor(layout.rule.kind, value)))
        .filter(|(_, size)| (SMALLEST_SAMPLE * band..=LARGEST_SAMPLE * band).contains(size))
        .collect();
    usable.sort_by(|(_, one), (_, two)| two.total_cmp(one));
    let in_range = usable
        .iter()
        .filter(|&&(value, _)| by_rank || value >= least);
    // The lighter ones are the smaller ones, so those in the range come first.
    usable.truncate(in_range.count().max(SAMPLES));
    let mut places = vec![
        0,
        usable.len().saturating_sub(1) / 2,
        usable.len().saturating_sub(1),
    ];
    places.dedup();
    places
        .into_iter()
        .filter_map(|place| usable.get(place).copied())
        .collect()
}

fn factor(rule: SizeRule, value: f64) -> f64 {
    match rule {
        SizeRule::Rank => {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a round number not above a rank"
            )]
            let rank = value as u32;
            rule.factor(value, rank)
        }
        SizeRule::Sqrt | SizeRule::Linear | SizeRule::Log => rule.factor(value, 1),
    }
}

/// 1, 2 and 5 times the powers of ten, in ascending order.
fn round_numbers() -> impl Iterator<Item = f64> {
    let number = |digit: u8, power: i32| -> f64 {
        let text = format!("{digit}e{power}");
        text.parse().expect("a digit and a power are a number")
    };
    (-9..=15).flat_map(move |power| [1, 2, 5].map(|digit| number(digit, power)))
}

fn size_row<'a>(
    layout: &CloudLayout,
    text: &LegendText,
    samples: &[Sample],
    em: f64,
    measure: &'a dyn TextMeasure,
) -> Result<Row<'a>, CloudError> {
    let color = layout.ground().text();
    let weight = &text.weight;
    let rule = match layout.rule.kind {
        SizeRule::Sqrt => format!("√{weight}"),
        SizeRule::Linear => weight.clone(),
        SizeRule::Log => format!("ln(1 + {weight})"),
        SizeRule::Rank => text.say("1/√名次", "1/√rank"),
    };
    let size = text.say("字号", "font size");
    let heading = if samples.is_empty() {
        format!("{size} = {} px × {rule}", format_real(layout.rule.k))
    } else {
        format!("{size} ∝ {rule}")
    };
    let mut row = Row::new(measure);
    row.push(0.0, heading, em, color)?;
    for &(value, font_size) in samples {
        let number = format_real(value);
        let said = match layout.rule.kind {
            SizeRule::Rank => text.say(&format!("第 {number} 名"), &format!("rank {number}")),
            SizeRule::Sqrt | SizeRule::Linear | SizeRule::Log => number,
        };
        row.push(BETWEEN * em, text.say("字", "A"), font_size, color)?;
        row.push(WITHIN * em, said, em, color)?;
    }
    Ok(row)
}

const SWATCH: &str = "■";

fn color_row<'a>(
    layout: &CloudLayout,
    text: &LegendText,
    em: f64,
    measure: &'a dyn TextMeasure,
) -> Result<Row<'a>, CloudError> {
    let ground = layout.ground();
    let palette = layout.palette;
    let mut row = Row::new(measure);
    let said = match layout.color_by {
        ColorBy::Cycle => return Ok(row),
        ColorBy::Rank => text.say("颜色 = 名次", "colour = rank"),
        ColorBy::Group => text.say("颜色 = 组别", "colour = group"),
        ColorBy::Score => text.say("颜色 = 得分", "colour = score"),
    };
    row.push(0.0, said, em, ground.text())?;
    let scale = |row: &mut Row<'a>, first: String, colors: Vec<Color>, last: String| {
        row.push(BETWEEN * em, first, em, ground.text())?;
        for (place, color) in colors.into_iter().enumerate() {
            let gap = if place == 0 { WITHIN * em } else { 0.0 };
            row.push(gap, SWATCH.to_owned(), em, color)?;
        }
        row.push(WITHIN * em, last, em, ground.text())
    };
    match layout.color_by {
        ColorBy::Cycle => {}
        ColorBy::Rank => {
            let last = layout.words.iter().map(|word| word.rank).max();
            let last = last.unwrap_or(1).to_string();
            scale(&mut row, "1".to_owned(), palette.steps(ground), last)?;
        }
        ColorBy::Group => {
            for (name, color) in layout.group_colors() {
                row.push(BETWEEN * em, format!("{SWATCH} {name}"), em, color)?;
            }
            if layout.words.iter().any(|word| word.group.is_none()) {
                let said = text.say("未分组", "no group");
                row.push(
                    BETWEEN * em,
                    format!("{SWATCH} {said}"),
                    em,
                    ground.neutral(),
                )?;
            }
        }
        ColorBy::Score => {
            let largest = largest_score(layout.words.iter().filter_map(|word| word.score));
            let (least, most) = (format_real(-largest), format_real(largest));
            scale(&mut row, least, palette.arms(ground), most)?;
        }
    }
    Ok(row)
}

/// Rounds to what the layout file prints; far below what can be seen.
fn thousandths(length: f64) -> f64 {
    (length * 1000.0).round() / 1000.0
}
