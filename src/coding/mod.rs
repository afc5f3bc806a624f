//! Comments coded by hand: a sheet to fill, and what filled sheets say.
//!
//! A [`CommentPool`] looks on while a [`Pipeline`](crate::pipeline::Pipeline) counts, and draws a
//! stratified sample of the comments that are counted. Coders fill copies of the sheet without
//! seeing what the program coded, which stands in the key. [`read_sheet`] and [`read_key`] read
//! them back with a [`Codebook`], and [`Codings`] joins them: how far do coders agree, and how well
//! do the categories of the program find theirs?
//!
//! An empty cell says that a row was not coded; a comment in no category is coded `none`.

mod codebook;
mod error;
mod join;
mod measures;
mod pool;
mod read;
mod records;
mod sheet;
#[cfg(test)]
mod tests;

pub use codebook::{BadCell, Codebook, Polarity};
pub use error::CodingError;
pub use join::{Codings, Facet};
pub use pool::{CodingSample, CommentPool};
pub use read::{CodedRow, CodedSheet, Key, read_key, read_sheet};
pub use records::{AgreementRow, CONSENSUS, ClassificationRow, KappaName};
pub use sheet::{KeyRow, MAX_CODERS, SheetRow};
