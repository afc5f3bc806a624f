//! Workbooks of a few kilobytes that would take gigabytes.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;

use super::tests::{read, read_with};
use super::*;

/// A workbook with `from` replaced in one of its parts.
fn patched(book: &[u8], part: &str, from: &str, to: &str) -> Vec<u8> {
    let mut old = zip::ZipArchive::new(Cursor::new(book)).unwrap();
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..old.len() {
        let mut file = old.by_index(index).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        if name == part {
            let text = String::from_utf8(bytes).unwrap();
            assert!(text.contains(from), "{text}");
            bytes = text.replacen(from, to, 1).into_bytes();
        }
        new.start_file(name, SimpleFileOptions::default()).unwrap();
        new.write_all(&bytes).unwrap();
    }
    new.finish().unwrap().into_inner()
}

/// Checks that a file is refused for the memory it asks for.
#[track_caller]
fn refused(name: &str, bytes: &[u8]) {
    assert!(bytes.len() < 60_000, "{}", bytes.len());
    let error = read_with(name, bytes, &ReadOptions::default())
        .err()
        .unwrap();
    assert_eq!(
        error.to_string(),
        format!(
            "{name}: more than workbook-bytes 1073741824; if the file is to be trusted, raise the \
             limit with --limit workbook-bytes=…"
        )
    );
}

#[test]
fn far_corners_of_a_streamed_sheet_cost_nothing() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, text) in (0..).zip(["内容", "好用", "闪退"]) {
        sheet.write_string(row, 0, text).unwrap();
    }
    for row in (100..1200).chain([1_048_575]) {
        sheet.write_string(row, 0, "很卡").unwrap();
        sheet.write_number(row, 16_383, 1).unwrap();
    }
    let bytes = book.save_to_buffer().unwrap();
    let begun = std::time::Instant::now();
    let outcome = read("a.xlsx", &bytes);
    assert_eq!(outcome.documents.len(), 1103);
    assert_eq!(outcome.documents.last().unwrap().line, 1_048_576);
    assert!(begun.elapsed().as_secs_f64() < 3.0, "{:?}", begun.elapsed());
}

#[test]
fn a_count_of_strings_that_is_made_up_is_refused() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "内容").unwrap();
    sheet.write_string(1, 0, "好用").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    for count in ["99999999999", "400000000000000", "99999999999999999999999"] {
        let said = format!("uniqueCount=\"{count}\"");
        let part = "xl/sharedStrings.xml";
        refused("a.xlsx", &patched(&bytes, part, "uniqueCount=\"2\"", &said));
    }
}

#[test]
fn a_row_names_no_more_cells_than_it_can_have() {
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().write_number(0, 0, 1).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let cell = "<c r=\"A1\"><v>1</v></c>";
    let patched = patched(
        &bytes,
        "xl/worksheets/sheet1.xml",
        cell,
        &cell.repeat(20_000),
    );
    let error = read_with("a.xlsx", &patched, &ReadOptions::default())
        .err()
        .unwrap();
    let told = "a.xlsx: the workbook holds more than 16384 cells in a row; ";
    assert!(error.to_string().starts_with(told), "{error}");
}

const ODS: &[u8] = include_bytes!("../../tests/data/workbooks/comments.ods");

/// The workbook of LibreOffice with rows put in front of those it has.
fn ods(rows: &str) -> Vec<u8> {
    patched(
        ODS,
        "content.xml",
        "<table:table-row",
        &format!("{rows}<table:table-row"),
    )
}

#[test]
fn a_grid_of_repeated_or_far_cells_is_refused() {
    let cell = "<table:table-cell office:value-type=\"float\" office:value=\"1\"/>";
    let row = |cells: &str| format!("<table:table-row>{cells}</table:table-row>");
    let many = |n: &str| {
        cell.replace(
            " office",
            &format!(" table:number-columns-repeated=\"{n}\" office"),
        )
    };
    let rows = |n: &str, cells: &str| {
        row(cells).replacen(
            "row>",
            &format!("row table:number-rows-repeated=\"{n}\">"),
            1,
        )
    };
    let empty = "<table:table-cell table:number-columns-repeated=\"16383\"/>";
    let long = format!(
        "<table:table-cell office:value-type=\"string\"><text:p>{}</text:p></table:table-cell>",
        "长".repeat(9000)
    );
    for refusal in [
        rows("1048000", &many("16384")),
        rows("1&#48;48000", &many("16384")),
        row(cell) + &rows("1048000", "") + &row(&format!("{empty}{cell}")),
        row(&many("16384")).repeat(300),
        rows("1000000", &long),
        row(
            "<table:table-cell office:value-type=\"string\"><text:p><text:s text:c=\"99999999999\"/></text:p></table:table-cell>",
        ),
    ] {
        refused("a.ods", &ods(&refusal));
    }
    // Styles to the end of the sheet are usual, and hold nothing.
    let usual = rows(
        "1000",
        "<table:table-cell table:number-columns-repeated=\"16384\"/>",
    );
    assert_eq!(read("a.ods", &ods(&usual)).documents.len(), 3);
}

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap();
    [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
}

