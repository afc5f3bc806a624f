//! What is done to the engine's tokens, rule by rule.

use std::sync::LazyLock;

use proptest::prelude::*;

use ciyun::ledger::{RuleId, RuleSet};
use ciyun::lexicon::{AliasTable, WordList};
use ciyun::pipeline::WordLists;
use ciyun::segment::{Cut, Cutter, Dictionary, Token, UnknownWords};

fn cutter(rules: &RuleSet) -> Cutter {
    let mut lists = WordLists::default();
    let words = "全省事\n\"App Store\" nz\n/第[0-9]+批/ n\n面容\n打不 2\n";
    lists.user_words = vec![WordList::parse("words.txt", words)];
    let table = "variant,term,kind\n闪腿儿,闪退,\n崩了,闪退,meaning\n闪退,崩溃,meaning\n";
    let table = AliasTable::new(&WordList::parse("a.csv", table)).unwrap();
    lists.aliases.push(table);
    lists.cutter(Dictionary::load(), rules).unwrap()
}

static CUTTER: LazyLock<Cutter> = LazyLock::new(|| cutter(&RuleSet::default()));

fn cut(text: &str) -> Cut {
    let mut cut = Cut::default();
    CUTTER.cut(text, &mut cut);
    cut
}

fn words(text: &str) -> String {
    let tokens = cut(text).tokens;
    let words: Vec<&str> = tokens.iter().map(|token| token.of(text)).collect();
    words.join("/")
}

#[test]
fn a_users_word_is_whole_whatever_stands_around_it() {
    assert_eq!(words("安全省事"), "安/全省事");
    assert_eq!(words("在app store里"), "在/app store/里");
    assert_eq!(words("第12批名单"), "第12批/名单");
    // Inside a run of Latin letters it is not the word.
    assert!(!words("xapp storex").contains("/app store"));
    // A longer word of a list covers it.
    assert_eq!(words("黑龙江全省事"), "黑龙江全省事");
}

#[test]
fn a_lexicon_word_is_cut_free_unless_that_strands_characters() {
    assert_eq!(words("这个软件系统繁忙"), "这个/软件/系统繁忙");
    assert_eq!(words("真好用"), "真/好用");
    assert_eq!(words("地铁扫码头"), "地铁/扫/码头");
    assert_eq!(words("无法人脸识别").matches("法人").count(), 1);
    assert!(!words("无法人脸识别").split('/').any(|word| word == "法人"));
}

#[test]
fn what_is_left_of_a_token_is_cut_anew() {
    let cut = cut("安全省事");
    assert_eq!((cut.n_cut, cut.n_split, cut.n_joined), (2, 1, 1));
    assert_eq!(cut.joins[0].rule, RuleId::Lock);
    assert_eq!(cut.joins[0].parts.len(), 2);
}

#[test]
fn function_words_are_cut_free() {
    assert_eq!(words("太慢了"), "太/慢/了");
    assert_eq!(words("并不方便"), "并/不方便");
    assert_eq!(words("更新"), "更新");
    assert_eq!(words("会员"), "会员");
    assert_eq!(words("多收"), "多/收");
    assert_eq!(words("买个书里"), "买/个/书/里");
    assert_eq!(words("最好用"), "最好/用");
    assert_eq!(words("地毯脏得出奇"), "地毯/脏/得/出奇");
    assert_eq!(words("随着获得"), "随着/获得");
}

#[test]
fn free_phrases_are_cut_into_their_words() {
    for (text, expected) in [
        ("客服态度恶劣", "客服/态度/恶劣"),
        ("做得好", "做/得/好"),
        ("越来越少", "越来越/少"),
        // The negation goes with the verb alone.
        ("没解决问题", "没解决/问题"),
    ] {
        assert_eq!(words(text), expected);
    }
    for word in [
        "新年快乐",
        "操作系统",
        "社会保险",
        "工作人员",
        "解决方案",
        "莫名其妙",
        "呼吸困难",
    ] {
        assert_eq!(words(word), word);
    }
    let cut = cut("没解决问题");
    assert_eq!((cut.n_cut, cut.n_split, cut.n_joined), (2, 1, 1));
    let fired: Vec<(RuleId, &str)> = cut
        .fired
        .iter()
        .map(|(rule, token)| (*rule, token.of("没解决问题")))
        .collect();
    assert_eq!(
        fired,
        [
            (RuleId::Unglue, "解决问题"),
            (RuleId::JoinNegation, "没解决")
        ]
    );
}

/// 太慢 and 态度恶劣 are words of the dictionary, so no join is made of them.
#[test]
fn a_listed_word_is_not_cut_though_it_looks_like_a_phrase() {
    let lists = WordLists {
        user_words: vec![WordList::parse(
            "words.txt",
            "态度恶劣\n太慢 9999\n/浪费../\n",
        )],
        ..WordLists::default()
    };
    let cutter = lists
        .cutter(Dictionary::load(), &RuleSet::default())
        .unwrap();
    let mut cut = Cut::default();
    for text in ["态度恶劣", "太慢", "浪费时间"] {
        cutter.cut(text, &mut cut);
        assert_eq!(cut.tokens.len(), 1, "{text}");
        assert_eq!((cut.n_split, cut.hits.len()), (0, 1), "{text}");
    }
}

