//! The frequency table.

use serde::{Deserialize, Serialize};

use super::wilson::{float, wilson};
use crate::count::CountState;

/// What ranks the terms and sizes them in the cloud.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Weight {
    /// Term frequency: occurrences.
    #[default]
    Tf,
    /// Document frequency: comments that hold the term.
    Df,
}

/// A term with its frequencies.
#[derive(Debug, Clone, PartialEq)]
pub struct FrequencyRow {
    /// Position in the table, from 1.
    pub rank: u64,
    /// The term in its most frequent spelling.
    pub term: String,
    /// Occurrences.
    pub tf: u64,
    /// Kept documents that hold the term.
    pub df: u64,
    /// `df` over kept documents, 0 to 1.
    pub share: f64,
    /// Lower end of the 95 % Wilson interval of `share`.
    pub share_low: f64,
    /// Upper end of the 95 % Wilson interval of `share`.
    pub share_high: f64,
    /// Occurrences per million kept tokens.
    pub per_million: f64,
    /// Occurrences per document that holds the term; far above 1 when few comments repeat it.
    pub tf_per_df: f64,
    /// Part of speech in jieba's tag set, where the dictionary has one.
    pub pos: Option<String>,
}

impl FrequencyRow {
    /// The number that ranks the row.
    #[must_use]
    pub fn weight(&self, weight: Weight) -> u64 {
        match weight {
            Weight::Tf => self.tf,
            Weight::Df => self.df,
        }
    }
}

/// The `top` terms by weight, descending; equal weights in code-point order of the term.
///
/// `part_of_speech` is asked once per listed term, with the term in folded form.
///
/// ```
/// use ciyun::count::{CountState, KeptToken};
/// use ciyun::stats::{Weight, frequency};
/// let mut counts = CountState::new("");
/// let term = |term| KeptToken { term, spelling: term };
/// counts.add_document([term("卡"), term("卡"), term("闪退")]);
/// counts.add_document([term("闪退")]);
/// let rows = frequency(&counts, Weight::Df, 10, |_| None);
/// assert_eq!((rows[0].term.as_str(), rows[0].df, rows[0].share), ("闪退", 2, 1.0));
/// assert_eq!((rows[1].tf_per_df, rows[1].per_million), (2.0, 500_000.0));
/// ```
#[must_use]
pub fn frequency(
    counts: &CountState,
    weight: Weight,
    top: usize,
    part_of_speech: impl Fn(&str) -> Option<String>,
) -> Vec<FrequencyRow> {
    let documents = counts.ledger.documents_kept;
    let tokens = float(counts.ledger.tokens_kept);
    let mut terms = counts.terms();
    // The terms come in code-point order and the sort is stable.
    terms.sort_by_key(|(_, counts)| {
        std::cmp::Reverse(match weight {
            Weight::Tf => counts.tf,
            Weight::Df => counts.df,
        })
    });
    terms
        .into_iter()
        .take(top)
        .zip(1..)
        .map(|((term, counts), rank)| {
            let interval =
                wilson(counts.df, documents).expect("a term stands in at least one document");
            FrequencyRow {
                rank,
                term: counts.spelling().unwrap_or(term).to_owned(),
                tf: counts.tf,
                df: counts.df,
                share: float(counts.df) / float(documents),
                share_low: interval.low,
                share_high: interval.high,
                per_million: float(counts.tf) * 1e6 / tokens,
                tf_per_df: float(counts.tf) / float(counts.df),
                pos: part_of_speech(term),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::count::KeptToken;

    fn counts() -> CountState {
        let term = |term, spelling| KeptToken { term, spelling };
        let mut counts = CountState::new("");
        counts.add_document([term("慢", "慢"), term("卡", "卡"), term("app", "APP")]);
        counts.add_document([term("卡", "卡"), term("卡", "卡"), term("慢", "慢")]);
        counts
    }

    #[test]
    fn ties_go_to_the_smaller_code_point() {
        let rows = frequency(&counts(), Weight::Df, 10, |_| None);
        let terms: Vec<_> = rows.iter().map(|row| row.term.as_str()).collect();
        // 卡 is U+5361, 慢 is U+6162: both stand in two documents.
        assert_eq!(terms, ["卡", "慢", "APP"]);
        assert_eq!(
            rows.iter().map(|row| row.rank).collect::<Vec<_>>(),
            [1, 2, 3]
        );
    }

    #[test]
    fn numbers_worked_by_hand() {
        let rows = frequency(&counts(), Weight::Tf, 1, |_| Some("a".to_owned()));
        let row = &rows[0];
        assert_eq!(rows.len(), 1);
        assert_eq!((row.tf, row.df, row.share), (3, 2, 1.0));
        assert_eq!(row.per_million, 500_000.0); // 3 of 6 tokens
        assert_eq!(row.tf_per_df, 1.5);
        assert_eq!(row.pos.as_deref(), Some("a"));
    }

    #[test]
    fn the_part_of_speech_is_asked_of_the_folded_term() {
        let rows = frequency(&counts(), Weight::Tf, 10, |term| Some(term.to_owned()));
        let latin = rows.iter().find(|row| row.term == "APP").unwrap();
        assert_eq!(latin.pos.as_deref(), Some("app"));
    }
}
