use std::collections::BTreeMap;
use std::path::Path;

use ciyun::digest::sha256_hex;
use encoding_rs::{Encoding, GB18030, GBK};

use super::{Desk, sample};

const FILES: [&str; 31] = [
    "categories.csv",
    "categories.json",
    "ciyun.toml",
    "dispersion.csv",
    "duplicates.csv",
    "entries.csv",
    "figures/categories.png",
    "figures/categories.svg",
    "figures/keywords.png",
    "figures/keywords.svg",
    "figures/network.png",
    "figures/network.svg",
    "figures/timeline.png",
    "figures/timeline.svg",
    "figures/words_by_rating.png",
    "figures/words_by_rating.svg",
    "keywords.csv",
    "keywords.json",
    "keywords.md",
    "ledger.csv",
    "ledger.json",
    "manifest.json",
    "methods.md",
    "ratings.csv",
    "tables.xlsx",
    "timeline.csv",
    "trends.csv",
    "wordcloud.json",
    "wordcloud.png",
    "wordcloud.svg",
    "words_by_rating.csv",
];

/// All files of a folder and the folders in it with their content.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            let inside = contents(&path).into_iter();
            files.extend(inside.map(|(file, bytes)| (format!("{name}/{file}"), bytes)));
        } else {
            files.insert(name, std::fs::read(path).unwrap());
        }
    }
    files
}

/// A desk with the sample laid out as in the project.
fn project() -> Desk {
    Desk::with("corpus/heilongjiang.csv", std::fs::read(sample()).unwrap())
}

#[test]
fn the_main_job_writes_its_folder_and_says_what_it_did() {
    let desk = project();
    let answer = desk.ciyun("run corpus/heilongjiang.csv").code(0);
    assert_eq!(answer.stdout(), "");
    let said = answer.stderr();
    for part in [
        "heilongjiang.csv: csv, utf-8 (certain); text=评论内容",
        "topic list: heilongjiang (by the app column)",
        "comments: 854 read = ",
        "most frequent: 登录",
        "largest categories: Crashes and speed 1",
        "wrote output/heilongjiang (31 files)",
    ] {
        assert!(said.contains(part), "{part}\n{said}");
    }
    let files = contents(&desk.path("output/heilongjiang"));
    assert_eq!(files.keys().collect::<Vec<_>>(), FILES);
}

#[test]
fn the_committed_sample_is_what_the_program_makes() {
    let desk = project();
    desk.ciyun("run corpus/heilongjiang.csv -o output/sample")
        .code(0);
    let made = contents(&desk.path("output/sample"));
    let committed = contents(&Path::new(env!("CARGO_MANIFEST_DIR")).join("output/sample"));
    assert_eq!(
        made.keys().collect::<Vec<_>>(),
        committed.keys().collect::<Vec<_>>()
    );
    for (name, bytes) in &made {
        assert!(
            *bytes == committed[name],
            "output/sample/{name} is out of date; run \
             `cargo run --release -- run corpus/heilongjiang.csv -o output/sample --force`"
        );
    }
}

#[test]
fn the_first_five_words_are_complaints_and_no_topic_word_or_fragment_is_listed() {
    let desk = project();
    desk.ciyun("run corpus/heilongjiang.csv -o out").code(0);
    let table = desk.read("out/keywords.csv");
    let terms: Vec<&str> = table
        .lines()
        .skip(1)
        .map(|line| line.split(',').nth(1).unwrap())
        .collect();
    assert_eq!(terms.len(), 200);
    assert_eq!(terms[..5], ["登录", "人脸识别", "闪退", "验证码", "认证"]);
    for word in [
        "全省事",
        "全省",
        "黑龙江",
        "龙江",
        "APP",
        "app",
        "App",
        "软件",
        "还会",
        "不太",
        "这是",
        "不了",
        "的",
        "了",
        "就是",
        "一个",
        "三天",
    ] {
        assert!(!terms.contains(&word), "{word}");
    }
}

#[test]
fn one_two_and_eight_threads_and_other_places_give_the_same_bytes() {
    let desk = project();
    desk.ciyun("run corpus/heilongjiang.csv -o output/one --threads 1")
        .code(0);
    desk.ciyun("run corpus/heilongjiang.csv -o output/two --threads 2")
        .code(0);
    let elsewhere = desk.path("elsewhere");
    std::fs::create_dir(&elsewhere).unwrap();
    desk.command()
        .current_dir(&elsewhere)
        .env("LANG", "zh_CN.UTF-8")
        .env("TZ", "Asia/Tokyo")
        .args([
            "run",
            "../corpus/heilongjiang.csv",
            "-o",
            "../output/eight",
            "--threads",
            "8",
        ])
        .assert()
        .success();
    let one = contents(&desk.path("output/one"));
    for other in ["output/two", "output/eight"] {
        let other = contents(&desk.path(other));
        for (name, bytes) in &one {
            assert!(*bytes == other[name], "{name}");
        }
        assert_eq!(one.len(), other.len());
    }
}

