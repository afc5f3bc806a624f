//! One document on its way through the stages.

use std::ops::Range;

use super::{KeepDocuments, Pipeline};
use crate::categories::{CategoryCounts, Coded};
use crate::clean::{CleanText, DuplicateKeys, Firings, Platform, Step};
use crate::count::{
    CountState, Documents, EntryHits, KeptToken, Losses, NgramState, RatingsWithoutText, Scope,
};
use crate::ingest::Document;
use crate::ledger::{Ledger, Level, RuleId};
use crate::privacy;
use crate::segment::{Cut, Named, Token};
use crate::select::{Fate, Privacy};

/// Characters of a text that are quoted in the ledger.
const QUOTED_CHARS: usize = 40;

/// A comment between two stages.
///
/// An [`Onlooker`](super::Onlooker) sees it after the rules for duplicates, before its text is
/// rewritten.
#[derive(Clone)]
pub struct Pending<'d> {
    pub(crate) document: &'d Document,
    pub(crate) text: CleanText<'d>,
    firings: Firings,
    /// Where personal data stands, in bytes of the document's text.
    personal: Vec<Range<usize>>,
    pub(super) keys: Option<DuplicateKeys>,
    pub(super) dropped: Option<RuleId>,
}

/// What one worker counts.
pub(super) struct Worker {
    pub(super) counts: CountState,
    pub(super) losses: Losses,
    pub(super) hits: EntryHits,
    pub(super) categories: CategoryCounts,
    pub(super) ngrams: Option<NgramState>,
    pub(super) documents: Option<Documents>,
    pub(super) ratings_without_text: RatingsWithoutText,
    cut: Cut,
}

impl Worker {
    pub(super) fn new(pipeline: &Pipeline, scope: Scope) -> Worker {
        let fingerprint = &pipeline.fingerprint;
        Worker {
            counts: CountState::new(fingerprint),
            losses: Losses::new(fingerprint, scope),
            hits: EntryHits::default(),
            categories: CategoryCounts::new(fingerprint, &pipeline.coder),
            ngrams: pipeline
                .ngrams
                .map(|sizes| NgramState::new(fingerprint, sizes)),
            documents: match pipeline.documents {
                KeepDocuments::Terms => Some(Documents::new(fingerprint)),
                KeepDocuments::Sequences => Some(Documents::with_sequences(fingerprint)),
                KeepDocuments::No => None,
            },
            ratings_without_text: RatingsWithoutText::new(fingerprint),
            cut: Cut::default(),
        }
    }
}

/// What the rules that look at one comment alone do to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Trace {
    /// The steps of the text rules, in their order.
    pub steps: Vec<Step>,
    /// The text as its author typed it, by which duplicates are found.
    pub decoded: String,
    /// The rule that drops the comment, if one does.
    pub dropped: Option<RuleId>,
    /// The text as far as it came.
    pub text: String,
}

impl Pipeline {
    /// Follows one comment through the text rules and those document rules that look at it alone.
    #[must_use]
    pub fn trace(&self, document: &Document) -> Trace {
        let mut steps = Vec::new();
        let mut text = self.cleaner.decode(&document.text, &mut steps);
        let decoded = text.text().to_owned();
        let mut dropped = self
            .cleaner
            .judge_fields(&document.fields)
            .or_else(|| self.cleaner.judge_decoded(&text));
        if dropped.is_none() {
            let platform = Platform::of(&document.fields);
            self.cleaner.rewrite(&mut text, platform, &mut steps);
            dropped = self.cleaner.judge_cleaned(&text);
        }
        Trace {
            decoded,
            dropped,
            text: text.text().to_owned(),
            steps,
        }
    }

