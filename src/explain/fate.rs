//! What becomes of one occurrence of a word.

use std::ops::Range;

use serde::Serialize;

use crate::ledger::RuleId;
use crate::pipeline::{Course, FatedToken};
use crate::privacy::quote;
use crate::select::{Fate, Privacy};

/// Longest row of tokens that is shown, in characters.
const WAY_CHARS: usize = 40;

/// What is shown in the place of tokens that are personal data.
pub(super) const HIDDEN: &str = "***";

/// What became of an occurrence; the order is that of the stages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(tag = "fate", content = "rule", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum WordFate {
    /// It went with its comment.
    Dropped(RuleId),
    /// A text rule removed or altered it.
    Rewritten(RuleId),
    /// It was cut into several tokens.
    Split,
    /// It is part of one longer token that was made of several by this rule.
    Joined(RuleId),
    /// It is part of one longer token.
    Inside,
    /// Tokens cross its ends: a border of tokens runs through it, and a token reaches beyond it.
    Crossed,
    /// It is a token, and masked.
    Masked(RuleId),
    /// It is a token, and counted.
    Counted,
}

impl WordFate {
    /// Whether the word stands in the text that was cut.
    #[must_use]
    pub fn is_in_kept_text(self) -> bool {
        !matches!(self, WordFate::Dropped(_) | WordFate::Rewritten(_))
    }
}

/// The fate of an occurrence at `range` of the cleaned text, and the tokens that tell it: how it
/// was split, the longer token, the tokens across it, or the term that was counted.
pub(super) fn among_tokens(course: &Course, range: &Range<usize>) -> (WordFate, Option<String>) {
    let tokens = &course.tokens;
    let first = tokens.partition_point(|fated| fated.token.end_byte <= range.start);
    let end = tokens.partition_point(|fated| fated.token.start_byte < range.end);
    let covering = &tokens[first..end];
    let starts = covering.first().map(|fated| fated.token.start_byte) == Some(range.start);
    let ends = covering.last().map(|fated| fated.token.end_byte) == Some(range.end);
    match covering {
        [whole] if starts && ends => match whole.fate {
            Fate::Kept => {
                let own = || whole.token.of(&course.text).to_owned();
                (
                    WordFate::Counted,
                    Some(whole.alias.clone().unwrap_or_else(own)),
                )
            }
            Fate::Masked(rule) => (WordFate::Masked(rule), None),
        },
        [whole] => {
            let rule = whole.join.as_ref().map(|(rule, _)| *rule);
            let fate = rule.map_or(WordFate::Inside, WordFate::Joined);
            (fate, Some(shown(covering, &course.text)))
        }
        _ if starts && ends => (WordFate::Split, Some(shown(covering, &course.text))),
        _ => (WordFate::Crossed, Some(shown(covering, &course.text))),
    }
}

/// Tokens with strokes between them, unless they are personal.
fn shown(tokens: &[FatedToken], text: &str) -> String {
    if tokens
        .iter()
        .any(|fated| fated.privacy == Privacy::Personal)
    {
        return HIDDEN.to_owned();
    }
    let words: Vec<&str> = tokens.iter().map(|fated| fated.token.of(text)).collect();
    quote(&words.join("/"), WAY_CHARS)
}
