//! The charts of a run, for `figures/`.

use std::cmp::Ordering;

use super::Facets;
use crate::Error;
use crate::categories::CategoryTable;
use crate::chart::{
    Bar, BarChart, Estimate, HeatColumn, HeatMap, HeatRow, Panel, Quantity, TimeLines,
};
use crate::language::Language::{self, Chinese, English};
use crate::manifest::OutputFile;
use crate::ratings::{AppRatings, WordRatings};
use crate::render::{Figure, Fonts, SvgForm, SvgOptions, figure_png, figure_svg};
use crate::stats::{FrequencyRow, Interval};
use crate::timeline::{Timeline, TrendRow};

/// Terms with a bar.
const N_BARS: usize = 30;

/// Terms in the map of stars.
const N_RATED: usize = 25;

/// Terms with a course in time.
const N_COURSES: usize = 8;

/// Pixels of a PNG to one of the figure: for print in the width of a column.
const PNG_SCALE: f32 = 2.0;

/// What the charts are drawn of.
pub(super) struct Charted<'r> {
    pub(super) keywords: &'r [FrequencyRow],
    pub(super) categories: Option<&'r CategoryTable>,
    pub(super) facets: &'r Facets,
    /// Kept comments.
    pub(super) n_documents: u64,
    pub(super) language: Language,
}

