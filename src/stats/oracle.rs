//! Reads the numbers of independent implementations stored in `tests/oracle`.

use std::fmt::Debug;
use std::str::FromStr;

/// The rows below the notes and the line of names, as cells.
pub(crate) fn rows(text: &str) -> impl Iterator<Item = Vec<&str>> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.skip(1).map(|line| line.split(',').collect())
}

/// The numbers of a cell, separated by spaces.
pub(crate) fn list<T: FromStr<Err: Debug>>(cell: &str) -> Vec<T> {
    let items = cell.split(' ').filter(|item| !item.is_empty());
    items.map(|item| item.parse().unwrap()).collect()
}

/// Whether the value is the cell's to 1e-9 of it; an empty cell is no value.
pub(crate) fn assert_close(found: Option<f64>, cell: &str, row: &[&str]) {
    let expected: Option<f64> = cell.parse().ok();
    assert_eq!(found.is_some(), expected.is_some(), "{row:?}: {found:?}");
    if let (Some(found), Some(expected)) = (found, expected) {
        // What is 0 in exact arithmetic may differ from it by rounding.
        let error = (found - expected).abs() / expected.abs();
        let close = error < 1e-9 || (found - expected).abs() < 1e-13;
        assert!(close, "{row:?}: {found}, not {expected}");
    }
}
