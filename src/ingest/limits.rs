//! How much is read, so that no file can fill memory or disk or be read without end.

use std::io::{self, Read};

use serde::{Deserialize, Serialize};

use super::IngestError;

/// Bytes that a compressed file or an archive may unpack to. 7.5 million comments are 350 MB, ten
/// times as many still fit; what is unpacked to a temporary file fits the usual disk; and 10 MB of
/// deflate, which can unpack to 10 GB, do not get through.
pub const MAX_UNPACKED_BYTES: u64 = 4 << 30;

/// Bytes of a cell. The longest comments that platforms allow have 5,000 to 10,000 characters,
/// 30 kB; a cell of 1 MiB is rather a quote that was never closed.
pub const MAX_CELL_BYTES: u64 = 1 << 20;

/// Nesting of JSON, as most parsers have it. Exports of comments have less than 10.
pub const MAX_DEPTH: u64 = 128;

/// Rows of an input. The largest public collections have some ten million; ids and counts of 200
/// million comments are still held in 16 GB.
pub const MAX_ROWS: u64 = 200_000_000;

/// Bytes of memory for a workbook. A sheet of a million comments in ten columns takes half of it as
/// xlsx; xls and ods hold every cell of the rectangle around all cells.
pub const MAX_WORKBOOK_BYTES: u64 = 1 << 30;

/// An element of JSON or a line of JSON Lines may be this many cells long.
const CELLS_A_RECORD: u64 = 4;

/// How much is read of an input.
///
/// What goes beyond `unpacked_bytes`, `rows` or `workbook_bytes` ends the reading of the file with
/// [`IngestError::TooLarge`]; what goes beyond `cell_bytes` or `depth` is a skipped row.
///
/// ```
/// use ciyun::ingest::Limits;
/// let mut limits = Limits::default();
/// limits.set("cell-bytes=64K")?;
/// limits.set("rows=2M")?;
/// assert_eq!((limits.cell_bytes, limits.rows), (65_536, 2_000_000));
/// assert!(limits.set("lines=3").is_err());
/// # Ok::<(), ciyun::ingest::IngestError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Limits {
    /// Bytes that a compressed file, or all that is read of an archive, may unpack to; also those
    /// of all parts of a workbook, and of standard input, which is copied to a temporary file.
    /// Default: [`MAX_UNPACKED_BYTES`].
    pub unpacked_bytes: u64,
    /// Bytes of a cell, of a line of plain text and of a record of CSV; an element of JSON may be
    /// four times as long. Default: [`MAX_CELL_BYTES`].
    pub cell_bytes: u64,
    /// Levels of nesting in JSON. Default: [`MAX_DEPTH`].
    pub depth: u64,
    /// Rows of an input. Default: [`MAX_ROWS`].
    pub rows: u64,
    /// Bytes of memory that a workbook takes while it is open, about: its strings, and in xls and
    /// ods all cells of the rectangle around those that hold something. Reckoned from what the
    /// file states before any is taken. Default: [`MAX_WORKBOOK_BYTES`].
    pub workbook_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            unpacked_bytes: MAX_UNPACKED_BYTES,
            cell_bytes: MAX_CELL_BYTES,
            depth: MAX_DEPTH,
            rows: MAX_ROWS,
            workbook_bytes: MAX_WORKBOOK_BYTES,
        }
    }
}

impl Limits {
    /// Sets one limit from `NAME=VALUE`. A `K`, `M` or `G` after the number stands for powers of
    /// 1024 where bytes are counted, and of 1000 elsewhere.
    ///
    /// # Errors
    /// [`IngestError::BadLimit`].
    pub fn set(&mut self, text: &str) -> Result<(), IngestError> {
        let parsed = text.split_once('=').and_then(|(name, value)| {
            let limit = Limit::ALL.into_iter().find(|limit| limit.id() == name)?;
            Some((limit, limit.parse(value)?))
        });
        let Some((limit, value)) = parsed else {
            return Err(IngestError::BadLimit {
                found: text.to_owned(),
            });
        };
        *match limit {
            Limit::UnpackedBytes => &mut self.unpacked_bytes,
            Limit::CellBytes => &mut self.cell_bytes,
            Limit::Depth => &mut self.depth,
            Limit::Rows => &mut self.rows,
            Limit::WorkbookBytes => &mut self.workbook_bytes,
        } = value;
        Ok(())
    }

    /// Bytes of an element of JSON, or of a line of JSON Lines.
    pub(super) fn record_bytes(&self) -> u64 {
        self.cell_bytes.saturating_mul(CELLS_A_RECORD)
    }

    /// What is said of something beyond one of the limits.
    pub(super) fn exceeded(&self, limit: Limit) -> Exceeded {
        let value = match limit {
            Limit::UnpackedBytes => self.unpacked_bytes,
            Limit::CellBytes => self.cell_bytes,
            Limit::Depth => self.depth,
            Limit::Rows => self.rows,
            Limit::WorkbookBytes => self.workbook_bytes,
        };
        Exceeded { limit, value }
    }

