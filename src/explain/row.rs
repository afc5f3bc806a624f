//! One comment, followed while the comments before it are counted.

use std::collections::BTreeMap;
use std::path::Path;
use std::str::FromStr;

use super::{ExplainError, RowReport};
use crate::ingest::{Source, SourceDescription};
use crate::ledger::{Location, SourceId};
use crate::pipeline::{Analysis, Course, Onlooker, Pending, Pipeline, Setup};

/// Comments that are explained when more than one begins on a line.
const N_ROWS: usize = 10;

/// Where a row begins, as the ledger writes it: `comments.csv:190`.
///
/// ```
/// use ciyun::explain::RowPlace;
/// let place: RowPlace = "scraped/a.csv:12".parse()?;
/// assert_eq!((place.name.as_str(), place.line), ("scraped/a.csv", 12));
/// assert!("a.csv".parse::<RowPlace>().is_err());
/// # Ok::<(), ciyun::explain::ExplainError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowPlace {
    /// The name of the input, or the path of its file.
    pub name: String,
    /// The line on which the row begins, counted from 1, as
    /// [`Document::line`](crate::ingest::Document::line) has it.
    pub line: u64,
}

impl FromStr for RowPlace {
    type Err = ExplainError;

    fn from_str(text: &str) -> Result<RowPlace, ExplainError> {
        let place = text.rsplit_once(':').and_then(|(name, line)| {
            let line = line.parse().ok().filter(|line| *line >= 1)?;
            let name = name.to_owned();
            (!name.is_empty()).then_some(RowPlace { name, line })
        });
        place.ok_or_else(|| ExplainError::BadPlace {
            found: text.to_owned(),
        })
    }
}

/// Follows the comment at one place.
pub struct RowTrace {
    place: RowPlace,
    sources: BTreeMap<SourceId, Surroundings>,
    rows: Vec<(Location, RowReport, Course)>,
    n_rows: u64,
}

/// Which comments there are around the line.
#[derive(Default)]
struct Surroundings {
    n_comments: u64,
    before: Option<u64>,
    after: Option<u64>,
}

impl RowTrace {
    /// Gets ready to follow the comment at `place` in one of the sources.
    ///
    /// # Errors
    /// [`ExplainError::NoSuchInput`].
    pub fn new(place: RowPlace, sources: &[Source]) -> Result<RowTrace, ExplainError> {
        let ids = sources.iter().zip(0..).filter_map(|(source, id)| {
            let is_meant = is_meant(&place.name, source.description());
            is_meant.then(|| (SourceId(id), Surroundings::default()))
        });
        let wanted: BTreeMap<SourceId, Surroundings> = ids.collect();
        if wanted.is_empty() {
            let names = sources
                .iter()
                .map(|source| source.description().name.clone());
            return Err(ExplainError::NoSuchInput {
                name: place.name,
                known: names.collect(),
            });
        }
        Ok(RowTrace {
            place,
            sources: wanted,
            rows: Vec::new(),
            n_rows: 0,
        })
    }

    /// How many comments begin at the place: more than one in JSON without line breaks, and where
    /// inputs have the same name.
    #[must_use]
    pub fn n_rows(&self) -> u64 {
        self.n_rows
    }

    /// What became of the comments at the place, of the first 10 if they are more.
    ///
    /// # Errors
    /// [`ExplainError::SkippedRow`] and [`ExplainError::NoSuchRow`].
    pub fn reports(
        self,
        setup: &Setup,
        analysis: &Analysis,
    ) -> Result<Vec<RowReport>, ExplainError> {
        if self.rows.is_empty() {
            return Err(self.not_found(analysis));
        }
        let table =
            super::standing::Table::new(&analysis.counts, setup.config.table.weight.frequency());
        let rows = self.rows.into_iter();
        Ok(rows
            .map(|(place, mut report, course)| {
                report.complete(place, &course, &setup.lists, &table, analysis);
                report
            })
            .collect())
    }

    fn not_found(self, analysis: &Analysis) -> ExplainError {
        let RowPlace { name, line } = self.place;
        for source in self.sources.keys() {
            let summary = analysis.sources.get(source.0 as usize);
            let mut skipped = summary.into_iter().flat_map(|summary| &summary.skipped);
            if let Some(row) = skipped.find(|row| row.line == line) {
                return ExplainError::SkippedRow {
                    name,
                    line,
                    problem: row.problem.clone(),
                };
            }
        }
        let around = self.sources.into_values().next().unwrap_or_default();
        ExplainError::NoSuchRow {
            name,
            line,
            n_comments: around.n_comments,
            before: around.before,
            after: around.after,
        }
    }
}

impl Onlooker for RowTrace {
    fn look(&mut self, pipeline: &Pipeline, comments: &[Pending<'_>]) {
        for comment in comments {
            let place = comment.document().place();
            let Some(around) = self.sources.get_mut(&place.source) else {
                continue;
            };
            around.n_comments += 1;
            match place.line.cmp(&self.place.line) {
                std::cmp::Ordering::Less => around.before = around.before.max(Some(place.line)),
                std::cmp::Ordering::Greater => {
                    let after = around.after.unwrap_or(place.line);
                    around.after = Some(after.min(place.line));
                }
                std::cmp::Ordering::Equal => {
                    self.n_rows += 1;
                    if self.rows.len() < N_ROWS {
                        let course = pipeline.course(comment);
                        let report = RowReport::of(pipeline, comment, &course);
                        self.rows.push((place, report, course));
                    }
                }
            }
        }
    }
}

/// Whether an input is meant by a name: its own, that of its file, or the path of its file.
fn is_meant(name: &str, source: &SourceDescription) -> bool {
    let path = Path::new(name);
    source.name == name
        || source.path.as_deref() == Some(path)
        || path.file_name().is_some_and(|file| *file == *source.name)
}
