//! Workbooks through [`Source`]. Those of Excel before 2007 and of LibreOffice are files; see
//! `tests/data/workbooks/`.

use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format as Style, Workbook, Worksheet};

use super::tests::{Outcome, read, read_with};
use super::*;
use crate::ledger::RuleId;

fn book(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(book.add_worksheet());
    book.save_to_buffer().unwrap()
}

fn moment(fields: &Fields) -> String {
    fields.time.map(|time| time.to_string()).unwrap_or_default()
}

/// Writes texts from a place on, one row after the other.
fn put(sheet: &mut Worksheet, row: u32, column: u16, rows: &[&[&str]]) {
    for (row, cells) in (row..).zip(rows) {
        for (column, cell) in (column..).zip(*cells) {
            if !cell.is_empty() {
                sheet.write_string(row, column, *cell).unwrap();
            }
        }
    }
}

fn texts(outcome: &Outcome) -> Vec<(u64, &str)> {
    let documents = outcome.documents.iter();
    documents
        .map(|document| (document.line, document.text.as_str()))
        .collect()
}

fn asking(text: &str) -> ReadOptions {
    let text = Some(text.to_owned());
    let columns = ColumnChoice {
        text,
        ..ColumnChoice::default()
    };
    ReadOptions {
        columns,
        ..ReadOptions::default()
    }
}

#[test]
fn a_plain_table_reads_as_its_cells_are_shown() {
    let style = Style::new().set_num_format("yyyy-mm-dd hh:mm:ss");
    let noon = ExcelDateTime::parse_from_str("2019-10-03 12:00:00").unwrap();
    let bytes = book(|sheet| {
        put(
            sheet,
            0,
            0,
            &[&["编号", "评分", "发表时间", "评论内容", "点赞数"]],
        );
        sheet.write_number(1, 0, 4_912_345_678_901_234.0).unwrap();
        sheet.write_number(1, 1, 5).unwrap();
        sheet
            .write_datetime_with_format(1, 2, &noon, &style)
            .unwrap();
        sheet.write_string(1, 3, "很好用，\n界面清楚").unwrap();
        sheet.write_number(1, 4, 12).unwrap();
        // 2^62 as an id has lost its last digits; the time is text in this row.
        sheet
            .write_number(2, 0, 4_611_686_018_427_387_904.0)
            .unwrap();
        sheet
            .write_formula(2, 1, rust_xlsxwriter::Formula::new("1+1").set_result("2"))
            .unwrap();
        put(sheet, 2, 2, &[&["2019/10/4 8:00", "闪退", "1.5万"]]);
        sheet.write_boolean(3, 3, true).unwrap();
        sheet
            .write_formula(
                4,
                3,
                rust_xlsxwriter::Formula::new("x()").set_result("#NAME?"),
            )
            .unwrap();
    });
    let outcome = read("a.xlsx", &bytes);
    assert_eq!(
        texts(&outcome),
        [
            (2, "很好用，\n界面清楚"),
            (3, "闪退"),
            (4, "true"),
            (5, "#NAME?")
        ]
    );
    let fields: Vec<_> = outcome
        .documents
        .iter()
        .map(|document| &document.fields)
        .collect();
    assert_eq!(fields[0].id.as_deref(), Some("4912345678901234"));
    assert_eq!((fields[0].rating, fields[1].rating), (Some(5.0), Some(2.0)));
    assert_eq!(moment(fields[0]), "2019-10-03T12:00:00");
    assert_eq!(fields[0].likes, Some(12));
    assert_eq!(fields[1].id, None);
    assert_eq!(moment(fields[1]), "2019-10-04T08:00:00");
    assert_eq!(outcome.source.form(), "xlsx");
    assert_eq!(outcome.source.detection.confidence, Confidence::Certain);
    assert_eq!(outcome.source.sheet.unwrap().first_row, 1);
}

/// The export of 七麦: column A empty, title, notice, header in row 4, a footer below.
fn qimai(sheet: &mut Worksheet) {
    put(
        sheet,
        1,
        1,
        &[
            &["示例应用_评论详情"],
            &["数据来源说明：仅供参考，内容"],
            &["发表时间", "作者", "评级", "标题", "内容"],
            &["2019-10-03 12:00:00", "甲", "1", "卡", "登录以后就闪退"],
            &[
                "2019-10-03 12:01:00",
                "乙",
                "5",
                "好",
                "办事很方便",
                "不用排队",
                "快",
            ],
            &["2019-10-03 12:02:00", "丙", "2", "差", ""],
            &[],
            &["发表时间", "作者", "评级", "标题", "内容"],
            &["2019-10-03 12:03:00", "丁", "3", "行", "还可以"],
            &["2019-10-03 12:04:00"],
            &[],
            &["数据支持一次性导出9999条，更多请联系"],
        ],
    );
}