impl Charted<'_> {
    /// The charts that there is something to show in, with their names.
    pub(super) fn figures(&self, fonts: Fonts<'_>) -> Vec<(&'static str, Figure)> {
        let figures = [
            ("keywords", self.keywords().figure(fonts, self.language)),
            (
                "categories",
                self.categories()
                    .and_then(|chart| chart.figure(fonts, self.language)),
            ),
            (
                "ratings",
                self.ratings()
                    .and_then(|chart| chart.figure(fonts, self.language)),
            ),
            (
                "words_by_rating",
                self.words_by_rating().figure(fonts, self.language),
            ),
            (
                "timeline",
                self.courses()
                    .and_then(|chart| chart.figure(fonts, self.language)),
            ),
        ];
        let drawn = figures.into_iter();
        drawn
            .filter_map(|(name, figure)| Some((name, figure?)))
            .collect()
    }

    fn said(&self, zh: &str, en: &str) -> String {
        match self.language {
            Chinese => zh,
            English => en,
        }
        .to_owned()
    }

    fn of_comments(&self) -> Option<String> {
        let n = self.n_documents;
        Some(self.said(
            &format!("{n} 条评论；须线为 95 % Wilson 区间"),
            &format!("{n} comments; whiskers are 95 % Wilson intervals"),
        ))
    }

    fn keywords(&self) -> BarChart {
        let listed = &self.keywords[..self.keywords.len().min(N_BARS)];
        let n = listed.len();
        let bars = listed.iter().map(|row| Bar {
            label: row.term.clone(),
            estimate: Estimate {
                value: row.share,
                interval: Some(Interval {
                    low: row.share_low,
                    high: row.share_high,
                }),
                n: Some(row.df),
            },
        });
        BarChart {
            title: self.said(
                &format!("词表的前 {n} 个词"),
                &format!("The first {n} terms of the table"),
            ),
            axis: self.said("含该词的评论占比", "share of comments with the term"),
            quantity: Quantity::Share,
            bars: bars.collect(),
            note: self.of_comments(),
        }
    }

    fn categories(&self) -> Option<BarChart> {
        let bars = self.categories?.rows.iter().filter_map(|row| {
            let (low, high) = row.share_low.zip(row.share_high)?;
            Some(Bar {
                label: row.label(self.language).to_owned(),
                estimate: Estimate {
                    value: row.share?,
                    interval: Some(Interval { low, high }),
                    n: Some(row.comments),
                },
            })
        });
        Some(BarChart {
            title: self.said("评论的类别", "Comments by category"),
            axis: self.said("评论占比", "share of comments"),
            quantity: Quantity::Share,
            bars: bars.collect(),
            note: self.of_comments(),
        })
    }

    /// The means of several apps; of one there is nothing to compare.
    fn ratings(&self) -> Option<BarChart> {
        let rows = self.facets.ratings.as_ref()?.rows.iter();
        let bar = |row: &AppRatings| {
            let summary = row.summary.as_ref()?;
            Some(Bar {
                label: row.app.name()?.to_owned(),
                estimate: Estimate {
                    value: summary.mean,
                    interval: summary.mean_interval,
                    n: Some(summary.n),
                },
            })
        };
        let bars: Vec<Bar> = rows.filter_map(bar).collect();
        (bars.len() > 1).then(|| BarChart {
            title: self.said("各应用的平均评分", "Mean ratings of the apps"),
            axis: self.said("星", "stars"),
            quantity: Quantity::Mean,
            bars,
            note: Some(self.said(
                "n 为评分数；须线为 95 % 自助法区间，按作者抽样",
                "n: ratings; whiskers are 95 % bootstrap intervals over authors",
            )),
        })
    }

    fn words_by_rating(&self) -> HeatMap {
        let words = &self.facets.words_by_rating;
        let words = &words[..words.len().min(N_RATED)];
        let stars = || 1..=5_u8;
        let row = |word: &WordRatings| HeatRow {
            label: word.term.clone(),
            shares: stars().map(|stars| word.at_stars(stars)?.share).collect(),
        };
        let n = |stars: u8| Some(words.first()?.at_stars(stars)?.n);
        HeatMap {
            title: self.said("各星级评论中的词", "Terms by the stars of comments"),
            cells: self.said(
                "该星级评论中含该词的占比",
                "share of the comments with so many stars that hold the term",
            ),
            columns: stars()
                .map(|stars| HeatColumn {
                    label: self.said(
                        &format!("{stars} 星"),
                        &format!("{stars} star{}", if stars == 1 { "" } else { "s" }),
                    ),
                    n: n(stars),
                })
                .collect(),
            rows: words.iter().map(row).collect(),
            note: None,
        }
    }

    /// Terms that rise or fall come first, the surest first, then the others as listed.
    fn courses(&self) -> Option<TimeLines> {
        let timeline = self.facets.timeline.as_ref()?;
        let mut places: Vec<usize> = (0..timeline.terms.len()).collect();
        let key = |row: &TrendRow| row.direction.and(row.growth?.p);
        places.sort_by(|&one, &two| {
            let [one, two] = [one, two].map(|place| key(&self.facets.trends[place]));
            match (one, two) {
                (Some(one), Some(two)) => one.total_cmp(&two),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => Ordering::Equal,
            }
        });
        let panel = |&place: &usize| self.panel(timeline, place);
        Some(TimeLines {
            title: self.said("词语随时间的变化", "Terms over time"),
            periods: timeline.labels.clone(),
            panels: places.iter().take(N_COURSES).map(panel).collect(),
            note: Some(self.said(
                "先列上升或下降的词（错误发现率 5 %），再按词表顺序；虚线为显著的转折点",
                "terms that rise or fall first (false discovery rate 5 %), then as listed; dashed: a change that is significant",
            )),
            ..TimeLines::default()
        })
    }

    fn panel(&self, timeline: &Timeline, place: usize) -> Panel {
        let (term, counts) = &timeline.terms[place];
        let trend = &self.facets.trends[place];
        let is_sure = |p: f64| p <= crate::timeline::LEVEL;
        let change = trend
            .change
            .filter(|_| trend.change_p_adjusted.is_some_and(is_sure));
        Panel {
            label: term.clone(),
            counts: counts.clone(),
            first_after: change.map(|change| change.first_after),
        }
    }
}

/// A chart as SVG and PNG under `figures/`.
///
/// # Errors
/// [`Error::Render`] when it cannot be drawn.
pub fn figure_files(
    name: &str,
    figure: &Figure,
    fonts: Fonts<'_>,
    language: Language,
) -> Result<[OutputFile; 2], Error> {
    let options = SvgOptions {
        form: SvgForm::Outlines,
        language,
    };
    Ok([
        OutputFile::new(
            &format!("{name}.png"),
            figure_png(figure, fonts, PNG_SCALE)?,
        ),
        OutputFile::new(&format!("{name}.svg"), figure_svg(figure, fonts, options)?),
    ])
}
