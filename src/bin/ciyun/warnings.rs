//! What may be wrong with an input or a run, in both languages.

use ciyun::count::TermCounts;
use ciyun::ingest::SourceDescription;
use ciyun::language::Language::{self, Chinese, English};
use ciyun::ledger::{Level, RuleId};
use ciyun::pipeline::{Analysis, EntryCount, SourceSummary};
use ciyun::stats::{LossShare, SignalWarning};
use ciyun::table::EntryRecord;

use crate::messages::counted;

/// Entries without effect that are named for each list.
const NAMED_ENTRIES: usize = 5;

/// Files of a folder or an archive that were not read.
pub(crate) fn ignored(names: &[String], language: Language) -> String {
    let (n, list) = (names.len(), names.join(", "));
    match language {
        Chinese => format!("文件夹或压缩包中有 {n} 个文件不是可读的格式，未读取：{list}"),
        English => format!(
            "{} in folders or archives not read, of no readable kind: {list}",
            counted(n as u64, "file")
        ),
    }
}

/// User words that have no effect.
pub(crate) fn split_words(words: &[String], language: Language) -> String {
    let list = words.join(", ");
    match language {
        Chinese => format!("以下用户词即使单独出现也会被切开，请去掉或调大其权重：{list}"),
        English => format!(
            "these user words are split even where they stand alone; raise or remove their \
             weights: {list}"
        ),
    }
}

/// Entries of the user's lists that never fired, list by list.
pub(crate) fn idle_entries(entries: &[EntryCount], language: Language) -> Vec<String> {
    let own: Vec<&EntryRecord> = entries
        .iter()
        .filter(|entry| !entry.is_builtin)
        .map(|entry| &entry.record)
        .collect();
    let of_lists = own.chunk_by(|a, b| (&a.list, a.used_as) == (&b.list, b.used_as));
    let lines = of_lists.filter_map(|entries| {
        let idle: Vec<&EntryRecord> = entries
            .iter()
            .copied()
            .filter(|entry| entry.count == 0)
            .collect();
        let (n_idle, n_entries) = (idle.len(), entries.len());
        let list = &entries.first()?.list;
        let words = idle.iter().take(NAMED_ENTRIES);
        let words: Vec<&str> = words.map(|entry| entry.entry.as_str()).collect();
        (n_idle > 0).then(|| match language {
            Chinese => {
                let more = if n_idle > NAMED_ENTRIES { "等" } else { "" };
                format!(
                    "词表 {list} 的 {n_entries} 条中有 {n_idle} 条一次也没有用上：{}{more}",
                    words.join("、")
                )
            }
            English => {
                let more = if n_idle > NAMED_ENTRIES { ", …" } else { "" };
                format!(
                    "{n_idle} of the {n_entries} entries of {list} never fired: {}{more}",
                    words.join(", ")
                )
            }
        })
    });
    lines.collect()
}

/// Rows skipped in one source, by reason.
pub(crate) fn skipped(summary: &SourceSummary, language: Language) -> Option<String> {
    let n = summary.rows - summary.documents;
    if n == 0 {
        return None;
    }
    let name = &summary.description.name;
    let first = summary
        .skipped
        .first()
        .map(|row| {
            format!(
                "{name}:{}: {}",
                row.line,
                row_problem(&row.problem, language)
            )
        })
        .unwrap_or_default();
    Some(match language {
        Chinese => format!("{name} 有 {n} 行无法读取，已跳过并计数；第一处 {first}"),
        English => format!(
            "{} of {name} skipped and counted; the first is {first}",
            counted(n, "row")
        ),
    })
}

/// Why a row was skipped.
pub(crate) fn row_problem(problem: &ciyun::ingest::RowProblem, language: Language) -> String {
    use ciyun::ingest::RowProblem;
    match (language, problem) {
        (English, _) => problem.to_string(),
        (Chinese, RowProblem::FieldCount { found, expected }) => {
            format!("有 {found} 个字段，应有 {expected} 个")
        }
        (Chinese, RowProblem::Syntax { format, detail }) => {
            format!("不是有效的 {format}：{}", syntax_detail(detail))
        }
        (Chinese, RowProblem::NoText { field }) => format!("没有字段 {field}"),
        (Chinese, RowProblem::RepeatedHeader) => "表头重复出现".to_owned(),
        (Chinese, RowProblem::Footer) => "表格末尾的说明".to_owned(),
        (Chinese, RowProblem::NotComment { missing }) => {
            format!("没有 {missing}：不是评论，而是评论所说的对象")
        }
        (Chinese, _) => problem.to_string(),
    }
}

/// What a parser of ours said; what libraries say stays English.
fn syntax_detail(detail: &str) -> &str {
    match detail {
        "the file ends inside the array" => "文件在数组中间结束",
        "the file ends inside an element" => "文件在一条记录中间结束",
        "the archive is cut short; its rest is lost" => "压缩文件不完整，其余部分已丢失",
        "nothing but NUL characters" => "只有 NUL 字符",
        "not an array" => "不是数组",
        "data after the end of the array" => "数组结束后还有内容",
        "an object or a list in place of a text" => "文本的位置上是对象或数组",
        "an array ends before the others" => "有的数组先结束",
        "a line break inside a string" => "字符串中有换行",
        "objects nested too deeply" => "嵌套过深",
        "brackets that do not fit" => "括号不配对",
        "a quote is not closed" => "引号没有结束",
        "a quote is closed in the middle of a field" => "引号在字段中间结束",
        detail if detail.ends_with("is a quote not closed?") => {
            "一条记录过长；是否有引号没有结束？"
        }
        "an element longer than four cells may be" => "一条记录过长",
        detail if detail.starts_with("a line of more than") => "一行过长",
        detail if detail.starts_with("a cell of more than") => "一个单元格过长",
        detail => detail,
    }
}

