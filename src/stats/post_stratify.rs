//! Numbers weighted to the distribution of stars that a store publishes.
//!
//! Comments with few stars are over-represented among those who write; a share as collected tells
//! of the writers, a post-stratified share of all who rated, if within a rating those who write
//! are like those who do not.

use super::stars::{StarCounts, Stars};
use super::wilson::{Interval, wilson};

/// A share with its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeightedShare {
    /// The share.
    pub share: f64,
    /// Its 95 % interval.
    pub interval: Interval,
}

/// The shares of 1 to 5 stars among all ratings of a store, adding up to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StarDistribution {
    shares: [f64; 5],
}

impl StarDistribution {
    /// From the numbers of ratings of 1 to 5 stars, or their percentages: only proportions
    /// matter, so that rounded percentages need not add up to 100. `None` unless all are finite,
    /// none is negative and one is above 0.
    #[must_use]
    pub fn new(weights: [f64; 5]) -> Option<StarDistribution> {
        let sum: f64 = weights.iter().sum();
        let valid = weights.iter().all(|weight| *weight >= 0.0) && sum > 0.0 && sum.is_finite();
        valid.then(|| StarDistribution {
            shares: weights.map(|weight| weight / sum),
        })
    }

    /// The shares of 1 to 5 stars.
    #[must_use]
    pub fn shares(&self) -> [f64; 5] {
        self.shares
    }

    /// The mean in stars. It is also the post-stratified mean of the stars of any comments, which
    /// therefore is no news from the comments.
    ///
    /// ```
    /// use ciyun::stats::StarDistribution;
    /// // (3 · 1 + 1 · 5) / 4
    /// let store = StarDistribution::new([75.0, 0.0, 0.0, 0.0, 25.0]).unwrap();
    /// assert_eq!(store.mean(), 2.0);
    /// ```
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.weighted(|stars| Some(stars.value()))
            .expect("every rating has a value")
    }

    /// `Σ Wₕ · value of h` over the ratings that the store has; `None` where one has no value.
    fn weighted(&self, value: impl Fn(Stars) -> Option<f64>) -> Option<f64> {
        whole_stars()
            .zip(self.shares)
            .filter(|(_, weight)| *weight > 0.0)
            .map(|(stars, weight)| Some(weight * value(stars)?))
            .sum()
    }
}

fn whole_stars() -> impl Iterator<Item = Stars> {
    [1.0, 2.0, 3.0, 4.0, 5.0].into_iter().filter_map(Stars::new)
}

/// The share of comments with a property, say a word, if ratings were distributed as in the store:
/// `p = Σ Wₕ · withₕ/nₕ`.
///
/// The interval joins the Wilson intervals (lₕ, uₕ) of the shares pₕ by rating:
/// `p − √Σ Wₕ²(pₕ − lₕ)²` to `p + √Σ Wₕ²(uₕ − pₕ)²`. The weights are taken as known. `None` when a
/// rating of the store has no comment, and when there are half stars, which the store does not
/// count.
///
/// # References
/// Holt and Smith (1979), *Post stratification*, JRSS A 142, 33–46; for the interval Zou, Huang and
/// Zhang (2009), *A note on confidence interval estimation for a linear function of binomial
/// proportions*, Computational Statistics & Data Analysis 53, 1080–1085.
///
/// # Panics
/// When there are more comments with the property than comments.
///
/// ```
/// use ciyun::stats::{StarCounts, StarDistribution, Stars, post_stratified_share};
/// let counts = |one, five| {
///     let mut counts = StarCounts::default();
///     counts.add(Stars::ONE, one);
///     counts.add(Stars::new(5.0).unwrap(), five);
///     counts
/// };
/// // 闪退 in 40 of 80 comments of 1 star and in none of 20 of 5 stars: 40 % as collected. The
/// // store has 1 rating of 1 star for each 3 of 5 stars: 1/4 · 1/2 + 3/4 · 0.
/// let store = StarDistribution::new([1.0, 0.0, 0.0, 0.0, 3.0]).unwrap();
/// let found = post_stratified_share(&counts(40, 0), &counts(80, 20), &store).unwrap();
/// assert_eq!(found.share, 0.125);
/// ```
#[must_use]
pub fn post_stratified_share(
    with: &StarCounts,
    all: &StarCounts,
    store: &StarDistribution,
) -> Option<WeightedShare> {
    let n_whole: u64 = whole_stars().map(|stars| all.n(stars)).sum();
    if n_whole < all.total() {
        return None;
    }
    let at = |stars: Stars| {
        let interval = wilson(with.n(stars), all.n(stars))?;
        Some((with.n(stars) as f64 / all.n(stars) as f64, interval))
    };
    let share = store.weighted(|stars| Some(at(stars)?.0))?;
    let (mut below, mut above) = (0.0, 0.0);
    for (stars, weight) in whole_stars().zip(store.shares) {
        if let Some((share, interval)) = at(stars) {
            below += (weight * (share - interval.low)).powi(2);
            above += (weight * (interval.high - share)).powi(2);
        }
    }
    Some(WeightedShare {
        share,
        interval: Interval {
            low: share - below.sqrt(),
            high: share + above.sqrt(),
        },
    })
}

