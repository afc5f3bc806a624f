//! Every file reads alike in the encodings that its tool and Excel write.

use encoding_rs::GBK;

use crate::files::exports;
use crate::reading::read;

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

/// The text of a file in UTF-8 or, with a byte order mark, in UTF-16; without that mark.
fn text(bytes: &[u8]) -> String {
    let (text, _, has_errors) = encoding_rs::UTF_8.decode(bytes);
    assert!(!has_errors);
    text.into_owned()
}

/// A table of commas as Excel saves it as "Unicode text".
fn tabbed(text: &str) -> String {
    let mut rows = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b'\t')
        .flexible(true)
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    for record in rows.records() {
        writer.write_record(&record.unwrap()).unwrap();
    }
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

#[test]
fn every_file_reads_alike_in_every_encoding() {
    // Excel writes question marks for what GBK lacks: emoji, and the marks in front of the headers
    // that weiboSpider repeats. Such a file is not the same any more.
    let (mut n_gbk, mut beyond_gbk) = (0, Vec::new());
    for export in exports() {
        if export.name.ends_with("xlsx") {
            continue;
        }
        let text = text(&export.bytes);
        let expected = read(&export.name, &export.bytes).stated();
        let marked = format!("\u{feff}{text}");
        let mut forms = vec![
            ("UTF-8", export.name.clone(), text.clone().into_bytes()),
            (
                "UTF-8 with mark",
                export.name.clone(),
                marked.clone().into_bytes(),
            ),
            (
                "UTF-16LE",
                export.name.clone(),
                utf16(&marked, u16::to_le_bytes),
            ),
            (
                "UTF-16BE",
                export.name.clone(),
                utf16(&marked, u16::to_be_bytes),
            ),
        ];
        if !export.name.contains(".json") {
            let (bytes, _, lacking) = GBK.encode(&text);
            match lacking {
                true => beyond_gbk.push(export.stem.clone()),
                false => forms.push(("GBK", export.name.clone(), bytes.into_owned())),
            }
            n_gbk += usize::from(!lacking);
        }
        if export.name.ends_with(".csv") {
            let tabbed = format!("\u{feff}{}", tabbed(&text));
            let bytes = utf16(&tabbed, u16::to_le_bytes);
            forms.push(("Unicode text", format!("{}.txt", export.stem), bytes));
        }
        for (form, name, bytes) in forms {
            let found = read(&name, &bytes).stated();
            assert_eq!(found, expected, "{name} in {form}");
        }
    }
    assert_eq!(beyond_gbk, ["weibospider"]);
    assert!(n_gbk > 30, "{n_gbk}");
}
