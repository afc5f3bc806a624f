//! Scraped Chinese comments to evidence: a word cloud, keyword tables, and the record of how each
//! number came about.
//!
//! ```text
//! files ─▶ ingest ─▶ clean ─▶ segment ─▶ select ─▶ count ─▶ stats ─▶ table
//!            │         │         │          │        │                 └▶ cloud ─▶ render
//!            └─────────┴─────────┴──────────┴────────┴─▶ ledger
//! ```
//!
//! Every stage takes a value and returns a value: it prints nothing, reads no environment and
//! writes only where it is told. The same input, settings and seed give the same bytes on any
//! number of threads. What is skipped, dropped, rewritten or masked is counted under a named rule
//! in the [`ledger`], and the sums must come out.
//!
//! # From texts to a table
//!
//! A [`Pipeline`](pipeline::Pipeline) holds the stages with their word lists:
//!
//! ```
//! use ciyun::ledger::{RuleId, RuleSet};
//! use ciyun::pipeline::{Pipeline, WordLists};
//! use ciyun::stats::Weight;
//!
//! let pipeline = Pipeline::new(&WordLists::default(), &RuleSet::default())?;
//! let comments = ["人脸识别一直失败！！！", "验证码收不到，人脸识别失败", "[怒]"];
//! let counts = pipeline.count_texts(comments)?;
//!
//! let keywords = pipeline.keywords(&counts, None, Weight::Tf, 2);
//! let terms: Vec<_> = keywords.iter().map(|row| (row.term.as_str(), row.tf)).collect();
//! assert_eq!(terms, [("人脸识别", 2), ("失败", 2)]);
//!
//! // The third comment has no word left after cleaning, and the ledger says so.
//! assert_eq!(counts.ledger.documents_read, 3);
//! assert_eq!(counts.ledger.documents_kept, 2);
//! assert_eq!(counts.ledger.tally(RuleId::EmptyCleaned).count, 1);
//! # Ok::<(), ciyun::Error>(())
//! ```
//!
//! # From files to results
//!
//! [`pipeline::prepare`] opens inputs and lists as a [`Config`](pipeline::Config) asks,
//! [`Pipeline::run`](pipeline::Pipeline::run) counts, and `pipeline::results` makes the files that
//! the program's `run` writes; `examples/` has short programs. The stages can also be used one by
//! one: [`ingest`] reads, [`clean`] rewrites, [`segment`] cuts, [`select`] masks, [`count`] adds
//! up, [`stats`] scores, [`table`] writes, [`cloud`] lays out and `render` draws.
//!
//! # Features
//!
//! - `cli` (default): the program `ciyun`.
//! - `render` (default): pictures, with the embedded font.
//! - `xlsx` (default): tables as an Excel workbook.
//! - `sqlite` (default): comments from SQLite databases.
//! - `wordcloud-rs`: the crate of that name as a second layout engine; `docs/layouts.md` says why
//!   it is not in the default.
//!
//! A feature adds a format or an engine; none changes a result.

pub mod agreement;
pub mod categories;
#[cfg(feature = "render")]
pub mod chart;
pub mod clean;
pub mod cloud;
pub mod coding;
pub mod compare;
pub mod count;
pub mod digest;
pub mod discover;
mod error;
pub mod explain;
pub mod ingest;
pub mod kwic;
pub mod language;
pub mod ledger;
pub mod lexicon;
pub mod manifest;
pub mod network;
pub mod pipeline;
pub mod privacy;
pub mod profile;
pub mod random;
pub mod ratings;
#[cfg(feature = "render")]
pub mod render;
pub mod report;
pub mod robust;
pub mod segment;
pub mod select;
pub mod spread;
pub mod stats;
pub mod suggestion;
pub mod table;
pub mod timeline;
#[cfg(feature = "wordcloud-rs")]
pub mod wordcloud_rs;

pub use error::Error;

/// Compiles and runs the examples of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

/// The version of this library and program.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
