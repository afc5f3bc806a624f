//! JSON objects to documents: the elements of an array, or one a line.

use std::collections::VecDeque;
use std::io::{self, BufRead, Read};

use super::columns::Sample;
use super::fields::{RawDocument, empty_document};
use super::json_answers::{self, Answer, Answers, is_key};
use super::json_cells::{CellSink, read_cells};
use super::json_mend::mend;
use super::json_split::{Extent, Piece, Splitter, TOO_DEEP, is_too_deep, limit_of};
use super::limits::Exceeded;
use super::lines::{LineReader, NextLine};
use super::nul::{fill_cell, is_only_nul, only_nul};
use super::rows::{Row, Rows, skipped};
use super::text::SAMPLE_BYTES;
use super::tools::BILIBILI_API;
use super::{Columns, Field, HeaderOrigin, Limit, Limits, RowProblem};
use crate::ledger::{RuleId, SourceId};

/// Where objects come from.
pub(super) trait Objects: Send {
    /// Goes to the next object.
    fn next(&mut self) -> io::Result<NextObject>;

    /// The bytes of the object found last.
    fn object(&self) -> &[u8];
}

/// What stands next in the input.
pub(super) enum NextObject {
    /// What should be an object, to be had from [`Objects::object`].
    Object { line: u64 },
    /// Something that cannot be one, be it because of a limit.
    Broken {
        line: u64,
        problem: RowProblem,
        beyond: Option<Limit>,
    },
    /// Nothing.
    End,
}

/// The name of the format in messages.
const FORMAT: &str = "JSON";

/// The elements of an array.
pub(super) struct ArrayObjects<R>(Splitter<R>);

impl<R: Read> ArrayObjects<R> {
    pub(super) fn new(input: R) -> Self {
        ArrayObjects(Splitter::new(input))
    }

    /// The elements that lie in `extent` from `line` on.
    pub(super) fn within(input: R, extent: Extent, line: u64) -> Self {
        ArrayObjects(Splitter::within(input, extent, line))
    }

    /// See [`Splitter::limited`].
    pub(super) fn limited(self, limits: &Limits) -> Self {
        ArrayObjects(self.0.limited(limits))
    }
}

impl<R: Read + Send> Objects for ArrayObjects<R> {
    fn next(&mut self) -> io::Result<NextObject> {
        Ok(match self.0.next()? {
            Piece::Element { line } => NextObject::Object { line },
            Piece::Broken { line, detail } => {
                let problem = RowProblem::Syntax {
                    format: FORMAT,
                    detail: detail.to_owned(),
                };
                let beyond = limit_of(detail);
                NextObject::Broken {
                    line,
                    problem,
                    beyond,
                }
            }
            Piece::End => NextObject::End,
        })
    }

    fn object(&self) -> &[u8] {
        self.0.element()
    }
}

/// An object a line; a comma at the end of a line is left out.
pub(super) struct LineObjects<R> {
    lines: LineReader<R>,
    max_depth: usize,
}

impl<R: BufRead> LineObjects<R> {
    pub(super) fn new(input: R, limits: &Limits) -> Self {
        LineObjects {
            lines: LineReader::new(input, limits.record_bytes()),
            max_depth: usize::try_from(limits.depth).unwrap_or(usize::MAX),
        }
    }
}

impl<R: BufRead + Send> Objects for LineObjects<R> {
    fn next(&mut self) -> io::Result<NextObject> {
        Ok(match self.lines.next()? {
            NextLine::Line(line) if is_too_deep(self.lines.text(), self.max_depth) => {
                let problem = RowProblem::Syntax {
                    format: FORMAT,
                    detail: TOO_DEEP.to_owned(),
                };
                NextObject::Broken {
                    line,
                    problem,
                    beyond: Some(Limit::Depth),
                }
            }
            NextLine::Line(line) => NextObject::Object { line },
            NextLine::TooLong(line) => NextObject::Broken {
                line,
                problem: self.lines.too_long(FORMAT),
                beyond: Some(Limit::CellBytes),
            },
            NextLine::End => NextObject::End,
        })
    }

