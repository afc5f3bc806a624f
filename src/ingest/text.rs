//! The text of an input: its bytes unpacked, decoded, and counted on the way.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use super::decode::DecodeReader;
use super::mixed_lines::MixedLines;
use super::survey::read_error;
use super::{IngestError, InputFile, Limits, SourceDescription, binary};

/// Bytes of text looked at to find the format and the columns.
pub(super) const SAMPLE_BYTES: u64 = 1 << 20;

/// An input as UTF-8.
pub(super) type Text = DecodeReader<Box<dyn Read + Send>>;

/// Counters that the reader deep inside moves on.
#[derive(Clone, Default)]
pub(super) struct Progress {
    pub(super) stored_bytes: Arc<AtomicU64>,
    pub(super) invalid: Arc<AtomicU64>,
    /// Lines in the second encoding of a mixture.
    pub(super) second: Arc<AtomicU64>,
    /// Whether the archive ended too early.
    pub(super) cut: Arc<AtomicBool>,
}

/// Counts the stored bytes that were read.
struct Counting<R> {
    inner: R,
    bytes: Arc<AtomicU64>,
}

impl<R: Read> Read for Counting<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.bytes
            .fetch_add(u64::try_from(n).unwrap_or(u64::MAX), Ordering::Relaxed);
        Ok(n)
    }
}

/// The first bytes of a file as stored.
pub(super) fn head(path: &Path) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    File::open(path)?
        .take(binary::HEAD_BYTES)
        .read_to_end(&mut head)?;
    Ok(head)
}

/// The text from its beginning.
pub(super) fn open_text(
    input: &InputFile,
    description: &SourceDescription,
    limits: &Limits,
    progress: &Progress,
) -> Result<Text, IngestError> {
    let open = || {
        let stored = Counting {
            inner: File::open(input.path())?,
            bytes: Arc::clone(&progress.stored_bytes),
        };
        let cut = Arc::clone(&progress.cut);
        description.compression.reader_to_cut(stored, limits, cut)
    };
    let content = open().map_err(|source| read_error(input, description.compression, source))?;
    let invalid = Arc::clone(&progress.invalid);
    let content: Box<dyn Read + Send> = match description.detection.mixed_with {
        None => content,
        Some(second) => {
            let n_second = Arc::clone(&progress.second);
            let invalid = Arc::clone(&invalid);
            Box::new(MixedLines::new(content, second, n_second, invalid))
        }
    };
    Ok(DecodeReader::new(
        content,
        description.detection.encoding,
        invalid,
    ))
}

/// The text behind its first `offset` bytes.
pub(super) fn open_text_at(
    input: &InputFile,
    description: &SourceDescription,
    limits: &Limits,
    progress: &Progress,
    offset: u64,
) -> Result<Text, IngestError> {
    let mut text = open_text(input, description, limits, progress)?;
    io::copy(&mut text.by_ref().take(offset), &mut io::sink())
        .map_err(|source| read_error(input, description.compression, source))?;
    Ok(text)
}

/// The first [`SAMPLE_BYTES`] of the text, without the line that they cut.
pub(super) fn beginning(
    input: &InputFile,
    description: &SourceDescription,
    limits: &Limits,
) -> Result<String, IngestError> {
    let text = open_text(input, description, limits, &Progress::default())?;
    let mut bytes = Vec::new();
    let read = text.take(SAMPLE_BYTES).read_to_end(&mut bytes);
    let n = read.map_err(|source| read_error(input, description.compression, source))?;
    if u64::try_from(n).is_ok_and(|n| n == SAMPLE_BYTES) {
        let last_line = bytes.iter().rposition(|byte| *byte == b'\n');
        bytes.truncate(last_line.map_or(n, |end| end + 1));
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
