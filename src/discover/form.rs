//! Which strings cannot be words by their form alone.

use rustc_hash::FxHashSet;

use super::texts::is_latin;
use crate::ledger::RuleId;
use crate::lexicon::{Embedded, WordList, fold};
use crate::pipeline::WordLists;
use crate::segment::{JiebaSegmenter, Segmenter, Token};
use crate::select::{Fate, Privacy, Selector};

/// Judges strings by their characters and the words in them.
pub(super) struct Forms<'s> {
    never_first: FxHashSet<u32>,
    never_last: FxHashSet<u32>,
    /// All functional characters.
    functional: FxHashSet<String>,
    function_words: FxHashSet<String>,
    /// The words of the run's lists.
    listed: FxHashSet<String>,
    measures: FxHashSet<String>,
    /// The rules for numbers and glue, whatever rules the run has.
    selector: Selector,
    words_only: &'s JiebaSegmenter,
}

impl<'s> Forms<'s> {
    /// `words_only` cuts without the model for unknown words.
    pub(super) fn new(lists: &WordLists, words_only: &'s JiebaSegmenter) -> Forms<'s> {
        let words = |lists: &[WordList]| -> FxHashSet<String> {
            let entries = lists.iter().flat_map(WordList::words);
            let words = entries.filter_map(|entry| entry.split_whitespace().next());
            words.map(fold).collect()
        };
        let mut listed = words(&lists.stopwords);
        listed.extend(words(&lists.topic_words));
        listed.extend(words(&lists.lexicons));
        let mut forms = Forms {
            never_first: FxHashSet::default(),
            never_last: FxHashSet::default(),
            functional: FxHashSet::default(),
            // Not the run's own: a stop list of the user's can hold any word.
            function_words: words(&[Embedded::General.list()]),
            listed,
            measures: words(&lists.measures),
            selector: numbers_and_glue(lists),
            words_only,
        };
        for entry in Embedded::BorderCharacters.list().entries {
            let code = entry.text.chars().next().map_or(0, u32::from);
            let section = entry.section.unwrap_or_default();
            let is_in = |names: [&str; 2]| names.iter().any(|name| section.starts_with(name));
            if is_in(["neither", "never-first"]) {
                forms.never_first.insert(code);
            }
            if is_in(["neither", "never-last"]) {
                forms.never_last.insert(code);
            }
            forms.functional.insert(entry.text);
        }
        forms
    }

    /// Whether a string can be a word: `codes` and `text` are the same.
    pub(super) fn is_possible(&self, codes: &[u32], text: &str) -> bool {
        if self.listed.contains(text) {
            return true;
        }
        let (Some(first), Some(last)) = (codes.first(), codes.last()) else {
            return false;
        };
        let fate = self.selector.fate(text, Privacy::Public);
        let is_taken = matches!(fate, Fate::Masked(RuleId::Number | RuleId::Glue));
        !codes.iter().all(|code| is_latin(*code))
            && !self.never_first.contains(first)
            && !self.never_last.contains(last)
            && !repeats(codes)
            && !is_taken
            && !self.measures.contains(text)
    }

    /// Whether a string is put together of other words and functional characters.
    pub(super) fn is_phrase(&self, text: &str, is_word: impl Fn(&str) -> bool) -> bool {
        let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
        let ends: Vec<usize> = ends.collect();
        let mut reached = vec![0];
        for end in ends {
            let fits = |start: &usize| {
                let part = &text[*start..end];
                part.len() < text.len()
                    && (self.functional.contains(part)
                        || part.chars().nth(1).is_some() && is_word(part))
            };
            if reached.iter().any(fits) {
                reached.push(end);
            }
        }
        reached.last() == Some(&text.len())
    }

    /// Whether it begins or ends with a function word or a number, or holds nothing else.
    pub(super) fn has_function_edge(&self, text: &str) -> bool {
        if self.listed.contains(text) {
            return false;
        }
        let tokens = self.words(text);
        let is_function = |token: &Token| {
            let word = token.of(text);
            let is_long = word.chars().nth(1).is_some();
            (is_long && self.function_words.contains(word)) || self.is_number(word)
        };
        let is_empty = |token: &Token| {
            let word = token.of(text);
            self.function_words.contains(word) || self.functional.contains(word)
        };
        let has_edge = [tokens.first(), tokens.last()]
            .into_iter()
            .flatten()
            .any(is_function);
        tokens.len() > 1 && (has_edge || tokens.iter().all(is_empty))
    }

    /// Whether the dictionary or the lexicons have a word, with a weight that suffices.
    pub(super) fn knows(&self, word: &str) -> bool {
        self.words(word).len() == 1
    }

    /// Whether a word stands on a list of the run.
    pub(super) fn lists(&self, word: &str) -> bool {
        self.listed.contains(word)
    }

    fn words(&self, text: &str) -> Vec<Token> {
        let mut tokens = Vec::new();
        self.words_only.segment(text, &mut tokens);
        tokens
    }

    fn is_number(&self, word: &str) -> bool {
        self.selector.fate(word, Privacy::Public) == Fate::Masked(RuleId::Number)
    }
}

/// The rules for numbers and glue as they are at first.
fn numbers_and_glue(lists: &WordLists) -> Selector {
    let selector = Selector::default().glue(&Embedded::Glue.list());
    lists.measures.iter().fold(selector, Selector::measures)
}

/// Whether a string is one part again and again: 哈哈哈, 真的真的. Two equal characters are no
/// such string: 宝宝 is a word.
fn repeats(codes: &[u32]) -> bool {
    let n = codes.len();
    let mut periods = (1..=n / 2).filter(|period| n.is_multiple_of(*period));
    n > 2 && periods.any(|period| codes[period..] == codes[..n - period])
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;
    use crate::segment::{Dictionary, UnknownWords};

    static WORDS_ONLY: LazyLock<JiebaSegmenter> = LazyLock::new(|| {
        JiebaSegmenter::new(Dictionary::load(), &[]).treating(UnknownWords::Split)
    });

    fn forms() -> Forms<'static> {
        Forms::new(&WordLists::default(), &WORDS_ONLY)
    }

