//! The profile of an input as data.

use serde::Serialize;

use super::Script;
use crate::ingest::SkippedRow;

/// Everything known about one input after reading it through. Serialized, it is one entry of
/// `ciyun inspect --format json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Profile {
    /// File name without folders; `stdin` for standard input.
    pub name: String,
    /// Size as stored, in bytes.
    pub bytes: u64,
    /// SHA-256 of the bytes as stored.
    pub sha256: String,
    /// Format, and compression if any, such as `csv+gzip`.
    pub format: String,
    /// Id of the tool that wrote it, where it is known.
    pub tool: Option<String>,
    /// How characters are written as bytes.
    pub encoding: EncodingProfile,
    /// The sheet of a workbook.
    pub sheet: Option<SheetProfile>,
    /// The part of the file that holds the comments, where it is not the whole: a sheet, a table,
    /// or the keys that lead to them in JSON.
    pub part: Option<String>,
    /// Names of all columns.
    pub header: Vec<String>,
    /// What the columns are read as.
    pub columns: Vec<ColumnProfile>,
    /// Records found.
    pub rows: u64,
    /// Records that became comments.
    pub documents: u64,
    /// Records that did not, by reason.
    pub skipped: Vec<RuleCount>,
    /// Comments in which something was amiss, by what it is.
    pub notes: Vec<RuleCount>,
    /// The first skipped rows one by one; not serialized.
    #[serde(skip)]
    pub problems: Vec<SkippedRow>,
    /// Byte sequences that are not valid in the encoding.
    pub invalid_sequences: u64,
    /// Mean length of a comment as it stands in the file, in characters.
    pub mean_characters: f64,
    /// First and last time; `None` without any.
    pub times: Option<TimeSpan>,
    /// Comments by stars, in ascending order.
    pub ratings: Vec<RatingCount>,
    /// Comments that would be dropped, by rule: empty, boilerplate, or one that was read before.
    pub dropped: Vec<RuleCount>,
    /// Comments with the id of another comment, but another text.
    pub reused_ids: u64,
    /// Comments by script; classes without any are left out.
    pub scripts: Vec<ScriptCount>,
    /// Comments that a cleaning rule would change, by rule.
    pub noise: Vec<RuleCount>,
}

/// How characters are written as bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EncodingProfile {
    /// Name of the encoding; of two that are mixed by line as `utf-8+gb18030`.
    pub name: String,
    /// Lines in the second of two encodings.
    pub lines_in_second: u64,
    /// How sure that is: `certain`, `likely` or `guess`.
    pub confidence: String,
    /// Whether the file begins with a byte order mark.
    pub byte_order_mark: bool,
}

/// The sheet of a workbook that is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SheetProfile {
    /// Its name.
    pub name: String,
    /// The row that names the columns, as Excel numbers it; `None` when no row does.
    pub header_row: Option<u64>,
    /// The sheets that are not read.
    pub not_read: Vec<String>,
}

/// A column and what it is read as.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ColumnProfile {
    /// The field, such as `text`.
    pub field: String,
    /// The header, two of them joined by `+` where a time stands in two columns.
    pub column: String,
    /// Why: `option`, `tool`, `name` or `content`.
    pub chosen_by: String,
    /// Comments that have it.
    pub present: u64,
    /// Its first different values, masked and shortened.
    pub samples: Vec<String>,
}

/// How often a rule acted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RuleCount {
    /// Id of the rule.
    pub rule: String,
    /// Rows or comments concerned.
    pub count: u64,
    /// The lines of the first of them.
    pub lines: Vec<u64>,
}

/// When the comments were written, in the clock of the run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TimeSpan {
    /// The earliest time.
    pub first: String,
    /// The latest.
    pub last: String,
}

/// Comments with so many stars.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RatingCount {
    /// From 1 to 5.
    pub stars: f64,
    /// Number of comments.
    pub count: u64,
}

/// Comments in a script.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ScriptCount {
    /// The class.
    pub script: Script,
    /// Number of comments.
    pub count: u64,
}
