//! `ciyun agree`: how far coders agree with each other and with the program.

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use ciyun::coding::{
    AgreementRow, ClassificationRow, Codebook, Codings, Facet, read_key, read_sheet,
};
use ciyun::language::Language::{self, Chinese, English};
use ciyun::manifest::{OutputFile, check_folder, write_folder};
use ciyun::pipeline::WordLists;
use ciyun::stats::Estimate;
use ciyun::table::Table;

use super::count::{for_file, form};
use super::{existing, plain, right};
use crate::args::{CommonArgs, TableForm};
use crate::coding_args::AgreeArgs;
use crate::messages;
use crate::plan::Plan;
use crate::terminal::{self, Status, Terminal};

/// A sheet has nothing to be compared with.
#[derive(Debug, thiserror::Error)]
#[error("one sheet and no key; name the sheet of another coder, or the program's codes with --key")]
pub(crate) struct NothingToCompare;

pub(crate) fn agree(
    args: &AgreeArgs,
    common: &CommonArgs,
    terminal: &Terminal,
) -> anyhow::Result<Status> {
    let mut plan = Plan::new(common)?;
    plan.categories(&args.categories)?;
    plan.csv_bom(args.csv_bom);
    let form = form(None, args.format)?;
    if let Some(folder) = &args.output {
        // Before the work, not after it.
        check_folder(folder, existing(common))?;
    }
    let key = args.key.clone().or_else(|| key_beside(&args.sheets));
    if args.sheets.len() < 2 && key.is_none() {
        return Err(NothingToCompare.into());
    }
    let lists = WordLists::load(&plan.config.words, Vec::new(), &plan.base)?;
    let book = Codebook::new(&lists.categories);
    let mut sheets = Vec::new();
    for path in &args.sheets {
        sheets.push(read_sheet(&name(path, &args.sheets), path, &book)?);
    }
    let key = match &key {
        Some(path) => Some(read_key(&path.display().to_string(), path, &book)?),
        None => None,
    };
    let codings = Codings::join(&sheets, key.as_ref(), &book)?;
    let facets = args.by.map_or(Facet::ALL.to_vec(), |by| vec![by.into()]);
    tell(&codings, &facets, terminal);
    if let Some(key) = &key {
        let name = &key.name;
        terminal.say(&match terminal.language {
            Chinese => format!("程序的编码取自 {name}"),
            English => format!("what the program coded is read from {name}"),
        });
    }

    let agreement = codings.agreement(&facets);
    let classification = match facets.contains(&Facet::Categories) {
        true => codings.classification(),
        false => Vec::new(),
    };
    let disagreements = codings.disagreements(&facets);
    if agreement.is_empty() && classification.is_empty() {
        terminal.error(match terminal.language {
            Chinese => "没有评论由两方都编码，无从比较；请填写类别或倾向一栏",
            English => "no comment is coded by two; fill the columns categories or polarity",
        });
        return Ok(Status::Failed);
    }
    let n = disagreements.rows.len() as u64;
    terminal.say(&match terminal.language {
        Chinese => format!("{n} 处编码不同"),
        English => messages::counted(n, "disagreement"),
    });
    let tables = [
        ("agreement", Table::new(&agreement)),
        ("classification", Table::new(&classification)),
        ("disagreements", disagreements),
    ];
    let output = &plan.config.output;
    if let Some(folder) = &args.output {
        let mut files = Vec::new();
        for (name, table) in &tables {
            let bytes = for_file(name, table, TableForm::Csv, output)?;
            files.push(OutputFile::new(&format!("{name}.csv"), bytes));
        }
        write_folder(folder, &files, existing(common))?;
        let place = folder.display().to_string();
        terminal.say(&messages::written(&place, files.len(), terminal.language));
    }
    if form == TableForm::Table {
        terminal::print(summary(&agreement, &classification, terminal.language))?;
    } else {
        let first = usize::from(agreement.is_empty());
        let (name, table) = &tables[first];
        terminal::print(for_file(name, table, form, output)?)?;
    }
    Ok(Status::Done)
}

/// What a sheet is called: its file name, or its path where two have the same name.
fn name(path: &Path, all: &[PathBuf]) -> String {
    let same = all
        .iter()
        .filter(|other| other.file_name() == path.file_name());
    match path.file_name() {
        Some(name) if same.count() < 2 => name.to_string_lossy().into_owned(),
        _ => path.display().to_string(),
    }
}

