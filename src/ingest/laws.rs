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
        drop(read_with("a.json", &bytes, &ReadOptions::default()));
        let content = [b"{\"content\":[".to_vec(), bytes.clone()].concat();
        drop(read_with("a.json", &content, &ReadOptions::default()));
        let content = [b"id,content\n1,a\n".to_vec(), bytes].concat();
        drop(read_with("a.csv", &content, &ReadOptions::default()));
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
