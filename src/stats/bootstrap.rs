//! The bootstrap: how far a number would move had other comments, or other authors, been drawn.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::Interval;
use crate::random::SplitMix64;

/// Largest share of replicates without a value; above it there is no interval. A word of five
/// comments is missing from a replicate with probability e⁻⁵ = 0.7 %.
pub const MOST_UNDEFINED: f64 = 0.01;

/// How many replicates, and which.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BootstrapOptions {
    /// Number of replicates; 2,000 by default.
    pub n_replicates: u32,
    /// Seed; 0 by default. Replicate i is the same for the same seed on any number of threads.
    pub seed: u64,
}

impl Default for BootstrapOptions {
    fn default() -> BootstrapOptions {
        BootstrapOptions {
            n_replicates: 2000,
            seed: 0,
        }
    }
}

/// What is drawn: single comments, or clusters of comments that stand or fall together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Units {
    n_rows: usize,
    n_units: usize,
    /// The unit of each row; absent where each row is a unit.
    unit_of_row: Option<Vec<usize>>,
}

impl Units {
    /// Each row is drawn for itself.
    #[must_use]
    pub fn rows(n_rows: usize) -> Units {
        Units {
            n_rows,
            n_units: n_rows,
            unit_of_row: None,
        }
    }

    /// Rows of the same cluster, say of the same author, are drawn together. A comment whose
    /// author is not known gets an identity of its own from the caller.
    #[must_use]
    pub fn clusters(cluster_of_row: &[u32]) -> Units {
        let mut units = FxHashMap::default();
        let unit_of_row = cluster_of_row
            .iter()
            .map(|cluster| {
                let next = units.len();
                *units.entry(*cluster).or_insert(next)
            })
            .collect();
        Units {
            n_rows: cluster_of_row.len(),
            n_units: units.len(),
            unit_of_row: Some(unit_of_row),
        }
    }

    /// By cluster where clusters are known, else by row.
    ///
    /// # Panics
    /// When there is not one cluster for each row.
    #[must_use]
    pub fn of(n_rows: usize, clusters: Option<&[u32]>) -> Units {
        clusters.map_or_else(
            || Units::rows(n_rows),
            |clusters| {
                assert_eq!(clusters.len(), n_rows, "one cluster for each row");
                Units::clusters(clusters)
            },
        )
    }

    /// Number of rows.
    #[must_use]
    pub fn n_rows(&self) -> usize {
        self.n_rows
    }

    /// Number of units that can be drawn.
    #[must_use]
    pub fn n_units(&self) -> usize {
        self.n_units
    }

    /// Draws as many units as there are, with return, and says how often each row came.
    fn draw(&self, random: &mut SplitMix64, times: &mut Times) {
        times.unit.fill(0);
        for _ in 0..self.n_units {
            times.unit[random.below(self.n_units)] += 1;
        }
        if let Some(unit_of_row) = &self.unit_of_row {
            for (row, unit) in times.row.iter_mut().zip(unit_of_row) {
                *row = times.unit[*unit];
            }
        }
    }
}

/// How often each unit and each row was drawn; kept from one replicate to the next.
struct Times {
    unit: Vec<u32>,
    row: Vec<u32>,
}

impl Times {
    fn new(units: &Units) -> Times {
        let n_rows = units.unit_of_row.as_ref().map_or(0, Vec::len);
        Times {
            unit: vec![0; units.n_units],
            row: vec![0; n_rows],
        }
    }

    fn of_rows(&self, units: &Units) -> &[u32] {
        if units.unit_of_row.is_some() {
            &self.row
        } else {
            &self.unit
        }
    }
}

