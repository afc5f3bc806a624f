//! What became of one comment.

use ciyun::explain::{RowReport, TokenFate, TokenReport};
use ciyun::ingest::Field;
use ciyun::language::Language::{self, Chinese, English};
use ciyun::ledger::RuleId;
use comfy_table::{Cell, presets};

use super::entries;
use crate::messages;

/// More than one comment begins at a place.
pub(crate) fn several(n_rows: u64, n_shown: usize, language: Language) -> String {
    match language {
        Chinese => format!("有 {n_rows} 条评论始于此处，列出前 {n_shown} 条"),
        English => format!("{n_rows} comments begin here; the first {n_shown} are shown"),
    }
}

pub(crate) fn row(report: &RowReport, language: Language) -> String {
    let mut page = Page {
        language,
        out: format!("{}\n", report.place),
    };
    page.line("单元格", "cell", &report.cell);
    let fields = report.fields.iter().map(|field| {
        let known = Field::ALL.iter().find(|known| known.id() == field.field);
        let name = known.map_or(field.field, |known| messages::field_name(*known, language));
        format!("{name}={}", field.value)
    });
    page.list("字段", "fields", fields);
    let notes = report.notes.iter();
    let notes = notes.map(|note| format!("{} ×{}", told(note.rule, language), note.count));
    page.list("读取时注意到", "noticed while reading", notes);
    if !report.steps.is_empty() {
        page.line("文本规则", "text rules", "");
        for step in &report.steps {
            let (rule, count) = (step.rule, step.count);
            let (before, after) = (&step.before, &step.after);
            page.out += &format!("    {rule} ×{count}  {before} → {after}\n");
        }
    }
    let personal = report.personal.iter();
    let personal = personal.map(|data| format!("{} ×{}", data.kind, data.count));
    page.list("个人信息", "personal data", personal);
    if let Some(rule) = report.dropped {
        page.line("去除", "dropped", told(rule, language));
        return page.out;
    }
    page.line("清洗后", "cleaned", &report.text);
    let counted = report.tokens.iter();
    let n_counted = counted.filter(|token| token.fate == TokenFate::Counted);
    let (n_tokens, n_counted) = (report.tokens.len(), n_counted.count());
    page.line(
        "词（全部，其中计数）",
        "tokens, and counted of them",
        format!("{n_tokens}, {n_counted}"),
    );
    page.tokens(&report.tokens);
    page.out
}

/// A rule with what it does.
fn told(rule: RuleId, language: Language) -> String {
    let what = rule.description().text(language);
    match language {
        Chinese => format!("{rule}（{what}）"),
        English => format!("{rule} ({what})"),
    }
}

/// Lines with a label each.
struct Page {
    language: Language,
    out: String,
}

impl Page {
    fn line(&mut self, zh: &str, en: &str, value: impl std::fmt::Display) {
        let line = match self.language {
            Chinese => format!("  {zh}：{value}"),
            English => format!("  {en}: {value}"),
        };
        self.out.push_str(line.trim_end());
        self.out.push('\n');
    }

    /// Values on one line; nothing without values.
    fn list(&mut self, zh: &str, en: &str, values: impl Iterator<Item = String>) {
        let values: Vec<String> = values.collect();
        if !values.is_empty() {
            self.line(zh, en, values.join("  "));
        }
    }

    fn tokens(&mut self, tokens: &[TokenReport]) {
        let mut table = comfy_table::Table::new();
        table.load_style(presets::NOTHING);
        for token in tokens {
            table.add_row([
                Cell::new(format!("    {}", visible(&token.token))),
                Cell::new(fate(token, self.language)),
            ]);
        }
        for line in table.to_string().lines() {
            self.out.push_str(line.trim_end());
            self.out.push('\n');
        }
    }
}

/// A token of which every character can be seen, on one line.
fn visible(token: &str) -> String {
    let shown = |c: char| match c {
        '\n' => '␤',
        '\r' => '␍',
        '\t' => '␉',
        c if c.is_whitespace() => '␣',
        c if c.is_control() => '\u{fffd}',
        c => c,
    };
    token.chars().map(shown).collect()
}

/// How the token came about, and what became of it.
fn fate(token: &TokenReport, language: Language) -> String {
    let mut parts = Vec::new();
    if let Some(join) = &token.join {
        parts.push(format!("{} {}", join.parts, join.rule));
    }
    if let Some(term) = &token.alias {
        parts.push(format!("→ {term}"));
    }
    parts.push(outcome(token, language));
    parts.join("  ")
}

fn outcome(token: &TokenReport, language: Language) -> String {
    let lists = entries(&token.lists, language);
    let term = token.term.as_ref();
    match (token.fate, term, language) {
        (TokenFate::Masked(rule), _, Chinese) => format!("屏蔽 {rule}  {lists}"),
        (TokenFate::Masked(rule), _, English) => format!("masked {rule}  {lists}"),
        (_, Some(term), Chinese) => format!(
            "计数  词频 {}，评论数 {}，第 {} 位",
            term.tf, term.df, term.rank
        ),
        (_, Some(term), English) => {
            format!(
                "counted  tf {}, df {}, rank {}",
                term.tf, term.df, term.rank
            )
        }
        (_, None, Chinese) => "计数".to_owned(),
        (_, None, English) => "counted".to_owned(),
    }
}
