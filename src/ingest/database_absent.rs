//! In place of the reader of databases, where it is left out: they are refused as no text.

use super::rows::Rows;
use super::text::Progress;
use super::{Format, IngestError, InputFile, Limits, ReadOptions, SourceDescription};
use crate::language::Bilingual;
use crate::ledger::SourceId;

pub(super) fn is_database(_head: &[u8], told: Option<Format>) -> bool {
    told == Some(Format::Sqlite)
}

pub(super) fn tables(file: InputFile, _: &ReadOptions) -> Result<Vec<InputFile>, IngestError> {
    Ok(vec![file])
}

pub(super) fn describe(
    input: &InputFile,
    _: &mut SourceDescription,
    _: &ReadOptions,
) -> Result<(), IngestError> {
    Err(refused(input))
}

pub(super) fn rows(
    input: &InputFile,
    _: &SourceDescription,
    _: &Limits,
    _: &Progress,
    _: SourceId,
) -> Result<Box<dyn Rows>, IngestError> {
    Err(refused(input))
}

fn refused(input: &InputFile) -> IngestError {
    IngestError::NotText {
        name: input.name().to_owned(),
        found: Bilingual {
            zh: "SQLite 数据库（此构建不含其读取功能）",
            en: "an SQLite database, for which this build has no reader",
        },
    }
}
