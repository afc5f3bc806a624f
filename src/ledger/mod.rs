//! The record of what became of every row, comment and token.
//!
//! Each stage counts what it skips, drops, rewrites and masks under a [`RuleId`]; a [`Ledger`] adds
//! the counts up and [`Ledger::check`] holds them against the conservation law:
//!
//! - rows read = documents + Σ skipped by rule,
//! - documents read = kept + Σ dropped by rule,
//! - tokens cut + split − joined = kept + Σ masked by rule.

mod book;
mod rule_set;
mod rule_set_serial;
mod rules;

pub use book::{Imbalance, Ledger, LedgerRow, Location, SourceId, Tally};
pub use rule_set::{Parameter, RuleSet, RuleSetError, Standing};
pub use rules::{Level, RuleId};
