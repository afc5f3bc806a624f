//! The stages wired together: sources in, counts out.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::{Progress, WordLists};
use crate::Error;
use crate::clean::{CleanText, Cleaner, DuplicateIndex, DuplicateKeys, Firings};
use crate::count::{CountState, KeptToken};
use crate::digest::sha256_hex;
use crate::ingest::{Document, DocumentBatch, IngestError, SkippedRow, Source, SourceDescription};
use crate::ledger::{Location, RuleId};
use crate::segment::{Dictionary, JiebaSegmenter, Segmenter, Token};
use crate::select::{Fate, Selector};
use crate::stats::{FrequencyRow, Weight, frequency};

/// Skipped rows that are named one by one for each source; all are counted.
pub const MAX_NAMED_ROWS: usize = 10_000;

/// Batches that wait between the reader and the counters.
const BATCHES_AHEAD: usize = 4;

/// Documents that one worker takes at a time.
const CHUNK: usize = 128;

/// Everything that is made once and used for every document: lists, cleaner, segmenter, selector.
///
/// ```
/// use ciyun::pipeline::{Pipeline, WordLists};
/// let pipeline = Pipeline::new(&WordLists::default())?;
/// let counts = pipeline.count_texts(["人脸识别总是失败", "人脸识别闪退！"])?;
/// assert_eq!(counts.get("人脸识别").unwrap().df, 2);
/// # Ok::<(), ciyun::Error>(())
/// ```
pub struct Pipeline {
    cleaner: Cleaner,
    segmenter: JiebaSegmenter,
    selector: Selector,
    fingerprint: String,
}

/// What a run found.
pub struct Analysis {
    /// Term counts and ledger over all sources.
    pub counts: CountState,
    /// What was read, in the order of reading.
    pub sources: Vec<SourceSummary>,
    /// Rows that carry the id of an earlier row, but another text; they are kept.
    pub reused_ids: u64,
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

/// A document on its way through the stages.
struct Pending<'d> {
    document: &'d Document,
    text: CleanText<'d>,
    firings: Firings,
    keys: Option<DuplicateKeys>,
    dropped: Option<RuleId>,
}

impl Pipeline {
    /// Loads the segmenter's dictionary and prepares the lists.
    ///
    /// # Errors
    /// [`Error::Lexicon`] and [`Error::Clean`] when a list has an entry that cannot be used.
    pub fn new(lists: &WordLists) -> Result<Pipeline, Error> {
        Pipeline::with_dictionary(Dictionary::load(), lists)
    }

    /// As [`Pipeline::new`], with a dictionary that is already loaded.
    ///
    /// # Errors
    /// As [`Pipeline::new`].
    pub fn with_dictionary(dictionary: Dictionary, lists: &WordLists) -> Result<Pipeline, Error> {
        let cleaner = Cleaner::new(&lists.cleaning())?;
        let segmenter = JiebaSegmenter::new(dictionary, &lists.segmenter_words()?);
        let selector = Selector::default();
        let selector = lists.stopwords.iter().fold(selector, Selector::stopwords);
        let selector = lists
            .topic_words
            .iter()
            .fold(selector, Selector::topic_words);
        let selector = lists.glue.iter().fold(selector, Selector::glue);
        let selector = lists
            .single_characters
            .iter()
            .fold(selector, Selector::single_characters);
        let selector = lists.measures.iter().fold(selector, Selector::measures);
        let mut settings = format!("ciyun {}\n{}\n", crate::VERSION, segmenter.identity());
        for record in lists.records() {
            settings += &format!("{} {}\n", record.used_as, record.sha256);
        }
        Ok(Pipeline {
            cleaner,
            segmenter,
            selector,
            fingerprint: sha256_hex(settings.as_bytes()),
        })
    }

    /// The segmenter.
    #[must_use]
    pub fn segmenter(&self) -> &JiebaSegmenter {
        &self.segmenter
    }

    /// The frequency table of counts made by this pipeline.
    #[must_use]
    pub fn keywords(&self, counts: &CountState, weight: Weight, top: usize) -> Vec<FrequencyRow> {
        frequency(counts, weight, top, |term| {
            self.segmenter.part_of_speech(term)
        })
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
        let mut counter = Counter::new(self);
        counter.count(&documents);
        counter.ledger.rows_read = documents.len() as u64;
        Ok(counter.finish()?.0)
    }

    /// Reads the sources in their order and counts their documents on all threads of the current
    /// rayon pool. The result does not depend on their number.
    ///
    /// # Errors
    /// [`Error::Imbalance`] if the ledger does not balance, which would be a bug of ciyun. What
    /// goes wrong with a source stands in its [`SourceSummary`].
    pub fn run(&self, sources: Vec<Source>, progress: &dyn Progress) -> Result<Analysis, Error> {
        let mut summaries: Vec<SourceSummary> = Vec::new();
        let mut counter = Counter::new(self);
        std::thread::scope(|scope| {
            let (sender, receiver) = sync_channel(BATCHES_AHEAD);
            scope.spawn(move || read_all(sources, &sender));
            receive(&receiver, progress, &mut summaries, &mut counter);
        });
        let (counts, reused_ids) = counter.finish()?;
        Ok(Analysis {
            counts,
            sources: summaries,
            reused_ids,
        })
    }

