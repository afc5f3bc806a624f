//! Which comments to read by hand.

use crate::random::SplitMix64;

/// How a sample is divided among strata.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Allocation {
    /// By their sizes, so that the sample is the corpus in small: shares and scores need no
    /// weights, but a rare rating has few comments.
    Proportional,
    /// The same number of each, as far as they have so many: every rating is seen, but the sample
    /// is not the corpus, and scores of it need the [weights](Stratum::weight).
    Equal,
}

/// A stratum and what was drawn of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stratum<S> {
    /// What its rows have in common, say their rating.
    pub value: S,
    /// Its rows.
    pub n_rows: usize,
    /// Rows drawn.
    pub n_sampled: usize,
}

impl<S> Stratum<S> {
    /// Rows that each drawn row stands for; `None` when none was drawn.
    #[must_use]
    pub fn weight(&self) -> Option<f64> {
        (self.n_sampled > 0).then(|| self.n_rows as f64 / self.n_sampled as f64)
    }
}

/// Rows drawn from strata.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample<S> {
    /// Indices of the rows drawn, ascending.
    pub rows: Vec<usize>,
    /// The strata in their order.
    pub strata: Vec<Stratum<S>>,
}

/// Draws `n` rows without return from the strata that `stratum_of_row` tells, all when there are
/// not so many.
///
/// Proportional numbers are rounded by the largest remainder, of equal ones the first stratum's.
/// Equal numbers: a stratum with fewer rows gives all, what it lacks is divided among the others,
/// and a rest that cannot be divided goes to the first. Stratum i is drawn from stream i of the
/// seed, and a larger sample holds the smaller one of the same seed as far as its numbers by
/// stratum are larger. Rows without a rating, as `None`, are a stratum of their own.
///
/// # References
/// Cochran (1977), *Sampling techniques*, chapter 5.
///
/// ```
/// use ciyun::agreement::{Allocation, stratified_sample};
/// // Six comments of 1 star, two of 5: half of each.
/// let stars = [1, 1, 5, 1, 1, 1, 5, 1];
/// let sample = stratified_sample(&stars, 4, Allocation::Proportional, 1);
/// let drawn: Vec<_> = sample.strata.iter().map(|s| (s.value, s.n_rows, s.n_sampled)).collect();
/// assert_eq!(drawn, [(1, 6, 3), (5, 2, 1)]);
/// assert_eq!(sample.strata[0].weight(), Some(2.0));
/// let sample = stratified_sample(&stars, 6, Allocation::Equal, 1);
/// assert_eq!((sample.strata[0].n_sampled, sample.strata[1].n_sampled), (4, 2));
/// ```
#[must_use]
pub fn stratified_sample<S: Ord + Clone>(
    stratum_of_row: &[S],
    n: usize,
    allocation: Allocation,
    seed: u64,
) -> Sample<S> {
    let mut order: Vec<usize> = (0..stratum_of_row.len()).collect();
    order.sort_by(|a, b| stratum_of_row[*a].cmp(&stratum_of_row[*b]));
    let mut groups: Vec<&mut [usize]> = order
        .chunk_by_mut(|a, b| stratum_of_row[*a] == stratum_of_row[*b])
        .collect();
    let sizes: Vec<usize> = groups.iter().map(|rows| rows.len()).collect();
    let n = n.min(stratum_of_row.len());
    let numbers = match allocation {
        Allocation::Proportional => proportional(&sizes, n),
        Allocation::Equal => equal(&sizes, n),
    };
    let (mut rows, mut strata) = (Vec::with_capacity(n), Vec::new());
    for (index, (group, n_sampled)) in (0..).zip(groups.iter_mut().zip(numbers)) {
        SplitMix64::stream(seed, index).draw(group, n_sampled);
        rows.extend_from_slice(&group[..n_sampled]);
        strata.push(Stratum {
            value: stratum_of_row[group[0]].clone(),
            n_rows: group.len(),
            n_sampled,
        });
    }
    rows.sort_unstable();
    Sample { rows, strata }
}

fn proportional(sizes: &[usize], n: usize) -> Vec<usize> {
    let total = sizes.iter().sum::<usize>() as u128;
    let product = |size: usize| size as u128 * n as u128;
    let mut numbers: Vec<usize> = sizes
        .iter()
        .map(|size| usize::try_from(product(*size) / total).expect("at most the size"))
        .collect();
    let mut by_rest: Vec<usize> = (0..sizes.len()).collect();
    by_rest.sort_by_key(|index| std::cmp::Reverse(product(sizes[*index]) % total));
    let rest = n - numbers.iter().sum::<usize>();
    for index in &by_rest[..rest] {
        numbers[*index] += 1;
    }
    numbers
}

