//! Kept documents one by one: what each holds and what is known of it.

use std::collections::BTreeSet;

use jiff::civil::DateTime;
use rustc_hash::FxHashMap;

use super::{CountError, KeptToken};
use crate::ingest::Document;
use crate::ledger::Location;

/// Kept documents with their terms, for what needs whole documents: co-occurrence, comparison of
/// groups, ratings, time.
///
/// It takes 8 bytes for each distinct term of a document and about 70 for each document. Workers
/// add documents in an order of their own; [`Documents::in_order`] puts them into that of the
/// input.
///
/// ```
/// use ciyun::count::{Documents, KeptToken};
/// use ciyun::ingest::Document;
/// let tokens = |terms: &[&'static str]| -> Vec<KeptToken<'static>> {
///     terms.iter().map(|term| KeptToken { term, spelling: term }).collect()
/// };
/// let mut documents = Documents::new("settings");
/// let mut document = Document::from_text(String::new(), 1);
/// document.fields.rating = Some(1.0);
/// documents.add(&document, Some("甲"), &tokens(&["验证码", "收不到", "验证码"]));
/// documents.add(&Document::from_text(String::new(), 2), None, &tokens(&["验证码", "慢"]));
/// let documents = documents.in_order();
/// assert_eq!(documents.facts()[0].rating, Some(1.0));
/// // Terms are numbered in code-point order: 慢, 收不到, 验证码.
/// assert_eq!(documents.terms()[2].as_ref(), "验证码");
/// assert_eq!(documents.terms_of(0), [(1, 1), (2, 2)]);
/// let found = documents.cooccurrence(&["验证码", "收不到", "慢"]);
/// assert_eq!(found.n_documents, 2);
/// assert_eq!(found.df, [2, 1, 1]);
/// // 收不到 and 慢 are never in the same comment.
/// assert_eq!(found.pairs, [((0, 1), 1), ((0, 2), 1)]);
/// ```
#[derive(Debug, Clone)]
pub struct Documents {
    fingerprint: String,
    terms: Names,
    /// Apps, authors, versions and so on.
    values: Names,
    /// Term and count for the terms of all documents, one document after the other.
    held: Vec<(u32, u32)>,
    facts: Vec<Facts>,
    /// Where in `held` each document ends.
    ends: Vec<usize>,
    /// The terms of all documents as they stand, where their order is kept.
    sequences: Option<Sequences>,
}

/// Terms in the order in which they stand, one document after the other.
#[derive(Debug, Clone, Default)]
struct Sequences {
    terms: Vec<u32>,
    ends: Vec<usize>,
}

impl Sequences {
    fn of(&self, document: usize) -> &[u32] {
        let start = match document {
            0 => 0,
            _ => self.ends[document - 1],
        };
        &self.terms[start..self.ends[document]]
    }

    fn push(&mut self, terms: impl Iterator<Item = u32>) {
        self.terms.extend(terms);
        self.ends.push(self.terms.len());
    }
}

/// What is known of a document beside its text. Texts are numbers of [`Documents::value`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Facts {
    /// Where its row begins.
    pub place: Location,
    /// Stars, 1 to 5.
    pub rating: Option<f64>,
    /// When it was written.
    pub time: Option<DateTime>,
    /// Who wrote it.
    pub author: Option<u32>,
    /// The app it is about.
    pub app: Option<u32>,
    /// Where it was published.
    pub platform: Option<u32>,
    /// The app's version.
    pub version: Option<u32>,
    /// The author's region.
    pub region: Option<u32>,
    /// The group of a comparison.
    pub group: Option<u32>,
}

/// Different texts, numbered.
#[derive(Debug, Clone, Default)]
struct Names {
    names: Vec<Box<str>>,
    numbers: FxHashMap<Box<str>, u32>,
}

