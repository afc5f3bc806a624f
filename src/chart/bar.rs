//! Horizontal bars.

use super::estimate::Estimate;
use super::number::grouped;
use super::sheet::{LABEL, MARGIN, SMALL, Sheet};
use super::tone;
use crate::cloud::{Ground, Palette};
use crate::language::Language;
use crate::render::{Anchor, Figure, Fonts};

const WIDTH: f64 = 960.0;
const WIDEST_LABEL: f64 = 280.0;
const GAP: f64 = 12.0;
const BAR: f64 = 16.0;
const ROW: f64 = 26.0;

/// What a value counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Quantity {
    /// A share of 0 to 1, shown in per cent.
    #[default]
    Share,
    /// A number, shown as it is.
    Number,
    /// A mean, shown to a hundredth.
    Mean,
}

/// Bars to the right from 0, in the order given, with intervals and values.
///
/// ```
/// use ciyun::chart::{Bar, BarChart, Estimate};
/// use ciyun::language::Language;
/// use ciyun::render::Font;
/// let bars = [("登录", 25), ("方便", 10)].map(|(label, n)| Bar {
///     label: label.to_owned(),
///     estimate: Estimate::share(n, 100).unwrap(),
/// });
/// let chart = BarChart { title: "词语".to_owned(), bars: bars.to_vec(), ..BarChart::default() };
/// let figure = chart.figure(Font::embedded(), Language::Chinese).unwrap();
/// assert_eq!(figure.width, 960);
/// assert_eq!(BarChart::default().figure(Font::embedded(), Language::Chinese), None);
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct BarChart {
    /// Title.
    pub title: String,
    /// What the axis shows.
    pub axis: String,
    /// What the values are.
    pub quantity: Quantity,
    /// The bars, from the top to the bottom.
    pub bars: Vec<Bar>,
    /// What is to be known below the chart: the number of comments, the kind of interval.
    pub note: Option<String>,
}

/// A bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// What stands at its left.
    pub label: String,
    /// Its length, its whisker and the count printed with the value.
    pub estimate: Estimate,
}

impl BarChart {
    /// Draws the chart; `None` when there is no bar to draw.
    #[must_use]
    pub fn figure<'a>(&self, fonts: impl Into<Fonts<'a>>, language: Language) -> Option<Figure> {
        let drawn: Vec<(&str, Estimate)> = self
            .bars
            .iter()
            .filter_map(|bar| Some((bar.label.as_str(), bar.estimate.drawable()?)))
            .collect();
        let reach = drawn.iter().map(|(_, estimate)| estimate.reach());
        let reach = reach.reduce(f64::max)?;

        let mut sheet = Sheet::new(fonts.into(), language, WIDTH);
        sheet.title(&self.title);
        let labels = drawn.iter().map(|(label, _)| *label);
        let label_width = sheet.widest(labels, LABEL).min(WIDEST_LABEL);
        let values: Vec<[String; 2]> = drawn.iter().map(|(_, one)| self.value(*one)).collect();
        let [value_width, count_width] =
            [0, 1].map(|part| sheet.widest(values.iter().map(|row| row[part].as_str()), LABEL));
        let between = if count_width > 0.0 { GAP } else { 0.0 };
        let right = WIDTH - MARGIN;
        // The last mark of the axis reaches beyond its end.
        let reserved = (value_width + between + count_width + 2.0 * GAP).max(50.0);
        let (start, end) = (MARGIN + label_width + GAP, right - reserved);
        let axis = sheet.axis(reach, self.quantity, end - start);
        let at = |value: f64| start + axis.place(value) * (end - start);

        let top = sheet.y;
        let rows: Vec<Vec<String>> = drawn
            .iter()
            .map(|(label, _)| sheet.wrapped(label, LABEL, label_width))
            .collect();
        let height_of = |lines: &[String]| {
            let text = Sheet::height_of(lines.len(), LABEL);
            if lines.len() > 1 {
                text + 8.0
            } else {
                text.max(ROW)
            }
        };
        let bottom = top + rows.iter().map(|lines| height_of(lines)).sum::<f64>();
        let marks = axis.marks(self.quantity);
        for (place, label) in &marks {
            let x = (start + place * (end - start)).round();
            let color = if *place == 0.0 {
                tone::BASE
            } else {
                tone::GRID
            };
            sheet.line((x, top), (x, bottom + 4.0), 1.0, color);
            sheet.centered(
                label,
                SMALL,
                (x, bottom + 14.0),
                tone::QUIET,
                Anchor::Middle,
            );
        }
        let fill = Palette::Blue.steps(Ground::Light);
        let fill = fill.last().copied().unwrap_or(tone::INK);
        for (((_, estimate), lines), value) in drawn.iter().zip(&rows).zip(&values) {
            let height = height_of(lines);
            let middle = sheet.y + height / 2.0;
            let end_of_label = (start - GAP, middle);
            sheet.centered_block(lines, LABEL, end_of_label, Anchor::End);
            let length = at(estimate.value) - start;
            sheet.rectangle((start, middle - BAR / 2.0), length, BAR, fill);
            if let Some(interval) = estimate.interval {
                sheet.whisker((at(interval.low), at(interval.high)), middle);
            }
            let places = [
                (right - count_width - between, tone::INK),
                (right, tone::QUIET),
            ];
            for (text, (x, color)) in value.iter().zip(places) {
                sheet.centered(text, LABEL, (x, middle), color, Anchor::End);
            }
            sheet.y += height;
        }
        sheet.y = bottom + 14.0 + SMALL;
        let middle = (start + end) / 2.0;
        let room = 2.0 * (middle - MARGIN).min(right - middle);
        let lines = sheet.wrapped(&self.axis, SMALL, room);
        sheet.y = sheet.block(&lines, SMALL, middle, sheet.y, tone::QUIET, Anchor::Middle);
        sheet.left_out(self.bars.len() - drawn.len());
        sheet.note(self.note.as_deref());
        Some(sheet.finish())
    }

    /// The value and the count behind it.
    fn value(&self, estimate: Estimate) -> [String; 2] {
        let n = estimate
            .n
            .map_or_else(String::new, |n| format!("n = {}", grouped(n)));
        [self.quantity.written(estimate.value), n]
    }
}
