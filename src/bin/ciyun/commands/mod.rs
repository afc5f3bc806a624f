//! One file a command.

mod agree;
mod by;
mod cloud;
mod compare;
mod count;
mod discover;
mod explain;
mod inspect;
mod inspect_rules;
mod kwic;
mod network;
mod robust;
mod rules;
mod run;
mod sample;
mod small;
mod tags;

pub(crate) use agree::{NothingToCompare, agree};
pub(crate) use cloud::{NoRelations, PlacesAreFixed, cloud};
pub(crate) use compare::compare_groups;
pub(crate) use count::count;
pub(crate) use discover::discover;
pub(crate) use explain::{NothingAsked, explain};
pub(crate) use inspect::inspect;
pub(crate) use kwic::kwic;
pub(crate) use network::network;
pub(crate) use robust::robust;
pub(crate) use rules::rules;
pub(crate) use run::run;
pub(crate) use sample::sample;
pub(crate) use small::{completions, init, licenses, welcome};
pub(crate) use tags::tags;

use std::path::Path;

use anyhow::Context;
use ciyun::count::Scope;
use ciyun::ingest::{Expanded, Source};
use ciyun::ledger::RuleId;
use ciyun::lexicon::WordList;
use ciyun::manifest::Existing;
use ciyun::pipeline::{Analysis, Details, Onlooker, Prepared, Setup, entry_counts};
use ciyun::stats::signal_warnings;
use comfy_table::{CellAlignment, presets};

use crate::args::CommonArgs;
use crate::detail::DetailFile;
use crate::messages;
use crate::plan::{self, Plan};
use crate::progress::Bar;
use crate::terminal::{Status, Terminal};
use crate::warnings;

/// The file's ending names no form that the command writes.
#[derive(Debug, thiserror::Error)]
#[error("{path}: expected a file ending in {expected}")]
pub(crate) struct UnknownForm {
    pub(crate) path: String,
    pub(crate) expected: &'static str,
}

impl UnknownForm {
    fn new(path: &Path, expected: &'static str) -> UnknownForm {
        UnknownForm {
            path: path.display().to_string(),
            expected,
        }
    }
}

/// Reads and counts the inputs, telling what was found.
fn analyze(
    plan: &Plan,
    expanded: &Expanded,
    detail: Option<&Path>,
    common: &CommonArgs,
    terminal: &Terminal,
) -> anyhow::Result<(Setup, Analysis, Status)> {
    let opened = open(plan, expanded, terminal)?;
    let mut detail = match detail {
        Some(path) => Some(DetailFile::create(path, &opened.sources, plan, common)?),
        None => None,
    };
    let mut tell = detail
        .as_mut()
        .map(|file| Details(|detail| file.add(detail)));
    let onlooker = tell.as_mut().map(|tell| tell as &mut dyn Onlooker);
    let analyzed = read(opened, onlooker, common, terminal)?;
    if let Some(file) = detail {
        file.finish()?;
    }
    Ok(analyzed)
}

/// Inputs that were opened, and everything else that a run needs.
struct Opened {
    sources: Vec<Source>,
    setup: Setup,
    status: Status,
}

/// Opens the inputs, telling how they are understood.
fn open(plan: &Plan, expanded: &Expanded, terminal: &Terminal) -> anyhow::Result<Opened> {
    let language = terminal.language;
    tell_ignored(expanded, terminal);
    let Prepared {
        sources,
        failed,
        setup,
    } = plan.prepare(expanded)?;
    let mut status = tell_failed(expanded, terminal);
    let mut failed = failed.into_iter();
    if sources.is_empty() {
        let first = failed.next().context("no input")?;
        for error in failed {
            terminal.error(&crate::errors::describe(&error.into(), language));
        }
        return Err(first.into());
    }
    for error in failed {
        status = Status::Incomplete;
        terminal.error(&crate::errors::describe(&error.into(), language));
    }
    for source in &sources {
        terminal.say(&messages::source(source.description(), language));
    }
    let automatic = plan::chooses_topics(&plan.config.words);
    let words = setup.lists.topic_words.iter().flat_map(WordList::words);
    let words: Vec<&str> = words.collect();
    terminal.say(&messages::topics(
        &setup.topics,
        automatic,
        &words,
        language,
    ));
    let split = setup.pipeline.segmenter().split_words();
    if !split.is_empty() {
        terminal.warning(&warnings::split_words(split, language));
    }
    for list in setup.lists.records() {
        terminal.detail(&format!(
            "{}: {} ({})",
            list.used_as, list.name, list.entries
        ));
    }

    Ok(Opened {
        sources,
        setup,
        status,
    })
}

