//! One input, from file to batches of documents.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::columns::{Sample, choose};
use super::csv::{self, CsvRows};
use super::decode::DecodeReader;
use super::format::extension;
use super::json::{self, ArrayObjects, JsonRows, LineObjects};
use super::lines::TextRows;
use super::rows::{Row, Rows};
use super::sheet;
use super::spreadsheet_rows::SheetRows;
use super::survey::{read_error, survey};
use super::{
    Bom, ColumnChoice, Columns, Compression, Confidence, Detection, DocumentBatch, Format,
    IngestError, InputFile, Sheet, TextEncoding, binary, json_shape,
};
use crate::ledger::SourceId;

/// Bytes of text looked at to find the format and the columns.
const SAMPLE_BYTES: u64 = 1 << 20;

/// Rows looked at to find the columns.
const SAMPLE_ROWS: usize = 1000;

/// How inputs are to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadOptions {
    /// The encoding of all inputs but workbooks; default: found for each.
    pub encoding: Option<TextEncoding>,
    /// The format of all inputs; default: found for each.
    pub format: Option<Format>,
    /// The columns to read; default: found for each input.
    pub columns: ColumnChoice,
    /// Rows in a batch, at least 1; default: 4096.
    pub batch_documents: usize,
}

impl Default for ReadOptions {
    fn default() -> Self {
        ReadOptions {
            encoding: None,
            format: None,
            columns: ColumnChoice::default(),
            batch_documents: 4096,
        }
    }
}

/// What is known about an input before its rows are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceDescription {
    /// The file's name, without folders.
    pub name: String,
    /// Where it lies; `None` for standard input.
    pub path: Option<PathBuf>,
    /// Its size as stored, in bytes.
    pub bytes: u64,
    /// The SHA-256 of the bytes as stored, in hexadecimal digits.
    pub sha256: String,
    /// Its format, as found or as told.
    pub format: Format,
    /// How it is compressed.
    pub compression: Compression,
    /// Its encoding, as found or as told.
    pub detection: Detection,
    /// The sheet that is read; `None` for what is no workbook, and for a blank one.
    pub sheet: Option<Sheet>,
    /// Its columns and what they are read as.
    pub columns: Columns,
}

impl SourceDescription {
    /// Format and compression in one word, such as `csv` or `csv+gzip`.
    #[must_use]
    pub fn form(&self) -> String {
        match self.compression {
            Compression::None => self.format.id().to_owned(),
            packed => format!("{}+{}", self.format.id(), packed.id()),
        }
    }
}

/// An input being read: an iterator over its rows in batches, in the order of the file.
///
/// Every row is a document or a skipped row. Memory does not grow with the file, save that of a
/// workbook one sheet is held while it is read.
///
/// ```
/// use ciyun::ingest::{InputFile, ReadOptions, Source};
/// use ciyun::ledger::SourceId;
/// # let folder = tempfile::tempdir().unwrap();
/// # let path = folder.path().join("a.csv");
/// std::fs::write(&path, "评分,评论内容\n5,很好\n1\n").unwrap();
/// let source = Source::open(SourceId(0), &InputFile::new(path), &ReadOptions::default()).unwrap();
/// assert_eq!(source.description().name, "a.csv");
/// let batches: Vec<_> = source.map(Result::unwrap).collect();
/// assert_eq!(batches[0].documents[0].text, "很好");
/// assert_eq!(batches[0].documents[0].fields.rating, Some(5.0));
/// assert_eq!(batches[0].skipped[0].line, 3);
/// ```
pub struct Source {
    id: SourceId,
    path: PathBuf,
    /// Keeps a spooled standard input.
    input: InputFile,
    description: SourceDescription,
    batch_rows: usize,
    rows: Box<dyn Rows>,
    progress: Progress,
    reported_bytes: u64,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Reading,
    Ended,
}

/// Counters that the reader deep inside moves on.
#[derive(Clone, Default)]
struct Progress {
    stored_bytes: Arc<AtomicU64>,
    invalid: Arc<AtomicU64>,
}