    /// The first stage: everything that a comment tells by itself before it is rewritten.
    pub(crate) fn decode<'d>(&self, document: &'d Document) -> Pending<'d> {
        let mut firings = Firings::default();
        for (rule, count) in &document.notes {
            firings.add(*rule, *count);
        }
        let text = self.cleaner.decode(&document.text, &mut firings);
        let rules = self.cleaner.rules();
        let dropped = self
            .cleaner
            .judge_fields(&document.fields)
            .or_else(|| self.cleaner.judge_decoded(&text));
        let keys = dropped
            .is_none()
            .then(|| DuplicateKeys::of(&document.fields, text.text(), rules));
        // Before `stretch` shortens what repeats a digit, and before marks go.
        let personal = if rules.applies(RuleId::Pii) {
            let found = privacy::find(text.text()).into_iter();
            found.map(|data| text.source_range(data.range)).collect()
        } else {
            Vec::new()
        };
        Pending {
            document,
            text,
            firings,
            personal,
            keys,
            dropped,
        }
    }

    /// Cleans, cuts and counts one document into a worker's state.
    pub(super) fn count(&self, mut pending: Pending<'_>, worker: &mut Worker) {
        let Worker {
            counts,
            losses,
            hits,
            categories,
            ngrams,
            documents,
            ratings_without_text,
            cut,
        } = worker;
        let document = pending.document;
        let (place, rating) = (document.place(), document.fields.rating);
        let dropped_before = pending.dropped;
        if dropped_before.is_none() {
            self.rewrite(&mut pending);
            pending.dropped = self.cleaner.judge_cleaned(&pending.text);
        }
        let ledger = &mut counts.ledger;
        for (rule, count) in pending.firings.iter() {
            ledger.record(rule, count.into(), place, || self.example(document, rule));
        }
        losses.add_read(rating);
        let Some(rule) = pending.dropped else {
            let text = pending.text.text();
            self.cutter.cut(text, cut);
            let named = self.named(text, cut);
            let terms = self.select(&pending, cut, &named, losses);
            self.account(&pending, cut, &named, &terms, hits, ledger);
            if let Some(ngrams) = ngrams {
                ngrams.add_document(terms.runs());
            }
            if let Some(documents) = documents {
                let group = self.grouping.as_ref();
                let group = group.and_then(|grouping| grouping.group(document));
                documents.add(document, group.as_deref(), &terms.kept);
            }
            counts.add_document(terms.kept);
            losses.add_masked(terms.masked);
            let comment = Coded {
                place,
                rating,
                source: &document.text,
                text: pending.text.text(),
            };
            categories.add(&self.coder.code(comment.text, &cut.tokens), comment);
            return;
        };
        ledger.record(rule, 1, place, || self.example(document, rule));
        if RatingsWithoutText::counts(rule) {
            ratings_without_text.add(document.fields.app.as_deref(), rating);
        }
        if losses.keeps(rule) {
            // Cut as if it had been kept; the ledger has nothing of that.
            if dropped_before.is_some() {
                self.rewrite(&mut pending);
            }
            let text = pending.text.text();
            self.cutter.cut(text, cut);
            let named = self.named(text, cut);
            let terms = self.select(&pending, cut, &named, losses);
            losses.add_dropped(rule, rating, terms.kept);
        }
    }

    /// The second stage: takes out of the text what is not language.
    pub(crate) fn rewrite(&self, pending: &mut Pending<'_>) {
        let platform = Platform::of(&pending.document.fields);
        let (text, firings) = (&mut pending.text, &mut pending.firings);
        self.cleaner.rewrite(text, platform, firings);
    }

    /// The terms that the tokens of a cut text count under.
    fn named<'t>(&'t self, text: &'t str, cut: &Cut) -> Vec<Named<'t>> {
        let tokens = cut.tokens.iter();
        tokens
            .map(|token| self.cutter.term(text, cut, *token))
            .collect()
    }

    /// Decides on each token.
    fn select<'t>(
        &self,
        pending: &'t Pending<'_>,
        cut: &Cut,
        named: &'t [Named<'_>],
        losses: &Losses,
    ) -> Terms<'t> {
        let clean = &pending.text;
        let mut terms = Terms::new(cut.tokens.len());
        for (token, named) in cut.tokens.iter().zip(named) {
            let kept = KeptToken {
                term: &named.term,
                spelling: if named.by.is_empty() {
                    clean.spelling(token.start_byte..token.end_byte)
                } else {
                    &named.term
                },
            };
            let privacy = pending.privacy(*token);
            let judgement = self.selector.judge(kept.term, privacy);
            terms.entries.extend(judgement.entry);
            match judgement.fate {
                Fate::Kept => terms.keep(*token, kept),
                Fate::Masked(rule) => {
                    terms.firings[rule as usize].add(*token);
                    // Words that are lost are named, which personal data must not be.
                    if losses.keeps(rule) && privacy == Privacy::Public {
                        terms.masked.push((rule, kept));
                    }
                }
            }
        }
        terms
    }

    /// Writes down what became of the tokens of a kept document.
    fn account(
        &self,
        pending: &Pending<'_>,
        cut: &Cut,
        named: &[Named<'_>],
        terms: &Terms<'_>,
        hits: &mut EntryHits,
        ledger: &mut Ledger,
    ) {
        ledger.tokens_cut += cut.n_cut;
        ledger.tokens_split += cut.n_split;
        ledger.tokens_joined += cut.n_joined;
        cut.hits.iter().for_each(|entry| hits.listed.add(*entry));
        let selected = terms.entries.iter();
        selected.for_each(|entry| hits.selected.add(*entry));
        let mut firings = terms.firings;
        for (rule, token) in &cut.fired {
            firings[*rule as usize].add(*token);
        }
        for (token, named) in cut.tokens.iter().zip(named) {
            for (rule, entry) in &named.by {
                firings[*rule as usize].add(*token);
                hits.aliases.add(*entry);
            }
        }
        let place = pending.document.place();
        for (rule, firing) in RuleId::ALL.iter().zip(firings) {
            ledger.record(*rule, firing.count, place, || {
                let token = firing.first?;
                Some(pending.quote_around(token, &self.label(*rule, pending, cut, token)))
            });
        }
    }

    /// What a rule did to a token, in few characters.
    fn label(&self, rule: RuleId, pending: &Pending<'_>, cut: &Cut, token: Token) -> String {
        let text = pending.text.text();
        let word = token.of(text).trim();
        match rule {
            RuleId::AliasSpelling | RuleId::AliasMeaning => {
                format!("{word} → {}", self.cutter.term(text, cut, token).term)
            }
            _ => word.to_owned(),
        }
    }

    /// What a rule did to a document, for the ledger.
    fn example(&self, document: &Document, rule: RuleId) -> Option<String> {
        if rule.level() == Level::Text {
            let steps = self.trace(document).steps;
            if let Some(step) = steps.iter().find(|step| step.rule == rule) {
                let (before, after) = step.change();
                return Some(format!("{before} → {after}"));
            }
        }
        Some(privacy::quote(&document.text, QUOTED_CHARS))
    }
}

