//! The columns of ciyun's own tables.

use super::{Cell, Column, Record, column};
use crate::categories::{CategoryRow, CategoryTable};
use crate::clean::DuplicateCluster;
use crate::ingest::SkippedRow;
use crate::language::Language;
use crate::ledger::{Ledger, Location, RuleId};
use crate::stats::{CarriedBy, FrequencyRow, NgramRow};

impl Record for FrequencyRow {
    const COLUMNS: &'static [Column<Self>] = &[
        column!("rank", "序号", "rank", |row| Cell::Count(row.rank)),
        column!("term", "词语", "term", |row| Cell::Text(row.term.clone())),
        column!("tf", "词频", "frequency", |row| Cell::Count(row.tf)),
        column!("df", "评论数", "comments", |row| Cell::Count(row.df)),
        column!("share", "评论占比", "share of comments", |row| {
            Cell::Real(row.share)
        }),
        column!("share_low", "占比下限", "share, low", |row| Cell::Real(
            row.share_low
        )),
        column!("share_high", "占比上限", "share, high", |row| {
            Cell::Real(row.share_high)
        }),
        column!("per_million", "每百万词", "per million", |row| {
            Cell::Real(row.per_million)
        }),
        column!("tf_per_df", "每条次数", "per comment", |row| Cell::Real(
            row.tf_per_df
        )),
        column!("pos", "词性", "part of speech", |row| row
            .pos
            .clone()
            .into()),
        column!("authors", "作者数", "authors", |row| {
            row.authors.into()
        }),
        column!("tf_idf", "TF-IDF", "TF-IDF", |row| Cell::Real(row.tf_idf)),
        column!("text_rank", "TextRank", "TextRank", |row| Cell::from(
            row.text_rank
        )),
        column!("carried_by", "集中于", "carried by", |row| {
            let named = row.carried_by.map(|carried| match carried {
                CarriedBy::FewComments => "few-comments",
                CarriedBy::FewAuthors => "few-authors",
            });
            named.map(str::to_owned).into()
        }),
    ];
}

impl Record for NgramRow {
    const COLUMNS: &'static [Column<Self>] = &[
        column!("rank", "序号", "rank", |row| Cell::Count(row.rank)),
        column!("term", "词语", "term", |row| Cell::Text(row.term.clone())),
        column!("n", "词数", "terms", |row| Cell::Count(row.n)),
        column!("tf", "词频", "frequency", |row| Cell::Count(row.tf)),
        column!("df", "评论数", "comments", |row| Cell::Count(row.df)),
        column!("share", "评论占比", "share of comments", |row| {
            Cell::Real(row.share)
        }),
        column!("share_low", "占比下限", "share, low", |row| Cell::Real(
            row.share_low
        )),
        column!("share_high", "占比上限", "share, high", |row| {
            Cell::Real(row.share_high)
        }),
        column!("tf_first", "前部频次", "frequency, first terms", |row| {
            Cell::Count(row.tf_first)
        }),
        column!("tf_last", "末词频次", "frequency, last term", |row| {
            Cell::Count(row.tf_last)
        }),
        column!("positions", "位置总数", "positions", |row| Cell::Count(
            row.positions
        )),
        column!("expected", "期望频次", "expected", |row| Cell::from(
            row.expected
        )),
        column!("g2", "G²", "G²", |row| Cell::from(row.g2)),
        column!("pmi", "PMI", "PMI", |row| Cell::from(row.pmi)),
        column!("npmi", "NPMI", "NPMI", |row| Cell::from(row.npmi)),
        column!("logdice", "logDice", "logDice", |row| Cell::from(
            row.log_dice
        )),
        column!("t", "t 值", "t", |row| Cell::from(row.t)),
    ];
}

/// One line of `ledger.csv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerRecord {
    /// `row`, `document`, `text` or `token`.
    pub level: &'static str,
    /// A rule id, or a sum: `read`, `cut`, `split`, `joined`, `kept`.
    pub rule: &'static str,
    /// Rows, documents, firings or tokens.
    pub count: u64,
    /// The first place where the rule acted, as `file:line`.
    pub place: Option<String>,
    /// What it did there, masked.
    pub example: Option<String>,
}

impl Record for LedgerRecord {
    const COLUMNS: &'static [Column<Self>] = &[
        column!("level", "层级", "level", |row| Cell::Text(
            row.level.to_owned()
        )),
        column!("rule", "规则", "rule", |row| Cell::Text(
            row.rule.to_owned()
        )),
        column!("count", "数量", "count", |row| Cell::Count(row.count)),
        column!("place", "首例位置", "first place", |row| row
            .place
            .clone()
            .into()),
        column!("example", "首例", "first example", |row| row
            .example
            .clone()
            .into()),
    ];
}

