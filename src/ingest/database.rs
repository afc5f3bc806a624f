//! SQLite databases: opened without a trace, and which of their tables hold comments.

use std::fmt::Write as _;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::binary::SQLITE;
use super::columns::{Sample, choose};
use super::database_rows::TableRows;
use super::database_tables::{Candidate, pick};
use super::rows::Rows;
use super::text::{Progress, SAMPLE_BYTES};
use super::{
    Bom, ColumnChoice, Confidence, DatabaseProblem, Detection, Format, HeaderOrigin, IngestError,
    InputFile, Limits, ReadOptions, SourceDescription, Table, TextEncoding,
};
use crate::ledger::SourceId;

/// Rows looked at to find the columns.
const SAMPLE_ROWS: usize = 1000;

/// Bytes of the longest value that SQLite may make. A view can ask for any length.
const MAX_VALUE_BYTES: i32 = 256 << 20;

/// Bytes that SQLite may take in this process; a table needs a few of them.
const MAX_HEAP_BYTES: i32 = 512 << 20;

/// Steps of SQLite's machine between two rows, in [`STEPS_AT_ONCE`]. A view can ask for endless
/// work; a table needs a few steps a row. These are about half a minute.
const MAX_STEPS: u64 = 2000;
const STEPS_AT_ONCE: i32 = 1_000_000;

/// Bytes of a journal's beginning.
const JOURNAL_MAGIC: [u8; 8] = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];

/// Bytes of a write-ahead log without any change.
const WAL_HEADER_BYTES: u64 = 32;

/// Whether a file is to be read as a database; `head` are its first bytes.
pub(super) fn is_database(head: &[u8], told: Option<Format>) -> bool {
    told.is_none_or(|format| format == Format::Sqlite) && head.starts_with(SQLITE)
}

/// A database as one input for each table that is read.
pub(super) fn tables(
    file: InputFile,
    options: &ReadOptions,
) -> Result<Vec<InputFile>, IngestError> {
    let chosen = choose_tables(&file, &options.columns)?;
    if chosen.is_empty() {
        return Ok(vec![file]);
    }
    Ok(chosen
        .into_iter()
        .map(|table| file.clone().with_table(table))
        .collect())
}

/// Adds the table that is read and its columns to what is known of a database.
pub(super) fn describe(
    input: &InputFile,
    description: &mut SourceDescription,
    options: &ReadOptions,
) -> Result<(), IngestError> {
    description.format = Format::Sqlite;
    description.detection = Detection {
        encoding: TextEncoding::Utf8,
        bom: Bom::Absent,
        confidence: Confidence::Certain,
        mixed_with: None,
    };
    let table = match input.table() {
        Some(table) => table.clone(),
        None => {
            let mut chosen = choose_tables(input, &options.columns)?;
            if chosen.len() > 1 {
                let tables = chosen.into_iter().map(|table| table.name).collect();
                return Err(failed(input, DatabaseProblem::SeveralTables { tables }));
            }
            match chosen.pop() {
                Some(table) => table,
                None => return Ok(()),
            }
        }
    };
    let database = Database::open(input).map_err(|problem| failed(input, problem))?;
    let sample = database.sample(&table.name);
    let sample = sample.map_err(|error| failed(input, broken(&error)))?;
    description.columns = choose(&description.name, &sample, &options.columns)?;
    description.table = Some(table);
    Ok(())
}

fn choose_tables(input: &InputFile, choice: &ColumnChoice) -> Result<Vec<Table>, IngestError> {
    let database = Database::open(input).map_err(|problem| failed(input, problem))?;
    let tables = database.tables();
    let mut candidates = Vec::new();
    for (name, kind) in tables.map_err(|error| failed(input, broken(&error)))? {
        match database.sample(&name) {
            Ok(sample) => {
                candidates.push(Candidate::new(input.name(), name, kind, &sample, choice))
            }
            Err(error) if is_damage(&error) => return Err(failed(input, broken(&error))),
            // A view of what is no longer there, or a table of a module that SQLite has not.
            Err(_) => {}
        }
    }
    pick(candidates)
}

