//! Rules `topic-marks` and `topic-marks.words`: the signs around a topic, and the topic itself.

use std::ops::Range;

use super::Edits;

/// Longest topic, in bytes: 140 Han characters, the length of a post.
const LONGEST: usize = 420;

/// Removes the marks of `#武汉加油#`, `{%#搞笑#%}` and `#旅行[话题]#`; the words stay. A topic
/// holds a letter or digit, begins and ends without blank and stays on its line, and the sign of
/// `C#` opens none, so `#1` and `C#和F#` are text. Both marks together count once.
pub(super) fn propose(text: &str, edits: &mut Edits) {
    find(text, |topic| {
        edits.remove_word(text, topic.start..topic.words_start);
        edits.remove_word(text, topic.words_end..topic.end);
        edits.join_firing();
    });
}

/// Removes topics with their words.
pub(super) fn propose_words(text: &str, edits: &mut Edits) {
    find(text, |topic| {
        edits.remove_word(text, topic.start..topic.end)
    });
}

/// Where topics stand, with both their signs.
pub(super) fn topics(text: &str) -> Vec<Range<usize>> {
    let mut topics = Vec::new();
    find(text, |topic| topics.push(topic.start..topic.end));
    topics
}

/// Where a topic, its words and its marks stand, in bytes.
struct Topic {
    start: usize,
    words_start: usize,
    words_end: usize,
    end: usize,
}

fn find(text: &str, mut found: impl FnMut(Topic)) {
    let mut open: Option<usize> = None;
    for (sign, _) in text.match_indices('#') {
        let opens = !is_part_of_name(&text[..sign]);
        let Some(start) = std::mem::replace(&mut open, opens.then_some(sign)) else {
            continue;
        };
        let words = &text[start + 1..sign];
        if !is_topic(words) {
            continue;
        }
        let words_end = ["[话题]", "[超话]"]
            .iter()
            .find_map(|mark| words.strip_suffix(mark))
            .map_or(sign, |words| start + 1 + words.len());
        let braced = text[..start].ends_with("{%") && text[sign + 1..].starts_with("%}");
        let n_brace = if braced { 2 } else { 0 };
        found(Topic {
            start: start - n_brace,
            words_start: start + 1,
            words_end,
            end: sign + 1 + n_brace,
        });
        open = None;
    }
}

/// Whether a sign after `before` belongs to a lone letter, as in `C#`.
fn is_part_of_name(before: &str) -> bool {
    let mut bytes = before.bytes().rev();
    bytes.next().is_some_and(|byte| byte.is_ascii_alphabetic())
        && !bytes
            .next()
            .is_some_and(|byte| byte.is_ascii_alphanumeric())
}

fn is_topic(words: &str) -> bool {
    words.len() <= LONGEST
        && words.trim().len() == words.len()
        && words.contains(char::is_alphanumeric)
        && !words.contains('\n')
}

#[cfg(test)]
mod tests {
    use super::super::tests::once;
    use super::*;

    #[test]
    fn marks_go_and_words_stay() {
        assert_eq!(
            once(propose, "#武汉加油# 加油"),
            ("武汉加油 加油".into(), 1)
        );
        assert_eq!(
            once(propose, "太好了#bilibili晚会 最美的夜#珍藏"),
            ("太好了 bilibili晚会 最美的夜 珍藏".into(), 1)
        );
        assert_eq!(once(propose, "{%#搞笑#%}看"), ("搞笑 看".into(), 1));
        assert_eq!(
            once(propose, "#旅行[话题]##美食[话题]#"),
            ("旅行 美食".into(), 2)
        );
    }

    #[test]
    fn topics_go_with_their_words_if_asked() {
        assert_eq!(
            once(propose_words, "看#旅行[话题]##美食[话题]#吧{%#搞笑#%}"),
            ("看 吧".into(), 3)
        );
    }

    #[test]
    fn single_signs_stay() {
        for text in [
            "#1",
            "用C# 和 F#",
            "C#和F#",
            "##",
            "# #",
            "#a\nb#",
            "#,#",
            "####",
        ] {
            assert_eq!(once(propose, text), (text.to_owned(), 0), "{text}");
        }
        assert_eq!(once(propose, "##好#"), ("#好".into(), 1));
    }
}
