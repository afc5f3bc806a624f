//! Mask tokens by rule; positions stay.
//!
//! A masked token is not deleted: it keeps its place, so that neighbours of kept tokens are still
//! true neighbours and every token has a [`Fate`].

use rustc_hash::FxHashMap;

use crate::clean::{is_han, is_picture};
use crate::ledger::{RuleId, RuleSet};
use crate::lexicon::{ListUse, WordList, fold};

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
    stopwords: Numbered,
    topic_words: Numbered,
    glue: Numbered,
    single_characters: Numbered,
    measures: Numbered,
    n_entries: usize,
}

/// Words with the numbers of their entries.
type Numbered = FxHashMap<String, usize>;

/// What becomes of a token, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Judgement {
    /// What becomes of it.
    pub fate: Fate,
    /// The number of the list entry that decided; see [`Selector::number`].
    pub entry: Option<usize>,
}

/// Why a rule applies to a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ground {
    /// Its characters.
    Form,
    /// An entry of a list.
    Entry(usize),
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
        number(&mut self.stopwords, &mut self.n_entries, list);
        self
    }

    /// Adds words that name the topic itself.
    #[must_use]
    pub fn topic_words(mut self, list: &WordList) -> Self {
        number(&mut self.topic_words, &mut self.n_entries, list);
        self
    }

    /// Adds fragments that are not words.
    #[must_use]
    pub fn glue(mut self, list: &WordList) -> Self {
        number(&mut self.glue, &mut self.n_entries, list);
        self
    }

    /// Adds single characters that count as words.
    #[must_use]
    pub fn single_characters(mut self, list: &WordList) -> Self {
        number(&mut self.single_characters, &mut self.n_entries, list);
        self
    }

    /// Adds measure words: numerals with one of them are a number, such as 三天.
    #[must_use]
    pub fn measures(mut self, list: &WordList) -> Self {
        number(&mut self.measures, &mut self.n_entries, list);
        self
    }

    /// What becomes of a token with these characters (in cleaned form).
    #[must_use]
    pub fn fate(&self, token: &str, privacy: Privacy) -> Fate {
        self.judge(token, privacy).fate
    }

    /// As [`Selector::fate`], with the list entry that decided: of the rule that masks the token,
    /// or of the single character that is let through.
    #[must_use]
    pub fn judge(&self, token: &str, privacy: Privacy) -> Judgement {
        // Words of lists are folded; tokens are not when the rule `case` is off.
        if self.rules.applies(RuleId::Case) {
            self.judge_folded(token, privacy)
        } else {
            self.judge_folded(&fold(token), privacy)
        }
    }

    /// The number of a word in [`Judgement::entry`]; numbers are below
    /// [`Selector::n_entries`]. A word that several lists of one use have is one entry.
    #[must_use]
    pub fn number(&self, used_as: ListUse, word: &str) -> Option<usize> {
        let numbered = match used_as {
            ListUse::Stopwords => &self.stopwords,
            ListUse::TopicWords => &self.topic_words,
            ListUse::Glue => &self.glue,
            ListUse::SingleCharacters => &self.single_characters,
            ListUse::Measures => &self.measures,
            _ => return None,
        };
        numbered.get(&fold(word)).copied()
    }

    /// How many different entries the lists have.
    #[must_use]
    pub fn n_entries(&self) -> usize {
        self.n_entries
    }

    fn judge_folded(&self, token: &str, privacy: Privacy) -> Judgement {
        let Some((rule, ground)) = self.rule(token, privacy) else {
            return Judgement {
                fate: Fate::Kept,
                entry: self.single_characters.get(token).copied(),
            };
        };
        Judgement {
            fate: Fate::Masked(rule),
            entry: match ground {
                Ground::Form => None,
                Ground::Entry(number) => Some(number),
            },
        }
    }

    /// The first rule that is on and applies.
    fn rule(&self, token: &str, privacy: Privacy) -> Option<(RuleId, Ground)> {
        let mut kind = Kind::of(token);
        // Emoji that the rule `emoji` leaves count like words, but no rule about words masks them.
        if kind != Kind::Han && !self.rules.applies(RuleId::Emoji) && is_picture(token) {
            kind = Kind::Picture;
        }
        let rules = TOKEN_RULES.iter().filter(|rule| self.rules.applies(**rule));
        let mut grounds = rules.map(|rule| (*rule, self.ground(*rule, token, kind, privacy)));
        grounds.find_map(|(rule, ground)| Some((rule, ground?)))
    }

    fn ground(&self, rule: RuleId, token: &str, kind: Kind, privacy: Privacy) -> Option<Ground> {
        let form = |applies: bool| applies.then_some(Ground::Form);
        let listed = |words: &Numbered| words.get(token).map(|number| Ground::Entry(*number));
        match rule {
            RuleId::NotWord => form(kind == Kind::Marks),
            RuleId::Number if kind == Kind::Word => self.number_ground(token),
            RuleId::Stopword => listed(&self.stopwords),
            RuleId::TopicWord => listed(&self.topic_words),
            RuleId::SingleChar => form(
                matches!(kind, Kind::Han | Kind::Word)
                    && token.chars().nth(1).is_none()
                    && !self.single_characters.contains_key(token),
            ),
            RuleId::Pii => form(privacy == Privacy::Personal),
            RuleId::Latin => form(kind == Kind::Word && !token.chars().any(is_han)),
            RuleId::Glue => listed(&self.glue),
            _ => None,
        }
    }

    /// Digits with signs (3.1.6, 99%), numerals (二十), and either before a measure word.
    fn number_ground(&self, token: &str) -> Option<Ground> {
        if !token.chars().any(char::is_alphabetic) {
            return Some(Ground::Form);
        }
        if token.chars().nth(1).is_none() || NOT_NUMBERS.contains(&token) {
            return None;
        }
        let exact = |c: char| c.is_numeric() || NUMERALS.contains(c);
        if token.chars().all(exact) {
            return Some(Ground::Form);
        }
        let unit = token.trim_start_matches(|c: char| exact(c) || VAGUE_NUMERALS.contains(c));
        let measure = self.measures.get(unit).filter(|_| unit.len() < token.len());
        measure.map(|number| Ground::Entry(*number))
    }
}

