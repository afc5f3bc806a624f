//! One input, from file to batches of documents.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::columns::{Sample, choose};
use super::csv::{self, CsvRows};
use super::fields::Reading;
use super::format::extension;
use super::json::{self, ArrayObjects, Entries, JsonRows, LineObjects};
use super::json_layout::{JsonLayout, locate};
use super::limits::Exceeded;
use super::lines::{self, TextRows};
use super::mojibake;
use super::rows::{Row, Rows};
use super::sheet;
use super::spreadsheet_rows::SheetRows;
use super::survey::{read_error, survey, too_large};
use super::text::{Progress, beginning, open_text};
use super::{
    Bom, Clock, ColumnChoice, Columns, Compression, Confidence, Detection, Document, DocumentBatch,
    Format, IngestError, InputFile, Limit, Limits, RowProblem, Sheet, SkippedRow, TextEncoding,
    binary, database,
};
use crate::ledger::SourceId;

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
    /// How times are understood.
    pub clock: Clock,
    /// Rows in a batch, at least 1; default: 4096.
    pub batch_documents: usize,
    /// How much is read of each input.
    pub limits: Limits,
}

impl Default for ReadOptions {
    fn default() -> Self {
        ReadOptions {
            encoding: None,
            format: None,
            columns: ColumnChoice::default(),
            clock: Clock::default(),
            batch_documents: 4096,
            limits: Limits::default(),
        }
    }
}

/// The table of a database that is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Tables and views with rows that are not read, by name.
    pub others: Vec<String>,
}

/// What is known about an input before its rows are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceDescription {
    /// The file's name, without folders; in an archive with the archive's name and the folders
    /// there.
    pub name: String,
    /// The file that it is, or the archive that it lies in; `None` for standard input.
    pub path: Option<PathBuf>,
    /// Its size as stored, in bytes; of what is read from a temporary copy (in an archive, or a
    /// workbook that is compressed as a whole), as unpacked.
    pub bytes: u64,
    /// The SHA-256 of these bytes, in hexadecimal digits.
    pub sha256: String,
    /// Its format, as found or as told.
    pub format: Format,
    /// How it is compressed.
    pub compression: Compression,
    /// Its encoding, as found or as told.
    pub detection: Detection,
    /// The sheet that is read; `None` for what is no workbook, and for a blank one.
    pub sheet: Option<Sheet>,
    /// The table that is read; `None` for what is no database, and for an empty one.
    pub table: Option<Table>,
    /// Where in a JSON file the comments lie, such as `data.list[]`: the keys that lead to the
    /// array, or to the object with parallel arrays. `None` when they lie at the top level.
    pub path_in_file: Option<String>,
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

    /// The part of the file that holds the comments, where it is not the whole: the name of a
    /// sheet or a table, or the keys that lead to them in JSON.
    #[must_use]
    pub fn part(&self) -> Option<&str> {
        let sheet = self.sheet.as_ref().map(|sheet| sheet.name.as_str());
        let table = self.table.as_ref().map(|table| table.name.as_str());
        sheet.or(table).or(self.path_in_file.as_deref())
    }
}

/// A row as it goes into a batch.
type Finished = Result<Document, SkippedRow>;

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
    layout: JsonLayout,
    options: ReadOptions,
    rows: Box<dyn Rows>,
    n_rows: u64,
    progress: Progress,
    reported_bytes: u64,
    last_line: u64,
    state: State,
}

enum State {
    Reading,
    /// The reading failed behind the rows of the batch handed out last.
    Failed(io::Error),
    Ended,
}

