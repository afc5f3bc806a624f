//! What holds for any bytes in the place of any format: they end without panic, and every row is a
//! document or a skipped row (which [`read_input`] checks).

use std::io::{Cursor, Read, Write};
use std::sync::LazyLock;

use proptest::prelude::*;
use zip::write::SimpleFileOptions;

use super::tests::{Outcome, gzip, read_input, read_with, xz};
use super::*;

/// Files are so small that one with more rows than this gives them without end.
const MANY_ROWS: u64 = 100_000;

const TABLE: &str = "id,评论内容,评分,时间\n1,人脸识别总是失败，登录不上,1,2024-01-01\n\
                     2,\"人脸识别\n\"\"闪退\"\",无法登录\",2,2024-01-02\n3,办事很方便,5,\n";

const OBJECTS: [&str; 3] = [
    r#"{"id":1,"content":"人脸识别总是失败","score":1,"user":{"name":"甲"},"tags":[1,"a"]}"#,
    r#"{"id":2,"content":"闪退\n，\u65e0法登录","score":2.5e0,"user":{"name":null},"tags":[]}"#,
    r#"{"id":3,"content":"办事很方便","score":"5","user":{},"tags":[{}]}"#,
];

fn zipped(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(name.as_str(), SimpleFileOptions::default())
            .unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn parts(zip: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(zip)).unwrap();
    let n = zip.len();
    let part = |index| {
        let mut part = zip.by_index(index).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        (part.name().unwrap().into_owned(), bytes)
    };
    (0..n).map(part).collect()
}

fn workbook() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    for name in ["说明", "评论"] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        for (row, line) in (0..).zip(TABLE.lines()) {
            for (column, cell) in (0..).zip(line.split(',')) {
                match cell.parse::<f64>() {
                    Ok(number) => sheet.write_number(row, column, number).unwrap(),
                    Err(_) => sheet.write_string(row, column, cell).unwrap(),
                };
            }
        }
    }
    book.save_to_buffer().unwrap()
}

#[cfg(feature = "sqlite")]
fn database() -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let connection = rusqlite::Connection::open(&path).unwrap();
    let sql = "PRAGMA page_size = 512;
        CREATE TABLE xhs_note_comment (id INTEGER PRIMARY KEY, comment_id TEXT, content TEXT,
            nickname TEXT, create_time INTEGER, like_count TEXT);
        CREATE TABLE weibo_note (id TEXT, content TEXT) WITHOUT ROWID;
        CREATE VIEW comments AS SELECT content AS 评论内容 FROM xhs_note_comment;
        WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 40)
            INSERT INTO xhs_note_comment
            SELECT x, 'c' || x, '人脸识别总是失败', '甲', 1700000000, '1.5万' FROM n;";
    // A key is needed where row ids are not.
    let sql = sql.replace(
        "(id TEXT, content TEXT)",
        "(id TEXT PRIMARY KEY, content TEXT)",
    );
    connection.execute_batch(&sql).unwrap();
    connection.close().unwrap();
    std::fs::read(path).unwrap()
}

#[cfg(not(feature = "sqlite"))]
fn database() -> Vec<u8> {
    TABLE.into()
}

/// A small file of every format, by name.
static FILES: LazyLock<Vec<(&str, Vec<u8>)>> = LazyLock::new(|| {
    let [array, nested] = ["[{}]", r#"{"code":0,"data":{"list":[{}],"n":3}}"#]
        .map(|outer| outer.replace("{}", &OBJECTS.join(",\n")));
    let parallel = r#"{"date":["2020-06-10",null],"text":["好\n用","很卡"],"like":[12,"1.5万"]}"#;
    vec![
        ("a.csv", TABLE.into()),
        ("a.tsv", TABLE.replace(',', "\t").into()),
        ("b.csv", encoding_rs::GB18030.encode(TABLE).0.into_owned()),
        (
            "c.csv",
            TABLE.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        ),
        ("a.json", array.into()),
        ("b.json", nested.into()),
        ("c.json", parallel.into()),
        ("a.jsonl", OBJECTS.join("\n").into()),
        ("a.txt", "人脸识别总是失败\n闪退\r\n\n办事很方便".into()),
        ("a.xlsx", workbook()),
        (
            "a.xls",
            include_bytes!("../../tests/data/workbooks/comments.xls").to_vec(),
        ),
        (
            "a.ods",
            include_bytes!("../../tests/data/workbooks/comments.ods").to_vec(),
        ),
        ("a.db", database()),
        ("a.csv.gz", gzip(TABLE.as_bytes())),
        ("a.csv.zst", zstd::encode_all(TABLE.as_bytes(), 1).unwrap()),
        ("a.csv.xz", xz(TABLE.as_bytes())),
        ("a.xlsx.gz", gzip(&workbook())),
        (
            "a.zip",
            zipped(&[
                ("b/a.csv".into(), TABLE.into()),
                ("a.db".into(), database()),
            ]),
        ),
    ]
});

/// A change of some bytes; places are shares of the length.
#[derive(Debug, Clone)]
enum Change {
    Set(f64, u8),
    Flip(f64, u32),
    Cut(f64),
    Remove(f64, usize),
    Repeat(f64, usize, usize),
    Splice(f64, usize, f64, usize),
    Insert(f64, Vec<u8>),
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "places in small files"
)]
fn place(share: f64, length: usize) -> usize {
    (share * (length as f64 + 1.0)) as usize
}