impl Names {
    fn number(&mut self, name: &str) -> u32 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let number = u32::try_from(self.names.len()).expect("fewer than 2^32 distinct texts");
        self.names.push(name.into());
        self.numbers.insert(name.into(), number);
        number
    }

    /// The names in code-point order; for each number so far, the new one.
    fn in_order(self) -> (Names, Vec<u32>) {
        let mut order: Vec<(Box<str>, u32)> = self.names.into_iter().zip(0..).collect();
        order.sort_unstable();
        let mut sorted = Names::default();
        let mut numbers = vec![0; order.len()];
        for (name, before) in order {
            numbers[before as usize] = sorted.number(&name);
        }
        (sorted, numbers)
    }

    /// Takes over the names of another; for each of its numbers, the number here.
    fn adopt(&mut self, other: &Names) -> Vec<u32> {
        other.names.iter().map(|name| self.number(name)).collect()
    }
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

impl Documents {
    /// No documents; see [`CountState::new`](super::CountState::new).
    #[must_use]
    pub fn new(fingerprint: &str) -> Documents {
        Documents {
            fingerprint: fingerprint.to_owned(),
            terms: Names::default(),
            values: Names::default(),
            held: Vec::new(),
            facts: Vec::new(),
            ends: Vec::new(),
            sequences: None,
        }
    }

    /// No documents, of which the order of the terms is kept too, for
    /// [`Documents::cooccurrence_within`]: 4 bytes more for each token.
    #[must_use]
    pub fn with_sequences(fingerprint: &str) -> Documents {
        Documents {
            sequences: Some(Sequences::default()),
            ..Documents::new(fingerprint)
        }
    }