#[test]
fn another_seed_moves_words_and_changes_no_number() {
    let desk = project();
    desk.ciyun("run corpus/heilongjiang.csv -o one").code(0);
    desk.ciyun("run corpus/heilongjiang.csv -o two --seed 7")
        .code(0);
    assert_eq!(desk.read("one/keywords.csv"), desk.read("two/keywords.csv"));
    assert_ne!(
        desk.read("one/wordcloud.json"),
        desk.read("two/wordcloud.json")
    );
}

#[test]
fn a_run_replays_from_its_configuration() {
    let desk = project();
    desk.put("mine/stop.txt", "登录\n");
    desk.put("mine/words.txt", "健康码转码 nz\n");
    desk.put("theirs/stop.txt", "闪退\n");
    desk.ciyun(
        "run corpus/heilongjiang.csv -o output/first --top 30 --seed 9 --weight df \
         --stopwords mine/stop.txt --stopwords theirs/stop.txt --user-words mine/words.txt",
    )
    .code(0);
    assert_eq!(desk.read("output/first/lists/stop.txt"), "登录\n");
    assert_eq!(desk.read("output/first/lists/stop.txt.2"), "闪退\n");
    assert!(!desk.read("output/first/keywords.csv").contains(",登录,"));
    assert!(!desk.read("output/first/keywords.csv").contains(",闪退,"));
    std::fs::remove_dir_all(desk.path("mine")).unwrap();
    desk.ciyun("run --config output/first/ciyun.toml -o output/second")
        .code(0);
    let (first, second) = (
        contents(&desk.path("output/first")),
        contents(&desk.path("output/second")),
    );
    assert_eq!(first, second);
}

#[test]
fn the_manifest_holds_the_hashes_of_what_went_in_and_out() {
    let desk = project();
    desk.ciyun("run corpus/heilongjiang.csv -o out").code(0);
    let manifest: serde_json::Value =
        serde_json::from_str(&desk.read("out/manifest.json")).unwrap();
    let input = &manifest["inputs"][0];
    assert_eq!(input["name"], "heilongjiang.csv");
    assert_eq!(
        input["sha256"],
        sha256_hex(&std::fs::read(sample()).unwrap())
    );
    assert_eq!(input["encoding"], "utf-8");
    let outputs = manifest["outputs"].as_array().unwrap();
    assert_eq!(outputs.len(), FILES.len() - 1);
    for output in outputs {
        let bytes = std::fs::read(desk.path("out").join(output["name"].as_str().unwrap())).unwrap();
        assert_eq!(output["sha256"], sha256_hex(&bytes));
        assert_eq!(output["bytes"], bytes.len() as u64);
    }
    let text = manifest.to_string();
    assert!(
        !text.contains(desk.path("").to_str().unwrap()),
        "a path of the machine"
    );
}

fn encoded(encoding: &'static Encoding) -> Vec<u8> {
    let text = std::fs::read_to_string(sample()).unwrap();
    encoding.encode(&text).0.into_owned()
}

fn utf16(order: fn(u16) -> [u8; 2]) -> Vec<u8> {
    let text = std::fs::read_to_string(sample()).unwrap();
    std::iter::once(0xfeff)
        .chain(text.encode_utf16())
        .flat_map(order)
        .collect()
}

#[test]
fn copies_in_gbk_utf16_and_with_bom_give_the_same_table() {
    let desk = project();
    let text = std::fs::read(sample()).unwrap();
    desk.put("bom.csv", [b"\xef\xbb\xbf".as_slice(), &text].concat());
    desk.put("gb18030.csv", encoded(GB18030));
    // GBK has no emoji: like a browser, the encoder writes them as &#128545;
    desk.put("gbk.csv", encoded(GBK));
    desk.put("utf16le.csv", utf16(u16::to_le_bytes));
    desk.put("utf16be.csv", utf16(u16::to_be_bytes));
    desk.put(
        "crlf.csv",
        String::from_utf8(text).unwrap().replace('\n', "\r\n"),
    );
    desk.ciyun("run corpus/heilongjiang.csv -o out/plain")
        .code(0);
    let expected = desk.read("out/plain/keywords.csv");
    for name in ["bom", "gb18030", "gbk", "utf16le", "utf16be", "crlf"] {
        desk.ciyun(&format!("run {name}.csv -o out/{name}")).code(0);
        assert_eq!(
            desk.read(&format!("out/{name}/keywords.csv")),
            expected,
            "{name}"
        );
    }
}

#[test]
fn compressed_copies_and_standard_input_give_the_same_table() {
    use std::io::Write;
    let desk = project();
    let text = std::fs::read(sample()).unwrap();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(&text).unwrap();
    desk.put("a.csv.gz", gzip.finish().unwrap());
    desk.put("b.csv.zst", zstd::encode_all(text.as_slice(), 1).unwrap());
    desk.ciyun("run corpus/heilongjiang.csv -o plain").code(0);
    desk.ciyun("run a.csv.gz").code(0);
    desk.ciyun("run b.csv.zst").code(0);
    desk.command()
        .args(["run", "-", "-o", "piped"])
        .write_stdin(text)
        .assert()
        .success();
    let expected = desk.read("plain/keywords.csv");
    for folder in ["output/a", "output/b", "piped"] {
        assert_eq!(
            desk.read(&format!("{folder}/keywords.csv")),
            expected,
            "{folder}"
        );
    }
}

