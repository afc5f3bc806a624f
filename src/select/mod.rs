//! Mask tokens by rule; positions stay.
//!
//! A masked token is not deleted: it keeps its place, so that neighbours of kept tokens are still
//! true neighbours and every token has a [`Fate`].

use rustc_hash::FxHashSet;

use crate::ledger::RuleId;
use crate::lexicon::{WordList, fold};

/// What becomes of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is counted as a term.
    Kept,
    /// It is not, because of this rule.
    Masked(RuleId),
}

/// The token rules, in the order of [`RuleId`]; the first that applies decides.
///
/// ```
/// use ciyun::ledger::RuleId;
/// use ciyun::lexicon::WordList;
/// use ciyun::select::{Fate, Selector};
/// let selector = Selector::default()
///     .stopwords(&WordList::parse("stop", "这个\n"))
///     .topic_words(&WordList::parse("topic", "APP\n"))
///     .single_characters(&WordList::parse("single", "卡\n"));
/// assert_eq!(selector.fate("闪退"), Fate::Kept);
/// assert_eq!(selector.fate("卡"), Fate::Kept);
/// assert_eq!(selector.fate("慢"), Fate::Masked(RuleId::SingleChar));
/// assert_eq!(selector.fate("app"), Fate::Masked(RuleId::TopicWord));
/// assert_eq!(selector.fate("3.14"), Fate::Masked(RuleId::Number));
/// ```
#[derive(Debug, Clone, Default)]
pub struct Selector {
    stopwords: FxHashSet<String>,
    topic_words: FxHashSet<String>,
    glue: FxHashSet<String>,
    single_characters: FxHashSet<String>,
    measures: FxHashSet<String>,
}

/// Numerals that make a number by themselves.
const NUMERALS: &str = "一二两三四五六七八九十百千万亿零〇";
/// What else can stand before a measure word: 第 makes an ordinal, the others are vague.
const VAGUE_NUMERALS: &str = "第几数多";
/// Words made of numerals that are no numbers.
const NOT_NUMBERS: [&str; 4] = ["万一", "千万", "亿万", "万万"];

impl Selector {
    /// Adds the words of a stop list.
    #[must_use]
    pub fn stopwords(mut self, list: &WordList) -> Self {
        self.stopwords.extend(list.words().map(fold));
        self
    }

    /// Adds words that name the topic itself.
    #[must_use]
    pub fn topic_words(mut self, list: &WordList) -> Self {
        self.topic_words.extend(list.words().map(fold));
        self
    }

    /// Adds fragments that are not words.
    #[must_use]
    pub fn glue(mut self, list: &WordList) -> Self {
        self.glue.extend(list.words().map(fold));
        self
    }

    /// Adds single characters that count as words.
    #[must_use]
    pub fn single_characters(mut self, list: &WordList) -> Self {
        self.single_characters.extend(list.words().map(fold));
        self
    }

    /// Adds measure words: numerals with one of them are a number, such as 三天.
    #[must_use]
    pub fn measures(mut self, list: &WordList) -> Self {
        self.measures.extend(list.words().map(fold));
        self
    }

    /// What becomes of a token with these characters (in cleaned, folded form).
    #[must_use]
    pub fn fate(&self, token: &str) -> Fate {
        self.rule(token).map_or(Fate::Kept, Fate::Masked)
    }

    /// Digits with signs (3.1.6, 99%), numerals (二十), and either before a measure word.
    fn is_number(&self, token: &str) -> bool {
        if !token.chars().any(char::is_alphabetic) {
            return true;
        }
        if token.chars().nth(1).is_none() || NOT_NUMBERS.contains(&token) {
            return false;
        }
        let exact = |c: char| c.is_numeric() || NUMERALS.contains(c);
        if token.chars().all(exact) {
            return true;
        }
        let unit = token.trim_start_matches(|c: char| exact(c) || VAGUE_NUMERALS.contains(c));
        unit.len() < token.len() && self.measures.contains(unit)
    }

    fn rule(&self, token: &str) -> Option<RuleId> {
        if !token.chars().any(char::is_alphanumeric) {
            Some(RuleId::NotWord)
        } else if self.is_number(token) {
            Some(RuleId::Number)
        } else if self.stopwords.contains(token) {
            Some(RuleId::Stopword)
        } else if self.topic_words.contains(token) {
            Some(RuleId::TopicWord)
        } else if token.chars().nth(1).is_none() && !self.single_characters.contains(token) {
            Some(RuleId::SingleChar)
        } else if self.glue.contains(token) {
            Some(RuleId::Glue)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(token: &str) -> Option<RuleId> {
        Selector::default().rule(token)
    }

    #[test]
    fn punctuation_space_and_symbols_are_not_words() {
        for token in [" ", "\r\n", "。", "!", "——", "😡", "❤\u{fe0f}", "_", "+"] {
            assert_eq!(rule(token), Some(RuleId::NotWord), "{token:?}");
        }
    }

    #[test]
    fn numbers_hold_no_letter() {
        for token in ["60", "3.1.6", "99%", "2022-01-12", "½"] {
            assert_eq!(rule(token), Some(RuleId::Number), "{token:?}");
        }
        for token in ["ios15", "12345热线", "v2.0.1"] {
            assert_eq!(rule(token), None, "{token:?}");
        }
    }

    #[test]
    fn numerals_with_a_measure_word_are_numbers() {
        let selector = Selector::default().measures(&WordList::parse("m", "天\n个小时\n步\n"));
        for token in ["三天", "30天", "两个小时", "第一步", "二十", "几天"] {
            assert_eq!(selector.rule(token), Some(RuleId::Number), "{token}");
        }
        for token in [
            "一星", "一般", "半天", "步骤", "百度", "天天", "万一", "多元",
        ] {
            assert_eq!(selector.rule(token), None, "{token}");
        }
        assert_eq!(selector.rule("一"), Some(RuleId::SingleChar));
    }

    #[test]
    fn the_earlier_rule_decides() {
        let list = WordList::parse("both", "了\n还会\n");
        let selector = Selector::default().glue(&list).stopwords(&list);
        assert_eq!(selector.rule("了"), Some(RuleId::Stopword));
        assert_eq!(selector.rule("还会"), Some(RuleId::Stopword));
        assert_eq!(selector.rule("的"), Some(RuleId::SingleChar));
    }
}