/// The mean of any number by comment, say its length, if ratings were distributed as in the store:
/// `Σ Wₕ · mean of h`. `None` when a rating of the store has no comment, or when there are half
/// stars. For the interval draw it with [`bootstrap`](super::bootstrap()).
///
/// # Panics
/// When there is not one value for each rating.
///
/// ```
/// use ciyun::stats::{StarDistribution, Stars, post_stratified_mean};
/// let stars = [1.0, 1.0, 5.0].map(|stars| Stars::new(stars).unwrap());
/// // Lengths 30 and 10 at 1 star, 4 at 5 stars: 1/4 · 20 + 3/4 · 4.
/// let store = StarDistribution::new([1.0, 0.0, 0.0, 0.0, 3.0]).unwrap();
/// assert_eq!(post_stratified_mean(&stars, &[30.0, 10.0, 4.0], &store), Some(8.0));
/// ```
#[must_use]
pub fn post_stratified_mean(
    ratings: &[Stars],
    values: &[f64],
    store: &StarDistribution,
) -> Option<f64> {
    assert_eq!(ratings.len(), values.len(), "one value for each rating");
    if whole_stars().count() < StarCounts::count(ratings.iter().copied()).levels().count() {
        return None;
    }
    store.weighted(|stars| {
        let theirs = ratings.iter().zip(values).filter(|(s, _)| **s == stars);
        let (n, sum) = theirs.fold((0.0, 0.0), |(n, sum), (_, value)| (n + 1.0, sum + value));
        (n > 0.0).then(|| sum / n)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::stats::oracle::{assert_close, list, rows};

    fn counts(n: &[u64]) -> StarCounts {
        let mut counts = StarCounts::default();
        for (stars, n) in whole_stars().zip(n) {
            counts.add(stars, *n);
        }
        counts
    }

    /// Wilson intervals of statsmodels, joined; see `tests/oracle/post_stratify.py`.
    #[test]
    fn agrees_with_statsmodels() {
        let mut n_rows = 0;
        for row in rows(include_str!("../../tests/oracle/post_stratify.csv")) {
            let weights: Vec<f64> = list(row[2]);
            let store = StarDistribution::new(weights.try_into().unwrap()).unwrap();
            let found =
                post_stratified_share(&counts(&list(row[0])), &counts(&list(row[1])), &store);
            assert_close(found.map(|found| found.share), row[3], &row);
            assert_close(found.map(|found| found.interval.low), row[4], &row);
            assert_close(found.map(|found| found.interval.high), row[5], &row);
            n_rows += 1;
        }
        assert!(n_rows >= 5);
    }

    #[test]
    fn what_is_no_distribution_is_refused() {
        assert_eq!(StarDistribution::new([0.0; 5]), None);
        assert_eq!(StarDistribution::new([1.0, -1.0, 2.0, 0.0, 0.0]), None);
        assert_eq!(StarDistribution::new([f64::NAN, 1.0, 2.0, 0.0, 0.0]), None);
    }

    #[test]
    fn half_stars_and_empty_ratings_have_no_share() {
        let store = StarDistribution::new([1.0; 5]).unwrap();
        let mut all = counts(&[3, 3, 3, 3, 3]);
        assert!(post_stratified_share(&counts(&[1; 5]), &all, &store).is_some());
        all.add(Stars::new(3.5).unwrap(), 1);
        assert_eq!(post_stratified_share(&counts(&[1; 5]), &all, &store), None);
        let gap = counts(&[3, 3, 0, 3, 3]);
        assert_eq!(post_stratified_share(&counts(&[1]), &gap, &store), None);
    }

    proptest! {
        #[test]
        fn the_stars_as_collected_give_the_share_as_collected(
            by_star in prop::collection::vec((1_u64..500, 0.0..=1.0_f64), 5)
        ) {
            let n: Vec<u64> = by_star.iter().map(|(n, _)| *n).collect();
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "below n")]
            let with: Vec<u64> = by_star.iter().map(|(n, s)| (*n as f64 * s) as u64).collect();
            let weights: Vec<f64> = n.iter().map(|n| *n as f64).collect();
            let store = StarDistribution::new(weights.try_into().unwrap()).unwrap();
            let found = post_stratified_share(&counts(&with), &counts(&n), &store).unwrap();
            let pooled = with.iter().sum::<u64>() as f64 / n.iter().sum::<u64>() as f64;
            prop_assert!((found.share - pooled).abs() < 1e-12);
            let Interval { low, high } = found.interval;
            prop_assert!(-1e-12 <= low && low <= found.share && found.share <= high && high <= 1.0 + 1e-12);
        }
    }
}