/// The lines of the ledger; `names` are the names of the inputs in the order of their ids.
#[must_use]
pub fn ledger_records(ledger: &Ledger, names: &[String]) -> Vec<LedgerRecord> {
    ledger
        .rows()
        .into_iter()
        .map(|row| LedgerRecord {
            level: row.level.id(),
            rule: row.item,
            count: row.count,
            place: row.first.map(|place| written(place, names)),
            example: row.example,
        })
        .collect()
}

/// A place as `file:line`.
pub(crate) fn written(place: Location, names: &[String]) -> String {
    let name = names.get(place.source.0 as usize);
    format!("{}:{}", name.map_or("?", String::as_str), place.line)
}

/// One line of `entries.csv`: an entry of a word list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryRecord {
    /// File name of the list.
    pub list: String,
    /// Line of the entry, from 1.
    pub line: u64,
    /// What the list is used for.
    pub used_as: &'static str,
    /// The entry as it stands.
    pub entry: String,
    /// How often it fired.
    pub count: u64,
}

impl Record for EntryRecord {
    const COLUMNS: &'static [Column<Self>] = &[
        column!("list", "词表", "list", |row| Cell::Text(row.list.clone())),
        column!("line", "行", "line", |row| Cell::Count(row.line)),
        column!("used_as", "用途", "used as", |row| Cell::Text(
            row.used_as.to_owned()
        )),
        column!("entry", "条目", "entry", |row| Cell::Text(
            row.entry.clone()
        )),
        column!("count", "次数", "count", |row| Cell::Count(row.count)),
    ];
}

/// One line of the table that `--ledger-detail` writes: what a rule did to a comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DetailRecord {
    /// Name of the input.
    pub source: String,
    /// Line on which the row begins, from 1.
    pub row: u64,
    /// The rule.
    pub rule: RuleId,
    /// The text before, masked.
    pub before: String,
    /// The text after, masked; `None` when the comment was dropped.
    pub after: Option<String>,
}

impl Record for DetailRecord {
    const COLUMNS: &'static [Column<Self>] = &[
        column!("source", "文件", "source", |row| Cell::Text(
            row.source.clone()
        )),
        column!("row", "行", "row", |row| Cell::Count(row.row)),
        column!("level", "层级", "level", |row| Cell::Text(
            row.rule.level().id().to_owned()
        )),
        column!("rule", "规则", "rule", |row| Cell::Text(
            row.rule.id().to_owned()
        )),
        column!("before", "之前", "before", |row| Cell::Text(
            row.before.clone()
        )),
        column!("after", "之后", "after", |row| row.after.clone().into()),
    ];
}

/// One line of `duplicates.csv`: a text that more than one comment has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DuplicateRecord {
    cluster: DuplicateCluster,
    second: String,
}

impl DuplicateRecord {
    fn dropped(&self, rule: RuleId) -> Cell {
        Cell::Count(self.cluster.dropped.get(&rule).copied().unwrap_or(0))
    }
}

impl Record for DuplicateRecord {
    const COLUMNS: &'static [Column<Self>] = &[
        column!("text", "文本", "text", |row| Cell::Text(
            row.cluster.text.clone()
        )),
        column!("documents", "评论数", "comments", |row| Cell::Count(
            row.cluster.documents
        )),
        column!("kept", "保留", "kept", |row| Cell::Count(
            row.cluster.kept()
        )),
        column!("recrawled", "重复抓取", "crawled again", |row| row
            .dropped(RuleId::DuplicateId)),
        column!("same_author", "同一作者", "same author", |row| row
            .dropped(RuleId::DuplicateAuthorText)),
        column!("same_text", "长文相同", "same long text", |row| row
            .dropped(RuleId::DuplicateText)),
        column!("flood", "作者超限", "author flood", |row| row
            .dropped(RuleId::AuthorFlood)),
        column!("near", "几乎相同", "nearly the same", |row| row
            .dropped(RuleId::NearDuplicate)),
        column!("second_place", "第二处", "second place", |row| {
            Cell::Text(row.second.clone())
        }),
    ];
}

/// The largest clusters of comments with the same text; `names` as in [`ledger_records`].
#[must_use]
pub fn duplicate_records(
    clusters: Vec<DuplicateCluster>,
    names: &[String],
) -> Vec<DuplicateRecord> {
    let record = |cluster: DuplicateCluster| DuplicateRecord {
        second: written(cluster.second, names),
        cluster,
    };
    clusters.into_iter().map(record).collect()
}

/// Terms of a category that are named in its line.
const N_TOP_TERMS: usize = 10;

/// One line of `categories.csv`: a category, the comments in none, or all comments.
#[derive(Debug, Clone, PartialEq)]
pub struct CategoryRecord {
    row: CategoryRow,
    label: String,
    top_terms: Option<String>,
    examples: Vec<String>,
}

