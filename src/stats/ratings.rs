//! The ratings of a corpus: their mean, their histogram, and what the store publishes beside them.

use super::bootstrap::{BootstrapOptions, Units, bootstrap, percentile_interval};
use super::stars::{StarCounts, Stars};
use super::wilson::{Interval, wilson};

/// Comments of one rating.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StarShare {
    /// The rating.
    pub stars: Stars,
    /// Comments that gave it.
    pub n: u64,
    /// Of all rated comments.
    pub share: f64,
    /// The 95 % Wilson interval of the share.
    pub interval: Interval,
}

/// The ratings of a corpus.
#[derive(Debug, Clone, PartialEq)]
pub struct RatingSummary {
    /// Rated comments.
    pub n: u64,
    /// Their mean, in stars.
    pub mean: f64,
    /// The 95 % bootstrap interval of the mean; `None` for fewer than two comments or authors.
    pub mean_interval: Option<Interval>,
    /// Their median, in stars.
    pub median: f64,
    /// Whole stars from 1 to 5, and half stars that occur.
    pub histogram: Vec<StarShare>,
    /// Comments of one star or less.
    pub n_one_star: u64,
    /// Their share of all rated comments.
    pub one_star: f64,
    /// The 95 % Wilson interval of that share.
    pub one_star_interval: Interval,
}

/// Sums up the ratings of comments; those without a rating are left out by the caller.
///
/// The interval of the mean draws comments, or whole `clusters` (one for each comment, say its
/// author) where they are given; the Wilson intervals take comments as independent. `None` when
/// nothing is rated.
///
/// # Panics
/// When there is not one cluster for each rating.
///
/// ```
/// use ciyun::stats::{BootstrapOptions, Stars, rating_summary};
/// let ratings: Vec<Stars> = [1.0, 1.0, 5.0, 1.0].into_iter().filter_map(Stars::new).collect();
/// let found = rating_summary(&ratings, None, BootstrapOptions::default()).unwrap();
/// assert_eq!((found.n, found.mean, found.median), (4, 2.0, 1.0));
/// assert_eq!((found.n_one_star, found.one_star), (3, 0.75));
/// // All one star is likely to be drawn, (3/4)⁴ = 32 %; all five stars, (1/4)⁴ = 0.4 %, is not.
/// let interval = found.mean_interval.unwrap();
/// assert_eq!((interval.low, interval.high), (1.0, 4.0));
/// ```
#[must_use]
pub fn rating_summary(
    ratings: &[Stars],
    clusters: Option<&[u32]>,
    options: BootstrapOptions,
) -> Option<RatingSummary> {
    let counts = StarCounts::count(ratings.iter().copied());
    let n = counts.total();
    let share = |part: u64| part as f64 / n as f64;
    let histogram = counts.levels().map(|stars| {
        Some(StarShare {
            stars,
            n: counts.n(stars),
            share: share(counts.n(stars)),
            interval: wilson(counts.n(stars), n)?,
        })
    });
    let replicates = bootstrap(&Units::of(ratings.len(), clusters), options, |times| {
        mean_of_drawn(ratings, times)
    });
    Some(RatingSummary {
        n,
        mean: counts.mean()?,
        mean_interval: percentile_interval(&replicates),
        median: counts.median()?,
        histogram: histogram.collect::<Option<_>>()?,
        n_one_star: counts.n_one_star(),
        one_star: share(counts.n_one_star()),
        one_star_interval: wilson(counts.n_one_star(), n)?,
    })
}

/// In half stars, whose sums are exact.
fn mean_of_drawn(ratings: &[Stars], times: &[u32]) -> Option<f64> {
    let (mut n, mut halves) = (0, 0);
    for (stars, times) in ratings.iter().zip(times) {
        n += u64::from(*times);
        halves += u64::from(*times) * stars.halves();
    }
    (n > 0).then(|| halves as f64 / 2.0 / n as f64)
}

/// A mean as a store prints it: rounded, over ratings with and without a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PublishedMean {
    /// The mean, in stars.
    pub mean: f64,
    /// Half a unit of the last digit printed: 0.05 for 4.7.
    pub rounding: f64,
}

/// How far comments stand from the published mean.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MeanDifference {
    /// Mean of the comments minus the published mean; below 0 where those who write are less
    /// content than those who rate.
    pub difference: f64,
    /// Its 95 % interval; `None` where the mean has none.
    pub interval: Option<Interval>,
}

