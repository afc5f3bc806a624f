//! `ciyun count`: the frequency table alone, or that of n-grams.

use std::ffi::OsStr;
use std::io::IsTerminal;
use std::path::Path;

use ciyun::ingest::Field;
use ciyun::language::Language;
use ciyun::manifest::{check_file, write_file};
use ciyun::pipeline::OutputConfig;
use ciyun::stats::ngram_rows;
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
    plan.ngrams(&args.ngrams)?;
    plan.facets = &[Field::Author];
    plan.csv_bom(args.csv_bom);
    if args.rules.list {
        return rules(&plan.config.rules, terminal);
    }
    let detail = args.rules.ledger_detail.as_deref();
    let form = form(args.output.as_deref(), args.format)?;
    if let Some(path) = &args.output {
        check_file(path, existing(common))?;
    }
    let expanded = plan.files()?;
    let (setup, analysis, status) = analyze(&plan, &expanded, detail, common, terminal)?;
    let settings = &setup.config.table;
    let counts = &analysis.counts;
    let (name, table) = match &analysis.ngrams {
        Some(ngrams) => {
            let rows = ngram_rows(ngrams, counts, settings.ngram_options());
            ("ngrams", Table::new(&rows))
        }
        None => {
            let (weight, top) = (settings.weight, settings.top);
            let rows = setup
                .pipeline
                .keywords(counts, analysis.documents.as_ref(), weight, top);
            ("keywords", Table::new(&rows))
        }
    };
    let bytes = match form {
        TableForm::Table => for_terminal(&table, terminal.language).into_bytes(),
        form => for_file(name, &table, form, &setup.config.output)?,
    };
    deliver(&bytes, args.output.as_deref(), common)?;
    Ok(status)
}

/// A table in one of the forms for files.
pub(super) fn for_file(
    name: &str,
    table: &Table,
    form: TableForm,
    output: &OutputConfig,
) -> anyhow::Result<Vec<u8>> {
    let mark = if output.csv_bom {
        ByteOrderMark::Write
    } else {
        ByteOrderMark::Omit
    };
    let text = match form {
        TableForm::Xlsx => return Ok(to_xlsx(&[(name, table)], output.language)?),
        TableForm::Table => for_terminal(table, output.language),
        TableForm::Csv => to_csv(table, mark),
        TableForm::Json => to_json(table),
        TableForm::Jsonl => to_json_lines(table),
        TableForm::Md => to_markdown(table, output.language),
    };
    Ok(text.into_bytes())
}

pub(super) fn deliver(
    bytes: &[u8],
    output: Option<&Path>,
    common: &CommonArgs,
) -> anyhow::Result<()> {
    match output {
        Some(path) => write_file(path, bytes, existing(common))?,
        None => terminal::print(bytes)?,
    }
    Ok(())
}

/// The form asked for, else that of the file's ending, else what suits the reader.
pub(super) fn form(
    output: Option<&Path>,
    asked: Option<TableForm>,
) -> Result<TableForm, UnknownForm> {
    let ending = output.and_then(Path::extension);
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
    let otherwise = match output {
        Some(path) => Err(UnknownForm::new(
            path,
            ".csv, .json, .jsonl, .md, .xlsx, .txt; or name the form with --format",
        )),
        None if std::io::stdout().is_terminal() => Ok(TableForm::Table),
        None => Ok(TableForm::Csv),
    };
    asked.or(by_ending).map_or(otherwise, Ok)
}

/// A table with aligned columns, wide characters counted as two.
pub(super) fn for_terminal(table: &Table, language: Language) -> String {
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
