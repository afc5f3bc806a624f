//! Lines, and plain text: a comment a line.

use std::io::{self, BufRead, Read};

use super::RowProblem;
use super::fields::empty_document;
use super::rows::{Row, Rows, skipped};
use crate::ledger::SourceId;

/// A line longer than this is skipped; it keeps memory bounded.
pub(super) const MAX_LINE_BYTES: u64 = 4 << 20;

/// Reads lines and counts them.
pub(super) struct LineReader<R> {
    inner: R,
    buffer: Vec<u8>,
    line: u64,
}

/// What stands next in the input.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum NextLine {
    /// A line that is not blank, to be had from [`LineReader::text`].
    Line(u64),
    /// A line of more than [`MAX_LINE_BYTES`].
    TooLong(u64),
    /// Nothing.
    End,
}

impl<R: BufRead> LineReader<R> {
    pub(super) fn new(inner: R) -> Self {
        LineReader {
            inner,
            buffer: Vec::new(),
            line: 0,
        }
    }

    /// The line read last, without its end.
    pub(super) fn text(&self) -> &[u8] {
        let line = self.buffer.strip_suffix(b"\n").unwrap_or(&self.buffer);
        line.strip_suffix(b"\r").unwrap_or(line)
    }

    /// Goes to the next line that is not blank. A line of ideographic spaces is a line: whoever
    /// wrote it left something there.
    pub(super) fn next(&mut self) -> io::Result<NextLine> {
        loop {
            self.buffer.clear();
            let mut limited = self.inner.by_ref().take(MAX_LINE_BYTES + 1);
            limited.read_until(b'\n', &mut self.buffer)?;
            if self.buffer.is_empty() {
                return Ok(NextLine::End);
            }
            self.line += 1;
            if limited.limit() == 0 && !self.buffer.ends_with(b"\n") {
                self.inner.skip_until(b'\n')?;
                return Ok(NextLine::TooLong(self.line));
            }
            if !self.buffer.trim_ascii().is_empty() {
                return Ok(NextLine::Line(self.line));
            }
        }
    }
}

/// Reads each line as a comment.
pub(super) struct TextRows<R> {
    lines: LineReader<R>,
    source: SourceId,
}

impl<R: BufRead> TextRows<R> {
    pub(super) fn new(input: R, source: SourceId) -> Self {
        TextRows {
            lines: LineReader::new(input),
            source,
        }
    }
}

impl<R: BufRead + Send> Rows for TextRows<R> {
    fn next_row(&mut self) -> io::Result<Option<Row>> {
        Ok(match self.lines.next()? {
            NextLine::End => None,
            NextLine::TooLong(line) => Some(skipped(self.source, line, too_long("text"))),
            NextLine::Line(line) => {
                let mut document = empty_document(self.source, line);
                document.text = String::from_utf8_lossy(self.lines.text()).into_owned();
                Some(Row::Document(document))
            }
        })
    }
}

/// The problem of a line that is longer than [`MAX_LINE_BYTES`].
pub(super) fn too_long(format: &'static str) -> RowProblem {
    RowProblem::Syntax {
        format,
        detail: format!("a line of more than {MAX_LINE_BYTES} bytes"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_count_but_are_no_rows_and_overlong_lines_are_passed() {
        let long = "字".repeat(2 << 20);
        let text = format!("好用\r\n \n\n{long}\n差");
        let mut lines = LineReader::new(text.as_bytes());
        assert_eq!(lines.next().unwrap(), NextLine::Line(1));
        assert_eq!(lines.text(), "好用".as_bytes());
        assert_eq!(lines.next().unwrap(), NextLine::TooLong(4));
        assert_eq!(lines.next().unwrap(), NextLine::Line(5));
        assert_eq!(lines.text(), "差".as_bytes());
        assert_eq!(lines.next().unwrap(), NextLine::End);
    }
}
