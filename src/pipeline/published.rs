//! The figures that stores publish, as a file beside the comments.

use std::path::Path;

use super::ConfigError;
use crate::Error;
use crate::digest::sha256_hex;
use crate::manifest::{ListRecord, OutputFile};
use crate::ratings::PublishedFigures;

/// Published figures with the file that they stand in.
#[derive(Debug, Clone)]
pub struct Published {
    /// What is published.
    pub figures: PublishedFigures,
    /// A copy of the file to stand beside the results.
    pub(super) file: OutputFile,
}

impl Published {
    /// Reads a file.
    ///
    /// # Errors
    /// [`Error::Config`] when it cannot be read, [`Error::Published`] when it cannot be used.
    pub(super) fn read(path: &Path) -> Result<Published, Error> {
        let bytes = std::fs::read(path).map_err(|source| ConfigError::Unreadable {
            path: path.to_owned(),
            source,
        })?;
        let figures = PublishedFigures::read(&path.display().to_string(), &bytes)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        Ok(Published {
            figures,
            file: OutputFile::new(&format!("lists/{name}"), bytes),
        })
    }

    pub(super) fn record(&self) -> ListRecord {
        let name = self.file.name.trim_start_matches("lists/");
        ListRecord {
            name: name.to_owned(),
            used_as: "published".to_owned(),
            entries: self.figures.figures().len() as u64,
            sha256: sha256_hex(&self.file.bytes),
        }
    }
}
