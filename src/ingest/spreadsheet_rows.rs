//! The table of a sheet to documents.

use std::io;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::columns::trim;
use super::fields::{RawDocument, empty_document, fill};
use super::rows::{Row, Rows, skipped};
use super::spreadsheet::{SheetRow, Workbook};
use super::{
    Columns, Field, Format, HeaderOrigin, Limits, RowProblem, Sheet, SourceDescription,
    WorkbookProblem,
};
use crate::ledger::{RuleId, SourceId};

/// Texts go on in columns without a name at most in one row of so many; else these columns hold
/// something else.
const ROWS_PER_SPLIT_TEXT: usize = 4;

/// Reads the rows of a sheet. All of them are read when the first one is asked for, so that of
/// several workbooks one is held at a time.
pub(super) struct SheetRows {
    unread: Option<Unread>,
    rows: std::vec::IntoIter<Row>,
}

struct Unread {
    path: PathBuf,
    format: Format,
    bytes: u64,
    stored_bytes: Arc<AtomicU64>,
    limits: Limits,
    table: Option<Table>,
}

impl SheetRows {
    pub(super) fn new(
        path: PathBuf,
        description: &SourceDescription,
        source: SourceId,
        stored_bytes: Arc<AtomicU64>,
        limits: &Limits,
    ) -> Self {
        let sheet = description.sheet.as_ref();
        let unread = Unread {
            path,
            format: description.format,
            bytes: description.bytes,
            stored_bytes,
            limits: *limits,
            table: sheet.map(|sheet| Table::new(sheet, &description.columns, source)),
        };
        SheetRows {
            unread: Some(unread),
            rows: Vec::new().into_iter(),
        }
    }
}

impl Rows for SheetRows {
    fn next_row(&mut self) -> io::Result<Option<Row>> {
        if let Some(unread) = self.unread.take() {
            if let Some(table) = unread.table {
                let rows = Workbook::open(&unread.path, unread.format, &unread.limits)
                    .and_then(|mut workbook| table.read(&mut workbook))
                    .map_err(|problem| io::Error::new(io::ErrorKind::InvalidData, problem))?;
                self.rows = rows.into_iter();
            }
            unread
                .stored_bytes
                .fetch_add(unread.bytes, Ordering::Relaxed);
        }
        Ok(self.rows.next())
    }
}

/// How the cells of a sheet are read.
struct Table {
    source: SourceId,
    sheet: String,
    first_row: u64,
    header: Option<Vec<String>>,
    /// Fields with their columns in the sheet, counted from 0.
    fields: Vec<(Field, u32)>,
    text: u32,
    /// Columns from here on have no name and follow the text.
    unnamed: Option<u32>,
    first_column: u32,
}

impl Table {
    fn new(sheet: &Sheet, columns: &Columns, source: SourceId) -> Table {
        let first_column = sheet.first_column.saturating_sub(1);
        let place =
            |column: usize| first_column.saturating_add(u32::try_from(column).unwrap_or(u32::MAX));
        let fields: Vec<(Field, u32)> = columns
            .fields
            .iter()
            .map(|(field, column, _)| (*field, place(*column)))
            .collect();
        let text = fields.iter().find(|(field, _)| *field == Field::Text);
        let text = text.map_or(u32::MAX, |(_, column)| *column);
        let named = columns.origin == HeaderOrigin::File;
        let last_named = columns.header.iter().rposition(|name| !name.is_empty());
        let text_is_last = last_named.is_some_and(|last| place(last) == text);
        Table {
            source,
            sheet: sheet.name.clone(),
            first_row: sheet.first_row,
            header: named.then(|| columns.header.clone()),
            fields,
            text,
            unnamed: (named && text_is_last).then(|| text.saturating_add(1)),
            first_column,
        }
    }

    fn read(self, workbook: &mut Workbook) -> Result<Vec<Row>, WorkbookProblem> {
        let mut rows: Vec<Row> = Vec::new();
        let mut split_texts: Vec<(usize, Vec<String>)> = Vec::new();
        // Consecutive rows at the end that look like remarks.
        let mut n_remarks = 0;
        let data_from = self.first_row + u64::from(self.header.is_some());
        workbook.each_row(&self.sheet, &mut |row| {
            if row.line < data_from {
                return ControlFlow::Continue(());
            }
            if self.is_header(&row) {
                n_remarks = 0;
                rows.push(skipped(self.source, row.line, RowProblem::RepeatedHeader));
                return ControlFlow::Continue(());
            }
            n_remarks = if self.is_remark(&row) {
                n_remarks + 1
            } else {
                0
            };
            let more = self.continuation(&row);
            if !more.is_empty() {
                split_texts.push((rows.len(), more));
            }
            rows.push(Row::Document(self.document(&row)));
            ControlFlow::Continue(())
        })?;
        let table_end = rows.len() - n_remarks;
        for row in &mut rows[table_end..] {
            if let Row::Document(remark) = row {
                *row = skipped(self.source, remark.line, RowProblem::Footer);
            }
        }
        if split_texts.len() * ROWS_PER_SPLIT_TEXT <= rows.len() {
            for (index, more) in split_texts {
                if let Row::Document(document) = &mut rows[index] {
                    join(document, &more);
                }
            }
        }
        Ok(rows)
    }

    fn document(&self, row: &SheetRow) -> RawDocument {
        let mut document = empty_document(self.source, row.line);
        for (field, column) in &self.fields {
            fill(&mut document, *field, row.cell(*column));
        }
        document
    }

    fn is_header(&self, row: &SheetRow) -> bool {
        self.header.as_ref().is_some_and(|header| {
            (self.first_column..)
                .zip(header)
                .all(|(column, name)| trim(row.cell(column)) == name)
        })
    }

    /// Whether a row has nothing but words in one cell beside the text. A lone number or date is
    /// rather a comment of which the text is missing.
    fn is_remark(&self, row: &SheetRow) -> bool {
        let [(column, remark)] = row.cells.as_slice() else {
            return false;
        };
        *column != self.text && remark.chars().any(char::is_alphabetic)
    }

    /// The cells in columns without a name to the right of the text.
    fn continuation(&self, row: &SheetRow) -> Vec<String> {
        let Some(unnamed) = self.unnamed else {
            return Vec::new();
        };
        if row.cell(self.text).is_empty() {
            return Vec::new();
        }
        let cells = row.cells.iter().filter(|(column, _)| *column >= unnamed);
        cells.map(|(_, text)| text.clone()).collect()
    }
}

/// Puts a text that was split at `-` together again.
fn join(document: &mut RawDocument, more: &[String]) {
    for part in more {
        document.text.push('-');
        document.text.push_str(part);
    }
    let n_joined = u32::try_from(more.len()).unwrap_or(u32::MAX);
    document.notes.push((RuleId::Rejoined, n_joined));
}
