//! Separated values to documents.

use std::io::{self, Read};

use super::columns::trim;
use super::csv_records::{Next, Records};
use super::fields::{empty_document, fill};
use super::rows::{Row, Rows, skipped};
use super::{Columns, Field, HeaderOrigin, RowProblem};
use crate::ledger::SourceId;

/// Reads the rows of a table.
pub(super) struct CsvRows<R> {
    records: Records<R>,
    source: SourceId,
    fields: Vec<(Field, usize)>,
    width: usize,
    /// The header; `None` when the file has none.
    header: Option<Vec<String>>,
    header_seen: HeaderSeen,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum HeaderSeen {
    Yes,
    No,
}

impl<R: Read> CsvRows<R> {
    pub(super) fn new(input: R, delimiter: u8, source: SourceId, columns: &Columns) -> Self {
        let fields = columns.fields.iter();
        let named = columns.origin == HeaderOrigin::File;
        CsvRows {
            records: Records::new(input, delimiter),
            source,
            fields: fields.map(|(field, column, _)| (*field, *column)).collect(),
            width: columns.header.len(),
            header: named.then(|| columns.header.clone()),
            header_seen: HeaderSeen::No,
        }
    }

    /// Whether the record is the header; the first record is, when there is one.
    fn is_header(&self) -> bool {
        let record = self.records.record();
        self.header.as_ref().is_some_and(|header| {
            let same = |cell: &[u8], name: &str| {
                std::str::from_utf8(cell).is_ok_and(|cell| trim(cell) == name)
            };
            record.len() == header.len()
                && record
                    .iter()
                    .zip(header)
                    .all(|(cell, name)| same(cell, name))
        })
    }

    fn row(&self, line: u64) -> Option<Row> {
        let record = self.records.record();
        if record.len() == 1 && self.width > 1 && record[0].iter().all(u8::is_ascii_whitespace) {
            return None;
        }
        let surplus = record.iter().skip(self.width);
        if record.len() < self.width || surplus.into_iter().any(|cell| !cell.is_empty()) {
            let problem = RowProblem::FieldCount {
                found: record.len(),
                expected: self.width,
            };
            return Some(skipped(self.source, line, problem));
        }
        let mut document = empty_document(self.source, line);
        for (field, column) in &self.fields {
            fill(
                &mut document,
                *field,
                &String::from_utf8_lossy(&record[*column]),
            );
        }
        Some(Row::Document(document))
    }
}

impl<R: Read + Send> Rows for CsvRows<R> {
    fn next_row(&mut self) -> io::Result<Option<Row>> {
        loop {
            let line = match self.records.next()? {
                Next::End => return Ok(None),
                Next::Broken { line, detail } => {
                    let problem = RowProblem::Syntax {
                        format: "CSV",
                        detail,
                    };
                    return Ok(Some(skipped(self.source, line, problem)));
                }
                Next::Record { line } => line,
            };
            if self.is_header() {
                if self.header_seen == HeaderSeen::Yes {
                    return Ok(Some(skipped(self.source, line, RowProblem::RepeatedHeader)));
                }
                self.header_seen = HeaderSeen::Yes;
            } else if let Some(row) = self.row(line) {
                return Ok(Some(row));
            }
        }
    }
}

/// The first rows of a table, for the choice of columns and of the delimiter.
pub(super) fn sample(text: &str, delimiter: u8, n_rows: usize) -> Vec<Vec<String>> {
    let mut records = Records::new(text.as_bytes(), delimiter);
    let mut rows = Vec::new();
    while rows.len() < n_rows {
        match records.next() {
            Ok(Next::Record { .. }) => {
                let cells = records.record().iter();
                rows.push(
                    cells
                        .map(|cell| String::from_utf8_lossy(cell).into_owned())
                        .collect(),
                );
            }
            Ok(Next::Broken { .. }) => {}
            Ok(Next::End) | Err(_) => break,
        }
    }
    rows
}
