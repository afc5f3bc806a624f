//! Words the segmenter must know: the domain lexicon and the user's own words.

use regex::{Regex, RegexBuilder};

use super::{Entry, LexiconError, WordList, tag_name};

/// One word for the segmenter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LexiconEntry {
    /// The word, as written in the list.
    pub word: String,
    /// Frequency in the segmenter's dictionary; `None` lets the engine choose one high enough.
    pub weight: Option<usize>,
    /// Part of speech in jieba's tag set.
    pub tag: Option<String>,
}

/// One line of a list of words.
#[derive(Debug, Clone)]
pub enum LexiconLine {
    /// A word.
    Word(LexiconEntry),
    /// A pattern: everything that it matches is a word.
    Pattern {
        /// The pattern; case does not matter.
        pattern: Regex,
        /// Part of speech in jieba's tag set.
        tag: Option<String>,
    },
}

/// Words for the segmenter, one a line: `word [weight [tag]]` or `word tag`.
///
/// A word with blanks stands in quotation marks, or a tab stands after it; `/…/` is a pattern in
/// the syntax of the `regex` crate.
///
/// ```
/// use ciyun::lexicon::{LexiconLine, UserLexicon, WordList};
/// let text = "全省事 nz\n鄂汇办\n打不开 40 v\n\"App Store\" nz\n/第[0-9]+批/ n\n";
/// let lexicon = UserLexicon::new(&WordList::parse("words.txt", text))?;
/// let entries: Vec<_> = lexicon.entries().collect();
/// assert_eq!(entries[0].tag.as_deref(), Some("nz"));
/// assert_eq!(entries[1].weight, None);
/// assert_eq!(entries[2].weight, Some(40));
/// assert_eq!(entries[3].word, "App Store");
/// assert!(matches!(&lexicon.lines[4], LexiconLine::Pattern { pattern, .. } if pattern.is_match("第12批")));
/// # Ok::<(), ciyun::lexicon::LexiconError>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct UserLexicon {
    /// The lines, in the order of the list.
    pub lines: Vec<LexiconLine>,
}

impl UserLexicon {
    /// Reads the entries of a list.
    ///
    /// # Errors
    /// [`LexiconError::BadEntry`] when a line has more than three parts, a weight of 0 (such a
    /// word would never be found) or a tag that jieba does not have;
    /// [`LexiconError::BadPattern`].
    pub fn new(list: &WordList) -> Result<UserLexicon, LexiconError> {
        let lines = list
            .entries
            .iter()
            .map(|entry| match pattern(&entry.text) {
                Some((pattern, tag)) => read_pattern(pattern, tag, list, entry),
                None => read_word(&entry.text)
                    .map(LexiconLine::Word)
                    .ok_or_else(|| bad(list, entry)),
            })
            .collect::<Result<_, _>>()?;
        Ok(UserLexicon { lines })
    }

    /// The words among the lines.
    pub fn entries(&self) -> impl Iterator<Item = &LexiconEntry> {
        self.lines.iter().filter_map(|line| match line {
            LexiconLine::Word(entry) => Some(entry),
            LexiconLine::Pattern { .. } => None,
        })
    }
}

fn bad(list: &WordList, entry: &Entry) -> LexiconError {
    LexiconError::BadEntry {
        name: list.name.clone(),
        line: entry.line,
        found: entry.text.clone(),
    }
}

/// The pattern of a line `/…/ [tag]`, and what follows it.
fn pattern(text: &str) -> Option<(&str, &str)> {
    let (pattern, rest) = text.strip_prefix('/')?.rsplit_once('/')?;
    let rest = rest.trim();
    (!pattern.is_empty()).then_some((pattern, rest))
}

fn read_pattern(
    pattern: &str,
    tag: &str,
    list: &WordList,
    entry: &Entry,
) -> Result<LexiconLine, LexiconError> {
    if !tag.is_empty() && tag_name(tag).is_none() {
        return Err(bad(list, entry));
    }
    let pattern = RegexBuilder::new(pattern).case_insensitive(true).build();
    let pattern = pattern.map_err(|source| LexiconError::BadPattern {
        name: list.name.clone(),
        line: entry.line,
        source: Box::new(source),
    })?;
    let tag = (!tag.is_empty()).then(|| tag.to_owned());
    Ok(LexiconLine::Pattern { pattern, tag })
}

/// The word of a line and what follows it.
fn split_word(text: &str) -> Option<(&str, &str)> {
    let tab = text.split_once('\t');
    let quoted = text.strip_prefix('"').map(|rest| rest.split_once('"'));
    let (word, rest) = match (quoted, tab) {
        (Some(quoted), _) => quoted?,
        (None, Some(split)) => split,
        (None, None) => text.split_once(char::is_whitespace).unwrap_or((text, "")),
    };
    let word = word.trim();
    (!word.is_empty()).then_some((word, rest))
}

fn read_word(text: &str) -> Option<LexiconEntry> {
    let (word, rest) = split_word(text)?;
    let mut parts = rest.split_whitespace();
    let (weight, tag) = match (parts.next(), parts.next()) {
        (None, _) => (None, None),
        (Some(one), None) if tag_name(one).is_some() => (None, Some(one)),
        (Some(one), tag) => (Some(one.parse().ok()?), tag),
    };
    let is_tag = |tag: &str| tag_name(tag).is_some();
    let valid = parts.next().is_none() && weight != Some(0) && tag.is_none_or(is_tag);
    valid.then(|| LexiconEntry {
        word: word.to_owned(),
        weight,
        tag: tag.map(str::to_owned),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(line: &str) -> String {
        let list = WordList::parse("words.txt", &format!("# head\n{line}\n"));
        UserLexicon::new(&list).unwrap_err().to_string()
    }

    #[test]
    fn bad_entries_are_named_with_their_place() {
        assert_eq!(
            error("全省事 0 nz"),
            "words.txt:2: expected `word [weight [tag]]`, `\"word with blanks\"` or `/pattern/`, found \"全省事 0 nz\""
        );
        for line in [
            "全省事 -1",
            "全省事 5 名词",
            "全省事 5 nz x",
            "全省事 n5",
            "App Store",
            "/第[0-9]+批/ store",
        ] {
            assert!(error(line).contains(line), "{line}");
        }
        let message = error("/第[0-9+批/");
        assert_eq!(message, "words.txt:2: the pattern cannot be read");
    }

    #[test]
    fn words_with_blanks_stand_in_quotation_marks_or_before_a_tab() {
        let text = "\"App Store\"\nHarmony OS\t5 nz\nIT之家 \t12\n/路径\n";
        let lexicon = UserLexicon::new(&WordList::parse("w", text)).unwrap();
        let entries: Vec<_> = lexicon
            .entries()
            .map(|entry| (entry.word.as_str(), entry.weight, entry.tag.as_deref()))
            .collect();
        let expected = [
            ("App Store", None, None),
            ("Harmony OS", Some(5), Some("nz")),
            ("IT之家", Some(12), None),
            ("/路径", None, None),
        ];
        assert_eq!(entries, expected);
    }
}
