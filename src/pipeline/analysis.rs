//! The stages wired together: sources in, counts out.

use std::sync::mpsc::sync_channel;

use super::counter::{Counter, read_all, receive};
use super::near_duplicates::near_duplicates;
use super::{Onlooker, Progress, WordLists};
use crate::Error;
use crate::categories::{CategoryCounts, Coder};
use crate::clean::{Cleaner, DuplicateClusters, NearDuplicates};
use crate::count::{
    CountState, Documents, EntryHits, Grouping, Losses, NgramSizes, NgramState, RatingsWithoutText,
    Scope, TermCounts,
};
use crate::digest::sha256_hex;
use crate::ingest::{Document, IngestError, SkippedRow, Source, SourceDescription};
use crate::ledger::{RuleId, RuleSet};
use crate::segment::{Cutter, Dictionary, JiebaSegmenter, Segmenter, UnknownWords};
use crate::select::Selector;
use crate::stats::{FrequencyRow, Weight, frequency};

/// Skipped rows that are named one by one for each source; all are counted.
pub const MAX_NAMED_ROWS: usize = 10_000;

/// Batches that wait between the reader and the counters.
const BATCHES_AHEAD: usize = 4;

/// Everything that is made once and used for every document: lists, cleaner, segmenter, selector.
///
/// ```
/// use ciyun::ledger::RuleSet;
/// use ciyun::pipeline::{Pipeline, WordLists};
/// let pipeline = Pipeline::new(&WordLists::default(), &RuleSet::default())?;
/// let counts = pipeline.count_texts(["人脸识别总是失败", "人脸识别闪退！"])?;
/// assert_eq!(counts.get("人脸识别").unwrap().df, 2);
/// # Ok::<(), ciyun::Error>(())
/// ```
pub struct Pipeline {
    pub(super) cleaner: Cleaner,
    pub(super) cutter: Cutter,
    pub(super) selector: Selector,
    pub(super) coder: Coder,
    pub(super) fingerprint: String,
    pub(super) ngrams: Option<NgramSizes>,
    pub(super) documents: KeepDocuments,
    pub(super) grouping: Option<Grouping>,
}

/// Whether it is kept which terms each document holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum KeepDocuments {
    /// The counts are enough.
    #[default]
    No,
    /// The terms of each document, for co-occurrence: about 8 bytes a term.
    Terms,
    /// Their order too, for co-occurrence within a window: 4 bytes more for each token.
    Sequences,
}

/// What a run found.
pub struct Analysis {
    /// Term counts and ledger over all sources.
    pub counts: CountState,
    /// What was read, in the order of reading.
    pub sources: Vec<SourceSummary>,
    /// Rows that carry the id of an earlier row, but another text; they are kept.
    pub reused_ids: u64,
    /// Texts that more than one comment has.
    pub duplicates: DuplicateClusters,
    /// What rules took away.
    pub losses: Losses,
    /// How often the entries of lists fired in kept documents.
    pub hits: EntryHits,
    /// The kept comments by category.
    pub categories: CategoryCounts,
    /// What stands beside what, if [`Pipeline::ngrams`] asked for it.
    pub ngrams: Option<NgramState>,
    /// Which terms each kept document holds, in the order of the input, if
    /// [`Pipeline::documents`] asked for it.
    pub documents: Option<Documents>,
    /// Ratings of rows that were dropped because their comment has no text.
    pub ratings_without_text: RatingsWithoutText,
}

/// What was read from one source.
#[derive(Debug)]
pub struct SourceSummary {
    /// The source as it was understood.
    pub description: SourceDescription,
    /// Records found.
    pub rows: u64,
    /// Records that became documents.
    pub documents: u64,
    /// The first [`MAX_NAMED_ROWS`] records that did not.
    pub skipped: Vec<SkippedRow>,
    /// Sequences of bytes that are not valid in the encoding; each became one U+FFFD.
    pub invalid_sequences: u64,
    /// Lines in the second encoding of a file joined from two: see
    /// [`Detection::mixed_with`](crate::ingest::Detection::mixed_with).
    pub lines_in_second_encoding: u64,
    /// What ended the reading early; the rows before it are counted.
    pub error: Option<IngestError>,
}

impl Pipeline {
    /// Loads the segmenter's dictionary and prepares the lists.
    ///
    /// # Errors
    /// [`Error::Lexicon`] and [`Error::Clean`] when a list has an entry that cannot be used.
    pub fn new(lists: &WordLists, rules: &RuleSet) -> Result<Pipeline, Error> {
        Pipeline::with_dictionary(Dictionary::load(), lists, rules)
    }

    /// As [`Pipeline::new`], with a dictionary that is already loaded.
    ///
    /// # Errors
    /// As [`Pipeline::new`].
    pub fn with_dictionary(
        dictionary: Dictionary,
        lists: &WordLists,
        rules: &RuleSet,
    ) -> Result<Pipeline, Error> {
        let cleaner = Cleaner::new(&lists.cleaning(), rules)?;
        let cutter = lists.cutter(dictionary, rules)?;
        let selector = lists.selector(rules);
        let identity = cutter.segmenter().identity();
        let mut settings = format!("ciyun {}\n{identity}\n", crate::VERSION);
        for record in lists.records() {
            settings += &format!("{} {}\n", record.used_as, record.sha256);
        }
        for rule in RuleId::ALL {
            settings += &format!("{rule} {:?}\n", rules.parameter(*rule));
        }
        Ok(Pipeline {
            cleaner,
            cutter,
            selector,
            coder: Coder::new(&lists.categories),
            fingerprint: sha256_hex(settings.as_bytes()),
            ngrams: None,
            documents: KeepDocuments::No,
            grouping: None,
        })
    }

