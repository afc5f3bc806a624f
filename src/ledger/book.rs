//! Counts per rule and the law that they must obey.

use super::{Level, RuleId};

/// An input, numbered from 0 in the order in which the inputs are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub u32);

/// Where a piece of evidence stands: an input and a line in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Location {
    /// The input.
    pub source: SourceId,
    /// The line on which the row begins, counted from 1.
    pub line: u64,
}

/// How often a rule acted, and where it acted first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    /// Number of times.
    pub count: u64,
    /// The first place in the order of the input; `None` when `count` is 0, and for rules that
    /// judge terms after counting.
    pub first: Option<Location>,
    /// What it did there, as it may be quoted.
    pub example: Option<String>,
}

impl Tally {
    fn merge(&mut self, other: &Tally) {
        self.count += other.count;
        let earlier = match (self.first, other.first) {
            (Some(mine), Some(theirs)) => theirs < mine,
            (None, Some(_)) => true,
            (_, None) => self.example.is_none(),
        };
        if earlier {
            self.first = other.first;
            self.example.clone_from(&other.example);
        }
    }
}

/// Counts of everything that was read, kept, skipped, dropped, rewritten and masked.
///
/// Ledgers can be added with [`Ledger::merge`]; the sum does not depend on the order.
///
/// ```
/// use ciyun::ledger::{Ledger, Location, RuleId, SourceId};
/// let place = Location { source: SourceId(0), line: 2 };
/// let mut ledger = Ledger::default();
/// ledger.rows_read = 2;
/// ledger.documents_read = 2;
/// ledger.documents_kept = 1;
/// assert!(ledger.check().is_err());
/// ledger.record(RuleId::Empty, 1, place, || None);
/// assert!(ledger.check().is_ok());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ledger {
    /// Records found in the inputs.
    pub rows_read: u64,
    /// Records that became documents.
    pub documents_read: u64,
    /// Documents whose tokens were counted.
    pub documents_kept: u64,
    /// Tokens cut by the segmenter in kept documents.
    pub tokens_cut: u64,
    /// Tokens added by splitting a token after segmentation.
    pub tokens_split: u64,
    /// Tokens that went into a join: a join of n tokens counts n − 1.
    pub tokens_joined: u64,
    /// Tokens that were counted as terms.
    pub tokens_kept: u64,
    tallies: Vec<Tally>,
}

impl Default for Ledger {
    fn default() -> Self {
        Ledger {
            rows_read: 0,
            documents_read: 0,
            documents_kept: 0,
            tokens_cut: 0,
            tokens_split: 0,
            tokens_joined: 0,
            tokens_kept: 0,
            tallies: vec![Tally::default(); RuleId::ALL.len()],
        }
    }
}

impl Ledger {
    /// Counts that `rule` acted `count` times in the row at `place`; 0 records nothing. The
    /// `example`, masked, is asked for only when no earlier place is known.
    pub fn record(
        &mut self,
        rule: RuleId,
        count: u64,
        place: Location,
        example: impl FnOnce() -> Option<String>,
    ) {
        if count == 0 {
            return;
        }
        let tally = &mut self.tallies[rule as usize];
        tally.count += count;
        if tally.first.is_none_or(|first| place < first) {
            tally.first = Some(place);
            tally.example = example();
        }
    }

    /// Counts tokens that a rule masked after counting, when they have no place any more.
    pub fn record_terms(&mut self, rule: RuleId, tokens: u64, example: Option<String>) {
        let tally = &mut self.tallies[rule as usize];
        tally.count += tokens;
        tally.example = tally.example.take().or(example);
    }

    /// How often and where first a rule acted.
    #[must_use]
    pub fn tally(&self, rule: RuleId) -> &Tally {
        &self.tallies[rule as usize]
    }

    /// The sum of all counts of the rules of one level.
    #[must_use]
    pub fn total(&self, level: Level) -> u64 {
        RuleId::ALL
            .iter()
            .filter(|rule| rule.level() == level)
            .map(|rule| self.tally(*rule).count)
            .sum()
    }

    /// Adds the counts of another ledger to this one.
    pub fn merge(&mut self, other: &Ledger) {
        self.rows_read += other.rows_read;
        self.documents_read += other.documents_read;
        self.documents_kept += other.documents_kept;
        self.tokens_cut += other.tokens_cut;
        self.tokens_split += other.tokens_split;
        self.tokens_joined += other.tokens_joined;
        self.tokens_kept += other.tokens_kept;
        for (mine, theirs) in self.tallies.iter_mut().zip(&other.tallies) {
            mine.merge(theirs);
        }
    }

