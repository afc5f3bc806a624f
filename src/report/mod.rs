//! Accounts of a run: the methods paragraph for people, the ledger for programs.

mod ledger;
mod methods;

pub use ledger::{LARGEST_CLUSTERS, LedgerReport};
pub use methods::Methods;