    /// The same, counting n-grams of these lengths too, or none.
    #[must_use]
    pub fn ngrams(mut self, sizes: Option<NgramSizes>) -> Pipeline {
        self.ngrams = sizes;
        self
    }

    /// The same, keeping which terms each document holds, or not.
    #[must_use]
    pub fn documents(mut self, documents: KeepDocuments) -> Pipeline {
        self.documents = documents;
        self
    }

    /// The same, keeping the terms of each document, and its group.
    #[must_use]
    pub fn grouping(mut self, grouping: Grouping) -> Pipeline {
        self.documents = KeepDocuments::Terms;
        self.grouping = Some(grouping);
        self
    }

    /// The same with unknown words treated so.
    #[must_use]
    pub fn unknown_words(mut self, unknown_words: UnknownWords) -> Pipeline {
        if self.segmenter().unknown_words() != unknown_words {
            self.cutter = self.cutter.with(unknown_words, self.cleaner.rules());
            let settings = format!("{}\n{}\n", self.fingerprint, self.segmenter().identity());
            self.fingerprint = sha256_hex(settings.as_bytes());
        }
        self
    }

    /// The rules for documents and texts.
    #[must_use]
    pub fn cleaner(&self) -> &Cleaner {
        &self.cleaner
    }

    /// The engine that cuts.
    #[must_use]
    pub fn segmenter(&self) -> &JiebaSegmenter {
        self.cutter.segmenter()
    }

    /// The engine with what is done to its tokens.
    #[must_use]
    pub fn cutter(&self) -> &Cutter {
        &self.cutter
    }

    /// What becomes of tokens.
    #[must_use]
    pub fn selector(&self) -> &Selector {
        &self.selector
    }

    /// What finds the categories of a comment.
    #[must_use]
    pub fn coder(&self) -> &Coder {
        &self.coder
    }

    /// The frequency table of counts made by this pipeline, and of their documents where they
    /// were kept.
    ///
    /// # Panics
    /// As [`frequency`].
    #[must_use]
    pub fn keywords(
        &self,
        counts: &CountState,
        documents: Option<&Documents>,
        weight: Weight,
        top: usize,
    ) -> Vec<FrequencyRow> {
        let part_of_speech = |term: &str| self.cutter.part_of_speech(term);
        frequency(counts, documents, weight, top, part_of_speech)
    }

    /// The terms without a part of speech, which the rule `pos` does not judge.
    #[must_use]
    pub fn untagged<'c>(&self, counts: &'c CountState) -> Vec<(&'c str, &'c TermCounts)> {
        let mut terms = counts.terms();
        terms.retain(|(term, _)| self.cutter.part_of_speech(term).is_none());
        terms
    }

    /// Counts texts that are in memory. Rules that need more than a text do not apply; the ledger
    /// numbers the texts from 1 as lines of one source.
    ///
    /// # Errors
    /// [`Error::Imbalance`] if the ledger does not balance, which would be a bug of ciyun.
    pub fn count_texts<T: Into<String>>(
        &self,
        texts: impl IntoIterator<Item = T>,
    ) -> Result<CountState, Error> {
        let documents: Vec<Document> = texts
            .into_iter()
            .zip(1..)
            .map(|(text, line)| Document::from_text(text.into(), line))
            .collect();
        let mut counter = Counter::new(self, Scope::Guarded, NearDuplicates::default(), None);
        counter.count(&documents);
        counter.ledger.rows_read = documents.len() as u64;
        Ok(counter.finish()?.counts)
    }

    /// Reads the sources in their order and counts their documents on all threads of the current
    /// rayon pool. The result does not depend on their number.
    ///
    /// # Errors
    /// [`Error::Imbalance`] if the ledger does not balance, which would be a bug of ciyun. What
    /// goes wrong with a source stands in its [`SourceSummary`].
    pub fn run(&self, sources: Vec<Source>, progress: &dyn Progress) -> Result<Analysis, Error> {
        self.run_watched(sources, progress, Scope::Guarded, None)
    }

    /// As [`Pipeline::run`], keeping losses of this `scope`, while `onlooker` looks on.
    ///
    /// # Errors
    /// As [`Pipeline::run`].
    pub fn run_watched(
        &self,
        sources: Vec<Source>,
        progress: &dyn Progress,
        scope: Scope,
        onlooker: Option<&mut dyn Onlooker>,
    ) -> Result<Analysis, Error> {
        let mut summaries: Vec<SourceSummary> = Vec::new();
        let near = near_duplicates(&self.cleaner, &sources, progress);
        let mut counter = Counter::new(self, scope, near, onlooker);
        std::thread::scope(|scope| {
            let (sender, receiver) = sync_channel(BATCHES_AHEAD);
            scope.spawn(move || read_all(sources, &sender));
            receive(&receiver, progress, &mut summaries, &mut counter);
        });
        let counted = counter.finish()?;
        Ok(Analysis {
            counts: counted.counts,
            sources: summaries,
            reused_ids: counted.duplicates.reused_ids(),
            duplicates: counted.duplicates.into_clusters(),
            losses: counted.losses,
            hits: counted.hits,
            categories: counted.categories,
            ngrams: counted.ngrams,
            documents: counted.documents,
            ratings_without_text: counted.ratings_without_text,
        })
    }
}
