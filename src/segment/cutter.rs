//! The engine, and everything that is done to its tokens before they are counted.

use std::sync::Arc;

use super::cut::Cut;
use super::{
    Aliases, FreePhrases, FunctionCharacters, JiebaSegmenter, JoinGrammar, ListedWords, Named,
    Segmenter, Token, UnknownWords, regroup_emoji,
};
use crate::ledger::{RuleId, RuleSet};

/// Cuts text: the engine first, then listed words are made whole, glued function words and the words
/// of free phrases cut free, and joins made; aliases name the term that a token counts under.
///
/// ```
/// use ciyun::ledger::RuleSet;
/// use ciyun::pipeline::{Pipeline, WordLists};
/// use ciyun::segment::Cut;
/// let pipeline = Pipeline::new(&WordLists::default(), &RuleSet::default())?;
/// let text = "这个软件系统繁忙，登陆不上，不太好用";
/// let mut cut = Cut::default();
/// pipeline.cutter().cut(text, &mut cut);
/// let words: Vec<&str> = cut.tokens.iter().map(|token| token.of(text)).collect();
/// assert_eq!(words, ["这个", "软件", "系统繁忙", "，", "登陆不上", "，", "不太好用"]);
/// # Ok::<(), ciyun::Error>(())
/// ```
#[derive(Clone)]
pub struct Cutter {
    segmenter: JiebaSegmenter,
    listed: Arc<ListedWords>,
    functions: Arc<FunctionCharacters>,
    phrases: Arc<FreePhrases>,
    grammar: Arc<JoinGrammar>,
    aliases: Arc<Aliases>,
    rules: RuleSet,
}

impl Cutter {
    /// Puts the parts together; `rules` says which of the changes are made.
    #[must_use]
    pub fn new(
        segmenter: JiebaSegmenter,
        listed: ListedWords,
        functions: FunctionCharacters,
        phrases: FreePhrases,
        grammar: JoinGrammar,
        aliases: Aliases,
        rules: &RuleSet,
    ) -> Cutter {
        Cutter {
            segmenter,
            listed: Arc::new(listed),
            functions: Arc::new(functions),
            phrases: Arc::new(phrases),
            grammar: Arc::new(grammar),
            aliases: Arc::new(aliases),
            rules: rules.clone(),
        }
    }

    /// The same lists with unknown words treated so, and the joins that other rules ask for.
    #[must_use]
    pub fn with(&self, unknown_words: UnknownWords, rules: &RuleSet) -> Cutter {
        let segmenter = if self.segmenter.unknown_words() == unknown_words {
            self.segmenter.clone()
        } else {
            self.segmenter.treating(unknown_words)
        };
        Cutter {
            segmenter,
            rules: rules.clone(),
            ..self.clone()
        }
    }

    /// The engine.
    #[must_use]
    pub fn segmenter(&self) -> &JiebaSegmenter {
        &self.segmenter
    }

    /// Cuts a cleaned text; what `cut` held before is gone.
    pub fn cut(&self, text: &str, cut: &mut Cut) {
        cut.restart(text, &self.segmenter);
        let (functions, engine) = (&self.functions, &self.segmenter);
        self.listed
            .make_whole(text, &self.rules, cut, functions, engine);
        if self.rules.applies(RuleId::Unglue) {
            functions.unglue(text, cut, &self.phrases, engine);
        }
        self.grammar.apply(text, &self.rules, cut, &self.segmenter);
        if !self.rules.applies(RuleId::Emoji) {
            let regrouped = regroup_emoji(text, &mut cut.tokens);
            cut.n_split += regrouped.split;
            cut.n_joined += regrouped.joined;
        }
    }

    /// The term that a token of a cut text counts under.
    #[must_use]
    pub fn term<'t>(&'t self, text: &'t str, cut: &Cut, token: Token) -> Named<'t> {
        let join = cut.join_of(token);
        self.aliases.term(text, join, token, &self.rules)
    }

    /// The listed words, with the numbers that [`Cut::hits`] has.
    #[must_use]
    pub fn listed(&self) -> &ListedWords {
        &self.listed
    }

    /// The aliases, with the numbers that [`Named::by`] has.
    #[must_use]
    pub fn aliases(&self) -> &Aliases {
        &self.aliases
    }

    /// The part of speech of a term: the dictionary's; of a join, that of its head.
    #[must_use]
    pub fn part_of_speech(&self, term: &str) -> Option<String> {
        if let Some(tag) = self.segmenter.part_of_speech(term) {
            return Some(tag);
        }
        let mut cut = Cut::default();
        self.cut(term, &mut cut);
        let [join] = cut.joins.as_slice() else {
            return None;
        };
        let spans_all = join.token.end_byte - join.token.start_byte == term.len();
        match join.rule {
            _ if !spans_all => None,
            RuleId::JoinComplement => Some("v".to_owned()),
            RuleId::JoinNegation | RuleId::JoinDegree => {
                let head = join.parts.last()?;
                self.segmenter.part_of_speech(head.of(term))
            }
            _ => None,
        }
    }
}