impl Change {
    fn apply(&self, bytes: &mut Vec<u8>) {
        let length = bytes.len();
        let range = |share: f64, n: usize| {
            let from = place(share, length);
            from..(from + n).min(length)
        };
        match self {
            Change::Set(at, value) => bytes[range(*at, 1)].fill(*value),
            Change::Flip(at, bit) => {
                for byte in &mut bytes[range(*at, 1)] {
                    *byte ^= 1 << bit;
                }
            }
            Change::Cut(at) => bytes.truncate(place(*at, length)),
            Change::Remove(at, n) => drop(bytes.drain(range(*at, *n))),
            Change::Repeat(at, n, times) => {
                let part = bytes[range(*at, *n)].repeat(*times);
                let at = place(*at, length);
                bytes.splice(at..at, part);
            }
            Change::Splice(at, file, from, n) => {
                let other = &FILES[file % FILES.len()].1;
                let from = place(*from, other.len());
                let part = other[from..(from + n).min(other.len())].to_vec();
                let at = place(*at, length);
                bytes.splice(at..at, part);
            }
            Change::Insert(at, part) => {
                let at = place(*at, length);
                bytes.splice(at..at, part.iter().copied());
            }
        }
    }
}

fn any_change() -> impl Strategy<Value = Change> {
    let place = || 0.0..1.0_f64;
    let token = prop_oneof![
        "[\\[\\]{}\":,;\t\r\n\\\\0-9a<>/&= ]{1,4}".prop_map(String::into_bytes),
        "[0-9]{1,20}".prop_map(String::into_bytes),
        Just(vec![0; 9]),
        Just(vec![0xff; 4]),
        Just(b"\xef\xbb\xbf".to_vec()),
    ];
    prop_oneof![
        3 => (place(), any::<u8>()).prop_map(|(at, value)| Change::Set(at, value)),
        3 => (place(), 0..8_u32).prop_map(|(at, bit)| Change::Flip(at, bit)),
        1 => place().prop_map(Change::Cut),
        1 => (place(), 1..40_usize).prop_map(|(at, n)| Change::Remove(at, n)),
        1 => (place(), 1..40_usize, 1..40_usize).prop_map(|(at, n, times)| Change::Repeat(at, n, times)),
        1 => (place(), any::<usize>(), place(), 1..600_usize)
            .prop_map(|(at, file, from, n)| Change::Splice(at, file, from, n)),
        2 => (place(), token).prop_map(|(at, part)| Change::Insert(at, part)),
    ]
}

/// One to three changes, of the file or of a part in it.
fn any_changes() -> impl Strategy<Value = (Vec<Change>, Option<usize>)> {
    let changes = proptest::collection::vec(any_change(), 1..4);
    (changes, proptest::option::of(any::<usize>()))
}

/// A file with changes; with `part`, those of a zip file are made in a part of it, and what is
/// compressed is packed again, so that no check sum hides them.
fn changed(name: &str, bytes: &[u8], changes: &[Change], part: Option<usize>) -> Vec<u8> {
    let apply = |mut bytes: Vec<u8>| {
        for change in changes {
            change.apply(&mut bytes);
        }
        bytes
    };
    match (part, name.rsplit('.').next()) {
        (Some(part), Some("xlsx" | "ods" | "zip")) => {
            let mut parts = parts(bytes);
            let n = parts.len();
            let content = &mut parts[part % n].1;
            *content = apply(std::mem::take(content));
            zipped(&parts)
        }
        (Some(_), Some("gz")) if name.starts_with("a.csv") => gzip(&apply(TABLE.into())),
        (Some(_), Some("xz")) => xz(&apply(TABLE.into())),
        (Some(_), Some("zst")) => zstd::encode_all(&apply(TABLE.into())[..], 1).unwrap(),
        _ => apply(bytes.to_vec()),
    }
}

fn any_format() -> impl Strategy<Value = Option<Format>> {
    let names = [
        "csv", "csv;", "tsv", "json", "jsonl", "text", "xlsx", "xls", "ods", "sqlite",
    ];
    let named = proptest::sample::select(names.to_vec());
    proptest::option::weighted(0.3, named.prop_map(|name| name.parse().unwrap()))
}

fn options(format: Option<Format>, named: bool) -> ReadOptions {
    let text = named.then(|| "#1".to_owned());
    let columns = ColumnChoice {
        text,
        ..ColumnChoice::default()
    };
    let mut options = ReadOptions {
        format,
        columns,
        batch_documents: 3,
        ..ReadOptions::default()
    };
    options.limits.rows = MANY_ROWS;
    options.limits.unpacked_bytes = 16 << 20;
    options
}