#[test]
fn complements_go_with_their_verb() {
    assert_eq!(words("登录不上去"), "登录不上去");
    assert_eq!(words("用得了吗"), "用得了/吗");
    assert_eq!(words("软件登录不了了"), "软件/登录不了/了");
    // The verb is the end of a longer word, or of what the model glued.
    assert_eq!(words("人脸识别不出来"), "人脸/识别不出来");
    assert_eq!(words("服务不到位"), "服务/不到位");
    assert!(words("三天不到").starts_with("三天/"));
    assert!(words("我不了解").starts_with("我/"));
}

#[test]
fn negations_go_with_what_they_deny() {
    for joined in [
        "不方便",
        "没反应",
        "无法识别",
        "没有客服",
        "无法登录",
        "不太好用",
        "不是很方便",
        "没用过",
    ] {
        assert_eq!(words(joined), joined);
    }
    assert_eq!(words("很不方便"), "很/不方便");
    assert_eq!(words("功能不能用"), "功能/不能用");
    assert_eq!(words("看着好不方便"), "看/着/好/不方便");
    for (text, token) in [
        ("能不能用", "不能用"),
        ("方不方便", "不方便"),
        ("不仅方便", "不仅方便"),
        ("差不多好了", "不多"),
        ("不能正常使用", "不能正常"),
    ] {
        assert!(!words(text).split('/').any(|word| word == token), "{text}");
    }
}

#[test]
fn each_rule_can_be_turned_off() {
    for (rule, text, expected) in [
        (RuleId::Lock, "安全省事", "安全/省事"),
        (
            RuleId::JoinLexicon,
            "这个软件系统繁忙",
            "这个/软件系统/繁忙",
        ),
        (RuleId::Unglue, "太慢", "太慢"),
        (RuleId::Unglue, "态度恶劣", "态度恶劣"),
        (RuleId::JoinComplement, "登录不上去", "登录/不/上去"),
        (RuleId::JoinNegation, "很不方便", "很/不/方便"),
        (RuleId::JoinDegree, "不太方便", "不太/方便"),
    ] {
        let mut rules = RuleSet::default();
        rules.disable(rule.id()).unwrap();
        let cutter = CUTTER.with(UnknownWords::Join, &rules);
        let mut cut = Cut::default();
        cutter.cut(text, &mut cut);
        let found: Vec<&str> = cut.tokens.iter().map(|token| token.of(text)).collect();
        assert_eq!(found.join("/"), expected, "{rule}");
    }
}

fn term(cutter: &Cutter, text: &str) -> String {
    let mut cut = Cut::default();
    cutter.cut(text, &mut cut);
    let terms = cut.tokens.iter().map(|token| {
        let named = cutter.term(text, &cut, *token);
        named.term.into_owned()
    });
    terms.collect::<Vec<_>>().join("/")
}

#[test]
fn variants_count_under_their_terms_part_by_part() {
    assert_eq!(term(&CUTTER, "登陆"), "登录");
    assert_eq!(term(&CUTTER, "登陆不上"), "登录不上");
    assert_eq!(term(&CUTTER, "没登陆"), "没登录");
    assert_eq!(term(&CUTTER, "闪腿儿"), "闪退");
    let mut rules = RuleSet::default();
    rules.enable("alias.meaning").unwrap();
    let merged = CUTTER.with(UnknownWords::Join, &rules);
    // A term that is a variant itself is followed.
    assert_eq!(term(&merged, "闪腿儿"), "崩溃");
    rules.disable("alias.spelling").unwrap();
    let apart = CUTTER.with(UnknownWords::Join, &rules);
    assert_eq!(term(&apart, "登陆不上"), "登陆不上");
}

#[test]
fn a_join_has_the_part_of_speech_of_its_head() {
    assert_eq!(CUTTER.part_of_speech("不方便").as_deref(), Some("a"));
    assert_eq!(CUTTER.part_of_speech("收不到").as_deref(), Some("v"));
    assert_eq!(CUTTER.part_of_speech("没有客服").as_deref(), Some("n"));
    assert_eq!(CUTTER.part_of_speech("登录失败吗"), None);
}

proptest! {
    #[test]
    fn tokens_cover_the_text_and_the_sum_balances(
        pieces in prop::collection::vec(
            prop::sample::select(vec![
                "不", "没", "没有", "无法", "能", "好", "用", "方便", "登录", "登陆", "上", "上去",
                "了", "得", "太", "很", "是", "全省", "事", "安全", "系统", "繁忙", "软件", "app",
                " ", "store", "第", "12", "批", "，", "人脸", "识别", "扫", "码", "头", "闪", "腿", "儿", "👍",
            ]),
            0..16,
        ),
    ) {
        let text = pieces.concat();
        let cut = cut(&text);
        let mut end = 0;
        for token in &cut.tokens {
            prop_assert_eq!(token.start_byte, end);
            prop_assert!(token.end_byte > token.start_byte);
            end = token.end_byte;
        }
        prop_assert_eq!(end, text.len());
        prop_assert_eq!(cut.n_cut + cut.n_split - cut.n_joined, cut.tokens.len() as u64);
        for join in &cut.joins {
            prop_assert!(cut.tokens.contains(&join.token));
            let inside = |part: &Token| {
                join.token.start_byte <= part.start_byte && part.end_byte <= join.token.end_byte
            };
            prop_assert!(join.parts.iter().all(inside));
        }
        prop_assert!(cut.joins.is_sorted_by_key(|join| join.token.start_byte));
    }
}