fn failed(input: &InputFile, problem: DatabaseProblem) -> IngestError {
    IngestError::Database {
        name: input.name().to_owned(),
        problem,
    }
}

pub(super) fn broken(error: &rusqlite::Error) -> DatabaseProblem {
    DatabaseProblem::Broken {
        detail: error.to_string(),
    }
}

fn is_damage(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase | ErrorCode::SystemIoFailure)
    )
}

/// Whether a name is that of a table or of a view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stored {
    View,
    Table,
}

/// An open database.
pub(super) struct Database {
    connection: Connection,
    steps: Arc<AtomicU64>,
}

impl Database {
    /// Opens a database as a file that nobody changes, so that SQLite writes nothing beside it.
    pub(super) fn open(input: &InputFile) -> Result<Database, DatabaseProblem> {
        // A temporary copy has nothing beside it.
        if input.place() == input.path() {
            check_merged(input.path())?;
        }
        Database::connect(input.path()).map_err(|error| broken(&error))
    }

    fn connect(path: &Path) -> rusqlite::Result<Database> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
            | OpenFlags::SQLITE_OPEN_URI
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut connection = Connection::open_with_flags(uri(path), flags)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
        connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, MAX_VALUE_BYTES)?;
        // What a view sorts is neither written to disk nor held without end.
        connection.execute_batch(&format!(
            "PRAGMA temp_store = MEMORY; PRAGMA hard_heap_limit = {MAX_HEAP_BYTES};"
        ))?;
        let steps = Arc::new(AtomicU64::new(0));
        let counted = Arc::clone(&steps);
        let is_endless = move || counted.fetch_add(1, Ordering::Relaxed) >= MAX_STEPS;
        connection.progress_handler(STEPS_AT_ONCE, Some(is_endless))?;
        Ok(Database { connection, steps })
    }

    /// The tables and views, by name, without those that SQLite keeps for itself.
    fn tables(&self) -> rusqlite::Result<Vec<(String, Stored)>> {
        let mut listing = self.connection.prepare(
            "SELECT name, type FROM pragma_table_list WHERE schema = 'main' AND type <> 'shadow' \
             AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
        )?;
        let named = listing.query_map([], |row| {
            let kind: String = row.get(1)?;
            let stored = match kind.as_str() {
                "view" => Stored::View,
                _ => Stored::Table,
            };
            Ok((row.get(0)?, stored))
        })?;
        named.collect()
    }

    /// The names of the columns, without those that `SELECT *` leaves out.
    fn columns(&self, table: &str) -> rusqlite::Result<Vec<String>> {
        let mut listing = self
            .connection
            .prepare("SELECT name FROM pragma_table_xinfo(?1) WHERE hidden <> 1 ORDER BY cid")?;
        let names = listing.query_map([table], |row| row.get(0))?;
        names.collect()
    }

    /// The names of the columns and the first rows.
    fn sample(&self, table: &str) -> rusqlite::Result<Sample> {
        self.steps.store(0, Ordering::Relaxed);
        let header = self.columns(table)?;
        let names: Vec<String> = header.iter().map(|name| quoted(name)).collect();
        let query = format!(
            "SELECT {} FROM {} LIMIT {SAMPLE_ROWS}",
            names.join(", "),
            quoted(table)
        );
        let mut select = self.connection.prepare(&query)?;
        let most = usize::try_from(SAMPLE_BYTES).unwrap_or(usize::MAX);
        let (mut cells, mut n_bytes) = (Vec::new(), 0);
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()?
            && n_bytes < most
        {
            let mut line = Vec::new();
            for column in 0..header.len() {
                let cell = match row.get_ref(column)? {
                    ValueRef::Text(text) if n_bytes + text.len() > most => String::new(),
                    ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
                    value => number(value).unwrap_or_default(),
                };
                n_bytes += cell.len();
                line.push(cell);
            }
            cells.push(line);
        }
        Ok(Sample {
            header,
            origin: HeaderOrigin::File,
            rows: cells,
        })
    }

    /// The query for columns of a table in the order in which its rows are stored.
    fn select(&self, table: &str, columns: &[&str]) -> rusqlite::Result<String> {
        let names: Vec<String> = columns.iter().map(|name| quoted(name)).collect();
        let mut query = format!("SELECT {} FROM {}", names.join(", "), quoted(table));
        // Views and tables without row ids have an order of their own.
        let mut infos = self.connection.prepare(
            "SELECT 1 FROM pragma_table_list WHERE schema = 'main' AND name = ?1 AND type = 'table' \
             AND wr = 0",
        )?;
        if infos.exists([table])? {
            let taken = self.columns(table)?;
            let is_free = |alias: &&str| !taken.iter().any(|name| name.eq_ignore_ascii_case(alias));
            if let Some(alias) = ["rowid", "_rowid_", "oid"]
                .iter()
                .find(|alias| is_free(alias))
            {
                write!(query, " ORDER BY {alias}").expect("writing to a string cannot fail");
            }
        }
        Ok(query)
    }

    /// Shows the values of each row of a table until `visit` has enough.
    pub(super) fn each_row(
        &self,
        table: &str,
        columns: &[&str],
        visit: &mut dyn FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<Flow>,
    ) -> rusqlite::Result<()> {
        let mut select = self.connection.prepare(&self.select(table, columns)?)?;
        let mut rows = select.query([])?;
        loop {
            self.steps.store(0, Ordering::Relaxed);
            match rows.next()? {
                Some(row) if visit(row)? == Flow::More => {}
                _ => return Ok(()),
            }
        }
    }
}

