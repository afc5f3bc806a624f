//! Who sees each comment on its way.

use super::{Pending, Pipeline};

/// Looks on while the comments of a run go through the stages: for accounts of single comments,
/// which the counts cannot give.
pub trait Onlooker {
    /// The comments of one batch, in the order of the documents.
    fn look(&mut self, pipeline: &Pipeline, comments: &[Pending<'_>]);
}
