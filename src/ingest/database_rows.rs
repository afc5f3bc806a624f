//! The rows of a table of a database to documents.

use std::borrow::Cow;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use rusqlite::types::ValueRef;

use super::database::{Database, Flow, broken, number};
use super::fields::{RawDocument, empty_document};
use super::nul::fill_cell;
use super::rows::{Row, Rows, skipped};
use super::text::Progress;
use super::{DatabaseProblem, Field, InputFile, Limits, RowProblem, SourceDescription};
use crate::ledger::SourceId;

/// Rows and bytes of text that travel together.
const PARCEL_ROWS: usize = 256;
const PARCEL_BYTES: usize = 1 << 20;

/// Parcels that wait between SQLite and the reader.
const PARCELS_AHEAD: usize = 2;

/// Reads the rows of a table. A query borrows its connection, so both live on a thread of their
/// own, which begins with the first row and ends when nobody waits for more.
pub(super) struct TableRows {
    unread: Option<Job>,
    parcels: Option<Receiver<Parcel>>,
    rows: std::vec::IntoIter<Row>,
    bytes: u64,
    stored_bytes: Arc<AtomicU64>,
}

enum Parcel {
    Rows(Vec<Row>),
    Failed(DatabaseProblem),
    End,
}

struct Job {
    input: InputFile,
    table: String,
    fields: Vec<(Field, String)>,
    source: SourceId,
    max_bytes: usize,
    invalid: Arc<AtomicU64>,
}

impl TableRows {
    pub(super) fn new(
        input: &InputFile,
        description: &SourceDescription,
        limits: &Limits,
        progress: &Progress,
        source: SourceId,
    ) -> TableRows {
        let columns = &description.columns;
        let fields = columns.fields.iter();
        let job = description.table.as_ref().map(|table| Job {
            input: input.clone(),
            table: table.name.clone(),
            fields: fields
                .map(|(field, column, _)| (*field, columns.header[*column].clone()))
                .collect(),
            source,
            max_bytes: usize::try_from(limits.cell_bytes).unwrap_or(usize::MAX),
            invalid: Arc::clone(&progress.invalid),
        });
        TableRows {
            unread: job,
            parcels: None,
            rows: Vec::new().into_iter(),
            bytes: description.bytes,
            stored_bytes: Arc::clone(&progress.stored_bytes),
        }
    }
}

impl Rows for TableRows {
    fn next_row(&mut self) -> io::Result<Option<Row>> {
        if let Some(job) = self.unread.take() {
            let (sender, receiver) = sync_channel(PARCELS_AHEAD);
            self.parcels = Some(receiver);
            std::thread::Builder::new().spawn(move || job.run(&sender))?;
        }
        loop {
            if let Some(row) = self.rows.next() {
                return Ok(Some(row));
            }
            let parcel = self.parcels.as_ref().map(Receiver::recv);
            match parcel {
                Some(Ok(Parcel::Rows(rows))) => self.rows = rows.into_iter(),
                Some(Ok(Parcel::Failed(problem))) => {
                    self.parcels = None;
                    return Err(io::Error::new(io::ErrorKind::InvalidData, problem));
                }
                Some(Err(_)) => return Err(io::Error::other("the reader of the database stopped")),
                Some(Ok(Parcel::End)) | None => {
                    self.parcels = None;
                    self.stored_bytes.fetch_add(self.bytes, Ordering::Relaxed);
                    self.bytes = 0;
                    return Ok(None);
                }
            }
        }
    }
}

impl Job {
    fn run(self, sender: &SyncSender<Parcel>) {
        let last = match self.read(sender) {
            Ok(()) => Parcel::End,
            Err(problem) => Parcel::Failed(problem),
        };
        // Nobody waits for it when the reading was given up.
        let _ = sender.send(last);
    }

    fn read(&self, sender: &SyncSender<Parcel>) -> Result<(), DatabaseProblem> {
        let database = Database::open(&self.input)?;
        let columns: Vec<&str> = self.fields.iter().map(|(_, name)| name.as_str()).collect();
        let (mut parcel, mut n_bytes, mut line) = (Vec::new(), 0, 0);
        let read = database.each_row(&self.table, &columns, &mut |row| {
            line += 1;
            let row = self.row(row, line)?;
            if let Row::Document(document) = &row {
                n_bytes += document.text.len();
            }
            parcel.push(row);
            if parcel.len() < PARCEL_ROWS && n_bytes < PARCEL_BYTES {
                return Ok(Flow::More);
            }
            n_bytes = 0;
            let full = std::mem::take(&mut parcel);
            Ok(match sender.send(Parcel::Rows(full)) {
                Ok(()) => Flow::More,
                Err(_) => Flow::Enough,
            })
        });
        // Rows before a failure count; if nobody waits for them, nobody does for the end either.
        let _ = sender.send(Parcel::Rows(parcel));
        read.map_err(|error| broken(&error))
    }

    fn row(&self, row: &rusqlite::Row<'_>, line: u64) -> rusqlite::Result<Row> {
        let mut document = empty_document(self.source, line);
        for (index, (field, _)) in self.fields.iter().enumerate() {
            let value = row.get_ref(index)?;
            let n_bytes = match value {
                ValueRef::Text(bytes) | ValueRef::Blob(bytes) => bytes.len(),
                _ => 0,
            };
            if n_bytes > self.max_bytes {
                let problem = RowProblem::Syntax {
                    format: "sqlite",
                    detail: format!("a cell of more than {} bytes", self.max_bytes),
                };
                return Ok(skipped(self.source, line, problem));
            }
            self.fill(&mut document, *field, value);
        }
        Ok(Row::Document(document))
    }

    /// Fills a field; `NULL`, and bytes in place of anything but the text, leave it missing.
    fn fill(&self, document: &mut RawDocument, field: Field, value: ValueRef<'_>) {
        let text = match value {
            ValueRef::Text(bytes) => bytes,
            ValueRef::Blob(bytes) if field == Field::Text => bytes,
            value => {
                if let Some(text) = number(value) {
                    fill_cell(document, field, &text);
                }
                return;
            }
        };
        let text = String::from_utf8_lossy(text);
        if let Cow::Owned(mended) = &text {
            let n = mended.matches('\u{fffd}').count();
            let n = u64::try_from(n).unwrap_or(u64::MAX);
            self.invalid.fetch_add(n, Ordering::Relaxed);
        }
        fill_cell(document, field, &text);
    }
}