impl Source {
    /// Surveys a file, finds its format and columns, and stands before its first row.
    ///
    /// # Errors
    /// [`IngestError::Unreadable`], [`IngestError::Damaged`], [`IngestError::NotText`],
    /// [`IngestError::Layout`], [`IngestError::Workbook`],
    /// [`IngestError::NoTextColumn`], [`IngestError::NoSuchColumn`].
    pub fn open(
        id: SourceId,
        input: &InputFile,
        options: &ReadOptions,
    ) -> Result<Source, IngestError> {
        let survey = survey(input.path())?;
        let detection = options
            .encoding
            .map_or(survey.detection, |encoding| Detection {
                encoding,
                bom: match survey.detection.bom {
                    Bom::Present if survey.detection.encoding == encoding => Bom::Present,
                    _ => Bom::Absent,
                },
                confidence: Confidence::Certain,
            });
        let mut description = SourceDescription {
            name: input.name().to_owned(),
            path: input.is_file().then(|| input.path().to_owned()),
            bytes: survey.bytes,
            sha256: survey.sha256,
            format: Format::Text,
            compression: survey.compression,
            detection,
            sheet: None,
            columns: Columns::default(),
        };
        let batch_rows = options.batch_documents.max(1);
        let head = head(input.path())
            .map_err(|source| read_error(input.path(), description.compression, source))?;
        if let Some(format) = sheet::kind(input, &head, options.format)? {
            description.format = format;
            sheet::describe(input, &mut description, &options.columns)?;
            return Source::start(id, input, description, batch_rows);
        }
        let beginning = beginning(input, &description)?;
        if let Some(found) = binary::kind(&head, &beginning) {
            let name = description.name;
            return Err(IngestError::NotText { name, found });
        }
        let ending = extension(input.path());
        description.format = options
            .format
            .unwrap_or_else(|| Format::detect(&beginning, ending.as_deref()));
        let named_workbook = matches!(ending.as_deref(), Some("xlsx" | "xls" | "ods"));
        if options.format.is_none() && named_workbook && description.format == Format::Text {
            return Err(sheet::no_workbook(input));
        }
        if description.format == Format::Json {
            check_layout(input, &description, &beginning)?;
        }
        description.columns = columns(&description, &beginning, &options.columns)?;
        Source::start(id, input, description, batch_rows)
    }

    /// The same input again from its first row, without a second survey.
    ///
    /// # Errors
    /// [`IngestError::Unreadable`], and [`IngestError::Changed`] when the file has another size.
    pub fn reopen(&self) -> Result<Source, IngestError> {
        let unreadable = |source| read_error(&self.path, Compression::None, source);
        let found = std::fs::metadata(&self.path).map_err(unreadable)?.len();
        if found != self.description.bytes {
            return Err(IngestError::Changed {
                path: self.path.clone(),
                found,
                expected: self.description.bytes,
            });
        }
        Source::start(
            self.id,
            &self.input,
            self.description.clone(),
            self.batch_rows,
        )
    }

    fn start(
        id: SourceId,
        input: &InputFile,
        description: SourceDescription,
        batch_rows: usize,
    ) -> Result<Source, IngestError> {
        let progress = Progress::default();
        let text = || open_text(input, &description, &progress);
        let columns = &description.columns;
        let rows: Box<dyn Rows> = match description.format {
            Format::Csv { delimiter } => Box::new(CsvRows::new(text()?, delimiter, id, columns)),
            Format::Tsv => Box::new(CsvRows::new(text()?, b'\t', id, columns)),
            Format::Json => Box::new(JsonRows::new(ArrayObjects::new(text()?), id, columns)),
            Format::JsonLines => Box::new(JsonRows::new(LineObjects::new(text()?), id, columns)),
            Format::Text => Box::new(TextRows::new(text()?, id)),
            Format::Xlsx | Format::Xls | Format::Ods => Box::new(SheetRows::new(
                input.path().to_owned(),
                &description,
                id,
                Arc::clone(&progress.stored_bytes),
            )),
        };
        Ok(Source {
            id,
            path: input.path().to_owned(),
            input: input.clone(),
            description,
            batch_rows,
            rows,
            progress,
            reported_bytes: 0,
            state: State::Reading,
        })
    }

    /// What is known about the input.
    #[must_use]
    pub fn description(&self) -> &SourceDescription {
        &self.description
    }

    /// Byte sequences that are not valid in the file's encoding, among those read so far. Each
    /// stands as U+FFFD in the text.
    #[must_use]
    pub fn invalid_sequences(&self) -> u64 {
        self.progress.invalid.load(Ordering::Relaxed)
    }

    fn next_batch(&mut self) -> io::Result<DocumentBatch> {
        let mut batch = DocumentBatch::default();
        while batch.documents.len() + batch.skipped.len() < self.batch_rows {
            match self.rows.next_row()? {
                Some(Row::Document(document)) => batch.documents.push(document),
                Some(Row::Skipped(row)) => batch.skipped.push(row),
                None => {
                    self.state = State::Ended;
                    break;
                }
            }
        }
        let stored_bytes = self.progress.stored_bytes.load(Ordering::Relaxed);
        batch.bytes_read = stored_bytes - self.reported_bytes;
        self.reported_bytes = stored_bytes;
        Ok(batch)
    }
}

