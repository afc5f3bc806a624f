//! JSON and JSON Lines: one object a row, keys in the order of the columns.

use super::{Cell, Table, format_real};

/// Writes a table as an array of objects, one object a line.
#[must_use]
pub fn to_json(table: &Table) -> String {
    let rows: Vec<String> = table.rows.iter().map(|row| object(table, row)).collect();
    if rows.is_empty() {
        return "[]\n".to_owned();
    }
    format!("[\n  {}\n]\n", rows.join(",\n  "))
}

/// Writes a table as one object a line.
#[must_use]
pub fn to_json_lines(table: &Table) -> String {
    table
        .rows
        .iter()
        .map(|row| object(table, row) + "\n")
        .collect()
}

fn object(table: &Table, row: &[Cell]) -> String {
    let pairs: Vec<String> = table
        .names
        .iter()
        .zip(row)
        .map(|(name, cell)| format!("\"{name}\": {}", value(cell)))
        .collect();
    format!("{{{}}}", pairs.join(", "))
}

fn value(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => serde_json::Value::from(text.as_str()).to_string(),
        Cell::Count(count) => count.to_string(),
        Cell::Real(value) if value.is_finite() => format_real(*value),
        Cell::Real(_) | Cell::Missing => "null".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::tests::sample;

    #[test]
    fn both_forms_hold_the_same_objects() {
        let array: Vec<serde_json::Value> = serde_json::from_str(&to_json(&sample())).unwrap();
        let lines: Vec<serde_json::Value> = to_json_lines(&sample())
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(array, lines);
        assert_eq!(array[0]["term"], "闪退");
        assert_eq!(array[0]["share"], 0.333_333);
        assert_eq!(array[1]["term"], "a,\"b\"");
        assert!(array[1]["pos"].is_null());
    }

    #[test]
    fn no_rows_are_an_empty_array() {
        let table = Table {
            rows: Vec::new(),
            ..sample()
        };
        assert_eq!(to_json(&table), "[]\n");
    }
}