    fn object(&self) -> &[u8] {
        let line = self.lines.text().trim_ascii();
        let line = line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line);
        line.strip_suffix(b",").unwrap_or(line)
    }
}

/// What the objects are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Entries {
    /// Each is a comment.
    Comments,
    /// Those of Apple's feed with [`FEED_RATING`]; old feeds begin with one that is the app.
    Reviews,
}

/// The member that tells a review in Apple's feed from the app.
const FEED_RATING: &str = "im:rating";

/// Reads objects as documents.
pub(super) struct JsonRows<O> {
    objects: O,
    source: SourceId,
    wanted: Vec<(Field, String)>,
    entries: Entries,
    answers: Answers,
    /// Answers of the object read last that are yet to be read.
    pending: VecDeque<Result<Answer, Row>>,
}

impl<O: Objects> JsonRows<O> {
    pub(super) fn new(objects: O, source: SourceId, columns: &Columns, entries: Entries) -> Self {
        let fields = columns.fields.iter();
        JsonRows {
            objects,
            source,
            wanted: fields
                .map(|(field, column, _)| (*field, columns.header[*column].clone()))
                .collect(),
            entries,
            answers: match columns.tool {
                Some(tool) if tool.id == BILIBILI_API => Answers::Read,
                _ => Answers::Note,
            },
            pending: VecDeque::new(),
        }
    }

    /// The row of an object, with the answers that are to be read.
    fn row(&self, object: &[u8], line: u64, to: Option<&str>) -> (Row, Vec<Result<Answer, Row>>) {
        let read = |object: &[u8]| {
            let mut filling = Filling {
                document: empty_document(self.source, line),
                wanted: &self.wanted,
                text: Seen::No,
                rating: Seen::No,
                answers: Seen::No,
            };
            read_cells(object, &mut filling).map(|()| filling)
        };
        let result = read(object).or_else(|detail| match mend(object) {
            Some(mended) => read(&mended),
            None => Err(detail),
        });
        let Filling {
            mut document,
            text,
            rating,
            answers,
            ..
        } = match result {
            Ok(filling) => filling,
            Err(_) if is_only_nul(object) => {
                return (skipped(self.source, line, only_nul(FORMAT)), Vec::new());
            }
            Err(detail) => {
                let problem = RowProblem::Syntax {
                    format: FORMAT,
                    detail,
                };
                return (skipped(self.source, line, problem), Vec::new());
            }
        };
        if let Some(to) = to {
            document.answer_to(to);
        }
        let found = match answers {
            Seen::Yes => json_answers::answers(object, line, document.id(), self.source),
            Seen::No => Vec::new(),
        };
        let answers = match self.answers {
            Answers::Read => found,
            Answers::Note => {
                document
                    .notes
                    .extend((!found.is_empty()).then_some((RuleId::NoteReplies, 1)));
                Vec::new()
            }
        };
        let problem = match (text, rating) {
            (_, Seen::No) if self.entries == Entries::Reviews => RowProblem::NotComment {
                missing: FEED_RATING,
            },
            (Seen::Yes, _) => return (Row::Document(document), answers),
            (Seen::No, _) => {
                let text = self.wanted.iter().find(|(field, _)| *field == Field::Text);
                RowProblem::NoText {
                    field: text.map(|(_, name)| name.clone()).unwrap_or_default(),
                }
            }
        };
        (skipped(self.source, line, problem), answers)
    }
}

