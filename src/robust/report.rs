//! Rankings of all variants compared.

use rayon::prelude::*;

use super::multiverse::Counted;
use super::{Multiverse, Variant};
use crate::Error;
use crate::count::CountState;
use crate::pipeline::Axis;
use crate::stats::{Frequency, rbo};

/// Ranks at the top whose words are followed through all variants: the words that a text names.
pub const SHORT_TOP: usize = 20;

/// Ranks at the top that are listed, for the run itself: the usual length of a printed table.
pub const LONG_TOP: usize = 50;

/// Ranks that are compared; those below weigh less than 10⁻⁴⁵ with p = 0.9.
pub const DEPTH: usize = 1000;

/// How a word fares in all variants. Ranks and frequencies are over the variants that count it.
#[derive(Debug, Clone, PartialEq)]
pub struct WordStability {
    /// The word, in its most frequent spelling in the run itself.
    pub term: String,
    /// Its rank in the run itself; `None` where the run does not count it.
    pub base_rank: Option<u64>,
    /// Its occurrences there.
    pub base_tf: Option<u64>,
    /// Variants that count it at all.
    pub variants: u64,
    /// Variants in which it is among the first [`SHORT_TOP`].
    pub in_short_top: u64,
    /// Variants in which it is among the first [`LONG_TOP`].
    pub in_long_top: u64,
    /// Its best rank.
    pub rank_min: u64,
    /// The median of its ranks.
    pub rank_median: f64,
    /// Its worst rank.
    pub rank_max: u64,
    /// Its fewest occurrences.
    pub tf_min: u64,
    /// Its most occurrences.
    pub tf_max: u64,
}

/// A variant with what it kept.
#[derive(Debug, Clone, PartialEq)]
pub struct VariantSummary {
    /// Its number, from 1.
    pub number: u64,
    /// Its settings.
    pub variant: Variant,
    /// Whether it is the run itself.
    pub is_base: bool,
    /// Comments kept.
    pub documents: u64,
    /// Tokens counted.
    pub tokens: u64,
    /// Distinct terms.
    pub terms: u64,
    /// Rank-biased overlap with the run itself; `None` when one of both counts no term.
    pub rbo: Option<f64>,
}

/// How much a choice moves the ranking.
#[derive(Debug, Clone, PartialEq)]
pub struct AxisEffect {
    /// The choice.
    pub axis: Axis,
    /// The values that were tried, in their order.
    pub values: Vec<String>,
    /// Pairs of variants that differ in nothing else.
    pub pairs: u64,
    /// Mean rank-biased overlap of these pairs: the lower, the more the choice matters.
    pub mean_rbo: Option<f64>,
    /// The least overlap of such a pair.
    pub least_rbo: Option<f64>,
}

/// How far the ranking of a run depends on choices.
#[derive(Debug, Clone, PartialEq)]
pub struct Robustness {
    /// What ranks the terms.
    pub weight: Frequency,
    /// The parameter p of rank-biased overlap.
    pub persistence: f64,
    /// The first words of the run itself by rank, then words that are among the first
    /// [`SHORT_TOP`] of another variant only, those of the most variants first.
    pub words: Vec<WordStability>,
    /// All variants, in their order.
    pub variants: Vec<VariantSummary>,
    /// The choices that were varied, the one that moves the ranking most first.
    pub axes: Vec<AxisEffect>,
    /// Mean overlap of the run itself with the other variants; `None` without any.
    pub mean_rbo_to_base: Option<f64>,
    /// Mean overlap of all pairs of variants.
    pub mean_rbo: Option<f64>,
}

impl Robustness {
    /// How many of the first [`SHORT_TOP`] words of the run stay there in every variant.
    #[must_use]
    pub fn n_stable(&self) -> usize {
        let everywhere = |word: &&WordStability| word.in_short_top == self.variants.len() as u64;
        self.first_words().filter(everywhere).count()
    }

    /// The first [`SHORT_TOP`] words of the run.
    pub fn first_words(&self) -> impl Iterator<Item = &WordStability> {
        let is_first = |rank: u64| rank <= SHORT_TOP as u64;
        let words = self.words.iter();
        words.filter(move |word| word.base_rank.is_some_and(is_first))
    }

    /// Words that are among the first [`SHORT_TOP`] of some variant, but not of the run.
    pub fn intruders(&self) -> impl Iterator<Item = &WordStability> {
        let is_first = |rank: u64| rank <= SHORT_TOP as u64;
        let words = self.words.iter().filter(|word| word.in_short_top > 0);
        words.filter(move |word| !word.base_rank.is_some_and(is_first))
    }

    /// The variant that is the run itself.
    #[must_use]
    pub fn base(&self) -> &VariantSummary {
        let base = self.variants.iter().find(|variant| variant.is_base);
        base.expect("the run itself is one of the variants")
    }
}

