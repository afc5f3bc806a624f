//! Bytes of unknown form to documents.
//!
//! [`expand`] turns arguments into files. [`Source::open`] surveys a file once (hash, compression,
//! encoding), looks at its beginning (format, columns) and then hands on [`DocumentBatch`]es in
//! order, in memory that does not grow with the file (of a workbook, one sheet is held). Every row
//! becomes a document or a [`SkippedRow`]; none vanishes. Blank rows, and in a workbook titles and
//! notices above the header, are no rows.
//!
//! A format is one file behind the trait in `rows.rs`, chosen in `source.rs`.

mod archive;
mod binary;
mod clock;
mod columns;
mod compound;
mod compression;
mod csv;
mod csv_ragged;
mod csv_records;
#[cfg(feature = "sqlite")]
mod database;
#[cfg(not(feature = "sqlite"))]
#[path = "database_absent.rs"]
mod database;
#[cfg(feature = "sqlite")]
mod database_rows;
#[cfg(feature = "sqlite")]
mod database_tables;
mod decode;
mod detect;
mod document;
mod encoding;
mod error;
mod fields;
mod format;
mod guard;
mod inputs;
mod json;
mod json_answers;
mod json_cells;
mod json_columns;
mod json_layout;
mod json_mend;
mod json_outline;
mod json_shape;
mod json_split;
#[cfg(test)]
mod json_tests;
#[cfg(test)]
mod laws;
#[cfg(test)]
#[cfg(feature = "xlsx")]
mod laws_of_bytes;
mod limits;
#[cfg(test)]
mod limits_tests;
mod lines;
#[cfg(test)]
mod long_records_tests;
mod mixed_lines;
mod mixture;
mod mojibake;
mod nul;
mod plain_sheet;
mod python_cells;
mod replay;
mod rows;
mod sheet;
mod source;
mod spool;
mod spreadsheet;
mod spreadsheet_cells;
mod spreadsheet_rows;
#[cfg(test)]
#[cfg(feature = "xlsx")]
mod spreadsheet_tests;
mod survey;
mod synonyms;
#[cfg(test)]
mod tests;
mod text;
mod time;
mod time_relative;
mod tools;
mod unfold;
mod values;
mod workbook_memory;
#[cfg(test)]
#[cfg(feature = "xlsx")]
mod workbook_memory_tests;
mod xls_memory;
mod xml_memory;
mod zip_parts;

pub use clock::{Clock, ReferenceTime, UtcOffset};
pub use columns::{ChosenBy, ColumnChoice, Columns, HeaderOrigin};
pub use compression::Compression;
pub use document::{Document, DocumentBatch, Field, Fields, RowProblem, SkippedRow};
pub use encoding::{Bom, Confidence, Detection, TextEncoding};
pub use error::{ArchiveProblem, DatabaseProblem, IngestError, WorkbookProblem};
pub use format::Format;
pub use guard::catches_panics;
#[cfg(feature = "wordcloud-rs")]
pub(crate) use guard::guard;
pub use inputs::{Expanded, InputArgument, InputFile, InputOrder, expand};
pub use json_shape::JsonShape;
pub use limits::{
    Limit, Limits, MAX_CELL_BYTES, MAX_DEPTH, MAX_ROWS, MAX_UNPACKED_BYTES, MAX_WORKBOOK_BYTES,
};
pub(crate) use plain_sheet::plain_sheet;
pub use sheet::Sheet;
pub use source::{ReadOptions, Source, SourceDescription, Table};
pub use tools::Tool;
