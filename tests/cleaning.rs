//! Comments with the noise of real exports, the text that has to come out, and the rules that act.

use ciyun::clean::{CleanLists, Cleaner, Firings, Platform};
use ciyun::ingest::Fields;
use ciyun::ledger::RuleSet;
use ciyun::lexicon::WordList;

const CASES: &str = include_str!("cleaning/noise.tsv");

/// How a case differs from the default: `on=` and `off=` a rule, or a platform's name.
struct Setting {
    rules: RuleSet,
    platform: Platform,
}

impl Setting {
    fn parse(text: &str) -> Setting {
        let mut setting = Setting {
            rules: RuleSet::default(),
            platform: Platform::Other,
        };
        for word in text.split_whitespace() {
            if let Some(rule) = word.strip_prefix("on=") {
                setting.rules.enable(rule).expect("the rule exists");
            } else if let Some(rule) = word.strip_prefix("off=") {
                setting.rules.disable(rule).expect("the rule exists");
            } else {
                setting.platform = Platform::of(&Fields {
                    platform: Some(word.to_owned()),
                    ..Fields::default()
                });
                assert_ne!(setting.platform, Platform::Other, "{word}");
            }
        }
        setting
    }
}

fn cleaner(rules: &RuleSet) -> Cleaner {
    let placeholders = "如题\n此用户没有填写评价。\n系统默认好评!\nna\n";
    let boilerplate = "## prefix\n（该条评论已经被删除）\n转发微博\n## suffix\n…全文\n展开\n";
    let emoticons = "## general\n微笑\ndoge\n打call\n666\n## weibo\n允悲\n心\n## bilibili\n大佬\n\
                     ## bilibili only\n2020\n支持\n## douyin\n绝\n";
    let lists = CleanLists {
        placeholders: &WordList::parse("placeholders.txt", placeholders),
        boilerplate: &WordList::parse("boilerplate.txt", boilerplate),
        emoticons: &WordList::parse("emoticons.txt", emoticons),
    };
    Cleaner::new(&lists, rules).expect("the sections are known")
}

/// Resolves `\n`, `\t`, `\r` and `\u{…}`; `None` for another escape.
fn unescape(field: &str) -> Option<String> {
    let mut parts = field.split('\\');
    let mut text = parts.next()?.to_owned();
    for part in parts {
        let (character, rest) = match part.split_at_checked(1)? {
            ("n", rest) => ('\n', rest),
            ("t", rest) => ('\t', rest),
            ("r", rest) => ('\r', rest),
            ("u", rest) => {
                let (code, rest) = rest.strip_prefix('{')?.split_once('}')?;
                let code = u32::from_str_radix(code, 16).ok()?;
                (char::from_u32(code)?, rest)
            }
            _ => return None,
        };
        text.push(character);
        text.push_str(rest);
    }
    Some(text)
}

/// The cleaned text as far as the comment came, and what acted on it.
fn clean(setting: &Setting, raw: &str) -> (String, String) {
    let cleaner = cleaner(&setting.rules);
    let mut firings = Firings::default();
    let mut text = cleaner.decode(raw, &mut firings);
    let mut verdict = cleaner.judge_decoded(&text);
    if verdict.is_none() {
        cleaner.rewrite(&mut text, setting.platform, &mut firings);
        verdict = cleaner.judge_cleaned(&text);
    }
    let mut acted: Vec<String> = firings
        .iter()
        .map(|(rule, count)| match count {
            1 => rule.to_string(),
            _ => format!("{rule}×{count}"),
        })
        .collect();
    acted.extend(verdict.map(|rule| rule.to_string()));
    (text.text().to_owned(), acted.join(" "))
}

#[test]
fn noise_is_cleaned_as_written_down() {
    let mut wrong = Vec::new();
    let mut n_cases = 0;
    let lines = CASES
        .lines()
        .zip(1..)
        .filter(|(line, _)| !line.starts_with("# "));
    for (line, number) in lines {
        let fields: Vec<&str> = line.split('\t').collect();
        let (raw, expected, rules, setting) = match fields[..] {
            [raw, expected, rules] => (raw, expected, rules, ""),
            [raw, expected, rules, setting] => (raw, expected, rules, setting),
            _ => panic!(
                "noise.tsv:{number}: expected 3 or 4 fields, found {}",
                fields.len()
            ),
        };
        let unescape = |field| {
            unescape(field)
                .unwrap_or_else(|| panic!("noise.tsv:{number}: unknown escape in {field:?}"))
        };
        // A dash is nothing: no text left, or no rule acted.
        let expected = if expected == "-" {
            String::new()
        } else {
            unescape(expected)
        };
        let rules = if rules == "-" { "" } else { rules };
        let (text, acted) = clean(&Setting::parse(setting), &unescape(raw));
        let emptied = expected.is_empty() && text.trim().is_empty();
        if (text != expected && !emptied) || acted != rules {
            wrong.push(format!("{number}: {raw}\n  text {text:?}, expected {expected:?}\n  rules {acted:?}, expected {rules:?}"));
        }
        n_cases += 1;
    }
    assert!(n_cases >= 160, "only {n_cases} cases");
    assert!(
        wrong.is_empty(),
        "{} of {n_cases} cases:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
