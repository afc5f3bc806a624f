//! A category of the program against the codes of a reader.

use crate::stats::{
    BootstrapOptions, Estimate, Interval, Units, bootstrap, percentile_interval, wilson,
};

/// How well a category finds the rows that a reader put in it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Classification {
    /// Rows that both put in the category (true positives).
    pub both: u64,
    /// Rows that only the program put there (false positives).
    pub only_predicted: u64,
    /// Rows that only the reader put there (false negatives).
    pub only_coded: u64,
    /// Rows that neither put there.
    pub neither: u64,
    /// Share of the program's rows that are the reader's; `None` when the program has none.
    pub precision: Option<Estimate>,
    /// Share of the reader's rows that are the program's; `None` when the reader has none.
    pub recall: Option<Estimate>,
    /// Their harmonic mean `2 both / (2 both + only_predicted + only_coded)`; `None` when neither
    /// has any.
    pub f1: Option<Estimate>,
}

/// Precision, recall and F1 of `predicted` against `coded`, row by row, with 95 % intervals.
///
/// The rows are to be a sample of the corpus with equal chances, as by
/// [`Allocation::Proportional`](super::Allocation::Proportional); for others take
/// [`weighted_classification`]. Intervals of precision and recall are Wilson's. F1 grows with
/// `J = both / (both + only_predicted + only_coded)`, F1 = 2J/(1 + J), which among the rows that
/// one of the two has is a simple share: the ends of its Wilson interval are carried over.
///
/// # References
/// van Rijsbergen (1979), *Information retrieval*, chapter 7; Wilson (1927) as in
/// [`wilson`]; that F1 and J order alike: Powers (2011), *Evaluation: from precision,
/// recall and F-measure to ROC, informedness, markedness and correlation*.
///
/// # Panics
/// When there is not one code for each prediction.
///
/// ```
/// use ciyun::agreement::classification;
/// // Both in 2 rows, the program alone in 1, the reader alone in 2, neither in 1.
/// let predicted = [true, true, true, false, false, false];
/// let coded = [true, true, false, true, true, false];
/// let found = classification(&predicted, &coded);
/// assert_eq!(found.precision.unwrap().value, 2.0 / 3.0);
/// assert_eq!(found.recall.unwrap().value, 0.5);
/// // 2 · 2 / (4 + 1 + 2).
/// assert_eq!(found.f1.unwrap().value, 4.0 / 7.0);
/// ```
#[must_use]
pub fn classification(predicted: &[bool], coded: &[bool]) -> Classification {
    assert_eq!(predicted.len(), coded.len(), "one code for each prediction");
    let mut cells = [[0_u64; 2]; 2];
    for (predicted, coded) in predicted.iter().zip(coded) {
        cells[usize::from(*predicted)][usize::from(*coded)] += 1;
    }
    let [[neither, only_coded], [only_predicted, both]] = cells;
    let share = |of: u64| {
        wilson(both, of).map(|interval| Estimate {
            value: both as f64 / of as f64,
            interval: Some(interval),
        })
    };
    let f1 = |share: f64| 2.0 * share / (1.0 + share);
    let either = both + only_predicted + only_coded;
    Classification {
        both,
        only_predicted,
        only_coded,
        neither,
        precision: share(both + only_predicted),
        recall: share(both + only_coded),
        f1: wilson(both, either).map(|Interval { low, high }| Estimate {
            value: 2.0 * both as f64 / (both + either) as f64,
            interval: Some(Interval {
                low: f1(low),
                high: f1(high),
            }),
        }),
    }
}

/// Scores for the corpus from rows that stand for different numbers of its rows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeightedClassification {
    /// As in [`Classification`], of the corpus.
    pub precision: Option<Estimate>,
    /// As in [`Classification`], of the corpus.
    pub recall: Option<Estimate>,
    /// As in [`Classification`], of the corpus.
    pub f1: Option<Estimate>,
}