impl CategoryRecord {
    fn stars(&self, stars: usize) -> Cell {
        let counts = self.row.stars;
        counts.map_or(Cell::Missing, |counts| Cell::Count(counts[stars - 1]))
    }

    fn example(&self, index: usize) -> Cell {
        self.examples.get(index).cloned().into()
    }
}

impl Record for CategoryRecord {
    const COLUMNS: &'static [Column<Self>] = &[
        column!("category", "类别", "category", |row| Cell::Text(
            row.row.id.clone()
        )),
        column!("label", "名称", "label", |row| Cell::Text(
            row.label.clone()
        )),
        column!("count", "评论数", "comments", |row| Cell::Count(
            row.row.comments
        )),
        column!("share", "评论占比", "share of comments", |row| {
            Cell::from(row.row.share)
        }),
        column!("share_low", "占比下限", "share, low", |row| Cell::from(
            row.row.share_low
        )),
        column!("share_high", "占比上限", "share, high", |row| {
            Cell::from(row.row.share_high)
        }),
        column!("star_1", "一星", "1 star", |row| row.stars(1)),
        column!("star_2", "二星", "2 stars", |row| row.stars(2)),
        column!("star_3", "三星", "3 stars", |row| row.stars(3)),
        column!("star_4", "四星", "4 stars", |row| row.stars(4)),
        column!("star_5", "五星", "5 stars", |row| row.stars(5)),
        column!("top_terms", "主要词语", "main terms", |row| row
            .top_terms
            .clone()
            .into()),
        column!("example_1", "例一", "example 1", |row| row.example(0)),
        column!("example_2", "例二", "example 2", |row| row.example(1)),
        column!("example_3", "例三", "example 3", |row| row.example(2)),
    ];
}

/// The categories, then the comments in none, then all; `names` as in [`ledger_records`].
#[must_use]
pub fn category_records(
    table: &CategoryTable,
    names: &[String],
    language: Language,
) -> Vec<CategoryRecord> {
    let rows = table.rows.iter().chain([&table.none, &table.all]);
    rows.map(|row| {
        let terms = row.terms.iter().take(N_TOP_TERMS);
        let terms: Vec<String> = terms
            .map(|term| format!("{} {}", term.term, term.comments))
            .collect();
        let examples = row.examples.iter();
        CategoryRecord {
            label: row.label(language).to_owned(),
            top_terms: (!terms.is_empty()).then(|| terms.join("; ")),
            examples: examples
                .map(|example| format!("{}: {}", written(example.place, names), example.text))
                .collect(),
            row: row.clone(),
        }
    })
    .collect()
}

/// One line of `skipped.csv`: a row that did not become a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SkippedRecord {
    /// Name of the input.
    pub source: String,
    /// Line on which the row begins, from 1; `None` in the line that sums up the rest.
    pub line: Option<u64>,
    /// The rule under which it is counted.
    pub rule: Option<&'static str>,
    /// What is wrong with it.
    pub reason: String,
}

impl Record for SkippedRecord {
    const COLUMNS: &'static [Column<Self>] = &[
        column!("source", "文件", "source", |row| Cell::Text(
            row.source.clone()
        )),
        column!("line", "行", "line", |row| { row.line.into() }),
        column!("rule", "规则", "rule", |row| {
            row.rule.map(str::to_owned).into()
        }),
        column!("reason", "原因", "reason", |row| Cell::Text(
            row.reason.clone()
        )),
    ];
}

/// The rows of one source that were skipped. If `n_skipped` is more than are named, a last line
/// says how many others there were.
#[must_use]
pub fn skipped_records(source: &str, named: &[SkippedRow], n_skipped: u64) -> Vec<SkippedRecord> {
    let mut records: Vec<SkippedRecord> = named
        .iter()
        .map(|row| SkippedRecord {
            source: source.to_owned(),
            line: Some(row.line),
            rule: Some(row.problem.rule().id()),
            reason: row.problem.to_string(),
        })
        .collect();
    let n_others = n_skipped.saturating_sub(named.len() as u64);
    if n_others > 0 {
        records.push(SkippedRecord {
            source: source.to_owned(),
            line: None,
            rule: None,
            reason: format!("and {n_others} more rows, counted by rule in the ledger"),
        });
    }
    records
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::RowProblem;
    use crate::ledger::SourceId;

    #[test]
    fn skipped_rows_that_are_not_named_are_summed_up() {
        let row = SkippedRow {
            source: SourceId(0),
            line: 7,
            problem: RowProblem::RepeatedHeader,
        };
        let records = skipped_records("a.csv", &[row], 3);
        assert_eq!(
            (records[0].line, records[0].rule),
            (Some(7), Some("row.header"))
        );
        assert_eq!(records[1].line, None);
        assert!(records[1].reason.starts_with("and 2 more rows"));
        assert_eq!(records.len(), 2);
    }
}