impl Iterator for Source {
    type Item = Result<DocumentBatch, IngestError>;

    /// The next batch. The last one may hold no row, when only its bytes are left to report; a
    /// failing file ends the iteration after the error.
    fn next(&mut self) -> Option<Self::Item> {
        if self.state == State::Ended {
            return None;
        }
        match self.next_batch() {
            Ok(batch) if batch == DocumentBatch::default() => None,
            Ok(batch) => Some(Ok(batch)),
            Err(source) => {
                self.state = State::Ended;
                Some(Err(read_error(
                    &self.path,
                    self.description.compression,
                    source,
                )))
            }
        }
    }
}

/// Counts the stored bytes that were read.
struct Counting<R> {
    inner: R,
    bytes: Arc<AtomicU64>,
}

impl<R: Read> Read for Counting<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.bytes
            .fetch_add(u64::try_from(n).unwrap_or(u64::MAX), Ordering::Relaxed);
        Ok(n)
    }
}

/// The first bytes of a file as stored.
fn head(path: &Path) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    File::open(path)?
        .take(binary::HEAD_BYTES)
        .read_to_end(&mut head)?;
    Ok(head)
}

type Text = DecodeReader<Box<dyn Read + Send>>;

fn open_text(
    input: &InputFile,
    description: &SourceDescription,
    progress: &Progress,
) -> Result<Text, IngestError> {
    let open = || {
        let stored = Counting {
            inner: File::open(input.path())?,
            bytes: Arc::clone(&progress.stored_bytes),
        };
        description.compression.reader(stored)
    };
    let content =
        open().map_err(|source| read_error(input.path(), description.compression, source))?;
    let invalid = Arc::clone(&progress.invalid);
    Ok(DecodeReader::new(
        content,
        description.detection.encoding,
        invalid,
    ))
}

/// The first [`SAMPLE_BYTES`] of the text, without the line that they cut.
fn beginning(input: &InputFile, description: &SourceDescription) -> Result<String, IngestError> {
    let text = open_text(input, description, &Progress::default())?;
    let mut bytes = Vec::new();
    let read = text.take(SAMPLE_BYTES).read_to_end(&mut bytes);
    let n = read.map_err(|source| read_error(input.path(), description.compression, source))?;
    if u64::try_from(n).is_ok_and(|n| n == SAMPLE_BYTES) {
        let last_line = bytes.iter().rposition(|byte| *byte == b'\n');
        bytes.truncate(last_line.map_or(n, |end| end + 1));
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Refuses JSON that is not an array of objects.
fn check_layout(
    input: &InputFile,
    description: &SourceDescription,
    beginning: &str,
) -> Result<(), IngestError> {
    let blank = |c: char| c.is_whitespace() || c == '\u{feff}';
    let content = beginning.trim_start_matches(blank);
    let inner = content.strip_prefix('[').map(str::trim_start);
    if content.is_empty()
        || inner.is_some_and(|inner| inner.is_empty() || inner.starts_with(['{', ']']))
    {
        return Ok(());
    }
    let text = open_text(input, description, &Progress::default())?;
    Err(IngestError::Layout {
        name: description.name.clone(),
        found: json_shape::describe(text),
        expected: "an array of objects, one a comment ([{\"content\": …}, …]), or one object a line",
    })
}

fn columns(
    description: &SourceDescription,
    beginning: &str,
    choice: &ColumnChoice,
) -> Result<Columns, IngestError> {
    let text = beginning.as_bytes();
    let table =
        |delimiter| Sample::of_table(csv::sample(beginning, delimiter, SAMPLE_ROWS), choice);
    let sample = match description.format {
        Format::Csv { delimiter } => table(delimiter),
        Format::Tsv => table(b'\t'),
        Format::Json => json::sample(ArrayObjects::new(text), SAMPLE_ROWS),
        Format::JsonLines => json::sample(LineObjects::new(text), SAMPLE_ROWS),
        Format::Text | Format::Xlsx | Format::Xls | Format::Ods => Sample::default(),
    };
    let content = beginning.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let is_empty = content.is_empty() || content.strip_prefix('[').is_some_and(|c| c.trim() == "]");
    let unnamed = choice.asked().next().is_none();
    if is_empty || (description.format == Format::Text && unnamed) {
        return Ok(Columns::default());
    }
    choose(&description.name, &sample, choice)
}
