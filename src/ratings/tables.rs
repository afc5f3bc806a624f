//! The columns of `ratings.csv` and `words_by_rating.csv`.

use super::{AppRatings, WordRatings};
use crate::stats::{Estimate, Interval, RatingSummary};
use crate::table::{Cell, Column, Record, column};

fn low(interval: Option<Interval>) -> Cell {
    Cell::from(interval.map(|interval| interval.low))
}

fn high(interval: Option<Interval>) -> Cell {
    Cell::from(interval.map(|interval| interval.high))
}

impl AppRatings {
    fn of_rated(&self, figure: impl Fn(&RatingSummary) -> f64) -> Cell {
        Cell::from(self.summary.as_ref().map(figure))
    }

    fn mean_interval(&self) -> Option<Interval> {
        self.summary.as_ref()?.mean_interval
    }

    fn one_star_interval(&self) -> Option<Interval> {
        Some(self.summary.as_ref()?.one_star_interval)
    }

    fn difference_interval(&self) -> Option<Interval> {
        self.difference?.interval
    }

    fn published_name(&self) -> Option<String> {
        Some(self.published.as_ref()?.app.clone())
    }

    fn published_mean(&self) -> Option<f64> {
        Some(self.published.as_ref()?.mean?.mean)
    }

    fn mean_of_published_stars(&self) -> Option<f64> {
        Some(self.published.as_ref()?.stars?.mean())
    }
}

impl WordRatings {
    fn share(&self, stars: u8) -> Cell {
        Cell::from(self.at_stars(stars).and_then(|cell| cell.share))
    }

    fn interval(&self, stars: u8) -> Option<Interval> {
        self.at_stars(stars)?.interval
    }

    fn with(&self, stars: u8) -> Cell {
        Cell::from(self.at_stars(stars).map(|cell| cell.with))
    }

    fn n(&self, stars: u8) -> Cell {
        Cell::from(self.at_stars(stars).map(|cell| cell.n))
    }

    fn in_store_interval(&self) -> Option<Interval> {
        self.in_store.map(|share| share.interval)
    }
}

fn interval_of(estimate: Option<Estimate>) -> Option<Interval> {
    estimate?.interval
}

impl Record for AppRatings {
    const COLUMNS: &'static [Column<Self>] = &[
        column!("scope", "范围", "scope", |row| Cell::Text(
            row.app.id().to_owned()
        )),
        column!("app", "应用", "app", |row| row
            .app
            .name()
            .map(str::to_owned)
            .into()),
        column!("rated", "有评分评论数", "rated comments", |row| {
            Cell::Count(row.summary.as_ref().map_or(0, |rated| rated.n))
        }),
        column!(
            "unrated",
            "无评分评论数",
            "comments without a rating",
            |row| Cell::Count(row.n_unrated)
        ),
        column!(
            "off_scale",
            "评分非整星半星",
            "rated between half stars",
            |row| Cell::Count(row.n_off_scale)
        ),
        column!("mean", "平均评分", "mean rating", |row| row
            .of_rated(|rated| rated.mean)),
        column!("mean_low", "平均评分下限", "mean rating, low", |row| {
            low(row.mean_interval())
        }),
        column!(
            "mean_high",
            "平均评分上限",
            "mean rating, high",
            |row| high(row.mean_interval())
        ),
        column!("median", "评分中位数", "median rating", |row| row
            .of_rated(|rated| rated.median)),
        column!("star_1", "一星", "1 star", |row| Cell::from(
            row.n_stars(1)
        )),
        column!("star_2", "二星", "2 stars", |row| Cell::from(
            row.n_stars(2)
        )),
        column!("star_3", "三星", "3 stars", |row| Cell::from(
            row.n_stars(3)
        )),
        column!("star_4", "四星", "4 stars", |row| Cell::from(
            row.n_stars(4)
        )),
        column!("star_5", "五星", "5 stars", |row| Cell::from(
            row.n_stars(5)
        )),
        column!("half_stars", "半星", "half stars", |row| Cell::from(
            row.n_half_stars()
        )),
        column!("one_star_share", "一星占比", "share of 1 star", |row| {
            row.of_rated(|rated| rated.one_star)
        }),
        column!(
            "one_star_low",
            "一星占比下限",
            "share of 1 star, low",
            |row| low(row.one_star_interval())
        ),
        column!(
            "one_star_high",
            "一星占比上限",
            "share of 1 star, high",
            |row| high(row.one_star_interval())
        ),
        column!(
            "without_text",
            "无文字评分数",
            "ratings without text",
            |row| Cell::Count(row.without_text.total())
        ),
        column!(
            "mean_without_text",
            "无文字平均评分",
            "mean without text",
            |row| Cell::from(row.without_text.mean())
        ),
        column!("published_as", "公布名称", "published as", |row| row
            .published_name()
            .into()),
        column!("published_mean", "公布评分", "published mean", |row| {
            Cell::from(row.published_mean())
        }),
        column!(
            "difference",
            "与公布之差",
            "difference to the published",
            |row| Cell::from(row.difference.map(|found| found.difference))
        ),
        column!(
            "difference_low",
            "与公布之差下限",
            "difference, low",
            |row| low(row.difference_interval())
        ),
        column!(
            "difference_high",
            "与公布之差上限",
            "difference, high",
            |row| high(row.difference_interval())
        ),
        column!(
            "published_stars_mean",
            "公布星级的均值",
            "mean of the published stars",
            |row| Cell::from(row.mean_of_published_stars())
        ),
    ];
}

