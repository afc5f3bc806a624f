//! Shares as colours of a table.

use super::Quantity;
use super::axis::Axis;
use super::estimate::can_be_drawn;
use super::number::{grouped, percent};
use super::sheet::{LABEL, MARGIN, SMALL, Sheet};
use super::tone;
use crate::language::Language;
use crate::render::{Anchor, Figure, Fonts};

/// What a figure is at least wide, so that its title and key have room.
const LEAST_WIDTH: f64 = 640.0;
/// What it is wide as long as the columns do not need more.
const USUAL_WIDTH: f64 = 960.0;
const WIDEST_LABEL: f64 = 280.0;
const NARROWEST_CELL: f64 = 60.0;
const WIDEST_CELL: f64 = 120.0;
const GAP: f64 = 12.0;
const ROW: f64 = 30.0;
/// Pieces of the key's bar, and the width of one.
const KEY_STEPS: u32 = 60;
const KEY_STEP: f64 = 4.0;

/// Shares of words in groups, stars for instance: the darker a cell, the larger the share.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct HeatMap {
    /// Title.
    pub title: String,
    /// What the cells show.
    pub cells: String,
    /// The columns, from the left to the right.
    pub columns: Vec<HeatColumn>,
    /// The rows, from the top to the bottom.
    pub rows: Vec<HeatRow>,
    /// What is to be known below the chart.
    pub note: Option<String>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeatColumn {
    /// What stands above it.
    pub label: String,
    /// How many comments it has.
    pub n: Option<u64>,
}

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub struct HeatRow {
    /// What stands at its left.
    pub label: String,
    /// A share of 0 to 1 for each column; `None` or nothing where there is none.
    pub shares: Vec<Option<f64>>,
}

