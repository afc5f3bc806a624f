//! Which words of a cloud belong together.

use super::Analysis;
use crate::cloud::Relations;
use crate::stats::{FrequencyRow, related_pairs};

/// Relates listed terms that stand in the same comments more often than chance would have it;
/// none unless [`Pipeline::documents`](super::Pipeline::documents) kept the documents.
#[must_use]
pub fn relations(analysis: &Analysis, keywords: &[FrequencyRow]) -> Relations {
    let mut relations = Relations::default();
    let Some(documents) = &analysis.documents else {
        return relations;
    };
    let terms: Vec<&str> = keywords.iter().map(|row| row.folded.as_str()).collect();
    for pair in related_pairs(&documents.cooccurrence(&terms)) {
        let (one, two) = pair.places;
        relations.relate(&keywords[one].term, &keywords[two].term, pair.npmi);
    }
    relations
}
