//! The figures that stores publish, as a file beside the comments.

use std::path::Path;

use super::ConfigError;
use crate::Error;
use crate::digest::sha256_hex;
use crate::manifest::{ListRecord, OutputFile};
use crate::ratings::PublishedFigures;

/// The name of the copy beside the results.
const NAME: &str = "published_figures.csv";

/// Published figures with the file that they stand in.
#[derive(Debug, Clone)]
pub struct Published {
    /// What is published.
    pub figures: PublishedFigures,
    /// The name of the file.
    pub name: String,
    /// A copy of it to stand beside the results.
    pub file: OutputFile,
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
            name: name.into_owned(),
            file: OutputFile::new(NAME, bytes),
        })
    }

    /// The file as the manifest names it.
    #[must_use]
    pub fn record(&self) -> ListRecord {
        ListRecord {
            name: self.name.clone(),
            used_as: "published".to_owned(),
            entries: self.figures.figures().len() as u64,
            sha256: sha256_hex(&self.file.bytes),
        }
    }
}
