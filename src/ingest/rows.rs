//! The border between formats and the rest: rows, one after the other.

use std::io;

use super::{Document, Fields, RowProblem, SkippedRow};
use crate::ledger::SourceId;

/// One record of an input.
#[derive(Debug)]
#[expect(
    clippy::large_enum_variant,
    reason = "rows go one by one into their batch; a box would cost an allocation each"
)]
pub(super) enum Row {
    Document(Document),
    Skipped(SkippedRow),
}

/// A format's reader.
pub(super) trait Rows: Send {
    /// The next row; `None` after the last. Only a failing file is an error.
    fn next_row(&mut self) -> io::Result<Option<Row>>;
}

/// A document yet to be filled.
pub(super) fn empty_document(source: SourceId, line: u64) -> Document {
    Document {
        source,
        line,
        text: String::new(),
        fields: Fields::default(),
        notes: Vec::new(),
    }
}

/// A row that cannot be read.
pub(super) fn skipped(source: SourceId, line: u64, problem: RowProblem) -> Row {
    Row::Skipped(SkippedRow {
        source,
        line,
        problem,
    })
}
