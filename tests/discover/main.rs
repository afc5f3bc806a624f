//! How good the candidates are: the judgement of a list, and forgotten words that come back.
#![expect(clippy::unwrap_used, reason = "a test may end at once")]

use std::collections::BTreeSet;
use std::fmt::Write as _;

use ciyun::count::Scope;
use ciyun::discover::{DiscoverOptions, Discovery, Gatherer};
use ciyun::ingest::{InputArgument, InputOrder, ReadOptions, expand};
use ciyun::pipeline::{Config, Prepared, prepare};

#[test]
fn at_least_seven_of_ten_judged_candidates_are_words() {
    let mut words = BTreeSet::new();
    let mut n_words = 0;
    let lines = include_str!("bilibili_judged.tsv").lines();
    for line in lines.filter(|line| !line.starts_with('#')) {
        let parts: Vec<&str> = line.split('\t').collect();
        let [word, verdict, remark] = parts.as_slice() else {
            panic!("{line}: expected word, verdict, remark");
        };
        assert!(words.insert(*word), "{word} twice");
        assert!(
            (2..=6).contains(&word.chars().count()) || !word.is_ascii(),
            "{word}"
        );
        assert!(!remark.is_empty(), "{word}");
        match *verdict {
            "yes" => n_words += 1,
            "no" => {}
            other => panic!("{word}: {other}"),
        }
    }
    assert_eq!(words.len(), 100);
    assert!(n_words >= 70, "{n_words}");
}

/// `SplitMix64` (Steele, Lea and Flood 2014).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn pick<'w>(&mut self, from: &[&'w str]) -> &'w str {
        from[usize::try_from(self.next() % from.len() as u64).unwrap()]
    }
}

/// Names that the lexicon has and the dictionary has not.
const NAMES: [&str; 12] = [
    "鄂汇办",
    "浙里办",
    "随申办",
    "豫事办",
    "皖事通",
    "闽政通",
    "赣服通",
    "渝快办",
    "秦务员",
    "甘快办",
    "津心办",
    "冀时办",
];
const BEFORE: [&str; 10] = [
    "今天用",
    "这个",
    "希望",
    "觉得",
    "下载了",
    "更新后",
    "打开",
    "我家的",
    "昨天",
    "为什么",
];
const BEHIND: [&str; 12] = [
    "闪退",
    "登录失败",
    "很方便",
    "打不开",
    "总是卡住",
    "真好",
    "需要改进",
    "怎么办",
    "又更新",
    "收不到验证码",
    "刷脸没反应",
    "客服不理人",
];

/// Made-up comments about these names.
fn comments() -> String {
    let mut random = Random(1);
    let mut text = String::from("评论内容\n");
    for _ in 0..600 {
        let (before, name) = (random.pick(&BEFORE), random.pick(&NAMES));
        let (behind, last) = (random.pick(&BEHIND), random.pick(&BEHIND));
        writeln!(text, "{before}{name}{behind}，{last}").unwrap();
    }
    text
}

fn discover(text: &str, threads: usize) -> Discovery {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    pool.unwrap().install(|| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        std::fs::write(&path, text).unwrap();
        let options = ReadOptions::default();
        let input = [InputArgument::Path(path)];
        let files = expand(&input, InputOrder::default(), &options).unwrap();
        let mut config = Config::default();
        config.words.builtin_lexicon = false;
        config.words.builtin_aliases = false;
        let prepared = prepare(&config, "".as_ref(), &files.files).unwrap();
        let Prepared { sources, setup, .. } = prepared;
        let mut gatherer = Gatherer::new(&setup.pipeline);
        let pipeline = &setup.pipeline;
        pipeline
            .run_watched(sources, &(), Scope::Guarded, Some(&mut gatherer))
            .unwrap();
        let mut found = gatherer.discover(&setup, &DiscoverOptions::default());
        let files = expand(&input, InputOrder::default(), &options).unwrap();
        let Prepared { sources, .. } = prepare(&config, "".as_ref(), &files.files).unwrap();
        found.quote(&setup.pipeline, sources, &());
        found
    })
}

#[test]
fn names_that_the_segmenter_has_forgotten_come_back() {
    let found = discover(&comments(), 2);
    let first = found.candidates.iter().take(20);
    let first: BTreeSet<&str> = first.map(|candidate| candidate.term.as_str()).collect();
    let n_found = NAMES.iter().filter(|name| first.contains(**name)).count();
    assert!(n_found >= 10, "{n_found} of {NAMES:?} in {first:?}");
    for candidate in &found.candidates {
        assert_eq!(candidate.examples.len(), 3, "{}", candidate.term);
        assert!(candidate.df <= candidate.tf && candidate.texts <= candidate.df);
        for example in &candidate.examples {
            assert!(example.quote.contains(&candidate.term), "{example:?}");
        }
    }
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let text = comments();
    let one = discover(&text, 1);
    assert!(!one.candidates.is_empty());
    for threads in [2, 8] {
        assert_eq!(discover(&text, threads), one, "{threads} threads");
    }
}
