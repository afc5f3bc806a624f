//! Accounts of a run: the methods paragraph for people, ledger and categories for programs.

mod categories;
mod ledger;
mod methods;
mod methods_of_facets;

pub use categories::CategoryReport;
pub use ledger::{LARGEST_CLUSTERS, LedgerReport};
pub use methods::Methods;
pub use methods_of_facets::FacetMethods;
