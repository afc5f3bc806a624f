//! The file of `--ledger-detail`, written while the comments are read.

use std::path::Path;

use ciyun::ingest::Source;
use ciyun::manifest::{FolderError, StagedFile};
use ciyun::pipeline::Detail;
use ciyun::table::{ByteOrderMark, DetailRecord, csv_header, csv_row};

use crate::args::CommonArgs;
use crate::commands::existing;
use crate::plan::Plan;

/// A table that grows; an error is kept until the end.
pub(crate) struct DetailFile {
    file: StagedFile,
    names: Vec<String>,
    error: Option<FolderError>,
}

impl DetailFile {
    pub(crate) fn create(
        path: &Path,
        sources: &[Source],
        plan: &Plan,
        common: &CommonArgs,
    ) -> Result<DetailFile, FolderError> {
        let mark = if plan.config.output.csv_bom {
            ByteOrderMark::Write
        } else {
            ByteOrderMark::Omit
        };
        let mut file = StagedFile::create(path, existing(common))?;
        file.write(csv_header::<DetailRecord>(mark).as_bytes())?;
        let names = sources
            .iter()
            .map(|source| source.description().name.clone());
        Ok(DetailFile {
            file,
            names: names.collect(),
            error: None,
        })
    }

    pub(crate) fn add(&mut self, detail: Detail) {
        if self.error.is_some() {
            return;
        }
        let record = DetailRecord {
            source: self.names[detail.place.source.0 as usize].clone(),
            row: detail.place.line,
            rule: detail.rule,
            before: detail.before,
            after: detail.after,
        };
        self.error = self.file.write(csv_row(&record).as_bytes()).err();
    }

    pub(crate) fn finish(self) -> Result<(), FolderError> {
        match self.error {
            Some(error) => Err(error),
            None => self.file.finish(),
        }
    }
}
