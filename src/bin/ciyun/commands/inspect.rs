//! `ciyun inspect`: what the reader understands; writes nothing.

use std::fmt::Write as _;

use ciyun::clean::Cleaner;
use ciyun::ingest::{Expanded, Field, IngestError, Source};
use ciyun::language::Language;
use ciyun::ledger::{RuleId, SourceId};
use ciyun::pipeline::{Progress as _, WordLists};
use ciyun::profile::{Profile, RuleCount, Script, profile};

use super::inspect_rules::inspect_rules;
use super::{plain, right, tell_failed, tell_ignored};
use crate::args::{CommonArgs, InspectArgs, InspectForm};
use crate::errors;
use crate::messages;
use crate::plan::Plan;
use crate::progress::Bar;
use crate::terminal::{self, Status, Terminal};
use crate::warnings;

/// Lines named of the rows that a rule concerns, without `--verbose`.
const N_NAMED_LINES: usize = 3;

/// Skipped rows that are named one by one, without `--verbose`.
const N_NAMED_ROWS: usize = 10;

pub(crate) fn inspect(
    args: &InspectArgs,
    common: &CommonArgs,
    terminal: &Terminal,
) -> anyhow::Result<Status> {
    let mut plan = Plan::of_input(common, &args.input)?;
    plan.without_ngrams();
    plan.rules(&args.switches)?;
    let expanded = plan.files()?;
    if args.rules {
        return inspect_rules(&plan, &expanded, args.format, terminal);
    }
    tell_ignored(&expanded, terminal);
    let mut status = tell_failed(&expanded, terminal);
    let cleaner = Cleaner::new(&WordLists::default().cleaning(), &plan.config.rules)?;
    let options = plan.config.input.read_options();
    let mut profiles = Vec::new();
    for (file, id) in expanded.files.iter().zip(0..) {
        let source = Source::open(SourceId(id), file, &options);
        let (profile, said, error) = match source {
            Ok(source) => look(source, &cleaner, terminal),
            Err(error) => {
                status = Status::Incomplete;
                terminal.error(&errors::describe(&error.into(), terminal.language));
                continue;
            }
        };
        if let Some(error) = error {
            status = Status::Incomplete;
            terminal.error(&errors::describe(&error.into(), terminal.language));
        }
        if common.strict && profile.rows > profile.documents {
            status = Status::Incomplete;
        }
        if args.format == InspectForm::Text {
            terminal::print(text(&profile, &said, terminal))?;
        }
        profiles.push(profile);
    }
    if args.format == InspectForm::Json {
        let json = serde_json::to_string_pretty(&profiles)?;
        terminal::print(format!("{json}\n"))?;
    }
    Ok(if profiles.is_empty() && has_files(&expanded) {
        Status::Failed
    } else {
        status
    })
}

fn has_files(expanded: &Expanded) -> bool {
    !expanded.files.is_empty() || !expanded.failed.is_empty()
}

/// Reads one source through; the line that says how it was understood stands beside the profile.
fn look(
    source: Source,
    cleaner: &Cleaner,
    terminal: &Terminal,
) -> (Profile, String, Option<IngestError>) {
    let said = messages::form(source.description(), terminal.language);
    let bar = Bar::new(terminal, source.description().bytes);
    let (profile, error) = profile(source, cleaner, &|n_bytes| bar.bytes_read(n_bytes));
    bar.finish();
    (profile, said, error)
}

/// A profile in lines with a label each.
struct Page {
    language: Language,
    out: String,
}

impl Page {
    fn line(&mut self, zh: &str, en: &str, value: impl std::fmt::Display) {
        let line = match self.language {
            Language::Chinese => format!("  {zh}：{value}"),
            Language::English => format!("  {en}: {value}"),
        };
        self.out.push_str(line.trim_end());
        self.out.push('\n');
    }

    /// One line a rule, under a heading; nothing without rules.
    fn rules(&mut self, zh: &str, en: &str, rules: &[RuleCount], of: u64, n_lines: usize) {
        if rules.is_empty() {
            return;
        }
        self.line(zh, en, "");
        let mut table = plain();
        for rule in rules {
            let known: Option<RuleId> = rule.rule.parse().ok();
            let label = known.map_or("", |known| known.description().text(self.language));
            let share = 100.0 * rule.count as f64 / of.max(1) as f64;
            let lines: Vec<String> = rule
                .lines
                .iter()
                .take(n_lines)
                .map(u64::to_string)
                .collect();
            let lines = match (self.language, lines.is_empty()) {
                (_, true) => String::new(),
                (Language::Chinese, _) => format!("第 {} 行", lines.join("、")),
                (Language::English, _) => format!("line {}", lines.join(", ")),
            };
            table.add_row([
                comfy_table::Cell::new(format!("    {}", rule.rule)),
                right(rule.count.to_string()),
                right(format!("{share:.1}%")),
                comfy_table::Cell::new(label),
                comfy_table::Cell::new(lines),
            ]);
        }
        self.table(&table);
    }

    fn table(&mut self, table: &comfy_table::Table) {
        for line in table.to_string().lines() {
            self.out.push_str(line.trim_end());
            self.out.push('\n');
        }
    }

