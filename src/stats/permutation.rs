//! Keyness by permutation: whether the groups differ more than they would if the labels of the
//! documents, or of their authors, had been dealt out by chance.

mod blocks;
mod tally;

use rayon::prelude::*;

use super::TermMatrix;
use crate::random::SplitMix64;
use blocks::Units;
use tally::{Scale, Tally};

/// Which group a document is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The group asked about.
    Target,
    /// The group it is compared with.
    Reference,
}

/// What moves together from one group to the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blocks<'a> {
    /// Each document by itself.
    Documents,
    /// All documents with the same number, such as those of one author; each with `None` by
    /// itself. One entry a document.
    ///
    /// Authors whose documents are all in one group change it with all their documents, among each
    /// other: it is the number of authors in each group that stays, not the number of documents.
    /// The documents of an author who has some in both groups are dealt out anew among
    /// themselves, as many to each group as before. Both keep what an author's documents have in
    /// common from counting as evidence, and the test is exact when, without a difference between
    /// the groups, all these ways of dealing out the labels are equally likely.
    By(&'a [Option<u32>]),
}

/// Settings of [`permutation_test`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PermutationOptions {
    /// How often the labels are dealt out. Default 2,000.
    pub n_permutations: u32,
    /// The start of the random numbers. Default 0.
    pub seed: u64,
}

impl Default for PermutationOptions {
    fn default() -> PermutationOptions {
        PermutationOptions {
            n_permutations: 2000,
            seed: 0,
        }
    }
}

/// The test of one term. With B permutations each p-value counts the data found as one of them, so
/// none is 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PermutationRow {
    /// The size of G² of the numbers of documents with the term, without sign.
    pub g2: f64,
    /// `(1 + #{G²* ≥ G²}) / (B + 1)`: at least `1 / (B + 1)`, too coarse for a correction over
    /// thousands of terms.
    pub p: f64,
    /// `p` adjusted for all terms: the share of permutations whose largest G² over this term and
    /// those with smaller G² reaches it. The findings at level α include a false one with
    /// probability α at most, whatever the terms have to do with each other.
    pub p_max_t: f64,
    /// `p` with the permuted values of all terms in as many documents, up to a factor of 2
    /// (1, 2–3, 4–7, 8–15, …): at least `1 / (B k + 1)` with k such terms, so it can be corrected.
    ///
    /// It holds where terms of one frequency have one distribution of G² under permutation: for
    /// [`Blocks::Documents`], up to the factor of 2. With authors, terms that they repeat vary more
    /// than others of the same frequency and get too small a p-value, the others too large a one.
    pub p_pooled: f64,
}

/// The result of [`permutation_test`].
#[derive(Debug, Clone, PartialEq)]
pub struct PermutationTest {
    /// One row a term, in the order of their numbers.
    pub rows: Vec<PermutationRow>,
    /// The smallest `p` and `p_max_t` there can be, `1 / (B + 1)`.
    pub smallest_p: f64,
}

/// Tests each term's document frequencies in two groups of documents by permuting the labels.
///
/// `sides` has the group of each document, `None` for one that is left out. The same input and
/// seed give the same result on any number of threads. `None` when a group has no documents.
///
/// For [`Blocks::Documents`], `p` estimates [`exact_p`](super::exact_p), which is better; what the
/// permutations add are `p_max_t` and blocks.
///
/// # References
/// Westfall and Young (1993), *Resampling-based multiple testing*, algorithm 4.1 (step-down max T);
/// Phipson and Smyth (2010), *Permutation p-values should never be zero*; for G² and documents
/// Mildenberger (2021), R package keyperm.
///
/// # Panics
/// When there is not one side, or one block, a document.
///
/// ```
/// use ciyun::stats::{Blocks, PermutationOptions, Side, TermMatrix, permutation_test};
/// // Four documents of each group, the term in all of the target's: 2 of C(8, 4) = 70 ways.
/// let mut matrix = TermMatrix::new(1);
/// let mut sides = Vec::new();
/// for _ in 0..4 {
///     matrix.push(&[(0, 1)]);
///     matrix.push(&[]);
///     sides.extend([Some(Side::Target), Some(Side::Reference)]);
/// }
/// let options = PermutationOptions { n_permutations: 20_000, seed: 7 };
/// let test = permutation_test(&matrix, &sides, Blocks::Documents, options).unwrap();
/// assert!((test.rows[0].p - 2.0 / 70.0).abs() < 0.004);
/// ```
#[must_use]
pub fn permutation_test(
    matrix: &TermMatrix,
    sides: &[Option<Side>],
    blocks: Blocks<'_>,
    options: PermutationOptions,
) -> Option<PermutationTest> {
    assert_eq!(sides.len(), matrix.n_documents(), "one side a document");
    let units = Units::new(matrix, sides, blocks)?;
    let scale = Scale::new(&units);
    let tally = (0..options.n_permutations)
        .into_par_iter()
        .with_min_len(16)
        .fold(
            || (Tally::new(&scale), units.identity(), Vec::new()),
            |(mut tally, mut order, mut counts), index| {
                let random = &mut SplitMix64::stream(options.seed, u64::from(index));
                let n_documents = units.deal(random, &mut order, &mut counts);
                tally.add(&scale, n_documents, &counts);
                (tally, order, counts)
            },
        )
        .map(|(tally, ..)| tally)
        .reduce(|| Tally::new(&scale), Tally::merge);
    Some(PermutationTest {
        rows: tally.rows(&scale, options.n_permutations),
        smallest_p: 1.0 / (f64::from(options.n_permutations) + 1.0),
    })
}

#[cfg(test)]
mod tests;
