//! The rated comments among documents.

use crate::count::Documents;
use crate::stats::{RatedComments, Stars};

/// Rated comments, sorted by author, rating and terms, so that the draws of the bootstrap do not
/// depend on the order of the input.
pub(super) struct Rated {
    /// The document of each.
    pub(super) documents: Vec<usize>,
    ratings: Vec<Stars>,
    /// The author of each; a comment without a known author has a number of its own.
    authors: Vec<u32>,
    /// Documents without a rating.
    pub(super) n_unrated: u64,
    /// Documents whose rating is neither a whole nor a half star.
    pub(super) n_off_scale: u64,
}

impl Rated {
    pub(super) fn new(documents: &Documents, members: impl IntoIterator<Item = usize>) -> Rated {
        let facts = documents.facts();
        let (mut n_unrated, mut n_off_scale) = (0, 0);
        let mut found: Vec<(Option<u32>, Stars, usize)> = Vec::new();
        for member in members {
            let of_member = &facts[member];
            match of_member.rating.map(Stars::new) {
                None => n_unrated += 1,
                Some(None) => n_off_scale += 1,
                Some(Some(stars)) => found.push((of_member.author, stars, member)),
            }
        }
        found.sort_unstable_by(|one, two| {
            let terms = |member: usize| documents.terms_of(member);
            (one.0, one.1)
                .cmp(&(two.0, two.1))
                .then_with(|| terms(one.2).cmp(terms(two.2)))
        });
        let mut rated = Rated {
            documents: Vec::with_capacity(found.len()),
            ratings: Vec::with_capacity(found.len()),
            authors: Vec::with_capacity(found.len()),
            n_unrated,
            n_off_scale,
        };
        let (mut number, mut before) = (0, None);
        for (author, stars, member) in found {
            if author.is_none() || author != before {
                number += 1;
            }
            before = author;
            rated.documents.push(member);
            rated.ratings.push(stars);
            rated.authors.push(number);
        }
        rated
    }

    pub(super) fn comments(&self) -> RatedComments<'_> {
        RatedComments {
            ratings: &self.ratings,
            clusters: Some(&self.authors),
        }
    }
}