/// The key that `ciyun sample` wrote with these sheets: `sheet_key.csv` for `sheet.csv` and for
/// `sheet_1.csv`.
fn key_beside(sheets: &[PathBuf]) -> Option<PathBuf> {
    let candidates = sheets.iter().flat_map(|sheet| {
        let stem = sheet
            .file_stem()
            .and_then(OsStr::to_str)
            .unwrap_or_default();
        let numbered = stem.rsplit_once('_');
        let is_number = |tail: &str| !tail.is_empty() && tail.bytes().all(|b| b.is_ascii_digit());
        let base = numbered.filter(|(_, tail)| is_number(tail));
        let stems = [Some(stem), base.map(|(base, _)| base)]
            .into_iter()
            .flatten();
        let paths = stems.map(|stem| sheet.with_file_name(format!("{stem}_key.csv")));
        paths.collect::<Vec<_>>()
    });
    candidates.into_iter().find(|path| path.is_file())
}

/// How much each coder has coded. What is left empty is not counted as being in no category.
fn tell(codings: &Codings, facets: &[Facet], terminal: &Terminal) {
    let n = codings.n_rows();
    for (coder, name) in codings.coders().iter().enumerate() {
        let told = facets.iter().map(|facet| {
            let coded = codings.n_coded(coder, *facet);
            match (terminal.language, facet) {
                (Chinese, Facet::Categories) => format!("类别 {coded}"),
                (Chinese, Facet::Polarity) => format!("倾向 {coded}"),
                (English, facet) => format!("{} {coded}", facet.id()),
            }
        });
        let told: Vec<String> = told.collect();
        terminal.say(&match terminal.language {
            Chinese => format!(
                "{name}：共 {n} 条，已编码 {}；空白不算编码",
                told.join("、")
            ),
            English => format!(
                "{name}: of {n} comments are coded: {}; empty cells do not count",
                told.join(", ")
            ),
        });
    }
}

/// Both tables for readers.
fn summary(
    agreement: &[AgreementRow],
    classification: &[ClassificationRow],
    language: Language,
) -> String {
    let mut out = String::new();
    let interval = |found: &Option<Estimate>| right(found.map_or(String::new(), told));
    if !agreement.is_empty() {
        let mut table = plain();
        table.set_header(match language {
            Chinese => ["编码", "评论数", "各人标注数", "观察一致率", "κ", "α"],
            English => ["code", "comments", "marks", "observed", "kappa", "alpha"],
        });
        for row in agreement {
            table.add_row([
                comfy_table::Cell::new(&row.code),
                right(row.rows.to_string()),
                right(row.marks.clone()),
                interval(&row.observed),
                interval(&row.kappa),
                interval(&row.alpha),
            ]);
        }
        let _ = writeln!(out, "{table}");
    }
    for rows in classification.chunk_by(|a, b| a.reader == b.reader) {
        let reader = &rows[0].reader;
        let break_line = if out.is_empty() { "" } else { "\n" };
        let _ = match language {
            Chinese => writeln!(out, "{break_line}程序与 {reader} 相比"),
            English => writeln!(out, "{break_line}the program against {reader}"),
        };
        let mut table = plain();
        table.set_header(match language {
            Chinese => [
                "类别",
                "评论数",
                "精确率",
                "召回率",
                "F1",
                "加权精确率",
                "加权召回率",
                "加权 F1",
            ],
            English => [
                "category",
                "comments",
                "precision",
                "recall",
                "F1",
                "weighted precision",
                "weighted recall",
                "weighted F1",
            ],
        });
        for row in rows {
            let scores = row.plain.iter().chain(&row.weighted).map(interval);
            let mut cells = vec![
                comfy_table::Cell::new(&row.category),
                right(row.rows.to_string()),
            ];
            cells.extend(scores);
            table.add_row(cells);
        }
        let _ = writeln!(out, "{table}");
    }
    out
}

/// A number with its interval.
fn told(found: Estimate) -> String {
    let value = found.value;
    found.interval.map_or(format!("{value:.2}"), |interval| {
        format!("{value:.2} ({:.2}, {:.2})", interval.low, interval.high)
    })
}
