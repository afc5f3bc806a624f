//! How often terms follow each other.

use rustc_hash::FxHashMap;

use super::ngram_sizes::LONGEST;
use super::{CountError, KeptToken, NgramSizes};

/// N-grams of neighbouring terms, counted over a set of documents.
///
/// An n-gram is kept as the number of the n-gram one term shorter and the number of its last term,
/// so that a position costs one look-up for each length. Memory grows with the *distinct* n-grams
/// of all lengths up to the longest, and each worker has its own: 47 to 94 bytes for each, as the
/// tables double when they are full. There are never more of one length than positions in the
/// text.
///
/// ```
/// use ciyun::count::{KeptToken, NgramState};
/// let run = |terms: &[&'static str]| -> Vec<KeptToken<'static>> {
///     terms.iter().map(|term| KeptToken { term, spelling: term }).collect()
/// };
/// let mut one = NgramState::new("settings", "2".parse().unwrap());
/// // Something stands between 闪退 and 登录: they are no neighbours.
/// one.add_document([run(&["登录", "失败", "闪退"]).as_slice(), &run(&["登录", "失败"])]);
/// let pairs = one.list(1);
/// assert_eq!(pairs.len(), 2);
/// assert_eq!((pairs[1].terms.as_slice(), pairs[1].tf), (&["登录", "失败"][..], 2));
/// assert_eq!((pairs[1].df, pairs[1].positions), (1, 3));
/// ```
#[derive(Debug, Clone)]
pub struct NgramState {
    fingerprint: String,
    sizes: NgramSizes,
    n_documents: u64,
    terms: Vec<Box<str>>,
    numbers: FxHashMap<Box<str>, u32>,
    /// The n-grams of 2 terms, of 3 terms, and so on up to the longest.
    levels: Vec<Level>,
}

/// All n-grams of one length.
#[derive(Debug, Clone, Default)]
struct Level {
    grams: Vec<Gram>,
    /// Where in `grams` the one with this beginning and this last term stands.
    index: FxHashMap<(u32, u32), u32>,
}

#[derive(Debug, Clone)]
struct Gram {
    /// All terms but the last: of a pair the number of a term, of others a place in the level
    /// below.
    beginning: u32,
    /// The number of the last term.
    last: u32,
    tf: u64,
    df: u64,
    /// Number of the last document that held it, as [`super::CountState`] has it.
    last_document: u64,
}

/// An n-gram with the counts of its 2×2 table: its terms but the last against its last term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NgramCounts<'s> {
    /// The terms, in their order.
    pub terms: Vec<&'s str>,
    /// Occurrences.
    pub tf: u64,
    /// Documents that hold it at least once.
    pub df: u64,
    /// Positions of this length that begin with all its terms but the last.
    pub first: u64,
    /// Positions of this length that end with its last term.
    pub last: u64,
    /// All positions of this length: the sum of `tf` over all n-grams of it.
    pub positions: u64,
}

impl NgramState {
    /// An empty state; see [`CountState::new`](super::CountState::new).
    #[must_use]
    pub fn new(fingerprint: &str, sizes: NgramSizes) -> NgramState {
        NgramState {
            fingerprint: fingerprint.to_owned(),
            sizes,
            n_documents: 0,
            terms: Vec::new(),
            numbers: FxHashMap::default(),
            levels: vec![Level::default(); sizes.range().end() - 1],
        }
    }

    /// Counts one kept document by its runs: kept tokens with nothing between them.
    pub fn add_document<'t>(&mut self, runs: impl IntoIterator<Item = &'t [KeptToken<'t>]>) {
        self.n_documents += 1;
        for run in runs {
            // The n-grams that end at the token before, by their length less one.
            let mut ending = [0; LONGEST];
            for (n_before, token) in run.iter().enumerate() {
                let term = self.number(token.term);
                let n_levels = self.levels.len().min(n_before);
                // The longest first: each takes the place that the next longer one has read.
                for (at, level) in self.levels[..n_levels].iter_mut().enumerate().rev() {
                    ending[at + 1] = level.place(ending[at], term);
                    level.grams[ending[at + 1] as usize].occur(self.n_documents);
                }
                ending[0] = term;
            }
        }
    }

    /// Adds the n-grams of another set of documents; no document may be in both.
    ///
    /// # Errors
    /// [`CountError::DifferentSettings`] when the states were made under different settings; this
    /// state is then unchanged.
    pub fn merge(&mut self, other: NgramState) -> Result<(), CountError> {
        let settings =
            |state: &NgramState| format!("{} n-grams {}", state.fingerprint, state.sizes);
        let (ours, theirs) = (settings(self), settings(&other));
        if ours != theirs {
            return Err(CountError::DifferentSettings { ours, theirs });
        }
        self.n_documents += other.n_documents;
        self.take(&other, |_| true);
        Ok(())
    }

