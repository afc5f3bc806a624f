//! Terms as numbers, and comments as lists of them.

use rustc_hash::FxHashMap;

use super::bits::Bits;
use super::paths::TermRules;
use crate::segment::Cutter;

/// Terms that some variant counts, by their numbers.
#[derive(Default)]
pub(super) struct Vocabulary {
    /// `None` for a token that no variant counts.
    numbers: FxHashMap<Box<str>, Option<u32>>,
    pub(super) terms: Vec<Box<str>>,
    /// By set of token rules: the terms that it counts.
    pub(super) counted: Vec<Bits>,
}

impl Vocabulary {
    pub(super) fn new(n_term_rules: usize) -> Vocabulary {
        Vocabulary {
            counted: vec![Bits::default(); n_term_rules],
            ..Vocabulary::default()
        }
    }

    /// The number of a term; `None` when no variant counts it.
    pub(super) fn number(
        &mut self,
        term: &str,
        rules: &[TermRules],
        cutter: &Cutter,
    ) -> Option<u32> {
        if let Some(number) = self.numbers.get(term) {
            return *number;
        }
        let counted: Vec<bool> = rules
            .iter()
            .map(|rules| rules.counts(term, cutter))
            .collect();
        let number = counted.contains(&true).then(|| {
            let number = u32::try_from(self.terms.len());
            for (bits, bit) in self.counted.iter_mut().zip(counted) {
                bits.push(bit);
            }
            self.terms.push(term.into());
            number.expect("there are fewer than 2^32 terms")
        });
        self.numbers.insert(term.into(), number);
        number
    }
}

/// The terms of all comments as one segmenter cuts them.
#[derive(Debug, Clone, Default)]
pub(super) struct TermLists {
    /// By comment: how many terms.
    lengths: Vec<u32>,
    /// The terms of all comments, one after the other.
    terms: Vec<u32>,
}

/// Frequencies of a term.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Frequencies {
    pub(super) tf: u64,
    pub(super) df: u64,
}

impl TermLists {
    pub(super) fn push(&mut self, terms: impl Iterator<Item = u32>) {
        let before = self.terms.len();
        self.terms.extend(terms);
        let n_terms = u32::try_from(self.terms.len() - before);
        self.lengths
            .push(n_terms.expect("a cell has fewer than 2^32 bytes"));
    }

    /// Frequencies of `n_terms` terms over the comments that are kept.
    pub(super) fn count(&self, kept: &Bits, n_terms: usize) -> Vec<Frequencies> {
        let mut found = vec![Frequencies::default(); n_terms];
        // The last comment that held the term, counted from 1.
        let mut last = vec![0_usize; n_terms];
        let mut rest = self.terms.as_slice();
        for (document, length) in self.lengths.iter().enumerate() {
            let (terms, others) = rest.split_at(*length as usize);
            rest = others;
            if !kept.get(document) {
                continue;
            }
            for term in terms {
                let index = *term as usize;
                found[index].tf += 1;
                if last[index] != document + 1 {
                    last[index] = document + 1;
                    found[index].df += 1;
                }
            }
        }
        found
    }
}
