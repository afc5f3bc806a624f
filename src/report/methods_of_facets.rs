//! What a methods section says about ratings, time and spread.

use std::collections::BTreeSet;

use crate::language::Language::{self, Chinese, English};
use crate::ratings::RatingsByApp;
use crate::spread::{PartKind, SpreadRow};
use crate::timeline::{Direction, Period, Timeline, TrendRow};

/// The facts about ratings, time and spread.
#[derive(Debug, Clone, Copy)]
pub struct FacetMethods<'r> {
    /// The ratings of the apps; `None` when nothing is rated.
    pub ratings: Option<&'r RatingsByApp>,
    /// Replicates of each bootstrap.
    pub replicates: u32,
    /// The time line; `None` when there is none.
    pub timeline: Option<&'r Timeline>,
    /// The trends.
    pub trends: &'r [TrendRow],
    /// Orders drawn for each change point.
    pub permutations: u32,
    /// The spread over parts.
    pub spread: &'r [SpreadRow],
    /// Seed of all that is drawn.
    pub seed: u64,
}

impl FacetMethods<'_> {
    /// One paragraph for each facet that there are tables of.
    pub(super) fn paragraphs(&self, language: Language) -> Vec<String> {
        let paragraphs = [
            self.ratings(language),
            self.time(language),
            self.spread(language),
        ];
        paragraphs.into_iter().flatten().collect()
    }

    fn ratings(&self, language: Language) -> Option<String> {
        // The last line is that of all comments.
        let n = self.ratings?.rows.last()?.summary.as_ref()?.n;
        let (replicates, seed) = (self.replicates, self.seed);
        Some(match language {
            Chinese => format!(
                "评分：{n} 条评论有评分。均分及含词与不含词之差的 95 % 区间用自助法（百分位法，{replicates} 次，\
                 种子 {seed}），有作者者按作者抽样；占比附 95 % Wilson 区间；词与星级的趋势用 Cochran–Armitage \
                 检验，p 值对所列各词按 Benjamini–Hochberg（1995）校正。"
            ),
            English => format!(
                "Ratings: {n} comments are rated. Intervals (95 %) of means, and of differences with \
                 and without a term, are percentiles of {replicates} bootstrap replicates (seed \
                 {seed}) that draw authors where they are known; shares have 95 % Wilson intervals; \
                 trends along the stars are Cochran–Armitage tests, adjusted over the listed terms \
                 by Benjamini and Hochberg (1995)."
            ),
        })
    }

    fn time(&self, language: Language) -> Option<String> {
        let timeline = self.timeline?;
        let n: u64 = timeline.n.iter().sum();
        let n_periods = timeline.labels.len();
        let (first, last) = (timeline.labels.first()?, timeline.labels.last()?);
        let going = |direction| {
            let rows = self.trends.iter();
            rows.filter(|row| row.direction == Some(direction)).count()
        };
        let (rising, falling) = (going(Direction::Rising), going(Direction::Falling));
        let (permutations, seed) = (self.permutations, self.seed);
        Some(match language {
            Chinese => {
                let period = match timeline.period {
                    Period::Day => "日",
                    Period::Week => "周",
                    Period::Month => "月",
                };
                format!(
                    "时间：{n} 条评论有时间，从 {first} 到 {last} 按{period}分为 {n_periods} 期。每个词按期的占比拟合\
                     对数线性趋势，方差按趋势外的离散放大（拟泊松），p 值对所列各词按 Benjamini–Hochberg 校正；错误发现率 \
                     5 % 下上升 {rising} 个词，下降 {falling} 个。另附 Mann–Kendall 检验；转折点由各期次序的 \
                     {permutations} 次置换检验（种子 {seed}）。"
                )
            }
            English => format!(
                "Time: {n} comments have a time, from {first} to {last} in {n_periods} periods of a \
                 {}. Each term's shares are fitted by a log-linear trend whose variance is widened \
                 by the dispersion about it (quasi-Poisson), adjusted over the listed terms by \
                 Benjamini and Hochberg; at a false discovery rate of 5 % {rising} rise and \
                 {falling} fall. Mann–Kendall tests stand beside; change points are tested by \
                 {permutations} random orders of the periods (seed {seed}).",
                timeline.period.name()
            ),
        })
    }

    fn spread(&self, language: Language) -> Option<String> {
        let found: BTreeSet<&str> = self.spread.iter().map(|row| row.kind.name()).collect();
        let kinds = PartKind::ALL
            .iter()
            .filter(|kind| found.contains(kind.name()));
        let named: Vec<&str> = kinds
            .map(|kind| match (kind, language) {
                (kind, English) => kind.name(),
                (PartKind::Month, Chinese) => "月",
                (PartKind::Platform, Chinese) => "平台",
                (PartKind::Version, Chinese) => "版本",
                (PartKind::App, Chinese) => "应用",
                (PartKind::Region, Chinese) => "地区",
                (PartKind::Authors, Chinese) => "作者分块",
            })
            .collect();
        (!named.is_empty()).then(|| match language {
            Chinese => format!(
                "分布：以评论为单位，按{}计算 DP（Gries 2008）与 DPnorm（Lijffijt 和 Gries 2012），0 为均匀，近 1 为集中；\
                 Juilland D（1 为均匀）只在各部分大小相近时给出。",
                named.join("、")
            ),
            English => format!(
                "Dispersion, on comments, over {}: DP (Gries 2008) and DPnorm (Lijffijt and Gries \
                 2012), 0 where even, near 1 where one part holds all; Juilland's D (1 where even) \
                 only where parts are nearly equal.",
                named.join(", ")
            ),
        })
    }
}
