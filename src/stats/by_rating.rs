//! What a word has to do with the rating: its share by star, and the stars with and without it.

use super::bootstrap::{BootstrapOptions, Units, bootstrap, percentile_interval};
use super::cochran_armitage::{ScoredGroup, TrendTest, cochran_armitage};
use super::stars::{StarCounts, Stars};
use super::wilson::{Interval, wilson};

/// Words whose replicates are held at the same time.
const BLOCK: usize = 512;

/// Rated comments; those without a rating are left out by the caller.
#[derive(Debug, Clone, Copy)]
pub struct RatedComments<'a> {
    /// The rating of each.
    pub ratings: &'a [Stars],
    /// The cluster of each, say its author; `None` where comments are drawn for themselves.
    pub clusters: Option<&'a [u32]>,
}

/// A number with its 95 % bootstrap interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The number.
    pub value: f64,
    /// `None` where the word is too rare for one, see [`percentile_interval`].
    pub interval: Option<Interval>,
}

/// The share of a word among comments of one rating.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ShareAtStars {
    /// The rating.
    pub stars: Stars,
    /// Comments of the rating that hold the word.
    pub with: u64,
    /// Comments of the rating.
    pub n: u64,
    /// `with / n`; `None` when `n` is 0.
    pub share: Option<f64>,
    /// The 95 % Wilson interval of the share.
    pub interval: Option<Interval>,
}

/// A word against the ratings.
#[derive(Debug, Clone, PartialEq)]
pub struct RatingRow {
    /// Rated comments that hold the word.
    pub df: u64,
    /// By rating, ascending: 1 to 5 stars, and half stars where they occur.
    pub by_star: Vec<ShareAtStars>,
    /// Cochran–Armitage test of the share along the stars; below 0 for a word of discontent.
    pub trend: Option<TrendTest>,
    /// Mean stars of comments with the word; `None` when there are none.
    pub mean_with: Option<f64>,
    /// Mean stars of comments without it; `None` when there are none.
    pub mean_without: Option<f64>,
    /// The first mean minus the second.
    pub difference: Option<Estimate>,
    /// Share of the word at one star or less over its share in all rated comments: 1 where the
    /// rating makes no difference. `None` when the word, or one star, does not occur.
    pub one_star_lift: Option<Estimate>,
}

/// Shares by star: 1 to 5 stars, and half stars where comments have them.
///
/// # Panics
/// When more comments hold the word than there are.
///
/// ```
/// use ciyun::stats::{StarCounts, Stars, shares_by_star};
/// let (mut with, mut all) = (StarCounts::default(), StarCounts::default());
/// with.add(Stars::ONE, 3);
/// all.add(Stars::ONE, 4);
/// let rows = shares_by_star(&with, &all);
/// assert_eq!((rows[0].share, rows[1].share), (Some(0.75), None));
/// ```
#[must_use]
pub fn shares_by_star(with: &StarCounts, all: &StarCounts) -> Vec<ShareAtStars> {
    let row = |stars| {
        let (with, n) = (with.n(stars), all.n(stars));
        ShareAtStars {
            stars,
            with,
            n,
            share: (n > 0).then(|| with as f64 / n as f64),
            interval: wilson(with, n),
        }
    };
    all.levels().map(row).collect()
}

