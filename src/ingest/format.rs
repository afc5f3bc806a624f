//! The formats and how they are told apart.

use std::path::Path;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::csv::sample;
use super::synonyms::{is_known, names_text};
use super::{IngestError, Limits};

/// Endings of files that a folder is searched for; `.gz`, `.zst` and `.xz` may follow.
pub(super) const READABLE_EXTENSIONS: [&str; 12] = [
    "csv", "tsv", "txt", "json", "jsonl", "ndjson", "xlsx", "xls", "ods", "db", "sqlite", "sqlite3",
];

/// Rows looked at to tell a table from prose.
const SAMPLE_ROWS: usize = 200;

/// Lines looked at to tell JSON Lines from one object.
const SAMPLE_LINES: usize = 20;

/// How records are laid out in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Format {
    /// Separated values.
    Csv {
        /// What separates them: a comma or a semicolon.
        delimiter: u8,
    },
    /// Values separated by tabs, with quotes as in CSV.
    Tsv,
    /// One array of objects.
    Json,
    /// One object a line.
    JsonLines,
    /// One comment a line.
    Text,
    /// A workbook of Excel since 2007.
    Xlsx,
    /// A workbook of Excel before 2007.
    Xls,
    /// A workbook in OpenDocument form, as LibreOffice writes it.
    Ods,
    /// A table of an SQLite database.
    Sqlite,
}

impl Format {
    /// The name used in options and in the manifest; `csv;` is CSV with semicolons.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Format::Csv { delimiter: b';' } => "csv;",
            Format::Csv { .. } => "csv",
            Format::Tsv => "tsv",
            Format::Json => "json",
            Format::JsonLines => "jsonl",
            Format::Text => "text",
            Format::Xlsx => "xlsx",
            Format::Xls => "xls",
            Format::Ods => "ods",
            Format::Sqlite => "sqlite",
        }
    }

    /// Whether it is a workbook: sheets of cells instead of text.
    #[must_use]
    pub fn is_workbook(self) -> bool {
        matches!(self, Format::Xlsx | Format::Xls | Format::Ods)
    }

    fn separated_by(delimiter: u8) -> Format {
        match delimiter {
            b'\t' => Format::Tsv,
            delimiter => Format::Csv { delimiter },
        }
    }

    /// Tells the format from the beginning of the content; `extension` decides only in doubt.
    pub(super) fn detect(beginning: &str, extension: Option<&str>) -> Format {
        let content = beginning.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if let Some(format) = detect_json(content, extension) {
            return format;
        }
        // A tab at the beginning is a column without a header, as pandas leaves its index.
        let content = beginning.trim_start_matches(['\u{feff}', '\r', '\n', ' ']);
        let tables = [b',', b'\t', b';'].map(|delimiter| Table::new(content, delimiter));
        let named = tables.iter().filter(|table| table.has_known_header());
        if let Some(table) = named.min_by_key(|table| std::cmp::Reverse(table.n_known)) {
            return Format::separated_by(table.delimiter);
        }
        match extension {
            Some("csv" | "tsv") => {
                let usual = if extension == Some("tsv") {
                    b'\t'
                } else {
                    b','
                };
                let even = |table: &&Table| table.is_even();
                let preferred = tables
                    .iter()
                    .filter(even)
                    .find(|table| table.delimiter == usual);
                let found = preferred.or_else(|| tables.iter().find(even));
                Format::separated_by(found.map_or(usual, |table| table.delimiter))
            }
            // Sentences hold commas, but hardly the same number of tabs in every line.
            _ if tables[1].is_grid() => Format::Tsv,
            _ => Format::Text,
        }
    }
}

impl TryFrom<String> for Format {
    type Error = IngestError;

    fn try_from(name: String) -> Result<Self, IngestError> {
        name.parse()
    }
}

impl From<Format> for String {
    fn from(format: Format) -> String {
        format.id().to_owned()
    }
}

impl FromStr for Format {
    type Err = IngestError;

    /// Reads a format's name.
    ///
    /// # Errors
    /// [`IngestError::UnknownFormat`].
    ///
    /// ```
    /// use ciyun::ingest::Format;
    /// assert_eq!("csv".parse::<Format>().unwrap(), Format::Csv { delimiter: b',' });
    /// assert!("doc".parse::<Format>().is_err());
    /// ```
    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Ok(match name.to_ascii_lowercase().as_str() {
            "csv" => Format::Csv { delimiter: b',' },
            "csv;" => Format::Csv { delimiter: b';' },
            "tsv" => Format::Tsv,
            "json" => Format::Json,
            "jsonl" | "ndjson" => Format::JsonLines,
            "text" | "txt" => Format::Text,
            "xlsx" => Format::Xlsx,
            "xls" => Format::Xls,
            "ods" => Format::Ods,
            "sqlite" => Format::Sqlite,
            _ => {
                return Err(IngestError::UnknownFormat {
                    found: name.to_owned(),
                });
            }
        })
    }
}

/// The ending of a file's name in lower case, without that of a compression.
pub(super) fn extension(path: &Path) -> Option<String> {
    let lower = |path: &Path| Some(path.extension()?.to_str()?.to_ascii_lowercase());
    match lower(path)?.as_str() {
        "gz" | "zst" | "xz" => lower(Path::new(path.file_stem()?)),
        other => Some(other.to_owned()),
    }
}

/// A store of small pictures that Windows keeps in folders, which is no database of ours.
const PICTURES: &str = "thumbs.db";

/// Whether a folder or an archive is searched for files of this name; hidden ones are not.
pub(super) fn is_readable(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    !name.starts_with('.')
        && !name.eq_ignore_ascii_case(PICTURES)
        && extension(path).is_some_and(|ending| READABLE_EXTENSIONS.contains(&&*ending))
}

