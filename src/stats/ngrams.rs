//! The table of n-grams.

use serde::{Deserialize, Serialize};

use super::Frequency;
use super::association::{PairCounts, expected_both, log_dice, log_likelihood, npmi, pmi, t_score};
use super::wilson::{float, wilson};
use crate::count::{CountState, NgramState};

/// What ranks n-grams; all measures descending.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NgramOrder {
    /// The weight that ranks the terms of the table.
    #[default]
    Weight,
    /// See [`log_likelihood`].
    G2,
    /// See [`pmi`].
    Pmi,
    /// See [`npmi`].
    Npmi,
    /// See [`log_dice`].
    LogDice,
    /// See [`t_score`].
    T,
}

/// Which n-grams are listed, and in which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NgramOptions {
    /// Fewest occurrences; [`NgramOptions::FEWEST`] by default.
    pub fewest: u64,
    /// What ranks them.
    pub order: NgramOrder,
    /// What [`NgramOrder::Weight`] means.
    pub weight: Frequency,
    /// How many are listed.
    pub top: usize,
}

impl NgramOptions {
    /// Association between things that were seen once or twice is noise: PMI ranks just these
    /// first.
    pub const FEWEST: u64 = 3;
}

/// An n-gram with its counts and measures.
///
/// The measures are those of the 2×2 table of its terms but the last (`tf_first`) against its last
/// term (`tf_last`) over all positions of n neighbours (`positions`). For pairs this is the usual
/// table. For longer ones it is one choice among several, that of a language model: how surely do
/// the first terms announce the last? Measures of different lengths do not compare.
///
/// # References
/// Petrović, Šnajder and Dalbelo Bašić (2010), *Extending lexical association measures for
/// collocation extraction*, Computer Speech & Language 24(2), 383–394, on the choices.
#[derive(Debug, Clone, PartialEq)]
pub struct NgramRow {
    /// Position in the table, from 1.
    pub rank: u64,
    /// The terms in their most frequent spellings, with blanks between them.
    pub term: String,
    /// Number of terms.
    pub n: u64,
    /// Occurrences: f(ab).
    pub tf: u64,
    /// Kept documents that hold it.
    pub df: u64,
    /// `df` over kept documents, 0 to 1.
    pub share: f64,
    /// Lower end of the 95 % Wilson interval of `share`.
    pub share_low: f64,
    /// Upper end of the 95 % Wilson interval of `share`.
    pub share_high: f64,
    /// Positions that begin with all its terms but the last: f(a·).
    pub tf_first: u64,
    /// Positions that end with its last term: f(·b).
    pub tf_last: u64,
    /// All positions of n neighbouring terms: N.
    pub positions: u64,
    /// See [`expected_both`].
    pub expected: Option<f64>,
    /// See [`log_likelihood`].
    pub g2: Option<f64>,
    /// See [`pmi`].
    pub pmi: Option<f64>,
    /// See [`npmi`].
    pub npmi: Option<f64>,
    /// See [`log_dice`].
    pub log_dice: Option<f64>,
    /// See [`t_score`].
    pub t: Option<f64>,
}

impl NgramRow {
    /// What ranks the row; the least of all where it is undefined.
    fn key(&self, order: NgramOrder, weight: Frequency) -> f64 {
        let value = match order {
            NgramOrder::Weight => Some(match weight {
                Frequency::Tf => float(self.tf),
                Frequency::Df => float(self.df),
            }),
            NgramOrder::G2 => self.g2,
            NgramOrder::Pmi => self.pmi,
            NgramOrder::Npmi => self.npmi,
            NgramOrder::LogDice => self.log_dice,
            NgramOrder::T => self.t,
        };
        value.unwrap_or(f64::NEG_INFINITY)
    }
}