    fn is_possible(text: &str) -> bool {
        let codes: Vec<u32> = text.chars().map(u32::from).collect();
        let forms = forms();
        forms.is_possible(&codes, text) && !forms.has_function_edge(text)
    }

    #[test]
    fn fragments_with_function_words_are_no_words() {
        for text in [
            "的手机",
            "不是很",
            "我也",
            "了一",
            "手机的",
            "一个人",
            "这个软件",
            "三天",
            "个小时",
            "还会",
            "嘤嘤嘤",
            "真的真的",
            "就好",
        ] {
            assert!(!is_possible(text), "{text}");
        }
    }

    #[test]
    fn words_pass() {
        for text in [
            "健康码",
            "宝宝",
            "不错",
            "一网通办",
            "打不开",
            "拜年祭",
            "我们",
            "因为",
        ] {
            assert!(is_possible(text), "{text}");
        }
    }

    #[test]
    fn phrases_are_made_of_words_and_functional_characters() {
        let forms = forms();
        let is_phrase = |text| forms.is_phrase(text, |part| forms.knows(part) || part == "小破站");
        for text in ["前台小姐", "房间里", "不喜欢", "小破站晚会", "在小破站"] {
            assert!(is_phrase(text), "{text}");
        }
        for text in ["小破站", "健康码", "鄂汇办", "验证码", "有趣"] {
            assert!(!is_phrase(text), "{text}");
        }
    }

    #[test]
    fn only_what_is_longer_than_two_characters_repeats() {
        assert!(repeats(&[1, 1, 1]) && repeats(&[1, 2, 1, 2]));
        assert!(!repeats(&[1, 1]) && !repeats(&[1, 2, 1]) && !repeats(&[1, 1, 2, 2]));
    }
}