/// JSON, when the content begins like it. A comment may begin with an emoticon in brackets, so
/// `[` alone says nothing.
fn detect_json(content: &str, extension: Option<&str>) -> Option<Format> {
    let is_json = extension == Some("json");
    let is_lines = matches!(extension, Some("jsonl" | "ndjson"));
    if let Some(inner) = content.strip_prefix('[') {
        let inner = inner.trim_start();
        let array = inner.starts_with(['{', '"', '[']) || inner.trim_end() == "]" || is_json;
        return array.then_some(Format::Json);
    }
    let inner = content.strip_prefix('{')?.trim_start();
    if !inner.starts_with(['"', '}']) && !is_json && !is_lines {
        return None;
    }
    let lines = content.lines().map(str::trim);
    let lines: Vec<&str> = lines
        .filter(|line| !line.is_empty())
        .take(SAMPLE_LINES)
        .collect();
    let n_begun = lines
        .iter()
        .filter(|line| line.starts_with("{\"") || line.starts_with("{ \""))
        .count();
    let first_is_whole = is_closed(lines[0]);
    let several = lines.len() > 1 && first_is_whole && 2 * n_begun >= lines.len();
    Some(if several || is_lines {
        Format::JsonLines
    } else {
        Format::Json
    })
}

/// Whether a line ends with a brace and leaves none open.
fn is_closed(line: &str) -> bool {
    let object = line.strip_suffix(',').unwrap_or(line);
    let parsed = serde_json::from_str::<serde::de::IgnoredAny>(object);
    object.ends_with('}') && !parsed.is_err_and(|error| error.is_eof())
}

/// The beginning of the content, read as a table.
struct Table {
    delimiter: u8,
    n_columns: usize,
    /// Columns of the first row whose header is known.
    n_known: usize,
    names_text: bool,
    n_rows: usize,
    /// Rows with as many columns as the first.
    n_alike: usize,
}

impl Table {
    fn new(content: &str, delimiter: u8) -> Table {
        let rows = sample(
            content.as_bytes(),
            delimiter,
            SAMPLE_ROWS,
            &Limits::default(),
        );
        let header = rows.first().map_or(&[][..], Vec::as_slice);
        Table {
            delimiter,
            n_columns: header.len(),
            n_known: header.iter().filter(|cell| is_known(cell)).count(),
            names_text: header.iter().any(|cell| names_text(cell)),
            n_rows: rows.len(),
            n_alike: rows.iter().filter(|row| row.len() == header.len()).count(),
        }
    }

    /// A header of two known columns, or one if it is that of the text, and rows that mostly fit.
    fn has_known_header(&self) -> bool {
        self.n_columns >= 2
            && (self.n_known >= 2 || self.names_text)
            && 2 * self.n_alike >= self.n_rows
    }

    /// The same columns in several rows, and no row with others.
    fn is_grid(&self) -> bool {
        self.n_columns >= 2 && self.n_rows >= 2 && self.n_alike == self.n_rows
    }

    /// Columns in every row but a few, of which the last may be cut off.
    fn is_even(&self) -> bool {
        self.n_columns >= 2 && 10 * (self.n_alike + 1) >= 9 * self.n_rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told_by_content_first() {
        const CSV: Format = Format::Csv { delimiter: b',' };
        for (content, extension, expected) in [
            ("评论内容,评分\n好,5\n差,1\n", Some("txt"), CSV),
            (
                "评论内容;评分\n\"好;用\";5\n差,啊;1\n",
                Some("csv"),
                Format::Csv { delimiter: b';' },
            ),
            ("评论内容\t评分\n好,用\t5\n", Some("csv"), Format::Tsv),
            (
                "\u{feff}\t评论内容\t评分\r\n0\t好\t5\r\n",
                Some("txt"),
                Format::Tsv,
            ),
            ("发言\t时刻\n好,用\t5\n差\t1\n", Some("txt"), Format::Tsv),
            ("好\t用\n很\t好\t用\n差\n", Some("txt"), Format::Text),
            ("好,用,5\n差,啊,1\n", Some("csv"), CSV),
            ("好,用\n差,啊\n", Some("txt"), Format::Text),
            ("评论内容\n好\n差\n", Some("csv"), CSV),
            (
                "软件很好,就是有点慢\n内容,不错\n还行\n",
                Some("txt"),
                Format::Text,
            ),
            ("[微笑]好\n", Some("txt"), Format::Text),
            ("[ {\"a\":1}]", Some("txt"), Format::Json),
            ("{\"a\":1}\n{\"a\":2}\n", Some("json"), Format::JsonLines),
            ("{\"a\":1}\n", Some("jsonl"), Format::JsonLines),
            ("{\n  \"a\": 1\n}\n", Some("json"), Format::Json),
            (
                "{\"feed\":{\"entry\":[\n{\"a\":1},\n{\"a\":2}]}}",
                Some("json"),
                Format::Json,
            ),
            (
                "{\"data\":[{\"a\":1},\n{\"a\":2},\n{\"a\":3}]}",
                Some("json"),
                Format::Json,
            ),
            ("", None, Format::Text),
        ] {
            assert_eq!(Format::detect(content, extension), expected, "{content}");
        }
    }

    #[test]
    fn endings_of_compressions_are_passed_over() {
        let ending = |name: &str| extension(Path::new(name));
        assert_eq!(ending("a/评论.CSV.gz").as_deref(), Some("csv"));
        assert_eq!(ending("a.jsonl.zst").as_deref(), Some("jsonl"));
        assert_eq!(ending("a.txt.XZ").as_deref(), Some("txt"));
        assert_eq!(ending("a.gz"), None);
        assert_eq!(ending("a"), None);
    }
}
