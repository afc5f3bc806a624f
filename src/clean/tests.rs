//! Laws that hold for every rule and for the whole pipeline, and time on hostile input.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;
use crate::ledger::RuleSet;
use crate::lexicon::WordList;

/// A rule that needs no list.
type Rule = fn(&str, &mut Edits);

/// The result of one rule alone, and how often it acted.
pub(super) fn once(rule: impl Fn(&str, &mut Edits), text: &str) -> (String, u32) {
    let mut edits = Edits::default();
    rule(text, &mut edits);
    let n_firings = edits.n_firings();
    let mut clean = CleanText::new(text);
    clean.apply(&mut edits);
    (clean.text().to_owned(), n_firings)
}

fn cleaner() -> Cleaner {
    let lists = CleanLists {
        placeholders: &WordList::parse("p.txt", "如题\n此用户没有填写评价\n"),
        boilerplate: &WordList::parse("b.txt", "## prefix\n转发微博\n## suffix\n展开\n"),
        emoticons: &WordList::parse("e.txt", "微笑\ndoge\n"),
    };
    Cleaner::new(&lists, &RuleSet::default()).expect("sections are known")
}

/// Text made of what rules look for, in any order.
fn noisy() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => "[好用卡死闪退垃圾]{1,3}",
        2 => prop::sample::select(vec![
            "&amp;", "&lt;", "&#35828;", "&", "<br>", "<img alt=[doge] src=x>", "<", ">", "</p>", "<!--", "-->",
            "\u{fffd}", "\u{200b}", "\u{200d}", "\u{fe0f}", "\u{feff}", "\u{e409}", "\r\n", "\r", "\u{202e}",
            "Ａ", "，", "①", "ｶﾞ", "e\u{301}", "…", "　", "//@", "://", "http://t.cn/a", "www.a", "@", "回复@",
            ":", "#", "{%#", "#%}", "[微笑]", "[", "]", "[笑哭R]", "😀", "👍🏽", "👩\u{200d}🔬", "🇨🇳", "1\u{fe0f}\u{20e3}",
            "好好好好", "打不开打不开", "İ", "ΑΣ", "APP", " ", "\n", "مرحبا", "שלום", "한국", "转发微博", "展开", "\u{310}",
        ]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn clean_text_leads_back_to_its_source(raw in prop_oneof![noisy(), any::<String>()]) {
        let mut firings = Firings::default();
        let mut text = cleaner().decode(&raw, &mut firings);
        cleaner().rewrite(&mut text, Platform::Other, &mut firings);
        let mut last = 0..0;
        for (start, character) in text.text().char_indices() {
            let source = text.source_range(start..start + character.len_utf8());
            prop_assert!(raw.is_char_boundary(source.start) && raw.is_char_boundary(source.end));
            prop_assert!(!source.is_empty(), "{character:?} comes from nothing");
            prop_assert!(last.start <= source.start && last.end <= source.end);
            let back = text.clean_range(source.clone());
            prop_assert!(back.start <= start && start + character.len_utf8() <= back.end);
            prop_assert_eq!(text.source_range(back), source.clone());
            last = source;
        }
        prop_assert_eq!(firings == Firings::default(), text.text() == raw);
    }

    /// What decoding drops of a picture it drops before the rule `emoji` can see it, and the rest
    /// goes as a whole.
    #[test]
    fn pictures_leave_nothing(
        pieces in prop::collection::vec(
            prop::sample::select(vec![
                "👍", "🏽", "👩", "\u{200d}", "🚀", "🏴", "\u{e0067}", "\u{e007f}", "🇨", "🇳", "1", "\u{fe0f}",
                "\u{fe0e}", "\u{20e3}", "❤", "好",
            ]),
            0..16,
        ),
    ) {
        let raw = pieces.concat();
        let mut firings = Firings::default();
        let mut text = cleaner().decode(&raw, &mut firings);
        cleaner().rewrite(&mut text, Platform::Other, &mut firings);
        let left = |c: char| !matches!(c, '好' | '1' | ' ' | '\u{20e3}');
        prop_assert!(!text.text().contains(left), "{:?} of {raw:?}", text.text());
    }

    #[test]
    fn applied_twice_these_rules_change_nothing(raw in prop_oneof![noisy(), any::<String>()]) {
        let rules: [(&str, Rule); 6] = [
            ("encoding", encoding::propose),
            ("control", control::propose),
            ("width", width::propose),
            ("repost", repost::propose),
            ("stretch", |text, edits| stretch::propose(text, 3, edits)),
            ("case", case::propose),
        ];
        for (name, rule) in rules {
            let (clean, _) = once(rule, &raw);
            prop_assert_eq!(once(rule, &clean), (clean.clone(), 0), "rule {}", name);
        }
    }

    #[test]
    fn decoding_resolves_every_reference_layer(text in "[a-z好<&]{1,8}", n_layers in 0..6) {
        let mut raw = text.replace('&', "+").replace('<', "&lt;");
        for _ in 0..n_layers {
            raw = raw.replace('&', "&amp;");
        }
        let (clean, _) = once(entities::propose, &raw);
        prop_assert_eq!(clean, text.replace('&', "+"));
    }
}

#[test]
fn hostile_input_takes_linear_time() {
    let cleaner = cleaner();
    let cases = [
        format!("&{}", "amp;".repeat(100_000)),
        "&#38;#".repeat(100_000),
        "<".repeat(1_000_000),
        "<a ".repeat(300_000),
        "<a \"<a '".repeat(100_000),
        "<script>".repeat(100_000),
        "<!--".repeat(250_000),
        "<img alt=\"".repeat(100_000),
        format!("<a {}>", "b=c ".repeat(250_000)),
        "[".repeat(1_000_000),
        "[微".repeat(250_000),
        "@".repeat(1_000_000),
        "回复@".repeat(150_000),
        "#".repeat(1_000_000),
        "#a".repeat(500_000),
        "//@//@".repeat(150_000),
        "http://".repeat(150_000),
        "a.".repeat(500_000),
        "t.cn/".repeat(200_000),
        "好".repeat(350_000),
        "垃圾".repeat(170_000),
        "a1".repeat(500_000),
        "展开".repeat(170_000),
        "👩\u{200d}".repeat(150_000),
        "🇨".repeat(250_000),
        "Ａ，".repeat(170_000),
        format!("e{}", "\u{301}\u{323}".repeat(250_000)),
        "\u{200b}A".repeat(250_000),
    ];
    for raw in cases {
        let start = Instant::now();
        let mut firings = Firings::default();
        let mut text = cleaner.decode(&raw, &mut firings);
        let _ = cleaner.judge_decoded(&text);
        cleaner.rewrite(&mut text, Platform::Other, &mut firings);
        let _ = cleaner.judge_cleaned(&text);
        let head: String = raw.chars().take(12).collect();
        // A quadratic rule needs minutes for a megabyte.
        assert!(
            start.elapsed() < Duration::from_secs(5),
            "{head}… took {:?}",
            start.elapsed()
        );
    }
}