fn equal(sizes: &[usize], n: usize) -> Vec<usize> {
    let mut numbers = vec![0; sizes.len()];
    let mut rest = n;
    let mut open: Vec<usize> = (0..sizes.len()).collect();
    while rest > 0 {
        let each = (rest / open.len()).max(1);
        for index in &open {
            let more = each.min(sizes[*index] - numbers[*index]).min(rest);
            numbers[*index] += more;
            rest -= more;
        }
        open.retain(|index| numbers[*index] < sizes[*index]);
    }
    numbers
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn numbers(sample: &Sample<u8>) -> Vec<usize> {
        sample
            .strata
            .iter()
            .map(|stratum| stratum.n_sampled)
            .collect()
    }

    fn rows_of(sizes: &[usize]) -> Vec<u8> {
        let each = (0..).zip(sizes);
        each.flat_map(|(stratum, size)| vec![stratum; *size])
            .collect()
    }

    #[test]
    fn numbers_by_hand() {
        // 10 · 7/20, 10 · 10/20, 10 · 3/20 = 3.5, 5, 1.5: one more for the first of equal rests.
        let sample = stratified_sample(&rows_of(&[7, 10, 3]), 10, Allocation::Proportional, 0);
        assert_eq!(numbers(&sample), [4, 5, 1]);
        // 4 each; the third has 3; one left for the first.
        let sample = stratified_sample(&rows_of(&[7, 10, 3]), 12, Allocation::Equal, 0);
        assert_eq!(numbers(&sample), [5, 4, 3]);
        // 200 of five stars, as the program is asked for.
        let sizes = [9000, 800, 40, 20, 500];
        let sample = stratified_sample(&rows_of(&sizes), 200, Allocation::Equal, 0);
        assert_eq!(numbers(&sample), [47, 47, 40, 20, 46]);
    }

    #[test]
    fn nothing_and_all() {
        let none = stratified_sample::<u8>(&[], 10, Allocation::Equal, 0);
        assert!(none.rows.is_empty() && none.strata.is_empty());
        let all = stratified_sample(&[3, 1, 2], 10, Allocation::Proportional, 0);
        assert_eq!(all.rows, [0, 1, 2]);
        let zero = stratified_sample(&[3, 1], 0, Allocation::Proportional, 0);
        assert_eq!((zero.rows.len(), zero.strata[0].weight()), (0, None));
    }

    #[test]
    fn every_row_is_as_likely_as_the_next() {
        let strata = rows_of(&[6, 3]);
        let mut drawn = [0_i32; 9];
        for seed in 0..6000 {
            for row in stratified_sample(&strata, 3, Allocation::Proportional, seed).rows {
                drawn[row] += 1;
            }
        }
        // 2 of 6 and 1 of 3: each 2000 times, standard deviation 37.
        assert!(drawn.iter().all(|n| (n - 2000).abs() < 185), "{drawn:?}");
    }

    proptest! {
        #[test]
        fn numbers_add_up_and_no_stratum_gives_what_it_has_not(
            strata in prop::collection::vec(0_u8..6, 1..80), n in 0_usize..90, seed: u64
        ) {
            for allocation in [Allocation::Proportional, Allocation::Equal] {
                let sample = stratified_sample(&strata, n, allocation, seed);
                prop_assert_eq!(sample.rows.len(), n.min(strata.len()));
                prop_assert!(sample.rows.windows(2).all(|pair| pair[0] < pair[1]));
                for stratum in &sample.strata {
                    let drawn = sample.rows.iter().filter(|row| strata[**row] == stratum.value);
                    prop_assert_eq!(drawn.count(), stratum.n_sampled);
                    prop_assert!(stratum.n_sampled <= stratum.n_rows);
                    if allocation == Allocation::Proportional && n <= strata.len() {
                        let exact = n as f64 * stratum.n_rows as f64 / strata.len() as f64;
                        prop_assert!((stratum.n_sampled as f64 - exact).abs() < 1.0);
                    }
                }
            }
        }

        #[test]
        fn a_larger_sample_by_equal_numbers_holds_the_smaller(
            strata in prop::collection::vec(0_u8..4, 1..60), n in 0_usize..60, seed: u64
        ) {
            let small = stratified_sample(&strata, n, Allocation::Equal, seed);
            let large = stratified_sample(&strata, n + 4, Allocation::Equal, seed);
            prop_assert!(small.rows.iter().all(|row| large.rows.contains(row)));
        }
    }
}
