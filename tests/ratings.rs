//! Ratings of comments that went through the whole chain, against sums over the file itself.

#![expect(clippy::unwrap_used, reason = "a test may end at once")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use ciyun::count::Documents;
use ciyun::ingest::{InputArgument, InputOrder, ReadOptions, expand};
use ciyun::ledger::RuleId;
use ciyun::pipeline::{Analysis, Config, KeepDocuments, Pipeline, prepare};
use ciyun::ratings::{AppRatings, PublishedFigures, WordRatings, by_word, per_app};
use ciyun::stats::{BootstrapOptions, Weight};

fn corpus(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("corpus")
        .join(name)
}

fn run(path: PathBuf) -> (Pipeline, Analysis, Documents) {
    let files = expand(
        &[InputArgument::Path(path)],
        InputOrder::default(),
        &ReadOptions::default(),
    );
    let prepared = prepare(&Config::default(), Path::new(""), &files.unwrap().files).unwrap();
    let pipeline = prepared.setup.pipeline.documents(KeepDocuments::Terms);
    let mut analysis = pipeline.run(prepared.sources, &()).unwrap();
    let documents = analysis.documents.take().unwrap().in_order();
    (pipeline, analysis, documents)
}

fn options() -> BootstrapOptions {
    BootstrapOptions {
        n_replicates: 500,
        seed: 1,
    }
}

/// Rows of a file with their lines.
fn rows(path: &Path) -> Vec<(u64, BTreeMap<String, String>)> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let header = reader.headers().unwrap().clone();
    let records = reader.records().map(Result::unwrap);
    records
        .map(|record| {
            let cells = record.iter().map(str::to_owned);
            let line = record.position().unwrap().line();
            (line, header.iter().map(str::to_owned).zip(cells).collect())
        })
        .collect()
}

#[test]
fn five_apps_stand_beside_their_published_means() {
    let path = corpus("provinces.csv");
    let (_, analysis, documents) = run(path.clone());
    let bytes = std::fs::read(corpus("published_figures.csv")).unwrap();
    let published = PublishedFigures::read("published_figures.csv", &bytes).unwrap();
    let found = per_app(
        &documents,
        &analysis.ratings_without_text,
        Some(&published),
        options(),
    );
    assert!(found.published_without_comments.is_empty());
    assert!(found.apps_without_published.is_empty());
    assert_eq!(found.rows.len(), 6);

    let kept: Vec<u64> = documents.facts().iter().map(|of| of.place.line).collect();
    let rows = rows(&path);
    let mut n_all = 0;
    for row in &found.rows[..5] {
        let app = row.app.name().unwrap();
        let ratings: Vec<f64> = rows
            .iter()
            .filter(|(line, cells)| cells["应用"] == app && kept.contains(line))
            .map(|(_, cells)| cells["评分"].parse().unwrap())
            .collect();
        let summary = row.summary.as_ref().unwrap();
        assert_eq!(summary.n, ratings.len() as u64, "{app}");
        let mean = ratings.iter().sum::<f64>() / ratings.len() as f64;
        assert!((summary.mean - mean).abs() < 1e-12, "{app}");
        let interval = summary.mean_interval.unwrap();
        assert!(interval.low < mean && mean < interval.high, "{app}");
        assert_eq!(row.published.as_ref().unwrap().app, app);
        n_all += summary.n;
    }
    assert_eq!(found.rows[5].summary.as_ref().unwrap().n, n_all);
    let n_without_text = found.rows[5].without_text.total();
    let without_text = [RuleId::Empty, RuleId::Placeholder, RuleId::EmptyCleaned];
    let dropped = without_text.map(|rule| analysis.counts.ledger.tally(rule).count);
    assert_eq!(n_without_text, dropped.iter().sum::<u64>());
}

#[test]
fn ratings_without_text_are_those_of_three_rules() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.csv");
    let long = "办理居住证的时候上传照片一直失败";
    let file = format!(
        "应用,评分,评论内容\n\
         甲,5,\n\
         甲,4,此用户没有填写评价\n\
         甲,3,[微笑]😀\n\
         甲,,\n\
         乙,1,{long}\n\
         乙,1,{long}\n\
         乙,2,APP闪退\n\
         ,5,\n"
    );
    std::fs::write(&path, file).unwrap();
    let (_, analysis, documents) = run(path);
    let ledger = &analysis.counts.ledger;
    assert_eq!(ledger.tally(RuleId::Empty).count, 3);
    assert_eq!(ledger.tally(RuleId::Placeholder).count, 1);
    assert_eq!(ledger.tally(RuleId::EmptyCleaned).count, 1);
    assert_eq!(ledger.tally(RuleId::DuplicateText).count, 1);
    let found = per_app(&documents, &analysis.ratings_without_text, None, options());
    let figures = |row: &AppRatings| {
        (
            row.app.name().map(str::to_owned),
            row.summary.as_ref().map_or(0, |rated| rated.n),
            row.without_text.total(),
            row.without_text.mean(),
        )
    };
    assert_eq!(
        found.rows.iter().map(figures).collect::<Vec<_>>(),
        [
            // The duplicate is no rating without a text.
            (Some("乙".to_owned()), 2, 0, None),
            (Some("甲".to_owned()), 0, 3, Some(4.0)),
            (None, 0, 1, Some(5.0)),
            (None, 2, 4, Some(4.25)),
        ]
    );
}

#[test]
fn words_of_the_frequency_table_are_found_in_their_comments() {
    let (pipeline, analysis, documents) = run(corpus("provinces.csv"));
    let keywords = pipeline.keywords(&analysis.counts, None, Weight::Tf, usize::MAX);
    let terms: Vec<&str> = keywords.iter().map(|row| row.term.as_str()).collect();
    let found = by_word(&documents, &analysis.counts, &terms, None, options());
    assert_eq!(found.len(), keywords.len());
    // Every comment of this file is rated.
    for (row, keyword) in found.iter().zip(&keywords) {
        assert_eq!((&row.term, row.ratings.df), (&keyword.term, keyword.df));
    }
    // Some are shown in another spelling than they are counted in.
    let is_upper = |row: &WordRatings| row.term.contains(|c: char| c.is_ascii_uppercase());
    assert!(found.iter().any(is_upper));
}
