//! Every occurrence has one fate, and the fates are those of the comments.

use std::path::Path;
use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::clean::Firings;
use crate::count::Scope;
use crate::ingest::{Format, InputFile, ReadOptions, Source, TextEncoding};
use crate::ledger::{RuleId, SourceId};
use crate::pipeline::{Analysis, Config, Onlooker, Setup, prepare};

fn setup(change: impl FnOnce(&mut Config)) -> Setup {
    let mut config = Config::default();
    change(&mut config);
    prepare(&config, Path::new(""), &[]).unwrap().setup
}

static DEFAULT: LazyLock<Setup> = LazyLock::new(|| setup(|_| {}));

/// Without the rules that bring texts to one form, and with one that judges after counting.
static ROUGH: LazyLock<Setup> = LazyLock::new(|| {
    setup(|config| {
        config.words.topics = vec!["heilongjiang".to_owned()];
        for rule in ["case", "width", "emoji", "repost", "duplicate.text"] {
            config.rules.disable(rule).unwrap();
        }
        for rule in ["min-df=2", "author-flood=3", "topic-marks.words"] {
            config.rules.enable(rule).unwrap();
        }
    })
});

/// Comments as a source of JSON lines, which hold any text.
fn source(comments: &[impl AsRef<str>], folder: &Path) -> Source {
    let path = folder.join("a.jsonl");
    let lines: Vec<String> = comments
        .iter()
        .map(|text| {
            serde_json::json!({"content": text.as_ref(), "用户名": "甲"}).to_string() + "\n"
        })
        .collect();
    std::fs::write(&path, lines.concat()).unwrap();
    let options = ReadOptions {
        encoding: Some(TextEncoding::Utf8),
        format: Some(Format::JsonLines),
        batch_documents: 3,
        ..ReadOptions::default()
    };
    Source::open(SourceId(0), &InputFile::new(path), &options).unwrap()
}

fn watched(setup: &Setup, comments: &[impl AsRef<str>], onlooker: &mut dyn Onlooker) -> Analysis {
    let folder = tempfile::tempdir().unwrap();
    let sources = vec![source(comments, folder.path())];
    let onlooker = Some(onlooker);
    setup
        .pipeline
        .run_watched(sources, &(), Scope::Guarded, onlooker)
        .unwrap()
}

fn explain(setup: &Setup, word: &str, comments: &[impl AsRef<str>]) -> (WordReport, Analysis) {
    let mut trace = WordTrace::new(&setup.pipeline, word).unwrap();
    let analysis = watched(setup, comments, &mut trace);
    (trace.report(setup, &analysis).unwrap(), analysis)
}

/// Fates with their counts and the tokens that tell them.
fn fates(setup: &Setup, word: &str, comments: &[&str]) -> Vec<(WordFate, u64, String)> {
    let (report, _) = explain(setup, word, comments);
    let rows = report.fates.into_iter();
    rows.map(|row| {
        let ways = row.ways.iter().map(|way| way.tokens.as_str());
        (row.fate, row.count, ways.collect::<Vec<_>>().join(" "))
    })
    .collect()
}