/// Gives the words of a list the next numbers.
fn number(words: &mut Numbered, n_entries: &mut usize, list: &WordList) {
    for word in list.words().map(fold) {
        words.entry(word).or_insert_with(|| {
            *n_entries += 1;
            *n_entries - 1
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(token: &str) -> Option<RuleId> {
        let judgement = Selector::default().rule(token, Privacy::Public);
        judgement.map(|(rule, _)| rule)
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
                selector.fate(token, Privacy::Public),
                Fate::Masked(RuleId::Number),
                "{token}"
            );
        }
        for token in [
            "一星", "一般", "半天", "步骤", "百度", "天天", "万一", "多元",
        ] {
            assert_eq!(selector.fate(token, Privacy::Public), Fate::Kept, "{token}");
        }
        assert_eq!(
            selector.fate("一", Privacy::Public),
            Fate::Masked(RuleId::SingleChar)
        );
    }

    #[test]
    fn the_earlier_rule_decides() {
        let list = WordList::parse("both", "了\n还会\n");
        let selector = Selector::default().glue(&list).stopwords(&list);
        let fate = |token| selector.fate(token, Privacy::Public);
        assert_eq!(fate("了"), Fate::Masked(RuleId::Stopword));
        assert_eq!(fate("还会"), Fate::Masked(RuleId::Stopword));
        assert_eq!(fate("的"), Fate::Masked(RuleId::SingleChar));
    }

    #[test]
    fn the_entry_that_decided_is_told() {
        let parse = |text| WordList::parse("list", text);
        let selector = Selector::default()
            .stopwords(&parse("这个\n那个\n"))
            .stopwords(&parse("那个\n我们\n"))
            .single_characters(&parse("卡\n"));
        let entry = |token| selector.judge(token, Privacy::Public).entry;
        assert_eq!(entry("我们"), selector.number(ListUse::Stopwords, "我们"));
        assert_eq!(entry("那个"), Some(1));
        assert_eq!(entry("卡"), Some(3));
        assert_eq!((entry("慢"), entry("闪退")), (None, None));
        assert_eq!(selector.number(ListUse::Glue, "我们"), None);
        assert_eq!(selector.n_entries(), 4);
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
