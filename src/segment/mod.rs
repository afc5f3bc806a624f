//! Cut cleaned text into tokens, losing no character.
//!
//! Every engine stands behind [`Segmenter`] and obeys one law: the tokens of a text follow each
//! other without gap or overlap and cover it from its first byte to its last.

mod aliases;
mod characters;
mod cut;
mod cutter;
mod emoji;
mod free_phrases;
mod jieba;
mod joins;
mod listed;
mod unglue;

pub use aliases::{Aliases, Named};
pub(crate) use characters::CharTree;
pub use cut::{Cut, Join};
pub use cutter::Cutter;
pub use emoji::{Regrouped, regroup_emoji};
pub use free_phrases::FreePhrases;
pub use jieba::{Dictionary, JiebaSegmenter, UnknownWords};
pub use joins::JoinGrammar;
pub use listed::{ListedWord, ListedWords, Strength};
pub use unglue::FunctionCharacters;

/// One occurrence in running text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// First byte of the token in the cleaned text.
    pub start_byte: usize,
    /// One past the last byte of the token in the cleaned text.
    pub end_byte: usize,
}

impl Token {
    /// The token's characters; `text` is the cleaned text that was cut.
    ///
    /// ```
    /// use ciyun::segment::Token;
    /// let token = Token { start_byte: 0, end_byte: 6 };
    /// assert_eq!(token.of("闪退了"), "闪退");
    /// ```
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        &text[self.start_byte..self.end_byte]
    }
}

/// An engine that cuts text.
pub trait Segmenter: Sync {
    /// Appends the tokens of `text` to `tokens`, in their order.
    fn segment(&self, text: &str, tokens: &mut Vec<Token>);

    /// Whether the engine's dictionary has the word, added words included.
    fn has_word(&self, word: &str) -> bool;

    /// The part of speech of a single word in jieba's tag set (`n` noun, `v` verb, `a`
    /// adjective, …), `None` when the engine's dictionary does not have the word.
    fn part_of_speech(&self, word: &str) -> Option<String>;

    /// What has to be the same for two runs to cut alike: engine, version, model, user words.
    fn identity(&self) -> &str;
}
