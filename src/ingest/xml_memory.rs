//! The memory that the parts of xlsx and ods ask for. See [`workbook_memory`](super::workbook_memory).

use std::io::{self, BufRead};

use quick_xml::Reader;
use quick_xml::events::Event;

use super::workbook_memory::{GRID_CELL_BYTES, Memory, TEXT_BYTES};

/// What a sheet has room for; more is cut by the parser.
const MAX_ROWS: u64 = 1 << 20;
const MAX_COLUMNS: u64 = 1 << 14;

/// The table of strings of an xlsx workbook, a part of `size` bytes: its text twice, while it is
/// read, and as many strings as it says it has, for which room is made at once.
pub(super) fn strings(part: impl BufRead, size: u64, memory: &mut Memory) -> io::Result<()> {
    memory.hold(size.saturating_mul(2))?;
    let mut xml = Reader::from_reader(part);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer) {
            Ok(Event::Start(tag) | Event::Empty(tag)) if tag.local_name().as_ref() == "sst" => {
                let n_strings = number(tag.attributes_raw(), "uniqueCount").unwrap_or(0);
                return memory.hold(n_strings.saturating_mul(TEXT_BYTES));
            }
            // What is broken the parser will refuse.
            Ok(Event::Eof) | Err(_) => return Ok(()),
            Ok(_) => {}
        }
    }
}

/// The number that is said of `key` among the attributes of a tag, however they are written; the
/// greatest of several, and more than it is where digits are written as entities.
fn number(attributes: &str, key: &str) -> Option<u64> {
    let values = attributes.match_indices(key).filter_map(|(at, _)| {
        let value = attributes[at + key.len()..]
            .trim_start()
            .strip_prefix('=')?;
        let value = value.trim_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let digits = value[1..].chars().take_while(|c| *c != quote);
        let digits = digits.filter_map(|c| c.to_digit(10));
        Some(digits.fold(0_u64, |n, digit| {
            n.saturating_mul(10).saturating_add(digit.into())
        }))
    });
    values.max()
}

/// The sheets of an ods workbook.
pub(super) fn content(part: impl BufRead, memory: &mut Memory) -> io::Result<()> {
    let mut xml = Reader::from_reader(part);
    let config = xml.config_mut();
    config.check_end_names = false;
    config.expand_empty_elements = true;
    let mut buffer = Vec::new();
    let mut table = Table::default();
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer) {
            Ok(Event::Start(tag)) => {
                let attributes = tag.attributes_raw();
                match tag.name().as_ref() {
                    "table:table" => table = Table::default(),
                    "table:table-row" => table.begin_row(attributes),
                    "table:table-cell" | "table:covered-table-cell" => table.add_cells(attributes),
                    "text:s" => table.add_text(number(attributes, "text:c").unwrap_or(1)),
                    _ => {}
                }
            }
            Ok(Event::End(tag)) => match tag.name().as_ref() {
                "table:table-row" => table.end_row(memory)?,
                "table:table" => std::mem::take(&mut table).end(memory)?,
                _ => {}
            },
            Ok(Event::Text(text)) => table.add_text(length(&text)),
            Ok(Event::CData(text)) => table.add_text(length(&text)),
            Ok(Event::GeneralRef(_)) => table.add_text(4),
            Ok(Event::Eof) | Err(_) => return Ok(()),
            Ok(_) => {}
        }
    }
}

fn length(text: &str) -> u64 {
    u64::try_from(text.len()).unwrap_or(u64::MAX)
}

/// A sheet as far as it was read.
#[derive(Default)]
struct Table {
    /// Rows so far.
    n_rows: u64,
    /// The rows and the columns between which all cells lie, the last excluded.
    rows: Option<(u64, u64)>,
    columns: Option<(u64, u64)>,
    has_formulas: Formulas,
    row: Row,
}

#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Formulas {
    Some,
    #[default]
    None,
}

#[derive(Default)]
struct Row {
    repeats: u64,
    n_columns: u64,
    /// The column behind the last cell that is not empty.
    end: u64,
    /// The repeats of the cell that was read last, and of all cells the bytes of their texts.
    cell_repeats: u64,
    text_bytes: u64,
}

impl Table {
    fn begin_row(&mut self, attributes: &str) {
        let repeats = number(attributes, "table:number-rows-repeated").unwrap_or(1);
        self.row = Row {
            repeats: repeats.min(MAX_ROWS.saturating_sub(self.n_rows)),
            ..Row::default()
        };
    }

    fn add_cells(&mut self, attributes: &str) {
        let row = &mut self.row;
        let repeats = number(attributes, "table:number-columns-repeated").unwrap_or(1);
        row.cell_repeats = repeats.min(MAX_COLUMNS.saturating_sub(row.n_columns));
        let start = row.n_columns;
        row.n_columns += row.cell_repeats;
        let formula = attributes.contains("formula");
        if formula {
            self.has_formulas = Formulas::Some;
        }
        if formula || attributes.contains("office:") || attributes.contains("calcext:") {
            row.end = row.n_columns;
            let (first, last) = self.columns.unwrap_or((start, 0));
            self.columns = Some((first.min(start), last.max(row.end)));
        }
        self.add_text(length(attributes));
    }

    fn add_text(&mut self, n_bytes: u64) {
        let n_bytes = n_bytes.saturating_mul(self.row.cell_repeats);
        self.row.text_bytes = self.row.text_bytes.saturating_add(n_bytes);
    }

    fn end_row(&mut self, memory: &mut Memory) -> io::Result<()> {
        let row = std::mem::take(&mut self.row);
        let start = self.n_rows;
        self.n_rows += row.repeats;
        if row.end == 0 {
            return Ok(());
        }
        let (first, _) = self.rows.unwrap_or((start, 0));
        self.rows = Some((first, self.n_rows));
        memory.hold(row.end * (GRID_CELL_BYTES + TEXT_BYTES))?;
        // Once as it was read, in the grid, and in the copy of the grid that is handed out.
        let copies = row.repeats.saturating_mul(2) + 1;
        memory.hold(row.text_bytes.saturating_mul(copies))
    }

    fn end(self, memory: &mut Memory) -> io::Result<()> {
        let span = |ends: Option<(u64, u64)>| ends.map_or(0, |(first, last)| last - first);
        let cell_bytes = match self.has_formulas {
            Formulas::Some => 2 * GRID_CELL_BYTES + TEXT_BYTES,
            Formulas::None => 2 * GRID_CELL_BYTES,
        };
        memory.hold(span(self.rows) * span(self.columns) * cell_bytes)
    }
}
