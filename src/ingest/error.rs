//! Why an input could not be read at all.

use std::path::PathBuf;

use super::{Compression, JsonShape, Limit, TextEncoding};
use crate::language::Bilingual;

/// Why an input could not be read. Single bad rows are not errors: see
/// [`SkippedRow`](super::SkippedRow).
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum IngestError {
    /// There is nothing at the path.
    #[error("{}: no such file or folder", path.display())]
    NotFound {
        /// The path as given.
        path: PathBuf,
    },
    /// The pattern picks no file.
    #[error("{}: no file matches this pattern", pattern.display())]
    NoMatch {
        /// The pattern as given.
        pattern: PathBuf,
    },
    /// The pattern is not valid.
    #[error("{}: not a valid file pattern", pattern.display())]
    BadPattern {
        /// The pattern as given.
        pattern: PathBuf,
        /// What is wrong with it.
        source: globset::Error,
    },
    /// The folder holds nothing that can be read.
    #[error(
        "{}: no readable file in this folder ({n_ignored} others found); expected files ending in {expected}",
        path.display()
    )]
    EmptyFolder {
        /// The folder.
        path: PathBuf,
        /// Number of files of other kinds.
        n_ignored: usize,
        /// The endings looked for.
        expected: String,
    },
    /// The same file was named twice.
    #[error("{}: given twice, so each of its comments would count twice; name it once", path.display())]
    GivenTwice {
        /// The file, or `-`.
        path: PathBuf,
    },
    /// The system could not read the file.
    #[error("{}: cannot be read", path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A compressed file is cut short or broken.
    #[error(
        "{}: the {} archive is cut short or damaged; fetch or compress the file again",
        path.display(), compression.id()
    )]
    Damaged {
        /// The file.
        path: PathBuf,
        /// How it is compressed.
        compression: Compression,
        /// What the decompressor said.
        source: std::io::Error,
    },
    /// The file holds more than is read.
    #[error(
        "{name}: more than {} {value}; if the file is to be trusted, raise the limit with --limit {}=…",
        limit.id(), limit.id()
    )]
    TooLarge {
        /// The file's name.
        name: String,
        /// What there is too much of.
        limit: Limit,
        /// How much is read.
        value: u64,
    },
    /// The text does not set a limit.
    #[error(
        "no limit {found:?}; expected NAME=NUMBER with one of unpacked-bytes, cell-bytes, depth, rows, workbook-bytes, such as unpacked-bytes=16G"
    )]
    BadLimit {
        /// The text as given.
        found: String,
    },
    /// The file is not the one that was surveyed.
    #[error("{}: changed while it was being read: {found} bytes now, {expected} before", path.display())]
    Changed {
        /// The file.
        path: PathBuf,
        /// Size now, in bytes.
        found: u64,
        /// Size when it was first read, in bytes.
        expected: u64,
    },
    /// The file is no text.
    #[error(
        "{name}: this is {}, expected text (csv, tsv, json, jsonl or plain), a workbook (xlsx, xls, ods) or an SQLite \
         database, as they are or packed (zip, gzip, zstd, xz); export or unpack it first",
        found.en
    )]
    NotText {
        /// The file's name.
        name: String,
        /// What it looks like.
        found: Bilingual,
    },
    /// The file's byte order mark is that of another encoding than was asked for.
    #[error(
        "{name}: the byte order mark says {}, but {} was asked for; leave the encoding to detection",
        marked.id(), asked.id()
    )]
    OtherMark {
        /// The file's name.
        name: String,
        /// The encoding of the mark.
        marked: TextEncoding,
        /// The encoding asked for.
        asked: TextEncoding,
    },
    /// The file goes on in UTF-16 behind text in another encoding.
    #[error(
        "{name}: from byte {offset} on the file is {}, before that it is not; expected one encoding; \
         split the file there, or save both parts as utf-8 and join them",
        found.id()
    )]
    AppendedUtf16 {
        /// The file's name.
        name: String,
        /// Bytes before it.
        offset: u64,
        /// The encoding that begins there.
        found: TextEncoding,
    },
    /// The file has its format, but not a layout that can be read.
    #[error("{name}: found {found}; expected {}", expected.en)]
    Layout {
        /// The file's name.
        name: String,
        /// What stands at the top level.
        found: Box<JsonShape>,
        /// What can be read instead.
        expected: Bilingual,
    },
    /// The workbook cannot be opened or read through.
    #[error("{name}: {problem}")]
    Workbook {
        /// The file's name.
        name: String,
        /// What is wrong with it.
        problem: WorkbookProblem,
    },
    /// An archive, or a file in it, cannot be unpacked.
    #[error("{name}: {problem}")]
    Archive {
        /// The archive's name, or that of the file in it.
        name: String,
        /// What is wrong with it.
        problem: ArchiveProblem,
    },
    /// The database cannot be opened.
    #[error("{name}: {problem}")]
    Database {
        /// The file's name.
        name: String,
        /// What is wrong with it.
        problem: DatabaseProblem,
    },
    /// Arrays that should be parallel are not.
    #[error(
        "{name}: the arrays have unequal lengths: {}; expected one value a comment in each",
        list_lengths(lengths)
    )]
    UnequalArrays {
        /// The file's name.
        name: String,
        /// Each array with the number of its values.
        lengths: Vec<(String, u64)>,
    },
    /// No column holds comments.
    #[error(
        "{name}: no column with comments; expected a header such as {expected}, or a column of \
         mostly different Chinese texts; found {}; name the column with --text",
        list(found)
    )]
    NoTextColumn {
        /// The file's name.
        name: String,
        /// The headers looked for first.
        expected: String,
        /// The headers found.
        found: Vec<String>,
    },
    /// A column that was asked for does not exist.
    #[error("{name}: no column {asked:?}; found {}", list(found))]
    NoSuchColumn {
        /// The file's name.
        name: String,
        /// What was asked for.
        asked: String,
        /// The headers found.
        found: Vec<String>,
    },
    /// The name is not that of an encoding.
    #[error("no encoding {found:?}; expected utf-8, gb18030 (or gbk), big5, utf-16le or utf-16be")]
    UnknownEncoding {
        /// The name as given.
        found: String,
    },
    /// The text is not a distance from UTC.
    #[error("no UTC offset {found:?}; expected hours and minutes such as +08:00, at most 14 hours")]
    BadOffset {
        /// The text as given.
        found: String,
    },
    /// The text is not a date.
    #[error("no date {found:?}; expected a day such as 2023-05-01, perhaps with a time of day")]
    BadReference {
        /// The text as given.
        found: String,
    },
    /// The name is not that of a format.
    #[error(
        "no format {found:?}; expected csv, csv; (semicolons), tsv, json, jsonl, text, xlsx, xls, ods or sqlite"
    )]
    UnknownFormat {
        /// The name as given.
        found: String,
    },
}

