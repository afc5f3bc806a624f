//! Which sheet of a workbook holds the comments, and where its table begins.

use std::fs::File;
use std::io;
use std::ops::ControlFlow;

use super::columns::{Sample, choose, find};
use super::limits::Exceeded;
use super::spreadsheet::{SheetRow, Workbook, detect};
use super::survey::read_error;
use super::synonyms::{is_known, names_text};
use super::tools::Listing;
use super::zip_parts::check_sizes;
use super::{
    Bom, ChosenBy, ColumnChoice, Columns, Compression, Confidence, Detection, Field, Format,
    HeaderOrigin, IngestError, InputFile, ReadOptions, SourceDescription, TextEncoding,
    WorkbookProblem, workbook_memory,
};

/// Rows among which the header is looked for, blank ones not counted.
const HEADER_ROWS: usize = 20;

/// A header of a single known column is believed so far below the top only.
const LONE_HEADER_ROWS: usize = 4;

/// Rows looked at to find the columns.
const SAMPLE_ROWS: usize = 1000;

/// Bytes of cells that are held and places for cells that are looked at to find the columns, so
/// that a few rows of thousands of columns are as good as many short ones.
const SAMPLE_BYTES: usize = 16 << 20;
const SAMPLE_CELLS: usize = 1 << 18;

/// The sheet of a workbook that is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// The row at which its table begins, as Excel numbers it: that of the header, or of the first
    /// comment when there is no header. Titles and notices above are not read.
    pub first_row: u64,
    /// The first column that is not empty, counted from 1. Columns chosen by number count from it.
    pub first_column: u32,
    /// Sheets that are not read, in their order.
    pub others: Vec<String>,
}

/// The kind of a workbook, unless the file is none or the user says that it is text. `head` are
/// its first bytes.
pub(super) fn kind(
    input: &InputFile,
    head: &[u8],
    told: Option<Format>,
) -> Result<Option<Format>, IngestError> {
    if told.is_some_and(|format| !format.is_workbook()) {
        return Ok(None);
    }
    let found = detect(input.path(), head).map_err(|problem| failed(input.name(), problem))?;
    if found.is_none() && told.is_some() {
        return Err(no_workbook(input));
    }
    Ok(found)
}

/// The error for a file that is called a workbook and is none.
pub(super) fn no_workbook(input: &InputFile) -> IngestError {
    let detail = "it does not begin like one".to_owned();
    failed(input.name(), WorkbookProblem::Broken { detail })
}

/// Adds the sheet that is read and its columns to what is known of a workbook. Its text is UTF-8
/// by nature.
pub(super) fn describe(
    input: &InputFile,
    description: &mut SourceDescription,
    options: &ReadOptions,
) -> Result<(), IngestError> {
    description.detection = Detection {
        encoding: TextEncoding::Utf8,
        bom: Bom::Absent,
        confidence: Confidence::Certain,
        mixed_with: None,
    };
    let (format, limits) = (description.format, &options.limits);
    if format != Format::Xls {
        checked(
            input,
            File::open(input.path()).and_then(|file| check_sizes(file, limits)),
        )?;
    }
    checked(input, workbook_memory::check(input.path(), format, limits))?;
    let choice = &options.columns;
    let mut workbook = Workbook::open(input.path(), format, limits)
        .map_err(|problem| failed(input.name(), problem))?;
    if let Some((sheet, columns)) = choose_sheet(input.name(), &mut workbook, choice)? {
        description.sheet = Some(sheet);
        description.columns = columns;
    }
    Ok(())
}

/// The outcome of a check before the parser holds anything of a workbook.
fn checked(input: &InputFile, outcome: io::Result<()>) -> Result<(), IngestError> {
    outcome.map_err(|error| match Exceeded::of(&error) {
        Some(_) => read_error(input, Compression::None, error),
        None => {
            let detail = error.to_string();
            failed(input.name(), WorkbookProblem::Broken { detail })
        }
    })
}

fn failed(name: &str, problem: WorkbookProblem) -> IngestError {
    IngestError::Workbook {
        name: name.to_owned(),
        problem,
    }
}

/// The choice among the sheets of a workbook; `None` when all of them are blank.
fn choose_sheet(
    name: &str,
    workbook: &mut Workbook,
    choice: &ColumnChoice,
) -> Result<Option<(Sheet, Columns)>, IngestError> {
    let names = workbook.names();
    let mut best: Option<(Rank, Sheet, Columns)> = None;
    let mut refused: Option<(u64, IngestError)> = None;
    for sheet in &names {
        let found = Table::find(workbook, sheet, choice);
        let Some(table) = found.map_err(|problem| failed(name, problem))? else {
            continue;
        };
        let columns = match choose(name, &table.sample, choice) {
            Ok(columns) => columns,
            Err(error) => {
                if refused.as_ref().is_none_or(|(n, _)| table.n_rows > *n) {
                    refused = Some((table.n_rows, error));
                }
                continue;
            }
        };
        let rank = Rank::of(&columns, table.n_rows);
        if best.as_ref().is_none_or(|(found, ..)| rank > *found) {
            let others = names.iter().filter(|other| *other != sheet);
            let found = Sheet {
                name: sheet.clone(),
                first_row: table.first_row,
                first_column: table.first_column + 1,
                others: others.cloned().collect(),
            };
            best = Some((rank, found, columns));
        }
    }
    match (best, refused) {
        (Some((_, sheet, columns)), _) => Ok(Some((sheet, columns))),
        (None, Some((_, error))) => Err(error),
        (None, None) => Ok(None),
    }
}