/// Bytes that could not be decoded.
pub(crate) fn invalid_bytes(summary: &SourceSummary, language: Language) -> Option<String> {
    let n = summary.invalid_sequences;
    let name = &summary.description.name;
    let encoding = summary.description.detection.id();
    (n > 0).then(|| match language {
        Chinese => {
            format!("{name} 中有 {n} 处字节不是有效的 {encoding}；编码若不对，用 --encoding 指定")
        }
        English => format!(
            "{n} places in {name} are not valid {encoding}; if the encoding is wrong, name it \
             with --encoding"
        ),
    })
}

/// What was amiss in rows that were kept, by rule; the first place of each as the names of the
/// sources tell it.
pub(crate) fn notes(analysis: &Analysis, language: Language) -> Vec<String> {
    let ledger = &analysis.counts.ledger;
    let rules = RuleId::ALL
        .iter()
        .filter(|rule| rule.level() == Level::Note);
    rules
        .filter_map(|rule| {
            let tally = ledger.tally(*rule);
            let first = tally.first?;
            let source = analysis
                .sources
                .get(usize::try_from(first.source.0).ok()?)?;
            let (name, line) = (&source.description.name, first.line);
            let what = rule.description().text(language);
            Some(match language {
                Chinese => format!("{} 条评论：{what}；第一处 {name}:{line}", tally.count),
                English => format!(
                    "{}: {what}; the first is {name}:{line}",
                    counted(tally.count, "comment")
                ),
            })
        })
        .collect()
}

/// Lines in the second encoding of a file joined from two.
pub(crate) fn mixed(
    description: &SourceDescription,
    n_lines: u64,
    language: Language,
) -> Option<String> {
    let name = &description.name;
    let (first, second) = (
        description.detection.encoding,
        description.detection.mixed_with?,
    );
    let (first, second) = (first.id(), second.id());
    Some(match language {
        Chinese => format!(
            "{name} 由两种编码拼接而成：有 {n_lines} 行是 {second}，其余是 {first}，已逐行解码"
        ),
        English => format!(
            "{name} is joined from two encodings: {} in {second}, the others in {first}; each was \
             read in its own",
            counted(n_lines, "line")
        ),
    })
}

/// A rule that may have taken away what the comments say.
pub(crate) fn signal(warning: &SignalWarning, language: Language) -> String {
    let rule = warning.rule;
    let percent = |loss: &LossShare| format!("{:.1}%", 100.0 * loss.share());
    let lost: Vec<String> = warning
        .lost
        .iter()
        .map(|(term, n)| format!("{term} {n}"))
        .collect();
    let mut said = Vec::new();
    if let Some((one, all)) = &warning.one_star {
        let (one_share, all_share) = (percent(one), percent(all));
        said.push(match language {
            Chinese => format!(
                "去除了 {one_share} 的一星评论（{}/{}），而有评分的评论总体只去除 {all_share}",
                one.dropped, one.read
            ),
            English => format!(
                "dropped {one_share} of the one-star comments ({} of {}), but {all_share} of all \
                 that have stars",
                one.dropped, one.read
            ),
        });
    }
    if !warning.top_words.is_empty() {
        let n = warning.top_words.len();
        let words = &warning.top_words;
        said.push(match language {
            Chinese => format!("前 20 词中有 {n} 个因它而不在：{}", words.join("、")),
            English => format!(
                "keeps {} out of the top 20: {}",
                counted(n as u64, "word"),
                words.join(", ")
            ),
        });
    }
    match language {
        Chinese => format!(
            "规则 {rule} 可能去掉了要紧的内容：{}；失去最多的词：{}；可用 --disable {rule} 比较",
            said.join("；"),
            lost.join("、")
        ),
        English => format!(
            "rule {rule} may have taken what matters: it {}; words lost most: {}; compare with \
             --disable {rule}",
            said.join(", and "),
            lost.join(", ")
        ),
    }
}

/// Words without a part of speech that are mentioned.
const N_UNTAGGED: usize = 5;

/// Terms that the rule `pos` could not judge.
pub(crate) fn untagged(mut terms: Vec<(&str, &TermCounts)>, language: Language) -> Option<String> {
    let n = terms.len() as u64;
    let tokens: u64 = terms.iter().map(|(_, counts)| counts.tf).sum();
    terms.sort_by_key(|(_, counts)| std::cmp::Reverse(counts.tf));
    let named = terms.iter().take(N_UNTAGGED);
    let named: Vec<String> = named
        .map(|(term, counts)| format!("{term} {}", counts.tf))
        .collect();
    (n > 0).then(|| match language {
        Chinese => format!(
            "规则 pos 只看词典所记的词性（每词一个，不看上下文）：词典中没有的词没有词性，都保留了，\
             共 {n} 个、{tokens} 次：{}",
            named.join("、")
        ),
        English => format!(
            "rule pos goes by the dictionary, which has one part of speech a word, whatever its use; \
             words that it lacks have none and were kept: {} with {}: {}",
            counted(n, "term"),
            counted(tokens, "occurrence"),
            named.join(", ")
        ),
    })
}

/// Ids that stand at several different texts.
pub(crate) fn reused_ids(n: u64, language: Language) -> Option<String> {
    (n > 0).then(|| match language {
        Chinese => format!("{n} 行的编号与前面的行相同而文本不同，均已保留"),
        English => format!(
            "{} with the id of an earlier row and another text; all were kept",
            counted(n, "row")
        ),
    })
}
