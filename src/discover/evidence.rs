//! How candidates stand in the texts: how often, how they are cut, where.

use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::texts::{PERSONAL, TOKEN, Texts, WORD, code};
use super::trie::Trie;

/// Texts that one worker takes at a time.
const CHUNK: usize = 4096;

/// Chunks whose evidence is held before it is added up.
const CHUNKS_AT_ONCE: usize = 8;

/// Comments that are named for each candidate.
const N_EXAMPLES: usize = 3;

/// What is known of the occurrences of one string, in all comments, copies included.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Evidence {
    pub(super) tf: u64,
    pub(super) df: u64,
    /// Occurrences that overlap personal data, in texts.
    pub(super) personal: u64,
    /// Occurrences both of whose ends are borders of words that the segmenter knows.
    pub(super) between_words: u64,
    /// By borders of tokens: bit k is set where a token begins before unit k, or behind the last.
    pub(super) cuts: BTreeMap<u32, u64>,
    /// The first documents.
    pub(super) documents: Vec<u64>,
    /// The last text seen, and where the occurrence in it ended.
    last: Option<(usize, usize)>,
}

impl Evidence {
    /// Adds what later texts gave.
    fn merge(&mut self, later: Evidence) {
        self.tf += later.tf;
        self.df += later.df;
        self.personal += later.personal;
        self.between_words += later.between_words;
        for (cut, count) in later.cuts {
            *self.cuts.entry(cut).or_default() += count;
        }
        self.documents.extend(later.documents);
        self.documents.truncate(N_EXAMPLES);
    }

    /// Occurrences of a string of `n` units that are one token.
    pub(super) fn whole(&self, n: usize) -> u64 {
        self.cuts.get(&(1 | 1 << n)).copied().unwrap_or(0)
    }

    /// Occurrences of a string of `n` units inside which a token begins.
    pub(super) fn broken(&self, n: usize) -> u64 {
        let inner = (1_u32 << n) - 2;
        let cuts = self.cuts.iter().filter(|(cut, _)| **cut & inner != 0);
        cuts.map(|(_, count)| count).sum()
    }

    /// The commonest cut, the first of equals.
    pub(super) fn commonest(&self) -> Option<(u32, u64)> {
        let cuts = self.cuts.iter().map(|(cut, count)| (*cut, *count));
        cuts.reduce(|best, other| if other.1 > best.1 { other } else { best })
    }
}

/// The evidence for strings of units, in their order. Occurrences go from left to right and do not
/// overlap.
pub(super) fn evidence(texts: &Texts, strings: &[&[u32]]) -> Vec<Evidence> {
    let trie = Trie::new(strings.iter().copied());
    let mut all = vec![Evidence::default(); strings.len()];
    let n_chunks = texts.len().div_ceil(CHUNK);
    // In rounds, so that memory does not grow with the texts.
    for first in (0..n_chunks).step_by(CHUNKS_AT_ONCE) {
        let chunks = (first..n_chunks.min(first + CHUNKS_AT_ONCE)).into_par_iter();
        let found: Vec<Vec<(u32, Evidence)>> = chunks
            .map(|chunk| {
                let mut found = FxHashMap::default();
                for text in chunk * CHUNK..texts.len().min((chunk + 1) * CHUNK) {
                    look(texts, text, &trie, &mut found);
                }
                found.into_iter().collect()
            })
            .collect();
        // Every string at most once a chunk, so only the order of the chunks matters.
        for (number, later) in found.into_iter().flatten() {
            all[number as usize].merge(later);
        }
    }
    all
}

fn look(texts: &Texts, text: usize, trie: &Trie, found: &mut FxHashMap<u32, Evidence>) {
    let units = &texts.units[texts.range(text)];
    let copies = u64::from(texts.copies[text]);
    for start in 0..units.len() {
        let codes = units[start..].iter().map(|unit| code(*unit));
        for (n, number) in trie.prefixes(codes) {
            let end = start + n;
            let evidence = found.entry(number).or_default();
            match evidence.last {
                Some((last, last_end)) if last == text => {
                    if start < last_end {
                        continue;
                    }
                }
                _ => {
                    evidence.df += copies;
                    if evidence.documents.len() < N_EXAMPLES {
                        evidence.documents.push(texts.documents[text]);
                    }
                }
            }
            evidence.last = Some((text, end));
            evidence.tf += copies;
            if units[start..end].iter().any(|unit| unit & PERSONAL != 0) {
                evidence.personal += 1;
            }
            // A text ends with a break, so there is a unit behind the string.
            if units[start] & WORD != 0 && units[end] & WORD != 0 {
                evidence.between_words += copies;
            }
            let borders = (0..).zip(&units[start..=end]);
            let cut = borders.filter(|(_, unit)| **unit & TOKEN != 0);
            let cut = cut.fold(0, |cut, (k, _): (u32, _)| cut | 1 << k);
            *evidence.cuts.entry(cut).or_default() += copies;
        }
    }
}
