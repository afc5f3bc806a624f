//! The word lists of a run.

use std::path::Path;

use super::WordsConfig;
use crate::clean::CleanLists;
use crate::ledger::RuleSet;
use crate::lexicon::{Embedded, LexiconEntry, LexiconError, TopicList, UserLexicon, WordList};
use crate::manifest::ListRecord;
use crate::select::Selector;

/// Every list that can change a result, by what it is used for.
///
/// The default is what comes with ciyun, without any topic list; fields can be changed freely.
///
/// ```
/// use ciyun::lexicon::WordList;
/// use ciyun::pipeline::WordLists;
/// let mut lists = WordLists::default();
/// lists.stopwords.push(WordList::parse("mine.txt", "然鹅\n"));
/// assert_eq!(lists.stopwords.len(), 3);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordLists {
    /// Words masked by the rule `stopword`.
    pub stopwords: Vec<WordList>,
    /// Words masked by the rule `topic-word`; the segmenter is taught them.
    pub topic_words: Vec<WordList>,
    /// Fragments masked by the rule `glue`.
    pub glue: Vec<WordList>,
    /// Characters that the rule `single-char` lets through.
    pub single_characters: Vec<WordList>,
    /// Measure words with which numerals are masked by the rule `number`.
    pub measures: Vec<WordList>,
    /// Words for the segmenter; where two lists name a word, the later one decides.
    pub lexicons: Vec<WordList>,
    /// Names of bracket emoticons.
    pub emoticons: WordList,
    /// Comments that are boilerplate as a whole.
    pub placeholders: WordList,
    /// Beginnings and ends that platforms add.
    pub boilerplate: WordList,
}

impl Default for WordLists {
    fn default() -> Self {
        WordLists {
            stopwords: vec![Embedded::General.list(), Embedded::Platform.list()],
            topic_words: Vec::new(),
            glue: vec![Embedded::Glue.list()],
            single_characters: vec![Embedded::SingleCharacters.list()],
            measures: vec![Embedded::Measures.list()],
            lexicons: vec![Embedded::LatinWords.list(), Embedded::Egov.list()],
            emoticons: Embedded::Emoticons.list(),
            placeholders: Embedded::Placeholders.list(),
            boilerplate: Embedded::Boilerplate.list(),
        }
    }
}

/// Gives different lists of the same file name different names, so that copies of them can stand
/// in one folder and reports tell them apart.
fn under_own_name(mut list: WordList, taken: &mut Vec<(String, String)>) -> WordList {
    let plain = list.name.clone();
    let mut number = 1;
    while taken
        .iter()
        .any(|(name, sha256)| *name == list.name && *sha256 != list.sha256)
    {
        number += 1;
        list.name = format!("{plain}.{number}");
    }
    taken.push((list.name.clone(), list.sha256.clone()));
    list
}

impl WordLists {
    /// The lists that a configuration asks for; `topics` are the topic lists that apply.
    ///
    /// File names are relative to `base`.
    ///
    /// # Errors
    /// [`LexiconError`] when a file cannot be read.
    pub fn load(
        config: &WordsConfig,
        topics: Vec<TopicList>,
        base: &Path,
    ) -> Result<WordLists, LexiconError> {
        let mut lists = WordLists::default();
        if !config.builtin_stopwords {
            lists.stopwords.clear();
            lists.glue.clear();
        }
        if !config.builtin_lexicon {
            lists.lexicons = vec![Embedded::LatinWords.list()];
        }
        let mut taken = Vec::new();
        let mut read = |names: &[String]| -> Result<Vec<WordList>, LexiconError> {
            names
                .iter()
                .map(|name| {
                    let list = WordList::read(&base.join(name))?;
                    Ok(under_own_name(list, &mut taken))
                })
                .collect()
        };
        lists.stopwords.extend(read(&config.stopwords)?);
        lists
            .topic_words
            .extend(topics.into_iter().map(|topic| topic.list));
        lists.topic_words.extend(read(&config.topic_words)?);
        lists.lexicons.extend(read(&config.user_words)?);
        Ok(lists)
    }

    /// The lists that cleaning needs.
    #[must_use]
    pub fn cleaning(&self) -> CleanLists<'_> {
        CleanLists {
            placeholders: &self.placeholders,
            boilerplate: &self.boilerplate,
            emoticons: &self.emoticons,
        }
    }

    /// The words to teach the segmenter: the lexicons, the last first, so that the user's entry
    /// for a word goes before the project's; then the words of the topic, which must come out
    /// whole to be masked.
    ///
    /// # Errors
    /// [`LexiconError::BadEntry`] when a lexicon's line has not the form of an entry.
    pub fn segmenter_words(&self) -> Result<Vec<LexiconEntry>, LexiconError> {
        let mut words = Vec::new();
        for list in self.lexicons.iter().rev() {
            words.extend(UserLexicon::new(list)?.entries);
        }
        let topic_words = self.topic_words.iter().flat_map(WordList::words);
        words.extend(
            topic_words
                .filter(|word| word.chars().nth(1).is_some() && !word.contains(' '))
                .map(|word| LexiconEntry {
                    word: word.to_owned(),
                    weight: None,
                    tag: None,
                }),
        );
        Ok(words)
    }

    /// The token rules that are on, with their lists.
    #[must_use]
    pub fn selector(&self, rules: &RuleSet) -> Selector {
        let add = |selector, lists: &[WordList], add: fn(Selector, &WordList) -> Selector| {
            lists.iter().fold(selector, add)
        };
        let selector = Selector::default().rules(rules);
        let selector = add(selector, &self.stopwords, Selector::stopwords);
        let selector = add(selector, &self.topic_words, Selector::topic_words);
        let selector = add(selector, &self.glue, Selector::glue);
        let listed = Selector::single_characters;
        let selector = add(selector, &self.single_characters, listed);
        add(selector, &self.measures, Selector::measures)
    }

    /// Name, use, size and hash of every list, in a fixed order.
    #[must_use]
    pub fn records(&self) -> Vec<ListRecord> {
        let record = |used_as: &str, list: &WordList| ListRecord {
            name: list.name.clone(),
            used_as: used_as.to_owned(),
            entries: list.entries.len() as u64,
            sha256: list.sha256.clone(),
        };
        let groups = [
            ("stopwords", &self.stopwords),
            ("topic-words", &self.topic_words),
            ("glue", &self.glue),
            ("single-characters", &self.single_characters),
            ("measures", &self.measures),
            ("lexicon", &self.lexicons),
        ];
        let mut records: Vec<ListRecord> = groups
            .iter()
            .flat_map(|(used_as, lists)| lists.iter().map(|list| record(used_as, list)))
            .collect();
        records.push(record("emoticons", &self.emoticons));
        records.push(record("placeholders", &self.placeholders));
        records.push(record("boilerplate", &self.boilerplate));
        records
    }
}
