//! Which text rule took a word away.

use std::ops::Range;

use crate::clean::{CleanText, Watch, lower_case};
use crate::ledger::RuleId;

/// Watches the occurrences of a word while the text around them is rewritten.
pub(super) struct Tracker<'w> {
    word: &'w str,
    /// Where the word stood, in bytes of the text before.
    occurrences: Vec<Range<usize>>,
    /// The rule after which it did not stand there any more.
    lost: Vec<Option<RuleId>>,
    rule: Option<RuleId>,
}

impl<'w> Tracker<'w> {
    pub(super) fn new(word: &'w str, occurrences: Vec<Range<usize>>) -> Tracker<'w> {
        Tracker {
            word,
            lost: vec![None; occurrences.len()],
            occurrences,
            rule: None,
        }
    }

    /// Where each occurrence stood, and the rule that took it.
    pub(super) fn into_found(self) -> impl Iterator<Item = (Range<usize>, Option<RuleId>)> {
        self.occurrences.into_iter().zip(self.lost)
    }
}

impl Watch for Tracker<'_> {
    fn rewriting(&mut self, rule: RuleId, _n_firings: u32, _before: &str) {
        self.rule = Some(rule);
    }

    fn rewritten(&mut self, after: &CleanText<'_>) {
        let mut altered = Vec::new();
        let mut standing = Vec::new();
        for (index, occurrence) in self.occurrences.iter().enumerate() {
            if self.lost[index].is_some() {
                continue;
            }
            let now = after.clean_range(occurrence.clone());
            if reads(self.word, after, &now) && after.source_range(now.clone()) == *occurrence {
                standing.push(now);
            } else {
                altered.push((index, now));
            }
        }
        for (index, now) in altered {
            match beside(self.word, after, &now, &mut standing) {
                Some(found) => self.occurrences[index] = after.source_range(found),
                None => self.lost[index] = self.rule,
            }
        }
    }
}

/// Whether the word, in whatever case, is what stands in a range.
fn reads(word: &str, text: &CleanText<'_>, range: &Range<usize>) -> bool {
    lower_case(&text.text()[range.clone()]).text() == word
}

/// The place of the word with what is left of it at `rest` and the text around: of 卡卡卡卡卡死 the
/// rule `stretch` takes the last 卡, and 卡死 can still be read. Places in `taken` are those of other
/// occurrences; they are in the order of the text, and the new one is added.
fn beside(
    word: &str,
    text: &CleanText<'_>,
    rest: &Range<usize>,
    taken: &mut Vec<Range<usize>>,
) -> Option<Range<usize>> {
    if rest.is_empty() {
        return None;
    }
    let n_chars = word.chars().count();
    let before = text.text()[..rest.start].char_indices().rev();
    let start = before
        .take(n_chars - 1)
        .last()
        .map_or(rest.start, |(at, _)| at);
    let after = text.text()[rest.end..].char_indices();
    let end = after
        .take(n_chars - 1)
        .last()
        .map_or(rest.end, |(at, c)| rest.end + at + c.len_utf8());
    let window = lower_case(&text.text()[start..end]);
    let found = window.text().match_indices(word).find_map(|(at, _)| {
        let found = window.source_range(at..at + word.len());
        let found = start + found.start..start + found.end;
        let next = taken.partition_point(|other| other.end <= found.start);
        let is_free = taken.get(next).is_none_or(|other| found.end <= other.start);
        let has_rest = found.start < rest.end && rest.start < found.end;
        (is_free && has_rest && reads(word, text, &found)).then_some((next, found))
    });
    let (next, found) = found?;
    taken.insert(next, found.clone());
    Some(found)
}
