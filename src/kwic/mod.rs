//! Keyword in context: every occurrence of a term, a phrase or a pattern with the text around it.
//!
//! A [`Concordance`] looks on while a [`Pipeline`](crate::pipeline::Pipeline) counts, and changes no
//! count. It looks in the comments that are counted, so a term has as many lines as its `tf` in the
//! table. What is shown is the source text, with personal data masked.

mod concordance;
mod context;
mod line;
mod query;
#[cfg(test)]
mod tests;

pub use concordance::Concordance;
pub use context::Context;
pub use line::{KwicLine, KwicOrder, Lines};
pub use query::{KwicError, Query};
