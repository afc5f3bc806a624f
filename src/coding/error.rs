//! Why filled sheets cannot be compared.

use std::path::PathBuf;

use crate::ingest::IngestError;

/// Why filled sheets cannot be read or compared.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CodingError {
    /// A workbook cannot be read, or a file not be opened.
    #[error(transparent)]
    Ingest(#[from] IngestError),
    /// A file cannot be read.
    #[error("{}: cannot be read", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A file is neither a workbook nor text.
    #[error("{name}: neither a workbook nor text in UTF-8 or GBK; save the sheet as CSV UTF-8")]
    UnknownEncoding {
        /// The file.
        name: String,
    },
    /// A file is no CSV.
    #[error("{name}:{line}: {detail}; expected CSV with a header")]
    Syntax {
        /// The file.
        name: String,
        /// Line, from 1.
        line: u64,
        /// What the parser said.
        detail: String,
    },
    /// A column is missing.
    #[error("{name}: no column {wanted} among {found:?}; expected the columns of ciyun sample")]
    MissingColumn {
        /// The file.
        name: String,
        /// The column.
        wanted: &'static str,
        /// The columns there are.
        found: Vec<String>,
    },
    /// A cell that must be a number is none.
    #[error("{name}:{line}: column {column}: expected {expected}, found {found:?}")]
    BadNumber {
        /// The file.
        name: String,
        /// Line, from 1.
        line: u64,
        /// The column.
        column: &'static str,
        /// What should stand there.
        expected: &'static str,
        /// The cell.
        found: String,
    },
    /// A row stands twice.
    #[error("{name}:{line}: row {row} stands in line {first} already; remove one of them")]
    DuplicateRow {
        /// The file.
        name: String,
        /// Line, from 1.
        line: u64,
        /// Number of the row.
        row: u64,
        /// Line where it stands first.
        first: u64,
    },
    /// A category is not known.
    #[error(
        "{name}:{line}: no category {found:?}{}; expected some of {known}, or none; name your own with --categories",
        suggestion.as_ref().map(|near| format!("; did you mean `{near}`?")).unwrap_or_default()
    )]
    UnknownCategory {
        /// The file.
        name: String,
        /// Line, from 1.
        line: u64,
        /// What stands there.
        found: String,
        /// A category that looks like it.
        suggestion: Option<String>,
        /// The categories there are.
        known: String,
    },
    /// A cell says that there is no category, and names one.
    #[error("{name}:{line}: {found:?}: none stands beside other categories; keep either")]
    NoneAndOthers {
        /// The file.
        name: String,
        /// Line, from 1.
        line: u64,
        /// The cell.
        found: String,
    },
    /// A polarity is none.
    #[error(
        "{name}:{line}: polarity {found:?}; expected -1, 0 or 1, or negative, neutral or positive"
    )]
    BadPolarity {
        /// The file.
        name: String,
        /// Line, from 1.
        line: u64,
        /// The cell.
        found: String,
    },
    /// Two files have different comments in the same row.
    #[error(
        "{place}: row {row} is {found}, but {expected} in {other}; compare sheets of one sample"
    )]
    OtherSample {
        /// The file and the line.
        place: String,
        /// Number of the row.
        row: u64,
        /// The comment's place by this file.
        found: String,
        /// The other file and the line.
        other: String,
        /// The comment's place by the other file.
        expected: String,
    },
    /// A row of a sheet is not in the key.
    #[error("{name}:{line}: row {row} is not in {key}; name the key of this sample with --key")]
    NotInKey {
        /// The file.
        name: String,
        /// Line, from 1.
        line: u64,
        /// Number of the row.
        row: u64,
        /// The key.
        key: String,
    },
    /// There are more sheets than can be compared.
    #[error("{found} sheets; at most {most} are compared")]
    TooManyCoders {
        /// Number of sheets.
        found: usize,
        /// The limit.
        most: usize,
    },
}
