//! The word lists of a run.

use std::path::Path;

use super::WordsConfig;
use crate::clean::CleanLists;
use crate::ledger::{RuleId, RuleSet};
use crate::lexicon::{
    AliasKind, AliasTable, CategoryLexicon, Embedded, LexiconEntry, LexiconError, LexiconLine,
    ListUse, TopicList, UserLexicon, WordList,
};
use crate::manifest::ListRecord;
use crate::segment::{
    Aliases, Cutter, Dictionary, FreePhrases, FunctionCharacters, JiebaSegmenter, JoinGrammar,
};
use crate::segment::{ListedWord, ListedWords, Strength};
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
    /// Words that the segmenter is taught, and that are put together where it splits them; where
    /// two lists name a word, the later one decides.
    pub lexicons: Vec<WordList>,
    /// Words of the user: taught, and always made whole unless they have a weight.
    pub user_words: Vec<WordList>,
    /// Variants that count under another term; where two tables name one, the later decides.
    pub aliases: Vec<AliasTable>,
    /// Function words of one character, which are cut free of their neighbours.
    pub function_characters: WordList,
    /// Phrases that the segmenter has as words, which are cut into the words they are made of.
    pub free_phrases: WordList,
    /// Negations and what they do not deny.
    pub negation: WordList,
    /// Complements of verbs.
    pub complements: WordList,
    /// Categories of comments; where two name one, their terms are united.
    pub categories: Vec<CategoryLexicon>,
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
            user_words: Vec::new(),
            aliases: vec![
                AliasTable::new(&Embedded::Aliases.list())
                    .expect("a test reads the table that is compiled in"),
            ],
            function_characters: Embedded::FunctionCharacters.list(),
            free_phrases: Embedded::FreePhrases.list(),
            negation: Embedded::Negation.list(),
            complements: Embedded::Complements.list(),
            categories: Embedded::categories(),
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
    /// [`LexiconError`] when a file cannot be read or its categories not be used.
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
        if !config.builtin_aliases {
            lists.aliases.clear();
        }
        if !config.builtin_categories {
            lists.categories.clear();
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
        lists.user_words.extend(read(&config.user_words)?);
        for table in read(&config.aliases)? {
            lists.aliases.push(AliasTable::new(&table)?);
        }
        for list in read(&config.categories)? {
            lists.categories.push(CategoryLexicon::new(list)?);
        }
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

    /// The lexicons and the user's words, line by line, the last first: the user's entry for a
    /// word goes before the project's.
    fn taught(&self) -> Result<Vec<(LexiconLine, Strength)>, LexiconError> {
        let strengths = [
            (&self.user_words, Strength::Firm),
            (&self.lexicons, Strength::Soft),
        ];
        let mut taught = Vec::new();
        for (lists, strength) in strengths {
            for list in lists.iter().rev() {
                let lines = UserLexicon::new(list)?.lines.into_iter();
                taught.extend(lines.map(|line| match &line {
                    // Who gives a weight leaves it to the engine.
                    LexiconLine::Word(entry) if entry.weight.is_some() => (line, Strength::Watched),
                    _ => (line, strength),
                }));
            }
        }
        Ok(taught)
    }

    /// Words that must be whole to be found: those of the topic, to be masked, and those that
    /// the aliases in force are about.
    fn sought(&self, rules: &RuleSet) -> impl Iterator<Item = &str> {
        let topic_words = self.topic_words.iter().flat_map(WordList::words);
        let spelling = rules.applies(RuleId::AliasSpelling);
        let meaning = rules.applies(RuleId::AliasMeaning);
        let aliases = self.aliases.iter().flat_map(|table| &table.entries);
        let aliases = aliases.filter(move |entry| match entry.kind {
            AliasKind::Spelling => spelling,
            AliasKind::Meaning => meaning,
        });
        topic_words.chain(aliases.flat_map(|entry| [&*entry.variant, &*entry.term]))
    }

    /// The words to teach the segmenter under these rules, of equal words the deciding one first.
    ///
    /// # Errors
    /// [`LexiconError`] when a list's line has not the form of an entry.
    pub fn segmenter_words(&self, rules: &RuleSet) -> Result<Vec<LexiconEntry>, LexiconError> {
        let taught = self.taught()?.into_iter();
        let mut words: Vec<LexiconEntry> = taught
            .filter_map(|(line, _)| match line {
                LexiconLine::Word(entry) => Some(entry),
                LexiconLine::Pattern { .. } => None,
            })
            .collect();
        words.extend(self.sought(rules).map(|word| LexiconEntry {
            word: word.to_owned(),
            weight: None,
            tag: None,
        }));
        // The engine cuts at every blank.
        words.retain(|entry| entry.word.chars().nth(1).is_some() && !entry.word.contains(' '));
        Ok(words)
    }

    /// The words that are made whole, and how firmly.
    fn listed_words(&self, rules: &RuleSet) -> Result<ListedWords, LexiconError> {
        let (mut words, mut patterns) = (Vec::new(), Vec::new());
        for (line, strength) in self.taught()? {
            match line {
                LexiconLine::Word(LexiconEntry { word, .. }) => {
                    words.push(ListedWord { word, strength });
                }
                LexiconLine::Pattern { pattern, .. } => patterns.push(pattern),
            }
        }
        words.extend(self.sought(rules).map(|word| ListedWord {
            word: word.to_owned(),
            strength: Strength::Soft,
        }));
        Ok(ListedWords::new(words, patterns))
    }

    /// Everything that cuts text, ready.
    ///
    /// # Errors
    /// [`LexiconError`] when a line of a list cannot be used.
    pub fn cutter(&self, dictionary: Dictionary, rules: &RuleSet) -> Result<Cutter, LexiconError> {
        Ok(Cutter::new(
            JiebaSegmenter::new(dictionary, &self.segmenter_words(rules)?),
            self.listed_words(rules)?,
            FunctionCharacters::new(&self.function_characters),
            FreePhrases::new(&self.free_phrases),
            JoinGrammar::new(&self.negation, &self.complements),
            Aliases::new(&self.aliases)?,
            rules,
        ))
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

    /// Every list with what it is used for, in a fixed order.
    pub fn all(&self) -> impl Iterator<Item = (ListUse, &WordList)> {
        let groups = [
            (ListUse::Stopwords, &self.stopwords),
            (ListUse::TopicWords, &self.topic_words),
            (ListUse::Glue, &self.glue),
            (ListUse::SingleCharacters, &self.single_characters),
            (ListUse::Measures, &self.measures),
            (ListUse::Lexicon, &self.lexicons),
            (ListUse::UserWords, &self.user_words),
        ];
        let groups = groups
            .into_iter()
            .flat_map(|(used_as, lists)| lists.iter().map(move |list| (used_as, list)));
        let (aliases, categories) = (self.aliases.iter(), self.categories.iter());
        groups
            .chain(aliases.map(|table| (ListUse::Aliases, &table.list)))
            .chain(categories.map(|lexicon| (ListUse::Categories, &lexicon.list)))
            .chain([
                (ListUse::FunctionCharacters, &self.function_characters),
                (ListUse::FreePhrases, &self.free_phrases),
                (ListUse::Negation, &self.negation),
                (ListUse::Complements, &self.complements),
                (ListUse::Emoticons, &self.emoticons),
                (ListUse::Placeholders, &self.placeholders),
                (ListUse::Boilerplate, &self.boilerplate),
            ])
    }

    /// Name, use, size and hash of every list, in a fixed order.
    #[must_use]
    pub fn records(&self) -> Vec<ListRecord> {
        let record = |(used_as, list): (ListUse, &WordList)| ListRecord {
            name: list.name.clone(),
            used_as: used_as.id().to_owned(),
            entries: list.entries.len() as u64,
            sha256: list.sha256.clone(),
        };
        self.all().map(record).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::Pipeline;

    #[test]
    fn counts_made_with_other_categories_have_another_fingerprint() {
        let fingerprint = |categories| {
            let lists = WordLists {
                categories,
                ..WordLists::default()
            };
            let pipeline = Pipeline::new(&lists, &RuleSet::default()).unwrap();
            let counts = pipeline.count_texts(["闪退"]).unwrap();
            counts.fingerprint().to_owned()
        };
        let mine = CategoryLexicon::parse("mine.toml", "[a]\nterms = [\"闪退\"]\n").unwrap();
        let prints = [Vec::new(), vec![mine], Embedded::categories()].map(fingerprint);
        assert!(prints[0] != prints[1] && prints[1] != prints[2] && prints[0] != prints[2]);
    }
}
