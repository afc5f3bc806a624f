//! Records of separated values with their lines, and a way on after a quote that never closes.

use std::io::{self, Read};

use csv::{ByteRecord, ReaderBuilder};

use super::Limits;
use super::nul::{ONLY_NUL, is_only_nul};
use super::replay::{Replay, Starved};

/// A record over more lines than this is a quote that was never closed.
pub(super) const MAX_RECORD_LINES: u64 = 1000;

/// Bytes parsed at a time.
const CHUNK_BYTES: usize = 64 << 10;

/// Reads records. The `csv` crate parses; records over several lines are held against the rules
/// of quoting, and where they break them reading goes on after the record's first line.
pub(super) struct Records<R> {
    /// `None` only while a new parser is made.
    parser: Option<csv::Reader<Replay<R>>>,
    record: ByteRecord,
    delimiter: u8,
    /// A record longer than this is a quote that was never closed.
    max_bytes: usize,
    /// Lines before the place where the present parser began.
    lines_before: u64,
}

/// What stands next in the input.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// A record, to be had from [`Records::record`].
    Record { line: u64 },
    /// A line that begins a record with broken quotes.
    Broken { line: u64, detail: String },
    /// Nothing.
    End,
}

impl<R: Read> Records<R> {
    pub(super) fn new(input: R, delimiter: u8, limits: &Limits) -> Self {
        let max_bytes = usize::try_from(limits.cell_bytes).unwrap_or(usize::MAX);
        Records {
            parser: Some(parser(Replay::new(input, max_bytes), delimiter)),
            record: ByteRecord::new(),
            delimiter,
            max_bytes,
            lines_before: 0,
        }
    }

    /// The fields of the record read last.
    pub(super) fn record(&self) -> &ByteRecord {
        &self.record
    }

    /// Reads the next record; lines without any character are none.
    pub(super) fn next(&mut self) -> io::Result<Next> {
        loop {
            if let Some(next) = self.try_next()? {
                return Ok(next);
            }
        }
    }

    /// The next record, or `None` when blank lines filled the space for it.
    fn try_next(&mut self) -> io::Result<Option<Next>> {
        let parser = self.parser.as_mut().expect("there is always a parser");
        let start = parser.position().clone();
        parser.get_mut().begin_record(start.byte());
        let is_record = parser.read_byte_record(&mut self.record)?;
        let end = parser.position().clone();
        let replay = parser.get_ref();
        let raw = replay.raw(start.byte(), end.byte());
        let starved = replay.starved() == Starved::Yes;
        // The position before a record is that after the last one, so the rest of a CRLF and
        // empty lines stand in front.
        let blank = raw.iter().take_while(|byte| matches!(byte, b'\n' | b'\r'));
        let n_blank = blank.clone().count();
        let line = self.lines_before + start.line() + count(blank);
        if starved && (n_blank > 0 || !is_record) {
            self.lines_before = line - 1;
            self.resume(after(&start, n_blank));
            return Ok(None);
        }
        if !is_record {
            return Ok(Some(Next::End));
        }
        let raw = &raw[n_blank..];
        let n_breaks = self.lines_before + end.line() - line;
        let n_inner = n_breaks - u64::from(raw.last() == Some(&b'\n'));
        let at_end = !matches!(raw.last(), Some(b'\n' | b'\r'));
        if n_inner == 0 && !at_end {
            return Ok(Some(Next::Record { line }));
        }
        let detail = if starved && is_only_nul(raw) {
            ONLY_NUL.to_owned()
        } else if starved {
            format!(
                "a record of more than {} bytes; is a quote not closed?",
                self.max_bytes
            )
        } else if n_inner >= MAX_RECORD_LINES {
            format!("a record of more than {MAX_RECORD_LINES} lines; is a quote not closed?")
        } else {
            match check_quotes(raw, self.delimiter) {
                Quotes::Closed => return Ok(Some(Next::Record { line })),
                Quotes::Open => "a quote is not closed".to_owned(),
                Quotes::Stray => "a quote is closed in the middle of a field".to_owned(),
            }
        };
        self.lines_before = line;
        match raw.iter().position(|byte| *byte == b'\n') {
            Some(index) => self.resume(after(&start, n_blank + index + 1)),
            None => self.resume_on_next_line()?,
        }
        Ok(Some(Next::Broken { line, detail }))
    }

    /// Lets a new parser begin at the present parser's offset `start`.
    fn resume(&mut self, start: u64) {
        let mut replay = self.take_replay();
        replay.rewind(start);
        self.parser = Some(parser(replay, self.delimiter));
    }

    /// Lets a new parser begin after a line whose end is not held.
    fn resume_on_next_line(&mut self) -> io::Result<()> {
        let mut replay = self.take_replay();
        let skipped = replay.skip_line();
        self.parser = Some(parser(replay, self.delimiter));
        skipped
    }

    fn take_replay(&mut self) -> Replay<R> {
        let parser = self.parser.take().expect("there is always a parser");
        parser.into_inner()
    }
}