/// The mean, summed in the given order; `None` of nothing.
fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (mut sum, mut n) = (0.0, 0.0);
    for value in values {
        sum += value;
        n += 1.0;
    }
    (n > 0.0).then(|| sum / n)
}

impl Multiverse {
    /// Counts all variants and compares their rankings; `run` has the counts of the run itself.
    ///
    /// # Errors
    /// [`RobustError::BaseDiffers`](super::RobustError::BaseDiffers) when `run` was counted from
    /// other comments.
    pub fn robustness(
        &self,
        run: &CountState,
        weight: Frequency,
        persistence: f64,
    ) -> Result<Robustness, Error> {
        self.check(run)?;
        let (order, found) = (self.order(), self.all_frequencies());
        let counted: Vec<Counted> = (0..self.variants().len())
            .into_par_iter()
            .map(|variant| {
                let path = self.path(variant);
                self.count(variant, &found[path.documents][path.cut], weight, &order)
            })
            .collect();
        let overlaps = Overlaps::of(&counted, persistence);
        let base = self.base();
        let variants: Vec<VariantSummary> = self
            .variants()
            .iter()
            .zip(&counted)
            .enumerate()
            .map(|(index, (variant, counted))| VariantSummary {
                number: index as u64 + 1,
                variant: variant.clone(),
                is_base: index == base,
                documents: counted.documents,
                tokens: counted.tokens,
                terms: counted.ranking.len() as u64,
                rbo: overlaps.of_pair(index, base),
            })
            .collect();
        let others = variants.iter().filter(|variant| !variant.is_base);
        Ok(Robustness {
            weight,
            persistence,
            words: self.words(run, &counted, |variant, number| {
                let path = self.path(variant);
                found[path.documents][path.cut][number as usize].tf
            }),
            axes: self.axes(&overlaps),
            mean_rbo_to_base: mean(others.filter_map(|variant| variant.rbo)),
            mean_rbo: mean(overlaps.pairs().filter_map(|(_, _, rbo)| rbo)),
            variants,
        })
    }

    /// The words to be listed, each through all variants.
    fn words(
        &self,
        run: &CountState,
        counted: &[Counted],
        tf: impl Fn(usize, u32) -> u64,
    ) -> Vec<WordStability> {
        let base = self.base();
        let mut listed: Vec<u32> = Vec::new();
        let mut is_listed = vec![false; self.n_terms()];
        let tops = counted.iter().map(|counted| (counted, SHORT_TOP));
        for (counted, top) in std::iter::once((&counted[base], LONG_TOP)).chain(tops) {
            for number in counted.ranking.iter().take(top) {
                if !std::mem::replace(&mut is_listed[*number as usize], true) {
                    listed.push(*number);
                }
            }
        }
        // By variant: the ranks of the listed terms, from 1.
        let mut place = vec![None; self.n_terms()];
        for (index, number) in listed.iter().enumerate() {
            place[*number as usize] = Some(index);
        }
        let ranks: Vec<Vec<Option<u64>>> = counted
            .par_iter()
            .map(|counted| {
                let mut ranks = vec![None; listed.len()];
                for (number, rank) in counted.ranking.iter().zip(1..) {
                    if let Some(index) = place[*number as usize] {
                        ranks[index] = Some(rank);
                    }
                }
                ranks
            })
            .collect();
        let mut words: Vec<WordStability> = listed
            .iter()
            .enumerate()
            .map(|(index, number)| {
                let found: Vec<(u64, u64)> = ranks
                    .iter()
                    .enumerate()
                    .filter_map(|(variant, ranks)| Some((ranks[index]?, tf(variant, *number))))
                    .collect();
                let term = self.term(*number);
                let spelling = run.get(term).and_then(|counts| counts.spelling());
                let base_rank = ranks[base][index];
                let base_tf = base_rank.map(|_| tf(base, *number));
                stability(spelling.unwrap_or(term), base_rank, base_tf, &found)
            })
            .collect();
        words.sort_by(|a, b| {
            let key = |word: &WordStability| {
                let listed = word.base_rank.filter(|rank| *rank <= LONG_TOP as u64);
                (listed.unwrap_or(u64::MAX), u64::MAX - word.in_short_top)
            };
            key(a).cmp(&key(b)).then_with(|| a.term.cmp(&b.term))
        });
        words
    }

