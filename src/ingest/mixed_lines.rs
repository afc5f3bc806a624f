//! Lines of two encodings as UTF-8.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use encoding_rs::{Decoder, DecoderResult};

use super::TextEncoding;
use super::decode::read_retrying;
use super::mixture::{Extent, JUDGED_BYTES, Side, is_line_end, side};

/// Bytes read at a time.
const CHUNK_BYTES: usize = 64 << 10;

/// Byte order marks of UTF-8, which stand in mid-file where a file was appended.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// Hands on a mixture of UTF-8 and `second` as UTF-8, deciding line by line, in constant memory.
/// Byte order marks at the beginnings of lines are left out; what is invalid in a line of UTF-8
/// is handed on as it is.
pub(super) struct MixedLines<R> {
    inner: R,
    second: TextEncoding,
    input: Vec<u8>,
    start: usize,
    input_state: Input,
    place: Place,
    before: Side,
    output: Vec<u8>,
    given: usize,
    n_second: Arc<AtomicU64>,
    invalid: Arc<AtomicU64>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Input {
    More,
    Ended,
}

enum Place {
    LineStart,
    Utf8,
    Second(Decoder),
}

impl<R: Read> MixedLines<R> {
    /// `n_second` counts the lines in the second encoding, `invalid` what is invalid in them.
    pub(super) fn new(
        inner: R,
        second: TextEncoding,
        n_second: Arc<AtomicU64>,
        invalid: Arc<AtomicU64>,
    ) -> Self {
        MixedLines {
            inner,
            second,
            input: Vec::new(),
            start: 0,
            input_state: Input::More,
            place: Place::LineStart,
            before: Side::Utf8,
            output: Vec::new(),
            given: 0,
            n_second,
            invalid,
        }
    }

    fn more(&mut self) -> io::Result<()> {
        self.input.drain(..self.start);
        self.start = 0;
        let old = self.input.len();
        self.input.resize(old + CHUNK_BYTES, 0);
        let n = read_retrying(&mut self.inner, &mut self.input[old..])?;
        self.input.truncate(old + n);
        if n == 0 {
            self.input_state = Input::Ended;
        }
        Ok(())
    }

    /// Puts more text into the empty output; leaves it empty at the end alone.
    fn convert(&mut self) -> io::Result<()> {
        self.output.clear();
        self.given = 0;
        while self.output.is_empty() {
            let rest = &self.input[self.start..];
            let at_start = matches!(self.place, Place::LineStart);
            let enough = !rest.is_empty()
                && (!at_start || rest.len() > JUDGED_BYTES || rest.iter().any(is_line_end));
            if !enough && self.input_state == Input::More {
                self.more()?;
            } else if rest.is_empty() {
                self.end_line();
                return Ok(());
            } else {
                if at_start {
                    self.begin_line();
                }
                self.convert_part();
            }
        }
        Ok(())
    }

    /// Decides on the line that begins here.
    fn begin_line(&mut self) {
        if self.input[self.start..].starts_with(MARK) {
            self.start += MARK.len();
        }
        let rest = &self.input[self.start..];
        let line = &rest[..rest.iter().position(is_line_end).unwrap_or(rest.len())];
        let extent = match line.len() > JUDGED_BYTES {
            true => Extent::Beginning,
            false => Extent::Line,
        };
        let line = &line[..line.len().min(JUDGED_BYTES)];
        let side = side(line, extent, self.second, self.before);
        self.before = side.unwrap_or(self.before);
        self.place = match side {
            Some(Side::Second) => {
                self.n_second.fetch_add(1, Ordering::Relaxed);
                let encoding = self.second.encoding_rs();
                Place::Second(encoding.new_decoder_without_bom_handling())
            }
            _ => Place::Utf8,
        };
    }

    /// Converts what is held of the line, with its end if that is held.
    fn convert_part(&mut self) {
        let rest = &self.input[self.start..];
        let end = rest.iter().position(is_line_end);
        let part = &rest[..end.unwrap_or(rest.len())];
        match &mut self.place {
            Place::Second(decoder) => {
                let n = decode(decoder, part, Part::Middle, &mut self.output);
                self.invalid.fetch_add(n, Ordering::Relaxed);
            }
            Place::Utf8 | Place::LineStart => self.output.extend_from_slice(part),
        }
        self.start += part.len();
        if end.is_some() {
            self.end_line();
            self.output.push(self.input[self.start]);
            self.start += 1;
        }
    }

    fn end_line(&mut self) {
        if let Place::Second(decoder) = &mut self.place {
            let n = decode(decoder, &[], Part::End, &mut self.output);
            self.invalid.fetch_add(n, Ordering::Relaxed);
        }
        self.place = Place::LineStart;
    }
}

impl<R: Read> Read for MixedLines<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.given == self.output.len() {
            self.convert()?;
        }
        let n = buffer.len().min(self.output.len() - self.given);
        buffer[..n].copy_from_slice(&self.output[self.given..self.given + n]);
        self.given += n;
        Ok(n)
    }
}

/// Whether more of the line follows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Middle,
    End,
}

/// Appends the text of `bytes` with U+FFFD for each invalid sequence, and counts those.
fn decode(decoder: &mut Decoder, mut bytes: &[u8], part: Part, output: &mut Vec<u8>) -> u64 {
    let mut scratch = [0; 4096];
    let mut n_invalid = 0;
    loop {
        let last = part == Part::End;
        let (result, read, written) =
            decoder.decode_to_utf8_without_replacement(bytes, &mut scratch, last);
        bytes = &bytes[read..];
        output.extend_from_slice(&scratch[..written]);
        match result {
            DecoderResult::InputEmpty => return n_invalid,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) => {
                output.extend_from_slice("\u{fffd}".as_bytes());
                n_invalid += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (String, u64, u64) {
        let (n_second, invalid) = (Arc::default(), Arc::default());
        let mut reader = MixedLines::new(
            bytes,
            TextEncoding::Gb18030,
            Arc::clone(&n_second),
            Arc::clone(&invalid),
        );
        let mut text = Vec::new();
        reader.read_to_end(&mut text).unwrap();
        (
            String::from_utf8_lossy(&text).into_owned(),
            n_second.load(Ordering::Relaxed),
            invalid.load(Ordering::Relaxed),
        )
    }

    fn gbk(text: &str) -> Vec<u8> {
        encoding_rs::GB18030.encode(text).0.into_owned()
    }

    #[test]
    fn every_line_is_read_in_its_own_encoding() {
        let bytes = [
            "\u{feff}内容\r\n软件很好用\r\n".as_bytes(),
            &gbk("内容\r\n登录不上去\r\n卡"),
            "\r\n\u{feff}内容\n好".as_bytes(),
        ];
        let expected = "内容\r\n软件很好用\r\n内容\r\n登录不上去\r\n卡\r\n内容\n好";
        assert_eq!(read(&bytes.concat()), (expected.to_owned(), 3, 0));
    }

    #[test]
    fn a_long_line_is_decided_by_its_beginning() {
        for text in ["客服没有回复", "a客服没有回复"] {
            let long = text.repeat(100_000);
            let bytes = [&gbk(&long)[..], "\n很好用\n".as_bytes()].concat();
            let (found, n_second, invalid) = read(&bytes);
            assert!(found == format!("{long}\n很好用\n"));
            assert_eq!((n_second, invalid), (1, 0));
        }
        let cut = &gbk("客服没有回复")[..11];
        assert_eq!(
            read(&[&gbk("客服没有回复\n")[..], cut].concat()),
            ("客服没有回复\n客服没有回\u{fffd}".to_owned(), 2, 1)
        );
    }
}
