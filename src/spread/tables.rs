//! The columns of `dispersion.csv`.

use super::SpreadRow;
use crate::table::{Cell, Column, Record, column};

impl Record for SpreadRow {
    const COLUMNS: &'static [Column<Self>] = &[
        column!("parts", "分部", "parts", |row| Cell::Text(
            row.kind.name().to_owned()
        )),
        column!("term", "词语", "term", |row| Cell::Text(row.term.clone())),
        column!("df", "评论数", "comments", |row| Cell::Count(row.df)),
        column!(
            "documents",
            "分部评论总数",
            "comments of all parts",
            |row| { Cell::Count(row.documents) }
        ),
        column!("range", "出现分部数", "range", |row| Cell::Count(
            row.dispersion.range as u64
        )),
        column!("n_parts", "分部数", "number of parts", |row| Cell::Count(
            row.dispersion.n_parts as u64
        )),
        column!("dp", "DP", "DP", |row| Cell::Real(row.dispersion.dp)),
        column!("dp_norm", "DPnorm", "DPnorm", |row| Cell::from(
            row.dispersion.dp_norm
        )),
        column!(
            "juilland_d",
            "Juilland D",
            "Juilland's D",
            |row| Cell::from(row.dispersion.juilland_d)
        ),
    ];
}
