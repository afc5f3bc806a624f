//! What is told of a word.

use serde::Serialize;

use super::entries::{masking, teaching};
use super::standing::Table;
use super::word::{Tally, WordTrace};
use super::{Advice, ListEntry, Standing, WordFate, advice};
use crate::clean::lower_case;
use crate::ledger::{Imbalance, Level, Location, RuleId};
use crate::pipeline::{Analysis, Setup};
use crate::stats::Frequency;

/// Ways of each fate that are listed.
const N_WAYS: usize = 10;

/// Where a word went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WordReport {
    /// The word as asked for.
    pub word: String,
    /// The word as it was searched.
    pub form: String,
    /// Comments read.
    pub comments_read: u64,
    /// Times the word occurs in them.
    pub occurrences: u64,
    /// Comments in which it occurs.
    pub comments: u64,
    /// What became of the occurrences, in the order of the stages; their counts add up to
    /// `occurrences`.
    pub fates: Vec<FateReport>,
    /// The word in the frequency table; several terms where the rule `case` is off and spellings
    /// differ, none when nothing was counted.
    pub terms: Vec<Standing>,
    /// What ranks the terms.
    pub weight: Frequency,
    /// How many terms the table has in all.
    pub n_terms: u64,
    /// Occurrences of these terms in the table that are none of `occurrences`: they came about in
    /// cleaning, overlap one, or are variants of the term.
    pub counted_besides: u64,
    /// Lines of lists that teach the segmenter the word.
    pub lexicons: Vec<ListEntry>,
    /// What can be done for the word to be counted.
    pub advice: Vec<Advice>,
}

/// Occurrences that went the same way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FateReport {
    /// What became of them.
    #[serde(flatten)]
    pub fate: WordFate,
    /// The term under which they were counted, folded; `None` when they were not.
    pub term: Option<String>,
    /// How many they are.
    pub count: u64,
    /// In how many comments.
    pub comments: u64,
    /// How they were split, the longer tokens, or the tokens across them, the most frequent first.
    pub ways: Vec<Way>,
    /// How many different ways there are, those not listed included.
    pub n_ways: u64,
    /// The lines of lists that the rule went by.
    pub lists: Vec<ListEntry>,
    /// The first places, in the order of the documents, at most one a comment.
    pub examples: Vec<Example>,
}

/// A row of tokens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Way {
    /// The tokens, with `/` between them.
    pub tokens: String,
    /// How often they stand for the word.
    pub count: u64,
}

/// A comment in which it happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Example {
    /// Where the comment begins, as `file:line`.
    pub place: String,
    /// The words around, masked.
    pub quote: String,
}

/// A place as the ledger writes it.
pub(super) fn written(place: Location, analysis: &Analysis) -> String {
    let source = analysis.sources.get(place.source.0 as usize);
    let name = source.map_or("?", |source| source.description.name.as_str());
    format!("{name}:{}", place.line)
}

/// The rule that took a term after counting.
pub(super) fn taken_after_counting(analysis: &Analysis, term: &str) -> Option<RuleId> {
    let took = |rule: &RuleId| {
        let loss = analysis.losses.get(*rule);
        loss.is_some_and(|loss| loss.terms.get(term).is_some())
    };
    [RuleId::Pos, RuleId::MinDf].into_iter().find(took)
}

impl WordTrace {
    /// What became of the word in the run that was looked at.
    ///
    /// # Errors
    /// [`Imbalance`] if the fates do not add up, which would be a bug of ciyun.
    pub fn report(&self, setup: &Setup, analysis: &Analysis) -> Result<WordReport, Imbalance> {
        let mut fates: Vec<FateReport> = self
            .tallies
            .iter()
            .map(|((fate, term), tally)| self.fate(*fate, term, tally, setup, analysis))
            .collect();
        fates.sort_by(|a, b| (a.fate, &a.term).cmp(&(b.fate, &b.term)));
        let is_own = |row: &&FateReport| {
            let term = row.term.as_deref();
            term.is_some_and(|term| lower_case(term).text() == self.form)
        };
        let counted: u64 = fates.iter().filter(is_own).map(|row| row.count).sum();
        let all: u64 = fates.iter().map(|row| row.count).sum();
        let table = Table::new(&analysis.counts, setup.config.table.weight.frequency());
        let terms = analysis.counts.terms();
        let mut terms: Vec<Standing> = terms
            .iter()
            .filter(|(term, _)| lower_case(term).text() == self.form)
            .filter_map(|(term, _)| table.get(term))
            .collect();
        terms.sort_by_key(|standing| standing.rank);
        let tf: u64 = terms.iter().map(|standing| standing.tf).sum();
        if all != self.occurrences || counted > tf {
            return Err(Imbalance {
                level: Level::Token,
                read: self.occurrences,
                kept: counted,
                removed: all - counted,
            });
        }
        let mut report = WordReport {
            word: self.word.clone(),
            form: self.form.clone(),
            comments_read: analysis.counts.ledger.documents_read,
            occurrences: self.occurrences,
            comments: self.comments,
            fates,
            terms,
            weight: setup.config.table.weight.frequency(),
            n_terms: analysis.counts.n_terms() as u64,
            counted_besides: tf - counted,
            lexicons: teaching(&setup.lists, &self.form),
            advice: Vec::new(),
        };
        report.advice = advice::of(&report, &analysis.counts);
        Ok(report)
    }

    fn fate(
        &self,
        fate: WordFate,
        term: &str,
        tally: &Tally,
        setup: &Setup,
        analysis: &Analysis,
    ) -> FateReport {
        let (fate, term) = match (fate, taken_after_counting(analysis, term)) {
            (WordFate::Counted, Some(rule)) => (WordFate::Masked(rule), None),
            (WordFate::Counted, None) => (fate, Some(term.to_owned())),
            _ => (fate, None),
        };
        let mut ways: Vec<Way> = tally
            .ways
            .iter()
            .map(|(tokens, count)| Way {
                tokens: tokens.clone(),
                count: *count,
            })
            .collect();
        // They come in code-point order and the sort is stable.
        ways.sort_by_key(|way| std::cmp::Reverse(way.count));
        let n_ways = ways.len() as u64;
        ways.truncate(N_WAYS);
        let examples = tally.examples.iter().map(|(place, quote)| Example {
            place: written(*place, analysis),
            quote: quote.clone(),
        });
        FateReport {
            fate,
            term,
            count: tally.count,
            comments: tally.comments,
            ways,
            n_ways,
            lists: match fate {
                WordFate::Masked(rule) => masking(&setup.lists, rule, &self.form),
                _ => Vec::new(),
            },
            examples: examples.collect(),
        }
    }
}
