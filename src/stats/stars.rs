//! Ratings in stars, and how many comments gave each.

/// A rating of ½ to 5 stars, in steps of one half.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stars {
    halves: u8,
}

impl Stars {
    /// One star.
    pub const ONE: Stars = Stars { halves: 2 };

    /// `None` for what is no such rating: 0, 6, 4.3.
    ///
    /// ```
    /// use ciyun::stats::Stars;
    /// assert_eq!(Stars::new(3.5).unwrap().value(), 3.5);
    /// assert_eq!(Stars::new(1.0), Some(Stars::ONE));
    /// assert_eq!((Stars::new(0.0), Stars::new(4.3)), (None, None));
    /// ```
    #[must_use]
    pub fn new(value: f64) -> Option<Stars> {
        Stars::all().find(|stars| stars.value() == value)
    }

    /// The number of stars.
    #[must_use]
    pub fn value(self) -> f64 {
        f64::from(self.halves) / 2.0
    }

    /// Twice the number of stars, in which sums are exact.
    pub(super) fn halves(self) -> u64 {
        u64::from(self.halves)
    }

    /// All ratings, ascending.
    pub fn all() -> impl Iterator<Item = Stars> {
        (1..=10).map(|halves| Stars { halves })
    }

    fn is_whole(self) -> bool {
        self.halves.is_multiple_of(2)
    }

    fn index(self) -> usize {
        usize::from(self.halves) - 1
    }
}

/// Comments by rating.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StarCounts {
    n: [u64; 10],
}

impl StarCounts {
    /// Counts ratings.
    #[must_use]
    pub fn count(ratings: impl IntoIterator<Item = Stars>) -> StarCounts {
        let mut counts = StarCounts::default();
        for stars in ratings {
            counts.add(stars, 1);
        }
        counts
    }

    /// Adds `n` comments.
    pub fn add(&mut self, stars: Stars, n: u64) {
        self.n[stars.index()] += n;
    }

    /// Comments with just this rating.
    #[must_use]
    pub fn n(&self, stars: Stars) -> u64 {
        self.n[stars.index()]
    }

    /// All comments.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.n.iter().sum()
    }

    /// Comments with one star or less.
    #[must_use]
    pub fn n_one_star(&self) -> u64 {
        Stars::all()
            .filter(|stars| *stars <= Stars::ONE)
            .map(|stars| self.n(stars))
            .sum()
    }

    /// The levels to show: whole stars always, half stars where they occur.
    pub fn levels(&self) -> impl Iterator<Item = Stars> {
        Stars::all().filter(|stars| stars.is_whole() || self.n(*stars) > 0)
    }

    /// The mean; `None` of nothing.
    ///
    /// ```
    /// use ciyun::stats::{StarCounts, Stars};
    /// // (1 + 1 + 3.5 + 5) / 4
    /// let counts = StarCounts::count([1.0, 5.0, 1.0, 3.5].into_iter().filter_map(Stars::new));
    /// assert_eq!(counts.mean(), Some(2.625));
    /// // Between 1 and 3.5.
    /// assert_eq!(counts.median(), Some(2.25));
    /// ```
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        let n = self.total();
        let halves: u64 = Stars::all()
            .map(|stars| stars.halves() * self.n(stars))
            .sum();
        (n > 0).then(|| halves as f64 / 2.0 / n as f64)
    }

    /// The median, the mean of the middle two when the number is even; `None` of nothing.
    #[must_use]
    pub fn median(&self) -> Option<f64> {
        let n = self.total();
        let at = |rank: u64| {
            let mut below = 0;
            Stars::all().find(|stars| {
                below += self.n(*stars);
                below > rank
            })
        };
        let upper = at(n / 2)?;
        let lower = at((n - 1) / 2)?;
        Some(f64::midpoint(lower.value(), upper.value()))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn nothing_has_no_mean() {
        let none = StarCounts::default();
        assert_eq!((none.mean(), none.median(), none.total()), (None, None, 0));
        assert_eq!(none.levels().count(), 5);
    }

    #[test]
    fn half_stars_are_levels_where_they_occur() {
        let counts = StarCounts::count([0.5, 1.0, 4.5].into_iter().filter_map(Stars::new));
        let levels: Vec<f64> = counts.levels().map(Stars::value).collect();
        assert_eq!(levels, [0.5, 1.0, 2.0, 3.0, 4.0, 4.5, 5.0]);
        assert_eq!(counts.n_one_star(), 2);
    }

    #[test]
    fn what_is_no_rating_is_refused() {
        let not = [-1.0, 0.0, 0.25, 5.5, 4.7, f64::NAN, f64::INFINITY];
        assert!(not.iter().all(|value| Stars::new(*value).is_none()));
    }

    proptest! {
        #[test]
        fn mean_and_median_are_those_of_the_sorted_list(
            mut halves in prop::collection::vec(1_u8..=10, 1..60)
        ) {
            let ratings = halves.iter().map(|halves| Stars { halves: *halves });
            let counts = StarCounts::count(ratings);
            halves.sort_unstable();
            let n = halves.len();
            let sum: f64 = halves.iter().map(|halves| f64::from(*halves) / 2.0).sum();
            prop_assert!((counts.mean().unwrap() - sum / n as f64).abs() < 1e-12);
            let middle = f64::from(halves[n / 2]) + f64::from(halves[(n - 1) / 2]);
            prop_assert_eq!(counts.median().unwrap(), middle / 4.0);
        }
    }
}
