//! Workbooks (xlsx, xls, ods) to rows of text.
//!
//! A workbook is the one form that is no stream: its cells refer to a table of strings. It is
//! opened, one sheet is gone through, and nothing of it is held but the documents.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use std::path::Path;

use calamine::{
    Data, Error, Ods, OdsError, Reader, SheetType, Sheets, Xls, XlsError, Xlsx, XlsxError,
};

use super::guard::guard;
use super::spreadsheet_cells::cell_text;
use super::{Format, Limits, WorkbookProblem};

/// Bytes of the largest workbook that is opened.
const MAX_WORKBOOK_BYTES: u64 = 512 << 20;

/// Rows of a sheet, blank ones not counted; what Excel allows.
const MAX_ROWS: u64 = 1 << 20;

/// Cells of a row; what Excel allows. A file may name the same place again and again.
const MAX_ROW_CELLS: u64 = 1 << 14;

const ZIP: &[u8] = b"PK\x03\x04";
const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// A row of a sheet that is not blank.
#[derive(Debug, Clone)]
pub(super) struct SheetRow {
    /// The number of the row as Excel shows it.
    pub(super) line: u64,
    /// The cells that are not empty, with their column counted from 0, in the order of columns.
    pub(super) cells: Vec<(u32, String)>,
}

impl SheetRow {
    /// The text of a cell; empty where there is none.
    pub(super) fn cell(&self, column: u32) -> &str {
        let found = self.cells.iter().find(|(at, _)| *at == column);
        found.map_or("", |(_, text)| text)
    }
}

/// What kind of workbook a file is; `None` if it is none. `head` are its first bytes.
///
/// # Errors
/// [`WorkbookProblem::Protected`]: an encrypted workbook does not show its kind.
pub(super) fn detect(path: &Path, head: &[u8]) -> Result<Option<Format>, WorkbookProblem> {
    if head.starts_with(ZIP) {
        return Ok(detect_zip(path));
    }
    if head.starts_with(OLE) {
        return detect_ole(path).unwrap_or(Ok(None));
    }
    Ok(None)
}

fn detect_zip(path: &Path) -> Option<Format> {
    let mut zip = zip::ZipArchive::new(BufReader::new(File::open(path).ok()?)).ok()?;
    let is_workbook = |name: &str| name.eq_ignore_ascii_case("xl/workbook.xml");
    if zip.file_names().flatten().any(|name| is_workbook(&name)) {
        return Some(Format::Xlsx);
    }
    let mut kind = Vec::new();
    let mimetype = zip.by_name("mimetype").ok()?;
    mimetype.take(64).read_to_end(&mut kind).ok()?;
    kind.starts_with(b"application/vnd.oasis.opendocument.spreadsheet")
        .then_some(Format::Ods)
}

/// Looks for the names of streams; entries of the directory are 128 bytes long and aligned.
fn detect_ole(path: &Path) -> io::Result<Result<Option<Format>, WorkbookProblem>> {
    const ENTRY_BYTES: usize = 128;
    let utf16 = |name: &str| -> Vec<u8> {
        let units = name.encode_utf16().chain([0]);
        units.flat_map(u16::to_le_bytes).collect()
    };
    let [encrypted, workbook, book] = ["EncryptedPackage", "Workbook", "Book"].map(utf16);
    let mut file = BufReader::new(File::open(path)?.take(MAX_WORKBOOK_BYTES));
    let mut entry = [0; ENTRY_BYTES];
    let mut found = None;
    while file.read_exact(&mut entry).is_ok() {
        if entry.starts_with(&encrypted) {
            return Ok(Err(WorkbookProblem::Protected));
        }
        if entry.starts_with(&workbook) || entry.starts_with(&book) {
            found = Some(Format::Xls);
        }
    }
    Ok(Ok(found))
}

/// An open workbook.
pub(super) struct Workbook {
    sheets: Sheets<BufReader<File>>,
    /// Bytes of text that a sheet may hold. A string can stand in any number of cells, so a small
    /// file can hold much text.
    max_text_bytes: u64,
}

impl Workbook {
    /// Opens a workbook of a kind that [`detect`] found.
    pub(super) fn open(
        path: &Path,
        format: Format,
        limits: &Limits,
    ) -> Result<Workbook, WorkbookProblem> {
        let mut file = File::open(path).map_err(broken)?;
        let n_bytes = file.seek(SeekFrom::End(0)).map_err(broken)?;
        within(n_bytes, MAX_WORKBOOK_BYTES, "bytes")?;
        file.rewind().map_err(broken)?;
        let reader = BufReader::new(file);
        let sheets = guarded(|| {
            Ok(match format {
                Format::Xls => Sheets::Xls(Xls::new(reader)?),
                Format::Ods => Sheets::Ods(Ods::new(reader)?),
                _ => Sheets::Xlsx(Xlsx::new(reader)?),
            })
        })?;
        Ok(Workbook {
            sheets,
            max_text_bytes: limits.workbook_bytes,
        })
    }

