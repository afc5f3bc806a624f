//! Separated values to documents.

use std::borrow::Cow;
use std::io::{self, Read};

use csv::ByteRecord;
use encoding_rs::UTF_8;

use super::columns::trim;
use super::csv_ragged::{Fit, Shape};
use super::csv_records::{Next, Records};
use super::fields::{empty_document, fill};
use super::nul::{fill_cell, is_only_nul, note_nul, only_nul};
use super::rows::{Row, Rows, skipped};
use super::text::SAMPLE_BYTES;
use super::{Columns, Field, HeaderOrigin, Limits, RowProblem};
use crate::ledger::{RuleId, SourceId};

/// The name of the format in messages.
const FORMAT: &str = "CSV";

/// The byte order mark, which stands where a file was appended.
const BOM: &[u8] = "\u{feff}".as_bytes();

/// Reads the rows of a table.
pub(super) struct CsvRows<R> {
    records: Records<R>,
    source: SourceId,
    fields: Vec<(Field, usize)>,
    delimiter: u8,
    shape: Shape,
    /// The header; `None` when the file has none.
    header: Option<Vec<String>>,
    header_seen: HeaderSeen,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum HeaderSeen {
    Yes,
    No,
}

impl<R: Read> CsvRows<R> {
    pub(super) fn new(
        input: R,
        delimiter: u8,
        source: SourceId,
        columns: &Columns,
        limits: &Limits,
    ) -> Self {
        let fields = columns.fields.iter();
        let named = columns.origin == HeaderOrigin::File;
        CsvRows {
            records: Records::new(input, delimiter, limits),
            source,
            fields: fields.map(|(field, column, _)| (*field, *column)).collect(),
            delimiter,
            shape: Shape::of(columns),
            header: named.then(|| columns.header.clone()),
            header_seen: HeaderSeen::No,
        }
    }

    /// Whether the record is the header; the first record is, when there is one. The name of an
    /// index column may be missing altogether.
    fn is_header(&self) -> bool {
        let record = self.records.record();
        let same = |(cell, name): (&[u8], &String)| {
            std::str::from_utf8(cell).is_ok_and(|cell| trim(cell) == name)
        };
        self.header.as_ref().is_some_and(|header| {
            let unnamed = header.first().is_some_and(String::is_empty);
            let named = match unnamed && record.len() + 1 == header.len() {
                true => &header[1..],
                false => &header[..],
            };
            record.len() == named.len() && record.iter().zip(named).all(same)
        })
    }

