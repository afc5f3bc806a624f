//! How evenly listed words are spread over the parts of a corpus.
//!
//! Parts are months, platforms, versions, apps and blocks of authors, wherever comments tell them.
//! A word whose comments come from one month or a few authors is frequent, but not what the corpus
//! is about. Single comments are no parts: over them DP says what the document frequency says
//! already.

mod parts;
mod tables;

pub use parts::{AUTHOR_BLOCKS, PartKind};

use crate::count::Documents;
use crate::stats::{Dispersion, FrequencyRow, dispersion};

/// The spread of a term over parts of one kind.
#[derive(Debug, Clone, PartialEq)]
pub struct SpreadRow {
    /// Of what kind the parts are.
    pub kind: PartKind,
    /// The term.
    pub term: String,
    /// Comments that hold it and belong to a part.
    pub df: u64,
    /// Comments that belong to a part.
    pub documents: u64,
    /// The measures, on comments.
    pub dispersion: Dispersion,
}

/// The spread of terms over all kinds of parts of which there are at least two.
///
/// ```
/// use ciyun::count::{CountState, Documents, KeptToken};
/// use ciyun::ingest::Document;
/// use ciyun::spread::{PartKind, spread};
/// use ciyun::stats::{Weight, frequency};
/// let (mut documents, mut counts) = (Documents::new(""), CountState::new(""));
/// let crash = [KeptToken { term: "闪退", spelling: "闪退" }];
/// for (row, (version, tokens)) in (1..).zip([("2.1", &crash[..]), ("2.1", &crash), ("2.0", &[])]) {
///     let mut document = Document::from_text(String::new(), row);
///     document.fields.version = Some(version.to_owned());
///     documents.add(&document, None, tokens);
///     counts.add_document(tokens.iter().copied());
/// }
/// let terms = frequency(&counts, None, Weight::Tf, 10, |_| None);
/// let rows = spread(&documents.in_order(), &terms);
/// assert_eq!((rows.len(), rows[0].kind), (1, PartKind::Version));
/// // 2 of 2 against an expected 2/3, 0 of 2 against 1/3: DP is half of 1/3 + 1/3.
/// assert!((rows[0].dispersion.dp - 1.0 / 3.0).abs() < 1e-12);
/// assert_eq!(rows[0].dispersion.range, 1);
/// ```
#[must_use]
pub fn spread(documents: &Documents, terms: &[FrequencyRow]) -> Vec<SpreadRow> {
    let folded: Vec<&str> = terms.iter().map(|row| row.folded.as_str()).collect();
    let postings = documents.postings(&folded);
    let mut rows = Vec::new();
    for kind in PartKind::ALL {
        let parts = kind.parts(documents);
        let n_parts = parts.iter().flatten().max().map_or(0, |last| last + 1);
        if n_parts < 2 {
            continue;
        }
        let count = |members: &mut dyn Iterator<Item = usize>| {
            let mut counts = vec![0_u64; n_parts];
            for part in members.filter_map(|document| parts[document]) {
                counts[part] += 1;
            }
            counts
        };
        let sizes = count(&mut (0..parts.len()));
        for (term, held) in terms.iter().zip(&postings) {
            let counts = count(&mut held.iter().copied());
            rows.extend(dispersion(&counts, &sizes).map(|dispersion| SpreadRow {
                kind,
                term: term.term.clone(),
                df: counts.iter().sum(),
                documents: sizes.iter().sum(),
                dispersion,
            }));
        }
    }
    rows
}
