//! All variants of a run, ready to be counted.

use rayon::prelude::*;

use super::bits::Bits;
use super::collect::Collector;
use super::paths::{Path, Paths};
use super::variants::settings_of;
use super::vocabulary::{Frequencies, TermLists};
use super::{MAX_VARIANTS, Variant, variants};
use crate::Error;
use crate::count::CountState;
use crate::ingest::{Document, Source};
use crate::ledger::RuleId;
use crate::pipeline::{Progress, Setup};
use crate::stats::Frequency;

/// Why variants cannot be compared.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RobustError {
    /// The combinations are too many.
    #[error("{found} variants; at most {MAX_VARIANTS} are counted, so vary fewer values")]
    TooMany {
        /// How many there are.
        found: usize,
    },
    /// The base variant was not counted as the run was.
    #[error(
        "the base variant was counted otherwise than the run itself ({what}); an input changed \
         while it was read, or this is a bug of ciyun"
    )]
    BaseDiffers {
        /// What differs.
        what: String,
    },
}

/// The comments of a run as every variant sees them.
///
/// ```
/// use ciyun::ingest::Document;
/// use ciyun::ledger::RuleSet;
/// use ciyun::pipeline::{Config, Pipeline, Setup, WordLists};
/// use ciyun::robust::Multiverse;
/// let lists = WordLists::default();
/// let pipeline = Pipeline::new(&lists, &RuleSet::default())?;
/// let mut setup = Setup { config: Config::default(), pipeline, lists, published: None, topics: Vec::new() };
/// for axis in ["stopwords=", "dedupe=off,exact,identical", "min-chars=", "unknown-words=", "joins="] {
///     setup.config.robust.set(axis).unwrap();
/// }
/// let texts = ["闪退", "闪退", "登录闪退"];
/// let documents: Vec<Document> = texts
///     .iter()
///     .zip(1..)
///     .map(|(text, line)| Document::from_text((*text).to_owned(), line))
///     .collect();
/// let multiverse = Multiverse::of_documents(&setup, &documents)?;
/// // Copies kept, dropped when long, dropped when short too.
/// let tf = |variant: usize| multiverse.terms(variant)[1].tf;
/// assert_eq!(multiverse.terms(0)[1].term, "闪退");
/// assert_eq!([tf(0), tf(1), tf(2)], [3, 3, 2]);
/// # Ok::<(), ciyun::Error>(())
/// ```
pub struct Multiverse {
    variants: Vec<Variant>,
    base: usize,
    paths: Vec<Path>,
    /// By set of document rules: the comments that it keeps.
    kept: Vec<Bits>,
    /// By segmenter.
    lists: Vec<TermLists>,
    terms: Vec<Box<str>>,
    /// By set of token rules: the terms that it counts.
    counted: Vec<Bits>,
}

/// A term as a variant counts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VariantTerm<'m> {
    /// The term, folded.
    pub term: &'m str,
    /// Occurrences.
    pub tf: u64,
    /// Kept comments that hold the term.
    pub df: u64,
}

/// One variant, counted.
pub(super) struct Counted {
    /// The numbers of its terms, by weight descending, then in code-point order.
    pub(super) ranking: Vec<u32>,
    pub(super) documents: u64,
    pub(super) tokens: u64,
}

impl Multiverse {
    /// Reads the sources, which are those of the run, and cuts their comments once for each
    /// segmenter.
    ///
    /// # Errors
    /// [`RobustError::TooMany`], and as [`Pipeline::new`](crate::pipeline::Pipeline::new).
    pub fn collect(
        setup: &Setup,
        sources: Vec<Source>,
        progress: &dyn Progress,
    ) -> Result<Multiverse, Error> {
        Multiverse::with(setup, |collector| collector.read(sources, progress))
    }

    /// The same for comments that are in memory.
    ///
    /// # Errors
    /// As [`Multiverse::collect`].
    pub fn of_documents(setup: &Setup, documents: &[Document]) -> Result<Multiverse, Error> {
        Multiverse::with(setup, |collector| collector.add(documents))
    }

