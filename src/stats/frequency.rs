//! The frequency table.

use serde::{Deserialize, Serialize};

use super::term_rank::text_rank_of_terms;
use super::tf_idf::tf_idf;
use super::wilson::{float, wilson};
use crate::count::{AuthorCounts, CountState, Documents, TermCounts};

/// What ranks the terms and sizes them in the cloud.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Weight {
    /// Term frequency: occurrences.
    #[default]
    Tf,
    /// Document frequency: comments that hold the term.
    Df,
    /// See [`tf_idf`].
    TfIdf,
    /// See [`text_rank_of_terms`]; needs the documents one by one.
    TextRank,
}

/// One of the two frequencies of a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Frequency {
    /// Term frequency: occurrences.
    #[default]
    Tf,
    /// Document frequency: comments that hold the term.
    Df,
}

impl Weight {
    /// The frequency that the weight is made of, for what is ranked by counts alone.
    #[must_use]
    pub fn frequency(self) -> Frequency {
        match self {
            Weight::Tf | Weight::TfIdf => Frequency::Tf,
            Weight::Df | Weight::TextRank => Frequency::Df,
        }
    }
}

impl Frequency {
    /// The frequency of a term.
    #[must_use]
    pub fn of(self, counts: &TermCounts) -> u64 {
        match self {
            Frequency::Tf => counts.tf,
            Frequency::Df => counts.df,
        }
    }
}

/// Fewest occurrences, or comments, of a term that can be said to be carried by few.
pub const FEWEST_CARRIED: u64 = 10;

/// Occurrences per comment, or comments per author, from which on few carry a term.
pub const REPEATED: u64 = 2;

/// Who carries a term that few carry: its frequency is not that of many who say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CarriedBy {
    /// At least [`FEWEST_CARRIED`] occurrences, on average [`REPEATED`] or more in a comment.
    FewComments,
    /// At least [`FEWEST_CARRIED`] comments of known authors, on average [`REPEATED`] or more of
    /// an author.
    FewAuthors,
}

/// A term with its frequencies.
#[derive(Debug, Clone, PartialEq)]
pub struct FrequencyRow {
    /// Position in the table, from 1.
    pub rank: u64,
    /// The term in its most frequent spelling.
    pub term: String,
    /// The term as it is counted: letters in lower case.
    pub folded: String,
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
    /// Known authors of documents that hold the term; `None` where no author is known, or the
    /// documents were not kept one by one.
    pub authors: Option<u64>,
    /// See [`tf_idf`].
    pub tf_idf: f64,
    /// See [`text_rank_of_terms`]; only where it ranks the terms.
    pub text_rank: Option<f64>,
    /// Whether few comments or few authors carry the term.
    pub carried_by: Option<CarriedBy>,
}

impl FrequencyRow {
    /// The number that ranks the row; `None` when the rows were ranked otherwise and it was not
    /// computed.
    #[must_use]
    pub fn weight(&self, weight: Weight) -> Option<f64> {
        match weight {
            Weight::Tf => Some(float(self.tf)),
            Weight::Df => Some(float(self.df)),
            Weight::TfIdf => Some(self.tf_idf),
            Weight::TextRank => self.text_rank,
        }
    }
}