/// A fate with its count and its tokens.
type Told = (WordFate, u64, &'static str);

#[test]
fn what_takes_a_word_first_is_its_fate() {
    use WordFate::{Counted, Crossed, Dropped, Inside, Masked, Rewritten, Split};
    let cases: [(&str, &str, &[Told]); 19] = [
        ("闪退", "闪退了", &[(Counted, 1, "")]),
        ("app", "ＡＰＰ和App", &[(Counted, 2, "")]),
        ("ＡＰＰ", "&#65;PP", &[(Counted, 1, "")]),
        (
            "没有",
            "此用户没有填写评价",
            &[(Dropped(RuleId::Placeholder), 1, "")],
        ),
        ("!", "!!", &[(Dropped(RuleId::EmptyCleaned), 2, "")]),
        (
            "闪退",
            "好//@甲:闪退",
            &[(Rewritten(RuleId::Repost), 1, "")],
        ),
        ("闪退", "//@甲:闪退", &[(Rewritten(RuleId::Repost), 1, "")]),
        (
            "微笑",
            "微笑[微笑]",
            &[(Rewritten(RuleId::Emoticon), 1, ""), (Counted, 1, "")],
        ),
        (
            "闪退",
            "@闪退 闪退",
            &[(Rewritten(RuleId::Mention), 1, ""), (Counted, 1, "")],
        ),
        (
            "哈哈",
            "哈哈哈哈哈",
            &[(Rewritten(RuleId::Stretch), 1, ""), (Inside, 1, "哈哈哈")],
        ),
        (
            "打不开",
            "打不开打不开打不开",
            &[(Rewritten(RuleId::StretchPhrase), 2, ""), (Counted, 1, "")],
        ),
        ("闪退", "闪闪闪闪闪退", &[(Counted, 1, "")]),
        ("脸", "#人脸#", &[(Inside, 1, "人脸")]),
        (
            "#人脸",
            "#人脸#不行",
            &[(Rewritten(RuleId::TopicMarks), 1, "")],
        ),
        (
            "人脸识别闪退",
            "人脸识别闪退",
            &[(Split, 1, "人脸识别/闪退")],
        ),
        ("识别闪", "人脸识别闪退", &[(Crossed, 1, "人脸识别/闪退")]),
        ("这个", "这个好", &[(Masked(RuleId::Stopword), 1, "")]),
        ("138", "打13800138000", &[(Inside, 2, "***")]),
        ("闪退", "<b>闪</b>退", &[(Counted, 1, "")]),
    ];
    for (word, comment, expected) in cases {
        let found = fates(&DEFAULT, word, &[comment]);
        let expected: Vec<(WordFate, u64, String)> = expected
            .iter()
            .map(|(fate, count, tokens)| (*fate, *count, (*tokens).to_owned()))
            .collect();
        assert_eq!(found, expected, "{word} in {comment}");
    }
}

#[test]
fn repeats_and_rare_terms_are_told_by_their_rules() {
    let long = "办理居住证的时候一直提示网络异常";
    let found = fates(&DEFAULT, "居住证", &[long, "居住证", long]);
    let expected = [
        (
            WordFate::Dropped(RuleId::DuplicateAuthorText),
            1,
            String::new(),
        ),
        (WordFate::Counted, 2, String::new()),
    ];
    assert_eq!(found, expected);
    // The spellings are terms of their own without the rule `case`, and one of them is rare.
    let (report, _) = explain(&ROUGH, "ios", &["iOS卡", "iOS慢", "ios好"]);
    let rows: Vec<_> = report
        .fates
        .iter()
        .map(|row| (row.fate, row.term.as_deref()))
        .collect();
    let expected = [
        (WordFate::Masked(RuleId::MinDf), None),
        (WordFate::Counted, Some("iOS")),
    ];
    assert_eq!(rows, expected);
    assert_eq!(
        (report.terms[0].term.as_str(), report.terms[0].tf),
        ("iOS", 2)
    );
}

#[test]
fn the_list_and_its_line_are_named() {
    let (report, _) = explain(&ROUGH, "全省事", &["全省事好"]);
    let row = &report.fates[0];
    assert_eq!(row.fate, WordFate::Masked(RuleId::TopicWord));
    let entry = &row.lists[0];
    assert_eq!(
        (entry.list.as_str(), entry.origin),
        ("heilongjiang.txt", Origin::BuiltInTopic)
    );
    let list = &ROUGH.lists.topic_words[0];
    assert_eq!(list.text.lines().nth(entry.line - 1), Some("全省事"));
}

#[test]
fn what_is_counted_between_occurrences_is_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let words = folder.path().join("words.txt");
    std::fs::write(&words, "乙甲\n甲甲\n").unwrap();
    let words = words.to_str().unwrap().to_owned();
    let setup = setup(|config| config.words.user_words = vec![words]);
    // From left to right 甲甲 begins at the second character, but the token at the third.
    let (report, _) = explain(&setup, "甲甲", &["乙甲甲甲"]);
    let row = &report.fates[0];
    assert_eq!(
        (row.fate, row.ways[0].tokens.as_str()),
        (WordFate::Crossed, "乙甲/甲甲")
    );
    assert_eq!((report.occurrences, report.counted_besides), (1, 1));
    assert_eq!(report.lexicons[0].origin, Origin::Own);
}

