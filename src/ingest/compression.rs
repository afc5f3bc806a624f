//! Compressed inputs, known by their first bytes.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

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
}

/// Bytes that [`Compression::of`] needs to see.
pub(super) const MAGIC_BYTES: usize = 4;

impl Compression {
    /// The name used in messages and in the manifest.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Compression::None => "none",
            Compression::Gzip => "gzip",
            Compression::Zstd => "zstd",
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
        } else {
            Compression::None
        }
    }

    /// A reader of the content.
    pub(super) fn reader<'a>(
        self,
        stored: impl Read + Send + 'a,
    ) -> io::Result<Box<dyn Read + Send + 'a>> {
        Ok(match self {
            Compression::None => Box::new(stored),
            Compression::Gzip => Box::new(flate2::read::MultiGzDecoder::new(stored)),
            Compression::Zstd => Box::new(zstd::stream::read::Decoder::new(stored)?),
        })
    }

    /// A reader of the content that ends where an archive is cut short, and tells so in `cut`.
    pub(super) fn reader_to_cut<'a>(
        self,
        stored: impl Read + Send + 'a,
        cut: Arc<AtomicBool>,
    ) -> io::Result<Box<dyn Read + Send + 'a>> {
        let inner = self.reader(stored)?;
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