    fn with(setup: &Setup, fill: impl FnOnce(&mut Collector<'_>)) -> Result<Multiverse, Error> {
        let variants = variants(&setup.config.robust, setup)?;
        let own = settings_of(setup);
        let base = variants.iter().position(|variant| variant.settings == own);
        let base = base.expect("the values of the run are among those of every axis");
        let paths = Paths::new(&variants, setup)?;
        let mut collector = Collector::new(&setup.pipeline, paths);
        fill(&mut collector);
        let documents = collector.paths.documents.into_iter();
        Ok(Multiverse {
            variants,
            base,
            paths: collector.paths.of_variants,
            kept: documents.map(|rules| rules.kept).collect(),
            lists: collector.lists,
            terms: collector.vocabulary.terms,
            counted: collector.vocabulary.counted,
        })
    }

    /// The variants, in their order.
    #[must_use]
    pub fn variants(&self) -> &[Variant] {
        &self.variants
    }

    /// The position of the variant that is the run itself.
    #[must_use]
    pub fn base(&self) -> usize {
        self.base
    }

    /// The terms of a variant, in code-point order.
    ///
    /// # Panics
    /// When there is no variant at that position.
    #[must_use]
    pub fn terms(&self, variant: usize) -> Vec<VariantTerm<'_>> {
        let path = self.paths[variant];
        let found = self.frequencies(path);
        let numbers = self.numbers(variant, &found).into_iter();
        let mut terms: Vec<VariantTerm<'_>> = numbers
            .map(|number| {
                let Frequencies { tf, df } = found[number as usize];
                let term = self.term(number);
                VariantTerm { term, tf, df }
            })
            .collect();
        terms.sort_unstable_by_key(|found| found.term);
        terms
    }

    /// How many comments a variant keeps.
    ///
    /// # Panics
    /// When there is no variant at that position.
    #[must_use]
    pub fn documents_kept(&self, variant: usize) -> u64 {
        self.kept[self.paths[variant].documents].ones()
    }

    pub(super) fn term(&self, number: u32) -> &str {
        &self.terms[number as usize]
    }

    pub(super) fn n_terms(&self) -> usize {
        self.terms.len()
    }

    pub(super) fn path(&self, variant: usize) -> Path {
        self.paths[variant]
    }

    fn frequencies(&self, path: Path) -> Vec<Frequencies> {
        let kept = &self.kept[path.documents];
        self.lists[path.cut].count(kept, self.terms.len())
    }

    /// Frequencies for every pair of document rules and segmenter; token rules only choose among
    /// them.
    pub(super) fn all_frequencies(&self) -> Vec<Vec<Vec<Frequencies>>> {
        let of_cut = |documents: usize| {
            let cuts = (0..self.lists.len()).into_par_iter();
            cuts.map(|cut| {
                let terms = 0;
                self.frequencies(Path {
                    documents,
                    cut,
                    terms,
                })
            })
            .collect()
        };
        (0..self.kept.len()).into_par_iter().map(of_cut).collect()
    }

    /// The numbers of the terms that a variant counts.
    fn numbers(&self, variant: usize, found: &[Frequencies]) -> Vec<u32> {
        let counted = &self.counted[self.paths[variant].terms];
        let rules = &self.variants[variant].settings.rules;
        let fewest = rules.count(RuleId::MinDf).map_or(1, u64::from);
        (0..)
            .zip(found)
            .filter(|(number, found)| found.df >= fewest && counted.get(*number as usize))
            .map(|(number, _)| number)
            .collect()
    }

    /// Counts a variant; `order` has the place of each term in code-point order.
    pub(super) fn count(
        &self,
        variant: usize,
        found: &[Frequencies],
        weight: Frequency,
        order: &[u32],
    ) -> Counted {
        let mut ranking = self.numbers(variant, found);
        let frequencies = |number: u32| found[number as usize];
        ranking.sort_unstable_by_key(|number| {
            let Frequencies { tf, df } = frequencies(*number);
            let weight = match weight {
                Frequency::Tf => tf,
                Frequency::Df => df,
            };
            (std::cmp::Reverse(weight), order[*number as usize])
        });
        Counted {
            tokens: ranking.iter().map(|number| frequencies(*number).tf).sum(),
            documents: self.documents_kept(variant),
            ranking,
        }
    }

    /// The place of each term in code-point order.
    pub(super) fn order(&self) -> Vec<u32> {
        let n_terms = u32::try_from(self.terms.len()).expect("terms are numbered in 32 bits");
        let mut numbers: Vec<u32> = (0..n_terms).collect();
        numbers.par_sort_unstable_by_key(|number| self.term(*number));
        let mut order = vec![0; self.terms.len()];
        for (place, number) in (0..).zip(numbers) {
            order[number as usize] = place;
        }
        order
    }

    /// Whether the base variant was counted as the run was.
    pub(super) fn check(&self, run: &CountState) -> Result<(), RobustError> {
        let differs = |what: String| Err(RobustError::BaseDiffers { what });
        let (kept, run_kept) = (self.documents_kept(self.base), run.ledger.documents_kept);
        if kept != run_kept {
            return differs(format!("comments: {kept}, {run_kept} in the run"));
        }
        let terms = self.terms(self.base);
        if terms.len() != run.n_terms() {
            let (n, n_run) = (terms.len(), run.n_terms());
            return differs(format!("terms: {n}, {n_run} in the run"));
        }
        for VariantTerm { term, tf, df } in terms {
            let same = run
                .get(term)
                .is_some_and(|run| (run.tf, run.df) == (tf, df));
            if !same {
                return differs(format!("the counts of {term}"));
            }
        }
        Ok(())
    }
}
