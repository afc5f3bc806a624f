//! The joins of one text.

use std::ops::Range;

use super::JoinGrammar;
use super::grammar::Negation;
use super::parts_of_speech::{Class, class};
use crate::clean::is_han;
use crate::ledger::{RuleId, RuleSet};
use crate::segment::cut::{Cut, Whole};
use crate::segment::{Segmenter, Token};

/// Tokens that a negation, complement or exception can be cut into at most.
const MOST_TOKENS: usize = 4;

impl JoinGrammar {
    /// Joins the tokens of a text by those of the rules that are on.
    pub(in crate::segment) fn apply(
        &self,
        text: &str,
        rules: &RuleSet,
        cut: &mut Cut,
        engine: &dyn Segmenter,
    ) {
        if !self.may_join(text) {
            return;
        }
        let reading = Reading {
            grammar: self,
            text,
            tokens: &cut.tokens,
            engine,
        };
        let mut wholes: Vec<Whole> = Vec::new();
        let mut at = 0;
        while at < cut.tokens.len() {
            let from = wholes.last().map_or(0, |whole| whole.range.end);
            let found = reading.look(at, from);
            at = found.next.max(at + 1);
            wholes.extend(found.join.filter(|join| rules.applies(join.rule)));
        }
        cut.make_whole(text, &wholes, engine);
    }
}

/// The mark of experience.
const ASPECT: &str = "过";

/// What stands at a token.
struct Found {
    join: Option<Whole>,
    /// The token to go on with.
    next: usize,
}

/// A text while its joins are looked for.
struct Reading<'r> {
    grammar: &'r JoinGrammar,
    text: &'r str,
    tokens: &'r [Token],
    engine: &'r dyn Segmenter,
}

