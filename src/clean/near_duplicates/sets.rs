//! The sets of all texts, equal ones kept once.

use rustc_hash::FxHashMap;

use super::grams::mix;
use super::options::Threshold;

/// Sets of hashes, numbered from 0 in the order in which they came: 4 bytes for each hash and
/// 27 to 47 for each set.
#[derive(Debug, Clone, Default)]
pub(super) struct GramSets {
    grams: Vec<u32>,
    /// Where each set ends in `grams`.
    ends: Vec<usize>,
    by_fingerprint: FxHashMap<u64, u32>,
}

impl GramSets {
    /// The number of a set, which is new unless an equal one is known.
    pub(super) fn add(&mut self, grams: &[u32]) -> u32 {
        let fingerprint = grams
            .iter()
            .fold(0, |mixed, gram| mix(mixed ^ u64::from(*gram)));
        let known = self.by_fingerprint.get(&fingerprint).copied();
        if let Some(known) = known
            && self.get(known) == grams
        {
            return known;
        }
        let number = u32::try_from(self.ends.len()).expect("memory ends before 2³² sets");
        self.grams.extend_from_slice(grams);
        self.ends.push(self.grams.len());
        // If two sets share a fingerprint, copies of the second are numbered anew and found to be
        // similar later.
        self.by_fingerprint.entry(fingerprint).or_insert(number);
        number
    }

    pub(super) fn len(&self) -> u32 {
        u32::try_from(self.ends.len()).expect("sets are numbered in 32 bits")
    }

    pub(super) fn get(&self, number: u32) -> &[u32] {
        let number = number as usize;
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.grams[start..self.ends[number]]
    }

    /// Forgets what is only needed to add sets.
    pub(super) fn freeze(&mut self) {
        self.by_fingerprint = FxHashMap::default();
    }
}

/// Whether the Jaccard similarity of two sorted sets reaches the threshold. Stops as soon as too
/// many elements have no partner.
pub(super) fn are_similar(first: &[u32], second: &[u32], threshold: Threshold) -> bool {
    let fewest = threshold.fewest_common(first.len(), second.len());
    let (Some(mut spare_first), Some(mut spare_second)) = (
        first.len().checked_sub(fewest),
        second.len().checked_sub(fewest),
    ) else {
        return false;
    };
    let (mut at_first, mut at_second) = (0, 0);
    while let (Some(one), Some(two)) = (first.get(at_first), second.get(at_second)) {
        at_first += usize::from(one <= two);
        at_second += usize::from(two <= one);
        let spare = match one.cmp(two) {
            std::cmp::Ordering::Equal => continue,
            std::cmp::Ordering::Less => &mut spare_first,
            std::cmp::Ordering::Greater => &mut spare_second,
        };
        let Some(less) = spare.checked_sub(1) else {
            return false;
        };
        *spare = less;
    }
    // What is left of either set has no partner.
    first.len() - at_first <= spare_first && second.len() - at_second <= spare_second
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::super::NearDuplicateOptions;
    use super::*;

    #[test]
    fn equal_sets_are_kept_once() {
        let mut sets = GramSets::default();
        assert_eq!(sets.add(&[1, 2, 3]), 0);
        assert_eq!(sets.add(&[1, 2]), 1);
        assert_eq!(sets.add(&[1, 2, 3]), 0);
        assert_eq!(sets.add(&[3]), 2);
        sets.freeze();
        assert_eq!(sets.len(), 3);
        assert_eq!([0, 1, 2].map(|set| sets.get(set).len()), [3, 2, 1]);
        assert_eq!(sets.get(1), [1, 2]);
    }

    proptest! {
        #[test]
        fn similarity_is_the_jaccard_index(
            first in prop::collection::btree_set(0_u32..30, 1..25),
            second in prop::collection::btree_set(0_u32..30, 1..25),
            thousandths in 500_u32..=1000,
        ) {
            let options = NearDuplicateOptions::new(f64::from(thousandths) / 1000.0, 3).unwrap();
            let as_slice = |set: &BTreeSet<u32>| set.iter().copied().collect::<Vec<u32>>();
            let common = first.intersection(&second).count();
            let all = first.union(&second).count();
            prop_assert_eq!(
                are_similar(&as_slice(&first), &as_slice(&second), options.threshold()),
                common * 1000 >= thousandths as usize * all
            );
        }
    }
}
