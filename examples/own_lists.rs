//! Use lists of your own and read the ledger: `cargo run --example own_lists`.
#![expect(clippy::print_stdout, reason = "an example shows its result")]

use ciyun::ledger::{Level, RuleId, RuleSet};
use ciyun::lexicon::WordList;
use ciyun::pipeline::{Pipeline, WordLists};

fn main() -> Result<(), ciyun::Error> {
    let mut lists = WordLists::default();
    lists
        .stopwords
        .push(WordList::parse("mine.txt", "老是\n真的\n"));
    lists
        .topic_words
        .push(WordList::parse("topic.txt", "市民通\n"));
    lists
        .lexicons
        .push(WordList::parse("words.txt", "小区门禁码 n\n"));

    let pipeline = Pipeline::new(&lists, &RuleSet::default())?;
    let counts = pipeline.count_texts([
        "市民通老是打不开小区门禁码",
        "小区门禁码真的难找……",
        "此用户没有填写评价。",
        "👍👍",
    ])?;

    let ledger = &counts.ledger;
    println!(
        "{} comments read, {} kept",
        ledger.documents_read, ledger.documents_kept
    );
    for rule in RuleId::ALL {
        let count = ledger.tally(*rule).count;
        if count > 0 && rule.level() != Level::Row {
            println!("{:8} {rule:14} {count}", rule.level().id());
        }
    }
    for (term, counts) in counts.terms() {
        println!("{term} {}", counts.tf);
    }
    Ok(())
}