#[test]
fn advice_fits_the_fates() {
    let advice = |word: &str, comments: &[&str]| explain(&DEFAULT, word, comments).0.advice;
    let split = advice("闪退王", &["闪退王", "是闪退王", "这个闪退王"]);
    assert!(
        matches!(&split[..], [Advice::Teach { tokens, count: 3, broken: 3, cut: 3, known }]
            if tokens == "闪退/王" && known.is_empty()),
        "{split:?}"
    );
    let inside = advice("识别", &["人脸识别"]);
    assert!(matches!(&inside[..], [Advice::LookAt { token, count: 1 }] if token == "人脸识别"));
    let similar = advice("人脸认别", &["人脸识别"]);
    assert!(matches!(&similar[..], [Advice::SearchFor { terms }] if terms == &["人脸识别"]));
    assert_eq!(advice("闪退", &["闪退"]), []);
}

#[test]
fn a_word_of_nothing_is_refused() {
    for word in ["", " \u{200b}", "<b>"] {
        assert!(WordTrace::new(&DEFAULT.pipeline, word).is_err(), "{word:?}");
    }
}

fn row(comments: &[&str], line: u64) -> Result<Vec<RowReport>, ExplainError> {
    let folder = tempfile::tempdir().unwrap();
    let source = source(comments, folder.path());
    let place = RowPlace {
        name: "a.jsonl".to_owned(),
        line,
    };
    let mut trace = RowTrace::new(place, std::slice::from_ref(&source)).unwrap();
    let onlooker: Option<&mut dyn Onlooker> = Some(&mut trace);
    let analysis = DEFAULT
        .pipeline
        .run_watched(vec![source], &(), Scope::Guarded, onlooker);
    trace.reports(&DEFAULT, &analysis.unwrap())
}

#[test]
fn every_step_of_a_comment_is_told() {
    let reports = row(&["好", "ＡＰＰ闪退，@小明 打13800138000"], 2).unwrap();
    let report = &reports[0];
    assert_eq!(report.place, "a.jsonl:2");
    assert_eq!(report.cell, "ＡＰＰ闪退，【某用户】 打【某手机号】");
    let author = &report.fields[0];
    assert_eq!((author.field, author.value.as_str()), ("author", "***"));
    let rules: Vec<RuleId> = report.steps.iter().map(|step| step.rule).collect();
    assert_eq!(rules, [RuleId::Width, RuleId::Mention, RuleId::Case]);
    let kinds: Vec<_> = report
        .personal
        .iter()
        .map(|data| (data.kind, data.count))
        .collect();
    assert_eq!(kinds, [("mobile", 1), ("mention", 1)]);
    let tokens: Vec<_> = report
        .tokens
        .iter()
        .map(|row| (row.token.as_str(), row.fate))
        .collect();
    assert_eq!(tokens[0], ("app", TokenFate::Counted));
    assert_eq!(tokens[1], ("闪退", TokenFate::Counted));
    assert_eq!(
        tokens.last(),
        Some(&("***", TokenFate::Masked(RuleId::Number)))
    );
    assert_eq!(report.tokens[1].term.as_ref().map(|term| term.tf), Some(1));
}

#[test]
fn a_repeat_is_told_with_the_rule_that_dropped_it() {
    let reports = row(&["闪退，&amp;", "闪退，&amp;"], 2).unwrap();
    assert_eq!(reports[0].dropped, Some(RuleId::DuplicateAuthorText));
    let rules: Vec<RuleId> = reports[0].steps.iter().map(|step| step.rule).collect();
    assert_eq!(rules, [RuleId::Entities, RuleId::Width]);
    assert_eq!(
        (reports[0].text.as_str(), reports[0].tokens.len()),
        ("闪退,&", 0)
    );
}