fn after(start: &csv::Position, n_bytes: usize) -> u64 {
    start.byte() + u64::try_from(n_bytes).unwrap_or(u64::MAX)
}

fn parser<R: Read>(input: Replay<R>, delimiter: u8) -> csv::Reader<Replay<R>> {
    ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .buffer_capacity(CHUNK_BYTES)
        .from_reader(input)
}

fn count<'a>(bytes: impl Iterator<Item = &'a u8>) -> u64 {
    bytes.map(|byte| u64::from(*byte == b'\n')).sum()
}

/// How the quotes of a record stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Quotes {
    /// Every quoted field ends with its quote.
    Closed,
    /// The last quoted field does not end.
    Open,
    /// Something follows a closing quote in its field.
    Stray,
}

fn check_quotes(raw: &[u8], delimiter: u8) -> Quotes {
    let mut rest = raw;
    loop {
        if rest.first() == Some(&b'"') {
            rest = &rest[1..];
            loop {
                let Some(quote) = rest.iter().position(|byte| *byte == b'"') else {
                    return Quotes::Open;
                };
                rest = &rest[quote + 1..];
                if rest.first() != Some(&b'"') {
                    break;
                }
                rest = &rest[1..];
            }
            if !matches!(rest.first(), None | Some(b'\n' | b'\r')) && rest[0] != delimiter {
                return Quotes::Stray;
            }
        }
        match rest.iter().position(|byte| *byte == delimiter) {
            Some(end) => rest = &rest[end + 1..],
            None => return Quotes::Closed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAX_RECORD_BYTES: usize = 1 << 20;

    fn read(text: &str) -> Vec<(u64, String)> {
        let mut records = Records::new(text.as_bytes(), b',', &Limits::default());
        let mut found = Vec::new();
        loop {
            match records.next().unwrap() {
                Next::End => return found,
                Next::Broken { line, detail } => found.push((line, format!("! {detail}"))),
                Next::Record { line } => {
                    let cells: Vec<_> = records
                        .record()
                        .iter()
                        .map(String::from_utf8_lossy)
                        .collect();
                    found.push((line, cells.join("|")));
                }
            }
        }
    }

    fn rows(expected: &[(u64, &str)]) -> Vec<(u64, String)> {
        expected
            .iter()
            .map(|(line, cells)| (*line, (*cells).to_owned()))
            .collect()
    }

    #[test]
    fn lines_are_exact_with_quoted_breaks_crlf_and_blank_lines() {
        let text = "a,b\r\n\r\n\"好\r\n用\",1\r\nc,d\r\n\n\n\"e\n\nf\",2\ng,h";
        assert_eq!(
            read(text),
            rows(&[
                (1, "a|b"),
                (3, "好\r\n用|1"),
                (5, "c|d"),
                (8, "e\n\nf|2"),
                (11, "g|h")
            ])
        );
    }

    #[test]
    fn a_quote_that_never_closes_costs_one_row() {
        let text = "a,1\n\"好,2\nb,3\nc,4\n";
        assert_eq!(
            read(text),
            rows(&[
                (1, "a|1"),
                (2, "! a quote is not closed"),
                (3, "b|3"),
                (4, "c|4")
            ])
        );
        let last = "a,1\n\"好,2";
        assert_eq!(
            read(last),
            rows(&[(1, "a|1"), (2, "! a quote is not closed")])
        );
    }

    #[test]
    fn a_quote_closed_by_the_next_opening_quote_swallows_no_row() {
        // Read leniently, lines 1 to 3 would make one row of two fields.
        let text = "\"好,5\nb,3\n\"差\",1\n\"x\ny\",4\n";
        assert_eq!(
            read(text),
            rows(&[
                (1, "! a quote is closed in the middle of a field"),
                (2, "b|3"),
                (3, "差|1"),
                (4, "x\ny|4"),
            ])
        );
    }

    #[test]
    fn any_number_of_blank_lines_is_passed() {
        let n = MAX_RECORD_BYTES + 10;
        let text = format!("a,1\n{}b,2\n", "\n".repeat(n));
        let line = u64::try_from(n).unwrap() + 2;
        assert_eq!(read(&text), rows(&[(1, "a|1"), (line, "b|2")]));
    }

    #[test]
    fn limits_hold_for_bytes_and_lines() {
        let long = format!("\"{}\nb,1\n", "字".repeat(MAX_RECORD_BYTES));
        let found = read(&long);
        assert!(
            found[0]
                .1
                .starts_with("! a record of more than 1048576 bytes")
        );
        assert_eq!(found[1..], rows(&[(2, "b|1")]));
        let many = format!("\"{}\",1\nc,2\n", "x\n".repeat(1001));
        let found = read(&many);
        assert!(
            found[0].1.starts_with("! a record of more than 1000 lines"),
            "{:?}",
            found[0]
        );
        assert_eq!(found.last().unwrap(), &(1003, "c|2".to_owned()));
    }
}
