//! Every comment that a rule dropped or rewrote, one by one.

use rayon::prelude::*;

use super::{Onlooker, Pending, Pipeline};
use crate::ledger::{Location, RuleId};
use crate::privacy::mask;

/// What one rule did to one comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detail {
    /// Where the comment stands.
    pub place: Location,
    /// The rule.
    pub rule: RuleId,
    /// The text before, masked.
    pub before: String,
    /// The text after, masked; `None` when the comment was dropped.
    pub after: Option<String>,
}

/// Tells every comment that a rule dropped or rewrote, in the order of the documents.
pub struct Details<F>(pub F);

impl<F: FnMut(Detail)> Onlooker for Details<F> {
    fn look(&mut self, pipeline: &Pipeline, comments: &[Pending<'_>]) {
        let details = comments.par_iter().map(|comment| pipeline.details(comment));
        let details: Vec<Vec<Detail>> = details.collect();
        details.into_iter().flatten().for_each(&mut self.0);
    }
}

impl Pipeline {
    /// What the rules did to a comment that has passed the rules for duplicates.
    fn details(&self, pending: &Pending<'_>) -> Vec<Detail> {
        let place = pending.document.place();
        let mut trace = self.trace(pending.document);
        if let Some(rule) = pending.dropped {
            // It never comes to the rules after those that judge the decoded text.
            trace.steps.retain(|step| step.rule < RuleId::ColumnFilter);
            trace.dropped = Some(rule);
            trace.text.clone_from(&trace.decoded);
        }
        let steps = trace.steps.iter();
        let mut details: Vec<Detail> = steps
            .map(|step| Detail {
                place,
                rule: step.rule,
                before: mask(&step.before).into_owned(),
                after: Some(mask(&step.after).into_owned()),
            })
            .collect();
        if let Some(rule) = trace.dropped {
            details.push(Detail {
                place,
                rule,
                before: mask(&trace.text).into_owned(),
                after: None,
            });
        }
        details
    }
}
