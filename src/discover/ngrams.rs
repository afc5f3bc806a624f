//! Strings that occur often enough, length by length.

use rayon::prelude::*;

use super::texts::{BREAK, PERSONAL, Texts, code};

/// Texts that one worker takes at a time.
const CHUNK: usize = 1024;

/// Parts in which strings of one length are counted, one after the other: the keys of a part are
/// what counting holds in memory.
const PARTS: u32 = 8;

/// The neighbour of a string that begins or ends a text.
const BORDER: u32 = BREAK;

/// Set for a neighbour beyond a break.
const ACROSS: u32 = 1 << 31;

/// No frequent string begins here.
const NONE: u32 = u32::MAX;

/// The frequent strings of one length, by their numbers.
#[derive(Debug, Default)]
pub(super) struct Level {
    /// Texts that hold the string.
    pub(super) counts: Vec<u32>,
    /// The string without its last unit, in the level before; of a single unit its code.
    pub(super) prefixes: Vec<u32>,
    /// The string without its first unit, in the level before; of a single unit its code.
    pub(super) suffixes: Vec<u32>,
}

/// Counts strings in texts.
///
/// A string of n units is counted where both its parts of n − 1 units are frequent, since a string
/// is no more frequent than its parts (Agrawal and Srikant 1994). Counting is sorting: every text
/// gives each of its strings once, as the pair of the numbers of its two parts.
pub(super) struct Ngrams<'t> {
    texts: &'t Texts,
    min_count: u32,
    /// By unit of the texts: the number of the frequent string of the last level's length that
    /// begins there.
    numbers: Vec<u32>,
    /// From single units on.
    pub(super) levels: Vec<Level>,
    /// Units of all texts, each counted once a text.
    pub(super) total: u64,
}

