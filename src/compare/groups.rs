//! Documents by group, as the statistics take them.

use std::collections::BTreeMap;

use crate::count::{CountState, Documents};
use crate::stats::TermMatrix;

/// Why groups cannot be compared.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CompareError {
    /// No documents were kept to compare.
    #[error("the documents were not kept one by one")]
    NoDocuments,
    /// There is nothing to compare with.
    #[error(
        "found {found} groups with comments, expected at least 2; {ungrouped} comments have no group"
    )]
    TooFewGroups {
        /// How many there are.
        found: usize,
        /// Comments without a group.
        ungrouped: u64,
    },
    /// There are more groups than a reader can take in.
    #[error(
        "found {found} groups, expected at most {most}; choose a column with fewer values, or a target and a reference"
    )]
    TooManyGroups {
        /// How many there are.
        found: usize,
        /// How many are compared.
        most: usize,
    },
}

/// Groups compared at most.
pub(super) const MOST_GROUPS: usize = 100;

/// The comments of a comparison: those that have a group.
pub(super) struct Grouped {
    /// In code-point order.
    pub(super) names: Vec<String>,
    /// The group of each document.
    pub(super) of: Vec<Option<u32>>,
    /// The author of each document.
    pub(super) authors: Vec<Option<u32>>,
    pub(super) matrix: TermMatrix,
    /// The terms of the matrix, in code-point order.
    pub(super) terms: Vec<String>,
    pub(super) ungrouped: u64,
    /// Groups that were left out, with their comments.
    pub(super) small: Vec<(String, u64)>,
}

impl Grouped {
    /// Takes the terms that are counted; `documents` stand in the order of the input. Of more than
    /// two groups those with fewer than `min_group` comments are left out, if two remain.
    pub(super) fn new(
        documents: &Documents,
        counts: &CountState,
        min_group: u64,
    ) -> Result<Grouped, CompareError> {
        let facts = documents.facts();
        let mut sizes: BTreeMap<u32, u64> = BTreeMap::new();
        for group in facts.iter().filter_map(|facts| facts.group) {
            *sizes.entry(group).or_default() += 1;
        }
        let is_large = |size: u64| size >= min_group;
        let n_large = sizes.values().filter(|size| is_large(**size)).count();
        let takes = |size: u64| sizes.len() == 2 || n_large < 2 || is_large(size);
        let named = |(group, size): (&u32, &u64)| (documents.value(*group).to_owned(), *size);
        let small = sizes.iter().filter(|(_, size)| !takes(**size)).map(named);
        let small: Vec<(String, u64)> = small.collect();
        let large = sizes.iter().filter(|(_, size)| takes(**size));
        let numbers: Vec<u32> = large.map(|(group, _)| *group).collect();
        let ungrouped = facts.iter().filter(|facts| facts.group.is_none()).count() as u64;
        if numbers.len() < 2 {
            return Err(CompareError::TooFewGroups {
                found: numbers.len(),
                ungrouped,
            });
        }
        if numbers.len() > MOST_GROUPS {
            return Err(CompareError::TooManyGroups {
                found: numbers.len(),
                most: MOST_GROUPS,
            });
        }
        let place = |group: u32| {
            let at = numbers.binary_search(&group).ok()?;
            Some(u32::try_from(at).expect("there are few groups"))
        };
        // Rules that judge a term by all of its counts have spoken in the counts alone.
        let mut kept = Vec::new();
        let mut terms = Vec::new();
        for term in documents.terms() {
            let is_counted = counts.get(term).is_some();
            kept.push(
                is_counted.then(|| u32::try_from(terms.len()).expect("fewer than 2^32 terms")),
            );
            if is_counted {
                terms.push(term.to_string());
            }
        }
        let mut matrix =
            TermMatrix::new(u32::try_from(terms.len()).expect("fewer than 2^32 terms"));
        for document in 0..facts.len() {
            let held = documents.terms_of(document).iter();
            let held: Vec<(u32, u32)> = held
                .filter_map(|&(term, count)| Some((kept[term as usize]?, count)))
                .collect();
            matrix.push(&held);
        }
        Ok(Grouped {
            names: numbers
                .iter()
                .map(|&group| documents.value(group).to_owned())
                .collect(),
            of: facts.iter().map(|facts| place(facts.group?)).collect(),
            authors: facts.iter().map(|facts| facts.author).collect(),
            matrix,
            terms,
            ungrouped,
            small,
        })
    }
}
