//! What is taken for a candidate.

/// Thresholds of a search for words.
///
/// They are round numbers with a meaning. The score and the least cohesion (2 in place of 3) were
/// chosen on the two corpora of the [module's](super) figures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DiscoverOptions {
    /// Longest candidate in characters, at least 2 and at most [`MAX_CHARS`](Self::MAX_CHARS); a
    /// word in Latin letters counts as one. 6 holds nearly all words, and names such as
    /// 医保电子凭证.
    pub max_chars: usize,
    /// Fewest different comments that hold a candidate. Mutual information is unstable for small
    /// counts; Church and Hanks (1990) set pairs of up to 5 aside.
    pub min_count: u32,
    /// Least cohesion in bits. 2 is four times as often as chance gives.
    pub min_cohesion: f64,
    /// Least boundary entropy on either side, in bits. 1 is as free as the toss of a coin.
    pub min_entropy: f64,
    /// Candidates that are listed, at most.
    pub top: usize,
}

impl DiscoverOptions {
    /// The largest [`max_chars`](Self::max_chars).
    pub const MAX_CHARS: usize = 20;
}

impl Default for DiscoverOptions {
    fn default() -> Self {
        DiscoverOptions {
            max_chars: 6,
            min_count: 5,
            min_cohesion: 2.0,
            min_entropy: 1.0,
            top: 200,
        }
    }
}