impl HeatMap {
    /// Draws the chart; `None` when there is no share to draw.
    #[must_use]
    pub fn figure<'a>(&self, fonts: impl Into<Fonts<'a>>, language: Language) -> Option<Figure> {
        let n_columns = self.columns.len();
        let share_at = |row: &HeatRow, column: usize| {
            let share = row.shares.get(column).copied().flatten();
            share.filter(|&share| can_be_drawn(share))
        };
        let drawn = || {
            let rows = self.rows.iter();
            rows.flat_map(|row| (0..n_columns).filter_map(move |column| share_at(row, column)))
        };
        let reach = drawn().reduce(f64::max)?;

        let mut sheet = Sheet::new(fonts.into(), language, USUAL_WIDTH);
        let axis = sheet.axis(reach, Quantity::Share, f64::from(KEY_STEPS) * KEY_STEP);
        let label_width = sheet.widest(self.rows.iter().map(|row| row.label.as_str()), LABEL);
        let label_width = label_width.min(WIDEST_LABEL);
        let start = (MARGIN + label_width + GAP).round();
        let sizes: Vec<String> = self.columns.iter().map(size).collect();
        let numbers: Vec<String> = drawn().map(percent).collect();
        let least = sheet
            .widest(sizes.iter().map(String::as_str), SMALL)
            .max(sheet.widest(numbers.iter().map(String::as_str), SMALL))
            .max(NARROWEST_CELL - 10.0)
            + 10.0;
        #[expect(clippy::cast_precision_loss, reason = "columns of a table")]
        let columns = n_columns as f64;
        let cell = (USUAL_WIDTH - MARGIN - start) / columns;
        let cell = cell.min(WIDEST_CELL).max(least).floor();
        let end = start + cell * columns;
        sheet.width = (end + MARGIN).max(LEAST_WIDTH);
        sheet.title(&self.title);
        let left_of = |column: usize| {
            #[expect(clippy::cast_precision_loss, reason = "columns of a table")]
            let before = column as f64;
            start + before * cell
        };

        let heads: Vec<Vec<String>> = self
            .columns
            .iter()
            .map(|column| sheet.wrapped(&column.label, LABEL, cell - 6.0))
            .collect();
        let lines = heads.iter().map(Vec::len).max().unwrap_or(0);
        let below = sheet.y + Sheet::height_of(lines, LABEL);
        let sized = sizes.iter().any(|size| !size.is_empty());
        for (column, (head, size)) in heads.iter().zip(&sizes).enumerate() {
            let middle = left_of(column) + cell / 2.0;
            let top = below - Sheet::height_of(head.len(), LABEL);
            sheet.block(head, LABEL, middle, top, tone::INK, Anchor::Middle);
            let place = (middle, below + SMALL * 0.7);
            sheet.centered(size, SMALL, place, tone::QUIET, Anchor::Middle);
        }
        sheet.y = (below + if sized { SMALL * 1.4 } else { 0.0 } + 6.0).round();

        let mut n_missing = 0;
        for row in &self.rows {
            let lines = sheet.wrapped(&row.label, LABEL, label_width);
            let text = Sheet::height_of(lines.len(), LABEL) + 8.0;
            let height = text.max(ROW).round();
            let middle = sheet.y + height / 2.0;
            sheet.centered_block(&lines, LABEL, (start - GAP, middle), Anchor::End);
            for column in 0..n_columns {
                let share = share_at(row, column);
                let place = (left_of(column) + cell / 2.0, middle);
                let fill = share.map_or(tone::NOTHING, |share| tone::sequential(axis.place(share)));
                let corner = (left_of(column), sheet.y);
                sheet.rectangle(corner, cell - 1.0, height - 1.0, fill);
                let number = share.map_or_else(|| MISSING.to_owned(), percent);
                sheet.centered(&number, SMALL, place, tone::on(fill), Anchor::Middle);
                n_missing += usize::from(share.is_none());
            }
            sheet.y += height;
        }
        sheet.y += GAP;
        self.key(&mut sheet, &axis, start, n_missing);
        let given = self.rows.iter().flat_map(|row| row.shares.iter().flatten());
        sheet.left_out(given.count() - drawn().count());
        sheet.note(self.note.as_deref());
        Some(sheet.finish())
    }

    /// What the colours mean, below the cells.
    fn key(&self, sheet: &mut Sheet<'_>, axis: &Axis, start: f64, n_missing: usize) {
        const HEIGHT: f64 = 12.0;
        let start = start.min(sheet.width - MARGIN - f64::from(KEY_STEPS) * KEY_STEP - 150.0);
        let lines = sheet.wrapped(&self.cells, SMALL, sheet.width - MARGIN - start);
        sheet.y = sheet.block(&lines, SMALL, start, sheet.y, tone::QUIET, Anchor::Start) + 2.0;
        let top = sheet.y.round();
        for step in 0..KEY_STEPS {
            let color = tone::sequential((f64::from(step) + 0.5) / f64::from(KEY_STEPS));
            // Each reaches under the next, so that no seam shows.
            let width = if step + 1 < KEY_STEPS {
                KEY_STEP + 0.5
            } else {
                KEY_STEP
            };
            sheet.rectangle(
                (start + f64::from(step) * KEY_STEP, top),
                width,
                HEIGHT,
                color,
            );
        }
        let length = f64::from(KEY_STEPS) * KEY_STEP;
        let numbers = top + HEIGHT + 10.0;
        for (place, label) in axis.marks(Quantity::Share) {
            let x = start + place * length;
            sheet.line((x, top + HEIGHT), (x, top + HEIGHT + 3.0), 1.0, tone::BASE);
            sheet.centered(&label, SMALL, (x, numbers), tone::QUIET, Anchor::Middle);
        }
        if n_missing > 0 {
            let x = start + length + 40.0;
            sheet.rectangle((x, top), 24.0, HEIGHT, tone::NOTHING);
            let at = (x + 12.0, top + HEIGHT / 2.0);
            sheet.centered(MISSING, SMALL, at, tone::on(tone::NOTHING), Anchor::Middle);
            let said = sheet.say("无数据", "no data");
            let at = (x + 32.0, top + HEIGHT / 2.0);
            sheet.centered(said, SMALL, at, tone::QUIET, Anchor::Start);
        }
        sheet.y = numbers + SMALL;
    }
}

/// Stands in cells without a share.
const MISSING: &str = "–";

fn size(column: &HeatColumn) -> String {
    column
        .n
        .map_or_else(String::new, |n| format!("n = {}", grouped(n)))
}
