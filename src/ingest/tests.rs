//! Files of every form through [`Source`].

use std::io::Write;

use super::*;
use crate::ledger::{RuleId, SourceId};

/// What came out of a file.
pub(super) struct Outcome {
    pub(super) source: SourceDescription,
    pub(super) documents: Vec<Document>,
    pub(super) skipped: Vec<(u64, RowProblem)>,
    invalid: u64,
}

impl Outcome {
    pub(super) fn texts(&self) -> Vec<&str> {
        self.documents
            .iter()
            .map(|document| document.text.as_str())
            .collect()
    }

    pub(super) fn lines(&self) -> Vec<u64> {
        self.documents
            .iter()
            .map(|document| document.line)
            .collect()
    }
}

pub(super) fn read_with(
    name: &str,
    bytes: &[u8],
    options: &ReadOptions,
) -> Result<Outcome, IngestError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    read_input(&InputFile::new(path), options)
}

pub(super) fn read_input(input: &InputFile, options: &ReadOptions) -> Result<Outcome, IngestError> {
    let mut source = Source::open(SourceId(7), input, options)?;
    let mut outcome = Outcome {
        source: source.description().clone(),
        documents: Vec::new(),
        skipped: Vec::new(),
        invalid: 0,
    };
    let mut bytes_read = 0;
    for batch in source.by_ref() {
        let batch = batch?;
        assert!(batch.documents.len() + batch.skipped.len() <= options.batch_documents.max(1));
        bytes_read += batch.bytes_read;
        outcome.documents.extend(batch.documents);
        outcome
            .skipped
            .extend(batch.skipped.into_iter().map(|row| (row.line, row.problem)));
    }
    outcome.invalid = source.invalid_sequences();
    let n_rows = outcome.documents.len() + outcome.skipped.len();
    assert_eq!(
        u64::try_from(n_rows).unwrap(),
        source.n_rows(),
        "every row is a document or a skipped row"
    );
    assert!(outcome.lines().is_sorted() && outcome.skipped.is_sorted_by_key(|(line, _)| *line));
    assert_eq!(
        bytes_read, outcome.source.bytes,
        "progress ends at the file's size"
    );
    let again: Vec<Document> = source
        .reopen()?
        .flat_map(|batch| batch.unwrap().documents)
        .collect();
    assert_eq!(again, outcome.documents, "a second reading gives the same");
    Ok(outcome)
}

pub(super) fn read(name: &str, bytes: &[u8]) -> Outcome {
    read_with(name, bytes, &ReadOptions::default()).unwrap()
}

const COMMENTS: [(&str, &str); 4] = [
    ("这个软件很好用，希望能够继续更新。", "5"),
    ("昨天开始无法登录,请尽快处理问题", "1"),
    ("说\"好\"也好，\n客服一直没有回复", "2"),
    ("不错", "4"),
];

fn as_csv(delimiter: char) -> String {
    let quote = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let rows = COMMENTS.map(|(text, stars)| format!("{stars}{delimiter}{}\r\n", quote(text)));
    format!("评分{delimiter}评论内容\r\n{}", rows.concat())
}

