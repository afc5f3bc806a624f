//! Where a word went.

use ciyun::explain::{FateReport, WordFate, WordReport};
use ciyun::language::Language::{self, Chinese, English};
use ciyun::stats::Frequency;

use super::{advice, entries};

pub(crate) fn word(report: &WordReport, language: Language) -> String {
    let mut lines = vec![heading(report, language)];
    let width = report.occurrences.to_string().len();
    for row in &report.fates {
        lines.push(format!(
            "  {:>width$}  {}",
            row.count,
            fate(row, &report.form, language)
        ));
        for example in &row.examples {
            let (place, quote) = (&example.place, &example.quote);
            lines.push(format!("  {:>width$}    {place}  {quote}", ""));
        }
    }
    if report.fates.len() > 1 {
        let counts: Vec<String> = report
            .fates
            .iter()
            .map(|row| row.count.to_string())
            .collect();
        let sum = format!("{} = {}", report.occurrences, counts.join(" + "));
        lines.push(match language {
            Chinese => format!("合计：{sum}"),
            English => format!("sum: {sum}"),
        });
    }
    lines.push(table(report, language));
    let advice = advice::lines(report, language);
    if !advice.is_empty() {
        lines.push(match language {
            Chinese => "可以这样做：".to_owned(),
            English => "what can be done:".to_owned(),
        });
        lines.extend(advice.iter().map(|line| format!("  - {line}")));
    }
    lines.join("\n") + "\n"
}

fn heading(report: &WordReport, language: Language) -> String {
    let WordReport {
        word,
        form,
        comments_read,
        occurrences,
        comments,
        ..
    } = report;
    let name = match (word == form, language) {
        (true, Chinese) => format!("“{word}”"),
        (true, English) => word.clone(),
        (false, Chinese) => format!("“{word}”（按 {form} 查找）"),
        (false, English) => format!("{word} (searched as {form})"),
    };
    match (*occurrences, language) {
        (0, Chinese) => format!("{name}没有在读入的 {comments_read} 条评论的原文中出现"),
        (0, English) => {
            format!("{name} does not occur in the text of the {comments_read} comments read")
        }
        (1, English) => format!("{name} occurs once in {comments_read} comments"),
        (_, Chinese) => format!(
            "{name}在原文中出现 {occurrences} 次，在 {comments_read} 条评论中的 {comments} 条里"
        ),
        (_, English) => {
            format!("{name} occurs {occurrences} times, in {comments} of {comments_read} comments")
        }
    }
}

fn fate(row: &FateReport, form: &str, language: Language) -> String {
    let rule = |rule: ciyun::ledger::RuleId| match language {
        Chinese => format!("{rule}（{}）", rule.description().text(language)),
        English => format!("{rule} ({})", rule.description().text(language)),
    };
    let ways = ways(row, language);
    let what = match (row.fate, language) {
        (WordFate::Dropped(id), Chinese) => format!("随整条评论去除：{}", rule(id)),
        (WordFate::Rewritten(id), Chinese) => format!("被文本规则去掉或改写：{}", rule(id)),
        (WordFate::Split, Chinese) => format!("被切开：{ways}"),
        (WordFate::Joined(id), Chinese) => format!("并入更长的词：{ways}，{}", rule(id)),
        (WordFate::Inside, Chinese) => format!("在更长的词里：{ways}"),
        (WordFate::Crossed, Chinese) => format!("与前后的字切成了别的词：{ways}"),
        (WordFate::Masked(id), Chinese) => {
            format!("单独成词，被屏蔽：{}{}", rule(id), listed(row, language))
        }
        (WordFate::Counted, Chinese) => {
            format!("单独成词，已计数{}", counted_as(row, form, language))
        }
        (WordFate::Dropped(id), English) => format!("dropped with the comment by {}", rule(id)),
        (WordFate::Rewritten(id), English) => format!("removed or altered by {}", rule(id)),
        (WordFate::Split, English) => format!("split: {ways}"),
        (WordFate::Joined(id), English) => {
            format!("joined into a longer word: {ways}, {}", rule(id))
        }
        (WordFate::Inside, English) => format!("inside a longer token: {ways}"),
        (WordFate::Crossed, English) => format!("crossed by other tokens: {ways}"),
        (WordFate::Masked(id), English) => {
            format!("a token, masked by {}{}", rule(id), listed(row, language))
        }
        (WordFate::Counted, English) => {
            format!("a token, counted{}", counted_as(row, form, language))
        }
        (fate, _) => format!("{fate:?}"),
    };
    match language {
        Chinese => format!("{what}（{} 条评论）", row.comments),
        English if row.comments == 1 => format!("{what} (1 comment)"),
        English => format!("{what} ({} comments)", row.comments),
    }
}

fn ways(row: &FateReport, language: Language) -> String {
    let ways = row.ways.iter();
    let mut ways: Vec<String> = ways
        .map(|way| format!("{} {}", way.tokens, way.count))
        .collect();
    let n_ways = row.n_ways;
    if n_ways > row.ways.len() as u64 {
        ways.push(match language {
            Chinese => format!("……共 {n_ways} 种"),
            English => format!("… {n_ways} in all"),
        });
    }
    ways.join(match language {
        Chinese => "，",
        English => ", ",
    })
}

fn listed(row: &FateReport, language: Language) -> String {
    let lists = entries(&row.lists, language);
    match (lists.is_empty(), language) {
        (true, _) => String::new(),
        (false, Chinese) => format!("，见 {lists}"),
        (false, English) => format!(", {lists}"),
    }
}

/// The term, where it has not the characters of the word: spellings may be terms of their own, and
/// variants count under another.
fn counted_as(row: &FateReport, form: &str, language: Language) -> String {
    match (row.term.as_deref(), language) {
        (Some(term), Chinese) if term != form => format!("，计为 {term}"),
        (Some(term), English) if term != form => format!(" as {term}"),
        _ => String::new(),
    }
}

/// Where the word stands in the frequency table.
fn table(report: &WordReport, language: Language) -> String {
    let n_terms = report.n_terms;
    let weight = match report.weight {
        Frequency::Tf => "tf",
        Frequency::Df => "df",
    };
    let terms = report.terms.iter();
    let terms: Vec<String> = terms
        .map(|row| {
            let (term, tf, df, rank) = (&row.term, row.tf, row.df, row.rank);
            match language {
                Chinese => {
                    format!("{term}，词频 {tf}，评论数 {df}，按 {weight} 列第 {rank} 位")
                }
                English => format!("{term}, tf {tf}, df {df}, rank {rank} by {weight}"),
            }
        })
        .collect();
    let besides = match (report.counted_besides, language) {
        (0, _) => String::new(),
        (n, Chinese) => {
            format!("；其中 {n} 次不在以上之列：是它的变体，或清洗后才形成，或与以上各处交叠")
        }
        (n, English) => format!(
            "; {n} of them are not among the above: they are variants of it, came about in \
             cleaning, or overlap"
        ),
    };
    match (terms.is_empty(), language) {
        (true, Chinese) => format!("词频表（{n_terms} 个词）：没有这个词"),
        (true, English) => format!("frequency table ({n_terms} terms): not in it"),
        (false, Chinese) => format!("词频表（{n_terms} 个词）：{}{besides}", terms.join("；")),
        (false, English) => {
            format!(
                "frequency table ({n_terms} terms): {}{besides}",
                terms.join("; ")
            )
        }
    }
}
