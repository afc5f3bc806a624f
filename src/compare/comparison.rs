//! The comparison itself.

use super::CompareError;
use super::groups::Grouped;
use crate::count::{CountState, Documents};
use crate::stats::{
    Blocks, Correction, EqualWeights, GroupFrequencies, PermutationOptions, Side, Unit, chi2,
    exact_p, g2, heterogeneity, log_ratio, log_ratio_interval, lrc, odds_ratio, percent_diff,
    permutation_test, weighted_log_odds,
};

/// How groups are compared.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CompareOptions {
    /// Terms in fewer comments, over all groups, are not tested. Default: 5.
    pub min_df: u64,
    /// Of more than two groups, those with fewer comments are left out, unless fewer than two
    /// would remain: in the mean of the others' shares every group weighs the same, and one of a
    /// dozen comments would make all of it uncertain. Default: 20.
    pub min_group: u64,
    /// How p-values are adjusted for the number of tests. Default: Benjamini–Hochberg.
    pub correction: Correction,
    /// Sum of the prior's counts in the weighted log-odds. Default: 500.
    pub prior_size: f64,
    /// Permutations by author, and their seed; two groups only. Default: 2,000 and 0.
    pub permutations: PermutationOptions,
}

impl Default for CompareOptions {
    fn default() -> CompareOptions {
        CompareOptions {
            min_df: 5,
            min_group: 20,
            correction: Correction::default(),
            prior_size: 500.0,
            permutations: PermutationOptions::default(),
        }
    }
}

/// What sets groups apart.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The groups in code-point order.
    pub groups: Vec<GroupSummary>,
    /// Comments without a group; they are not compared.
    pub ungrouped: u64,
    /// Groups with fewer comments than [`CompareOptions::min_group`], and how many; they are not
    /// compared.
    pub small_groups: Vec<(String, u64)>,
    /// Terms in at least [`CompareOptions::min_df`] comments.
    pub n_terms: usize,
    /// Tests over which the p-values of `keyness` are adjusted.
    pub family: usize,
    /// Whether terms are spread unevenly, most uneven first; empty with two groups.
    pub heterogeneity: Vec<HeterogeneityRow>,
    /// For each group the terms that it has more than the others, most key first.
    pub keyness: Vec<KeynessRow>,
    /// The test by author; `None` with more than two groups, or without authors.
    pub authors: Option<AuthorTest>,
}

/// A group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupSummary {
    /// Its name.
    pub name: String,
    /// Its kept comments.
    pub documents: u64,
    /// Its counted tokens.
    pub tokens: u64,
    /// Its known authors.
    pub authors: u64,
}

/// What is true of the permutation by author.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AuthorTest {
    /// Known authors with more than one comment.
    pub repeating: u64,
    /// The smallest p that so many permutations can give.
    pub smallest_p: f64,
}

/// Whether a term is spread unevenly over the groups.
#[derive(Debug, Clone, PartialEq)]
pub struct HeterogeneityRow {
    /// Place in the list.
    pub rank: u64,
    /// The term.
    pub term: String,
    /// Comments of all groups that hold it.
    pub df: u64,
    /// G² of the table of groups against with and without the term.
    pub g2: f64,
    /// Its p-value.
    pub p: f64,
    /// The same, adjusted for all terms.
    pub p_adjusted: f64,
    /// Cramér's V, 0 to 1.
    pub cramers_v: f64,
}

