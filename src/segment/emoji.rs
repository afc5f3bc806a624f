//! Emoji as tokens, whatever the engine makes of them.

use std::collections::BTreeSet;

use unicode_segmentation::UnicodeSegmentation;

use super::Token;
use crate::clean::is_picture;

/// How tokens changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Regrouped {
    /// Tokens added by splitting.
    pub split: u64,
    /// Tokens that went into others.
    pub joined: u64,
}

/// Cuts the text so that each emoji, as its reader sees it (an extended grapheme cluster by
/// Unicode Standard Annex 29: skin tones, flags, families and keycaps are one), is one token; other tokens
/// stay as they are.
///
/// ```
/// use ciyun::segment::{Token, regroup_emoji};
/// let text = "赞👍🏽";
/// let mut tokens = vec![
///     Token { start_byte: 0, end_byte: 3 },
///     Token { start_byte: 3, end_byte: 7 },
///     Token { start_byte: 7, end_byte: 11 },
/// ];
/// assert_eq!(regroup_emoji(text, &mut tokens).joined, 1);
/// assert_eq!(tokens[1].of(text), "👍🏽");
/// ```
pub fn regroup_emoji(text: &str, tokens: &mut Vec<Token>) -> Regrouped {
    let mut emoji = text
        .grapheme_indices(true)
        .filter(|(_, cluster)| is_picture(cluster))
        .map(|(start, cluster)| start..start + cluster.len())
        .peekable();
    if emoji.peek().is_none() {
        return Regrouped::default();
    }
    let old: BTreeSet<usize> = tokens.iter().map(|token| token.start_byte).collect();
    let mut borders = old.clone();
    for cluster in emoji {
        borders.retain(|at| *at <= cluster.start || *at >= cluster.end);
        borders.extend([cluster.start, cluster.end]);
    }
    borders.remove(&text.len());
    let regrouped = Regrouped {
        split: borders.difference(&old).count() as u64,
        joined: old.difference(&borders).count() as u64,
    };
    tokens.clear();
    let ends = borders.iter().skip(1).copied().chain([text.len()]);
    tokens.extend(
        borders
            .iter()
            .zip(ends)
            .map(|(start_byte, end_byte)| Token {
                start_byte: *start_byte,
                end_byte,
            }),
    );
    regrouped
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn tokens_cover_the_text_and_the_sum_balances(
            pieces in prop::collection::vec(
                prop::sample::select(vec!["好", "a", "👍", "🏽", "\u{200d}", "🔬", "🇨", "🇳", "\u{fe0f}", " "]),
                0..12,
            ),
            step in 1_usize..4,
        ) {
            let text = pieces.concat();
            let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).step_by(step).collect();
            let ends = starts.iter().skip(1).copied().chain([text.len()]);
            let mut tokens: Vec<Token> = starts
                .iter()
                .zip(ends)
                .map(|(start_byte, end_byte)| Token { start_byte: *start_byte, end_byte })
                .collect();
            let n_cut = tokens.len() as u64;
            let regrouped = regroup_emoji(&text, &mut tokens);
            prop_assert_eq!(tokens.len() as u64, n_cut + regrouped.split - regrouped.joined);
            let whole: String = tokens.iter().map(|token| token.of(&text)).collect();
            prop_assert_eq!(whole, text);
        }
    }

    #[test]
    fn every_kind_of_picture_is_one_token() {
        for picture in [
            "👍🏽",
            "👨\u{200d}👩\u{200d}👧\u{200d}👦",
            "🏃🏻\u{200d}♀\u{fe0f}",
            "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
            "🇨🇳",
            "1\u{fe0f}\u{20e3}",
            "#\u{20e3}",
        ] {
            let text = format!("好{picture}{picture}1");
            let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            let ends = starts.iter().skip(1).copied().chain([text.len()]);
            let mut tokens: Vec<Token> = starts
                .iter()
                .zip(ends)
                .map(|(start_byte, end_byte)| Token {
                    start_byte: *start_byte,
                    end_byte,
                })
                .collect();
            let _ = regroup_emoji(&text, &mut tokens);
            let found: Vec<&str> = tokens.iter().map(|token| token.of(&text)).collect();
            assert_eq!(found, ["好", picture, picture, "1"]);
        }
    }

    #[test]
    fn a_run_of_emoji_is_split() {
        let text = "好😀😀";
        let mut tokens = vec![Token {
            start_byte: 0,
            end_byte: 11,
        }];
        let regrouped = regroup_emoji(text, &mut tokens);
        assert_eq!((regrouped.split, tokens.len()), (2, 3));
    }
}
