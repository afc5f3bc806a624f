//! The counts of categories as rows of a table.

use super::counts::Tally;
use super::{CategoryCounts, Coder, Example};
use crate::language::Language;
use crate::stats::wilson;

/// The categories of a run, with the comments in none and all comments.
#[derive(Debug, Clone, PartialEq)]
pub struct CategoryTable {
    /// The categories by number of comments, descending; equal ones in code-point order of the id.
    pub rows: Vec<CategoryRow>,
    /// The comments in no category.
    pub none: CategoryRow,
    /// All comments that were coded.
    pub all: CategoryRow,
    /// The comments in at least one category over all, 0 to 1; `None` without comments.
    pub coverage: Option<f64>,
    /// Comments in at least one category.
    pub coded: u64,
}

/// One category, with what is known of it.
#[derive(Debug, Clone, PartialEq)]
pub struct CategoryRow {
    /// The id; `none` and `all` for the comments in no category and for all.
    pub id: String,
    /// What it is called in Chinese.
    pub zh: String,
    /// What it is called in English.
    pub en: String,
    /// Comments in the category.
    pub comments: u64,
    /// `comments` over all coded comments, 0 to 1; `None` without comments.
    pub share: Option<f64>,
    /// Lower end of the 95 % Wilson interval of `share`.
    pub share_low: Option<f64>,
    /// Upper end of the 95 % Wilson interval of `share`.
    pub share_high: Option<f64>,
    /// Comments with 1 to 5 whole stars; `None` when no comment has stars.
    pub stars: Option<[u64; 5]>,
    /// The terms that fired, by number of comments, descending, then in code-point order.
    pub terms: Vec<TermRow>,
    /// The terms that never fired, in the order of the lexicon.
    pub unused: Vec<String>,
    /// The first comments of the category.
    pub examples: Vec<Example>,
}

/// A term that fired.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermRow {
    /// The term.
    pub term: String,
    /// Comments in which it fired.
    pub comments: u64,
}

impl CategoryRow {
    /// What the category is called.
    #[must_use]
    pub fn label(&self, language: Language) -> &str {
        match language {
            Language::Chinese => &self.zh,
            Language::English => &self.en,
        }
    }
}

impl CategoryCounts {
    /// The table of these counts, made with the same `coder`.
    #[must_use]
    pub fn table(&self, coder: &Coder) -> CategoryTable {
        let mut rows: Vec<CategoryRow> = coder
            .categories()
            .iter()
            .zip(&self.categories)
            .enumerate()
            .map(|(index, (category, tally))| {
                let terms = coder.terms(index).map(|(number, term)| TermRow {
                    term: term.to_owned(),
                    comments: self.terms[number],
                });
                let (mut fired, unused): (Vec<_>, Vec<_>) = terms.partition(|row| row.comments > 0);
                fired.sort_by(|a, b| (b.comments, &a.term).cmp(&(a.comments, &b.term)));
                CategoryRow {
                    terms: fired,
                    unused: unused.into_iter().map(|row| row.term).collect(),
                    ..self.row(&category.id, [&category.zh, &category.en], tally)
                }
            })
            .collect();
        rows.sort_by(|a, b| (b.comments, &a.id).cmp(&(a.comments, &b.id)));
        let all = self.all.comments();
        CategoryTable {
            rows,
            none: self.row("none", ["不属于任何类别", "In no category"], &self.none),
            all: self.row("all", ["全部评论", "All comments"], &self.all),
            coverage: (all > 0).then(|| self.coded() as f64 / all as f64),
            coded: self.coded(),
        }
    }

    fn row(&self, id: &str, [zh, en]: [&str; 2], tally: &Tally) -> CategoryRow {
        let (comments, all) = (tally.comments(), self.all.comments());
        let interval = wilson(comments, all);
        CategoryRow {
            id: id.to_owned(),
            zh: zh.to_owned(),
            en: en.to_owned(),
            comments,
            share: (all > 0).then(|| comments as f64 / all as f64),
            share_low: interval.map(|interval| interval.low),
            share_high: interval.map(|interval| interval.high),
            stars: (self.all.stars.rated() > 0)
                .then(|| [1, 2, 3, 4, 5].map(|stars| tally.stars.with(stars))),
            terms: Vec::new(),
            unused: Vec::new(),
            examples: tally.examples.clone(),
        }
    }
}