    fn decode<'d>(&self, document: &'d Document) -> Pending<'d> {
        let mut firings = Firings::default();
        for (rule, count) in &document.notes {
            firings.add(*rule, *count);
        }
        let text = self.cleaner.decode(&document.text, &mut firings);
        let dropped = self.cleaner.judge_decoded(&text);
        let keys = dropped
            .is_none()
            .then(|| DuplicateKeys::of(&document.fields, text.text()));
        Pending {
            document,
            text,
            firings,
            keys,
            dropped,
        }
    }

    /// Cleans, cuts and counts one document into a worker's state.
    fn count(&self, mut pending: Pending<'_>, state: &mut CountState, tokens: &mut Vec<Token>) {
        let place = pending.document.place();
        if pending.dropped.is_none() {
            self.cleaner
                .rewrite(&mut pending.text, &mut pending.firings);
            pending.dropped = self.cleaner.judge_cleaned(&pending.text);
        }
        for (rule, count) in pending.firings.iter() {
            state.ledger.record(rule, count.into(), place);
        }
        if let Some(rule) = pending.dropped {
            state.ledger.record(rule, 1, place);
            return;
        }
        let (clean, text) = (&pending.text, pending.text.text());
        tokens.clear();
        self.segmenter.segment(text, tokens);
        state.ledger.tokens_cut += tokens.len() as u64;
        let mut masked = [0_u64; RuleId::ALL.len()];
        let kept: Vec<KeptToken<'_>> = tokens
            .iter()
            .filter_map(|token| match self.selector.fate(token.of(text)) {
                Fate::Kept => Some(KeptToken {
                    term: token.of(text),
                    spelling: clean.spelling(token.start_byte..token.end_byte),
                }),
                Fate::Masked(rule) => {
                    masked[rule as usize] += 1;
                    None
                }
            })
            .collect();
        for (rule, count) in RuleId::ALL.iter().zip(masked) {
            state.ledger.record(*rule, count, place);
        }
        state.add_document(kept);
    }
}

/// The growing result of a run.
struct Counter<'p> {
    pipeline: &'p Pipeline,
    duplicates: DuplicateIndex,
    /// One state a thread; adding them up does not depend on who counted what.
    workers: Vec<Mutex<CountState>>,
    /// What is known before documents are counted.
    ledger: crate::ledger::Ledger,
}

impl<'p> Counter<'p> {
    fn new(pipeline: &'p Pipeline) -> Self {
        let worker = || Mutex::new(CountState::new(&pipeline.fingerprint));
        Counter {
            pipeline,
            duplicates: DuplicateIndex::default(),
            workers: std::iter::repeat_with(worker)
                .take(rayon::current_num_threads())
                .collect(),
            ledger: crate::ledger::Ledger::default(),
        }
    }

    /// Takes a batch through all stages. Only the search for duplicates needs the documents one
    /// after the other: the first of equals is kept.
    fn count(&mut self, documents: &[Document]) {
        let pipeline = self.pipeline;
        self.ledger.documents_read += documents.len() as u64;
        let mut pending: Vec<Pending<'_>> = documents
            .par_iter()
            .with_min_len(CHUNK)
            .map(|document| pipeline.decode(document))
            .collect();
        for item in &mut pending {
            if let Some(keys) = &item.keys {
                item.dropped = self.duplicates.check(keys);
            }
        }
        let workers = &self.workers;
        pending.into_par_iter().with_min_len(CHUNK).for_each_init(
            || (rayon::current_thread_index().unwrap_or(0), Vec::new()),
            |(worker, tokens), item| {
                let mut state = workers[*worker]
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner);
                pipeline.count(item, &mut state, tokens);
            },
        );
    }

    fn finish(self) -> Result<(CountState, u64), Error> {
        let mut counts = CountState::new(&self.pipeline.fingerprint);
        for worker in self.workers {
            counts.merge(worker.into_inner().unwrap_or_else(PoisonError::into_inner))?;
        }
        counts.ledger.merge(&self.ledger);
        counts.ledger.check()?;
        Ok((counts, self.duplicates.reused_ids()))
    }
}

/// What the reader sends to the counters.
enum Message {
    Opened(Box<SourceDescription>),
    Batch(DocumentBatch),
    Failed(IngestError),
    Closed {
        invalid_sequences: u64,
        lines_in_second_encoding: u64,
    },
}

fn read_all(sources: Vec<Source>, sender: &SyncSender<Message>) {
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

fn receive(
    receiver: &Receiver<Message>,
    progress: &dyn Progress,
    summaries: &mut Vec<SourceSummary>,
    counter: &mut Counter<'_>,
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
                    counter.ledger.record(row.problem.rule(), 1, place);
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