/// What makes a sheet the better one: that it has comments at all, then that its header names
/// them, then that they are no posts, then their number.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    has_rows: bool,
    is_named: bool,
    listing: Listing,
    n_rows: u64,
}

impl Rank {
    fn of(columns: &Columns, n_rows: u64) -> Rank {
        let by_content = |(field, _, chosen): &(Field, usize, ChosenBy)| {
            *field == Field::Text && *chosen == ChosenBy::Content
        };
        Rank {
            has_rows: n_rows > 0,
            is_named: !columns.fields.iter().any(by_content),
            listing: columns.listing(),
            n_rows,
        }
    }
}

/// The table of a sheet.
struct Table {
    first_row: u64,
    /// Counted from 0.
    first_column: u32,
    sample: Sample,
    /// Rows below the header.
    n_rows: u64,
}

impl Table {
    fn find(
        workbook: &mut Workbook,
        sheet: &str,
        choice: &ColumnChoice,
    ) -> Result<Option<Table>, WorkbookProblem> {
        let mut head: Vec<SheetRow> = Vec::new();
        let (mut n_rows, mut n_bytes) = (0_u64, 0);
        workbook.each_row(sheet, &mut |row| {
            n_rows += 1;
            if head.len() < HEADER_ROWS + SAMPLE_ROWS && n_bytes < SAMPLE_BYTES {
                let bytes = |(_, text): &(u32, String)| size_of::<(u32, String)>() + text.len();
                n_bytes += row.cells.iter().map(bytes).sum::<usize>();
                head.push(row);
            }
            ControlFlow::Continue(())
        })?;
        if head.is_empty() {
            return Ok(None);
        }
        let above = header_row(&head[..head.len().min(HEADER_ROWS)], choice);
        let rows = &head[above..];
        let columns = rows.iter().flat_map(|row| &row.cells).map(|(at, _)| *at);
        let first_column = columns.clone().min().unwrap_or_default();
        let last_column = columns.max().unwrap_or_default();
        let column = |at: u32| usize::try_from(at - first_column).unwrap_or(usize::MAX);
        let width = column(last_column).saturating_add(1);
        let cells = |row: &SheetRow| -> Vec<String> {
            let mut cells = vec![String::new(); width];
            // Of several in one place the first counts.
            for (at, text) in row.cells.iter().rev() {
                text.clone_into(&mut cells[column(*at)]);
            }
            cells
        };
        let first_row = rows[0].line;
        let n_shown = (SAMPLE_CELLS / width).max(2);
        let shown = rows.iter().take(n_shown).map(cells).collect();
        let sample = Sample::of_table(shown, choice);
        let above = u64::try_from(above).unwrap_or(u64::MAX);
        let header = u64::from(sample.origin == HeaderOrigin::File);
        Ok(Some(Table {
            first_row,
            first_column,
            sample,
            n_rows: n_rows - above - header,
        }))
    }
}

/// The index of the row that names the columns; where none does, of the first that is not much
/// narrower than the table, as a title is.
fn header_row(rows: &[SheetRow], choice: &ColumnChoice) -> usize {
    let names: Vec<Vec<String>> = rows
        .iter()
        .map(|row| row.cells.iter().map(|(_, text)| text.clone()).collect())
        .collect();
    let n_known = |row: &[String]| row.iter().filter(|cell| is_known(cell)).count();
    let has_text = |row: &[String]| row.iter().any(|cell| names_text(cell));
    let is_asked = |row: &[String]| choice.asked().any(|(_, name)| find(row, name).is_some());
    let is_lone = |index: usize| {
        index < LONE_HEADER_ROWS
            || names[..index]
                .iter()
                .all(|row| row.len() < names[index].len())
    };
    let position = |fits: &dyn Fn(&[String]) -> bool| names.iter().position(|row| fits(row));
    position(&is_asked)
        .or_else(|| position(&|row| has_text(row) && n_known(row) >= 2))
        .or_else(|| (0..names.len()).find(|index| has_text(&names[*index]) && is_lone(*index)))
        .or_else(|| position(&|row| n_known(row) >= 2))
        .or_else(|| {
            let widest = names.iter().map(Vec::len).max().unwrap_or_default();
            position(&|row| 2 * row.len() >= widest)
        })
        .unwrap_or_default()
}
