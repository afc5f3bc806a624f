use super::*;
use crate::ingest::{Document, InputFile};
use crate::ledger::RuleSet;
use crate::lexicon::WordList;
use crate::pipeline::{Axis, Config, Pipeline, Setup, StopList, WordLists, prepare};
use crate::stats::Frequency;

const COLUMNS: &str = "评论内容,用户名,评分\n";

/// Comments in which every axis and every kind of token rule has something to do.
fn comments() -> String {
    let mut csv = COLUMNS.to_owned();
    let texts = [
        "闪退",
        "闪退",
        "卡",
        "这个软件卡顿，还会闪退",
        "iOS15打不开APP，电话13912345678",
        "app 登录的时候一直闪退闪退闪退，人脸识别的验证码收不到",
        "app 登录的时候一直闪退闪退闪退，人脸识别的验证码收不到",
        "系统默认好评",
        "😀😀",
        "",
        "微信号：xiaowang2020，加我，三天没有反应",
        "办理居住证的时候，鄂汇办一直提示网络异常。",
    ];
    for (text, number) in texts.iter().cycle().take(40).zip(1..) {
        let author = ["甲", "乙", ""][number % 3];
        csv += &format!("\"{text}\",{author},{}\n", number % 5 + 1);
    }
    csv
}

/// The configuration with which `ciyun count` counts a variant.
fn config_of(variant: &Variant, config: &Config) -> Config {
    let mut config = config.clone();
    let settings = &variant.settings;
    config.rules = settings.rules.clone();
    config.words.unknown_words = settings.unknown_words;
    if settings.stop_list == StopList::Builtin {
        config.words.stopwords.clear();
    }
    config
}

/// Every variant counts what a run with its settings counts: all terms, comments and tokens.
/// Returns how many different counts there are.
fn variants_are_runs(config: &Config) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    put("a.csv", &comments());
    put("mine.txt", "登录\n");
    let file = InputFile::new(folder.path().join("a.csv"));
    let prepared =
        |config: &Config| prepare(config, folder.path(), std::slice::from_ref(&file)).unwrap();
    let base = prepared(config);
    let multiverse = Multiverse::collect(&base.setup, base.sources, &()).unwrap();
    let mut seen = Vec::new();
    for (index, variant) in multiverse.variants().iter().enumerate() {
        let run = prepared(&config_of(variant, config));
        let run = run.setup.pipeline.run(run.sources, &()).unwrap().counts;
        let ours = multiverse.terms(index).into_iter();
        let ours: Vec<_> = ours.map(|t| (t.term.to_owned(), t.tf, t.df)).collect();
        let theirs = run.terms().into_iter();
        let theirs: Vec<_> = theirs.map(|(t, c)| (t.to_owned(), c.tf, c.df)).collect();
        assert_eq!(ours, theirs, "{:?}", variant.choices);
        assert_eq!(multiverse.documents_kept(index), run.ledger.documents_kept);
        if index == multiverse.base() {
            let report = multiverse.robustness(&run, Frequency::Tf, 0.9).unwrap();
            assert_eq!(report.base().tokens, run.ledger.tokens_kept);
            assert_eq!(report.base().terms, run.n_terms() as u64);
        }
        if !seen.contains(&ours) {
            seen.push(ours);
        }
    }
    seen.len()
}

#[test]
fn every_variant_counts_what_a_run_with_its_settings_counts() {
    let mut config = Config::default();
    config.robust.set("single-char=on,off").unwrap();
    let n_different = variants_are_runs(&config);
    assert!(n_different > 20, "{n_different}");
}

#[test]
fn other_rules_and_lists_of_the_run_hold_in_every_variant() {
    let mut config = Config::default();
    for rule in [
        "min-df=2",
        "pos=n,v",
        "author-flood=8",
        "max-chars=30",
        "latin",
    ] {
        config.rules.enable(rule).unwrap();
    }
    for rule in ["emoji", "case", "empty.cleaned"] {
        config.rules.disable(rule).unwrap();
    }
    config.rules.enable("duplicate.text=20").unwrap();
    config.words.stopwords = vec!["mine.txt".to_owned()];
    config.robust.set("single-char=").unwrap();
    config.robust.set("min-chars=").unwrap();
    let n_different = variants_are_runs(&config);
    assert!(n_different > 5, "{n_different}");
}

fn setup() -> Setup {
    let lists = WordLists::default();
    Setup {
        config: Config::default(),
        pipeline: Pipeline::new(&lists, &RuleSet::default()).unwrap(),
        lists,
        published: None,
        topics: Vec::new(),
    }
}

fn documents(texts: &[&str]) -> Vec<Document> {
    let texts = texts.iter().zip(1..);
    texts
        .map(|(text, line)| Document::from_text((*text).to_owned(), line))
        .collect()
}

#[test]
fn the_run_itself_is_one_of_the_variants_whatever_is_varied() {
    let mut setup = setup();
    setup.config.rules.enable("min-chars=7").unwrap();
    setup.config.rules.enable("duplicate.text=20").unwrap();
    for axis in [
        "stopwords=off",
        "unknown-words=",
        "joins=",
        "single-char=on,on",
    ] {
        setup.config.robust.set(axis).unwrap();
    }
    let found = variants(&setup.config.robust, &setup).unwrap();
    let values = |axis: Axis| {
        let mut values: Vec<String> = Vec::new();
        for variant in &found {
            let value = variant.choice(axis).to_string();
            if !values.contains(&value) {
                values.push(value);
            }
        }
        values
    };
    assert_eq!(values(Axis::Stopwords), ["configured", "off"]);
    assert_eq!(
        values(Axis::Dedupe),
        ["configured", "off", "exact", "near", "identical"]
    );
    assert_eq!(values(Axis::MinChars), ["7", "off", "5", "10"]);
    assert_eq!(values(Axis::UnknownWords), ["join"]);
    assert_eq!(values(Axis::SingleChar), ["on"]);
    assert_eq!(found.len(), 2 * 5 * 4);
}