fn list_lengths(lengths: &[(String, u64)]) -> String {
    let told: Vec<String> = lengths
        .iter()
        .take(MAX_LISTED)
        .map(|(key, n)| format!("{key} {n}"))
        .collect();
    told.join(", ")
}

/// Why a workbook could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WorkbookProblem {
    /// It is encrypted.
    #[error("the workbook is protected by a password; save it without one")]
    Protected,
    /// It is no workbook, cut short or damaged.
    #[error(
        "cannot be read as a workbook: {detail}; open it and save it again as xlsx, or export it as csv"
    )]
    Broken {
        /// What the parser said.
        detail: String,
    },
    /// It holds more than is read.
    #[error("the workbook holds more than {limit} {unit}; split it, or export it as csv")]
    TooLarge {
        /// The limit.
        limit: u64,
        /// What is counted.
        unit: &'static str,
    },
}

/// Why a database could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DatabaseProblem {
    /// It is no database, cut short or damaged.
    #[error("cannot be read as an SQLite database: {detail}; export its table as csv")]
    Broken {
        /// What SQLite said.
        detail: String,
    },
    /// Its last changes are in another file, and reading them would write to both.
    #[error(
        "its last changes lie beside it in {beside}; close the program that writes it, or run \
         `PRAGMA wal_checkpoint(TRUNCATE)` on it with sqlite3, and read it again"
    )]
    Unmerged {
        /// The name of the other file.
        beside: String,
    },
    /// Several tables hold comments; [`expand`](super::expand) gives a file for each.
    #[error("comments lie in several tables ({}); read one at a time", tables.join(", "))]
    SeveralTables {
        /// Their names.
        tables: Vec<String>,
    },
}

/// Why an archive, or a file in it, could not be unpacked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ArchiveProblem {
    /// The file is encrypted.
    #[error("the file is encrypted; unpack the archive with its password first")]
    Encrypted,
    /// The file is packed in a way that is not read.
    #[error("packed as {method}, expected deflate; unpack the archive first")]
    Method {
        /// The name of the method.
        method: String,
    },
    /// The file is cut short or broken.
    #[error("cut short or damaged in the archive ({detail}); fetch or pack the archive again")]
    Damaged {
        /// What the unpacker said.
        detail: String,
    },
    /// No file in the archive can be read.
    #[error(
        "no readable file in this archive, {}; expected files ending in {expected}",
        list_files(found, *n_files)
    )]
    NothingReadable {
        /// The first files found.
        found: Vec<String>,
        /// Number of files.
        n_files: usize,
        /// The endings looked for.
        expected: String,
    },
}

fn list_files(found: &[String], n_files: usize) -> String {
    match n_files - found.len() {
        0 if found.is_empty() => "it is empty".to_owned(),
        0 => format!("found {}", found.join(", ")),
        more => format!("found {} and {more} more", found.join(", ")),
    }
}

/// Headers named in a message; a table with hundreds of columns would bury it.
const MAX_LISTED: usize = 40;

/// Column headers for a message, cut after [`MAX_LISTED`].
fn list(found: &[String]) -> String {
    if found.is_empty() {
        return "no columns".to_owned();
    }
    let shown: Vec<&str> = found.iter().take(MAX_LISTED).map(String::as_str).collect();
    let more = found.len().saturating_sub(MAX_LISTED);
    if more == 0 {
        shown.join(", ")
    } else {
        format!("{} and {more} more", shown.join(", "))
    }
}
