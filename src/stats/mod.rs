//! Counts to scored rows; one file per family of statistics.

mod association;
mod bootstrap;
mod by_rating;
mod change_point;
mod cochran_armitage;
mod dispersion;
mod distribution;
mod equal_weights;
mod exact;
mod frequency;
mod group_frequencies;
mod heterogeneity;
mod keyness;
mod log_linear;
mod log_odds;
mod multiplicity;
mod ngrams;
mod normal;
#[cfg(test)]
pub(crate) mod oracle;
mod permutation;
mod post_stratify;
mod ratings;
mod rbo;
mod related;
mod signal;
mod stars;
mod student;
mod term_matrix;
mod term_rank;
mod text_rank;
mod tf_idf;
mod trend;
mod wilson;

pub use association::{PairCounts, expected_both, log_dice, log_likelihood, npmi, pmi, t_score};
pub use bootstrap::{BootstrapOptions, MOST_UNDEFINED, Units, bootstrap, percentile_interval};
pub use by_rating::{Estimate, RatedComments, RatingRow, ShareAtStars, by_rating, shares_by_star};
pub use change_point::{ChangePoint, ChangePointOptions, change_point};
pub use cochran_armitage::{ScoredGroup, TrendTest, cochran_armitage};
pub use dispersion::{Dispersion, LARGEST_RATIO_FOR_D, MOST_PARTS_FOR_D, dispersion};
pub use distribution::{chi_square_sf, clopper_pearson};
pub use equal_weights::EqualWeights;
pub use exact::exact_p;
pub use frequency::{
    CarriedBy, FEWEST_CARRIED, Frequency, FrequencyRow, REPEATED, Weight, frequency,
};
pub use group_frequencies::{GroupFrequencies, Unit};
pub use heterogeneity::{Heterogeneity, heterogeneity};
pub use keyness::{
    GroupCounts, chi2, g2, log_ratio, log_ratio_interval, lrc, odds_ratio, percent_diff,
};
pub use log_linear::{LogLinearTrend, log_linear_trend};
pub use log_odds::{LogOdds, weighted_log_odds};
pub use multiplicity::Correction;
pub use ngrams::{NgramOptions, NgramOrder, NgramRow, ngram_rows};
pub use normal::{normal_sf, two_sided_p};
pub use permutation::{
    Blocks, PermutationOptions, PermutationRow, PermutationTest, Side, permutation_test,
};
pub use post_stratify::{
    StarDistribution, WeightedShare, post_stratified_mean, post_stratified_share,
};
pub use ratings::{
    MeanDifference, PublishedMean, RatingSummary, StarShare, against_published, rating_summary,
};
pub use rbo::rbo;
pub use related::{FEWEST_TOGETHER, MOST_NEIGHBOURS, RelatedPair, related_pairs};
pub use signal::{LossShare, SignalWarning, most_lost, signal_warnings};
pub use stars::{StarCounts, Stars};
pub use student::student_two_sided_p;
pub use term_matrix::TermMatrix;
pub use term_rank::{TERMS_TIED, text_rank_of_terms};
pub use text_rank::{TextRank, TextRankOptions, text_rank};
pub use tf_idf::tf_idf;
pub use trend::{FEWEST_PERIODS, MannKendall, PeriodCount, mann_kendall};
pub use wilson::{Interval, wilson};
