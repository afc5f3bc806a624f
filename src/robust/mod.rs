//! How far the top words depend on choices that nobody writes down: the multiverse.
//!
//! Stop list, copies, shortest comment, segmenter: a table of words is the outcome of a handful of
//! choices, each defensible, few of them reported. Here the count is made under every combination
//! of them (Denny and Spirling 2018 for preprocessing of text, Steegen et al. 2016 for the name),
//! and the rankings are compared by rank-biased overlap ([`rbo`](crate::stats::rbo)).
//!
//! [`variants`] makes the combinations, [`Multiverse::collect`] reads and cuts the comments once
//! for each segmenter, [`Multiverse::robustness`] counts all variants and compares them. The
//! counts of a variant are exactly those of a run with its settings; those of the base are checked
//! against the run itself each time.
//!
//! # Memory
//!
//! For each segmenter, 4 bytes a token that any variant counts, and 4 bytes a comment. For each
//! set of document rules (stop lists and segmenters do not multiply them), 1 bit a comment and,
//! where copies are dropped, what [`DuplicateIndex`](crate::clean::DuplicateIndex) needs: a key of
//! 17 bytes without ids and authors, four with both, up to as much again while it grows. A
//! distinct token has its characters twice and about 100 bytes; while variants are compared, a
//! term has 4 bytes a variant and 16 bytes for each pair of document rules and segmenter.
//!
//! # References
//! Denny and Spirling (2018), *Text preprocessing for unsupervised learning*, Political Analysis
//! 26(2), 168–189. Steegen, Tuerlinckx, Gelman and Vanpaemel (2016), *Increasing transparency
//! through a multiverse analysis*, Perspectives on Psychological Science 11(5), 702–712.

mod bits;
mod collect;
mod multiverse;
mod paths;
mod report;
mod tables;
#[cfg(test)]
mod tests;
mod variants;
mod vocabulary;

pub use multiverse::{Multiverse, RobustError, VariantTerm};
pub use report::{
    AxisEffect, DEPTH, LONG_TOP, Robustness, SHORT_TOP, VariantSummary, WordStability,
};
pub use tables::{axis_table, variant_table};
pub use variants::{MAX_VARIANTS, Variant, variants};
