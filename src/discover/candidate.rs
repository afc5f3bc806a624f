//! A word that may be missing, with what speaks for it.

use serde::Serialize;

use super::ListedWord;
use crate::explain::Example;

/// A string that looks like a word and is not cut as one, or only by the segmenter's model.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WordCandidate {
    /// Place in the list, from 1.
    pub rank: u64,
    /// The string, as it stands in cleaned text.
    pub term: String,
    /// What ranks the candidates; see the [module](super).
    pub score: f64,
    /// Occurrences in kept comments, from left to right without overlap.
    pub tf: u64,
    /// Kept comments that hold it.
    pub df: u64,
    /// Different kept comments that hold it, by which the measures are made.
    pub texts: u64,
    /// [`cohesion`](super::cohesion), in bits.
    pub cohesion: f64,
    /// [`boundary_entropy`](super::boundary_entropy) of what stands before, in bits.
    pub left_entropy: f64,
    /// The same of what stands behind.
    pub right_entropy: f64,
    /// How it is cut most often, with `/` between tokens and `…` where a token reaches beyond it.
    pub cut: String,
    /// How many occurrences are cut so.
    pub cut_count: u64,
    /// How many occurrences are one token already, joined by the model.
    pub whole: u64,
    /// Words of the run's lists that it holds, is part of, or overlaps.
    pub lists: Vec<ListedWord>,
    /// Shorter candidates nearly all of whose comments hold this one; they are not listed.
    pub absorbed: Vec<String>,
    /// The first comments, masked; see [`Discovery::quote`](super::Discovery::quote).
    pub examples: Vec<Example>,
    /// Their numbers among all documents, from 1.
    #[serde(skip)]
    pub(super) documents: Vec<u64>,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Discovery {
    /// The candidates with the highest scores, the best first.
    pub candidates: Vec<WordCandidate>,
    /// How many candidates there are, those not listed included.
    pub n_candidates: u64,
    /// How many shorter ones they have absorbed.
    pub n_absorbed: u64,
    /// How many strings are left out because an occurrence overlaps personal data.
    pub n_personal: u64,
    /// Comments that were kept.
    pub comments: u64,
    /// Different ones among them.
    pub texts: u64,
}
