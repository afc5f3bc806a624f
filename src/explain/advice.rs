//! What can be done for a word to be counted.

use serde::Serialize;

use super::{ListEntry, WordFate, WordReport};
use crate::count::CountState;
use crate::ledger::RuleId;
use crate::lexicon::fold;
use crate::suggestion::nearest;

/// Whose list it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// It comes with ciyun.
    BuiltIn,
    /// It comes with ciyun and is about one topic.
    BuiltInTopic,
    /// The user's own.
    Own,
}

/// One thing that can be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "advice", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Advice {
    /// The word does not occur; these terms do, and look like it.
    SearchFor {
        /// The terms, folded.
        terms: Vec<String>,
    },
    /// Teach the segmenter the word.
    Teach {
        /// The most frequent way in which the word was split, or the tokens across it.
        tokens: String,
        /// How often that was.
        count: u64,
        /// Occurrences that are split or crossed.
        broken: u64,
        /// Occurrences in the text that was cut.
        cut: u64,
        /// Lines of lists that teach the word already; their weights are too small.
        known: Vec<ListEntry>,
    },
    /// Look at a longer word, inside which it stands most often.
    LookAt {
        /// The longer token.
        token: String,
        /// How often that was.
        count: u64,
    },
    /// Keep a rule from taking it away.
    Spare {
        /// The rule.
        rule: RuleId,
        /// Occurrences that it took.
        count: u64,
        /// The lines of lists that the rule went by.
        lists: Vec<ListEntry>,
    },
}

/// Shortest word, in characters, for which a term with other characters is proposed.
const SIMILAR_CHARS: usize = 3;

/// What can be done, the segmenter first, then rules in the order of the stages.
pub(super) fn of(report: &WordReport, counts: &CountState) -> Vec<Advice> {
    if report.occurrences == 0 {
        let terms = similar(&report.form, counts);
        return if terms.is_empty() || report.counted_besides > 0 {
            Vec::new()
        } else {
            vec![Advice::SearchFor { terms }]
        };
    }
    let mut advice = Vec::new();
    let broken = report
        .fates
        .iter()
        .filter(|row| matches!(row.fate, WordFate::Split | WordFate::Crossed));
    let ways = broken.clone().flat_map(|row| &row.ways);
    // Of equals the first: `max_by_key` would take the last.
    let most = ways.reduce(|most, way| if way.count > most.count { way } else { most });
    if let Some(way) = most {
        let in_kept_text = report.fates.iter().filter(|row| row.fate.is_in_kept_text());
        advice.push(Advice::Teach {
            tokens: way.tokens.clone(),
            count: way.count,
            broken: broken.map(|row| row.count).sum(),
            cut: in_kept_text.map(|row| row.count).sum(),
            known: report.lexicons.clone(),
        });
    }
    for row in &report.fates {
        match (row.fate, row.ways.first()) {
            (WordFate::Joined(rule), _) => advice.push(Advice::Spare {
                rule,
                count: row.count,
                lists: Vec::new(),
            }),
            (WordFate::Inside, Some(way)) => advice.push(Advice::LookAt {
                token: way.tokens.clone(),
                count: way.count,
            }),
            (WordFate::Dropped(rule) | WordFate::Rewritten(rule) | WordFate::Masked(rule), _) => {
                advice.push(Advice::Spare {
                    rule,
                    count: row.count,
                    lists: row.lists.clone(),
                });
            }
            _ => {}
        }
    }
    advice
}

/// Terms that look like a word that does not occur: other forms of it, else the nearest term.
fn similar(form: &str, counts: &CountState) -> Vec<String> {
    let without_blanks: String = form.chars().filter(|c| !c.is_whitespace()).collect();
    let mut forms = vec![fold(form), without_blanks];
    forms.dedup();
    forms.retain(|other| other != form && counts.get(other).is_some());
    if forms.is_empty() && form.chars().nth(SIMILAR_CHARS - 1).is_some() {
        let terms = counts.terms();
        let near = nearest(form, terms.iter().map(|(term, _)| *term));
        forms.extend(near.map(str::to_owned));
    }
    forms
}