#[test]
fn every_rule_is_in_the_ledger_and_the_sums_come_out() {
    let desk = project();
    desk.ciyun("run corpus/heilongjiang.csv -o out").code(0);
    let ledger = desk.read("out/ledger.csv");
    let count = |level: &str, rule: &str| -> i64 {
        let head = format!("{level},{rule},");
        let line = ledger.lines().find(|line| line.starts_with(&head));
        let mut cells = line.unwrap_or_else(|| panic!("{head}")).split(',');
        cells.nth(2).unwrap().parse().unwrap()
    };
    for rule in ciyun::ledger::RuleId::ALL {
        assert!(count(rule.level().id(), rule.id()) >= 0);
    }
    let sum = |level: &str| -> i64 {
        let sums = ["read", "kept", "cut", "split", "joined"];
        ledger
            .lines()
            .filter(|line| line.starts_with(&format!("{level},")))
            .filter(|line| !sums.contains(&line.split(',').nth(1).unwrap()))
            .map(|line| line.split(',').nth(2).unwrap().parse::<i64>().unwrap())
            .sum()
    };
    assert_eq!(
        count("document", "read"),
        count("document", "kept") + sum("document")
    );
    assert_eq!(
        count("token", "cut") + count("token", "split") - count("token", "joined"),
        count("token", "kept") + sum("token")
    );
    assert_eq!(count("document", "read"), 854);
    assert!(count("document", "duplicate.id") >= 8);
    assert!(count("document", "duplicate.author-text") >= 4);
    assert!(count("document", "duplicate.text") >= 5);
    assert!(count("document", "placeholder") >= 10);
    assert!(count("document", "empty") == 3);
    for rule in [
        "markup",
        "entities",
        "control",
        "width",
        "repost",
        "boilerplate",
        "url",
        "mention",
    ] {
        assert!(count("text", rule) > 0, "{rule}");
    }
    for rule in [
        "topic-marks",
        "emoticon",
        "emoji",
        "stretch",
        "stretch.phrase",
        "case",
    ] {
        assert!(count("text", rule) > 0, "{rule}");
    }
}

#[test]
fn broken_rows_are_named_counted_and_written_down() {
    let desk = Desk::with(
        "a.csv",
        "评分,评论内容\n1,闪退\n2\n很差劲,打不开,多,余\n5,很好用\n",
    );
    let answer = desk.ciyun("run a.csv -o out -v").code(0);
    let said = answer.stderr();
    assert!(said.contains("2 rows of a.csv skipped"), "{said}");
    assert!(
        said.contains("a.csv:3: found 1 fields, expected 2"),
        "{said}"
    );
    assert!(
        said.contains("a.csv:4: found 4 fields, expected 2"),
        "{said}"
    );
    let skipped = desk.read("out/skipped.csv");
    assert!(skipped.contains("a.csv,3,row.fields,"), "{skipped}");
    assert!(
        desk.read("out/ledger.csv")
            .contains("row,row.fields,2,a.csv:3")
    );
    desk.ciyun("run a.csv -o out2 --strict").code(1);
}

#[test]
fn a_replaced_result_leaves_no_file_of_the_old_one_but_what_the_user_changed() {
    let desk = Desk::with("a.csv", "评分,评论内容\n1,闪退\n2\n");
    desk.put("b.csv", "评分,评论内容\n1,闪退\n");
    desk.ciyun("run a.csv -o out").code(0);
    desk.put("out/notes.txt", "mine");
    desk.ciyun("run b.csv -o out --force").code(0);
    assert!(!desk.path("out/skipped.csv").exists());
    assert_eq!(desk.read("out/notes.txt"), "mine");
    desk.ciyun("run a.csv -o out --force").code(0);
    desk.put("out/skipped.csv", "my own remarks");
    desk.ciyun("run b.csv -o out --force").code(0);
    assert_eq!(desk.read("out/skipped.csv"), "my own remarks");
}

#[test]
fn nothing_to_count_is_said_and_not_a_success() {
    let desk = Desk::with("a.csv", "评分,评论内容\n1,的\n2,。。。\n");
    let answer = desk.ciyun("run a.csv -o out").code(2);
    assert!(!desk.path("out").exists());
    assert!(
        answer.stderr().contains("no term is left to count"),
        "{}",
        answer.stderr()
    );
}

#[test]
fn a_run_of_standard_input_replays_when_it_is_given_again() {
    let desk = project();
    let text = std::fs::read(sample()).unwrap();
    let run = |arguments: &[&str]| {
        let mut command = desk.command();
        command
            .args(arguments)
            .write_stdin(text.clone())
            .assert()
            .success();
    };
    run(&["run", "-", "-o", "output/one"]);
    run(&[
        "run",
        "--config",
        "output/one/ciyun.toml",
        "-o",
        "output/two",
    ]);
    assert_eq!(
        contents(&desk.path("output/one")),
        contents(&desk.path("output/two"))
    );
}
