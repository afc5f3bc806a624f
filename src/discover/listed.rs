//! How a candidate stands to the words of the lists.

use serde::Serialize;

use crate::lexicon::fold;
use crate::pipeline::WordLists;

/// Which kind of list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ListKind {
    /// A word that names the topic itself.
    Topic,
    /// A stop word.
    Stop,
    /// A word that the segmenter is taught.
    Lexicon,
}

/// How a candidate stands to a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// It is the word.
    Is,
    /// It holds the word.
    Holds,
    /// It is part of the word.
    Inside,
    /// One ends with two or more characters with which the other begins.
    Overlaps,
}

/// A word of a list to which a candidate stands in some relation.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct ListedWord {
    /// What the candidate is to the word.
    pub relation: Relation,
    /// Which list the word is of.
    pub list: ListKind,
    /// The word.
    pub word: String,
}

/// Words of two or more characters of a run's lists, with their kinds.
pub(super) fn listed_words(lists: &WordLists) -> Vec<(ListKind, String)> {
    let groups = [
        (ListKind::Topic, &lists.topic_words),
        (ListKind::Stop, &lists.stopwords),
        (ListKind::Lexicon, &lists.lexicons),
        (ListKind::Lexicon, &lists.user_words),
    ];
    let mut words = Vec::new();
    for (kind, lists) in groups {
        for entry in lists.iter().flat_map(|list| list.words()) {
            let word = fold(entry.split_whitespace().next().unwrap_or_default());
            if word.chars().nth(1).is_some() {
                words.push((kind, word));
            }
        }
    }
    words.sort();
    words.dedup();
    words
}

/// The words to which `term` stands in a relation.
pub(super) fn related(term: &str, words: &[(ListKind, String)]) -> Vec<ListedWord> {
    let related = |(list, word): &(ListKind, String)| {
        Some(ListedWord {
            relation: relation(term, word)?,
            list: *list,
            word: word.clone(),
        })
    };
    let mut found: Vec<ListedWord> = words.iter().filter_map(related).collect();
    found.sort();
    found
}

fn relation(term: &str, word: &str) -> Option<Relation> {
    if term == word {
        return Some(Relation::Is);
    }
    if term.contains(word) {
        return Some(Relation::Holds);
    }
    if word.contains(term) {
        return Some(Relation::Inside);
    }
    let meets = |one: &str, other: &str| {
        let starts = one.char_indices().map(|(at, _)| at).skip(1);
        let mut ends = starts.map(|at| &one[at..]);
        ends.any(|end| end.chars().nth(1).is_some() && other.starts_with(end))
    };
    (meets(term, word) || meets(word, term)).then_some(Relation::Overlaps)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relations_are_told_apart() {
        for (term, word, expected) in [
            ("冰城", "冰城", Some(Relation::Is)),
            ("e冰城", "冰城", Some(Relation::Holds)),
            ("冰城", "e冰城", Some(Relation::Inside)),
            ("龙江健康", "健康码", Some(Relation::Overlaps)),
            ("健康码上", "龙江健康", Some(Relation::Overlaps)),
            ("龙江健", "健康码", None),
            ("登录", "闪退", None),
        ] {
            assert_eq!(relation(term, word), expected, "{term} {word}");
        }
    }
}
