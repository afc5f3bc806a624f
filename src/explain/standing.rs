//! Where terms stand in the frequency table.

use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::count::{CountState, TermCounts};
use crate::stats::Frequency;

/// A term of the frequency table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// The term as the table shows it.
    pub term: String,
    /// Occurrences.
    pub tf: u64,
    /// Comments that hold it.
    pub df: u64,
    /// Its place among all terms, from 1, by the weight of the run.
    pub rank: u64,
}

/// All terms by their folded form.
pub(super) struct Table<'c>(FxHashMap<&'c str, (u64, &'c TermCounts)>);

impl<'c> Table<'c> {
    pub(super) fn new(counts: &'c CountState, weight: Frequency) -> Table<'c> {
        let mut terms = counts.terms();
        // As in the frequency table: the terms come in code-point order and the sort is stable.
        terms.sort_by_key(|(_, counts)| std::cmp::Reverse(weight.of(counts)));
        let ranked = terms.into_iter().zip(1..);
        Table(
            ranked
                .map(|((term, counts), rank)| (term, (rank, counts)))
                .collect(),
        )
    }

    pub(super) fn get(&self, term: &str) -> Option<Standing> {
        let (rank, counts) = self.0.get(term)?;
        Some(Standing {
            term: counts.spelling().unwrap_or(term).to_owned(),
            tf: counts.tf,
            df: counts.df,
            rank: *rank,
        })
    }
}