/// A term that a group has more than its reference.
#[derive(Debug, Clone, PartialEq)]
pub struct KeynessRow {
    /// The group.
    pub group: String,
    /// Place among the terms of the group.
    pub rank: u64,
    /// The term.
    pub term: String,
    /// Comments of the group that hold it.
    pub df: u64,
    /// Comments of the group.
    pub documents: u64,
    /// Comments of all other groups that hold it.
    pub df_rest: u64,
    /// Comments of all other groups.
    pub documents_rest: u64,
    /// Share of the group's comments that hold it.
    pub share: f64,
    /// Share in the reference: with several other groups, the mean of their shares.
    pub share_rest: f64,
    /// Signed log-likelihood ratio.
    pub g2: f64,
    /// Pearson's χ².
    pub chi2: Option<f64>,
    /// Occurrences in the group.
    pub tf: u64,
    /// Occurrences in all other groups.
    pub tf_rest: u64,
    /// Signed log-likelihood ratio of tokens, as concordancers print it; it takes tokens as
    /// independent, which words that repeat in comments are not. `None` where the group or all
    /// others have no tokens.
    pub g2_tokens: Option<f64>,
    /// Pearson's χ² of tokens.
    pub chi2_tokens: Option<f64>,
    /// log₂ of the ratio of shares, with its 95 % interval.
    pub log_ratio: Option<f64>,
    /// Lower end.
    pub log_ratio_low: Option<f64>,
    /// Upper end.
    pub log_ratio_high: Option<f64>,
    /// Conservative log ratio: the end of a corrected interval that is nearest to 0.
    pub lrc: Option<f64>,
    /// Difference of shares in per cent of the reference's.
    pub percent_diff: Option<f64>,
    /// Odds ratio.
    pub odds_ratio: Option<f64>,
    /// z of the weighted log-odds ratio.
    pub log_odds_z: Option<f64>,
    /// p-value of the exact test on comments.
    pub p: Option<f64>,
    /// The same, adjusted for all tests.
    pub p_adjusted: Option<f64>,
    /// p-value when labels are permuted among authors.
    pub p_author: Option<f64>,
    /// The same, adjusted for all terms by the largest statistic of each permutation.
    pub p_author_max_t: Option<f64>,
}

/// Compares the groups of `documents`, which stand in the order of the input; of their terms those
/// that are in `counts`.
///
/// # Errors
/// [`CompareError::TooFewGroups`], [`CompareError::TooManyGroups`].
pub fn compare(
    documents: &Documents,
    counts: &CountState,
    options: &CompareOptions,
) -> Result<Comparison, CompareError> {
    let grouped = Grouped::new(documents, counts, options.min_group)?;
    let n_groups = u32::try_from(grouped.names.len()).expect("there are few groups");
    let frequencies = grouped.matrix.by_group(&grouped.of, n_groups);
    let df = |term: u32| -> u64 {
        let groups = frequencies.across_groups(Unit::Documents, term);
        groups.map(|(_, count, _)| count).sum()
    };
    let terms: Vec<u32> = (0..grouped.matrix.n_terms())
        .filter(|&term| df(term) >= options.min_df.max(1))
        .collect();
    let groups = (0..n_groups).map(|group| summary(&grouped, &frequencies, group));
    let groups: Vec<GroupSummary> = groups.collect();
    let tests = Tests {
        grouped: &grouped,
        frequencies: &frequencies,
        groups: &groups,
        terms: &terms,
        options,
    };
    let mut keyness = tests.keyness();
    let authors = (n_groups == 2)
        .then(|| tests.by_author(&mut keyness))
        .flatten();
    let family = match n_groups {
        2 => terms.len(),
        n => terms.len() * n as usize,
    };
    keyness.retain(|row| row.g2 > 0.0);
    rank(&mut keyness);
    Ok(Comparison {
        ungrouped: grouped.ungrouped,
        small_groups: grouped.small.clone(),
        n_terms: terms.len(),
        family,
        heterogeneity: if n_groups > 2 {
            tests.heterogeneity()
        } else {
            Vec::new()
        },
        keyness,
        authors,
        groups,
    })
}

fn summary(grouped: &Grouped, frequencies: &GroupFrequencies, group: u32) -> GroupSummary {
    let members = grouped.of.iter().zip(&grouped.authors);
    let members = members.filter(|(of, _)| **of == Some(group));
    let mut authors: Vec<u32> = members.filter_map(|(_, author)| *author).collect();
    authors.sort_unstable();
    authors.dedup();
    GroupSummary {
        name: grouped.names[group as usize].clone(),
        documents: frequencies.total(Unit::Documents, group),
        tokens: frequencies.total(Unit::Tokens, group),
        authors: authors.len() as u64,
    }
}