#[test]
fn what_stands_around_a_missing_row_is_told() {
    let error = row(&["好", "坏"], 3).unwrap_err();
    assert_eq!(
        error.to_string(),
        "a.jsonl:3: no comment begins on this line; 2 comments found, the one before on line 2"
    );
}

fn comment() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(vec![
            "全省事", "登录", "登录不上", "闪退", "闪", "退", "哈哈", "的", "了", "APP", "App", "ａｐｐ", "app", "a",
            "人脸识别", "识别",
        ]).prop_map(str::to_owned),
        2 => prop::sample::select(vec![
            "//@用户:", "@用户 ", "@登录", "回复@登录:", "#闪退#", "#", "[怒]", "[闪退]", "😡", "&amp;", "&lt;登录&gt;",
            "<br>", "<img alt=[登录] src=x>", "https://t.cn/app ", "\u{200b}", "\u{feff}", "啊啊啊啊啊", "哈哈哈哈哈",
            "登录登录登录", "13800138000", "微信app123456", "转发微博", "如题", " ", "\n", "，", "!",
        ]).prop_map(str::to_owned),
        1 => "[a-zA-Z闪退登录哈 ]{0,6}",
    ];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

/// How often the word stands in the comments, counted without any index.
fn plain_count(setup: &Setup, word: &str, comments: &[String]) -> u64 {
    let word: Vec<char> = word.chars().collect();
    let count = |comment: &String| {
        let decoded = setup
            .pipeline
            .cleaner()
            .decode(comment, &mut Firings::default());
        let text = decoded.text().to_lowercase();
        let mut rest: Vec<char> = text.chars().collect();
        let mut count = 0;
        while !rest.is_empty() {
            let is_here = rest.starts_with(&word);
            rest.drain(..if is_here { word.len() } else { 1 });
            count += u64::from(is_here);
        }
        count
    };
    comments.iter().map(count).sum()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn the_fates_add_up_to_a_plain_count(
        comments in prop::collection::vec(comment(), 1..20),
        word in prop::sample::select(vec![
            "全省事", "登录", "闪退", "退", "哈哈", "哈", "app", "p", "的", "识别", "登录不上", "录登", "退了", "!", "了@", "138",
        ]),
        is_rough in any::<bool>(),
    ) {
        let setup = if is_rough { &ROUGH } else { &DEFAULT };
        // A sum that does not come out would be an error.
        let (report, analysis) = explain(setup, word, &comments);
        prop_assert_eq!(report.occurrences, plain_count(setup, word, &comments));
        let tf: u64 = analysis
            .counts
            .terms()
            .iter()
            .filter(|(term, _)| term.to_lowercase() == word)
            .map(|(_, counts)| counts.tf)
            .sum();
        let counted: u64 = report
            .fates
            .iter()
            .filter(|row| row.fate == WordFate::Counted)
            .map(|row| row.count)
            .sum();
        prop_assert_eq!(counted + report.counted_besides, tf);
        for row in &report.fates {
            let ways: u64 = row.ways.iter().map(|way| way.count).sum();
            let is_told = matches!(row.fate, WordFate::Split | WordFate::Inside | WordFate::Crossed);
            if is_told && row.n_ways == row.ways.len() as u64 {
                prop_assert_eq!(ways, row.count);
            }
            prop_assert!(row.comments <= row.count && row.comments <= report.comments);
            prop_assert_eq!(row.examples.len() as u64, row.comments.min(3));
        }
        // Looking on changes nothing.
        let alone = watched(setup, &comments, &mut Nobody);
        prop_assert_eq!(&alone.counts, &analysis.counts);
    }
}

struct Nobody;

impl Onlooker for Nobody {
    fn look(
        &mut self,
        _pipeline: &crate::pipeline::Pipeline,
        _comments: &[crate::pipeline::Pending<'_>],
    ) {
    }
}
