//! Documents of all sources, counted on all threads.

use std::sync::mpsc::{Receiver, SyncSender};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::document::{Pending, Worker};
use super::{MAX_NAMED_ROWS, Onlooker, Pipeline, Progress, SourceSummary};
use crate::Error;
use crate::categories::CategoryCounts;
use crate::clean::{DocumentKey, DuplicateIndex, NearDuplicates};
use crate::count::{
    CountState, Documents, EntryHits, Losses, NgramState, RatingsWithoutText, Scope, TermCounts,
};
use crate::ingest::{Document, DocumentBatch, IngestError, Source, SourceDescription};
use crate::ledger::{Location, RuleId};
use crate::lexicon::tag_is;
use crate::privacy::quote;

/// Documents that one worker takes at a time.
const CHUNK: usize = 128;

/// Characters of the reason for a skipped row that stand in the ledger.
const REASON_CHARS: usize = 100;

/// The growing result of a run.
pub(super) struct Counter<'p, 'd> {
    pipeline: &'p Pipeline,
    duplicates: DuplicateIndex,
    /// One state a thread; adding them up does not depend on who counted what.
    workers: Vec<Mutex<Worker>>,
    /// What is known before documents are counted.
    pub(super) ledger: crate::ledger::Ledger,
    scope: Scope,
    onlooker: Option<&'d mut dyn Onlooker>,
}

impl<'p, 'd> Counter<'p, 'd> {
    pub(super) fn new(
        pipeline: &'p Pipeline,
        scope: Scope,
        near: NearDuplicates,
        onlooker: Option<&'d mut dyn Onlooker>,
    ) -> Self {
        let worker = || Mutex::new(Worker::new(pipeline, scope));
        Counter {
            pipeline,
            duplicates: DuplicateIndex::new(pipeline.cleaner.rules()).with_near_duplicates(near),
            workers: std::iter::repeat_with(worker)
                .take(rayon::current_num_threads())
                .collect(),
            ledger: crate::ledger::Ledger::default(),
            scope,
            onlooker,
        }
    }

    /// Takes a batch through all stages. Only the search for duplicates needs the documents one
    /// after the other: the first of equals is kept.
    pub(super) fn count(&mut self, documents: &[Document]) {
        let pipeline = self.pipeline;
        // Numbered from 1, as in the first reading for near-duplicates.
        let first = self.ledger.documents_read + 1;
        self.ledger.documents_read += documents.len() as u64;
        let mut pending: Vec<Pending<'_>> = documents
            .par_iter()
            .with_min_len(CHUNK)
            .map(|document| pipeline.decode(document))
            .collect();
        for (item, number) in pending.iter_mut().zip(first..) {
            if let Some(keys) = &item.keys {
                let document = DocumentKey {
                    number,
                    place: item.document.place(),
                };
                item.dropped = self.duplicates.check(keys, item.text.text(), document);
            }
        }
        if let Some(onlooker) = &mut self.onlooker {
            onlooker.look(pipeline, &pending);
        }
        let workers = &self.workers;
        pending.into_par_iter().with_min_len(CHUNK).for_each_init(
            || rayon::current_thread_index().unwrap_or(0),
            |worker, item| {
                let mut worker = workers[*worker]
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner);
                pipeline.count(item, &mut worker);
            },
        );
    }

    pub(super) fn finish(self) -> Result<Counted, Error> {
        let fingerprint = &self.pipeline.fingerprint;
        let mut counts = CountState::new(fingerprint);
        let mut losses = Losses::new(fingerprint, self.scope);
        let mut hits = EntryHits::default();
        let mut categories = CategoryCounts::new(fingerprint, &self.pipeline.coder);
        let mut ngrams: Option<NgramState> = None;
        let mut documents: Option<Documents> = None;
        let mut ratings_without_text = RatingsWithoutText::new(fingerprint);
        for worker in self.workers {
            let worker = worker.into_inner().unwrap_or_else(PoisonError::into_inner);
            counts.merge(worker.counts)?;
            losses.merge(worker.losses)?;
            hits.merge(&worker.hits);
            categories.merge(worker.categories)?;
            ratings_without_text.merge(&worker.ratings_without_text)?;
            match (&mut ngrams, worker.ngrams) {
                (Some(ngrams), Some(more)) => ngrams.merge(more)?,
                (None, of_first) => ngrams = of_first,
                (Some(_), None) => {}
            }
            match (&mut documents, worker.documents) {
                (Some(documents), Some(more)) => documents.merge(&more)?,
                (None, of_first) => documents = of_first,
                (Some(_), None) => {}
            }
        }
        counts.ledger.merge(&self.ledger);
        for (rule, terms) in self.pipeline.mask_terms(&mut counts) {
            if let Some(ngrams) = &mut ngrams {
                ngrams.retain_terms(|term| terms.get(term).is_none());
            }
            losses.add_terms(rule, terms)?;
        }
        counts.ledger.check()?;
        categories.check(counts.ledger.documents_kept)?;
        Ok(Counted {
            counts,
            duplicates: self.duplicates,
            losses,
            hits,
            categories,
            ngrams,
            documents: documents.map(Documents::in_order),
            ratings_without_text,
        })
    }
}

