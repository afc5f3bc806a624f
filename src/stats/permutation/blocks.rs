//! What the labels are dealt out to.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::TermMatrix;
use super::super::group_frequencies::index;
use super::{Blocks, Side};
use crate::random::SplitMix64;

/// The units that labels are dealt out to, in strata that labels do not leave.
///
/// Only one group needs counting, since the other has the rest; it is the one with fewer documents.
pub(super) struct Units {
    /// Where each unit's terms end.
    ends: Vec<usize>,
    /// The distinct terms of the unit's documents, one document after the other.
    terms: Vec<u32>,
    /// How many documents each unit has.
    sizes: Vec<u32>,
    strata: Vec<Stratum>,
    n_terms: usize,
}

struct Stratum {
    units: Range<usize>,
    /// How many of the units are in the counted group.
    n_counted: usize,
}

impl Units {
    /// `None` when a group has no documents.
    pub(super) fn new(
        matrix: &TermMatrix,
        sides: &[Option<Side>],
        blocks: Blocks<'_>,
    ) -> Option<Units> {
        let n_on = |side| sides.iter().filter(|found| **found == Some(side)).count();
        let (n_target, n_reference) = (n_on(Side::Target), n_on(Side::Reference));
        if n_target == 0 || n_reference == 0 {
            return None;
        }
        let counted = if n_target <= n_reference {
            Side::Target
        } else {
            Side::Reference
        };
        let mut units = Units {
            ends: Vec::new(),
            terms: Vec::new(),
            sizes: Vec::new(),
            strata: Vec::new(),
            n_terms: index(matrix.n_terms()),
        };
        let (whole, mixed) = members(sides, blocks);
        // The counted units first, so that the order untouched is what was found.
        units.push_stratum(matrix, counted, whole);
        for documents in mixed {
            let single = documents
                .into_iter()
                .map(|(document, side)| (side, vec![document]))
                .collect();
            units.push_stratum(matrix, counted, single);
        }
        Some(units)
    }

    fn push_stratum(
        &mut self,
        matrix: &TermMatrix,
        counted: Side,
        members: Vec<(Side, Vec<usize>)>,
    ) {
        let start = self.ends.len();
        let (first, second): (Vec<_>, Vec<_>) =
            members.into_iter().partition(|(side, _)| *side == counted);
        let n_counted = first.len();
        for (_, documents) in first.into_iter().chain(second) {
            for document in &documents {
                self.terms.extend(matrix.terms(*document));
            }
            self.ends.push(self.terms.len());
            let size = u32::try_from(documents.len()).expect("documents have numbers");
            self.sizes.push(size);
        }
        self.strata.push(Stratum {
            units: start..self.ends.len(),
            n_counted,
        });
    }

    /// The units as they were found.
    pub(super) fn identity(&self) -> Vec<usize> {
        (0..self.ends.len()).collect()
    }

    /// Deals the labels out; sets how many documents of the counted group hold each term, and
    /// returns how many it has. `order` is any order of the units within their strata.
    pub(super) fn deal(
        &self,
        random: &mut SplitMix64,
        order: &mut [usize],
        counts: &mut Vec<u32>,
    ) -> usize {
        // From the same order each time, so that the result depends on the random numbers alone.
        for (place, unit) in order.iter_mut().enumerate() {
            *unit = place;
        }
        for stratum in &self.strata {
            let units = &mut order[stratum.units.clone()];
            for place in 0..stratum.n_counted {
                let other = place + random.below(units.len() - place);
                units.swap(place, other);
            }
        }
        self.count(order, counts)
    }

    /// As [`deal`](Self::deal), for the labels that an order gives.
    pub(super) fn count(&self, order: &[usize], counts: &mut Vec<u32>) -> usize {
        counts.clear();
        counts.resize(self.n_terms, 0);
        let mut n_documents = 0;
        for stratum in &self.strata {
            for unit in &order[stratum.units.clone()][..stratum.n_counted] {
                let start = unit.checked_sub(1).map_or(0, |before| self.ends[before]);
                for term in &self.terms[start..self.ends[*unit]] {
                    counts[index(*term)] += 1;
                }
                n_documents += index(self.sizes[*unit]);
            }
        }
        n_documents
    }

    pub(super) fn n_documents(&self) -> usize {
        self.sizes.iter().map(|size| index(*size)).sum()
    }

    /// How many documents of both groups hold each term.
    pub(super) fn totals(&self) -> Vec<usize> {
        let mut totals = vec![0; self.n_terms];
        for term in &self.terms {
            totals[index(*term)] += 1;
        }
        totals
    }
}

type Whole = Vec<(Side, Vec<usize>)>;
type Mixed = Vec<Vec<(usize, Side)>>;

/// The documents that move together, and those of each block that is in both groups.
fn members(sides: &[Option<Side>], blocks: Blocks<'_>) -> (Whole, Mixed) {
    let documents = sides
        .iter()
        .enumerate()
        .filter_map(|(document, side)| side.map(|side| (document, side)));
    let Blocks::By(numbers) = blocks else {
        let single = documents.map(|(document, side)| (side, vec![document]));
        return (single.collect(), Vec::new());
    };
    assert_eq!(numbers.len(), sides.len(), "one block a document");
    let (mut whole, mut mixed) = (Whole::new(), Mixed::new());
    let mut by_number: BTreeMap<u32, Vec<(usize, Side)>> = BTreeMap::new();
    for (document, side) in documents {
        match numbers[document] {
            None => whole.push((side, vec![document])),
            Some(number) => by_number.entry(number).or_default().push((document, side)),
        }
    }
    for block in by_number.into_values() {
        let first = block[0].1;
        if block.iter().all(|(_, side)| *side == first) {
            whole.push((
                first,
                block.into_iter().map(|(document, _)| document).collect(),
            ));
        } else {
            mixed.push(block);
        }
    }
    (whole, mixed)
}