impl Source {
    /// Surveys a file, finds its format and columns, and stands before its first row.
    ///
    /// # Errors
    /// [`IngestError::Unreadable`], [`IngestError::Damaged`], [`IngestError::TooLarge`],
    /// [`IngestError::NotText`], [`IngestError::OtherMark`], [`IngestError::AppendedUtf16`],
    /// [`IngestError::Layout`], [`IngestError::UnequalArrays`], [`IngestError::Workbook`],
    /// [`IngestError::Database`],
    /// [`IngestError::NoTextColumn`], [`IngestError::NoSuchColumn`].
    pub fn open(
        id: SourceId,
        input: &InputFile,
        options: &ReadOptions,
    ) -> Result<Source, IngestError> {
        let limits = &options.limits;
        let survey = survey(input, limits)?;
        let detection = match options.encoding {
            None => survey.detection,
            Some(asked) if survey.detection.bom == Bom::Present => {
                let marked = survey.detection.encoding;
                // Who asks for utf-16 need not know the order of its bytes; the mark does.
                let utf16 = [TextEncoding::Utf16Le, TextEncoding::Utf16Be];
                if asked != marked && !(utf16.contains(&asked) && utf16.contains(&marked)) {
                    return Err(IngestError::OtherMark {
                        name: input.name().to_owned(),
                        marked,
                        asked,
                    });
                }
                Detection {
                    confidence: Confidence::Certain,
                    mixed_with: None,
                    ..survey.detection
                }
            }
            Some(encoding) => Detection {
                encoding,
                bom: Bom::Absent,
                confidence: Confidence::Certain,
                mixed_with: None,
            },
        };
        let mut description = SourceDescription {
            name: input.name().to_owned(),
            path: input.origin().map(Path::to_owned),
            bytes: survey.bytes,
            sha256: survey.sha256,
            format: Format::Text,
            compression: survey.compression,
            detection,
            sheet: None,
            table: None,
            path_in_file: None,
            columns: Columns::default(),
        };
        let head = survey.head;
        if let Some(format) = sheet::kind(input, &head, options.format)? {
            description.format = format;
            sheet::describe(input, &mut description, options)?;
            return Source::start(id, input, description, JsonLayout::default(), options);
        }
        if database::is_database(&head, options.format) {
            database::describe(input, &mut description, options)?;
            return Source::start(id, input, description, JsonLayout::default(), options);
        }
        if let (Some(foreign), None) = (survey.foreign, options.encoding) {
            return Err(IngestError::AppendedUtf16 {
                name: input.name().to_owned(),
                offset: foreign.offset,
                found: foreign.encoding,
            });
        }
        let beginning = beginning(input, &description, limits)?;
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
        let mut layout = JsonLayout::default();
        if description.format == Format::Json && !is_array_of_objects(&beginning) {
            let located = locate(input, &description, options)?;
            layout = located.layout;
            description.path_in_file = located.path;
            description.columns = located.columns;
        } else {
            description.columns = columns(input, &description, &beginning, options)?;
        }
        Source::start(id, input, description, layout, options)
    }