/// The statistic of every replicate, in their order. It is given how often each row was drawn: a
/// mean, say, is `Σ times · value / Σ times`.
///
/// Replicate i draws from stream i of the seed, so threads change nothing. No replicates when
/// there are fewer than two units, from which nothing can be learnt about spread. Takes a time of
/// replicates × rows.
///
/// # References
/// Efron (1979), *Bootstrap methods: another look at the jackknife*, Annals of Statistics 7, 1–26;
/// for clusters Davison and Hinkley (1997), *Bootstrap methods and their application*, section 3.8
/// (strategy 1: clusters with return, rows within them as they are).
///
/// ```
/// use ciyun::stats::{BootstrapOptions, Units, bootstrap};
/// // Two authors, of one and of two comments: a replicate has 2, 3 or 4 comments.
/// let options = BootstrapOptions { n_replicates: 100, seed: 1 };
/// let sizes = bootstrap(&Units::clusters(&[7, 9, 9]), options, |times| {
///     assert_eq!(times[1], times[2]);
///     times.iter().sum::<u32>()
/// });
/// assert_eq!(sizes.len(), 100);
/// assert!(sizes.iter().all(|size| (2..=4).contains(size)));
/// ```
pub fn bootstrap<T: Send>(
    units: &Units,
    options: BootstrapOptions,
    statistic: impl Fn(&[u32]) -> T + Sync,
) -> Vec<T> {
    if units.n_units < 2 {
        return Vec::new();
    }
    (0..options.n_replicates)
        .into_par_iter()
        .map_init(
            || Times::new(units),
            |times, index| {
                let mut random = SplitMix64::stream(options.seed, u64::from(index));
                units.draw(&mut random, times);
                statistic(times.of_rows(units))
            },
        )
        .collect()
}

/// The 95 % percentile interval: the 2.5 % and 97.5 % quantiles of the replicates, interpolated
/// linearly (type 7 of Hyndman and Fan).
///
/// Replicates without a value are left out; `None` when they are more than [`MOST_UNDEFINED`] of
/// all, or when there are none at all.
///
/// # References
/// Efron and Tibshirani (1993), *An introduction to the bootstrap*, section 13.3; Hyndman and Fan
/// (1996), *Sample quantiles in statistical packages*, American Statistician 50, 361–365.
///
/// ```
/// use ciyun::stats::percentile_interval;
/// // 0, 1, …, 40: the quantiles stand at 40 · 0.025 = 1 and 40 · 0.975 = 39.
/// let values: Vec<Option<f64>> = (0..=40).map(|value| Some(f64::from(value))).collect();
/// let interval = percentile_interval(&values).unwrap();
/// assert_eq!((interval.low, interval.high), (1.0, 39.0));
/// assert_eq!(percentile_interval(&[Some(1.0), None]), None);
/// ```
#[must_use]
pub fn percentile_interval(replicates: &[Option<f64>]) -> Option<Interval> {
    let mut values: Vec<f64> = replicates.iter().flatten().copied().collect();
    let n_undefined = replicates.len() - values.len();
    if values.is_empty() || n_undefined as f64 > MOST_UNDEFINED * replicates.len() as f64 {
        return None;
    }
    values.sort_unstable_by(f64::total_cmp);
    Some(Interval {
        low: quantile(&values, 1),
        high: quantile(&values, 39),
    })
}