impl Pipeline {
    /// Applies the rules that judge a term by all of its counts; what each of them took out.
    fn mask_terms(&self, counts: &mut CountState) -> Vec<(RuleId, CountState)> {
        let rules = self.cleaner.rules();
        let mut taken = Vec::new();
        if rules.applies(RuleId::Pos) {
            let listed = rules.texts(RuleId::Pos);
            let is_listed = |tag: &str| listed.iter().any(|class| tag_is(tag, class));
            let terms = counts.mask_terms(RuleId::Pos, |term, _| {
                let tag = self.cutter.part_of_speech(term);
                tag.is_some_and(|tag| !is_listed(&tag))
            });
            taken.push((RuleId::Pos, terms));
        }
        if let Some(fewest) = rules.count(RuleId::MinDf) {
            let is_rare = |_: &str, counts: &TermCounts| counts.df < fewest.into();
            taken.push((RuleId::MinDf, counts.mask_terms(RuleId::MinDf, is_rare)));
        }
        taken
    }
}

/// Everything that was counted.
pub(super) struct Counted {
    pub(super) counts: CountState,
    pub(super) duplicates: DuplicateIndex,
    pub(super) losses: Losses,
    pub(super) hits: EntryHits,
    pub(super) categories: CategoryCounts,
    pub(super) ngrams: Option<NgramState>,
    pub(super) documents: Option<Documents>,
    pub(super) ratings_without_text: RatingsWithoutText,
}

/// What the reader sends to the counters.
pub(super) enum Message {
    Opened(Box<SourceDescription>),
    Batch(DocumentBatch),
    Failed(IngestError),
    Closed {
        invalid_sequences: u64,
        lines_in_second_encoding: u64,
    },
}

pub(super) fn read_all(sources: Vec<Source>, sender: &SyncSender<Message>) {
    for mut source in sources {
        let description = Box::new(source.description().clone());
        let mut open = sender.send(Message::Opened(description)).is_ok();
        while let (true, Some(batch)) = (open, source.next()) {
            let message = batch.map_or_else(Message::Failed, Message::Batch);
            open = sender.send(message).is_ok();
        }
        let closed = Message::Closed {
            invalid_sequences: source.invalid_sequences(),
            lines_in_second_encoding: source.lines_in_second_encoding(),
        };
        if sender.send(closed).is_err() {
            return;
        }
    }
}

pub(super) fn receive(
    receiver: &Receiver<Message>,
    progress: &dyn Progress,
    summaries: &mut Vec<SourceSummary>,
    counter: &mut Counter<'_, '_>,
) {
    for message in receiver {
        if let Message::Opened(description) = message {
            summaries.push(SourceSummary {
                description: *description,
                rows: 0,
                documents: 0,
                skipped: Vec::new(),
                invalid_sequences: 0,
                lines_in_second_encoding: 0,
                error: None,
            });
            continue;
        }
        let summary = summaries
            .last_mut()
            .expect("a source is opened before anything else is sent");
        match message {
            Message::Opened(_) => {}
            Message::Batch(batch) => {
                progress.bytes_read(batch.bytes_read);
                let rows = (batch.documents.len() + batch.skipped.len()) as u64;
                summary.rows += rows;
                summary.documents += batch.documents.len() as u64;
                counter.ledger.rows_read += rows;
                for row in &batch.skipped {
                    let place = Location {
                        source: row.source,
                        line: row.line,
                    };
                    let reason = || Some(quote(&row.problem.to_string(), REASON_CHARS));
                    counter.ledger.record(row.problem.rule(), 1, place, reason);
                }
                let room = MAX_NAMED_ROWS.saturating_sub(summary.skipped.len());
                summary.skipped.extend(batch.skipped.into_iter().take(room));
                counter.count(&batch.documents);
            }
            Message::Failed(error) => summary.error = Some(error),
            Message::Closed {
                invalid_sequences,
                lines_in_second_encoding,
            } => {
                summary.invalid_sequences = invalid_sequences;
                summary.lines_in_second_encoding = lines_in_second_encoding;
            }
        }
    }
}
