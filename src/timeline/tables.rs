//! The columns of `timeline.csv` and `trends.csv`.

use super::{Direction, TrendRow};
use crate::stats::PeriodCount;
use crate::table::{Cell, Column, Record, column};

/// A term, or all comments, in a period.
#[derive(Debug, Clone, PartialEq)]
pub struct SeriesRow {
    /// The term; `None` for all comments.
    pub term: Option<String>,
    /// The name of the period.
    pub period: String,
    /// Comments that hold the term, of those of the period.
    pub count: PeriodCount,
}

/// Of all comments the share is 1, which is no news.
fn share(row: &SeriesRow, value: impl Fn(PeriodCount) -> Option<f64>) -> Cell {
    Cell::from(row.term.as_ref().and_then(|_| value(row.count)))
}

impl Record for SeriesRow {
    const COLUMNS: &'static [Column<Self>] = &[
        column!("term", "词语", "term", |row| row.term.clone().into()),
        column!("period", "时段", "period", |row| Cell::Text(
            row.period.clone()
        )),
        column!("df", "评论数", "comments", |row| Cell::Count(
            row.count.with
        )),
        column!(
            "documents",
            "时段评论数",
            "comments of the period",
            |row| { Cell::Count(row.count.n) }
        ),
        column!("share", "占比", "share", |row| share(row, |count| count
            .share())),
        column!("share_low", "占比下限", "share, low", |row| {
            share(row, |count| Some(count.interval()?.low))
        }),
        column!("share_high", "占比上限", "share, high", |row| {
            share(row, |count| Some(count.interval()?.high))
        }),
    ];
}

impl Record for TrendRow {
    const COLUMNS: &'static [Column<Self>] = &[
        column!("term", "词语", "term", |row| Cell::Text(row.term.clone())),
        column!("df", "评论数", "comments", |row| Cell::Count(row.df)),
        column!("periods", "时段数", "periods", |row| Cell::Count(
            row.n_periods as u64
        )),
        column!("direction", "走向", "direction", |row| {
            let named = row.direction.map(|direction| match direction {
                Direction::Rising => "rising",
                Direction::Falling => "falling",
            });
            named.map(str::to_owned).into()
        }),
        column!("growth", "每期倍数", "factor by period", |row| {
            Cell::from(row.growth.and_then(|found| found.growth))
        }),
        column!("growth_low", "倍数下限", "factor, low", |row| {
            Cell::from(
                row.growth
                    .and_then(|found| Some(found.growth_interval?.low)),
            )
        }),
        column!("growth_high", "倍数上限", "factor, high", |row| {
            Cell::from(
                row.growth
                    .and_then(|found| Some(found.growth_interval?.high)),
            )
        }),
        column!("overdispersion", "过度离散", "overdispersion", |row| {
            Cell::from(row.growth.and_then(|found| found.overdispersion))
        }),
        column!("p", "p 值", "p", |row| Cell::from(
            row.growth.and_then(|found| found.p)
        )),
        column!("p_adjusted", "校正 p 值", "adjusted p", |row| Cell::from(
            row.p_adjusted
        )),
        column!("tau", "Kendall τ", "Kendall's τ", |row| Cell::from(
            row.mann_kendall.map(|found| found.tau)
        )),
        column!("slope", "Sen 斜率", "Sen's slope", |row| Cell::from(
            row.mann_kendall.map(|found| found.slope)
        )),
        column!("p_mann_kendall", "MK p 值", "p, Mann-Kendall", |row| {
            Cell::from(row.mann_kendall.and_then(|found| found.p))
        }),
        column!("changed_in", "转折时段", "change", |row| row
            .changed_in
            .clone()
            .into()),
        column!("share_before", "转折前占比", "share before", |row| {
            Cell::from(row.change.and_then(|change| change.before.share()))
        }),
        column!("share_after", "转折后占比", "share after", |row| {
            Cell::from(row.change.and_then(|change| change.after.share()))
        }),
        column!("change_p", "转折 p 值", "p of the change", |row| {
            Cell::from(row.change.map(|change| change.p))
        }),
        column!(
            "change_p_adjusted",
            "转折校正 p 值",
            "adjusted p of the change",
            |row| Cell::from(row.change_p_adjusted)
        ),
    ];
}
