//! The memory that a workbook before 2007 asks for. See [`workbook_memory`](super::workbook_memory).
//!
//! Its parser reads all sheets at once, so all of them count.

use std::io;

use super::compound::{Compound, u16_at, u32_at};
use super::workbook_memory::{GRID_CELL_BYTES, LISTED_CELL_BYTES, Memory, TEXT_BYTES};

/// Bytes of UTF-8 that a byte of a record becomes at most, and those of a formula spelled out
/// (whose names can be longer).
const BYTES_PER_BYTE: u64 = 3;
const FORMULA_BYTES_PER_BYTE: u64 = 8;

/// Bytes of UTF-8 that a unit of UTF-16 becomes at most.
const BYTES_PER_UNIT: u64 = 3;

/// Types of records.
const END: u16 = 0x000a;
const CONTINUE: u16 = 0x003c;
const SHEET: u16 = 0x0085;
const STRINGS: u16 = 0x00fc;
const BEGIN: u16 = 0x0809;
const DIMENSIONS: u16 = 0x0200;
const FORMULA: u16 = 0x0006;
const FORMULA_TEXT: u16 = 0x0207;
const SHARED_TEXT: u16 = 0x00fd;
const MANY_NUMBERS: u16 = 0x00bd;
/// Numbers, texts, and truth values or errors.
const CELLS: [u16; 5] = [0x0203, 0x0204, 0x00d6, 0x0205, 0x027e];

/// Reckons the memory for the workbook in a compound file.
///
/// # Errors
/// [`Exceeded`](super::limits::Exceeded) inside the error; others when the file is damaged.
pub(super) fn check(file: &[u8], memory: &mut Memory) -> io::Result<()> {
    let compound = Compound::new(file);
    let stream = compound.and_then(|file| file.stream("Workbook").or_else(|| file.stream("Book")));
    let Some(stream) = stream else {
        return Err(io::Error::other("its parts do not hang together"));
    };
    let (mut sheets, mut lengths) = (Vec::new(), Vec::new());
    for record in Records(&stream) {
        match record.kind {
            SHEET => sheets.extend(u32_at(record.data, 0)),
            STRINGS => lengths = string_lengths(record).unwrap_or_default(),
            END => break,
            _ => {}
        }
    }
    memory.hold(lengths.iter().map(|n| n + TEXT_BYTES).sum())?;
    for start in sheets {
        let rest = usize::try_from(start)
            .ok()
            .and_then(|start| stream.get(start..));
        let mut sheet = Sheet::default();
        sheet.read(rest.unwrap_or_default(), &lengths, memory)?;
    }
    Ok(())
}

/// A record of a workbook with what continues it.
struct Record<'a> {
    kind: u16,
    data: &'a [u8],
    more: Vec<&'a [u8]>,
}

struct Records<'a>(&'a [u8]);

impl<'a> Records<'a> {
    fn next_one(&mut self) -> Option<(u16, &'a [u8])> {
        let kind = u16_at(self.0, 0)?;
        let end = usize::from(u16_at(self.0, 2)?) + 4;
        let data = self.0.get(4..end)?;
        self.0 = &self.0[end..];
        Some((kind, data))
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    /// The next record; `None` also where the parser gives up.
    fn next(&mut self) -> Option<Record<'a>> {
        let (kind, data) = self.next_one()?;
        let mut more = Vec::new();
        while u16_at(self.0, 0) == Some(CONTINUE) && self.0.len() > 4 {
            more.push(self.next_one()?.1);
        }
        Some(Record { kind, data, more })
    }
}

/// The bytes that each string of the table of strings becomes at most; `None` where it is damaged.
fn string_lengths(record: Record<'_>) -> Option<Vec<u64>> {
    let mut more = record.more.into_iter();
    let mut data = record.data.get(8..)?;
    let mut lengths = Vec::new();
    loop {
        if data.is_empty() {
            match more.next() {
                Some(next) => data = next,
                None => return Some(lengths),
            }
            if data.is_empty() {
                lengths.push(0);
                continue;
            }
        }
        let mut n_units = usize::from(u16_at(data, 0)?);
        let flags = *data.get(2)?;
        data = &data[3..];
        lengths.push(u64::try_from(n_units).ok()? * BYTES_PER_UNIT);
        let mut n_behind = 0;
        if flags & 8 != 0 {
            n_behind += 4 * usize::from(u16_at(data, 0)?);
            data = &data[2..];
        }
        if flags & 4 != 0 {
            n_behind += usize::try_from(u32_at(data, 0)?).ok()?;
            data = &data[4..];
        }
        let mut unit_bytes = 1 + usize::from(flags & 1);
        while n_units > 0 {
            let n_here = n_units.min(data.len() / unit_bytes);
            n_units -= n_here;
            data = &data[n_here * unit_bytes..];
            if n_units > 0 {
                data = more.next()?;
                unit_bytes = 1 + usize::from(data.first()? & 1);
                data = &data[1..];
            }
        }
        while n_behind > 0 {
            if data.is_empty() {
                data = more.next()?;
            }
            let n_here = n_behind.min(data.len());
            data = &data[n_here..];
            n_behind -= n_here;
        }
    }
}