    fn row(&self, line: u64) -> Option<Row> {
        let record = self.records.record();
        let width = self.shape.width();
        if record.len() == 1 && width > 1 {
            let lone = record[0].strip_prefix(BOM).unwrap_or(&record[0]);
            if lone.iter().all(u8::is_ascii_whitespace) {
                return None;
            }
        }
        let has_nul = record.as_slice().contains(&0);
        if has_nul && is_only_nul(record.as_slice()) {
            return Some(skipped(self.source, line, only_nul(FORMAT)));
        }
        let fit = self.shape.fit(record);
        if fit == Fit::No {
            let problem = RowProblem::FieldCount {
                found: record.len(),
                expected: width,
            };
            return Some(skipped(self.source, line, problem));
        }
        let mut document = empty_document(self.source, line);
        if has_nul {
            note_nul(&mut document);
        }
        document.notes.extend(match fit {
            Fit::Short => Some((RuleId::NoteShortRow, 1)),
            Fit::Surplus => Some((RuleId::NoteSurplus, 1)),
            Fit::Rejoin(n) => Some((RuleId::Rejoined, u32::try_from(n).unwrap_or(u32::MAX))),
            Fit::Whole | Fit::No => None,
        });
        let (text, n_joined) = match fit {
            Fit::Rejoin(n) => (self.shape.text(), n),
            _ => (self.shape.text(), 0),
        };
        let cells = Cells::of(record);
        for (field, column) in &self.fields {
            if *column == text && n_joined > 0 {
                let cells: Vec<&[u8]> = record.iter().skip(text).take(n_joined + 1).collect();
                let joined = cells.join(&self.delimiter);
                fill_cell(&mut document, *field, &String::from_utf8_lossy(&joined));
                continue;
            }
            let moved = *column + if *column > text { n_joined } else { 0 };
            let cell = cells.get(moved);
            // A byte order mark stands where a file was appended.
            let cell = match moved {
                0 => cell.strip_prefix('\u{feff}').unwrap_or(&cell),
                _ => &cell,
            };
            match has_nul {
                true => fill_cell(&mut document, *field, cell),
                false => fill(&mut document, *field, cell),
            }
        }
        Some(Row::Document(document))
    }
}

impl<R: Read + Send> Rows for CsvRows<R> {
    fn next_row(&mut self) -> io::Result<Option<Row>> {
        loop {
            let line = match self.records.next()? {
                Next::End => return Ok(None),
                Next::Broken { line, detail } => {
                    let problem = RowProblem::Syntax {
                        format: FORMAT,
                        detail,
                    };
                    return Ok(Some(skipped(self.source, line, problem)));
                }
                Next::Record { line } => line,
            };
            if self.is_header() {
                if self.header_seen == HeaderSeen::Yes {
                    return Ok(Some(skipped(self.source, line, RowProblem::RepeatedHeader)));
                }
                self.header_seen = HeaderSeen::Yes;
            } else if let Some(row) = self.row(line) {
                return Ok(Some(row));
            }
        }
    }
}

/// The cells of a record as text, which is found to be UTF-8 once for all of them.
struct Cells<'r> {
    record: &'r ByteRecord,
    /// All cells, one behind the other.
    joined: Option<Cow<'r, str>>,
}

impl<'r> Cells<'r> {
    fn of(record: &'r ByteRecord) -> Cells<'r> {
        Cells {
            record,
            joined: UTF_8.decode_without_bom_handling_and_without_replacement(record.as_slice()),
        }
    }

    /// A cell; empty where the record has none.
    fn get(&self, column: usize) -> Cow<'_, str> {
        let joined = self.joined.as_ref().zip(self.record.range(column));
        match joined.and_then(|(joined, range)| joined.get(range)) {
            Some(cell) => Cow::Borrowed(cell),
            None => String::from_utf8_lossy(self.record.get(column).unwrap_or_default()),
        }
    }
}

/// The first rows of a table, for the choice of columns and of the delimiter: `n_rows` of them, or
/// as many as make up [`SAMPLE_BYTES`]. What cannot be read is passed over.
pub(super) fn sample(
    text: impl Read,
    delimiter: u8,
    n_rows: usize,
    limits: &Limits,
) -> Vec<Vec<String>> {
    let mut records = Records::new(text, delimiter, limits);
    let (mut rows, mut n_bytes) = (Vec::new(), 0);
    while rows.len() < n_rows && n_bytes < SAMPLE_BYTES {
        match records.next() {
            Ok(Next::Record { .. }) => {
                let record = records.record();
                n_bytes += u64::try_from(record.as_slice().len()).unwrap_or(u64::MAX);
                let cells = record.iter();
                rows.push(
                    cells
                        .map(|cell| String::from_utf8_lossy(cell).into_owned())
                        .collect(),
                );
            }
            Ok(Next::Broken { .. }) => {}
            Ok(Next::End) | Err(_) => break,
        }
    }
    rows
}

/// Names the first column of a table with the empty name, if the header has none for it: all rows
/// (two at least) have one cell more than the header and begin with growing whole numbers.
pub(super) fn name_index(mut rows: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let Some((header, data)) = rows.split_first() else {
        return rows;
    };
    let index = |row: &Vec<String>| trim(row.first()?).parse::<u64>().ok();
    let is_index = header.first().is_some_and(|name| !trim(name).is_empty())
        && data.len() >= 2
        && data
            .iter()
            .all(|row| row.len() == header.len() + 1 && index(row).is_some())
        && data
            .windows(2)
            .all(|pair| index(&pair[0]) < index(&pair[1]));
    if is_index {
        rows[0].insert(0, String::new());
    }
    rows
}
