//! Which part of a corpus a comment belongs to.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::count::{Documents, Facts};

/// Blocks that authors are dealt into.
pub const AUTHOR_BLOCKS: usize = 20;

/// What parts are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartKind {
    /// The month of writing.
    Month,
    /// Where it was published.
    Platform,
    /// The app's version.
    Version,
    /// The app.
    App,
    /// The author's region.
    Region,
    /// [`AUTHOR_BLOCKS`] blocks of whole authors with about the same number of comments: authors
    /// by falling number of comments, equals by name, each into the block that has the fewest.
    Authors,
}

impl PartKind {
    /// All kinds.
    pub const ALL: [PartKind; 6] = [
        PartKind::Month,
        PartKind::Platform,
        PartKind::Version,
        PartKind::App,
        PartKind::Region,
        PartKind::Authors,
    ];

    /// The name of the kind in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            PartKind::Month => "month",
            PartKind::Platform => "platform",
            PartKind::Version => "version",
            PartKind::App => "app",
            PartKind::Region => "region",
            PartKind::Authors => "authors",
        }
    }

    /// The part of each document, counted from 0.
    pub(super) fn parts(self, documents: &Documents) -> Vec<Option<usize>> {
        let facts = documents.facts();
        let numbers = |of: fn(&Facts) -> Option<u32>| numbered(facts.iter().map(of).collect());
        match self {
            PartKind::Month => {
                let month = |facts: &Facts| {
                    let date = facts.time?.date();
                    u32::try_from(i32::from(date.year()) * 12 + i32::from(date.month())).ok()
                };
                numbered(facts.iter().map(month).collect())
            }
            PartKind::Platform => numbers(|facts| facts.platform),
            PartKind::Version => numbers(|facts| facts.version),
            PartKind::App => numbers(|facts| facts.app),
            PartKind::Region => numbers(|facts| facts.region),
            PartKind::Authors => blocks(facts),
        }
    }
}

/// The values that occur, numbered from 0 in their order.
fn numbered(values: Vec<Option<u32>>) -> Vec<Option<usize>> {
    let distinct: BTreeSet<u32> = values.iter().flatten().copied().collect();
    let numbers: BTreeMap<u32, usize> = distinct.into_iter().zip(0..).collect();
    let number = |value: Option<u32>| Some(numbers[&value?]);
    values.into_iter().map(number).collect()
}

fn blocks(facts: &[Facts]) -> Vec<Option<usize>> {
    let mut comments: BTreeMap<u32, u64> = BTreeMap::new();
    for author in facts.iter().filter_map(|facts| facts.author) {
        *comments.entry(author).or_default() += 1;
    }
    // Fewer authors than blocks: each would be a block of its own, which are authors, not blocks.
    if comments.len() < 2 * AUTHOR_BLOCKS {
        return vec![None; facts.len()];
    }
    let mut authors: Vec<(u32, u64)> = comments.into_iter().collect();
    // Numbers are in the order of names, which the stable sort keeps.
    authors.sort_by_key(|(_, n)| Reverse(*n));
    let mut sizes = [0_u64; AUTHOR_BLOCKS];
    let mut block_of = BTreeMap::new();
    for (author, n) in authors {
        let smallest = (0..AUTHOR_BLOCKS).min_by_key(|block| sizes[*block]);
        let block = smallest.expect("there are blocks");
        sizes[block] += n;
        block_of.insert(author, block);
    }
    let block = |facts: &Facts| Some(block_of[&facts.author?]);
    facts.iter().map(block).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Document;

    #[test]
    fn blocks_have_whole_authors_and_are_near_equal() {
        let mut documents = Documents::new("");
        for row in 0..1000_u64 {
            let mut document = Document::from_text(String::new(), row + 1);
            // Ten who wrote much among 250.
            let author = if row < 200 { row % 10 } else { row % 240 + 10 };
            document.fields.author = Some(format!("author {author}"));
            documents.add(&document, None, &[]);
        }
        let documents = documents.in_order();
        let parts = PartKind::Authors.parts(&documents);
        let mut sizes = [0_u64; AUTHOR_BLOCKS];
        let mut of_author = BTreeMap::new();
        for (facts, part) in documents.facts().iter().zip(&parts) {
            let part = part.unwrap();
            sizes[part] += 1;
            assert_eq!(*of_author.entry(facts.author).or_insert(part), part);
        }
        let (most, fewest) = (sizes.iter().max().unwrap(), sizes.iter().min().unwrap());
        assert!(most - fewest <= 4, "{sizes:?}");
    }

    #[test]
    fn few_authors_make_no_blocks() {
        let mut documents = Documents::new("");
        for row in 1..30 {
            let mut document = Document::from_text(String::new(), row);
            document.fields.author = Some(row.to_string());
            documents.add(&document, None, &[]);
        }
        let parts = PartKind::Authors.parts(&documents.in_order());
        assert!(parts.iter().all(Option::is_none));
    }
}
