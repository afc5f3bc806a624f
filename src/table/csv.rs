//! CSV: UTF-8, comma, line feed, quotes only where needed.

use super::{Cell, Record, Table, format_real, starts_like_formula};

/// Whether the file begins with a byte order mark, which Excel needs to see UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ByteOrderMark {
    /// No mark.
    #[default]
    Omit,
    /// U+FEFF first.
    Write,
}

/// Writes a table as CSV with the column names as header.
///
/// Text that a spreadsheet would take for a formula is defused with an apostrophe in front.
#[must_use]
pub fn to_csv(table: &Table, mark: ByteOrderMark) -> String {
    let mut out = String::new();
    if mark == ByteOrderMark::Write {
        out.push('\u{feff}');
    }
    push_record(&mut out, table.names.iter().map(|name| (*name).to_owned()));
    for row in &table.rows {
        push_record(&mut out, row.iter().map(written));
    }
    out
}

/// The header of a table of `R` as a line of CSV, for tables that are written row by row.
#[must_use]
pub fn csv_header<R: Record>(mark: ByteOrderMark) -> String {
    to_csv(&Table::new::<R>(&[]), mark)
}

/// A row as a line of CSV; see [`csv_header`].
#[must_use]
pub fn csv_row<R: Record>(row: &R) -> String {
    let mut out = String::new();
    let cells = R::COLUMNS.iter().map(|column| (column.cell)(row));
    push_record(&mut out, cells.map(|cell| written(&cell)));
    out
}

fn written(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => defuse(text),
        Cell::Count(count) => count.to_string(),
        Cell::Real(value) => format_real(*value),
        Cell::Missing => String::new(),
    }
}

fn push_record(out: &mut String, cells: impl Iterator<Item = String>) {
    for (index, cell) in cells.enumerate() {
        if index > 0 {
            out.push(',');
        }
        if cell.contains([',', '"', '\n', '\r']) {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(&cell);
        }
    }
    out.push('\n');
}

/// Puts an apostrophe before text that a spreadsheet would run.
pub(crate) fn defuse(text: &str) -> String {
    if starts_like_formula(text) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::tests::sample;

    #[test]
    fn cells_are_quoted_defused_and_empty_where_nothing_is_known() {
        insta::assert_snapshot!(to_csv(&sample(), ByteOrderMark::Omit), @r#"
        term,tf,share,pos
        闪退,40,0.333333,v
        "a,""b""",1,0.5,
        '=1+1,2,0.25,x
        "'	x
        y",0,-0.1,x|y
        "#);
    }

    #[test]
    fn the_mark_is_written_on_request() {
        assert!(to_csv(&sample(), ByteOrderMark::Write).starts_with("\u{feff}term,"));
    }
}
