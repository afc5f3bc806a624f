//! `ciyun inspect --rules`: what each rule takes, or would take if it were on.

use ciyun::count::{ByStars, Scope};
use ciyun::ingest::Expanded;
use ciyun::language::{Bilingual, Language};
use ciyun::ledger::{Level, RuleId};
use ciyun::pipeline::{Analysis, Prepared, RuleEffect};
use serde::Serialize;

use super::rules::state;
use super::{plain, reading_bar, right, tell_failed, tell_ignored};
use crate::args::InspectForm;
use crate::errors;
use crate::plan::Plan;
use crate::terminal::{self, Status, Terminal};

const TITLES: [Bilingual; 10] = [
    title("规则", "rule"),
    title("状态", "state"),
    title("去除", "takes"),
    title("占比", "share"),
    title("1星", "1*"),
    title("2星", "2*"),
    title("3星", "3*"),
    title("4星", "4*"),
    title("5星", "5*"),
    title("失去最多的词", "words lost most"),
];

const fn title(zh: &'static str, en: &'static str) -> Bilingual {
    Bilingual { zh, en }
}

/// One rule as `--format json` tells it.
#[derive(Serialize)]
struct Row {
    rule: &'static str,
    level: &'static str,
    /// Whether the rule is on; the numbers of a rule that is off are those it would have.
    applies: bool,
    count: u64,
    of: Option<u64>,
    /// Share of the comments with 1 to 5 stars that the rule drops; `null` where there are none.
    stars: Option<[Option<f64>; 5]>,
    words: Vec<Word>,
}

#[derive(Serialize)]
struct Word {
    term: String,
    count: u64,
}

pub(super) fn inspect_rules(
    plan: &Plan,
    expanded: &Expanded,
    form: InspectForm,
    terminal: &Terminal,
) -> anyhow::Result<Status> {
    tell_ignored(expanded, terminal);
    let status = tell_failed(expanded, terminal);
    let (base, complete) = analyze(plan, expanded, terminal)?;
    let weight = plan.config.table.weight.frequency();
    let mut effects = Vec::new();
    let judging = [Level::Document, Level::Text, Level::Token];
    for rule in RuleId::ALL {
        if !judging.contains(&rule.level()) {
            continue;
        }
        let mut varied = plan.clone();
        let rules = &mut varied.config.rules;
        if rules.applies(*rule) {
            effects.push((base.effect(*rule, weight), base.losses.read));
        } else if rule.level() != Level::Text && rules.enable(rule.id()).is_ok() {
            // A rule without a default, such as `column-filter`, would take nothing.
            let (analysis, _) = analyze(&varied, expanded, terminal)?;
            effects.push((analysis.effect(*rule, weight), analysis.losses.read));
        }
    }
    match form {
        InspectForm::Text => terminal::print(text(&effects, plan, terminal.language))?,
        InspectForm::Json => {
            let rows: Vec<Row> = effects
                .into_iter()
                .map(|(effect, read)| row(effect, &read, plan))
                .collect();
            let json = serde_json::to_string_pretty(&rows)?;
            terminal::print(format!("{json}\n"))?;
        }
    }
    Ok(status.max(complete))
}

fn analyze(
    plan: &Plan,
    expanded: &Expanded,
    terminal: &Terminal,
) -> anyhow::Result<(Analysis, Status)> {
    let Prepared {
        sources,
        failed,
        setup,
    } = plan.prepare(expanded)?;
    let mut status = Status::Done;
    for error in failed {
        status = Status::Incomplete;
        terminal.error(&errors::describe(&error.into(), terminal.language));
    }
    let bar = reading_bar(&sources, &setup, terminal);
    let analysis = setup.pipeline.run_watched(sources, &bar, Scope::All, None);
    bar.finish();
    Ok((analysis?, status))
}

fn text(effects: &[(RuleEffect, ByStars)], plan: &Plan, language: Language) -> String {
    let mut table = plain();
    table.set_header(TITLES.map(|title| title.text(language)));
    for (effect, read) in effects {
        let percent = |share: Option<f64>| {
            right(share.map_or(String::new(), |share| format!("{:.1}%", 100.0 * share)))
        };
        let stars = effect.dropped.map(|dropped| shares(&dropped, read));
        let stars = stars.unwrap_or_default();
        let words: Vec<String> = effect
            .words
            .iter()
            .map(|(term, count)| format!("{term} {count}"))
            .collect();
        let mut cells = vec![
            comfy_table::Cell::new(effect.rule.id()),
            comfy_table::Cell::new(state(&plan.config.rules, effect.rule, language)),
            right(effect.count.to_string()),
            percent(effect.of.map(|of| effect.count as f64 / of.max(1) as f64)),
        ];
        cells.extend(stars.map(percent));
        cells.push(comfy_table::Cell::new(words.join(" ")));
        table.add_row(cells);
    }
    let remark = match language {
        Language::Chinese => {
            "停用的规则按其默认参数单独试算；各星为该星评论中被去除的占比。没有写入任何文件。"
        }
        Language::English => {
            "A rule that is off was tried alone with its default parameter; the stars are shares \
             of the comments with so many. Nothing was written."
        }
    };
    format!("{table}\n{remark}\n")
}

fn row(effect: RuleEffect, read: &ByStars, plan: &Plan) -> Row {
    Row {
        rule: effect.rule.id(),
        level: effect.rule.level().id(),
        applies: plan.config.rules.applies(effect.rule),
        count: effect.count,
        of: effect.of,
        stars: effect.dropped.map(|dropped| shares(&dropped, read)),
        words: effect
            .words
            .into_iter()
            .map(|(term, count)| Word { term, count })
            .collect(),
    }
}

/// Share of the comments with 1 to 5 stars that were dropped.
fn shares(dropped: &ByStars, read: &ByStars) -> [Option<f64>; 5] {
    [1, 2, 3, 4, 5].map(|stars| {
        let n_read = read.with(stars);
        (n_read > 0).then(|| dropped.with(stars) as f64 / n_read as f64)
    })
}
