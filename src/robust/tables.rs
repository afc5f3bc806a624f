//! The tables of a comparison, and all of it as JSON.

use super::{AxisEffect, DEPTH, LONG_TOP, Robustness, SHORT_TOP, VariantSummary, WordStability};
use crate::pipeline::Axis;
use crate::table::{Cell, Column, Record, Table, column, format_real, to_json};

/// Columns are named after these ranks.
const _: () = assert!(SHORT_TOP == 20 && LONG_TOP == 50);

impl Record for WordStability {
    const COLUMNS: &'static [Column<Self>] = &[
        column!("term", "词语", "term", |row| Cell::Text(row.term.clone())),
        column!("base_rank", "本次位次", "rank in the run", |row| {
            Cell::from(row.base_rank)
        }),
        column!("base_tf", "本次词频", "frequency in the run", |row| {
            Cell::from(row.base_tf)
        }),
        column!(
            "variants",
            "计数的做法",
            "variants that count it",
            |row| { Cell::Count(row.variants) }
        ),
        column!("in_top_20", "在前20", "in the top 20", |row| Cell::Count(
            row.in_short_top
        )),
        column!("in_top_50", "在前50", "in the top 50", |row| Cell::Count(
            row.in_long_top
        )),
        column!("rank_min", "最高位次", "best rank", |row| Cell::Count(
            row.rank_min
        )),
        column!("rank_median", "位次中位数", "median rank", |row| {
            Cell::Real(row.rank_median)
        }),
        column!("rank_max", "最低位次", "worst rank", |row| Cell::Count(
            row.rank_max
        )),
        column!("tf_min", "最少词频", "least frequency", |row| {
            Cell::Count(row.tf_min)
        }),
        column!("tf_max", "最多词频", "most frequency", |row| {
            Cell::Count(row.tf_max)
        }),
    ];
}

impl Record for VariantSummary {
    const COLUMNS: &'static [Column<Self>] = &[
        column!("variant", "做法", "variant", |row| Cell::Count(
            row.number
        )),
        column!("base", "本次运行", "the run itself", |row| Cell::Count(
            u64::from(row.is_base)
        )),
        column!("documents", "保留评论", "comments kept", |row| {
            Cell::Count(row.documents)
        }),
        column!("tokens", "计数词次", "tokens counted", |row| {
            Cell::Count(row.tokens)
        }),
        column!("terms", "词种", "terms", |row| Cell::Count(row.terms)),
        column!("rbo", "与本次的 RBO", "overlap with the run", |row| {
            Cell::from(row.rbo)
        }),
    ];
}

impl Record for AxisEffect {
    const COLUMNS: &'static [Column<Self>] = &[
        column!("axis", "选择", "choice", |row| Cell::Text(
            row.axis.id().to_owned()
        )),
        column!("values", "取值", "values", |row| Cell::Text(
            row.values.join(" ")
        )),
        column!("pairs", "对数", "pairs", |row| Cell::Count(row.pairs)),
        column!("mean_rbo", "平均 RBO", "mean overlap", |row| Cell::from(
            row.mean_rbo
        )),
        column!("least_rbo", "最低 RBO", "least overlap", |row| Cell::from(
            row.least_rbo
        )),
    ];
}

/// Settings of the variants in the table, behind the column `base`.
const SETTINGS_AT: usize = 2;

/// The variants, with a column for each axis.
#[must_use]
pub fn variant_table(variants: &[VariantSummary]) -> Table {
    let mut table = Table::new(variants);
    for (axis, column) in Axis::ALL.into_iter().zip(SETTINGS_AT..) {
        table.names.insert(column, axis.id());
        table.titles.insert(column, axis.title());
        for (row, variant) in table.rows.iter_mut().zip(variants) {
            let value = variant.variant.choice(axis).to_string();
            row.insert(column, Cell::Text(value));
        }
    }
    table
}

/// The choices that were varied.
#[must_use]
pub fn axis_table(axes: &[AxisEffect]) -> Table {
    Table::new(axes)
}

impl Robustness {
    /// Everything as one JSON object, numbers as in the tables.
    #[must_use]
    pub fn to_json(&self) -> String {
        let number = |value: Option<f64>| value.map_or("null".to_owned(), format_real);
        let program = format!("ciyun {}", crate::VERSION);
        let table = |table: &Table| to_json(table).trim_end().to_owned();
        let weight = serde_json::to_string(&self.weight).expect("a name can be written");
        format!(
            "{{\n\"program\": \"{program}\",\n\"weight\": {weight},\n\"measure\": \"rbo_ext\",\n\
             \"persistence\": {},\n\"depth\": {DEPTH},\n\"base\": {},\n\
             \"mean_rbo_to_base\": {},\n\"mean_rbo\": {},\n\"axes\": {},\n\"words\": {},\n\
             \"variants\": {}\n}}\n",
            format_real(self.persistence),
            self.base().number,
            number(self.mean_rbo_to_base),
            number(self.mean_rbo),
            table(&axis_table(&self.axes)),
            table(&Table::new(&self.words)),
            table(&variant_table(&self.variants)),
        )
    }
}
