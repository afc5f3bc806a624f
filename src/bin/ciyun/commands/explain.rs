//! `ciyun explain`: where a word went, or what became of one comment.

use std::path::PathBuf;

use ciyun::explain::{RowPlace, RowTrace, WordTrace};

use super::{open, read};
use crate::args::{CommonArgs, ExplainArgs, InspectForm};
use crate::explanation;
use crate::plan::Plan;
use crate::terminal::{self, Status, Terminal};

/// Neither a word nor a row is given.
#[derive(Debug, thiserror::Error)]
#[error("no word to explain; write `ciyun explain WORD INPUT`, or `--row FILE:LINE`")]
pub(crate) struct NothingAsked;

pub(crate) fn explain(
    args: &ExplainArgs,
    common: &CommonArgs,
    terminal: &Terminal,
) -> anyhow::Result<Status> {
    let mut plan = Plan::of_analysis(
        common,
        &args.input,
        &args.words,
        &args.switches,
        &args.table,
    )?;
    plan.without_ngrams();
    match (&args.row, &args.word) {
        (Some(row), first) => {
            let place: RowPlace = row.parse()?;
            let inputs = first.iter().map(PathBuf::from);
            let inputs: Vec<PathBuf> = inputs.chain(args.input.input.iter().cloned()).collect();
            if !inputs.is_empty() {
                plan.read_only(&inputs);
            } else if plan.is_without_input() {
                plan.read_only(&[PathBuf::from(&place.name)]);
            }
            row_of(place, &plan, args, common, terminal)
        }
        (None, Some(word)) => word_in(word, &plan, args, common, terminal),
        (None, None) => Err(NothingAsked.into()),
    }
}

fn word_in(
    word: &str,
    plan: &Plan,
    args: &ExplainArgs,
    common: &CommonArgs,
    terminal: &Terminal,
) -> anyhow::Result<Status> {
    let expanded = plan.files()?;
    let opened = open(plan, &expanded, terminal)?;
    let mut trace = WordTrace::new(&opened.setup.pipeline, word)?;
    let (setup, analysis, status) = read(opened, Some(&mut trace), common, terminal)?;
    let report = trace.report(&setup, &analysis)?;
    match args.format {
        InspectForm::Text => terminal::print(explanation::word(&report, terminal.language))?,
        InspectForm::Json => {
            let json = serde_json::to_string_pretty(&report)?;
            terminal::print(format!("{json}\n"))?;
        }
    }
    Ok(status)
}

fn row_of(
    place: RowPlace,
    plan: &Plan,
    args: &ExplainArgs,
    common: &CommonArgs,
    terminal: &Terminal,
) -> anyhow::Result<Status> {
    let expanded = plan.files()?;
    let opened = open(plan, &expanded, terminal)?;
    let mut trace = RowTrace::new(place, &opened.sources)?;
    let (setup, analysis, status) = read(opened, Some(&mut trace), common, terminal)?;
    let n_rows = trace.n_rows();
    let reports = trace.reports(&setup, &analysis)?;
    if n_rows > 1 {
        terminal.warning(&explanation::several(
            n_rows,
            reports.len(),
            terminal.language,
        ));
    }
    match args.format {
        InspectForm::Text => {
            for report in &reports {
                terminal::print(explanation::row(report, terminal.language))?;
            }
        }
        InspectForm::Json => {
            let json = serde_json::to_string_pretty(&reports)?;
            terminal::print(format!("{json}\n"))?;
        }
    }
    Ok(status)
}
