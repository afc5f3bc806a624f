//! Zip archives: the readable files in them.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::PathBuf;

use encoding_rs::GB18030;
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use super::format::{READABLE_EXTENSIONS, is_readable};
use super::limits::{Exceeded, Limit};
use super::spool::spool;
use super::survey::read_error;
use super::unfold::{Place, unfold};
use super::{ArchiveProblem, Compression, Expanded, IngestError, InputFile, ReadOptions};

/// Names of files in an archive that a message shows.
const MAX_NAMED: usize = 10;

/// Whether a file begins like a zip file; the second form is that of an empty one.
pub(super) fn is_zip(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")
}

type Zip = ZipArchive<BufReader<File>>;

/// Unpacks the readable files of an archive and adds them, by name. The others are ignored, as in
/// a folder; files that cannot be unpacked are failures beside the others.
///
/// # Errors
/// [`IngestError::Archive`] when nothing in it is readable.
pub(super) fn entries(
    archive: InputFile,
    options: &ReadOptions,
    expanded: &mut Expanded,
) -> Result<(), IngestError> {
    let opened = File::open(archive.path()).map(BufReader::new);
    let Ok(Ok(mut zip)) = opened.map(Zip::new) else {
        // Whoever opens it tells that it is no whole archive.
        expanded.files.push(archive);
        return Ok(());
    };
    let (readable, others): (Vec<_>, Vec<_>) =
        names(&mut zip).into_iter().partition(|(_, name)| {
            let hidden = name.split('/').any(|part| part.starts_with('.'));
            !hidden && !name.starts_with("__MACOSX/") && is_readable(name.as_ref())
        });
    if readable.is_empty() {
        let found = others.into_iter().map(|(_, name)| name);
        return Err(failed(
            archive.name(),
            ArchiveProblem::NothingReadable {
                n_files: found.len(),
                found: found.take(MAX_NAMED).collect(),
                expected: READABLE_EXTENSIONS.join(", "),
            },
        ));
    }
    let place = archive.place().to_string_lossy().into_owned();
    let others = others.iter().map(|(_, name)| format!("{place}/{name}"));
    expanded.ignored.extend(others.map(PathBuf::from));
    let mut left = options.limits.unpacked_bytes;
    for (index, name) in readable {
        let entry = archive.entry(&name);
        let unpacked = unpack(&mut zip, index, entry, &mut left, options);
        let added = unpacked.and_then(|file| unfold(file, Place::InArchive, options, expanded));
        if let Err(error) = added {
            expanded.failed.push(error);
        }
    }
    Ok(())
}

fn failed(name: &str, problem: ArchiveProblem) -> IngestError {
    let name = name.to_owned();
    IngestError::Archive { name, problem }
}

/// The files of an archive by name, with their indexes.
fn names(zip: &mut Zip) -> Vec<(usize, String)> {
    let mut names = Vec::new();
    for index in 0..zip.len() {
        if let Ok(entry) = zip.by_index_raw(index)
            && !entry.is_dir()
        {
            names.push((index, shown(entry.name_raw())));
        }
    }
    names.sort_by(|a, b| a.1.cmp(&b.1));
    names
}

/// A name for messages. Chinese Windows writes names in GBK without a mark. Steps out of the
/// folder are left out: nothing is written under the name, but it is printed.
fn shown(name: &[u8]) -> String {
    let decoded = match std::str::from_utf8(name) {
        Ok(name) => name.into(),
        Err(_) => GB18030.decode_without_bom_handling(name).0,
    };
    let printable = |c: char| if c.is_control() { '\u{fffd}' } else { c };
    let parts = decoded.split(['/', '\\']);
    let parts = parts.filter(|part| !matches!(*part, "" | "." | ".."));
    let parts: Vec<String> = parts
        .map(|part| part.chars().map(printable).collect())
        .collect();
    parts.join("/")
}

/// Unpacks a file, of which `left` bytes may be written.
fn unpack(
    zip: &mut Zip,
    index: usize,
    entry: InputFile,
    left: &mut u64,
    options: &ReadOptions,
) -> Result<InputFile, IngestError> {
    let problem = |problem| failed(entry.name(), problem);
    let damaged = |error: ZipError| match error {
        ZipError::Io(error) => problem(damaged(&error)),
        error => problem(ArchiveProblem::Damaged {
            detail: error.to_string(),
        }),
    };
    let too_large = || {
        let exceeded = Exceeded {
            limit: Limit::UnpackedBytes,
            value: options.limits.unpacked_bytes,
        };
        read_error(&entry, Compression::None, exceeded.into())
    };
    let raw = zip.by_index_raw(index).map_err(damaged)?;
    if raw.encrypted() {
        return Err(problem(ArchiveProblem::Encrypted));
    }
    let method = raw.compression();
    if !matches!(
        method,
        CompressionMethod::Stored | CompressionMethod::Deflated
    ) {
        let method = method.to_string();
        return Err(problem(ArchiveProblem::Method { method }));
    }
    if raw.size() > *left {
        return Err(too_large());
    }
    drop(raw);
    let packed = zip.by_index(index).map_err(damaged)?;
    // A file that holds more than it declares fails its check sum.
    let mut packed = packed.take(left.saturating_add(1));
    let spooled = spool(&mut packed);
    let n = left.saturating_add(1) - packed.limit();
    let Some(rest) = left.checked_sub(n) else {
        return Err(too_large());
    };
    *left = rest;
    let path = spooled.map_err(|error| match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::PermissionDenied => {
            read_error(&entry, Compression::None, error)
        }
        _ => problem(self::damaged(&error)),
    })?;
    Ok(entry.unpacked(path))
}

fn damaged(error: &io::Error) -> ArchiveProblem {
    ArchiveProblem::Damaged {
        detail: error.to_string(),
    }
}

#[cfg(test)]
#[path = "archive_tests.rs"]
mod tests;
