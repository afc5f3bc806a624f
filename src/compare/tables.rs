//! The columns of the tables of a comparison.

use super::{GroupSummary, HeterogeneityRow, KeynessRow};
use crate::table::{Cell, Column, Record, column};

impl Record for GroupSummary {
    const COLUMNS: &'static [Column<Self>] = &[
        column!("group", "组", "group", |row| Cell::Text(row.name.clone())),
        column!("documents", "评论数", "comments", |row| Cell::Count(
            row.documents
        )),
        column!("tokens", "词次", "tokens", |row| Cell::Count(row.tokens)),
        column!("authors", "作者数", "authors", |row| Cell::Count(
            row.authors
        )),
    ];
}

impl Record for HeterogeneityRow {
    const COLUMNS: &'static [Column<Self>] = &[
        column!("rank", "序号", "rank", |row| Cell::Count(row.rank)),
        column!("term", "词语", "term", |row| Cell::Text(row.term.clone())),
        column!("df", "评论数", "comments", |row| Cell::Count(row.df)),
        column!("g2", "G²", "G²", |row| Cell::Real(row.g2)),
        column!("p", "p 值", "p", |row| Cell::Real(row.p)),
        column!("p_adjusted", "校正 p 值", "adjusted p", |row| Cell::Real(
            row.p_adjusted
        )),
        column!("cramers_v", "Cramér V", "Cramér's V", |row| Cell::Real(
            row.cramers_v
        )),
    ];
}

impl Record for KeynessRow {
    const COLUMNS: &'static [Column<Self>] = &[
        column!("group", "组", "group", |row| Cell::Text(row.group.clone())),
        column!("rank", "序号", "rank", |row| Cell::Count(row.rank)),
        column!("term", "词语", "term", |row| Cell::Text(row.term.clone())),
        column!("df", "组内评论数", "comments of the group", |row| {
            Cell::Count(row.df)
        }),
        column!(
            "documents",
            "组内总评论数",
            "all comments of the group",
            |row| { Cell::Count(row.documents) }
        ),
        column!("df_rest", "其余评论数", "other comments", |row| {
            Cell::Count(row.df_rest)
        }),
        column!(
            "documents_rest",
            "其余总评论数",
            "all other comments",
            |row| { Cell::Count(row.documents_rest) }
        ),
        column!("share", "组内占比", "share in the group", |row| {
            Cell::Real(row.share)
        }),
        column!("share_rest", "其余占比", "share in the others", |row| {
            Cell::Real(row.share_rest)
        }),
        column!("g2", "G²", "G²", |row| Cell::Real(row.g2)),
        column!("chi2", "χ²", "χ²", |row| Cell::from(row.chi2)),
        column!("log_ratio", "对数比", "log ratio", |row| Cell::from(
            row.log_ratio
        )),
        column!("log_ratio_low", "对数比下限", "log ratio, low", |row| {
            Cell::from(row.log_ratio_low)
        }),
        column!(
            "log_ratio_high",
            "对数比上限",
            "log ratio, high",
            |row| { Cell::from(row.log_ratio_high) }
        ),
        column!("lrc", "LRC", "LRC", |row| Cell::from(row.lrc)),
        column!("percent_diff", "%DIFF", "%DIFF", |row| Cell::from(
            row.percent_diff
        )),
        column!("odds_ratio", "优势比", "odds ratio", |row| Cell::from(
            row.odds_ratio
        )),
        column!(
            "log_odds_z",
            "加权对数优势 z",
            "weighted log-odds z",
            |row| { Cell::from(row.log_odds_z) }
        ),
        column!("p", "p 值", "p", |row| Cell::from(row.p)),
        column!("p_adjusted", "校正 p 值", "adjusted p", |row| Cell::from(
            row.p_adjusted
        )),
        column!("p_author", "按作者 p 值", "p by author", |row| {
            Cell::from(row.p_author)
        }),
        column!(
            "p_author_max_t",
            "按作者 max-T p 值",
            "max-T p by author",
            |row| { Cell::from(row.p_author_max_t) }
        ),
        column!("tf", "组内词频", "frequency in the group", |row| {
            Cell::Count(row.tf)
        }),
        column!("tf_rest", "其余词频", "frequency in the others", |row| {
            Cell::Count(row.tf_rest)
        }),
        column!("g2_tokens", "G²（按词次）", "G² of tokens", |row| {
            Cell::from(row.g2_tokens)
        }),
        column!(
            "chi2_tokens",
            "χ²（按词次）",
            "χ² of tokens",
            |row| { Cell::from(row.chi2_tokens) }
        ),
    ];
}
