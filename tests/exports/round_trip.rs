//! What is written in any format is read back, whatever stands in it.
//!
//! The documents are the same in all formats but for the place where they stand. Texts are kept to
//! the character, CRLF, lone CR and control characters in workbooks too, whose writers escape them
//! (`_x000D_`). Other fields lose the blanks around them, in every format alike. Not written
//! here: U+FEFF, which files carry as a mark, NUL, texts beyond the 32,767 characters of a cell
//! in Excel, texts of 1,000 lines, which in CSV are taken for a quote that was never closed, and
//! files of which more than 2 % is control characters, which are refused as binary.

use ciyun::ingest::{Document, Fields};
use jiff::civil::{DateTime, datetime};
use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use serde_json::{Map, Value, json};

use crate::reading::read;

/// Headers that no tool has in this set, and the fields they are known for.
const HEADER: [&str; 13] = [
    "评论编号",
    "评论内容",
    "标题",
    "评分",
    "发布时间",
    "昵称",
    "应用",
    "平台",
    "版本",
    "点赞数",
    "省份",
    "父评论id",
    "商家回复",
];

/// Any text: quotes, separators, breaks, formulas, emoji, control characters, blanks at the ends,
/// nothing at all, and now and then a very long one.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[好用a\"',;\t\r\n{}\\\\\\[\\]|=+@# -]{0,16}",
        2 => "[=+@-][A-Z0-9(!]{1,8}",
        2 => "( |\u{3000}|\n){0,3}(闪退|👍🏻|👨‍👩‍👧|😡|\u{200b}|𠮷|é|_x0041_|<b>|&amp;){1,4}( |\n){0,3}",
        2 => "\\PC{0,20}".prop_filter("a mark", |text| !text.contains('\u{feff}')),
        1 => "(打不开，就是登录不上！){6}[\u{1}\u{8}\u{1f}\u{7f}]好?",
        1 => "(打不开，就是登录不上！|好){1,900}(\r\n[总是这样]{1,20}\n\"){1,400}",
    ]
}

/// A value of a field: without blanks around it, which no field keeps, and not one of the words
/// that say that it is missing. The first character is a letter, as those of none are.
fn any_name() -> impl Strategy<Value = Option<String>> {
    proptest::option::of("名[字a1\"',;\t\n=+ -]{0,8}名")
}

fn any_time() -> impl Strategy<Value = Option<DateTime>> {
    let any = (1995..2064_i16, 1..=12_i8, 1..=28_i8, 0..86_400_i32);
    let any = any.prop_map(|(year, month, day, second)| {
        let part = |number: i32| i8::try_from(number).unwrap();
        let (hour, minute) = (second / 3600, second / 60 % 60);
        datetime(
            year,
            month,
            day,
            part(hour),
            part(minute),
            part(second % 60),
            0,
        )
    });
    proptest::option::of(any)
}

fn any_document() -> impl Strategy<Value = (String, Fields)> {
    let rating = (2..=10_u8).prop_map(|halves| f64::from(halves) / 2.0);
    // From the eighteenth digit on an id of zeros is one that Excel rounded.
    let id = "[1-9][0-9]{0,14}|[a-z]{1,3}[0-9]{0,20}";
    let names = (any_name(), any_name(), any_name(), any_name(), any_name());
    let parts = (
        any_text(),
        id,
        proptest::option::of(rating),
        any_time(),
        proptest::option::of(0..1_000_000_u64),
        names,
        proptest::option::of("[1-9][0-9]{0,14}"),
        proptest::option::of("[1-9]\\.[0-9]{1,2}\\.[0-9]"),
        any_name(),
    );
    parts.prop_map(
        |(text, id, rating, time, likes, names, parent, version, reply)| {
            let (title, author, app, platform, region) = names;
            // No comment answers itself.
            let parent = parent.filter(|parent| *parent != id);
            let fields = Fields {
                id: Some(id),
                title,
                rating,
                time,
                author,
                app,
                platform,
                version,
                likes,
                region,
                parent,
                reply,
                group: None,
            };
            (text, fields)
        },
    )
}

/// The cells of a document in the order of [`HEADER`].
fn cells(text: &str, fields: &Fields) -> [Value; 13] {
    let time = fields
        .time
        .map(|time| time.strftime("%Y-%m-%d %H:%M:%S").to_string());
    [
        json!(fields.id),
        json!(text),
        json!(fields.title),
        json!(fields.rating),
        json!(time),
        json!(fields.author),
        json!(fields.app),
        json!(fields.platform),
        json!(fields.version),
        json!(fields.likes),
        json!(fields.region),
        json!(fields.parent),
        json!(fields.reply),
    ]
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn separated(rows: &[[Value; 13]], delimiter: u8) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .from_writer(Vec::new());
    writer.write_record(HEADER).unwrap();
    for row in rows {
        writer.write_record(row.iter().map(plain)).unwrap();
    }
    writer.into_inner().unwrap()
}

/// A workbook in which every other time is a date of Excel and the rest text.
fn workbook(documents: &[(String, Fields)], rows: &[[Value; 13]]) -> Vec<u8> {
    let style = Format::new().set_num_format("yyyy/m/d h:mm");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, HEADER).unwrap();
    for ((row, cells), (_, fields)) in (1..).zip(rows).zip(documents) {
        for (column, cell) in (0..).zip(cells) {
            match cell {
                Value::Null => continue,
                Value::Number(number) => sheet.write_number(row, column, number.as_f64().unwrap()),
                text => sheet.write_string(row, column, plain(text)),
            }
            .unwrap();
        }
        if let (Some(time), true) = (fields.time, row % 2 == 0) {
            let time = ExcelDateTime::parse_from_str(&time.to_string()).unwrap();
            sheet
                .write_datetime_with_format(row, 4, &time, &style)
                .unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

/// All fields of all documents as read; where they stand differs by format.
fn contents(documents: Vec<Document>) -> Vec<(String, Fields)> {
    documents
        .into_iter()
        .map(|document| {
            assert_eq!(document.notes, [], "{document:?}");
            (document.text, document.fields)
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn documents_are_the_same_in_every_format(
        documents in proptest::collection::vec(any_document(), 1..10),
    ) {
        let rows: Vec<_> = documents.iter().map(|(text, fields)| cells(text, fields)).collect();
        let objects: Vec<Map<String, Value>> = rows
            .iter()
            .map(|row| HEADER.iter().map(|name| (*name).to_owned()).zip(row.clone()).collect())
            .collect();
        let lines: Vec<String> = objects.iter().map(|object| json!(object).to_string()).collect();
        let columns: Map<String, Value> = (0..HEADER.len())
            .map(|at| {
                let column: Vec<Value> = rows.iter().map(|row| row[at].clone()).collect();
                (HEADER[at].to_owned(), json!(column))
            })
            .collect();
        for (name, bytes) in [
            ("a.csv", separated(&rows, b',')),
            ("semicolon.csv", separated(&rows, b';')),
            ("a.tsv", separated(&rows, b'\t')),
            ("a.json", json!(objects).to_string().into_bytes()),
            ("indented.json", serde_json::to_vec_pretty(&objects).unwrap()),
            ("a.jsonl", lines.join("\n").into_bytes()),
            ("object.json", json!({"code": 0, "data": {"list": objects}}).to_string().into_bytes()),
            ("parallel.json", json!(columns).to_string().into_bytes()),
            ("a.xlsx", workbook(&documents, &rows)),
        ] {
            let reading = read(name, &bytes);
            prop_assert_eq!(reading.skipped, [], "{}", name);
            prop_assert_eq!(contents(reading.documents), documents.clone(), "{}", name);
        }
    }
}