#[test]
fn titles_footers_and_split_texts_of_an_export_are_understood() {
    let mut book = Workbook::new();
    put(
        book.add_worksheet().set_name("说明").unwrap(),
        0,
        0,
        &[&["名称", "值"], &["应用", "示例"]],
    );
    qimai(book.add_worksheet().set_name("评论").unwrap());
    let second = book.add_worksheet().set_name("其他").unwrap();
    put(second, 0, 0, &[&["内容"], &["只有一条"]]);
    let bytes = book.save_to_buffer().unwrap();

    let outcome = read("a.xlsx", &bytes);
    assert_eq!(
        texts(&outcome),
        [
            (5, "登录以后就闪退"),
            (6, "办事很方便-不用排队-快"),
            (7, ""),
            (10, "还可以"),
            (11, ""),
        ]
    );
    assert_eq!(outcome.documents[1].notes, [(RuleId::Rejoined, 2)]);
    assert_eq!(outcome.documents[0].notes, []);
    assert_eq!(outcome.documents[1].fields.rating, Some(5.0));
    assert_eq!(outcome.documents[3].fields.title.as_deref(), Some("行"));
    assert_eq!(
        outcome.skipped,
        [(9, RowProblem::RepeatedHeader), (13, RowProblem::Footer)]
    );
    let sheet = outcome.source.sheet.unwrap();
    assert_eq!(
        (sheet.name.as_str(), sheet.first_row, sheet.first_column),
        ("评论", 4, 2)
    );
    assert_eq!(sheet.others, ["说明", "其他"]);
    let third = read_with("a.xlsx", &bytes, &asking("#4")).unwrap();
    assert_eq!(third.documents[0].text, "卡");
}

#[test]
fn unnamed_columns_that_are_mostly_filled_are_no_part_of_the_text() {
    let bytes = book(|sheet| {
        put(
            sheet,
            0,
            0,
            &[
                &["评分", "内容"],
                &["1", "闪退", "差评"],
                &["5", "好用", "好评"],
            ],
        );
    });
    assert_eq!(texts(&read("a.xlsx", &bytes)), [(2, "闪退"), (3, "好用")]);
}

#[test]
fn a_sheet_with_a_known_header_comes_before_a_longer_one_without() {
    let mut book = Workbook::new();
    let notes: Vec<[String; 1]> = (0..30)
        .map(|n| [format!("这是第{n}段说明文字，与评论没有关系")])
        .collect();
    let first = book.add_worksheet();
    for (row, note) in (0..).zip(&notes) {
        first.write_string(row, 0, &note[0]).unwrap();
    }
    put(
        book.add_worksheet(),
        3,
        2,
        &[&["评论内容"], &["闪退"], &["好用"]],
    );
    let outcome = read("a.xlsx", &book.save_to_buffer().unwrap());
    assert_eq!(texts(&outcome), [(5, "闪退"), (6, "好用")]);
    let alone = book_of_notes(&notes);
    let outcome = read("a.xlsx", &alone);
    assert_eq!(outcome.documents.len(), 30);
    assert_eq!(outcome.source.columns.origin, HeaderOrigin::Numbered);
    assert_eq!(outcome.documents[0].line, 1);
}

fn book_of_notes(notes: &[[String; 1]]) -> Vec<u8> {
    book(|sheet| {
        for (row, note) in (0..).zip(notes) {
            sheet.write_string(row, 0, &note[0]).unwrap();
        }
    })
}

#[test]
fn blank_rows_are_no_rows_and_cost_little() {
    let style = Style::new().set_bold();
    let bytes = book(|sheet| {
        put(sheet, 0, 0, &[&["内容", "作者"], &["第一条", "甲"]]);
        for row in 2..60_000 {
            sheet.write_blank(row, 0, &style).unwrap();
            sheet.write_blank(row, 1, &style).unwrap();
        }
        put(sheet, 60_000, 0, &[&["最后一条", "乙"]]);
    });
    let begun = std::time::Instant::now();
    let outcome = read("a.xlsx", &bytes);
    assert_eq!(texts(&outcome), [(2, "第一条"), (60_001, "最后一条")]);
    // It is read three times here: for the sheet, for the rows, and again.
    assert!(begun.elapsed().as_secs_f64() < 3.0, "{:?}", begun.elapsed());
}

#[test]
fn a_blank_workbook_has_no_rows_and_a_ranking_is_refused() {
    let outcome = read("a.xlsx", &book(|_| ()));
    assert_eq!((outcome.documents.len(), outcome.source.sheet), (0, None));
    let ranking = book(|sheet| {
        put(
            sheet,
            0,
            0,
            &[&["排名", "应用"], &["1", "甲"], &["2", "乙"]],
        )
    });
    assert!(matches!(
        read_with("a.xlsx", &ranking, &ReadOptions::default()),
        Err(IngestError::NoTextColumn { .. })
    ));
}