/// Reads and counts opened inputs, telling what was found.
fn read(
    opened: Opened,
    onlooker: Option<&mut dyn Onlooker>,
    common: &CommonArgs,
    terminal: &Terminal,
) -> anyhow::Result<(Setup, Analysis, Status)> {
    let language = terminal.language;
    let Opened {
        sources,
        setup,
        mut status,
    } = opened;
    let bar = reading_bar(&sources, &setup, terminal);
    let pipeline = &setup.pipeline;
    let analysis = pipeline.run_watched(sources, &bar, Scope::Guarded, onlooker);
    bar.finish();
    let mut analysis = analysis?;
    for summary in &mut analysis.sources {
        if let Some(line) = warnings::skipped(summary, language) {
            terminal.warning(&line);
        }
        for row in summary.skipped.iter().take_while(|_| terminal.is_verbose()) {
            let problem = warnings::row_problem(&row.problem, language);
            terminal.detail(&format!(
                "{}:{}: {problem}",
                summary.description.name, row.line
            ));
        }
        let n_second = summary.lines_in_second_encoding;
        if let Some(line) = warnings::mixed(&summary.description, n_second, language) {
            terminal.warning(&line);
        }
        if let Some(line) = warnings::invalid_bytes(summary, language) {
            terminal.warning(&line);
        }
        if let Some(error) = summary.error.take() {
            status = Status::Incomplete;
            terminal.error(&crate::errors::describe(&error.into(), language));
        }
    }
    let ledger = &analysis.counts.ledger;
    if common.strict && ledger.rows_read > ledger.documents_read {
        status = Status::Incomplete;
    }
    for line in warnings::notes(&analysis, language) {
        terminal.warning(&line);
    }
    let weight = setup.config.table.weight.frequency();
    for warning in signal_warnings(&analysis.counts, &analysis.losses, weight) {
        terminal.warning(&warnings::signal(&warning, language));
    }
    for line in warnings::idle_entries(&entry_counts(&setup, &analysis), language) {
        terminal.say(&line);
    }
    if setup.config.rules.applies(RuleId::Pos) {
        let untagged = setup.pipeline.untagged(&analysis.counts);
        if let Some(line) = warnings::untagged(untagged, language) {
            terminal.warning(&line);
        }
    }
    if let Some(line) = warnings::reused_ids(analysis.reused_ids, language) {
        terminal.warning(&line);
    }
    terminal.say(&messages::summary(&analysis, language));
    Ok((setup, analysis, status))
}

/// A bar as long as all that will be read; near-duplicates need a reading of their own.
fn reading_bar(sources: &[Source], setup: &Setup, terminal: &Terminal) -> Bar {
    let bytes: u64 = sources.iter().map(|s| s.description().bytes).sum();
    let rules = &setup.config.rules;
    let readings = if rules.applies(RuleId::NearDuplicate) {
        2
    } else {
        1
    };
    Bar::new(terminal, bytes * readings)
}

fn tell_ignored(expanded: &Expanded, terminal: &Terminal) {
    if !expanded.ignored.is_empty() {
        let names: Vec<String> = expanded
            .ignored
            .iter()
            .map(|path| path.display().to_string())
            .collect();
        terminal.warning(&warnings::ignored(&names, terminal.language));
    }
}

/// Tells which arguments name nothing readable.
fn tell_failed(expanded: &Expanded, terminal: &Terminal) -> Status {
    for error in &expanded.failed {
        terminal.error(&crate::errors::describe_one(error, terminal.language));
    }
    if expanded.failed.is_empty() {
        Status::Done
    } else {
        Status::Incomplete
    }
}

pub(crate) fn existing(common: &CommonArgs) -> Existing {
    if common.force {
        Existing::Replace
    } else {
        Existing::Keep
    }
}

fn plain() -> comfy_table::Table {
    let mut table = comfy_table::Table::new();
    table.load_style(presets::NOTHING);
    table
}

fn right(text: String) -> comfy_table::Cell {
    comfy_table::Cell::new(text).set_alignment(CellAlignment::Right)
}