    /// Leaves out terms as if each of their occurrences were a hole: for rules that judge a term
    /// by all of its counts.
    pub fn retain_terms(&mut self, is_kept: impl Fn(&str) -> bool) {
        let mut kept = NgramState::new(&self.fingerprint, self.sizes);
        kept.n_documents = self.n_documents;
        kept.take(self, is_kept);
        *self = kept;
    }

    /// Adds the n-grams of another state that hold only such terms.
    fn take(&mut self, other: &NgramState, is_kept: impl Fn(&str) -> bool) {
        let numbers: Vec<Option<u32>> = other
            .terms
            .iter()
            .map(|term| is_kept(term).then(|| self.number(term)))
            .collect();
        let mut beginnings = numbers.clone();
        for (mine, theirs) in self.levels.iter_mut().zip(&other.levels) {
            let placed = theirs.grams.iter().map(|gram| {
                let beginning = beginnings[gram.beginning as usize]?;
                let place = mine.place(beginning, numbers[gram.last as usize]?);
                let own = &mut mine.grams[place as usize];
                own.tf += gram.tf;
                own.df += gram.df;
                Some(place)
            });
            beginnings = placed.collect();
        }
    }

    /// Distinct n-grams of the lengths asked for.
    #[must_use]
    pub fn n_ngrams(&self) -> usize {
        let levels = self.asked().map(|(_, level)| level.grams.len());
        levels.sum()
    }

    /// The n-grams of at least `fewest` occurrences, shorter ones first, then in code-point order
    /// of their terms.
    #[must_use]
    pub fn list(&self, fewest: u64) -> Vec<NgramCounts<'_>> {
        let mut listed = Vec::new();
        for (at, level) in self.asked() {
            let n_beginnings = match at {
                0 => self.terms.len(),
                _ => self.levels[at - 1].grams.len(),
            };
            let mut first = vec![0; n_beginnings];
            let mut last = vec![0; self.terms.len()];
            let mut positions = 0;
            for gram in &level.grams {
                first[gram.beginning as usize] += gram.tf;
                last[gram.last as usize] += gram.tf;
                positions += gram.tf;
            }
            let n_before = listed.len();
            let frequent = level.grams.iter().filter(|gram| gram.tf >= fewest);
            listed.extend(frequent.map(|gram| NgramCounts {
                terms: self.terms_of(at, gram),
                tf: gram.tf,
                df: gram.df,
                first: first[gram.beginning as usize],
                last: last[gram.last as usize],
                positions,
            }));
            listed[n_before..].sort_unstable_by(|one, other| one.terms.cmp(&other.terms));
        }
        listed
    }

    /// The levels of the lengths asked for, with their places.
    fn asked(&self) -> impl Iterator<Item = (usize, &Level)> {
        let shortest = self.sizes.range().start() - 2;
        self.levels.iter().enumerate().skip(shortest)
    }

    fn terms_of(&self, level: usize, gram: &Gram) -> Vec<&str> {
        let mut terms = match level {
            0 => vec![&*self.terms[gram.beginning as usize]],
            _ => {
                let below = &self.levels[level - 1].grams[gram.beginning as usize];
                self.terms_of(level - 1, below)
            }
        };
        terms.push(&self.terms[gram.last as usize]);
        terms
    }

    fn number(&mut self, term: &str) -> u32 {
        if let Some(number) = self.numbers.get(term) {
            return *number;
        }
        let number = next_number(self.terms.len());
        self.terms.push(term.into());
        self.numbers.insert(term.into(), number);
        number
    }
}

impl Level {
    /// The place of an n-gram, which it is given if it has none.
    fn place(&mut self, beginning: u32, last: u32) -> u32 {
        let next = self.grams.len();
        *self.index.entry((beginning, last)).or_insert_with(|| {
            self.grams.push(Gram {
                beginning,
                last,
                tf: 0,
                df: 0,
                last_document: 0,
            });
            next_number(next)
        })
    }
}

impl Gram {
    fn occur(&mut self, document: u64) {
        self.tf += 1;
        if self.last_document != document {
            self.last_document = document;
            self.df += 1;
        }
    }
}

fn next_number(n: usize) -> u32 {
    u32::try_from(n).expect("2^32 n-grams would fill 128 GB")
}

impl PartialEq for NgramState {
    fn eq(&self, other: &Self) -> bool {
        self.fingerprint == other.fingerprint
            && self.sizes == other.sizes
            && self.n_documents == other.n_documents
            && self.list(1) == other.list(1)
    }
}
