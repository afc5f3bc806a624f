//! The lines of a concordance.

use jiff::civil::DateTime;

use crate::ledger::Location;
use crate::table::{Cell, Column, Record, column};

/// One occurrence with the text around it.
#[derive(Debug, Clone, PartialEq)]
pub struct KwicLine {
    /// The comment.
    pub place: Location,
    /// The same as `file:line`.
    pub named_place: String,
    /// What stands before it.
    pub left: String,
    /// The occurrence as it is written in the comment.
    pub node: String,
    /// What follows.
    pub right: String,
    /// Stars of the comment.
    pub rating: Option<f64>,
    /// When it was written.
    pub time: Option<DateTime>,
    /// The app it is about.
    pub app: Option<String>,
}

impl Record for KwicLine {
    const COLUMNS: &'static [Column<Self>] = &[
        column!("place", "位置", "place", |row| Cell::Text(
            row.named_place.clone()
        )),
        column!("left", "上文", "left", |row| Cell::Text(row.left.clone())),
        column!("node", "词语", "node", |row| Cell::Text(row.node.clone())),
        column!("right", "下文", "right", |row| Cell::Text(
            row.right.clone()
        )),
        column!("rating", "评分", "rating", |row| row
            .rating
            .map_or(Cell::Missing, Cell::Real)),
        column!("time", "时间", "time", |row| row
            .time
            .map(|time| time.strftime("%Y-%m-%d %H:%M:%S").to_string())
            .into()),
        column!("app", "应用", "app", |row| row.app.clone().into()),
    ];
}

/// The order of lines. Lines that are equal in it keep the order of the input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum KwicOrder {
    /// As the comments stand in the input.
    #[default]
    Place,
    /// By what stands before, read backwards from the occurrence.
    Left,
    /// By what follows.
    Right,
    /// Earliest first, those without a time last.
    Time,
    /// Fewest stars first, those without stars last.
    Rating,
}

/// The lines that are shown, and how many there are.
#[derive(Debug, Clone, PartialEq)]
pub struct Lines {
    /// The first lines in the order asked for.
    pub lines: Vec<KwicLine>,
    /// All occurrences.
    pub occurrences: u64,
    /// Comments that hold one.
    pub comments: u64,
}

impl KwicOrder {
    /// Sorts lines that stand in the order of the input.
    pub(super) fn sort(self, lines: &mut [KwicLine]) {
        match self {
            KwicOrder::Place => {}
            KwicOrder::Left => lines.sort_by(|a, b| {
                let words =
                    |line: &KwicLine| line.left.trim_end().chars().rev().collect::<Vec<_>>();
                words(a).cmp(&words(b))
            }),
            KwicOrder::Right => {
                lines.sort_by(|a, b| a.right.trim_start().cmp(b.right.trim_start()));
            }
            KwicOrder::Time => lines.sort_by_key(|line| (line.time.is_none(), line.time)),
            KwicOrder::Rating => lines.sort_by(|a, b| {
                let rating = |line: &KwicLine| line.rating.unwrap_or(f64::INFINITY);
                rating(a).total_cmp(&rating(b))
            }),
        }
    }
}
