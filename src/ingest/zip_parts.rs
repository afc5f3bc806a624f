//! What the parts of a zip file unpack to.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek};

use flate2::read::DeflateDecoder;
use zip::ZipArchive;

use super::Limits;
use super::limits::{Exceeded, Limit};

/// A byte of deflate unpacks to at most so many.
const MAX_DEFLATE_RATIO: u64 = 1032;

/// Checks that all parts together stay within [`Limits::unpacked_bytes`], by what they declare and
/// by what they hold: a header may lie.
///
/// # Errors
/// [`Exceeded`] inside the error; others when the file is no whole zip file.
pub(super) fn check_sizes(file: File, limits: &Limits) -> io::Result<()> {
    let mut zip = ZipArchive::new(BufReader::new(file))?;
    let (mut declared, mut possible) = (0_u64, 0_u64);
    for index in 0..zip.len() {
        let part = zip.by_index_raw(index)?;
        declared = declared.saturating_add(part.size());
        let most = part.compressed_size().saturating_mul(MAX_DEFLATE_RATIO);
        possible = possible.saturating_add(most);
    }
    if declared > limits.unpacked_bytes {
        return Err(too_large(limits));
    }
    // Most files are too small to hold more, whatever they declare.
    if possible > limits.unpacked_bytes {
        measure(&mut zip, limits)?;
    }
    Ok(())
}

/// Unpacks every part to nowhere.
fn measure<R: Read + Seek>(zip: &mut ZipArchive<R>, limits: &Limits) -> io::Result<()> {
    let mut left = limits.unpacked_bytes;
    for index in 0..zip.len() {
        // Without the help of the crate, which reads no further than a part declares.
        let part = zip.by_index_raw(index)?;
        let mut unpacked = DeflateDecoder::new(part).take(left.saturating_add(1));
        // A part that cannot be unpacked is the parser's to judge; what came before counts.
        let _ = io::copy(&mut unpacked, &mut io::sink());
        let n = left.saturating_add(1) - unpacked.limit();
        left = left.checked_sub(n).ok_or_else(|| too_large(limits))?;
    }
    Ok(())
}

fn too_large(limits: &Limits) -> io::Error {
    Exceeded {
        limit: Limit::UnpackedBytes,
        value: limits.unpacked_bytes,
    }
    .into()
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    /// A zip file with parts of `n` zeros each, which declare to be `declared` long.
    fn zeros(n: usize, n_parts: usize, declared: u32) -> File {
        let mut zip = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
        for part in 0..n_parts {
            let options = zip::write::SimpleFileOptions::default();
            zip.start_file(format!("{part}"), options).unwrap();
            zip.write_all(&vec![0; n]).unwrap();
        }
        let mut bytes = zip.finish().unwrap().into_inner();
        let real = u32::try_from(n).unwrap().to_le_bytes();
        // The size stands behind that of the packed bytes, in both headers.
        let places: Vec<usize> = (0..bytes.len() - 4)
            .filter(|at| bytes[*at..*at + 4] == real)
            .collect();
        assert_eq!(places.len(), 2 * n_parts);
        for at in places {
            bytes[at..at + 4].copy_from_slice(&declared.to_le_bytes());
        }
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(&bytes).unwrap();
        file.rewind().unwrap();
        file
    }

    #[test]
    fn declared_and_actual_sizes_count() {
        let limits = Limits {
            unpacked_bytes: 3_000_000,
            ..Limits::default()
        };
        let check = |n, n_parts, declared| {
            let checked = check_sizes(zeros(n, n_parts, declared), &limits);
            checked.map_err(|error| Exceeded::of(&error).unwrap().value)
        };
        assert_eq!(check(1_000_001, 2, 1_000_001), Ok(()));
        assert_eq!(check(1_000_001, 3, 1_000_001), Err(3_000_000));
        assert_eq!(check(1_000_001, 2, 2_000_001), Err(3_000_000));
        assert_eq!(check(3_000_001, 1, 5), Err(3_000_000));
    }
}
