//! The forms that MediaCrawler writes hold the same comments.

use rust_xlsxwriter::{Workbook, Worksheet};
use serde_json::{Map, Value};

use crate::files::{Export, exports};
use crate::reading::{Reading, read};

/// The objects of an export, with the keys of all in one order.
fn objects(export: &Export) -> (Vec<String>, Vec<Map<String, Value>>) {
    let text = std::str::from_utf8(&export.bytes).unwrap();
    let objects: Vec<Map<String, Value>> = match export.name.ends_with("json") {
        true => serde_json::from_str(text).unwrap(),
        false => text
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect(),
    };
    (objects[0].keys().cloned().collect(), objects)
}

/// A value as Python's csv writes it.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn csv_with_mark(keys: &[String], objects: &[Map<String, Value>]) -> Vec<u8> {
    let terminator = csv::Terminator::CRLF;
    let mut writer = csv::WriterBuilder::new()
        .terminator(terminator)
        .from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(keys).unwrap();
    for object in objects {
        writer
            .write_record(keys.iter().map(|key| cell(&object[key])))
            .unwrap();
    }
    writer.into_inner().unwrap()
}

/// As openpyxl writes: numbers as numbers.
fn put(sheet: &mut Worksheet, keys: &[String], objects: &[Map<String, Value>]) {
    for (column, key) in (0..).zip(keys) {
        sheet.write_string(0, column, key).unwrap();
        for (row, object) in (1..).zip(objects) {
            match object[key].as_f64() {
                Some(number) => sheet.write_number(row, column, number).unwrap(),
                None => sheet.write_string(row, column, cell(&object[key])).unwrap(),
            };
        }
    }
}

/// More posts than comments in the first sheet, and a sheet of creators.
fn workbook(keys: &[String], comments: &[Map<String, Value>]) -> Vec<u8> {
    let post = |n: usize| {
        let post = serde_json::json!({
            "note_id": format!("66bb{n}"), "title": "办证攻略", "desc": "第一步登录，第二步刷脸，就能办好",
            "content": "帖子的正文，不是评论", "time": 1_714_536_000_000_u64, "last_update_time": 0,
            "liked_count": "3", "comments_count": "2", "shared_count": "0", "nickname": "示例号",
        });
        post.as_object().unwrap().clone()
    };
    let posts: Vec<_> = (0..20).map(post).collect();
    let creator = serde_json::json!({"user_id": "u1", "nickname": "示例号", "desc": "简介"});
    let creators = [creator.as_object().unwrap().clone()];
    let keys_of = |object: &Map<String, Value>| object.keys().cloned().collect::<Vec<_>>();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Contents").unwrap();
    put(sheet, &keys_of(&posts[0]), &posts);
    put(
        book.add_worksheet().set_name("Comments").unwrap(),
        keys,
        comments,
    );
    let sheet = book.add_worksheet().set_name("Creators").unwrap();
    put(sheet, &keys_of(&creators[0]), &creators);
    book.save_to_buffer().unwrap()
}

/// What was read, without the lines, which differ by form.
fn contents(reading: &Reading) -> Value {
    let mut stated = reading.stated();
    for document in stated["documents"].as_array_mut().unwrap() {
        document.as_object_mut().unwrap().remove("line");
    }
    stated
}

#[test]
fn every_form_gives_the_same_documents() {
    let mut n_exports = 0;
    for export in exports() {
        let is_json = export.name.ends_with("json") || export.name.ends_with("jsonl");
        if !export.stem.starts_with("mediacrawler-") || !is_json {
            continue;
        }
        n_exports += 1;
        let expected = contents(&read(&export.name, &export.bytes));
        let (keys, objects) = objects(&export);
        let lines: Vec<String> = objects
            .iter()
            .map(|object| serde_json::to_string(object).unwrap() + "\n")
            .collect();
        let mut forms = vec![
            ("a.csv", csv_with_mark(&keys, &objects)),
            ("a.json", serde_json::to_vec_pretty(&objects).unwrap()),
            ("a.jsonl", lines.concat().into_bytes()),
        ];
        // Its posts are in the sheet before.
        if !export.stem.contains("-posts") {
            forms.push(("a.xlsx", workbook(&keys, &objects)));
        }
        for (name, bytes) in forms {
            let reading = read(name, &bytes);
            assert_eq!(contents(&reading), expected, "{} as {name}", export.stem);
        }
    }
    assert_eq!(n_exports, 10);
}

#[test]
fn a_file_of_several_runs_keeps_the_rows_of_all() {
    for name in ["a.csv", "a.jsonl"] {
        let export = exports()
            .into_iter()
            .find(|export| export.stem == "mediacrawler-xhs");
        let (keys, objects) = objects(&export.unwrap());
        let once = match name {
            "a.csv" => csv_with_mark(&keys, &objects),
            _ => objects
                .iter()
                .flat_map(|object| (serde_json::to_string(object).unwrap() + "\n").into_bytes())
                .collect(),
        };
        let reading = read(name, &[once.clone(), once].concat());
        assert_eq!(reading.documents.len(), 2 * objects.len(), "{name}");
        let n_headers = usize::from(name == "a.csv");
        assert_eq!(reading.skipped.len(), n_headers, "{name}");
    }
}
