//! Which document holds which terms how often: the documents of a corpus as rows of term numbers.

use super::group_frequencies::GroupFrequencies;

/// Documents × terms in compressed rows: for each document its distinct terms and how often each
/// occurs. It takes 8 bytes for each of these pairs and 8 for each document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermMatrix {
    n_terms: u32,
    /// Where each document's entries end.
    ends: Vec<usize>,
    terms: Vec<u32>,
    counts: Vec<u32>,
}

impl TermMatrix {
    /// No documents yet, over terms numbered from 0 to `n_terms − 1`.
    #[must_use]
    pub fn new(n_terms: u32) -> TermMatrix {
        TermMatrix {
            n_terms,
            ends: Vec::new(),
            terms: Vec::new(),
            counts: Vec::new(),
        }
    }

    /// Adds a document: its distinct terms in ascending order, each with its occurrences. A
    /// document without terms is a document.
    ///
    /// # Panics
    /// When the terms do not ascend, one is not below the number of terms, or a count is 0.
    pub fn push(&mut self, entries: &[(u32, u32)]) {
        let ascend = entries.windows(2).all(|pair| pair[0].0 < pair[1].0);
        assert!(ascend, "terms do not ascend: {entries:?}");
        if let Some((last, _)) = entries.last() {
            assert!(*last < self.n_terms, "term {last} of {}", self.n_terms);
        }
        for (term, count) in entries {
            assert!(*count > 0, "term {term} occurs 0 times");
            self.terms.push(*term);
            self.counts.push(*count);
        }
        self.ends.push(self.terms.len());
    }

    /// How many terms are told apart, also those that no document holds.
    #[must_use]
    pub fn n_terms(&self) -> u32 {
        self.n_terms
    }

    /// How many documents were added.
    #[must_use]
    pub fn n_documents(&self) -> usize {
        self.ends.len()
    }

    /// The distinct terms of one document, ascending.
    ///
    /// # Panics
    /// When there is no such document.
    #[must_use]
    pub fn terms(&self, document: usize) -> &[u32] {
        &self.terms[self.range(document)]
    }

    /// The occurrences of a document's [`terms`](Self::terms), in the same order.
    ///
    /// # Panics
    /// When there is no such document.
    #[must_use]
    pub fn counts(&self, document: usize) -> &[u32] {
        &self.counts[self.range(document)]
    }

    /// Adds up documents and occurrences within groups numbered from 0 to `n_groups − 1`.
    ///
    /// `groups` has the group of each document, `None` for one that is left out.
    ///
    /// # Panics
    /// When there is not one entry a document, or a group is not below `n_groups`.
    ///
    /// ```
    /// use ciyun::stats::{TermMatrix, Unit};
    /// let mut matrix = TermMatrix::new(2);
    /// matrix.push(&[(0, 3), (1, 1)]);
    /// matrix.push(&[(1, 2)]);
    /// matrix.push(&[(0, 1)]);
    /// let frequencies = matrix.by_group(&[Some(0), Some(0), Some(1)], 2);
    /// // Of group 0, term 1 is in both documents, 1 + 2 of its 6 tokens.
    /// assert_eq!(frequencies.count(Unit::Documents, 0, 1), 2);
    /// assert_eq!(frequencies.total(Unit::Documents, 0), 2);
    /// assert_eq!(frequencies.count(Unit::Tokens, 0, 1), 3);
    /// assert_eq!(frequencies.total(Unit::Tokens, 0), 6);
    /// ```
    #[must_use]
    pub fn by_group(&self, groups: &[Option<u32>], n_groups: u32) -> GroupFrequencies {
        assert_eq!(groups.len(), self.n_documents(), "one group a document");
        let mut frequencies = GroupFrequencies::new(self.n_terms, n_groups);
        for (document, group) in groups.iter().enumerate() {
            if let Some(group) = group {
                frequencies.add(*group, self.terms(document), self.counts(document));
            }
        }
        frequencies
    }

    fn range(&self, document: usize) -> std::ops::Range<usize> {
        let start = match document {
            0 => 0,
            _ => self.ends[document - 1],
        };
        start..self.ends[document]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_back_and_empty_documents_count() {
        let mut matrix = TermMatrix::new(9);
        matrix.push(&[(2, 5), (8, 1)]);
        matrix.push(&[]);
        matrix.push(&[(0, 7)]);
        assert_eq!((matrix.n_documents(), matrix.n_terms()), (3, 9));
        let rows: Vec<_> = (0..3)
            .map(|row| (matrix.terms(row), matrix.counts(row)))
            .collect();
        let expected: [(&[u32], &[u32]); 3] = [(&[2, 8], &[5, 1]), (&[], &[]), (&[0], &[7])];
        assert_eq!(rows, expected);
    }

    #[test]
    #[should_panic(expected = "terms do not ascend")]
    fn repeated_terms_are_refused() {
        TermMatrix::new(9).push(&[(2, 5), (2, 1)]);
    }

    #[test]
    #[should_panic(expected = "term 9 of 9")]
    fn unknown_terms_are_refused() {
        TermMatrix::new(9).push(&[(9, 1)]);
    }
}
