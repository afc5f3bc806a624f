//! `ciyun robust`: how far the top words depend on choices.

use std::fmt::Write as _;

use ciyun::ingest::Source;
use ciyun::language::Language::{self, Chinese, English};
use ciyun::ledger::SourceId;
use ciyun::manifest::{OutputFile, check_folder, write_folder};
use ciyun::pipeline::Axis;
use ciyun::robust::{
    LONG_TOP, Multiverse, Robustness, SHORT_TOP, VariantSummary, WordStability, variant_table,
    variants,
};
use ciyun::stats::Frequency;
use ciyun::table::{ByteOrderMark, Table, to_csv};

use super::{analyze, existing, plain, right};
use crate::args::{CommonArgs, RobustArgs};
use crate::messages;
use crate::plan::Plan;
use crate::progress::Bar;
use crate::terminal::{self, Status, Terminal};

pub(crate) fn robust(
    args: &RobustArgs,
    common: &CommonArgs,
    terminal: &Terminal,
) -> anyhow::Result<Status> {
    let plan = Plan::of_robust(common, args)?;
    let expanded = plan.files()?;
    if let Some(folder) = &args.output {
        // Before the work, not after it.
        check_folder(folder, existing(common))?;
    }
    let (setup, analysis, status) = analyze(&plan, &expanded, None, common, terminal)?;
    let language = terminal.language;
    if analysis.counts.n_terms() == 0 {
        terminal.error(messages::nothing_kept(language));
        return Ok(Status::Failed);
    }
    let variation = &setup.config.robust;
    terminal.say(&begins(variants(variation, &setup)?.len(), language));
    // What cannot be opened was told when the run itself was counted.
    let options = setup.config.input.read_options();
    let sources = (0..).zip(&expanded.files);
    let sources = sources.filter_map(|(id, file)| Source::open(SourceId(id), file, &options).ok());
    let sources: Vec<Source> = sources.collect();
    let bytes = sources.iter().map(|source| source.description().bytes);
    let bar = Bar::new(terminal, bytes.sum());
    let multiverse = Multiverse::collect(&setup, sources, &bar);
    bar.finish();
    let weight = setup.config.table.weight.frequency();
    let found = multiverse?.robustness(&analysis.counts, weight, variation.persistence())?;
    if let Some(folder) = &args.output {
        let mark = if setup.config.output.csv_bom {
            ByteOrderMark::Write
        } else {
            ByteOrderMark::Omit
        };
        let files = [
            OutputFile::new("robust.csv", to_csv(&Table::new(&found.words), mark)),
            OutputFile::new("robust.json", found.to_json()),
            OutputFile::new(
                "variants.csv",
                to_csv(&variant_table(&found.variants), mark),
            ),
        ];
        write_folder(folder, &files, existing(common))?;
        let place = folder.display().to_string();
        terminal.say(&messages::written(&place, files.len(), language));
    }
    terminal::print(text(&found, language))?;
    Ok(status)
}

fn begins(n_variants: usize, language: Language) -> String {
    match language {
        Chinese => format!("试算 {n_variants} 种做法，本次运行是其中之一"),
        English => {
            let variants = messages::counted(n_variants as u64, "variant");
            format!("counting {variants}, the run itself among them")
        }
    }
}

