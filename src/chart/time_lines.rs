//! Courses in time, a small panel for each word.

use super::Quantity;
use super::axis::Axis;
use super::estimate::Estimate;
use super::sheet::{LABEL, MARGIN, SMALL, Sheet};
use super::tone;
use crate::cloud::{Color, Ground, Palette};
use crate::language::Language;
use crate::render::{Anchor, Figure, Fonts, Mark};
use crate::stats::PeriodCount;

const WIDTH: f64 = 1080.0;
const HEIGHT: f64 = 110.0;
const GAP: f64 = 28.0;
/// White between two labels of periods.
const BETWEEN: f64 = 10.0;

/// The share of words by period: a line with its interval as a band, a panel for each word.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TimeLines {
    /// Title.
    pub title: String,
    /// The periods, the same for all panels, the first one first.
    pub periods: Vec<String>,
    /// The panels, row by row.
    pub panels: Vec<Panel>,
    /// Whether the panels have one vertical scale.
    pub vertical: VerticalScale,
    /// What is to be known below the chart.
    pub note: Option<String>,
}

/// Whether panels have one vertical scale. All begin at 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum VerticalScale {
    /// The same for all: heights can be compared.
    #[default]
    Shared,
    /// One for each: the course of rare words can be seen.
    Own,
}

/// The course of a word.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    /// The word.
    pub label: String,
    /// Comments with the word and all comments, for each period; the line has a gap where a
    /// period has none.
    pub counts: Vec<PeriodCount>,
    /// Index of the first period after a change, as in
    /// [`ChangePoint::first_after`](crate::stats::ChangePoint::first_after).
    pub first_after: Option<usize>,
}

impl Panel {
    fn shares(&self, n_periods: usize) -> Vec<Option<Estimate>> {
        let counts = self.counts.iter().take(n_periods);
        counts
            .map(|count| Estimate::share(count.with, count.n))
            .collect()
    }
}

/// Where a panel stands.
struct Frame {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl Frame {
    /// The middle of a period.
    fn x(&self, period: usize, n_periods: usize) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "periods of a course")]
        let [period, n] = [period, n_periods].map(|number| number as f64);
        self.left + (period + 0.5) / n * (self.right - self.left)
    }

    fn y(&self, axis: &Axis, share: f64) -> f64 {
        self.bottom - axis.place(share) * (self.bottom - self.top)
    }
}

