//! Texts that come more than once, with what became of their repeats.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::ledger::{Location, RuleId};
use crate::privacy::quote;

/// Characters of a text that are quoted.
const QUOTED_CHARS: usize = 60;

/// A text that more than one comment has, exactly or nearly.
///
/// What dropped its repeats tells the causes apart: [`RuleId::DuplicateId`] for a page that was
/// crawled twice, [`RuleId::DuplicateAuthorText`] for a user who posts it again,
/// [`RuleId::DuplicateText`] for a long text under several names, as in a campaign, and
/// [`RuleId::NearDuplicate`] for one with a few words changed. Repeats that are kept are short and by different people: they are agreement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DuplicateCluster {
    /// The text, masked and shortened.
    pub text: String,
    /// Comments that have it, the first and those of all rules included.
    pub documents: u64,
    /// How many of them each rule dropped.
    pub dropped: BTreeMap<RuleId, u64>,
    /// Where the second of them stands.
    pub second: Location,
}

impl DuplicateCluster {
    /// How many of the comments were not dropped as repeats.
    #[must_use]
    pub fn kept(&self) -> u64 {
        self.documents - self.dropped.values().sum::<u64>()
    }
}

/// All texts that came more than once: about 150 bytes each.
#[derive(Debug, Clone, Default)]
pub struct DuplicateClusters(FxHashMap<u128, DuplicateCluster>);

impl DuplicateClusters {
    /// Notes the text of a comment of which near-duplicates will come.
    pub(super) fn begin(&mut self, key: u128, text: &str, place: Location) {
        self.0.entry(key).or_insert_with(|| DuplicateCluster {
            text: quote(text, QUOTED_CHARS),
            documents: 1,
            dropped: BTreeMap::new(),
            second: place,
        });
    }

    /// Counts a comment whose text is that of an earlier one; `rule` is what dropped it.
    pub(super) fn add(&mut self, key: u128, text: &str, place: Location, rule: Option<RuleId>) {
        let cluster = self.0.entry(key).or_insert_with(|| DuplicateCluster {
            text: quote(text, QUOTED_CHARS),
            documents: 1,
            dropped: BTreeMap::new(),
            second: place,
        });
        if cluster.documents == 1 {
            cluster.second = place;
        }
        cluster.documents += 1;
        if let Some(rule) = rule {
            *cluster.dropped.entry(rule).or_default() += 1;
        }
    }

    /// The clusters with the most comments, at most `n`; among equals the earlier.
    #[must_use]
    pub fn largest(&self, n: usize) -> Vec<DuplicateCluster> {
        let mut clusters: Vec<&DuplicateCluster> = self.0.values().collect();
        clusters.sort_unstable_by(|a, b| {
            let order = b.documents.cmp(&a.documents).then(a.second.cmp(&b.second));
            order.then_with(|| a.text.cmp(&b.text))
        });
        clusters.into_iter().take(n).cloned().collect()
    }

    /// How many different texts came more than once.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether no text came more than once.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