    fn columns(&mut self, profile: &Profile) {
        let mut table = plain();
        for column in &profile.columns {
            let field = Field::ALL.iter().find(|field| field.id() == column.field);
            let field = field.map_or("", |field| messages::field_name(*field, self.language));
            let why = match (column.chosen_by.as_str(), self.language) {
                ("option", Language::Chinese) => "（指定）",
                ("option", Language::English) => " (as told)",
                ("content", Language::Chinese) => "（按内容）",
                ("content", Language::English) => " (by content)",
                _ => "",
            };
            table.add_row([
                comfy_table::Cell::new(format!("    {field}")),
                comfy_table::Cell::new(format!("{}{why}", column.column)),
                right(column.present.to_string()),
                comfy_table::Cell::new(column.samples.join(" | ")),
            ]);
        }
        if !profile.columns.is_empty() {
            self.line(
                "字段 ← 列，有值的评论数，样例（已脱敏）",
                "field, column, comments that have it, samples (masked)",
                "",
            );
            self.table(&table);
        }
    }
}

fn text(profile: &Profile, said: &str, terminal: &Terminal) -> String {
    let language = terminal.language;
    let mut page = Page {
        language,
        out: format!("{said}\n"),
    };
    page.line("字节", "bytes", profile.bytes);
    page.line("SHA-256", "SHA-256", &profile.sha256);
    if !profile.header.is_empty() {
        page.line("表头", "header", profile.header.join(" | "));
    }
    page.columns(profile);
    if profile.columns.is_empty() {
        page.out += match language {
            Language::Chinese => "  一行一条评论\n",
            Language::English => "  a comment a line\n",
        };
    }
    page.line("行", "rows", profile.rows);
    page.line("评论", "comments", profile.documents);
    if profile.documents > 0 {
        page.line(
            "平均字数",
            "mean characters",
            format!("{:.1}", profile.mean_characters),
        );
    }
    if let Some(times) = &profile.times {
        let span = format!("{} — {}", times.first, times.last);
        page.line("时间范围", "times", span.replace('T', " "));
    }
    if !profile.ratings.is_empty() {
        let stars = profile.ratings.iter();
        let stars: Vec<String> = stars
            .map(|rating| format!("{}★ {}", rating.stars, rating.count))
            .collect();
        page.line("评分分布", "ratings", stars.join("  "));
    }
    let mut scripts = String::new();
    for found in &profile.scripts {
        let share = 100.0 * found.count as f64 / profile.documents.max(1) as f64;
        let name = script(found.script, language);
        write!(scripts, "{name} {} ({share:.1}%)  ", found.count)
            .expect("writing to a string cannot fail");
    }
    if !scripts.is_empty() {
        page.line("文字", "scripts", scripts.trim_end());
    }
    if profile.encoding.lines_in_second > 0 {
        page.line(
            "第二种编码的行",
            "lines in the second encoding",
            profile.encoding.lines_in_second,
        );
    }
    page.line("无效字节", "invalid bytes", profile.invalid_sequences);
    if profile.reused_ids > 0 {
        page.line(
            "编号相同而文本不同",
            "ids used again for another text",
            profile.reused_ids,
        );
    }
    let n_lines = match terminal.is_verbose() {
        true => usize::MAX,
        false => N_NAMED_LINES,
    };
    page.rules(
        "跳过的行",
        "skipped rows",
        &profile.skipped,
        profile.rows,
        n_lines,
    );
    let n_named = match terminal.is_verbose() {
        true => usize::MAX,
        false => N_NAMED_ROWS,
    };
    for row in profile.problems.iter().take(n_named) {
        let problem = warnings::row_problem(&row.problem, language);
        page.out += &match language {
            Language::Chinese => format!("    第 {} 行：{problem}\n", row.line),
            Language::English => format!("    line {}: {problem}\n", row.line),
        };
    }
    page.rules(
        "读取时注意到",
        "noticed while reading",
        &profile.notes,
        profile.documents,
        n_lines,
    );
    page.rules(
        "会被去除的评论",
        "comments that would be dropped",
        &profile.dropped,
        profile.documents,
        n_lines,
    );
    page.rules(
        "清洗规则涉及的评论",
        "comments that cleaning would change",
        &profile.noise,
        profile.documents,
        0,
    );
    page.out
}

fn script(script: Script, language: Language) -> &'static str {
    match (script, language) {
        (Script::Chinese, Language::Chinese) => "中文",
        (Script::ChineseTraditional, Language::Chinese) => "繁体中文",
        (Script::Japanese, Language::Chinese) => "日文",
        (Script::Korean, Language::Chinese) => "韩文",
        (Script::Latin, Language::Chinese) => "拉丁字母",
        (Script::Other, Language::Chinese) => "其他文字",
        (Script::NoLetters, Language::Chinese) => "无文字",
        (Script::Chinese, Language::English) => "Chinese",
        (Script::ChineseTraditional, Language::English) => "traditional Chinese",
        (Script::Japanese, Language::English) => "Japanese",
        (Script::Korean, Language::English) => "Korean",
        (Script::Latin, Language::English) => "Latin",
        (Script::Other, Language::English) => "other",
        (Script::NoLetters, Language::English) => "no letters",
    }
}
