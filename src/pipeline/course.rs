//! The rest of one comment's way, token by token.

use std::ops::Range;

use super::{Pending, Pipeline};
use crate::ledger::RuleId;
use crate::segment::{Cut, Token};
use crate::select::{Fate, Privacy};

/// What became of a comment and of each of its tokens, exactly as it is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    /// The rule that dropped it, if one did.
    pub dropped: Option<RuleId>,
    /// Its text as far as it came: cleaned, or decoded when it was dropped before.
    pub text: String,
    /// The tokens of the cleaned text; none of a comment that was dropped.
    pub tokens: Vec<FatedToken>,
}

/// A token with what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FatedToken {
    /// The token in [`Course::text`].
    pub token: Token,
    /// Its bytes in the comment as its author typed it.
    pub source: Range<usize>,
    /// The term that it counts under, if that is not its characters.
    pub alias: Option<String>,
    /// The rule that made it whole, and what it was made of; `None` where the segmenter did.
    pub join: Option<(RuleId, Vec<Token>)>,
    /// Counted or masked. Rules that judge a term by all of its counts have not spoken yet.
    pub fate: Fate,
    /// Whether it is part of personal data, and must not be shown.
    pub privacy: Privacy,
}

impl Pipeline {
    /// Takes a comment through the rest of its way.
    #[must_use]
    pub fn course(&self, comment: &Pending<'_>) -> Course {
        let mut comment = comment.clone();
        if comment.dropped.is_none() {
            self.rewrite(&mut comment);
            comment.dropped = self.cleaner.judge_cleaned(&comment.text);
        }
        let text = comment.text().to_owned();
        let mut cut = Cut::default();
        if comment.dropped.is_none() {
            self.cutter.cut(&text, &mut cut);
        }
        let fated = cut.tokens.iter().map(|token| {
            let privacy = comment.privacy(*token);
            let named = self.cutter.term(&text, &cut, *token);
            let join = cut.join_of(*token);
            FatedToken {
                token: *token,
                source: comment.text.source_range(token.start_byte..token.end_byte),
                fate: self.selector.fate(&named.term, privacy),
                alias: (!named.by.is_empty()).then(|| named.term.into_owned()),
                join: join.map(|join| (join.rule, join.parts.clone())),
                privacy,
            }
        });
        Course {
            dropped: comment.dropped,
            tokens: fated.collect(),
            text,
        }
    }
}