/// Precision, recall and F1 for the corpus, each row counting with its weight, say the
/// [rows it stands for](super::Stratum::weight).
///
/// Intervals are of the bootstrap, since no number of trials is known. They are without width
/// where the sample shows no error at all; read the [unweighted](classification()) one then.
///
/// # References
/// Horvitz and Thompson (1952), *A generalization of sampling without replacement from a finite
/// universe*, JASA 47, 663–685 (sums weighted by the inverse of the chance to be drawn).
///
/// # Panics
/// When there is not one code, one weight and one unit for each prediction.
///
/// ```
/// use ciyun::agreement::weighted_classification;
/// use ciyun::stats::{BootstrapOptions, Units};
/// // Two rows of 1 star stand for 30 each, two of 5 stars for 10 each.
/// let found = weighted_classification(
///     &[true, true, true, false],
///     &[true, false, true, true],
///     &[30.0, 30.0, 10.0, 10.0],
///     &Units::rows(4),
///     BootstrapOptions::default(),
/// );
/// // 40 of 70 found, and of 50 to find.
/// assert_eq!(found.precision.unwrap().value, 40.0 / 70.0);
/// assert_eq!(found.recall.unwrap().value, 0.8);
/// ```
#[must_use]
pub fn weighted_classification(
    predicted: &[bool],
    coded: &[bool],
    weights: &[f64],
    units: &Units,
    options: BootstrapOptions,
) -> WeightedClassification {
    assert_eq!(predicted.len(), coded.len(), "one code for each prediction");
    assert_eq!(predicted.len(), weights.len(), "one weight for each");
    assert_eq!(predicted.len(), units.n_rows(), "units of each prediction");
    let scores = |times: &[u32]| -> [Option<f64>; 3] {
        let (mut both, mut theirs, mut ours) = (0.0, 0.0, 0.0);
        for (row, times) in times.iter().enumerate() {
            let weight = f64::from(*times) * weights[row];
            ours += if predicted[row] { weight } else { 0.0 };
            theirs += if coded[row] { weight } else { 0.0 };
            both += if predicted[row] && coded[row] {
                weight
            } else {
                0.0
            };
        }
        let ratio = |of: f64, all: f64| (all > 0.0).then(|| of / all);
        [
            ratio(both, ours),
            ratio(both, theirs),
            ratio(2.0 * both, ours + theirs),
        ]
    };
    let replicates = bootstrap(units, options, scores);
    let found = scores(&vec![1; predicted.len()]);
    let estimate = |index: usize| {
        let theirs: Vec<_> = replicates.iter().map(|scores| scores[index]).collect();
        found[index].map(|value| Estimate {
            value,
            interval: percentile_interval(&theirs),
        })
    };
    WeightedClassification {
        precision: estimate(0),
        recall: estimate(1),
        f1: estimate(2),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::stats::oracle::{assert_close, list, rows};

    fn answers(cell: &str) -> Vec<bool> {
        list::<u8>(cell).iter().map(|answer| *answer == 1).collect()
    }

    /// Values of scikit-learn; see `tests/oracle/classification.py`.
    #[test]
    fn agrees_with_scikit_learn() {
        let options = BootstrapOptions {
            n_replicates: 10,
            seed: 1,
        };
        let mut n_rows = 0;
        for row in rows(include_str!("../../tests/oracle/classification.csv")) {
            let (predicted, coded) = (answers(row[0]), answers(row[1]));
            let value = |found: Option<Estimate>| found.map(|found| found.value);
            let plain = classification(&predicted, &coded);
            assert_close(value(plain.precision), row[3], &row);
            assert_close(value(plain.recall), row[4], &row);
            assert_close(value(plain.f1), row[5], &row);
            let units = Units::rows(coded.len());
            let weights: Vec<f64> = list(row[2]);
            let weighted = weighted_classification(&predicted, &coded, &weights, &units, options);
            assert_close(value(weighted.precision), row[6], &row);
            assert_close(value(weighted.recall), row[7], &row);
            assert_close(value(weighted.f1), row[8], &row);
            n_rows += 1;
        }
        assert!(n_rows >= 6);
    }

    #[test]
    fn nothing_to_find_has_no_scores() {
        let found = classification(&[false, false], &[false, false]);
        assert_eq!(
            (found.precision, found.recall, found.f1),
            (None, None, None)
        );
        let found = classification(&[false, true], &[true, false]);
        assert_eq!(found.f1.map(|f1| f1.value), Some(0.0));
    }

    #[test]
    fn the_interval_of_f1_holds_the_truth_19_times_of_20() {
        // Of 150 rows each is in both with .3, in one alone with .05 and .1: F1 = .6/.75 = .8.
        let mut random = crate::random::SplitMix64::new(31);
        let mut n_held = 0;
        for _ in 0..1000 {
            let rows: Vec<f64> = (0..150).map(|_| random.share()).collect();
            let predicted: Vec<bool> = rows.iter().map(|share| *share < 0.35).collect();
            let coded: Vec<bool> = rows
                .iter()
                .map(|share| *share < 0.3 || (0.35..0.45).contains(share))
                .collect();
            let interval = classification(&predicted, &coded)
                .f1
                .unwrap()
                .interval
                .unwrap();
            n_held += u32::from(interval.low <= 0.8 && 0.8 <= interval.high);
        }
        // 950, standard deviation 7.
        assert!((922..=976).contains(&n_held), "{n_held}");
    }

    proptest! {
        #[test]
        fn the_two_sides_swap_precision_and_recall(
            rows in prop::collection::vec((any::<bool>(), any::<bool>()), 1..60)
        ) {
            let (one, other): (Vec<bool>, Vec<bool>) = rows.into_iter().unzip();
            let (forth, back) = (classification(&one, &other), classification(&other, &one));
            prop_assert_eq!((forth.precision, forth.f1), (back.recall, back.f1));
            let options = BootstrapOptions { n_replicates: 5, seed: 1 };
            let equal = vec![3.0; one.len()];
            let units = Units::rows(one.len());
            let weighted = weighted_classification(&one, &other, &equal, &units, options);
            let close = |a: Option<Estimate>, b: Option<Estimate>| match (a, b) {
                (Some(a), Some(b)) => (a.value - b.value).abs() < 1e-12,
                (a, b) => a.is_none() && b.is_none(),
            };
            prop_assert!(close(weighted.f1, forth.f1) && close(weighted.recall, forth.recall));
            if let Some(Estimate { value, interval: Some(interval) }) = forth.f1 {
                prop_assert!(interval.low <= value + 1e-12 && value <= interval.high + 1e-12);
            }
        }
    }
}
