//! `ciyun run`: the main job.

use ciyun::manifest::{check_folder, write_folder};
use ciyun::pipeline::results;

use super::{analyze, existing, rules};
use crate::args::{CommonArgs, RunArgs};
use crate::facet_messages;
use crate::messages;
use crate::plan::Plan;
use crate::terminal::{Status, Terminal};

pub(crate) fn run(
    args: &RunArgs,
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
    plan.categories(&args.categories)?;
    plan.picture(&args.picture)?;
    plan.ngrams(&args.ngrams)?;
    plan.facets(&args.facets)?;
    plan.csv_bom(args.csv_bom);
    if args.rules.list {
        return rules(&plan.config.rules, terminal);
    }
    let detail = args.rules.ledger_detail.as_deref();
    let expanded = plan.files()?;
    let folder = match &args.output {
        Some(folder) => folder.clone(),
        None => plan.default_folder(&expanded),
    };
    // Before the work, not after it.
    check_folder(&folder, existing(common))?;

    let drawing = plan.drawing()?;

    let (setup, analysis, mut status) = analyze(&plan, &expanded, detail, common, terminal)?;
    let language = terminal.language;
    if analysis.counts.n_terms() == 0 {
        terminal.error(messages::nothing_kept(language));
        return Ok(Status::Failed);
    }
    let results = results(&setup, &analysis, &drawing, &folder)?;
    terminal.say(&messages::top(&results.keywords, language));
    if let Some(table) = &results.categories {
        terminal.say(&messages::categories(table, language));
    }
    for line in facet_messages::facets(&results.facets, language) {
        terminal.say(&line);
    }
    if let Some(ratings) = &results.facets.ratings {
        for line in facet_messages::unmatched(ratings, language) {
            terminal.warning(&line);
        }
    }
    if let Some(line) = messages::lacking(&drawing.fonts(), &results.layout, language) {
        terminal.say(&line);
    }
    if let Some(line) = messages::unplaced(&results.layout, language) {
        terminal.problem(&line);
        status = status.max(Status::Incomplete);
    }
    write_folder(&folder, &results.files, existing(common))?;
    if !results.only_named.is_empty() {
        terminal.say(&messages::only_named(&results.only_named, language));
    }
    let place = folder.display().to_string();
    terminal.say(&messages::written(&place, results.files.len(), language));
    Ok(status)
}
