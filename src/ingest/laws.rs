//! What holds for all inputs.

use proptest::prelude::*;

use super::tests::{read, read_with};
use super::*;

fn write_csv(rows: &[(String, String)], delimiter: u8) -> Vec<u8> {
    let mut writer = csv_crate_writer(delimiter);
    writer.write_record(["id", "content"]).unwrap();
    for (id, text) in rows {
        writer.write_record([id, text]).unwrap();
    }
    writer.into_inner().unwrap()
}

fn csv_crate_writer(delimiter: u8) -> ::csv::Writer<Vec<u8>> {
    ::csv::WriterBuilder::new()
        .delimiter(delimiter)
        .from_writer(Vec::new())
}

fn any_format() -> impl Strategy<Value = Format> {
    prop_oneof![
        Just(Format::Csv { delimiter: b',' }),
        Just(Format::Csv { delimiter: b';' }),
        Just(Format::Tsv),
        Just(Format::Json),
        Just(Format::JsonLines),
        Just(Format::Text),
    ]
}

fn any_encoding() -> impl Strategy<Value = TextEncoding> {
    prop_oneof![
        Just(TextEncoding::Utf8),
        Just(TextEncoding::Gb18030),
        Just(TextEncoding::Big5),
        Just(TextEncoding::Utf16Le),
        Just(TextEncoding::Utf16Be),
    ]
}

/// What damaged files are made of.
const FRAGMENTS: &[&[u8]] = &[
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\0",
    b"\0\0\0\0",
    b"\r",
    b"\n",
    b"\r\n",
    b"\r\r\n",
    b"\"",
    b"\"\"",
    b"\",\"",
    b"{",
    b"}",
    b"[",
    b"]",
    b"\\",
    b"\\ud83d",
    b"\xba\xc3\xd3\xc3",
    b"\xc9\xc1\xcd\xcb\n\xb5\xc7\xc2\xbc\n",
    b"\xe5\xa5\xbd",
    b"\xe5\xa5",
    b"\x81",
    b"\xf0\x9f\x98\x82",
    "评论内容\n".as_bytes(),
    "评论内容,评分,时间\n".as_bytes(),
    "软件很好用,5,2024-01-01\n".as_bytes(),
    "1,好,用,3\n".as_bytes(),
    "{\"评论内容\":\"好用\"}\n".as_bytes(),
    "{\"time\":[\"a\",\"b\"],\"content\":[\"好\",\"用".as_bytes(),
    "寰堝ソ鐢?".as_bytes(),
    "ç™»å½•".as_bytes(),
];

