//! The fates of a word, gathered while the comments are counted.

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;

use super::fate::among_tokens;
use super::quotation::around;
use super::tracker::Tracker;
use super::{ExplainError, WordFate};
use crate::clean::{CleanText, Firings, Platform, lower_case};
use crate::ledger::Location;
use crate::pipeline::{Onlooker, Pending, Pipeline};

/// Examples of each fate, the first of as many comments.
const N_EXAMPLES: usize = 3;

/// Follows one word through all comments of a run.
///
/// ```
/// use ciyun::count::Scope;
/// use ciyun::explain::{WordFate, WordTrace};
/// use ciyun::ingest::{InputArgument, InputOrder, ReadOptions, expand};
/// use ciyun::pipeline::{Config, Prepared, prepare};
/// # let folder = tempfile::tempdir().unwrap();
/// # let path = folder.path().join("a.txt");
/// std::fs::write(&path, "登录总是失败\n登录@登录\n").unwrap();
/// let config = Config::default();
/// let files = expand(&[InputArgument::Path(path)], InputOrder::default(), &ReadOptions::default())?;
/// let Prepared { sources, setup, .. } = prepare(&config, "".as_ref(), &files.files)?;
/// let mut trace = WordTrace::new(&setup.pipeline, "登录").unwrap();
/// let analysis = setup.pipeline.run_watched(sources, &(), Scope::Guarded, Some(&mut trace))?;
/// let report = trace.report(&setup, &analysis)?;
/// assert_eq!((report.occurrences, report.comments), (3, 2));
/// let last = report.fates.last().unwrap();
/// assert_eq!((last.fate, last.count, last.comments), (WordFate::Counted, 2, 2));
/// # Ok::<(), ciyun::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct WordTrace {
    pub(super) word: String,
    /// As it is searched: decoded as a comment is, in lower case.
    pub(super) form: String,
    pub(super) occurrences: u64,
    pub(super) comments: u64,
    /// By fate, and for what was counted by term: without the rule `case`, spellings are terms.
    pub(super) tallies: BTreeMap<(WordFate, String), Tally>,
}

/// Occurrences of one fate.
#[derive(Debug, Clone, Default)]
pub(super) struct Tally {
    pub(super) count: u64,
    pub(super) comments: u64,
    /// The tokens that tell the fate, with how often.
    pub(super) ways: BTreeMap<String, u64>,
    pub(super) examples: Vec<(Location, String)>,
    /// Number of the last comment counted in `comments`.
    last_comment: u64,
}

/// One occurrence.
struct Traced {
    /// Bytes of the text as its author typed it.
    range: Range<usize>,
    fate: WordFate,
    tokens: Option<String>,
}

impl WordTrace {
    /// Gets ready to follow `word`, written as it may be: it is decoded as comments are, and its
    /// case does not matter.
    ///
    /// # Errors
    /// [`ExplainError::EmptyWord`].
    pub fn new(pipeline: &Pipeline, word: &str) -> Result<WordTrace, ExplainError> {
        let decoded = pipeline.cleaner().decode(word, &mut Firings::default());
        let form = lower_case(decoded.text().trim()).text().to_owned();
        if form.is_empty() {
            return Err(ExplainError::EmptyWord {
                found: word.to_owned(),
            });
        }
        Ok(WordTrace {
            word: word.to_owned(),
            form,
            occurrences: 0,
            comments: 0,
            tallies: BTreeMap::new(),
        })
    }

    /// The occurrences in one comment, in their order.
    fn trace(&self, pipeline: &Pipeline, comment: &Pending<'_>) -> Vec<Traced> {
        let text = comment.text();
        let occurrences = occurrences(&self.form, text);
        if occurrences.is_empty() {
            return Vec::new();
        }
        if let Some(rule) = comment.dropped() {
            let dropped = |range| Traced {
                range,
                fate: WordFate::Dropped(rule),
                tokens: None,
            };
            return occurrences.into_iter().map(dropped).collect();
        }
        let course = pipeline.course(comment);
        let platform = Platform::of(&comment.document().fields);
        let mut clean = CleanText::new(text);
        let mut tracker = Tracker::new(&self.form, occurrences);
        pipeline
            .cleaner()
            .rewrite(&mut clean, platform, &mut tracker);
        let fate = |(range, lost): (Range<usize>, _)| {
            let (fate, tokens) = match (lost, course.dropped) {
                (Some(rule), _) => (WordFate::Rewritten(rule), None),
                (None, Some(rule)) => (WordFate::Dropped(rule), None),
                (None, None) => among_tokens(&course, &clean.clean_range(range.clone())),
            };
            Traced {
                range,
                fate,
                tokens,
            }
        };
        tracker.into_found().map(fate).collect()
    }

    fn add(&mut self, comment: &Pending<'_>, found: Vec<Traced>) {
        if found.is_empty() {
            return;
        }
        self.comments += 1;
        for Traced {
            range,
            fate,
            tokens,
        } in found
        {
            self.occurrences += 1;
            let (term, way) = match (fate, tokens) {
                (WordFate::Counted, Some(term)) => (term, None),
                (_, way) => (String::new(), way),
            };
            let tally = self.tallies.entry((fate, term)).or_default();
            tally.count += 1;
            if let Some(way) = way {
                *tally.ways.entry(way).or_default() += 1;
            }
            if tally.last_comment == self.comments {
                continue;
            }
            tally.last_comment = self.comments;
            tally.comments += 1;
            if tally.examples.len() < N_EXAMPLES {
                let place = comment.document().place();
                tally.examples.push((place, around(comment.text(), &range)));
            }
        }
    }
}

impl Onlooker for WordTrace {
    fn look(&mut self, pipeline: &Pipeline, comments: &[Pending<'_>]) {
        let found: Vec<Vec<Traced>> = comments
            .par_iter()
            .map(|comment| self.trace(pipeline, comment))
            .collect();
        for (comment, found) in comments.iter().zip(found) {
            self.add(comment, found);
        }
    }
}

/// Where a word in lower case stands in a text, in whole characters.
pub(crate) fn occurrences(form: &str, text: &str) -> Vec<Range<usize>> {
    let lower = lower_case(text);
    let found = lower.text().match_indices(form).map(|(start, _)| {
        // Lower case can be longer: İ becomes two characters.
        lower.source_range(start..start + form.len())
    });
    found
        .filter(|range| lower_case(&text[range.clone()]).text() == form)
        .collect()
}