    fn axes(&self, overlaps: &Overlaps) -> Vec<AxisEffect> {
        let variants = self.variants();
        let mut effects: Vec<AxisEffect> = Axis::ALL
            .into_iter()
            .map(|axis| {
                let pairs: Vec<Option<f64>> = overlaps
                    .pairs()
                    .filter(|(one, other, _)| {
                        variants[*one].only_difference(&variants[*other]) == Some(axis)
                    })
                    .map(|(_, _, rbo)| rbo)
                    .collect();
                let mut values = Vec::new();
                for variant in variants {
                    let value = variant.choice(axis).to_string();
                    if !values.contains(&value) {
                        values.push(value);
                    }
                }
                let known = || pairs.iter().copied().flatten();
                AxisEffect {
                    axis,
                    values,
                    pairs: pairs.len() as u64,
                    mean_rbo: mean(known()),
                    least_rbo: known().min_by(f64::total_cmp),
                }
            })
            .filter(|effect| effect.pairs > 0)
            .collect();
        effects.sort_by(|a, b| {
            let overlap = |effect: &AxisEffect| effect.mean_rbo.unwrap_or(f64::INFINITY);
            overlap(a).total_cmp(&overlap(b))
        });
        effects
    }
}

/// A word by its rank and its occurrences in the variants that count it, of which there is one.
fn stability(
    term: &str,
    base_rank: Option<u64>,
    base_tf: Option<u64>,
    found: &[(u64, u64)],
) -> WordStability {
    let mut ranks: Vec<u64> = found.iter().map(|(rank, _)| *rank).collect();
    ranks.sort_unstable();
    let (first, last) = (ranks[0], ranks[ranks.len() - 1]);
    let middle = [ranks[(ranks.len() - 1) / 2], ranks[ranks.len() / 2]];
    let below = |top: usize| ranks.partition_point(|rank| *rank <= top as u64) as u64;
    let tfs = || found.iter().map(|(_, tf)| *tf);
    WordStability {
        term: term.to_owned(),
        base_rank,
        base_tf,
        variants: found.len() as u64,
        in_short_top: below(SHORT_TOP),
        in_long_top: below(LONG_TOP),
        rank_min: first,
        rank_median: (middle[0] as f64 + middle[1] as f64) / 2.0,
        rank_max: last,
        tf_min: tfs().min().unwrap_or(0),
        tf_max: tfs().max().unwrap_or(0),
    }
}

/// The overlap of every pair of variants.
struct Overlaps {
    n_variants: usize,
    /// Row by row.
    of_pairs: Vec<Option<f64>>,
    of_one: Vec<Option<f64>>,
}

impl Overlaps {
    fn of(counted: &[Counted], persistence: f64) -> Overlaps {
        let n_variants = counted.len();
        let top = |variant: usize| {
            let ranking = &counted[variant].ranking;
            &ranking[..ranking.len().min(DEPTH)]
        };
        let pairs: Vec<(usize, usize)> = pairs_of(n_variants).collect();
        let overlap = |(one, other): (usize, usize)| rbo(top(one), top(other), persistence);
        Overlaps {
            n_variants,
            of_pairs: pairs.into_par_iter().map(overlap).collect(),
            of_one: (0..n_variants)
                .map(|variant| (!top(variant).is_empty()).then_some(1.0))
                .collect(),
        }
    }

    /// All pairs, the first before the second.
    fn pairs(&self) -> impl Iterator<Item = (usize, usize, Option<f64>)> {
        let pairs = pairs_of(self.n_variants).zip(&self.of_pairs);
        pairs.map(|((one, other), rbo)| (one, other, *rbo))
    }

    fn of_pair(&self, one: usize, other: usize) -> Option<f64> {
        let (first, second) = (one.min(other), one.max(other));
        if first == second {
            return self.of_one[first];
        }
        let before = first * self.n_variants - first * (first + 1) / 2;
        self.of_pairs[before + second - first - 1]
    }
}

fn pairs_of(n: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..n).flat_map(move |one| (one + 1..n).map(move |other| (one, other)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_overlap_of_a_pair_is_found_in_the_triangle() {
        let n = 5;
        let overlaps = Overlaps {
            n_variants: n,
            of_pairs: pairs_of(n)
                .map(|(a, b)| Some((a * 10 + b) as f64))
                .collect(),
            of_one: vec![Some(1.0); n],
        };
        for (one, other) in pairs_of(n) {
            let expected = Some((one * 10 + other) as f64);
            assert_eq!(overlaps.of_pair(one, other), expected);
            assert_eq!(overlaps.of_pair(other, one), expected);
        }
        assert_eq!(overlaps.of_pair(3, 3), Some(1.0));
    }

    #[test]
    fn a_word_worked_by_hand() {
        let found = [(3, 40), (25, 10), (60, 9), (1, 50)];
        let word = stability("卡", Some(3), Some(40), &found);
        assert_eq!(
            (word.variants, word.in_short_top, word.in_long_top),
            (4, 2, 3)
        );
        assert_eq!(
            (word.rank_min, word.rank_median, word.rank_max),
            (1, 14.0, 60)
        );
        assert_eq!((word.tf_min, word.tf_max), (9, 50));
    }
}