fn as_json() -> [String; 2] {
    let objects = COMMENTS.map(|(text, stars)| {
        format!(
            "{{\"评分\":{stars},\"评论内容\":{}}}",
            serde_json::to_string(text).unwrap()
        )
    });
    [format!("[\n{}\n]", objects.join(",\n")), objects.join("\n")]
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

#[test]
fn every_format_in_every_encoding_gives_the_same_documents() {
    let [json, lines] = as_json();
    let plain = [
        ("a.csv", as_csv(','), "csv"),
        ("a.csv", as_csv(';'), "csv;"),
        ("a.tsv", as_csv('\t'), "tsv"),
        ("a.json", json, "json"),
        ("a.jsonl", lines, "jsonl"),
    ];
    for (name, text, format) in plain {
        let marked = format!("\u{feff}{text}");
        let encoded: [(Vec<u8>, TextEncoding, Bom); 7] = [
            (text.clone().into(), TextEncoding::Utf8, Bom::Absent),
            (marked.clone().into(), TextEncoding::Utf8, Bom::Present),
            (
                encoding_rs::GB18030.encode(&text).0.into(),
                TextEncoding::Gb18030,
                Bom::Absent,
            ),
            (
                utf16(&text, u16::to_le_bytes),
                TextEncoding::Utf16Le,
                Bom::Absent,
            ),
            (
                utf16(&text, u16::to_be_bytes),
                TextEncoding::Utf16Be,
                Bom::Absent,
            ),
            (
                utf16(&marked, u16::to_le_bytes),
                TextEncoding::Utf16Le,
                Bom::Present,
            ),
            (
                utf16(&marked, u16::to_be_bytes),
                TextEncoding::Utf16Be,
                Bom::Present,
            ),
        ];
        for (bytes, encoding, bom) in encoded {
            let outcome = read(name, &bytes);
            let case = format!("{format} {}", encoding.id());
            assert_eq!(outcome.source.format.id(), format, "{case}");
            let detection = outcome.source.detection;
            assert_eq!(
                (detection.encoding, detection.bom),
                (encoding, bom),
                "{case}"
            );
            assert_eq!(outcome.texts(), COMMENTS.map(|(text, _)| text), "{case}");
            let stars: Vec<_> = outcome.documents.iter().map(|d| d.fields.rating).collect();
            assert_eq!(
                stars,
                [Some(5.0), Some(1.0), Some(2.0), Some(4.0)],
                "{case}"
            );
            assert_eq!((outcome.skipped.len(), outcome.invalid), (0, 0), "{case}");
        }
    }
}

#[test]
fn a_source_can_go_to_another_thread() {
    fn is_send<T: Send>() {}
    is_send::<Source>();
}

#[test]
fn big5_and_an_encoding_told_by_the_user() {
    let text = "評論內容,星級\n這個軟體很好用，希望能夠繼續更新。昨天開始無法登入，請盡快處理問題，謝謝大家的幫忙！,5\n";
    let bytes = encoding_rs::BIG5.encode(text).0;
    let outcome = read("a.csv", &bytes);
    assert_eq!(outcome.source.detection.encoding, TextEncoding::Big5);
    assert!(outcome.texts()[0].starts_with("這個軟體很好用"));

    let short = encoding_rs::GB18030.encode("好\n").0;
    let options = ReadOptions {
        encoding: Some(TextEncoding::Gb18030),
        ..ReadOptions::default()
    };
    let outcome = read_with("a.txt", &short, &options).unwrap();
    assert_eq!(outcome.texts(), ["好"]);
    assert_eq!(outcome.source.detection.confidence, Confidence::Certain);
}

#[test]
fn invalid_bytes_are_replaced_and_counted() {
    let mut bytes = "评论内容,评分\n软件很好用希望继续更新，软件很好用希望继续更新，软件很好用,5\n"
        .as_bytes()
        .to_vec();
    bytes[25] = 0xff;
    let outcome = read("a.csv", &bytes);
    assert_eq!(outcome.source.detection.confidence, Confidence::Likely);
    assert!(outcome.texts()[0].contains('\u{fffd}'));
    assert!(outcome.invalid >= 1);
}

pub(super) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

pub(super) fn xz(bytes: &[u8]) -> Vec<u8> {
    let options = lzma_rust2::XzOptions::with_preset(1);
    let mut encoder = lzma_rust2::XzWriter::new(Vec::new(), options).unwrap();
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn compressed_files_are_read_by_their_first_bytes() {
    let text = as_csv(',');
    let (head, tail) = text.as_bytes().split_at(40);
    let members = [gzip(head), gzip(tail)].concat();
    let frame = zstd::encode_all(text.as_bytes(), 1).unwrap();
    let streams = [xz(head), xz(tail)].concat();
    for (name, bytes, compression) in [
        ("a.csv.gz", &members, Compression::Gzip),
        ("a.csv", &members, Compression::Gzip),
        ("a.csv.zst", &frame, Compression::Zstd),
        ("a.csv.xz", &streams, Compression::Xz),
        ("a.csv", &streams, Compression::Xz),
    ] {
        let outcome = read(name, bytes);
        assert_eq!(outcome.texts(), COMMENTS.map(|(text, _)| text));
        assert_eq!(outcome.source.compression, compression);
    }
    // What is left of a cut archive is read; where nothing is, it is refused.
    let outcome = read("a.csv.gz", &members[..members.len() - 5]);
    assert_eq!(outcome.texts(), COMMENTS.map(|(text, _)| text));
    let problem = RowProblem::Syntax {
        format: "gzip",
        detail: "the archive is cut short; its rest is lost".to_owned(),
    };
    assert_eq!(outcome.skipped.last().unwrap().1, problem);
    for (name, bytes) in [
        ("a.csv.gz", &members[..10]),
        ("a.csv.zst", &frame[..9]),
        ("a.csv.xz", &streams[..9]),
    ] {
        let error = read_with(name, bytes, &ReadOptions::default());
        let error = error.err().unwrap();
        assert!(matches!(error, IngestError::Damaged { .. }), "{error}");
        assert!(error.to_string().contains(name), "{error}");
    }
    let mut damaged = members.clone();
    damaged[25] ^= 0xff;
    let error = read_with("a.csv.gz", &damaged, &ReadOptions::default());
    assert!(matches!(error, Err(IngestError::Damaged { .. })));
}

#[test]
fn rows_that_are_no_documents_are_skipped_with_their_lines() {
    let text = "\u{feff}id,content,star\r\n1,\"好\r\n用\",5\r\n2,差\r\n3,行,3,\r\n4,行,3,回复 某人\r\n\
                \u{feff}id,content,star\r\n\r\n5,,1\r\n6,\"开,2\r\n7,慢,2\r\n";
    let outcome = read("a.csv", text.as_bytes());
    assert_eq!(outcome.texts(), ["好\r\n用", "差", "行", "行", "", "慢"]);
    assert_eq!(outcome.lines(), [2, 4, 5, 6, 9, 11]);
    let notes: Vec<_> = outcome
        .documents
        .iter()
        .map(|d| d.notes.as_slice())
        .collect();
    assert_eq!(notes[1], [(RuleId::NoteShortRow, 1)]);
    assert_eq!(notes[2], []);
    assert_eq!(notes[3], [(RuleId::NoteSurplus, 1)]);
    let rules: Vec<_> = outcome
        .skipped
        .iter()
        .map(|(line, p)| (*line, p.rule().id()))
        .collect();
    assert_eq!(rules, [(7, "row.header"), (10, "row.syntax")]);
    // A file of nothing but its mark was appended.
    let outcome = read("a.csv", "id,content\n1,好\n\u{feff}\n".as_bytes());
    assert_eq!((outcome.texts(), outcome.skipped.len()), (vec!["好"], 0));
    let outcome = read("a.csv", "id,star,content\n1,5,好\n2,3\n".as_bytes());
    let problem = RowProblem::FieldCount {
        found: 2,
        expected: 3,
    };
    assert_eq!(outcome.skipped, [(3, problem)]);
}

#[test]
fn broken_json_elements_cost_a_row_each() {
    let text = "[{\"id\":1,\"content\":\"好\"},\n{\"id\":2,\"content\":\"坏},\n{\"id\":3,\"content\":null},\n\
                {\"id\":4},\n7,\n{\"id\":5,\"content\":\"\\ud83d\",\"score\":NaN},\n{\"id\":6,\"content\":12},\n{\"id\":7,\"con";
    let outcome = read("a.json", text.as_bytes());
    assert_eq!(outcome.texts(), ["好", "", "\u{fffd}", "12"]);
    assert_eq!(outcome.lines(), [1, 3, 6, 7]);
    let rules: Vec<_> = outcome
        .skipped
        .iter()
        .map(|(line, p)| (*line, p.rule().id()))
        .collect();
    assert_eq!(
        rules,
        [
            (2, "row.syntax"),
            (4, "row.text"),
            (5, "row.syntax"),
            (8, "row.syntax")
        ]
    );

    let lines = "{\"content\":\"好\"}\n{\"content\":\"坏}\n\n{\"text\":1}\n{\"content\":true},\n";
    let outcome = read("a.jsonl", lines.as_bytes());
    assert_eq!(outcome.texts(), ["好", "true"]);
    assert_eq!(outcome.lines(), [1, 5]);
    assert_eq!(
        outcome.skipped[1],
        (
            4,
            RowProblem::NoText {
                field: "content".to_owned()
            }
        )
    );
}

#[test]
fn nested_objects_give_columns() {
    let text = r#"[{"author":{"name":"张三","link":"x"},"text":"好","rating":"5.0"}]"#;
    let outcome = read("a.json", text.as_bytes());
    assert_eq!(
        outcome.source.columns.header,
        ["author.name", "author.link", "text", "rating"]
    );
    assert_eq!(outcome.documents[0].fields.author.as_deref(), Some("张三"));
    assert_eq!(outcome.documents[0].fields.rating, Some(5.0));
}

#[test]
fn empty_inputs_have_no_rows() {
    for (name, text) in [
        ("a.csv", ""),
        ("a.json", " [ ]\n"),
        ("a.txt", "\u{feff}\n"),
        ("a.jsonl", ""),
    ] {
        let outcome = read(name, text.as_bytes());
        assert_eq!(
            (outcome.documents.len(), outcome.skipped.len()),
            (0, 0),
            "{name}"
        );
    }
}

#[test]
fn other_layouts_are_refused_with_what_was_found() {
    let refusal = |text: &str| {
        let outcome = read_with("a.json", text.as_bytes(), &ReadOptions::default());
        outcome.err().unwrap().to_string()
    };
    assert_eq!(
        refusal(r#"{"code":0,"data":{"list":[]}}"#),
        "a.json: found one object with code: a number, data: an object; expected objects with a \
         text each (an array, one a line, or an array inside an object), parallel arrays, or an \
         array of texts"
    );
    assert_eq!(
        refusal(r#"{"date":["a","b","c"],"text":["好","差"]}"#),
        "a.json: the arrays have unequal lengths: date 3, text 2; expected one value a comment in each"
    );
    for text in ["[1,2]", "[[\"好\"]]", "[\"好\"][\"差\"]"] {
        assert!(refusal(text).starts_with("a.json: found "), "{text}");
    }
    assert!(refusal(r#"{"a":[{"n":1}]}"#).contains("no column with comments"));
}
