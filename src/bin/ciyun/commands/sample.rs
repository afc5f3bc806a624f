//! `ciyun sample`: comments to be coded by hand.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use ciyun::coding::{CodingSample, CommentPool};
use ciyun::count::{GroupField, Grouping};
use ciyun::ingest::{Field, Source};
use ciyun::language::Language::{self, Chinese, English};
use ciyun::manifest::{check_file, write_file};
use ciyun::table::{Table, format_real};

use super::count::for_file;
use super::{UnknownForm, by, existing, open, read};
use crate::args::{CommonArgs, TableArgs, TableForm};
use crate::coding_args::SampleArgs;
use crate::messages;
use crate::plan::Plan;
use crate::terminal::{Status, Terminal};

/// Comments drawn unless told otherwise.
const DRAWN: u32 = 200;

/// Strata that are told one by one; the sheet names them all.
const TOLD: usize = 30;

pub(crate) fn sample(
    args: &SampleArgs,
    common: &CommonArgs,
    terminal: &Terminal,
) -> anyhow::Result<Status> {
    let table = TableArgs {
        top: None,
        weight: None,
    };
    let mut plan = Plan::of_analysis(common, &args.input, &args.words, &args.switches, &table)?;
    plan.without_ngrams();
    plan.categories(&args.categories)?;
    plan.csv_bom(args.csv_bom);
    if let Some(column) = &args.by {
        by::read_column(&mut plan, column);
    }
    let (form, sheets, key) = files(&args.output, args.coders)?;
    for path in sheets.iter().chain([&key]) {
        // Before the work, not after it.
        check_file(path, existing(common))?;
    }
    let expanded = plan.files()?;
    let opened = open(&plan, &expanded, terminal)?;
    let names = opened.sources.iter();
    let names: Vec<String> = names
        .map(|source| source.description().name.clone())
        .collect();
    let strata = strata(args.by.as_deref(), &opened.sources);
    if strata.is_none() {
        terminal.say(match terminal.language {
            Chinese => "没有评分一列，不分层；可用 --by 指定",
            English => "no column of stars, so there is one stratum; --by names another column",
        });
    }
    let mut pool = CommentPool::new(strata);
    let (setup, _, status) = read(opened, Some(&mut pool), common, terminal)?;
    let n = usize::try_from(args.n.unwrap_or(DRAWN)).unwrap_or(usize::MAX);
    let seed = args.seed.unwrap_or(setup.config.cloud.seed);
    let coder = setup.pipeline.coder();
    let drawn = pool.draw(coder, &names, n, args.allocation.into(), seed);
    if drawn.rows.is_empty() {
        terminal.error(match terminal.language {
            Chinese => "没有留下可供抽取的评论",
            English => "no comment is left to be drawn",
        });
        return Ok(Status::Failed);
    }
    tell(&drawn, n, terminal);
    let output = &setup.config.output;
    let sheet = for_file("sample", &Table::new(&drawn.rows), form, output)?;
    for path in &sheets {
        write_file(path, &sheet, existing(common))?;
    }
    let codes = for_file("key", &Table::new(&drawn.key), TableForm::Csv, output)?;
    write_file(&key, &codes, existing(common))?;
    let ids: Vec<&str> = coder
        .categories()
        .iter()
        .map(|category| &*category.id)
        .collect();
    terminal.say(&told_files(&sheets, &key, &ids, terminal.language));
    Ok(status)
}

/// The strata; `None` when all comments are one.
fn strata(by: Option<&str>, sources: &[Source]) -> Option<Grouping> {
    let Some(by) = by else {
        let mut columns = sources.iter().map(|source| &source.description().columns);
        let has_stars = columns.any(|columns| columns.has(Field::Rating));
        return has_stars.then_some(Grouping::Field(GroupField::Rating));
    };
    Some(by::grouping(by, sources))
}

/// The form of the sheets, their files and that of the key.
fn files(output: &Path, coders: u8) -> Result<(TableForm, Vec<PathBuf>, PathBuf), UnknownForm> {
    let ending = output.extension().map(OsStr::to_ascii_lowercase);
    let form = match ending.as_deref().and_then(OsStr::to_str) {
        Some("csv") => TableForm::Csv,
        Some("xlsx") => TableForm::Xlsx,
        _ => return Err(UnknownForm::new(output, ".csv, .xlsx")),
    };
    let stem = output.file_stem().unwrap_or_default();
    let beside = |tail: &str, ending: &OsStr| {
        let mut name = stem.to_owned();
        name.push(tail);
        name.push(".");
        name.push(ending);
        output.with_file_name(name)
    };
    let own = output.extension().unwrap_or_default();
    let sheets = match coders {
        1 => vec![output.to_owned()],
        n => (1..=n)
            .map(|coder| beside(&format!("_{coder}"), own))
            .collect(),
    };
    Ok((form, sheets, beside("_key", OsStr::new("csv"))))
}

/// How many of how many were drawn, stratum by stratum.
fn tell(drawn: &CodingSample, n: usize, terminal: &Terminal) {
    let language = terminal.language;
    for (index, stratum) in drawn.strata.iter().enumerate() {
        let name = match (&stratum.value, language) {
            (Some(value), _) => value.as_str(),
            (None, Chinese) => "（无值）",
            (None, English) => "(no value)",
        };
        let (of, all) = (stratum.n_sampled, stratum.n_rows);
        let weight = stratum.weight().map(format_real);
        let line = match (language, weight) {
            (Chinese, Some(weight)) => {
                format!("层 {name}：{all} 条评论中抽取 {of} 条，每条代表 {weight} 条")
            }
            (English, Some(weight)) => {
                format!("stratum {name}: {of} of {all} comments, each standing for {weight}")
            }
            (Chinese, None) => format!("层 {name}：{all} 条评论中未抽取"),
            (English, None) => format!("stratum {name}: none of {all} comments"),
        };
        if index < TOLD {
            terminal.say(&line);
        } else {
            terminal.detail(&line);
        }
    }
    let missed = drawn.strata.iter().filter(|stratum| stratum.n_sampled == 0);
    let missed = missed.count() as u64;
    if missed > 0 {
        terminal.warning(&match language {
            Chinese => format!("{missed} 层没有抽到评论，加权结果不代表它们；请加大 -n"),
            English => format!(
                "{} without a comment in the sample, for which weighted scores do not speak; draw more with -n",
                messages::counted(missed, "stratum").replace("stratums", "strata")
            ),
        });
    }
    let total = drawn.rows.len();
    if total < n {
        terminal.warning(&match language {
            Chinese => format!("只有 {total} 条评论，已全部抽取"),
            English => format!("there are only {total} comments; all are drawn"),
        });
    }
}

fn told_files(sheets: &[PathBuf], key: &Path, ids: &[&str], language: Language) -> String {
    let names: Vec<String> = sheets
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    let key = key.display();
    match language {
        Chinese => format!(
            "已写入 {}；程序的编码在 {key}，请勿交给编码者\n\
             类别一栏填：{}，几个之间用 ; 分隔，不属于任何类别填 none 或 无；倾向一栏填 -1、0 或 1",
            names.join("、"),
            ids.join("、")
        ),
        English => format!(
            "wrote {}; what the program coded is in {key}, which is not for coders\n\
             categories are {}, with ; between several, or none; polarity is -1, 0 or 1",
            names.join(", "),
            ids.join(", ")
        ),
    }
}
