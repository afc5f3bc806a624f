//! Sheets and keys read back, from whatever program saved them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::{BadCell, Codebook, CodingError, KeyRow, Polarity, SheetRow};
use crate::ingest::{Limits, plain_sheet};
use crate::language::Bilingual;
use crate::lexicon::{decode, fold};
use crate::table::{Record, undefuse};

/// A row of a sheet with what a coder wrote.
#[derive(Debug, Clone, PartialEq)]
pub struct CodedRow {
    /// Line of the sheet, from 1.
    pub sheet_line: u64,
    /// The input that the comment is from.
    pub source: String,
    /// Its line there.
    pub line: u64,
    /// Comments that it stands for.
    pub weight: f64,
    /// The comment.
    pub text: String,
    /// Numbers of its categories; `None` when it was not coded.
    pub categories: Option<BTreeSet<usize>>,
    /// Its polarity; `None` when it was not coded.
    pub polarity: Option<Polarity>,
}

impl CodedRow {
    /// Where the comment stands.
    pub(super) fn place(&self) -> String {
        format!("{}:{}", self.source, self.line)
    }
}

/// A filled sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct CodedSheet {
    /// What the file is called.
    pub name: String,
    /// Its rows by number.
    pub rows: BTreeMap<u64, CodedRow>,
}

/// What the program coded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// What the file is called.
    pub name: String,
    /// For each row its line in the key, the comment's place and its categories.
    pub rows: BTreeMap<u64, (u64, String, BTreeSet<usize>)>,
}

/// Reads a filled sheet: CSV in UTF-8, UTF-16 with a byte order mark or GBK, with commas,
/// semicolons or tabs, or the first sheet of a workbook. Columns are found by name or title.
///
/// # Errors
/// [`CodingError`] with the file and the line.
pub fn read_sheet(name: &str, path: &Path, book: &Codebook) -> Result<CodedSheet, CodingError> {
    let table = Table::read(name, path)?;
    let column = |wanted| table.column::<SheetRow>(wanted);
    let (row, source, line) = (column("row")?, column("source")?, column("line")?);
    let (weight, text) = (column("weight")?, column("text")?);
    let (categories, polarity) = (column("categories")?, column("polarity")?);
    let mut rows = BTreeMap::new();
    for cells in &table.rows {
        let coded = CodedRow {
            sheet_line: cells.line,
            source: cells.text(source).to_owned(),
            line: table.count(cells, line)?,
            weight: table.weight(cells, weight)?,
            text: cells.text(text).to_owned(),
            categories: table.categories(cells, categories, book)?,
            polarity: table.polarity(cells, polarity)?,
        };
        let number = table.count(cells, row)?;
        if let Some(first) = rows.insert(number, coded) {
            return Err(table.duplicate(cells, number, first.sheet_line));
        }
    }
    Ok(CodedSheet {
        name: table.name,
        rows,
    })
}

/// Reads a key, as [`read_sheet`] does a sheet.
///
/// # Errors
/// [`CodingError`] with the file and the line.
pub fn read_key(name: &str, path: &Path, book: &Codebook) -> Result<Key, CodingError> {
    let table = Table::read(name, path)?;
    let column = |wanted| table.column::<KeyRow>(wanted);
    let (row, source, line) = (column("row")?, column("source")?, column("line")?);
    let categories = column("categories")?;
    let mut rows = BTreeMap::new();
    for cells in &table.rows {
        let place = format!("{}:{}", cells.text(source), table.count(cells, line)?);
        let codes = table.categories(cells, categories, book)?;
        let number = table.count(cells, row)?;
        let coded = (cells.line, place, codes.unwrap_or_default());
        if let Some((first, ..)) = rows.insert(number, coded) {
            return Err(table.duplicate(cells, number, first));
        }
    }
    Ok(Key {
        name: table.name,
        rows,
    })
}

/// A table as it stands in a file.
struct Table {
    name: String,
    header: Vec<String>,
    rows: Vec<Cells>,
}

struct Cells {
    line: u64,
    cells: Vec<String>,
}

/// A column that was found.
#[derive(Clone, Copy)]
struct Found {
    name: &'static str,
    index: usize,
}

impl Cells {
    fn text(&self, column: Found) -> &str {
        let cell = self.cells.get(column.index);
        cell.map_or("", |cell| undefuse(cell.trim()))
    }
}

