//! Compressed inputs, known by their first bytes.

use std::io::{self, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use lzma_rust2::XzReader;

use super::Limits;

/// How a file is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Compression {
    /// Not at all.
    #[default]
    None,
    /// gzip, of one member or several.
    Gzip,
    /// Zstandard, of one frame or several.
    Zstd,
    /// xz, of one stream or several.
    Xz,
}

/// KiB that an xz decoder may take. A header can ask for 4 GiB; `xz -9` needs 65 MiB.
const MAX_XZ_MEMORY_KIB: u32 = 256 << 10;

impl Compression {
    /// The name used in messages and in the manifest.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Compression::None => "none",
            Compression::Gzip => "gzip",
            Compression::Zstd => "zstd",
            Compression::Xz => "xz",
        }
    }

    /// Tells the compression from the first bytes of a file.
    ///
    /// ```
    /// use ciyun::ingest::Compression;
    /// assert_eq!(Compression::of(&[0x1f, 0x8b, 8, 0]), Compression::Gzip);
    /// assert_eq!(Compression::of("评论".as_bytes()), Compression::None);
    /// ```
    #[must_use]
    pub fn of(head: &[u8]) -> Compression {
        if head.starts_with(&[0x1f, 0x8b]) {
            Compression::Gzip
        } else if head.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) {
            Compression::Zstd
        } else if head.starts_with(b"\xfd7zXZ\0") {
            Compression::Xz
        } else {
            Compression::None
        }
    }

    /// A reader of the content that fails beyond what may be unpacked.
    pub(super) fn reader<'a>(
        self,
        stored: impl Read + Send + 'a,
        limits: &Limits,
    ) -> io::Result<Box<dyn Read + Send + 'a>> {
        let unpacked: Box<dyn Read + Send + 'a> = match self {
            Compression::None => return Ok(Box::new(stored)),
            Compression::Gzip => Box::new(flate2::read::MultiGzDecoder::new(stored)),
            Compression::Zstd => Box::new(zstd::stream::read::Decoder::new(stored)?),
            Compression::Xz => {
                // Headers are read byte by byte.
                let stored = BufReader::new(stored);
                let streams = XzReader::new_mem_limit(stored, true, MAX_XZ_MEMORY_KIB);
                Box::new(streams)
            }
        };
        Ok(Box::new(limits.unpacking(unpacked)))
    }

    /// A reader of the content that ends where an archive is cut short, and tells so in `cut`.
    pub(super) fn reader_to_cut<'a>(
        self,
        stored: impl Read + Send + 'a,
        limits: &Limits,
        cut: Arc<AtomicBool>,
    ) -> io::Result<Box<dyn Read + Send + 'a>> {
        let inner = self.reader(stored, limits)?;
        Ok(match self {
            Compression::None => inner,
            _ => Box::new(ToCut { inner, cut }),
        })
    }
}

struct ToCut<R> {
    inner: R,
    cut: Arc<AtomicBool>,
}

impl<R: Read> Read for ToCut<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.cut.load(Ordering::Relaxed) {
            return Ok(0);
        }
        match self.inner.read(buffer) {
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                self.cut.store(true, Ordering::Relaxed);
                Ok(0)
            }
            result => result,
        }
    }
}
