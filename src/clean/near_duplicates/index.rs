//! Texts in, clusters out.

use super::components::Components;
use super::sets::GramSets;
use super::{NearDuplicateOptions, NearDuplicateSignature};
use crate::ledger::{Location, SourceId};

/// A document and its position among all.
///
/// The place alone will not do: all texts of a JSON file may stand in one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct DocumentKey {
    /// The number of the document in the order of reading, counted over all inputs.
    pub number: u64,
    /// Where its row begins.
    pub place: Location,
}

/// Collects the signatures of documents and finds those that are nearly the same.
///
/// Takes 4 bytes for each different 3-gram and 51 to 71 for a document whose set is new (about 180
/// bytes for a comment of 32 characters, 16 KB for the longest), 24 for a document whose set is
/// known, none for one that is too short; while it grows, up to twice as much.
/// [`NearDuplicateIndex::finish`] needs 12 more for each set.
///
/// ```
/// use ciyun::clean::{DocumentKey, NearDuplicateIndex, NearDuplicateOptions, NearDuplicateSignature};
/// use ciyun::ledger::{Location, SourceId};
/// let texts = [
///     "寻找走失老人，身穿蓝色上衣，在人民广场附近走失，请大家帮忙转发",
///     "打不开",
///     "【急】寻找走失老人，身穿蓝色上衣，在人民广场附近走失，请大家帮忙转发！！",
///     "打不开",
/// ];
/// let options = NearDuplicateOptions::default();
/// let mut index = NearDuplicateIndex::new(options);
/// for (number, text) in (0..).zip(texts) {
///     let place = Location { source: SourceId(0), line: number + 1 };
///     index.push(DocumentKey { number, place }, &NearDuplicateSignature::of(text, &options));
/// }
/// // 27 3-grams, all of them among the 28 of the other: 27 / 28 = 0.96.
/// let found = index.finish();
/// assert_eq!(found.clusters().len(), 1);
/// assert_eq!(found.clusters()[0].kept.place.line, 1);
/// assert!(found.is_dropped(2) && !found.is_dropped(0) && !found.is_dropped(3));
/// ```
#[derive(Debug, Clone)]
pub struct NearDuplicateIndex {
    options: NearDuplicateOptions,
    sets: GramSets,
    documents: Vec<Entry>,
}

/// A [`DocumentKey`] and a set, without padding.
#[derive(Debug, Clone, Copy)]
struct Entry {
    number: u64,
    line: u64,
    source: SourceId,
    /// The set of the document, then the root of its component.
    set: u32,
}

impl Entry {
    fn key(&self) -> DocumentKey {
        DocumentKey {
            number: self.number,
            place: Location {
                source: self.source,
                line: self.line,
            },
        }
    }
}

impl NearDuplicateIndex {
    /// An index without documents.
    #[must_use]
    pub fn new(options: NearDuplicateOptions) -> NearDuplicateIndex {
        NearDuplicateIndex {
            options,
            sets: GramSets::default(),
            documents: Vec::new(),
        }
    }

    /// Adds a document; the order does not matter, but each number must come once. The signature
    /// must have been made with the options of the index.
    pub fn push(&mut self, document: DocumentKey, signature: &NearDuplicateSignature) {
        if signature.is_too_short() {
            return;
        }
        self.documents.push(Entry {
            number: document.number,
            line: document.place.line,
            source: document.place.source,
            set: self.sets.add(signature.grams()),
        });
    }

    /// Finds the clusters, on all threads of the current rayon pool. The result depends neither
    /// on their number nor on the order in which documents were added.
    #[must_use]
    pub fn finish(self) -> NearDuplicates {
        self.finish_counting().0
    }

    /// As [`NearDuplicateIndex::finish`], with the number of pairs that were compared.
    pub(super) fn finish_counting(mut self) -> (NearDuplicates, u64) {
        self.sets.freeze();
        let mut components = Components::find(&self.sets, self.options.threshold());
        for entry in &mut self.documents {
            entry.set = components.root(entry.set);
        }
        let n_comparisons = components.n_comparisons;
        self.documents
            .sort_unstable_by_key(|entry| (entry.set, entry.number));
        let mut clusters: Vec<NearDuplicateCluster> = self
            .documents
            .chunk_by(|one, two| one.set == two.set)
            .filter_map(|cluster| match cluster {
                [kept, dropped @ ..] if !dropped.is_empty() => Some(NearDuplicateCluster {
                    kept: kept.key(),
                    dropped: dropped.iter().map(Entry::key).collect(),
                }),
                _ => None,
            })
            .collect();
        clusters.sort_unstable_by_key(|cluster| cluster.kept);
        let mut dropped: Vec<(u64, u64)> = clusters
            .iter()
            .flat_map(|cluster| {
                let kept = cluster.kept.number;
                let numbers = cluster.dropped.iter().map(|document| document.number);
                numbers.map(move |number| (number, kept))
            })
            .collect();
        dropped.sort_unstable();
        (NearDuplicates { clusters, dropped }, n_comparisons)
    }
}

/// Documents that are nearly the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NearDuplicateCluster {
    /// The first document of the cluster.
    pub kept: DocumentKey,
    /// All others, at least one, in the order of the documents.
    pub dropped: Vec<DocumentKey>,
}

/// All clusters of an index: 24 bytes for each document in a cluster, 16 more if it is dropped.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NearDuplicates {
    clusters: Vec<NearDuplicateCluster>,
    /// Numbers of the documents that are dropped, in ascending order, with the number of the one
    /// that is kept instead.
    dropped: Vec<(u64, u64)>,
}

impl NearDuplicates {
    /// The clusters, in the order of the documents that are kept.
    #[must_use]
    pub fn clusters(&self) -> &[NearDuplicateCluster] {
        &self.clusters
    }

    /// Number of documents that are dropped.
    #[must_use]
    pub fn n_dropped(&self) -> u64 {
        self.dropped.len() as u64
    }

    /// Whether the document with this [`DocumentKey::number`] is dropped.
    #[must_use]
    pub fn is_dropped(&self, number: u64) -> bool {
        self.kept_instead_of(number).is_some()
    }

    /// The number of the document that is kept instead of a dropped one.
    #[must_use]
    pub fn kept_instead_of(&self, number: u64) -> Option<u64> {
        let found = self.dropped.binary_search_by_key(&number, |pair| pair.0);
        found.ok().map(|at| self.dropped[at].1)
    }

    /// Whether the document with this number is kept instead of others.
    #[must_use]
    pub fn is_kept(&self, number: u64) -> bool {
        let kept = |cluster: &NearDuplicateCluster| cluster.kept.number;
        self.clusters.binary_search_by_key(&number, kept).is_ok()
    }
}
