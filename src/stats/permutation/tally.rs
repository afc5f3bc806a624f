//! How often permuted statistics reach those found.

use libm::log;

use super::super::group_frequencies::index;
use super::super::wilson::float;
use super::PermutationRow;
use super::blocks::Units;

/// How far apart two statistics may be and still count as tied, in parts of the largest number
/// that they are sums of, whose rounding it exceeds.
const TIE: f64 = 1e-14;

/// The statistic of the data found, and what is needed to compute it again.
pub(super) struct Scale {
    /// `n ln n` for all n up to the number of documents.
    n_log_n: Vec<f64>,
    /// How many documents of both groups hold each term.
    totals: Vec<usize>,
    /// G² found.
    found: Vec<f64>,
    /// What a permuted G² must be to reach the one found.
    limits: Vec<f64>,
    /// The terms from the largest G² down, ties by number.
    descending: Vec<u32>,
    /// The class of each term: terms in the same class are in as many documents up to a factor
    /// of 2.
    classes: Vec<usize>,
    /// For each class its terms' limits, ascending.
    class_limits: Vec<Vec<f64>>,
}

impl Scale {
    pub(super) fn new(units: &Units) -> Scale {
        let n_documents = units.n_documents();
        let n_log_n: Vec<f64> = (0..=n_documents)
            .map(|n| float(n as u64))
            .map(|n| if n > 0.0 { n * log(n) } else { 0.0 })
            .collect();
        let totals = units.totals();
        let classes: Vec<usize> = totals.iter().map(|total| index(class(*total))).collect();
        let mut scale = Scale {
            n_log_n,
            totals,
            found: Vec::new(),
            limits: Vec::new(),
            descending: Vec::new(),
            classes,
            class_limits: Vec::new(),
        };
        let mut counts = Vec::new();
        let n_counted = units.count(&units.identity(), &mut counts);
        scale.found = scale.statistics(n_counted, &counts).collect();
        let tie = TIE * scale.n_log_n[n_documents];
        scale.limits = scale.found.iter().map(|found| found - tie).collect();
        let n_terms = u32::try_from(scale.found.len()).expect("terms have numbers");
        scale.descending = (0..n_terms).collect();
        scale.descending.sort_by(|a, b| {
            let found = |term: &u32| scale.found[index(*term)];
            found(b).total_cmp(&found(a)).then(a.cmp(b))
        });
        let n_classes = scale.classes.iter().max().map_or(0, |class| class + 1);
        scale.class_limits = vec![Vec::new(); n_classes];
        for term in scale.descending.iter().rev() {
            let term = index(*term);
            scale.class_limits[scale.classes[term]].push(scale.limits[term]);
        }
        scale
    }

    /// G² of all terms, given the documents of one group and those of them with each term.
    ///
    /// The sum of `n ln n` of the four cells, less those of the margins, plus that of all: the
    /// logarithms are looked up.
    fn statistics<'a>(
        &'a self,
        n_group: usize,
        counts: &'a [u32],
    ) -> impl Iterator<Item = f64> + 'a {
        let table = &self.n_log_n;
        let n_documents = table.len() - 1;
        let n_other = n_documents - n_group;
        let columns = table[n_group] + table[n_other] - table[n_documents];
        counts.iter().zip(&self.totals).map(move |(count, total)| {
            let (here, there) = (index(*count), total - index(*count));
            let cells =
                (table[here] + table[there]) + (table[n_group - here] + table[n_other - there]);
            let rows = table[*total] + table[n_documents - total];
            // Rounding may leave the last bits below 0.
            f64::max(2.0 * (cells - rows - columns), 0.0)
        })
    }
}

fn class(total: usize) -> u32 {
    usize::BITS - total.leading_zeros()
}

/// Counts over permutations; adding them up is associative and commutative.
pub(super) struct Tally {
    /// Permutations whose G² reaches that found, by term.
    reached: Vec<u32>,
    /// Permutations whose largest G² of this and the following terms in descending order does.
    largest_reached: Vec<u32>,
    /// By class: how many permuted values reach just so many of its limits.
    pooled: Vec<Vec<u64>>,
    /// The values of one permutation.
    values: Vec<f64>,
}

impl Tally {
    pub(super) fn new(scale: &Scale) -> Tally {
        let n_terms = scale.found.len();
        let pooled = scale
            .class_limits
            .iter()
            .map(|limits| vec![0; limits.len() + 1]);
        Tally {
            reached: vec![0; n_terms],
            largest_reached: vec![0; n_terms],
            pooled: pooled.collect(),
            values: Vec::new(),
        }
    }

    pub(super) fn add(&mut self, scale: &Scale, n_documents: usize, counts: &[u32]) {
        self.values.clear();
        self.values.extend(scale.statistics(n_documents, counts));
        for (term, value) in self.values.iter().enumerate() {
            self.reached[term] += u32::from(*value >= scale.limits[term]);
            let class = scale.classes[term];
            let n_reached = scale.class_limits[class].partition_point(|limit| limit <= value);
            self.pooled[class][n_reached] += 1;
        }
        let mut largest: f64 = 0.0;
        for term in scale.descending.iter().rev().map(|term| index(*term)) {
            largest = largest.max(self.values[term]);
            self.largest_reached[term] += u32::from(largest >= scale.limits[term]);
        }
    }

    pub(super) fn merge(mut self, other: Tally) -> Tally {
        let small = self.reached.iter_mut().zip(other.reached);
        let largest = self.largest_reached.iter_mut().zip(other.largest_reached);
        for (sum, more) in small.chain(largest) {
            *sum += more;
        }
        let pooled = self.pooled.iter_mut().flatten();
        for (sum, more) in pooled.zip(other.pooled.into_iter().flatten()) {
            *sum += more;
        }
        self
    }

    pub(super) fn rows(&self, scale: &Scale, n_permutations: u32) -> Vec<PermutationRow> {
        let share = |reached: u64, values: u64| (float(reached) + 1.0) / (float(values) + 1.0);
        let permutations = u64::from(n_permutations);
        // By class, how many permuted values reach each of the ascending limits.
        let reaching: Vec<Vec<u64>> = self.pooled.iter().map(|bins| sums_above(bins)).collect();
        let mut rows: Vec<PermutationRow> = (0..scale.found.len())
            .map(|term| {
                let class = scale.classes[term];
                let limits = &scale.class_limits[class];
                let place = limits.partition_point(|limit| *limit < scale.limits[term]);
                let n_values = permutations * limits.len() as u64;
                PermutationRow {
                    g2: scale.found[term],
                    p: share(u64::from(self.reached[term]), permutations),
                    p_max_t: share(u64::from(self.largest_reached[term]), permutations),
                    p_pooled: share(reaching[class][place], n_values),
                }
            })
            .collect();
        // A smaller statistic never has the smaller adjusted p-value.
        let mut greatest: f64 = 0.0;
        for term in &scale.descending {
            let row = &mut rows[index(*term)];
            greatest = greatest.max(row.p_max_t);
            row.p_max_t = greatest;
        }
        rows
    }
}

/// For each place the sum of all bins after it.
fn sums_above(bins: &[u64]) -> Vec<u64> {
    let mut sum = 0;
    let mut sums: Vec<u64> = bins
        .iter()
        .rev()
        .map(|bin| {
            let above = sum;
            sum += bin;
            above
        })
        .collect();
    sums.reverse();
    sums
}
