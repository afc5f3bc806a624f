//! Every file of `files/` is read as stated beside it.
//!
//! `<tool>[.<variant>].<ending>` is an export of the tool with this id, `none.<name>.<ending>` one
//! that is known by no tool. `<tool>[.<variant>].expected.json` states the tool, the column of each
//! field and every document with all the fields it has. A data file that ends in `.xlsx.csv` is the
//! grid of a workbook, which the test makes of it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use ciyun::ingest::Tool;
use rust_xlsxwriter::Workbook;
use serde_json::Value;

use crate::reading::{Reading, read};

const EXPECTED: &str = ".expected.json";

/// A file of `files/`, with what should be read from it.
pub(crate) struct Export {
    /// Its name without the ending, such as `mediacrawler-xhs.2026-07`.
    pub(crate) stem: String,
    /// Its name as a tool would write it.
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

impl Export {
    /// The id of the tool by its name, unless it is `none`.
    fn tool(&self) -> Option<&str> {
        let id = self.stem.split('.').next().unwrap();
        (id != "none").then_some(id)
    }

    fn expected(&self) -> Value {
        let path = folder().join(format!("{}{EXPECTED}", self.stem));
        let text = fs::read_to_string(&path).unwrap_or_else(|_| "null".to_owned());
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/exports/files")
}

/// All files, in the order of their names.
pub(crate) fn exports() -> Vec<Export> {
    let entries = fs::read_dir(folder()).unwrap();
    let names: BTreeSet<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.ends_with(EXPECTED))
        .collect();
    let export = |name: &String| {
        let bytes = fs::read(folder().join(name)).unwrap();
        let (stem, ending) = name.rsplit_once('.').unwrap();
        match stem.strip_suffix(".xlsx") {
            Some(stem) => Export {
                stem: stem.to_owned(),
                name: format!("{stem}.xlsx"),
                bytes: workbook(&bytes),
            },
            None => Export {
                stem: stem.to_owned(),
                name: format!("{stem}.{ending}"),
                bytes,
            },
        }
    };
    names.iter().map(export).collect()
}

/// The workbook of a grid; whole numbers that Excel holds exactly are numbers in it.
fn workbook(grid: &[u8]) -> Vec<u8> {
    let mut rows = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(grid);
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    // The reader passes over empty lines, so rows keep their place by a line of commas.
    for (row, record) in (0..).zip(rows.records()) {
        for (column, cell) in (0..).zip(&record.unwrap()) {
            match cell.parse::<u32>() {
                _ if cell.is_empty() => continue,
                Ok(number) => sheet.write_number(row, column, number).unwrap(),
                Err(_) => sheet.write_string(row, column, cell).unwrap(),
            };
        }
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn every_tool_has_a_file_and_every_file_a_tool() {
    let tools: BTreeSet<&str> = Tool::all().map(|tool| tool.id).collect();
    let exports = exports();
    let shown: BTreeSet<&str> = exports.iter().filter_map(Export::tool).collect();
    assert_eq!(shown, tools);
    let stems: BTreeSet<&str> = exports.iter().map(|export| export.stem.as_str()).collect();
    assert_eq!(stems.len(), exports.len(), "two files of one name");
    for entry in fs::read_dir(folder()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if let Some(stem) = name.strip_suffix(EXPECTED) {
            assert!(stems.contains(stem), "{name} states what no file holds");
        }
    }
}

#[test]
fn every_file_is_read_as_stated() {
    let drafts = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let mut differing = Vec::new();
    for export in exports() {
        let reading = read(&export.name, &export.bytes);
        assert_eq!(reading.tool(), export.tool(), "{}", export.name);
        if let Some(difference) = difference(&reading, &export.expected()) {
            let draft = drafts.join(format!("{}{EXPECTED}", export.stem));
            fs::write(&draft, reading.draft()).unwrap();
            differing.push(format!("{}: {difference}", export.name));
        }
    }
    assert!(
        differing.is_empty(),
        "read otherwise than stated (all that was read lies in {}):\n{}",
        drafts.display(),
        differing.join("\n")
    );
}

/// The first thing that was read otherwise.
fn difference(reading: &Reading, expected: &Value) -> Option<String> {
    let found = reading.stated();
    for part in ["tool", "columns", "skipped"] {
        if found[part] != expected[part] {
            let (found, expected) = (&found[part], &expected[part]);
            return Some(format!("{part}\n  found    {found}\n  expected {expected}"));
        }
    }
    let documents = |value: &Value| value["documents"].as_array().cloned().unwrap_or_default();
    let (found, expected) = (documents(&found), documents(expected));
    let pairs = found.iter().zip(&expected);
    let differing = pairs
        .into_iter()
        .find(|(found, expected)| found != expected);
    if let Some((found, expected)) = differing {
        return Some(format!("\n  found    {found}\n  expected {expected}"));
    }
    let (n_found, n_expected) = (found.len(), expected.len());
    (n_found != n_expected).then(|| format!("{n_found} documents, expected {n_expected}"))
}
