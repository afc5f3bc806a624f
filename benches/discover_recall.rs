//! How many words come back that the segmenter has forgotten.
//!
//! Usage: `cargo bench --bench discover_recall -- DICTIONARY FILE`, where DICTIONARY is jieba's
//! dict.txt (src/data/dict.txt of the crate jieba-rs) and FILE holds comments.
//!
//! Of the words of the dictionary that occur at least 10 times in the kept comments, 200 are drawn
//! at random and left out of the dictionary; then `discover` searches the comments as if the
//! segmenter had never known them. Words of ciyun's own lists are not drawn: they would be taught
//! again.
#![expect(clippy::print_stdout, reason = "a program")]
#![expect(
    clippy::unwrap_used,
    reason = "a program for one's own use may end at once"
)]

use std::collections::{BTreeMap, BTreeSet};

use ciyun::count::Scope;
use ciyun::discover::{DiscoverOptions, Gatherer};
use ciyun::ingest::{InputArgument, InputOrder, ReadOptions, expand};
use ciyun::pipeline::{Config, Onlooker, Pending, Pipeline, Prepared, prepare};
use ciyun::segment::Dictionary;

const N_WORDS: usize = 200;
const MIN_TF: u64 = 10;
const N_CANDIDATES: usize = 1000;

/// Counts tokens of several characters, the masked ones too.
#[derive(Default)]
struct Tokens(BTreeMap<String, u64>);

impl Onlooker for Tokens {
    fn look(&mut self, pipeline: &Pipeline, comments: &[Pending<'_>]) {
        for comment in comments
            .iter()
            .filter(|comment| comment.dropped().is_none())
        {
            let course = pipeline.course(comment);
            for fated in &course.tokens {
                let word = fated.token.of(&course.text);
                if word.chars().nth(1).is_some() {
                    *self.0.entry(word.to_owned()).or_default() += 1;
                }
            }
        }
    }
}

/// SplitMix64 (Steele, Lea and Flood 2014).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Draws `n` items; the bias of the remainder is below 2^-40 here.
    fn draw(&mut self, mut from: Vec<String>, n: usize) -> BTreeSet<String> {
        let mut drawn = BTreeSet::new();
        while drawn.len() < n && !from.is_empty() {
            let at = usize::try_from(self.next() % from.len() as u64).unwrap();
            drawn.insert(from.swap_remove(at));
        }
        drawn
    }
}

fn prepared(file: &str) -> Prepared {
    let options = ReadOptions::default();
    let input = InputArgument::Path(file.into());
    let files = expand(&[input], InputOrder::default(), &options).unwrap();
    prepare(&Config::default(), "".as_ref(), &files.files).unwrap()
}

fn main() {
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| a != "--bench")
        .collect();
    let [dictionary, file] = arguments.as_slice() else {
        println!("usage: cargo bench --bench discover_recall -- DICTIONARY FILE");
        return;
    };
    let dictionary = std::fs::read_to_string(dictionary).unwrap();
    let word_of = |line: &str| line.split(' ').next().unwrap_or_default().to_owned();
    let known: BTreeSet<String> = dictionary.lines().map(word_of).collect();

    let Prepared { sources, setup, .. } = prepared(file);
    let mut tokens = Tokens::default();
    let pipeline = &setup.pipeline;
    pipeline
        .run_watched(sources, &(), Scope::Guarded, Some(&mut tokens))
        .unwrap();
    let taught = setup.lists.segmenter_words(&setup.config.rules).unwrap();
    let taught: BTreeSet<&str> = taught.iter().map(|entry| entry.word.as_str()).collect();
    let frequent = tokens.0.into_iter().filter(|(word, tf)| {
        *tf >= MIN_TF && known.contains(word) && !taught.contains(word.as_str())
    });
    let frequent: Vec<(String, u64)> = frequent.collect();
    println!(
        "{} words of the dictionary occur at least {MIN_TF} times",
        frequent.len()
    );
    let counts: BTreeMap<String, u64> = frequent.iter().cloned().collect();

    let options = DiscoverOptions {
        top: usize::MAX,
        ..DiscoverOptions::default()
    };
    let mut found = 0;
    let mut drawn = 0;
    for seed in 1..=5 {
        let names = frequent.iter().map(|(word, _)| word.clone()).collect();
        let removed = Random(seed).draw(names, N_WORDS);
        let rest: String = dictionary
            .lines()
            .filter(|line| !removed.contains(&word_of(line)))
            .flat_map(|line| [line, "\n"])
            .collect();
        let Prepared {
            sources, mut setup, ..
        } = prepared(file);
        let rest = Dictionary::read(&rest).unwrap();
        let rules = &setup.config.rules;
        setup.pipeline = Pipeline::with_dictionary(rest, &setup.lists, rules).unwrap();
        let mut gatherer = Gatherer::new(&setup.pipeline);
        let pipeline = &setup.pipeline;
        pipeline
            .run_watched(sources, &(), Scope::Guarded, Some(&mut gatherer))
            .unwrap();
        let discovery = gatherer.discover(&setup, &options);
        let ranks: BTreeMap<&str, u64> = discovery
            .candidates
            .iter()
            .map(|candidate| (candidate.term.as_str(), candidate.rank))
            .collect();
        let rank = |word: &String| ranks.get(word.as_str()).copied();
        let n_found = |most: u64| {
            removed
                .iter()
                .filter(|w| rank(w).is_some_and(|r| r <= most))
                .count()
        };
        let top = n_found(N_CANDIDATES as u64);
        println!(
            "seed {seed}: {top} of {} among the first {N_CANDIDATES} candidates, {} among all {}",
            removed.len(),
            n_found(u64::MAX),
            discovery.candidates.len()
        );
        if seed == 1 {
            let missing: Vec<String> = removed
                .iter()
                .filter(|word| rank(word).is_none_or(|rank| rank > N_CANDIDATES as u64))
                .map(|word| format!("{word} {} {}", counts[word], rank(word).unwrap_or(0)))
                .collect();
            println!("not among the first: {}", missing.join(", "));
        }
        found += top;
        drawn += removed.len();
    }
    let share = found as f64 / drawn as f64;
    println!("recall {share:.3}");
}
