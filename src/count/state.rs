//! Term and document frequencies with the ledger that belongs to them.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::ledger::{Ledger, RuleId};

/// Counts of one term.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TermCounts {
    /// Term frequency: occurrences.
    pub tf: u64,
    /// Document frequency: kept documents that hold the term at least once.
    pub df: u64,
    /// Spellings with their occurrences, only for terms whose spelling can differ (Latin letters:
    /// `app` is written app, APP, App).
    spellings: BTreeMap<String, u64>,
}

impl TermCounts {
    /// The most frequent spelling; the first in code-point order among equals; `None` when the
    /// term has only one.
    #[must_use]
    pub fn spelling(&self) -> Option<&str> {
        let mut best: Option<(&str, u64)> = None;
        for (spelling, count) in &self.spellings {
            if best.is_none_or(|(_, most)| *count > most) {
                best = Some((spelling, *count));
            }
        }
        best.map(|(spelling, _)| spelling)
    }
}

/// A token that is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeptToken<'t> {
    /// The term: the token in cleaned, folded form.
    pub term: &'t str,
    /// The same characters before case was folded.
    pub spelling: &'t str,
}

/// Everything that was counted over a set of documents.
///
/// ```
/// use ciyun::count::{CountState, KeptToken};
/// let tokens = |terms: &[&'static str]| -> Vec<KeptToken<'static>> {
///     terms.iter().map(|term| KeptToken { term, spelling: term }).collect()
/// };
/// let mut one = CountState::new("settings");
/// one.add_document(tokens(&["闪退", "登录", "闪退"]));
/// let mut two = CountState::new("settings");
/// two.add_document(tokens(&["闪退"]));
/// one.merge(two)?;
/// let crash = one.get("闪退").unwrap();
/// assert_eq!((crash.tf, crash.df), (3, 2));
/// assert_eq!(one.ledger.documents_kept, 2);
/// # Ok::<(), ciyun::count::CountError>(())
/// ```
#[derive(Debug, Clone)]
pub struct CountState {
    /// What became of every row, document and token.
    pub ledger: Ledger,
    fingerprint: String,
    terms: FxHashMap<Box<str>, Slot>,
}

/// A term's counts with the number of the last document that held it, which makes the document
/// frequency exact without a set per document.
#[derive(Debug, Clone, Default)]
struct Slot {
    counts: TermCounts,
    last_document: u64,
}

/// Why two states cannot be added.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CountError {
    /// They were counted under different settings, so the sum would mean nothing.
    #[error("counts made under different settings cannot be added: {ours} and {theirs}")]
    DifferentSettings {
        /// Fingerprint of the state added to.
        ours: String,
        /// Fingerprint of the state added.
        theirs: String,
    },
}

impl CountState {
    /// An empty state; `fingerprint` stands for configuration, lists, engine and version.
    #[must_use]
    pub fn new(fingerprint: &str) -> CountState {
        CountState {
            ledger: Ledger::default(),
            fingerprint: fingerprint.to_owned(),
            terms: FxHashMap::default(),
        }
    }

    /// Counts one kept document by its kept tokens, and both in the ledger.
    pub fn add_document<'t>(&mut self, tokens: impl IntoIterator<Item = KeptToken<'t>>) {
        self.ledger.documents_kept += 1;
        let document = self.ledger.documents_kept;
        for token in tokens {
            self.ledger.tokens_kept += 1;
            // `entry` would need an owned key for every token; most terms are already there.
            if !self.terms.contains_key(token.term) {
                self.terms.insert(token.term.into(), Slot::default());
            }
            let slot = self
                .terms
                .get_mut(token.term)
                .expect("the term was inserted above");
            slot.counts.tf += 1;
            if slot.last_document != document {
                slot.last_document = document;
                slot.counts.df += 1;
            }
            if token.term.bytes().any(|byte| byte.is_ascii_alphabetic()) {
                let spellings = &mut slot.counts.spellings;
                match spellings.get_mut(token.spelling) {
                    Some(count) => *count += 1,
                    None => {
                        spellings.insert(token.spelling.to_owned(), 1);
                    }
                }
            }
        }
    }

    /// Adds the counts of another set of documents; no document may be in both.
    ///
    /// # Errors
    /// [`CountError::DifferentSettings`] when the states were made under different settings; this
    /// state is then unchanged.
    pub fn merge(&mut self, other: CountState) -> Result<(), CountError> {
        if self.fingerprint != other.fingerprint {
            return Err(CountError::DifferentSettings {
                ours: self.fingerprint.clone(),
                theirs: other.fingerprint,
            });
        }
        self.ledger.merge(&other.ledger);
        // Slots keep the document numbers of this state, or get 0: both are below the number of
        // any document added later.
        #[expect(
            clippy::iter_over_hash_type,
            reason = "sums of integers do not depend on the order"
        )]
        for (term, theirs) in other.terms {
            let mine = &mut self.terms.entry(term).or_default().counts;
            mine.tf += theirs.counts.tf;
            mine.df += theirs.counts.df;
            for (spelling, count) in theirs.counts.spellings {
                *mine.spellings.entry(spelling).or_default() += count;
            }
        }
        Ok(())
    }

    /// Takes out the terms that `is_masked` names, and their tokens under `rule` in the ledger:
    /// for rules that judge a term by all of its counts. Returns what was taken out.
    pub fn mask_terms(
        &mut self,
        rule: RuleId,
        is_masked: impl Fn(&str, &TermCounts) -> bool,
    ) -> CountState {
        let mut taken = CountState::new(&self.fingerprint);
        let found = self
            .terms
            .extract_if(|term, slot| is_masked(term, &slot.counts));
        taken.terms = found.collect();
        let mut tokens = 0;
        let mut example: Option<(u64, &str)> = None;
        for (term, counts) in taken.terms() {
            tokens += counts.tf;
            if example.is_none_or(|(tf, _)| tf < counts.tf) {
                example = Some((counts.tf, term));
            }
        }
        self.ledger.tokens_kept -= tokens;
        let example = example.map(|(_, term)| term.to_owned());
        self.ledger.record_terms(rule, tokens, example);
        taken
    }

    /// The counts of a term, `None` when it does not occur.
    #[must_use]
    pub fn get(&self, term: &str) -> Option<&TermCounts> {
        self.terms.get(term).map(|slot| &slot.counts)
    }

    /// Number of distinct terms.
    #[must_use]
    pub fn n_terms(&self) -> usize {
        self.terms.len()
    }

    /// All terms in code-point order.
    #[must_use]
    pub fn terms(&self) -> Vec<(&str, &TermCounts)> {
        let mut terms: Vec<_> = self
            .terms
            .iter()
            .map(|(term, slot)| (&**term, &slot.counts))
            .collect();
        terms.sort_unstable_by_key(|(term, _)| *term);
        terms
    }

    /// What the counts depend on beside the documents.
    #[must_use]
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }
}

impl PartialEq for CountState {
    fn eq(&self, other: &Self) -> bool {
        self.fingerprint == other.fingerprint
            && self.ledger == other.ledger
            && self.terms() == other.terms()
    }
}
