//! Words of lists made whole where the engine split them or cut across their borders.

use std::collections::BTreeMap;
use std::ops::Range;

use regex::Regex;

use super::characters::CharTree;
use super::cut::{Cut, Whole};
use super::{FunctionCharacters, Segmenter, Token};
use crate::ledger::{RuleId, RuleSet};
use crate::lexicon::fold;

/// How far a listed word goes to come out whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// The engine decides; the word is only watched.
    Watched,
    /// It is put together, and cut free from its neighbours unless that would leave more single
    /// characters than there were, or as many but others than a function word before it:
    /// 软件系统/繁忙 becomes 软件/系统繁忙, 真好/用 真/好用; 安全/省事 and 扫/码头 stay.
    Soft,
    /// It always is, unless a longer listed word covers it.
    Firm,
}

/// A word of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedWord {
    /// The word; it is folded as cleaned text is.
    pub word: String,
    /// How far it goes.
    pub strength: Strength,
}

/// All listed words, found in one pass over a text.
///
/// Of words that overlap, the longer stays whole; of equally long ones the first. A word that
/// begins or ends with a Latin letter or digit does not stand inside a longer run of these. Of the
/// two ways to cut at the border of a soft word, the one with fewer single characters is taken, as
/// in maximum matching (Chen & Liu 1992, whose rule is about words of one character).
#[derive(Debug, Clone, Default)]
pub struct ListedWords {
    tree: CharTree,
    /// In code-point order, folded; the tree knows them by their positions.
    words: Vec<Listed>,
    patterns: Vec<Regex>,
}

/// What is known of one word.
#[derive(Debug, Clone)]
struct Listed {
    word: String,
    n_chars: usize,
    strength: Strength,
}

/// A place where a listed word stands.
struct Candidate {
    range: Range<usize>,
    n_chars: usize,
    strength: Strength,
    number: usize,
}

impl ListedWords {
    /// A word of several lists has its greatest strength. Words of one character are watched only:
    /// they would cut every word that holds them. What a pattern matches is firm.
    #[must_use]
    pub fn new(words: impl IntoIterator<Item = ListedWord>, patterns: Vec<Regex>) -> ListedWords {
        let mut by_word: BTreeMap<String, Strength> = BTreeMap::new();
        for listed in words {
            let word = fold(&listed.word);
            if word.is_empty() {
                continue;
            }
            let is_single = word.chars().nth(1).is_none();
            let strength = if is_single {
                Strength::Watched
            } else {
                listed.strength
            };
            let known = by_word.entry(word).or_insert(strength);
            *known = strength.max(*known);
        }
        let mut tree = CharTree::default();
        for word in by_word.keys() {
            tree.add(word);
        }
        let listed = by_word.into_iter().map(|(word, strength)| Listed {
            n_chars: word.chars().count(),
            word,
            strength,
        });
        ListedWords {
            tree,
            words: listed.collect(),
            patterns,
        }
    }

    /// How many words and patterns there are; [`Cut::hits`] has numbers below it.
    #[must_use]
    pub fn n_entries(&self) -> usize {
        self.words.len() + self.patterns.len()
    }

    /// The number of a word in [`Cut::hits`].
    #[must_use]
    pub fn number_of_word(&self, word: &str) -> Option<usize> {
        let word = fold(word);
        let found = self.words.binary_search_by(|listed| listed.word.cmp(&word));
        found.ok()
    }

    /// The number of a pattern in [`Cut::hits`].
    #[must_use]
    pub fn number_of_pattern(&self, pattern: &str) -> Option<usize> {
        let found = self
            .patterns
            .iter()
            .position(|known| known.as_str() == pattern);
        found.map(|index| self.words.len() + index)
    }

