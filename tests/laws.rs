//! Laws of the whole chain on random comments made of words and noise.

use std::sync::LazyLock;

use ciyun::clean::{Cleaner, Firings, Platform};
use ciyun::ledger::{Level, RuleId, RuleSet};
use ciyun::pipeline::{Pipeline, WordLists};
use ciyun::segment::{Dictionary, JiebaSegmenter, Segmenter};
use proptest::prelude::*;

static PIPELINE: LazyLock<Pipeline> = LazyLock::new(|| {
    Pipeline::new(&WordLists::default(), &RuleSet::default()).expect("the built-in lists are valid")
});

/// Emoji count, words stay as they are typed, and traditional characters are simplified.
static LENIENT: LazyLock<Pipeline> = LazyLock::new(|| {
    let mut rules = RuleSet::default();
    for rule in ["emoji", "stretch.phrase", "single-char", "stopword"] {
        rules.disable(rule).expect("the rule can be turned off");
    }
    rules
        .enable("traditional")
        .expect("the rule can be turned on");
    Pipeline::new(&WordLists::default(), &rules).expect("the built-in lists are valid")
});

/// Rules whose verdict on a piece of a comment does not depend on what stands around it.
static CONTEXT_FREE: LazyLock<Cleaner> = LazyLock::new(|| {
    let mut rules = RuleSet::default();
    for rule in ["boilerplate", "stretch.phrase"] {
        rules.disable(rule).expect("the rule can be turned off");
    }
    Cleaner::new(&WordLists::default().cleaning(), &rules).expect("the built-in lists are valid")
});

static SEGMENTER: LazyLock<JiebaSegmenter> =
    LazyLock::new(|| JiebaSegmenter::new(Dictionary::load(), &[]));

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
            "👨\u{200d}👩\u{200d}👧",
            "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
            "1\u{fe0f}\u{20e3}",
            "[允悲]",
            "[笑哭R]",
            "乾淨",
            "頭髮",
            "e\u{301}",
            "…",
            "①",
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
        let cut = ledger.tokens_cut + ledger.tokens_split - ledger.tokens_joined;
        prop_assert_eq!(cut, ledger.tokens_kept + ledger.total(Level::Token));
        let tf: u64 = counts.terms().iter().map(|(_, counts)| counts.tf).sum();
        prop_assert_eq!(tf, ledger.tokens_kept);
    }

    #[test]
    fn nothing_is_lost_with_other_rules(comments in prop::collection::vec(comment(), 0..40)) {
        let counts = LENIENT.count_texts(comments.iter().map(String::as_str)).unwrap();
        let ledger = &counts.ledger;
        prop_assert_eq!(ledger.documents_read, ledger.documents_kept + ledger.total(Level::Document));
        let cut = ledger.tokens_cut + ledger.tokens_split - ledger.tokens_joined;
        prop_assert_eq!(cut, ledger.tokens_kept + ledger.total(Level::Token));
        let tf: u64 = counts.terms().iter().map(|(_, counts)| counts.tf).sum();
        prop_assert_eq!(tf, ledger.tokens_kept);
    }

    #[test]
    fn tokens_lead_back_to_what_was_typed(raw in comment()) {
        let clean = |raw| {
            let mut firings = Firings::default();
            let mut text = CONTEXT_FREE.decode(raw, &mut firings);
            CONTEXT_FREE.rewrite(&mut text, Platform::Other, &mut firings);
            text
        };
        let text = clean(&raw);
        // A mark and its base are folded as one, of which `stretch` may take the base alone.
        let is_plain = |c: char| c.is_ascii_alphanumeric() || ('\u{4e00}'..='\u{9fff}').contains(&c);
        let mut tokens = Vec::new();
        SEGMENTER.segment(text.text(), &mut tokens);
        let sources: Vec<_> = tokens
            .iter()
            .map(|token| text.source_range(token.start_byte..token.end_byte))
            .collect();
        for source in &sources {
            prop_assert!(!source.is_empty());
            prop_assert!(raw.is_char_boundary(source.start) && raw.is_char_boundary(source.end));
        }
        for pair in sources.windows(2) {
            prop_assert!(pair[0].start <= pair[1].start && pair[0].end <= pair[1].end);
        }
        for (index, (token, source)) in tokens.iter().zip(&sources).enumerate() {
            let word = token.of(text.text());
            // One character that became several can lie in two tokens.
            let shared = index > 0 && sources[index - 1].end > source.start
                || sources.get(index + 1).is_some_and(|next| next.start < source.end);
            if !shared && word.chars().all(is_plain) {
                let again = clean(&raw[source.clone()]);
                prop_assert_eq!(again.text(), word, "from {:?}", raw);
            }
        }
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
