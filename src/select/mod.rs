//! Mask tokens by rule; positions stay.
//!
//! A masked token is not deleted: it keeps its place, so that neighbours of kept tokens are still
//! true neighbours and every token has a [`Fate`].

use rustc_hash::FxHashSet;

use crate::clean::{is_han, is_picture};
use crate::ledger::{RuleId, RuleSet};
use crate::lexicon::{WordList, fold};

/// What becomes of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is counted as a term.
    Kept,
    /// It is not, because of this rule.
    Masked(RuleId),
}

/// Whether a token is part of personal data, which its characters alone do not tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Privacy {
    /// It is not.
    Public,
    /// It overlaps what [`privacy::find`](crate::privacy::find) found.
    Personal,
}

/// The token rules, in the order of [`RuleId`]; the first that applies decides.
///
/// ```
/// use ciyun::ledger::RuleId;
/// use ciyun::lexicon::WordList;
/// use ciyun::select::{Fate, Privacy, Selector};
/// let selector = Selector::default()
///     .stopwords(&WordList::parse("stop", "这个\n"))
///     .topic_words(&WordList::parse("topic", "APP\n"))
///     .single_characters(&WordList::parse("single", "卡\n"));
/// let fate = |token| selector.fate(token, Privacy::Public);
/// assert_eq!(fate("闪退"), Fate::Kept);
/// assert_eq!(fate("卡"), Fate::Kept);
/// assert_eq!(fate("慢"), Fate::Masked(RuleId::SingleChar));
/// assert_eq!(fate("app"), Fate::Masked(RuleId::TopicWord));
/// assert_eq!(fate("3.14"), Fate::Masked(RuleId::Number));
/// assert_eq!(selector.fate("abc", Privacy::Personal), Fate::Masked(RuleId::Pii));
/// ```
#[derive(Debug, Clone, Default)]
pub struct Selector {
    rules: RuleSet,
    stopwords: FxHashSet<String>,
    topic_words: FxHashSet<String>,
    glue: FxHashSet<String>,
    single_characters: FxHashSet<String>,
    measures: FxHashSet<String>,
}

/// What a token begins with, found without the tables of Unicode for most of Chinese text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A Han character that begins no number.
    Han,
    /// Anything else; the token holds a letter or digit.
    Word,
    /// No letter or digit in all of it.
    Marks,
    /// An emoji that is kept.
    Picture,
}

impl Kind {
    fn of(token: &str) -> Kind {
        match token.chars().next() {
            Some(first @ '\u{4e00}'..='\u{9fff}') => {
                if NUMERALS.contains(first) || VAGUE_NUMERALS.contains(first) {
                    Kind::Word
                } else {
                    Kind::Han
                }
            }
            _ if token.chars().any(char::is_alphanumeric) => Kind::Word,
            _ => Kind::Marks,
        }
    }
}

/// The rules that judge a token where it stands, in their order.
const TOKEN_RULES: [RuleId; 8] = [
    RuleId::NotWord,
    RuleId::Number,
    RuleId::Stopword,
    RuleId::TopicWord,
    RuleId::SingleChar,
    RuleId::Pii,
    RuleId::Latin,
    RuleId::Glue,
];

/// Numerals that make a number by themselves.
const NUMERALS: &str = "一二两三四五六七八九十百千万亿零〇";
/// What else can stand before a measure word: 第 makes an ordinal, the others are vague.
const VAGUE_NUMERALS: &str = "第几数多";
/// Words made of numerals that are no numbers.
const NOT_NUMBERS: [&str; 4] = ["万一", "千万", "亿万", "万万"];

impl Selector {
    /// Sets which rules apply; without this, each rule's default.
    #[must_use]
    pub fn rules(mut self, rules: &RuleSet) -> Self {
        self.rules = rules.clone();
        self
    }

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