    /// Adds one kept document of a group with its kept tokens.
    pub fn add(&mut self, document: &Document, group: Option<&str>, tokens: &[KeptToken<'_>]) {
        let start = self.held.len();
        for token in tokens {
            let number = self.terms.number(token.term);
            match self.held[start..]
                .iter_mut()
                .find(|(term, _)| *term == number)
            {
                Some((_, count)) => *count += 1,
                None => self.held.push((number, 1)),
            }
        }
        self.ends.push(self.held.len());
        if let Some(sequences) = &mut self.sequences {
            sequences.push(tokens.iter().map(|token| self.terms.number(token.term)));
        }
        let fields = &document.fields;
        let mut value = |text: Option<&str>| Some(self.values.number(text?.trim()));
        self.facts.push(Facts {
            place: document.place(),
            rating: fields.rating,
            time: fields.time,
            author: value(fields.author.as_deref()),
            app: value(fields.app.as_deref()),
            platform: value(fields.platform.as_deref()),
            version: value(fields.version.as_deref()),
            region: value(fields.region.as_deref()),
            group: value(group),
        });
    }

    /// Adds another set of documents; no document may be in both.
    ///
    /// # Errors
    /// [`CountError::DifferentSettings`] when they were counted under different settings; these
    /// documents are then unchanged.
    pub fn merge(&mut self, other: &Documents) -> Result<(), CountError> {
        if self.fingerprint != other.fingerprint {
            return Err(CountError::DifferentSettings {
                ours: self.fingerprint.clone(),
                theirs: other.fingerprint.clone(),
            });
        }
        let terms = self.terms.adopt(&other.terms);
        let values = self.values.adopt(&other.values);
        let n_before = self.held.len();
        let held = other.held.iter();
        self.held
            .extend(held.map(|&(term, count)| (terms[term as usize], count)));
        let ends = other.ends.iter();
        self.ends.extend(ends.map(|end| n_before + end));
        let facts = other.facts.iter().map(|facts| facts.renumbered(&values));
        self.facts.extend(facts);
        if let (Some(ours), Some(theirs)) = (&mut self.sequences, &other.sequences) {
            for document in 0..theirs.ends.len() {
                let held = theirs.of(document).iter();
                ours.push(held.map(|term| terms[*term as usize]));
            }
        }
        Ok(())
    }

    /// The documents in the order of the input, with terms and other texts numbered in code-point
    /// order, and the terms of each document in that order.
    #[must_use]
    pub fn in_order(mut self) -> Documents {
        let (terms, term_numbers) = std::mem::take(&mut self.terms).in_order();
        let (values, value_numbers) = std::mem::take(&mut self.values).in_order();
        let mut order: Vec<usize> = (0..self.ends.len()).collect();
        order.sort_by_key(|&document| self.facts[document].place);
        let mut held = Vec::with_capacity(self.held.len());
        let mut ends = Vec::with_capacity(self.ends.len());
        for &document in &order {
            let start = held.len();
            let of_document = self.terms_of(document).iter();
            held.extend(of_document.map(|&(term, count)| (term_numbers[term as usize], count)));
            held[start..].sort_unstable();
            ends.push(held.len());
        }
        let sequences = self.sequences.as_ref().map(|before| {
            let mut sequences = Sequences::default();
            for &document in &order {
                let held = before.of(document).iter();
                sequences.push(held.map(|term| term_numbers[*term as usize]));
            }
            sequences
        });
        let facts = order
            .iter()
            .map(|&document| self.facts[document].renumbered(&value_numbers))
            .collect();
        Documents {
            fingerprint: self.fingerprint,
            terms,
            values,
            held,
            facts,
            ends,
            sequences,
        }
    }

    /// The terms, by number.
    #[must_use]
    pub fn terms(&self) -> &[Box<str>] {
        &self.terms.names
    }

    /// What is known of each document.
    #[must_use]
    pub fn facts(&self) -> &[Facts] {
        &self.facts
    }

    /// The text of a number in [`Facts`].
    #[must_use]
    pub fn value(&self, number: u32) -> &str {
        &self.values.names[number as usize]
    }

    /// The distinct terms of a document with how often it holds them.
    #[must_use]
    pub fn terms_of(&self, document: usize) -> &[(u32, u32)] {
        let start = match document {
            0 => 0,
            _ => self.ends[document - 1],
        };
        &self.held[start..self.ends[document]]
    }

    /// For each number of a term, its place in a list.
    fn places_of(&self, terms: &[&str]) -> Vec<Option<usize>> {
        let mut places: Vec<Option<usize>> = vec![None; self.terms.names.len()];
        for (place, term) in terms.iter().enumerate() {
            if let Some(&number) = self.terms.numbers.get(*term) {
                places[number as usize] = Some(place);
            }
        }
        places
    }

    /// The documents that hold each of the terms, ascending.
    #[must_use]
    pub fn postings(&self, terms: &[&str]) -> Vec<Vec<usize>> {
        let places = self.places_of(terms);
        let mut postings = vec![Vec::new(); terms.len()];
        for document in 0..self.ends.len() {
            for &(term, _) in self.terms_of(document) {
                if let Some(place) = places[term as usize] {
                    postings[place].push(document);
                }
            }
        }
        postings
    }

    /// Whose documents hold each of the terms.
    #[must_use]
    pub fn authors_of(&self, terms: &[&str]) -> Vec<AuthorCounts> {
        let postings = self.postings(terms).into_iter();
        let authors = postings.map(|documents| {
            let authors = documents.into_iter();
            let mut authors: Vec<u32> = authors.filter_map(|d| self.facts[d].author).collect();
            let n_documents = authors.len() as u64;
            authors.sort_unstable();
            authors.dedup();
            AuthorCounts {
                n_documents,
                n_authors: authors.len() as u64,
            }
        });
        authors.collect()
    }

    /// In how many documents the terms stand, alone and in pairs. Each term is asked for once.
    #[must_use]
    pub fn cooccurrence(&self, terms: &[&str]) -> Cooccurrence {
        let places = self.places_of(terms);
        let mut tally = PairTally::new(terms.len());
        let mut asked = Vec::new();
        for document in 0..self.ends.len() {
            asked.clear();
            let held = self.terms_of(document).iter();
            asked.extend(held.filter_map(|&(term, _)| places[term as usize]));
            asked.sort_unstable();
            for (i, &one) in asked.iter().enumerate() {
                tally.df[one] += 1;
                for &two in &asked[i + 1..] {
                    *tally.pairs.entry((one, two)).or_default() += 1;
                }
            }
        }
        tally.finish(self.ends.len())
    }

    /// In how many documents the terms stand, alone, and in pairs at most `window` counted terms
    /// apart: 1 for neighbours. Masked tokens between them are not counted. A document counts once
    /// for a pair, however often it has it.
    ///
    /// # Panics
    /// Unless the documents were made by [`Documents::with_sequences`].
    ///
    /// ```
    /// use ciyun::count::{Documents, KeptToken};
    /// use ciyun::ingest::Document;
    /// let mut documents = Documents::with_sequences("");
    /// let tokens = ["登录", "收不到", "验证码"].map(|term| KeptToken { term, spelling: term });
    /// documents.add(&Document::from_text(String::new(), 1), None, &tokens);
    /// let terms = ["登录", "收不到", "验证码"];
    /// assert_eq!(documents.cooccurrence_within(&terms, 1).pairs, [((0, 1), 1), ((1, 2), 1)]);
    /// assert_eq!(documents.cooccurrence_within(&terms, 2), documents.cooccurrence(&terms));
    /// ```
    #[must_use]
    pub fn cooccurrence_within(&self, terms: &[&str], window: usize) -> Cooccurrence {
        let sequences = self
            .sequences
            .as_ref()
            .expect("the order of terms was kept");
        let places = self.places_of(terms);
        let mut tally = PairTally::new(terms.len());
        let (mut single, mut found) = (BTreeSet::new(), BTreeSet::new());
        for document in 0..self.ends.len() {
            single.clear();
            found.clear();
            let held = sequences.of(document);
            for (at, term) in held.iter().enumerate() {
                let Some(one) = places[*term as usize] else {
                    continue;
                };
                single.insert(one);
                let after = held[at + 1..].iter().take(window);
                for two in after.filter_map(|term| places[*term as usize]) {
                    if one != two {
                        found.insert((one.min(two), one.max(two)));
                    }
                }
            }
            single.iter().for_each(|one| tally.df[*one] += 1);
            for pair in &found {
                *tally.pairs.entry(*pair).or_default() += 1;
            }
        }
        tally.finish(self.ends.len())
    }
}

/// Documents by term and by pair of terms, growing.
struct PairTally {
    df: Vec<u64>,
    pairs: FxHashMap<(usize, usize), u64>,
}

impl PairTally {
    fn new(n_terms: usize) -> PairTally {
        PairTally {
            df: vec![0; n_terms],
            pairs: FxHashMap::default(),
        }
    }

