use rust_xlsxwriter::Workbook;

use super::{Desk, sample};

/// The sample corpus as an export: a title, the table from column B on, a remark below.
fn sample_as_workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("评论").unwrap();
    sheet.write_string(0, 1, "示例应用_评论详情").unwrap();
    let mut row = 3;
    let mut records = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_path(sample())
        .unwrap();
    for record in records.records() {
        for (column, cell) in (1..).zip(&record.unwrap()) {
            sheet.write_string(row, column, cell).unwrap();
        }
        row += 1;
    }
    sheet
        .write_string(row + 1, 1, "数据支持一次性导出9999条")
        .unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn a_workbook_gives_the_keywords_of_the_same_table_as_csv() {
    let desk = Desk::with("book.xlsx", sample_as_workbook());
    desk.ciyun("run book.xlsx -o book").code(0);
    desk.ciyun(&format!("run {} -o table", sample().display()))
        .code(0);
    assert_eq!(
        desk.read("book/keywords.csv"),
        desk.read("table/keywords.csv")
    );
    let ledger = desk.read("book/ledger.csv");
    assert!(ledger.contains("row.footer,1,book.xlsx:860"), "{ledger}");
    assert!(ledger.contains("document,read,854,"), "{ledger}");
    assert!(desk.read("book/manifest.json").contains("\"xlsx\""));
}

#[test]
fn the_sheet_and_its_header_row_are_told() {
    let desk = Desk::with("data/book.xlsx", sample_as_workbook());
    for (arguments, expected) in [
        (
            "inspect data",
            "book.xlsx: xlsx, utf-8 (certain); sheet 评论, header in row 4\n",
        ),
        ("inspect data --lang zh", "工作表 评论，表头在第 4 行\n"),
    ] {
        let said = desk.ciyun(arguments).code(0).stdout();
        assert!(said.contains(expected), "{said}");
    }
}

#[test]
fn a_broken_workbook_is_named_with_what_to_do() {
    let desk = Desk::with("a.xlsx", "<table></table>");
    let said = desk.ciyun("inspect a.xlsx").code(2).stderr();
    assert!(
        said.contains("a.xlsx: cannot be read as a workbook"),
        "{said}"
    );
    let said = desk.ciyun("inspect a.xlsx --lang zh").code(2).stderr();
    assert!(
        said.contains("a.xlsx：无法作为工作簿读取：文件开头不是工作簿"),
        "{said}"
    );
}