/// The `top` terms by weight, descending; equal weights in code-point order of the term.
///
/// `documents` are those of the counts, where they were kept one by one. `part_of_speech` is asked
/// once per listed term, with the term in folded form.
///
/// # Panics
/// When terms are to be ranked by [`Weight::TextRank`] without documents.
///
/// ```
/// use ciyun::count::{CountState, KeptToken};
/// use ciyun::stats::{Weight, frequency};
/// let mut counts = CountState::new("");
/// let term = |term| KeptToken { term, spelling: term };
/// counts.add_document([term("闪退"), term("登录"), term("登录")]);
/// counts.add_document([term("闪退")]);
/// let rows = frequency(&counts, None, Weight::Df, 10, |_| None);
/// assert_eq!((rows[0].term.as_str(), rows[0].df, rows[0].share), ("闪退", 2, 1.0));
/// assert_eq!((rows[1].tf_per_df, rows[1].per_million), (2.0, 500_000.0));
/// // By 2 · ln(2/1) = 1.386 it is 登录 that comes first; 闪退 is in every comment: 2 · ln 1.
/// let rows = frequency(&counts, None, Weight::TfIdf, 10, |_| None);
/// assert_eq!((rows[0].term.as_str(), rows[1].tf_idf), ("登录", 0.0));
/// ```
#[must_use]
pub fn frequency(
    counts: &CountState,
    documents: Option<&Documents>,
    weight: Weight,
    top: usize,
    part_of_speech: impl Fn(&str) -> Option<String>,
) -> Vec<FrequencyRow> {
    let n_documents = counts.ledger.documents_kept;
    let tokens = float(counts.ledger.tokens_kept);
    let mut listed = ranked(counts, documents, weight);
    listed.truncate(top);
    let terms: Vec<&str> = listed.iter().map(|(term, ..)| *term).collect();
    let authors = documents.map(|documents| documents.authors_of(&terms));
    let mut rows = Vec::with_capacity(listed.len());
    for (place, (term, counts, score)) in listed.into_iter().enumerate() {
        let interval = wilson(counts.df, n_documents).expect("a term stands in some document");
        let authors = authors.as_ref().map(|authors| authors[place]);
        let authors = authors.filter(|found| found.n_authors > 0);
        rows.push(FrequencyRow {
            rank: place as u64 + 1,
            term: counts.spelling().unwrap_or(term).to_owned(),
            folded: term.to_owned(),
            tf: counts.tf,
            df: counts.df,
            share: float(counts.df) / float(n_documents),
            share_low: interval.low,
            share_high: interval.high,
            per_million: float(counts.tf) * 1e6 / tokens,
            tf_per_df: float(counts.tf) / float(counts.df),
            pos: part_of_speech(term),
            authors: authors.map(|found| found.n_authors),
            tf_idf: tf_idf(counts.tf, counts.df, n_documents).expect("a listed term occurs"),
            text_rank: score.filter(|_| weight == Weight::TextRank),
            carried_by: if few(counts.tf, counts.df) {
                Some(CarriedBy::FewComments)
            } else {
                let by_few = |found: &AuthorCounts| few(found.n_documents, found.n_authors);
                authors.filter(by_few).map(|_| CarriedBy::FewAuthors)
            },
        });
    }
    rows
}

fn few(n: u64, carriers: u64) -> bool {
    n >= FEWEST_CARRIED && n >= REPEATED * carriers
}