/// The quantile of `fortieths / 40` of sorted values.
fn quantile(sorted: &[f64], fortieths: usize) -> f64 {
    let position = (sorted.len() - 1) * fortieths;
    let (index, rest) = (position / 40, position % 40);
    let low = sorted[index];
    let high = sorted[(index + 1).min(sorted.len() - 1)];
    low + (high - low) * (rest as f64 / 40.0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::stats::oracle::{assert_close, list, rows};

    fn mean(values: &[f64], times: &[u32]) -> Option<f64> {
        let n: u32 = times.iter().sum();
        let sum: f64 = values
            .iter()
            .zip(times)
            .map(|(v, n)| v * f64::from(*n))
            .sum();
        (n > 0).then(|| sum / f64::from(n))
    }

    /// Values of `numpy.percentile`; see `tests/oracle/percentile.py`.
    #[test]
    fn quantiles_agree_with_numpy() {
        let mut n_rows = 0;
        for row in rows(include_str!("../../tests/oracle/percentile.csv")) {
            let values: Vec<Option<f64>> = list(row[0]).into_iter().map(Some).collect();
            let interval = percentile_interval(&values);
            assert_close(interval.map(|interval| interval.low), row[1], &row);
            assert_close(interval.map(|interval| interval.high), row[2], &row);
            n_rows += 1;
        }
        assert!(n_rows >= 5);
    }

    #[test]
    fn threads_change_nothing() {
        let clusters: Vec<u32> = (0..500).map(|row| row * row % 83).collect();
        let values: Vec<f64> = (0..500).map(|row| f64::from(row * 7 % 13)).collect();
        let options = BootstrapOptions::default();
        let run = |n_threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(n_threads);
            pool.build().unwrap().install(|| {
                bootstrap(&Units::clusters(&clusters), options, |times| {
                    mean(&values, times)
                })
            })
        };
        let one = run(1);
        assert_eq!(one.len(), 2000);
        assert_eq!((run(2), run(8)), (one.clone(), one));
    }

    #[test]
    fn spread_is_that_of_the_theory() {
        // The bootstrap variance of a mean is the population variance over n, exactly.
        let values: Vec<f64> = (0..200).map(|row| f64::from(row * 37 % 101)).collect();
        let centre = mean(&values, &[1; 200]).unwrap();
        let variance = values.iter().map(|v| (v - centre).powi(2)).sum::<f64>() / 200.0;
        let options = BootstrapOptions {
            n_replicates: 4000,
            seed: 3,
        };
        let found = bootstrap(&Units::rows(200), options, |times| {
            mean(&values, times).unwrap()
        });
        let middle = found.iter().sum::<f64>() / 4000.0;
        let spread = found.iter().map(|v| (v - middle).powi(2)).sum::<f64>() / 4000.0;
        let ratio = spread / (variance / 200.0);
        assert!((ratio - 1.0).abs() < 0.07, "{ratio}");
    }

    #[test]
    fn authors_who_repeat_themselves_widen_the_interval() {
        // Ten equal comments of each of 30 authors know no more than 30 comments: √10 wider.
        let clusters: Vec<u32> = (0..300).map(|row| row / 10).collect();
        let values: Vec<f64> = clusters
            .iter()
            .map(|author| f64::from(author % 5))
            .collect();
        let width = |units: &Units| {
            let found = bootstrap(units, BootstrapOptions::default(), |t| mean(&values, t));
            let interval = percentile_interval(&found).unwrap();
            interval.high - interval.low
        };
        let ratio = width(&Units::clusters(&clusters)) / width(&Units::rows(300));
        assert!((ratio - 10.0_f64.sqrt()).abs() < 0.3, "{ratio}");
    }

    #[test]
    fn too_little_gives_nothing() {
        let none = BootstrapOptions::default();
        assert!(bootstrap(&Units::rows(1), none, |_| ()).is_empty());
        assert!(bootstrap(&Units::clusters(&[3, 3, 3]), none, |_| ()).is_empty());
        assert_eq!(percentile_interval(&[]), None);
        let mut replicates = vec![Some(1.0); 99];
        replicates.push(None);
        assert!(percentile_interval(&replicates).is_some());
        replicates.push(None);
        assert_eq!(percentile_interval(&replicates), None);
    }

    proptest! {
        #[test]
        fn names_of_clusters_do_not_matter(
            clusters in prop::collection::vec(0_u32..8, 2..40), offset in 0_u32..1000
        ) {
            let renamed: Vec<u32> = clusters.iter().map(|c| (7 - c) * 31 + offset).collect();
            prop_assert_eq!(Units::clusters(&clusters), Units::clusters(&renamed));
        }

        #[test]
        fn every_row_in_its_own_cluster_is_by_row(n in 2_usize..50, seed: u64) {
            let own: Vec<u32> = (0..50).take(n).collect();
            let options = BootstrapOptions { n_replicates: 20, seed };
            let by_cluster = bootstrap(&Units::clusters(&own), options, <[u32]>::to_vec);
            prop_assert!(by_cluster.iter().all(|t| t.iter().sum::<u32>() as usize == n));
            prop_assert_eq!(by_cluster, bootstrap(&Units::rows(n), options, <[u32]>::to_vec));
        }
    }
}
