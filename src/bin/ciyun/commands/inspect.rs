//! `ciyun inspect`: what the reader understands; writes nothing.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use ciyun::ingest::{DocumentBatch, Field, Source};
use ciyun::language::Language;
use ciyun::ledger::{RuleId, SourceId};

use super::{tell_failed, tell_ignored};
use crate::args::{CommonArgs, InspectArgs};
use crate::errors;
use crate::messages;
use crate::plan::Plan;
use crate::terminal::{self, Status, Terminal};

/// Skipped rows that are named one by one without `--verbose`.
const N_NAMED_ROWS: usize = 10;

pub(crate) fn inspect(
    args: &InspectArgs,
    common: &CommonArgs,
    terminal: &Terminal,
) -> anyhow::Result<Status> {
    let plan = Plan::of_input(common, &args.input)?;
    let expanded = plan.files()?;
    tell_ignored(&expanded, terminal);
    let options = plan.config.input.read_options();
    let mut failures = expanded.failed.len();
    tell_failed(&expanded, terminal);
    let mut skipped = 0;
    for (file, id) in expanded.files.iter().zip(0..) {
        match inspect_one(Source::open(SourceId(id), file, &options), terminal) {
            Ok((text, n_skipped)) => {
                terminal::print(&text)?;
                skipped += n_skipped;
            }
            Err(error) => {
                failures += 1;
                terminal.error(&errors::describe(&error.into(), terminal.language));
            }
        }
    }
    Ok(
        if failures == expanded.files.len() + expanded.failed.len() {
            Status::Failed
        } else if failures > 0 || (common.strict && skipped > 0) {
            Status::Incomplete
        } else {
            Status::Done
        },
    )
}

/// Counts over one source.
#[derive(Default)]
struct Profile {
    rows: u64,
    documents: u64,
    empty: u64,
    n_chars: u64,
    present: BTreeMap<Field, u64>,
    /// Comments by stars, which stand as tenths so that they can be keys.
    stars: BTreeMap<u32, u64>,
    skipped: BTreeMap<RuleId, u64>,
    named: Vec<String>,
}

impl Profile {
    fn add(&mut self, batch: DocumentBatch, terminal: &Terminal) {
        self.rows += (batch.documents.len() + batch.skipped.len()) as u64;
        self.documents += batch.documents.len() as u64;
        for row in batch.skipped {
            *self.skipped.entry(row.problem.rule()).or_default() += 1;
            if terminal.is_verbose() || self.named.len() < N_NAMED_ROWS {
                let problem = messages::row_problem(&row.problem, terminal.language);
                self.named.push(match terminal.language {
                    Language::Chinese => format!("{} 行：{problem}", row.line),
                    Language::English => format!("{}: {problem}", row.line),
                });
            }
        }
        for document in batch.documents {
            self.empty += u64::from(document.text.trim().is_empty());
            self.n_chars += document.text.chars().count() as u64;
            if let Some(rating) = document.fields.rating {
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "ratings lie between 1 and 5"
                )]
                let tenths = (rating * 10.0).round() as u32;
                *self.stars.entry(tenths).or_default() += 1;
            }
            for field in Field::ALL {
                if document.has(*field) {
                    *self.present.entry(*field).or_default() += 1;
                }
            }
        }
    }
}

fn inspect_one(
    source: Result<Source, ciyun::ingest::IngestError>,
    terminal: &Terminal,
) -> Result<(String, u64), ciyun::ingest::IngestError> {
    let language = terminal.language;
    let mut source = source?;
    let mut profile = Profile::default();
    for batch in source.by_ref() {
        profile.add(batch?, terminal);
    }
    let description = source.description();
    let mut out = messages::source(description, language) + "\n";
    let mut line = |zh: &str, en: &str, value: String| {
        let label = match language {
            Language::Chinese => zh,
            Language::English => en,
        };
        writeln!(out, "  {label}: {value}").expect("writing to a string cannot fail");
    };
    line("字节", "bytes", description.bytes.to_string());
    line("SHA-256", "SHA-256", description.sha256.clone());
    if !description.columns.header.is_empty() {
        line("表头", "columns", description.columns.header.join(" | "));
    }
    line("行", "rows", profile.rows.to_string());
    line("评论", "comments", profile.documents.to_string());
    line("空评论", "without text", profile.empty.to_string());
    if let Some(mean) = profile.n_chars.checked_div(profile.documents) {
        line("平均字数", "mean characters", mean.to_string());
    }
    for (field, count) in profile
        .present
        .iter()
        .filter(|(field, _)| **field != Field::Text)
    {
        let name = messages::field_name(*field, language);
        line(
            &format!("有{name}"),
            &format!("with {name}"),
            count.to_string(),
        );
    }
    if !profile.stars.is_empty() {
        let stars: Vec<String> = profile
            .stars
            .iter()
            .map(|(tenths, count)| format!("{}★ {count}", f64::from(*tenths) / 10.0))
            .collect();
        line("评分分布", "ratings", stars.join("  "));
    }
    line(
        "无效字节",
        "invalid bytes",
        source.invalid_sequences().to_string(),
    );
    for (rule, count) in &profile.skipped {
        let label = rule.description().text(language);
        line(
            &format!("跳过：{label}"),
            &format!("skipped, {label}"),
            count.to_string(),
        );
    }
    for named in &profile.named {
        line("  第", "  line", named.clone());
    }
    let n_skipped: u64 = profile.skipped.values().sum();
    let n_unnamed = n_skipped - profile.named.len() as u64;
    if n_unnamed > 0 {
        line(
            "  其余（用 -v 列出）",
            "  others (list them with -v)",
            n_unnamed.to_string(),
        );
    }
    Ok((out, profile.rows - profile.documents))
}
