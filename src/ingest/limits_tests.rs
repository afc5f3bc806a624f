//! Files beyond the limits through [`Source`].

use super::limits::Limit;
use super::tests::{gzip, read_with, xz};
use super::*;
use crate::ledger::SourceId;

fn limited(set: &[&str]) -> ReadOptions {
    let mut options = ReadOptions::default();
    for text in set {
        options.limits.set(text).unwrap();
    }
    options
}

fn refusal(name: &str, bytes: &[u8], set: &[&str]) -> (Limit, u64, String) {
    let error = read_with(name, bytes, &limited(set)).err().unwrap();
    let text = error.to_string();
    match error {
        IngestError::TooLarge { limit, value, .. } => (limit, value, text),
        other => panic!("{other}"),
    }
}

#[test]
fn no_compression_unpacks_beyond_the_limit() {
    let text = "评论内容\n".to_owned() + &"很好用\n".repeat(10_000);
    let n = text.len();
    let bytes = text.as_bytes();
    for (name, packed) in [
        ("a.csv.gz", gzip(bytes)),
        ("a.csv.zst", zstd::encode_all(bytes, 1).unwrap()),
        ("a.csv.xz", xz(bytes)),
    ] {
        let outcome = read_with(name, &packed, &limited(&[&format!("unpacked-bytes={n}")]));
        assert_eq!(outcome.unwrap().documents.len(), 10_000, "{name}");
        let less = n - 1;
        let (limit, _, text) = refusal(name, &packed, &[&format!("unpacked-bytes={less}")]);
        assert_eq!(limit, Limit::UnpackedBytes);
        assert_eq!(
            text,
            format!(
                "{name}: more than unpacked-bytes {less}; if the file is to be trusted, raise the \
                 limit with --limit unpacked-bytes=…"
            )
        );
    }
    // What is not compressed is as large as it is.
    assert!(read_with("a.csv", bytes, &limited(&["unpacked-bytes=1"])).is_ok());
}

#[test]
fn rows_before_the_last_that_is_read_are_handed_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    std::fs::write(&path, "一\n二\n三\n四\n").unwrap();
    let read = |set: &str, batch_documents| {
        let options = ReadOptions {
            batch_documents,
            ..limited(&[set])
        };
        let input = InputFile::new(&path);
        let (mut n, mut errors) = (0, Vec::new());
        for batch in Source::open(SourceId(0), &input, &options).unwrap() {
            match batch {
                Ok(batch) => n += batch.documents.len(),
                Err(error) => errors.push(error.to_string()),
            }
        }
        (n, errors)
    };
    for batch_documents in [1, 2, 3, 4, 100] {
        assert_eq!(read("rows=4", batch_documents), (4, Vec::new()));
        let (n, errors) = read("rows=3", batch_documents);
        assert_eq!((n, errors.len()), (3, 1), "{batch_documents}");
        assert!(
            errors[0].starts_with("a.txt: more than rows 3; "),
            "{errors:?}"
        );
    }
}

#[test]
fn a_cell_or_a_nesting_beyond_the_limit_costs_its_row() {
    let long = "长".repeat(40);
    let deep = "[".repeat(20) + &"]".repeat(20);
    let objects = [
        r#"{"content":"好","x":{"y":[1]}}"#.to_owned(),
        format!(r#"{{"content":"{long}"}}"#),
        format!(r#"{{"content":"坏","x":{deep}}}"#),
        format!(r#"{{"content":"坏","x":"{}"}}"#, "x".repeat(500)),
        r#"{"content":"差"}"#.to_owned(),
    ];
    let options = limited(&["cell-bytes=100", "depth=5"]);
    for (name, text) in [
        ("a.json", format!("[{}]", objects.join(",\n"))),
        ("a.jsonl", objects.join("\n")),
        ("a.json", format!("{{\"data\":[{}]}}", objects.join(",\n"))),
    ] {
        // Told by name, as a limit on depth may break off the look at the whole.
        let outcome = read_with(name, text.as_bytes(), &options).unwrap();
        assert_eq!(outcome.texts(), ["好", "差"], "{text}");
        let rules: Vec<_> = outcome.skipped.iter().map(|(_, p)| p.rule().id()).collect();
        assert_eq!(rules, ["row.syntax"; 3], "{text}");
    }
    for (name, text) in [
        ("a.csv", format!("id,content\n1,好\n2,{long}\n3,差\n")),
        ("a.txt", format!("好\n{long}\n差\n")),
    ] {
        let outcome = read_with(name, text.as_bytes(), &options).unwrap();
        assert_eq!(outcome.texts(), ["好", "差"], "{text}");
        assert_eq!(outcome.skipped.len(), 1);
        assert_eq!(outcome.skipped[0].1.rule().id(), "row.syntax");
    }
}

#[test]
fn endless_nesting_is_no_crash() {
    let deep = "[".repeat(3_000_000);
    let head = "{\"content\":\"好\"}\n";
    let text = format!("{head}{{\"content\":\"坏\",\"x\":{deep}\n{{\"content\":\"好\"}}\n");
    let options = limited(&["cell-bytes=1G", "depth=1G"]);
    let outcome = read_with("a.jsonl", text.as_bytes(), &options).unwrap();
    assert_eq!(outcome.texts(), ["好", "好"]);
    let closed = format!(
        "{head}{{\"content\":\"好\",\"x\":{deep}{}}}\n",
        "]".repeat(3_000_000)
    );
    let outcome = read_with("a.jsonl", closed.as_bytes(), &options).unwrap();
    assert_eq!(outcome.texts(), ["好", "好"]);
    let array = format!("[{}]", closed.replacen('\n', ",", 1));
    let outcome = read_with("a.json", array.as_bytes(), &options).unwrap();
    assert_eq!(outcome.texts(), ["好", "好"]);
}