    fn finish(self, n_documents: usize) -> Cooccurrence {
        let mut pairs: Vec<_> = self.pairs.into_iter().collect();
        pairs.sort_unstable();
        Cooccurrence {
            n_documents: n_documents as u64,
            df: self.df,
            pairs,
        }
    }
}

/// Whose documents hold a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AuthorCounts {
    /// Documents of known authors that hold it.
    pub n_documents: u64,
    /// Their authors.
    pub n_authors: u64,
}

impl Facts {
    /// The same with other numbers for texts.
    fn renumbered(&self, numbers: &[u32]) -> Facts {
        let number = |value: Option<u32>| value.map(|value| numbers[value as usize]);
        Facts {
            author: number(self.author),
            app: number(self.app),
            platform: number(self.platform),
            version: number(self.version),
            region: number(self.region),
            group: number(self.group),
            ..*self
        }
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

    fn blank() -> Document {
        Document::from_text(String::new(), 1)
    }

    #[test]
    fn other_settings_are_refused() {
        let mut one = Documents::new("one");
        assert!(one.merge(&Documents::new("other")).is_err());
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
            let [mut one, mut two] = ["s", "s"].map(Documents::new);
            documents[..cut].iter().for_each(|terms| one.add(&blank(), None, &tokens(terms)));
            documents[cut..].iter().for_each(|terms| two.add(&blank(), None, &tokens(terms)));
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
