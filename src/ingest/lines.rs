//! Lines, and plain text: a comment a line.

use std::io::{self, BufRead, Read};

use super::columns::{Sample, trim};
use super::fields::empty_document;
use super::nul::{fill_cell, is_only_nul, only_nul};
use super::rows::{Row, Rows, skipped};
use super::synonyms::names_text;
use super::{Columns, Field, HeaderOrigin, Limits, RowProblem};
use crate::ledger::SourceId;

/// Reads lines and counts them.
pub(super) struct LineReader<R> {
    inner: R,
    buffer: Vec<u8>,
    line: u64,
    /// A line longer than this is skipped; it keeps memory bounded.
    max_bytes: u64,
}

/// What stands next in the input.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum NextLine {
    /// A line that is not blank, to be had from [`LineReader::text`].
    Line(u64),
    /// A line of more bytes than are read.
    TooLong(u64),
    /// Nothing.
    End,
}

impl<R: BufRead> LineReader<R> {
    pub(super) fn new(inner: R, max_bytes: u64) -> Self {
        LineReader {
            inner,
            buffer: Vec::new(),
            line: 0,
            max_bytes,
        }
    }

    /// The problem of a line that is too long.
    pub(super) fn too_long(&self, format: &'static str) -> RowProblem {
        RowProblem::Syntax {
            format,
            detail: format!("a line of more than {} bytes", self.max_bytes),
        }
    }

    /// The line read last, without its end and without a byte order mark, which stands where a
    /// file was appended. An end may be `\r\r\n`: Windows translated it twice.
    pub(super) fn text(&self) -> &[u8] {
        let mut line = self.buffer.strip_suffix(b"\n").unwrap_or(&self.buffer);
        while let Some(shorter) = line.strip_suffix(b"\r") {
            line = shorter;
        }
        line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line)
    }

    /// Goes to the next line that is not blank. A line of ideographic spaces is a line: whoever
    /// wrote it left something there.
    pub(super) fn next(&mut self) -> io::Result<NextLine> {
        loop {
            self.buffer.clear();
            let mut limited = self.inner.by_ref().take(self.max_bytes.saturating_add(1));
            limited.read_until(b'\n', &mut self.buffer)?;
            if self.buffer.is_empty() {
                return Ok(NextLine::End);
            }
            self.line += 1;
            if limited.limit() == 0 && !self.buffer.ends_with(b"\n") {
                self.inner.skip_until(b'\n')?;
                return Ok(NextLine::TooLong(self.line));
            }
            if !self.text().trim_ascii().is_empty() {
                return Ok(NextLine::Line(self.line));
            }
        }
    }
}

/// The name of the format in messages.
const FORMAT: &str = "text";

/// Reads each line as a comment. A first line that is a known header of comments and nothing else
/// is no row; where it stands again it is skipped.
pub(super) struct TextRows<R> {
    lines: LineReader<R>,
    source: SourceId,
    header: Option<String>,
    header_seen: HeaderSeen,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum HeaderSeen {
    Yes,
    No,
}

impl<R: BufRead> TextRows<R> {
    pub(super) fn new(input: R, source: SourceId, columns: &Columns, limits: &Limits) -> Self {
        TextRows {
            lines: LineReader::new(input, limits.cell_bytes),
            source,
            header: columns.header.first().cloned(),
            header_seen: HeaderSeen::No,
        }
    }

    fn row(&self, line: u64) -> Row {
        let text = self.lines.text();
        if is_only_nul(text) {
            return skipped(self.source, line, only_nul(FORMAT));
        }
        let mut document = empty_document(self.source, line);
        fill_cell(&mut document, Field::Text, &String::from_utf8_lossy(text));
        Row::Document(document)
    }
}

impl<R: BufRead + Send> Rows for TextRows<R> {
    fn next_row(&mut self) -> io::Result<Option<Row>> {
        loop {
            let line = match self.lines.next()? {
                NextLine::End => return Ok(None),
                NextLine::TooLong(line) => {
                    let problem = self.lines.too_long(FORMAT);
                    return Ok(Some(skipped(self.source, line, problem)));
                }
                NextLine::Line(line) => line,
            };
            let is_header = self.header.as_ref().is_some_and(|header| {
                std::str::from_utf8(self.lines.text()).is_ok_and(|text| trim(text) == header)
            });
            match (is_header, self.header_seen) {
                (false, _) => return Ok(Some(self.row(line))),
                (true, HeaderSeen::Yes) => {
                    return Ok(Some(skipped(self.source, line, RowProblem::RepeatedHeader)));
                }
                (true, HeaderSeen::No) => self.header_seen = HeaderSeen::Yes,
            }
        }
    }
}

/// The first line of a text that is a header of comments, as a table of one column.
pub(super) fn header(beginning: &str) -> Sample {
    let blank = |c: char| c.is_whitespace() || c == '\u{feff}';
    let first = beginning.trim_start_matches(blank).lines().next();
    let header = first.map(trim).filter(|line| names_text(line));
    Sample {
        header: header.map(str::to_owned).into_iter().collect(),
        origin: HeaderOrigin::File,
        rows: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_count_but_are_no_rows_and_overlong_lines_are_passed() {
        let long = "字".repeat(2 << 20);
        let text = format!("好用\r\n \n\n{long}\n差");
        let mut lines = LineReader::new(text.as_bytes(), 1 << 20);
        assert_eq!(lines.next().unwrap(), NextLine::Line(1));
        assert_eq!(lines.text(), "好用".as_bytes());
        assert_eq!(lines.next().unwrap(), NextLine::TooLong(4));
        assert_eq!(lines.next().unwrap(), NextLine::Line(5));
        assert_eq!(lines.text(), "差".as_bytes());
        assert_eq!(lines.next().unwrap(), NextLine::End);
    }
}
