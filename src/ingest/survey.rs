//! The first reading of a file: size, hash, compression and encoding.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use sha2::{Digest, Sha256};

use super::binary;
use super::decode::read_retrying;
use super::detect::Detector;
use super::limits::Exceeded;
use super::mixture::Foreign;
use super::text::head;
use super::{Compression, Detection, IngestError, InputFile, Limits};

/// Bytes read at a time.
const CHUNK_BYTES: usize = 64 << 10;

/// What one reading of the whole file tells.
pub(super) struct Survey {
    /// Size as stored.
    pub(super) bytes: u64,
    /// Hexadecimal SHA-256 of the bytes as stored.
    pub(super) sha256: String,
    /// Its first bytes as stored.
    pub(super) head: Vec<u8>,
    pub(super) compression: Compression,
    pub(super) detection: Detection,
    /// UTF-16 that begins in mid-file.
    pub(super) foreign: Option<Foreign>,
}

/// Reads a file through.
///
/// # Errors
/// [`IngestError::Unreadable`], [`IngestError::Damaged`] and [`IngestError::TooLarge`].
pub(super) fn survey(input: &InputFile, limits: &Limits) -> Result<Survey, IngestError> {
    let path = input.path();
    let unreadable = |source| read_error(input, Compression::None, source);
    let head = head(path).map_err(unreadable)?;
    let compression = Compression::of(&head);
    let mut stored = Hashing {
        inner: File::open(path).map_err(unreadable)?,
        sha256: Sha256::new(),
        bytes: 0,
    };
    // What is no text has no encoding to be found.
    let (detection, foreign) = match binary::kind(&head, "") {
        Some(_) => Detector::new().finish(),
        None => detect(&mut stored, compression, limits)
            .map_err(|source| read_error(input, compression, source))?,
    };
    // A decompressor may stop before the last stored byte; the hash covers all of them.
    io::copy(&mut stored, &mut io::sink()).map_err(unreadable)?;
    Ok(Survey {
        bytes: stored.bytes,
        sha256: hex(&stored.sha256.finalize()),
        head,
        compression,
        detection,
        foreign,
    })
}

/// The hash of a file's bytes, in hexadecimal digits.
pub(super) fn sha256_of(path: &Path) -> Result<String, IngestError> {
    let hash = || {
        let mut stored = Hashing {
            inner: File::open(path)?,
            sha256: Sha256::new(),
            bytes: 0,
        };
        io::copy(&mut stored, &mut io::sink())?;
        Ok(hex(&stored.sha256.finalize()))
    };
    hash().map_err(|source| IngestError::Unreadable {
        path: path.to_owned(),
        source,
    })
}

/// The error for a failed reading of an input.
pub(super) fn read_error(
    input: &InputFile,
    compression: Compression,
    source: io::Error,
) -> IngestError {
    if let Some(exceeded) = Exceeded::of(&source) {
        return too_large(input.name(), exceeded);
    }
    let path = input.place().to_owned();
    match compression {
        Compression::None => IngestError::Unreadable { path, source },
        Compression::Gzip | Compression::Zstd | Compression::Xz => IngestError::Damaged {
            path,
            compression,
            source,
        },
    }
}

/// The error for an input of this name that is beyond a limit.
pub(super) fn too_large(name: &str, Exceeded { limit, value }: Exceeded) -> IngestError {
    let name = name.to_owned();
    IngestError::TooLarge { name, limit, value }
}

fn detect(
    stored: &mut Hashing<File>,
    compression: Compression,
    limits: &Limits,
) -> io::Result<(Detection, Option<Foreign>)> {
    let cut = Arc::new(AtomicBool::new(false));
    let mut content = compression.reader_to_cut(stored, limits, Arc::clone(&cut))?;
    let mut detector = Detector::new();
    let mut chunk = vec![0; CHUNK_BYTES];
    let mut any = false;
    loop {
        let n = read_retrying(&mut content, &mut chunk)?;
        if n == 0 {
            break;
        }
        any = true;
        detector.feed(&chunk[..n]);
    }
    // What is left of an archive can be read, if anything is.
    match cut.load(Ordering::Relaxed) && !any {
        true => Err(io::ErrorKind::UnexpectedEof.into()),
        false => Ok(detector.finish()),
    }
}

/// Hashes and counts what passes through.
struct Hashing<R> {
    inner: R,
    sha256: Sha256,
    bytes: u64,
}

impl<R: Read> Read for Hashing<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.sha256.update(&buffer[..n]);
        self.bytes += u64::try_from(n).unwrap_or(u64::MAX);
        Ok(n)
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
