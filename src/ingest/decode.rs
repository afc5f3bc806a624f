//! Bytes in any encoding to UTF-8, streaming.

use std::io::{self, BufRead, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use encoding_rs::{Decoder, DecoderResult};

use super::TextEncoding;

/// Bytes read and decoded at a time.
const CHUNK_BYTES: usize = 64 << 10;

const REPLACEMENT: &[u8] = "\u{fffd}".as_bytes();

/// Reads text as UTF-8. A byte order mark of the encoding is left out; each invalid sequence
/// becomes U+FFFD and is counted.
pub(super) struct DecodeReader<R> {
    inner: R,
    decoder: Decoder,
    input: Vec<u8>,
    input_start: usize,
    input_end: usize,
    output: Vec<u8>,
    output_start: usize,
    output_end: usize,
    state: State,
    line_ends: LineEnds,
    invalid: Arc<AtomicU64>,
}

/// What ends the lines, as the first piece of text with a line end tells.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LineEnds {
    Unknown,
    /// A line feed, with or without a carriage return.
    LineFeed,
    /// A carriage return alone, as before Mac OS X; the last piece ended with this character.
    CarriageReturn(char),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Reading,
    InputEnded,
    Done,
}

impl<R: Read> DecodeReader<R> {
    /// `invalid` counts the sequences that could not be decoded.
    pub(super) fn new(inner: R, encoding: TextEncoding, invalid: Arc<AtomicU64>) -> Self {
        DecodeReader {
            inner,
            decoder: encoding.encoding_rs().new_decoder_with_bom_removal(),
            input: vec![0; CHUNK_BYTES],
            input_start: 0,
            input_end: 0,
            output: vec![0; CHUNK_BYTES],
            output_start: 0,
            output_end: 0,
            state: State::Reading,
            line_ends: LineEnds::Unknown,
            invalid,
        }
    }

    fn decode_some(&mut self) -> io::Result<()> {
        if self.input_start == self.input_end && self.state == State::Reading {
            self.input_start = 0;
            self.input_end = read_retrying(&mut self.inner, &mut self.input)?;
            if self.input_end == 0 {
                self.state = State::InputEnded;
            }
        }
        let room = self.output.len() - REPLACEMENT.len();
        (self.output_start, self.output_end) = (0, 0);
        // What is invalid does not end a piece, for its line ends are judged together.
        while self.output_end < room {
            let (result, read, written) = self.decoder.decode_to_utf8_without_replacement(
                &self.input[self.input_start..self.input_end],
                &mut self.output[self.output_end..room],
                self.state == State::InputEnded,
            );
            self.input_start += read;
            self.output_end += written;
            match result {
                DecoderResult::InputEmpty => {
                    if self.state == State::InputEnded {
                        self.state = State::Done;
                    }
                    break;
                }
                DecoderResult::OutputFull => break,
                DecoderResult::Malformed(..) => {
                    let end = self.output_end + REPLACEMENT.len();
                    self.output[self.output_end..end].copy_from_slice(REPLACEMENT);
                    self.output_end = end;
                    self.invalid.fetch_add(1, Ordering::Relaxed);
                }
            }
        }
        if self.line_ends != LineEnds::LineFeed {
            self.end_lines();
        }
        Ok(())
    }

    /// Puts a line feed for each carriage return, also inside quotes, in a file without line
    /// feeds; one that follows a carriage return there is left out.
    fn end_lines(&mut self) {
        let text = &mut self.output[self.output_start..self.output_end];
        let end = text.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
        let mut previous = match (self.line_ends, end) {
            (LineEnds::CarriageReturn(previous), _) => previous,
            (_, None) => return,
            // Whether a line feed follows is not known yet, unless the text ends here.
            (_, Some(end)) if end + 1 == text.len() && self.state == State::Reading => return,
            (_, Some(_)) if text.contains(&b'\n') => {
                self.line_ends = LineEnds::LineFeed;
                return;
            }
            _ => 'a',
        };
        let mut written = 0;
        for read in 0..text.len() {
            let byte = text[read];
            if byte != b'\n' || previous != '\r' {
                text[written] = if byte == b'\r' { b'\n' } else { byte };
                written += 1;
            }
            previous = char::from(byte);
        }
        self.output_end = self.output_start + written;
        self.line_ends = LineEnds::CarriageReturn(previous);
    }
}

impl<R: Read> BufRead for DecodeReader<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        while self.output_start == self.output_end && self.state != State::Done {
            self.decode_some()?;
        }
        Ok(&self.output[self.output_start..self.output_end])
    }

    fn consume(&mut self, amount: usize) {
        self.output_start = (self.output_start + amount).min(self.output_end);
    }
}

impl<R: Read> Read for DecodeReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let n = available.len().min(buffer.len());
        buffer[..n].copy_from_slice(&available[..n]);
        self.consume(n);
        Ok(n)
    }
}

/// Reads once, again when a signal interrupted.
pub(super) fn read_retrying(reader: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    loop {
        match reader.read(buffer) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            result => return result,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn carriage_returns_end_lines_where_there_is_no_line_feed() {
        for (bytes, expected) in [
            (&b"a\rb\r\"c\rd\""[..], "a\nb\n\"c\nd\""),
            (b"a\r", "a\r"),
            (b"a\r\nb\rc\r\n", "a\r\nb\rc\r\n"),
            (b"a\r\r\nb\r\r\n", "a\r\r\nb\r\r\n"),
            // An invalid byte does not hide the line feed behind it.
            (b"a\rb\xff\nc", "a\rb\u{fffd}\nc"),
        ] {
            let mut reader = DecodeReader::new(bytes, TextEncoding::Utf8, Arc::default());
            let mut text = String::new();
            reader.read_to_string(&mut text).unwrap();
            assert_eq!(text, expected);
        }
        let long = "好用\r".repeat(50_000) + "\n";
        let mut reader = DecodeReader::new(long.as_bytes(), TextEncoding::Utf8, Arc::default());
        let mut text = String::new();
        reader.read_to_string(&mut text).unwrap();
        assert_eq!(text, "好用\n".repeat(50_000));
    }

    #[test]
    fn invalid_bytes_become_replacement_characters_and_are_counted() {
        let invalid = Arc::new(AtomicU64::new(0));
        let bytes: &[u8] = b"\xef\xbb\xbf\xe5\xa5\xbd\xff,\xe5\xa5";
        let mut reader = DecodeReader::new(bytes, TextEncoding::Utf8, Arc::clone(&invalid));
        let mut text = String::new();
        reader.read_to_string(&mut text).unwrap();
        assert_eq!(
            (text.as_str(), invalid.load(Ordering::Relaxed)),
            ("好\u{fffd},\u{fffd}", 2)
        );
    }
}