/// The table of n-grams; equals in the order of their weight, then in code-point order.
///
/// `counts` are those of the same documents.
///
/// ```
/// use ciyun::count::{CountState, KeptToken, NgramState};
/// use ciyun::stats::{Frequency, NgramOptions, NgramOrder, ngram_rows};
/// let token = |term| KeptToken { term, spelling: term };
/// let (mut counts, mut ngrams) = (CountState::new(""), NgramState::new("", "2".parse().unwrap()));
/// for last in ["失败", "失败", "闪退", "卡"] {
///     let run = [token("登录"), token(last)];
///     counts.add_document(run);
///     ngrams.add_document([run.as_slice()]);
/// }
/// let options = NgramOptions { fewest: 1, order: NgramOrder::LogDice, weight: Frequency::Tf, top: 1 };
/// let rows = ngram_rows(&ngrams, &counts, options);
/// assert_eq!((rows[0].term.as_str(), rows[0].tf, rows[0].share), ("登录 失败", 2, 0.5));
/// assert_eq!((rows[0].tf_first, rows[0].tf_last, rows[0].positions), (4, 2, 4));
/// // All pairs begin with 登录, so it tells nothing of what follows.
/// assert_eq!((rows[0].expected, rows[0].pmi), (Some(2.0), Some(0.0)));
/// ```
#[must_use]
pub fn ngram_rows(
    ngrams: &NgramState,
    counts: &CountState,
    options: NgramOptions,
) -> Vec<NgramRow> {
    let documents = counts.ledger.documents_kept;
    let spelled = |term: &&str| -> String {
        let spelling = counts.get(term).and_then(|counts| counts.spelling());
        spelling.unwrap_or(term).to_owned()
    };
    let listed = ngrams.list(options.fewest).into_iter();
    let mut rows: Vec<NgramRow> = listed
        .map(|gram| {
            let interval =
                wilson(gram.df, documents).expect("an n-gram stands in at least one document");
            let pair = PairCounts::new(gram.tf, gram.first, gram.last, gram.positions);
            let words: Vec<String> = gram.terms.iter().map(spelled).collect();
            NgramRow {
                rank: 0,
                term: words.join(" "),
                n: gram.terms.len() as u64,
                tf: gram.tf,
                df: gram.df,
                share: float(gram.df) / float(documents),
                share_low: interval.low,
                share_high: interval.high,
                tf_first: gram.first,
                tf_last: gram.last,
                positions: gram.positions,
                expected: expected_both(pair),
                g2: log_likelihood(pair),
                pmi: pmi(pair),
                npmi: npmi(pair),
                log_dice: log_dice(pair),
                t: t_score(pair),
            }
        })
        .collect();
    let keys = |row: &NgramRow| {
        let by = |order| row.key(order, options.weight);
        (by(options.order), by(NgramOrder::Weight))
    };
    rows.sort_by(|one, other| {
        let ((one_key, one_weight), (key, weight)) = (keys(one), keys(other));
        let descending = key.total_cmp(&one_key).then(weight.total_cmp(&one_weight));
        descending.then_with(|| one.term.cmp(&other.term))
    });
    rows.truncate(options.top);
    for (row, rank) in rows.iter_mut().zip(1..) {
        row.rank = rank;
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::count::KeptToken;

    const TEXTS: [&str; 7] = [
        "登录 失败",
        "登录 失败",
        "登录 失败",
        "登录 app",
        "人脸 识别",
        "人脸 识别",
        "更新 失败",
    ];

    fn terms(order: NgramOrder, fewest: u64) -> Vec<String> {
        let mut counts = CountState::new("");
        let mut ngrams = NgramState::new("", "2".parse().unwrap());
        for text in TEXTS {
            let token = |term| KeptToken {
                term,
                spelling: if term == "app" { "APP" } else { term },
            };
            let run: Vec<_> = text.split(' ').map(token).collect();
            counts.add_document(run.iter().copied());
            ngrams.add_document([run.as_slice()]);
        }
        let options = NgramOptions {
            fewest,
            order,
            weight: Frequency::Tf,
            top: 10,
        };
        let rows = ngram_rows(&ngrams, &counts, options);
        assert!(rows.iter().zip(1..).all(|(row, rank)| row.rank == rank));
        rows.into_iter().map(|row| row.term).collect()
    }

    #[test]
    fn the_measure_chooses_the_order_and_ties_go_by_weight_then_code_points() {
        let by_weight = terms(NgramOrder::Weight, 1);
        assert_eq!(
            by_weight,
            ["登录 失败", "人脸 识别", "更新 失败", "登录 APP"]
        );
        // 人脸 and 识别 never stand without each other: log2 7/2, the highest of all.
        assert_eq!(terms(NgramOrder::Pmi, 1)[0], "人脸 识别");
        assert_eq!(terms(NgramOrder::LogDice, 1)[0], "人脸 识别");
    }

    #[test]
    fn the_rare_are_left_out_but_count_in_the_margins() {
        assert_eq!(terms(NgramOrder::G2, 2), ["人脸 识别", "登录 失败"]);
    }
}