/// Everything that the tests look at.
struct Tests<'c> {
    grouped: &'c Grouped,
    frequencies: &'c GroupFrequencies,
    groups: &'c [GroupSummary],
    terms: &'c [u32],
    options: &'c CompareOptions,
}

impl Tests<'_> {
    /// Every group against the others, every term; p-values adjusted over all of them. With two
    /// groups the tests of the second are those of the first, and count once.
    fn keyness(&self) -> Vec<KeynessRow> {
        let n_groups = self.groups.len();
        let family = match n_groups {
            2 => self.terms.len(),
            n => self.terms.len() * n,
        };
        let mut rows = Vec::with_capacity(self.terms.len() * n_groups);
        for group in 0..n_groups {
            let sizes: Vec<u64> = self.others(group).map(|group| group.documents).collect();
            let weights = EqualWeights::new(&sizes).expect("all groups have comments");
            let tokens: Vec<u64> = self.others(group).map(|group| group.tokens).collect();
            let token_weights = EqualWeights::new(&tokens);
            for &term in self.terms {
                let mut row = self.row(group, term, &weights, family as u64);
                self.add_tokens(&mut row, group, term, token_weights.as_ref());
                rows.push(row);
            }
        }
        let tested = if n_groups == 2 {
            rows.len() / 2
        } else {
            rows.len()
        };
        let p: Vec<f64> = rows[..tested]
            .iter()
            .map(|row| row.p.unwrap_or(1.0))
            .collect();
        let adjusted = self.options.correction.adjust(&p);
        for (place, row) in rows.iter_mut().enumerate() {
            row.p_adjusted = Some(adjusted[place % tested]);
        }
        rows
    }

    fn others(&self, group: usize) -> impl Iterator<Item = &GroupSummary> {
        let groups = self.groups.iter().enumerate();
        groups
            .filter(move |(other, _)| *other != group)
            .map(|(_, group)| group)
    }

    fn row(&self, group: usize, term: u32, weights: &EqualWeights, family: u64) -> KeynessRow {
        let number = u32::try_from(group).expect("there are few groups");
        let all = self.frequencies.across_groups(Unit::Documents, term);
        let with: Vec<u64> = all
            .filter(|(other, ..)| *other != number)
            .map(|(_, n, _)| n)
            .collect();
        let df = self.frequencies.count(Unit::Documents, number, term);
        let documents = self.groups[group].documents;
        let counts = weights.counts(df, documents, &with);
        let interval = log_ratio_interval(counts);
        KeynessRow {
            group: self.groups[group].name.clone(),
            rank: 0,
            term: self.grouped.terms[term as usize].clone(),
            df,
            documents,
            df_rest: with.iter().sum(),
            documents_rest: self.others(group).map(|group| group.documents).sum(),
            share: df as f64 / documents as f64,
            share_rest: weights.share(&with),
            g2: g2(counts).unwrap_or(0.0),
            chi2: chi2(counts),
            tf: 0,
            tf_rest: 0,
            g2_tokens: None,
            chi2_tokens: None,
            log_ratio: log_ratio(counts),
            log_ratio_low: interval.map(|interval| interval.low),
            log_ratio_high: interval.map(|interval| interval.high),
            lrc: lrc(counts, family),
            percent_diff: percent_diff(counts),
            odds_ratio: odds_ratio(counts),
            log_odds_z: weighted_log_odds(counts, self.options.prior_size).map(|found| found.z),
            p: exact_p(counts),
            p_adjusted: None,
            p_author: None,
            p_author_max_t: None,
        }
    }

    /// Adds what the tokens say.
    fn add_tokens(
        &self,
        row: &mut KeynessRow,
        group: usize,
        term: u32,
        weights: Option<&EqualWeights>,
    ) {
        let number = u32::try_from(group).expect("there are few groups");
        let all = self.frequencies.across_groups(Unit::Tokens, term);
        let others = all.filter(|(other, ..)| *other != number);
        let with: Vec<u64> = others.map(|(_, n, _)| n).collect();
        let tokens = self.groups[group].tokens;
        row.tf = self.frequencies.count(Unit::Tokens, number, term);
        row.tf_rest = with.iter().sum();
        let Some(weights) = weights.filter(|_| tokens > 0) else {
            return;
        };
        let counts = weights.counts(row.tf, tokens, &with);
        row.g2_tokens = g2(counts);
        row.chi2_tokens = chi2(counts);
    }

    /// Permutes labels among authors and adds what comes of it to the rows of both groups.
    fn by_author(&self, rows: &mut [KeynessRow]) -> Option<AuthorTest> {
        let Grouped {
            authors,
            of,
            matrix,
            ..
        } = self.grouped;
        let in_play = authors.iter().zip(of).filter(|(_, group)| group.is_some());
        let mut known: Vec<u32> = in_play.filter_map(|(author, _)| *author).collect();
        if known.is_empty() {
            return None;
        }
        known.sort_unstable();
        let repeating = known
            .chunk_by(|a, b| a == b)
            .filter(|of_one| of_one.len() > 1)
            .count();
        let side = |group: &Option<u32>| {
            group.map(|group| match group {
                0 => Side::Target,
                _ => Side::Reference,
            })
        };
        let sides: Vec<Option<Side>> = of.iter().map(side).collect();
        let test = permutation_test(
            matrix,
            &sides,
            Blocks::By(authors),
            self.options.permutations,
        )?;
        for of_group in rows.chunks_mut(self.terms.len().max(1)) {
            for (row, &term) in of_group.iter_mut().zip(self.terms) {
                let found = &test.rows[term as usize];
                row.p_author = Some(found.p);
                row.p_author_max_t = Some(found.p_max_t);
            }
        }
        Some(AuthorTest {
            repeating: repeating as u64,
            smallest_p: test.smallest_p,
        })
    }

    fn heterogeneity(&self) -> Vec<HeterogeneityRow> {
        let mut rows = Vec::new();
        for &term in self.terms {
            let groups = self.frequencies.across_groups(Unit::Documents, term);
            let groups: Vec<(u64, u64)> = groups.map(|(_, with, total)| (with, total)).collect();
            let Some(found) = heterogeneity(&groups) else {
                continue;
            };
            rows.push(HeterogeneityRow {
                rank: 0,
                term: self.grouped.terms[term as usize].clone(),
                df: groups.iter().map(|(with, _)| with).sum(),
                g2: found.g2,
                p: found.p,
                p_adjusted: 1.0,
                cramers_v: found.cramers_v,
            });
        }
        let p: Vec<f64> = rows.iter().map(|row| row.p).collect();
        for (row, adjusted) in rows.iter_mut().zip(self.options.correction.adjust(&p)) {
            row.p_adjusted = adjusted;
        }
        rows.sort_by(|a, b| b.g2.total_cmp(&a.g2).then_with(|| a.term.cmp(&b.term)));
        for (row, rank) in rows.iter_mut().zip(1..) {
            row.rank = rank;
        }
        rows
    }
}

/// Puts the rows of each group into their order.
fn rank(rows: &mut [KeynessRow]) {
    rows.sort_by(|a, b| {
        let by_group = a.group.cmp(&b.group);
        let by_keyness = by_group.then_with(|| b.g2.total_cmp(&a.g2));
        by_keyness.then_with(|| a.term.cmp(&b.term))
    });
    for of_group in rows.chunk_by_mut(|a, b| a.group == b.group) {
        for (row, rank) in of_group.iter_mut().zip(1..) {
            row.rank = rank;
        }
    }
}