/// The rows of words, each given as the indices of the comments that hold it, without repetition.
///
/// Intervals come from the replicates of one seed, the same for all words. Takes a time of
/// replicates × (comments + document frequencies).
///
/// # Panics
/// When an index is beyond the ratings, or when there is not one cluster for each rating.
///
/// ```
/// use ciyun::stats::{BootstrapOptions, RatedComments, Stars, by_rating};
/// let ratings = [1.0, 1.0, 2.0, 5.0, 5.0, 5.0].map(|stars| Stars::new(stars).unwrap());
/// let comments = RatedComments { ratings: &ratings, clusters: None };
/// // 闪退 in comments 0, 1 and 3: mean stars 7/3 against 12/3.
/// let row = &by_rating(comments, &[&[0, 1, 3]], BootstrapOptions::default())[0];
/// assert_eq!((row.df, row.mean_without), (3, Some(4.0)));
/// // In 2 of 2 comments of one star, in 3 of all 6.
/// assert_eq!(row.one_star_lift.unwrap().value, 2.0);
/// ```
#[must_use]
pub fn by_rating(
    comments: RatedComments,
    words: &[&[usize]],
    options: BootstrapOptions,
) -> Vec<RatingRow> {
    let RatedComments { ratings, clusters } = comments;
    let units = Units::of(ratings.len(), clusters);
    let all = StarCounts::count(ratings.iter().copied());
    let mut rows = Vec::with_capacity(words.len());
    for block in words.chunks(BLOCK) {
        let replicates = bootstrap(&units, options, |times| {
            let all = Sums::of(ratings, times, 0..ratings.len());
            let word = |word: &&[usize]| Sums::of(ratings, times, word.iter().copied());
            let pairs = block.iter().map(|w| {
                let with = word(w);
                (difference(with, all), lift(with, all))
            });
            pairs.collect::<Vec<_>>()
        });
        for (index, word) in block.iter().enumerate() {
            let with = StarCounts::count(word.iter().map(|comment| ratings[*comment]));
            let differences: Vec<_> = replicates.iter().map(|words| words[index].0).collect();
            let lifts: Vec<_> = replicates.iter().map(|words| words[index].1).collect();
            rows.push(row(&with, &all, [&differences, &lifts]));
        }
    }
    rows
}

fn row(with: &StarCounts, all: &StarCounts, replicates: [&[Option<f64>]; 2]) -> RatingRow {
    let by_star = shares_by_star(with, all);
    let groups: Vec<ScoredGroup> = by_star
        .iter()
        .map(|cell| ScoredGroup {
            score: cell.stars.value(),
            with: cell.with,
            n: cell.n,
        })
        .collect();
    let mut without = StarCounts::default();
    for cell in &by_star {
        without.add(cell.stars, cell.n - cell.with);
    }
    let estimate = |value: Option<f64>, replicates: &[Option<f64>]| {
        value.map(|value| Estimate {
            value,
            interval: percentile_interval(replicates),
        })
    };
    let (sums, all_sums) = (Sums::from(with), Sums::from(all));
    RatingRow {
        df: with.total(),
        by_star,
        trend: cochran_armitage(&groups),
        mean_with: with.mean(),
        mean_without: without.mean(),
        difference: estimate(difference(sums, all_sums), replicates[0]),
        one_star_lift: estimate(lift(sums, all_sums), replicates[1]),
    }
}

/// Whole numbers, so that the order of comments changes no bit.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    n: u64,
    halves: u64,
    one_star: u64,
}

impl Sums {
    fn add(&mut self, stars: Stars, n: u64) {
        self.n += n;
        self.halves += n * stars.halves();
        self.one_star += if stars <= Stars::ONE { n } else { 0 };
    }

    fn of(ratings: &[Stars], times: &[u32], comments: impl Iterator<Item = usize>) -> Sums {
        let mut sums = Sums::default();
        for comment in comments {
            sums.add(ratings[comment], u64::from(times[comment]));
        }
        sums
    }
}

impl From<&StarCounts> for Sums {
    fn from(counts: &StarCounts) -> Sums {
        let mut sums = Sums::default();
        for stars in Stars::all() {
            sums.add(stars, counts.n(stars));
        }
        sums
    }
}

fn difference(with: Sums, all: Sums) -> Option<f64> {
    let mean = |n: u64, halves: u64| (n > 0).then(|| halves as f64 / 2.0 / n as f64);
    let without = mean(all.n - with.n, all.halves - with.halves)?;
    Some(mean(with.n, with.halves)? - without)
}

