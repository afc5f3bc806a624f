//! The columns of a sheet and of its key.

use crate::table::{Cell, Column, Record, column};

/// Most coders whose sheets are compared.
pub const MAX_CODERS: usize = 9;

/// A comment to be coded. The cells of its codes are empty.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetRow {
    /// Number in the sheet, from 1.
    pub row: u64,
    /// The input.
    pub source: String,
    /// Line in the input at which the comment begins.
    pub line: u64,
    /// What it was drawn by, masked; `None` where the comment does not tell.
    pub stratum: Option<String>,
    /// Comments of the stratum.
    pub stratum_rows: u64,
    /// Comments that it stands for.
    pub weight: f64,
    /// Stars.
    pub rating: Option<f64>,
    /// What stands in the input, on one line, with personal data masked.
    pub text: String,
}

impl Record for SheetRow {
    const COLUMNS: &'static [Column<Self>] = &[
        column!("row", "序号", "row", |row| Cell::Count(row.row)),
        column!("source", "来源", "source", |row| Cell::Text(
            row.source.clone()
        )),
        column!("line", "行", "line", |row| Cell::Count(row.line)),
        column!("stratum", "层", "stratum", |row| row
            .stratum
            .clone()
            .into()),
        column!("stratum_rows", "层内评论数", "stratum rows", |row| {
            Cell::Count(row.stratum_rows)
        }),
        column!("weight", "权重", "weight", |row| Cell::Real(row.weight)),
        column!("rating", "评分", "rating", |row| row
            .rating
            .map_or(Cell::Missing, Cell::Real)),
        column!("text", "评论", "text", |row| Cell::Text(row.text.clone())),
        column!("categories", "类别", "categories", |_| Cell::Missing),
        column!("polarity", "倾向", "polarity", |_| Cell::Missing),
    ];
}

/// What the program coded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyRow {
    /// Number in the sheet.
    pub row: u64,
    /// The input.
    pub source: String,
    /// Line in the input.
    pub line: u64,
    /// Ids of the categories with `;` between them, `none` for a comment in none.
    pub categories: String,
}

impl Record for KeyRow {
    const COLUMNS: &'static [Column<Self>] = &[
        column!("row", "序号", "row", |row| Cell::Count(row.row)),
        column!("source", "来源", "source", |row| Cell::Text(
            row.source.clone()
        )),
        column!("line", "行", "line", |row| Cell::Count(row.line)),
        column!("categories", "类别", "categories", |row| Cell::Text(
            row.categories.clone()
        )),
    ];
}
