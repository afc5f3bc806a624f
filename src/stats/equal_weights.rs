//! One group against the rest, when the largest of the others shall not define the rest.

use super::keyness::GroupCounts;
use super::wilson::float;

/// The other groups of a comparison, each with the same weight however many documents it has.
///
/// A word's share in the rest is the plain mean of its shares in the groups. That is what drawing
/// equally many documents from each of them gives on average; the mean needs no draws and loses no
/// documents. It is as uncertain as the share in
/// `n = k² / Σ 1/nᵢ` documents of one group (k groups of nᵢ documents with one share of the word):
/// exactly so, since the mean's variance is `Σ p(1−p)/nᵢ / k²`. n is below the documents there are,
/// and small where one group is: groups of few documents should be left out beforehand.
///
/// # References
/// Kish (1965), *Survey sampling*, §11.7 (effective size under unequal weights).
#[derive(Debug, Clone, PartialEq)]
pub struct EqualWeights {
    sizes: Vec<u64>,
    effective: f64,
}

impl EqualWeights {
    /// Groups by their numbers of documents; `None` when none has any. Groups without documents
    /// have no share and count for nothing.
    #[must_use]
    pub fn new(sizes: &[u64]) -> Option<EqualWeights> {
        let filled = || sizes.iter().filter(|size| **size > 0);
        let n_groups = float(filled().count() as u64);
        let inverse: f64 = filled().map(|size| 1.0 / float(*size)).sum();
        (n_groups > 0.0).then(|| EqualWeights {
            sizes: sizes.to_vec(),
            effective: n_groups * n_groups / inverse,
        })
    }

    /// As many documents of one group would know a share as well.
    #[must_use]
    pub fn effective_documents(&self) -> f64 {
        self.effective
    }

    /// The mean of the word's shares, given the documents with it in each group.
    ///
    /// # Panics
    /// When there is not one count a group, or a count exceeds its group.
    #[must_use]
    pub fn share(&self, with: &[u64]) -> f64 {
        assert_eq!(with.len(), self.sizes.len(), "one count a group");
        let (mut sum, mut n_groups) = (0.0, 0.0);
        for (with, size) in with.iter().zip(&self.sizes) {
            assert!(with <= size, "{with} of {size}");
            if *size > 0 {
                sum += float(*with) / float(*size);
                n_groups += 1.0;
            }
        }
        sum / n_groups
    }

    /// `target` of `target_total` documents against the rest as so many effective documents, both
    /// its counts rounded to whole documents: a table for all measures of keyness, whose p-values
    /// allow for the weights.
    ///
    /// # Panics
    /// As [`share`](Self::share), and when `target` exceeds `target_total`.
    ///
    /// ```
    /// use ciyun::stats::{EqualWeights, GroupCounts};
    /// // 10 % of 900 and 50 % of 100: 30 % on average, as sure as 4 / (1/900 + 1/100) = 360.
    /// let rest = EqualWeights::new(&[900, 100]).unwrap();
    /// assert!((rest.share(&[90, 50]) - 0.3).abs() < 1e-15);
    /// assert_eq!(rest.counts(5, 40, &[90, 50]), GroupCounts::new(5, 40, 108, 360));
    /// ```
    #[must_use]
    pub fn counts(&self, target: u64, target_total: u64, with: &[u64]) -> GroupCounts {
        GroupCounts::new(
            target,
            target_total,
            whole(self.share(with) * self.effective),
            whole(self.effective),
        )
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "not above the number of documents, and not negative"
)]
fn whole(value: f64) -> u64 {
    value.round() as u64
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::random::SplitMix64;

    #[test]
    fn is_what_equally_many_drawn_documents_have_on_average() {
        // 40 documents of each group, 4,000 times, without replacement.
        let (sizes, with) = ([400, 40, 900], [80, 30, 9]);
        let mut random = SplitMix64::new(3);
        let mut hits = 0;
        for (size, with) in sizes.iter().zip(with) {
            for _ in 0..4000 {
                let (mut left, mut left_with) = (*size, with);
                for _ in 0..40 {
                    if random.next() % left < left_with {
                        left_with -= 1;
                        hits += 1;
                    }
                    left -= 1;
                }
            }
        }
        let drawn = f64::from(hits) / (4000.0 * 120.0);
        let exact = EqualWeights::new(&sizes).unwrap().share(&with);
        assert!((drawn - exact).abs() < 0.002, "{drawn} {exact}");
    }

    #[test]
    fn groups_without_documents_count_for_nothing() {
        assert_eq!(EqualWeights::new(&[0, 0]), None);
        let rest = EqualWeights::new(&[0, 50]).unwrap();
        assert_eq!(rest.share(&[0, 10]), 0.2);
        assert_eq!(rest.effective_documents(), 50.0);
    }

    proptest! {
        #[test]
        fn equal_sizes_are_the_plain_rest(
            size in 1_u64..5000, part in prop::collection::vec(0.0_f64..=1.0, 1..9)
        ) {
            let sizes = vec![size; part.len()];
            let with: Vec<u64> = part.iter().map(|part| whole(part * float(size))).collect();
            let rest = EqualWeights::new(&sizes).unwrap();
            let plain = GroupCounts::new(1, 2, with.iter().sum(), sizes.iter().sum());
            prop_assert_eq!(rest.counts(1, 2, &with), plain);
        }

        #[test]
        fn never_surer_than_all_documents(sizes in prop::collection::vec(1_u64..5000, 1..9)) {
            let rest = EqualWeights::new(&sizes).unwrap();
            prop_assert!(rest.effective_documents() <= float(sizes.iter().sum()) * (1.0 + 1e-12));
        }
    }
}
