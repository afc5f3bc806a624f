//! Which line of which list a word stands on.

use serde::Serialize;

use super::Origin;
use crate::ledger::RuleId;
use crate::lexicon::{Embedded, WordList, fold};
use crate::pipeline::WordLists;

/// A line of a word list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ListEntry {
    /// File name of the list.
    pub list: String,
    /// Line, counted from 1.
    pub line: usize,
    /// Whether the list comes with ciyun.
    pub origin: Origin,
}

/// The lines that make a token rule mask `word`; none for rules without a list.
pub(super) fn masking(lists: &WordLists, rule: RuleId, word: &str) -> Vec<ListEntry> {
    let lists = match rule {
        RuleId::Stopword => &lists.stopwords,
        RuleId::TopicWord => &lists.topic_words,
        RuleId::Glue => &lists.glue,
        _ => return Vec::new(),
    };
    lines(lists, |entry| fold(entry) == fold(word))
}

/// The lines that teach the segmenter `word`.
pub(super) fn teaching(lists: &WordLists, word: &str) -> Vec<ListEntry> {
    let is_word = |entry: &str| {
        let first = entry.split_whitespace().next();
        first.is_some_and(|first| fold(first) == fold(word))
    };
    let mut found = lines(&lists.lexicons, is_word);
    found.extend(lines(&lists.user_words, is_word));
    found.extend(lines(&lists.topic_words, |entry| fold(entry) == fold(word)));
    found
}

fn lines(lists: &[WordList], is_word: impl Fn(&str) -> bool) -> Vec<ListEntry> {
    let mut found = Vec::new();
    for list in lists {
        for entry in list.entries.iter().filter(|entry| is_word(&entry.text)) {
            found.push(ListEntry {
                list: list.name.clone(),
                line: entry.line,
                origin: origin(list),
            });
        }
    }
    found
}

/// A list that is one of ours by name and content is ours, whoever named it.
fn origin(list: &WordList) -> Origin {
    let is_same = |other: &WordList| other.sha256 == list.sha256 && other.name == list.name;
    let topics = Embedded::topics();
    if topics.iter().any(|topic| is_same(&topic.list)) {
        Origin::BuiltInTopic
    } else if Embedded::ALL.iter().any(|ours| is_same(&ours.list())) {
        Origin::BuiltIn
    } else {
        Origin::Own
    }
}
