//! Tables of what is known of each comment beside its text: how it is rated, when, where and by whom
//! it was written.

use super::{Analysis, Setup};
use crate::Error;
use crate::ingest::Field;
use crate::ratings::{RatingsByApp, WordRatings, by_word, per_app};
use crate::spread::{SpreadRow, spread};
use crate::stats::{BootstrapOptions, ChangePointOptions, FrequencyRow};
use crate::timeline::{Timeline, TrendRow, timeline, trends};

/// The fields by which the main job makes tables; with any of them it keeps the documents.
pub const FACETS: [Field; 7] = [
    Field::Rating,
    Field::Time,
    Field::Author,
    Field::App,
    Field::Platform,
    Field::Version,
    Field::Region,
];

/// Comments drawn for all replicates of a bootstrap, about a second's work.
const DRAWN: u32 = 200_000_000;

/// Replicates at least; the 2.5 % at each end are then still 10.
const FEWEST_REPLICATES: u32 = 400;

/// What the listed terms have to do with ratings, time, place and authors.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facets {
    /// The ratings of the apps; `None` when no comment is rated.
    pub ratings: Option<RatingsByApp>,
    /// Replicates of each bootstrap of these and the next.
    pub replicates: u32,
    /// The terms by rating; none when no comment is rated.
    pub words_by_rating: Vec<WordRatings>,
    /// How evenly they are spread.
    pub spread: Vec<SpreadRow>,
    /// Their shares by period; `None` when fewer than two periods have comments.
    pub timeline: Option<Timeline>,
    /// Their trends; none without a time line.
    pub trends: Vec<TrendRow>,
}

/// Looks at the listed terms from all sides that the comments tell; nothing unless the documents
/// were kept one by one. What is random takes the seed of the cloud.
///
/// # Errors
/// [`Error::Timeline`] when there are too many periods of the length asked for.
pub fn facets(
    setup: &Setup,
    analysis: &Analysis,
    keywords: &[FrequencyRow],
) -> Result<Facets, Error> {
    let Some(documents) = &analysis.documents else {
        return Ok(Facets::default());
    };
    let seed = setup.config.cloud.seed;
    let timeline = timeline(documents, keywords, setup.config.table.period)?;
    let options = ChangePointOptions {
        seed,
        ..ChangePointOptions::default()
    };
    let trends = timeline.as_ref().map(|timeline| trends(timeline, options));
    let mut facets = Facets {
        spread: spread(documents, keywords),
        timeline,
        trends: trends.unwrap_or_default(),
        ..Facets::default()
    };
    let rated = documents.facts().iter();
    let n_rated = rated.filter(|facts| facts.rating.is_some()).count();
    if n_rated > 0 {
        let options = bootstrap_options(n_rated, seed);
        facets.replicates = options.n_replicates;
        let published = setup.published.as_ref().map(|published| &published.figures);
        let store = published.and_then(|figures| figures.store_of(documents));
        let terms: Vec<&str> = keywords.iter().map(|row| row.term.as_str()).collect();
        let without_text = &analysis.ratings_without_text;
        facets.ratings = Some(per_app(documents, without_text, published, options));
        let counts = &analysis.counts;
        facets.words_by_rating = by_word(documents, counts, &terms, store.as_ref(), options);
    }
    Ok(facets)
}

/// As many replicates as usual, fewer where there are very many comments: intervals are narrow
/// then.
fn bootstrap_options(n_comments: usize, seed: u64) -> BootstrapOptions {
    let defaults = BootstrapOptions::default();
    let n_comments = u32::try_from(n_comments).unwrap_or(u32::MAX).max(1);
    let affordable = (DRAWN / n_comments).max(FEWEST_REPLICATES);
    BootstrapOptions {
        n_replicates: defaults.n_replicates.min(affordable),
        seed,
    }
}