impl<'t> Ngrams<'t> {
    /// Counts the single units.
    pub(super) fn new(texts: &'t Texts, min_count: u32) -> Ngrams<'t> {
        let readable = |unit: u32| {
            let is_readable = code(unit) != BREAK && unit & PERSONAL == 0;
            is_readable.then(|| code(unit))
        };
        let units = &texts.units;
        let single = |at: usize| readable(units[at]).map(u64::from);
        let counted = count(texts, min_count, &single);
        let total = count_all(texts, &single);
        let mut numbers = vec![NONE; (code(u32::MAX) + 1) as usize];
        let mut level = Level::default();
        for (number, (key, count)) in (0..).zip(counted) {
            let code = u32::try_from(key).expect("a code has 21 bits");
            numbers[code as usize] = number;
            level.push(count, code, code);
        }
        let number = |unit: &u32| readable(*unit).map_or(NONE, |code| numbers[code as usize]);
        Ngrams {
            numbers: units.par_iter().map(number).collect(),
            texts,
            min_count,
            levels: vec![level],
            total,
        }
    }

    /// Counts the strings that are longer by one unit than the last; whether there are any.
    pub(super) fn lengthen(&mut self) -> bool {
        let numbers = &self.numbers;
        let pair = |at: usize| {
            let (left, right) = (numbers[at], *numbers.get(at + 1)?);
            (left != NONE && right != NONE).then(|| u64::from(left) << 32 | u64::from(right))
        };
        let counted = count(self.texts, self.min_count, &pair);
        let mut level = Level::default();
        // Strings with the same first part stand together; where they begin.
        let shorter = self.levels.last().expect("single units are counted first");
        let mut begins = vec![0_usize; shorter.counts.len() + 1];
        for (key, count) in counted {
            let (left, right) = halves(key);
            begins[left as usize + 1] += 1;
            level.push(count, left, right);
        }
        for index in 1..begins.len() {
            begins[index] += begins[index - 1];
        }
        let find = |at: usize| {
            let (left, right) = pair(at).map(halves)?;
            let begin = begins[left as usize];
            let group = &level.suffixes[begin..begins[left as usize + 1]];
            let found = group.binary_search(&right).ok()?;
            u32::try_from(begin + found).ok()
        };
        let next = (0..self.numbers.len()).into_par_iter();
        self.numbers = next.map(|at| find(at).unwrap_or(NONE)).collect();
        let is_some = !level.counts.is_empty();
        self.levels.push(level);
        is_some
    }

    /// Entropies of what stands before and behind the strings of the last length that are
    /// `wanted`, 0 for the others.
    pub(super) fn boundary_entropies(&self, wanted: &[bool]) -> (Vec<f64>, Vec<f64>) {
        let length = self.levels.len();
        let units = &self.texts.units;
        let entropies = |neighbour: &(dyn Fn(usize) -> u32 + Sync)| {
            let key = |at: usize| {
                let number = self.numbers[at];
                let is_wanted = wanted.get(number as usize) == Some(&true);
                is_wanted.then(|| u64::from(number) << 32 | u64::from(neighbour(at)))
            };
            let mut entropies = vec![0.0; wanted.len()];
            let counted = count(self.texts, 1, &key);
            for group in counted.chunk_by(|one, other| one.0 >> 32 == other.0 >> 32) {
                let mut n_breaks = 0;
                let mut counts = Vec::with_capacity(group.len());
                for (key, count) in group {
                    match halves(*key).1 {
                        BORDER => n_breaks += u64::from(*count),
                        _ => counts.push(u64::from(*count)),
                    }
                }
                let (number, _) = halves(group[0].0);
                entropies[number as usize] = super::boundary_entropy(&counts, n_breaks);
            }
            entropies
        };
        // A text begins and ends with a break, so there is a unit on either side of a string.
        let seen = |unit: u32| {
            if unit & PERSONAL == 0 {
                code(unit)
            } else {
                BREAK
            }
        };
        let beyond = |unit: Option<&u32>| match unit.map_or(BREAK, |unit| seen(*unit)) {
            // Behind the end of a text stands the beginning of the next, which is a break.
            BREAK => BORDER,
            code => ACROSS | code,
        };
        let before = |at: usize| match seen(units[at - 1]) {
            BREAK => beyond(at.checked_sub(2).and_then(|at| units.get(at))),
            code => code,
        };
        let behind = |at: usize| match seen(units[at + length]) {
            BREAK => beyond(units.get(at + length + 1)),
            code => code,
        };
        (entropies(&before), entropies(&behind))
    }

    /// Codes of the units of a string of the last length.
    pub(super) fn codes(&self, number: u32) -> Vec<u32> {
        let mut codes = Vec::with_capacity(self.levels.len());
        let mut prefix = number;
        for n in (0..self.levels.len()).rev() {
            let last = self.levels[1..=n].iter().rev();
            let last = last.fold(prefix, |number, level| level.suffixes[number as usize]);
            codes.push(self.levels[0].suffixes[last as usize]);
            prefix = self.levels[n].prefixes[prefix as usize];
        }
        codes.reverse();
        codes
    }

    /// Counts of the string, and of the two parts of each of its splits.
    pub(super) fn splits(&self, number: u32) -> (u64, Vec<(u64, u64)>) {
        let n = self.levels.len();
        let count =
            |length: usize, number: u32| u64::from(self.levels[length - 1].counts[number as usize]);
        let chain = |parts: fn(&Level) -> &Vec<u32>| {
            let mut number = number;
            let mut counts = Vec::with_capacity(n);
            for length in (1..n).rev() {
                number = parts(&self.levels[length])[number as usize];
                counts.push(count(length, number));
            }
            counts
        };
        let prefixes = chain(|level| &level.prefixes);
        let suffixes = chain(|level| &level.suffixes);
        let pairs = prefixes.into_iter().zip(suffixes.into_iter().rev());
        (count(n, number), pairs.collect())
    }
}

impl Level {
    fn push(&mut self, count: u32, prefix: u32, suffix: u32) {
        self.counts.push(count);
        self.prefixes.push(prefix);
        self.suffixes.push(suffix);
    }
}

#[expect(clippy::cast_possible_truncation, reason = "each half has 32 bits")]
fn halves(key: u64) -> (u32, u32) {
    ((key >> 32) as u32, key as u32)
}

/// The keys that at least `min_count` texts have, with the number of these texts, sorted.
fn count(
    texts: &Texts,
    min_count: u32,
    key: &(impl Fn(usize) -> Option<u64> + Sync),
) -> Vec<(u64, u32)> {
    let mut counted = Vec::new();
    for part in 0..PARTS {
        let is_here = |key: &u64| spread(*key) % PARTS == part;
        let keys = |chunk: usize| {
            let mut found = Vec::new();
            let mut of_text = Vec::new();
            for text in chunk * CHUNK..texts.len().min((chunk + 1) * CHUNK) {
                of_text.clear();
                of_text.extend(texts.range(text).filter_map(key).filter(is_here));
                of_text.sort_unstable();
                of_text.dedup();
                found.extend_from_slice(&of_text);
            }
            found
        };
        let chunks = (0..texts.len().div_ceil(CHUNK)).into_par_iter();
        let found: Vec<Vec<u64>> = chunks.map(keys).collect();
        let mut found = found.concat();
        found.par_sort_unstable();
        for group in found.chunk_by(|one, other| one == other) {
            let count = u32::try_from(group.len()).expect("there are fewer than 2^32 texts");
            if count >= min_count {
                counted.push((group[0], count));
            }
        }
    }
    counted.par_sort_unstable();
    counted
}

/// Spreads keys over parts evenly.
fn spread(key: u64) -> u32 {
    let (left, right) = halves(key);
    left ^ right
}

/// How many different keys the texts have, each counted once a text.
fn count_all(texts: &Texts, key: &(impl Fn(usize) -> Option<u64> + Sync)) -> u64 {
    let different = |text: usize| {
        let mut keys: Vec<u64> = texts.range(text).filter_map(key).collect();
        keys.sort_unstable();
        keys.dedup();
        keys.len() as u64
    };
    (0..texts.len()).into_par_iter().map(different).sum()
}