impl<O: Objects> Rows for JsonRows<O> {
    fn next_row(&mut self) -> io::Result<Option<Row>> {
        let (row, answers) = match self.pending.pop_front() {
            Some(Err(row)) => return Ok(Some(row)),
            Some(Ok(Answer { line, object, to })) => self.row(&object, line, to.as_deref()),
            None => match self.objects.next()? {
                NextObject::End => return Ok(None),
                NextObject::Broken { line, problem, .. } => {
                    return Ok(Some(skipped(self.source, line, problem)));
                }
                NextObject::Object { line } => self.row(self.objects.object(), line, None),
            },
        };
        // The answers to an answer stand before the next one.
        for answer in answers.into_iter().rev() {
            self.pending.push_front(answer);
        }
        Ok(Some(row))
    }
}

struct Filling<'a> {
    document: RawDocument,
    wanted: &'a [(Field, String)],
    text: Seen,
    rating: Seen,
    answers: Seen,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Seen {
    Yes,
    No,
}

impl CellSink for Filling<'_> {
    fn list(&mut self, outer: &str, key: &str) {
        if outer.is_empty() && is_key(key) {
            self.answers = Seen::Yes;
        }
    }

    fn cell(&mut self, outer: &str, key: &str, value: &str) {
        if outer.strip_suffix('.').unwrap_or(key) == FEED_RATING {
            self.rating = Seen::Yes;
        }
        // Most members are the object's own. An empty text has no memory, and where processors mask
        // loads, comparing with it takes a hundred times as long as comparing a name.
        let named = |name: &str| match outer {
            "" => name == key,
            _ => name.strip_prefix(outer) == Some(key),
        };
        for (field, _) in self.wanted.iter().filter(|(_, name)| named(name)) {
            fill_cell(&mut self.document, *field, value);
            if *field == Field::Text {
                self.text = Seen::Yes;
            }
        }
    }
}

/// Keys told apart; objects with more use them as data.
const MAX_COLUMNS: usize = 1000;

/// The columns and first rows of objects: `n_rows` of them, or as many as make up
/// [`SAMPLE_BYTES`]. What cannot be read is passed over.
///
/// # Errors
/// The first limit that an object is beyond, when no object can be read.
pub(super) fn sample(
    mut objects: impl Objects,
    limits: &Limits,
    n_rows: usize,
) -> Result<Sample, Exceeded> {
    let mut table = Table::default();
    let mut first_beyond = None;
    while table.rows.len() < n_rows && table.n_bytes < SAMPLE_BYTES {
        match objects.next() {
            Ok(NextObject::Object { .. }) => table.read(objects.object()),
            Ok(NextObject::Broken { beyond, .. }) => first_beyond = first_beyond.or(beyond),
            Ok(NextObject::End) | Err(_) => break,
        }
    }
    match first_beyond {
        Some(limit) if table.rows.is_empty() => Err(limits.exceeded(limit)),
        _ => Ok(Sample {
            header: table.header,
            origin: HeaderOrigin::File,
            rows: table.rows,
        }),
    }
}

#[derive(Default)]
struct Table {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
    row: Vec<String>,
    /// Bytes of the objects that are rows.
    n_bytes: u64,
}

impl Table {
    fn read(&mut self, object: &[u8]) {
        self.row.clear();
        let mut result = read_cells(object, self);
        if let (true, Some(mended)) = (result.is_err(), mend(object)) {
            self.row.clear();
            result = read_cells(&mended, self);
        }
        let row = std::mem::take(&mut self.row);
        if result.is_ok() {
            self.rows.push(row);
            self.n_bytes += u64::try_from(object.len()).unwrap_or(u64::MAX);
        }
    }
}

impl CellSink for Table {
    fn cell(&mut self, outer: &str, key: &str, value: &str) {
        let named = |name: &String| name.strip_prefix(outer) == Some(key);
        let column = match self.header.iter().position(named) {
            Some(column) => column,
            None if self.header.len() == MAX_COLUMNS => return,
            None => {
                self.header.push(format!("{outer}{key}"));
                self.header.len() - 1
            }
        };
        if self.row.len() <= column {
            self.row.resize(column + 1, String::new());
        }
        value.clone_into(&mut self.row[column]);
    }
}
