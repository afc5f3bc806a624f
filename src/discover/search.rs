//! From gathered comments to a ranked list.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::evidence::{Evidence, evidence};
use super::form::Forms;
use super::listed::{listed_words, related};
use super::measures::float;
use super::ngrams::Ngrams;
use super::texts::Texts;
use super::{DiscoverOptions, Discovery, Gatherer, WordCandidate, cohesion};
use crate::pipeline::Setup;
use crate::privacy;

/// What a string has of its score that is put together of other words, or needs no help.
const LESSER_SHARE: f64 = 0.5;

/// A candidate is absorbed when this many tenths of its texts hold the longer one.
const ABSORBED_TENTHS: u64 = 9;

/// A string that holds together and moves freely.
struct Found {
    codes: Vec<u32>,
    text: String,
    texts: u64,
    cohesion: f64,
    left_entropy: f64,
    right_entropy: f64,
}

impl Found {
    fn score(&self) -> f64 {
        let freedom = self.left_entropy.min(self.right_entropy);
        self.cohesion * freedom * libm::log2(float(self.texts))
    }
}

impl Gatherer {
    /// Searches the comments for words.
    #[must_use]
    pub fn discover(self, setup: &Setup, options: &DiscoverOptions) -> Discovery {
        let forms = Forms::new(&setup.lists, &self.words_only);
        let found = strings(&self.texts, &forms, options);
        let codes: Vec<&[u32]> = found.iter().map(|found| found.codes.as_slice()).collect();
        let evidence = evidence(&self.texts, &codes);
        let is_personal = |evidence: &&Evidence| evidence.personal > 0;
        let n_personal = evidence.iter().filter(is_personal).count() as u64;
        let candidates: Vec<(Found, Evidence)> = found
            .into_par_iter()
            .zip(evidence)
            .filter(|(found, evidence)| is_candidate(found, evidence, &forms))
            .collect();
        let counts = candidates.iter();
        let counts = counts.map(|(found, _)| (found.text.as_str(), found.texts));
        let counts: BTreeMap<&str, u64> = counts.collect();
        let mut absorbed = absorptions(&counts);
        let n_absorbed = absorbed.values().map(Vec::len).sum::<usize>() as u64;
        let taken: BTreeSet<&str> = absorbed.values().flatten().copied().collect();
        let mut rows: Vec<WordCandidate> = candidates
            .iter()
            .filter(|(found, _)| !taken.contains(found.text.as_str()))
            .map(|(found, evidence)| {
                let mut row = row(found, evidence, &self.texts);
                let is_word = |part: &str| counts.contains_key(part) || forms.knows(part);
                // A listed word that the model joins is masked or counted as it should be.
                let is_settled = forms.lists(&found.text) && 2 * row.whole > row.tf;
                if is_settled || forms.is_phrase(&found.text, is_word) {
                    row.score *= LESSER_SHARE;
                }
                let taken = absorbed.remove(found.text.as_str()).unwrap_or_default();
                row.absorbed = taken.into_iter().map(str::to_owned).collect();
                row
            })
            .collect();
        rows.sort_by(|one, other| {
            let by_score = other.score.total_cmp(&one.score);
            by_score.then_with(|| one.term.cmp(&other.term))
        });
        let n_candidates = rows.len() as u64;
        rows.truncate(options.top);
        let words = listed_words(&setup.lists);
        for (row, rank) in rows.iter_mut().zip(1..) {
            row.rank = rank;
            row.lists = related(&row.term, &words);
        }
        Discovery {
            candidates: rows,
            n_candidates,
            n_absorbed,
            n_personal,
            comments: self.texts.n_comments,
            texts: self.texts.len() as u64,
        }
    }
}

/// The strings whose form, cohesion and entropies are those of words.
fn strings(texts: &Texts, forms: &Forms<'_>, options: &DiscoverOptions) -> Vec<Found> {
    let max_chars = options.max_chars.min(DiscoverOptions::MAX_CHARS);
    let mut ngrams = Ngrams::new(texts, options.min_count);
    let mut all = Vec::new();
    while ngrams.levels.len() < max_chars && ngrams.lengthen() {
        let n = ngrams.levels.last().map_or(0, |level| level.counts.len());
        let firm = (0..n).into_par_iter().map(|number| {
            let number = u32::try_from(number).expect("there are fewer than 2^32 strings");
            firm(number, &ngrams, texts, forms, options)
        });
        let firm: Vec<Option<Found>> = firm.collect();
        let wanted: Vec<bool> = firm.iter().map(Option::is_some).collect();
        let (left, right) = ngrams.boundary_entropies(&wanted);
        for ((found, left), right) in firm.into_iter().zip(left).zip(right) {
            let is_free = left.min(right) >= options.min_entropy;
            all.extend(found.filter(|_| is_free).map(|found| Found {
                left_entropy: left,
                right_entropy: right,
                ..found
            }));
        }
    }
    all
}

