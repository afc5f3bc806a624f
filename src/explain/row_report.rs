//! What is told of one comment.

use serde::Serialize;

use super::entries::masking;
use super::fate::HIDDEN;
use super::report::{taken_after_counting, written};
use super::standing::Table;
use super::{ListEntry, Standing};
use crate::ingest::Field;
use crate::ledger::{Location, RuleId};
use crate::pipeline::{Analysis, Course, Pending, Pipeline, WordLists};
use crate::privacy::{PersonalDataKind, find, quote};
use crate::profile::sample;
use crate::select::{Fate, Privacy};

/// Characters of a text that are shown.
const TEXT_CHARS: usize = 2000;

/// Every step from a row to its counted tokens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RowReport {
    /// Where the row begins, as `file:line`.
    pub place: String,
    /// The text of the cell, masked.
    pub cell: String,
    /// What else was read of the row; names and ids are masked.
    pub fields: Vec<FieldReport>,
    /// What the reader noticed in the row.
    pub notes: Vec<NoteReport>,
    /// What the text rules did, in their order.
    pub steps: Vec<RowStep>,
    /// The rule that dropped the comment, if one did.
    pub dropped: Option<RuleId>,
    /// Personal data found in the text, by kind.
    pub personal: Vec<PersonalReport>,
    /// The text as far as it came, masked: cleaned, or decoded when it was dropped before.
    pub text: String,
    /// The tokens in their order; none of a comment that was dropped.
    pub tokens: Vec<TokenReport>,
}

/// A field of the row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldReport {
    /// Its [id](Field::id).
    pub field: &'static str,
    /// Its value as it may be shown.
    pub value: String,
}

/// Something the reader noticed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NoteReport {
    /// The rule under which it is counted.
    pub rule: RuleId,
    /// How often.
    pub count: u32,
}

/// What one text rule did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RowStep {
    /// The rule.
    pub rule: RuleId,
    /// How often it acted.
    pub count: u32,
    /// The part of the text that changed, as it was, masked.
    pub before: String,
    /// The same part as it became.
    pub after: String,
}

/// Personal data of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonalReport {
    /// Its [id](PersonalDataKind::id).
    pub kind: &'static str,
    /// How often it was found.
    pub count: u64,
}

/// What became of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "fate", content = "rule", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum TokenFate {
    /// A rule masked it.
    Masked(RuleId),
    /// It was counted.
    Counted,
}

/// How a token was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct JoinReport {
    /// The rule.
    pub rule: RuleId,
    /// What it was made of, with `/` between the parts.
    pub parts: String,
}

/// One token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TokenReport {
    /// Its characters; `***` for a part of personal data.
    pub token: String,
    /// What became of it.
    #[serde(flatten)]
    pub fate: TokenFate,
    /// The rule that made it one token, if the segmenter had not, and its parts with `/` between
    /// them.
    pub join: Option<JoinReport>,
    /// The term that it counts under, if that is not its characters.
    pub alias: Option<String>,
    /// The lines of lists that the rule went by.
    pub lists: Vec<ListEntry>,
    /// Its term in the frequency table of the run, if it was counted.
    pub term: Option<Standing>,
}

impl RowReport {
    /// All but what is known only when all comments are counted.
    pub(super) fn of(pipeline: &Pipeline, comment: &Pending<'_>, course: &Course) -> RowReport {
        let document = comment.document();
        let fields = Field::ALL.iter().filter(|field| **field != Field::Text);
        let fields = fields.filter(|field| document.has(**field));
        let notes = document.notes.iter().map(|(rule, count)| NoteReport {
            rule: *rule,
            count: *count,
        });
        let steps = pipeline.trace(document).steps.into_iter();
        // A comment that was dropped on its decoded text never comes to the later rules.
        let is_reached = |rule: RuleId| comment.dropped().is_none() || rule < RuleId::ColumnFilter;
        let steps = steps.filter(|step| is_reached(step.rule)).map(|step| {
            let (before, after) = step.change();
            RowStep {
                rule: step.rule,
                count: step.n_firings,
                before,
                after,
            }
        });
        let found = find(comment.text());
        let personal = PersonalDataKind::ALL.iter().map(|kind| PersonalReport {
            kind: kind.id(),
            count: found.iter().filter(|data| data.kind == *kind).count() as u64,
        });
        RowReport {
            place: String::new(),
            cell: quote(&document.text, TEXT_CHARS),
            fields: fields
                .map(|field| FieldReport {
                    field: field.id(),
                    value: sample(document, *field),
                })
                .collect(),
            notes: notes.collect(),
            steps: steps.collect(),
            dropped: course.dropped,
            personal: personal.filter(|kind| kind.count > 0).collect(),
            text: quote(&course.text, TEXT_CHARS),
            tokens: Vec::new(),
        }
    }

    /// Adds the name of the place, and the tokens with their terms.
    pub(super) fn complete(
        &mut self,
        place: Location,
        course: &Course,
        lists: &WordLists,
        table: &Table<'_>,
        analysis: &Analysis,
    ) {
        self.place = written(place, analysis);
        let tokens = course.tokens.iter().map(|fated| {
            let characters = fated.token.of(&course.text);
            let term = fated.alias.as_deref().unwrap_or(characters);
            let is_public = fated.privacy == Privacy::Public;
            let join = fated.join.as_ref().filter(|_| is_public);
            let fate = match (fated.fate, taken_after_counting(analysis, term)) {
                (Fate::Masked(rule), _) | (Fate::Kept, Some(rule)) => TokenFate::Masked(rule),
                (Fate::Kept, None) => TokenFate::Counted,
            };
            let is_counted = fate == TokenFate::Counted;
            TokenReport {
                token: match fated.privacy {
                    Privacy::Personal => HIDDEN.to_owned(),
                    Privacy::Public => characters.to_owned(),
                },
                fate,
                join: join.map(|(rule, parts)| {
                    let parts: Vec<&str> = parts.iter().map(|part| part.of(&course.text)).collect();
                    JoinReport {
                        rule: *rule,
                        parts: parts.join("/"),
                    }
                }),
                alias: fated.alias.clone().filter(|_| is_public),
                lists: match fate {
                    TokenFate::Masked(rule) => masking(lists, rule, term),
                    TokenFate::Counted => Vec::new(),
                },
                term: is_counted.then(|| table.get(term)).flatten(),
            }
        });
        self.tokens = tokens.collect();
    }
}