/// Whether rows are wanted still.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flow {
    More,
    Enough,
}

/// The text of a number; `None` of other values.
pub(super) fn number(value: ValueRef<'_>) -> Option<String> {
    match value {
        ValueRef::Integer(n) => Some(n.to_string()),
        // Debug keeps the point of whole numbers.
        ValueRef::Real(x) => Some(format!("{x:?}")),
        ValueRef::Null | ValueRef::Text(_) | ValueRef::Blob(_) => None,
    }
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// Refuses a database whose last changes lie beside it: without them it may lack rows, or be none.
fn check_merged(path: &Path) -> Result<(), DatabaseProblem> {
    let beside = |ending: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        PathBuf::from(name)
    };
    let (log, journal) = (beside("-wal"), beside("-journal"));
    let is_log = log.metadata().is_ok_and(|log| log.len() > WAL_HEADER_BYTES);
    let is_hot = || {
        let mut magic = [0; JOURNAL_MAGIC.len()];
        let read = File::open(&journal).and_then(|mut file| file.read_exact(&mut magic));
        read.is_ok() && magic == JOURNAL_MAGIC
    };
    let found = is_log
        .then_some(&log)
        .or_else(|| is_hot().then_some(&journal));
    found.map_or(Ok(()), |found| {
        let name = found.file_name().unwrap_or_default();
        Err(DatabaseProblem::Unmerged {
            beside: name.to_string_lossy().into_owned(),
        })
    })
}

/// The path as SQLite takes it, with the promise that the file does not change.
fn uri(path: &Path) -> String {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let bytes = absolute.as_os_str().as_encoded_bytes();
    let mut uri = "file:".to_owned();
    if !bytes.starts_with(b"/") {
        uri.push('/');
    }
    for byte in bytes {
        match byte {
            b'\\' if cfg!(windows) => uri.push('/'),
            b'/' | b'.' | b'-' | b'_' | b':' => uri.push(char::from(*byte)),
            byte if byte.is_ascii_alphanumeric() => uri.push(char::from(*byte)),
            byte => write!(uri, "%{byte:02X}").expect("writing to a string cannot fail"),
        }
    }
    uri + "?mode=ro&immutable=1"
}

/// The rows of the table that was chosen.
#[expect(
    clippy::unnecessary_wraps,
    reason = "without the feature `sqlite` there are none to give"
)]
pub(super) fn rows(
    input: &InputFile,
    description: &SourceDescription,
    limits: &Limits,
    progress: &Progress,
    id: SourceId,
) -> Result<Box<dyn Rows>, IngestError> {
    let rows = TableRows::new(input, description, limits, progress, id);
    Ok(Box::new(rows))
}

#[cfg(test)]
#[path = "database_tests.rs"]
mod tests;