    /// The same input again from its first row, without a second survey.
    ///
    /// # Errors
    /// [`IngestError::Unreadable`], and [`IngestError::Changed`] when the file has another size.
    pub fn reopen(&self) -> Result<Source, IngestError> {
        let unreadable = |source| read_error(&self.input, Compression::None, source);
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
            self.layout.clone(),
            &self.options,
        )
    }

    fn start(
        id: SourceId,
        input: &InputFile,
        description: SourceDescription,
        layout: JsonLayout,
        options: &ReadOptions,
    ) -> Result<Source, IngestError> {
        let limits = &options.limits;
        let progress = Progress::default();
        let text = || open_text(input, &description, limits, &progress);
        let columns = &description.columns;
        let rows: Box<dyn Rows> = match description.format {
            Format::Csv { delimiter } => {
                Box::new(CsvRows::new(text()?, delimiter, id, columns, limits))
            }
            Format::Tsv => Box::new(CsvRows::new(text()?, b'\t', id, columns, limits)),
            Format::Json => layout.rows(input, &description, limits, &progress, id)?,
            Format::JsonLines => {
                let objects = LineObjects::new(text()?, limits);
                Box::new(JsonRows::new(objects, id, columns, Entries::Comments))
            }
            Format::Sqlite => database::rows(input, &description, limits, &progress, id)?,
            Format::Text => Box::new(TextRows::new(text()?, id, columns, limits)),
            Format::Xlsx | Format::Xls | Format::Ods => Box::new(SheetRows::new(
                input.path().to_owned(),
                &description,
                id,
                Arc::clone(&progress.stored_bytes),
                limits,
            )),
        };
        Ok(Source {
            id,
            path: input.path().to_owned(),
            input: input.clone(),
            description,
            layout,
            options: options.clone(),
            rows,
            n_rows: 0,
            progress,
            reported_bytes: 0,
            last_line: 0,
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

    /// Rows that the format's reader gave, with the loss of an archive that is cut short.
    #[cfg(test)]
    pub(super) fn n_rows(&self) -> u64 {
        self.n_rows + u64::from(self.progress.cut.load(Ordering::Relaxed))
    }

    fn reading(&self) -> Reading {
        let columns = &self.description.columns;
        Reading {
            clock: self.options.clock,
            unzoned: columns.unzoned(),
            platform: columns.tool.and_then(|tool| tool.platform),
        }
    }

    /// Lines read so far in the encoding of [`Detection::mixed_with`].
    #[must_use]
    pub fn lines_in_second_encoding(&self) -> u64 {
        self.progress.second.load(Ordering::Relaxed)
    }

    /// What an archive that is cut short has lost, as a row behind the last.
    fn cut_row(&self) -> SkippedRow {
        SkippedRow {
            source: self.id,
            line: self.last_line + 1,
            problem: RowProblem::Syntax {
                format: self.description.compression.id(),
                detail: "the archive is cut short; its rest is lost".to_owned(),
            },
        }
    }

    /// The next row as it goes into a batch, unless it is one too many.
    fn next_row(&mut self, reading: &Reading) -> io::Result<Option<Finished>> {
        let Some(row) = self.rows.next_row()? else {
            return Ok(None);
        };
        self.n_rows += 1;
        let limits = &self.options.limits;
        if self.n_rows > limits.rows {
            return Err(limits.exceeded(Limit::Rows).into());
        }
        Ok(Some(match row {
            Row::Skipped(row) => Err(row),
            Row::Document(document) => {
                let mut document = document.finish(reading);
                mojibake::note(&mut document);
                if has_longer_cell(&document, limits.cell_bytes) {
                    Err(SkippedRow {
                        source: self.id,
                        line: document.line,
                        problem: RowProblem::Syntax {
                            format: self.description.format.id(),
                            detail: format!("a cell of more than {} bytes", limits.cell_bytes),
                        },
                    })
                } else {
                    Ok(document)
                }
            }
        }))
    }

    /// Reads rows until the batch is full, the file ends or its reading fails.
    fn next_batch(&mut self) -> DocumentBatch {
        let mut batch = DocumentBatch::default();
        let reading = self.reading();
        let n_rows = self.options.batch_documents.max(1);
        while batch.documents.len() + batch.skipped.len() < n_rows {
            match self.next_row(&reading) {
                Ok(Some(Ok(document))) => {
                    self.last_line = document.line;
                    batch.documents.push(document);
                }
                Ok(Some(Err(row))) => {
                    self.last_line = row.line;
                    batch.skipped.push(row);
                }
                Ok(None) => {
                    if self.progress.cut.load(Ordering::Relaxed) {
                        batch.skipped.push(self.cut_row());
                    }
                    self.state = State::Ended;
                    break;
                }
                Err(error) => {
                    self.state = State::Failed(error);
                    break;
                }
            }
        }
        let stored_bytes = self.progress.stored_bytes.load(Ordering::Relaxed);
        batch.bytes_read = stored_bytes - self.reported_bytes;
        self.reported_bytes = stored_bytes;
        batch
    }
}

impl Iterator for Source {
    type Item = Result<DocumentBatch, IngestError>;

    /// The next batch. The last one may hold no row, when only its bytes are left to report; a
    /// failing file gives the rows before the failure, then the error, and ends.
    fn next(&mut self) -> Option<Self::Item> {
        let mut batch = DocumentBatch::default();
        if matches!(self.state, State::Reading) {
            batch = self.next_batch();
        }
        if batch != DocumentBatch::default() {
            return Some(Ok(batch));
        }
        match std::mem::replace(&mut self.state, State::Ended) {
            State::Failed(source) => {
                let compression = self.description.compression;
                Some(Err(read_error(&self.input, compression, source)))
            }
            State::Reading | State::Ended => None,
        }
    }
}

/// Whether a cell that was read has more bytes than `limit`.
fn has_longer_cell(document: &Document, limit: u64) -> bool {
    let fields = &document.fields;
    let cells = [
        &fields.id,
        &fields.title,
        &fields.author,
        &fields.app,
        &fields.platform,
        &fields.version,
        &fields.region,
        &fields.parent,
        &fields.reply,
    ];
    let is_longer = |cell: &String| u64::try_from(cell.len()).is_ok_and(|n| n > limit);
    is_longer(&document.text) || cells.into_iter().flatten().any(is_longer)
}

/// Whether the text begins as an array of objects does. An empty text is one without objects.
fn is_array_of_objects(beginning: &str) -> bool {
    let blank = |c: char| c.is_whitespace() || c == '\u{feff}';
    let content = beginning.trim_start_matches(blank);
    let inner = content.strip_prefix('[').map(str::trim_start);
    content.is_empty()
        || inner.is_some_and(|inner| inner.is_empty() || inner.starts_with(['{', ']']))
}

/// Chooses the columns from the first rows, be they longer than the beginning.
fn columns(
    input: &InputFile,
    description: &SourceDescription,
    beginning: &str,
    options: &ReadOptions,
) -> Result<Columns, IngestError> {
    let (choice, limits) = (&options.columns, &options.limits);
    let text = || open_text(input, description, limits, &Progress::default());
    let table = |delimiter| {
        let rows = csv::sample(text()?, delimiter, SAMPLE_ROWS, limits);
        Ok::<_, IngestError>(Sample::of_table(csv::name_index(rows), choice))
    };
    let too_large = |exceeded: Exceeded| too_large(&description.name, exceeded);
    let sample = match description.format {
        Format::Csv { delimiter } => table(delimiter)?,
        Format::Tsv => table(b'\t')?,
        Format::Json => {
            let objects = ArrayObjects::new(text()?).limited(limits);
            json::sample(objects, limits, SAMPLE_ROWS).map_err(too_large)?
        }
        Format::JsonLines => {
            let objects = LineObjects::new(text()?, limits);
            json::sample(objects, limits, SAMPLE_ROWS).map_err(too_large)?
        }
        Format::Text => lines::header(beginning),
        Format::Xlsx | Format::Xls | Format::Ods | Format::Sqlite => Sample::default(),
    };
    let content =
        beginning.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\0'));
    let is_empty = content.is_empty() || content.strip_prefix('[').is_some_and(|c| c.trim() == "]");
    let unnamed = choice.asked().next().is_none();
    let is_plain = description.format == Format::Text && sample.header.is_empty();
    if is_empty || (is_plain && unnamed) {
        return Ok(Columns::default());
    }
    choose(&description.name, &sample, choice)
}