impl TimeLines {
    /// Draws the chart; `None` when no panel has a period with comments.
    #[must_use]
    pub fn figure<'a>(&self, fonts: impl Into<Fonts<'a>>, language: Language) -> Option<Figure> {
        let n_periods = self.periods.len();
        let panels: Vec<(&Panel, Vec<Option<Estimate>>)> = self
            .panels
            .iter()
            .map(|panel| (panel, panel.shares(n_periods)))
            .filter(|(_, shares)| shares.iter().any(Option::is_some))
            .collect();
        let reach = |shares: &[Option<Estimate>]| {
            let reaches = shares.iter().flatten().map(Estimate::reach);
            reaches.fold(0.0, f64::max)
        };
        let all = panels.iter().map(|(_, shares)| reach(shares));
        let all = all.reduce(f64::max)?;
        let axes: Vec<Axis> = panels
            .iter()
            .map(|(_, shares)| match self.vertical {
                VerticalScale::Shared => Axis::reaching(all, 4),
                VerticalScale::Own => Axis::reaching(reach(shares), 4),
            })
            .collect();

        let mut sheet = Sheet::new(fonts.into(), language, WIDTH);
        sheet.title(&self.title);
        self.key(&mut sheet);
        let across = match panels.len() {
            1 => 1,
            2 | 4 => 2,
            _ => 3,
        };
        let numbers: Vec<String> = axes
            .iter()
            .flat_map(|axis| axis.marks(Quantity::Share))
            .map(|(_, label)| label)
            .collect();
        let numbers = sheet.widest(numbers.iter().map(String::as_str), SMALL) + 8.0;
        let columns = f64::from(u8::try_from(across).expect("1 to 3"));
        let column = (WIDTH - 2.0 * MARGIN - (columns - 1.0) * GAP) / columns;
        let labels = self.period_labels(&sheet, column - numbers - 1.0, numbers);

        for (row, panels_of_row) in panels.chunks(across).enumerate() {
            let heads: Vec<Vec<String>> = panels_of_row
                .iter()
                .map(|(panel, _)| sheet.wrapped(&panel.label, LABEL, column - numbers))
                .collect();
            let lines = heads.iter().map(Vec::len).max().unwrap_or(0);
            let top = sheet.y + Sheet::height_of(lines, LABEL) + 6.0;
            let mut left = MARGIN;
            for (place, ((panel, shares), head)) in panels_of_row.iter().zip(&heads).enumerate() {
                let index = row * across + place;
                let frame = Frame {
                    left: (left + numbers).round(),
                    right: left + column,
                    top: top.round(),
                    bottom: (top + HEIGHT).round(),
                };
                let head_top = top - 6.0 - Sheet::height_of(head.len(), LABEL);
                sheet.block(head, LABEL, frame.left, head_top, tone::INK, Anchor::Start);
                draw(&mut sheet, &frame, &axes[index], panel, shares, n_periods);
                let lowest = index + across >= panels.len();
                for label in labels.iter().filter(|_| lowest) {
                    let (x, y) = (frame.left + label.period, frame.bottom);
                    sheet.line((x, y), (x, y + 4.0), 1.0, tone::BASE);
                    let at = (frame.left + label.start, y + 14.0);
                    sheet.centered(&label.text, SMALL, at, tone::QUIET, Anchor::Start);
                }
                left += column + GAP;
            }
            sheet.y = top + HEIGHT + 16.0;
        }
        sheet.y += SMALL;
        let empty = self.panels.len() - panels.len();
        if empty > 0 {
            sheet.describe(match language {
                Language::Chinese => format!("{empty} 个词语没有任何时段有评论，未画"),
                Language::English => {
                    format!("terms left out, without comments in any period: {empty}")
                }
            });
        }
        let impossible = self.panels.iter().flat_map(|panel| &panel.counts);
        sheet.left_out(impossible.filter(|count| count.with > count.n).count());
        sheet.note(self.note.as_deref());
        Some(sheet.finish())
    }

    /// What lines and bands mean.
    fn key(&self, sheet: &mut Sheet<'_>) {
        let middle = sheet.y + SMALL * 0.7;
        let mut x = MARGIN;
        let mut say = |sheet: &mut Sheet<'_>, said: &str, mark: &dyn Fn(f64) -> Mark| {
            sheet.marks.push(mark(x));
            sheet.centered(said, SMALL, (x + 30.0, middle), tone::QUIET, Anchor::Start);
            x += 30.0 + sheet.width_of(said, SMALL) + 24.0;
        };
        let share = sheet.say("占该时段评论的比例", "share of the period's comments");
        say(sheet, share, &|x| Mark::Line {
            points: vec![(x, middle), (x + 22.0, middle)],
            width: 2.0,
            color: line_color(),
            dash: None,
        });
        let band = sheet.say("95% 区间", "95% interval");
        say(sheet, band, &|x| Mark::Rectangle {
            x,
            y: middle - 6.0,
            width: 22.0,
            height: 12.0,
            fill: band_color(),
        });
        if self.panels.iter().any(|panel| panel.first_after.is_some()) {
            let change = sheet.say("变点", "change point");
            say(sheet, change, &|x| Mark::Line {
                points: vec![(x + 11.0, middle - 8.0), (x + 11.0, middle + 8.0)],
                width: 1.5,
                color: change_color(),
                dash: Some(4.0),
            });
        }
        sheet.y += SMALL * 1.4 + 8.0;
    }

    /// As many labels of periods as have room side by side, evenly spaced. `margin` is free at the
    /// left of a panel.
    fn period_labels(&self, sheet: &Sheet<'_>, length: f64, margin: f64) -> Vec<PeriodLabel> {
        let n = self.periods.len();
        let labels: Vec<(String, f64)> = self
            .periods
            .iter()
            .map(|label| sheet.fitted(label, SMALL, length / 2.0))
            .map(|label| {
                let width = sheet.width_of(&label, SMALL);
                (label, width)
            })
            .collect();
        let frame = Frame {
            left: 0.0,
            right: length,
            top: 0.0,
            bottom: 0.0,
        };
        let placed = |every: usize| {
            let mut placed = Vec::new();
            let mut free_from = -margin;
            for index in (0..n).step_by(every) {
                let (label, width) = &labels[index];
                let period = frame.x(index, n);
                let start = (period - width / 2.0).min(length - width).max(-margin);
                if start < free_from {
                    return None;
                }
                free_from = start + width + BETWEEN;
                placed.push(PeriodLabel {
                    text: label.clone(),
                    start,
                    period,
                });
            }
            Some(placed)
        };
        (1..=n).find_map(placed).unwrap_or_default()
    }
}

