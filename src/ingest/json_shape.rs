//! What stands at the top level of a JSON file, for the message that refuses it.

use std::fmt;

use super::json_outline::{Elements, Ending, Kind, Outline, Scalar};
use crate::language::Language::{self, Chinese, English};

/// Members named in a message.
const MAX_MEMBERS: usize = 12;

/// What a JSON file holds at its top level, in a few words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JsonShape {
    /// `None` where the file holds no value.
    top: Option<Kind>,
    /// The first members of an object, and the number of the others.
    members: Vec<(String, Kind)>,
    n_more: usize,
    ending: Ending,
    line: u64,
}

impl JsonShape {
    pub(super) fn of(outline: &Outline) -> JsonShape {
        let mut members: Vec<(String, Kind)> = outline
            .members(0)
            .map(|node| (node.key.clone(), node.kind))
            .collect();
        let n_more = members.len().saturating_sub(MAX_MEMBERS);
        members.truncate(MAX_MEMBERS);
        JsonShape {
            top: outline.nodes.first().map(|node| node.kind),
            members,
            n_more,
            ending: outline.ending,
            line: outline.line,
        }
    }

    /// The words, such as `one object with date: a list of 3 texts`.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        let line = self.line;
        let ending = match (self.ending, language) {
            (Ending::Whole, _) => String::new(),
            (Ending::Cut, Chinese) => "残缺的 JSON：".to_owned(),
            (Ending::Cut, English) => "JSON that breaks off: ".to_owned(),
            (Ending::More, Chinese) => "前后相接的几个值，第一个：".to_owned(),
            (Ending::More, English) => "several values, first: ".to_owned(),
            (Ending::Broken, Chinese) => format!("第 {line} 行起损坏的 JSON，之前："),
            (Ending::Broken, English) => {
                format!("JSON broken from line {line} on, before that: ")
            }
        };
        ending + &self.value(language)
    }

    fn value(&self, language: Language) -> String {
        let Some(top) = self.top else {
            return match language {
                Chinese => "空",
                English => "nothing",
            }
            .to_owned();
        };
        if top != Kind::Object {
            return kind(top, language);
        }
        let member = |(key, value): &(String, Kind)| match language {
            Chinese => format!("{key}：{}", kind(*value, language)),
            English => format!("{key}: {}", kind(*value, language)),
        };
        let members: Vec<String> = self.members.iter().map(member).collect();
        let n_more = self.n_more;
        match (members.is_empty(), n_more, language) {
            (true, _, Chinese) => "一个空对象".to_owned(),
            (true, _, English) => "an empty object".to_owned(),
            (_, 0, Chinese) => format!("一个对象，含 {}", members.join("、")),
            (_, 0, English) => format!("one object with {}", members.join(", ")),
            (_, _, Chinese) => {
                format!("一个对象，含 {} 等（另有 {n_more} 个）", members.join("、"))
            }
            (_, _, English) => format!("one object with {}, and {n_more} more", members.join(", ")),
        }
    }
}

impl fmt::Display for JsonShape {
    /// The words in English.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text(English))
    }
}

fn kind(kind: Kind, language: Language) -> String {
    let (zh, en) = match kind {
        Kind::Object => ("对象", "an object"),
        Kind::Scalar(Scalar::Text) => ("文本", "a text"),
        Kind::Scalar(Scalar::Number) => ("数字", "a number"),
        Kind::Scalar(Scalar::Truth) => ("真假值", "a truth value"),
        Kind::Scalar(Scalar::Null) => ("空值", "null"),
        Kind::Array(_, Elements::None) => ("空数组", "an empty list"),
        Kind::Array(n, elements) => {
            let (zh, en) = match elements {
                Elements::Objects => ("对象", "objects"),
                Elements::Texts => ("文本", "texts"),
                _ => ("值", "values"),
            };
            return match language {
                Chinese => format!("{n} 个{zh}的数组"),
                English => format!("a list of {n} {en}"),
            };
        }
    };
    match language {
        Chinese => zh.to_owned(),
        English => en.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_are_told_in_a_few_words_of_both_languages() {
        for (json, zh, en) in [
            (
                r#"{"text":["好","差"],"n":2,"feed":{"a":1},"e":[],"x":[{}]}"#,
                "一个对象，含 text：2 个文本的数组、n：数字、feed：对象、e：空数组、x：1 个对象的数组",
                "one object with text: a list of 2 texts, n: a number, feed: an object, e: an empty list, x: a list of 1 objects",
            ),
            (r#"["好"]"#, "1 个文本的数组", "a list of 1 texts"),
            ("{}", "一个空对象", "an empty object"),
            ("3", "数字", "a number"),
            ("", "空", "nothing"),
            (
                "{\"a\":true,",
                "残缺的 JSON：一个对象，含 a：真假值",
                "JSON that breaks off: one object with a: a truth value",
            ),
            (
                "[1]\n[2]",
                "前后相接的几个值，第一个：1 个值的数组",
                "several values, first: a list of 1 values",
            ),
            (
                "{\"a\":null,\n\"b\" 1",
                "第 2 行起损坏的 JSON，之前：一个对象，含 a：空值",
                "JSON broken from line 2 on, before that: one object with a: null",
            ),
        ] {
            let shape = JsonShape::of(&Outline::read(json.as_bytes(), 128).unwrap());
            assert_eq!(shape.text(Chinese), zh);
            assert_eq!(shape.to_string(), en);
        }
        let members: Vec<String> = (0..14).map(|n| format!("\"{n}\":0")).collect();
        let many = format!("{{{}}}", members.join(","));
        let shape = JsonShape::of(&Outline::read(many.as_bytes(), 128).unwrap());
        assert!(shape.text(Chinese).ends_with("11：数字 等（另有 2 个）"));
        assert!(shape.text(English).ends_with("11: a number, and 2 more"));
    }
}
