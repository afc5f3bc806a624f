//! What of a comment its author wrote.

use std::borrow::Cow;
use std::ops::Range;

use crate::clean::{repost, topic_marks};

/// Most characters of a name in brackets.
const LONGEST_NAME: usize = 12;

/// The text without the repost chain (from the first `//@` on), `#topics#` and names in brackets
/// such as `[微笑]`.
///
/// They are the same in many comments that have nothing else in common: under
/// `#bilibili晚会 二零一九最美的夜#` the comments 补课 and 超级棒 would be near-duplicates, and so
/// would two opinions on one reposted text.
pub(super) fn own_words(text: &str) -> Cow<'_, str> {
    let own = &text[..repost::chain_start(text).unwrap_or(text.len())];
    let mut own = Cow::Borrowed(own);
    for left_out in [topic_marks::topics, names] {
        let ranges = left_out(&own);
        if !ranges.is_empty() {
            own = Cow::Owned(without(&own, &ranges));
        }
    }
    own
}

/// Names in square brackets, whether a list has them or not: of two texts, an unknown one says as
/// little.
fn names(text: &str) -> Vec<Range<usize>> {
    let mut names = Vec::new();
    let mut open = None;
    for (at, sign) in text.match_indices(['[', ']']) {
        if sign == "[" {
            open = Some(at);
        } else if let Some(start) = open.take()
            && text[start + 1..at].chars().nth(LONGEST_NAME).is_none()
        {
            names.push(start..at + 1);
        }
    }
    names
}

fn without(text: &str, ranges: &[Range<usize>]) -> String {
    let mut rest = String::with_capacity(text.len());
    let mut end = 0;
    for range in ranges {
        rest.push_str(&text[end..range.start]);
        end = range.end;
    }
    rest.push_str(&text[end..]);
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn topics_names_and_chains_are_left_out() {
        for (text, own) in [
            ("补课#bilibili晚会 二零一九最美的夜#", "补课"),
            ("#武汉加油##中国加油# 好 #1", " 好 #1"),
            ("说得对[doge][微笑R]//@某人:今天的新闻[心]", "说得对"),
            ("[2233娘_大笑]干杯", "干杯"),
            ("[[心]]", "[]"),
            (
                "[以下是一段写在方括号里的正文]",
                "[以下是一段写在方括号里的正文]",
            ),
            ("见]后[前", "见]后[前"),
            ("#话题[心]#好", "好"),
            ("//@某人:新闻", ""),
        ] {
            assert_eq!(own_words(text), own);
        }
    }
}
