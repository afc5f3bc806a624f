//! Counts to scored rows; one file per family of statistics.

mod association;
mod frequency;
mod ngrams;
mod rbo;
mod related;
mod signal;
mod wilson;

pub use association::{PairCounts, expected_both, log_dice, log_likelihood, npmi, pmi, t_score};
pub use frequency::{FrequencyRow, Weight, frequency};
pub use ngrams::{NgramOptions, NgramOrder, NgramRow, ngram_rows};
pub use rbo::rbo;
pub use related::{FEWEST_TOGETHER, MOST_NEIGHBOURS, RelatedPair, related_pairs};
pub use signal::{LossShare, SignalWarning, most_lost, signal_warnings};
pub use wilson::{Interval, wilson};