impl Reading<'_> {
    /// Looks for a join at token `at` that takes nothing of the text before byte `from`.
    fn look(&self, at: usize, from: usize) -> Found {
        let nothing = Found {
            join: None,
            next: at + 1,
        };
        let token = self.tokens[at].of(self.text);
        let Some(first) = token.chars().next() else {
            return nothing;
        };
        let grammar = self.grammar;
        if grammar.begins_exception(first)
            && let Some(next) = self.longest(at, |words| grammar.exceptions.contains(words))
            && self.longest(at, |words| grammar.negations.contains_key(words)) <= Some(next)
        {
            return Found {
                join: (next > at + 1).then(|| Whole {
                    range: self.tokens[at].start_byte..self.tokens[next - 1].end_byte,
                    rule: RuleId::JoinNegation,
                }),
                next,
            };
        }
        if !grammar.is_trigger(first) || self.is_question(at) {
            return nothing;
        }
        let join = self.complement(at, from).or_else(|| self.negation(at));
        join.map_or(nothing, |(join, next)| Found {
            join: Some(join),
            next,
        })
    }

    /// The tokens from `at` on whose characters satisfy a condition, the most of them; gives the
    /// token after them.
    fn longest(&self, at: usize, holds: impl Fn(&str) -> bool) -> Option<usize> {
        let most = (at + MOST_TOKENS).min(self.tokens.len());
        let start = self.tokens[at].start_byte;
        (at..most)
            .rev()
            .find(|last| holds(&self.text[start..self.tokens[*last].end_byte]))
            .map(|last| last + 1)
    }

    /// Whether the token denies the single character before it: A不A. In 功能/不能/用 it does not.
    fn is_question(&self, at: usize) -> bool {
        let denied = self.tokens[at].of(self.text).chars().nth(1);
        let denied = denied.or_else(|| self.word(at + 1)?.chars().next());
        let before = at.checked_sub(1).and_then(|before| self.word(before));
        before.is_some_and(|before| {
            let mut characters = before.chars();
            characters.next() == denied && characters.next().is_none()
        })
    }

    fn word(&self, at: usize) -> Option<&str> {
        self.tokens.get(at).map(|token| token.of(self.text))
    }

    /// A verb before token `at` and a complement from it on.
    fn complement(&self, at: usize, from: usize) -> Option<(Whole, usize)> {
        let complements = &self.grammar.complements;
        let next = self.longest(at, |words| complements.contains(words))?;
        let end = self.tokens[next - 1].end_byte;
        // 服务/不到/位: the word goes on.
        if self.goes_on(end, next).is_some() {
            return None;
        }
        let start = self.verb_before(at).filter(|start| *start >= from)?;
        Some((
            Whole {
                range: start..end,
                rule: RuleId::JoinComplement,
            },
            next,
        ))
    }

    /// Where the verb begins that ends before token `at`.
    fn verb_before(&self, at: usize) -> Option<usize> {
        let before = self.tokens[at.checked_sub(1)?];
        let word = before.of(self.text);
        if !word.chars().all(is_han) {
            return None;
        }
        let is_single = |word: &str| word.chars().nth(1).is_none();
        let is_verb = |word: &str| {
            if is_single(word) {
                !self.grammar.not_verbs.contains(word) && !self.is_counted(before.end_byte)
            } else {
                class(word, self.engine) == Class::Verb
            }
        };
        if is_single(word) || self.engine.has_word(word) {
            // 人脸识别/不了: what cannot be done is 识别.
            let last_two = word.char_indices().rev().nth(1).map_or(0, |(at, _)| at);
            let verb = is_verb(word).then_some(0);
            let verb =
                verb.or_else(|| (last_two > 0 && is_verb(&word[last_two..])).then_some(last_two));
            return verb.map(|at| before.start_byte + at);
        }
        // The engine glued something to the verb: 也打/不开.
        let ends: Vec<usize> = word.char_indices().rev().map(|(at, _)| at).collect();
        let ends = ends.iter().take(3).rev().map(|at| &word[*at..]);
        let known = |end: &&str| is_single(end) || self.engine.has_word(end);
        let verb = ends.filter(known).find(|end| is_verb(end))?;
        Some(before.end_byte - verb.len())
    }

    /// Whether a numeral stands before the character that ends at a byte: 5点/不到, 三天/不到.
    fn is_counted(&self, end: usize) -> bool {
        let before = self.text[..end].chars().rev().nth(1);
        before.is_some_and(|c| c.is_numeric() || "一二两三四五六七八九十百千万半几".contains(c))
    }

    /// Whether the last character before byte `end` and the single character of token `next` are
    /// a word; gives where it begins.
    fn goes_on(&self, end: usize, next: usize) -> Option<usize> {
        // 登录/不了/了: a particle begins anew, though the dictionary has 了了.
        let is_open =
            |word: &&str| word.chars().nth(1).is_none() && !self.grammar.not_heads.contains(*word);
        let single = self.word(next).filter(is_open)?;
        let (start, _) = self.text[..end].char_indices().next_back()?;
        let is_word = self.engine.has_word(&self.text[start..end + single.len()]);
        is_word.then_some(start)
    }

    /// A negation at token `at`, and its head.
    fn negation(&self, at: usize) -> Option<(Whole, usize)> {
        let negations = &self.grammar.negations;
        let start = self.tokens[at].start_byte;
        if let Some(next) = self.longest(at, |words| negations.contains_key(words)) {
            let end = self.tokens[next - 1].end_byte;
            let kind = negations[&self.text[start..end]];
            // 没/办法: without a verb it is a word by itself.
            let alone = || {
                let join = Whole {
                    range: start..end,
                    rule: rule(kind),
                };
                (kind == Negation::Modal && next > at + 1).then_some((join, next))
            };
            return self.join(start, kind, next).or_else(alone);
        }
        // 不好/用, 不太好/用: the head begins inside the token.
        let token = self.tokens[at].of(self.text);
        if self.grammar.exceptions.contains(token) {
            return None;
        }
        let (begin, _) = token.char_indices().next_back()?;
        let kind = *negations.get(&token[..begin])?;
        let whole = |next: usize| Whole {
            range: start..self.tokens[next - 1].end_byte,
            rule: rule(kind),
        };
        if kind == Negation::Without && self.word(at + 1) == Some(ASPECT) {
            return Some((whole(at + 2), at + 2));
        }
        self.goes_on(self.tokens[at].end_byte, at + 1)?;
        let end = self.tokens[at + 1].end_byte;
        let head = &self.text[start + begin..end];
        self.can_deny(kind, head).then(|| (whole(at + 2), at + 2))
    }

    /// The join of a negation that begins at byte `start` with the head at token `next`.
    fn join(&self, start: usize, kind: Negation, next: usize) -> Option<(Whole, usize)> {
        let (mut head, mut after) = self.head(next)?;
        let word = &self.text[head.clone()];
        if self.grammar.adverbials.contains(word) && self.is_content(after) {
            return None;
        }
        // 没/用/过: the aspect belongs to what was not done.
        if kind == Negation::Without
            && word.chars().nth(1).is_none()
            && self.word(after) == Some(ASPECT)
        {
            head.end = self.tokens[after].end_byte;
            after += 1;
        }
        self.can_deny(kind, word).then(|| {
            let join = Whole {
                range: start..head.end,
                rule: rule(kind),
            };
            (join, after)
        })
    }

    /// Whether a token is a word of two characters or more that is no function word.
    fn is_content(&self, at: usize) -> bool {
        self.word(at).is_some_and(|word| {
            word.chars().nth(1).is_some()
                && word.chars().all(is_han)
                && !self.grammar.not_heads.contains(word)
        })
    }

    /// The word at a token, which two single characters may be; gives the token after it.
    fn head(&self, at: usize) -> Option<(Range<usize>, usize)> {
        let token = self.tokens.get(at)?;
        let word = token.of(self.text);
        let exceptions = &self.grammar.exceptions;
        // 不/得不: the list also holds words that end with a negation, such as 识别, and these can
        // be denied.
        let denies = word
            .chars()
            .next()
            .is_some_and(|c| self.grammar.is_trigger(c));
        let is_exception = || {
            self.longest(at, |words| exceptions.contains(words))
                .is_some()
        };
        if denies && is_exception() || !word.chars().all(is_han) {
            return None;
        }
        let mut head = token.start_byte..token.end_byte;
        let mut after = at + 1;
        if word.chars().nth(1).is_none() && self.goes_on(head.end, after).is_some() {
            head.end = self.tokens[after].end_byte;
            after += 1;
        }
        Some((head, after))
    }

    fn can_deny(&self, kind: Negation, head: &str) -> bool {
        if self.grammar.not_heads.contains(head) || self.grammar.negations.contains_key(head) {
            return false;
        }
        let grammar = self.grammar;
        let class = if grammar.heads.contains(head) || grammar.adverbials.contains(head) {
            Class::Verb
        } else {
            class(head, self.engine)
        };
        let is_single = head.chars().nth(1).is_none();
        match kind {
            // The dictionary's tags of single characters are poor: 用 is a preposition there.
            Negation::Modal | Negation::Degree if is_single => true,
            Negation::Not if is_single => matches!(class, Class::Verb | Class::Adjective),
            // Many verbs are nouns to the dictionary (不能刷卡), and many nouns describe (不智能).
            _ => matches!(class, Class::Verb | Class::Adjective | Class::Noun),
        }
    }
}

fn rule(kind: Negation) -> RuleId {
    match kind {
        Negation::Degree => RuleId::JoinDegree,
        Negation::Not | Negation::Without | Negation::Modal => RuleId::JoinNegation,
    }
}
