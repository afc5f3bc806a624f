//! Tables of what is known of each comment beside its text: when, where and by whom it was written.

use super::TableConfig;
use crate::Error;
use crate::count::Documents;
use crate::ingest::Field;
use crate::spread::{SpreadRow, spread};
use crate::stats::{ChangePointOptions, FrequencyRow};
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

/// What the listed terms have to do with time, place and authors.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facets {
    /// How evenly they are spread.
    pub spread: Vec<SpreadRow>,
    /// Their shares by period; `None` when fewer than two periods have comments.
    pub timeline: Option<Timeline>,
    /// Their trends; none without a time line.
    pub trends: Vec<TrendRow>,
}

/// Looks at the listed terms from all sides that the comments tell; `seed` is that of random
/// orders.
///
/// # Errors
/// [`Error::Timeline`] when there are too many periods of the length asked for.
pub fn facets(
    documents: &Documents,
    keywords: &[FrequencyRow],
    config: &TableConfig,
    seed: u64,
) -> Result<Facets, Error> {
    let timeline = timeline(documents, keywords, config.period)?;
    let options = ChangePointOptions {
        seed,
        ..ChangePointOptions::default()
    };
    let trends = timeline.as_ref().map(|timeline| trends(timeline, options));
    Ok(Facets {
        spread: spread(documents, keywords),
        timeline,
        trends: trends.unwrap_or_default(),
    })
}
