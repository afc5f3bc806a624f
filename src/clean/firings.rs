//! What the text rules did to one document.

use super::CleanText;
use crate::ledger::RuleId;

/// Who is told what the text rules do to a document.
pub trait Watch {
    /// `rule` acts `n_firings` times on the text `before`.
    fn rewriting(&mut self, rule: RuleId, n_firings: u32, before: &str);

    /// The text is now `after`. Called once after every [`Watch::rewriting`].
    fn rewritten(&mut self, after: &CleanText<'_>);
}

/// How often each text rule acted on one document.
///
/// ```
/// use ciyun::{clean::Firings, ledger::RuleId};
/// let mut firings = Firings::default();
/// firings.add(RuleId::Emoji, 2);
/// firings.add(RuleId::Width, 1);
/// let counts: Vec<_> = firings.iter().collect();
/// assert_eq!(counts, [(RuleId::Width, 1), (RuleId::Emoji, 2)]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Firings([u32; RuleId::ALL.len()]);

impl Default for Firings {
    fn default() -> Self {
        Firings([0; RuleId::ALL.len()])
    }
}

impl Watch for Firings {
    fn rewriting(&mut self, rule: RuleId, n_firings: u32, _before: &str) {
        self.add(rule, n_firings);
    }

    fn rewritten(&mut self, _after: &CleanText<'_>) {}
}

impl Firings {
    /// Counts `n_firings` more for `rule`; stays at `u32::MAX` when there.
    pub fn add(&mut self, rule: RuleId, n_firings: u32) {
        let count = &mut self.0[rule as usize];
        *count = count.saturating_add(n_firings);
    }

    /// How often `rule` acted.
    #[must_use]
    pub fn count(&self, rule: RuleId) -> u32 {
        self.0[rule as usize]
    }

    /// The rules that acted, in the order in which rules are applied.
    pub fn iter(&self) -> impl Iterator<Item = (RuleId, u32)> + '_ {
        RuleId::ALL
            .iter()
            .map(|rule| (*rule, self.count(*rule)))
            .filter(|(_, count)| *count > 0)
    }
}
