//! Counts by period.

use jiff::civil::Date;

use super::{MOST_PERIODS, Period, SeriesRow, TimelineError};
use crate::count::Documents;
use crate::stats::{FrequencyRow, PeriodCount};

/// Words over time.
#[derive(Debug, Clone, PartialEq)]
pub struct Timeline {
    /// The length of a period.
    pub period: Period,
    /// The names of all periods from the first to the last comment.
    pub labels: Vec<String>,
    /// Comments by period.
    pub n: Vec<u64>,
    /// Comments without a time; they are in no period.
    pub untimed: u64,
    /// The terms in the order asked for, each with its comments by period.
    pub terms: Vec<(String, Vec<PeriodCount>)>,
}

impl Timeline {
    /// One row for each term and period, and first one for all comments by period.
    #[must_use]
    pub fn rows(&self) -> Vec<SeriesRow> {
        let all = self.labels.iter().zip(&self.n);
        let mut rows: Vec<SeriesRow> = all
            .map(|(period, &n)| SeriesRow {
                term: None,
                period: period.clone(),
                count: PeriodCount { with: n, n },
            })
            .collect();
        for (term, counts) in &self.terms {
            let of_term = self.labels.iter().zip(counts);
            rows.extend(of_term.map(|(period, &count)| SeriesRow {
                term: Some(term.clone()),
                period: period.clone(),
                count,
            }));
        }
        rows
    }
}

/// Counts the terms by period; of a suitable length when none is asked for. `None` when fewer than
/// two periods have comments.
///
/// ```
/// use ciyun::count::{CountState, Documents, KeptToken};
/// use ciyun::ingest::Document;
/// use ciyun::stats::{Weight, frequency};
/// use ciyun::timeline::{Period, timeline};
/// use jiff::civil::date;
/// let (mut documents, mut counts) = (Documents::new(""), CountState::new(""));
/// let crash = [KeptToken { term: "闪退", spelling: "闪退" }];
/// for (row, (month, tokens)) in (1..).zip([(1, &crash[..]), (1, &[]), (3, &crash)]) {
///     let mut document = Document::from_text(String::new(), row);
///     document.fields.time = Some(date(2023, month, 10).at(8, 0, 0, 0));
///     documents.add(&document, None, tokens);
///     counts.add_document(tokens.iter().copied());
/// }
/// let rows = frequency(&counts, None, Weight::Tf, 10, |_| None);
/// let found = timeline(&documents.in_order(), &rows, Some(Period::Month))?.unwrap();
/// assert_eq!(found.labels, ["2023-01", "2023-02", "2023-03"]);
/// let shares: Vec<_> = found.terms[0].1.iter().map(|period| period.share()).collect();
/// assert_eq!(shares, [Some(0.5), None, Some(1.0)]);
/// # Ok::<(), ciyun::timeline::TimelineError>(())
/// ```
///
/// # Errors
/// [`TimelineError::TooManyPeriods`] beyond [`MOST_PERIODS`].
pub fn timeline(
    documents: &Documents,
    terms: &[FrequencyRow],
    period: Option<Period>,
) -> Result<Option<Timeline>, TimelineError> {
    let facts = documents.facts();
    let days: Vec<Option<Date>> = facts.iter().map(|f| Some(f.time?.date())).collect();
    let known = || days.iter().flatten().copied();
    let (Some(first), Some(last)) = (known().min(), known().max()) else {
        return Ok(None);
    };
    let period = period.unwrap_or_else(|| Period::suited(first, last));
    let start = period.number(first);
    let place = |day: Date| {
        usize::try_from(period.number(day) - start).expect("no comment is before the first")
    };
    let n_periods = place(last) + 1;
    if n_periods > MOST_PERIODS {
        return Err(TimelineError::TooManyPeriods {
            found: n_periods,
            most: MOST_PERIODS,
            period: period.name(),
            first: period.label(first),
            last: period.label(last),
        });
    }
    let mut n = vec![0; n_periods];
    for day in known() {
        n[place(day)] += 1;
    }
    if n.iter().filter(|n| **n > 0).count() < 2 {
        return Ok(None);
    }
    let folded: Vec<&str> = terms.iter().map(|row| row.folded.as_str()).collect();
    let postings = documents.postings(&folded).into_iter();
    let counted = terms.iter().zip(postings).map(|(row, documents)| {
        let mut counts: Vec<PeriodCount> = n.iter().map(|&n| PeriodCount { with: 0, n }).collect();
        for day in documents.into_iter().filter_map(|document| days[document]) {
            counts[place(day)].with += 1;
        }
        (row.term.clone(), counts)
    });
    let terms = counted.collect();
    let labels = std::iter::successors(Some(first), |day| period.next(*day));
    Ok(Some(Timeline {
        period,
        labels: labels
            .take(n_periods)
            .map(|day| period.label(day))
            .collect(),
        untimed: facts.len() as u64 - n.iter().sum::<u64>(),
        n,
        terms,
    }))
}