    /// The names of its sheets of cells, in their order.
    pub(super) fn names(&self) -> Vec<String> {
        let sheets = self.sheets.sheets_metadata().iter();
        sheets
            .filter(|sheet| sheet.typ == SheetType::WorkSheet)
            .map(|sheet| sheet.name.clone())
            .collect()
    }

    /// Shows the rows of a sheet that are not blank, in their order.
    pub(super) fn each_row(
        &mut self,
        name: &str,
        visit: &mut dyn FnMut(SheetRow) -> ControlFlow<()>,
    ) -> Result<(), WorkbookProblem> {
        let mut rows = Gathering {
            visit,
            row: None,
            n_rows: 0,
            n_bytes: 0,
            max_bytes: self.max_text_bytes,
        };
        guarded(|| {
            if let Sheets::Xlsx(xlsx) = &mut self.sheets {
                let mut cells = xlsx.worksheet_cells_reader(name)?;
                while let Some(cell) = cells.next_cell()? {
                    let (line, column) = cell.get_position();
                    let value = Data::from(cell.get_value().clone());
                    if rows.add(line, column, &value)?.is_break() {
                        return Ok(());
                    }
                }
            } else {
                let range = self.sheets.worksheet_range(name)?;
                let (top, left) = range.start().unwrap_or_default();
                for (line, row) in (top..).zip(range.rows()) {
                    for (column, value) in (left..).zip(row) {
                        if rows.add(line, column, value)?.is_break() {
                            return Ok(());
                        }
                    }
                }
            }
            rows.end()
        })
    }
}

/// Puts cells together to rows.
struct Gathering<'v> {
    visit: &'v mut dyn FnMut(SheetRow) -> ControlFlow<()>,
    row: Option<SheetRow>,
    n_rows: u64,
    n_bytes: u64,
    max_bytes: u64,
}

impl Gathering<'_> {
    /// Takes the next cell; row and column count from 0.
    fn add(&mut self, row: u32, column: u32, value: &Data) -> Result<ControlFlow<()>, Failure> {
        if *value == Data::Empty {
            return Ok(ControlFlow::Continue(()));
        }
        let text = cell_text(value);
        if text.is_empty() {
            return Ok(ControlFlow::Continue(()));
        }
        self.n_bytes += u64::try_from(text.len()).unwrap_or(u64::MAX);
        within(self.n_bytes, self.max_bytes, "bytes of text")?;
        let line = u64::from(row) + 1;
        if let Some(current) = self.row.as_mut().filter(|current| current.line == line) {
            current.cells.push((column, text));
            let n_cells = u64::try_from(current.cells.len()).unwrap_or(u64::MAX);
            within(n_cells, MAX_ROW_CELLS, "cells in a row")?;
            return Ok(ControlFlow::Continue(()));
        }
        let flow = self.hand_on()?;
        let cells = vec![(column, text)];
        self.row = Some(SheetRow { line, cells });
        Ok(flow)
    }

    fn hand_on(&mut self) -> Result<ControlFlow<()>, Failure> {
        let Some(mut row) = self.row.take() else {
            return Ok(ControlFlow::Continue(()));
        };
        if row.cells.iter().all(|(_, text)| text.trim().is_empty()) {
            return Ok(ControlFlow::Continue(()));
        }
        self.n_rows += 1;
        within(self.n_rows, MAX_ROWS, "rows")?;
        row.cells.sort_by_key(|(column, _)| *column);
        Ok((self.visit)(row))
    }

    fn end(&mut self) -> Result<(), Failure> {
        self.hand_on().map(|_| ())
    }
}

/// Why a step failed, in the words of the parser or in ours.
enum Failure {
    Parser(Error),
    Problem(WorkbookProblem),
}

impl<E: Into<Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Failure::Parser(error.into())
    }
}

impl From<WorkbookProblem> for Failure {
    fn from(problem: WorkbookProblem) -> Self {
        Failure::Problem(problem)
    }
}

/// Runs the parser. It indexes into records without looking in places, so a damaged file can make
/// it panic; that is one more way to be broken.
fn guarded<T>(step: impl FnOnce() -> Result<T, Failure>) -> Result<T, WorkbookProblem> {
    match guard(step) {
        Some(Ok(value)) => Ok(value),
        Some(Err(Failure::Problem(problem))) => Err(problem),
        Some(Err(Failure::Parser(
            Error::Xlsx(XlsxError::Password)
            | Error::Xls(XlsError::Password)
            | Error::Ods(OdsError::Password),
        ))) => Err(WorkbookProblem::Protected),
        Some(Err(Failure::Parser(error))) => Err(broken(error)),
        None => Err(broken("a record is cut short")),
    }
}

fn within(found: u64, limit: u64, unit: &'static str) -> Result<(), WorkbookProblem> {
    if found > limit {
        return Err(WorkbookProblem::TooLarge { limit, unit });
    }
    Ok(())
}

fn broken(detail: impl std::fmt::Display) -> WorkbookProblem {
    WorkbookProblem::Broken {
        detail: detail.to_string(),
    }
}
