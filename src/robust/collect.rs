//! Comments to lists of numbers, cut once by each segmenter.

use std::borrow::Cow;
use std::sync::mpsc::sync_channel;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::paths::Paths;
use super::vocabulary::{TermLists, Vocabulary};
use crate::ingest::{Document, DocumentBatch, Source};
use crate::pipeline::{Pending, Pipeline, Progress};
use crate::segment::{Cut, Cutter};
use crate::select::Privacy;

/// Comments that one worker takes at a time.
const CHUNK: usize = 128;

/// Batches that wait between the reader and the workers.
const BATCHES_AHEAD: usize = 4;

/// What is collected while comments are read.
pub(super) struct Collector<'p> {
    pipeline: &'p Pipeline,
    pub(super) paths: Paths,
    pub(super) vocabulary: Vocabulary,
    /// By segmenter.
    pub(super) lists: Vec<TermLists>,
    pub(super) n_documents: u64,
}

/// Some comments, cut, with terms numbered among themselves.
struct Chunk {
    terms: Vec<Box<str>>,
    /// By comment, by segmenter; empty for a comment that no variant keeps.
    comments: Vec<Vec<Vec<usize>>>,
}

impl<'p> Collector<'p> {
    pub(super) fn new(pipeline: &'p Pipeline, paths: Paths) -> Collector<'p> {
        Collector {
            pipeline,
            vocabulary: Vocabulary::new(paths.terms.len()),
            lists: vec![TermLists::default(); paths.cuts.len()],
            paths,
            n_documents: 0,
        }
    }

    /// Reads all sources. What goes wrong with one was told when the run itself was counted.
    pub(super) fn read(&mut self, sources: Vec<Source>, progress: &dyn Progress) {
        for rules in &mut self.paths.documents {
            rules.look_ahead(&sources);
        }
        std::thread::scope(|scope| {
            let (sender, receiver) = sync_channel::<DocumentBatch>(BATCHES_AHEAD);
            scope.spawn(move || {
                let batches = sources.into_iter().flatten().filter_map(Result::ok);
                for batch in batches {
                    if sender.send(batch).is_err() {
                        return;
                    }
                }
            });
            for batch in receiver {
                progress.bytes_read(batch.bytes_read);
                self.add(&batch.documents);
            }
        });
    }

    /// Takes a batch through all rules. Only the search for copies goes comment by comment, for
    /// all sets of document rules at a time.
    pub(super) fn add(&mut self, documents: &[Document]) {
        let pipeline = self.pipeline;
        self.n_documents += documents.len() as u64;
        let pending: Vec<Pending<'_>> = documents
            .par_iter()
            .with_min_len(CHUNK)
            .map(|document| pipeline.decode(document))
            .collect();
        let rules = &mut self.paths.documents;
        let kept = rules.par_iter_mut().map(|rules| {
            let kept = pending.iter().map(|item| rules.keeps_decoded(item));
            kept.collect()
        });
        let mut kept: Vec<Vec<bool>> = kept.collect();
        let mut pending: Vec<(Pending<'_>, bool)> = pending
            .into_iter()
            .enumerate()
            .map(|(index, item)| (item, kept.iter().any(|kept| kept[index])))
            .collect();
        pending
            .par_iter_mut()
            .with_min_len(CHUNK)
            .filter(|(_, is_kept)| *is_kept)
            .for_each(|(item, _)| pipeline.rewrite(item));
        for (rules, kept) in rules.iter_mut().zip(&mut kept) {
            for ((item, _), kept) in pending.iter().zip(kept) {
                rules.kept.push(*kept && rules.keeps_cleaned(item));
            }
        }
        let cuts = &self.paths.cuts;
        let chunks: Vec<Chunk> = pending
            .par_chunks(CHUNK)
            .map(|chunk| cut(chunk, cuts))
            .collect();
        for chunk in chunks {
            self.merge(&chunk);
        }
    }

    /// Gives the terms of a chunk their numbers among all.
    fn merge(&mut self, chunk: &Chunk) {
        let (rules, cutter) = (&self.paths.terms, self.pipeline.cutter());
        let numbers: Vec<Option<u32>> = chunk
            .terms
            .iter()
            .map(|term| self.vocabulary.number(term, rules, cutter))
            .collect();
        for comment in &chunk.comments {
            for (index, list) in self.lists.iter_mut().enumerate() {
                let terms = comment.get(index).into_iter().flatten();
                list.push(terms.filter_map(|term| numbers[*term]));
            }
        }
    }
}

/// Cuts comments in every way. Tokens that are personal data are left out: no variant counts
/// them, whatever their characters are.
fn cut(pending: &[(Pending<'_>, bool)], cutters: &[Cutter]) -> Chunk {
    let mut numbers: FxHashMap<Cow<'_, str>, usize> = FxHashMap::default();
    let mut terms = Vec::new();
    let mut cut = Cut::default();
    let mut comments = Vec::new();
    for (item, is_kept) in pending {
        let mut lists = Vec::new();
        for cutter in cutters.iter().filter(|_| *is_kept) {
            let text = item.text.text();
            cutter.cut(text, &mut cut);
            let public = cut
                .tokens
                .iter()
                .filter(|token| item.privacy(**token) == Privacy::Public);
            let list = public.map(|token| {
                let term = cutter.term(text, &cut, *token).term;
                *numbers.entry(term).or_insert_with_key(|term| {
                    terms.push(term.as_ref().into());
                    terms.len() - 1
                })
            });
            lists.push(list.collect());
        }
        comments.push(lists);
    }
    Chunk { terms, comments }
}