    /// Holds the counts against the conservation law.
    ///
    /// # Errors
    /// [`Imbalance`] names the first level whose sum does not come out.
    pub fn check(&self) -> Result<(), Imbalance> {
        let laws = [
            (Level::Row, self.rows_read, self.documents_read),
            (Level::Document, self.documents_read, self.documents_kept),
            (
                Level::Token,
                (self.tokens_cut + self.tokens_split).saturating_sub(self.tokens_joined),
                self.tokens_kept,
            ),
        ];
        for (level, read, kept) in laws {
            let removed = self.total(level);
            if read != kept + removed {
                return Err(Imbalance {
                    level,
                    read,
                    kept,
                    removed,
                });
            }
        }
        Ok(())
    }

    /// The ledger as lines of a table: per level what was read, each rule, what was kept.
    #[must_use]
    pub fn rows(&self) -> Vec<LedgerRow> {
        let mut rows = Vec::new();
        let sum = |rows: &mut Vec<LedgerRow>, level, item, count| {
            rows.push(LedgerRow {
                level,
                item,
                count,
                first: None,
                example: None,
            });
        };
        for level in Level::ALL {
            match level {
                Level::Row => sum(&mut rows, level, "read", self.rows_read),
                Level::Document => sum(&mut rows, level, "read", self.documents_read),
                Level::Note | Level::Text | Level::Join => {}
                Level::Token => {
                    sum(&mut rows, level, "cut", self.tokens_cut);
                    sum(&mut rows, level, "split", self.tokens_split);
                    sum(&mut rows, level, "joined", self.tokens_joined);
                }
            }
            for rule in RuleId::ALL.iter().filter(|rule| rule.level() == level) {
                let tally = self.tally(*rule);
                rows.push(LedgerRow {
                    level,
                    item: rule.id(),
                    count: tally.count,
                    first: tally.first,
                    example: tally.example.clone(),
                });
            }
            match level {
                Level::Row => sum(&mut rows, level, "kept", self.documents_read),
                Level::Document => sum(&mut rows, level, "kept", self.documents_kept),
                Level::Note | Level::Text | Level::Join => {}
                Level::Token => sum(&mut rows, level, "kept", self.tokens_kept),
            }
        }
        rows
    }
}

/// One line of the ledger table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerRow {
    /// What the line is about.
    pub level: Level,
    /// A rule id, or one of the sums `read`, `cut`, `split`, `joined`, `kept`.
    pub item: &'static str,
    /// Number of rows, documents, firings or tokens.
    pub count: u64,
    /// The first row concerned; `None` for sums, for rules that did not act, and for those that
    /// judge terms after counting.
    pub first: Option<Location>,
    /// What the rule did there, masked.
    pub example: Option<String>,
}

/// A sum that does not come out: a bug of ciyun, never of the input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("ledger does not balance at level {}: read {read}, kept {kept}, removed {removed}", level.id())]
pub struct Imbalance {
    /// The level concerned.
    pub level: Level,
    /// What came in.
    pub read: u64,
    /// What was kept.
    pub kept: u64,
    /// What rules took.
    pub removed: u64,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ledger() -> impl Strategy<Value = Ledger> {
        let record = (0..RuleId::ALL.len(), 0_u64..5, 0_u32..3, 1_u64..100);
        (proptest::collection::vec(record, 0..12), 0_u64..50).prop_map(|(records, kept)| {
            let mut ledger = Ledger::default();
            for (rule, count, source, line) in records {
                let place = Location {
                    source: SourceId(source),
                    line,
                };
                let example = || Some(format!("{source}:{line}"));
                ledger.record(RuleId::ALL[rule], count, place, example);
            }
            ledger.documents_kept = kept;
            ledger.tokens_kept = kept * 3;
            ledger
        })
    }

    fn sum(a: &Ledger, b: &Ledger) -> Ledger {
        let mut result = a.clone();
        result.merge(b);
        result
    }

    proptest! {
        #[test]
        fn merging_is_associative_and_commutative_with_identity(a in ledger(), b in ledger(), c in ledger()) {
            prop_assert_eq!(sum(&sum(&a, &b), &c), sum(&a, &sum(&b, &c)));
            prop_assert_eq!(sum(&a, &b), sum(&b, &a));
            prop_assert_eq!(sum(&a, &Ledger::default()), a);
        }
    }

    #[test]
    fn a_lost_token_is_an_imbalance() {
        let ledger = Ledger {
            tokens_cut: 3,
            tokens_kept: 2,
            ..Ledger::default()
        };
        let error = ledger.check().unwrap_err();
        assert_eq!((error.level, error.read, error.kept), (Level::Token, 3, 2));
    }

    #[test]
    fn rules_of_every_level_stand_between_their_sums() {
        let rows = Ledger::default().rows();
        let items: Vec<_> = rows
            .iter()
            .filter(|row| row.level == Level::Row)
            .map(|row| row.item)
            .collect();
        assert_eq!(
            items,
            [
                "read",
                "row.fields",
                "row.syntax",
                "row.text",
                "row.header",
                "row.footer",
                "row.not-comment",
                "kept"
            ]
        );
    }
}