/// All terms, with the measure that ranks them where that is not a frequency.
fn ranked<'c>(
    counts: &'c CountState,
    documents: Option<&Documents>,
    weight: Weight,
) -> Vec<(&'c str, &'c TermCounts, Option<f64>)> {
    let n_documents = counts.ledger.documents_kept;
    // In code-point order, which the stable sorts below keep among equals.
    let terms = counts.terms();
    let scores: Option<Vec<f64>> = match weight {
        Weight::Tf | Weight::Df => None,
        Weight::TfIdf => {
            let score = |(_, counts): &(_, &TermCounts)| tf_idf(counts.tf, counts.df, n_documents);
            Some(terms.iter().filter_map(score).collect())
        }
        Weight::TextRank => {
            let documents = documents.expect("TextRank needs the documents one by one");
            let terms: Vec<(&str, u64)> = terms.iter().map(|(term, c)| (*term, c.df)).collect();
            Some(text_rank_of_terms(documents, &terms))
        }
    };
    let score = |place: usize| scores.as_ref().map(|scores| scores[place]);
    let listed = terms.into_iter().enumerate();
    let mut listed: Vec<_> = listed
        .map(|(place, (term, counts))| (term, counts, score(place)))
        .collect();
    let frequency = weight.frequency();
    listed.sort_by(|(_, a, score_a), (_, b, score_b)| {
        let by_score = score_b.unwrap_or(0.0).total_cmp(&score_a.unwrap_or(0.0));
        by_score.then_with(|| frequency.of(b).cmp(&frequency.of(a)))
    });
    listed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::count::KeptToken;
    use crate::ingest::Document;

    fn counts() -> CountState {
        let term = |term, spelling| KeptToken { term, spelling };
        let mut counts = CountState::new("");
        counts.add_document([term("慢", "慢"), term("卡", "卡"), term("app", "APP")]);
        counts.add_document([term("卡", "卡"), term("卡", "卡"), term("慢", "慢")]);
        counts
    }

    #[test]
    fn ties_go_to_the_smaller_code_point() {
        let rows = frequency(&counts(), None, Weight::Df, 10, |_| None);
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
        let rows = frequency(&counts(), None, Weight::Tf, 1, |_| Some("a".to_owned()));
        let row = &rows[0];
        assert_eq!(rows.len(), 1);
        assert_eq!((row.tf, row.df, row.share), (3, 2, 1.0));
        assert_eq!(row.per_million, 500_000.0); // 3 of 6 tokens
        assert_eq!(row.tf_per_df, 1.5);
        assert_eq!(row.pos.as_deref(), Some("a"));
    }

    #[test]
    fn the_part_of_speech_is_asked_of_the_folded_term() {
        let rows = frequency(&counts(), None, Weight::Tf, 10, |term| {
            Some(term.to_owned())
        });
        let latin = rows.iter().find(|row| row.term == "APP").unwrap();
        assert_eq!(latin.pos.as_deref(), Some("app"));
    }

    /// Twenty comments: 卡 ten times in one of them and once in another, 慢 in ten of two authors.
    fn repeated() -> (CountState, Documents) {
        let (mut counts, mut documents) = (CountState::new(""), Documents::new(""));
        let kept = |term| KeptToken {
            term,
            spelling: term,
        };
        for row in 1..=20 {
            let tokens: Vec<KeptToken<'static>> = match row {
                1 => vec![kept("卡"); 10],
                2 => vec![kept("卡"), kept("好")],
                3..=12 => vec![kept("慢"), kept("好")],
                _ => vec![kept("好")],
            };
            let mut document = Document::from_text(String::new(), row);
            document.fields.author = Some(if (3..=12).contains(&row) {
                format!("author {}", row % 2)
            } else {
                row.to_string()
            });
            documents.add(&document, None, &tokens);
            counts.add_document(tokens);
        }
        (counts, documents.in_order())
    }

    #[test]
    fn terms_that_few_carry_are_told() {
        let (counts, documents) = repeated();
        let rows = frequency(&counts, Some(&documents), Weight::Tf, 10, |_| None);
        let carried = |term: &str| {
            let row = rows.iter().find(|row| row.term == term).unwrap();
            (row.authors, row.carried_by)
        };
        assert_eq!(carried("卡"), (Some(2), Some(CarriedBy::FewComments)));
        assert_eq!(carried("慢"), (Some(2), Some(CarriedBy::FewAuthors)));
        assert_eq!(carried("好"), (Some(11), None));
        let rows = frequency(&counts, None, Weight::Tf, 10, |_| None);
        assert!(rows.iter().all(|row| row.authors.is_none()));
    }

    #[test]
    fn every_weight_ranks_by_its_own_number() {
        let (counts, documents) = repeated();
        for (weight, first) in [
            (Weight::Tf, "好"),
            (Weight::Df, "好"),
            // 11 · ln(20/2) = 25.3, 10 · ln(20/10) = 6.9, 19 · ln(20/19) = 0.97.
            (Weight::TfIdf, "卡"),
            (Weight::TextRank, "好"),
        ] {
            let rows = frequency(&counts, Some(&documents), weight, 10, |_| None);
            assert_eq!(rows[0].term, first, "{weight:?}");
            let weights: Vec<f64> = rows.iter().filter_map(|row| row.weight(weight)).collect();
            assert_eq!(weights.len(), 3, "{weight:?}");
            assert!(weights.is_sorted_by(|a, b| a >= b), "{weights:?}");
        }
    }
}
