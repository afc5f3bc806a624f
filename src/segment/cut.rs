//! The tokens of a text and what was done to them after the engine cut them.

use std::ops::Range;

use super::{Segmenter, Token};
use crate::ledger::RuleId;

/// A text cut into tokens.
///
/// The law of [`Segmenter`] holds for [`Cut::tokens`] at all times, and so does
/// `n_cut + n_split - n_joined = tokens.len()`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cut {
    /// The tokens, in their order.
    pub tokens: Vec<Token>,
    /// Those tokens that were made whole, in their order.
    pub joins: Vec<Join>,
    /// Tokens that the engine cut.
    pub n_cut: u64,
    /// Tokens added by splitting a token.
    pub n_split: u64,
    /// Tokens that went into others: a join of n tokens counts n − 1.
    pub n_joined: u64,
    /// What fired, in the order of the stages; a join that went into a longer one included.
    pub fired: Vec<(RuleId, Token)>,
    /// Numbers of the listed words that came out whole, one for each occurrence; see
    /// [`ListedWords`](super::ListedWords).
    pub hits: Vec<usize>,
    /// Listed words that the engine cut so itself: no join made them, and none is cut.
    pub(super) listed: Vec<Token>,
}

/// A token that was made of several, or cut free.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Join {
    /// Why.
    pub rule: RuleId,
    /// The token.
    pub token: Token,
    /// What it was made of, at least one.
    pub parts: Vec<Token>,
}

/// A stretch of text that is to be one token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Whole {
    pub(super) range: Range<usize>,
    pub(super) rule: RuleId,
}

impl Cut {
    /// Cuts a text anew.
    pub(super) fn restart(&mut self, text: &str, engine: &dyn Segmenter) {
        self.tokens.clear();
        self.joins.clear();
        self.fired.clear();
        self.hits.clear();
        self.listed.clear();
        engine.segment(text, &mut self.tokens);
        self.n_cut = self.tokens.len() as u64;
        self.n_split = 0;
        self.n_joined = 0;
    }

    /// The join that a token is, if it is one.
    #[must_use]
    pub fn join_of(&self, token: Token) -> Option<&Join> {
        let found = self
            .joins
            .binary_search_by_key(&token.start_byte, |join| join.token.start_byte);
        found.ok().map(|index| &self.joins[index])
    }

    /// The tokens that share a byte with a range, as positions in [`Cut::tokens`].
    pub(super) fn across(&self, range: &Range<usize>) -> Range<usize> {
        let first = self
            .tokens
            .partition_point(|token| token.end_byte <= range.start);
        let end = self
            .tokens
            .partition_point(|token| token.start_byte < range.end);
        first..end
    }

    /// Cuts tokens at further bytes of the text, which come in their order. What was joined is not
    /// cut, nor is a listed word.
    pub(super) fn split(&mut self, borders: &[usize], rule: RuleId) {
        if borders.is_empty() {
            return;
        }
        let mut borders = borders.iter().copied().peekable();
        let mut tokens = Vec::with_capacity(self.tokens.len() + borders.len());
        for token in std::mem::take(&mut self.tokens) {
            let may_cut = || self.join_of(token).is_none() && !self.listed.contains(&token);
            let mut start_byte = token.start_byte;
            while let Some(end_byte) = borders.next_if(|border| *border < token.end_byte) {
                if end_byte > start_byte && may_cut() {
                    tokens.push(Token {
                        start_byte,
                        end_byte,
                    });
                    start_byte = end_byte;
                }
            }
            if start_byte > token.start_byte {
                self.fired.push((rule, token));
            }
            tokens.push(Token {
                start_byte,
                end_byte: token.end_byte,
            });
        }
        self.tokens = tokens;
        self.n_split = self.tokens.len() as u64 + self.n_joined - self.n_cut;
    }

    /// Makes each stretch one token. They come in their order and share nothing; a token that
    /// reaches beyond one is cut at its border, and what is left of it is cut anew.
    pub(super) fn make_whole(&mut self, text: &str, wholes: &[Whole], engine: &dyn Segmenter) {
        if wholes.is_empty() {
            return;
        }
        let mut rest = Rest {
            tokens: std::mem::take(&mut self.tokens).into_iter().peekable(),
            piece: None,
        };
        let mut joins = Vec::with_capacity(self.joins.len() + wholes.len());
        let mut earlier = std::mem::take(&mut self.joins).into_iter().peekable();
        for Whole { range, rule } in wholes {
            rest.pass(range.start, text, engine, &mut self.tokens);
            let parts = rest.take_to(range.end);
            let token = Token {
                start_byte: range.start,
                end_byte: range.end,
            };
            self.tokens.push(token);
            self.n_joined += parts.len() as u64 - 1;
            self.fired.push((*rule, token));
            while let Some(join) = earlier.next_if(|join| join.token.start_byte < range.end) {
                // One that went into this, or was cut in two, is none any more.
                if join.token.end_byte <= range.start {
                    joins.push(join);
                }
            }
            joins.push(Join {
                rule: *rule,
                token,
                parts,
            });
        }
        rest.pass(text.len(), text, engine, &mut self.tokens);
        joins.extend(earlier);
        self.joins = joins;
        self.n_split = self.tokens.len() as u64 + self.n_joined - self.n_cut;
    }
}

/// Tokens that are still to be placed.
struct Rest {
    tokens: std::iter::Peekable<std::vec::IntoIter<Token>>,
    /// The right end of a token that was cut, before them.
    piece: Option<Token>,
}

impl Rest {
    /// Moves the tokens before a border; one across it is cut there.
    fn pass(&mut self, border: usize, text: &str, engine: &dyn Segmenter, into: &mut Vec<Token>) {
        if let Some(piece) = self.piece.take() {
            let end = piece.end_byte.min(border);
            push_pieces(text, piece.start_byte..end, engine, into);
            self.keep_right_of(end, piece);
        }
        while let Some(token) = self.tokens.next_if(|token| token.start_byte < border) {
            if token.end_byte <= border {
                into.push(token);
            } else {
                push_pieces(text, token.start_byte..border, engine, into);
                self.keep_right_of(border, token);
            }
        }
    }

    /// The tokens before a border, of which the last is cut there if it goes on.
    fn take_to(&mut self, border: usize) -> Vec<Token> {
        let mut taken = Vec::new();
        let mut next = self.piece.take();
        loop {
            let Some(token) = next
                .take()
                .or_else(|| self.tokens.next_if(|token| token.start_byte < border))
            else {
                return taken;
            };
            let end_byte = token.end_byte.min(border);
            taken.push(Token { end_byte, ..token });
            self.keep_right_of(border, token);
        }
    }

    fn keep_right_of(&mut self, border: usize, token: Token) {
        if token.end_byte > border {
            self.piece = Some(Token {
                start_byte: border,
                end_byte: token.end_byte,
            });
        }
    }
}

/// The tokens of a piece of a token: itself if it is a word, else what the engine makes of it.
fn push_pieces(text: &str, piece: Range<usize>, engine: &dyn Segmenter, into: &mut Vec<Token>) {
    if piece.is_empty() {
        return;
    }
    let characters = &text[piece.clone()];
    if characters.chars().nth(1).is_none() || engine.has_word(characters) {
        into.push(Token {
            start_byte: piece.start,
            end_byte: piece.end,
        });
        return;
    }
    let first = into.len();
    engine.segment(characters, into);
    for token in &mut into[first..] {
        token.start_byte += piece.start;
        token.end_byte += piece.start;
    }
}