#[test]
fn an_own_stop_list_is_the_base_and_the_builtin_another() {
    let mut setup = setup();
    setup
        .lists
        .stopwords
        .push(WordList::parse("mine.txt", "闪退\n"));
    assert_eq!(variants(&setup.config.robust, &setup).unwrap().len(), 144);
}

#[test]
fn too_many_variants_are_refused() {
    let mut setup = setup();
    let limits: Vec<String> = (1..=50).map(|limit| limit.to_string()).collect();
    let text = format!("min-chars={}", limits.join(","));
    setup.config.robust.set(&text).unwrap();
    setup.config.robust.set("single-char=on,off").unwrap();
    let error = variants(&setup.config.robust, &setup).unwrap_err();
    assert_eq!(
        error,
        RobustError::TooMany {
            found: 2 * 4 * 51 * 2 * 2 * 2
        }
    );
}

#[test]
fn words_and_axes_worked_by_hand() {
    let mut setup = setup();
    for axis in [
        "stopwords=",
        "dedupe=off,exact,identical",
        "min-chars=",
        "unknown-words=",
        "joins=",
    ] {
        setup.config.robust.set(axis).unwrap();
    }
    let texts = [
        "闪退",
        "闪退",
        "闪退",
        "登录",
        "登录，失败",
        "登录的时候打不开人脸识别",
    ];
    let documents = documents(&texts);
    let multiverse = Multiverse::of_documents(&setup, &documents).unwrap();
    let run = setup.pipeline.count_texts(texts).unwrap();
    let report = multiverse.robustness(&run, Frequency::Tf, 0.9).unwrap();
    assert_eq!(report.variants.len(), 3);
    let word = |term: &str| report.words.iter().find(|word| word.term == term).unwrap();
    // 登录 and 闪退 come three times each, 登录 first by code point; without copies 闪退 once.
    let crash = word("闪退");
    assert_eq!((crash.base_rank, crash.base_tf), (Some(2), Some(3)));
    assert_eq!((crash.tf_min, crash.tf_max, crash.in_short_top), (1, 3, 3));
    assert_eq!((crash.rank_min, crash.rank_median), (2, 2.0));
    assert_eq!(report.axes.len(), 1);
    assert_eq!(
        (report.axes[0].axis, report.axes[0].pairs),
        (Axis::Dedupe, 3)
    );
    assert_eq!(report.axes[0].mean_rbo, report.mean_rbo);
    // `off` and `exact` are the same here, so one of three pairs is whole.
    let identical = report.variants[2].rbo.unwrap();
    assert!(identical < 1.0);
    let expected = (1.0 + 2.0 * identical) / 3.0;
    assert!((report.mean_rbo.unwrap() - expected).abs() < 1e-12);
    assert_eq!(report.n_stable(), report.first_words().count());
}

#[test]
fn counts_of_other_comments_are_refused() {
    let setup = setup();
    let multiverse = Multiverse::of_documents(&setup, &documents(&["闪退"])).unwrap();
    let run = setup.pipeline.count_texts(["登录"]).unwrap();
    let error = multiverse.robustness(&run, Frequency::Tf, 0.9).unwrap_err();
    assert!(error.to_string().contains("the counts of 闪退"), "{error}");
    let run = setup.pipeline.count_texts(["闪退", "登录"]).unwrap();
    let error = multiverse.robustness(&run, Frequency::Tf, 0.9).unwrap_err();
    assert!(
        error.to_string().contains("comments: 1, 2 in the run"),
        "{error}"
    );
}

#[test]
fn no_comments_are_no_ranking() {
    let setup = setup();
    let multiverse = Multiverse::of_documents(&setup, &[]).unwrap();
    let run = setup.pipeline.count_texts::<String>([]).unwrap();
    let report = multiverse.robustness(&run, Frequency::Tf, 0.9).unwrap();
    assert_eq!((report.mean_rbo, report.words.len()), (None, 0));
    assert!(report.to_json().contains("\"mean_rbo\": null"));
}

#[test]
fn every_axis_is_a_column_of_the_variants() {
    let setup = setup();
    let multiverse = Multiverse::of_documents(&setup, &documents(&["闪退"])).unwrap();
    let run = setup.pipeline.count_texts(["闪退"]).unwrap();
    let report = multiverse.robustness(&run, Frequency::Df, 0.9).unwrap();
    let table = variant_table(&report.variants);
    for axis in Axis::ALL {
        assert!(table.names.contains(&axis.id()));
    }
    assert!(table.rows.iter().all(|row| row.len() == table.names.len()));
    let json: serde_json::Value = serde_json::from_str(&report.to_json()).unwrap();
    assert_eq!(json["variants"].as_array().unwrap().len(), 96);
    assert_eq!(json["base"], report.base().number);
    assert_eq!(json["weight"], "df");
}
