//! Tables: columns declared once, written in every format.
//!
//! A row type implements [`Record`] by naming its columns, each with the function that takes the
//! cell from the row; every format, title and document that lists the columns comes from there.

mod column;
mod csv;
mod json;
mod markdown;
mod number;
mod read;
mod records;
#[cfg(feature = "xlsx")]
mod xlsx;

pub(crate) use self::csv::defuse;
pub use self::csv::{ByteOrderMark, csv_header, csv_row, to_csv};
pub(crate) use column::column;
pub use json::{to_json, to_json_lines};
pub use markdown::to_markdown;
pub use number::format_real;
pub(crate) use read::undefuse;
pub use read::{TableError, WeightedTerm, read_weighted_terms};
pub(crate) use records::written;
pub use records::{
    CategoryRecord, DetailRecord, DuplicateRecord, EntryRecord, LedgerRecord, SkippedRecord,
    category_records, duplicate_records, ledger_records, skipped_records,
};

#[cfg(feature = "xlsx")]
pub use xlsx::{WorkbookError, to_xlsx};

use crate::language::Bilingual;

/// A value in a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Text as it is; a format escapes and defuses it.
    Text(String),
    /// An exact number.
    Count(u64),
    /// A measured number, printed with 6 significant digits.
    Real(f64),
    /// Nothing is known; printed as an empty cell, never as 0.
    Missing,
}

impl From<Option<String>> for Cell {
    fn from(text: Option<String>) -> Cell {
        text.map_or(Cell::Missing, Cell::Text)
    }
}

impl From<Option<u64>> for Cell {
    fn from(count: Option<u64>) -> Cell {
        count.map_or(Cell::Missing, Cell::Count)
    }
}

impl From<Option<f64>> for Cell {
    fn from(value: Option<f64>) -> Cell {
        value.map_or(Cell::Missing, Cell::Real)
    }
}

/// Whether a spreadsheet would run the text as a formula (`= + - @`), or skip control characters
/// at its beginning and then do so.
fn starts_like_formula(text: &str) -> bool {
    text.starts_with(|c: char| matches!(c, '=' | '+' | '-' | '@') || c.is_control())
}

/// A column of a table of `R`.
#[derive(Debug, Clone, Copy)]
pub struct Column<R> {
    /// The name in files.
    pub name: &'static str,
    /// The title for people.
    pub title: Bilingual,
    /// Takes the cell from a row.
    pub cell: fn(&R) -> Cell,
}

/// A row type that knows its columns.
pub trait Record: Sized + 'static {
    /// The columns, in their order.
    const COLUMNS: &'static [Column<Self>];
}

/// Rows and columns, free of the row type.
///
/// ```
/// use ciyun::language::Bilingual;
/// use ciyun::table::{ByteOrderMark, Cell, Column, Record, Table, to_csv};
/// struct Pair(&'static str, u64);
/// impl Record for Pair {
///     const COLUMNS: &'static [Column<Pair>] = &[
///         Column {
///             name: "term",
///             title: Bilingual { zh: "词语", en: "term" },
///             cell: |row| Cell::Text(row.0.into()),
///         },
///         Column {
///             name: "tf",
///             title: Bilingual { zh: "词频", en: "frequency" },
///             cell: |row| Cell::Count(row.1),
///         },
///     ];
/// }
/// let table = Table::new(&[Pair("闪退", 40)]);
/// assert_eq!(to_csv(&table, ByteOrderMark::Omit), "term,tf\n闪退,40\n");
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Names of the columns in files.
    pub names: Vec<&'static str>,
    /// Titles of the columns for people.
    pub titles: Vec<Bilingual>,
    /// The rows; each has as many cells as there are columns.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// Takes the cells of every row.
    #[must_use]
    pub fn new<R: Record>(rows: &[R]) -> Table {
        let cells = |row: &R| R::COLUMNS.iter().map(|column| (column.cell)(row)).collect();
        Table {
            names: R::COLUMNS.iter().map(|column| column.name).collect(),
            titles: R::COLUMNS.iter().map(|column| column.title).collect(),
            rows: rows.iter().map(cells).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Row(&'static str, u64, f64, Option<&'static str>);

    impl Record for Row {
        const COLUMNS: &'static [Column<Row>] = &[
            Column {
                name: "term",
                title: Bilingual {
                    zh: "词语",
                    en: "term",
                },
                cell: |row| Cell::Text(row.0.to_owned()),
            },
            Column {
                name: "tf",
                title: Bilingual {
                    zh: "词频",
                    en: "frequency",
                },
                cell: |row| Cell::Count(row.1),
            },
            Column {
                name: "share",
                title: Bilingual {
                    zh: "占比",
                    en: "share",
                },
                cell: |row| Cell::Real(row.2),
            },
            Column {
                name: "pos",
                title: Bilingual {
                    zh: "词性",
                    en: "part of speech",
                },
                cell: |row| row.3.map(str::to_owned).into(),
            },
        ];
    }

    /// A small table with every kind of trouble.
    pub(super) fn sample() -> Table {
        Table::new(&[
            Row("闪退", 40, 1.0 / 3.0, Some("v")),
            Row("a,\"b\"", 1, 0.5, None),
            Row("=1+1", 2, 0.25, Some("x")),
            Row("\tx\ny", 0, -0.1, Some("x|y")),
        ])
    }
}
