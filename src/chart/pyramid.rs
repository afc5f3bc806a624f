//! Two groups back to back.

use super::Quantity;
use super::estimate::Estimate;
use super::number::{grouped, percent};
use super::sheet::{LABEL, MARGIN, SMALL, Sheet};
use super::tone;
use crate::language::Language;
use crate::render::{Anchor, Figure, Fonts};

const WIDTH: f64 = 960.0;
const WIDEST_LABEL: f64 = 220.0;
const GAP: f64 = 12.0;
const BAR: f64 = 16.0;
const ROW: f64 = 26.0;

/// Shares of words in two groups: bars to the left and to the right of the words.
///
/// Both sides have the same scale.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pyramid {
    /// Title.
    pub title: String,
    /// What the axis shows.
    pub axis: String,
    /// The group at the left.
    pub left: PyramidSide,
    /// The group at the right.
    pub right: PyramidSide,
    /// The words, from the top to the bottom.
    pub rows: Vec<PyramidRow>,
    /// What is to be known below the chart.
    pub note: Option<String>,
}

/// A group of comments.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PyramidSide {
    /// Its name.
    pub name: String,
    /// How many comments it has.
    pub n: u64,
}

/// A word in both groups.
#[derive(Debug, Clone, PartialEq)]
pub struct PyramidRow {
    /// The word.
    pub label: String,
    /// Its share in the group at the left; `None` leaves the place empty.
    pub left: Option<Estimate>,
    /// Its share in the group at the right.
    pub right: Option<Estimate>,
}

/// Where the bars of a side begin and end.
#[derive(Clone, Copy)]
struct Side {
    base: f64,
    tip: f64,
    /// Where the numbers have their outer end.
    edge: f64,
    anchor: Anchor,
}

impl Pyramid {
    /// Draws the chart; `None` when there is no share to draw.
    #[must_use]
    pub fn figure<'a>(&self, fonts: impl Into<Fonts<'a>>, language: Language) -> Option<Figure> {
        let drawable = |one: Option<Estimate>| one.and_then(Estimate::drawable);
        let rows: Vec<(&str, [Option<Estimate>; 2])> = self
            .rows
            .iter()
            .map(|row| (row.label.as_str(), [row.left, row.right].map(drawable)))
            .filter(|(_, sides)| sides.iter().any(Option::is_some))
            .collect();
        let drawn = || rows.iter().flat_map(|(_, sides)| sides).flatten();
        let reach = drawn().map(Estimate::reach).reduce(f64::max)?;

        let mut sheet = Sheet::new(fonts.into(), language, WIDTH);
        sheet.title(&self.title);
        let words = sheet.widest(rows.iter().map(|(label, _)| *label), LABEL);
        let words = words.min(WIDEST_LABEL);
        let numbers: Vec<String> = drawn().map(number).collect();
        let numbers = sheet
            .widest(numbers.iter().map(String::as_str), LABEL)
            .max(20.0);
        let middle = WIDTH / 2.0;
        let (inner, outer) = (words / 2.0 + GAP, MARGIN + numbers + 1.5 * GAP);
        let sides = [
            Side {
                base: middle - inner,
                tip: outer,
                edge: MARGIN,
                anchor: Anchor::Start,
            },
            Side {
                base: middle + inner,
                tip: WIDTH - outer,
                edge: WIDTH - MARGIN,
                anchor: Anchor::End,
            },
        ];
        let length = sides[0].base - sides[0].tip;
        let axis = sheet.axis(reach, Quantity::Share, length);
        let colors = [0, 1].map(|group| tone::groups()[group]);

        let heads = [&self.left, &self.right].map(|side| {
            let said = match language {
                Language::Chinese => format!("{}（n = {}）", side.name, grouped(side.n)),
                Language::English => format!("{} (n = {})", side.name, grouped(side.n)),
            };
            sheet.wrapped(&said, LABEL, length)
        });
        let lines = heads.iter().map(Vec::len).max().unwrap_or(0);
        let below = sheet.y + Sheet::height_of(lines, LABEL);
        for ((head, side), color) in heads.iter().zip(sides).zip(colors) {
            let top = below - Sheet::height_of(head.len(), LABEL);
            sheet.block(
                head,
                LABEL,
                (side.base + side.tip) / 2.0,
                top,
                color,
                Anchor::Middle,
            );
        }
        sheet.y = below + 6.0;

        let top = sheet.y;
        let labels: Vec<Vec<String>> = rows
            .iter()
            .map(|(label, _)| sheet.wrapped(label, LABEL, words))
            .collect();
        let height_of = |lines: &[String]| {
            let text = Sheet::height_of(lines.len(), LABEL);
            if lines.len() > 1 {
                text + 8.0
            } else {
                text.max(ROW)
            }
        };
        let bottom = top + labels.iter().map(|lines| height_of(lines)).sum::<f64>();
        for side in sides {
            for (place, label) in axis.marks(Quantity::Share) {
                let x = (side.base + place * (side.tip - side.base)).round();
                let color = if place == 0.0 { tone::BASE } else { tone::GRID };
                sheet.line((x, top), (x, bottom + 4.0), 1.0, color);
                sheet.centered(
                    &label,
                    SMALL,
                    (x, bottom + 14.0),
                    tone::QUIET,
                    Anchor::Middle,
                );
            }
        }
        for ((_, estimates), lines) in rows.iter().zip(&labels) {
            let height = height_of(lines);
            let at = sheet.y + height / 2.0;
            sheet.centered_block(lines, LABEL, (middle, at), Anchor::Middle);
            for ((estimate, side), color) in estimates.iter().zip(sides).zip(colors) {
                let Some(estimate) = estimate else { continue };
                let x = |value: f64| side.base + axis.place(value) * (side.tip - side.base);
                let ends = [side.base, x(estimate.value)];
                let (from, to) = (ends[0].min(ends[1]), ends[0].max(ends[1]));
                sheet.rectangle((from, at - BAR / 2.0), to - from, BAR, tone::pale(color));
                if let Some(interval) = estimate.interval {
                    sheet.whisker((x(interval.low), x(interval.high)), at);
                }
                let text = number(estimate);
                sheet.centered(&text, LABEL, (side.edge, at), tone::INK, side.anchor);
            }
            sheet.y += height;
        }
        sheet.y = bottom + 14.0 + SMALL;
        let lines = sheet.wrapped(&self.axis, SMALL, WIDTH - 2.0 * MARGIN);
        sheet.y = sheet.block(&lines, SMALL, middle, sheet.y, tone::QUIET, Anchor::Middle);
        let given = self
            .rows
            .iter()
            .flat_map(|row| [row.left, row.right])
            .flatten();
        sheet.left_out(given.count() - drawn().count());
        sheet.note(self.note.as_deref());
        Some(sheet.finish())
    }
}

/// A share with the count behind it.
fn number(estimate: &Estimate) -> String {
    let share = percent(estimate.value);
    match estimate.n {
        Some(n) => format!("{share} ({})", grouped(n)),
        None => share,
    }
}
