//! How often each term occurs in each group of documents.

use super::keyness::GroupCounts;

/// What is counted. Occurrences in one comment depend on each other, so only documents have
/// p-values that mean what they say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Unit {
    /// Documents that hold the term at least once, of all documents.
    #[default]
    Documents,
    /// Occurrences of the term, of all occurrences.
    Tokens,
}

/// Documents and occurrences of each term in each group; see
/// [`TermMatrix::by_group`](super::TermMatrix::by_group).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupFrequencies {
    n_terms: usize,
    documents: Table,
    tokens: Table,
}

/// Counts of one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Table {
    totals: Vec<u64>,
    /// By group, then by term.
    counts: Vec<u64>,
}

impl GroupFrequencies {
    pub(super) fn new(n_terms: u32, n_groups: u32) -> GroupFrequencies {
        let (n_terms, n_groups) = (index(n_terms), index(n_groups));
        let table = Table {
            totals: vec![0; n_groups],
            counts: vec![0; n_groups * n_terms],
        };
        GroupFrequencies {
            n_terms,
            documents: table.clone(),
            tokens: table,
        }
    }

    pub(super) fn add(&mut self, group: u32, terms: &[u32], counts: &[u32]) {
        let group = index(group);
        self.documents.totals[group] += 1;
        for (term, count) in terms.iter().zip(counts) {
            let place = group * self.n_terms + index(*term);
            self.documents.counts[place] += 1;
            self.tokens.counts[place] += u64::from(*count);
            self.tokens.totals[group] += u64::from(*count);
        }
    }

    /// How many groups there are, also those without documents.
    #[must_use]
    pub fn n_groups(&self) -> usize {
        self.documents.totals.len()
    }

    /// All documents, or all occurrences, of a group.
    ///
    /// # Panics
    /// When there is no such group.
    #[must_use]
    pub fn total(&self, unit: Unit, group: u32) -> u64 {
        self.table(unit).totals[index(group)]
    }

    /// The documents of a group that hold a term, or its occurrences there.
    ///
    /// # Panics
    /// When there is no such group or term.
    #[must_use]
    pub fn count(&self, unit: Unit, group: u32, term: u32) -> u64 {
        let (group, term) = (index(group), index(term));
        assert!(term < self.n_terms, "term {term} of {}", self.n_terms);
        self.table(unit).counts[group * self.n_terms + term]
    }

    /// A term in one group against another.
    ///
    /// # Panics
    /// When there is no such group or term.
    #[must_use]
    pub fn pair(&self, unit: Unit, term: u32, target: u32, reference: u32) -> GroupCounts {
        GroupCounts::new(
            self.count(unit, target, term),
            self.total(unit, target),
            self.count(unit, reference, term),
            self.total(unit, reference),
        )
    }

    /// A term in one group against all others thrown together, where large groups outweigh small
    /// ones; [`EqualWeights`](super::EqualWeights) lets them count the same.
    ///
    /// # Panics
    /// When there is no such group or term.
    #[must_use]
    pub fn against_rest(&self, unit: Unit, term: u32, target: u32) -> GroupCounts {
        let others = || {
            self.across_groups(unit, term)
                .filter(|(group, ..)| *group != target)
        };
        GroupCounts::new(
            self.count(unit, target, term),
            self.total(unit, target),
            others().map(|(_, count, _)| count).sum(),
            others().map(|(.., total)| total).sum(),
        )
    }

    /// A term in all groups, in their order: the group, the documents with the term or its
    /// occurrences, and the total.
    ///
    /// # Panics
    /// When there is no such term.
    pub fn across_groups(&self, unit: Unit, term: u32) -> impl Iterator<Item = (u32, u64, u64)> {
        (0_u32..)
            .zip(&self.table(unit).totals)
            .map(move |(group, total)| (group, self.count(unit, group, term), *total))
    }

    fn table(&self, unit: Unit) -> &Table {
        match unit {
            Unit::Documents => &self.documents,
            Unit::Tokens => &self.tokens,
        }
    }
}

/// A number of a term or group as an index.
pub(super) fn index(number: u32) -> usize {
    usize::try_from(number).expect("memory holds as many terms and groups")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::TermMatrix;
    use super::*;

    #[test]
    fn pairs_and_rests() {
        let mut matrix = TermMatrix::new(2);
        for row in [&[(0, 2)][..], &[(0, 1), (1, 4)], &[(1, 1)], &[], &[(0, 9)]] {
            matrix.push(row);
        }
        let groups = [Some(0), Some(1), Some(1), Some(2), None];
        let found = matrix.by_group(&groups, 4);
        assert_eq!(found.n_groups(), 4);
        let (documents, tokens) = (Unit::Documents, Unit::Tokens);
        assert_eq!(found.pair(documents, 0, 0, 1), GroupCounts::new(1, 1, 1, 2));
        assert_eq!(found.pair(tokens, 1, 1, 0), GroupCounts::new(5, 6, 0, 2));
        assert_eq!(
            found.against_rest(documents, 0, 1),
            GroupCounts::new(1, 2, 1, 2)
        );
        assert_eq!(
            found.against_rest(tokens, 0, 2),
            GroupCounts::new(0, 0, 3, 8)
        );
        let all: Vec<_> = found.across_groups(documents, 1).collect();
        assert_eq!(all, [(0, 0, 1), (1, 2, 2), (2, 0, 1), (3, 0, 0)]);
    }

    proptest! {
        #[test]
        fn order_of_documents_changes_nothing(
            rows in prop::collection::vec((prop::collection::btree_map(0_u32..6, 1_u32..4, 0..5),
                prop::option::of(0_u32..3)), 0..20),
            turn in 0_usize..20,
        ) {
            let build = |rows: &[(std::collections::BTreeMap<u32, u32>, Option<u32>)]| {
                let mut matrix = TermMatrix::new(6);
                for (row, _) in rows {
                    matrix.push(&row.iter().map(|(a, b)| (*a, *b)).collect::<Vec<_>>());
                }
                let groups: Vec<_> = rows.iter().map(|(_, group)| *group).collect();
                matrix.by_group(&groups, 3)
            };
            let mut turned = rows.clone();
            turned.rotate_left(turn % rows.len().max(1));
            prop_assert_eq!(build(&turned), build(&rows));
        }
    }
}