/// Reads all that a file holds, as the program does.
fn read_all(name: &str, bytes: &[u8], options: &ReadOptions) -> Vec<Outcome> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    let argument = InputArgument::Path(path);
    let Ok(expanded) = expand(&[argument], InputOrder::AsGiven, options) else {
        return Vec::new();
    };
    let read = expanded.files.iter().filter_map(|file| {
        let outcome = read_input(file, options);
        if let Err(IngestError::TooLarge { limit, .. }) = &outcome {
            // Pages of a database may hang together in a circle.
            assert!(
                *limit != Limit::Rows || bytes.starts_with(b"SQLite"),
                "endless rows"
            );
        }
        outcome.ok()
    });
    read.collect()
}

#[test]
fn the_files_that_are_changed_can_be_read() {
    for (name, bytes) in FILES.iter() {
        let outcomes = read_all(name, bytes, &options(None, false));
        assert!(!outcomes.is_empty(), "{name}");
        for outcome in outcomes {
            assert!(
                outcome.documents.len() > 1 && outcome.skipped.is_empty(),
                "{name}"
            );
        }
        for part in [None, Some(0)] {
            let same = changed(name, bytes, &[], part);
            assert!(
                !read_all(name, &same, &options(None, false)).is_empty(),
                "{name}"
            );
        }
    }
}

/// Lines of a file that are not blank, told without our readers. A tab may be a delimiter.
fn n_lines(bytes: &[u8], delimiter: u8) -> usize {
    let text = String::from_utf8_lossy(bytes);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let is_blank = |line: &&str| {
        let line = line.trim_end_matches('\r');
        let line = line.strip_prefix('\u{feff}').unwrap_or(line);
        line.bytes()
            .all(|byte| byte.is_ascii_whitespace() && byte != delimiter)
    };
    let only_cr = text.contains('\r') && !text.contains('\n');
    let end = if only_cr { '\r' } else { '\n' };
    text.split(end).filter(|line| !is_blank(line)).count()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_changed_file_of_any_format_ends_and_loses_no_row(
        (changes, part) in any_changes(),
        format in any_format(),
        (named, other_name) in (any::<bool>(), proptest::option::weighted(0.2, any::<usize>())),
    ) {
        let options = options(format, named);
        for (name, bytes) in FILES.iter() {
            let changed = changed(name, bytes, &changes, part);
            let name = other_name.map_or(*name, |other| FILES[other % FILES.len()].0);
            read_all(name, &changed, &options);
        }
    }
}

proptest! {
    #[test]
    fn noise_behind_the_first_bytes_of_any_file_ends(
        noise in proptest::collection::vec(any::<u8>(), 0..600),
        (file, keep) in (any::<usize>(), 0.0..1.0_f64),
        format in any_format(),
        named in any::<bool>(),
    ) {
        let (name, bytes) = &FILES[file % FILES.len()];
        let head = &bytes[..place(keep, bytes.len()).min(bytes.len())];
        read_all(name, &[head, &noise].concat(), &options(format, named));
        read_all(name, &noise, &options(format, named));
    }

    #[test]
    fn every_line_of_json_lines_is_a_document_or_a_skipped_row(
        changes in proptest::collection::vec(any_change(), 0..6),
    ) {
        let mut bytes = OBJECTS.join("\n").repeat(3).into_bytes();
        for change in &changes {
            change.apply(&mut bytes);
        }
        let options = ReadOptions {
            encoding: Some(TextEncoding::Utf8),
            ..options(Some(Format::JsonLines), true)
        };
        if let Ok(outcome) = read_with("a.jsonl", &bytes, &options) {
            prop_assert_eq!(outcome.documents.len() + outcome.skipped.len(), n_lines(&bytes, b','));
        }
    }

    #[test]
    fn every_line_of_a_table_without_quotes_is_a_document_or_a_skipped_row(
        changes in proptest::collection::vec(any_change(), 0..6),
        delimiter in proptest::sample::select(&b",;\t"[..]),
    ) {
        let table = TABLE.replace('"', "").replace(',', char::from(delimiter).to_string().as_str());
        let mut bytes = table.repeat(3).into_bytes();
        for change in &changes {
            change.apply(&mut bytes);
        }
        // A line end in front of a line feed or alone, and quotes, join or part lines.
        bytes.retain(|byte| !matches!(byte, b'"' | b'\r'));
        let format = match delimiter {
            b'\t' => Format::Tsv,
            delimiter => Format::Csv { delimiter },
        };
        let options = ReadOptions {
            encoding: Some(TextEncoding::Utf8),
            ..options(Some(format), true)
        };
        if let Ok(outcome) = read_with("a.csv", &bytes, &options) {
            let columns = &outcome.source.columns;
            let n_headers = usize::from(columns.origin == HeaderOrigin::File && !columns.header.is_empty());
            let n_rows = outcome.documents.len() + outcome.skipped.len();
            prop_assert_eq!(n_rows + n_headers, n_lines(&bytes, delimiter), "{:?}", columns);
        }
    }
}