/// The rectangle around cells.
#[derive(Default)]
struct Grid(Option<[u64; 4]>);

impl Grid {
    fn add(&mut self, row: u16, column: u16) {
        let (row, column) = (u64::from(row), u64::from(column));
        let [top, left, bottom, right] = self.0.unwrap_or([row, column, row, column]);
        self.0 = Some([
            top.min(row),
            left.min(column),
            bottom.max(row),
            right.max(column),
        ]);
    }

    fn n_cells(&self) -> u64 {
        let size = |[top, left, bottom, right]: [u64; 4]| (bottom - top + 1) * (right - left + 1);
        self.0.map_or(0, size)
    }
}

#[derive(Default)]
struct Sheet {
    values: Grid,
    formulas: Grid,
    n_cells: u64,
    text_bytes: u64,
}

impl Sheet {
    fn read(&mut self, stream: &[u8], lengths: &[u64], memory: &mut Memory) -> io::Result<()> {
        // Charts in a sheet are streams of their own, with cells that do not count.
        let (mut has_begun, mut depth) = (false, 0_u64);
        let mut formula = (0, 0);
        for Record { kind, data, .. } in Records(stream) {
            match kind {
                BEGIN if has_begun => depth += 1,
                BEGIN => has_begun = true,
                END if depth == 0 => break,
                END => depth -= 1,
                _ if depth > 0 => {}
                DIMENSIONS => memory.lend(reserved_bytes(data))?,
                _ => formula = self.add(kind, data, formula, lengths).unwrap_or(formula),
            }
        }
        // The list of the cells is given back, the grid is copied when it is handed out.
        memory.lend(self.n_cells * LISTED_CELL_BYTES)?;
        memory.hold(self.values.n_cells() * GRID_CELL_BYTES * 2)?;
        memory.hold(self.formulas.n_cells() * TEXT_BYTES)?;
        memory.hold(self.text_bytes.saturating_mul(2))
    }

    /// Adds a record; gives the place of the formula whose text may follow, if it is one.
    fn add(
        &mut self,
        kind: u16,
        data: &[u8],
        formula: (u16, u16),
        lengths: &[u64],
    ) -> Option<(u16, u16)> {
        let n_bytes = u64::try_from(data.len()).unwrap_or(u64::MAX);
        let (row, column) = match kind {
            FORMULA_TEXT => formula,
            _ => (u16_at(data, 0)?, u16_at(data, 2)?),
        };
        let mut text_bytes = n_bytes * BYTES_PER_BYTE;
        match kind {
            FORMULA => {
                self.formulas.add(row, column);
                text_bytes = n_bytes * FORMULA_BYTES_PER_BYTE;
            }
            SHARED_TEXT => {
                let index = usize::try_from(u32_at(data, 6)?).ok()?;
                text_bytes = *lengths.get(index)?;
            }
            MANY_NUMBERS => {
                let last = data.len().checked_sub(2)?;
                self.values.add(row, u16_at(data, last)?);
                self.n_cells += n_bytes / 6;
                text_bytes = 0;
            }
            FORMULA_TEXT => {}
            kind if CELLS.contains(&kind) => {}
            _ => return None,
        }
        self.values.add(row, column);
        self.n_cells += 1;
        self.text_bytes = self.text_bytes.saturating_add(text_bytes);
        (kind == FORMULA).then_some((row, column))
    }
}

/// The room that is made for a sheet because of the size that it states.
fn reserved_bytes(data: &[u8]) -> u64 {
    let places = || match data.len() {
        10 => {
            let at = |at| u16_at(data, at).map(u32::from);
            Some([at(0)?, at(2)?, at(4)?, at(6)?])
        }
        _ => {
            let at = |at| u16_at(data, at).map(u32::from);
            Some([u32_at(data, 0)?, u32_at(data, 4)?, at(8)?, at(10)?])
        }
    };
    let Some([top, bottom, mut left, right]) = places() else {
        return 0;
    };
    if left > 0xff || right < left {
        left = 0;
    }
    if bottom == 0 || right == 0 {
        return 0;
    }
    // As the parser reckons, which may go below zero.
    let n_rows = u64::from(bottom.wrapping_sub(top));
    let n_columns = u64::from(right.wrapping_sub(left));
    n_rows
        .saturating_mul(n_columns)
        .saturating_mul(LISTED_CELL_BYTES)
}
