//! Words the segmenter must know: the domain lexicon and the user's own words.

use super::{LexiconError, WordList};

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

/// Words for the segmenter, one a line: `word [weight [tag]]` or `word tag`.
///
/// ```
/// use ciyun::lexicon::{UserLexicon, WordList};
/// let list = WordList::parse("words.txt", "全省事 nz\n鄂汇办\n打不开 40 v\n");
/// let lexicon = UserLexicon::new(&list)?;
/// assert_eq!(lexicon.entries[0].tag.as_deref(), Some("nz"));
/// assert_eq!(lexicon.entries[1].weight, None);
/// assert_eq!(lexicon.entries[2].weight, Some(40));
/// # Ok::<(), ciyun::lexicon::LexiconError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UserLexicon {
    /// The words, in the order of the list.
    pub entries: Vec<LexiconEntry>,
}

impl UserLexicon {
    /// Reads the entries of a list.
    ///
    /// # Errors
    /// [`LexiconError::BadEntry`] when a line has more than three parts, a weight of 0 (such a
    /// word would never be found) or a tag that is not made of ASCII letters.
    pub fn new(list: &WordList) -> Result<UserLexicon, LexiconError> {
        let entries = list
            .entries
            .iter()
            .map(|entry| {
                parse_entry(&entry.text).ok_or_else(|| LexiconError::BadEntry {
                    name: list.name.clone(),
                    line: entry.line,
                    found: entry.text.clone(),
                })
            })
            .collect::<Result<_, _>>()?;
        Ok(UserLexicon { entries })
    }
}

fn parse_entry(text: &str) -> Option<LexiconEntry> {
    let mut parts = text.split_whitespace();
    let word = parts.next()?.to_owned();
    let (weight, tag) = match (parts.next(), parts.next()) {
        (None, _) => (None, None),
        (Some(one), None) if is_tag(one) => (None, Some(one)),
        (Some(one), tag) => (Some(one.parse().ok()?), tag),
    };
    let valid = parts.next().is_none() && weight != Some(0) && tag.is_none_or(is_tag);
    valid.then(|| LexiconEntry {
        word,
        weight,
        tag: tag.map(str::to_owned),
    })
}

fn is_tag(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphabetic())
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
            "words.txt:2: expected `word [weight [tag]]`, found \"全省事 0 nz\""
        );
        for line in ["全省事 -1", "全省事 5 名词", "全省事 5 nz x", "全省事 n5"] {
            assert!(error(line).contains(line), "{line}");
        }
    }
}