    /// The reader, failing with [`Exceeded`] beyond [`Limits::unpacked_bytes`].
    pub(super) fn unpacking<R: Read>(&self, unpacked: R) -> Unpacking<R> {
        Unpacking {
            unpacked,
            left: self.unpacked_bytes,
            limit: self.unpacked_bytes,
        }
    }
}

/// One of the [`Limits`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// [`Limits::unpacked_bytes`].
    UnpackedBytes,
    /// [`Limits::cell_bytes`].
    CellBytes,
    /// [`Limits::depth`].
    Depth,
    /// [`Limits::rows`].
    Rows,
    /// [`Limits::workbook_bytes`].
    WorkbookBytes,
}

impl Limit {
    const ALL: [Limit; 5] = [
        Limit::UnpackedBytes,
        Limit::CellBytes,
        Limit::Depth,
        Limit::Rows,
        Limit::WorkbookBytes,
    ];

    /// The name in options and in the configuration.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Limit::UnpackedBytes => "unpacked-bytes",
            Limit::CellBytes => "cell-bytes",
            Limit::Depth => "depth",
            Limit::Rows => "rows",
            Limit::WorkbookBytes => "workbook-bytes",
        }
    }

    fn parse(self, text: &str) -> Option<u64> {
        let thousand: u64 = match self {
            Limit::UnpackedBytes | Limit::CellBytes | Limit::WorkbookBytes => 1024,
            Limit::Depth | Limit::Rows => 1000,
        };
        let units = [(['K', 'k'], 1), (['M', 'm'], 2), (['G', 'g'], 3)];
        let unit = units.iter().find(|(names, _)| text.ends_with(*names));
        let (digits, power) = match unit {
            Some((names, power)) => (text.trim_end_matches(*names), *power),
            None => (text, 0),
        };
        let suffix = text.len() - digits.len();
        let value = digits
            .parse::<u64>()
            .ok()?
            .checked_mul(thousand.pow(power))?;
        // TOML has signed numbers, and the configuration of a run must be written.
        (suffix <= 1 && i64::try_from(value).is_ok()).then_some(value)
    }
}

/// A limit that a file went beyond; travels inside an [`io::Error`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("more than {} {value}", limit.id())]
pub(super) struct Exceeded {
    pub(super) limit: Limit,
    pub(super) value: u64,
}

impl Exceeded {
    /// What an error says about a limit, if that is what it is about.
    pub(super) fn of(error: &io::Error) -> Option<Exceeded> {
        error.get_ref()?.downcast_ref().copied()
    }
}

impl From<Exceeded> for io::Error {
    fn from(exceeded: Exceeded) -> io::Error {
        io::Error::other(exceeded)
    }
}

/// Counts unpacked bytes.
pub(super) struct Unpacking<R> {
    unpacked: R,
    left: u64,
    limit: u64,
}

impl<R: Read> Read for Unpacking<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.unpacked.read(buffer)?;
        let counted = u64::try_from(n).unwrap_or(u64::MAX);
        match self.left.checked_sub(counted) {
            Some(left) => self.left = left,
            None => {
                return Err(Exceeded {
                    limit: Limit::UnpackedBytes,
                    value: self.limit,
                }
                .into());
            }
        }
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_have_suffixes_and_nonsense_is_refused() {
        let mut limits = Limits::default();
        for text in [
            "unpacked-bytes=2G",
            "cell-bytes=3k",
            "depth=7",
            "rows=4M",
            "workbook-bytes=5M",
        ] {
            limits.set(text).unwrap();
        }
        let expected = Limits {
            unpacked_bytes: 2 << 30,
            cell_bytes: 3072,
            depth: 7,
            rows: 4_000_000,
            workbook_bytes: 5 << 20,
        };
        assert_eq!(limits, expected);
        for text in [
            "",
            "rows",
            "rows=",
            "rows=K",
            "rows=1KK",
            "rows=-1",
            "rows=1.5M",
            "rows=1T",
            "Rows=1",
            "rows=9999999999G",
            "rows=18446744073709551615",
            " rows=1",
        ] {
            let error = limits.set(text).unwrap_err();
            assert!(matches!(error, IngestError::BadLimit { .. }), "{text}");
        }
        assert_eq!(limits, expected);
    }

    #[test]
    fn exactly_the_limit_can_be_unpacked() {
        let limits = Limits {
            unpacked_bytes: 100_000,
            ..Limits::default()
        };
        let unpack = |n| {
            io::copy(
                &mut limits.unpacking(io::repeat(0).take(n)),
                &mut io::sink(),
            )
        };
        assert_eq!(unpack(100_000).unwrap(), 100_000);
        let exceeded = Exceeded::of(&unpack(100_001).unwrap_err()).unwrap();
        assert_eq!(
            (exceeded.limit, exceeded.value),
            (Limit::UnpackedBytes, 100_000)
        );
    }
}
