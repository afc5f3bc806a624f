//! The terms of all categories, found in a comment.

use regex::Regex;

use super::phrases::Phrases;
use crate::lexicon::{Category, CategoryLexicon, pattern, pattern_builder};
use crate::segment::Token;

/// Finds the categories of comments.
///
/// ```
/// use ciyun::categories::Coder;
/// use ciyun::lexicon::CategoryLexicon;
/// use ciyun::segment::Token;
/// let text = "[crash]\nterms = [\"闪退\", \"卡\"]\n[praise]\nterms = [\"方便\", \"/挺.{0,2}好/\"]\n";
/// let coder = Coder::new(&[CategoryLexicon::parse("mine.toml", text)?]);
///
/// // 银行卡 | 不方便 | 闪退: three bytes a character, the other terms stand inside tokens.
/// let tokens = [(0, 9), (9, 18), (18, 24)].map(|(start_byte, end_byte)| Token { start_byte, end_byte });
/// let coding = coder.code("银行卡不方便闪退", &tokens);
/// let found: Vec<_> = coding.categories().map(|index| coder.category(index).id.as_str()).collect();
/// assert_eq!(found, ["crash"]);
/// assert_eq!(coder.term(coding.fired()[0].term), "闪退");
/// # Ok::<(), ciyun::lexicon::LexiconError>(())
/// ```
#[derive(Debug)]
pub struct Coder {
    categories: Vec<Category>,
    /// The category of each term; terms are numbered through all categories in their order.
    category_of: Vec<usize>,
    phrases: Phrases,
    /// The patterns with their terms.
    patterns: Vec<(Regex, usize)>,
}

/// What fired in one comment.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Coding {
    fired: Vec<Fired>,
}

/// A term that fired, where it did so first, in bytes of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fired {
    /// Number of the term; see [`Coder::term`].
    pub term: usize,
    /// Number of its category; see [`Coder::category`].
    pub category: usize,
    /// Its first byte.
    pub start_byte: usize,
    /// One past its last byte.
    pub end_byte: usize,
}

impl Coder {
    /// Prepares the categories of all lexicons. Where two have a category of the same id, their
    /// terms are united; what the later one says that it is called holds.
    ///
    /// # Panics
    /// When a pattern is not one: a [`CategoryLexicon`] that was read has been checked.
    #[must_use]
    pub fn new(lexicons: &[CategoryLexicon]) -> Coder {
        let categories = united(lexicons);
        let mut category_of = Vec::new();
        let (mut phrases, mut patterns) = (Phrases::default(), Vec::new());
        for (index, category) in categories.iter().enumerate() {
            for term in &category.terms {
                let number = category_of.len();
                category_of.push(index);
                if let Some(pattern) = pattern(term) {
                    let regex = pattern_builder(pattern).build();
                    patterns.push((regex.expect("checked when it was read"), number));
                } else {
                    phrases.add(term, number);
                }
            }
        }
        Coder {
            phrases,
            patterns,
            category_of,
            categories,
        }
    }

    /// The categories, in the order of the lexicons.
    #[must_use]
    pub fn categories(&self) -> &[Category] {
        &self.categories
    }

    /// The category of this number.
    #[must_use]
    pub fn category(&self, index: usize) -> &Category {
        &self.categories[index]
    }

    /// The term of this number.
    #[must_use]
    pub fn term(&self, number: usize) -> &str {
        let category = self.category_of[number];
        &self.categories[category].terms[number - self.first_term(category)]
    }

    fn first_term(&self, category: usize) -> usize {
        self.category_of.partition_point(|of| *of < category)
    }

    /// The terms of a category with their numbers.
    pub fn terms(&self, category: usize) -> impl Iterator<Item = (usize, &str)> {
        let first = self.first_term(category);
        let terms = self.categories[category].terms.iter();
        terms.zip(first..).map(|(term, number)| (number, &**term))
    }

    /// Number of terms in all categories.
    #[must_use]
    pub fn n_terms(&self) -> usize {
        self.category_of.len()
    }

    /// What fires in a cleaned text that was cut into these tokens.
    #[must_use]
    pub fn code(&self, text: &str, tokens: &[Token]) -> Coding {
        let mut fired = Vec::new();
        let mut add = |term: usize, start_byte, end_byte| {
            fired.push(Fired {
                term,
                category: self.category_of[term],
                start_byte,
                end_byte,
            });
        };
        self.phrases.find(text, tokens, &mut add);
        for (regex, term) in &self.patterns {
            if let Some(found) = regex.find(text) {
                add(*term, found.start(), found.end());
            }
        }
        fired.sort_unstable();
        fired.dedup_by_key(|fired| fired.term);
        Coding { fired }
    }
}

impl Coding {
    /// The terms that fired, in their order, each once.
    #[must_use]
    pub fn fired(&self) -> &[Fired] {
        &self.fired
    }

    /// The numbers of the categories, ascending, each once.
    pub fn categories(&self) -> impl Iterator<Item = usize> {
        let chunks = self.fired.chunk_by(|a, b| a.category == b.category);
        chunks.map(|fired| fired[0].category)
    }

    /// What fired first in the text, of what belongs to a category.
    pub(super) fn first_of(&self, category: usize) -> Option<Fired> {
        let fired = self.fired.iter().filter(|fired| fired.category == category);
        fired.min_by_key(|fired| fired.start_byte).copied()
    }
}

/// The categories of all lexicons, each term of a category once.
fn united(lexicons: &[CategoryLexicon]) -> Vec<Category> {
    let mut categories: Vec<Category> = Vec::new();
    for new in lexicons.iter().flat_map(|lexicon| &lexicon.categories) {
        let known = categories.iter().position(|known| known.id == new.id);
        let index = known.unwrap_or_else(|| {
            categories.push(Category {
                terms: Vec::new(),
                ..new.clone()
            });
            categories.len() - 1
        });
        let category = &mut categories[index];
        if new.is_named() {
            category.zh.clone_from(&new.zh);
            category.en.clone_from(&new.en);
        }
        for term in &new.terms {
            if !category.terms.contains(term) {
                category.terms.push(term.clone());
            }
        }
    }
    categories
}
