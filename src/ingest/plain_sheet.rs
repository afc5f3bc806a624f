//! A workbook as a plain table: the cells of its first sheet, for tables that are no comments.

use std::fs::File;
use std::io::Read;
use std::ops::ControlFlow;
use std::path::Path;

use super::spreadsheet::{Workbook, detect};
use super::workbook_memory;
use super::zip_parts::check_sizes;
use super::{Format, IngestError, Limits, WorkbookProblem};

/// Bytes that tell a workbook.
const HEAD_BYTES: u64 = 16;

/// A row with its number as Excel shows it, and its cells from the first column on.
pub(crate) type PlainRow = (u64, Vec<String>);

/// The rows of the first sheet that are not blank; `None` when the file is no workbook.
///
/// # Errors
/// [`IngestError::Unreadable`], [`IngestError::Workbook`].
pub(crate) fn plain_sheet(
    path: &Path,
    limits: &Limits,
) -> Result<Option<Vec<PlainRow>>, IngestError> {
    let failed = |problem| IngestError::Workbook {
        name: path.display().to_string(),
        problem,
    };
    let broken = |error: std::io::Error| {
        failed(WorkbookProblem::Broken {
            detail: error.to_string(),
        })
    };
    let mut head = Vec::new();
    File::open(path)
        .and_then(|file| file.take(HEAD_BYTES).read_to_end(&mut head))
        .map_err(|source| IngestError::Unreadable {
            path: path.to_owned(),
            source,
        })?;
    let Some(format) = detect(path, &head).map_err(failed)? else {
        return Ok(None);
    };
    if format != Format::Xls {
        File::open(path)
            .and_then(|file| check_sizes(file, limits))
            .map_err(broken)?;
    }
    workbook_memory::check(path, format, limits).map_err(broken)?;
    let mut workbook = Workbook::open(path, format, limits).map_err(failed)?;
    let mut rows = Vec::new();
    if let Some(name) = workbook.names().first() {
        let mut add = |row: super::spreadsheet::SheetRow| {
            let last = row.cells.last().map_or(0, |(column, _)| column + 1);
            let cells = (0..last).map(|column| row.cell(column).to_owned());
            rows.push((row.line, cells.collect()));
            ControlFlow::Continue(())
        };
        workbook.each_row(name, &mut add).map_err(failed)?;
    }
    Ok(Some(rows))
}
