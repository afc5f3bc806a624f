//! The jieba-rs engine.

use std::sync::Arc;

use jieba_rs::Jieba;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Segmenter, Token};
use crate::digest::hex;
use crate::lexicon::{LexiconEntry, fold};

/// jieba-rs's default dictionary, loaded; it takes about a tenth of a second, so it can be loaded
/// while the inputs are being opened.
pub struct Dictionary(Jieba);

impl Dictionary {
    /// Loads the dictionary that is compiled in.
    #[must_use]
    pub fn load() -> Dictionary {
        Dictionary(Jieba::new())
    }

    /// Reads a dictionary in jieba's form, a word, its frequency and its tag on each line, in place
    /// of the one that is compiled in.
    ///
    /// # Errors
    /// [`std::io::ErrorKind::InvalidData`] naming the line when one has another form.
    pub fn read(text: &str) -> std::io::Result<Dictionary> {
        let invalid = |error| std::io::Error::new(std::io::ErrorKind::InvalidData, error);
        let mut lines = std::io::Cursor::new(text);
        Jieba::with_dict(&mut lines)
            .map(Dictionary)
            .map_err(invalid)
    }
}

/// What becomes of characters between the words that the dictionary has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum UnknownWords {
    /// jieba's hidden Markov model joins them to words it does not know: 卡顿, but also 还会.
    #[default]
    Join,
    /// Every character stands alone.
    Split,
}

impl UnknownWords {
    /// All cases, the default first.
    pub const ALL: [UnknownWords; 2] = [UnknownWords::Join, UnknownWords::Split];

    /// The name in options and files.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            UnknownWords::Join => "join",
            UnknownWords::Split => "split",
        }
    }
}

/// jieba-rs with its default dictionary and words of the user.
///
/// Words are added one by one with a frequency high enough to win against their own parts.
/// jieba-rs's own dictionary loader is not used: a word without frequency would get 0 there, never
/// be chosen, and keep the hidden Markov model from joining its characters.
///
/// ```
/// use ciyun::lexicon::LexiconEntry;
/// use ciyun::segment::{Dictionary, JiebaSegmenter, Segmenter};
/// let word = LexiconEntry { word: "全省事".into(), weight: None, tag: Some("nz".into()) };
/// let segmenter = JiebaSegmenter::new(Dictionary::load(), &[word]);
/// let mut tokens = Vec::new();
/// segmenter.segment("全省事打不开", &mut tokens);
/// let words: Vec<_> = tokens.iter().map(|t| t.of("全省事打不开")).collect();
/// assert_eq!(words, ["全省事", "打不开"]);
/// ```
#[derive(Clone)]
pub struct JiebaSegmenter {
    jieba: Arc<Jieba>,
    unknown_words: UnknownWords,
    identity: String,
    /// Tags of added words; jieba keeps the old tag of a word that it had.
    tags: Arc<FxHashMap<String, String>>,
    /// Added words that have a weight, in code-point order.
    weighted: Arc<[String]>,
    split_words: Vec<String>,
}

impl JiebaSegmenter {
    /// The jieba-rs release whose output is meant; part of [`Segmenter::identity`].
    const VERSION: &str = "0.11";

    /// Adds the words to the dictionary, in their order.
    ///
    /// Words are folded as cleaned text is ([`fold`]). A word added twice keeps its first entry.
    #[must_use]
    pub fn new(dictionary: Dictionary, words: &[LexiconEntry]) -> JiebaSegmenter {
        let Dictionary(mut jieba) = dictionary;
        let mut digest = Sha256::new();
        let mut added = FxHashSet::default();
        let mut weighted = std::collections::BTreeSet::new();
        let mut tags = FxHashMap::default();
        for entry in words {
            let word = fold(&entry.word);
            if word.is_empty() {
                continue;
            }
            if !added.insert(word.clone()) {
                // A user's word without a tag has the tag of ours.
                let tag = entry.tag.clone().filter(|_| !tags.contains_key(&word));
                tags.extend(tag.map(|tag| (word, tag)));
                continue;
            }
            // Without weight or tag there is nothing to teach of a word that the dictionary has;
            // adding it would take its tag. Runs of Latin letters are whole as they are, and with
            // `app` in the dictionary `appx` would be cut in two.
            let is_news = entry.tag.is_some() || !jieba.has_word(&word);
            if entry.weight.is_some() || is_news && !word.is_ascii() {
                jieba.add_word(&word, entry.weight, entry.tag.as_deref());
            }
            weighted.extend(entry.weight.map(|_| word.clone()));
            let tag = entry.tag.as_deref().unwrap_or_default();
            if !tag.is_empty() {
                tags.insert(word.clone(), tag.to_owned());
            }
            digest.update(format!("{word}\t{:?}\t{tag}\n", entry.weight));
        }
        let words = &hex(&digest.finalize())[..16];
        let segmenter = JiebaSegmenter {
            jieba: Arc::new(jieba),
            unknown_words: UnknownWords::Join,
            identity: format!("jieba-rs {} hmm words:{words}", Self::VERSION),
            tags: Arc::new(tags),
            weighted: weighted.into_iter().collect(),
            split_words: Vec::new(),
        };
        segmenter.with_split_words()
    }