impl Table {
    fn read(name: &str, path: &Path) -> Result<Table, CodingError> {
        let rows = match plain_sheet(path, &Limits::default())? {
            Some(rows) => rows,
            None => csv_rows(name, path)?,
        };
        let mut rows = rows.into_iter();
        let header = rows.next().map(|(_, cells)| cells).unwrap_or_default();
        let rows = rows.map(|(line, cells)| Cells { line, cells });
        let is_filled = |row: &Cells| row.cells.iter().any(|cell| !cell.trim().is_empty());
        Ok(Table {
            name: name.to_owned(),
            header,
            rows: rows.filter(is_filled).collect(),
        })
    }

    /// The column of this name, or of its title, which a workbook has instead.
    fn column<R: Record>(&self, wanted: &'static str) -> Result<Found, CodingError> {
        let column = R::COLUMNS.iter().find(|column| column.name == wanted);
        let Bilingual { zh, en } = column.expect("a column of the sheet").title;
        let names = [wanted, zh, en];
        let mut header = self.header.iter();
        let index = header.position(|cell| names.contains(&&*fold(cell)));
        let index = index.ok_or_else(|| CodingError::MissingColumn {
            name: self.name.clone(),
            wanted,
            found: self.header.clone(),
        })?;
        Ok(Found {
            name: wanted,
            index,
        })
    }

    fn bad(&self, cells: &Cells, column: Found, expected: &'static str) -> CodingError {
        CodingError::BadNumber {
            name: self.name.clone(),
            line: cells.line,
            column: column.name,
            expected,
            found: cells.text(column).to_owned(),
        }
    }

    fn duplicate(&self, cells: &Cells, row: u64, first: u64) -> CodingError {
        CodingError::DuplicateRow {
            name: self.name.clone(),
            line: cells.line,
            row,
            first,
        }
    }

    fn count(&self, cells: &Cells, column: Found) -> Result<u64, CodingError> {
        let number = cells.text(column).parse();
        number.map_err(|_| self.bad(cells, column, "a whole number"))
    }

    fn weight(&self, cells: &Cells, column: Found) -> Result<f64, CodingError> {
        let weight = cells.text(column).parse().ok();
        weight
            .filter(|weight: &f64| weight.is_finite() && *weight > 0.0)
            .ok_or_else(|| self.bad(cells, column, "a number above 0"))
    }

    fn categories(
        &self,
        cells: &Cells,
        column: Found,
        book: &Codebook,
    ) -> Result<Option<BTreeSet<usize>>, CodingError> {
        let cell = cells.text(column);
        let (name, line) = (self.name.clone(), cells.line);
        book.categories(cell).map_err(|bad| match bad {
            BadCell::Unknown { found, suggestion } => CodingError::UnknownCategory {
                name,
                line,
                found,
                suggestion,
                known: book.ids().join(", "),
            },
            BadCell::NoneAndOthers => CodingError::NoneAndOthers {
                name,
                line,
                found: cell.to_owned(),
            },
        })
    }

    fn polarity(&self, cells: &Cells, column: Found) -> Result<Option<Polarity>, CodingError> {
        let cell = cells.text(column);
        if cell.is_empty() {
            return Ok(None);
        }
        let read = Polarity::read(cell).map(Some);
        read.ok_or_else(|| CodingError::BadPolarity {
            name: self.name.clone(),
            line: cells.line,
            found: cell.to_owned(),
        })
    }
}

fn csv_rows(name: &str, path: &Path) -> Result<Vec<(u64, Vec<String>)>, CodingError> {
    let bytes = std::fs::read(path).map_err(|source| CodingError::Unreadable {
        path: path.to_owned(),
        source,
    })?;
    let text = decode(&bytes).ok_or_else(|| CodingError::UnknownEncoding {
        name: name.to_owned(),
    })?;
    let header = text.lines().next().unwrap_or_default().as_bytes();
    let delimiters = [b'\t', b';'].into_iter();
    let delimiter = delimiters.into_iter().find(|mark| header.contains(mark));
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        // Spreadsheets leave out empty cells at the end of a row.
        .flexible(true)
        .delimiter(delimiter.unwrap_or(b','))
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| CodingError::Syntax {
            name: name.to_owned(),
            line: error.position().map_or(1, csv::Position::line),
            detail: error.to_string(),
        })?;
        let line = record.position().map_or(1, csv::Position::line);
        rows.push((line, record.iter().map(str::to_owned).collect()));
    }
    Ok(rows)
}
