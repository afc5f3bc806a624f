//! Words that are frequent, but not everywhere.

use libm::log;

/// `tf · ln(N/df)`, with the term frequency in the whole corpus and N documents: 0 for a word in
/// every document.
///
/// The frequency is not divided by the size of the corpus and nothing is added to N or df; both
/// differ between programs. `None` when the word is in no document.
///
/// # References
/// Spärck Jones (1972), *A statistical interpretation of term specificity and its application in
/// retrieval*, Journal of Documentation 28, 11–21; Salton and Buckley (1988), *Term-weighting
/// approaches in automatic text retrieval*, Information Processing & Management 24, 513–523.
///
/// # Panics
/// When the word is in more documents than there are, or more often in documents than it occurs.
///
/// ```
/// // 6 · ln(100/100) and 6 · ln(100/5) = 6 · 2.9957.
/// assert_eq!(ciyun::stats::tf_idf(600, 100, 100), Some(0.0));
/// assert!((ciyun::stats::tf_idf(6, 5, 100).unwrap() - 17.9744).abs() < 1e-4);
/// ```
#[must_use]
pub fn tf_idf(tf: u64, df: u64, n_documents: u64) -> Option<f64> {
    assert!(
        df <= n_documents && df <= tf,
        "{df} of {n_documents}, tf {tf}"
    );
    (df > 0).then(|| tf as f64 * log(n_documents as f64 / df as f64))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::stats::oracle::{assert_close, rows};

    /// `TfidfTransformer(norm=None, smooth_idf=False)` of scikit-learn, less the 1 that it adds to
    /// the logarithm; see `tests/oracle/tf_idf.py`.
    #[test]
    fn agrees_with_scikit_learn() {
        let mut n_rows = 0;
        for row in rows(include_str!("../../tests/oracle/tf_idf.csv")) {
            let count = |index: usize| row[index].parse().unwrap();
            assert_close(tf_idf(count(0), count(1), count(2)), row[3], &row);
            n_rows += 1;
        }
        assert!(n_rows >= 10);
    }

    #[test]
    fn a_word_in_no_document_has_none() {
        assert_eq!((tf_idf(0, 0, 9), tf_idf(0, 0, 0)), (None, None));
    }

    proptest! {
        #[test]
        fn it_grows_with_tf_and_falls_with_df(df in 1_u64..500, more in 1_u64..500, rest in 0_u64..500) {
            let n = df + more + rest;
            let one = tf_idf(n, df, n).unwrap();
            prop_assert!(one >= 0.0 && tf_idf(n, df + more, n).unwrap() < one);
            prop_assert!(tf_idf(n + 1, df, n).unwrap() > one);
        }
    }
}
