//! An Excel workbook, one sheet a table, the same bytes every time.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::{Cell, Table, starts_like_formula};
use crate::language::Language;

/// Widest column, in Excel's unit of one digit.
const MAX_WIDTH: usize = 60;

/// Why there is no workbook.
#[derive(Debug, thiserror::Error)]
#[error("table {sheet:?} does not fit into an Excel sheet")]
pub struct WorkbookError {
    /// Name of the sheet.
    pub sheet: String,
    /// What the writer said.
    pub source: XlsxError,
}

/// Writes tables as sheets of a workbook: titles in a frozen bold first row, numbers as numbers,
/// empty cells where nothing is known.
///
/// Text that looks like a formula is marked as text, as Excel does with an apostrophe.
///
/// # Errors
/// [`WorkbookError`] when a table is larger than a sheet (1,048,576 rows, 32,767 characters in a
/// cell) or a name is not one of a sheet.
pub fn to_xlsx(sheets: &[(&str, &Table)], language: Language) -> Result<Vec<u8>, WorkbookError> {
    let mut book = Workbook::new();
    // The writer would note the time of writing.
    let beginning = ExcelDateTime::from_ymd(2000, 1, 1).expect("a date that Excel knows");
    book.set_properties(&DocProperties::new().set_creation_datetime(&beginning));
    let mut first = "";
    for (name, table) in sheets {
        first = if first.is_empty() { name } else { first };
        fill(book.add_worksheet(), name, table, language).map_err(|source| WorkbookError {
            sheet: (*name).to_owned(),
            source,
        })?;
    }
    book.save_to_buffer().map_err(|source| WorkbookError {
        sheet: first.to_owned(),
        source,
    })
}

fn fill(
    sheet: &mut Worksheet,
    name: &str,
    table: &Table,
    language: Language,
) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    let quoted = Format::new().set_quote_prefix();
    sheet.set_name(name)?.set_freeze_panes(1, 0)?;
    for (column, title) in (0_u16..).zip(&table.titles) {
        let title = title.text(language);
        sheet.write_string_with_format(0, column, title, &bold)?;
        let index = usize::from(column);
        let cells = table.rows.iter().map(|row| width(&row[index]));
        let widest = cells.chain([text_width(title)]).max().unwrap_or(0);
        let width = u16::try_from(widest.min(MAX_WIDTH) + 2).expect("the sum is small");
        sheet.set_column_width(column, f64::from(width))?;
    }
    for (row, cells) in (1_u32..).zip(&table.rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            match cell {
                Cell::Text(text) => {
                    if starts_like_formula(text) {
                        sheet.write_string_with_format(row, column, text, &quoted)?;
                    } else {
                        sheet.write_string(row, column, text)?;
                    }
                }
                // Excel holds numbers as floats: exact up to 2^53.
                Cell::Count(count) => {
                    sheet.write_number(row, column, *count as f64)?;
                }
                Cell::Real(value) if value.is_finite() => {
                    sheet.write_number(row, column, *value)?;
                }
                Cell::Real(_) | Cell::Missing => {}
            }
        }
    }
    Ok(())
}

fn width(cell: &Cell) -> usize {
    match cell {
        Cell::Text(text) => text_width(text),
        Cell::Count(count) => count.to_string().len(),
        Cell::Real(_) | Cell::Missing => 8,
    }
}

/// Width in digits; a wide character takes two.
fn text_width(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;
    use crate::table::tests::sample;

    /// One file inside a workbook, which is a zip archive.
    fn part(book: &[u8], name: &str) -> String {
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(book)).unwrap();
        let mut text = String::new();
        let mut file = archive.by_name(name).unwrap();
        file.read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn the_same_table_gives_the_same_bytes() {
        let write = || to_xlsx(&[("t", &sample())], Language::Chinese).unwrap();
        let first = write();
        std::thread::sleep(std::time::Duration::from_millis(1100));
        assert_eq!(first, write());
    }

    #[test]
    fn numbers_are_numbers_text_is_text_and_nothing_is_a_formula() {
        let book = to_xlsx(&[("词表", &sample())], Language::Chinese).unwrap();
        let sheet = part(&book, "xl/worksheets/sheet1.xml");
        assert!(sheet.contains("<c r=\"B2\"><v>40</v></c>"), "{sheet}");
        assert!(sheet.contains("<v>-0.1</v>"), "{sheet}");
        assert!(!sheet.contains("<f>"), "{sheet}");
        assert!(!sheet.contains("r=\"D3\""), "an empty cell: {sheet}");
        let strings = part(&book, "xl/sharedStrings.xml");
        for text in ["词语", "闪退", "=1+1"] {
            assert!(strings.contains(text), "{text}: {strings}");
        }
        assert!(part(&book, "xl/styles.xml").contains("quotePrefix=\"1\""));
        assert!(part(&book, "xl/workbook.xml").contains("词表"));
    }
}
