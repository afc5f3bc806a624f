//! Records longer than the beginning at which a file's columns are usually seen.

use super::tests::{read, read_with};
use super::text::SAMPLE_BYTES;
use super::*;

/// A text longer than the beginning that is looked at, `n` times over.
fn long(n: usize) -> String {
    "x".repeat(n * usize::try_from(SAMPLE_BYTES).unwrap())
}

/// Three records, of which the first is `n` times as long as the beginning, in all layouts of JSON.
fn layouts(n: usize) -> [(&'static str, String); 6] {
    let objects = [
        format!(r#"{{"page":"{}","content":"好用","score":5}}"#, long(n)),
        r#"{"page":"","content":"闪退","score":1}"#.to_owned(),
        r#"{"page":"","content":"很卡","score":2}"#.to_owned(),
    ];
    let pages = format!(r#"["{}","",""]"#, long(n));
    [
        ("a.jsonl", objects.join("\n")),
        ("a.json", objects.join("\n")),
        ("a.txt", objects.join("\n")),
        ("a.json", format!("[{}]", objects.join(","))),
        (
            "a.json",
            format!(r#"{{"data":{{"list":[{}]}}}}"#, objects.join(",")),
        ),
        (
            "a.json",
            format!(r#"{{"page":{pages},"content":["好用","闪退","很卡"],"score":[5,1,2]}}"#),
        ),
    ]
}

#[test]
fn a_first_record_longer_than_the_beginning_shows_its_columns() {
    for (name, text) in layouts(2) {
        let outcome = read(name, text.as_bytes());
        assert_eq!(
            outcome.texts(),
            ["好用", "闪退", "很卡"],
            "{name} {}",
            &text[..30]
        );
        let stars: Vec<_> = outcome.documents.iter().map(|d| d.fields.rating).collect();
        assert_eq!(stars, [Some(5.0), Some(1.0), Some(2.0)], "{name}");
        assert_eq!(outcome.skipped.len(), 0, "{name}");
    }
    let alone = &layouts(2)[0].1;
    let alone = alone.lines().next().unwrap();
    for name in ["a.jsonl", "a.json"] {
        assert_eq!(read(name, alone.as_bytes()).texts(), ["好用"], "{name}");
    }
}

#[test]
fn a_first_record_beyond_the_limit_is_skipped_and_the_next_shows_the_columns() {
    for (name, text) in &layouts(5)[..5] {
        let outcome = read(name, text.as_bytes());
        assert_eq!(outcome.texts(), ["闪退", "很卡"], "{name} {}", &text[..30]);
        assert_eq!(outcome.skipped.len(), 1, "{name}");
        assert_eq!(outcome.skipped[0].1.rule().id(), "row.syntax", "{name}");
    }
    let (name, parallel) = &layouts(5)[5];
    assert_eq!(
        read(name, parallel.as_bytes()).texts(),
        ["好用", "闪退", "很卡"]
    );
}

#[test]
fn a_file_of_nothing_but_a_record_beyond_a_limit_says_so() {
    let deep = format!(
        "{{\"content\":\"好\",\"x\":{}1{}}}",
        "[".repeat(9),
        "]".repeat(9)
    );
    let lines = &layouts(5)[0].1;
    for (name, text, set, limit) in [
        (
            "a.jsonl",
            lines.lines().next().unwrap(),
            "rows=9",
            Limit::CellBytes,
        ),
        (
            "a.json",
            lines.lines().next().unwrap(),
            "rows=9",
            Limit::CellBytes,
        ),
        ("a.json", &format!("[{deep}]"), "depth=5", Limit::Depth),
        ("a.jsonl", &deep, "depth=5", Limit::Depth),
    ] {
        let mut options = ReadOptions::default();
        options.limits.set(set).unwrap();
        let error = read_with(name, text.as_bytes(), &options).err().unwrap();
        let is_said = matches!(error, IngestError::TooLarge { limit: found, .. } if found == limit);
        assert!(is_said, "{error}");
    }
}

#[test]
fn a_first_row_longer_than_the_beginning_does_not_hide_the_others() {
    let text = format!(
        "发言\t时刻\n{}\t一\n这个软件真的很好用\t二\n昨天开始就登不上了\t三\n",
        "很好用".repeat(long(2).len() / 9)
    );
    for (name, text) in [("a.tsv", text.clone()), ("a.csv", text.replace('\t', ","))] {
        let outcome = read(name, text.as_bytes());
        assert_eq!(
            outcome.texts(),
            ["这个软件真的很好用", "昨天开始就登不上了"]
        );
        assert_eq!(outcome.skipped.len(), 1);
        let mut options = ReadOptions::default();
        options.limits.set("cell-bytes=4M").unwrap();
        let outcome = read_with(name, text.as_bytes(), &options).unwrap();
        assert_eq!((outcome.documents.len(), outcome.skipped.len()), (3, 0));
    }
}
