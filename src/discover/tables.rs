//! The columns of the list of candidates.

use super::{ListKind, ListedWord, Relation, WordCandidate};
use crate::table::{Cell, Column, Record, column};

impl Record for WordCandidate {
    const COLUMNS: &'static [Column<Self>] = &[
        column!("rank", "序号", "rank", |row| Cell::Count(row.rank)),
        column!("term", "候选词", "candidate", |row| Cell::Text(
            row.term.clone()
        )),
        column!("score", "得分", "score", |row| Cell::Real(row.score)),
        column!("tf", "词频", "frequency", |row| Cell::Count(row.tf)),
        column!("df", "评论数", "comments", |row| Cell::Count(row.df)),
        column!("texts", "不同评论数", "different comments", |row| {
            Cell::Count(row.texts)
        }),
        column!("cohesion", "凝固度", "cohesion", |row| Cell::Real(
            row.cohesion
        )),
        column!("left_entropy", "左熵", "left entropy", |row| Cell::Real(
            row.left_entropy
        )),
        column!("right_entropy", "右熵", "right entropy", |row| {
            Cell::Real(row.right_entropy)
        }),
        column!("cut", "现在的切法", "cut today", |row| Cell::Text(
            row.cut.clone()
        )),
        column!("cut_count", "如此切次数", "cut so", |row| Cell::Count(
            row.cut_count
        )),
        column!("whole", "已成一词", "one token", |row| Cell::Count(
            row.whole
        )),
        column!("lists", "与词表", "lists", |row| {
            joined(row.lists.iter().map(written))
        }),
        column!("absorbed", "并入", "absorbed", |row| joined(
            row.absorbed.iter().cloned()
        )),
        column!("example_1", "例一", "example 1", |row| example(row, 0)),
        column!("example_2", "例二", "example 2", |row| example(row, 1)),
        column!("example_3", "例三", "example 3", |row| example(row, 2)),
    ];
}

/// Texts with blanks between them, missing when there are none.
fn joined(texts: impl Iterator<Item = String>) -> Cell {
    let texts: Vec<String> = texts.collect();
    (!texts.is_empty()).then(|| texts.join(" ")).into()
}

fn example(row: &WordCandidate, index: usize) -> Cell {
    let example = row.examples.get(index);
    example
        .map(|example| format!("{}  {}", example.place, example.quote))
        .into()
}

/// A listed word as `relation:list:word`, the same in every language.
fn written(listed: &ListedWord) -> String {
    let relation = match listed.relation {
        Relation::Is => "is",
        Relation::Holds => "holds",
        Relation::Inside => "inside",
        Relation::Overlaps => "overlaps",
    };
    let list = match listed.list {
        ListKind::Topic => "topic",
        ListKind::Stop => "stop",
        ListKind::Lexicon => "lexicon",
    };
    format!("{relation}:{list}:{}", listed.word)
}