    /// Makes the words whole and tells which came out so.
    pub(super) fn make_whole(
        &self,
        text: &str,
        rules: &RuleSet,
        cut: &mut Cut,
        functions: &FunctionCharacters,
        engine: &dyn Segmenter,
    ) {
        let mut candidates = self.candidates(text, rules);
        if candidates.is_empty() {
            return;
        }
        candidates.sort_by_key(|found| {
            let firm_first = std::cmp::Reverse(found.strength);
            (
                std::cmp::Reverse(found.n_chars),
                firm_first,
                found.range.start,
            )
        });
        let firm: Vec<Range<usize>> = candidates
            .iter()
            .filter(|found| found.strength == Strength::Firm)
            .map(|found| found.range.clone())
            .collect();
        let mut accepted: Vec<Range<usize>> = Vec::new();
        let mut wholes: Vec<Whole> = Vec::new();
        for found in candidates {
            let range = &found.range;
            let at = accepted.partition_point(|other| other.end <= range.start);
            if accepted
                .get(at)
                .is_some_and(|other| other.start < range.end)
            {
                continue;
            }
            let across = cut.across(range);
            let tokens = &cut.tokens[across];
            let is_token = matches!(tokens, [only] if only.start_byte == range.start && only.end_byte == range.end);
            let is_made = !is_token
                && match found.strength {
                    Strength::Watched => false,
                    Strength::Soft => {
                        !firm.iter().any(|firm| crosses(firm, range))
                            && frees(text, range, tokens, functions, engine)
                    }
                    Strength::Firm => true,
                };
            if !is_token && !is_made {
                continue;
            }
            accepted.insert(at, range.clone());
            cut.hits.push(found.number);
            if is_token {
                cut.listed.push(Token {
                    start_byte: range.start,
                    end_byte: range.end,
                });
            }
            if is_made {
                let rule = match found.strength {
                    Strength::Firm => RuleId::Lock,
                    Strength::Soft | Strength::Watched => RuleId::JoinLexicon,
                };
                wholes.push(Whole {
                    range: range.clone(),
                    rule,
                });
            }
        }
        wholes.sort_by_key(|whole| whole.range.start);
        cut.make_whole(text, &wholes, engine);
    }

    fn candidates(&self, text: &str, rules: &RuleSet) -> Vec<Candidate> {
        let in_force = |strength| match strength {
            Strength::Firm if !rules.applies(RuleId::Lock) => Strength::Watched,
            Strength::Soft if !rules.applies(RuleId::JoinLexicon) => Strength::Watched,
            _ => strength,
        };
        let words = text.char_indices().flat_map(|(start, _)| {
            let found = self.tree.prefixes(&text[start..]);
            found.map(move |(end, number)| {
                let listed = &self.words[number];
                Candidate {
                    range: start..start + end,
                    n_chars: listed.n_chars,
                    strength: in_force(listed.strength),
                    number,
                }
            })
        });
        let patterns = self.patterns.iter().zip(self.words.len()..);
        let patterns = patterns.flat_map(|(pattern, number)| {
            let found = pattern.find_iter(text);
            found.map(move |found| Candidate {
                range: found.range(),
                n_chars: found.as_str().chars().count(),
                strength: in_force(Strength::Firm),
                number,
            })
        });
        words
            .chain(patterns)
            .filter(|found| found.n_chars > 0 && stands_free(text, &found.range))
            .collect()
    }
}

/// Whether two stretches overlap without the second holding the first.
fn crosses(firm: &Range<usize>, soft: &Range<usize>) -> bool {
    let overlap = firm.start < soft.end && soft.start < firm.end;
    overlap && !(soft.start <= firm.start && firm.end <= soft.end)
}

/// Whether no run of Latin letters and digits goes on beyond the borders.
fn stands_free(text: &str, range: &Range<usize>) -> bool {
    let is_alphanumeric = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let bytes = text.as_bytes();
    let goes_on =
        |at: usize| at > 0 && is_alphanumeric(bytes.get(at - 1)) && is_alphanumeric(bytes.get(at));
    !goes_on(range.start) && !goes_on(range.end)
}

/// Whether a soft word may be cut free of the tokens across it.
fn frees(
    text: &str,
    range: &Range<usize>,
    across: &[Token],
    functions: &FunctionCharacters,
    engine: &dyn Segmenter,
) -> bool {
    let (Some(first), Some(last)) = (across.first(), across.last()) else {
        return false;
    };
    let left = first.start_byte..range.start;
    let right = range.end..last.end_byte;
    if left.is_empty() && right.is_empty() {
        return true;
    }
    // A word of the dictionary that holds it is the longer one.
    if across.len() == 1 && engine.has_word(first.of(text)) {
        return false;
    }
    let singles = |range: &Range<usize>| single_characters(&text[range.clone()], engine);
    let before: usize = across
        .iter()
        .map(|token| singles(&(token.start_byte..token.end_byte)))
        .sum();
    let after = singles(&left) + singles(&right);
    // 真好/用 becomes 真/好用, since 真 is a word; 扫/码头 does not become 扫码/头.
    let is_function = |piece: Range<usize>| {
        let mut characters = text[piece].chars();
        let first = characters.next();
        characters.next().is_some() || first.is_none_or(|first| functions.is_first(first))
    };
    after < before || after == before && (after == 0 || is_function(left) && right.is_empty())
}

/// Single characters in a piece that is a word or is not: a piece that no dictionary has is worth
/// its characters.
fn single_characters(piece: &str, engine: &dyn Segmenter) -> usize {
    let n_chars = piece.chars().count();
    if n_chars > 1 && engine.has_word(piece) {
        0
    } else {
        n_chars
    }
}