#[test]
fn workbooks_before_2007_and_of_libreoffice_read_alike() {
    for (name, bytes) in [
        (
            "a.xls",
            &include_bytes!("../../tests/data/workbooks/comments.xls")[..],
        ),
        (
            "a.ods",
            &include_bytes!("../../tests/data/workbooks/comments.ods")[..],
        ),
    ] {
        let outcome = read(name, bytes);
        assert_eq!(
            texts(&outcome),
            [
                (4, "界面清楚，办事不用再跑大厅"),
                (5, "验证码收不到\n客服也没有回复"),
                (6, "更新以后快多了"),
            ],
            "{name}"
        );
        let fields: Vec<_> = outcome
            .documents
            .iter()
            .map(|document| &document.fields)
            .collect();
        assert_eq!(fields[0].id.as_deref(), Some("1001"), "{name}");
        assert_eq!(moment(fields[0]), "2019-10-03T12:34:56", "{name}");
        assert_eq!(moment(fields[1]), "2019-10-04T08:00:00", "{name}");
        assert_eq!(fields[2].rating, Some(4.5), "{name}");
        assert_eq!(fields[2].time, None, "{name}");
        assert_eq!(outcome.source.form(), name[2..], "{name}");
        assert_eq!(outcome.source.sheet.unwrap().first_row, 3, "{name}");
        // What a file is does not depend on its name.
        assert_eq!(read("a.csv", bytes).documents, outcome.documents, "{name}");
    }
}

fn problem(name: &str, bytes: &[u8]) -> WorkbookProblem {
    match read_with(name, bytes, &ReadOptions::default()) {
        Err(IngestError::Workbook { problem, .. }) => problem,
        other => panic!("{:?}", other.map(|outcome| outcome.documents)),
    }
}

#[test]
fn what_is_no_whole_workbook_is_refused() {
    let mut protected = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    protected.resize(1024, 0);
    protected.extend(
        "EncryptedPackage\0"
            .encode_utf16()
            .flat_map(u16::to_le_bytes),
    );
    protected.resize(2048, 0);
    assert_eq!(problem("a.xlsx", &protected), WorkbookProblem::Protected);
    for (name, page) in [
        (
            "a.xls",
            "<html><table><tr><td>好用</td></tr></table></html>",
        ),
        ("a.xlsx", ""),
    ] {
        assert!(
            matches!(
                problem(name, page.as_bytes()),
                WorkbookProblem::Broken { .. }
            ),
            "{name}"
        );
    }
    let xls = include_bytes!("../../tests/data/workbooks/comments.xls");
    let cut = read_with("a.xls", &xls[..xls.len() / 2], &ReadOptions::default());
    assert!(matches!(cut, Err(IngestError::NotText { .. })));
    assert!(matches!(
        problem("a.xlsx", &archive_of("xl/workbook.xml")),
        WorkbookProblem::Broken { .. }
    ));
    let told = ReadOptions {
        format: Some(Format::Xlsx),
        ..ReadOptions::default()
    };
    assert!(matches!(
        read_with("a.csv", "内容\n好用\n".as_bytes(), &told),
        Err(IngestError::Workbook { .. })
    ));
    // Other programs name separated values so, and their users expect them to be read.
    assert_eq!(
        texts(&read("a.xls", "评分\t内容\n5\t好用\n".as_bytes())),
        [(2, "好用")]
    );
}

/// A zip archive of one empty file.
fn archive_of(name: &str) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file(name, zip::write::SimpleFileOptions::default())
        .unwrap();
    zip.finish().unwrap().into_inner()
}

#[test]
fn an_archive_that_is_no_workbook_stays_refused() {
    assert!(matches!(
        read_with("a.zip", &archive_of("a.csv"), &ReadOptions::default()),
        Err(IngestError::NotText { .. })
    ));
}

/// A file with some of its bytes replaced.
fn damaged(file: &'static [u8]) -> impl Strategy<Value = Vec<u8>> {
    let changes = proptest::collection::vec((0..file.len(), any::<u8>()), 0..20);
    (changes, 0..=file.len()).prop_map(move |(changes, end)| {
        let mut bytes = file.to_vec();
        for (at, byte) in changes {
            bytes[at] = byte;
        }
        bytes.truncate(end.max(file.len() / 2));
        bytes
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_end_without_panic(
        noise in proptest::collection::vec(any::<u8>(), 0..2000),
        xls in damaged(include_bytes!("../../tests/data/workbooks/comments.xls")),
        ods in damaged(include_bytes!("../../tests/data/workbooks/comments.ods")),
    ) {
        for magic in [&b"PK\x03\x04"[..], b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"] {
            drop(read_with("a.xlsx", &[magic, &noise].concat(), &ReadOptions::default()));
        }
        drop(read_with("a.xls", &xls, &ReadOptions::default()));
        drop(read_with("a.ods", &ods, &ReadOptions::default()));
    }

    #[test]
    fn written_texts_are_read_back(
        texts in proptest::collection::vec("[好用a\"',;\t\n#0-9 -]{1,12}", 1..12),
    ) {
        let bytes = book(|sheet| {
            put(sheet, 0, 0, &[&["id", "content"]]);
            for (row, text) in (1..).zip(&texts) {
                sheet.write_number(row, 0, row).unwrap();
                sheet.write_string(row, 1, text).unwrap();
            }
        });
        let outcome = read("a.xlsx", &bytes);
        let found: Vec<&str> = outcome.documents.iter().map(|document| document.text.as_str()).collect();
        prop_assert_eq!(found, texts);
    }
}