    /// What becomes of a token with these characters (in cleaned form).
    #[must_use]
    pub fn fate(&self, token: &str, privacy: Privacy) -> Fate {
        // Words of lists are folded; tokens are not when the rule `case` is off.
        let rule = if self.rules.applies(RuleId::Case) {
            self.rule(token, privacy)
        } else {
            self.rule(&fold(token), privacy)
        };
        rule.map_or(Fate::Kept, Fate::Masked)
    }

    /// The first rule that is on and applies.
    fn rule(&self, token: &str, privacy: Privacy) -> Option<RuleId> {
        let mut kind = Kind::of(token);
        // Emoji that the rule `emoji` leaves count like words, but no rule about words masks them.
        if kind != Kind::Han && !self.rules.applies(RuleId::Emoji) && is_picture(token) {
            kind = Kind::Picture;
        }
        let is_on = |rule: &RuleId| self.rules.applies(*rule);
        TOKEN_RULES
            .iter()
            .find(|rule| is_on(rule) && self.concerns(**rule, token, kind, privacy))
            .copied()
    }

    fn concerns(&self, rule: RuleId, token: &str, kind: Kind, privacy: Privacy) -> bool {
        match rule {
            RuleId::NotWord => kind == Kind::Marks,
            RuleId::Number => kind == Kind::Word && self.is_number(token),
            RuleId::Stopword => self.stopwords.contains(token),
            RuleId::TopicWord => self.topic_words.contains(token),
            RuleId::SingleChar => {
                matches!(kind, Kind::Han | Kind::Word)
                    && token.chars().nth(1).is_none()
                    && !self.single_characters.contains(token)
            }
            RuleId::Pii => privacy == Privacy::Personal,
            RuleId::Latin => kind == Kind::Word && !token.chars().any(is_han),
            RuleId::Glue => self.glue.contains(token),
            _ => false,
        }
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
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(token: &str) -> Option<RuleId> {
        Selector::default().rule(token, Privacy::Public)
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
            assert_eq!(
                selector.rule(token, Privacy::Public),
                Some(RuleId::Number),
                "{token}"
            );
        }
        for token in [
            "一星", "一般", "半天", "步骤", "百度", "天天", "万一", "多元",
        ] {
            assert_eq!(selector.rule(token, Privacy::Public), None, "{token}");
        }
        assert_eq!(
            selector.rule("一", Privacy::Public),
            Some(RuleId::SingleChar)
        );
    }

    #[test]
    fn the_earlier_rule_decides() {
        let list = WordList::parse("both", "了\n还会\n");
        let selector = Selector::default().glue(&list).stopwords(&list);
        assert_eq!(selector.rule("了", Privacy::Public), Some(RuleId::Stopword));
        assert_eq!(
            selector.rule("还会", Privacy::Public),
            Some(RuleId::Stopword)
        );
        assert_eq!(
            selector.rule("的", Privacy::Public),
            Some(RuleId::SingleChar)
        );
    }

    #[test]
    fn rules_are_turned_on_and_off() {
        let mut rules = RuleSet::default();
        for id in ["latin", "single-char"] {
            rules.enable(id).unwrap();
        }
        for id in ["number", "not-word", "case"] {
            rules.disable(id).unwrap();
        }
        let selector = Selector::default()
            .rules(&rules)
            .topic_words(&WordList::parse("t", "app\n"));
        let fate = |token| selector.fate(token, Privacy::Public);
        assert_eq!(fate("60天"), Fate::Kept);
        assert_eq!(fate("。"), Fate::Kept);
        assert_eq!(fate("iOS"), Fate::Masked(RuleId::Latin));
        assert_eq!(fate("5G网"), Fate::Kept);
        assert_eq!(fate("App"), Fate::Masked(RuleId::TopicWord));
    }

    #[test]
    fn emoji_that_stay_are_words() {
        let mut rules = RuleSet::default();
        rules.disable("emoji").unwrap();
        let selector = Selector::default().rules(&rules);
        assert_eq!(selector.fate("👍🏽", Privacy::Public), Fate::Kept);
        let mark = selector.fate("。", Privacy::Public);
        assert_eq!(mark, Fate::Masked(RuleId::NotWord));
    }
}