/// The label of a period; lengths count from the left end of the panel.
struct PeriodLabel {
    text: String,
    start: f64,
    period: f64,
}

fn line_color() -> Color {
    tone::groups()[0]
}

fn band_color() -> Color {
    Palette::Blue.steps(Ground::Dark)[2]
}

fn change_color() -> Color {
    tone::groups()[5]
}

fn draw(
    sheet: &mut Sheet<'_>,
    frame: &Frame,
    axis: &Axis,
    panel: &Panel,
    shares: &[Option<Estimate>],
    n_periods: usize,
) {
    let x = |index: usize| frame.x(index, n_periods);
    let marks = axis.marks(Quantity::Share);
    // The band lies on the grid, the line on the base.
    for (place, label) in marks.iter() {
        let y = (frame.bottom - place * (frame.bottom - frame.top)).round();
        if *place > 0.0 {
            sheet.line((frame.left, y), (frame.right, y), 1.0, tone::GRID);
        }
        sheet.centered(
            label,
            SMALL,
            (frame.left - 6.0, y),
            tone::QUIET,
            Anchor::End,
        );
    }
    let mut runs = Vec::new();
    let mut index = 0;
    for run in shares.chunk_by(|one, other| one.is_some() == other.is_some()) {
        let present: Vec<(usize, Estimate)> = (index..)
            .zip(run)
            .filter_map(|(index, share)| Some((index, (*share)?)))
            .collect();
        index += run.len();
        if !present.is_empty() {
            runs.push(present);
        }
    }
    for run in &runs {
        let ends = |end: fn(&Estimate) -> f64| {
            let points = run.iter().map(move |(index, share)| (*index, end(share)));
            points.map(|(index, value)| (x(index), frame.y(axis, value)))
        };
        let low = |share: &Estimate| share.interval.map_or(share.value, |interval| interval.low);
        let mut corners: Vec<(f64, f64)> = ends(Estimate::reach).collect();
        corners.extend(ends(low).collect::<Vec<_>>().into_iter().rev());
        if let [(_, alone)] = run.as_slice() {
            let (top, bottom) = (frame.y(axis, alone.reach()), frame.y(axis, low(alone)));
            sheet.rectangle((x(run[0].0) - 2.5, top), 5.0, bottom - top, band_color());
        } else {
            sheet.marks.push(Mark::Polygon {
                points: corners,
                fill: band_color(),
            });
        }
    }
    let base = frame.bottom;
    sheet.line((frame.left, base), (frame.right, base), 1.0, tone::BASE);
    if let Some(after) = panel
        .first_after
        .filter(|after| (1..n_periods).contains(after))
    {
        let x = (x(after - 1) + x(after)) / 2.0;
        sheet.marks.push(Mark::Line {
            points: vec![(x, frame.top), (x, frame.bottom)],
            width: 1.5,
            color: change_color(),
            dash: Some(4.0),
        });
    }
    // Dots only where they do not run into one another.
    let dotted = x(1) - x(0) >= 9.0;
    for run in &runs {
        let points: Vec<(f64, f64)> = run
            .iter()
            .map(|(index, share)| (x(*index), frame.y(axis, share.value)))
            .collect();
        let dots = dotted || run.len() == 1;
        for &(x, y) in points.iter().filter(|_| dots) {
            sheet.marks.push(Mark::Circle {
                x,
                y,
                radius: 2.5,
                fill: line_color(),
                stroke: None,
            });
        }
        sheet.marks.push(Mark::Line {
            points,
            width: 2.0,
            color: line_color(),
            dash: None,
        });
    }
}
