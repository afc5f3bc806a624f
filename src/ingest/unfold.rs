//! Files that hold others: what is to be read of them.

use std::fs::File;
use std::io::{self, Read};

use super::archive;
use super::binary::{self, is_tar};
use super::database::{is_database, tables};
use super::spool::spool;
use super::spreadsheet::detect;
use super::survey::read_error;
use super::{Compression, Expanded, IngestError, InputFile, ReadOptions};

/// Bytes looked at to tell what a file is.
const HEAD_BYTES: u64 = 512;

/// Where a file lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// In a folder, or standard input.
    Outside,
    /// In an archive, where no other archive is opened.
    InArchive,
}

/// Adds what is to be read of a file: the readable files in an archive; an unpacked copy of a
/// compressed workbook or database, because these are not read from their beginning to their end;
/// the tables of a database; else the file itself.
pub(super) fn unfold(
    file: InputFile,
    place: Place,
    options: &ReadOptions,
    expanded: &mut Expanded,
) -> Result<(), IngestError> {
    // What cannot be read is told when it is opened.
    let Ok(head) = head(&file, Compression::None, options) else {
        expanded.files.push(file);
        return Ok(());
    };
    let compression = Compression::of(&head);
    let content = head_of_content(&file, compression, head, options);
    if is_tar(&content) {
        return Err(IngestError::NotText {
            name: file.name().to_owned(),
            found: binary::TAR,
        });
    }
    if compression != Compression::None && binary::is_seekable(&content) {
        let failed = |error| read_error(&file, compression, error);
        let unpacked = File::open(file.path())
            .and_then(|stored| spool(compression.reader(stored, &options.limits)?))
            .map_err(failed)?;
        let unpacked = file.unpacked(unpacked);
        return unfold(unpacked, place, options, expanded);
    }
    let is_archive = archive::is_zip(&content) && matches!(detect(file.path(), &content), Ok(None));
    if is_archive && place == Place::Outside {
        return archive::entries(file, options, expanded);
    }
    if is_database(&content, options.format) {
        expanded.files.extend(tables(file, options)?);
    } else {
        expanded.files.push(file);
    }
    Ok(())
}

/// The first bytes of the content; those of a broken one as stored.
fn head_of_content(
    file: &InputFile,
    compression: Compression,
    stored: Vec<u8>,
    options: &ReadOptions,
) -> Vec<u8> {
    match compression {
        Compression::None => stored,
        packed => head(file, packed, options).unwrap_or(stored),
    }
}

fn head(file: &InputFile, compression: Compression, options: &ReadOptions) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    let stored = File::open(file.path())?;
    let content = compression.reader(stored, &options.limits)?;
    content.take(HEAD_BYTES).read_to_end(&mut head)?;
    Ok(head)
}
