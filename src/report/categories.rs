//! `categories.json`: the categories of a run with every term, for programs.

use serde::Serialize;

use crate::categories::{CategoryRow, CategoryTable, Example};
use crate::table::written;

/// The facts that the account of categories tells.
#[derive(Debug, Clone, Copy)]
pub struct CategoryReport<'r> {
    /// The categories.
    pub table: &'r CategoryTable,
    /// Names of the inputs, in the order of their ids.
    pub names: &'r [String],
}

#[derive(Serialize)]
struct Account<'r> {
    version: u32,
    /// All kept comments.
    comments: u64,
    /// Those in at least one category.
    coded: u64,
    /// `coded` over `comments`.
    coverage: Option<f64>,
    categories: Vec<Category<'r>>,
    none: Category<'r>,
    all: Category<'r>,
}

#[derive(Serialize)]
struct Category<'r> {
    category: &'r str,
    zh: &'r str,
    en: &'r str,
    count: u64,
    share: Option<f64>,
    share_low: Option<f64>,
    share_high: Option<f64>,
    /// From 1 to 5 stars.
    stars: Option<[u64; 5]>,
    terms: Vec<Term<'r>>,
    /// Terms that never fired.
    unused_terms: &'r [String],
    examples: Vec<Quotation<'r>>,
}

#[derive(Serialize)]
struct Term<'r> {
    term: &'r str,
    count: u64,
}

#[derive(Serialize)]
struct Quotation<'r> {
    place: String,
    text: &'r str,
}

impl CategoryReport<'_> {
    /// The account as JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        let table = self.table;
        let account = Account {
            version: 1,
            comments: table.all.comments,
            coded: table.coded,
            coverage: table.coverage,
            categories: table.rows.iter().map(|row| self.category(row)).collect(),
            none: self.category(&table.none),
            all: self.category(&table.all),
        };
        let json = serde_json::to_string_pretty(&account);
        json.expect("text, numbers and lists are always JSON") + "\n"
    }

    fn category<'t>(&'t self, row: &'t CategoryRow) -> Category<'t> {
        Category {
            category: &row.id,
            zh: &row.zh,
            en: &row.en,
            count: row.comments,
            share: row.share,
            share_low: row.share_low,
            share_high: row.share_high,
            stars: row.stars,
            terms: row
                .terms
                .iter()
                .map(|row| Term {
                    term: &row.term,
                    count: row.comments,
                })
                .collect(),
            unused_terms: &row.unused,
            examples: row.examples.iter().map(|e| self.quotation(e)).collect(),
        }
    }

    fn quotation<'t>(&self, example: &'t Example) -> Quotation<'t> {
        Quotation {
            place: written(example.place, self.names),
            text: &example.text,
        }
    }
}
