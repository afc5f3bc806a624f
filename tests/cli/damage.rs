//! Damaged files, as crawlers and hands leave them.

use super::Desk;

fn gbk(text: &str) -> Vec<u8> {
    encoding_rs::GB18030.encode(text).0.into_owned()
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// Checks that `inspect` says all of `parts`.
#[track_caller]
fn inspected(desk: &Desk, file: &str, parts: &[&str]) {
    let said = desk.ciyun(&format!("inspect {file}")).code(0).stdout();
    for part in parts {
        assert!(said.contains(part), "{part}\n{said}");
    }
}

fn manifest(desk: &Desk) -> serde_json::Value {
    serde_json::from_str(&desk.read("out/manifest.json")).unwrap()
}

#[test]
fn parts_in_two_encodings_are_each_read_in_their_own() {
    let utf8 = "\u{feff}评分,评论内容\r\n1,登录闪退\r\n2,\"闪退，\n很卡\"\r\n".repeat(9);
    let other = gbk("评分,评论内容\r\n1,登录闪退很多次\r\n2,很卡\r\n");
    for content in [
        [utf8.as_bytes(), &other].concat(),
        [&other.repeat(90)[..], utf8.as_bytes()].concat(),
    ] {
        let n_lines = if content[0] == 0xef { 3 } else { 270 };
        let desk = Desk::with("a.csv", content);
        let lines = format!("lines in the second encoding: {n_lines}\n");
        let parts = ["csv, utf-8+gb18030 (likely)", "invalid bytes: 0", &lines];
        inspected(&desk, "a.csv", &parts);
        let answer = desk.ciyun("run a.csv -o out").code(0);
        let told = format!("{n_lines} lines in gb18030, the others in utf-8");
        assert!(answer.stderr().contains(&told), "{}", answer.stderr());
        assert_eq!(manifest(&desk)["inputs"][0]["encoding"], "utf-8+gb18030");
        assert!(desk.ciyun("count a.csv").code(0).stdout().contains("登录"));
        let answer = desk.ciyun("count a.csv --lang zh").code(0);
        let told = format!("由两种编码拼接而成：有 {n_lines} 行是 gb18030");
        assert!(answer.stderr().contains(&told), "{}", answer.stderr());
    }
}

#[test]
fn an_encoding_that_is_told_turns_mixing_off() {
    let utf8 = "评分,评论内容\n1,登录闪退\n".repeat(300);
    let desk = Desk::with(
        "a.csv",
        [utf8.as_bytes(), &gbk("1,很卡，登录不上\n")].concat(),
    );
    inspected(&desk, "a.csv", &["utf-8+gb18030", "invalid bytes: 0\n"]);
    let told = desk
        .ciyun("inspect a.csv --encoding utf-8")
        .code(0)
        .stdout();
    assert!(told.contains("csv, utf-8 (certain)"), "{told}");
    assert!(!told.contains("invalid bytes: 0\n"), "{told}");
}

#[test]
fn lines_of_two_encodings_are_read_in_text_and_json_lines() {
    let text = [&gbk("登录不上去\n很卡\n")[..], "闪退好多次\n".as_bytes()].concat();
    let desk = Desk::with("a.txt", &text);
    inspected(
        &desk,
        "a.txt",
        &[
            "text, utf-8+gb18030",
            "comments: 3",
            "lines in the second encoding: 2\n",
        ],
    );
    let lines = [
        "{\"content\":\"闪退好多次\"}\n".as_bytes(),
        &gbk("{\"content\":\"登录不上去\"}\n"),
    ];
    desk.put("a.jsonl", lines.concat());
    inspected(
        &desk,
        "a.jsonl",
        &["jsonl, utf-8+gb18030", "comments: 2", "invalid bytes: 0"],
    );
}

#[test]
fn a_broken_byte_is_replaced_and_turns_nothing() {
    let mut bytes = "评分,评论内容\n5,软件很好用，希望继续更新\n1,登录闪退\n"
        .as_bytes()
        .to_vec();
    bytes[30] = 0xc4;
    let desk = Desk::with("a.csv", bytes);
    inspected(
        &desk,
        "a.csv",
        &["csv, utf-8 (likely)", "comments: 2", "invalid bytes: "],
    );
}

#[test]
fn utf16_behind_other_text_is_refused_with_its_place() {
    let head = "评分,评论内容\n1,闪退\n";
    let tail = utf16("\u{feff}评分,评论内容\r\n2,登录不上去\r\n");
    let desk = Desk::with("a.csv", [head.as_bytes(), &tail].concat());
    let told = desk.ciyun("count a.csv").code(2).stderr();
    let place = format!("from byte {} on the file is utf-16le", head.len());
    assert!(told.contains(&place), "{told}");
    let told = desk.ciyun("count a.csv --lang zh").code(2).stderr();
    assert!(
        told.contains(&format!("从第 {} 字节起是 utf-16le", head.len())),
        "{told}"
    );
}

#[test]
fn text_encoded_twice_is_noted_and_kept() {
    let twice = |text: &str| encoding_rs::GBK.decode(text.as_bytes()).0.into_owned();
    let rows = format!("评论内容\n{}\n登录闪退\n{}\n", twice("转发微博"), "ç™»å½•");
    let desk = Desk::with("a.csv", rows);
    desk.ciyun("run a.csv -o out").code(0);
    let ledger = desk.read("out/ledger.csv");
    assert!(ledger.contains("note,note.double-encoded,2"), "{ledger}");
    assert_eq!(manifest(&desk)["inputs"][0]["documents"], 3);
}

#[test]
fn nul_characters_cost_no_row_and_a_tail_of_them_one() {
    for (name, content) in [
        ("a.csv", "评分,评论内容\n1,闪\0退\n5\0,登录不上\n"),
        ("a.tsv", "评分\t评论内容\n1\t闪\0退\n5\0\t登录不上\n"),
        ("a.txt", "闪\0退\n登录\0不上\n"),
        (
            "a.jsonl",
            "{\"评分\":1,\"评论内容\":\"闪\0退\"}\n{\"评分\":\"5\0\",\"评论内容\":\"登录不上\"}\n",
        ),
    ] {
        for n_tail in [0, 5, 3000, 5_000_000] {
            let desk = Desk::with(name, [content.as_bytes(), &vec![0; n_tail]].concat());
            let said = desk.ciyun(&format!("inspect {name}")).code(0).stdout();
            assert!(said.contains("comments: 2\n"), "{name} {n_tail} {said}");
            assert_eq!(
                said.contains("rows: 3\n"),
                n_tail > 0,
                "{name} {n_tail} {said}"
            );
            assert_eq!(
                said.contains("skipped rows:"),
                n_tail > 0,
                "{name} {n_tail} {said}"
            );
            if name != "a.txt" {
                assert!(said.contains("1★ 1  5★ 1"), "{name} {said}");
            }
        }
        let desk = Desk::with(name, content);
        desk.ciyun(&format!("run {name} -o out")).code(0);
        let ledger = desk.read("out/ledger.csv");
        assert!(ledger.contains("note,note.nul,2"), "{name}\n{ledger}");
    }
}

#[test]
fn ragged_rows_are_kept_where_their_cells_are_certain() {
    let desk = Desk::with(
        "a.csv",
        "评分,评论内容,时间\n1,闪退,2024-01-01\n2,登录不上\n3,很卡,也闪退,2024-01-02\n\
         4,还行,2024-01-03,回复 某人\n5,好,用,又好\n差,2024-01-04\n",
    );
    inspected(
        &desk,
        "a.csv",
        &[
            "comments: 4\n",
            "ratings: 1★ 1  2★ 1  3★ 1  4★ 1\n",
            "6: found 4 fields, expected 3",
            "7: found 2 fields, expected 3",
        ],
    );
    desk.ciyun("run a.csv -o out").code(0);
    let ledger = desk.read("out/ledger.csv");
    for line in [
        "row,row.fields,2",
        "note,note.short-row,1",
        "note,note.surplus,1",
        "text,rejoined,1",
    ] {
        assert!(ledger.contains(line), "{line}\n{ledger}");
    }
}

#[test]
fn an_index_column_without_a_name_moves_all_columns() {
    let desk = Desk::with("a.csv", "评分,评论内容\n0,1,闪退\n1,5,登录不上\n7,4,还行\n");
    inspected(
        &desk,
        "a.csv",
        &["rows: 3\n", "ratings: 1★ 1  4★ 1  5★ 1\n"],
    );
    // The same from a workbook's header with an empty name.
    desk.put(
        "b.csv",
        ",评分,评论内容\n0,1,闪退\n1,5,登录不上\n7,4,还行\n",
    );
    inspected(
        &desk,
        "b.csv",
        &["rows: 3\n", "ratings: 1★ 1  4★ 1  5★ 1\n"],
    );
}

#[test]
fn line_ends_of_every_kind_end_lines() {
    let content = [
        ("a.csv", "评分,评论内容\n1,闪退\n2,\"登录\"x\n3,很卡\n"),
        ("a.tsv", "评分\t评论内容\n1\t闪退\n2\t\"登录\"x\n3\t很卡\n"),
        (
            "a.jsonl",
            "{\"评分\":1,\"评论内容\":\"闪退\"}\n\n{\"评\n{\"评分\":3,\"评论内容\":\"很卡\"}\n",
        ),
    ];
    for (name, text) in content {
        for end in ["\n", "\r\n", "\r", "\r\r\n"] {
            let desk = Desk::with(name, text.replace('\n', end));
            let said = desk.ciyun(&format!("inspect {name}")).code(0).stdout();
            if name == "a.jsonl" {
                assert!(said.contains("line 3: "), "{name} {end:?} {said}");
                assert!(said.contains("comments: 2\n"), "{name} {end:?} {said}");
            }
            assert!(
                said.contains("1★ 1") && said.contains("3★ 1"),
                "{name} {end:?} {said}"
            );
        }
    }
    let desk = Desk::with("a.txt", "闪退\r登录\r\r很卡");
    inspected(&desk, "a.txt", &["comments: 3\n", "mean characters: 2.0\n"]);
    desk.put("b.txt", "闪退\r\r\n登录\r\r\n");
    inspected(&desk, "b.txt", &["comments: 2\n", "mean characters: 2.0\n"]);
    desk.put("b.csv", "评分,评论内容\r\n1,\"闪\r退\"\n2,登录\r\n");
    inspected(&desk, "b.csv", &["comments: 2\n", "mean characters: 2.5\n"]);
}

#[test]
fn what_was_written_before_a_file_was_cut_is_read() {
    for (name, content, n_comments, n_skipped) in [
        ("a.csv", "评分,评论内容\n1,闪退\n2,\"登录不", 1, 1),
        ("a.jsonl", "{\"content\":\"闪退\"}\n{\"cont", 1, 1),
        ("a.json", "[{\"content\":\"闪退\"},{\"cont", 1, 1),
        ("b.json", "[\"闪退\",\"登录\",\"很", 2, 1),
        (
            "c.json",
            "{\"time\":[\"a\",\"b\",\"c\"],\"content\":[\"闪退\",\"登",
            1,
            2,
        ),
        (
            "d.json",
            "{\"content\":[\"闪退\",\"登录\"],\"time\":[\"2024-01-01\"",
            2,
            0,
        ),
        ("e.json", "{\"content\":[\"闪退\",\"登录\"],\"ti", 2, 0),
        ("f.json", "{\"data\":{\"list\":[]}}", 0, 0),
    ] {
        let desk = Desk::with(name, content);
        let said = desk.ciyun(&format!("inspect {name}")).code(0).stdout();
        let rows = format!("rows: {}\n", n_comments + n_skipped);
        assert!(said.contains(&rows), "{name} {said}");
        assert!(
            said.contains(&format!("comments: {n_comments}\n")),
            "{name} {said}"
        );
    }
}

#[test]
fn a_cut_archive_is_read_to_its_cut() {
    use std::io::Write as _;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    let rows: String = (0..5000)
        .map(|n| format!("{},第{n}次闪退\n", n % 5 + 1))
        .collect();
    write!(encoder, "评分,评论内容\n{rows}").unwrap();
    let archive = encoder.finish().unwrap();
    let desk = Desk::with("a.csv.gz", &archive[..archive.len() / 2]);
    let said = desk.ciyun("inspect a.csv.gz").code(0).stdout();
    assert!(said.contains("the archive is cut short"), "{said}");
    assert!(!said.contains("comments: 0\n"), "{said}");
    desk.ciyun("count a.csv.gz --strict").code(1);
}

#[test]
fn a_header_above_a_text_is_no_comment() {
    let desk = Desk::with("a.txt", "\u{feff}评论内容\n闪退\n登录不上\n评论内容\n");
    inspected(
        &desk,
        "a.txt",
        &[
            "text  评论内容  2  闪退 | 登录不上\n",
            "rows: 3\n",
            "comments: 2\n",
            "row.header  1 ",
        ],
    );
    let answer = desk
        .command()
        .args(["inspect", "-"])
        .write_stdin("评论内容\n闪退\n登录，不上\n")
        .output()
        .unwrap();
    let said = String::from_utf8(answer.stdout).unwrap();
    assert!(said.contains("comments: 2\n"), "{said}");
    let desk = Desk::with("a.txt", "内容不错\n闪退\n");
    inspected(&desk, "a.txt", &["comments: 2\n", "a comment a line"]);
}
