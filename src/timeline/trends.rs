//! Which words rise, and which fall.

use super::Timeline;
use crate::stats::{
    ChangePoint, ChangePointOptions, Correction, LogLinearTrend, MannKendall, PeriodCount,
    change_point, log_linear_trend, mann_kendall,
};

/// Share of false discoveries among the words that are said to rise or to fall.
pub const LEVEL: f64 = 0.05;

/// Where a word goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Its share grows.
    Rising,
    /// Its share shrinks.
    Falling,
}

/// A word over time.
#[derive(Debug, Clone, PartialEq)]
pub struct TrendRow {
    /// The term.
    pub term: String,
    /// Its comments with a time.
    pub df: u64,
    /// Periods with comments.
    pub n_periods: usize,
    /// Growth by period; see [`log_linear_trend`].
    pub growth: Option<LogLinearTrend>,
    /// p of the growth, adjusted for all terms by Benjamini and Hochberg (1995).
    pub p_adjusted: Option<f64>,
    /// Where it goes, by `p_adjusted` at [`LEVEL`].
    pub direction: Option<Direction>,
    /// Rank test of a monotone trend.
    pub mann_kendall: Option<MannKendall>,
    /// The likeliest change.
    pub change: Option<ChangePoint>,
    /// The name of the first period after it.
    pub changed_in: Option<String>,
    /// p of the change, adjusted for all terms as above.
    pub change_p_adjusted: Option<f64>,
}

/// The trends of all terms of a time line, in their order.
///
/// ```
/// use ciyun::stats::{ChangePointOptions, PeriodCount};
/// use ciyun::timeline::{Direction, Period, Timeline, trends};
/// let counts = |with: [u64; 8]| with.map(|with| PeriodCount { with, n: 100 }).to_vec();
/// let line = Timeline {
///     period: Period::Month,
///     labels: (1..=8).map(|month| format!("2023-{month:02}")).collect(),
///     n: vec![100; 8],
///     untimed: 0,
///     terms: vec![
///         ("人脸".to_owned(), counts([1, 2, 3, 5, 8, 12, 18, 27])),
///         ("登录".to_owned(), counts([20, 21, 19, 20, 20, 19, 21, 20])),
///     ],
/// };
/// let rows = trends(&line, ChangePointOptions::default());
/// assert_eq!((rows[0].direction, rows[1].direction), (Some(Direction::Rising), None));
/// // By half in each month.
/// assert!((rows[0].growth.unwrap().growth.unwrap() - 1.5).abs() < 0.06);
/// ```
#[must_use]
pub fn trends(timeline: &Timeline, options: ChangePointOptions) -> Vec<TrendRow> {
    let n_periods = timeline.n.iter().filter(|n| **n > 0).count();
    let mut rows: Vec<TrendRow> = timeline
        .terms
        .iter()
        .map(|(term, counts)| {
            let shares: Vec<Option<f64>> = counts.iter().map(|count| count.share()).collect();
            let change = change_point(counts, options);
            TrendRow {
                term: term.clone(),
                df: counts.iter().map(|count: &PeriodCount| count.with).sum(),
                n_periods,
                growth: log_linear_trend(counts),
                p_adjusted: None,
                direction: None,
                mann_kendall: mann_kendall(&shares),
                changed_in: change.map(|change| timeline.labels[change.first_after].clone()),
                change,
                change_p_adjusted: None,
            }
        })
        .collect();
    let adjusted = adjusted(&rows, |row| row.growth?.p);
    for (row, p) in rows.iter_mut().zip(adjusted) {
        row.p_adjusted = p;
        let z = row.growth.map_or(0.0, |growth| growth.z);
        row.direction = p.filter(|p| *p <= LEVEL).map(|_| match z {
            z if z > 0.0 => Direction::Rising,
            _ => Direction::Falling,
        });
    }
    let adjusted = self::adjusted(&rows, |row| Some(row.change?.p));
    for (row, p) in rows.iter_mut().zip(adjusted) {
        row.change_p_adjusted = p;
    }
    rows
}

/// The p-values that there are, adjusted for their number.
fn adjusted(rows: &[TrendRow], p: impl Fn(&TrendRow) -> Option<f64>) -> Vec<Option<f64>> {
    let found: Vec<Option<f64>> = rows.iter().map(p).collect();
    let known: Vec<f64> = found.iter().flatten().copied().collect();
    let mut adjusted = Correction::BenjaminiHochberg.adjust(&known).into_iter();
    let each = found.into_iter();
    each.map(|p| p.and_then(|_| adjusted.next())).collect()
}