impl Record for WordRatings {
    const COLUMNS: &'static [Column<Self>] = &[
        column!("term", "词语", "term", |row| Cell::Text(row.term.clone())),
        column!("df", "有评分评论数", "rated comments", |row| {
            Cell::Count(row.ratings.df)
        }),
        column!(
            "star_1",
            "一星含词评论数",
            "1 star, with the term",
            |row| row.with(1)
        ),
        column!("star_1_n", "一星评论数", "1 star, all", |row| row.n(1)),
        column!("star_1_share", "一星占比", "1 star, share", |row| row
            .share(1)),
        column!(
            "star_1_low",
            "一星占比下限",
            "1 star, share, low",
            |row| low(row.interval(1))
        ),
        column!(
            "star_1_high",
            "一星占比上限",
            "1 star, share, high",
            |row| high(row.interval(1))
        ),
        column!(
            "star_2",
            "二星含词评论数",
            "2 stars, with the term",
            |row| row.with(2)
        ),
        column!("star_2_n", "二星评论数", "2 stars, all", |row| row
            .n(2)),
        column!("star_2_share", "二星占比", "2 stars, share", |row| row
            .share(2)),
        column!(
            "star_2_low",
            "二星占比下限",
            "2 stars, share, low",
            |row| low(row.interval(2))
        ),
        column!(
            "star_2_high",
            "二星占比上限",
            "2 stars, share, high",
            |row| high(row.interval(2))
        ),
        column!(
            "star_3",
            "三星含词评论数",
            "3 stars, with the term",
            |row| row.with(3)
        ),
        column!("star_3_n", "三星评论数", "3 stars, all", |row| row
            .n(3)),
        column!("star_3_share", "三星占比", "3 stars, share", |row| row
            .share(3)),
        column!(
            "star_3_low",
            "三星占比下限",
            "3 stars, share, low",
            |row| low(row.interval(3))
        ),
        column!(
            "star_3_high",
            "三星占比上限",
            "3 stars, share, high",
            |row| high(row.interval(3))
        ),
        column!(
            "star_4",
            "四星含词评论数",
            "4 stars, with the term",
            |row| row.with(4)
        ),
        column!("star_4_n", "四星评论数", "4 stars, all", |row| row
            .n(4)),
        column!("star_4_share", "四星占比", "4 stars, share", |row| row
            .share(4)),
        column!(
            "star_4_low",
            "四星占比下限",
            "4 stars, share, low",
            |row| low(row.interval(4))
        ),
        column!(
            "star_4_high",
            "四星占比上限",
            "4 stars, share, high",
            |row| high(row.interval(4))
        ),
        column!(
            "star_5",
            "五星含词评论数",
            "5 stars, with the term",
            |row| row.with(5)
        ),
        column!("star_5_n", "五星评论数", "5 stars, all", |row| row
            .n(5)),
        column!("star_5_share", "五星占比", "5 stars, share", |row| row
            .share(5)),
        column!(
            "star_5_low",
            "五星占比下限",
            "5 stars, share, low",
            |row| low(row.interval(5))
        ),
        column!(
            "star_5_high",
            "五星占比上限",
            "5 stars, share, high",
            |row| high(row.interval(5))
        ),
        column!(
            "half_stars",
            "半星含词评论数",
            "half stars, with the term",
            |row| Cell::Count(row.at_half_stars().0)
        ),
        column!("half_stars_n", "半星评论数", "half stars, all", |row| {
            Cell::Count(row.at_half_stars().1)
        }),
        column!(
            "mean_with",
            "含词平均评分",
            "mean with the term",
            |row| Cell::from(row.ratings.mean_with)
        ),
        column!(
            "mean_without",
            "不含词平均评分",
            "mean without the term",
            |row| Cell::from(row.ratings.mean_without)
        ),
        column!("difference", "评分差", "difference of means", |row| {
            Cell::from(row.ratings.difference.map(|found| found.value))
        }),
        column!(
            "difference_low",
            "评分差下限",
            "difference, low",
            |row| low(interval_of(row.ratings.difference))
        ),
        column!(
            "difference_high",
            "评分差上限",
            "difference, high",
            |row| high(interval_of(row.ratings.difference))
        ),
        column!("z", "趋势 z", "trend z", |row| Cell::from(
            row.ratings.trend.map(|trend| trend.z)
        )),
        column!("p", "p 值", "p", |row| Cell::from(
            row.ratings.trend.map(|trend| trend.p)
        )),
        column!("p_adjusted", "校正 p 值", "adjusted p", |row| Cell::from(
            row.p_adjusted
        )),
        column!("one_star_lift", "一星提升度", "lift at 1 star", |row| {
            Cell::from(row.ratings.one_star_lift.map(|found| found.value))
        }),
        column!(
            "one_star_lift_low",
            "一星提升度下限",
            "lift, low",
            |row| low(interval_of(row.ratings.one_star_lift))
        ),
        column!(
            "one_star_lift_high",
            "一星提升度上限",
            "lift, high",
            |row| high(interval_of(row.ratings.one_star_lift))
        ),
        column!(
            "store_share",
            "按公布星级加权占比",
            "share at the published stars",
            |row| Cell::from(row.in_store.map(|found| found.share))
        ),
        column!(
            "store_share_low",
            "加权占比下限",
            "share at the published stars, low",
            |row| low(row.in_store_interval())
        ),
        column!(
            "store_share_high",
            "加权占比上限",
            "share at the published stars, high",
            |row| high(row.in_store_interval())
        ),
    ];
}
