//! The memory that a workbook asks for, told before its parser takes it.
//!
//! A sheet of xls or ods is held as a grid over all its cells, so that two cells in opposite
//! corners cost gigabytes, and counts that a file states are believed. What is reckoned here is
//! what `calamine` will hold, from the same records.

use std::fs::File;
use std::io::{self, BufReader};
use std::path::Path;

use calamine::{Cell, Data};
use zip::ZipArchive;

use super::limits::{Exceeded, Limit};
use super::{Format, Limits, xls_memory, xml_memory};

/// Bytes of a cell in a grid, of one in a list, and of a text without its letters.
pub(super) const GRID_CELL_BYTES: u64 = size_of::<Data>() as u64;
pub(super) const LISTED_CELL_BYTES: u64 = size_of::<Cell<Data>>() as u64;
pub(super) const TEXT_BYTES: u64 = size_of::<String>() as u64;

/// Counts memory up to [`Limits::workbook_bytes`].
pub(super) struct Memory {
    left: u64,
    exceeded: Exceeded,
}

impl Memory {
    pub(super) fn new(limits: &Limits) -> Memory {
        Memory {
            left: limits.workbook_bytes,
            exceeded: limits.exceeded(Limit::WorkbookBytes),
        }
    }

    /// Counts memory that is held until the end; fails beyond the limit.
    pub(super) fn hold(&mut self, n_bytes: u64) -> io::Result<()> {
        self.left = self.left.checked_sub(n_bytes).ok_or(self.exceeded)?;
        Ok(())
    }

    /// Looks whether there is room for memory that is given back.
    pub(super) fn lend(&self, n_bytes: u64) -> io::Result<()> {
        match n_bytes > self.left {
            true => Err(self.exceeded.into()),
            false => Ok(()),
        }
    }
}

/// Checks that the parser needs no more than [`Limits::workbook_bytes`] to hold a workbook.
///
/// # Errors
/// [`Exceeded`] inside the error; others where the file is damaged.
pub(super) fn check(path: &Path, format: Format, limits: &Limits) -> io::Result<()> {
    let mut memory = Memory::new(limits);
    if format == Format::Xls {
        // The file, and the stream in it that is the workbook.
        memory.hold(path.metadata()?.len().saturating_mul(2))?;
        return xls_memory::check(&std::fs::read(path)?, &mut memory);
    }
    let mut zip = ZipArchive::new(BufReader::new(File::open(path)?))?;
    for index in 0..zip.len() {
        let part = zip.by_index_raw(index)?;
        let name = String::from_utf8_lossy(part.name_raw()).to_ascii_lowercase();
        let size = part.size();
        drop(part);
        // A text in a part can be as long as the part.
        memory.lend(size)?;
        let is_content = format == Format::Ods && name == "content.xml";
        if !is_content && !name.ends_with("sharedstrings.xml") {
            continue;
        }
        // What cannot be unpacked the parser will refuse.
        let Ok(part) = zip.by_index(index) else {
            continue;
        };
        let part = BufReader::new(part);
        match is_content {
            true => xml_memory::content(part, &mut memory)?,
            false => xml_memory::strings(part, size, &mut memory)?,
        }
    }
    Ok(())
}