/// The mean of the comments against the published one.
///
/// The published mean is of so many ratings that it is taken as known up to its rounding, by which
/// each end of the interval is moved outwards. Those who write comments are no sample of those who
/// rate, and part of them are counted in the published mean as well: the difference describes, it
/// tests nothing.
///
/// ```
/// use ciyun::stats::{BootstrapOptions, PublishedMean, Stars, against_published, rating_summary};
/// let ratings: Vec<Stars> = [1.0, 1.0, 5.0, 1.0].into_iter().filter_map(Stars::new).collect();
/// let summary = rating_summary(&ratings, None, BootstrapOptions::default()).unwrap();
/// // 2 − 4.5 with 1 − 4.5 − 0.25 to 4 − 4.5 + 0.25, if the store printed quarters.
/// let published = PublishedMean { mean: 4.5, rounding: 0.25 };
/// let found = against_published(&summary, published);
/// assert_eq!(found.difference, -2.5);
/// assert_eq!(found.interval.map(|interval| interval.low), Some(-3.75));
/// assert_eq!(found.interval.map(|interval| interval.high), Some(-0.25));
/// ```
#[must_use]
pub fn against_published(summary: &RatingSummary, published: PublishedMean) -> MeanDifference {
    MeanDifference {
        difference: summary.mean - published.mean,
        interval: summary.mean_interval.map(|interval| Interval {
            low: interval.low - published.mean - published.rounding,
            high: interval.high - published.mean + published.rounding,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stars(values: &[f64]) -> Vec<Stars> {
        values.iter().map(|v| Stars::new(*v).unwrap()).collect()
    }

    #[test]
    fn nothing_rated_has_no_summary() {
        assert_eq!(rating_summary(&[], None, BootstrapOptions::default()), None);
    }

    #[test]
    fn a_single_comment_has_no_interval_of_its_mean() {
        let found = rating_summary(&stars(&[4.5]), None, BootstrapOptions::default()).unwrap();
        assert_eq!((found.mean, found.mean_interval), (4.5, None));
        assert_eq!(found.histogram.len(), 6);
        let author = rating_summary(
            &stars(&[1.0, 5.0]),
            Some(&[8, 8]),
            BootstrapOptions::default(),
        );
        assert_eq!(author.unwrap().mean_interval, None);
    }

    #[test]
    fn the_interval_is_that_of_the_normal_law_for_many_comments() {
        // 600 of 1 star and 400 of 5: sd = 4 · √(.6 · .4), over √1000: 0.062; ± 1.96 · that.
        let ratings: Vec<f64> = (0..1000).map(|i| if i < 600 { 1.0 } else { 5.0 }).collect();
        let found = rating_summary(&stars(&ratings), None, BootstrapOptions::default()).unwrap();
        assert_eq!((found.mean, found.median), (2.6, 1.0));
        let interval = found.mean_interval.unwrap();
        let half = 1.96 * 4.0 * (0.24_f64 / 1000.0).sqrt();
        assert!((interval.low - (2.6 - half)).abs() < 0.01, "{interval:?}");
        assert!((interval.high - (2.6 + half)).abs() < 0.01, "{interval:?}");
        let shares: f64 = found.histogram.iter().map(|row| row.share).sum();
        assert!((shares - 1.0).abs() < 1e-12);
        assert_eq!(found.one_star_interval, wilson(600, 1000).unwrap());
    }

    #[test]
    fn the_interval_holds_the_truth_19_times_of_20() {
        // 400 corpora of 200 comments of a known law: 95 % of 400 is 380, sd 4.4.
        let mut random = crate::random::SplitMix64::new(21);
        let options = BootstrapOptions {
            n_replicates: 500,
            seed: 9,
        };
        let mut n_held = 0;
        for _ in 0..400 {
            let ratings: Vec<Stars> = (0..200)
                .map(|_| if random.share() < 0.7 { 1.0 } else { 5.0 })
                .filter_map(Stars::new)
                .collect();
            let found = rating_summary(&ratings, None, options).unwrap();
            let Interval { low, high } = found.mean_interval.unwrap();
            n_held += u32::from(low <= 2.2 && 2.2 <= high);
        }
        assert!((362..=394).contains(&n_held), "{n_held}");
    }
}
