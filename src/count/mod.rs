//! Parallel, mergeable, exact counting.
//!
//! Each worker fills its own [`CountState`]; [`CountState::merge`] adds states up. Everything in a
//! state is an integer and the sum is associative and commutative, so neither the number of
//! threads nor the order of merging can change a result. Ratios are computed after the merge.

mod documents;
mod grouping;
mod hits;
mod losses;
mod ngram_sizes;
#[cfg(test)]
mod ngram_tests;
mod ngrams;
mod state;
#[cfg(test)]
mod tests;
mod without_text;

pub use documents::{AuthorCounts, Cooccurrence, Documents, Facts};
pub use grouping::{Contrast, GroupField, Grouping};
pub use hits::{EntryHits, Hits};
pub use losses::{ByStars, Loss, Losses, Scope};
pub use ngram_sizes::{NgramSizes, NgramSizesError};
pub use ngrams::{NgramCounts, NgramState};
pub use state::{CountError, CountState, KeptToken, TermCounts};
pub use without_text::{RatingCounts, RatingsWithoutText};
