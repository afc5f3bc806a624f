//! Accounts of a run: the methods paragraph for people, ledger and categories for programs.

mod categories;
mod ledger;
mod methods;

pub use categories::CategoryReport;
pub use ledger::{LARGEST_CLUSTERS, LedgerReport};
pub use methods::Methods;
