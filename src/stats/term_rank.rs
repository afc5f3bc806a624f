//! TextRank of the terms of a corpus.

use std::cmp::Reverse;

use super::text_rank::{TextRankOptions, text_rank};
use crate::count::Documents;

/// Terms that are tied to one another, those of the highest document frequency. A term beyond them
/// counts as one without ties.
pub const TERMS_TIED: usize = 2000;

/// The [TextRank](text_rank) of terms, each given with its document frequency, in their order.
///
/// Two terms are tied when a comment holds both, by the number of such comments. The first
/// [`TERMS_TIED`] terms by document frequency, equals in the order given, are the graph; the
/// others get what a node without ties has, 0.15. The paper ties words within a window of 2 to 10
/// words; comments are about as long as such windows, and the unit of all other numbers.
///
/// ```
/// use ciyun::count::{Documents, KeptToken};
/// use ciyun::ingest::Document;
/// use ciyun::stats::text_rank_of_terms;
/// let mut documents = Documents::new("");
/// for terms in [["登录", "失败"], ["登录", "闪退"], ["登录", "超时"]] {
///     let tokens = terms.map(|term| KeptToken { term, spelling: term });
///     documents.add(&Document::from_text(String::new(), 1), None, &tokens);
/// }
/// let terms = [("登录", 3), ("失败", 1), ("闪退", 1), ("超时", 1), ("慢", 1)];
/// let found = text_rank_of_terms(&documents, &terms);
/// // The star of `text_rank`'s example, and a term without ties.
/// assert!((found[0] - 1.918919).abs() < 1e-6 && (found[1] - 0.693694).abs() < 1e-6);
/// assert!((found[4] - 0.15).abs() < 1e-12);
/// ```
#[must_use]
pub fn text_rank_of_terms(documents: &Documents, terms: &[(&str, u64)]) -> Vec<f64> {
    let mut tied: Vec<usize> = (0..terms.len()).collect();
    tied.sort_by_key(|&place| Reverse(terms[place].1));
    tied.truncate(TERMS_TIED);
    let names: Vec<&str> = tied.iter().map(|&place| terms[place].0).collect();
    let found = documents.cooccurrence(&names);
    let pairs = found.pairs.iter();
    let edges: Vec<(usize, usize, f64)> = pairs
        .map(|&((one, other), count)| (one, other, count as f64))
        .collect();
    let options = TextRankOptions::default();
    let mut scores = vec![1.0 - options.damping; terms.len()];
    for (place, score) in tied
        .iter()
        .zip(text_rank(names.len(), &edges, options).scores)
    {
        scores[*place] = score;
    }
    scores
}