/// The summary: how alike the rankings are, what moves them, and which words stay.
fn text(found: &Robustness, language: Language) -> String {
    let mut out = String::new();
    let n = found.variants.len();
    let line = |out: &mut String, text: String| {
        writeln!(out, "{text}").expect("writing to a string cannot fail");
    };
    let by = match (found.weight, language) {
        (Frequency::Tf, Chinese) => "词频",
        (Frequency::Df, Chinese) => "评论数",
        (Frequency::Tf, English) => "frequency",
        (Frequency::Df, English) => "number of comments",
    };
    let (base, p) = (found.base(), found.persistence);
    let settings = settings(base, language);
    line(
        &mut out,
        match language {
            Chinese => format!(
                "{n} 种做法，按{by}排序；第 {} 种是本次运行（{settings}）",
                base.number
            ),
            English => format!(
                "{}, ranked by {by}; number {} is the run itself ({settings})",
                messages::counted(n as u64, "variant"),
                base.number
            ),
        },
    );
    let mean = overlap(found.mean_rbo_to_base);
    let pairs = overlap(found.mean_rbo);
    line(
        &mut out,
        match language {
            Chinese => {
                format!("RBO（p = {p}，1 为排序完全相同）：与本次运行平均 {mean}，两两平均 {pairs}")
            }
            English => format!(
                "rank-biased overlap (p = {p}; 1 is the same ranking): mean with the run {mean}, of \
             all pairs {pairs}"
            ),
        },
    );
    if let Some(farthest) = farthest(found) {
        let settings = self::settings(farthest, language);
        let (number, rbo) = (farthest.number, overlap(farthest.rbo));
        line(
            &mut out,
            match language {
                Chinese => format!("离本次运行最远的是第 {number} 种，RBO {rbo}（{settings}）"),
                English => {
                    format!("farthest from the run is number {number} with {rbo} ({settings})")
                }
            },
        );
    }
    let (stable, first) = (found.n_stable(), found.first_words().count());
    line(
        &mut out,
        match language {
            Chinese => format!("前 {first} 个词中，有 {stable} 个在每种做法里都进前 {SHORT_TOP}"),
            English => format!(
                "in the top {SHORT_TOP} of every variant: {stable} of the first {first} words"
            ),
        },
    );
    if !found.axes.is_empty() {
        line(&mut out, String::new());
        line(&mut out, axes(found, language));
    }
    line(&mut out, String::new());
    line(&mut out, words(found, language));
    let intruders: Vec<String> = found
        .intruders()
        .map(|word| format!("{} {}", word.term, word.in_short_top))
        .collect();
    if !intruders.is_empty() {
        line(&mut out, String::new());
        line(
            &mut out,
            match language {
                Chinese => format!(
                    "只在其他做法里进前 {SHORT_TOP} 的词（做法数）：{}",
                    intruders.join("，")
                ),
                English => format!(
                    "in the top {SHORT_TOP} of other variants only (how many): {}",
                    intruders.join(", ")
                ),
            },
        );
    }
    out
}

fn overlap(rbo: Option<f64>) -> String {
    rbo.map_or_else(|| "–".to_owned(), |rbo| format!("{rbo:.3}"))
}

/// The variant least like the run; the first of equals.
fn farthest(found: &Robustness) -> Option<&VariantSummary> {
    let others = found.variants.iter().filter(|variant| !variant.is_base);
    let known = others.filter_map(|variant| Some((variant, variant.rbo?)));
    let least = known.min_by(|(_, one), (_, other)| one.total_cmp(other));
    least.map(|(variant, _)| variant)
}

fn settings(variant: &VariantSummary, language: Language) -> String {
    let settings = Axis::ALL.map(|axis| format!("{} {}", axis.id(), variant.variant.choice(axis)));
    settings.join(match language {
        Chinese => "，",
        English => ", ",
    })
}

/// The choices, the one that matters most first.
fn axes(found: &Robustness, language: Language) -> String {
    let mut table = plain();
    table.set_header(match language {
        Chinese => ["只改这一项", "", "取值", "对数", "平均 RBO", "最低"],
        English => ["changing only", "", "values", "pairs", "mean RBO", "least"],
    });
    for effect in &found.axes {
        table.add_row([
            comfy_table::Cell::new(effect.axis.title().text(language)),
            comfy_table::Cell::new(effect.axis.id()),
            comfy_table::Cell::new(effect.values.join(" ")),
            right(effect.pairs.to_string()),
            right(overlap(effect.mean_rbo)),
            right(overlap(effect.least_rbo)),
        ]);
    }
    trimmed(&table)
}

/// The first words of the run through all variants.
fn words(found: &Robustness, language: Language) -> String {
    let mut table = plain();
    let top = |top: usize| match language {
        Chinese => format!("进前{top}"),
        English => format!("in top {top}"),
    };
    let (rank, term, ranks, median, tfs) = match language {
        Chinese => ("位次", "词语", "位次范围", "中位", "词频范围"),
        English => ("rank", "term", "ranks", "median", "frequency"),
    };
    let (short, long) = (top(SHORT_TOP), top(LONG_TOP));
    table.set_header([rank, term, &short, &long, ranks, median, tfs]);
    for word in found.first_words() {
        let WordStability {
            rank_min, rank_max, ..
        } = word;
        let rank = word
            .base_rank
            .map_or(String::new(), |rank| rank.to_string());
        table.add_row([
            right(rank),
            comfy_table::Cell::new(&word.term),
            right(word.in_short_top.to_string()),
            right(word.in_long_top.to_string()),
            right(format!("{rank_min}–{rank_max}")),
            right(word.rank_median.to_string()),
            right(format!("{}–{}", word.tf_min, word.tf_max)),
        ]);
    }
    trimmed(&table)
}

/// The lines of a table without blanks at their ends.
fn trimmed(table: &comfy_table::Table) -> String {
    let text = table.to_string();
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n")
}
