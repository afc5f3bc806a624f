//! The rows of the results.

use super::Facet;
use crate::stats::Estimate;
use crate::table::{Cell, Column, Record, column};

/// The reader of the rows on which all coders agree.
pub const CONSENSUS: &str = "consensus";

/// Whose κ it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KappaName {
    /// Of two coders.
    Cohen,
    /// Of more than two.
    Fleiss,
}

/// How far coders agree on a category, or on polarity. Rows count alike, whatever they stand for:
/// it is the agreement on the sample. Intervals are of the bootstrap, 95 %.
#[derive(Debug, Clone, PartialEq)]
pub struct AgreementRow {
    /// What is coded.
    pub facet: Facet,
    /// The id of the category, `none` for no category; of polarity the codes of which it is.
    pub code: String,
    /// Comments that all coders coded.
    pub rows: u64,
    /// How many comments each coder put there, with `;` between coders; of polarity how many
    /// negative, neutral and positive ones, with `/` between.
    pub marks: String,
    /// Share of agreeing pairs of coders.
    pub observed: Option<Estimate>,
    /// κ, on the same comments; `None` where there is one code throughout.
    pub kappa: Option<Estimate>,
    /// Which κ.
    pub kappa_name: KappaName,
    /// Krippendorff's α, on all comments that two coders coded.
    pub alpha: Option<Estimate>,
}

/// How well a category of the program finds the comments that a coder put there.
#[derive(Debug, Clone, PartialEq)]
pub struct ClassificationRow {
    /// The sheet, or [`CONSENSUS`] for the comments that all coders coded and on whose being in
    /// the category they agree.
    pub reader: String,
    /// The id of the category, `none` for no category.
    pub category: String,
    /// Comments that count, and in how many of them both, the program alone, the reader alone and
    /// neither saw the category.
    pub rows: u64,
    /// Both.
    pub both: u64,
    /// The program alone.
    pub only_program: u64,
    /// The reader alone.
    pub only_reader: u64,
    /// Neither.
    pub neither: u64,
    /// Precision, recall and F1 on the sample.
    pub plain: [Option<Estimate>; 3],
    /// The same for all comments, each row counting for those that it stands for.
    pub weighted: [Option<Estimate>; 3],
}

fn value(found: Option<Estimate>) -> Cell {
    found.map_or(Cell::Missing, |found| Cell::Real(found.value))
}

fn low(found: Option<Estimate>) -> Cell {
    let interval = found.and_then(|found| found.interval);
    interval.map_or(Cell::Missing, |interval| Cell::Real(interval.low))
}

fn high(found: Option<Estimate>) -> Cell {
    let interval = found.and_then(|found| found.interval);
    interval.map_or(Cell::Missing, |interval| Cell::Real(interval.high))
}

impl Record for AgreementRow {
    const COLUMNS: &'static [Column<Self>] = &[
        column!("facet", "编码项", "facet", |row| Cell::Text(
            row.facet.id().to_owned()
        )),
        column!("code", "编码", "code", |row| Cell::Text(row.code.clone())),
        column!("rows", "评论数", "comments", |row| Cell::Count(row.rows)),
        column!("marks", "各人标注数", "marks", |row| Cell::Text(
            row.marks.clone()
        )),
        column!("observed", "观察一致率", "observed", |row| value(
            row.observed
        )),
        column!("observed_low", "一致率下限", "observed low", |row| low(
            row.observed
        )),
        column!("observed_high", "一致率上限", "observed high", |row| {
            high(row.observed)
        }),
        column!("kappa", "κ", "kappa", |row| value(row.kappa)),
        column!("kappa_low", "κ 下限", "kappa low", |row| low(row.kappa)),
        column!("kappa_high", "κ 上限", "kappa high", |row| high(
            row.kappa
        )),
        column!("kappa_name", "κ 种类", "kind of kappa", |row| Cell::Text(
            match row.kappa_name {
                KappaName::Cohen => "cohen".to_owned(),
                KappaName::Fleiss => "fleiss".to_owned(),
            }
        )),
        column!("alpha", "α", "alpha", |row| value(row.alpha)),
        column!("alpha_low", "α 下限", "alpha low", |row| low(row.alpha)),
        column!("alpha_high", "α 上限", "alpha high", |row| high(
            row.alpha
        )),
    ];
}

impl Record for ClassificationRow {
    const COLUMNS: &'static [Column<Self>] = &[
        column!("reader", "编码者", "reader", |row| Cell::Text(
            row.reader.clone()
        )),
        column!("category", "类别", "category", |row| Cell::Text(
            row.category.clone()
        )),
        column!("rows", "评论数", "comments", |row| Cell::Count(row.rows)),
        column!("both", "双方都有", "both", |row| Cell::Count(row.both)),
        column!("only_program", "仅程序有", "only program", |row| {
            Cell::Count(row.only_program)
        }),
        column!("only_reader", "仅人工有", "only reader", |row| {
            Cell::Count(row.only_reader)
        }),
        column!("neither", "双方都无", "neither", |row| Cell::Count(
            row.neither
        )),
        column!("precision", "精确率", "precision", |row| value(
            row.plain[0]
        )),
        column!("precision_low", "精确率下限", "precision low", |row| {
            low(row.plain[0])
        }),
        column!(
            "precision_high",
            "精确率上限",
            "precision high",
            |row| high(row.plain[0])
        ),
        column!("recall", "召回率", "recall", |row| value(row.plain[1])),
        column!("recall_low", "召回率下限", "recall low", |row| low(
            row.plain[1]
        )),
        column!("recall_high", "召回率上限", "recall high", |row| high(
            row.plain[1]
        )),
        column!("f1", "F1", "F1", |row| value(row.plain[2])),
        column!("f1_low", "F1 下限", "F1 low", |row| low(row.plain[2])),
        column!("f1_high", "F1 上限", "F1 high", |row| high(row.plain[2])),
        column!(
            "weighted_precision",
            "加权精确率",
            "weighted precision",
            |row| value(row.weighted[0])
        ),
        column!(
            "weighted_precision_low",
            "加权精确率下限",
            "weighted precision low",
            |row| low(row.weighted[0])
        ),
        column!(
            "weighted_precision_high",
            "加权精确率上限",
            "weighted precision high",
            |row| high(row.weighted[0])
        ),
        column!(
            "weighted_recall",
            "加权召回率",
            "weighted recall",
            |row| { value(row.weighted[1]) }
        ),
        column!(
            "weighted_recall_low",
            "加权召回率下限",
            "weighted recall low",
            |row| low(row.weighted[1])
        ),
        column!(
            "weighted_recall_high",
            "加权召回率上限",
            "weighted recall high",
            |row| high(row.weighted[1])
        ),
        column!("weighted_f1", "加权 F1", "weighted F1", |row| value(
            row.weighted[2]
        )),
        column!(
            "weighted_f1_low",
            "加权 F1 下限",
            "weighted F1 low",
            |row| low(row.weighted[2])
        ),
        column!(
            "weighted_f1_high",
            "加权 F1 上限",
            "weighted F1 high",
            |row| high(row.weighted[2])
        ),
    ];
}
