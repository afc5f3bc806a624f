//! Function words of one character, cut free where the engine glued them to a neighbour, and the
//! words of free phrases.

use rustc_hash::FxHashSet;

use super::characters::CharSet;
use super::cut::Cut;
use super::{FreePhrases, Segmenter, Token};
use crate::ledger::RuleId;
use crate::lexicon::{WordList, fold};

/// The closed classes by which tokens are cut.
///
/// A token that no dictionary has, and that the engine's model made, loses function words at its
/// beginning and its end: 还省, 多收, 买个. A degree before a single adjective is cut off whatever the
/// dictionary says (太慢), and so are an adverb before a negation, by a list (并不), and 得 or 着
/// after a single verb, but for words of the dictionary that are listed (看着, but 获得).
#[derive(Debug, Clone, Default)]
pub struct FunctionCharacters {
    first: CharSet,
    adverb: CharSet,
    last: CharSet,
    unit: CharSet,
    particle: CharSet,
    degree: CharSet,
    glued: FxHashSet<String>,
    words: FxHashSet<String>,
}

impl FunctionCharacters {
    /// Reads the classes by the names of their sections.
    ///
    /// ```
    /// use ciyun::lexicon::WordList;
    /// use ciyun::segment::FunctionCharacters;
    /// let list = WordList::parse("f", "## first\n还\n## last\n得\n");
    /// assert!(FunctionCharacters::new(&list).is_first('还'));
    /// ```
    #[must_use]
    pub fn new(list: &WordList) -> FunctionCharacters {
        let mut classes = FunctionCharacters::default();
        for entry in &list.entries {
            let word = fold(&entry.text);
            let section = entry.section.as_deref().unwrap_or_default();
            let characters: &mut CharSet = match section.split(' ').next().unwrap_or_default() {
                "first" => &mut classes.first,
                "adverb" => &mut classes.adverb,
                "last" => &mut classes.last,
                "unit" => &mut classes.unit,
                "particle" => {
                    classes.last.extend(word.chars().next());
                    &mut classes.particle
                }
                "degree" => {
                    classes.first.extend(word.chars().next());
                    &mut classes.degree
                }
                "glued" => {
                    classes.glued.insert(word);
                    continue;
                }
                "words" => {
                    classes.words.insert(word);
                    continue;
                }
                _ => continue,
            };
            characters.extend(word.chars().next());
        }
        classes
    }

    /// Whether the character is a function word that precedes what it belongs to.
    #[must_use]
    pub fn is_first(&self, c: char) -> bool {
        self.first.contains(c)
    }

    /// Cuts the function words and the words of phrases free.
    pub(super) fn unglue(
        &self,
        text: &str,
        cut: &mut Cut,
        phrases: &FreePhrases,
        engine: &dyn Segmenter,
    ) {
        let mut borders = Vec::new();
        for token in &cut.tokens {
            let n_before = borders.len();
            borders.extend(phrases.borders(text, *token));
            if borders.len() == n_before {
                self.borders(text, *token, engine, &mut borders);
            }
        }
        cut.split(&borders, RuleId::Unglue);
    }

    fn may_begin(&self, c: char) -> bool {
        self.first.contains(c) || self.adverb.contains(c)
    }

    fn may_end(&self, c: char) -> bool {
        self.last.contains(c) || self.unit.contains(c)
    }

    /// The bytes of the text at which a token is to be cut.
    fn borders(&self, text: &str, token: Token, engine: &dyn Segmenter, into: &mut Vec<usize>) {
        let word = token.of(text);
        let mut characters = word.char_indices();
        let (Some((_, first)), Some((second_byte, second))) =
            (characters.next(), characters.next())
        else {
            return;
        };
        let last = word.chars().next_back().unwrap_or(second);
        if !self.may_begin(first) && !self.may_end(last) && !self.glued.contains(word) {
            return;
        }
        if self.words.contains(word) {
            return;
        }
        if self.glued.contains(word) {
            into.push(token.start_byte + second_byte);
            return;
        }
        let rest = &word[second_byte..];
        if self.degree.contains(first) && engine.part_of_speech(rest).as_deref() == Some("a") {
            into.push(token.start_byte + second_byte);
            return;
        }
        if engine.has_word(word) {
            // 抢走了: the dictionary has verbs with their aspect. What single verbs it has with one
            // (想了, 用过) are words as often as not, but with 得 and 着 they are few.
            let end = word.len() - last.len_utf8();
            let is_single = word[..end].chars().nth(1).is_none();
            if is_single && self.particle.contains(last)
                || !is_single && self.last.contains(last) && engine.has_word(&word[..end])
            {
                into.push(token.start_byte + end);
            }
            return;
        }
        let mut rest = word;
        let mut start = token.start_byte;
        while let Some(first) = rest.chars().next()
            && rest.len() > first.len_utf8()
            && self.may_begin(first)
            && !(start > token.start_byte && engine.has_word(rest))
        {
            start += first.len_utf8();
            rest = &rest[first.len_utf8()..];
            into.push(start);
        }
        let mut ends = Vec::new();
        while let Some(last) = rest.chars().next_back()
            && rest.len() > last.len_utf8()
            && self.may_end(last)
            && !engine.has_word(rest)
        {
            rest = &rest[..rest.len() - last.len_utf8()];
            ends.push(start + rest.len());
        }
        into.extend(ends.into_iter().rev());
    }
}