/// Bytes that meet the readers' rules oftener than chance would.
fn telling_bytes() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        any::<u8>().prop_map(|byte| vec![byte]),
        "[\\[\\]{}\":,;\t\r\n\\\\0-9a ]".prop_map(String::into_bytes),
        Just("content".into()),
        Just("{\"feed\":{\"entry\":[{\"content\":\"".into()),
        Just("\":[\"".into()),
        Just("\",\"".into()),
        Just("\"]".into()),
        Just("{\"content\":\"".into()),
        Just("好用".into()),
        Just(vec![0x1f, 0x8b]),
        proptest::sample::select(FRAGMENTS).prop_map(<[u8]>::to_vec),
        (proptest::sample::select(FRAGMENTS), 1..200_usize)
            .prop_map(|(fragment, n)| fragment.repeat(n)),
        Just(b"\xfd7zXZ\0".to_vec()),
    ];
    proptest::collection::vec(piece, 0..80).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_bytes_in_any_format_end_without_panic(
        bytes in telling_bytes(),
        format in proptest::option::of(any_format()),
        encoding in proptest::option::of(any_encoding()),
        named in any::<bool>(),
    ) {
        let text = named.then(|| "#1".to_owned());
        let columns = ColumnChoice { text, ..ColumnChoice::default() };
        let options = ReadOptions { encoding, format, columns, batch_documents: 3, ..ReadOptions::default() };
        drop(read_with("a.csv", &bytes, &options));
        for name in ["a.txt", "a.jsonl", "a.tsv"] {
            drop(read_with(name, &bytes, &ReadOptions::default()));
        }
        drop(read_with("a.json", &bytes, &ReadOptions::default()));
        let content = [b"{\"content\":[".to_vec(), bytes.clone()].concat();
        drop(read_with("a.json", &content, &ReadOptions::default()));
        let content = [b"id,content\n1,a\n".to_vec(), bytes].concat();
        drop(read_with("a.csv", &content, &ReadOptions::default()));
    }

    #[test]
    fn every_line_of_a_text_is_a_document_a_skipped_row_or_blank(bytes in telling_bytes()) {
        let options = ReadOptions {
            format: Some(Format::Text),
            encoding: Some(TextEncoding::Utf8),
            ..ReadOptions::default()
        };
        let marked = [b"a\n".to_vec(), bytes].concat();
        if let Ok(outcome) = read_with("a.txt", &marked, &options) {
            let text = String::from_utf8_lossy(&marked);
            let is_blank = |line: &&str| {
                let line = line.trim_end_matches('\r');
                let line = line.strip_prefix('\u{feff}').unwrap_or(line);
                line.bytes().all(|byte| byte.is_ascii_whitespace())
            };
            let n_lines = text.split('\n').filter(|line| !is_blank(line)).count();
            prop_assert_eq!(outcome.documents.len() + outcome.skipped.len(), n_lines);
            for document in outcome.documents {
                let line = usize::try_from(document.line).unwrap() - 1;
                let found = text.split('\n').nth(line).unwrap();
                prop_assert!(found.contains(&document.text), "{:?} {:?}", found, document.text);
            }
        }
    }

    #[test]
    fn lines_of_two_encodings_are_read_as_they_were_written(
        parts in proptest::collection::vec(
            (any::<bool>(), "[，。软件很好用登录不上去的a-z0-9 ]{0,20}"),
            0..20,
        ),
    ) {
        // One sure line of each, so that the file is a mixture; and no line of one character,
        // which would go with the line before it.
        let sure = [(false, "软件很好用".to_owned()), (true, "登录不上去".to_owned())];
        let parts = parts.into_iter().map(|(second, text)| (second, format!("{text}很好用的")));
        let mut bytes = Vec::new();
        let mut expected = Vec::new();
        for (second, text) in sure.into_iter().chain(parts) {
            match second {
                true => bytes.extend_from_slice(&encoding_rs::GB18030.encode(&text).0),
                false => bytes.extend_from_slice(text.as_bytes()),
            }
            bytes.push(b'\n');
            expected.push(text);
        }
        let outcome = read("a.txt", &bytes);
        prop_assert_eq!(outcome.texts(), expected);
        prop_assert_eq!(outcome.source.detection.mixed_with, Some(TextEncoding::Gb18030));
    }

    #[test]
    fn written_documents_are_read_back(
        rows in proptest::collection::vec(("[1-9][0-9]{0,6}", "[好用a\"',;\t\n\r{}\\\\ ]{0,12}|\\PC{0,9}"), 1..12),
    ) {
        let expected: Vec<_> = rows.iter().map(|(id, text)| (Some(id.as_str()), text.as_str())).collect();
        let objects: Vec<String> = rows
            .iter()
            .map(|(id, text)| serde_json::json!({"id": id, "content": text}).to_string())
            .collect();
        for (name, bytes) in [
            ("a.csv", write_csv(&rows, b',')),
            ("a.csv", write_csv(&rows, b';')),
            ("a.tsv", write_csv(&rows, b'\t')),
            ("a.json", format!("[{}]", objects.join(",")).into_bytes()),
            ("a.jsonl", objects.join("\n").into_bytes()),
            ("a.json", format!("{{\"n\":1,\"data\":{{\"list\":[{}]}}}}", objects.join(",")).into_bytes()),
            ("a.json", serde_json::json!({
                "id": rows.iter().map(|(id, _)| id).collect::<Vec<_>>(),
                "content": rows.iter().map(|(_, text)| text).collect::<Vec<_>>(),
            }).to_string().into_bytes()),
        ] {
            let outcome = read(name, &bytes);
            let found: Vec<_> = outcome
                .documents
                .iter()
                .map(|document| (document.fields.id.as_deref(), document.text.as_str()))
                .collect();
            prop_assert_eq!(&found, &expected, "{}", name);
            prop_assert_eq!(outcome.skipped.len(), 0);
        }
    }
}
