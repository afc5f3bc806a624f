//! Temporary copies of what cannot be read where it lies.

use std::ffi::OsStr;
use std::io::{self, Read};

use tempfile::TempPath;

/// Copies what a reader gives to a temporary file, which goes when the path is dropped.
pub(super) fn spool(mut content: impl Read) -> io::Result<TempPath> {
    let mut file = tempfile::Builder::new()
        .prefix(OsStr::new("ciyun-"))
        .tempfile()?;
    io::copy(&mut content, &mut file)?;
    Ok(file.into_temp_path())
}