/// How often a rule fired in a document, and where first.
#[derive(Debug, Clone, Copy, Default)]
struct Firing {
    count: u64,
    first: Option<Token>,
}

impl Firing {
    fn add(&mut self, token: Token) {
        self.count += 1;
        self.first.get_or_insert(token);
    }
}

/// What became of the tokens of a document.
struct Terms<'t> {
    kept: Vec<KeptToken<'t>>,
    /// By rule: the tokens that it masked.
    firings: [Firing; RuleId::ALL.len()],
    /// The list entries that decided, by the numbers of the selector.
    entries: Vec<usize>,
    /// Where in `kept` something stands between a token and the one before.
    holes: Vec<usize>,
    /// Where the last kept token ends.
    end_byte: usize,
    /// Masked by a rule whose losses are kept.
    masked: Vec<(RuleId, KeptToken<'t>)>,
}

impl<'t> Terms<'t> {
    fn new(n_tokens: usize) -> Terms<'t> {
        Terms {
            kept: Vec::with_capacity(n_tokens),
            firings: [Firing::default(); RuleId::ALL.len()],
            entries: Vec::with_capacity(n_tokens),
            holes: Vec::new(),
            end_byte: 0,
            masked: Vec::new(),
        }
    }

    fn keep(&mut self, token: Token, kept: KeptToken<'t>) {
        if token.start_byte != self.end_byte {
            self.holes.push(self.kept.len());
        }
        self.end_byte = token.end_byte;
        self.kept.push(kept);
    }

    /// The kept tokens that have nothing between them. What is masked stands between, and so does
    /// the blank that cleaning leaves where it took an emoji or an address out.
    fn runs(&self) -> impl Iterator<Item = &[KeptToken<'t>]> {
        let ends = self.holes.iter().copied().chain([self.kept.len()]);
        let mut start = 0;
        ends.map(move |end| &self.kept[std::mem::replace(&mut start, end)..end])
    }
}

impl Pending<'_> {
    /// The comment as read.
    #[must_use]
    pub fn document(&self) -> &Document {
        self.document
    }

    /// Its text so far: to an onlooker, as its author typed it.
    #[must_use]
    pub fn text(&self) -> &str {
        self.text.text()
    }

    /// The rule that has dropped it, if one has.
    #[must_use]
    pub fn dropped(&self) -> Option<RuleId> {
        self.dropped
    }

    /// Whether a token of the text is part of personal data.
    pub(crate) fn privacy(&self, token: Token) -> Privacy {
        if self.personal.is_empty() {
            return Privacy::Public;
        }
        let source = self.text.source_range(token.start_byte..token.end_byte);
        let overlaps = |data: &Range<usize>| data.start < source.end && source.start < data.end;
        if self.personal.iter().any(overlaps) {
            Privacy::Personal
        } else {
            Privacy::Public
        }
    }

    /// The label, unless the token is personal, and the text from it on.
    fn quote_around(&self, token: Token, label: &str) -> String {
        let before = &self.text.text()[..token.start_byte];
        let context = match before.char_indices().rev().nth(QUOTED_CHARS / 4) {
            // Masks need the wording before a number.
            _ if !self.personal.is_empty() => self.text.text(),
            Some((start, _)) => &self.text.text()[start..],
            None => self.text.text(),
        };
        let quoted = privacy::quote(context, QUOTED_CHARS);
        match self.privacy(token) {
            Privacy::Personal => quoted,
            Privacy::Public => format!("{label} ← {quoted}"),
        }
    }
}
