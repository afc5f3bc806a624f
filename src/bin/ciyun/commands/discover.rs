//! `ciyun discover`: words that the segmenter breaks.

use ciyun::discover::{DiscoverOptions, Discovery, Gatherer};
use ciyun::ingest::Source;
use ciyun::language::Language::{self, Chinese, English};
use ciyun::ledger::SourceId;
use ciyun::manifest::{check_file, write_file};
use ciyun::table::Table;

use super::count::{deliver, for_file, for_terminal, form};
use super::{existing, open, read};
use crate::args::{CommonArgs, DiscoverArgs, TableForm};
use crate::messages;
use crate::plan::Plan;
use crate::progress::Bar;
use crate::terminal::{Status, Terminal};

/// Columns that are left out on a terminal, which is too narrow for them.
const NOT_ON_TERMINAL: [&str; 8] = [
    "score",
    "texts",
    "cut_count",
    "whole",
    "lists",
    "absorbed",
    "example_2",
    "example_3",
];

pub(crate) fn discover(
    args: &DiscoverArgs,
    common: &CommonArgs,
    terminal: &Terminal,
) -> anyhow::Result<Status> {
    let plan = Plan::of_discover(common, args)?;
    let form = form(args.output.as_deref(), args.format)?;
    for path in args.output.iter().chain(&args.accept) {
        // Before the work, not after it.
        check_file(path, existing(common))?;
    }
    let expanded = plan.files()?;
    let opened = open(&plan, &expanded, terminal)?;
    let mut gatherer = Gatherer::new(&opened.setup.pipeline);
    let (setup, analysis, status) = read(opened, Some(&mut gatherer), common, terminal)?;
    let language = terminal.language;
    if analysis.counts.ledger.documents_kept == 0 {
        terminal.error(messages::nothing_kept(language));
        return Ok(Status::Failed);
    }
    let defaults = DiscoverOptions::default();
    let options = DiscoverOptions {
        max_chars: args.max_chars.map_or(defaults.max_chars, usize::from),
        min_count: args.min_count.unwrap_or(defaults.min_count),
        top: setup.config.table.top,
        ..defaults
    };
    let mut found = gatherer.discover(&setup, &options);
    terminal.say(&summary(&found, language));
    // What cannot be opened was told when it was counted.
    let options = setup.config.input.read_options();
    let sources = (0..).zip(&expanded.files);
    let sources = sources.filter_map(|(id, file)| Source::open(SourceId(id), file, &options).ok());
    let sources: Vec<Source> = sources.collect();
    let bytes = sources.iter().map(|source| source.description().bytes);
    let bar = Bar::new(terminal, bytes.sum());
    found.quote(&setup.pipeline, sources, &bar);
    bar.finish();

    let mut table = Table::new(&found.candidates);
    let bytes = match form {
        TableForm::Table => {
            narrow(&mut table);
            for_terminal(&table, language).into_bytes()
        }
        form => for_file("candidates", &table, form, &setup.config.output)?,
    };
    if let Some(path) = &args.accept {
        let file = found.accept_file(setup.config.output.language);
        write_file(path, file.as_bytes(), existing(common))?;
        terminal.say(&messages::written(&path.display().to_string(), 1, language));
    }
    deliver(&bytes, args.output.as_deref(), common)?;
    Ok(status)
}

/// Takes out the columns that are not shown on a terminal.
fn narrow(table: &mut Table) {
    let is_shown: Vec<bool> = table
        .names
        .iter()
        .map(|name| !NOT_ON_TERMINAL.contains(name))
        .collect();
    keep(&mut table.names, &is_shown);
    keep(&mut table.titles, &is_shown);
    for row in &mut table.rows {
        keep(row, &is_shown);
    }
}

fn keep<T>(items: &mut Vec<T>, is_kept: &[bool]) {
    let mut is_kept = is_kept.iter();
    items.retain(|_| is_kept.next() == Some(&true));
}

fn summary(found: &Discovery, language: Language) -> String {
    let Discovery {
        n_candidates,
        n_absorbed,
        n_personal,
        comments,
        texts,
        ..
    } = found;
    let listed = found.candidates.len();
    match language {
        Chinese => format!(
            "在 {comments} 条评论（{texts} 种文本）中找到候选词 {n_candidates} 个，列出 {listed} 个；并入更长候选词的 {n_absorbed} 个；因涉及个人信息不列 {n_personal} 个"
        ),
        English => format!(
            "{} in {comments} comments ({}), {listed} listed; {n_absorbed} absorbed by longer ones, \
             {n_personal} left out for personal data",
            messages::counted(*n_candidates, "candidate"),
            messages::counted(*texts, "different text"),
        ),
    }
}