/// A compound file with this workbook in it.
fn compound(mut workbook: Vec<u8>) -> Vec<u8> {
    workbook.resize(workbook.len().next_multiple_of(512).max(4096), 0);
    let n_sectors = u32::try_from(workbook.len() / 512).unwrap();
    let mut header = vec![0; 512];
    header[..8].copy_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    header[26..34].copy_from_slice(&[3, 0, 0xfe, 0xff, 9, 0, 6, 0]);
    let end = 0xffff_fffe_u32.to_le_bytes();
    // One sector of the table, then the directory, then the workbook.
    header[44..52].copy_from_slice(&[1, 0, 0, 0, 1, 0, 0, 0]);
    header[68..72].copy_from_slice(&end);
    header[76..512].fill(0xff);
    header[76..80].fill(0);
    let mut table = vec![0xfd, 0xff, 0xff, 0xff];
    table.extend(end);
    table.extend((3..n_sectors + 2).flat_map(u32::to_le_bytes));
    table.extend(end);
    table.resize(512, 0xff);
    let mut directory = vec![0; 512];
    for (entry, (name, start, length)) in
        [("Root Entry", 0, 0), ("Workbook", 2_u32, workbook.len())]
            .into_iter()
            .enumerate()
    {
        let entry = &mut directory[128 * entry..][..128];
        for (at, unit) in name.encode_utf16().enumerate() {
            entry[2 * at..2 * at + 2].copy_from_slice(&unit.to_le_bytes());
        }
        entry[116..120].copy_from_slice(&start.to_le_bytes());
        let length = u32::try_from(length).unwrap();
        entry[120..124].copy_from_slice(&length.to_le_bytes());
    }
    [header, table, directory, workbook].concat()
}

/// A workbook with a table of strings and so many sheets of these records.
fn xls(strings: &[u8], records: &[u8], n_sheets: usize) -> Vec<u8> {
    let begin = record(0x0809, &[0, 6, 5, 0, 0, 0, 0, 0]);
    let end = record(0x000a, &[]);
    let globals = |start: u32| {
        let mut globals = begin.clone();
        for sheet in 0..n_sheets {
            let name = char::from(b'A' + u8::try_from(sheet).unwrap());
            let data = [&start.to_le_bytes()[..], &[0, 0, 1, 0, name as u8]].concat();
            globals.extend(record(0x0085, &data));
        }
        globals.extend(record(0x00fc, strings));
        globals.extend(&end);
        globals
    };
    let start = u32::try_from(globals(0).len()).unwrap();
    compound([globals(start), begin.clone(), records.to_vec(), end.clone()].concat())
}

fn shared(row: u16, column: u16, string: u32) -> Vec<u8> {
    let place = [row.to_le_bytes(), column.to_le_bytes(), [0, 0]].concat();
    record(0x00fd, &[&place[..], &string.to_le_bytes()].concat())
}

/// A table of strings: 内容 and one that is `n` times 长.
fn strings(n: u16) -> Vec<u8> {
    let mut strings = [2_u32.to_le_bytes(), 2_u32.to_le_bytes()].concat();
    for text in ["内容".to_owned(), "长".repeat(n.into())] {
        let units: Vec<u16> = text.encode_utf16().collect();
        strings.extend(u16::try_from(units.len()).unwrap().to_le_bytes());
        strings.push(1);
        strings.extend(units.into_iter().flat_map(u16::to_le_bytes));
    }
    strings
}

#[test]
fn what_a_workbook_before_2007_asks_for_is_reckoned() {
    let table = [shared(0, 0, 0), shared(1, 0, 1), shared(2, 0, 1)].concat();
    let outcome = read("a.xls", &xls(&strings(3), &table, 1));
    assert_eq!(outcome.texts(), ["长长长", "长长长"]);
    let wide = [table.clone(), shared(65_535, 255, 1)].concat();
    refused("a.xls", &xls(&strings(3), &wide, 1));
    let large = [table.clone(), shared(20_000, 255, 1)].concat();
    // The far cell is a remark below the table.
    let outcome = read("a.xls", &xls(&strings(3), &large, 1));
    assert_eq!((outcome.documents.len(), outcome.skipped.len()), (2, 1));
    refused("a.xls", &xls(&strings(3), &large, 9));
    let corners = [shared(0, 0, 0), shared(65_535, 65_535, 0)].concat();
    refused("a.xls", &xls(&strings(3), &corners, 1));
    let size = |rows: u32| {
        let data = [&[0; 4][..], &rows.to_le_bytes(), &[0, 0, 0, 1, 0, 0]].concat();
        [record(0x0200, &data), table.clone()].concat()
    };
    assert_eq!(
        read("a.xls", &xls(&strings(3), &size(65_536), 1))
            .documents
            .len(),
        2
    );
    refused("a.xls", &xls(&strings(3), &size(0x1000_0000), 1));
    // 3,000 cells of 4,000 characters are 36 MB, twice, in 20 sheets.
    let texts: Vec<u8> = (0..3000).flat_map(|row| shared(row, 0, 1)).collect();
    refused("a.xls", &xls(&strings(4000), &texts, 20));
}

#[test]
fn sectors_in_a_circle_are_refused() {
    let mut bytes = xls(&strings(3), &shared(0, 0, 0), 1);
    // The directory is its own next sector.
    bytes[512 + 4..512 + 8].copy_from_slice(&1_u32.to_le_bytes());
    let error = read_with("a.xls", &bytes, &ReadOptions::default())
        .err()
        .unwrap();
    assert!(
        error.to_string().contains("its parts do not hang together"),
        "{error}"
    );
}