    /// The same dictionary and words, sharing their memory, with unknown words treated so.
    ///
    /// ```
    /// use ciyun::segment::{Dictionary, JiebaSegmenter, Segmenter, UnknownWords};
    /// let join = JiebaSegmenter::new(Dictionary::load(), &[]);
    /// let split = join.treating(UnknownWords::Split);
    /// let n_tokens = |segmenter: &JiebaSegmenter| {
    ///     let mut tokens = Vec::new();
    ///     segmenter.segment("卡顿", &mut tokens);
    ///     tokens.len()
    /// };
    /// assert_eq!((n_tokens(&join), n_tokens(&split)), (1, 2));
    /// assert_ne!(join.identity(), split.identity());
    /// ```
    #[must_use]
    pub fn treating(&self, unknown_words: UnknownWords) -> JiebaSegmenter {
        let words = self.identity.rsplit(' ').next().unwrap_or_default();
        let model = match unknown_words {
            UnknownWords::Join => "hmm",
            UnknownWords::Split => "no-hmm",
        };
        let segmenter = JiebaSegmenter {
            identity: format!("jieba-rs {} {model} {words}", Self::VERSION),
            unknown_words,
            ..self.clone()
        };
        segmenter.with_split_words()
    }

    /// What becomes of unknown words.
    #[must_use]
    pub fn unknown_words(&self) -> UnknownWords {
        self.unknown_words
    }

    fn with_split_words(mut self) -> JiebaSegmenter {
        let weighted = self.weighted.iter();
        let split = weighted.filter(|word| self.jieba.cut(word, self.hmm()).len() != 1);
        self.split_words = split.cloned().collect();
        self
    }

    fn hmm(&self) -> bool {
        self.unknown_words == UnknownWords::Join
    }

    /// Added words with a weight that are split even where they stand alone: the weight is too
    /// small, or they hold a character at which jieba always cuts. Such an entry has no effect.
    #[must_use]
    pub fn split_words(&self) -> &[String] {
        &self.split_words
    }
}

impl Segmenter for JiebaSegmenter {
    fn segment(&self, text: &str, tokens: &mut Vec<Token>) {
        let mut covered = 0;
        for token in self.jieba.cut(text, self.hmm()) {
            debug_assert_eq!(token.byte_start, covered, "jieba left a gap in {text:?}");
            covered = token.byte_end;
            tokens.push(Token {
                start_byte: token.byte_start,
                end_byte: token.byte_end,
            });
        }
        debug_assert_eq!(covered, text.len(), "jieba left the end of {text:?}");
    }

    fn has_word(&self, word: &str) -> bool {
        self.jieba.has_word(word)
    }

    fn part_of_speech(&self, word: &str) -> Option<String> {
        if let Some(tag) = self.tags.get(word) {
            return Some(tag.clone());
        }
        // jieba guesses tags of words it does not know, and guesses badly (卡顿 becomes a name).
        // Latin words are the exception: their tag needs no guess.
        if !self.jieba.has_word(word) && !word.is_ascii() {
            return None;
        }
        match self.jieba.tag(word, true).as_slice() {
            [only] if !only.tag.is_empty() => Some(only.tag.to_owned()),
            _ => None,
        }
    }

    fn identity(&self) -> &str {
        &self.identity
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::*;

    fn entry(word: &str, weight: Option<usize>) -> LexiconEntry {
        LexiconEntry {
            word: word.to_owned(),
            weight,
            tag: Some("nz".to_owned()),
        }
    }

    static SEGMENTER: LazyLock<JiebaSegmenter> = LazyLock::new(|| {
        let words = [
            entry("全省事", None),
            entry("鄂汇办", None),
            entry("ＶＩＰ会员", None),
            entry("很方便", Some(1)),
            entry("更新", None),
        ];
        JiebaSegmenter::new(Dictionary::load(), &words)
    });

    fn cut(text: &str) -> Vec<&str> {
        let mut tokens = Vec::new();
        SEGMENTER.segment(text, &mut tokens);
        tokens.into_iter().map(|token| token.of(text)).collect()
    }

    #[test]
    fn user_words_without_weight_come_out_whole() {
        assert_eq!(cut("全省事打不开"), ["全省事", "打不开"]);
        assert_eq!(cut("鄂汇办"), ["鄂汇办"]);
    }

    #[test]
    fn user_words_are_folded_as_the_text_is() {
        assert_eq!(cut("vip会员"), ["vip会员"]);
    }

    #[test]
    fn without_the_model_only_known_words_have_more_than_one_character() {
        let split = SEGMENTER.treating(UnknownWords::Split);
        let mut tokens = Vec::new();
        let text = "全省事卡顿，iOS15还会闪退";
        split.segment(text, &mut tokens);
        let words: Vec<&str> = tokens.iter().map(|token| token.of(text)).collect();
        assert_eq!(words[..3], ["全省事", "卡", "顿"]);
        assert_eq!(words.concat(), text);
        let back = split.treating(UnknownWords::Join);
        assert_eq!(back.identity(), SEGMENTER.identity());
        assert!(split.identity().starts_with("jieba-rs 0.11 no-hmm words:"));
    }

    #[test]
    fn a_weight_too_small_is_reported() {
        assert_eq!(SEGMENTER.split_words(), ["很方便"]);
    }

    #[test]
    fn parts_of_speech_come_from_the_dictionary_only() {
        assert_eq!(SEGMENTER.part_of_speech("全省事").as_deref(), Some("nz"));
        // jieba has 更新 as an adverb; the word's own entry goes before it.
        assert_eq!(SEGMENTER.part_of_speech("更新").as_deref(), Some("nz"));
        assert_eq!(SEGMENTER.part_of_speech("验证码").as_deref(), Some("n"));
        assert_eq!(SEGMENTER.part_of_speech("app").as_deref(), Some("eng"));
        assert_eq!(SEGMENTER.part_of_speech("卡顿"), None);
    }

    proptest! {
        #[test]
        fn tokens_join_to_the_text(text in "[全省事打不开a-z0-9 ，。!\\p{Han}\\p{Emoji}\u{200d}\r\n]{0,40}|\\PC{0,20}") {
            prop_assert_eq!(cut(&text).concat(), text);
        }
    }
}