fn lift(with: Sums, all: Sums) -> Option<f64> {
    let ratio = || {
        let expected = with.n as f64 * all.one_star as f64;
        with.one_star as f64 * all.n as f64 / expected
    };
    (with.n > 0 && all.one_star > 0).then(ratio)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn stars(values: impl IntoIterator<Item = u32>) -> Vec<Stars> {
        let stars = |v| Stars::new(f64::from(v)).unwrap();
        values.into_iter().map(stars).collect()
    }

    fn options(seed: u64) -> BootstrapOptions {
        BootstrapOptions {
            n_replicates: 400,
            seed,
        }
    }

    #[test]
    fn a_row_by_hand() {
        // Stars 1 ×4, 3 ×2, 5 ×4; the word in three of 1, one of 3, none of 5.
        let ratings = stars([1, 1, 1, 1, 3, 3, 5, 5, 5, 5]);
        let comments = RatedComments {
            ratings: &ratings,
            clusters: None,
        };
        let row = &by_rating(comments, &[&[0, 1, 2, 4]], options(1))[0];
        let shares: Vec<_> = row.by_star.iter().map(|cell| cell.share).collect();
        assert_eq!(shares, [Some(0.75), None, Some(0.5), None, Some(0.0)]);
        // s̄ = 3, p̄ = .4: (−2 · 3) / √(.24 · (16 + 16)) = −6 / 2.7713.
        assert!((row.trend.unwrap().z + 2.1651).abs() < 1e-4, "{row:?}");
        // 6/4 against 24/6; 3/4 against 4/10.
        assert_eq!((row.mean_with, row.mean_without), (Some(1.5), Some(4.0)));
        assert_eq!(row.difference.unwrap().value, -2.5);
        assert_eq!(row.one_star_lift.unwrap().value, 1.875);
    }

    #[test]
    fn the_interval_is_that_of_welch_for_many_comments() {
        let ratings = stars((0..2000).map(|i| 1 + i * 7 % 5));
        let word: Vec<usize> = (0..2000).filter(|i| i * i % 7 == 1).collect();
        let comments = RatedComments {
            ratings: &ratings,
            clusters: None,
        };
        let options = BootstrapOptions::default();
        let row = &by_rating(comments, &[&word], options)[0];
        // Stars 1 to 5 equally often: variance 2; 2/n₁ + 2/n₂.
        let (n, m) = (word.len() as f64, 2000.0 - word.len() as f64);
        let half = 1.96 * (2.0 / n + 2.0 / m).sqrt();
        let found = row.difference.unwrap();
        let interval = found.interval.unwrap();
        let width = (interval.high - interval.low) / (2.0 * half);
        assert!((width - 1.0).abs() < 0.06, "{width}");
    }

    #[test]
    fn rare_words_have_no_interval_and_absent_ones_no_difference() {
        let ratings = stars((0..100).map(|i| 1 + i % 5));
        let comments = RatedComments {
            ratings: &ratings,
            clusters: None,
        };
        let everywhere: Vec<usize> = (0..100).collect();
        let rows = by_rating(comments, &[&[3], &[], &everywhere], options(2));
        assert_eq!(rows[0].difference.unwrap().interval, None);
        assert_eq!(
            (rows[1].df, rows[1].difference, rows[1].one_star_lift),
            (0, None, None)
        );
        assert_eq!((rows[2].difference, rows[2].trend), (None, None));
        let lift = rows[2].one_star_lift.unwrap();
        assert_eq!(lift.interval.map(|i| (i.low, i.high)), Some((1.0, 1.0)));
    }

    #[test]
    fn one_author_cannot_make_an_interval() {
        let ratings = stars([1, 1, 5, 5]);
        let comments = RatedComments {
            ratings: &ratings,
            clusters: Some(&[4, 4, 4, 4]),
        };
        let row = &by_rating(comments, &[&[0, 1]], options(2))[0];
        assert_eq!(row.difference.map(|found| found.interval), Some(None));
    }

    proptest! {
        #[test]
        fn a_word_does_not_depend_on_the_others(
            ratings in prop::collection::vec(1_u32..=5, 20..60), cut in 1_usize..19, seed: u64
        ) {
            let ratings = stars(ratings);
            let comments = RatedComments { ratings: &ratings, clusters: None };
            let (one, other): (Vec<usize>, Vec<usize>) = (0..ratings.len()).partition(|i| *i < cut);
            let both = by_rating(comments, &[&one, &other], options(seed));
            prop_assert_eq!(&by_rating(comments, &[&one], options(seed))[0], &both[0]);
            // With and without are each other's mirror image.
            let (first, second) = (both[0].difference.unwrap(), both[1].difference.unwrap());
            prop_assert_eq!(first.value, -second.value);
            prop_assert_eq!(both[0].mean_with, both[1].mean_without);
        }
    }
}
