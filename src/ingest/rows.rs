//! The border between formats and the rest: rows, one after the other.

use std::io;

use super::fields::RawDocument;
use super::{RowProblem, SkippedRow};
use crate::ledger::SourceId;

/// One record of an input.
#[derive(Debug)]
pub(super) enum Row {
    Document(RawDocument),
    Skipped(SkippedRow),
}

/// A format's reader.
pub(super) trait Rows: Send {
    /// The next row; `None` after the last. Only a failing file is an error.
    fn next_row(&mut self) -> io::Result<Option<Row>>;
}

/// A row that cannot be read.
pub(super) fn skipped(source: SourceId, line: u64, problem: RowProblem) -> Row {
    Row::Skipped(SkippedRow {
        source,
        line,
        problem,
    })
}
