//! `ciyun count`: the frequency table alone.

use std::ffi::OsStr;
use std::io::IsTerminal;
use std::path::Path;

use ciyun::language::Language;
use ciyun::manifest::{check_file, write_file};
use ciyun::table::{
    ByteOrderMark, Cell, Table, format_real, to_csv, to_json, to_json_lines, to_markdown, to_xlsx,
};
use comfy_table::{CellAlignment, presets};

use super::{UnknownForm, analyze, existing, rules};
use crate::args::{CommonArgs, CountArgs, TableForm};
use crate::plan::Plan;
use crate::terminal::{self, Status, Terminal};

pub(crate) fn count(
    args: &CountArgs,
    common: &CommonArgs,
    terminal: &Terminal,
) -> anyhow::Result<Status> {
    let mut plan = Plan::of_analysis(
        common,
        &args.input,
        &args.words,
        &args.rules.switches,
        &args.table,
    )?;
    plan.csv_bom(args.csv_bom);
    if args.rules.list {
        return rules(&plan.config.rules, terminal);
    }
    let detail = args.rules.ledger_detail.as_deref();
    let form = form(args)?;
    if let Some(path) = &args.output {
        check_file(path, existing(common))?;
    }
    let expanded = plan.files()?;
    let (setup, analysis, status) = analyze(&plan, &expanded, detail, common, terminal)?;
    let settings = &setup.config.table;
    let keywords = setup
        .pipeline
        .keywords(&analysis.counts, settings.weight, settings.top);
    let table = Table::new(&keywords);
    let language = setup.config.output.language;
    let text = match form {
        TableForm::Xlsx => {
            let book = to_xlsx(&[("keywords", &table)], language)?;
            return deliver(&book, args, common, status);
        }
        TableForm::Table => for_terminal(&table, terminal.language),
        TableForm::Csv if setup.config.output.csv_bom => to_csv(&table, ByteOrderMark::Write),
        TableForm::Csv => to_csv(&table, ByteOrderMark::Omit),
        TableForm::Json => to_json(&table),
        TableForm::Jsonl => to_json_lines(&table),
        TableForm::Md => to_markdown(&table, language),
    };
    deliver(text.as_bytes(), args, common, status)
}

fn deliver(
    bytes: &[u8],
    args: &CountArgs,
    common: &CommonArgs,
    status: Status,
) -> anyhow::Result<Status> {
    match &args.output {
        Some(path) => write_file(path, bytes, existing(common))?,
        None => terminal::print(bytes)?,
    }
    Ok(status)
}

/// The form asked for, else that of the file's ending, else what suits the reader.
fn form(args: &CountArgs) -> Result<TableForm, UnknownForm> {
    let ending = args.output.as_deref().and_then(Path::extension);
    let ending = ending.map(OsStr::to_ascii_lowercase);
    let by_ending = ending.and_then(|ending| match ending.to_str()? {
        "csv" => Some(TableForm::Csv),
        "json" => Some(TableForm::Json),
        "jsonl" | "ndjson" => Some(TableForm::Jsonl),
        "md" => Some(TableForm::Md),
        "xlsx" => Some(TableForm::Xlsx),
        "txt" => Some(TableForm::Table),
        _ => None,
    });
    let otherwise = match &args.output {
        Some(path) => Err(UnknownForm::new(
            path,
            ".csv, .json, .jsonl, .md, .xlsx, .txt; or name the form with --format",
        )),
        None if std::io::stdout().is_terminal() => Ok(TableForm::Table),
        None => Ok(TableForm::Csv),
    };
    args.format.or(by_ending).map_or(otherwise, Ok)
}

/// A table with aligned columns, wide characters counted as two.
fn for_terminal(table: &Table, language: Language) -> String {
    let mut out = comfy_table::Table::new();
    out.load_style(presets::NOTHING);
    out.set_header(table.titles.iter().map(|title| title.text(language)));
    for row in &table.rows {
        out.add_row(row.iter().map(|cell| match cell {
            Cell::Text(text) => comfy_table::Cell::new(text),
            Cell::Count(count) => number(count.to_string()),
            Cell::Real(value) => number(format_real(*value)),
            Cell::Missing => comfy_table::Cell::new(""),
        }));
    }
    format!("{out}\n")
}

fn number(text: String) -> comfy_table::Cell {
    comfy_table::Cell::new(text).set_alignment(CellAlignment::Right)
}
