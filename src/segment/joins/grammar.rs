//! The closed classes of the grammar.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::lexicon::{WordList, fold};
use crate::segment::characters::CharSet;

/// What a negation can deny.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Negation {
    /// 不: predicates, also those that the dictionary calls nouns (不智能).
    Not,
    /// 没, 没有, 无: predicates and things.
    Without,
    /// 未, 别 and denied modals (不能, 无法): verbs.
    Modal,
    /// 不太, 没那么: predicates.
    Degree,
}

/// The lists that the joins go by.
///
/// ```
/// use ciyun::lexicon::WordList;
/// use ciyun::segment::JoinGrammar;
/// let negation = WordList::parse("n", "## plain\n不\n## degree\n不太\n## exceptions\n不仅\n");
/// let complements = WordList::parse("c", "## negative\n不了\n");
/// let grammar = JoinGrammar::new(&negation, &complements);
/// assert!(grammar.may_join("用不了") && !grammar.may_join("打开"));
/// ```
#[derive(Debug, Clone, Default)]
pub struct JoinGrammar {
    pub(super) negations: FxHashMap<String, Negation>,
    pub(super) complements: FxHashSet<String>,
    /// Words that only look like joins.
    pub(super) exceptions: FxHashSet<String>,
    /// Function words, which are denied by nothing that counts.
    pub(super) not_heads: FxHashSet<String>,
    /// Predicates that the dictionary calls something else: 通过 is a preposition there.
    pub(super) heads: FxHashSet<String>,
    /// Heads that only modify where a verb follows: 不能/正常/使用.
    pub(super) adverbials: FxHashSet<String>,
    /// Single characters that are no verbs although a complement may follow them: 我不了解.
    pub(super) not_verbs: FxHashSet<String>,
    /// First characters of negations and complements.
    triggers: CharSet,
    /// First characters of exceptions.
    exception_heads: CharSet,
}

impl JoinGrammar {
    /// Reads the lists by the names of their sections.
    #[must_use]
    pub fn new(negation: &WordList, complements: &WordList) -> JoinGrammar {
        let mut grammar = JoinGrammar::default();
        for entry in negation.entries.iter().chain(&complements.entries) {
            let word = fold(&entry.text);
            let section = entry.section.as_deref().unwrap_or_default();
            let section = section.split(' ').next().unwrap_or_default();
            match section {
                "plain" => {
                    let kind = match word.as_str() {
                        "不" => Negation::Not,
                        "没" | "没有" | "无" | "毫无" | "全无" => Negation::Without,
                        _ => Negation::Modal,
                    };
                    grammar.negations.insert(word, kind);
                }
                "modal" => {
                    grammar.negations.insert(word, Negation::Modal);
                }
                "degree" => {
                    grammar.negations.insert(word, Negation::Degree);
                }
                "negative" | "positive" => {
                    grammar.complements.insert(word);
                }
                "exceptions" => {
                    grammar.exceptions.insert(word);
                }
                "not-heads" | "verbs-not-heads" => {
                    grammar.not_heads.insert(word);
                }
                "adverbials" => {
                    grammar.adverbials.insert(word);
                }
                "heads" => {
                    grammar.heads.insert(word);
                }
                "not-verbs" => {
                    grammar.not_verbs.insert(word);
                }
                _ => {}
            }
        }
        let first = |word: &String| word.chars().next();
        let triggers = grammar.negations.keys().chain(&grammar.complements);
        grammar.triggers.extend(triggers.filter_map(first));
        let exceptions = grammar.exceptions.iter();
        grammar.exception_heads.extend(exceptions.filter_map(first));
        grammar
    }

    /// Whether a text holds a character with which a negation or complement begins.
    #[must_use]
    pub fn may_join(&self, text: &str) -> bool {
        text.chars().any(|c| self.triggers.contains(c))
    }

    pub(super) fn is_trigger(&self, c: char) -> bool {
        self.triggers.contains(c)
    }

    pub(super) fn begins_exception(&self, c: char) -> bool {
        self.exception_heads.contains(c)
    }
}
