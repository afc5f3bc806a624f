//! How often each entry of the word lists fired.

use super::{Analysis, Setup, WordLists};
use crate::lexicon::{Embedded, LexiconLine, ListUse, UserLexicon, WordList};
use crate::table::EntryRecord;

/// An entry of a list that can fire on a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryCount {
    /// What the table of entries says of it.
    pub record: EntryRecord,
    /// Whether the list comes with ciyun.
    pub is_builtin: bool,
}

/// Every entry of the lists that name words, in their order, with its count in kept documents:
/// how often a word was masked or let through because of it, came out whole, or was counted under
/// another term. The same word on several lists of one use has the same count.
#[must_use]
pub fn entry_counts(setup: &Setup, analysis: &Analysis) -> Vec<EntryCount> {
    let lists = setup.lists.all();
    let lists = lists.map(|(used_as, list)| (used_as, list, is_builtin(list)));
    let counts = lists.flat_map(|(used_as, list, is_builtin)| {
        let counts = counts(used_as, list, setup, analysis);
        let entries = list.entries.iter().zip(counts);
        entries.map(move |(entry, count)| EntryCount {
            record: EntryRecord {
                list: list.name.clone(),
                line: entry.line as u64,
                used_as: used_as.id(),
                entry: entry.text.clone(),
                count,
            },
            is_builtin,
        })
    });
    counts.collect()
}

fn is_builtin(list: &WordList) -> bool {
    let topics = Embedded::topics().into_iter().map(|topic| topic.list);
    let mut known = Embedded::ALL.iter().map(|list| list.list()).chain(topics);
    known.any(|known| known.name == list.name && known.sha256 == list.sha256)
}

/// The counts of a list's entries, in their order; none for lists that do not name words.
fn counts(used_as: ListUse, list: &WordList, setup: &Setup, analysis: &Analysis) -> Vec<u64> {
    let (hits, pipeline) = (&analysis.hits, &setup.pipeline);
    let words = list.words();
    match used_as {
        ListUse::Stopwords
        | ListUse::TopicWords
        | ListUse::Glue
        | ListUse::SingleCharacters
        | ListUse::Measures => {
            let selector = pipeline.selector();
            let count = |word| {
                let number = selector.number(used_as, word);
                number.map_or(0, |number| hits.selected.of(number))
            };
            words.map(count).collect()
        }
        ListUse::Lexicon | ListUse::UserWords => {
            let listed = pipeline.cutter().listed();
            let lexicon = UserLexicon::new(list).unwrap_or_default();
            let number = |line: &LexiconLine| match line {
                LexiconLine::Word(entry) => listed.number_of_word(&entry.word),
                LexiconLine::Pattern { pattern, .. } => listed.number_of_pattern(pattern.as_str()),
            };
            let numbers = lexicon.lines.iter().map(number);
            numbers
                .map(|number| number.map_or(0, |number| hits.listed.of(number)))
                .collect()
        }
        ListUse::Aliases => alias_counts(list, &setup.lists, setup, analysis),
        _ => Vec::new(),
    }
}

fn alias_counts(
    list: &WordList,
    lists: &WordLists,
    setup: &Setup,
    analysis: &Analysis,
) -> Vec<u64> {
    let table = lists.aliases.iter().find(|table| table.list == *list);
    let entries = table.into_iter().flat_map(|table| &table.entries);
    let aliases = setup.pipeline.cutter().aliases();
    entries
        .map(|entry| {
            let number = aliases.number(&entry.variant);
            number.map_or(0, |number| analysis.hits.aliases.of(number))
        })
        .collect()
}
