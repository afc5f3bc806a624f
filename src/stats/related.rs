//! Which terms belong together, from the documents that hold both.

use super::association::{PairCounts, npmi};
use crate::count::Cooccurrence;

/// Two terms that attract each other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RelatedPair {
    /// Places of the two in the list that was counted, the lower first.
    pub places: (usize, usize),
    /// Documents that hold both.
    pub both: u64,
    /// Normalized pointwise mutual information over documents, above 0, at most 1.
    pub npmi: f64,
}

/// Fewest documents that must hold both terms.
pub const FEWEST_TOGETHER: u64 = 3;

/// Pairs a term may choose for itself.
pub const MOST_NEIGHBOURS: usize = 5;

/// The pairs by which words are drawn near each other: each term chooses the
/// [`MOST_NEIGHBOURS`] terms with the highest NPMI among those that it shares at least
/// [`FEWEST_TOGETHER`] documents with, more than chance would give. Sorted by places.
///
/// # References
/// Bouma (2009), *Normalized (pointwise) mutual information in collocation extraction*.
///
/// ```
/// use ciyun::count::Cooccurrence;
/// use ciyun::stats::related_pairs;
/// let counted = Cooccurrence { n_documents: 64, df: vec![8, 8, 32], pairs: vec![((0, 1), 4), ((0, 2), 4)] };
/// // 4 where 8 · 8 / 64 = 1 is expected: log2 4 / log2 (64 / 4) = 2 / 4. The other pair is as
/// // frequent as chance would have it.
/// let pairs = related_pairs(&counted);
/// assert_eq!(pairs.len(), 1);
/// assert_eq!((pairs[0].places, pairs[0].npmi), ((0, 1), 0.5));
/// ```
#[must_use]
pub fn related_pairs(counted: &Cooccurrence) -> Vec<RelatedPair> {
    let scored = counted.pairs.iter().filter_map(|&((one, two), both)| {
        let (first, second) = (counted.df[one], counted.df[two]);
        let npmi = npmi(PairCounts::new(both, first, second, counted.n_documents))?;
        (both >= FEWEST_TOGETHER && npmi > 0.0).then_some(RelatedPair {
            places: (one, two),
            both,
            npmi,
        })
    });
    let mut best_first: Vec<RelatedPair> = scored.collect();
    best_first.sort_by(|a, b| {
        let by_score = b.npmi.total_cmp(&a.npmi);
        by_score.then_with(|| a.places.cmp(&b.places))
    });
    let mut n_chosen = vec![0; counted.df.len()];
    best_first.retain(|pair| {
        let places = [pair.places.0, pair.places.1];
        let is_chosen = places
            .iter()
            .any(|&place| n_chosen[place] < MOST_NEIGHBOURS);
        for place in places {
            n_chosen[place] += 1;
        }
        is_chosen
    });
    best_first.sort_by_key(|pair| pair.places);
    best_first
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_pairs_and_pairs_beyond_the_choice_are_left_out() {
        // Term 0 stands with 1 to 6, each pair in 4 documents; 7 and 8 are together but twice.
        let mut pairs: Vec<_> = (1..7).map(|other| ((0, other), 4)).collect();
        for other in 1..7 {
            // The others have stronger neighbours of their own.
            pairs.extend((other + 1..7).map(|more| ((other, more), 5)));
        }
        pairs.push(((7, 8), 2));
        pairs.sort_unstable();
        let counted = Cooccurrence {
            n_documents: 1000,
            df: vec![20, 8, 8, 8, 8, 8, 8, 2, 2],
            pairs,
        };
        let found = related_pairs(&counted);
        assert!(found.iter().all(|pair| pair.places != (7, 8)));
        let of_first = found.iter().filter(|pair| pair.places.0 == 0).count();
        assert_eq!(of_first, MOST_NEIGHBOURS);
    }
}
