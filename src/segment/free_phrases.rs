//! Phrases that the engine's dictionary has as words, cut into the words they are made of.

use rustc_hash::FxHashMap;

use super::Token;
use crate::lexicon::{WordList, fold};

/// Where free phrases are cut: 态度恶劣 as 态度/恶劣, 做得好 as 做/得/好.
#[derive(Debug, Clone, Default)]
pub struct FreePhrases {
    /// By phrase, the bytes at which its words but the first begin.
    borders: FxHashMap<String, Vec<usize>>,
}

impl FreePhrases {
    /// Reads phrases that are written with `/` between their words.
    ///
    /// ```
    /// use ciyun::lexicon::WordList;
    /// use ciyun::segment::FreePhrases;
    /// let phrases = FreePhrases::new(&WordList::parse("p", "态度/恶劣\n做/得/好\n"));
    /// assert_eq!(phrases.borders_of("做得好"), [3, 6]);
    /// assert!(phrases.borders_of("态度").is_empty());
    /// ```
    #[must_use]
    pub fn new(list: &WordList) -> FreePhrases {
        let mut phrases = FreePhrases::default();
        for entry in list.words() {
            let (mut phrase, mut borders) = (String::new(), Vec::new());
            for word in fold(entry).split('/').filter(|word| !word.is_empty()) {
                if !phrase.is_empty() {
                    borders.push(phrase.len());
                }
                phrase.push_str(word);
            }
            phrases.borders.insert(phrase, borders);
        }
        phrases
    }

    /// The bytes of a word at which it is to be cut; none if it is no free phrase.
    #[must_use]
    pub fn borders_of(&self, word: &str) -> &[usize] {
        /// Three Han characters: shorter tokens are most of a text, and none is a phrase.
        const LEAST_BYTES: usize = 9;
        if word.len() < LEAST_BYTES {
            return &[];
        }
        self.borders.get(word).map_or(&[], Vec::as_slice)
    }

    /// The bytes of the text at which a token is to be cut.
    pub(super) fn borders(&self, text: &str, token: Token) -> impl Iterator<Item = usize> {
        let borders = self.borders_of(token.of(text)).iter();
        borders.map(move |border| token.start_byte + border)
    }
}
