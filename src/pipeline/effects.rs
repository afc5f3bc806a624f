//! What each rule takes, for those who have to decide which rules to use.

use super::Analysis;
use crate::count::ByStars;
use crate::ledger::{Level, RuleId};
use crate::stats::{Frequency, most_lost};

/// Words named for a rule.
const NAMED: usize = 8;

/// What one rule takes from a run.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleEffect {
    /// The rule.
    pub rule: RuleId,
    /// Comments dropped, firings of a text rule, or tokens masked.
    pub count: u64,
    /// Comments read, or tokens cut; `None` for text rules.
    pub of: Option<u64>,
    /// Comments dropped by stars; `None` for other rules.
    pub dropped: Option<ByStars>,
    /// The words lost most, with how often; of text rules none are told.
    pub words: Vec<(String, u64)>,
}

impl Analysis {
    /// What a rule took, where the losses of the rule were kept
    /// ([`Scope::All`](crate::count::Scope::All), or a guarded rule).
    #[must_use]
    pub fn effect(&self, rule: RuleId, weight: Frequency) -> RuleEffect {
        let ledger = &self.counts.ledger;
        let loss = self.losses.get(rule);
        RuleEffect {
            rule,
            count: ledger.tally(rule).count,
            of: match rule.level() {
                Level::Document => Some(ledger.documents_read),
                Level::Token => {
                    Some(ledger.tokens_cut + ledger.tokens_split - ledger.tokens_joined)
                }
                Level::Row => Some(ledger.rows_read),
                Level::Note | Level::Text | Level::Join => None,
            },
            dropped: (rule.level() == Level::Document)
                .then(|| loss.map(|loss| loss.stars).unwrap_or_default()),
            words: loss.map_or(Vec::new(), |loss| most_lost(loss, weight, NAMED)),
        }
    }
}