/// A string of the last length, without its entropies, if it can be a word and holds together.
fn firm(
    number: u32,
    ngrams: &Ngrams<'_>,
    texts: &Texts,
    forms: &Forms<'_>,
    options: &DiscoverOptions,
) -> Option<Found> {
    let (count, splits) = ngrams.splits(number);
    let cohesion = cohesion(count, &splits, ngrams.total)?;
    if cohesion < options.min_cohesion {
        return None;
    }
    let codes = ngrams.codes(number);
    let mut text = String::new();
    for code in &codes {
        texts.push_unit(*code, &mut text);
    }
    forms.is_possible(&codes, &text).then_some(Found {
        codes,
        text,
        texts: count,
        cohesion,
        left_entropy: 0.0,
        right_entropy: 0.0,
    })
}

/// Whether the segmenter fails at a string, and the string is not a piece of words that it knows.
fn is_candidate(found: &Found, evidence: &Evidence, forms: &Forms<'_>) -> bool {
    let is_broken = 2 * evidence.broken(found.codes.len()) > evidence.tf;
    evidence.personal == 0
        // The rule `pii` can be off.
        && privacy::find(&found.text).is_empty()
        && 2 * evidence.between_words >= evidence.tf
        && (is_broken || !forms.knows(&found.text))
        && !forms.has_function_edge(&found.text)
}

/// By candidate those that it absorbs, given the texts of each.
fn absorptions<'c>(texts: &BTreeMap<&'c str, u64>) -> BTreeMap<&'c str, Vec<&'c str>> {
    // By candidate the most frequent longer one that takes it, the longest of equals.
    let mut takers: BTreeMap<&str, (u64, usize, &str)> = BTreeMap::new();
    for (longer, count) in texts {
        for part in parts(longer) {
            let Some((part, of_part)) = texts.get_key_value(part) else {
                continue;
            };
            if 10 * count >= ABSORBED_TENTHS * of_part {
                let taker = takers.entry(part).or_default();
                *taker = (*taker).max((*count, longer.len(), longer));
            }
        }
    }
    let mut absorbed: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for part in takers.keys() {
        // A taker is longer than what it takes, so this ends.
        let mut last = *part;
        while let Some((_, _, taker)) = takers.get(last) {
            last = taker;
        }
        absorbed.entry(last).or_default().push(part);
    }
    absorbed
}

/// All proper parts of a word that have more than one character.
fn parts(word: &str) -> impl Iterator<Item = &str> {
    let ends = word.char_indices().map(|(at, _)| at).skip(1);
    let ends: Vec<usize> = ends.chain([word.len()]).collect();
    let starts = word.char_indices().map(|(at, _)| at);
    starts.flat_map(move |start| {
        let ends: Vec<usize> = ends.iter().copied().filter(|end| *end > start).collect();
        let parts = ends.into_iter().skip(1).map(move |end| &word[start..end]);
        parts.filter(|part| part.len() < word.len())
    })
}

fn row(found: &Found, evidence: &Evidence, texts: &Texts) -> WordCandidate {
    let (cut, cut_count) = evidence.commonest().unwrap_or_default();
    WordCandidate {
        rank: 0,
        term: found.text.clone(),
        score: found.score(),
        tf: evidence.tf,
        df: evidence.df,
        texts: found.texts,
        cohesion: found.cohesion,
        left_entropy: found.left_entropy,
        right_entropy: found.right_entropy,
        cut: written(cut, &found.codes, texts),
        cut_count,
        whole: evidence.whole(found.codes.len()),
        lists: Vec::new(),
        absorbed: Vec::new(),
        examples: Vec::new(),
        documents: evidence.documents.clone(),
    }
}

/// A cut as it is shown.
fn written(cut: u32, codes: &[u32], texts: &Texts) -> String {
    let has_border = |k: usize| cut & 1 << k != 0;
    let mut shown = String::new();
    if !has_border(0) {
        shown.push('…');
    }
    for (k, code) in codes.iter().enumerate() {
        if k > 0 && has_border(k) {
            shown.push('/');
        }
        texts.push_unit(*code, &mut shown);
    }
    if !has_border(codes.len()) {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_proper_and_have_more_than_one_character() {
        assert_eq!(parts("e冰城").collect::<Vec<_>>(), ["e冰", "冰城"]);
        assert_eq!(parts("冰城").count(), 0);
        assert_eq!(parts("一二三四").count(), 3 + 2);
    }

    #[test]
    fn a_candidate_goes_to_the_longest_that_has_nearly_all_of_it() {
        // 90 of 100 are nearly all, 89 are not; what is absorbed hands on what it has.
        let texts = [
            ("小破", 100),
            ("小破站", 90),
            ("小破站了", 81),
            ("破站", 102),
        ];
        let absorbed = absorptions(&texts.into_iter().collect());
        let expected = [("小破站了", vec!["小破", "小破站"])];
        assert_eq!(absorbed, expected.into_iter().collect());
    }
}
