//! Count a slice of strings: `cargo run --example count_texts`.
#![expect(clippy::print_stdout, reason = "an example shows its result")]

use ciyun::ledger::RuleSet;
use ciyun::pipeline::{Pipeline, WordLists};
use ciyun::stats::Weight;

fn main() -> Result<(), ciyun::Error> {
    let comments = [
        "人脸识别一直失败，登录不上去",
        "更新以后闪退，人脸识别也不行",
        "闪退闪退闪退！！！",
        "不用跑大厅了，方便",
    ];
    let pipeline = Pipeline::new(&WordLists::default(), &RuleSet::default())?;
    let counts = pipeline.count_texts(comments)?;
    for row in pipeline.keywords(&counts, None, Weight::Df, 5) {
        println!(
            "{}. {}: {} times in {} of {} comments",
            row.rank, row.term, row.tf, row.df, counts.ledger.documents_kept
        );
    }
    Ok(())
}
