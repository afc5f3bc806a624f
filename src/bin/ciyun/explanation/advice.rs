//! What can be done, as options of the command line.

use ciyun::explain::{Advice, ListEntry, Origin, WordReport};
use ciyun::language::Language::{self, Chinese, English};
use ciyun::ledger::{RuleId, Standing};

use super::entries;

pub(super) fn lines(report: &WordReport, language: Language) -> Vec<String> {
    let advice = report.advice.iter();
    advice
        .filter_map(|advice| line(advice, &report.word, language))
        .collect()
}

fn line(advice: &Advice, word: &str, language: Language) -> Option<String> {
    Some(match (advice, language) {
        (Advice::SearchFor { terms }, Chinese) => format!("相近的词：{}", terms.join("、")),
        (Advice::SearchFor { terms }, English) => format!("look for {}", terms.join(", ")),
        (
            Advice::Teach {
                tokens,
                count,
                broken,
                cut,
                known,
            },
            _,
        ) => teach(word, tokens, [*count, *broken, *cut], known, language),
        (Advice::LookAt { token, count }, Chinese) => {
            format!("{count} 次在 {token} 里：ciyun explain {token} 说明它的去向")
        }
        (Advice::LookAt { token, count }, English) => {
            format!("{count} of them are inside {token}: ciyun explain {token} tells where it went")
        }
        (Advice::Spare { rule, count, lists }, _) => {
            let ways = spare(*rule, lists, language)?;
            match language {
                Chinese => format!("{count} 次因 {rule} 未计入：{}", ways.join("；或 ")),
                English => format!("{count} not counted by {rule}: {}", ways.join("; or ")),
            }
        }
        _ => return None,
    })
}

fn teach(
    word: &str,
    tokens: &str,
    [count, broken, cut]: [u64; 3],
    known: &[ListEntry],
    language: Language,
) -> String {
    let places = entries(known, language);
    match (known.is_empty(), language) {
        (true, Chinese) => format!(
            "{cut} 处中有 {broken} 处没有切成一个词（{tokens} {count} 次）：把“{word}”写进词表，用 \
             --user-words 给出"
        ),
        (false, Chinese) => format!(
            "{cut} 处中有 {broken} 处没有切成一个词（{tokens} {count} 次），虽然词表 {places} \
             里有：写进 --user-words 的词表，不加权重，就必定完整切出"
        ),
        (true, English) => format!(
            "{broken} of {cut} are not cut as one word ({tokens} {count}): add {word} to a list \
             for --user-words"
        ),
        (false, English) => format!(
            "{broken} of {cut} are not cut as one word ({tokens} {count}) although {places} has \
             it: in a list for --user-words, without a weight, it is always cut whole"
        ),
    }
}

/// How a rule is kept from acting; `None` where it should or must act.
fn spare(rule: RuleId, lists: &[ListEntry], language: Language) -> Option<Vec<String>> {
    if rule == RuleId::Pii {
        return None;
    }
    let mut ways = Vec::new();
    for entry in lists {
        let way = list_way(entry, language);
        if !ways.contains(&way) {
            ways.push(way);
        }
    }
    match (rule.standing(), language) {
        (Standing::Always, _) => {}
        (Standing::On, Chinese) if rule == RuleId::SingleChar => {
            ways.push(format!("--disable {rule}（一切单字都会计入）"));
        }
        (Standing::On, English) if rule == RuleId::SingleChar => {
            ways.push(format!(
                "--disable {rule} (all single characters are counted then)"
            ));
        }
        (Standing::On, _) => ways.push(format!("--disable {rule}")),
        (Standing::Off, Chinese) => ways.push(format!("不启用 {rule}")),
        (Standing::Off, English) => ways.push(format!("leave out --enable {rule}")),
    }
    (!ways.is_empty()).then_some(ways)
}

fn list_way(entry: &ListEntry, language: Language) -> String {
    let ListEntry { list, line, .. } = entry;
    match (entry.origin, language) {
        (Origin::Own, Chinese) => format!("删去 {list} 的第 {line} 行"),
        (Origin::Own, English) => format!("delete line {line} of {list}"),
        (Origin::BuiltInTopic, Chinese) => "--topic none（不用自带的主题词表）".to_owned(),
        (Origin::BuiltInTopic, English) => "--topic none (no built-in topic list)".to_owned(),
        (Origin::BuiltIn, Chinese) => {
            "--no-builtin-stopwords（不用自带的停用词表），需要时用 --stopwords 换上自己的"
                .to_owned()
        }
        (Origin::BuiltIn, English) => {
            "--no-builtin-stopwords (none of the built-in stop lists), with a list of your own \
             for --stopwords"
                .to_owned()
        }
    }
}
