//! The stars that words go with.

use std::collections::BTreeMap;

use super::rated::Rated;
use crate::count::{CountState, Documents};
use crate::lexicon::fold;
use crate::stats::{
    BootstrapOptions, Correction, RatingRow, ShareAtStars, StarCounts, StarDistribution, Stars,
    WeightedShare, by_rating, post_stratified_share,
};

/// One line of `words_by_rating.csv`.
#[derive(Debug, Clone, PartialEq)]
pub struct WordRatings {
    /// The term in its most frequent spelling.
    pub term: String,
    /// Its share at each number of stars, its test of trend, and the stars with and without it.
    pub ratings: RatingRow,
    /// The p-value of the trend, adjusted for all listed terms that have one.
    pub p_adjusted: Option<f64>,
    /// The share of comments with the term if ratings were distributed as the store publishes.
    pub in_store: Option<WeightedShare>,
}

impl WordRatings {
    /// The share among comments of so many whole stars, 1 to 5.
    #[must_use]
    pub fn at_stars(&self, stars: u8) -> Option<&ShareAtStars> {
        let stars = Stars::new(f64::from(stars))?;
        let cells = &self.ratings.by_star;
        cells.iter().find(|cell| cell.stars == stars)
    }

    /// Comments with the term, and all comments, whose rating is half a star, such as 3.5.
    #[must_use]
    pub fn at_half_stars(&self) -> (u64, u64) {
        let cells = self.ratings.by_star.iter();
        let halves = cells.filter(|cell| cell.stars.value().fract() > 0.0);
        halves.fold((0, 0), |(with, n), cell| (with + cell.with, n + cell.n))
    }
}

/// The lines of listed terms, in their order, over the rated comments of all apps; `documents`
/// stand in the order of [`Documents::in_order`].
///
/// Terms are given as [`FrequencyRow`](crate::stats::FrequencyRow) has them, in their most
/// frequent spelling, or folded; a term given twice has one line, and one that does not occur has
/// a line of zeros. The p-values of the Cochran–Armitage test are adjusted by Benjamini–Hochberg;
/// the family is the listed terms that have one. `store` is the published distribution of stars
/// where all comments are about one app, see
/// [`PublishedFigures::store_of`](super::PublishedFigures::store_of).
///
/// ```
/// use ciyun::count::{CountState, Documents, KeptToken};
/// use ciyun::ingest::Document;
/// use ciyun::ratings::by_word;
/// use ciyun::stats::BootstrapOptions;
/// let (mut documents, mut counts) = (Documents::new("s"), CountState::new("s"));
/// let mut add = |line, rating, spelling| {
///     let tokens = [KeptToken { term: "app", spelling }];
///     let tokens = if spelling.is_empty() { &[] } else { &tokens[..] };
///     let mut document = Document::from_text(String::new(), line);
///     document.fields.rating = Some(rating);
///     documents.add(&document, None, tokens);
///     counts.add_document(tokens.iter().copied());
/// };
/// for (line, rating, spelling) in [
///     (1, 1.0, "APP"), (2, 1.0, "APP"), (3, 2.0, ""), (4, 5.0, "App"), (5, 5.0, ""), (6, 5.0, ""),
/// ] {
///     add(line, rating, spelling);
/// }
/// let rows = by_word(&documents.in_order(), &counts, &["APP"], None, BootstrapOptions::default());
/// // In three comments, of 1, 1 and 5 stars; the others have 2, 5 and 5.
/// assert_eq!(rows[0].ratings.df, 3);
/// assert_eq!(rows[0].ratings.mean_without, Some(4.0));
/// assert_eq!(rows[0].at_stars(5).unwrap().share, Some(1.0 / 3.0));
/// ```
#[must_use]
pub fn by_word(
    documents: &Documents,
    counts: &CountState,
    terms: &[&str],
    store: Option<&StarDistribution>,
    options: BootstrapOptions,
) -> Vec<WordRatings> {
    let listed = Listed::new(counts, terms);
    let rated = Rated::new(documents, 0..documents.facts().len());
    let words = listed.comments(documents, &rated);
    let words: Vec<&[usize]> = words.iter().map(Vec::as_slice).collect();
    let found = by_rating(rated.comments(), &words, options);
    let p_values: Vec<f64> = found.iter().filter_map(|row| Some(row.trend?.p)).collect();
    let mut adjusted = Correction::BenjaminiHochberg.adjust(&p_values).into_iter();
    let rows = listed.terms.into_iter().zip(found);
    rows.map(|((_, term), ratings)| WordRatings {
        term,
        p_adjusted: ratings.trend.and_then(|_| adjusted.next()),
        in_store: store.and_then(|store| share_in_store(&ratings, store)),
        ratings,
    })
    .collect()
}

/// `None` for a term that no rated comment holds: it would be a share of 0 with an interval that
/// tells nothing of the word.
fn share_in_store(row: &RatingRow, store: &StarDistribution) -> Option<WeightedShare> {
    let (mut with, mut all) = (StarCounts::default(), StarCounts::default());
    for cell in &row.by_star {
        with.add(cell.stars, cell.with);
        all.add(cell.stars, cell.n);
    }
    (row.df > 0)
        .then(|| post_stratified_share(&with, &all, store))
        .flatten()
}

/// Listed terms: as they are counted and as they are shown.
struct Listed {
    terms: Vec<(String, String)>,
}

impl Listed {
    fn new(counts: &CountState, terms: &[&str]) -> Listed {
        let mut spelled: BTreeMap<&str, &str> = BTreeMap::new();
        for (term, of_term) in counts.terms() {
            if let Some(spelling) = of_term.spelling() {
                spelled.entry(spelling).or_insert(term);
            }
        }
        let mut listed = Listed { terms: Vec::new() };
        for term in terms {
            let counted = match spelled.get(term) {
                Some(counted) => (*counted).to_owned(),
                None if counts.get(term).is_some() => (*term).to_owned(),
                None => fold(term),
            };
            if listed.terms.iter().all(|(other, _)| *other != counted) {
                let of_term = counts.get(&counted);
                let shown = of_term.and_then(|of_term| of_term.spelling());
                let shown = shown.unwrap_or(term).to_owned();
                listed.terms.push((counted, shown));
            }
        }
        listed
    }

    /// For each term the rated comments that hold it.
    fn comments(&self, documents: &Documents, rated: &Rated) -> Vec<Vec<usize>> {
        let terms = self.terms.iter().map(|(counted, _)| counted.as_str());
        let places: BTreeMap<&str, usize> = terms.zip(0..).collect();
        let numbers: Vec<Option<usize>> = documents
            .terms()
            .iter()
            .map(|term| places.get(&**term).copied())
            .collect();
        let mut found = vec![Vec::new(); self.terms.len()];
        for (comment, &document) in rated.documents.iter().enumerate() {
            for &(term, _) in documents.terms_of(document) {
                if let Some(place) = numbers[term as usize] {
                    found[place].push(comment);
                }
            }
        }
        found
    }
}
