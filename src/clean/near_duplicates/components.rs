//! Similar sets joined to connected components.

use rayon::prelude::*;

use super::bands::Banding;
use super::options::Threshold;
use super::sets::{GramSets, are_similar};

/// In a bucket each set is compared with so many sets before and after it.
pub(super) const WINDOW: usize = 128;

/// The component of every set.
///
/// A pair is a candidate if it is in one bucket of some band, at most [`WINDOW`] places apart in
/// the order of that bucket. Both follow from the sets alone. A candidate whose sets are connected
/// already is passed over, which leaves the components as they would be otherwise; so they do not
/// depend on the order of the comparisons.
#[derive(Debug)]
pub(super) struct Components<'s> {
    sets: &'s GramSets,
    threshold: Threshold,
    /// A set of the same component that is nearer to the root; the root is its own.
    parents: Vec<u32>,
    /// Pairs of sets compared so far.
    pub(super) n_comparisons: u64,
}

impl<'s> Components<'s> {
    /// Finds the components, with the sorting and hashing on all threads.
    pub(super) fn find(sets: &'s GramSets, threshold: Threshold) -> Components<'s> {
        let mut components = Components {
            sets,
            threshold,
            parents: (0..sets.len()).collect(),
            n_comparisons: 0,
        };
        let banding = Banding::of(threshold);
        let mut keyed: Vec<(u32, u32)> = Vec::new();
        let mut bucket = Vec::new();
        for band in 0..banding.n_bands() {
            (0..sets.len())
                .into_par_iter()
                .map(|set| (banding.key(band, sets.get(set)), set))
                .collect_into_vec(&mut keyed);
            keyed.par_sort_unstable();
            for same in keyed.chunk_by(|one, two| one.0 == two.0) {
                if same.len() > 1 {
                    bucket.clear();
                    bucket.extend(same.iter().map(|(_, set)| *set));
                    components.join_bucket(&mut bucket, &banding, band);
                }
            }
        }
        components
    }

    /// The set that stands for the component of `set`.
    pub(super) fn root(&mut self, set: u32) -> u32 {
        let mut at = set;
        loop {
            let parent = self.parents[at as usize];
            if parent == at {
                return at;
            }
            let grandparent = self.parents[parent as usize];
            self.parents[at as usize] = grandparent;
            at = grandparent;
        }
    }

    fn join_bucket(&mut self, bucket: &mut [u32], banding: &Banding, band: usize) {
        // Where all pairs are candidates, the order does not matter.
        if bucket.len() > WINDOW + 1 {
            let roots: Vec<u32> = bucket.iter().map(|set| self.root(*set)).collect();
            if roots.iter().all(|root| *root == roots[0]) {
                return;
            }
            sort_by_likeness(bucket, self.sets, banding, band);
        }
        // Neighbors first: in a campaign nearly all are joined by that.
        for pair in bucket.windows(2) {
            self.compare(pair[0], pair[1]);
        }
        if bucket.len() > 2 {
            self.join_others(bucket);
        }
    }

    /// Compares all candidates of a bucket of which one is outside of its largest component; the
    /// others are connected.
    fn join_others(&mut self, bucket: &[u32]) {
        let roots: Vec<u32> = bucket.iter().map(|set| self.root(*set)).collect();
        let mut sorted = roots.clone();
        sorted.sort_unstable();
        let largest = sorted
            .chunk_by(|one, two| one == two)
            .max_by_key(|same| same.len())
            .map(|same| same[0]);
        let is_outside = |position: usize| Some(roots[position]) != largest;
        for position in (0..bucket.len()).filter(|position| is_outside(*position)) {
            let end = bucket.len().min(position + WINDOW + 1);
            for other in position.saturating_sub(WINDOW)..end {
                // Two outside are compared when the first of them has its turn.
                if other > position || !is_outside(other) {
                    self.compare(bucket[position], bucket[other]);
                }
            }
        }
    }

    fn compare(&mut self, first: u32, second: u32) {
        let (one, two) = (self.root(first), self.root(second));
        if one == two {
            return;
        }
        self.n_comparisons += 1;
        let sets = self.sets;
        if are_similar(sets.get(first), sets.get(second), self.threshold) {
            self.parents[one.max(two) as usize] = one.min(two);
        }
    }
}

/// Puts the sets of a bucket in an order that follows from them alone: by their buckets in the
/// next three bands, which similar sets share more often than others. No two sets are equal.
fn sort_by_likeness(bucket: &mut [u32], sets: &GramSets, banding: &Banding, band: usize) {
    bucket.sort_by_cached_key(|set| {
        let grams = sets.get(*set);
        ([1, 2, 3].map(|step| banding.key(band + step, grams)), grams)
    });
}

#[cfg(test)]
mod tests {
    use super::super::NearDuplicateOptions;
    use super::*;

    #[test]
    fn the_order_of_a_bucket_does_not_depend_on_numbers() {
        let banding = Banding::of(NearDuplicateOptions::default().threshold());
        let ordered = |contents: &[[u32; 3]]| -> Vec<Vec<u32>> {
            let mut sets = GramSets::default();
            let mut bucket: Vec<u32> = contents.iter().map(|grams| sets.add(grams)).collect();
            sort_by_likeness(&mut bucket, &sets, &banding, 24);
            bucket.iter().map(|set| sets.get(*set).to_vec()).collect()
        };
        let mut contents: Vec<[u32; 3]> = (0..40).map(|last| [1, 2, 3 + last]).collect();
        let one = ordered(&contents);
        contents.reverse();
        assert_eq!(one, ordered(&contents));
        contents.rotate_left(13);
        assert_eq!(one, ordered(&contents));
    }
}
