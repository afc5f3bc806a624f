//! Which terms stand in the same documents.

use rustc_hash::FxHashMap;

use super::{CountError, KeptToken};

/// The terms of each kept document, each once: for what needs whole documents, such as
/// co-occurrence.
///
/// It takes 4 bytes for each term of a document and 8 for each document. The order of the
/// documents depends on who counted them, so nothing that is computed here depends on it.
///
/// ```
/// use ciyun::count::{DocumentTerms, KeptToken};
/// let tokens = |terms: &[&'static str]| -> Vec<KeptToken<'static>> {
///     terms.iter().map(|term| KeptToken { term, spelling: term }).collect()
/// };
/// let mut documents = DocumentTerms::new("settings");
/// documents.add_document(&tokens(&["验证码", "收不到", "验证码"]));
/// documents.add_document(&tokens(&["验证码", "慢"]));
/// let found = documents.cooccurrence(&["验证码", "收不到", "慢"]);
/// assert_eq!(found.n_documents, 2);
/// assert_eq!(found.df, [2, 1, 1]);
/// // 收不到 and 慢 are never in the same comment.
/// assert_eq!(found.pairs, [((0, 1), 1), ((0, 2), 1)]);
/// ```
#[derive(Debug, Clone)]
pub struct DocumentTerms {
    fingerprint: String,
    terms: Vec<Box<str>>,
    numbers: FxHashMap<Box<str>, u32>,
    /// The numbers of the terms of all documents, one document after the other.
    held: Vec<u32>,
    /// Where in `held` each document ends.
    ends: Vec<usize>,
}

/// In how many documents terms stand together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cooccurrence {
    /// All documents, also those without any of the terms.
    pub n_documents: u64,
    /// Document frequencies of the terms, in the order they were asked for.
    pub df: Vec<u64>,
    /// Pairs of places in that order, the lower first, with the number of documents that hold
    /// both terms; sorted; only pairs that occur.
    pub pairs: Vec<((usize, usize), u64)>,
}

impl DocumentTerms {
    /// No documents; see [`CountState::new`](super::CountState::new).
    #[must_use]
    pub fn new(fingerprint: &str) -> DocumentTerms {
        DocumentTerms {
            fingerprint: fingerprint.to_owned(),
            terms: Vec::new(),
            numbers: FxHashMap::default(),
            held: Vec::new(),
            ends: Vec::new(),
        }
    }

    /// Adds one kept document by its kept tokens.
    pub fn add_document(&mut self, tokens: &[KeptToken<'_>]) {
        let start = self.held.len();
        for token in tokens {
            let number = self.number(token.term);
            if !self.held[start..].contains(&number) {
                self.held.push(number);
            }
        }
        self.ends.push(self.held.len());
    }

    /// Adds another set of documents; no document may be in both.
    ///
    /// # Errors
    /// [`CountError::DifferentSettings`] when they were counted under different settings; these
    /// documents are then unchanged.
    pub fn merge(&mut self, other: &DocumentTerms) -> Result<(), CountError> {
        if self.fingerprint != other.fingerprint {
            return Err(CountError::DifferentSettings {
                ours: self.fingerprint.clone(),
                theirs: other.fingerprint.clone(),
            });
        }
        let numbers: Vec<u32> = other.terms.iter().map(|term| self.number(term)).collect();
        let n_before = self.held.len();
        let held = other.held.iter().map(|&term| numbers[term as usize]);
        self.held.extend(held);
        self.ends
            .extend(other.ends.iter().map(|end| n_before + end));
        Ok(())
    }

    /// In how many documents the terms stand, alone and in pairs. Each term is asked for once.
    #[must_use]
    pub fn cooccurrence(&self, terms: &[&str]) -> Cooccurrence {
        let mut places: Vec<Option<usize>> = vec![None; self.terms.len()];
        for (place, term) in terms.iter().enumerate() {
            if let Some(&number) = self.numbers.get(*term) {
                places[number as usize] = Some(place);
            }
        }
        let mut df = vec![0; terms.len()];
        let mut counted: FxHashMap<(usize, usize), u64> = FxHashMap::default();
        let mut asked = Vec::new();
        let mut start = 0;
        for &end in &self.ends {
            asked.clear();
            let held = &self.held[std::mem::replace(&mut start, end)..end];
            asked.extend(held.iter().filter_map(|&term| places[term as usize]));
            asked.sort_unstable();
            for (i, &one) in asked.iter().enumerate() {
                df[one] += 1;
                for &two in &asked[i + 1..] {
                    *counted.entry((one, two)).or_default() += 1;
                }
            }
        }
        let mut pairs: Vec<_> = counted.into_iter().collect();
        pairs.sort_unstable();
        Cooccurrence {
            n_documents: self.ends.len() as u64,
            df,
            pairs,
        }
    }

    fn number(&mut self, term: &str) -> u32 {
        if let Some(number) = self.numbers.get(term) {
            return *number;
        }
        let number = u32::try_from(self.terms.len()).expect("fewer than 2^32 distinct terms");
        self.terms.push(term.into());
        self.numbers.insert(term.into(), number);
        number
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn tokens<'t>(terms: &[&'t str]) -> Vec<KeptToken<'t>> {
        let token = |term: &&'t str| KeptToken {
            term,
            spelling: term,
        };
        terms.iter().map(token).collect()
    }

    #[test]
    fn other_settings_are_refused() {
        let mut one = DocumentTerms::new("one");
        assert!(one.merge(&DocumentTerms::new("other")).is_err());
    }

    proptest! {
        /// Every pair looked at in every document, and any split over workers gives the same.
        #[test]
        fn pairs_are_those_of_the_definition(
            documents in prop::collection::vec(
                prop::collection::vec(prop::sample::select(vec!["卡", "慢", "闪退", "登录"]), 0..6),
                0..20,
            ),
            cut in 0usize..20,
        ) {
            let asked = ["慢", "登录", "没有", "卡"];
            let cut = cut.min(documents.len());
            let [mut one, mut two] = ["s", "s"].map(DocumentTerms::new);
            documents[..cut].iter().for_each(|terms| one.add_document(&tokens(terms)));
            documents[cut..].iter().for_each(|terms| two.add_document(&tokens(terms)));
            two.merge(&one).unwrap();
            let found = two.cooccurrence(&asked);
            prop_assert_eq!(found.n_documents, documents.len() as u64);
            for (i, a) in asked.iter().enumerate() {
                let with_a = documents.iter().filter(|terms| terms.contains(a));
                prop_assert_eq!(found.df[i], with_a.clone().count() as u64);
                for (j, b) in asked.iter().enumerate().skip(i + 1) {
                    let both = with_a.clone().filter(|terms| terms.contains(b)).count() as u64;
                    let pair = found.pairs.iter().find(|(pair, _)| *pair == (i, j));
                    prop_assert_eq!(pair.map_or(0, |(_, n)| *n), both);
                }
            }
        }
    }
}
