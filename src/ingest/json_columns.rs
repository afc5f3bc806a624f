//! JSON of parallel arrays: the first values of all arrays are the first comment, and so on.

use std::io::{self, Read};

use super::Field;
use super::Limits;
use super::RowProblem;
use super::fields::{RawDocument, empty_document};
use super::json_cells::{CellSink, read_value};
use super::json_mend::mend;
use super::json_split::{Extent, Piece, Splitter};
use super::nul::fill_cell;
use super::rows::{Row, Rows, skipped};
use super::text::SAMPLE_BYTES;
use crate::ledger::{RuleId, SourceId};

/// The values of one array.
pub(super) struct Values<R>(Splitter<R>);

/// What stands next in an array.
enum NextValue {
    /// `None` is an object or a list.
    Value(Option<String>),
    Broken(String),
    End,
}

impl<R: Read> Values<R> {
    /// The values of the array that begins the input.
    pub(super) fn new(input: R) -> Self {
        Values(Splitter::within(input, Extent::Array, 1))
    }

    /// See [`Splitter::limited`].
    pub(super) fn limited(self, limits: &Limits) -> Self {
        Values(self.0.limited(limits))
    }

    fn next(&mut self) -> io::Result<NextValue> {
        Ok(match self.0.next()? {
            Piece::End => NextValue::End,
            Piece::Broken { detail, .. } => NextValue::Broken(detail.to_owned()),
            Piece::Element { .. } => match value(self.0.element()) {
                Ok(value) => NextValue::Value(value),
                Err(detail) => NextValue::Broken(detail),
            },
        })
    }

    /// The first values, as a column of a sample: `n_values` of them, or as many as make up
    /// [`SAMPLE_BYTES`].
    pub(super) fn sample(mut self, n_values: usize) -> Vec<String> {
        let (mut values, mut n_bytes) = (Vec::new(), 0);
        while values.len() < n_values && n_bytes < SAMPLE_BYTES {
            let value = match self.next() {
                Ok(NextValue::Value(value)) => value.unwrap_or_default(),
                Ok(NextValue::Broken(_)) => String::new(),
                Ok(NextValue::End) | Err(_) => break,
            };
            n_bytes += u64::try_from(value.len()).unwrap_or(u64::MAX);
            values.push(value);
        }
        values
    }
}

/// A scalar as text.
fn value(json: &[u8]) -> Result<Option<String>, String> {
    let read = |json: &[u8]| {
        let mut only = Only(None);
        read_value(json, "", &mut only).map(|()| only.0)
    };
    read(json).or_else(|detail| mend(json).map_or(Err(detail), |mended| read(&mended)))
}

struct Only(Option<String>);

impl CellSink for Only {
    fn cell(&mut self, outer: &str, _: &str, value: &str) {
        if outer.is_empty() {
            self.0 = Some(value.to_owned());
        }
    }
}

/// Reads one value of each array as a document, and counts positions as lines.
pub(super) struct ColumnRows<R> {
    columns: Vec<(Field, Values<R>)>,
    source: SourceId,
    position: u64,
}

impl<R: Read> ColumnRows<R> {
    pub(super) fn new(columns: Vec<(Field, Values<R>)>, source: SourceId) -> Self {
        ColumnRows {
            columns,
            source,
            position: 0,
        }
    }

    fn read(&mut self, document: &mut RawDocument) -> io::Result<Found> {
        let mut found = Found::default();
        for (field, values) in &mut self.columns {
            match values.next()? {
                NextValue::Value(Some(value)) => fill_cell(document, *field, &value),
                NextValue::Value(None) if *field == Field::Text => {
                    found.problem = Some("an object or a list in place of a text".to_owned());
                }
                NextValue::Value(None) => {}
                NextValue::Broken(detail) if *field == Field::Text || !is_cut(&detail) => {
                    found.problem = Some(detail);
                }
                NextValue::Broken(_) => found.n_lost += 1,
                NextValue::End => {
                    found.n_ended += 1;
                    found.text_ended |= *field == Field::Text;
                }
            }
        }
        Ok(found)
    }
}

#[derive(Default)]
struct Found {
    problem: Option<String>,
    n_ended: usize,
    text_ended: bool,
    /// Values beside the text at which the file breaks off.
    n_lost: usize,
}

/// Whether this is said of a file that breaks off.
fn is_cut(detail: &str) -> bool {
    detail.starts_with("the file ends inside")
}

impl<R: Read + Send> Rows for ColumnRows<R> {
    fn next_row(&mut self) -> io::Result<Option<Row>> {
        self.position += 1;
        let mut document = empty_document(self.source, self.position);
        let found = self.read(&mut document)?;
        if found.n_ended == self.columns.len() {
            return Ok(None);
        }
        if found.n_ended + found.n_lost > 0 {
            document.notes.push((RuleId::NoteShortRow, 1));
        }
        let uneven = found
            .text_ended
            .then(|| "an array ends before the others".to_owned());
        Ok(Some(match found.problem.or(uneven) {
            None => Row::Document(document),
            Some(detail) => {
                let format = "JSON";
                let problem = RowProblem::Syntax { format, detail };
                skipped(self.source, self.position, problem)
            }
        }))
    }
}
