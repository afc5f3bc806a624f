//! Laws of the whole chain on random comments made of words and noise.

use std::sync::LazyLock;

use ciyun::ledger::{Level, RuleId, RuleSet};
use ciyun::pipeline::{Pipeline, WordLists};
use proptest::prelude::*;

static PIPELINE: LazyLock<Pipeline> = LazyLock::new(|| {
    Pipeline::new(&WordLists::default(), &RuleSet::default()).expect("the built-in lists are valid")
});

fn comment() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "人脸识别",
            "登录不上",
            "闪退",
            "的",
            "这个",
            "还会",
            "卡",
            "慢",
            "三天",
            "3.1.6",
            "APP",
            "iOS",
            "。",
            "！！！！",
            "//@用户:",
            "@用户 ",
            "回复@某人:",
            "#话题#",
            "[怒]",
            "[政府发文]",
            "😡",
            "👍🏻",
            "&amp;",
            "&lt;b&gt;",
            "<br>",
            "<img alt=[怒] src=x>",
            "https://t.cn/abc ",
            "\u{200b}",
            "\u{feff}",
            "\u{f8ff}",
            "ＡＰＰ",
            "１２３",
            "啊啊啊啊啊",
            "打不开打不开打不开",
            "转发微博",
            "如题",
            "此用户没有填写评价",
            " ",
            "\n",
            "\u{fffd}",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,6}",
    ];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn nothing_is_lost_between_reading_and_counting(comments in prop::collection::vec(comment(), 0..40)) {
        // An imbalance would be an error.
        let counts = PIPELINE.count_texts(comments.iter().map(String::as_str)).unwrap();
        let ledger = &counts.ledger;
        prop_assert_eq!(ledger.documents_read, comments.len() as u64);
        prop_assert_eq!(ledger.documents_read, ledger.documents_kept + ledger.total(Level::Document));
        prop_assert_eq!(ledger.tokens_cut, ledger.tokens_kept + ledger.total(Level::Token));
        let tf: u64 = counts.terms().iter().map(|(_, counts)| counts.tf).sum();
        prop_assert_eq!(tf, ledger.tokens_kept);
    }

    #[test]
    fn the_order_of_comments_changes_no_count(comments in prop::collection::vec(comment(), 0..20)) {
        let forward = PIPELINE.count_texts(comments.iter().map(String::as_str)).unwrap();
        let backward = PIPELINE.count_texts(comments.iter().rev().map(String::as_str)).unwrap();
        prop_assert_eq!(forward.terms(), backward.terms());
        for rule in RuleId::ALL {
            prop_assert_eq!(forward.ledger.tally(*rule).count, backward.ledger.tally(*rule).count);
        }
    }
}
